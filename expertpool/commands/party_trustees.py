"""``expertpool party trust-draft`` and ``trust-sign``: holders of root keys make and change the trust file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from blind.ceremony.reasons import ROLES
from blind.encoding import from_hex, strict_parse
from blind.errors import BlindError, Malformed
from blind.keys.signer import Signer
from blind.log.note import NoteKey
from blind.trust import read_trust
from blind.trust_version import TrustVersion
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.party_edge import home_of, passphrase, signing, worded
from expertpool.errors import Refusal, Where
from expertpool.party.durable import replace_whole, write_new
from expertpool.party.handed_in import content_of
from expertpool.party.keys import open_keys
from expertpool.party.trust_making import (
    first_trust_file,
    first_version,
    newest_version,
    next_version,
    with_signature,
    with_version,
)

Public = dict[str, Any]


@click.command("trust-draft", cls=WordedCommand, help="party.help.trust_draft")
@click.option("--party", "parties", multiple=True, type=click.Path(path_type=Path), help="party.help.trust_draft.party")
@click.option("--root", "roots", multiple=True, type=click.Path(path_type=Path), help="party.help.trust_draft.root")
@click.option("--log", "log_key", help="party.help.trust_draft.log")
@click.option("--witness", help="party.help.trust_draft.witness")
@click.option("--follow", type=click.Path(path_type=Path), help="party.help.trust_draft.follow")
@click.option("--since", type=click.IntRange(min=0), help="party.help.trust_draft.since")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="party.help.trust_draft.out")
@signing
def trust_draft(
    *,
    parties: tuple[Path, ...],
    roots: tuple[Path, ...],
    log_key: str | None,
    witness: str | None,
    follow: Path | None,
    since: int | None,
    out: Path,
    keys_folder: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Draft the first trust file, or the next version of one, and sign it as the first holder."""
    console = current()
    publics = {str(public.get("role")): public for public in map(_public, parties)}
    with worded(out):
        if follow is not None:
            if since is None or not publics:
                raise Refusal("party.trust_draft.next")
            before = content_of(follow)
            version = next_version(read_trust(before, fingerprint=None).newest, publics, since=since)
            data = with_version(before, version, _root(console, keys_folder, passphrase_file))
        else:
            held = {str(public.get("role")): _sign_key(public) for public in map(_public, roots)}
            if set(publics) != set(ROLES) or set(held) != set(ROLES) or not log_key or not witness:
                raise Refusal("party.trust_draft.first")
            version = first_version(publics, roots=held, log=NoteKey.parse(log_key), witness=witness)
            data = first_trust_file(version, [_root(console, keys_folder, passphrase_file)])
    if not write_new(out, data):
        raise Refusal("party.document_taken", where=Where(file=str(out)), name=out.name)
    return _told(console, out, data, version)


@click.command("trust-sign", cls=WordedCommand, help="party.help.trust_sign")
@click.argument("file", type=click.Path(path_type=Path))
@signing
def trust_sign(*, file: Path, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Sign the newest version as another holder of a root key."""
    console = current()
    with worded(file):
        data = with_signature(content_of(file), _root(console, keys_folder, passphrase_file))
        version = newest_version(data)
    replace_whole(file, data)
    file.chmod(0o644)
    return _told(console, file, data, version)


def _told(console: Console, file: Path, data: bytes, version: TrustVersion) -> int:
    """Who counts for what in the version, for whoever is to sign it, and whether enough have."""
    for name, role in sorted(version.roles.items()):
        for key in role.keys:
            until = console.say("party.trust_key.open") if key.to_index is None else str(key.to_index)
            places = {"role": name, "holder": key.holder, "key_id": key.key_id[:16], "since": key.from_index}
            console.line("  " + console.say("party.trust_key", until=until, **places))
    try:
        fingerprint = read_trust(data, fingerprint=None).fingerprint
    except BlindError:
        fingerprint = None
    if fingerprint is None:
        console.line(console.say("party.trust_draft.more", file=str(file)))
    else:
        console.line(console.say("party.trust_draft.done", file=str(file), fingerprint=fingerprint))
    return console.finish(
        {"ok": True, "version": version.version, "complete": fingerprint is not None, "fingerprint": fingerprint}
    )


def _public(path: Path) -> Public:
    with worded(path):
        found = strict_parse(content_of(path))
        if not isinstance(found, dict):
            raise Malformed("not-a-public-file")
    return found


def _sign_key(public: Public) -> bytes:
    return from_hex(public.get("sign"), 32)


def _root(console: Console, folder: Path | None, passphrase_file: Path | None) -> Signer:
    """The root key in a key folder of its own, made with ``party keys new`` like any other."""
    place = folder or home_of(console).folder
    return open_keys(place, lambda: passphrase(console, passphrase_file)).signer
