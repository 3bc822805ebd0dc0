"""Planned work: when and on what, so that it is not taken for a fault and not counted as one."""
