"""When to ask which device what: cycles, shards, breakers, reports."""
