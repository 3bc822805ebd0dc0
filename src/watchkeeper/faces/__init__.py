"""Thin shells over the slices: API and command line."""
