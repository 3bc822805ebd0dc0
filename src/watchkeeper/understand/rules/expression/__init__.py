"""The language of rules: read, checked, evaluated over columns."""
