"""Compliance reports: every rule with its verdict and its evidence, signed, and checked by whoever receives them."""
