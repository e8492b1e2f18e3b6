"""``expertpool party token-key|issue-tokens|open-ballot``: what inspector and trustees do in an electronic ballot."""

from __future__ import annotations

from pathlib import Path

import click

from expertpool.commands.console import WordedCommand, current
from expertpool.commands.party_edge import home_of, signing
from expertpool.errors import ExitCode
from expertpool.party.ballot_folder import CONSENTS, BallotFolder
from expertpool.party.box_opening import open_box
from expertpool.party.issuing import close_issuing, issue_tokens
from expertpool.party.third_consent import signed_consent
from expertpool.party.token_key import folder_at, make_token_key
from expertpool.whole_file import make_folders, write_whole
from expertpool.words import has

FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.command("token-key", cls=WordedCommand, help="ballot.help.token_key")
@FOLDER
@signing
def token_key(*, folder: Path, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Make the token key of one ballot on the inspector's machine."""
    console = current()
    home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
    make_folders(folder)
    with home.memory.locked():
        offer = make_token_key(home, BallotFolder(folder))
    console.line(console.say("ballot.token_key.done", path=str(folder)))
    return console.finish({"ok": True, "id": offer.ballot_id.hex()})


@click.command("issue-tokens", cls=WordedCommand, help="ballot.help.issue")
@FOLDER
@click.option("--close", "closing", is_flag=True, help="ballot.help.issue.close")
@signing
def issue(*, folder: Path, closing: bool, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Answer the members' requests, once each; with --close sign the list of who got tokens."""
    console = current()
    home, place = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file), folder_at(folder)
    with home.memory.locked():
        done = issue_tokens(home, place)
        issued = close_issuing(home, place) if closing else None
    console.line(console.say("ballot.wall", fingerprint=done.ballot.fingerprint))
    names = "、".join(done.now) or "—"
    console.line(console.say("ballot.issue.done", now=names, before=len(done.before), roll=len(done.ballot.roll)))
    for member, code in done.refused.items():
        why = console.say(f"ballot.wrong.{code}") if has(f"ballot.wrong.{code}") else code
        console.note(console.say("ballot.issue.refused", member=member, why=why))
    if issued is not None:
        console.line(console.say("ballot.issue.closed", count=len(issued)))
    told = {"now": list(done.now), "before": list(done.before), "refused": dict(done.refused)}
    told_all = {"ok": not done.refused, **told, "closed": issued is not None}
    return console.finish(told_all, ExitCode.FORGED if done.refused else ExitCode.DONE)


@click.command("open-ballot", cls=WordedCommand, help="ballot.help.open_box")
@FOLDER
@click.option("--without-third", "reason", help="ballot.help.consent")
@signing
def open_ballot(*, folder: Path, reason: str | None, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Lay down this trustee's halves for the whole box, after its witnessed closing.

    ``reason``: also agree, signed, that the box is counted without the third trustee.
    """
    console = current()
    home, place = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file), folder_at(folder)
    with home.memory.locked():
        consent = None
        if reason is not None:
            closing = place.closing().to_bytes()
            consent = signed_consent(closing, holder=home.keys.role, reason=reason, signer=home.keys.signer)
        ballot = open_box(home, place)
        if consent is not None:
            target = place.file(CONSENTS, f"{home.keys.role}.json")
            make_folders(target.parent)
            write_whole(target, consent)
    console.line(console.say("ballot.halves_done", role=console.say(f"ceremony.role.{home.keys.role}")))
    return console.finish({"ok": True, "holder": home.keys.role, "ballot": ballot.hash.hex()})
