"""Why drawn people were removed, as the removal lists in the ledger give it: counted by committee and year."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping

from sqlmodel import Session

from expertpool.models import Kind
from expertpool.queries.entry_lines import read_line
from expertpool.queries.ledger import lines

Reasons = Mapping[tuple[str, int], Mapping[str, int]]


def removal_reasons(session: Session) -> Reasons:
    """How often each reason's code stands on removal lists, by committee's name and year; people are not named."""
    found: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for line in lines(session):
        entry = read_line(line.entry)
        if entry.kind != Kind.REMOVALS_LISTED or line.content is None:
            continue
        name, _, year = entry.scope.rpartition("/")
        if year.isdecimal():
            found[name, int(year)].update(one["reason"] for one in json.loads(line.content)["removals"])
    return {key: dict(sorted(counted.items())) for key, counted in found.items()}
