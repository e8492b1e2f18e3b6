"""计票结果: the outcome of every candidate as a workbook, both shares beside the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.words import Language, say

FIELDS = ("yes", "no", "abstained", "spoilt", "unused", "recused", "present", "drawn", "base", "needed")
SHARES = ("share_of_attending", "share_of_drawn")


def results_bytes(outcomes: Sequence[Mapping[str, Any]], readings: Mapping[str, Any], language: Language) -> bytes:
    """The workbook: outcomes as plain values, and how the rule was read."""
    heads = [(say("ballot.column.candidate", language), 20)]
    heads += [(say(f"ballot.column.{field}", language), 9) for field in (*FIELDS, *SHARES)]
    heads.append((say("ballot.verdict", language), 10))
    rows = [
        [
            one["candidate"],
            *(str(one[field]) for field in (*FIELDS, *SHARES)),
            say("ballot.passed" if one["passed"] else "ballot.not_passed", language),
        ]
        for one in outcomes
    ]
    named = [[name, str(value)] for name, value in readings.items()]
    how = [(say("ballot.reading", language), 26), (say("ballot.value", language), 20)]
    return listed_bytes(
        [
            ListedSheet(name=say("ballot.outcomes", language), heads=heads, rows=rows),
            ListedSheet(name=say("ballot.readings", language), heads=how, rows=named),
        ]
    )
