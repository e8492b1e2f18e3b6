"""Exchange: a whole season as plain files with a signed list of their digests, read back into an empty home."""
