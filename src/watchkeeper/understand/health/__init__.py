"""How well devices, links, sites and services are, and from what that follows."""
