"""Bytes in, bytes out: seals, codes and certificates, without database, web or clock."""
