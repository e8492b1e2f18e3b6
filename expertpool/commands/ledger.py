"""The ledger: ``ledger verify``, ``ledger show``, ``ledger checkpoint``, ``ledger delete``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from blind.errors import BlindError
from blind.log.entry import Entry
from blind.log.head import Head
from expertpool.actions.delete_payload import delete_payload
from expertpool.actions.sign_checkpoint import sign_checkpoint
from expertpool.beijing import second
from expertpool.canonical import plain
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.db import open_session
from expertpool.documents.head_file import HeadReader, trust_in
from expertpool.errors import ExitCode, Refusal
from expertpool.log_key import create_log_key, note_key_of, origin_of, read_log_key
from expertpool.models import Kind
from expertpool.party.witnessing import Consistency
from expertpool.queries.ledger import body_of, last_entries, stored_tree
from expertpool.queries.ledger_audit import LedgerAudit, LedgerFinding, audit_ledger
from expertpool.queries.records import Record
from expertpool.whole_file import write_whole

_SHOWN = 100
"""Findings that are printed for people; ``--json`` gives them all."""

ledger = WordedGroup("ledger", help="ledger.help", no_args_is_help=True)


@ledger.command("verify", help="ledger.verify")
@click.option("--head", "head_files", type=click.Path(path_type=Path), multiple=True, help="ledger.verify.head")
@click.option("--trust", "trust_file", type=click.Path(path_type=Path), help="ledger.verify.trust")
def verify(*, head_files: tuple[Path, ...], trust_file: Path | None) -> int:
    """Rebuild the tree from the entries, hold every record against its entry, and the whole against kept heads."""
    console = current()
    signer = read_log_key(console.settings)
    own = None if signer is None else note_key_of(console.settings, signer)
    reader = HeadReader(None if trust_file is None else trust_in(trust_file), own)
    held, spoilt = _held(reader, head_files)
    log = [own] if own is not None and reader.trust is None else None
    with open_session(console.settings, reading=True) as session:
        audit = audit_ledger(session, held=held, log=log, witness=reader.witness(list(held.values())))
    return _tell(console, audit, (*spoilt, *audit.findings), held)


def _held(reader: HeadReader, files: tuple[Path, ...]) -> tuple[dict[str, Head], list[LedgerFinding]]:
    held, spoilt = {}, []
    for path in files:
        try:
            held[str(path)] = reader.read(path)
        except BlindError as error:
            spoilt.append(LedgerFinding("head-not-genuine", facts={"source": str(path), "why": error.code}))
    return held, spoilt


def _tell(console: Console, audit: LedgerAudit, findings: tuple[LedgerFinding, ...], held: dict[str, Head]) -> int:
    counted = {"size": audit.size, "records": audit.records, "heads": len(held)}
    if findings:
        console.line(console.say("ledger.wrong", count=len(findings), **counted))
    else:
        console.line(console.say("ledger.sound", **counted))
    for finding in findings[:_SHOWN]:
        console.line("  " + _said(console, finding))
    if len(findings) > _SHOWN:
        console.line(console.say("ledger.more", count=len(findings) - _SHOWN))
    console.line(console.say("ledger.root", root=audit.root.hex()))
    if audit.adopted:
        console.line(console.say("ledger.adopted", count=audit.adopted))
    if audit.deletions:
        console.line(console.say("ledger.deleted", count=len(audit.deletions)))
    for deletion in audit.deletions[:_SHOWN]:
        console.line("  " + console.say("ledger.deletion", **deletion._asdict()))
    if not held:
        console.line(console.say("ledger.no_head"))
    told = [_as_dict(console, finding) for finding in findings]
    outcome = {"ok": not findings, **counted, "root": audit.root.hex(), "adopted": audit.adopted}
    deletions = [deletion._asdict() for deletion in audit.deletions]
    outcome |= {"deleted": len(deletions), "deletions": deletions, "findings": told}
    return console.finish(outcome, _ending(findings))


def _ending(findings: tuple[LedgerFinding, ...]) -> ExitCode:
    if not findings:
        return ExitCode.DONE
    unproven = all(finding.code == "ledger-empty" for finding in findings)
    return ExitCode.NOT_PROVEN if unproven else ExitCode.FORGED


def _said(console: Console, finding: LedgerFinding) -> str:
    record = None if finding.record is None else _named(console, finding.record)
    facts = {name: plain(value) for name, value in finding.facts.items()}
    return console.say(f"ledger.finding.{finding.code}", **{"seq": finding.seq, "record": record, **facts})


def _named(console: Console, record: Record) -> str:
    return f"{console.say(f'ledger.table.{record.table}')} {'/'.join(map(str, record.values))}"


def _as_dict(console: Console, finding: LedgerFinding) -> dict[str, Any]:
    record = finding.record and {"table": finding.record.table, "key": finding.record.values}
    told = {"code": finding.code, "message": _said(console, finding), "entry": finding.seq, "record": record}
    return {**told, "facts": plain(finding.facts)}


@ledger.command("show", help="ledger.show")
@click.option("--last", "count", type=click.IntRange(min=1), default=20, show_default=True, help="ledger.show.last")
def show(*, count: int) -> int:
    """List the newest entries, the newest last."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        try:
            found = [(entry, _by(session, entry)) for entry in last_entries(session, count)]
        except BlindError as error:
            raise Refusal("ledger.unreadable", exit_code=ExitCode.FORGED, fault=error.code) from None
    heads = [console.say(f"ledger.head.{head}") for head in ("number", "time", "what", "scope", "by")]
    if found:
        console.table(title=console.say("ledger.show.title"), heads=heads, rows=[_line(console, *one) for one in found])
    else:
        console.line(console.say("ledger.show.none"))
    listed = [
        {"seq": one.seq, "time": plain(one.time), "kind": one.kind, "scope": one.scope, "actor": one.actor, "by": by}
        for one, by in found
    ]
    return console.finish({"ok": True, "entries": listed})


def _by(session: Session, entry: Entry) -> str | None:
    body = body_of(session, entry.seq)
    try:
        said = json.loads(body.content).get("by") if body else None
    except (ValueError, AttributeError):
        return None
    return said if isinstance(said, str) else None


def _line(console: Console, entry: Entry, by: str | None) -> list[str]:
    known = entry.kind in set(Kind)
    what = console.say(f"ledger.kind.{Kind(entry.kind).name.lower()}") if known else entry.kind
    return [str(entry.seq), second(entry.time), what, entry.scope, by or entry.actor]


@ledger.command("checkpoint", help="ledger.checkpoint")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="ledger.checkpoint.out")
@click.option("--since", type=click.IntRange(min=0), default=None, help="ledger.checkpoint.since")
def checkpoint(*, out: Path, since: int | None) -> int:
    """Sign the ledger's head for the witness, with the proof that it grew from the head the witness kept."""
    console = current()
    settings = console.settings
    with open_session(settings) as session:
        signer = create_log_key(settings)
        signed = sign_checkpoint(session, signer=signer, origin=origin_of(settings, signer), at=now())
        proof = None if since is None else _growth(session, since, signed.size, signed.root)
        session.commit()
    write_whole(out, signed.note.encode())
    beside = out.with_name(f"{out.stem}-consistency.json")
    if proof is not None:
        write_whole(beside, proof.to_bytes())
    key = note_key_of(settings, signer).to_text()
    console.line(console.say("ledger.checkpoint.done", size=signed.size, root=signed.root, path=str(out)))
    if proof is not None:
        console.line(console.say("ledger.checkpoint.proof", since=proof.old_size, path=str(beside)))
    console.line(console.say("ledger.checkpoint.key", key=key))
    files = {"checkpoint": str(out), "consistency": str(beside) if proof is not None else None}
    return console.finish({"ok": True, "size": signed.size, "root": signed.root, "log_key": key, **files})


def _growth(session: Session, since: int, size: int, root: str) -> Consistency:
    """The proof that the ledger grew. Refuses a ledger whose stored leaves do not give the root just signed."""
    if since > size:
        raise Refusal("ledger.since_beyond", since=since, size=size)
    tree = stored_tree(session)
    if (tree.size, tree.root().hex()) != (size, root):
        raise Refusal("ledger.damaged", exit_code=ExitCode.FORGED)
    return Consistency(since, size, tuple(tree.consistency(since)))


@ledger.command("delete", help="ledger.delete")
@click.argument("entry", type=click.IntRange(min=0))
@click.option("--ground", required=True, help="ledger.delete.ground")
@click.option("--approved-by", required=True, help="ledger.delete.approved_by")
@click.option("--by", default=None, help="pool.import.by")
def delete(*, entry: int, ground: str, approved_by: str, by: str | None) -> int:
    """Delete the payload of an entry by law."""
    console = current()
    with open_session(console.settings) as session:
        by = operator(by)
        left = delete_payload(session, entry, ground=ground, approved_by=approved_by, at=now(), actor=by)
        session.commit()
    console.line(console.say("ledger.delete.done", seq=entry, by_entry=left.seq))
    return console.finish({"ok": True, "deleted": entry, "entry": left.seq})
