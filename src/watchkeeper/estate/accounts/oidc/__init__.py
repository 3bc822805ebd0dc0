"""Logging in through an OpenID Connect provider: code flow with PKCE, logout from either side."""
