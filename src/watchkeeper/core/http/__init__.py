"""How the platform speaks HTTP: one transaction a request, one way to refuse, to page and to permit."""
