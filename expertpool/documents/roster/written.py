"""A roster file from the pool's experts, such as ``draw`` and ``check-pool`` read: JSON with the contract's keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from expertpool.documents.roster.expert import RosterExpert


def roster_json(experts: Sequence[RosterExpert]) -> bytes:
    """Everybody, sorted by number; without identity card numbers, telephones and e-mails. Equal pools, equal bytes."""
    ordered = sorted(experts, key=lambda expert: expert.facts.expert_no)
    return (json.dumps([_entry(one) for one in ordered], ensure_ascii=False, indent=1) + "\n").encode()


def _entry(expert: RosterExpert) -> dict[str, Any]:
    facts = expert.facts
    return {
        "expert_no": facts.expert_no,
        "name": expert.name,
        "gender": expert.gender or "",
        "employer": facts.employer,
        "employer_kind": facts.employer_kind.value if facts.employer_kind else "",
        "region": facts.region or "",
        "series": facts.series,
        "specialties": list(facts.specialties),
        "level": facts.level.value,
        "term_start": _day(facts.term_start),
        "term_end": _day(facts.term_end),
        "years_served": _listed(map(str, facts.years_served or ())),
        "integrity": facts.integrity.value,
        "recuse_units": _listed(facts.recuse_units),
        "kin": _listed(facts.kin),
        "birth_month": facts.birth_month.strftime("%Y-%m") if facts.birth_month else "",
        "status": facts.status.value,
    }


def _listed(values: Iterable[str]) -> list[str]:
    return sorted(values)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
