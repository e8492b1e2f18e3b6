"""``expertpool verify`` on a signed report, paper or sealed PDF: one verdict line, then what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from blind.errors import BlindError
from blind.report import PAPER, Report, SignedReport
from blind.report_decision import SENT_BACK
from blind.trust import Trust, read_trust
from expertpool.beijing import minute, second
from expertpool.commands.console import Console
from expertpool.db import open_session
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.log_key import note_key_of, read_log_key
from expertpool.queries.reports import report_on_record
from expertpool.report_key import read_report_key
from expertpool.reporting.checking import CheckedReport, Pinned, check_signed, files_beside
from expertpool.words import has

RECORD = "draw-record"
STATEMENTS = ("report.sent-back.json", "report.countersigned.json", "report.json")
"""Files beside a PDF that may hold its statement, with what was decided about it first."""


def verify_report(
    console: Console,
    file: Path,
    trust: Path | None,
    *,
    timestamp: Path | None = None,
    tsa: Path | None = None,
    log: Path | None = None,
) -> int:
    """Check a report with the keys of a trust file, else with this installation's own; exit code 0, 5 or 6.

    ``timestamp``: an authority's answer about it, believed under the root certificates in ``tsa``.
    ``log``: a copy of the ledger, in which a later report would stand.
    """
    checked = _checked(console, file, trust)
    checked, stamped = _stamped(_in_copy(checked, file, log), timestamp, tsa)
    verdict = _verdict(console, checked, own=trust is None)
    console.line(verdict)
    accepted = _accepted(console, checked)
    notes = _notes(console, file, checked)
    for line in (accepted, *notes):
        console.line("  " + line)
    if stamped is not None:
        console.line("  " + console.say("report.timestamp", at=second(stamped)))
    findings = [*checked.wrong, *checked.open]
    for code, facts in findings:
        console.line("  " + _said(console, code, facts))
    unseen = "report.check.beside_pdf" if file.suffix.lower() == ".pdf" else "report.check.missing"
    for name in checked.missing:
        console.line("  " + console.say(unseen, name=name))
    decision = checked.decision
    told = {
        "ok": checked.exit_code == 0,
        "verdict": verdict,
        "entry": checked.entry,
        "report": checked.report.hash.hex() if checked.report else None,
        "assurance": checked.report.content.get("assurance") if checked.report else None,
        "witnessed": list(checked.witnessed),
        "countersigned": checked.countersigned,
        "pdf_signers": list(checked.pdf_signers),
        "decision": decision.as_dict() if decision else None,
        "supervisor": accepted,
        "timestamp": None if stamped is None else stamped.isoformat(),
        "missing": list(checked.missing),
        "notes": notes,
        "findings": [{"check": code, "message": _said(console, code, facts)} for code, facts in findings],
    }
    return console.finish(told, checked.exit_code)


def verdict_on(console: Console, file: Path) -> tuple[str, ExitCode]:
    """The verdict line on a report by this installation's own keys, and its exit code."""
    checked = _checked(console, file, None)
    return _verdict(console, checked, own=True), checked.exit_code


def _checked(console: Console, file: Path, trust: Path | None) -> CheckedReport:
    data = file.read_bytes()
    pinned = _own(console) if trust is None else Pinned(trust=trust_at(trust))
    if not data.startswith(b"%PDF-"):
        checked = check_signed(data, pinned, files_beside(file, names_in(data)))
    else:
        checked = _checked_pdf(file, data, pinned)
    return _with_later(console, checked) if trust is None else checked


def _checked_pdf(file: Path, data: bytes, pinned: Pinned) -> CheckedReport:
    """A sealed PDF by itself: its seal, the statement inside, and its body against that."""
    from expertpool.documents.sealing.seal_check import SealBroken, check_seal  # noqa: PLC0415  # pyHanko: only for PDFs

    try:
        statement = check_seal(data).statement
    except SealBroken as broken:
        return CheckedReport(report=None, wrong=((broken.code, {"name": file.name}),))
    shown = _read(statement or b"")
    names = [] if shown is None or shown.sealed is None else sorted(shown.sealed.bodies)
    if statement is None or not names:
        return CheckedReport(report=None, wrong=(("pdf-without-statement", {"name": file.name}),))
    name = file.name if file.name in names else names[0]
    return check_signed(_countersigned_copy(file, statement), pinned, {name: data})


def _countersigned_copy(file: Path, statement: bytes) -> bytes:
    """The statement beside the PDF if it is the very one inside, perhaps with signatures that were added later."""
    for name in STATEMENTS:
        beside = file.with_name(name)
        if beside.is_file() and _payload(data := beside.read_bytes()) == _payload(statement):
            return data
    return statement


def _payload(data: bytes) -> bytes | None:
    try:
        return SignedReport.parse(data).envelope.payload
    except BlindError:
        return None


def _with_later(console: Console, checked: CheckedReport) -> CheckedReport:
    """The same with what this installation's own ledger knows: a report that takes its place, and a sending back."""
    if checked.report is None or checked.entry is None or read_log_key(console.settings) is None:
        return checked
    with open_session(console.settings, reading=True) as session:
        known = report_on_record(session, checked.report.hash)
    if known is None:
        return checked
    later: list[tuple[str, Mapping[str, Any]]] = []
    if known.replaced_by is not None:
        later.append(("replaced", {"entry": known.replaced_by}))
    if checked.decision is None and known.state == SENT_BACK:
        last = known.decisions[-1]
        told = {"by": last["by"], "at": minute(datetime.fromisoformat(last["at"])), "reason": last["reason"]}
        later.append((SENT_BACK, told))
    return replace(checked, wrong=(*checked.wrong, *later))


def _in_copy(checked: CheckedReport, file: Path, log: Path | None) -> CheckedReport:
    """The same with a later report that a copy of the ledger names."""
    if log is None or checked.report is None:
        return checked
    from expertpool.reporting.ledger_copy import later_report  # noqa: PLC0415  # only when needed

    if not log.is_file():
        raise Refusal("common.file_missing", path=str(log))
    data = file.read_bytes()
    try:
        later = later_report(log.read_bytes(), SignedReport.parse(_statement_of(data)))
    except BlindError as error:
        return replace(checked, wrong=(*checked.wrong, (error.code, error.facts)))
    if later is None or any(code == "replaced" for code, _ in checked.wrong):
        return checked
    return replace(checked, wrong=(*checked.wrong, ("replaced", {"entry": later})))


def _statement_of(data: bytes) -> bytes:
    if not data.startswith(b"%PDF-"):
        return data
    from expertpool.documents.sealing.seal_check import statement_in  # noqa: PLC0415  # pyHanko: only for PDFs

    return statement_in(data) or b""


def _stamped(checked: CheckedReport, timestamp: Path | None, tsa: Path | None) -> tuple[CheckedReport, datetime | None]:
    """The same with what is wrong or unproven about a time-stamp, and its moment where it holds."""
    if timestamp is None or checked.report is None:
        return checked, None
    if tsa is None:
        return replace(checked, open=(*checked.open, ("timestamp-without-root", {}))), None
    from expertpool.reporting.timestamp import check_timestamp, roots_in  # noqa: PLC0415  # pyHanko: only when needed

    for path in (timestamp, tsa):
        if not path.is_file():
            raise Refusal("common.file_missing", path=str(path))
    try:
        return checked, check_timestamp(timestamp.read_bytes(), checked.report, roots_in(tsa.read_bytes()))
    except BlindError as error:
        return replace(checked, wrong=(*checked.wrong, (error.code, error.facts))), None


def _own(console: Console) -> Pinned:
    key, log = read_report_key(console.settings), read_log_key(console.settings)
    if key is None or log is None:
        return Pinned()
    return Pinned(reports=[key.verifier], logs=[note_key_of(console.settings, log)])


def trust_at(path: Path) -> Trust:
    """The trust file at a path. Raises Refusal."""
    if not path.is_file():
        raise Refusal("common.file_missing", path=str(path))
    try:
        return read_trust(path.read_bytes(), fingerprint=None)
    except BlindError as error:
        raise Refusal("report.check.trust", where=Where(file=str(path)), why=error.code) from None


def names_in(data: bytes) -> list[str]:
    """The names of the files a signed report speaks of; none where it cannot be read."""
    shown = _read(data)
    return [] if shown is None else sorted(shown.subjects)


def _read(data: bytes) -> Report | None:
    try:
        return Report.parse(SignedReport.parse(data).envelope.payload)
    except BlindError:
        return None


def _verdict(console: Console, checked: CheckedReport, *, own: bool) -> str:
    report = checked.report
    about = report.scope if report else console.say("report.none")
    code = {0: "sound", 5: "wrong", 6: "unproven"}[int(checked.exit_code)]
    if report is not None and report.kind.startswith(PAPER):
        words = console.say(f"report.check.paper_{code}", scope=about, paper=_title(console, report))
    else:
        level = (report.content.get("assurance") if report else None) or console.say("report.none")
        words = console.say(f"report.check.{code}", scope=about, assurance=level, entry=checked.entry)
    return words + (console.say("report.check.own_keys") if own and code == "sound" else "")


def _title(console: Console, paper: Report) -> str:
    """What a paper is called; its own name where this release knows no paper of that name."""
    name = paper.kind.removeprefix(PAPER)
    key = "draw_record.title" if name == RECORD else f"papers.{name.replace('-', '_')}"
    return console.say(key) if has(key) else name


def _accepted(console: Console, checked: CheckedReport) -> str:
    """Countersigned by whom and when, sent back, or neither."""
    decision = checked.decision
    if decision is not None and decision.outcome == SENT_BACK:
        told = {"by": decision.by, "at": minute(decision.at), "reason": decision.reason}
        return console.say("report.supervisor.sent-back", **told)
    if decision is not None and checked.countersigned:
        return console.say("report.supervisor.countersigned", by=decision.by, at=minute(decision.at))
    if checked.countersigned:
        return console.say("report.supervisor.countersigned_pdf")
    return console.say("report.supervisor.none")


def _notes(console: Console, file: Path, checked: CheckedReport) -> list[str]:
    """Who signed a sealed PDF, and that nobody but they vouch for its certificates."""
    if not checked.pdf_signers or file.suffix.lower() != ".pdf":
        return []
    signers = [
        console.say("report.check.pdf_signer", place=place, who=console.say(f"report.role.{role}"))
        for place, role in enumerate(checked.pdf_signers, start=1)
    ]
    return [*signers, console.say("report.check.self_made")] if checked.exit_code == 0 else signers


def _said(console: Console, code: str, facts: Any) -> str:
    key = f"report.finding.{code}"
    places = {**{name: str(value) for name, value in dict(facts).items()}, "code": code}
    try:
        return console.say(key if has(key) else "report.finding.other", **places)
    except KeyError:
        return console.say("report.finding.other", code=code)
