"""From alerts to incidents: pure, deterministic, with the clock as a parameter."""
