"""Open a review group: freeze form, plan, packets and trustees, and give every expert of the assignment a code."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from blind.codename import below
from blind.encoding import canonical, strict_parse
from blind.scoresheet.rubric import Rubric
from expertpool.actions.write_entry import OFFICE, enter_records, write_entry
from expertpool.errors import Refusal
from expertpool.models import Kind, ReviewGroup, ReviewPacket, ReviewReader, ReviewTask

FORMAT = "expertpool-review-group/1"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONG = 6

Fresh = Callable[[int], bytes]


def open_review(
    session: Session,
    group: str,
    *,
    title: str,
    rubric: Rubric,
    plan: Mapping[str, Any],
    trustees: Mapping[str, bytes],
    packets: Mapping[str, bytes],
    assigned: Mapping[str, Sequence[str]],
    experts: Sequence[str],
    seed: bytes,
    assignment: str,
    at: datetime,
    actor: str,
    fresh: Fresh = secrets.token_bytes,
) -> ReviewGroup:
    """The group on record with its codes and tasks. ``assigned``: codename -> expert numbers; ``experts``: all who
    could have been given one, so that a code tells nothing about the number of packets.

    Entered twice: what trustees and holders will read, alone in its entry; and the records. Refuses an id in use.
    """
    if session.get(ReviewGroup, group) is not None:
        raise Refusal("scores.group_there", group=group)
    codes = dict(zip(sorted(experts), dealt_codes(len(experts), fresh), strict=True))
    frozen = canonical(plan)
    row = ReviewGroup(
        id=group,
        title=title,
        rubric=rubric.to_bytes().decode(),
        plan=frozen.decode(),
        trustees={name: trustees[name].hex() for name in sorted(trustees)},
        seed=seed.hex(),
        assignment=assignment,
        opened_at=at,
    )
    session.add(row)
    session.flush()
    for code, number in sorted((code, number) for number, code in codes.items()):
        session.add(ReviewReader(group_id=group, code=code, expert_no=number))
    session.flush()
    for name in sorted(packets):
        session.add(ReviewPacket(group_id=group, codename=name, digest=packets[name].hex()))
    tasks = []
    for name in sorted(assigned):
        for turn, code in enumerate(shuffled([codes[one] for one in assigned[name]], fresh), start=1):
            session.add(ReviewTask(group_id=group, codename=name, reader=code, round=1, turn=turn))
            tasks.append((group, name, code))
    session.flush()
    write_entry(
        session,
        kind=Kind.GROUP_OPENED,
        scope=group,
        actor=OFFICE,
        at=at,
        body=strict_parse(opening_record(row, packets)),
    )
    written: dict[str, list[tuple[Any, ...]]] = {
        "review_group": [(group,)],
        "review_reader": [(group, code) for code in sorted(codes.values())],
        "review_task": tasks,
    }
    facts = {"packets": len(packets), "readers": len(codes), "tasks": len(tasks)}
    enter_records(session, Kind.GROUP_BEGUN, at=at, by=actor, records=written, scope=group, facts=facts)
    return row


def opening_record(group: ReviewGroup, packets: Mapping[str, bytes]) -> bytes:
    """What is said of a group in the open, as canonical JSON: no reader, no number of readers."""
    listed = [{"codename": name, "sha256": packets[name].hex()} for name in sorted(packets)]
    record = {"assignment": group.assignment, "format": FORMAT, "group": group.id, "title": group.title}
    held = [{"holder": name, "public": key} for name, key in sorted(group.trustees.items())]
    texts = {"plan": strict_parse(group.plan.encode()), "rubric": strict_parse(group.rubric.encode())}
    return canonical({**record, **texts, "packets": listed, "trustees": held})


def dealt_codes(count: int, fresh: Fresh) -> list[str]:
    """So many different codes such as ``R7K2M9Q``, in no order."""
    dealt: dict[str, None] = {}
    while len(dealt) < count:
        dealt.setdefault("R" + "".join(LETTERS[below(len(LETTERS), fresh)] for _ in range(LONG)))
    return list(dealt)


def shuffled(items: Sequence[str], fresh: Fresh) -> list[str]:
    """The same in an order by lot (Fisher and Yates)."""
    left = list(items)
    for last in range(len(left) - 1, 0, -1):
        other = below(last + 1, fresh)
        left[last], left[other] = left[other], left[last]
    return left
