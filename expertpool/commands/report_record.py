"""``expertpool report list``, ``show`` and ``receive``: reports on record, and what HRSS decided about them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from blind.encoding import canonical
from blind.errors import BlindError
from blind.report import Report, SignedReport
from blind.report_decision import check_decision
from expertpool.actions.record_decision import record_decision
from expertpool.beijing import here, minute
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.verify_report import trust_at
from expertpool.db import open_session
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.public_keys import REPORT_FORMAT
from expertpool.queries.reports import ReportOnRecord, reports_on_record
from expertpool.report_key import create_report_key, create_seal_key
from expertpool.reporting.checking import supervisors_of
from expertpool.whole_file import write_whole

STATES = ("issued", "countersigned", "sent-back", "replaced")
HEADS = ("entry", "about", "kind", "issued", "state")


@click.command("list", cls=WordedCommand, help="report.help.list")
@click.option(
    "--state", type=click.Choice(["issued", "countersigned", "sent-back", "replaced"]), help="report.help.state"
)
def list_reports(*, state: str | None) -> int:
    """Every report and paper on record with its state."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        found = [one for one in reports_on_record(session) if state in (None, one.state)]
    rows = [[str(one.entry), one.scope, one.kind, str(here(one.at).date()), _state(console, one)] for one in found]
    heads = [console.say(f"report.column.{name}") for name in HEADS]
    console.table(title=console.say("report.listed"), heads=heads, rows=rows)
    return console.finish({"ok": True, "reports": [_as_dict(one) for one in found]})


@click.command("show", cls=WordedCommand, help="report.help.show")
@click.argument("name", metavar="ENTRY|HASH")
def show_report(*, name: str) -> int:
    """One report on record, with every decision about it."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        found = [one for one in reports_on_record(session) if str(one.entry) == name or _begins(one, name)]
    if len(found) != 1:
        raise Refusal("report.show_which", name=name, count=len(found))
    one = found[0]
    console.line(console.say("report.shown", scope=one.scope, kind=one.kind, entry=one.entry, at=minute(one.at)))
    console.line(f"  {one.hash.hex()}")
    console.line("  " + _state(console, one))
    for decision in one.decisions:
        told = {**decision, "at": minute(datetime.fromisoformat(decision["at"]))}
        console.line("  " + console.say(f"report.supervisor.{decision['outcome']}", **told))
    return console.finish({"ok": True, **_as_dict(one)})


@click.command("receive", cls=WordedCommand, help="report.help.receive")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--trust", required=True, type=click.Path(path_type=Path), help="certificate.help.trust")
def receive(*, files: tuple[Path, ...], trust: Path) -> int:
    """Enter what HRSS decided, once its signature is found genuine."""
    console, told = current(), []
    known = trust_at(trust)
    with open_session(console.settings) as session:
        for path in files:
            if not path.is_file():
                raise Refusal("common.file_missing", path=str(path))
            try:
                signed = SignedReport.parse(path.read_bytes())
                report = Report.parse(signed.envelope.payload)
                keys = supervisors_of(known, signed.placed.entry.seq)
                decisions = [check_decision(one, report=report.hash, keys=keys) for one in signed.decisions]
            except BlindError as error:
                where = Where(file=str(path))
                raise Refusal(
                    "report.decision_refused", where=where, exit_code=ExitCode.FORGED, why=error.code
                ) from None
            if not decisions:
                raise Refusal("report.no_decision", where=Where(file=str(path)))
            for one in decisions:
                first = record_decision(session, one, at=now())
                said = {"scope": report.scope, "at": minute(one.at), "reason": one.reason or ""}
                console.line(console.say(f"report.received.{one.outcome}", **said))
                told.append({"file": str(path), **one.as_dict(), "first": first})
        session.commit()
    return console.finish({"ok": True, "decisions": told})


@click.command("key", cls=WordedCommand, help="report.help.key")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="report.help.key_out")
def report_key(*, out: Path | None) -> int:
    """Show this installation's keys for reports; write the public file for the trust file."""
    console = current()
    signer, seal = create_report_key(console.settings), create_seal_key(console.settings)
    public = {"format": REPORT_FORMAT, "holder": "office", "public": signer.verifier.public.hex()}
    console.line(console.say("report.key", key=signer.key_id))
    console.line(console.say("report.seal", fingerprint=seal.fingerprint))
    if out is not None:
        write_whole(out, canonical(public))
        console.line(console.say("report.key_written", path=str(out)))
    return console.finish({"ok": True, "key": signer.key_id, "public": public, "certificate": seal.fingerprint})


@click.command("stamp-request", cls=WordedCommand, help="report.help.stamp_request")
@click.argument("file", metavar="REPORT", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="report.help.stamp_out")
def stamp_request(*, file: Path, out: Path) -> int:
    """Write what a time-stamping authority is to answer."""
    from expertpool.reporting.timestamp import timestamp_request  # noqa: PLC0415  # pyHanko: only when needed

    console = current()
    if not file.is_file():
        raise Refusal("common.file_missing", path=str(file))
    try:
        report = Report.parse(SignedReport.parse(file.read_bytes()).envelope.payload)
    except BlindError as error:
        raise Refusal("report.decision_refused", where=Where(file=str(file)), why=error.code) from None
    write_whole(out, timestamp_request(report))
    console.line(console.say("report.stamp_written", path=str(out)))
    return console.finish({"ok": True, "out": str(out), "report": report.hash.hex()})


def _begins(one: ReportOnRecord, name: str) -> bool:
    return len(name) >= 8 and one.hash.hex().startswith(name.lower())


def _state(console: Console, one: ReportOnRecord) -> str:
    return console.say(f"report.state.{one.state}", entry=one.replaced_by)


def _as_dict(one: ReportOnRecord) -> dict[str, Any]:
    named = {"report": one.hash.hex(), "kind": one.kind, "scope": one.scope, "entry": one.entry}
    decided = {"state": one.state, "replaced_by": one.replaced_by, "decisions": list(one.decisions)}
    return {**named, "at": one.at.isoformat(), **decided}
