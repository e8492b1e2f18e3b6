"""Extra readers on record: every draw of them, and the packets whose readers stepped away and have no successor yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from blind.encoding import strict_parse
from expertpool.models import Kind
from expertpool.queries.ledger import body_of, entries
from expertpool.queries.review import GroupSeen

RECOGNISED = "recognised"


def draws(session: Session, group: str) -> Iterator[dict[str, Any]]:
    """The facts of every draw of extra readers on record, first to last."""
    for entry in entries(session, kind=Kind.EXTRA_DRAWN, scope=group):
        body = body_of(session, entry.seq)
        if body is not None:
            yield strict_parse(body.content)["facts"]


def given_back(session: Session, seen: GroupSeen) -> dict[str, int]:
    """Packets that lost readers who recognised the dossier, and how many got no successor yet."""
    lost = Counter(one.codename for one in seen.tasks if one.withdrawn)
    for facts in draws(session, seen.id):
        lost.subtract(one["packet"] for one in facts["drawn"] if one["cause"] == RECOGNISED)
    return {name: count for name, count in sorted(lost.items()) if count > 0}
