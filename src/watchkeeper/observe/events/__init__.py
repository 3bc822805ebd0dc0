"""State changes of devices and interfaces."""
