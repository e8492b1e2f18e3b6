"""A stranger's check of a large certificate: ``verify_draw.py`` in a process of its own, both tiers, its cost."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.draw_job import read_problem
from benchmarks.pools import Order, make_pool, write_pool
from benchmarks.process import OUT, ROOT
from tests.blind.make_certificates import Cast, Draw, Plan

EXPERTS, TICKETS, SEATS = 5_000, 1_000, 25
SECONDS, MEGABYTES = 3.0, 200
"""The most that checking the restricted certificate should take."""

FOLDER = OUT / "certificates"
VERIFIER = ROOT / "blind" / "verify_draw.py"


@dataclass(frozen=True)
class Cost:
    """What one check took: processor seconds of the child, and its largest size in megabytes."""

    seconds: float
    megabytes: int

    @property
    def met(self) -> bool:
        """Whether the aims are met."""
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES


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


def check(path: Path) -> Cost:
    """Check one certificate with nothing but the standard library; RuntimeError when it is not proven."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-I", "-S", str(VERIFIER), str(path)], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(done.stdout.decode("utf-8", "replace")[:600])
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(round(seconds, 2), after.ru_maxrss // 1024)


def measure() -> dict[str, Any]:
    """Both tiers, each the best of three; ``megabytes`` is the largest child so far."""
    costs = {tier: min((check(path) for _ in range(3)), key=lambda cost: cost.seconds) for tier, path in ordered()}
    found = {tier: {"seconds": cost.seconds, "megabytes": cost.megabytes} for tier, cost in costs.items()}
    return {**found, "experts": EXPERTS, "tickets": TICKETS, "met": costs["restricted"].met}


def ordered() -> list[tuple[str, Path]]:
    """The smaller file first, so that each size is that of its own child."""
    return sorted(certificates().items(), key=lambda one: one[1].stat().st_size)


def remark(found: dict[str, Any]) -> str:
    """The figures as one sentence for the page."""
    restricted, public = found["restricted"], found["public"]
    return (
        f"Certificate of {found['experts']:,} experts and {found['tickets']:,} tickets: `verify_draw.py` checks the "
        f"restricted one in {restricted['seconds']:g} s and {restricted['megabytes']} MB (aims {SECONDS:g} and "
        f"{MEGABYTES}), the public one in {public['seconds']:g} s and {public['megabytes']} MB."
    )


def main() -> None:
    """Print one line of JSON and the sentence."""
    start = time.monotonic()
    found = measure()
    print(json.dumps({**found, "elapsed_s": round(time.monotonic() - start, 1)}))
    print(remark(found))


if __name__ == "__main__":
    main()
