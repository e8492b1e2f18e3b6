"""One command for all of it: measures, keeps ``results.json``, prints the page, and writes the README's short table."""

from __future__ import annotations

import argparse
import sys

from benchmarks import certificate, draw, ledger, packets, peer, readme, reports, roster
from benchmarks.page import page
from benchmarks.process import OUT
from benchmarks.results import digest, keep, load
from benchmarks.suite import QUICK, SUITE, Instance

ALONE = {
    "roster": roster.measure,
    "ledger": ledger.measure,
    "certificate": certificate.measure,
    "packets": packets.measure,
    "reports": reports.measure,
}
"""Parts that need no pool."""

PARTS = ("draw", "peer", *ALONE)


def wanted(given: argparse.Namespace) -> list[Instance]:
    """The standing pools that the options leave."""
    fitting = [instance for instance in SUITE if all(word in instance.name for word in given.words)]
    return [instance for instance in fitting if not given.quick or instance.order.experts <= QUICK]


def measure_draws(instances: list[Instance], *, quick: bool) -> None:
    """This project on each pool; kept after every job."""
    keep("start_up", draw.start_up())
    for instance in instances:
        for job in ["lottery", "queue"] if quick else draw.JOBS:
            note(f"{instance.name}: {job}")
            keep(job, draw.measure(instance, [job])[job], pool=instance.name)
        keep("files", {"sha256": digest(OUT / "pools" / instance.name)}, pool=instance.name)


def measure_peer(instances: list[Instance], *, cpu_limit: int) -> None:
    """The peer on each pool that it can be asked; kept after every pool."""
    for instance in instances:
        if instance.peer:
            note(f"{instance.name}: peer")
            keep("peer", peer.measure(instance, cpu_limit=cpu_limit), pool=instance.name)


def note(text: str) -> None:
    """A line on standard error, so that a long run shows where it is."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Measure what the options ask and print the page over everything kept so far."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("words", nargs="*", help="parts of the names of the pools wanted; none: all")
    words.add_argument("--quick", action="store_true", help="pools up to 1,000 experts, no peer, no 10,000 tickets")
    words.add_argument("--parts", nargs="+", choices=PARTS, default=None, help="what to measure; everything otherwise")
    words.add_argument("--peer-limit", type=int, default=peer.CPU_LIMIT, help="processor seconds a pool for the peer")
    words.add_argument("--print", action="store_true", dest="print_only", help="measure nothing, print what is kept")
    words.add_argument("--readme", action="store_true", help="write the short table into README.md as well")
    given = words.parse_args()
    instances = wanted(given)
    parts = () if given.print_only else given.parts or (("draw", "roster") if given.quick else PARTS)
    if "draw" in parts:
        measure_draws(instances, quick=given.quick)
    if "peer" in parts:
        measure_peer(instances, cpu_limit=given.peer_limit)
    for part in (part for part in ALONE if part in parts):
        note(part)
        keep(part, ALONE[part]())
    if given.readme:
        readme.write(load())
    print(page(load()))


if __name__ == "__main__":
    main()
