"""People whom an identity provider vouches for: which account they get, and which role."""
