"""Watchkeeper: a self-hosted operations platform."""
