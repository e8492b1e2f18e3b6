"""``expertpool import --kind``: a list of the regional platform read, checked, and written as plain JSON."""

from __future__ import annotations

import json
from pathlib import Path

from expertpool.commands.applicants_edge import problem_rows, problems_as_dicts
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console
from expertpool.documents.platform_list import ListReading, PlatformList, passed, read_platform_list
from expertpool.documents.roster.problem import Severity
from expertpool.errors import ExitCode, Refusal
from expertpool.whole_file import write_whole

SHOWN = 50


def read_list(console: Console, file: Path, kind: PlatformList, *, out: Path | None, dry_run: bool) -> int:
    """Every fault of the list in one pass; the JSON file only where there is none."""
    if out is None and not dry_run:
        raise Refusal("exchange.list_needs_out")
    if not file.is_file():
        raise Refusal("common.file_missing", path=str(file))
    reading = read_platform_list(file, kind, today=now().date())
    _tell(console, reading, kind)
    written = reading.ok and out is not None and not dry_run
    if written and out is not None:
        text = json.dumps([dict(row) for row in reading.rows], ensure_ascii=False, indent=1) + "\n"
        write_whole(out, text.encode(), private=True)
        console.line(console.say("exchange.list.written", path=str(out)))
    told = {
        "kind": kind.value,
        "rows": len(reading.rows),
        "bad": reading.bad,
        "out": str(out) if written else None,
        "problems": problems_as_dicts(reading.problems, console.language),
    }
    if kind is PlatformList.RESULTS:
        told["passed"] = passed(reading)
    return console.finish({"ok": reading.ok, **told}, ExitCode.DONE if reading.ok else ExitCode.BAD_INPUT)


def _tell(console: Console, reading: ListReading, kind: PlatformList) -> None:
    errors = [one for one in reading.problems if one.severity is Severity.ERROR]
    notices = [one for one in reading.problems if one.severity is not Severity.ERROR]
    if reading.problems:
        counts = {"errors": len(errors), "notices": len(notices)}
        console.table(
            title=console.say("exchange.list.title", file=reading.path.name, **counts),
            heads=[console.say(f"roster.check.{head}") for head in ("severity", "place", "value", "problem")],
            rows=problem_rows([*errors, *notices][:SHOWN], console),
        )
        if len(reading.problems) > SHOWN:
            console.line(console.say("exchange.list.more", more=len(reading.problems) - SHOWN))
    if not reading.ok:
        console.line(console.say("exchange.list.faulty", bad=reading.bad))
        return
    console.line(console.say("exchange.list.clean", rows=len(reading.rows)))
    if kind is PlatformList.RESULTS:
        console.line(console.say("exchange.list.passed", passed=passed(reading)))
