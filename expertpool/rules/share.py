"""Shares of a whole as exact fractions: how they are written, and which counts they allow."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from solver.bounds import CountRange, share_range

Share: TypeAlias = Fraction | int
"""A share of a whole (Fraction), or a plain number of people or seats (int)."""

_WRITTEN = re.compile(r"(?P<over>\d{1,6})\s*/\s*(?P<under>\d{1,6})|(?P<percent>\d{1,3}(?:\.\d{1,4})?)\s*%")


def read_share(text: str) -> Fraction:
    """A share as people write it: ``1/3``, ``20%``, also in full-width characters. Raises ValueError beyond 0 to 1."""
    written = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if written is None:
        raise ValueError(text)
    try:
        share = (
            Fraction(written["over"] + "/" + written["under"])
            if written["over"]
            else Fraction(written["percent"]) / 100
        )
    except ZeroDivisionError:
        raise ValueError(text) from None
    if share > 1:
        raise ValueError(text)
    return share


def counts(
    total: int, *, at_least: Share | None = None, at_most: Share | None = None, inclusive: bool = True
) -> CountRange:
    """The counts out of ``total`` that both ends allow; without ``inclusive`` the ends themselves are ruled out."""
    if inclusive:
        return share_range(total, at_least=at_least or 0, at_most=at_most)
    above = floor(_of(total, at_least)) + 1 if at_least is not None else 0
    below = max(ceil(_of(total, at_most)) - 1, 0) if at_most is not None else None
    return CountRange(at_least=above, at_most=below)


def _of(total: int, share: Share) -> Share:
    return share * total if isinstance(share, Fraction) else share
