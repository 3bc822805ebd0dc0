"""Credentials, encrypted, and which device they open."""
