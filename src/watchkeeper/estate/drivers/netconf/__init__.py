"""NETCONF over SSH (RFC 6241, RFC 6242): who answers and what it can do."""
