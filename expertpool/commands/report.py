"""``expertpool report``: a committee's compliance report, signed and entered in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.errors import Refusal
from expertpool.log_key import create_log_key, origin_of
from expertpool.queries.committee_record import CommitteeOnRecord, committees_on_record
from expertpool.report_key import create_report_key
from expertpool.rules.facts import CommitteeFacts
from expertpool.whole_file import write_json, write_whole


@click.command("report", cls=WordedCommand, help="report.help")
@click.option("--committee", "file", type=click.Path(path_type=Path), help="report.help.committee")
@click.option("--name", help="report.help.name")
@click.option("--year", type=click.IntRange(1990, 2200), help="report.help.year")
@click.option("--rules", "packs", multiple=True, help="report.help.rules")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="report.help.out")
def report(*, file: Path | None, name: str | None, year: int | None, packs: tuple[str, ...], out: Path) -> int:
    """Judge what is on record, write PDF and workbook, sign the statement, enter it."""
    from expertpool.actions.issue_report import issue_report  # noqa: PLC0415  # keys and proofs: only when needed
    from expertpool.reporting.make_report import STATEMENT, make_report  # noqa: PLC0415  # Typst and fonts

    console = current()
    if (out / STATEMENT).exists():
        raise Refusal("report.out_taken", out=str(out))
    committee = None if file is None else read_committee(file)
    at = now()
    with open_session(console.settings) as session:
        record = _chosen(session, committee, name, year)
        made = make_report(
            session, record, committee=committee, packs=packs or None, today=at.date(), language=console.language
        )
        log, key = create_log_key(console.settings), create_report_key(console.settings)
        origin = origin_of(console.settings, log)
        signed = issue_report(session, made.report, signer=key, log=log, origin=origin, at=at)
        out.mkdir(parents=True, exist_ok=True)
        for each, data in made.files.items():
            write_whole(out / each, data)
        write_json(out / "report.content.json", made.report.content)
        session.commit()
    write_whole(out / STATEMENT, signed.to_bytes())
    _tell(console, made.report.content, out, key.verifier.key_id)
    told = {"ok": True, "out": str(out), "report": made.report.hash.hex(), "entry": signed.placed.entry.seq}
    return console.finish({**told, "key": key.verifier.key_id, "content": made.report.content})


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


def _tell(console: Console, content: Mapping[str, Any], out: Path, key_id: str) -> None:
    states = "，".join(
        f"{console.say(f'rules.state.{name}')} {count}" for name, count in content["states"].items() if count
    )
    console.line(console.say("report.done", committee=content["committee"], number=content["number"], states=states))
    for line in content["lines"]:
        if line["state"] == "broken":
            console.line(
                "  "
                + console.say("report.broken", says=line["says"], clause=line["clause"], found=line["found"] or "—")
            )
    console.line(console.say("report.files", out=str(out)))
    console.line(console.say("report.key", key=key_id))
