"""Scores into results: exact methods that a filed plan may name, and beside them advice that never changes a result."""
