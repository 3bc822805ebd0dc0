"""The settings as they are, for whoever runs the platform."""
