"""List conflicts: put on record that a list was made, and each decision a person took on a doubtful finding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.write_entry import OFFICE, POOL, RECORDS, write_entry
from expertpool.models import Kind
from expertpool.queries.ledger import lines


def list_conflicts(
    session: Session,
    *,
    digest: str,
    counts: Mapping[str, int],
    decided: Mapping[str, Mapping[str, Any]],
    at: datetime,
    actor: str,
) -> None:
    """Enter the list's digest with its counts, and new decisions by the number of the finding: no name, no key.

    The same list a second time, as after a run that was cut off, enters nothing.
    """
    if _listed(session, digest):
        return
    for kind, facts in (
        (Kind.CONFLICT_DECIDED, dict(decided)),
        (Kind.CONFLICTS_LISTED, {"list": digest, "counts": dict(counts)}),
    ):
        if facts:
            write_entry(
                session, kind=kind, scope=POOL, actor=OFFICE, at=at, body={"by": actor, "facts": facts, RECORDS: []}
            )


def _listed(session: Session, digest: str) -> bool:
    kind, told = f'"{Kind.CONFLICTS_LISTED}"', f'"list":"{digest}"'
    return any(kind in line.entry and told in (line.content or "") for line in lines(session))
