"""Figures of the assignment: gaps to proven bounds, and processor seconds of whole jobs on title-like questions."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from solver import prepare_assignment, recheck_assignment
from tests.solver.readings import title_like

HALF = Fraction(1, 2)


def main() -> None:
    """One line for each question."""
    for dossiers, experts, load, cap in (
        (600, 120, 20, Fraction(1)),
        (600, 120, 16, Fraction(1)),
        (600, 120, 20, HALF),
        (5_000, 400, 50, HALF),
    ):
        reading = title_like(dossiers, experts, load=load, cap=cap)
        start = process_time()
        found = prepare_assignment(reading)
        ready = process_time()
        drawn = found.draw(b"benchmark")
        done = process_time()
        best = found.optimum
        print(
            f"{dossiers} x {experts}, load {load}, cap {cap}: prepared {ready - start:.2f} s, drawn {done - ready:.2f} s, "
            f"worst {float(best.worst / best.worst_bound):.5f} of its bound, "
            f"mean {float(best.mean / best.mean_bound):.5f} of its bound, parts {drawn.parts} of {drawn.fields}, "
            f"breaches {len(recheck_assignment(reading, drawn))}"
        )


if __name__ == "__main__":
    main()
