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
from expertpool.whole_file import write_whole
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
    if not _resumed(console, out, PLAN):
        with open_session(console.settings) as session:
            number = len(reports_issued(session).get((scope, PLAN), [])) + 1
            asked: dict[str, Any] = {"of": of, "year": year, "size": size, "each": each, "number": number}
            source = seed_from or console.say("oversight.seed.system")
            listed = OF[of](session, year)
            _stage(
                out,
                _issue(console, session, PLAN, scope, plan_content(listed, **asked, seed_from=source, issued=_day())),
            )
            session.commit()
    made = _put_in_place(out, PLAN)
    told = {name: made.content[name] for name in ("of", "year", "size", "each", "number")}
    listed_in_all, seed = len(made.content["listed"]), made.content["seed_from"]
    console.line(console.say("oversight.planned", **told, listed=listed_in_all, seed=seed, path=str(out)))
    return console.finish({"ok": True, "plan": made.hash.hex(), **told, "listed": listed_in_all, "seed_from": seed})


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
    if not _resumed(console, out, SAMPLE):
        with open_session(console.settings) as session:
            issued = reports_issued(session)
            if planned.hash not in issued.get((planned.scope, PLAN), []):
                raise Refusal("oversight.plan_not_entered", exit_code=ExitCode.FORGED, path=str(plan_file))
            if (scope, SAMPLE) in issued:
                raise Refusal("oversight.drawn_already", path=str(plan_file))
            content = sample_content(asked, known, source=source, value=seed, issued=_day())
            _stage(out, _issue(console, session, SAMPLE, scope, content))
            session.commit()
    made = _put_in_place(out, SAMPLE)
    console.line(console.say("oversight.drawn", count=len(made.content["sample"]), path=str(out)))
    for name in made.content["sample"]:
        console.line(f"  {name}")
    if made.content["source"] == "training":
        console.line(console.say("oversight.training"))
    told = {name: made.content[name] for name in ("plan", "source", "value", "seed", "ticket", "tickets", "sample")}
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


def _day() -> str:
    return str(now().date())


def _issue(console: Console, session: Session, kind: str, scope: str, content: dict[str, Any]) -> bytes:
    """The content signed and entered as a report; the caller commits."""
    from expertpool.actions.issue_report import issue_reports  # noqa: PLC0415  # keys and proofs: only when needed

    settings, report = console.settings, Report(kind=kind, scope=scope, subjects={}, content=content)
    log, key = create_log_key(settings), create_report_key(settings)
    [signed] = issue_reports(session, [report], signer=key, log=log, origin=origin_of(settings, log), at=now())
    return signed.to_bytes()


def _staged(out: Path) -> Path:
    return out.with_name(f".{out.name}.in-progress")


def _stage(out: Path, data: bytes) -> None:
    """Write a record beside its place, on the disk before its entry is committed."""
    write_whole(_staged(out), data)


def _put_in_place(out: Path, kind: str) -> Report:
    """The record, in its place once its entry is committed."""
    _staged(out).replace(out)
    return _read(out, kind)


def _resumed(console: Console, out: Path, kind: str) -> bool:
    """Whether a run that was cut off had entered its record already. Refuses a place that is taken."""
    if out.exists():
        raise Refusal("oversight.out_taken", out=str(out))
    if not _staged(out).is_file():
        return False
    left = _read(_staged(out), kind)
    with open_session(console.settings, reading=True) as session:
        return left.hash in reports_issued(session).get((left.scope, kind), [])


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
