"""``expertpool party open-scores``: a trustee's halves for the closed rounds of a review."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from expertpool.commands.console import WordedCommand, current
from expertpool.commands.fault_words import faults
from expertpool.commands.party_edge import home_of, signing
from expertpool.errors import Refusal
from expertpool.party.holder import remember, trustee_of
from expertpool.reviewing.closed_round import closed_round, halves_of
from expertpool.reviewing.review_folder import ReviewFolder


@click.command("open-scores", cls=WordedCommand, help="scores.help.open_scores")
@click.argument("review", type=click.Path(exists=True, file_okay=False, path_type=Path))
@signing
def open_scores(*, review: Path, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Lay this trustee's halves down for every closed round; only under a head the witness cosigned."""
    console, folder = current(), ReviewFolder(review)
    home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
    rounds, laid = folder.rounds(), []
    if not rounds:
        raise Refusal("scores.nothing_closed", group=str(review))
    with faults(review), home.memory.locked():
        trust = home.trust_store.trust()
        closed = {number: closed_round(folder, number, trust) for number in rounds}
        role, secret = trustee_of(home)
        for number, one in closed.items():
            target = folder.halves(number, role)
            if target.exists():
                continue
            made = halves_of(one, number, holder=role, secret=secret).to_bytes()
            group = hashlib.sha256(one.record.group.encode()).hexdigest()[:32]
            remember(home, "opened-scores", f"{group}-{number}", one.record.to_bytes())
            folder.put(target, made)
            laid.append(str(target))
    sheets = sum(len(one.record.sheets) for one in closed.values())
    console.line(console.say("scores.halves_laid", sheets=sheets, rounds=len(rounds)))
    return console.finish({"ok": True, "holder": role, "sheets": sheets, "files": laid})
