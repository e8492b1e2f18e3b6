"""Results and advice as plain values, ready to be written: results exact, advice marked as advice."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from blind.combining.advice import (
    Flip,
    Plan,
    flips_by_rounding,
    flips_by_trimming,
    flips_without_a_reader,
    grey_zone,
    results,
)
from blind.combining.agreement import Agreement, alpha
from blind.combining.calibration import Calibration, Refused, calibrate
from blind.combining.extra_reader import near_the_line
from blind.combining.intraclass import one_way
from blind.combining.line import above
from blind.combining.methods import combine
from blind.combining.scores import Score, by_packet


def results_of(scores: Sequence[Score], plan: Plan) -> list[dict[str, Any]]:
    """One record a packet, best first and waiting ones last: result and scores in points as text, side of the line."""
    final = results(scores, plan)
    passing = above(final, plan.line)
    made = []
    for name, each in by_packet(scores).items():
        marks = [one.hundredths for one in each]
        state = combine(plan.method, marks, parameters=plan.parameters).state
        made.append(
            {
                "packet": name,
                "result": points(final[name]) if name in final else None,
                "above": name in passing if name in final else None,
                "state": str(state),
                "scores": [points(Fraction(mark)) for mark in marks],
            }
        )
    return sorted(made, key=lambda one: (one["packet"] not in final, -final.get(one["packet"], Fraction(0))))


def advice_of(scores: Sequence[Score], plan: Plan) -> dict[str, Any]:
    """What the committee should know beside the results, and what of it cannot be known."""
    calibration = calibrate(scores)
    units = [[float(one.hundredths) for one in each] for each in by_packet(scores).values()]
    flips = [*flips_without_a_reader(scores, plan), *flips_by_trimming(scores, plan), *flips_by_rounding(scores, plan)]
    return {
        "advice": True,
        "agreement": {"alpha": coefficient(alpha(units)), "icc": coefficient(one_way(units))},
        "calibrated": calibrated(calibration),
        "flips": [flip(one) for one in flips],
        **grey(calibration, plan),
    }


def grey(calibration: Calibration | Refused, plan: Plan) -> dict[str, Any]:
    """The grey zone and the packets that deserve one more reader; null where no calibration is possible."""
    if isinstance(calibration, Refused):
        return {"grey_zone": None, "extra_readers": None}
    near = grey_zone(calibration, plan.line)
    return {
        "grey_zone": [{"packet": one.packet, "probability": round(one.probability, 4)} for one in near],
        "extra_readers": [one.packet for one in near_the_line(calibration, plan.line)],
    }


def calibrated(calibration: Calibration | Refused) -> dict[str, Any]:
    """The calibrated scores in points, or why there are none."""
    if isinstance(calibration, Refused):
        return {"identifiable": False, "reason": str(calibration.reason), "about": list(calibration.about)}
    packets = {
        name: {
            "raw": round(one.raw / 100, 2),
            "value": round(one.value / 100, 2),
            "interval90": [round(end / 100, 2) for end in one.interval(0.9)],
        }
        for name, one in calibration.packets.items()
    }
    return {"identifiable": True, "packets": packets}


def coefficient(found: Agreement | None) -> dict[str, Any] | None:
    """A coefficient with its interval."""
    if found is None:
        return None
    return {"value": round(found.value, 6), "interval95": [round(found.low, 6), round(found.high, 6)]}


def flip(one: Flip) -> dict[str, Any]:
    """One packet that changes sides."""
    return {"packet": one.packet, "cause": one.cause, "passes": one.passes}


def points(hundredths: Fraction | int) -> str:
    """Hundredths as points with two decimals; exact, since results are rounded to hundredths before."""
    number = round(hundredths)
    return f"{number // 100}.{number % 100:02}"
