"""The random inspection sample: a plan fixed before the seed, a lottery like a panel's, and a record to do it again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from expertpool.canonical import canonical_json
from expertpool.errors import ExitCode, Refusal
from solver import Bound, Lottery, NoPanel, Problem, prepare_lottery, recheck

PLAN, SAMPLE = "inspection-plan", "inspection-sample"
"""Kinds of the signed reports that carry the two records."""

SEED_TAG = b"expertpool/inspection-seed/v1"
CONTEXT_TAG = b"expertpool/inspection-context/v1"


def plan_content(
    listed: Sequence[tuple[str, str]],
    *,
    of: str,
    year: int,
    size: int,
    each: int,
    seed_from: str,
    number: int,
    issued: str,
) -> dict[str, Any]:
    """What is fixed before anybody knows the seed. ``listed``: ids with what the sample is spread over.

    ``each``: at least so many of every stratum, or all where it has fewer; 0 spreads nothing.

    ``seed_from``: where the seed will come from, in words that leave no choice; ``number`` counts the plans of a year.
    Refuses an empty list, one that names something twice, and a sample that cannot be as asked.
    """
    ids = [name for name, _ in listed]
    if not ids:
        raise Refusal("oversight.nothing_listed", year=year)
    twice = sorted(name for name, times in Counter(ids).items() if times > 1)
    if twice:
        raise Refusal("oversight.listed_twice", names="、".join(twice[:5]))
    if size > len(ids):
        raise Refusal("oversight.sample_too_large", size=size, listed=len(ids))
    strata = Counter(stratum for _, stratum in listed)
    if sum(min(each, held) for held in strata.values()) > size:
        raise Refusal("oversight.sample_too_small", size=size, each=each, strata=len(strata))
    asked = {"of": of, "year": year, "size": size, "each": each, "seed_from": seed_from}
    return {**asked, "number": number, "issued": issued, "listed": [list(one) for one in sorted(listed)]}


def sample_content(plan: Mapping[str, Any], plan_hash: str, *, source: str, value: str, issued: str) -> dict[str, Any]:
    """The sample that ``value`` draws under this plan, with the table it was drawn from.

    ``source``: ``system``, ``public`` or ``training``. Refuses (exit code 3) a plan that no sample can keep.
    """
    lottery, seed = lottery_of(plan, plan_hash), seed_of(plan_hash, value)
    drawn = lottery.draw(seed)
    return {
        "plan": plan_hash,
        "source": source,
        "value": value,
        "seed": seed.hex(),
        "issued": issued,
        "tickets": lottery.tickets,
        "ticket": drawn.ticket,
        "sample": list(drawn),
        "table": _table(lottery),
        "chances": [[name, f"{one.numerator}/{one.denominator}"] for name, one in sorted(lottery.chances.items())],
    }


def seed_of(plan_hash: str, value: str) -> bytes:
    """32 bytes: SHA-256 over the tag, the plan's hash and the value as UTF-8, each after its length in four bytes."""
    return hashlib.sha256(_joined(SEED_TAG, bytes.fromhex(plan_hash), value.encode())).digest()


def lottery_of(plan: Mapping[str, Any], plan_hash: str) -> Lottery:
    """The lottery of a plan: every id likely alike, or as alike as the strata allow."""
    problem = problem_of(plan)
    try:
        return prepare_lottery(problem, context=_joined(CONTEXT_TAG, bytes.fromhex(plan_hash)))
    except NoPanel:
        raise Refusal("oversight.no_sample", exit_code=ExitCode.NO_PANEL, size=plan["size"]) from None


def problem_of(plan: Mapping[str, Any]) -> Problem:
    """The plan as a question: the list, the size, and a bound for every stratum where the plan spreads the sample."""
    strata: dict[str, list[str]] = {}
    for name, stratum in plan["listed"]:
        strata.setdefault(stratum, []).append(name)
    bounds = [
        Bound(label=f"{at:04}", members=strata[name], at_least=min(plan["each"], len(strata[name])), at_most=None)
        for at, name in enumerate(sorted(strata))
        if plan["each"]
    ]
    return Problem([name for name, _ in plan["listed"]], plan["size"], bounds)


def faults_of(plan: Mapping[str, Any], plan_hash: str, sample: Mapping[str, Any]) -> list[str]:
    """Why a sample does not follow from its plan, as keys of the catalogues; empty where it does."""
    found = []
    if sample["plan"] != plan_hash:
        return ["oversight.fault.other_plan"]
    if sample["seed"] != seed_of(plan_hash, sample["value"]).hex():
        found.append("oversight.fault.seed")
    if recheck(problem_of(plan), sample["sample"]):
        found.append("oversight.fault.bounds")
    if found:
        return found
    again = sample_content(plan, plan_hash, source=sample["source"], value=sample["value"], issued=sample["issued"])
    return [] if canonical_json(again) == canonical_json(dict(sample)) else ["oversight.fault.other_sample"]


def _joined(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _table(lottery: Lottery) -> dict[str, Any]:
    """Groups by their ids, every ticket as how many it takes of each group, and the exchanges."""
    rows = [sorted(Counter(row).items()) for row in lottery.table.tolist()]
    classes = [
        {"blocks": [list(block) for block in one.blocks], "turns": [list(turn) for turn in one.turns]}
        for one in lottery.symmetry.classes
    ]
    groups = [sorted(people) for people in lottery.grouped.members]
    return {"groups": groups, "rows": [[list(pair) for pair in row] for row in rows], "exchanges": classes}
