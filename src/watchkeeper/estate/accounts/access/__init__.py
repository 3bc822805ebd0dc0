"""What accounts may do and how far they see: roles beside the built-in ones, and limits to sites and pools."""
