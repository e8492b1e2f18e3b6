"""Dossiers made unrecognisable: opened, read, searched, burnt and built anew, one step a file."""
