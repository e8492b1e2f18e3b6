"""``expertpool verify`` and ``assign check`` on an assignment: one verdict line, then what was found or is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from expertpool.commands.console import Console
from expertpool.errors import ExitCode, Refusal

if TYPE_CHECKING:
    from expertpool.documents.assignment_file import AssignmentFile

CODES = {"sound": ExitCode.DONE, "wrong": ExitCode.FORGED, "unproven": ExitCode.NOT_PROVEN}
TIER = "internal"
"""An assignment names experts by number beside codenames: it is for office, inspector and HRSS."""
DAMAGED = "assign.file_damaged"


def verify_assignment(
    console: Console, file: Path, *, before: Path | None, certificate: Path | None, trust: Path | None
) -> int:
    """Draw the file's readers again from its chances and seed. Exit code 0, 5, or 6 where a paper is missing for more.

    ``before``: the assignment whose readers a replacement changed. ``certificate``: that of the ceremony whose seed the
    file says it used, checked with ``trust`` where that is given.
    """
    from expertpool.documents.assignment_file import read_assignment  # noqa: PLC0415  # its import is slow

    earlier = read_assignment(before) if before else None
    try:
        made = read_assignment(file)
    except Refusal as refusal:
        if refusal.code != DAMAGED:
            raise
        return _told(console, None, ["shape"], [])
    found = _wrong(made, earlier)
    wanting = []
    if not found and "replaced" in made.content and earlier is None:
        wanting.append("before")
    if not found and made.content["seed_from"]["kind"] == "ceremony":
        if certificate is None:
            wanting.append("certificate")
        elif not _of_that_ceremony(made, certificate, trust):
            found.append("ceremony")
    return _told(console, made, found, wanting)


def _wrong(made: AssignmentFile, earlier: AssignmentFile | None) -> list[str]:
    from expertpool.documents.assignment_redraw import faults  # noqa: PLC0415  # OR-Tools is slow to import

    found = []
    try:
        for code in faults(made, earlier):
            found.append(code)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        found.append("shape")
    return found


def _of_that_ceremony(made: AssignmentFile, certificate: Path, trust: Path | None) -> bool:
    """Whether seed, level and round are those of the certificate. Raises Refusal where that does not hold itself."""
    from expertpool.commands.assign_seed import certified  # noqa: PLC0415  # only a ceremony needs it

    told = made.content["seed_from"]
    source = certified(certificate, trust, number=told.get("round"))
    named = {"kind": source.kind, **source.facts}
    return named == told and source.seed == made.seed and source.assurance == made.content["assurance"]


def _told(console: Console, made: AssignmentFile | None, found: list[str], wanting: list[str]) -> int:
    verdict = "wrong" if found else "unproven" if wanting else "sound"
    level = str(made.content.get("assurance")) if made else ""
    count = len(made.packets) if made else 0
    line = console.say(
        f"assign.check.{verdict}", packets=count, assurance=level or console.say("assign.check.no_level")
    )
    console.line(line)
    for code in found:
        console.line("  " + console.say(f"assign.check.fault.{code}"))
    for code in wanting:
        console.line("  " + console.say(f"assign.check.wanting.{code}"))
    content = {"ok": verdict == "sound", "verdict": verdict, "faults": found, "wanting": wanting, "says": line}
    return console.finish({**content, "assurance": level or None, "tier": TIER}, CODES[verdict])
