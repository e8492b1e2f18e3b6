"""The canonical content of a frozen roster, and the experts in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from expertpool.canonical import canonical_json, plain
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Roster, RosterContent
from expertpool.rules.facts import EmployerKind, ExpertFacts, Integrity, Level, PoolStatus

FORMAT = "expertpool-roster/1"


def frozen_content(experts: Sequence[RosterExpert]) -> bytes:
    """Canonical JSON of a list of experts: UTF-8, keys sorted, experts sorted by number; equal lists, equal bytes.

    Holds each expert's facts, name and gender, and nothing else about the person. Refuses a number that stands twice.
    """
    twice = sorted(number for number, count in Counter(e.facts.expert_no for e in experts).items() if count > 1)
    if twice:
        raise Refusal("pool.number_twice", numbers="、".join(twice))
    ordered = sorted(experts, key=lambda expert: expert.facts.expert_no)
    return canonical_json({"format": FORMAT, "experts": [_entry(expert) for expert in ordered]})


def _entry(expert: RosterExpert) -> dict[str, Any]:
    return {**plain(expert.facts), "name": expert.name, "gender": expert.gender}


def frozen_experts(session: Session, roster: Roster) -> tuple[RosterExpert, ...]:
    """The experts of a frozen roster, sorted by number, without the secrets that it never held."""
    return experts_of(session, roster.digest)


def experts_of(session: Session, digest: str) -> tuple[RosterExpert, ...]:
    """The same for the roster of this digest."""
    return read_content(session.get_one(RosterContent, digest).content.encode())


def read_content(content: bytes) -> tuple[RosterExpert, ...]:
    """The experts that ``frozen_content`` wrote."""
    return tuple(_expert(entry) for entry in json.loads(content)["experts"])


def _expert(entry: dict[str, Any]) -> RosterExpert:
    def day(name: str) -> date | None:
        return date.fromisoformat(entry[name]) if entry[name] else None

    facts = ExpertFacts(
        expert_no=ExpertId(entry["expert_no"]),
        employer=entry["employer"],
        series=entry["series"],
        specialties=tuple(entry["specialties"]),
        level=Level(entry["level"]),
        employer_kind=EmployerKind(entry["employer_kind"]) if entry["employer_kind"] else None,
        region=entry["region"],
        term_start=day("term_start"),
        term_end=day("term_end"),
        years_served=None if entry["years_served"] is None else frozenset(entry["years_served"]),
        integrity=Integrity(entry["integrity"]),
        status=PoolStatus(entry["status"]),
        recuse_units=frozenset(entry["recuse_units"]),
        kin=frozenset(ExpertId(number) for number in entry["kin"]),
        birth_month=day("birth_month"),
        pledged_on=day("pledged_on"),
    )
    return RosterExpert(facts=facts, name=entry["name"], gender=entry["gender"])
