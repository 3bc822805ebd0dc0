"""Device configurations as plain facts: recognise whose text it is, read it into a tree, and say what it means."""
