"""Blinding by kind of page: pages a second on two processors, memory of a worker, bytes a page."""

from __future__ import annotations

import sys
from typing import Any

from benchmarks.part import told
from benchmarks.process import run

PROCESSORS = 2
PAGES = {"text": 60, "certificate": 4, "dense": 2}
GROWTH = (10, 500)
"""Pages of text, few and many: a page should cost the same in each."""

_LINEAR = 1.2
FIRST_PASS = 20.0
"""Pages a second that the first pass over text whose layer has been witnessed should reach."""

WHOLE = {"text": 2.0, "certificate": 1.0, "dense": 0.15}
"""Pages a second that everything together, the second look included, should reach."""

MEMORY_MB, PAGE_BYTES = 1024, 120_000
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def measure() -> dict[str, Any]:
    """Each kind in a fresh process of one thread; pages a second are those of two such processes."""
    found = {kind: _job(kind, pages) for kind, pages in PAGES.items()}
    grown = {str(pages): _job("text", pages) for pages in GROWTH}
    speeds = {kind: round(PROCESSORS / _cost(one), 2) for kind, one in found.items()}
    first = round(PROCESSORS / found["text"]["witnessed_s"], 1)
    met = (
        first >= FIRST_PASS
        and all(speeds[kind] >= aim for kind, aim in WHOLE.items())
        and all(one["peak_mb"] < MEMORY_MB and one["bytes"] <= PAGE_BYTES for one in (*found.values(), *grown.values()))
        and _cost(grown[str(GROWTH[-1])]) <= _LINEAR * _cost(grown[str(GROWTH[0])])
    )
    return {"kinds": found, "growth": grown, "first_pass": first, "whole": speeds, "met": met}


def _job(kind: str, pages: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.packets_job", kind, str(pages)]
    return run(command, environment=_ONE_THREAD).result


def _cost(one: dict[str, Any]) -> float:
    """Processor seconds of a page, both looks together."""
    return float(one["first_s"] + one["second_s"])


def remark(found: dict[str, Any]) -> str:
    """The figures as one sentence for the page."""
    whole, kinds = found["whole"], found["kinds"]
    most = max(one["peak_mb"] for one in (*kinds.values(), *found["growth"].values()))
    grown = ", ".join(f"{_cost(one):.2f} s at {one['pages']}" for one in found["growth"].values())
    return (
        f"Blinding at 150 dpi on two processors: first pass over witnessed text {found['first_pass']:g} pages/s "
        f"(aim {FIRST_PASS:g}); with the second look {whole['text']:g} pages/s born-digital (aim {WHOLE['text']:g}), "
        f"{whole['certificate']:g} certificates (aim {WHOLE['certificate']:g}), {whole['dense']:g} dense scans "
        f"(aim {WHOLE['dense']:g}); {most:g} MB a worker, {kinds['text']['bytes'] // 1000} kB a text page. "
        f"A page of a long document costs {grown} pages."
    )


if __name__ == "__main__":
    told(measure, remark)
