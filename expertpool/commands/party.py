"""``expertpool party``: what office, inspector and HRSS do at the ceremony of a draw, each on its own machine."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blind.ceremony.void import CODES
from blind.log.checkpoint import Checkpoint
from blind.log.note import Note
from expertpool.commands import circumstances
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.commands.party_ballot import issue, open_ballot, token_key
from expertpool.commands.party_drill import drill
from expertpool.commands.party_edge import attending, ceremony_argument, home_of, signing, worded
from expertpool.commands.party_keys import keys, trust
from expertpool.commands.party_reports import check_report, countersign, send_back
from expertpool.commands.party_scores import open_scores
from expertpool.commands.party_status import status
from expertpool.commands.party_unseal import unseal
from expertpool.errors import ExitCode, Refusal
from expertpool.party import checking, committing, reading_out, removing, revealing, witnessing
from expertpool.party.attendance import Attendance
from expertpool.party.hall import document_at
from expertpool.party.pool_check import Difference, PoolReport

if TYPE_CHECKING:
    from expertpool.commands.season_party import SeasonReport

SHOWN = 40
USUAL_WAIT = timedelta(days=3)

party = WordedGroup("party", help="party.help", no_args_is_help=True)
escrow = WordedGroup("escrow", help="party.help.escrow", no_args_is_help=True)
for part in (keys, trust):
    party.add_command(part)


@party.command("check-pool", help="party.help.check_pool")
@ceremony_argument
@click.option("--library", required=True, type=click.Path(path_type=Path), help="party.help.check_pool.library")
@click.option("--rules", "packs", multiple=True, help="party.help.check_pool.rules")
@click.option("--committee", type=click.Path(path_type=Path), help="party.help.check_pool.committee")
@signing
def check_pool(
    *,
    ceremony: str,
    library: Path,
    packs: tuple[str, ...],
    committee: Path | None,
    keys_folder: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Check the opened pool; exit code 5 with every difference."""
    console = current()
    with attending(console, ceremony, keys_folder=keys_folder, passphrase_file=passphrase_file) as here:
        report = _checked(console, here, library, packs=packs or None, committee=committee)
    _tell_check(console, report)
    differences = [{"code": one.code, **_texts(one), "message": _words(console, one)} for one in report.differences]
    numbers = {**report.counts, "ctx": here.context.ctx.hex(), "table": report.table}
    exit_code = ExitCode.DONE if report.passed else ExitCode.FORGED
    return console.finish({"ok": report.passed, **numbers, "differences": differences}, exit_code)


def _checked(
    console: Console, here: Attendance, library: Path, *, packs: tuple[str, ...] | None, committee: Path | None
) -> PoolReport | SeasonReport:
    """One committee's pool, or all those of a season, whose committee files lie in a folder."""
    if here.context.of_season:
        from expertpool.commands.season_party import check_season  # noqa: PLC0415  # OR-Tools is slow to import

        return check_season(console, here, library, packs=packs, committees=committee)
    with console.progress(console.say("draw.progress")) as progress:
        return checking.check(here, library, packs=packs, committee=committee, progress=progress)


@party.command("commit", help="party.help.commit")
@ceremony_argument
@signing
def commit(*, ceremony: str, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Commit and deposit the escrow."""
    console = current()
    with attending(console, ceremony, keys_folder=keys_folder, passphrase_file=passphrase_file) as here:
        now = committing.promise(here)
    console.line(console.say("party.commit.done" if now else "party.commit.again"))
    return console.finish({"ok": True, "party": here.me.id, "first": now})


party.add_command(escrow)


@escrow.command("check", help="party.help.escrow.check")
@ceremony_argument
@signing
def escrow_check(*, ceremony: str, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Try to open what the others deposited so far; nothing of it is shown or kept."""
    console = current()
    with attending(console, ceremony, keys_folder=keys_folder, passphrase_file=passphrase_file) as here:
        found = sorted(committing.check_escrows(here))
    console.line(console.say("party.escrow.checked", parties=", ".join(found) or "—"))
    return console.finish({"ok": True, "parties": found})


@escrow.command("open", help="party.help.escrow.open")
@ceremony_argument
@click.argument("about")
@signing
def escrow_open(*, ceremony: str, about: str, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Open another party's escrow after its deadline."""
    console = current()
    with attending(console, ceremony, keys_folder=keys_folder, passphrase_file=passphrase_file) as here:
        opened = revealing.open_escrow(here, about)
    if not opened.sound:
        console.line(console.say("party.escrow.unsound"))
    if opened.culprit:
        console.line(console.say("party.escrow.culprit", party=opened.culprit.party))
    elif opened.joined:
        console.line(console.say("party.escrow.joined", party=about))
    else:
        console.line(console.say("party.escrow.opened", waiting=", ".join(opened.waiting_for) or "—"))
    culprit = opened.culprit.party if opened.culprit else None
    found = {"sound": opened.sound, "joined": opened.joined, "waiting_for": list(opened.waiting_for)}
    return console.finish({"ok": culprit is None, **found, "culprit": culprit}, _forged_if(culprit is not None))


@party.command("reveal", help="party.help.reveal")
@ceremony_argument
@signing
def reveal(*, ceremony: str, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Open this party's secret of the round."""
    console = current()
    with attending(console, ceremony, keys_folder=keys_folder, passphrase_file=passphrase_file) as here:
        now = revealing.reveal(here)
    console.line(console.say("party.reveal.done" if now else "party.reveal.again"))
    return console.finish({"ok": True, "party": here.me.id, "first": now})


@party.command("dice", help="party.help.dice")
@ceremony_argument
@click.argument("digits")
@signing
def dice(*, ceremony: str, digits: str, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Put dice on record, or confirm them."""
    console = current()
    with attending(console, ceremony, keys_folder=keys_folder, passphrase_file=passphrase_file) as here:
        waiting = reading_out.read_out_dice(here, digits)
    return _told_twice(console, waiting=waiting)


@party.command("beacon", help="party.help.beacon")
@ceremony_argument
@click.argument("value")
@click.option("--evidence", type=click.Path(path_type=Path), help="party.help.beacon.evidence")
@signing
def beacon(
    *, ceremony: str, value: str, evidence: Path | None, keys_folder: Path | None, passphrase_file: Path | None
) -> int:
    """Put the public number on record, or confirm it."""
    console = current()
    with attending(console, ceremony, keys_folder=keys_folder, passphrase_file=passphrase_file) as here:
        waiting = reading_out.read_out_beacon(here, value, evidence=evidence)
    return _told_twice(console, waiting=waiting)


@party.command("removals", help="party.help.removals")
@ceremony_argument
@click.option("--remove", "asked", multiple=True, help="party.help.removals.remove")
@click.option("--reveal-by", help="party.help.removals.reveal_by")
@signing
def removals(
    *,
    ceremony: str,
    asked: tuple[str, ...],
    reveal_by: str | None,
    keys_folder: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Begin a replacement round, or sign its list."""
    console = current()
    people = [_asked(one) for one in asked]
    by = _moment(reveal_by) if reveal_by else circumstances.now() + USUAL_WAIT
    with attending(console, ceremony, keys_folder=keys_folder, passphrase_file=passphrase_file) as here:
        if people:
            signers = removing.list_removals(here, people, reveal_by=by)
            console.line(console.say("party.removals.first", signers=signers))
            return console.finish({"ok": True, "removed": len(people), "signers_awaited": signers})
        at = removing.confirm_removals(here)
    console.line(console.say("party.removals.second", round=at))
    return console.finish({"ok": True, "round": at})


@party.command("void", help="party.help.void")
@ceremony_argument
@click.option("--cause", type=click.Choice(CODES), required=True, help="party.help.void.cause")
@signing
def void(*, ceremony: str, cause: str, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Void this attempt, or sign that it is void."""
    console = current()
    with attending(console, ceremony, keys_folder=keys_folder, passphrase_file=passphrase_file) as here:
        waiting = removing.void(here, cause)
    console.line(console.say("party.void.first" if waiting else "party.void.second"))
    return console.finish({"ok": True, "void": not waiting})


@party.command("witness", help="party.help.witness")
@click.argument("checkpoint")
@click.argument("proof", required=False, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="party.help.witness.out")
@signing
def witness(
    *,
    checkpoint: str,
    proof: Path | None,
    out: Path | None,
    keys_folder: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Cosign a checkpoint if the ledger has only grown."""
    console = current()
    home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
    with worded(checkpoint), home.memory.locked():
        hall, name = document_at(checkpoint, home)
        offered, path = witnessing.checkpoint_in(hall, name), witnessing.proof_for(hall, name, proof)
        note = witnessing.witness(home, offered, path, file=checkpoint)
        into, target = (hall, witnessing.beside(name)) if out is None else document_at(str(out), home)
        witnessing.lay_down(into, target, note)
    told = into.at(target)
    seen = Checkpoint.parse(Note.parse(note).text)
    console.line(console.say("party.witness.done", size=seen.size, path=told))
    console.line(console.say("party.witness.paper", size=seen.size, root=seen.root.hex()))
    return console.finish({"ok": True, "size": seen.size, "root": seen.root.hex(), "out": told})


for command in (token_key, issue, open_ballot, check_report, countersign, send_back):
    party.add_command(command)
party.add_command(status)
party.add_command(drill)
party.add_command(open_scores)
party.add_command(unseal)


def _tell_check(console: Console, report: PoolReport | SeasonReport) -> None:
    if report.passed:
        passed = "party.pool.season_passed" if "committees" in report.counts else "party.pool.passed"
        console.line(console.say(passed, committee=report.name, **report.counts))
        if report.table != "none":
            console.line(console.say(f"party.pool.table.{report.table}"))
        return
    console.line(console.say("party.pool.failed", count=len(report.differences)))
    for one in report.differences[:SHOWN]:
        console.line(f"  {_words(console, one)}")
    if len(report.differences) > SHOWN:
        console.line(console.say("party.pool.more", more=len(report.differences) - SHOWN))


def _words(console: Console, one: Difference) -> str:
    return console.say(f"ceremony.pool.{one.code}", **one.facts)


def _texts(one: Difference) -> dict[str, Any]:
    return {name: value if isinstance(value, int) else str(value) for name, value in one.facts.items()}


def _told_twice(console: Console, *, waiting: bool) -> int:
    console.line(console.say("party.read_out.first" if waiting else "party.read_out.second"))
    return console.finish({"ok": True, "confirmed": not waiting})


def _forged_if(wrong: bool) -> ExitCode:
    return ExitCode.FORGED if wrong else ExitCode.DONE


def _asked(text: str) -> removing.Asked:
    number, _, rest = text.partition(":")
    reason, _, evidence = rest.partition(":")
    if not (number.strip() and reason.strip() and evidence.strip()):
        raise Refusal("party.removal_bad", found=text)
    return removing.Asked(number.strip(), reason.strip(), Path(evidence.strip()))


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal("party.moment_bad", found=text) from None
    if found.utcoffset() is None:
        raise Refusal("party.moment_bad", found=text)
    return found
