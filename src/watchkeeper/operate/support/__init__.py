"""A file that says how an installation is, for whoever helps with it; no secret is in it."""
