"""SNMP notifications: traps and informs of every version, and what they mean."""
