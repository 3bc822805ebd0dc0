"""What the facts mean: topology, alerts, incidents, causes."""
