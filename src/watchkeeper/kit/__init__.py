"""Pure helpers on plain data: no input or output, no settings."""
