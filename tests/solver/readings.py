"""Seeded questions like those of a title review: fields, second fields, topics inside fields, employers in common."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from solver import Reading


def title_like(
    dossiers: int,
    experts: int,
    *,
    load: int,
    cap: Fraction = Fraction(1),
    fields: int = 25,
    employers: int = 60,
    seed: int = 1,
) -> Reading:
    """The same question for the same numbers: fit is 0.55 for the field, 0.25 for a second one, the rest by topic."""
    dice = np.random.default_rng(seed)
    field, main = dice.integers(0, fields, dossiers), np.arange(experts) % fields
    second = dice.integers(0, fields, experts)
    units, theirs = dice.integers(0, employers, dossiers), dice.integers(0, employers, experts)
    centre = dice.random((fields, 8))
    topics = centre[field] + dice.normal(0, 0.35, (dossiers, 8))
    others = centre[main] + dice.normal(0, 0.35, (experts, 8))
    lengths = np.linalg.norm(topics, axis=1)[:, None] * np.linalg.norm(others, axis=1)[None, :]
    near = np.clip(topics @ others.T / lengths, 0, 1) ** 3
    same = field[:, None] == main[None, :]
    also = (field[:, None] == second[None, :]) & ~same
    scores = np.clip((1e6 * (0.55 * same + 0.25 * also + 0.45 * near)).astype(np.int64), 0, 10**6)
    names = [f"D{at:05}" for at in range(dossiers)], [f"E{at:04}" for at in range(experts)]
    rows, columns = np.nonzero(units[:, None] == theirs[None, :])
    recusals = [(names[0][row], names[1][column]) for row, column in zip(rows.tolist(), columns.tolist(), strict=True)]
    return Reading(*names, scores, loads=load, recusals=recusals, cap=cap)
