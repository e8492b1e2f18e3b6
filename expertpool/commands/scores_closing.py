"""``expertpool scores close`` and ``unseal``: a round ends, and trustees' halves become tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from blind.encoding import strict_parse, tagged_hash
from blind.errors import Forged
from blind.trust import Trust
from expertpool.actions.close_scores import close_scores
from expertpool.actions.record_unsealing import record_opened_scores
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.fault_words import faults
from expertpool.commands.ledger_proof import grown, note_witnessed, proven
from expertpool.db import open_session
from expertpool.documents.head_file import trust_in
from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Kind
from expertpool.queries.ceremony_entries import place_of
from expertpool.queries.ledger import body_of, entries
from expertpool.queries.review import (
    GroupSeen,
    box_of,
    documents_of,
    group_of,
    keys_of,
    sealed_at_rest,
    sealed_in,
    verifiers,
)
from expertpool.reviewing.closed_round import ClosedRound, LaidDown, closed_round, laid_down, written_sheets
from expertpool.reviewing.opened_scores import (
    Opened,
    SetAside,
    Why,
    details,
    doubted,
    labels,
    open_sheets,
    stand_ins,
    table_csv,
    table_rows,
)
from expertpool.reviewing.review_folder import ReviewFolder
from expertpool.reviewing.score_heads import HEADS, SHEET
from expertpool.whole_file import make_folders, write_whole
from expertpool.words import has

FOLDER = click.Path(file_okay=False, path_type=Path)
TABLE, BOOK, LINKED, SHEETS, OWN = "scores.csv", "scores.xlsx", "linked.csv", "sheets.json", "own"
ASIDE = "set-aside.json"
TRUSTEES = 3
_by = click.option("--by", help="pool.import.by")


@click.command("close", cls=WordedCommand, help="scores.help.close")
@click.argument("group")
@click.option("--review", required=True, type=FOLDER, help="scores.help.review")
@click.option("--despite-missing", is_flag=True, help="scores.help.despite_missing")
@click.option("--since", type=click.IntRange(min=0), help="ledger.checkpoint.since")
@_by
def close_group(*, group: str, review: Path, despite_missing: bool, since: int | None, by: str | None) -> int:
    """Close the newest round and lay down what witness and trustees need; again only renews the proof."""
    console, folder = current(), ReviewFolder(review)
    with open_session(console.settings) as session:
        seen = group_of(session, group)
        number = seen.round
        record = close_scores(session, seen, despite_missing=despite_missing, at=now(), actor=operator(by))
        seq = place_of(session, Kind.GROUP_CLOSED, group, record.to_bytes())
        if seq is None:
            raise Refusal("ledger.damaged", exit_code=ExitCode.FORGED)
        (logged,) = proven(session, console.settings, [seq])
        growth = grown(session, console.settings, logged.size, since=since)
        session.commit()
        documents = counted(session, group_of(session, group), number)
    folder.put(folder.closing(number), record.to_bytes())
    folder.put(folder.sheets(number), written_sheets(documents))
    done = folder.cosigned(number)
    if growth is not None:
        folder.renew(folder.consistency(number), growth, unless=done)
    folder.renew(folder.logged(number), logged.to_bytes(), unless=done)
    console.line(console.say("scores.closed", group=group, sheets=len(record.sheets), missing=record.missing))
    console.line(console.say("scores.closed_next", path=str(folder.logged(number)), review=str(review)))
    facts = {"round": number, "sheets": len(record.sheets), "missing": record.missing}
    return console.finish({"ok": True, "group": group, **facts, "logged": str(folder.logged(number))})


def counted(session: Session, seen: GroupSeen, number: int) -> list[bytes]:
    """The signed documents of the sheets that a closed round counts, in the order of its record."""
    wanted = {one.hash for one in box_of(session, seen, number).newest()}
    found = {sealed_in(one).hash: one for one in documents_of(session, seen.id, number)}
    return [found[one] for one in seen.closings[number].sheets if one in wanted and one in found]


@dataclass(frozen=True)
class Round:
    """A round with the halves of the trustees who gave them: two, or all three."""

    number: int
    closed: ClosedRound
    laid: LaidDown

    @property
    def doubted(self) -> dict[str, int]:
        """Trustees whose halves contradict both others', and for how many sheets."""
        return doubted((sealed for _, sealed in self.closed.sealed()), self.laid.halves)


@click.command("unseal", cls=WordedCommand, help="scores.help.unseal")
@click.argument("group")
@click.option("--review", required=True, type=FOLDER, help="scores.help.review")
@click.option("--trust", required=True, type=click.Path(path_type=Path), help="scores.help.trust")
@click.option("--out", required=True, type=FOLDER, help="scores.help.unseal_out")
@click.option("--without-third", is_flag=True, help="scores.help.without_third")
@_by
def unseal(*, group: str, review: Path, trust: Path, out: Path, without_third: bool, by: str | None) -> int:
    """Join the halves; a sheet that its own reader spoilt is set aside, named and entered, and the others open."""
    console, folder, known = current(), ReviewFolder(review), trust_in(trust)
    with faults(review), open_session(console.settings) as session:
        seen = group_of(session, group)
        rounds = [with_halves(folder, number, known) for number in sorted(seen.closings)]
        if not rounds:
            raise Refusal("scores.nothing_closed", group=group)
        _as_closed(seen, rounds)
        opened, aside = opened_rounds(session, seen, rounds, without_third=without_third)
        papers = papers_of(seen, opened, aside)
        digest = hashlib.sha256(papers[TABLE]).hexdigest()
        if not recorded(session, group, digest):
            record_opened_scores(
                session,
                group,
                at_round=rounds[-1].number,
                sheets=len(opened),
                digest=digest,
                aside=[(one.document.hex(), one.why.value) for one in aside],
                at=now(),
                actor=operator(by),
            )
        session.commit()
    note_witnessed(console.settings, max(one.closed.head.size for one in rounds))
    for name, content in papers.items():
        make_folders((out / name).parent)
        write_whole(out / name, content, private=name not in (TABLE, BOOK))
    halves = _tell_halves(console, rounds)
    weak = sum(one.at_rest_only for one in opened)
    console.line(console.say("scores.unsealed", sheets=len(opened), packets=len({one.packet for one in opened})))
    if weak:
        console.note(console.say("scores.weak", count=weak))
    for one in aside:
        console.note(console.say(f"scores.set_aside.{one.why}", packet=one.packet))
    if aside:
        console.note(console.say("scores.set_aside", count=len(aside), path=str(out / ASIDE)))
    console.line(console.say("scores.written", out=str(out)))
    facts = {"sheets": len(opened), "rounds": len(rounds), "sealed_at_rest_only": weak, "digest": digest}
    left = [{"packet": one.packet, "why": one.why.value} for one in aside]
    told = {**facts, "halves": halves, "set_aside": left, "files": sorted(papers)}
    return console.finish({"ok": True, "group": group, **told})


def _tell_halves(console: Console, rounds: Sequence[Round]) -> dict[str, Any]:
    """Which files of halves were set aside, which nobody signed, and whose contradict the two others'."""
    aside = [(one.number, name, why) for one in rounds for name, why in sorted(one.laid.aside.items())]
    unsigned = [(one.number, name) for one in rounds for name in one.laid.unsigned]
    alone = [(one.number, name, sheets) for one in rounds for name, sheets in sorted(one.doubted.items())]
    for number, name, why in aside:
        reason = console.say(f"scores.fault.{why}") if has(f"scores.fault.{why}") else why
        console.note(console.say("scores.halves_aside", round=number, file=name, why=reason))
    for number, name in unsigned:
        console.note(console.say("scores.halves_unsigned", round=number, holder=name))
    for number, name, sheets in alone:
        console.note(console.say("scores.halves_alone", round=number, holder=name, count=sheets))
    return {
        "set_aside": [{"round": number, "file": name, "why": why} for number, name, why in aside],
        "unsigned": [{"round": number, "holder": name} for number, name in unsigned],
        "contradicting": [{"round": number, "holder": name, "sheets": sheets} for number, name, sheets in alone],
    }


def _as_closed(seen: GroupSeen, rounds: Sequence[Round]) -> None:
    """The papers in the folder must be those of the office's own record."""
    for one in rounds:
        if one.closed.record != seen.closings[one.number]:
            raise Forged("closing-of-another-round", group=seen.id, round=one.number)


def with_halves(folder: ReviewFolder, number: int, trust: Trust) -> Round:
    """A closed round with the halves of all trustees whose files are their own.

    Raises Refusal while there are not two: with exit code 5, naming it, where a file is not of the trustee it names.
    """
    closed = closed_round(folder, number, trust)
    laid = laid_down(folder, number, closed, trust)
    if len(laid.halves) < 2 and laid.aside:
        raise Refusal(
            "scores.halves_forged",
            exit_code=ExitCode.FORGED,
            round=number,
            files="、".join(sorted(laid.aside)),
            found=len(laid.halves),
        )
    if len(laid.halves) < 2:
        raise Refusal("scores.halves_missing", round=number, found=len(laid.halves))
    return Round(number, closed, laid)


def opened_rounds(
    session: Session, seen: GroupSeen, rounds: Sequence[Round], *, without_third: bool
) -> tuple[list[Opened], list[SetAside]]:
    """Every sheet of every round, and those that had to be set aside.

    Refuses (exit code 5) halves that open nothing. A sheet that two trustees' halves do not open may be the fault of
    one of them, so that it is refused until the third's are there too; ``without_third``: where those cannot be had.
    """
    pinned = keys_of(session, seen.id)
    keys, office = verifiers(pinned, revoked=True), sealed_at_rest(pinned)
    turns = {(one.codename, one.reader): one.turn for one in seen.tasks}
    found: list[Opened] = []
    aside: list[SetAside] = []
    for one in rounds:
        opened, left = open_sheets(
            one.closed.sealed(),
            one.laid.halves,
            rubric=seen.rubric,
            keys=keys,
            office=office,
            turns=turns,
            codenames=seen.codenames,
        )
        _require_third(one, opened, left, without_third=without_third)
        found += opened
        aside += left
    return sorted(found, key=lambda sheet: (sheet.packet, sheet.turn)), aside


def _require_third(one: Round, opened: Sequence[Opened], left: Sequence[SetAside], *, without_third: bool) -> None:
    """Refuse what may be a trustee's fault and not a reader's."""
    unopened = [each.packet for each in left if each.why is Why.UNOPENED]
    holders = "、".join(each.holder for each in one.laid.halves)
    if unopened and not opened:
        raise Refusal("scores.halves_wrong", exit_code=ExitCode.FORGED, holders=holders)
    if unopened and len(one.laid.signed) < TRUSTEES and not without_third:
        packets = "、".join(unopened[:8])
        raise Refusal("scores.third_needed", count=len(unopened), packets=packets, holders=holders)


def recorded(session: Session, group: str, digest: str) -> bool:
    """Whether this very opening was entered before."""
    for entry in entries(session, kind=Kind.SCORES_UNSEALED, scope=group):
        body = body_of(session, entry.seq)
        if body is not None and strict_parse(body.content)["facts"]["digest"] == digest:
            return True
    return False


def papers_of(seen: GroupSeen, opened: Sequence[Opened], aside: Sequence[SetAside]) -> dict[str, bytes]:
    """Every file of an opening by name. Tables name no reader's code; a reader's own sheets are in ``own/``, with what
    was set aside of them; what was set aside of anybody is a file for the office alone.
    """
    shown = labels(opened)
    names = stand_ins(opened, _stream(opened))
    rows = table_rows(opened, seen.rubric, lambda one: shown[one.packet, one.sheet.place.reader])
    linked = table_rows(opened, seen.rubric, lambda one: names[one.sheet.place.reader])
    sheet = ListedSheet(name=SHEET, heads=[(head, 16) for head in HEADS], rows=rows)
    papers = {TABLE: table_csv(rows), BOOK: listed_bytes([sheet]), LINKED: table_csv(linked)}
    papers[SHEETS] = _json({"group": seen.id, "sheets": details(opened, seen.rubric)})
    for code in sorted({one.sheet.place.reader for one in opened} | {one.reader for one in aside}):
        own = [one.sheet.to_bytes().decode() for one in opened if one.sheet.place.reader == code]
        left = [one.as_dict() for one in aside if one.reader == code]
        papers[f"{OWN}/{code}.json"] = _json({"group": seen.id, "reader": code, "sheets": own, "set_aside": left})
    if aside:
        papers[ASIDE] = _json({"group": seen.id, "set_aside": [one.as_dict() for one in aside]})
    return papers


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _stream(opened: Sequence[Opened]) -> Callable[[int], bytes]:
    """Bytes that only who opened the sheets can know, the same whenever the same sheets are opened."""
    secret = tagged_hash("expertpool/stand-ins/v1", *sorted(one.sheet.salt for one in opened))
    count = 0

    def fresh(size: int) -> bytes:
        nonlocal count
        count += 1
        return tagged_hash("expertpool/stand-ins-stream/v1", secret, count.to_bytes(8, "big"))[:size]

    return fresh
