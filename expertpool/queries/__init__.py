"""Reads: functions from a database session to frozen records."""
