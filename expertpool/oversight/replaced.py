"""Replacement rates: of everybody ever seated for a committee, how many are not on its newest panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from expertpool.oversight.figure import Figure, Measure
from expertpool.oversight.tails import hypergeometric_tail
from expertpool.queries.committee_record import CommitteeOnRecord
from expertpool.queries.removal_reasons import Reasons


def replaced(records: Sequence[CommitteeOnRecord], reasons: Reasons) -> list[Figure]:
    """One figure a committee with a panel.

    Test: were those replaced in the whole season spread over everybody seated by chance alone, how often would this
    committee have as many (hypergeometric)? ``reasons``: how often each reason was given, by committee and year.
    """
    counted = [(record, *record.turnover) for record in records if record.seated is not None]
    everybody = sum(seated for _, seated, _ in counted)
    gone_in_all = sum(gone for _, _, gone in counted)
    return [
        Figure(
            measure=Measure.REPLACED,
            about=(record.name,),
            observed=gone,
            out_of=seated,
            expected=Fraction(seated * gone_in_all, everybody),
            tail=hypergeometric_tail(gone, population=everybody, marked=gone_in_all, drawn=seated),
            compared=len(counted),
            facts=_facts(record, everybody, gone_in_all, reasons.get((record.name, record.year), {})),
        )
        for record, seated, gone in counted
    ]


def _facts(record: CommitteeOnRecord, everybody: int, gone: int, reasons: Mapping[str, int]) -> dict[str, Any]:
    absent = sum(one.seats - one.present for one in record.meetings if one.verdicts is not None)
    told = {
        "season_seated": everybody,
        "season_replaced": gone,
        "attempts": len(record.draws),
        "absent": max(absent, 0),
    }
    return {**told, "reasons": dict(reasons)}
