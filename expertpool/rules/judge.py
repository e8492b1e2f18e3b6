"""Judging: every rule of a stage asked about one subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from expertpool.rules.case import Case
from expertpool.rules.facts import BallotFacts, CommitteeFacts, PanelFacts, PoolFacts
from expertpool.rules.ready import gravest_verdict, make_ready
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import SEATED, Stage
from expertpool.rules.verdict import Verdict
from expertpool.rules.waiver import Waiver

Subject = PanelFacts | CommitteeFacts | PoolFacts | BallotFacts


def judge(
    packs: PacksInForce,
    stage: Stage,
    subject: Subject,
    *,
    committee: CommitteeFacts | None = None,
    pool: PoolFacts | None = None,
    draw_day: date | None = None,
    waivers: Iterable[Waiver] = (),
) -> tuple[Verdict, ...]:
    """One verdict for each topic of the stage, in a fixed order: the gravest among its rules.

    ``committee`` goes with a pool (without it, rules that need one are unknown); ``pool`` lets the rules see whether
    members are in it; ``draw_day`` dates a draw where the subject holds no record of one.
    Raises ValueError where the subject is none of this stage, Refusal for an impossible waiver.
    """
    case = _case(Stage(stage), subject, committee)
    listed = frozenset(expert.expert_no for expert in pool.experts) if pool else None
    case = replace(case, listed=listed, draw_day=case.draw.on if case.draw else draw_day)
    ready = make_ready(packs, case.stage, case.committee, waivers=waivers)
    return tuple(gravest_verdict([rule.of_whole(case) for rule in topic]) for topic in ready)


def _case(stage: Stage, subject: Subject, committee: CommitteeFacts | None) -> Case:
    match subject:
        case PanelFacts() if stage in SEATED:
            members = tuple({member.expert_no: member for member in subject.members}.values())
            return Case(stage, subject.committee, members=members, draw=subject.draw)
        case CommitteeFacts() if stage is Stage.COMMITTEE:
            return Case(stage, subject)
        case PoolFacts() if stage is Stage.POOL:
            return Case(stage, committee, library=subject.experts)
        case BallotFacts() if stage is Stage.BALLOT:
            return Case(stage, subject.committee, ballot=subject)
    raise ValueError(f"{type(subject).__name__} is no subject of stage {stage}")
