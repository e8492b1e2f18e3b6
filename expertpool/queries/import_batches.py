"""All imports there have been."""

from __future__ import annotations

from sqlmodel import Session, col, select

from expertpool.models import ImportBatch


def import_batches(session: Session) -> tuple[ImportBatch, ...]:
    """Every batch, undone ones included, the newest first."""
    return tuple(session.exec(select(ImportBatch).order_by(col(ImportBatch.id).desc())))
