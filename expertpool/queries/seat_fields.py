"""What a seat on a projector may say of an expert: specialties and level, by expert number."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, select

from expertpool.models import Expert


def seat_fields(session: Session, expert_nos: Collection[str]) -> dict[str, tuple[tuple[str, ...], str]]:
    """Specialties (in the office's order) and level of the listed experts with these numbers; nothing else of them."""
    wanted = select(col(Expert.expert_no), col(Expert.specialties), col(Expert.level))
    rows = session.exec(wanted.where(col(Expert.expert_no).in_(expert_nos), col(Expert.listed)))
    return {number: (tuple(specialties), level) for number, specialties, level in rows}
