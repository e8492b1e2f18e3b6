"""Images of experts as the database holds them now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from expertpool.models import Expert, Kinship, Recusal, Service, Tenure
from expertpool.models.expert_image import COLUMNS, ExpertImage
from expertpool.models.service_year import FROM_ROSTER

_SELECTED = [getattr(Expert, name) for name in ("id", *COLUMNS)]


def load_images(session: Session) -> dict[int, ExpertImage]:
    """Every expert ever listed, by row id, in the order of the ids."""
    years = _grouped(
        session.exec(
            select(Service.expert_id, Service.year)
            .where(Service.committee == FROM_ROSTER)
            .order_by(col(Service.expert_id), col(Service.year))
        )
    )
    units = _grouped(session.exec(select(Recusal.expert_id, Recusal.unit)))
    kin = _grouped(session.exec(select(Kinship.expert_id, Kinship.kin_no)))
    tenures: dict[int, list[Any]] = defaultdict(list)
    for expert_id, start, end in session.exec(
        select(Tenure.expert_id, col(Tenure.starts_on), col(Tenure.ends_on)).order_by(
            col(Tenure.expert_id), col(Tenure.ordinal)
        )
    ):
        tenures[expert_id].append((start, end))
    return {
        found[0]: ExpertImage(
            columns=dict(zip(COLUMNS, found[1:], strict=True)),
            years=tuple(years.get(found[0], ())),
            recuse_units=tuple(sorted(units.get(found[0], ()))),
            kin=tuple(sorted(kin.get(found[0], ()))),
            tenures=tuple(tenures.get(found[0], ())),
        )
        for found in session.exec(select(*_SELECTED).order_by(col(Expert.id)))
    }


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
