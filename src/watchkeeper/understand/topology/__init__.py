"""Who connects to whom, how we know, and what breaks if something fails."""
