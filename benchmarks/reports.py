"""A season's reports: every committee judged, printed, signed, sealed and entered, and how long one PDF takes."""

from __future__ import annotations

import sys
from typing import Any

from benchmarks.part import told
from benchmarks.process import run

COMMITTEES, EXPERTS = 200, 5_000
SEASON_SECONDS = 60.0
"""The most processor seconds that all reports of the season should take."""

PDF_SECONDS = 1.0
"""The most seconds that one committee's PDF should take, block and seal included."""


def measure() -> dict[str, Any]:
    """The season in a fresh process; then whether the aims are met."""
    found = run([sys.executable, "-m", "benchmarks.reports_job", str(COMMITTEES), str(EXPERTS)]).result
    met = found["season_cpu_s"] <= SEASON_SECONDS and found["pdf_s"] <= PDF_SECONDS
    return {**found, "met": met}


def remark(found: dict[str, Any]) -> str:
    """The figures as one sentence for the page."""
    return (
        f"{found['committees']} committees' reports over {found['experts']:,} experts: {found['season_cpu_s']:g} s of "
        f"processor (aim {SEASON_SECONDS:g}), {found['season_s']:g} s by the clock; one PDF with block and seal "
        f"{found['pdf_s']:g} s (aim {PDF_SECONDS:g}); one report checked {found['verify_s']:g} s."
    )


if __name__ == "__main__":
    told(measure, remark)
