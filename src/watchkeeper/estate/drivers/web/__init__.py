"""HTTP to devices: whether a login works."""
