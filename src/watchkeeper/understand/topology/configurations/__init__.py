"""Configurations of live devices as evidence: what they say of a device's place is kept, never their text."""
