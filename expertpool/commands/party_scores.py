"""``expertpool party open-scores``: a trustee's halves for the closed rounds of a review."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from blind.dsse import verify
from blind.errors import BlindError
from blind.keys.signer import Verifier
from expertpool.commands.console import WordedCommand, current
from expertpool.commands.fault_words import faults
from expertpool.commands.party_edge import home_of, signing
from expertpool.errors import Refusal
from expertpool.party.holder import remember, trustee_of
from expertpool.party.third_consent import signed_consent
from expertpool.reviewing.closed_round import HALVES_TYPE, closed_round, halves_of, signed_halves
from expertpool.reviewing.review_folder import ReviewFolder
from expertpool.whole_file import make_folders, write_whole


@click.command("open-scores", cls=WordedCommand, help="scores.help.open_scores")
@click.argument("review", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--without-third", "reason", help="scores.help.consent")
@signing
def open_scores(*, review: Path, reason: str | None, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Lay this trustee's halves down for every closed round; only under a head the witness cosigned.

    ``reason``: also agree, signed, that every closed round is opened without the third trustee.
    """
    console, folder = current(), ReviewFolder(review)
    home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
    rounds, laid = folder.rounds(), []
    consents: dict[int, bytes] = {}
    if not rounds:
        raise Refusal("scores.nothing_closed", group=str(review))
    with faults(review), home.memory.locked():
        trust = home.trust_store.trust()
        closed = {number: closed_round(folder, number, trust) for number in rounds}
        role, secret = trustee_of(home)
        if reason is not None:
            for number, one in closed.items():
                signed = signed_consent(one.record.to_bytes(), holder=role, reason=reason, signer=home.keys.signer)
                consents[number] = signed
        for number, one in closed.items():
            target = folder.halves(number, role)
            if _own(target, home.keys.signer.verifier):
                continue
            made = signed_halves(halves_of(one, number, holder=role, secret=secret), home.keys.signer)
            group = hashlib.sha256(one.record.group.encode()).hexdigest()[:32]
            remember(home, "opened-scores", f"{group}-{number}", one.record.to_bytes())
            if target.exists():
                other = target.with_name(f"{target.name}.{hashlib.sha256(target.read_bytes()).hexdigest()[:8]}")
                target.replace(other)
                console.note(console.say("scores.halves_not_mine", path=str(other)))
            folder.put(target, made)
            laid.append(str(target))
        for number, consent in consents.items():
            make_folders(folder.consent(number, role).parent)
            write_whole(folder.consent(number, role), consent)
            laid.append(str(folder.consent(number, role)))
    sheets = sum(len(one.record.sheets) for one in closed.values())
    console.line(console.say("scores.halves_laid", sheets=sheets, rounds=len(rounds)))
    return console.finish({"ok": True, "holder": role, "sheets": sheets, "files": laid})


def _own(path: Path, key: Verifier) -> bool:
    """Whether this trustee's signed halves lie there already."""
    if not path.exists():
        return False
    try:
        verify(path.read_bytes(), payload_type=HALVES_TYPE, keys=[key], threshold=1)
    except BlindError:
        return False
    return True
