"""Intraclass correlations with their intervals (Shrout and Fleiss 1979; McGraw and Wong 1996)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blind.combining.agreement import Agreement
from blind.combining.distributions import f_quantile
from blind.errors import Malformed


def one_way(units: Sequence[Sequence[float]], *, confidence: float = 0.95) -> Agreement | None:
    """ICC(1): readers differ from packet to packet. ``units``: the scores of each packet; their numbers may differ.

    With equal numbers the interval is exact under normal errors; otherwise it uses the mean number of the analysis of
    variance and is near. None where fewer than two packets can be compared, or nothing varies.
    """
    compared = [np.asarray(unit, dtype=np.float64) for unit in units if len(unit) > 1]
    if len(compared) < 2:
        return None
    sizes = np.array([len(unit) for unit in compared], dtype=np.float64)
    total, groups = float(sizes.sum()), len(compared)
    grand = float(sum(unit.sum() for unit in compared)) / total
    between = float(sum(len(unit) * (unit.mean() - grand) ** 2 for unit in compared)) / (groups - 1)
    within = float(sum(((unit - unit.mean()) ** 2).sum() for unit in compared)) / (total - groups)
    if between == within == 0:
        return None
    size = (total - float((sizes**2).sum()) / total) / (groups - 1)
    value = (between - within) / (between + (size - 1) * within)
    low, high = consistency_ends(between, within, size, (groups - 1, total - groups), confidence)
    return Agreement(value, low, high, groups)


@dataclass(frozen=True)
class TwoWay:
    """The mean squares of a full table: of packets, of readers, of what remains; with its shape."""

    rows: int
    columns: int
    of_rows: float
    of_columns: float
    rest: float

    @classmethod
    def of(cls, table: Sequence[Sequence[float]]) -> TwoWay:
        """From a table with a row for each packet and a column for each reader; raises ``Malformed`` for gaps."""
        if len({len(row) for row in table}) != 1 or len(table) < 2 or len(table[0]) < 2:
            raise Malformed("not-a-full-table", rows=len(table))
        scores: NDArray[np.float64] = np.array(table, dtype=np.float64)
        rows, columns = scores.shape
        grand, by_row, by_column = scores.mean(), scores.mean(axis=1), scores.mean(axis=0)
        rest = scores - by_row[:, None] - by_column[None, :] + grand
        return cls(
            rows=rows,
            columns=columns,
            of_rows=float(columns * ((by_row - grand) ** 2).sum() / (rows - 1)),
            of_columns=float(rows * ((by_column - grand) ** 2).sum() / (columns - 1)),
            rest=float((rest**2).sum() / ((rows - 1) * (columns - 1))),
        )


def absolute(table: Sequence[Sequence[float]], *, confidence: float = 0.95) -> Agreement:
    """ICC(2,1): the same readers read every packet, and their severity counts as error."""
    two = TwoWay.of(table)
    n, k, rows, columns, rest = two.rows, two.columns, two.of_rows, two.of_columns, two.rest
    value = (rows - rest) / (rows + (k - 1) * rest + k * (columns - rest) / n)
    a, b = k * value / (n * (1 - value)), 1 + k * value * (n - 1) / (n * (1 - value))
    spread = (a * columns) ** 2 / (k - 1) + (b * rest) ** 2 / ((n - 1) * (k - 1))
    freedom = (a * columns + b * rest) ** 2 / spread
    share, others = (1 + confidence) / 2, k * columns + (k * n - k - n) * rest
    lower, upper = f_quantile(share, n - 1, freedom), f_quantile(share, freedom, n - 1)
    low = n * (rows - lower * rest) / (lower * others + n * rows)
    high = n * (upper * rows - rest) / (others + n * upper * rows)
    return Agreement(value, low, high, n)


def consistent(table: Sequence[Sequence[float]], *, confidence: float = 0.95) -> Agreement:
    """ICC(3,1): the same readers read every packet, and their severity does not count."""
    two = TwoWay.of(table)
    value = (two.of_rows - two.rest) / (two.of_rows + (two.columns - 1) * two.rest)
    freedom = (two.rows - 1, (two.rows - 1) * (two.columns - 1))
    low, high = consistency_ends(two.of_rows, two.rest, two.columns, freedom, confidence)
    return Agreement(value, low, high, two.rows)


def of_the_mean(single: Agreement, readers: float) -> Agreement:
    """The same for the mean of several readers (Spearman-Brown)."""

    def raised(value: float) -> float:
        return readers * value / (1 + (readers - 1) * value)

    return Agreement(raised(single.value), raised(single.low), raised(single.high), single.units)


def consistency_ends(
    between: float, within: float, size: float, freedom: tuple[float, float], confidence: float
) -> tuple[float, float]:
    """The ends of an interval that rests on one ratio of mean squares."""
    if within == 0:
        return 1.0, 1.0
    ratio, share = between / within, (1 + confidence) / 2
    low = ratio / f_quantile(share, *freedom)
    high = ratio * f_quantile(share, freedom[1], freedom[0])
    return (low - 1) / (low + size - 1), (high - 1) / (high + size - 1)
