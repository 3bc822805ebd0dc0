"""Syslog: the wire formats, and what each platform means by its messages."""
