"""What exists and how to reach it."""
