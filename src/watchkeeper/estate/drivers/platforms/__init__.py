"""Platforms as data: one YAML file for each kind of device, and the loader that refuses a wrong one."""
