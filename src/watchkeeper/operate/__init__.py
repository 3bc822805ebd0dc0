"""The platform caring for itself."""
