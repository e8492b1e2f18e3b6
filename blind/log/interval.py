"""When an entry was surely written: between the last witnessed head without it and the first one with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from blind.errors import Forged
from blind.log.head import Head


@dataclass(frozen=True)
class Interval:
    """Seconds since 1970 in UTC by the witness's clock; None where no witnessed head bounds that side."""

    after: int | None
    before: int | None

    def check(self, claimed: int, *, tolerance: int = 0, delay: int = 0) -> None:
        """Raise ``Forged`` for an entry whose own time does not fit.

        ``post-dated``: a head that holds the entry was seen before the time it claims. ``back-dated``: a head
        without it was seen after that time. ``tolerance``: seconds two clocks may differ. ``delay``: seconds a head
        may travel to the witness while the log goes on growing, as when it is carried there on a stick.
        """
        if self.before is not None and claimed > self.before + tolerance:
            raise Forged("post-dated", claimed=claimed, before=self.before)
        if self.after is not None and claimed < self.after - tolerance - delay:
            raise Forged("back-dated", claimed=claimed, after=self.after)


class Timeline:
    """The sizes of the log that one witness saw, with the second it first saw each.

    Raises ``Forged`` ("clock-turned-back") when a larger head was seen before a smaller one: then the witness's own
    clock was wrong, and no interval can be trusted.
    """

    def __init__(self, heads: Iterable[Head], *, witness: str) -> None:
        seen: dict[int, int] = {}
        latest = 0
        for size, time in sorted((head.size, head.witnessed[witness]) for head in heads if witness in head.witnessed):
            if size in seen:
                continue
            if time < latest:
                raise Forged("clock-turned-back", witness=witness, size=size, time=time, before=latest)
            seen[size] = latest = time
        self._sizes, self._times = list(seen), list(seen.values())

    def interval(self, index: int) -> Interval:
        """Where the witness's heads place entry ``index``."""
        larger = bisect_right(self._sizes, index)
        after = self._times[larger - 1] if larger else None
        before = self._times[larger] if larger < len(self._times) else None
        return Interval(after=after, before=before)
