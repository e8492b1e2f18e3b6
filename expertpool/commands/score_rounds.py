"""Rounds of scoring as commands and pages end and open them: closed and proven, then opened with trustees' halves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from blind.encoding import strict_parse, tagged_hash
from blind.errors import Forged
from blind.scoresheet.box import Closing
from blind.trust import Trust
from expertpool.actions.close_scores import close_scores
from expertpool.actions.record_unsealing import record_opened_scores
from expertpool.commands.ledger_proof import grown, proven
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
from expertpool.settings import Settings

TABLE, BOOK, LINKED, SHEETS, OWN = "scores.csv", "scores.xlsx", "linked.csv", "sheets.json", "own"
ASIDE = "set-aside.json"
OPEN_TO_ALL = (TABLE, BOOK)
"""Papers of an opening that need not be kept from other people of the office's computer."""
TRUSTEES = 3


@dataclass(frozen=True)
class Ended:
    """A closed round with what witness and trustees need to see of it."""

    number: int
    record: Closing
    documents: tuple[bytes, ...]
    logged: bytes
    growth: bytes | None

    def lay_down(self, folder: ReviewFolder) -> None:
        """Put its papers into the review's folder; proofs are renewed until the witness has cosigned."""
        folder.put(folder.closing(self.number), self.record.to_bytes())
        folder.put(folder.sheets(self.number), written_sheets(self.documents))
        done = folder.cosigned(self.number)
        if self.growth is not None:
            folder.renew(folder.consistency(self.number), self.growth, unless=done)
        folder.renew(folder.logged(self.number), self.logged, unless=done)


def end_round(
    session: Session,
    settings: Settings,
    group: str,
    *,
    despite_missing: bool,
    since: int | None = None,
    at: datetime,
    actor: str,
) -> Ended:
    """Close the newest round; one that is closed is only proven anew. Refuses as ``close_scores`` does."""
    seen = group_of(session, group)
    number = seen.round
    record = close_scores(session, seen, despite_missing=despite_missing, at=at, actor=actor)
    seq = place_of(session, Kind.GROUP_CLOSED, group, record.to_bytes())
    if seq is None:
        raise Refusal("ledger.damaged", exit_code=ExitCode.FORGED)
    (logged,) = proven(session, settings, [seq])
    growth = grown(session, settings, logged.size, since=since)
    session.flush()
    documents = counted(session, group_of(session, group), number)
    return Ended(number, record, tuple(documents), logged.to_bytes(), growth)


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


Second = Callable[[Round], str]
"""Who agrees that a round is opened without the third trustee; raises Refusal where nobody did."""


@dataclass(frozen=True)
class Unsealed:
    """An opening: its rounds, the sheets that opened, those set aside, and every paper it gives.

    ``seconds``: for rounds that needed a second person because the third trustee is missing, who that was.
    """

    rounds: tuple[Round, ...]
    opened: tuple[Opened, ...]
    aside: tuple[SetAside, ...]
    papers: Mapping[str, bytes]
    seconds: Mapping[int, str]

    @property
    def digest(self) -> str:
        """SHA-256 of the table, as it is entered."""
        return hashlib.sha256(self.papers[TABLE]).hexdigest()

    @property
    def witnessed(self) -> int:
        """The size of the largest ledger whose head came back cosigned with one of the closings."""
        return max(one.closed.head.size for one in self.rounds)


def unsealed(session: Session, group: str, folder: ReviewFolder, trust: Trust, *, second: Second | None) -> Unsealed:
    """Join the halves of every closed round; a sheet that its own reader spoilt is set aside, and the others open.

    Refuses (exit code 5) halves that open nothing. A sheet that two trustees' halves do not open may be the fault of
    one of them: it is refused until the third's are there too, unless ``second`` names who agrees to do without.
    """
    seen = group_of(session, group)
    rounds = tuple(with_halves(folder, number, trust) for number in sorted(seen.closings))
    if not rounds:
        raise Refusal("scores.nothing_closed", group=group)
    _as_closed(seen, rounds)
    opened, aside, seconds = _opened_rounds(session, seen, rounds, second)
    return Unsealed(rounds, opened, aside, papers_of(seen, opened, aside), seconds)


def enter_opening(session: Session, group: str, found: Unsealed, *, at: datetime, actor: str) -> None:
    """Enter an opening; the same again is entered once."""
    if recorded(session, group, found.digest):
        return
    record_opened_scores(
        session,
        group,
        at_round=found.rounds[-1].number,
        sheets=len(found.opened),
        digest=found.digest,
        aside=[(one.document.hex(), one.why.value) for one in found.aside],
        without_third=found.seconds,
        at=at,
        actor=actor,
    )


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


def _opened_rounds(
    session: Session, seen: GroupSeen, rounds: Sequence[Round], second: Second | None
) -> tuple[tuple[Opened, ...], tuple[SetAside, ...], dict[int, str]]:
    """Every sheet of every round, those that had to be set aside, and who agreed where the third trustee is missing."""
    pinned = keys_of(session, seen.id)
    keys, office = verifiers(pinned, revoked=True), sealed_at_rest(pinned)
    turns = {(one.codename, one.reader): one.turn for one in seen.tasks}
    found: list[Opened] = []
    aside: list[SetAside] = []
    seconds: dict[int, str] = {}
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
        if _third_missing(one, opened, left):
            if second is None:
                raise _third_needed(one, left)
            seconds[one.number] = second(one)
        found += opened
        aside += left
    return tuple(sorted(found, key=lambda sheet: (sheet.packet, sheet.turn))), tuple(aside), seconds


def _third_missing(one: Round, opened: Sequence[Opened], left: Sequence[SetAside]) -> bool:
    """Whether what does not open may be a trustee's fault and not a reader's. Refuses halves that open nothing."""
    unopened = any(each.why is Why.UNOPENED for each in left)
    if unopened and not opened:
        raise Refusal("scores.halves_wrong", exit_code=ExitCode.FORGED, holders=_holders(one))
    return unopened and len(one.laid.signed) < TRUSTEES


def _third_needed(one: Round, left: Sequence[SetAside]) -> Refusal:
    unopened = [each.packet for each in left if each.why is Why.UNOPENED]
    packets = "、".join(unopened[:8])
    return Refusal("scores.third_needed", count=len(unopened), packets=packets, holders=_holders(one))


def _holders(one: Round) -> str:
    return "、".join(each.holder for each in one.laid.halves)


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
