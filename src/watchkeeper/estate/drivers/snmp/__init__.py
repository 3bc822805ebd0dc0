"""SNMP v1, v2c and v3: a lean codec, one engine for thousands of agents, and what devices mean by their tables."""
