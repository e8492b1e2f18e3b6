"""``expertpool assign check``: an assignment drawn again from its file alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from expertpool.commands.console import WordedCommand, current
from expertpool.errors import ExitCode


@click.command("check", cls=WordedCommand, help="assign.help.check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--before", type=click.Path(path_type=Path), help="assign.help.before")
def check(*, file: Path, before: Path | None) -> int:
    """One verdict line, then what is wrong. Exit code 5 where the file is wrong, 6 where something is missing."""
    from expertpool.documents.assignment_file import read_assignment  # noqa: PLC0415  # its import is slow
    from expertpool.documents.assignment_redraw import faults  # noqa: PLC0415  # slow to import

    console = current()
    made = read_assignment(file)
    earlier = read_assignment(before) if before else None
    sha256 = hashlib.sha256(before.read_bytes()).hexdigest() if before else ""
    try:
        found = list(faults(made, earlier, sha256))
    except (KeyError, TypeError, ValueError):
        found = ["shape"]
    unproven = not found and "replaced" in made.content and earlier is None
    verdict = "wrong" if found else "unproven" if unproven else "sound"
    level = str(made.content.get("assurance", ""))
    console.line(console.say(f"assign.check.{verdict}", packets=len(made.packets), assurance=level))
    for code in found:
        console.line("  " + console.say(f"assign.check.fault.{code}"))
    content = {"ok": verdict == "sound", "verdict": verdict, "faults": found, "assurance": level}
    codes = {"wrong": ExitCode.FORGED, "unproven": ExitCode.NOT_PROVEN, "sound": ExitCode.DONE}
    return console.finish(content, codes[verdict])
