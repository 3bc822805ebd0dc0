"""Saved command output as facts: text, JSON and XML of the same commands."""
