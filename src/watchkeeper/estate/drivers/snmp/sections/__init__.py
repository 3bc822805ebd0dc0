"""From collected columns to the sections of a device report: pure functions on facts."""
