"""How far readers agree: Krippendorff's alpha for any number of readers and gaps, with an interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blind.combining.distributions import NORMAL

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """A coefficient with its interval, over ``units`` packets that have at least two scores each."""

    value: float
    low: float
    high: float
    units: int


def alpha(units: Sequence[Sequence[float]], *, level: str = "interval", confidence: float = 0.95) -> Agreement | None:
    """Krippendorff's alpha (2011). ``units``: the scores of each packet, whoever gave them, gaps left out.

    ``level``: "nominal", "ordinal", "interval" or "ratio" (scores from 0 on). The interval comes from leaving out one
    packet at a time (jackknife). None with fewer than two comparable packets or with no variation at all: agreement
    is then unknown, never perfect.
    """
    compared = [unit for unit in units if len(unit) > 1]
    values = np.array(sorted({value for unit in compared for value in unit}), dtype=np.float64)
    if len(compared) < 2 or len(values) < 2:
        return None
    pairs = [coincidences(unit, values) for unit in compared]
    total: Floats = np.sum(pairs, axis=0)
    whole = alpha_of(total, values, DISTANCES[level])
    left_out = [alpha_of(total - one, values, DISTANCES[level]) for one in pairs]
    kept = np.array([one for one in left_out if np.isfinite(one)])
    count = len(kept)
    error = float(np.sqrt((count - 1) / count * np.sum((kept - kept.mean()) ** 2))) if count > 1 else float("nan")
    reach = NORMAL.inv_cdf((1 + confidence) / 2) * error
    return Agreement(whole, max(-1.0, whole - reach), min(1.0, whole + reach), len(compared))


def coincidences(unit: Sequence[float], values: Floats) -> Floats:
    """How often each two values stand beside each other in one unit, each of its scores counting once."""
    counts = np.array([sum(one == value for one in unit) for value in values], dtype=np.float64)
    found: Floats = (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return found


def alpha_of(total: Floats, values: Floats, distance: Callable[[Floats, Floats], Floats]) -> float:
    """One less the observed over the expected disagreement; not a number where nothing varies."""
    margins: Floats = total.sum(axis=1)
    number = margins.sum()
    apart = distance(values, margins)
    expected = float((np.outer(margins, margins) * apart).sum())
    observed = float((total * apart).sum())
    return 1 - (number - 1) * observed / expected if expected > 0 else float("nan")


def nominal(values: Floats, _margins: Floats) -> Floats:
    """Equal or not."""
    apart: Floats = (values[:, None] != values[None, :]).astype(np.float64)
    return apart


def ordinal(_values: Floats, margins: Floats) -> Floats:
    """How many scores lie between two values, half of their own included, squared."""
    middle = np.cumsum(margins) - margins / 2
    apart: Floats = (middle[:, None] - middle[None, :]) ** 2
    return apart


def interval(values: Floats, _margins: Floats) -> Floats:
    """The difference, squared."""
    apart: Floats = (values[:, None] - values[None, :]) ** 2
    return apart


def ratio(values: Floats, _margins: Floats) -> Floats:
    """The difference over the sum, squared."""
    sums = values[:, None] + values[None, :]
    apart: Floats = ((values[:, None] - values[None, :]) / np.where(sums == 0, 1, sums)) ** 2
    return apart


DISTANCES: Mapping[str, Callable[[Floats, Floats], Floats]] = {
    "nominal": nominal,
    "ordinal": ordinal,
    "interval": interval,
    "ratio": ratio,
}
