"""How to speak with a device: one protocol, several drivers."""
