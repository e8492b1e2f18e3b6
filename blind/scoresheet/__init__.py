"""Scores: the form, a filled sheet, how it is sealed and signed, and the box that takes sheets until it closes."""
