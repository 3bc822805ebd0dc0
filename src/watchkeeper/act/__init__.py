"""What is done about what was understood: people are told, networks are changed."""
