"""``expertpool trust``: making and changing the trust file, each root holder on their own machine, over files alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from blind.dsse import Envelope
from blind.errors import BlindError
from blind.trust import Trust, trust_envelopes
from blind.trust_change import differences, extended, joined_signatures
from blind.trust_version import TrustedKey
from expertpool.actions.enter_trust import enter_trust
from expertpool.commands import party_keys
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.commands.party_edge import home_of, passphrase, passphrase_option
from expertpool.commands.trust_edge import key_folder, put_new, tell_differences, trust_of
from expertpool.commands.trust_keys import folder_option, key
from expertpool.db import open_session
from expertpool.errors import Refusal, Where
from expertpool.party.handed_in import content_of
from expertpool.party.public_keys import log_key, placed_in
from expertpool.party.root_keys import open_root_key
from expertpool.party.trust_proposing import propose_first, propose_next
from expertpool.party.trust_signing import Proposal, read_proposal, sign_proposal
from expertpool.party.trust_words import TrustRefused, role_words
from expertpool.queries.trust_entries import entered_versions
from expertpool.whole_file import write_whole

USUAL_WITNESS = "hrss/witness"

trust = WordedGroup("trust", help="trust_file.help", no_args_is_help=True)
trust.add_command(key)
trust.add_command(party_keys.trust, "pin")

_out = click.option("--out", type=click.Path(path_type=Path), required=True, help="trust_file.help.out")
_path = click.Path(path_type=Path)


@trust.command("new", help="trust_file.help.new")
@click.option("--keys", "files", type=_path, multiple=True, required=True, help="trust_file.help.new.keys")
@click.option("--log", "log_text", required=True, help="trust_file.help.log")
@click.option("--witness-name", default=USUAL_WITNESS, show_default=True, help="trust_file.help.witness_name")
@click.option("--since", type=click.IntRange(min=0), default=0, show_default=True, help="trust_file.help.new.since")
@_out
def new(*, files: tuple[Path, ...], log_text: str, witness_name: str, since: int, out: Path) -> int:
    """Propose the first version."""
    console = current()
    placed = [one for path in files for one in placed_in(path, witness=witness_name)]
    version = propose_first([*placed, log_key(log_text)], since=since)
    put_new(out, version.payload)
    return _proposed(console, Proposal(version, None, str(out)), out)


@trust.command("propose", help="trust_file.help.propose")
@click.argument("file", type=_path)
@click.option("--since", type=click.IntRange(min=0), required=True, help="trust_file.help.propose.since")
@click.option("--keys", "files", type=_path, multiple=True, help="trust_file.help.propose.keys")
@click.option("--log", "log_text", help="trust_file.help.log")
@click.option("--close", "closed", multiple=True, help="trust_file.help.propose.close")
@click.option("--stolen-at", type=click.IntRange(min=0), help="trust_file.help.propose.stolen_at")
@_out
def propose(
    *,
    file: Path,
    since: int,
    files: tuple[Path, ...],
    log_text: str | None,
    closed: tuple[str, ...],
    stolen_at: int | None,
    out: Path,
) -> int:
    """Propose the next version: keys replaced or closed, from a place of the ledger on."""
    console = current()
    before = trust_of(content_of(file), file)
    named = [one.holder for one in before.newest.roles["witness"].keys] if "witness" in before.newest.roles else []
    placed = [one for path in files for one in placed_in(path, witness=(named or [USUAL_WITNESS])[-1])]
    placed = [one for one in placed if not _is_there(before, *one)]
    placed += [log_key(log_text)] if log_text else []
    version = propose_next(before, since=since, replaced=placed, closed=closed, stolen_at=stolen_at)
    put_new(out, version.payload)
    return _proposed(console, Proposal(version, before, str(out)), out)


def _is_there(before: Trust, role: str, given: TrustedKey) -> bool:
    """Whether a key of a public file is open already: a party's file names all its keys, also those that stay."""
    held = before.newest.roles.get(role)
    return held is not None and any(one.key_id == given.key_id and one.to_index is None for one in held.keys)


def _proposed(console: Console, proposal: Proposal, out: Path) -> int:
    told = tell_differences(console, proposal.version, proposal.differences)
    console.line(console.say("trust_file.proposed", path=str(out)))
    return console.finish({"ok": True, **_numbers(proposal), "changes": told, "proposal": str(out)})


def _numbers(proposal: Proposal) -> dict[str, Any]:
    version = proposal.version
    return {"version": version.version, "since": version.since, "hash": version.hash, "code": proposal.code}


@trust.command("sign", help="trust_file.help.sign")
@click.argument("file", type=_path)
@click.option("--confirm", help="trust_file.help.sign.confirm")
@click.option("--instead-of", help="trust_file.help.sign.instead_of")
@_out
@folder_option
@passphrase_option
def sign(
    *,
    file: Path,
    confirm: str | None,
    instead_of: str | None,
    out: Path,
    folder: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Show what a proposed version changes, and sign it once the holder confirmed exactly this."""
    console = current()
    home = home_of(console)
    before = home.trust_store.trust() if home.trust_store.path.exists() else None
    proposal = read_proposal(content_of(file), before=before, file=str(file))
    told = tell_differences(console, proposal.version, proposal.differences)
    if confirm is None and sys.stdin.isatty() and not console.as_json:
        confirm = str(click.prompt(console.say("trust_file.ask.confirm", code=proposal.code), err=True))
    if confirm is None:
        raise Refusal("trust_file.unconfirmed", where=Where(file=str(file)), confirm=proposal.code)
    place = key_folder(console, folder)
    opened = open_root_key(place, lambda: passphrase(console, passphrase_file))
    envelope = sign_proposal(proposal, opened, confirmed=confirm, instead_of=instead_of, folder=place)
    put_new(out, envelope.to_bytes())
    console.line(console.say("trust_file.signed", holder=opened.holder, path=str(out)))
    return console.finish({"ok": True, "holder": opened.holder, **_numbers(proposal), "changes": told})


@trust.command("assemble", help="trust_file.help.assemble")
@click.argument("files", type=_path, nargs=-1, required=True)
@click.option("--trust", "earlier", type=_path, help="trust_file.help.assemble.trust")
@_out
def assemble(*, files: tuple[Path, ...], earlier: Path | None, out: Path) -> int:
    """Join the holders' signatures and put the version behind the earlier ones."""
    console = current()
    data = None if earlier is None else content_of(earlier)
    before = None if data is None or earlier is None else trust_of(data, earlier)
    joined = _joined(files)
    try:
        whole, made = extended(data, joined, fingerprint=before.fingerprint if before else None)
    except BlindError as error:
        raise TrustRefused(error, file=str(files[0])) from None
    write_whole(out, whole)
    told = tell_differences(console, made.newest, differences(before.newest if before else None, made.newest))
    signed = len(joined.signatures)
    console.line(console.say("trust_file.assembled", version=made.newest.version, signed=signed, path=str(out)))
    if before is None:
        console.line(console.say("trust_file.fingerprint_on_paper", fingerprint=made.fingerprint))
    numbers = {"version": made.newest.version, "fingerprint": made.fingerprint, "signatures": signed}
    return console.finish({"ok": True, **numbers, "changes": told, "trust": str(out)})


def _joined(files: tuple[Path, ...]) -> Envelope:
    envelopes = []
    for path in files:
        data = content_of(path)
        try:
            envelopes.append(Envelope.parse(data))
        except BlindError:
            raise Refusal("trust_file.not_signed", where=Where(file=str(path)), path=str(path)) from None
    try:
        return joined_signatures(envelopes)
    except BlindError as error:
        raise TrustRefused(error, file=str(files[-1])) from None


@trust.command("show", help="trust_file.help.show")
@click.argument("file", type=_path)
@click.option("--fingerprint", help="party.help.trust.fingerprint")
def show(*, file: Path, fingerprint: str | None) -> int:
    """Say whose keys count for what, and what each version changed."""
    console = current()
    typed = fingerprint.strip().lower().replace(" ", "") if fingerprint else None
    read = trust_of(content_of(file), file, fingerprint=typed)
    changes = []
    for at, version in enumerate(read.versions):
        found = differences(read.versions[at - 1] if at else None, version)
        changes.append({"version": version.version, "changes": tell_differences(console, version, found)})
    rows = [
        [role_words(name, console.language), one.holder, one.key_id[:16], str(one.from_index), _end(console, one)]
        for name, role in sorted(read.newest.roles.items())
        for one in sorted(role.keys, key=lambda held: held.from_index)
    ]
    heads = [console.say(f"trust_file.head.{name}") for name in ("role", "holder", "key_id", "from_index", "to_index")]
    console.table(title=console.say("trust_file.title", version=read.newest.version), heads=heads, rows=rows)
    pinned = "trust_file.pinned" if read.pinned else "trust_file.not_pinned"
    console.line(console.say(pinned, fingerprint=read.fingerprint))
    told = {"version": read.newest.version, "fingerprint": read.fingerprint, "pinned": read.pinned}
    keys = [{"role": name, **one.as_dict(), "key_id": one.key_id} for name, one in _all(read)]
    return console.finish({"ok": True, **told, "keys": keys, "versions": changes})


@trust.command("enter", help="trust_file.help.enter")
@click.argument("file", type=_path)
@click.option("--fingerprint", help="party.help.trust.fingerprint")
@click.option("--by", help="trust_file.help.enter.by")
def enter(*, file: Path, fingerprint: str | None, by: str | None) -> int:
    """Enter each new version in the office's ledger, where the witness sees it."""
    console, data = current(), content_of(file)
    typed = fingerprint.strip().lower().replace(" ", "") if fingerprint else None
    read = trust_of(data, file, fingerprint=typed)
    with open_session(console.settings) as session:
        before = set(entered_versions(session))
        places = enter_trust(session, read, trust_envelopes(data), at=now(), by=operator(by))
        session.commit()
    for number, seq in sorted(places.items()):
        said = "trust_file.entered_before" if number in before else "trust_file.entered"
        console.line(console.say(said, version=number, seq=seq))
    entered = [{"version": number, "entry": seq, "new": number not in before} for number, seq in sorted(places.items())]
    return console.finish({"ok": True, "fingerprint": read.fingerprint, "entered": entered})


def _all(read: Trust) -> list[tuple[str, TrustedKey]]:
    return [(name, one) for name, role in sorted(read.newest.roles.items()) for one in role.keys]


def _end(console: Console, one: TrustedKey) -> str:
    return console.say("trust_file.open") if one.to_index is None else str(one.to_index)
