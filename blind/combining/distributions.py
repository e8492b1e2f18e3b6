"""The two distributions that intervals need: the normal one and F, both to about 1e-12."""

from __future__ import annotations

from math import exp, lgamma, log, log1p
from statistics import NormalDist

NORMAL = NormalDist()

TINY = 1e-300
STEPS = 10_000


def beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    c, d = 1.0, 1 / nonzero(1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / nonzero(1 + term * d), nonzero(1 + term / c)
            fraction *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * fraction


def nonzero(value: float) -> float:
    """``value``, or a tiny number in the place of zero."""
    return value if abs(value) > TINY else TINY


def f_quantile(share: float, one: float, other: float) -> float:
    """The value below which F with these degrees of freedom stays with this probability; by halving."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if beta_share(middle, one / 2, other / 2) < share else (low, middle)
    x = (low + high) / 2
    return float("inf") if x >= 1 else other * x / (one * (1 - x))
