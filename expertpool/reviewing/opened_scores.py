"""Sheets joined from trustees' halves, and what is made of them: tables without readers' codes, and own sheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

from blind.codename import below
from blind.combining.scores import Score
from blind.dsse import Envelope, signer_ids
from blind.errors import Forged, Malformed, WrongSecret
from blind.keys.signer import Verifier
from blind.scoresheet.rubric import Rubric
from blind.scoresheet.sealed import SealedSheet, opened, read_signed
from blind.scoresheet.sheet import Sheet, problems
from expertpool.reviewing.closed_round import Halves
from expertpool.reviewing.score_heads import AT_REST, BY_READER, HEADS
from expertpool.reviewing.score_report import points


@dataclass(frozen=True)
class Opened:
    """An opened sheet with its packet, its reader's turn and whether the office had typed it from paper."""

    sheet: Sheet
    packet: str
    turn: int
    at_rest_only: bool


class Why(StrEnum):
    """Why a sheet that its reader's own key signed cannot be used."""

    UNOPENED = "unopened"
    """No two of the trustees' halves open it."""
    CHANGED = "changed"
    """It opens, and is no sheet, or not the one its reader committed to."""
    OUTSIDE = "outside-form"
    """It opens to marks or words that the form does not take."""


@dataclass(frozen=True)
class SetAside:
    """A sheet that is left out so that the others can be opened; ``reader``: whose device sealed it so."""

    packet: str
    reader: str
    document: bytes
    why: Why

    def as_dict(self) -> dict[str, str]:
        """Plain values, with the reader's code."""
        return {
            "packet": self.packet,
            "reader": self.reader,
            "document": self.document.hex(),
            "why": self.why.value,
        }


def open_sheets(
    documents: Iterable[tuple[bytes, SealedSheet]],
    halves: Sequence[Halves],
    *,
    rubric: Rubric,
    keys: Mapping[str, Sequence[Verifier]],
    office: Collection[str],
    turns: Mapping[tuple[str, str], int],
    codenames: Mapping[bytes, str],
) -> tuple[list[Opened], list[SetAside]]:
    """Every sheet, opened and held against its signature, commitment and form; and those that cannot be used.

    One reader's spoilt sheet keeps nobody else's from being opened. ``halves``: of two or three trustees; ``keys``:
    reader -> every key ever pinned; ``office``: ids of keys the office holds; ``turns``: (codename, reader) -> turn.
    Raises ``Untrusted`` and ``Forged`` for a document that no key of its reader signed.
    """
    found, aside = [], []
    for document, sealed in documents:
        place = sealed.place
        read_signed(document, keys.get(place.reader, ()))
        if place.packet not in codenames:
            raise Forged("sheet-of-no-packet", reader=place.reader)
        name, sheet = codenames[place.packet], _opened_or_why(sealed, halves, rubric)
        if isinstance(sheet, Why):
            aside.append(SetAside(name, place.reader, sealed.hash, sheet))
            continue
        (signer,) = signer_ids(Envelope.parse(document))
        found.append(Opened(sheet, name, turns[name, place.reader], at_rest_only=signer in office))
    return sorted(found, key=lambda one: (one.packet, one.turn)), aside


def _opened_or_why(sealed: SealedSheet, halves: Sequence[Halves], rubric: Rubric) -> Sheet | Why:
    """The sheet by the first two halves that open it: the envelope fixes its key, so that all pairs give the same."""
    for one, other in combinations(halves, 2):
        found = _joined(sealed, one, other)
        if isinstance(found, Sheet):
            return Why.OUTSIDE if problems(found, rubric) else found
        if found is not Why.UNOPENED:
            return found
    return Why.UNOPENED


def _joined(sealed: SealedSheet, one: Halves, other: Halves) -> Sheet | Why:
    """The sheet by two trustees' halves."""
    first, second = one.for_partner(sealed.hash, other.holder), other.for_partner(sealed.hash, one.holder)
    if first is None or second is None:
        return Why.UNOPENED
    try:
        return opened(sealed, first, second)
    except WrongSecret:
        return Why.UNOPENED
    except (Forged, Malformed):
        return Why.CHANGED


def doubted(sheets: Iterable[SealedSheet], halves: Sequence[Halves]) -> dict[str, int]:
    """Trustee -> sheets that the two others open and this one's halves do not, or for which it gave none.

    The envelope fixes the key, so that who contradicts the two others is alone; a sheet that its reader's own device
    sealed badly for one trustee looks the same, but only for that reader's sheets.
    """
    found: dict[str, int] = {}
    for sealed in sheets if len(halves) > 2 else ():
        fits = {
            (one.holder, other.holder): _joined(sealed, one, other) is not Why.UNOPENED
            for one, other in combinations(halves, 2)
        }
        for each in halves:
            own = [good for pair, good in fits.items() if each.holder in pair]
            if not any(own) and any(fits.values()):
                found[each.holder] = found.get(each.holder, 0) + 1
    return found


def labels(opened_sheets: Sequence[Opened]) -> dict[tuple[str, str], str]:
    """E1, E2 … for each packet in the order of appointment: the same label says nothing about the same person."""
    found: dict[tuple[str, str], str] = {}
    for packet in dict.fromkeys(one.packet for one in opened_sheets):
        own = [one for one in opened_sheets if one.packet == packet]
        found |= {(packet, one.sheet.place.reader): f"E{at}" for at, one in enumerate(own, start=1)}
    return found


def stand_ins(opened_sheets: Sequence[Opened], fresh: Callable[[int], bytes]) -> dict[str, str]:
    """A name for each reader that holds for this opening alone, so that scores can be calibrated and nobody named."""
    readers = sorted({one.sheet.place.reader for one in opened_sheets})
    numbers = list(range(1, len(readers) + 1))
    for last in range(len(numbers) - 1, 0, -1):
        other = below(last + 1, fresh)
        numbers[last], numbers[other] = numbers[other], numbers[last]
    width = len(str(len(readers)))
    return {reader: f"X{number:0{width}}" for reader, number in zip(readers, numbers, strict=True)}


def table_rows(opened_sheets: Sequence[Opened], rubric: Rubric, named: Callable[[Opened], str]) -> list[list[str]]:
    """One line a sheet: packet, reader as ``named`` says, total in points, turn, how it was sealed."""
    return [
        [
            one.packet,
            named(one),
            points(total_of(one, rubric)),
            str(one.turn),
            AT_REST if one.at_rest_only else BY_READER,
        ]
        for one in opened_sheets
    ]


def total_of(one: Opened, rubric: Rubric) -> int:
    """The weighted mean in hundredths, rounded half up to a whole hundredth: what is combined further."""
    exact = rubric.total(one.sheet.marks)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def scores_of(opened_sheets: Sequence[Opened], rubric: Rubric, names: Mapping[str, str]) -> list[Score]:
    """The scores to combine, readers by their stand-ins."""
    return [Score(one.packet, names[one.sheet.place.reader], total_of(one, rubric), one.turn) for one in opened_sheets]


def table_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """A table for spreadsheets: UTF-8 with the mark Excel wants."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerows([HEADS, *rows])
    return held.getvalue().encode("utf-8-sig")


def details(opened_sheets: Sequence[Opened], rubric: Rubric) -> list[dict[str, Any]]:
    """Marks, reasons and comments by packet and label, for the office alone."""
    named = labels(opened_sheets)
    return [
        {
            "packet": one.packet,
            "reader": named[one.packet, one.sheet.place.reader],
            "marks": {line.code: points(one.sheet.marks[line.code]) for line in rubric.indicators},
            "reasons": dict(one.sheet.reasons),
            "comment": one.sheet.comment,
            "total": points(total_of(one, rubric)),
            "sealed_at_rest_only": one.at_rest_only,
        }
        for one in opened_sheets
    ]
