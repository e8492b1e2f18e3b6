"""``expertpool export``: the whole of what is on record, or one season, as plain files with a signed manifest."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
from sqlmodel import Session

from blind.report import Report, SignedReport
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.exchange.forms import Form, Table, written
from expertpool.exchange.gathering import gathered
from expertpool.exchange.package import GUIDE, MANIFEST, read_package, write_package
from expertpool.exchange.parcel import guide, manifest
from expertpool.exchange.tables import Identity
from expertpool.log_key import create_log_key, origin_of
from expertpool.queries.pool_lock import keys_for_reading
from expertpool.queries.reports import reports_issued
from expertpool.report_key import create_report_key


@click.command("export", cls=WordedCommand, help="exchange.help.export")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--season", type=click.IntRange(1990, 2200), help="exchange.help.season")
@click.option(
    "--format",
    "form",
    type=click.Choice([one.value for one in Form]),
    default=Form.CSV.value,
    show_default=True,
    help="exchange.help.format",
)
@click.option(
    "--identity",
    type=click.Choice([one.value for one in Identity]),
    default=Identity.NONE.value,
    show_default=True,
    help="exchange.help.identity",
)
def export_season(*, out: Path, season: int | None, form: str, identity: str) -> int:
    """Write every table that travels, a guide, and the signed list of their digests; enter that it was done."""
    console, staged = current(), out.absolute().with_name(f".{out.name}.export-in-progress")
    if out.exists() and (out.is_file() or any(out.iterdir())):
        raise Refusal("exchange.out_taken", out=str(out))
    if not _entered_before(console, staged):
        _discard(staged)
        with open_session(console.settings) as session:
            files = _signed(console, session, Identity(identity), season, Form(form))
            try:
                write_package(staged, files, archived=out.suffix.lower() == ".zip")
                session.commit()
            except BaseException:
                _discard(staged)
                raise
    if out.is_dir():
        out.rmdir()
    staged.replace(out)
    return _tell(console, out)


def _signed(console: Console, session: Session, identity: Identity, season: int | None, form: Form) -> dict[str, bytes]:
    from expertpool.actions.issue_report import issue_reports  # noqa: PLC0415  # keys and proofs: only when needed

    settings, at = console.settings, now()
    keys = keys_for_reading(session, settings) if identity is Identity.PLAIN else None
    tables: dict[str, Table] = gathered(session, identity=identity, season=season, keys=keys)
    files = written(tables, form)
    told = guide(tables, identity=identity, season=season, form=form, language=console.language)
    files[GUIDE] = told.encode()
    report = manifest(tables, files, identity=identity, season=season, form=form, on=str(at.date()))
    log, key = create_log_key(settings), create_report_key(settings)
    [signed] = issue_reports(session, [report], signer=key, log=log, origin=origin_of(settings, log), at=at)
    return {**files, MANIFEST: signed.to_bytes()}


def _entered_before(console: Console, staged: Path) -> bool:
    """Whether a run that was cut off had entered what it staged."""
    if not staged.exists():
        return False
    try:
        left = _statement(staged)
    except (Refusal, KeyError):
        return False
    with open_session(console.settings, reading=True) as session:
        return left.hash in reports_issued(session).get((left.scope, left.kind), [])


def _statement(path: Path) -> Report:
    return Report.parse(SignedReport.parse(read_package(path)[MANIFEST]).envelope.payload)


def _discard(staged: Path) -> None:
    if staged.is_dir():
        shutil.rmtree(staged)
    staged.unlink(missing_ok=True)


def _tell(console: Console, out: Path) -> int:
    report = _statement(out)
    content = report.content
    rows = sum(count for _, count in content["tables"])
    console.line(console.say("exchange.exported", tables=len(content["tables"]), rows=rows, out=str(out)))
    console.line(console.say(f"exchange.guide.identity.{content['identity']}"))
    key = create_report_key(console.settings).verifier.public.hex()
    console.line(console.say("exchange.public_key", key=key))
    told = {"out": str(out), "export": report.hash.hex(), "tables": dict(content["tables"]), "key": key}
    return console.finish({"ok": True, **told, "identity": content["identity"], "season": content["season"]})
