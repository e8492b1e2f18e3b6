"""Advice: scores freed of what is each reader's own severity, by a mixed-effects model, with intervals; or no number.

Score = mean + packet + reader + rest, the three last drawn from normal distributions whose spreads are estimated by
restricted likelihood. A reader's severity is taken out as far as the data show it and no further (shrinkage), which
plain standard scores per reader do not do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from blind.combining.distributions import NORMAL
from blind.combining.scores import Score, by_packet, components

Floats = NDArray[np.float64]

LEAST_PER_READER = 8
"""Scores a reader needs before that reader's severity can be told from the packets that reader happened to get."""

ENDS = (-9.0, 12.0)
"""Natural logarithms between which a ratio of variances is sought."""

WAYS = np.array([(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)])


class NotIdentifiable(StrEnum):
    """Why there is no calibrated number."""

    NOT_CONNECTED = "not-connected"
    TOO_FEW_PER_READER = "too-few-per-reader"
    TOO_FEW_SCORES = "too-few-scores"
    NO_VARIATION = "no-variation"


@dataclass(frozen=True)
class Refused:
    """No number, and why: the codes of readers with too few scores, or one packet of each part that stands alone."""

    reason: NotIdentifiable
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Estimate:
    """A calibrated score in hundredths with its standard error, beside the plain mean; never in the place of it."""

    raw: float
    value: float
    error: float

    def interval(self, confidence: float = 0.9) -> tuple[float, float]:
        """The ends between which the packet's own value lies with this confidence, if the model holds."""
        reach = NORMAL.inv_cdf((1 + confidence) / 2) * self.error
        return self.value - reach, self.value + reach

    def above(self, line: float) -> float:
        """The probability that the packet's own value is at or above ``line``."""
        return 1 - NORMAL.cdf((line - self.value) / self.error) if self.error > 0 else float(self.value >= line)


@dataclass(frozen=True)
class Calibration:
    """Estimates by packet, each reader's severity in hundredths, and the three spreads (standard deviations)."""

    packets: Mapping[str, Estimate]
    readers: Mapping[str, float]
    of_packets: float
    of_readers: float
    of_rest: float


def calibrate(
    scores: Iterable[Score], *, least_per_reader: int = LEAST_PER_READER, connected: bool = True
) -> Calibration | Refused:
    """Calibrated scores, or why there can be none.

    ``connected=False`` also takes panels that share no reader; their severities are then told apart by the assumption
    alone that packets were dealt to panels by lot.
    """
    table = by_packet(scores)
    flat = [one for each in table.values() for one in each]
    refused = unfit(flat, least_per_reader=least_per_reader, connected=connected)
    if refused:
        return refused
    design = Design(table)
    if design.variance == 0:
        return Refused(NotIdentifiable.NO_VARIATION)
    return design.solved(*minimum(design.deviance))


def unfit(flat: list[Score], *, least_per_reader: int, connected: bool) -> Refused | None:
    """Why these scores allow no calibration, if they do not."""
    loads = Counter(one.reader for one in flat)
    parts = components(flat)
    if len(loads) < 2 or len(flat) <= len(loads) + 2:
        return Refused(NotIdentifiable.TOO_FEW_SCORES)
    if connected and len(parts) > 1:
        return Refused(NotIdentifiable.NOT_CONNECTED, tuple(min(part) for part in parts))
    idle = tuple(sorted(reader for reader, load in loads.items() if load < least_per_reader))
    return Refused(NotIdentifiable.TOO_FEW_PER_READER, idle) if idle else None


class Design:
    """The scores as arrays, and the mixed-model equations with the packets taken out of them."""

    def __init__(self, table: Mapping[str, tuple[Score, ...]]) -> None:
        self.packets = list(table)
        self.readers = sorted({one.reader for each in table.values() for one in each})
        place = {reader: number for number, reader in enumerate(self.readers)}
        self.incidence: Floats = np.zeros((len(self.packets), len(self.readers) + 1))
        self.sums: Floats = np.zeros(len(self.packets))
        self.right: Floats = np.zeros(len(self.readers) + 1)
        flat = np.array([one.hundredths for each in table.values() for one in each], dtype=np.float64)
        self.centre, self.number = float(flat.mean()), len(flat)
        for row, each in enumerate(table.values()):
            for one in each:
                column, mark = place[one.reader] + 1, one.hundredths - self.centre
                self.incidence[row, column] += 1
                self.sums[row] += mark
                self.right[column] += mark
        self.incidence[:, 0] = self.incidence[:, 1:].sum(axis=1)
        self.right[0] = self.sums.sum()
        self.pairs = pairs_by_size(self.incidence)
        self.squares = float(((flat - self.centre) ** 2).sum())
        self.variance = self.squares / self.number

    def reduced(self, packet_ratio: float, reader_ratio: float) -> tuple[Floats, Floats, Floats]:
        """The packets' diagonal, the matrix of mean and readers without the packets, and its right side."""
        diagonal: Floats = self.incidence[:, 0] + packet_ratio
        loads = self.incidence[:, 1:].sum(axis=0)
        whole = np.diag(np.concatenate([[float(self.number)], loads + reader_ratio]))
        whole[0, 1:] = whole[1:, 0] = loads
        scaled = self.incidence / diagonal[:, None]
        taken = sum(pairs / (size + packet_ratio) for size, pairs in self.pairs.items())
        return diagonal, whole - taken, self.right - scaled.T @ self.sums

    def deviance(self, point: Floats) -> float:
        """Minus twice the restricted log-likelihood, up to a constant; ``point``: logarithms of rest over spread."""
        packet_ratio, reader_ratio = np.exp(point)
        diagonal, matrix, right = self.reduced(float(packet_ratio), float(reader_ratio))
        root = np.linalg.cholesky(matrix)
        half = np.linalg.solve(root, right)
        rest = max(self.squares - float((self.sums**2 / diagonal).sum()) - float(half @ half), 1e-9)
        logs = float(np.log(diagonal).sum()) + 2 * float(np.log(np.diag(root)).sum())
        levels = len(self.packets) * float(point[0]) + len(self.readers) * float(point[1])
        return (self.number - 1) * float(np.log(rest)) + logs - levels

    def solved(self, point: Floats, _deviance: float) -> Calibration:
        """Estimates and errors at the spreads found."""
        packet_ratio, reader_ratio = (float(one) for one in np.exp(point))
        diagonal, matrix, right = self.reduced(packet_ratio, reader_ratio)
        inverse = np.linalg.inv(matrix)
        effects = inverse @ right
        own = (self.sums - self.incidence @ effects) / diagonal
        rest = self.squares - float(own @ self.sums) - float(effects @ self.right)
        variance = max(rest, 0.0) / (self.number - 1)
        scaled = self.incidence / diagonal[:, None]
        spread = 1 / diagonal + np.einsum("ij,jk,ik->i", scaled, inverse, scaled, optimize=True)
        errors = np.sqrt(variance * (inverse[0, 0] + spread - 2 * (scaled @ inverse)[:, 0]))
        values = self.centre + effects[0] + own
        raw = self.centre + self.sums / self.incidence[:, 0]
        rows = zip(self.packets, raw, values, errors, strict=True)
        return Calibration(
            packets={name: Estimate(float(one), float(value), float(error)) for name, one, value, error in rows},
            readers={name: float(one) for name, one in zip(self.readers, effects[1:], strict=True)},
            of_packets=float(np.sqrt(variance / packet_ratio)),
            of_readers=float(np.sqrt(variance / reader_ratio)),
            of_rest=float(np.sqrt(variance)),
        )


def pairs_by_size(incidence: Floats) -> dict[float, Floats]:
    """How often each two columns meet on one packet, summed over the packets with equally many scores."""
    sizes = incidence[:, 0]
    return {float(size): incidence[sizes == size].T @ incidence[sizes == size] for size in np.unique(sizes)}


def minimum(function: Callable[[Floats], float]) -> tuple[Floats, float]:
    """Where a function of two numbers is least between ``ENDS``: step by step, the steps halved where none helps."""
    point: Floats = np.zeros(2)
    best, step = function(point), 2.0
    while step > 1e-3:
        around = [np.clip(point + step * way, *ENDS) for way in WAYS]
        values = [function(one) for one in around]
        least = int(np.argmin(values))
        if values[least] < best - 1e-9:
            point, best = around[least], values[least]
        else:
            step /= 2
    return point, best
