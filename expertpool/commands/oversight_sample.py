"""``expertpool oversight sample``: an inspection sample planned, drawn by lottery, and checked by anybody."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from blind.errors import BlindError
from blind.report import Report, SignedReport
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.db import open_session
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.log_key import create_log_key, origin_of
from expertpool.queries.reports import reports_issued
from expertpool.queries.sampling_frame import committees_of, dossiers_of
from expertpool.report_key import create_report_key
from expertpool.whole_file import write_new
from expertpool.words import Language, say

PLAN, SAMPLE = "inspection-plan", "inspection-sample"
YEAR = click.IntRange(1990, 2200)
OF = {"committees": committees_of, "dossiers": dossiers_of}
SEED = 32
FILE = click.Path(dir_okay=False, path_type=Path)

sample = WordedGroup("sample", help="oversight.help.sample", no_args_is_help=True)


@sample.command("plan", cls=WordedCommand, help="oversight.help.sample_plan")
@click.option("--year", type=YEAR, required=True, help="oversight.help.year")
@click.option("--of", type=click.Choice(list(OF)), default="committees", show_default=True, help="oversight.help.of")
@click.option("--size", type=click.IntRange(1, 100_000), required=True, help="oversight.help.size")
@click.option("--each", type=click.IntRange(0, 1000), default=0, show_default=True, help="oversight.help.each")
@click.option("--seed-from", help="oversight.help.seed_from")
@click.option("--out", required=True, type=FILE, help="oversight.help.sample_out")
def plan(*, year: int, of: str, size: int, each: int, seed_from: str | None, out: Path) -> int:
    """Fix the list, the size and where the seed comes from, sign it, and enter it before anybody knows the seed."""
    from expertpool.oversight.inspection import plan_content  # noqa: PLC0415  # the solver's face, only when needed

    console, scope = current(), f"inspection/{year}"
    with open_session(console.settings) as session:
        number = len(reports_issued(session).get((scope, PLAN), [])) + 1
        asked: dict[str, Any] = {"of": of, "year": year, "size": size, "each": each, "number": number}
        source = seed_from or console.say("oversight.seed.system")
        content = plan_content(OF[of](session, year), **asked, seed_from=source, issued=str(now().date()))
        data, made = _issue(console, session, PLAN, scope, content)
        _place(out, data)
        session.commit()
    told = {"size": size, "listed": len(content["listed"]), "number": number, "path": str(out), "seed": source}
    console.line(console.say("oversight.planned", **told))
    return console.finish({"ok": True, "plan": made.hash.hex(), **asked, "listed": len(content["listed"])})


@sample.command("draw", cls=WordedCommand, help="oversight.help.sample_draw")
@click.argument("plan_file", metavar="PLAN", type=FILE)
@click.option("--value", help="oversight.help.value")
@click.option("--seed", "training", help="oversight.help.seed")
@click.option("--out", required=True, type=FILE, help="oversight.help.sample_out")
def draw(*, plan_file: Path, value: str | None, training: str | None, out: Path) -> int:
    """Draw a plan's sample once, sign it, and enter it."""
    from expertpool.oversight.inspection import sample_content  # noqa: PLC0415  # the solver's face, only when needed

    if value is not None and training is not None:
        raise Refusal("oversight.two_seeds")
    console, planned = current(), _read(plan_file, PLAN)
    asked, known = planned.content, planned.hash.hex()
    by_system = asked["seed_from"] in {_system(language) for language in Language}
    if training is None and (value is None) != by_system:
        raise Refusal("oversight.seed_as_planned", source=asked["seed_from"])
    source = "training" if training is not None else "system" if by_system else "public"
    seed = training if training is not None else secrets.token_hex(SEED) if by_system else str(value)
    scope = f"inspection/{asked['year']}/{known[:16]}"
    with open_session(console.settings) as session:
        if planned.hash not in reports_issued(session).get((planned.scope, PLAN), []):
            raise Refusal("oversight.plan_not_entered", exit_code=ExitCode.FORGED, path=str(plan_file))
        if (scope, SAMPLE) in reports_issued(session):
            raise Refusal("oversight.drawn_already", path=str(plan_file))
        content = sample_content(asked, known, source=source, value=seed, issued=str(now().date()))
        data, made = _issue(console, session, SAMPLE, scope, content)
        _place(out, data)
        session.commit()
    console.line(console.say("oversight.drawn", count=len(content["sample"]), path=str(out)))
    for name in content["sample"]:
        console.line(f"  {name}")
    if source == "training":
        console.line(console.say("oversight.training"))
    told = {name: content[name] for name in ("plan", "source", "value", "seed", "ticket", "tickets", "sample")}
    return console.finish({"ok": True, "report": made.hash.hex(), **told})


@sample.command("check", cls=WordedCommand, help="oversight.help.sample_check")
@click.argument("plan_file", metavar="PLAN", type=FILE)
@click.argument("sample_file", metavar="SAMPLE", type=FILE)
def check(*, plan_file: Path, sample_file: Path) -> int:
    """Draw the sample again from the plan and the seed, and say whether it is the same; signatures are for verify."""
    from expertpool.oversight.inspection import faults_of  # noqa: PLC0415  # the solver's face, only when needed

    console = current()
    planned, drawn = _read(plan_file, PLAN), _read(sample_file, SAMPLE)
    faults = faults_of(planned.content, planned.hash.hex(), drawn.content)
    verdict = console.say("oversight.check.wrong" if faults else "oversight.check.right")
    console.line(verdict)
    for fault in faults:
        console.line("  " + console.say(fault))
    code = ExitCode.FORGED if faults else ExitCode.DONE
    return console.finish({"ok": not faults, "verdict": verdict, "findings": faults}, code)


def _system(language: Language) -> str:
    return say("oversight.seed.system", language)


def _issue(
    console: Console, session: Session, kind: str, scope: str, content: dict[str, Any]
) -> tuple[bytes, Report]:
    """The content signed and entered as a report; the caller commits."""
    from expertpool.actions.issue_report import issue_reports  # noqa: PLC0415  # keys and proofs: only when needed

    settings, report = console.settings, Report(kind=kind, scope=scope, subjects={}, content=content)
    log, key = create_log_key(settings), create_report_key(settings)
    [signed] = issue_reports(session, [report], signer=key, log=log, origin=origin_of(settings, log), at=now())
    return signed.to_bytes(), report


def _place(out: Path, data: bytes) -> None:
    """Put the record in place before the entry is committed: a record is never overwritten."""
    if not write_new(out, data):
        raise Refusal("oversight.out_taken", out=str(out))


def _read(path: Path, kind: str) -> Report:
    """The statement in a signed file, its signature not looked at. Refuses any other file (exit code 5)."""
    if not path.is_file():
        raise Refusal("common.file_missing", path=str(path))
    try:
        report = Report.parse(SignedReport.parse(path.read_bytes()).envelope.payload)
    except BlindError:
        raise Refusal("oversight.not_a_record", where=Where(file=str(path)), exit_code=ExitCode.FORGED) from None
    if report.kind != kind:
        raise Refusal("oversight.not_a_record", where=Where(file=str(path)), exit_code=ExitCode.FORGED)
    return report
