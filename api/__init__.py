"""Parses a request, calls one action or query, returns its result."""
