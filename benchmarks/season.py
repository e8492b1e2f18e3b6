"""Measures a season's draw: chances with bound and proof, joint tickets, and the draw by queue; prints lines of JSON.

python -m benchmarks.season                        # 300 committees, 20,000 experts, 100 tickets, two processes
python -m benchmarks.season --experts 2000 --committees 30 --series 4 --parts chances queue
python -m benchmarks.season --experts 2000 --committees 30 --series 4 --parts command   # the command, from files
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.process import run
from benchmarks.season_files import write_season_files
from benchmarks.seasons import SeasonOrder, make_season
from solver.randomness import derive
from solver.season.chances import Target, fairest
from solver.season.lottery import Part, SeasonLottery, prepare_part
from solver.season.proof import proves
from solver.season.queue import season_queue
from solver.season.rules_of_seats import Rules
from solver.season.season import Season

SEED = b"benchmark"


def cpu() -> float:
    """Processor seconds of this process and of children that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measured(work: Callable[[ProcessPoolExecutor], Any], workers: int) -> tuple[Any, dict[str, float]]:
    """What the work gave, its processor seconds (children included) and its seconds by the clock."""
    start, clock = cpu(), time.monotonic()
    with ProcessPoolExecutor(workers) as pool:
        found = work(pool)
    return found, {"cpu_s": round(cpu() - start, 1), "clock_s": round(time.monotonic() - clock, 1)}


def _chances(part: Season) -> tuple[Target, bool]:
    target = fairest(part)
    return target, proves(target.kinds, target.levels)


def _tickets(job: tuple[Season, Target, int, bytes]) -> Part:
    return prepare_part(*job)


def _queue(part: Season) -> tuple[int, str | None]:
    drawn = season_queue(part, SEED)
    panels = {at: drawn[one.name].drawn.panel for at, one in enumerate(part.committees)}
    aside = sum(len(panel.aside) for panel in drawn.values())
    return aside, Rules(part).broken(panels)


def commanded(order: SeasonOrder, tickets: int) -> dict[str, Any]:
    """What the whole command costs from the files of an office to a folder of papers for each committee."""
    with tempfile.TemporaryDirectory(prefix="expertpool-season-") as given:
        folder = Path(given)
        roster, committees = write_season_files(order, folder / "given")
        words = {"roster": roster, "committees": committees, "out": folder / "out", "home": folder / "home"}
        named = [word for name, path in words.items() for word in (f"--{name}", str(path))]
        named += ["--tickets", str(tickets), "--seed", SEED.decode(), "--json"]
        done = run([sys.executable, "-m", "expertpool", "season", "draw", *named])
        drawn = sum(path.is_dir() for path in (folder / "out").glob("*"))
    return {"ended": done.ended, "error": done.error, "cpu_s": done.cpu_s, "peak_mb": done.peak_mb, "folders": drawn}


def main() -> None:
    """Measure one season, one step after the other; every ticket is checked against all rules without a solver."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("experts", 20_000), ("committees", 300), ("series", 20), ("crossing", 0), ("cap", 2)):
        words.add_argument(f"--{name}", type=int, default=usual)
    words.add_argument("--tickets", type=int, default=100)
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--parts", nargs="+", default=["chances", "tickets", "queue"])
    given = words.parse_args()
    order = SeasonOrder(given.experts, given.committees, given.series, given.crossing, cap=given.cap)
    if "command" in given.parts:
        print(json.dumps({"command": commanded(order, given.tickets)}), flush=True)
    if {*given.parts} <= {"command"}:
        return
    season = make_season(order)
    parts = sorted((season.part(places) for places in season.parts), key=lambda part: -len(part.people))
    sizes = {"experts": len(season.people), "committees": len(season.committees), "seats": season.seats}
    print(json.dumps({"season": order.name, **sizes, "apart": len(parts)}), flush=True)
    if "queue" in given.parts:
        drawn, cost = measured(lambda pool: list(pool.map(_queue, parts)), given.workers)
        sound = not any(broken for _, broken in drawn)
        print(json.dumps({"queue": {**cost, "aside": sum(aside for aside, _ in drawn), "sound": sound}}), flush=True)
    if not {"chances", "tickets"} & set(given.parts):
        return
    proven, cost = measured(lambda pool: list(pool.map(_chances, parts)), given.workers)
    levels = sum(len(target.levels) for target, _ in proven)
    lowest = min(target.values[at] for target, _ in proven for at in range(len(target.values)) if target.values[at])
    told = {"levels": levels, "bound": str(lowest), "proved": all(proved for _, proved in proven)}
    print(json.dumps({"chances": {**cost, **told}}), flush=True)
    if "tickets" in given.parts:
        jobs = [
            (part, target, given.tickets, derive(SEED, part.digest()))
            for part, (target, _) in zip(parts, proven, strict=True)
        ]
        made, cost = measured(lambda pool: list(pool.map(_tickets, jobs)), given.workers)
        print(json.dumps({"tickets": {**cost, **_reached(season, tuple(made), cost)}}), flush=True)


def _reached(season: Season, parts: tuple[Part, ...], cost: dict[str, float]) -> dict[str, Any]:
    lottery = SeasonLottery(season, parts, b"")
    reached = lottery.reached
    return {
        "tickets": lottery.tickets,
        "cpu_s_a_ticket": round(cost["cpu_s"] / lottery.tickets, 3),
        "bound": float(reached.bound),
        "least": float(reached.least),
        "within_tickets": round(float(reached.within), 2),
        "met": reached.met,
        "anew": sum(part.anew for part in parts),
        "gaps": sorted(
            (round(float(one.gap), 4) for one in (SeasonLottery(p.season, (p,), b"").reached for p in parts)),
            reverse=True,
        )[:3],
    }


if __name__ == "__main__":
    main()
