"""One noun, one file: what the database remembers."""
