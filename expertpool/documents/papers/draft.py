"""A paper as it is written: its parts in order, who signs, and what is left blank because nobody stated it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

TABLE_WIDTH = 156
"""Millimetres between the margins of an official page (GB/T 9704)."""


class Words(Protocol):
    """The catalogue in one language: a key and its places in, a sentence out."""

    def __call__(self, key: str, /, **params: Any) -> str:
        """The sentence under ``key``."""


@dataclass(frozen=True)
class Heading:
    """The head of a numbered part (一、二、…)."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``indented`` by two characters as official papers have it."""

    text: str
    indented: bool = True


@dataclass(frozen=True)
class Facts:
    """A table of labels and values, one pair a row."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listing:
    """A table with heads, repeated on every page; widths are in millimetres and sum up to ``TABLE_WIDTH``."""

    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Paragraph | Facts | Listing


@dataclass
class Draft:
    """A paper in the making. ``blanks``: labels of what nobody stated, in order; ``lists``: tables for a workbook.

    ``dense``: set smaller than official papers are, to stay on one page. ``foot``: at the foot of the workbook's pages.
    """

    template: str
    title: str
    clause: str
    words: Words
    file_name: str = ""
    parts: list[Part] = field(default_factory=list)
    blanks: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    sealed: bool = True
    dense: bool = False
    lists: dict[str, Listing] = field(default_factory=dict)
    numbered: int = 0
    foot: str = ""

    def heading(self, key: str) -> None:
        """A numbered head."""
        self.numbered += 1
        numeral = self.words("draw_record.numerals").split()[self.numbered - 1]
        self.parts.append(Heading(self.words("draw_record.numbered", numeral=numeral, head=self.words(key))))

    def paragraph(self, key: str, **places: Any) -> None:
        """A sentence of the catalogue as a paragraph."""
        self.parts.append(Paragraph(self.words(key, **places)))

    def text(self, text: str) -> None:
        """What the office wrote, one paragraph a line."""
        self.parts += [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]

    def known(self, label: str, value: object) -> str:
        """The value in words, or a mark to write upon; what is marked is listed in ``blanks`` under its label."""
        if value is None or value == "":
            self._missed(label)
            return self.words("papers.blank")
        return self.day(value) if isinstance(value, date) else str(value)

    def known_day(self, label: str, day: date | None) -> str:
        """The day in words, or an empty date to write in."""
        if day is None:
            self._missed(label)
        return self.day(day)

    def day(self, day: date | None) -> str:
        """A day as official papers write it."""
        if day is None:
            return self.words("papers.day_blank")
        return self.words("papers.day", year=day.year, month=day.month, day=day.day)

    def facts(self, rows: Sequence[tuple[str, object]]) -> None:
        """A table of labels (keys of the catalogue) and values; missing ones are marked."""
        named = [(self.words(key), value) for key, value in rows]
        self.parts.append(Facts(tuple((label, self.known(label, value)) for label, value in named)))

    def listing(
        self, name: str, columns: Mapping[str, int], rows: Sequence[Sequence[str | None]], *, wanted: int = 0
    ) -> None:
        """A table by keys of its heads; a cell that is None stays empty and is counted as blank.

        ``name``: the key of the workbook's sheet. ``wanted``: empty lines where there are no rows.
        """
        heads = tuple((self.words(key), width) for key, width in columns.items())
        for at, (label, _) in enumerate(heads):
            if any(row[at] is None for row in rows) or (wanted and not rows):
                self._missed(label)
        kept = tuple(tuple(cell or "" for cell in row) for row in rows) or (("",) * len(heads),) * wanted
        table = Listing(heads, kept)
        self.parts.append(table)
        self.lists[self.words(name)] = table

    def signed_by(self, *keys: str, sealed: bool = True) -> None:
        """Who signs below, by keys; ``sealed`` prints the place of a seal in words, never a seal."""
        self.signatures = [self.words(key) for key in keys]
        self.sealed = sealed

    def _missed(self, label: str) -> None:
        if label not in self.blanks:
            self.blanks.append(label)
