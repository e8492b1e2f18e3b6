"""The question behind an assignment: its limits, with the cap and the load that are usual where nobody says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from expertpool.assigning.suitability import PacketText, Reader
from solver import Reading

CAPS = tuple(map(Fraction, ("1/2", "2/3", "3/4", "1")))
"""Caps tried where none is given: the first that any assignment can keep."""
LOADS = tuple(map(Fraction, ("5/4", "3/2", "2", "3")))
"""Loads tried where none is given, as multiples of the average."""


LEAST_LOAD = 2
"""Experts of a single packet connect nothing: scores could not be compared."""


def ask(
    packets: Sequence[PacketText],
    readers: Sequence[Reader],
    scores: Sequence[Sequence[int]],
    *,
    count: int,
    load: int | None,
    cap: Fraction | None,
    recusals: Iterable[tuple[str, str]],
    groups: Mapping[str, tuple[Iterable[str], Iterable[str]]] | None = None,
) -> Reading:
    """The question; a cap or load that is not given is the lowest of the usual ones that can be kept.

    Where none can, the question is returned with a cap of one and no limit on loads, and has no answer either.
    """
    from solver.assigning.ways import feasible  # noqa: PLC0415  # OR-Tools is slow to import

    experts = [one.expert_no for one in readers]
    reading = Reading(
        [packet.codename for packet in packets],
        experts,
        scores,
        loads=load,
        recusals=recusals,
        cap=Fraction(1) if cap is None else cap,
        readers=count,
        groups=groups,
    )
    if cap is None:
        reading = next((asked for one in CAPS if feasible(asked := reading.with_(cap=one))), reading)
    if load is None:
        average = Fraction(count * len(packets), len(experts))
        limits = (max(LEAST_LOAD, -(-average * factor // 1)) for factor in LOADS)
        loaded = (reading.with_(most=reading.most.clip(max=int(limit))) for limit in limits)
        reading = next((asked for asked in loaded if feasible(asked)), reading)
    return reading
