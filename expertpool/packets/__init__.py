"""Packets from dossiers: what lies in the folders, what is decided, what may go on, and under which codename."""
