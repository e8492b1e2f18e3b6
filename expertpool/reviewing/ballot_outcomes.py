"""What a count comes to, for files and people: outcomes as plain values, with the verdicts of the rules of a ballot."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from blind.ballot.paper import FIELDS
from blind.tally import Outcome
from expertpool.rules.facts import BallotFacts, CommitteeFacts
from expertpool.rules.judge import judge
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.words import Language


def outcome_dict(name: str, one: Outcome) -> dict[str, Any]:
    """One outcome as plain values; shares as text such as ``2/3``."""
    votes = {field: getattr(one.count, field) for field in (*FIELDS, "recused")}
    bounds = {"base": one.base, "needed": one.needed, "quorum_needed": one.quorum_needed, "unused": one.unused}
    verdict = {"quorum_met": one.quorum_met, "majority_met": one.majority_met, "passed": one.passed}
    shares = {"share_of_attending": share(one.share_of_attending), "share_of_drawn": share(one.share_of_drawn)}
    minority = {"passed_by_a_minority_of_drawn": one.passed_by_a_minority_of_drawn}
    numbers = {"drawn": one.drawn, "present": one.present}
    return {"candidate": name, **votes, **numbers, **bounds, **verdict, **shares, **minority}


def with_verdicts(
    outcomes: Mapping[str, Outcome], committee: CommitteeFacts, packs: PacksInForce, language: Language
) -> list[dict[str, Any]]:
    """Every outcome with what the rules of stage ballot say about it, in the order of ``outcomes``."""
    return [
        {
            **outcome_dict(name, one),
            "verdicts": [verdict.as_dict(language) for verdict in _verdicts(one, committee, packs)],
        }
        for name, one in outcomes.items()
    ]


def _verdicts(one: Outcome, committee: CommitteeFacts, packs: PacksInForce) -> tuple[Any, ...]:
    count = one.count
    facts = BallotFacts(committee, attending=one.present, yes=count.yes, cast=count.cast, recused=count.recused)
    return judge(packs, Stage.BALLOT, facts, waivers=committee.waivers)


def share(value: Fraction) -> str:
    """A share as it is written."""
    return f"{value.numerator}/{value.denominator}"


def tells_every_vote(one: Outcome) -> bool:
    """Whether the count alone tells how everybody voted: all who voted did alike."""
    count = one.count
    return count.cast > 0 and count.cast in (count.yes, count.no, count.abstained)
