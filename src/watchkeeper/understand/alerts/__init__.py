"""Alerts and incidents: what is broken, since when, and what follows from it."""
