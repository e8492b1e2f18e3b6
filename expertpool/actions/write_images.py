"""Put experts' rows into the database as their images say; the writing half of imports and of undoing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import Session, col, select

from expertpool.models import Expert, Kinship, Recusal, Service, Tenure
from expertpool.models.expert_image import ExpertImage
from expertpool.models.row import Row, table_of
from expertpool.models.service_year import FROM_ROSTER

_CHUNK = 5000
"""Row ids in one statement; databases limit the number of parameters."""


def insert_images(session: Session, images: Sequence[ExpertImage]) -> dict[str, int]:
    """Add experts with their images; return the new row ids by expert number."""
    if not images:
        return {}
    session.exec(insert(table_of(Expert)), params=[image.columns for image in images])
    numbers = {image.expert_no for image in images}
    listed = session.exec(select(Expert.expert_no, Expert.id).where(col(Expert.listed)))
    ids = {number: key for number, key in listed if number in numbers and key is not None}
    _insert_children(session, {ids[image.expert_no]: image for image in images})
    return ids


def replace_images(session: Session, images: Mapping[int, ExpertImage]) -> None:
    """Make the rows of known experts, by row id, as their images say.

    All of them leave the list first and come back one by one, so that numbers can change hands within one call.
    """
    if not images:
        return
    _delete_children(session, images)
    for ids in _chunks(images):
        session.exec(update(Expert).where(col(Expert.id).in_(ids)).values(listed=False))
    table = table_of(Expert)
    by_row = update(table).where(table.c.id == bindparam("row_id"))
    session.exec(by_row, params=[{"row_id": key, **image.columns} for key, image in images.items()])
    _insert_children(session, images)


def delete_experts(session: Session, ids: Sequence[int]) -> None:
    """Take experts out of the database with all that images hold."""
    _delete_children(session, ids)
    for chunk in _chunks(ids):
        session.exec(delete(Expert).where(col(Expert.id).in_(chunk)))


def _delete_children(session: Session, ids: Iterable[int]) -> None:
    for chunk in _chunks(ids):
        session.exec(delete(Service).where(col(Service.expert_id).in_(chunk), col(Service.committee) == FROM_ROSTER))
        for table in (Recusal, Kinship, Tenure):
            session.exec(delete(table).where(col(table.expert_id).in_(chunk)))


def _insert_children(session: Session, images: Mapping[int, ExpertImage]) -> None:
    def several(table: type[Row], rows: Iterable[dict[str, Any]]) -> None:
        if prepared := list(rows):
            session.exec(insert(table_of(table)), params=prepared)

    each = images.items()
    several(
        Service,
        ({"expert_id": key, "year": year, "committee": FROM_ROSTER} for key, image in each for year in image.years),
    )
    several(Recusal, ({"expert_id": key, "unit": unit} for key, image in each for unit in image.recuse_units))
    several(Kinship, ({"expert_id": key, "kin_no": number} for key, image in each for number in image.kin))
    several(
        Tenure,
        (
            {"expert_id": key, "ordinal": place, "starts_on": start, "ends_on": end}
            for key, image in each
            for place, (start, end) in enumerate(image.tenures)
        ),
    )


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    every = list(ids)
    for start in range(0, len(every), _CHUNK):
        yield every[start : start + _CHUNK]
