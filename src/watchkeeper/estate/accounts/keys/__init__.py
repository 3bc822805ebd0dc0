"""Keys for programs: hashed, scoped, expiring."""
