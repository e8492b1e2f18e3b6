"""The standing instances, what each should cost at most, and which of them the peer is asked too."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.pools import Order


@dataclass(frozen=True)
class Instance:
    """A pool and what is expected of it.

    ``seconds``, ``megabytes``: the most that the whole lottery job with 1,000 tickets should take (None: no figure is
    set). ``peer``: whether the peer's maximin is run; it has words for employer caps of one alone, and none for pairs.
    ``legacy``: whether its legacy draw is run as well. ``growth``: whether the instance counts for the growth of cost.
    """

    order: Order
    seconds: float | None = None
    megabytes: int | None = None
    peer: bool = False
    legacy: bool = False
    growth: bool = False

    @property
    def name(self) -> str:
        """The order's name."""
        return self.order.name


SUITE = (
    Instance(Order(200, 13), peer=True, legacy=True),
    Instance(Order(200, 13, "tight"), peer=True, legacy=True),
    Instance(Order(200, 25), peer=True, legacy=True),
    Instance(Order(200, 25, "tight"), peer=True, legacy=True),
    Instance(Order(200, 13, cap=1), peer=True),
    Instance(Order(200, 25, cap=2, pairs=200)),
    Instance(Order(300, 13), seconds=2, peer=True, legacy=True),
    Instance(Order(1_000, 13), peer=True),
    Instance(Order(1_000, 13, "tight"), peer=True),
    Instance(Order(1_000, 25), seconds=5, peer=True, legacy=True, growth=True),
    Instance(Order(1_000, 25, "tight"), seconds=5, peer=True, legacy=True),
    Instance(Order(1_000, 25, cap=1), seconds=5, peer=True),
    Instance(Order(1_000, 25, cap=2), seconds=5),
    Instance(Order(1_000, 25, pairs=1_000), seconds=5),
    Instance(Order(1_000, 25, "tight", cap=2, pairs=1_000), seconds=5),
    Instance(Order(2_000, 200, attributes=2), seconds=1, peer=True),
    Instance(Order(5_000, 13)),
    Instance(Order(5_000, 13, "tight")),
    Instance(Order(5_000, 25), peer=True, legacy=True, growth=True),
    Instance(Order(5_000, 25, "tight")),
    Instance(Order(5_000, 25, attributes=5, cap=2), seconds=15, megabytes=1024),
    Instance(Order(5_000, 25, "tight", attributes=5, cap=2), seconds=15, megabytes=1024),
    Instance(Order(5_000, 25, pairs=5_000)),
    Instance(Order(20_000, 13)),
    Instance(Order(20_000, 13, "tight")),
    Instance(Order(20_000, 25), seconds=60, peer=True, growth=True),
    Instance(Order(20_000, 25, "tight"), seconds=60),
    Instance(Order(20_000, 25, attributes=5, cap=2), seconds=60),
    Instance(Order(20_000, 25, pairs=20_000), seconds=60),
    Instance(Order(200, 13, "strict"), peer=True),
    Instance(Order(200, 25, "strict"), peer=True),
    Instance(Order(1_000, 25, "strict"), peer=True),
)

GROWTH = 1.2
"""The most that cost should grow with the pool: pool size to this power."""

PEER_TIMES_LESS = 15
"""At 1,000 experts, how many times less than the peer's maximin the whole job should cost."""

QUEUE_SECONDS = 2.0
"""The most that a draw by queue from 1,000 experts should take."""

MORE_TICKETS_FACTOR = 3.0
"""How many times as long 10,000 tickets may take."""

QUICK = 1_000
"""The largest pool of the quick subset."""
