"""SSH to devices: one connection, its login, commands. Host keys are believed as the store of host keys says."""
