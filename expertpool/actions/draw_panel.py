"""Put a draw on record: the frozen roster it was made from, the attempt, the panel or the lack of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.record_draw import record_draw
from expertpool.actions.write_entry import UNNAMED
from expertpool.documents.roster.expert import RosterExpert
from expertpool.drawing.question import Question
from expertpool.drawing.result import Result
from expertpool.models import Draw, DrawOutcome
from expertpool.words import Language

NO_CEREMONY = "M0"
"""Drawn on one computer: not verifiable as random."""


def keep_result(
    session: Session,
    result: Result,
    *,
    experts: Sequence[RosterExpert],
    source: str,
    attempt: int,
    started_at: datetime,
    finished_at: datetime,
    versions: dict[str, Any],
    actor: str = UNNAMED,
    assurance: str = NO_CEREMONY,
) -> Draw:
    """Freeze the roster and record the panel as this attempt. Refuses when another draw came between."""
    drawn = [number for number in result.members if number not in result.kept]
    return record_draw(
        session,
        roster=freeze_roster(
            session, experts=experts, at=started_at, source=source, actor=actor, entered_at=finished_at
        ),
        committee=result.question.committee,
        attempt=attempt,
        method=result.method,
        assurance=assurance,
        started_at=started_at,
        finished_at=finished_at,
        outcome=DrawOutcome.SEATED,
        versions=versions,
        actor=actor,
        verdicts=[verdict.as_dict(Language.ZH) for verdict in result.verdicts],
        chances=chances_on_record(result),
        tickets=result.lottery.tickets if result.lottery else None,
        seed=result.seed,
        table_seed=result.lottery.table_seed if result.lottery else None,
        members=drawn,
        kept=[number for number in result.members if number in result.kept],
        reserves=[reserve.expert_no for reserve in result.reserves],
    )


def keep_failure(
    session: Session,
    question: Question,
    *,
    experts: Sequence[RosterExpert],
    source: str,
    attempt: int,
    method: str,
    started_at: datetime,
    finished_at: datetime,
    versions: dict[str, Any],
    actor: str = UNNAMED,
) -> Draw:
    """Freeze the roster and record that no panel could be seated in this attempt."""
    return record_draw(
        session,
        roster=freeze_roster(
            session, experts=experts, at=started_at, source=source, actor=actor, entered_at=finished_at
        ),
        committee=question.committee,
        attempt=attempt,
        method=method,
        assurance=NO_CEREMONY,
        started_at=started_at,
        finished_at=finished_at,
        outcome=DrawOutcome.NO_PANEL,
        versions=versions,
        actor=actor,
        verdicts=[verdict.as_dict(Language.ZH) for verdict in question.beforehand],
        chances={},
    )


def chances_on_record(result: Result) -> dict[str, Any]:
    """Lowest, highest and Gini of the chances, and the proven bound, as fractions in text; a queue states none.

    ``forced``: how many people who do not stay anyway had to be on every panel; left out where that was not looked up.
    """
    chances, lottery = result.chances, result.lottery
    forced = {} if result.forced is None else {"forced": len(result.forced)}
    if lottery is None or not chances:
        return forced
    optimum = lottery.optimum
    return {
        "lowest": min(chances.values()),
        "highest": max(chances.values()),
        "gini": lottery.gini,
        "bound": optimum.lowest,
        "proven": optimum.exact,
        "gap": optimum.gap,
        "within_one_ticket": optimum.met,
        **forced,
    }
