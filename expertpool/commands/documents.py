"""``expertpool documents``: the papers of a review, made from what is on record and what the office states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from sqlmodel import Session

from blind.report import PAPER, Report, SignedReport
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.documents.papers.catalogue import PAPERS, Paper
from expertpool.documents.papers.material import Conduct, Held, Material
from expertpool.documents.papers.paper_folder import PaperFolder
from expertpool.documents.papers.review_plan import missing_contents
from expertpool.documents.papers.statements_file import Person, Publicity, Statements, read_statements
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.log_key import create_log_key, origin_of
from expertpool.models import SeatKind
from expertpool.queries.committee_record import CommitteeOnRecord, committees_on_record
from expertpool.queries.meetings import every_meeting
from expertpool.queries.posted_results import PostedResults, posted_results
from expertpool.queries.reports import report_on_record, reports_issued
from expertpool.queries.season_dates import dates_or_none
from expertpool.queries.seated_panel import seated_panel
from expertpool.queries.working_days import working_day_tables
from expertpool.report_key import create_report_key, create_seal_key
from expertpool.reporting.make_report import MadeReport
from expertpool.reporting.report_folder import ReportFolder
from expertpool.results.integrity import statements
from expertpool.rules.facts import CommitteeFacts
from expertpool.whole_file import write_whole

if TYPE_CHECKING:
    from expertpool.documents.papers.draft import Draft, Words

ALL, PLAN, RECORD = "all", "review-plan", "draw-record"
STAGED = "panel-list.json"
"""A file that is only there while papers are being written."""

FILE = click.Path(path_type=Path)
F = TypeVar("F", bound=Callable[..., Any])

documents = WordedGroup("documents", help="papers.help", no_args_is_help=True)


def _asked(command: F) -> F:
    """The argument and options of everything that makes papers."""
    options = (
        click.argument("name", metavar="PAPER"),
        click.option("--committee", "file", required=True, type=FILE, help="papers.help.committee"),
        click.option("--data", type=FILE, help="papers.help.data"),
        click.option("--blanks", is_flag=True, help="papers.help.blanks"),
    )
    for option in reversed(options):
        command = option(command)
    return command


@documents.command("list", cls=WordedCommand, help="papers.help.list")
def list_papers() -> int:
    """Every paper with its clause and what it needs."""
    console = current()
    rows = [_row(console, name, paper) for name, paper in PAPERS.items()]
    keys = ("paper", "title", "clause", "needs", "forms")
    heads = [console.say(f"papers.column.{key}") for key in keys]
    console.table(title=console.say("papers.listed"), heads=heads, rows=rows)
    return console.finish({"ok": True, "papers": [dict(zip(keys, row, strict=True)) for row in rows]})


@documents.command("make", cls=WordedCommand, help="papers.help.make")
@_asked
@click.option("--out", required=True, type=click.Path(path_type=Path), help="papers.help.out")
def make(*, name: str, file: Path, data: Path | None, blanks: bool, out: Path) -> int:
    """Write one paper, or all, into a folder; say what stayed blank."""
    console, chosen = current(), _chosen(name)
    if out.exists() and not out.is_dir():
        raise Refusal("papers.out_is_file", path=str(out))
    committee = read_committee(file)
    stated = _stated(data)
    with open_session(console.settings, reading=True) as session:
        material = gather(session, committee, stated, say=console.say)
    drafts = _drafted(console, chosen, material, blanks=blanks)
    if material.members is None:
        console.note(console.say("papers.no_panel", committee=committee.name))
    with console.progress(console.say("papers.listed")) as progress:
        made: list[dict[str, bytes]] = []
        for place, (paper, draft) in enumerate(drafts, start=1):
            made.append(_forms(paper, draft, console, made_on=material.today))
            progress(place, len(drafts))
    kept = PaperFolder(out).put({name: content for one in made for name, content in one.items()})
    told = [_written(console, draft, list(one), out) for (_, draft), one in zip(drafts, made, strict=True)]
    for file_name, aside in kept.items():
        console.note(console.say("papers.set_aside", name=file_name, aside=aside))
    strangers = _of_others(out, chosen, [name for one in made for name in one])
    if strangers:
        console.note(console.say("papers.of_others", files="、".join(strangers)))
    said = {"ok": True, "out": str(out), "papers": told, "set_aside": kept, "of_others": strangers}
    return console.finish(said)


def _of_others(out: Path, chosen: Mapping[str, Paper], made: Sequence[str]) -> list[str]:
    """Papers a person in the folder, of those asked for, that are of nobody on the panel now: from before a change."""
    found = [one.name for name in chosen for one in out.glob(f"{name}-*.pdf")]
    return sorted(name for name in found if name not in made)


@documents.command("issue", cls=WordedCommand, help="papers.help.issue")
@_asked
@click.option("--draw", type=FILE, help="papers.help.draw")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="papers.help.issue_out")
def issue(*, name: str, file: Path, data: Path | None, blanks: bool, draw: Path | None, out: Path) -> int:
    """Make one paper, or all, enter them in the ledger, and add block and seal after the body."""
    from expertpool.actions.issue_report import issue_reports  # noqa: PLC0415  # keys and proofs: only when needed
    from expertpool.reporting.made_paper import file_name, made_paper  # noqa: PLC0415  # Typst and fonts: only when needed
    from expertpool.reporting.sealed_files import sealed_files  # noqa: PLC0415  # pyHanko: only when needed

    console, chosen, folder = current(), {} if name == RECORD else _chosen(name), ReportFolder(out, STAGED)
    if draw is None and name == RECORD:
        raise Refusal("papers.record_where")
    committee = read_committee(file)
    if (told := _resumed(console, folder)) is not None:
        _require_asked(told, {*chosen} | ({RECORD} if draw is not None else set()), committee, out)
        return console.finish({"ok": True, "recovered": True, "out": str(out), "papers": told})
    stated = _stated(data)
    at, settings = now(), console.settings
    log, key, seal = create_log_key(settings), create_report_key(settings), create_seal_key(settings)
    with open_session(settings) as session:
        material = gather(session, committee, stated, say=console.say)
        papers = _drafted(console, chosen, material, blanks=blanks)
        given: dict[str, Any] = {"language": console.language, "made_on": material.today, "seal": seal.public}
        before = reports_issued(session)
        made = [made_paper(paper, draft, committee, before=before, **given) for paper, draft in papers]
        drafts = [draft for _, draft in papers]
        if draw is not None:
            made.append(_record(session, draw, committee, seal=seal.public, before=before))
            drafts.append(_record_draft(console))
        statements = [one.report for one in made]
        signed = issue_reports(session, statements, signer=key, log=log, origin=origin_of(settings, log), at=at)
        staged, told = folder.start(), []
        try:
            with console.progress(console.say("report.sealing")) as progress:
                for place, (one, document, draft) in enumerate(zip(made, signed, drafts, strict=True), start=1):
                    files = sealed_files(one, document, seal, language=console.language, on=material.today)
                    for entry, content in {**files, f"{file_name(draft)}.json": document.to_bytes()}.items():
                        write_whole(staged / entry, content)
                    told.append(_issued(console, draft, document, sorted(files)))
                    progress(place, len(made))
        except BaseException:
            folder.discard()
            raise
        session.commit()
    folder.finish()
    return console.finish({"ok": True, "out": str(out), "papers": told})


def _resumed(console: Console, folder: ReportFolder) -> list[dict[str, Any]] | None:
    """Put the papers in place of a run that was cut off after they were entered: the same files, nothing entered anew.

    None where there is no such run; what no entry vouches for is left to be written over.
    """
    kept = [SignedReport.parse(one.read_bytes()) for one in sorted(folder.staged.glob("*.json"))]
    made = [Report.parse(one.envelope.payload) for one in kept]
    with open_session(console.settings, reading=True) as session:
        if not made or any(report_on_record(session, one.hash) is None for one in made):
            return None
    folder.finish()
    console.line(console.say("papers.recovered"))
    return [_recovered(console, one, signed) for one, signed in zip(made, kept, strict=True)]


def _recovered(console: Console, made: Report, signed: SignedReport) -> dict[str, Any]:
    name, files, entry = made.kind.removeprefix(PAPER), sorted(made.subjects), signed.placed.entry.seq
    title = console.say("draw_record.title" if name == RECORD else f"papers.{PAPERS[name].key}")
    console.line(console.say("papers.issued", title=title, entry=entry, files="、".join(files)))
    return {"paper": name, "scope": made.scope, "files": files, "entry": entry, "statement": made.hash.hex()}


def _require_asked(told: Sequence[Mapping[str, Any]], asked: set[str], committee: CommitteeFacts, out: Path) -> None:
    """Refuse where the run that was cut off was another one: its files are there now, and the folder is taken."""
    scope = f"{committee.name}/{committee.year}"
    if {one["paper"] for one in told} != asked or {one["scope"] for one in told} != {scope}:
        raise Refusal("report.out_taken", out=str(out))


def _record(
    session: Session,
    folder: Path,
    committee: CommitteeFacts,
    *,
    seal: bytes,
    before: Mapping[tuple[str, str], list[bytes]],
) -> MadeReport:
    from expertpool.reporting.made_record import made_record  # noqa: PLC0415  # a PDF is read: only when needed

    panel = seated_panel(session, committee.name, committee.year)
    kinds = (SeatKind.KEPT, SeatKind.MEMBER)
    seated = [one for kind in kinds for one in panel.seats.get(kind, ())] if panel else []
    return made_record(folder, committee, seated=seated, seal=seal, before=before)


def _record_draft(console: Console) -> Draft:
    """What is told of the record of a draw; its pages were made with the draw."""
    from expertpool.documents.papers.draft import Draft  # noqa: PLC0415  # with the papers

    return Draft(RECORD, console.say("draw_record.title"), console.say("papers.clause.panel_list"), console.say)


def _issued(console: Console, draft: Draft, signed: SignedReport, files: list[str]) -> dict[str, Any]:
    entry, digest = signed.placed.entry.seq, Report.parse(signed.envelope.payload).hash.hex()
    console.line(console.say("papers.issued", title=draft.title, entry=entry, files="、".join(files)))
    return {**_told(console, draft, files), "entry": entry, "statement": digest}


def _told(console: Console, draft: Draft, files: list[str]) -> dict[str, Any]:
    """Says what stayed blank; a paper's files as plain values."""
    if draft.blanks:
        console.line(console.say("papers.left_blank", labels="、".join(draft.blanks)))
    return {"paper": draft.template, "files": files, "blanks": draft.blanks}


def _stated(data: Path | None) -> Statements:
    return Statements() if data is None else read_statements(data)


def _drafted(
    console: Console, chosen: Mapping[str, Paper], material: Material, *, blanks: bool
) -> list[tuple[Paper, Draft]]:
    """Each paper's drafts. Refuses a review plan that lacks some of its contents, unless blanks are asked for."""
    if PLAN in chosen and not blanks and (missing := missing_contents(material, console.say)):
        raise Refusal("papers.plan_incomplete", contents="、".join(missing))
    return [(paper, draft) for paper in chosen.values() for draft in paper.make(material, console.say)]


def _with_results(
    session: Session, committee: CommitteeFacts, stated: Statements, say: Words
) -> tuple[Statements, Publicity]:
    """The statements with the names of the posted results, and how these were posted, where that is on record.

    Refuses other names than those.
    """
    found = posted_results(session, committee)
    if found is None:
        return stated, stated.publicity
    posted = tuple(
        Person(name=name, unit=unit, specialty=field.rpartition("/")[2], level=level, result=result)
        for _, name, unit, field, level, result in found.rows
    )
    if stated.passed and {(one.name, one.unit) for one in stated.passed} != {(one.name, one.unit) for one in posted}:
        raise Refusal("papers.passed_differ", stated=len(stated.passed), posted=len(posted))
    days = max(found.working_days, stated.publicity.working_days)
    told = None if found.complaints > found.answered else _complaints(found, say)
    publicity = replace(
        stated.publicity,
        posted=found.posted_on,
        working_days=days,
        complaints=stated.publicity.complaints or told,
    )
    return replace(stated, passed=posted), publicity


def _complaints(found: PostedResults, say: Words) -> str:
    return say("papers.complaints_of", count=found.complaints, answered=found.answered)


def gather(session: Session, committee: CommitteeFacts, stated: Statements, *, say: Words) -> Material:
    """What is on record of the committee: its newest panel, meeting and count, and its experts' conduct."""
    stated, posted = _with_results(session, committee, stated, say)
    panel = seated_panel(session, committee.name, committee.year)
    people: Mapping[ExpertId, RosterExpert] = panel.people if panel else {}
    seats = panel.seats if panel else {}
    members = [people[one] for kind in (SeatKind.KEPT, SeatKind.MEMBER) for one in seats.get(kind, ())]
    reserves = [people[one] for one in seats.get(SeatKind.RESERVE, ())]
    _refuse_strange_posts(stated, people)
    record = next(iter(committees_on_record(session, name=committee.name, year=committee.year)), None)
    seated = record.seated if record else None
    return Material(
        committee=committee,
        members=tuple(members) if panel else None,
        reserves=tuple(reserves),
        drawn_on=seated.finished_at.date() if seated else None,
        assurance=seated.assurance if seated else None,
        held=_held(record) if record else None,
        conduct=tuple(_conduct(session, committee)) or tuple(map(_not_looked_up, members)),
        stated=stated,
        posted=posted,
        tables=working_day_tables(session),
        dates=dates_or_none(session, committee.year),
        today=stated.made_on or committee.meeting,
    )


def _chosen(name: str) -> dict[str, Paper]:
    if name == ALL:
        return dict(PAPERS)
    if name not in PAPERS:
        raise Refusal("papers.unknown", name=name, known="、".join(PAPERS))
    return {name: PAPERS[name]}


def _row(console: Console, name: str, paper: Paper) -> list[str]:
    title, clause = console.say(f"papers.{paper.key}"), console.say(f"papers.clause.{paper.key}")
    return [name, title, clause, console.say(f"papers.needs.{paper.key}"), "、".join(paper.forms)]


def _refuse_strange_posts(stated: Statements, people: Mapping[ExpertId, RosterExpert]) -> None:
    for number in stated.posts:
        if ExpertId(number) not in people:
            raise Refusal("papers.post_unknown", number=number)


def _held(record: CommitteeOnRecord) -> Held | None:
    if not record.meetings:
        return None
    meeting = record.meetings[-1]
    count = next((one for one in reversed(record.counts) if one.meeting == meeting.number), None)
    return Held(
        held_on=meeting.held_on,
        present=meeting.present if meeting.verdicts is not None else None,
        candidates=len(count.outcomes) if count else None,
        passed=sum(bool(one["passed"]) for one in count.outcomes) if count else None,
    )


def _conduct(session: Session, committee: CommitteeFacts) -> Iterator[Conduct]:
    """Lines from the newest meeting's record; none where no meeting is on record."""
    held = [
        one
        for one in every_meeting(session)
        if (one.committee.name, one.committee.year) == (committee.name, committee.year)
    ]
    for one in statements(session, held[-1]) if held else ():
        day = one["pledged_on"]
        yield Conduct(
            expert_no=one["expert_no"],
            name=one["name"],
            employer=one["employer"],
            pledged_on=date.fromisoformat(day) if day else None,
            conduct=one["conduct"],
        )


def _not_looked_up(member: RosterExpert) -> Conduct:
    """A member before any meeting is on record: the pledge of the roster, nothing said of conduct."""
    return Conduct(
        expert_no=member.facts.expert_no,
        name=member.name,
        employer=member.facts.employer,
        pledged_on=member.facts.pledged_on,
        conduct=None,
    )


def _forms(paper: Paper, draft: Draft, console: Console, *, made_on: date) -> dict[str, bytes]:
    """The paper in every form it comes in, by the file's name."""
    from expertpool.documents.papers.forms import FORMS  # noqa: PLC0415  # Typst, fonts and Word: only when needed

    name = "-".join(filter(None, (draft.template, draft.file_name)))
    return {f"{name}.{form}": FORMS[form](draft, console.language, made_on) for form in paper.forms}


def _written(console: Console, draft: Draft, files: list[str], out: Path) -> dict[str, Any]:
    console.line(console.say("papers.written", title=draft.title, path="、".join(str(out / name) for name in files)))
    return _told(console, draft, files)
