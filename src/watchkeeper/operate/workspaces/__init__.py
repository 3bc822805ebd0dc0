"""What people keep for themselves and for others in the console: preferences and dashboards."""
