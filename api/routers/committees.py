"""Committees of a year, their draws, and their panels: by seat for whoever oversees, by name for the office."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.permissions import MayCompose, MaySeeSeason
from api.repeats import OnceRoute
from api.schemas.committees import CommitteeLine, CommitteeSeason, DrawLine, NamedSeat, SeatLine, StatedDays
from api.schemas.page import Cursor, Limit, Listed
from api.wiring import Now, Reading, Writing
from expertpool.actions.enter_committee_days import enter_committee_days
from expertpool.ids import ExpertId
from expertpool.models import SeatKind
from expertpool.queries.committee_by_number import attempt_by, committee_by, committees_in, people_of
from expertpool.queries.committee_season import CommitteeDays, days_of_committee
from expertpool.queries.earlier_draws import EarlierDraw, earlier_draws

router = APIRouter(prefix="/committees", tags=["committees"], route_class=OnceRoute)
Seat = tuple[SeatKind, int, ExpertId]
"""A kind of seat, its place among those, and who sits there."""

Number = Annotated[int, Path(ge=1, le=2**53)]
Year = Annotated[int | None, Query(ge=1990, le=2200)]


@router.get("")
def list_committees(
    *, session: Reading, _actor: MaySeeSeason, year: Year = None, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[CommitteeLine]:
    """评委会名单，可按年度。"""
    return Listed[CommitteeLine].part(committees_in(session, year), cursor, limit, shown=CommitteeLine.of)


@router.get("/{committee}")
def show_committee(*, committee: Number, session: Reading, _actor: MaySeeSeason) -> CommitteeLine:
    """一个评委会。"""
    return CommitteeLine.of(committee_by(session, committee))


@router.get("/{committee}/season")
def show_days(*, committee: Number, session: Reading, _actor: MaySeeSeason) -> CommitteeSeason:
    """评委会本年度的各个日期和适用情形。"""
    return _season(days_of_committee(session, committee_by(session, committee)))


@router.put("/{committee}/season")
def state_days(
    *, committee: Number, asked: StatedDays, session: Writing, at: Now, actor: MayCompose
) -> CommitteeSeason:
    """登记评委会本年度的日期；同名日期以新的为准。"""
    found = committee_by(session, committee)
    filed = (asked.filed_from, asked.filed_until)
    enter_committee_days(session, found, days=asked.days, traits=(), filed=filed, at=at, actor=actor.name)
    return _season(days_of_committee(session, found))


@router.get("/{committee}/draws")
def list_draws(
    *, committee: Number, session: Reading, _actor: MaySeeSeason, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[DrawLine]:
    """历次随机抽取，先抽的在前，没有抽成的也列出。"""
    found = committee_by(session, committee)
    return Listed[DrawLine].part(earlier_draws(session, found.name, found.year), cursor, limit, shown=DrawLine.of)


@router.get("/{committee}/draws/{attempt}/seats")
def list_seats(
    *,
    committee: Number,
    attempt: Number,
    session: Reading,
    _actor: MaySeeSeason,
    limit: Limit = 50,
    cursor: Cursor = 0,
) -> Listed[SeatLine]:
    """一次抽取的席位：专业和级别，不含姓名。"""
    found = committee_by(session, committee)
    draw, people = attempt_by(session, found, attempt), people_of(session, found, attempt)

    def shown(seat: Seat) -> SeatLine:
        kind, place, number = seat
        facts = people[number].facts
        seated, specialties = named(kind, place), list(facts.specialties)
        return SeatLine(seat=seated, kind=kind.value, place=place, level=facts.level.value, specialties=specialties)

    return Listed[SeatLine].part(_seats(draw), cursor, limit, shown=shown)


@router.get("/{committee}/draws/{attempt}/people")
def list_people(
    *,
    committee: Number,
    attempt: Number,
    session: Reading,
    _actor: MayCompose,
    limit: Limit = 50,
    cursor: Cursor = 0,
) -> Listed[NamedSeat]:
    """一次抽取的席位和姓名（仅办事机构）。"""
    found = committee_by(session, committee)
    draw, people = attempt_by(session, found, attempt), people_of(session, found, attempt)

    def shown(seat: Seat) -> NamedSeat:
        kind, place, number = seat
        return NamedSeat.of(named(kind, place), people[number])

    return Listed[NamedSeat].part(_seats(draw), cursor, limit, shown=shown)


def named(kind: SeatKind, place: int) -> str:
    """A seat's own name, the same for whoever may see the person and whoever may not."""
    return f"{kind.value}-{place:02}"


def _seats(draw: EarlierDraw) -> tuple[Seat, ...]:
    of = {SeatKind.MEMBER: draw.members, SeatKind.KEPT: draw.kept, SeatKind.RESERVE: draw.reserves}
    return tuple((kind, place, number) for kind, numbers in of.items() for place, number in enumerate(numbers, start=1))


def _season(found: CommitteeDays) -> CommitteeSeason:
    return CommitteeSeason(
        id=found.committee_id, days=dict(found.days), traits=sorted(found.traits), stated=found.stated
    )
