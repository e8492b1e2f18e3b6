"""A season as the rules see it, put on record: draw, meeting and count of one committee, ready to be reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from expertpool.models import DrawOutcome
from expertpool.queries.committee_record import CommitteeOnRecord, CountOnRecord, DrawOnRecord, MeetingOnRecord
from expertpool.reporting.committee_report import committee_report
from expertpool.rules.judge import judge
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.words import Language

DRAW_DAY = datetime(2025, 7, 20, 9, tzinfo=UTC)


def recorded(season: Any, packs: PacksInForce, *, passed: bool = True) -> CommitteeOnRecord:
    """The season's committee with one draw, one meeting and one count of one candidate."""
    committee = season.committee
    panel = season.subject(Stage.DRAW)
    known = {expert.expert_no: expert for expert in season.pool} | dict(season.members)
    pool = tuple(known.values())
    attending = season.subject(Stage.ATTENDANCE)
    verdicts = judge(packs, Stage.ATTENDANCE, attending, waivers=committee.waivers)
    counted = judge(packs, Stage.BALLOT, season.subject(Stage.BALLOT))
    outcome = {
        "passed": passed,
        "majority_met": passed,
        "share_of_attending": "2/3",
        "share_of_drawn": "6/13",
        "verdicts": [one.as_dict(Language.ZH) for one in counted],
    }
    draw = DrawOnRecord(
        attempt=1,
        outcome=DrawOutcome.SEATED,
        method=panel.draw.method,
        assurance="M2",
        finished_at=DRAW_DAY,
        tickets=1000,
        chances={"lowest": "1/4", "highest": "1/3"},
        verdicts=tuple(one.as_dict(Language.ZH) for one in judge(packs, Stage.DRAW, panel, waivers=committee.waivers)),
        committee=committee,
        pool=pool,
        panel=panel,
        kept=len(committee.keep),
        reserves=0,
        entry=7,
    )
    meeting = MeetingOnRecord(
        number=1,
        held_on=committee.meeting,
        seats=committee.seats,
        present=len(attending.members),
        verdicts=tuple(one.as_dict(Language.ZH) for one in verdicts),
        entry=8,
    )
    count = CountOnRecord(
        number=1, meeting=1, electronic=False, readings={}, outcomes=(outcome,), mismatches=0, entry=9
    )
    return CommitteeOnRecord(
        name=committee.name,
        year=committee.year,
        series=committee.series,
        level=str(committee.level),
        draws=(draw,),
        meetings=(meeting,),
        counts=(count,),
    )


def nothing_of(record: CommitteeOnRecord) -> CommitteeOnRecord:
    """The same committee with nothing on record but its name."""
    return replace(record, draws=(), meetings=(), counts=())


def report_of(record: CommitteeOnRecord, packs: PacksInForce) -> dict[str, Any]:
    """The committee's report as plain values."""
    return committee_report(
        record, packs, committee=None, deadlines=(), done={}, stated={}, today=date(2025, 9, 1), language=Language.ZH
    )


def states(record: CommitteeOnRecord, packs: PacksInForce, state: str) -> set[tuple[str, str]]:
    """Rule and stage of every line of the report in this state."""
    return {(line["rule"], line["stage"]) for line in report_of(record, packs)["lines"] if line["state"] == state}
