"""A season made up for oversight: a pool, committees of two years on record, seats dealt by a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.record_draw import record_draw
from expertpool.documents.roster.expert import RosterExpert
from expertpool.models import Draw, DrawOutcome
from expertpool.queries.earlier_draws import next_attempt
from expertpool.rules.facts import Basis, CommitteeFacts, ExpertFacts, Level
from tests.conftest import AT, make_expert

SERIES = ("工程", "卫生", "农业", "中小学教师")


def pool(size: int, *, series: Sequence[str] = SERIES) -> list[RosterExpert]:
    """Experts of several series, dealt round; every seventh works for himself."""
    return [make_expert(at, series=series[at % len(series)], employer=f"第{at % 97}单位") for at in range(1, size + 1)]


def committee(at: int, *, year: int = 2025, series: str | None = None, **given: Any) -> CommitteeFacts:
    """Committee number ``at`` of a year; its name is the same every year but for the year."""
    facts: dict[str, Any] = {
        "name": f"{year}年度第{at:03}评审委员会",
        "year": year,
        "series": series or SERIES[at % len(SERIES)],
        "level": Level.ASSOCIATE_SENIOR,
        "seats": 11,
        "meeting": date(year, 8, 15),
        "basis": Basis.SPECIALTY,
        "filed_from": date(year - 1, 3, 1),
        "filed_until": date(year + 1, 2, 28),
        "enterprise_related": False,
    }
    return CommitteeFacts(**{**facts, **given})


def seat(
    session: Session,
    experts: Sequence[RosterExpert],
    facts: CommitteeFacts,
    members: Sequence[str],
    *,
    kept: Sequence[str] = (),
    at: datetime = AT,
    roster: Any = None,
) -> Draw:
    """Record that these were drawn, as attempt next in turn."""
    return record_draw(
        session,
        roster=roster or freeze_roster(session, experts=experts, at=at, source="名册.xlsx"),
        committee=facts,
        attempt=next_attempt(session, facts.name, facts.year),
        method="lottery",
        assurance="M0",
        started_at=at,
        finished_at=at,
        outcome=DrawOutcome.SEATED,
        versions={},
        verdicts=[],
        chances={},
        members=list(members),
        kept=list(kept),
    )


def season(session: Session, experts: Sequence[RosterExpert], count: int, *, year: int = 2025, seed: int = 1) -> None:
    """``count`` committees of a year, each of eleven drawn by lot from those of its series."""
    dice, begun = random.Random(seed), AT + timedelta(days=seed)
    roster = freeze_roster(session, experts=experts, at=begun, source="名册.xlsx")
    by_series: dict[str, list[str]] = {}
    for one in experts:
        by_series.setdefault(one.facts.series, []).append(one.facts.expert_no)
    for at in range(count):
        facts = committee(at, year=year)
        members = dice.sample(by_series[facts.series], facts.seats)
        seat(session, experts, facts, members, at=begun + timedelta(minutes=at), roster=roster)


def facts_of(experts: Sequence[RosterExpert]) -> dict[str, ExpertFacts]:
    """Facts by number."""
    return {one.facts.expert_no: one.facts for one in experts}
