"""Backups: one sealed file with the database and all files of a home, and the way back from it."""
