"""Oversight: what a season's records show laid side by side; figures for people to judge, never an accusation."""
