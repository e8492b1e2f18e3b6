"""Towns with a desk: one for each test that changes something, one for all that only look."""

from tests.web.towns import looked_at, settled, town

__all__ = ["looked_at", "settled", "town"]
