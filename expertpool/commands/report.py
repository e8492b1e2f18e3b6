"""``expertpool report``: compliance reports of a committee or a whole season, signed and entered in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session, select

from blind.report import Report, SignedReport
from expertpool.actions.save_committee_text import save_committee_file
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.commands.party_reports import send_back
from expertpool.commands.report_record import list_reports, receive, report_key, show_report, stamp_request
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.errors import Refusal
from expertpool.log_key import create_log_key, origin_of
from expertpool.models import Committee
from expertpool.queries.committee_files import committee_file
from expertpool.queries.committee_record import CommitteeOnRecord, committees_on_record, drawn_committees
from expertpool.queries.reports import report_on_record
from expertpool.report_key import create_report_key, create_seal_key
from expertpool.reporting.report_folder import ReportFolder
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.toml_file import read_text
from expertpool.whole_file import write_whole

STATEMENT, COMMITTEES = "report.json", "committees"


@click.group("report", cls=WordedGroup, help="report.help", invoke_without_command=True)
@click.option("--committee", "files", type=click.Path(path_type=Path), multiple=True, help="report.help.committee")
@click.option("--name", help="report.help.name")
@click.option("--year", type=click.IntRange(1990, 2200), help="report.help.year")
@click.option("--season", type=click.IntRange(1990, 2200), help="report.help.season")
@click.option("--rules", "packs", multiple=True, help="report.help.rules")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="report.help.out")
@click.pass_context
def report(
    context: click.Context,
    *,
    files: tuple[Path, ...],
    name: str | None,
    year: int | None,
    season: int | None,
    packs: tuple[str, ...],
    out: Path | None,
) -> int:
    """Judge what is on record, write PDF and workbook, sign the statements, enter them."""
    if context.invoked_subcommand is not None:
        return 0
    if out is None:
        raise Refusal("report.out_missing")
    if season is not None and (name or year):
        raise Refusal("report.season_alone")
    if season is None and len(files) > 1:
        raise Refusal("report.one_committee", count=len(files))
    console, folder = current(), ReportFolder(out, STATEMENT)
    if _resumed(console, folder):
        return _finished(console, folder)
    given = [(read_committee(path), read_text(path)) for path in files]
    known = {(one.name, one.year): one for one, _ in given}
    with open_session(console.settings) as session:
        try:
            put_on_record(session, given)
            if season is None:
                record = _chosen(session, next(iter(known.values()), None), name, year)
                issue(console, session, folder, [record], packs=packs, committees=known)
            else:
                records = of_year(session, season)
                _refuse_strangers(known, records, season)
                issue(console, session, folder, records, packs=packs, committees=known, season=season)
        except BaseException:
            folder.discard()
            raise
        session.commit()
    folder.finish()
    return _finished(console, folder)


for part in (list_reports, show_report, report_key, receive, send_back, stamp_request):
    report.add_command(part)


def issue(
    console: Console,
    session: Session,
    folder: ReportFolder,
    records: Sequence[CommitteeOnRecord],
    *,
    packs: Sequence[str] = (),
    committees: Mapping[tuple[str, int], CommitteeFacts] | None = None,
    season: int | None = None,
) -> Mapping[str, Any]:
    """Make, sign and enter the reports, staged in ``folder``; the caller commits, then finishes the folder.

    ``committees``: by name and year, committee files that know more than the draw on record did. Returns the
    content of the whole: the season's report, else the only one.
    """
    from expertpool.actions.issue_report import issue_reports  # noqa: PLC0415  # keys and proofs: only when needed
    from expertpool.reporting.make_report import Reporter  # noqa: PLC0415  # Typst and fonts: only when needed
    from expertpool.reporting.sealed_files import sealed_files  # noqa: PLC0415  # pyHanko: only when needed

    at, settings = now(), console.settings
    seal = create_seal_key(settings)
    maker = Reporter(session, packs=packs or None, today=at.date(), language=console.language, seal=seal.public)
    with console.progress(console.say("report.progress")) as progress:
        made = []
        for place, record in enumerate(records, start=1):
            made.append(maker.of_committee(record, committee=(committees or {}).get((record.name, record.year))))
            progress(place, len(records))
    whole = made[0] if season is None else maker.of_season(season, made)
    wanted = made if season is None else [*made, whole]
    log, key = create_log_key(settings), create_report_key(settings)
    reports = [one.report for one in wanted]
    signed = issue_reports(session, reports, signer=key, log=log, origin=origin_of(settings, log), at=at)
    staged = folder.start()
    with console.progress(console.say("report.sealing")) as progress:
        for place, (one, document) in enumerate(zip(wanted, signed, strict=True), start=1):
            files = sealed_files(one, document, seal, language=console.language, on=at.date())
            _write(staged if one is whole else staged / COMMITTEES / f"{place:03}", files, document)
            progress(place, len(wanted))
    return whole.report.content


def put_on_record(session: Session, given: Iterable[tuple[CommitteeFacts, str]]) -> None:
    """Save committee files that say more than is on record of a committee known already: what a report goes by,
    matrix and pages go by too. Refuses conditions other than those of a ceremony that seated a panel.
    """
    for facts, text in given:
        wanted = select(Committee).where(Committee.name == facts.name, Committee.year == facts.year)
        row = session.exec(wanted).first()
        if row is not None and committee_file(session, row) not in (None, facts):
            save_committee_file(session, facts, text, at=now(), actor=operator())


def of_year(session: Session, year: int) -> list[CommitteeOnRecord]:
    """The committees of a year of which a draw is on record. Refuses a year without any."""
    found = drawn_committees(session, year)
    if not found:
        raise Refusal("report.season_empty", year=year)
    return found


def _refuse_strangers(
    known: Mapping[tuple[str, int], CommitteeFacts], records: Sequence[CommitteeOnRecord], season: int
) -> None:
    """A committee file of another season would be left out silently."""
    strange = sorted(name for name, _ in known.keys() - {(one.name, one.year) for one in records})
    if strange:
        raise Refusal("report.not_of_season", name=strange[0], year=season)


def _write(folder: Path, files: Mapping[str, bytes], document: SignedReport) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_whole(folder / name, data)
    write_whole(folder / STATEMENT, document.to_bytes())


def _resumed(console: Console, folder: ReportFolder) -> bool:
    """Put the files of a run in place that was cut off after its reports were entered."""
    data = folder.interrupted()
    if data is None:
        return False
    kept = Report.parse(SignedReport.parse(data).envelope.payload)
    with open_session(console.settings, reading=True) as session:
        if report_on_record(session, kept.hash) is None:
            return False
    folder.finish()
    return True


def _chosen(
    session: Session, committee: CommitteeFacts | None, name: str | None, year: int | None
) -> CommitteeOnRecord:
    """The one committee meant. Refuses none and several, naming those on record."""
    if committee is not None:
        name, year = committee.name, committee.year
    found = committees_on_record(session, name=name, year=year)
    if len(found) != 1:
        known = "、".join(f"{one.name}（{one.year}）" for one in committees_on_record(session)[:12])
        code = "report.which" if found else "report.unknown"
        raise Refusal(code, name=name or "—", year=year or "—", count=len(found), known=known or "—")
    return found[0]


def _finished(console: Console, folder: ReportFolder) -> int:
    signed = SignedReport.parse((folder.out / STATEMENT).read_bytes())
    made = Report.parse(signed.envelope.payload)
    tell(console, made.content)
    key_id = signed.envelope.signatures[0].key_id
    console.line(console.say("report.files", out=str(folder.out)))
    console.line(console.say("report.key", key=key_id))
    told = {"ok": True, "out": str(folder.out), "report": made.hash.hex(), "entry": signed.placed.entry.seq}
    return console.finish({**told, "key": key_id, "content": made.content})


def tell(console: Console, content: Mapping[str, Any]) -> None:
    """What a report comes to, in a few lines; every broken rule by name."""
    states = "，".join(
        f"{console.say(f'rules.state.{name}')} {count}" for name, count in content["states"].items() if count
    )
    if "committees" in content:
        count = len(content["committees"])
        console.line(console.say("report.season_done", year=content["year"], count=count, states=states))
        for one in content["committees"]:
            for line in one["broken"]:
                told = {name: line[name] or "—" for name in ("says", "clause", "found")}
                console.line("  " + console.say("report.season_broken", committee=one["committee"], **told))
        return
    console.line(console.say("report.done", committee=content["committee"], number=content["number"], states=states))
    for line in content["lines"]:
        if line["state"] == "broken":
            told = {name: line[name] or "—" for name in ("says", "clause", "found")}
            console.line("  " + console.say("report.broken", **told))
