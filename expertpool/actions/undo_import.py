"""Undo an import: put back exactly what it found, or say why that can no longer be done."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from expertpool.actions.write_entry import enter_records
from expertpool.actions.write_images import delete_experts, replace_images
from expertpool.beijing import minute
from expertpool.errors import Refusal
from expertpool.models import Expert, ImportBatch, ImportedRow, Kind, Misconduct, Pledge, Roster, Service, Waiver
from expertpool.models.expert_image import ExpertImage
from expertpool.models.service_year import FROM_ROSTER


def undo_import(session: Session, batch_id: int, *, at: datetime, actor: str) -> ImportBatch:
    """Restore every expert that the batch touched to the rows from before it, and delete those it added.

    Needs no key. Refuses an unknown or undone batch; one after which a roster was frozen (a draw rests on it); one
    whose experts a later batch touched, or have other records since; and one whose old numbers have new holders.
    """
    batch = session.get(ImportBatch, batch_id)
    if batch is None:
        raise Refusal("pool.no_batch", batch=batch_id)
    if batch.undone_at is not None:
        raise Refusal("pool.undone_already", batch=batch_id, at=minute(batch.undone_at))
    _refuse_frozen(session, batch_id)
    _refuse_later_batches(session, batch_id)
    rows = session.exec(select(ImportedRow).where(ImportedRow.batch_id == batch_id)).all()
    added = [row.expert_id for row in rows if row.before is None]
    _refuse_recorded(session, batch_id, set(added))
    restored = {row.expert_id: ExpertImage.from_json(row.before) for row in rows if row.before is not None}
    _refuse_taken(session, batch_id, restored, set(added))
    delete_experts(session, added)
    replace_images(session, restored)
    batch.undone_at, batch.undone_by = at, actor
    session.add(batch)
    written = {"import_batch": [(batch_id,)], "expert": [(row.expert_id,) for row in rows]}
    enter_records(session, Kind.IMPORT_UNDONE, at=at, by=actor, records=written, facts={"batch": batch_id})
    return batch


def _refuse_frozen(session: Session, batch_id: int) -> None:
    """A frozen roster tells what the pool was; from then on a mistake is corrected by a new import, visibly."""
    frozen = session.exec(
        select(Roster).where(col(Roster.last_batch) >= batch_id).order_by(col(Roster.id)).limit(1)
    ).first()
    if frozen is not None:
        raise Refusal("pool.undo_frozen", batch=batch_id, at=minute(frozen.frozen_at), source=frozen.source)


def _refuse_later_batches(session: Session, batch_id: int) -> None:
    touched = select(ImportedRow.expert_id).where(ImportedRow.batch_id == batch_id)
    later = session.exec(
        select(ImportedRow.batch_id)
        .join(ImportBatch, col(ImportBatch.id) == col(ImportedRow.batch_id))
        .where(ImportedRow.batch_id > batch_id, col(ImportBatch.undone_at).is_(None))
        .where(col(ImportedRow.expert_id).in_(touched))
        .distinct()
        .order_by(col(ImportedRow.batch_id).desc())
    ).all()
    if later:
        raise Refusal("pool.undo_overtaken", batch=batch_id, later="、".join(map(str, later)), latest=later[0])


def _refuse_recorded(session: Session, batch_id: int, added: set[int]) -> None:
    """Experts whom undoing would delete must have nothing on record but what the batch wrote."""
    with_records = {
        *session.exec(select(Misconduct.expert_id)),
        *session.exec(select(Pledge.expert_id)),
        *session.exec(select(Service.expert_id).where(Service.committee != FROM_ROSTER)),
        *session.exec(select(col(Waiver.expert_id))),
    }
    bound = added & with_records
    if bound:
        numbers = session.exec(select(Expert.expert_no).where(col(Expert.id).in_(sorted(bound)))).all()
        raise Refusal("pool.undo_recorded", batch=batch_id, numbers="、".join(sorted(numbers)))


def _refuse_taken(session: Session, batch_id: int, restored: dict[int, ExpertImage], added: set[int]) -> None:
    """Numbers and identity numbers that come back must not have gone to somebody outside the batch."""
    others = session.exec(select(Expert.id, Expert.expert_no, Expert.id_number_hash).where(col(Expert.listed))).all()
    outside = [(number, code) for key, number, code in others if key not in restored and key not in added]
    numbers, codes = {number for number, _ in outside}, {code for _, code in outside if code is not None}
    taken = [
        image.expert_no
        for image in restored.values()
        if image.listed and (image.expert_no in numbers or image.columns["id_number_hash"] in codes)
    ]
    if taken:
        raise Refusal("pool.undo_taken", batch=batch_id, numbers="、".join(sorted(taken)))
