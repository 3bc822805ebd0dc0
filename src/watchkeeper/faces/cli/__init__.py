"""The wk command line."""
