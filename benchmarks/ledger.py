"""The ledger at two lengths: what a whole verification costs, and whether appending costs more at the longer one."""

from __future__ import annotations

import sys
from typing import Any

from benchmarks.part import told
from benchmarks.process import run

LENGTHS = (1_000, 100_000)
VERIFY_SECONDS = 5.0
"""The most processor seconds that verifying the longer ledger should take."""

APPEND_FACTOR = 2.0
"""How many times as much an entry may cost at the longer ledger as at the shorter."""


def measure() -> dict[str, Any]:
    """Each length in a fresh process; then what the aims are and whether they are met."""
    short, long = (run([sys.executable, "-m", "benchmarks.ledger_job", str(length)]).result for length in LENGTHS)
    factor = round(long["append_ms"] / short["append_ms"], 2)
    met = long["verify_s"] <= VERIFY_SECONDS and factor <= APPEND_FACTOR
    return {"short": short, "long": long, "append_factor": factor, "met": met}


def remark(found: dict[str, Any]) -> str:
    """The figures as one sentence for the page."""
    long, short = found["long"], found["short"]
    return (
        f"Ledger of {long['entries']:,} entries: verified whole in {long['verify_s']:g} s (aim {VERIFY_SECONDS:g}); "
        f"an entry with its transaction costs {long['append_ms']:g} ms there and {short['append_ms']:g} ms at "
        f"{short['entries']:,} entries, {found['append_factor']:g} times as much (aim {APPEND_FACTOR:g})."
    )


if __name__ == "__main__":
    told(measure, remark)
