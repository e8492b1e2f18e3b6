"""Sheets joined from two trustees' halves, and what is made of them: tables without readers' codes, and own sheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blind.codename import below
from blind.combining.scores import Score
from blind.dsse import Envelope, signer_ids
from blind.errors import Forged
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


def open_sheets(
    documents: Iterable[tuple[bytes, SealedSheet]],
    first: Halves,
    second: Halves,
    *,
    rubric: Rubric,
    keys: Mapping[str, Sequence[Verifier]],
    office: Collection[str],
    turns: Mapping[tuple[str, str], int],
    codenames: Mapping[bytes, str],
) -> list[Opened]:
    """Every sheet, opened and held against its signature, commitment and form.

    ``keys``: reader -> every key ever pinned; ``office``: ids of keys the office holds; ``turns``: (codename, reader)
    -> turn. Raises ``WrongSecret`` and ``Forged`` for the first sheet that does not open to what its reader sent.
    """
    found = []
    for document, sealed in documents:
        read_signed(document, keys.get(sealed.place.reader, ()))
        sheet = opened(
            sealed, first.for_partner(sealed.hash, second.holder), second.for_partner(sealed.hash, first.holder)
        )
        wrong, name = problems(sheet, rubric), codenames.get(sheet.place.packet)
        if wrong or name is None:
            raise Forged("sheet-outside-form", reader=sheet.place.reader, problems=len(wrong))
        (signer,) = signer_ids(Envelope.parse(document))
        turn = turns[name, sheet.place.reader]
        found.append(Opened(sheet, name, turn, at_rest_only=signer in office))
    return sorted(found, key=lambda one: (one.packet, one.turn))


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
