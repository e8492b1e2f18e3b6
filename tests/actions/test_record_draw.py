"""A draw is recorded once, under its number, and never silently repeated."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.record_draw import record_draw
from expertpool.db import open_session, upgrade
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.models import Committee, Draw, DrawOutcome, Panel, Roster, Seat
from expertpool.queries.earlier_draws import EarlierDraw, earlier_draws, next_attempt
from expertpool.rules.facts import CommitteeFacts, Level, SeatRange
from expertpool.settings import Settings

Expert = Callable[..., RosterExpert]

COMMITTEE = CommitteeFacts(
    name="2025年度云岭市工程系列冶金专业高级职称评审委员会",
    year=2025,
    series="工程",
    level=Level.ASSOCIATE_SENIOR,
    seats=3,
    meeting=date(2025, 8, 15),
    private_enterprise_at_least=Fraction(1, 5),
    neighbours={"冶金": frozenset({"材料"})},
    specialties={"冶金": SeatRange(at_least=2)},
)
BEIJING = timezone(timedelta(hours=8))
GIVEN: dict[str, Any] = {
    "committee": COMMITTEE,
    "attempt": 1,
    "method": "lottery",
    "assurance": "M0",
    "started_at": datetime(2025, 7, 1, 9, 0, tzinfo=BEIJING),
    "finished_at": datetime(2025, 7, 1, 9, 2, tzinfo=BEIJING),
    "outcome": DrawOutcome.SEATED,
    "tickets": 1000,
    "seed": bytes(range(32)),
    "table_seed": b"\xff" * 32,
    "versions": {"expertpool": "0.1.0", "ortools": "9.15"},
    "verdicts": [{"rule": "odd-size", "state": "holds"}],
    "chances": {"lowest": Fraction(1, 40), "highest": Fraction(1, 1)},
    "members": ["E0003", "E0001"],
    "kept": ["E0002"],
    "reserves": ["E0004"],
}


@pytest.fixture
def roster(session: Session, expert: Expert, at: datetime) -> Roster:
    return freeze_roster(session, experts=[expert(n) for n in range(1, 6)], at=at, source="a.xlsx")


def test_everything_about_a_draw_is_on_record(session: Session, roster: Roster) -> None:
    draw = record_draw(session, roster=roster, **GIVEN)
    session.refresh(draw)
    assert draw.model_dump(exclude={"id", "committee_id", "roster_id"}) == {
        "attempt": 1,
        "method": "lottery",
        "assurance": "M0",
        "outcome": "seated",
        "tickets": 1000,
        "seed": bytes(range(32)).hex(),
        "table_seed": "ff" * 32,
        "started_at": GIVEN["started_at"],
        "finished_at": GIVEN["finished_at"],
        "versions": {"expertpool": "0.1.0", "ortools": "9.15"},
        "verdicts": [{"rule": "odd-size", "state": "holds"}],
        "chances": {"lowest": "1/40", "highest": "1/1"},
        "facts": draw.facts,
    }
    assert draw.facts["meeting"] == "2025-08-15"
    assert draw.facts["private_enterprise_at_least"] == "1/5"
    assert draw.facts["specialties"] == {"冶金": {"at_least": 2, "at_most": None}}
    assert draw.started_at.utcoffset() == timedelta(hours=8)


def test_earlier_draws_tell_who_was_seated_and_how(session: Session, roster: Roster) -> None:
    record_draw(session, roster=roster, **GIVEN)
    assert earlier_draws(session, COMMITTEE.name, 2025) == (
        EarlierDraw(
            attempt=1,
            outcome=DrawOutcome.SEATED,
            method="lottery",
            assurance="M0",
            roster_digest=roster.digest,
            started_at=GIVEN["started_at"],
            finished_at=GIVEN["finished_at"],
            members=("E0003", "E0001"),
            kept=("E0002",),
            reserves=("E0004",),
        ),
    )


def test_attempts_are_numbered_for_each_committee_and_year(session: Session, roster: Roster) -> None:
    record_draw(session, roster=roster, **GIVEN)
    record_draw(session, roster=roster, **{**GIVEN, "attempt": 2})
    assert next_attempt(session, COMMITTEE.name, 2025) == 3
    assert next_attempt(session, COMMITTEE.name, 2026) == 1
    assert next_attempt(session, "另一个评委会", 2025) == 1
    assert [draw.attempt for draw in earlier_draws(session, COMMITTEE.name, 2025)] == [1, 2]
    assert len(session.exec(select(Committee)).all()) == 1


def test_attempt_without_a_panel_counts_as_one(session: Session, roster: Roster) -> None:
    nobody = {"outcome": DrawOutcome.NO_PANEL, "seed": None, "tickets": None, "table_seed": None}
    record_draw(session, roster=roster, **{**GIVEN, **nobody, "members": [], "kept": [], "reserves": []})
    assert next_attempt(session, COMMITTEE.name, 2025) == 2
    assert session.exec(select(Panel)).all() == []
    assert earlier_draws(session, COMMITTEE.name, 2025)[0].members == ()


@pytest.mark.parametrize("attempt", [0, 1, 3])
def test_attempt_with_another_number_than_the_next_is_refused(session: Session, roster: Roster, attempt: int) -> None:
    record_draw(session, roster=roster, **GIVEN)
    with pytest.raises(Refusal) as refused:
        record_draw(session, roster=roster, **{**GIVEN, "attempt": attempt})
    assert (refused.value.code, refused.value.params["attempt"]) == ("pool.draw_overtaken", attempt)
    assert len(session.exec(select(Draw)).all()) == 1


@pytest.mark.parametrize(("outcome", "members"), [(DrawOutcome.SEATED, []), (DrawOutcome.NO_PANEL, ["E0001"])])
def test_outcome_and_seats_must_agree(
    session: Session, roster: Roster, outcome: DrawOutcome, members: list[str]
) -> None:
    with pytest.raises(ValueError, match="seated"):
        record_draw(
            session, roster=roster, **{**GIVEN, "outcome": outcome, "members": members, "kept": [], "reserves": []}
        )


@pytest.mark.parametrize("field", ["verdicts", "chances"])
def test_floats_are_refused(session: Session, roster: Roster, field: str) -> None:
    value = {"lowest": 0.025} if field == "chances" else [0.5]
    with pytest.raises(TypeError, match="canonical"):
        record_draw(session, roster=roster, **{**GIVEN, field: value})


def test_nobody_sits_twice_on_a_panel(session: Session, roster: Roster) -> None:
    with pytest.raises(IntegrityError):
        record_draw(session, roster=roster, **{**GIVEN, "reserves": ["E0001"]})


def test_seats_keep_the_order_drawn_in_each_kind(session: Session, roster: Roster) -> None:
    record_draw(session, roster=roster, **GIVEN)
    seats = session.exec(select(Seat.kind, Seat.place, Seat.expert_no)).all()
    assert sorted(seats) == [
        ("kept", 1, "E0002"),
        ("member", 1, "E0003"),
        ("member", 2, "E0001"),
        ("reserve", 1, "E0004"),
    ]


def test_of_two_draws_made_at_the_same_time_the_second_is_refused(
    settings: Settings, expert: Expert, at: datetime
) -> None:
    upgrade(settings)
    with open_session(settings) as session:
        freeze_roster(session, experts=[expert(n) for n in range(1, 6)], at=at, source="a.xlsx")
        session.commit()
    ready = threading.Barrier(2)
    endings: list[str] = []

    def draw() -> None:
        with open_session(settings, reading=True) as session:
            attempt = next_attempt(session, COMMITTEE.name, 2025)
        ready.wait()
        try:
            with open_session(settings) as session:
                frozen = session.exec(select(Roster)).one()
                record_draw(session, roster=frozen, **{**GIVEN, "attempt": attempt})
                session.commit()
            endings.append("recorded")
        except Refusal as refusal:
            endings.append(refusal.code)

    drawers = [threading.Thread(target=draw) for _ in range(2)]
    for drawer in drawers:
        drawer.start()
    for drawer in drawers:
        drawer.join()
    assert sorted(endings) == ["pool.draw_overtaken", "recorded"]


def test_facts_of_each_attempt_are_kept_with_it(session: Session, roster: Roster) -> None:
    record_draw(session, roster=roster, **GIVEN)
    moved = replace(COMMITTEE, meeting=date(2025, 8, 20))
    record_draw(session, roster=roster, **{**GIVEN, "attempt": 2, "committee": moved})
    days = [draw.facts["meeting"] for draw in session.exec(select(Draw).order_by(Draw.attempt))]
    assert days == ["2025-08-15", "2025-08-20"]
