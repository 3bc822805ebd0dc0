"""Security keys and passkeys (WebAuthn): as a second factor, and as a login of their own."""
