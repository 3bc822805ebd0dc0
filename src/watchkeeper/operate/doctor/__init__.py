"""Checks of everything a working installation needs, with the next step."""
