"""Import a roster into the pool, as one batch that can be undone as a whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.actions.write_images import insert_images, replace_images
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import ImportBatch, ImportedRow, Kind, PoolLock
from expertpool.models.row import table_of
from expertpool.pool_keys import PoolKeys
from expertpool.queries.roster_difference import ImportPlan, RosterDifference, plan_import


def import_roster(
    session: Session,
    experts: Sequence[RosterExpert],
    *,
    source: str,
    digest: str,
    at: datetime,
    actor: str,
    keys: PoolKeys,
    columns: Collection[str] | None = None,
    spared: Collection[ExpertId] = (),
    remove: bool = True,
    allow_shrink: bool = False,
) -> ImportBatch | None:
    """Make the pool as these experts state it; return the batch, or None where the pool was so already.

    ``source`` names the file and ``digest`` is its SHA-256 in hex; ``at`` carries its offset from UTC. The remaining
    arguments and the refusals are those of ``plan_import``; besides, a roster that would take most of the pool away
    is refused without ``allow_shrink``.
    """
    plan = plan_import(session, experts, keys=keys, columns=columns, spared=spared, remove=remove)
    return carry_out(
        session, plan, source=source, digest=digest, at=at, actor=actor, keys=keys, allow_shrink=allow_shrink
    )


def carry_out(
    session: Session,
    plan: ImportPlan,
    *,
    source: str,
    digest: str,
    at: datetime,
    actor: str,
    keys: PoolKeys,
    allow_shrink: bool = False,
) -> ImportBatch | None:
    """Write what ``plan_import`` found in this same session, for those who have shown the difference in between."""
    refuse_shrinking(plan.difference, allowed=allow_shrink)
    if plan.difference.empty:
        return None
    locks = session.get(PoolLock, 1) is None
    if locks:
        session.add(PoolLock(id=1, mark=keys.mark))
    batch = _batch(plan.difference, source=source, digest=digest, at=at, actor=actor)
    experts = _write(session, plan, batch)
    _enter(session, batch, {"expert": _keys(experts), "pool_lock": _keys([1] if locks else [])})
    return batch


def refuse_shrinking(difference: RosterDifference, *, allowed: bool) -> None:
    """Refuses a roster that would take most of the pool away: it is probably the wrong file."""
    if difference.shrinks and not allowed:
        raise Refusal("pool.shrinks", removed=len(difference.removed), pool=difference.pool_before)


def _batch(difference: RosterDifference, *, source: str, digest: str, at: datetime, actor: str) -> ImportBatch:
    return ImportBatch(
        source=source,
        digest=digest,
        imported_at=at,
        imported_by=actor,
        added=len(difference.added),
        changed=len(difference.changed),
        removed=len(difference.removed),
        unchanged=difference.unchanged,
    )


def _write(session: Session, plan: ImportPlan, batch: ImportBatch) -> list[int]:
    """Returns the row ids of the experts written."""
    session.add(batch)
    session.flush()
    known = {row.expert_id: row.after for row in plan.rows if row.expert_id is not None}
    replace_images(session, known)
    new = insert_images(session, [row.after for row in plan.rows if row.expert_id is None])
    experts = [new[row.after.expert_no] if row.expert_id is None else row.expert_id for row in plan.rows]
    trace = [
        {
            "batch_id": batch.id,
            "expert_id": expert_id,
            "before": row.before and row.before.as_json(),
            "after": row.after.as_json(),
        }
        for expert_id, row in zip(experts, plan.rows, strict=True)
    ]
    session.exec(insert(table_of(ImportedRow)), params=trace)
    return experts


def _keys(ids: Sequence[int]) -> list[tuple[Any, ...]]:
    return [(one,) for one in ids]


def _enter(session: Session, batch: ImportBatch, written: dict[str, list[tuple[Any, ...]]]) -> None:
    written["import_batch"] = [(batch.id,)]
    facts = {"batch": batch.id, "digest": batch.digest, "source": batch.source}
    facts |= {"added": batch.added, "changed": batch.changed, "removed": batch.removed}
    at, by = batch.imported_at, batch.imported_by
    enter_records(session, Kind.ROSTER_IMPORTED, at=at, by=by, records=written, facts=facts)
