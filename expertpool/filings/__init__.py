"""Filings (备案) as states: who may move what, with which papers, by when; data, without database or clock."""
