"""Capacity: what in the whole network reaches its limit, and when."""
