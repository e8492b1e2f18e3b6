"""``expertpool verify``: the stranger's verifier, for those who have the program anyway."""

from __future__ import annotations

from pathlib import Path

import click

from blind.verify_draw import examine, verdict
from expertpool.commands.console import WordedCommand, current
from expertpool.commands.verify_assignment import verify_assignment
from expertpool.commands.verify_report import verify_report
from expertpool.errors import ExitCode, Refusal
from expertpool.reporting.checking import is_report
from expertpool.words import Language


@click.command("verify", cls=WordedCommand, help="certificate.help")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--trust", type=click.Path(path_type=Path), help="certificate.help.trust")
@click.option("--receipt", type=click.Path(path_type=Path), help="certificate.help.receipt")
@click.option("--log", type=click.Path(path_type=Path), help="certificate.help.log")
@click.option("--before", type=click.Path(path_type=Path), help="assign.help.before")
@click.option("--timestamp", type=click.Path(path_type=Path), help="report.help.timestamp")
@click.option("--tsa", type=click.Path(path_type=Path), help="report.help.tsa")
@click.option("--certificate", type=click.Path(path_type=Path), help="assign.help.check_certificate")
def verify(
    *,
    file: Path,
    trust: Path | None,
    receipt: Path | None,
    log: Path | None,
    before: Path | None,
    certificate: Path | None,
    timestamp: Path | None,
    tsa: Path | None,
) -> int:
    """Check a certificate, a signed report or an assignment: one verdict line, then the findings, and its exit code."""
    from expertpool.documents.assignment_file import is_assignment  # noqa: PLC0415  # its import is slow

    console = current()
    data = _content(file)
    if is_report(data) or data.startswith(b"%PDF-"):
        return verify_report(console, file, trust, timestamp=timestamp, tsa=tsa, log=log)
    if is_assignment(data):
        return verify_assignment(console, file, before=before, certificate=certificate, trust=trust)
    texts = [None if path is None else _content(path) for path in (file, trust, receipt, log)]
    code, draw, findings = examine(*texts)  # type: ignore[no-untyped-call]  # the verifier stands alone, without types
    english = console.language is not Language.ZH
    first, *rest = verdict(code, draw, findings, english)  # type: ignore[no-untyped-call]  # for the same reason
    console.line(first)
    for line in rest:
        console.line(line)
    told = {
        "ok": code == 0,
        "verdict": first,
        "assurance": draw.c["assurance"] if draw else None,
        "tier": draw.c["tier"] if draw else None,
        "findings": [{"check": name, "where": str(where)} for name, where in findings],
        "notes": [{"note": name, "where": str(where)} for name, where in (draw.notes if draw else [])],
    }
    return console.finish(told, ExitCode(code))


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise Refusal("rules.file_is_folder", path=str(path))
    if not path.is_file():
        raise Refusal("common.file_missing", path=str(path))
    return path.read_bytes()
