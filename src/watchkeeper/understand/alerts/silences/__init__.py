"""Silences: alerts that nobody is told about for a while."""
