"""``expertpool party unseal``: a holder reads purpose and list, and approves the opening of exactly these records."""

from __future__ import annotations

from pathlib import Path

import click

from blind.ceremony.book import read_note
from blind.vault import Vault
from blind.vault_request import RESULTS, Request, approve, check_request
from expertpool.actions.write_entry import POOL
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.fault_words import faults
from expertpool.commands.party_edge import home_of, signing
from expertpool.errors import Refusal, Where
from expertpool.party.holder import remember, trustee_of
from expertpool.reviewing.unsealing_folder import UnsealingFolder
from expertpool.whole_file import write_new


@click.command("unseal", cls=WordedCommand, help="vault.help.unseal")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--vault",
    "vault_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="vault.help.vault",
)
@click.option("--confirm", help="vault.help.confirm")
@signing
def unseal(
    *, folder: Path, vault_file: Path, confirm: str | None, keys_folder: Path | None, passphrase_file: Path | None
) -> int:
    """Show the request; with its code, sign it and lay this holder's halves down."""
    console, papers = current(), UnsealingFolder(folder)
    home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
    with faults(folder), home.memory.locked():
        trust = home.trust_store.trust()
        request = Request.parse(papers.need(papers.request))
        held = Vault.parse(vault_file.read_bytes())
        head = read_note(papers.need(papers.cosigned), trust, threshold=1)
        check_request(request, held, papers.shown(), head, pool=POOL)
        _show(console, request)
        if (confirm or "").strip().lower() != request.code:
            raise Refusal("vault.unconfirmed", where=Where(file=str(papers.request)), request=request.code)
        role, secret = trustee_of(home)
        target = papers.approval(role)
        if not target.exists():
            made = approve(request, held, holder=role, secret=secret, signer=home.keys.signer).to_bytes()
            remember(home, "unsealings", request.hash.hex(), request.to_bytes())
            write_new(target, made)
    console.line(console.say("vault.approved", count=len(request.codenames), path=str(target)))
    return console.finish({"ok": True, "holder": role, "request": request.hash.hex(), "out": str(target)})


def _show(console: Console, request: Request) -> None:
    purpose = console.say(f"vault.purpose.{request.purpose}")
    console.line(console.say("vault.request", purpose=purpose, by=request.requester, count=len(request.codenames)))
    for name in request.codenames:
        console.line(f"  {name}")
    if request.purpose != RESULTS:
        console.note(console.say("vault.flagged"))
