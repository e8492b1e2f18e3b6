"""``expertpool applicants``: rosters of applicants and the rules about them; template and check stand here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from expertpool.commands.applicants_edge import problem_rows, problems_as_dicts
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.documents.applicants.eligibility_reading import EligibilityReading, read_eligibility
from expertpool.documents.applicants.template import write_eligibility_template
from expertpool.documents.roster.marked import write_checked
from expertpool.errors import ExitCode

_LAZY = {
    "judge": "expertpool.commands.applicants_judge:judge",
    "quota": "expertpool.commands.applicants_quota:quota",
    "blind-scope": "expertpool.commands.applicants_scope:scope",
    "rules": "expertpool.commands.applicants_rules:rules",
}
_SHOWN = 40

applicants = WordedGroup("applicants", lazy=_LAZY, help="applicants.help", no_args_is_help=True)


@applicants.command("template", help="applicants.help.template")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="roster.template.force")
def template(out: Path, force: bool) -> int:
    """Write an empty eligibility roster with drop-downs, an example row and a guide."""
    console = current()
    write_eligibility_template(out, console.language, force=force)
    console.line(console.say("roster.template.done", path=out))
    return console.finish({"ok": True, "file": str(out)})


@applicants.command("check", help="applicants.help.check")
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Report every problem of an eligibility roster in one pass, and write the marked copy."""
    console = current()
    reading = read_eligibility(file)
    copy, failure = _mark(reading, console)
    _tell(reading, console)
    if copy:
        console.line(console.say("roster.check.written", path=copy))
    else:
        console.note(console.say("roster.check.not_written", path=f"{file}.checked.xlsx", reason=failure))
    done = ExitCode.DONE if reading.ok and copy else ExitCode.BAD_INPUT
    return console.finish(_as_dict(reading, console, copy), done)


def _mark(reading: EligibilityReading, console: Console) -> tuple[Path | None, str]:
    """Write the marked copy; a folder that cannot be written must not keep the findings from being told."""
    try:
        return write_checked(reading.sheet, console.language), ""
    except OSError as failure:
        return None, failure.strerror or str(failure)


def _tell(reading: EligibilityReading, console: Console) -> None:
    problems = [*reading.sheet.errors, *reading.sheet.notices]
    if problems:
        console.table(
            title=console.say(
                "roster.check.title",
                file=reading.sheet.path.name,
                errors=len(reading.sheet.errors),
                notices=len(reading.sheet.notices),
            ),
            heads=[console.say(f"roster.check.{head}") for head in ("severity", "place", "value", "problem")],
            rows=problem_rows(problems[:_SHOWN], console),
        )
        if len(problems) > _SHOWN:
            console.line(console.say("roster.check.more", more=len(problems) - _SHOWN))
    verdict = "applicants.clean" if reading.ok else "applicants.faulty"
    console.line(console.say(verdict, good=len(reading.applicants), bad=reading.bad))


def _as_dict(reading: EligibilityReading, console: Console, copy: Path | None) -> dict[str, Any]:
    return {
        "ok": reading.ok and copy is not None,
        "file": str(reading.sheet.path),
        "sheet": reading.sheet.sheet,
        "good": len(reading.applicants),
        "bad": reading.bad,
        "errors": len(reading.sheet.errors),
        "notices": len(reading.sheet.notices),
        "problems": problems_as_dicts(reading.sheet.problems, console.language),
        "unknown_columns": list(reading.sheet.unknown_columns),
        "checked_file": str(copy) if copy else None,
    }
