"""``expertpool verify`` on a signed report: one verdict line, then what was found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from blind.errors import BlindError
from blind.report import Report, SignedReport
from blind.trust import Trust, read_trust
from expertpool.commands.console import Console
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.log_key import note_key_of, read_log_key
from expertpool.report_key import read_report_key
from expertpool.reporting.checking import CheckedReport, Pinned, check_signed, files_beside
from expertpool.words import has


def verify_report(console: Console, file: Path, trust: Path | None) -> int:
    """Check a report with the keys of a trust file, else with this installation's own; exit code 0, 5 or 6."""
    checked = _checked(console, file, trust)
    verdict = _verdict(console, checked, own=trust is None)
    console.line(verdict)
    findings = [*checked.wrong, *checked.open]
    for code, facts in findings:
        console.line("  " + _said(console, code, facts))
    for name in checked.missing:
        console.line("  " + console.say("report.check.missing", name=name))
    told = {
        "ok": checked.exit_code == 0,
        "verdict": verdict,
        "entry": checked.entry,
        "report": checked.report.hash.hex() if checked.report else None,
        "assurance": checked.report.content.get("assurance") if checked.report else None,
        "witnessed": list(checked.witnessed),
        "missing": list(checked.missing),
        "findings": [{"check": code, "message": _said(console, code, facts)} for code, facts in findings],
    }
    return console.finish(told, checked.exit_code)


def verdict_on(console: Console, file: Path) -> tuple[str, ExitCode]:
    """The verdict line on a report by this installation's own keys, and its exit code."""
    checked = _checked(console, file, None)
    return _verdict(console, checked, own=True), checked.exit_code


def _checked(console: Console, file: Path, trust: Path | None) -> CheckedReport:
    data = file.read_bytes()
    pinned = _own(console) if trust is None else Pinned(trust=_trust(trust))
    return check_signed(data, pinned, files_beside(file, _names(data)))


def _own(console: Console) -> Pinned:
    key, log = read_report_key(console.settings), read_log_key(console.settings)
    if key is None or log is None:
        return Pinned()
    return Pinned(reports=[key.verifier], logs=[note_key_of(console.settings, log)])


def _trust(path: Path) -> Trust:
    if not path.is_file():
        raise Refusal("common.file_missing", path=str(path))
    try:
        return read_trust(path.read_bytes(), fingerprint=None)
    except BlindError as error:
        raise Refusal("report.check.trust", where=Where(file=str(path)), why=error.code) from None


def _names(data: bytes) -> list[str]:
    try:
        return sorted(Report.parse(SignedReport.parse(data).envelope.payload).subjects)
    except BlindError:
        return []


def _verdict(console: Console, checked: CheckedReport, *, own: bool) -> str:
    about = checked.report.scope if checked.report else console.say("report.none")
    level = (checked.report.content.get("assurance") if checked.report else None) or console.say("report.none")
    code = {0: "sound", 5: "wrong", 6: "unproven"}[int(checked.exit_code)]
    words = console.say(f"report.check.{code}", scope=about, assurance=level, entry=checked.entry)
    return words + (console.say("report.check.own_keys") if own and code == "sound" else "")


def _said(console: Console, code: str, facts: Any) -> str:
    key = f"report.finding.{code}"
    known = key if has(key) else "report.finding.other"
    return console.say(known, **{**{name: str(value) for name, value in dict(facts).items()}, "code": code})
