"""Devices from a file: read, shown as a preview, applied in one transaction."""
