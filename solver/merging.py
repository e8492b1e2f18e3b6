"""Sets that grow together: places joined one pair at a time, directly or by way of others."""

from __future__ import annotations


class Merging:
    """Places from 0, each by itself at first; a set is known by its smallest place."""

    def __init__(self, count: int) -> None:
        self._root = list(range(count))

    def first(self, place: int) -> int:
        """The smallest place of this one's set."""
        root = self._root
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make one set of the sets of two places."""
        low, high = sorted((self.first(one), self.first(other)))
        self._root[high] = low
