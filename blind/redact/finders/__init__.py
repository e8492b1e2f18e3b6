"""The table of contents of what finds identity in text."""
