"""The second factor: one-time passwords, recovery codes, and which roles need it."""
