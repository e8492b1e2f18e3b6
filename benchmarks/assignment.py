"""Assignments of growing size: processor seconds of the whole job, and how near the worst-served packet gets.

Run ``python -m benchmarks.assignment`` from the project's folder; one line of JSON a case, each in a fresh process.
Measured on two shared cores of a cloud machine (Python 3.11, OR-Tools 9.15), title-like questions with an employer in
common as recusal; *job* is question, chances, one draw and its recheck, *worst* in the sum over three readings:

| packets x experts, load | cap | job, CPU s | worst | bound on worst | mean of the optimum under the cap |
|---|---|---|---|---|---|
| 600 x 120, 16 | 1 | 4.1 | 1.6518 | 1.6518 | 100 % |
| 600 x 120, 16 | 1/2 | 1.2 | 1.4613 | 1.4630 | 98.8 % |
| 600 x 120, 16 | 1/3 | 1.8 | 1.0696 | 1.0746 | 99.2 % |
| 600 x 120, 16 | 1/4 | 1.3 | 0.8365 | 0.8403 | 99.6 % |
| 5,000 x 400, 40 | 1 | 7.5 | 1.6529 | 1.6529 | 99.998 % |
| 5,000 x 400, 40 | 1/2 | 8.2 | 1.6506 | 1.6515 | 95.0 % |
| 5,000 x 400, 40 | 1/3 | 9.4 | 1.6506 | 1.6510 | 97.5 % |

Measured with other work of 22 to 26 processes on both cores, which makes a processor second longer than on a quiet
machine. All draws, of 21 seeds each, hang together.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from typing import Any

from benchmarks.process import run, used_so_far

CASES = (
    (600, 120, 16, "1"),
    (600, 120, 16, "1/2"),
    (600, 120, 16, "1/3"),
    (600, 120, 16, "1/4"),
    (5_000, 400, 40, "1"),
    (5_000, 400, 40, "1/2"),
    (5_000, 400, 40, "1/3"),
)
SEEDS = 20
"""Draws after the clock is read, each rechecked."""


def job(dossiers: int, experts: int, load: int, cap: str) -> dict[str, Any]:
    """One whole job in this process."""
    from solver import prepare_assignment, recheck_assignment  # noqa: PLC0415  # its import is part of the job
    from tests.solver.readings import title_like  # noqa: PLC0415  # OR-Tools is slow to import

    reading = title_like(dossiers, experts, load=load, cap=Fraction(cap))
    made = used_so_far()["cpu_s"]
    assignment = prepare_assignment(reading)
    prepared = used_so_far()["cpu_s"]
    drawn = assignment.draw(b"seed")
    sound = recheck_assignment(reading, drawn) == ()
    used = used_so_far()
    others = [assignment.draw(number.to_bytes(2, "big")) for number in range(SEEDS if assignment.by_chance else 0)]
    optimum = assignment.optimum
    return {
        "packets": dossiers,
        "experts": experts,
        "load": load,
        "cap": cap,
        "job_cpu_s": used["cpu_s"],
        "question_cpu_s": made,
        "prepare_cpu_s": round(prepared - made, 2),
        "draw_cpu_s": round(used["cpu_s"] - prepared, 2),
        "peak_mb": used["peak_mb"],
        "worst": round(float(optimum.worst), 4),
        "worst_bound": round(float(optimum.worst_bound), 4),
        "mean": round(float(optimum.mean), 4),
        "mean_share": round(float(optimum.mean / optimum.mean_bound), 6),
        "support": assignment.support,
        "connected": all(one.parts <= one.fields for one in (drawn, *others)),
        "moved_to_connect": drawn.given_up,
        "sound": sound and all(recheck_assignment(reading, one) == () for one in others),
    }


def main() -> None:
    """All cases, or with arguments the one they name."""
    if len(sys.argv) == 5:
        numbers = [int(word) for word in sys.argv[1:4]]
        print(json.dumps(job(numbers[0], numbers[1], numbers[2], sys.argv[4])))
        return
    for case in CASES:
        print(json.dumps(run([sys.executable, "-m", "benchmarks.assignment", *map(str, case)]).result), flush=True)


if __name__ == "__main__":
    main()
