"""Facts as they arrive."""
