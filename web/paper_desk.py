"""Papers of a committee from the desk: drafts, papers issued with block and seal, the report, by the command's core."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from blind.report import Report, SignedReport
from expertpool.beijing import minute
from expertpool.commands import report as report_command
from expertpool.commands.console import Console
from expertpool.commands.documents import PLAN, gather
from expertpool.documents.papers.catalogue import PAPERS, Paper
from expertpool.documents.papers.material import Material
from expertpool.documents.papers.review_plan import missing_contents
from expertpool.documents.papers.statements_file import Statements
from expertpool.errors import Refusal
from expertpool.log_key import create_log_key, origin_of
from expertpool.models import Part
from expertpool.queries.committee_texts import newest_text
from expertpool.queries.reports import report_on_record, reports_issued
from expertpool.report_key import create_report_key, create_seal_key
from expertpool.reporting.report_folder import ReportFolder
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_json, write_whole
from expertpool.words import Language, speaker
from web.committee_view import Known, known_committee
from web.paper_form import read_text

if TYPE_CHECKING:
    from expertpool.documents.papers.draft import Draft
    from expertpool.reporting.make_report import MadeReport

PAPER_ROOM, TOLD, REPORT = "papers", "issued.json", "report"
BODIES, SIGNED = ".bodies", "signed.json"
"""Inside a staged folder: what is entered and waits for its seal, each paper's files beside its signed statement."""
FOLDER = re.compile(r"\d{3,6}-[a-z-]{1,40}")


@dataclass(frozen=True)
class IssuedSet:
    """Papers that were issued at once: the folder's name, which paper, its ledger entries, its files."""

    folder: str
    paper: str
    entries: tuple[int, ...]
    at: str
    by: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class PaperRoom:
    """The folder in which one committee's issued papers lie, for the office alone."""

    folder: Path

    @classmethod
    def of(cls, settings: Settings, number: int) -> PaperRoom:
        """That of the committee with this number."""
        return cls(settings.home / PAPER_ROOM / str(number))

    def issued(self) -> tuple[IssuedSet, ...]:
        """Everything issued from the desk, the newest first."""
        if not self.folder.is_dir():
            return ()
        found = []
        for path in sorted(self.folder.iterdir(), reverse=True):
            if FOLDER.fullmatch(path.name) and (path / TOLD).is_file():
                told = json.loads((path / TOLD).read_text(encoding="utf-8"))
                files = tuple(sorted(one.name for one in path.iterdir() if one.is_file() and one.name != TOLD))
                entries = tuple(told["entries"])
                at = minute(datetime.fromisoformat(told["at"]))
                found.append(IssuedSet(path.name, told["paper"], entries, at, told["by"], files))
        return tuple(found)

    def file(self, folder: str, name: str) -> bytes:
        """One file. Raises Refusal where there is none."""
        known = next((one for one in self.issued() if one.folder == folder), None)
        if known is None or name not in known.files:
            raise Refusal("page_draw.no_paper")
        return (self.folder / folder / name).read_bytes()

    def of_job(self, job: int) -> Path | None:
        """Where the papers of that job lie or will lie: staged by an attempt that was cut off, or whole."""
        for told in sorted(self.folder.glob(f"*/{TOLD}"), reverse=True):
            if json.loads(told.read_text(encoding="utf-8")).get("job") == job:
                found = FOLDER.search(told.parent.name.partition(".report-")[0])
                return self.folder / found[0] if found else None
        return None

    def next_folder(self, paper: str) -> Path:
        """A place of its own for the next set."""
        make_folders(self.folder)
        taken = [int(one.name.partition("-")[0]) for one in self.folder.iterdir() if FOLDER.fullmatch(one.name)]
        return self.folder / f"{max(taken, default=0) + 1:03}-{paper}"


def statements_of(session: Session, known: Known) -> Statements:
    """What the office has stated so far."""
    kept = newest_text(session, known.row.id or 0, Part.STATEMENTS)
    return Statements() if kept is None else read_text(kept.content)


def material_of(session: Session, known: Known, language: Language) -> Material:
    """What the committee's papers are written from. Refuses a committee without conditions."""
    if known.facts is None:
        raise Refusal("page_draw.no_file")
    return gather(session, known.facts, statements_of(session, known), say=speaker(language))


def drafts_of(name: str, material: Material, language: Language) -> list[Draft]:
    """The drafts of one paper: one, or one a person."""
    return paper_named(name).make(material, speaker(language))


def paper_named(name: str) -> Paper:
    """One of the papers. Raises Refusal."""
    if name not in PAPERS:
        raise Refusal("papers.unknown", name=name[:40], known="、".join(PAPERS))
    return PAPERS[name]


def lacking(name: str, material: Material, language: Language) -> list[str]:
    """What a review plan may not lack."""
    return missing_contents(material, speaker(language)) if name == PLAN else []


def drawn_up(name: str, form: str, material: Material, language: Language) -> tuple[str, bytes]:
    """A draft to read or edit, unsigned: a file's name and bytes; of several drafts, all in one archive."""
    from expertpool.documents.papers.forms import FORMS  # noqa: PLC0415  # Typst and fonts: only when needed

    if form not in paper_named(name).forms:
        raise Refusal("page_draw.no_paper")
    drafts = drafts_of(name, material, language)
    made = [(_file_name(draft, form), FORMS[form](draft, language, material.today)) for draft in drafts]
    if len(made) == 1:
        return made[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in made:
            archive.writestr(zipfile.ZipInfo(file), content)
    return f"{name}.zip", packed.getvalue()


def _file_name(draft: Draft, form: str) -> str:
    return "-".join(filter(None, (draft.template, draft.file_name))) + f".{form}"


@dataclass(frozen=True)
class Issuing:
    """Issue one paper of a committee. Reading, entering and sealing are apart, so that the database waits for none.

    ``job``: the job whose work it is; begun again, it issues nothing twice. 0: of none.
    """

    console: Console
    room: PaperRoom
    number: int
    by: str
    at: datetime
    job: int = 0

    def made(self, session: Session, name: str) -> list[MadeReport]:
        """The paper's files and what is to be signed about them. Refuses a plan that lacks what it must hold."""
        from expertpool.reporting.made_paper import made_paper  # noqa: PLC0415  # Typst and fonts: only when needed

        known, language = known_committee(session, self.number), self.console.language
        material = material_of(session, known, language)
        missing = lacking(name, material, language)
        if missing:
            raise Refusal("papers.plan_incomplete", contents="、".join(missing))
        seal, before = create_seal_key(self.console.settings), reports_issued(session)
        given: dict[str, Any] = {"language": language, "made_on": material.today, "seal": seal.public}
        drafts = drafts_of(name, material, language)
        return [made_paper(PAPERS[name], draft, material.committee, before=before, **given) for draft in drafts]

    def entered(self, session: Session, made: Sequence[MadeReport]) -> list[Any]:
        """The signed statements, each with its place in the ledger."""
        from expertpool.actions.issue_report import issue_reports  # noqa: PLC0415  # keys and proofs: only when needed

        settings = self.console.settings
        log, key = create_log_key(settings), create_report_key(settings)
        reports = [one.report for one in made]
        return issue_reports(session, reports, signer=key, log=log, origin=origin_of(settings, log), at=self.at)

    def staged(self, name: str, made: Sequence[MadeReport], signed: Sequence[Any]) -> ReportFolder:
        """Everything that sealing needs, laid beside the papers' place before the entry counts."""
        folder = ReportFolder(self.room.next_folder(name), TOLD)
        staged = folder.start()
        try:
            for place, (one, document) in enumerate(zip(made, signed, strict=True), start=1):
                part = staged / BODIES / f"{place:03}"
                make_folders(part)
                for entry, content in {**one.files, SIGNED: document.to_bytes()}.items():
                    write_whole(part / entry, content)
            self._tell(staged, name, [one.placed.entry.seq for one in signed])
        except BaseException:
            folder.discard()
            raise
        return folder

    def sealed(self, folder: ReportFolder) -> None:
        """The files with block and seal; the folder then appears whole. Done again after a kill, the same comes out."""
        from expertpool.reporting.make_report import MadeReport  # noqa: PLC0415  # Typst and fonts: only when needed
        from expertpool.reporting.sealed_files import sealed_files  # noqa: PLC0415  # pyHanko: only when needed

        seal, bodies = create_seal_key(self.console.settings), folder.staged / BODIES
        parts = sorted(bodies.iterdir()) if bodies.is_dir() else []
        on = datetime.fromisoformat(json.loads((folder.staged / TOLD).read_text(encoding="utf-8"))["at"]).date()
        with self.console.progress("") as progress:
            for place, part in enumerate(parts, start=1):
                held = {one.name: one.read_bytes() for one in part.iterdir()}
                document = SignedReport.parse(held.pop(SIGNED))
                one = MadeReport(Report.parse(document.envelope.payload), held)
                files = sealed_files(one, document, seal, language=self.console.language, on=on)
                stem = next(iter(files)).rpartition(".")[0]
                for entry, content in {**files, f"{stem}.json": document.to_bytes()}.items():
                    write_whole(folder.staged / entry, content)
                progress(place, len(parts))
        folder.finish()
        shutil.rmtree(folder.out / BODIES, ignore_errors=True)

    def done_before(self, session: Session) -> bool:
        """Bring to its end what an earlier attempt at the same job had entered; whether there was anything."""
        place = self.room.of_job(self.job) if self.job else None
        if place is None:
            return False
        if place.is_dir():
            return True
        folder = ReportFolder(place, TOLD)
        statement = next((one for one in sorted(folder.staged.rglob("*.json")) if one.name != TOLD), None)
        if statement is None or not _on_record(session, statement.read_bytes()):
            folder.discard()
            return False
        self.sealed(folder)
        return True

    def report(self, session: Session) -> ReportFolder:
        """The committee's report on the rules, by the command's core, staged: the edge commits, then finishes."""
        known = known_committee(session, self.number)
        committees = {(known.row.name, known.row.year): known.facts} if known.facts else {}
        folder = ReportFolder(self.room.next_folder(REPORT), report_command.STATEMENT)
        try:
            report_command.issue(self.console, session, folder, [known.record], committees=committees)
            statement = (folder.staged / report_command.STATEMENT).read_bytes()
            self._tell(folder.staged, REPORT, [_entry_of(statement)])
        except BaseException:
            folder.discard()
            raise
        return folder

    def _tell(self, staged: Path, name: str, entries: list[int]) -> None:
        told = {"paper": name, "entries": entries, "at": self.at.isoformat(), "by": self.by, "job": self.job}
        write_json(staged / TOLD, told)


def _on_record(session: Session, statement: bytes) -> bool:
    return report_on_record(session, Report.parse(SignedReport.parse(statement).envelope.payload).hash) is not None


def _entry_of(statement: bytes) -> int:
    return SignedReport.parse(statement).placed.entry.seq
