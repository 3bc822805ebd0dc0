"""A fast SNMP v1/v2c agent: pre-encoded layouts, live columns rendered in bulk, cached request plans."""
