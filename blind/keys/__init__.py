"""Keys: who signs and verifies, digests by name, key files under a passphrase, and backups on paper."""
