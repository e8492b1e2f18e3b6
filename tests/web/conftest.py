"""Towns with a desk: one for each test that changes something, one for all that only look."""

from tests.web.blinded_towns import blinded, looked_through, office_town
from tests.web.towns import looked_at, settled, town

__all__ = ["blinded", "looked_at", "looked_through", "office_town", "settled", "town"]
