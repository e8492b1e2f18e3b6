"""A lawful committee with a lawful panel, from which each test breaks what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from expertpool.ids import ExpertId
from expertpool.rules.facts import (
    BallotFacts,
    Basis,
    CommitteeFacts,
    DrawFacts,
    EmployerKind,
    ExpertFacts,
    Level,
    PanelFacts,
    PoolFacts,
    SeatRange,
)
from expertpool.rules.judge import judge
from expertpool.rules.stack import PacksInForce, load_packs
from expertpool.rules.stage import Stage
from expertpool.rules.verdict import Verdict

MEETING = date(2025, 8, 15)
DRAW_DAY = date(2025, 7, 20)
OWN, AFFILIATE = "云岭稀土研究院", "云岭稀土研究院检测中心"


def make_expert(number: str, **facts: Any) -> ExpertFacts:
    """An expert whom every rule lets sit, unless the facts given say otherwise."""
    usual: dict[str, Any] = {
        "expert_no": ExpertId(number),
        "employer": f"外单位{number}",
        "series": "工程",
        "specialties": ("建筑",),
        "level": Level.FULL_SENIOR,
        "employer_kind": EmployerKind.INSTITUTION,
        "term_start": date(2024, 1, 1),
        "term_end": date(2026, 12, 31),
        "years_served": frozenset({2024}),
        "pledged_on": date(2025, 8, 1),
    }
    return ExpertFacts(**{**usual, **facts})


def lawful_members() -> dict[str, ExpertFacts]:
    """Thirteen: four of the unit (one of the affiliate), five outside peers, four others of whom three are private."""
    private = {"employer_kind": EmployerKind.PRIVATE_ENTERPRISE}
    return {
        member.expert_no: member
        for member in (
            make_expert("E01", employer=OWN, specialties=("冶金",)),
            make_expert("E02", employer=OWN, specialties=("冶金",)),
            make_expert("E03", employer=OWN, specialties=("采矿",)),
            make_expert("E04", employer=AFFILIATE, specialties=("采矿",)),
            make_expert("E05", specialties=("冶金",)),
            make_expert("E06", specialties=("冶金",)),
            make_expert("E07", specialties=("冶金",)),
            make_expert("E08", specialties=("采矿",)),
            make_expert("E09", specialties=("采矿",)),
            make_expert("E10", **private),
            make_expert("E11", **private),
            make_expert("E12", **private),
            make_expert("E13"),
        )
    }


def lawful_committee() -> CommitteeFacts:
    """A self-reviewing, enterprise-related committee for a specialty, with everything stated and recorded."""
    early = date(2025, 7, 1)
    return CommitteeFacts(
        name="2025年度云岭稀土研究院工程系列高级职称评审委员会",
        year=2025,
        series="工程",
        level=Level.ASSOCIATE_SENIOR,
        seats=13,
        meeting=MEETING,
        basis=Basis.SPECIALTY,
        self_reviewing_unit=OWN,
        affiliates=frozenset({AFFILIATE}),
        enterprise_related=True,
        private_enterprise_at_least=Fraction(1, 5),
        max_per_employer=4,
        previous_panel=frozenset(map(ExpertId, ("E01", "E02", "E03", "E04"))),
        keep=(ExpertId("E01"),),
        filed_from=date(2024, 3, 1),
        filed_until=date(2027, 2, 28),
        pool_cleaned_on=early,
        neighbours={"冶金": frozenset({"材料"})},
        specialties={"冶金": SeatRange(at_least=5), "采矿": SeatRange(at_least=3, at_most=5)},
        settings={"new_members_at_least": 9, "pool_times_seats": 1, "private_enterprise_pool_at_least": Fraction(1, 5)},
        records=dict.fromkeys(
            (
                "blacklist_checked",
                "chair_presides",
                "composition_filed",
                "plan_agreed",
                "plan_filed",
                "pool_changes_filed",
                "supervisor_invited",
            ),
            early,
        ),
        applying=frozenset(),
        supervising_units=frozenset({"云岭市纪委监委"}),
    )


@dataclass(frozen=True)
class Season:
    """One committee through all stages; ``but`` gives a copy with one thing changed."""

    committee: CommitteeFacts
    members: dict[str, ExpertFacts]
    attending: tuple[str, ...] | None = None
    drawn: frozenset[ExpertId] | None = None
    method: str = "lottery"
    pool: tuple[ExpertFacts, ...] = ()
    ballot: dict[str, int] | None = None

    def but(self, **changes: Any) -> Season:
        """Changes of the season's own fields."""
        return replace(self, **changes)

    def but_committee(self, **facts: Any) -> Season:
        """Changes of the committee."""
        return self.but(committee=replace(self.committee, **facts))

    def but_member(self, *numbers: str, **facts: Any) -> Season:
        """Changes of some members."""
        changed = {number: replace(self.members[number], **facts) for number in numbers}
        return self.but(members={**self.members, **changed})

    def without(self, *numbers: str) -> Season:
        """Fewer members."""
        return self.but(members={number: who for number, who in self.members.items() if number not in numbers})

    def subject(self, stage: Stage) -> Any:
        """What is judged at a stage."""
        everybody = tuple(self.members.values())
        drawn = self.drawn if self.drawn is not None else frozenset(self.members) - frozenset(self.committee.keep)
        panel = PanelFacts(self.committee, everybody, DrawFacts(DRAW_DAY, self.method, drawn))
        if stage is Stage.POOL:
            return PoolFacts(self.pool, DRAW_DAY)
        if stage is Stage.COMMITTEE:
            return self.committee
        if stage is Stage.ATTENDANCE and self.attending is not None:
            return replace(panel, members=tuple(self.members[number] for number in self.attending))
        if stage is Stage.BALLOT:
            return BallotFacts(self.committee, **(self.ballot or {"attending": 9, "yes": 6, "cast": 9}))
        return panel


@pytest.fixture(scope="session")
def expert() -> Callable[..., ExpertFacts]:
    """Makes experts."""
    return make_expert


@pytest.fixture(scope="session")
def season() -> Season:
    """The lawful season."""
    members = lawful_members()
    others = (make_expert("E14", employer_kind=EmployerKind.PRIVATE_ENTERPRISE), make_expert("E15"))
    return Season(lawful_committee(), members, pool=(*members.values(), *others))


@pytest.fixture(scope="session")
def packs() -> PacksInForce:
    """All built-in packs on the day of the meeting."""
    return load_packs(on=MEETING)


@pytest.fixture(scope="session")
def verdicts(packs: PacksInForce) -> Callable[..., dict[str, Verdict]]:
    """Judges a season at one stage: verdict by rule id."""

    def judged(season: Season, stage: Stage, **more: Any) -> dict[str, Verdict]:
        more = {"packs": packs, "committee": season.committee, "draw_day": DRAW_DAY, **more}
        chosen = more.pop("packs")
        return {verdict.rule_id: verdict for verdict in judge(chosen, stage, season.subject(stage), **more)}

    return judged
