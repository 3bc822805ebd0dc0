"""Logging in with a directory's password: LDAP and Active Directory."""
