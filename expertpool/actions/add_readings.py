"""Add readings: more readers for some packets, as the assignment's seed draws them; tasks like any other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from blind.combining.extra_draw import draw_several
from blind.errors import Malformed
from expertpool.actions.write_entry import enter_records
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Kind, ReviewTask
from expertpool.queries.review import GroupSeen


def add_readings(
    session: Session,
    seen: GroupSeen,
    causes: Mapping[str, Sequence[str]],
    *,
    barred: Collection[tuple[str, str]],
    hidden: Collection[tuple[str, str]] = (),
    at: datetime,
    actor: str,
) -> dict[str, tuple[str, ...]]:
    """Readers' codes by codename, each as a task of the open round, or of a new one after closing.

    ``causes``: codename -> why, once for each reader it gets; only the ledger keeps it. ``barred``: (codename, expert
    number) that must not meet. ``hidden``: more such pairs, which are written nowhere: they came by application key,
    and would tell whose packet it is. Refuses (exit code 3) where a packet has nobody left.
    """
    number = seen.round + 1 if seen.closed else seen.round
    allowed = candidates(seen, causes, {*barred, *hidden})
    try:
        counts = {name: len(each) for name, each in causes.items()}
        drawn = draw_several(allowed, counts, seed=seen.seed, context=(seen.id, str(number)), loads=loads(seen))
    except Malformed as error:
        names = "、".join(error.facts["packets"][:8])
        raise Refusal("scores.nobody_left", exit_code=ExitCode.NO_PANEL, packets=names) from None
    for name, readers in drawn.items():
        last = max(one.turn for one in seen.tasks if one.codename == name)
        for turn, reader in enumerate(readers, start=last + 1):
            session.add(ReviewTask(group_id=seen.id, codename=name, reader=reader, round=number, turn=turn))
    session.flush()
    written = {"review_task": [(seen.id, name, reader) for name, readers in drawn.items() for reader in readers]}
    listed = [
        {"packet": name, "cause": cause, "reader": reader}
        for name, readers in drawn.items()
        for cause, reader in zip(causes[name], readers, strict=True)
    ]
    facts: dict[str, Any] = {
        "round": number,
        "drawn": listed,
        "barred": sorted(map(list, barred)),
        "loads": [{"reader": code, "packets": count} for code, count in sorted(loads(seen).items())],
    }
    if any(name in causes for name, _ in hidden):
        facts["hidden"] = True
    enter_records(session, Kind.EXTRA_DRAWN, at=at, by=actor, records=written, scope=seen.id, facts=facts)
    return drawn


def candidates(seen: GroupSeen, packets: Collection[str], barred: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    """Who may still read each packet, by code: whoever was not given it before and is not barred from it."""
    given = {(one.codename, one.reader) for one in seen.tasks}
    return {
        name: [
            code
            for code, number in sorted(seen.readers.items())
            if (name, code) not in given and (name, number) not in barred
        ]
        for name in sorted(packets)
    }


def loads(seen: GroupSeen) -> dict[str, int]:
    """How many packets each reader has, those given back left out."""
    found = dict.fromkeys(seen.readers, 0)
    for one in seen.tasks:
        found[one.reader] += not one.withdrawn
    return found
