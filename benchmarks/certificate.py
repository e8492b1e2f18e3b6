"""A stranger's check of a large certificate: ``verify_draw.py`` in a process of its own, both tiers, its cost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from benchmarks.draw_job import read_problem
from benchmarks.part import told
from benchmarks.pools import Order, make_pool, write_pool
from benchmarks.process import OUT, ROOT, Run, run
from tests.blind.make_certificates import Cast, Draw, Plan

EXPERTS, TICKETS, SEATS = 5_000, 1_000, 25
SECONDS, MEGABYTES = 3.0, 200
"""The most that checking the restricted certificate should take."""

FOLDER = OUT / "certificates"
VERIFIER = ROOT / "blind" / "verify_draw.py"


def certificates() -> dict[str, Path]:
    """Both tiers of one draw with three parties, made once and kept: drawing takes longer than checking."""
    paths = {tier: FOLDER / f"{tier}-{SEATS}of{EXPERTS}-{TICKETS}.json" for tier in ("restricted", "public")}
    if not all(path.is_file() for path in paths.values()):
        order = Order(EXPERTS, SEATS, attributes=5, cap=2)
        problem = read_problem(write_pool(make_pool(order), OUT / "pools" / order.name))
        people, pairs = tuple(problem.candidates), tuple(problem.never_together)
        cast = Cast(people, tuple(problem.bounds), pairs, seats=problem.seats)
        made = Draw(Plan(cast=cast, tickets=TICKETS))
        FOLDER.mkdir(parents=True, exist_ok=True)
        for tier, path in paths.items():
            path.write_bytes(made.certificate(tier))
    return paths


def check(path: Path) -> Run:
    """Check one certificate with nothing but the standard library; RuntimeError when it is not proven."""
    done = run([sys.executable, "-I", "-S", str(VERIFIER), str(path)])
    if done.code:
        raise RuntimeError(done.out[:600] or done.error)
    return done


def measure() -> dict[str, Any]:
    """Both tiers, each the cheapest of three checks."""
    found: dict[str, Any] = {"experts": EXPERTS, "tickets": TICKETS}
    for tier, path in certificates().items():
        best = min((check(path) for _ in range(3)), key=lambda one: one.cpu_s)
        found[tier] = {"seconds": best.cpu_s, "megabytes": round(best.peak_mb)}
    strict = found["restricted"]
    return {**found, "met": strict["seconds"] <= SECONDS and strict["megabytes"] <= MEGABYTES}


def remark(found: dict[str, Any]) -> str:
    """The figures as one sentence for the page."""
    restricted, public = found["restricted"], found["public"]
    return (
        f"Certificate of {found['experts']:,} experts and {found['tickets']:,} tickets: `verify_draw.py` checks the "
        f"restricted one in {restricted['seconds']:g} s and {restricted['megabytes']} MB (aims {SECONDS:g} and "
        f"{MEGABYTES}), the public one in {public['seconds']:g} s and {public['megabytes']} MB."
    )


if __name__ == "__main__":
    told(measure, remark)
