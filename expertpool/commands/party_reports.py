"""``expertpool party check-report``, ``countersign``, ``send-back``: what HRSS does with reports on its machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.party_edge import home_of, signing, worded
from expertpool.errors import ExitCode
from expertpool.party import countersigning
from expertpool.party.address import is_address
from expertpool.party.hall import document_at
from expertpool.party.handed_in import content_of
from expertpool.party.witnessing import Consistency
from expertpool.words import has

_files = click.argument("files", metavar="REPORT...", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.command("check-report", cls=WordedCommand, help="report.help.check_report")
@_files
@click.option("--given", multiple=True, type=click.Path(path_type=Path), help="report.help.given")
@click.option("--proof", type=click.Path(path_type=Path), help="report.help.proof")
@signing
def check_report(
    *,
    files: tuple[Path, ...],
    given: tuple[Path, ...],
    proof: Path | None,
    keys_folder: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Look at reports; those found sound may be countersigned afterwards. Exit code 5 where any is not."""
    from expertpool.reporting.countersigning import look  # noqa: PLC0415  # documents and pyHanko: only when needed

    console = current()
    home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
    told = []
    for path in files:
        with worded(path), home.memory.locked():
            growth = () if proof is None else Consistency.parse(content_of(proof)).path
            looked = look(home, path, proof=growth, given=given)
        checked = looked.checked
        scope = checked.report.scope if checked.report else "—"
        console.line(
            console.say("report.looked" if looked.sound else "report.looked_wrong", scope=scope, path=str(path))
        )
        faults = [
            *checked.wrong,
            *checked.open,
            *looked.differences,
            *(("missing", {"name": n}) for n in checked.missing),
        ]
        said = [{"check": code, "message": _said(console, code, facts)} for code, facts in faults]
        for one in said:
            console.line("  " + one["message"])
        if checked.report is not None and looked.sound:
            _tell_broken(console, checked.report.content)
        told.append({"file": str(path), "sound": looked.sound, "findings": said})
    sound = all(one["sound"] for one in told)
    return console.finish({"ok": sound, "reports": told}, ExitCode.DONE if sound else ExitCode.FORGED)


@click.command("countersign", cls=WordedCommand, help="party.help.countersign")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@signing
def countersign(*, files: tuple[str, ...], keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Countersign certificates that verify, in files or in a hall, and reports that this machine has looked at."""
    from expertpool.reporting.checking import is_report  # noqa: PLC0415  # only when needed
    from expertpool.reporting.countersigning import countersign_report, countersigned_pdfs  # noqa: PLC0415  # only when needed

    console = current()
    home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
    made = []
    for place in files:
        pdfs: list[Path] = []
        with worded(place), home.memory.locked():
            if not is_address(place) and is_report(content_of(Path(place))):
                target, pdfs = str(countersign_report(home, Path(place))), countersigned_pdfs(Path(place))
            else:
                target = countersigning.countersign(home, *document_at(place, home))
        console.line(console.say("party.countersigned", path=target))
        for pdf in pdfs:
            console.line(console.say("report.countersigned_pdf", path=str(pdf)))
        made += [target, *map(str, pdfs)]
    return console.finish({"ok": True, "out": made[0], "files": made})


@click.command("send-back", cls=WordedCommand, help="report.help.send_back")
@_files
@click.option("--reason", required=True, help="report.help.reason")
@signing
def send_back(*, files: tuple[Path, ...], reason: str, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Sign that reports are sent back, and why."""
    from expertpool.reporting.countersigning import send_back_report  # noqa: PLC0415  # only when needed

    console = current()
    home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
    made = []
    for path in files:
        with worded(path), home.memory.locked():
            target = send_back_report(home, path, reason)
        console.line(console.say("report.sent_back", path=str(target)))
        made.append(str(target))
    return console.finish({"ok": True, "out": made[0], "files": made})


def _tell_broken(console: Console, content: Any) -> None:
    for line in content.get("lines", ()):
        if line["state"] == "broken":
            told = {name: line[name] or "—" for name in ("says", "clause", "found")}
            console.line("  " + console.say("report.broken", **told))


def _said(console: Console, code: str, facts: Any) -> str:
    places = {name: str(value) for name, value in dict(facts).items()}
    if code == "missing":
        return console.say("report.check.missing", **places)
    key = f"report.finding.{code}"
    return console.say(key if has(key) else "report.finding.other", **{**places, "code": code})
