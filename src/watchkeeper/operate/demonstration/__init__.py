"""Breaking an emulated network from the console, to see what happens; only where one runs."""
