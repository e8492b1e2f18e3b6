"""Roster files: ``roster template``, ``roster check``, and the commands that put a roster into the pool."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from expertpool.commands.console import Console, WordedGroup, current
from expertpool.documents.roster.clean import place_of, require_clean
from expertpool.documents.roster.marked import SUFFIX, write_checked
from expertpool.documents.roster.problem import RosterProblem
from expertpool.documents.roster.reading import RosterReading, read_roster
from expertpool.documents.roster.template import write_template
from expertpool.errors import ExitCode
from expertpool.masks import masked_id_number

__all__ = ["require_clean", "roster"]

_IN_POOL = {
    "import": "expertpool.commands.roster_import:import_roster",
    "undo": "expertpool.commands.roster_import:undo",
    "batches": "expertpool.commands.roster_import:batches",
}
_SHOWN = 40
_OF_A_KIND = 3
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

roster = WordedGroup("roster", lazy=_IN_POOL, help="roster.group", no_args_is_help=True)


@roster.command("template", help="roster.template")
@click.argument("out", type=click.Path(path_type=Path), help="roster.template.out")
@click.option("--force", is_flag=True, help="roster.template.force")
def template(out: Path, force: bool) -> int:
    """Write an empty roster with drop-downs, an example row and a guide."""
    console = current()
    write_template(out, console.language, force=force)
    console.line(console.say("roster.template.done", path=out))
    return console.finish({"ok": True, "file": str(out)})


@roster.command("check", help="roster.check")
@click.argument("file", type=click.Path(path_type=Path), help="roster.check.file")
def check(file: Path) -> int:
    """Report every problem of a roster file and write the marked copy."""
    console = current()
    reading = read_roster(file)
    copy, failure = _mark(reading, console)
    _tell(reading, console)
    if copy:
        console.line(console.say("roster.check.written", path=copy))
    else:
        console.note(console.say("roster.check.not_written", path=f"{file}{SUFFIX}", reason=failure))
    done = ExitCode.DONE if reading.ok and copy else ExitCode.BAD_INPUT
    return console.finish(_as_dict(reading, console, copy=copy, failure=failure), done)


def _mark(reading: RosterReading, console: Console) -> tuple[Path | None, str | None]:
    """Write the marked copy; a folder that cannot be written must not keep the findings from being told."""
    try:
        return write_checked(reading, console.language), None
    except OSError as failure:
        return None, failure.strerror or str(failure)


def _as_dict(reading: RosterReading, console: Console, *, copy: Path | None, failure: str | None) -> dict[str, Any]:
    return {
        "ok": reading.ok and copy is not None,
        "file": str(reading.path),
        "sheet": reading.sheet,
        "head_row": reading.head_row,
        "rows": reading.good + reading.bad,
        "good": reading.good,
        "bad": reading.bad,
        "errors": len(reading.errors),
        "notices": len(reading.notices),
        "problems": [problem.as_dict(console.language) for problem in reading.problems],
        "unknown_columns": list(reading.unknown_columns),
        "checked_file": str(copy) if copy else None,
        "checked_file_failure": failure,
    }


def _tell(reading: RosterReading, console: Console) -> None:
    errors, notices = reading.errors, reading.notices
    if reading.sheet:
        console.line(console.say("roster.check.sheet", sheet=_visible(reading.sheet), row=reading.head_row))
    if reading.problems:
        listed = _picked(errors, _SHOWN)
        listed += _picked(notices, _SHOWN - len(listed))
        console.table(
            title=console.say("roster.check.title", file=reading.path.name, errors=len(errors), notices=len(notices)),
            heads=[console.say(f"roster.check.{head}") for head in ("severity", "place", "value", "problem")],
            rows=[_line(problem, console) for problem in listed],
        )
        if len(reading.problems) > len(listed):
            console.line(console.say("roster.check.more", more=len(reading.problems) - len(listed)))
    verdict = "roster.check.clean" if reading.ok else "roster.check.faulty"
    console.line(console.say(verdict, good=reading.good, bad=reading.bad))


def _picked(problems: Sequence[RosterProblem], most: int) -> list[RosterProblem]:
    """So many of them in order of place; what is wrong in every row does not crowd out the other kinds."""
    seen: Counter[tuple[str, str | None]] = Counter()
    early: list[int] = []
    late: list[int] = []
    for at, problem in enumerate(problems):
        kind = problem.code, problem.key
        (early if seen[kind] < _OF_A_KIND else late).append(at)
        seen[kind] += 1
    return [problems[at] for at in sorted((early + late)[:most])]


def _line(problem: RosterProblem, console: Console) -> list[str]:
    hint = problem.hint(console.language)
    text = problem.message(console.language) + (f"\n→{hint}" if hint else "")
    value = masked_id_number(problem.value) if problem.key == "id_number" else problem.value
    severity = console.say(f"roster.severity.{problem.severity}")
    place = place_of(problem, console.language)
    field = f"\n{_visible(problem.where.field)}" if problem.where.field else ""
    return [severity, place + field, _visible(value), _visible(text, longest=400)]


def _visible(text: str, *, longest: int = 24) -> str:
    """Text that cannot move the cursor or colour the terminal, and not too much of it."""
    plain = "\n".join(_CONTROL.sub("␣", line) for line in text.split("\n")) if longest > 24 else _CONTROL.sub("␣", text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
