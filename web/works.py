"""Which function does which kind of job: told to workers by the programs that are assembled here."""

from __future__ import annotations

from expertpool.intake import command_lines
from expertpool.jobs.kinds import does
from web import draw_work, paper_work


def know_works() -> None:
    """Make all of them known in this process."""
    does(
        {
            "blinding": command_lines.blinding,
            "conflicts": command_lines.conflicts,
            "curve": command_lines.curve,
            "draw": command_lines.draw,
            "leave": command_lines.leave,
            "check": command_lines.check,
            "training": draw_work.train,
            "ceremony": draw_work.step,
            "papers": paper_work.issue,
        }
    )
