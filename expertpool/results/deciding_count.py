"""The count that decides about each candidate of a meeting: the newest agreed one; agreed ones must say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from expertpool.errors import Refusal
from expertpool.models import BallotCount

KEPT = ("yes", "no", "abstained", "spoilt", "recused", "unused", "drawn", "present", "base", "needed", "quorum_needed")
SAID = ("quorum_met", "majority_met", "passed", "share_of_attending", "share_of_drawn")


def deciding(counts: Sequence[BallotCount], number: int | None = None) -> dict[str, tuple[int, dict[str, Any]]]:
    """Codename -> (number of the count, its outcome without the verdicts).

    Counts on which two counters differed decide nothing. ``number``: the one count that is to decide; refused where
    there is no such agreed count. Refuses counts that contradict one another while none is named.
    """
    agreed = [one for one in counts if one.outcomes and not one.mismatches]
    if number is not None:
        agreed = [one for one in agreed if one.number == number]
        if not agreed:
            raise Refusal("results.no_such_count", count=number)
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    for count in agreed:
        for outcome in count.outcomes:
            name = outcome["candidate"]
            if name in found and found[name][1]["passed"] != outcome["passed"]:
                raise Refusal("results.counts_differ", candidate=name, one=found[name][0], other=count.number)
            found[name] = count.number, {key: outcome[key] for key in (*KEPT, *SAID)}
    return found
