"""Dossiers at the office's desk: handed in by browser, blinded in a process of their own, reviewed page by page."""
