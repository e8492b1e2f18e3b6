"""``expertpool vault``: the office asks for records to be opened, and joins what two holders approved."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from pathlib import Path

import click
from sqlmodel import Session

from blind.ceremony.book import read_note
from blind.ceremony.logged import Logged
from blind.cosigned import Placed
from blind.encoding import canonical, strict_parse
from blind.vault import Vault
from blind.vault_request import (
    COUNTED,
    PURPOSES,
    RESULTS,
    Request,
    Shown,
    check_request,
    manifest_hash,
    open_records,
    read_approval,
)
from expertpool.actions.record_unsealing import ask_unsealing, record_unsealing
from expertpool.actions.write_entry import POOL
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.commands.fault_words import faults
from expertpool.commands.ledger_proof import grown, note_witnessed, proven
from expertpool.db import open_session
from expertpool.documents.head_file import trust_in
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.models import Kind, Unsealing
from expertpool.party.sealing_keys import signing_keys
from expertpool.queries.ceremony_entries import place_of
from expertpool.queries.ledger import body_of, entries
from expertpool.reviewing.unsealing_folder import UnsealingFolder
from expertpool.whole_file import write_whole

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
EVIDENCE = (Kind.GROUP_OPENED, Kind.GROUP_CLOSED, Kind.BALLOT_COUNTED)
_by = click.option("--by", help="pool.import.by")

vault = WordedGroup("vault", help="vault.help", no_args_is_help=True)


@vault.command("ask", cls=WordedCommand, help="vault.help.ask")
@click.argument("vault_file", metavar="VAULT", type=FILE)
@click.option("--folder", required=True, type=FOLDER, help="vault.help.folder")
@click.option("--purpose", required=True, type=click.Choice(PURPOSES), help="vault.help.purpose")
@click.option("--codename", "named", multiple=True, help="vault.help.codename")
@click.option("--list", "listed", type=FILE, help="vault.help.list")
@click.option("--since", type=click.IntRange(min=0), help="ledger.checkpoint.since")
@_by
def ask(
    *,
    vault_file: Path,
    folder: Path,
    purpose: str,
    named: tuple[str, ...],
    listed: Path | None,
    since: int | None,
    by: str | None,
) -> int:
    """Enter a request and lay down what two holders need to see; again only renews the proofs."""
    console, actor, papers = current(), operator(by), UnsealingFolder(folder)
    with faults(vault_file):
        held = Vault.parse(vault_file.read_bytes())
    codenames = tuple(sorted({*named, *(listed.read_text(encoding="utf-8-sig").split() if listed else ())}))
    with faults(folder), open_session(console.settings) as session:
        request = _request(papers, held, codenames, purpose=purpose, requester=actor)
        _refuse_strangers(request, held, vault_file)
        seqs = _evidence(session, request, held)
        if session.get(Unsealing, request.hash.hex()) is None:
            if request.purpose == RESULTS:
                _refuse_early(session, request, seqs)
            ask_unsealing(session, request, at=now(), actor=actor)
        asked = place_of(session, Kind.UNSEALING_ASKED, POOL, request.to_bytes())
        if asked is None:
            raise Refusal("ledger.damaged", exit_code=ExitCode.FORGED)
        proofs = proven(session, console.settings, [asked, *seqs])
        shown = [_shown(session, one) for one in proofs]
        growth = grown(session, console.settings, proofs[0].size, since=since)
        papers.put_request(request.to_bytes())
        session.commit()
    papers.renew(shown, logged=proofs[0].to_bytes(), growth=growth)
    _tell_request(console, request)
    console.line(console.say("vault.asked_next", path=str(papers.logged), folder=str(folder)))
    facts = {"request": request.hash.hex(), "code": request.code, "purpose": request.purpose}
    return console.finish({"ok": True, **facts, "codenames": list(request.codenames), "logged": str(papers.logged)})


def _request(
    papers: UnsealingFolder, held: Vault, codenames: tuple[str, ...], *, purpose: str, requester: str
) -> Request:
    """The request that lies in the folder, or a new one. Refuses another list or purpose than the one there."""
    if papers.request.is_file():
        kept = Request.parse(papers.request.read_bytes())
        if (kept.codenames, kept.purpose) != (codenames or kept.codenames, purpose):
            raise Refusal("vault.other_request", where=Where(file=str(papers.request)))
        return kept
    if not codenames:
        raise Refusal("vault.no_codenames")
    return Request(
        vault_id=held.vault_id,
        manifest=manifest_hash(held),
        purpose=purpose,
        requester=requester,
        codenames=codenames,
        nonce=secrets.token_bytes(16),
    )


def refuse_unready(session: Session, request: Request, held: Vault, path: Path) -> None:
    """Refuse what holders would refuse: packets that are not in this vault, and results before all are counted."""
    _refuse_strangers(request, held, path)
    seqs = _evidence(session, request, held)
    if request.purpose == RESULTS:
        _refuse_early(session, request, seqs)


def _refuse_strangers(request: Request, held: Vault, path: Path) -> None:
    strangers = sorted(set(request.codenames) - held.records.keys())
    if strangers:
        raise Refusal("vault.unknown_codename", where=Where(file=str(path)), found="、".join(strangers[:8]))


def _evidence(session: Session, request: Request, held: Vault) -> list[int]:
    """The entries a holder needs: the vault's release, and of groups and counts those that name these packets."""
    sealed = place_of(session, Kind.VAULT_SEALED, POOL, held.manifest)
    if sealed is None:
        raise Refusal("vault.not_released", exit_code=ExitCode.FORGED)
    wanted, found, touched = set(request.codenames), [sealed], set()
    for kind in EVIDENCE:
        for entry in entries(session, kind=kind):
            body = body_of(session, entry.seq)
            if body is None:
                continue
            said = strict_parse(body.content)
            if kind is Kind.GROUP_OPENED and wanted & {one["codename"] for one in said["packets"]}:
                touched.add(entry.scope)
                found.append(entry.seq)
            named = kind is Kind.BALLOT_COUNTED and wanted & set(said["facts"].get("candidates", ()))
            if named or (kind is Kind.GROUP_CLOSED and entry.scope in touched):
                found.append(entry.seq)
    return found


def _refuse_early(session: Session, request: Request, seqs: Sequence[int]) -> None:
    """What every holder's machine would refuse too: before all groups are closed and all packets counted."""
    bodies = {seq: strict_parse(body.content) for seq in seqs if (body := body_of(session, seq)) is not None}
    kinds = {entry.seq: entry for entry in entries(session) if entry.seq in bodies}
    closed = {kinds[seq].scope for seq in bodies if kinds[seq].kind == Kind.GROUP_CLOSED}
    done = {
        one["codename"]
        for seq, said in bodies.items()
        if kinds[seq].kind == Kind.GROUP_OPENED and said["group"] in closed
        for one in said["packets"]
    }
    counted = {
        name
        for seq, said in bodies.items()
        if kinds[seq].kind == COUNTED and said["facts"].get("agreed")
        for name in said["facts"].get("candidates", ())
    }
    for code, missing in (("vault.scores_open", done), ("vault.not_counted", counted)):
        left = sorted(set(request.codenames) - missing)
        if left:
            raise Refusal(code, count=len(left), packets="、".join(left[:5]))


def _shown(session: Session, one: Logged) -> Shown:
    body = body_of(session, one.entry.seq)
    if body is None:
        raise Refusal("ledger.damaged", exit_code=ExitCode.FORGED)
    return Shown(body.content, Placed(one.entry, one.salt, one.size, one.inclusion))


def _tell_request(console: Console, request: Request) -> None:
    purpose = console.say(f"vault.purpose.{request.purpose}")
    console.line(console.say("vault.request", purpose=purpose, by=request.requester, count=len(request.codenames)))
    if request.purpose != RESULTS:
        console.note(console.say("vault.flagged"))


@vault.command("join", cls=WordedCommand, help="vault.help.join")
@click.argument("vault_file", metavar="VAULT", type=FILE)
@click.option("--folder", required=True, type=FOLDER, help="vault.help.folder")
@click.option("--trust", required=True, type=click.Path(path_type=Path), help="vault.help.trust")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="vault.help.out")
@_by
def join(*, vault_file: Path, folder: Path, trust: Path, out: Path, by: str | None) -> int:
    """Open the records that two holders approved; the file is for its owner alone."""
    console, papers, known = current(), UnsealingFolder(folder), trust_in(trust)
    with faults(folder):
        held = Vault.parse(vault_file.read_bytes())
        request = Request.parse(papers.need(papers.request))
        head = read_note(papers.need(papers.cosigned), known, threshold=1)
        check_request(request, held, papers.shown(), head, pool=POOL)
        keys = signing_keys(known)
        approvals = [read_approval(data, request, keys=keys) for data in papers.approvals()]
        by_holder = {one.holder: one for one in approvals}
        if len(by_holder) < 2:
            raise Refusal("vault.approvals_missing", found=len(by_holder))
        first, second = [by_holder[name] for name in sorted(by_holder)][:2]
        names = open_records(request, held, first, second)
    content = canonical(
        {"names": [{"codename": one, "key": names[one]} for one in sorted(names)], "request": request.hash.hex()}
    )
    digest = hashlib.sha256(content).hexdigest()
    with open_session(console.settings) as session:
        new = record_unsealing(
            session, request, digest=digest, holders=(first.holder, second.holder), at=now(), actor=operator(by)
        )
        session.commit()
    note_witnessed(console.settings, head.size)
    write_whole(out, content, private=True)
    _tell_request(console, request)
    console.line(console.say("vault.joined", count=len(names), out=str(out)))
    facts = {"count": len(names), "digest": digest, "first": new, "flagged": request.purpose != RESULTS}
    return console.finish({"ok": True, "request": request.hash.hex(), **facts, "out": str(out)})
