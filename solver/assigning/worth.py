"""What a pair's chance is worth: more units gain less each, piece by piece, so that chances are spread."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from solver.assigning.reading import Reading

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Scale:
    """Chances in whole units, ``whole`` of them for certainty, and the gain of each piece of a pair's chance.

    ``cuts``: where pieces begin and end, from 0 to the cap. A unit in piece j gains suitability times ``factors[j]``,
    which for a spread of A/B is ``whole * B - A * (cuts[j] + cuts[j+1])``: the slope of x - spread * x * x in between.
    """

    whole: int
    cuts: Ints
    factors: Ints

    @classmethod
    def of(cls, cap: Fraction, spread: Fraction, *, steps: int) -> Scale:
        """The coarsest scale with at least ``steps`` pieces up to the cap; the denominator times a power of two.

        Pieces begin at multiples of the denominator's odd part, so that few pairs have to be rounded by chains.
        """
        if cap == 1 or not spread:
            whole, top = cap.denominator, cap.numerator
            return cls(whole, np.array([0, top]), np.array([whole]))
        whole = cap.denominator
        odd = whole // (whole & -whole)
        while whole * cap < steps * odd:
            whole *= 2
        top = int(whole * cap)
        begun = [top * at // steps // odd * odd for at in range(steps)]
        cuts = np.array([*begun, top], dtype=np.int64)
        factors = whole * spread.denominator - spread.numerator * (cuts[:-1] + cuts[1:])
        return cls(whole, cuts, factors)

    def coarser(self, pieces: int) -> Scale:
        """The same with no more than so many pieces, each with its mean slope; itself where there are no more."""
        count = len(self.factors)
        if count <= pieces:
            return self
        kept = np.array([count * at // pieces for at in range(pieces + 1)])
        worth = np.concatenate([[0], np.cumsum(self.factors * np.diff(self.cuts))])[kept]
        return Scale(self.whole, self.cuts[kept], np.diff(worth) // np.diff(self.cuts[kept]))

    @property
    def top(self) -> int:
        """The cap in units."""
        return int(self.cuts[-1])

    def gains(self, units: Ints) -> Ints:
        """The sum of factors over the first ``units`` units, elementwise."""
        below = np.concatenate([[0], np.cumsum(self.factors * np.diff(self.cuts))])
        piece = np.minimum(np.searchsorted(self.cuts, units, side="right") - 1, len(self.factors) - 1)
        found: Ints = below[piece] + self.factors[piece] * (units - self.cuts[piece])
        return found


@dataclass(frozen=True)
class Worth:
    """What is gained in a question: suitability times the scale's factors plus the packet's lift, for each unit."""

    reading: Reading
    scale: Scale
    lifts: Ints

    def first(self) -> Ints:
        """What the first unit of every pair gains; shape (dossiers, experts)."""
        found: Ints = self.reading.scores * (self.scale.factors[0] + self.lifts)[:, None]
        return found
