"""What a column of a roster is, and how a head leads to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto


class Kind(Enum):
    """What a cell of a column holds, and so which reading it gets."""

    NUMBER = auto()
    NAME = auto()
    IDENTITY = auto()
    CHOICE = auto()
    TEXT = auto()
    DIGITS = auto()
    LINES = auto()
    ITEMS = auto()
    NUMBERS = auto()
    FIRST_DAY = auto()
    LAST_DAY = auto()
    MONTH = auto()
    YEARS = auto()
    PHONE = auto()
    EMAIL = auto()
    YES_NO = auto()
    WHOLE = auto()
    CHOICES = auto()
    DAYS = auto()
    GRADES = auto()


LISTS = (Kind.ITEMS, Kind.LINES)
"""Kinds whose cells hold several texts in an order; ``LINES`` come apart at 、 ; and line breaks, not at commas."""


@dataclass(frozen=True)
class RosterColumn:
    """One column: its key, its head, other heads it goes by, and what may stand in it.

    ``values`` is empty for free columns; ``default`` is what an empty cell of a closed list means. ``example`` fills
    the template's example row. ``fills`` says whether one value in cells merged downwards counts for all of their rows.
    """

    key: str
    head: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    required: bool = False
    values: tuple[str, ...] = ()
    default: str | None = None
    example: str = ""
    fills: bool = False

    @property
    def several(self) -> bool:
        """Whether a cell may hold more than one value."""
        return self.kind in (*LISTS, Kind.NUMBERS, Kind.YEARS, Kind.CHOICES, Kind.DAYS, Kind.GRADES)

    @property
    def as_text(self) -> bool:
        """Whether workbooks written here give the column text format, so that Excel leaves digits alone."""
        return self.kind in (Kind.NUMBER, Kind.NUMBERS, Kind.IDENTITY, Kind.DIGITS, Kind.PHONE, Kind.YEARS, Kind.MONTH)


EXAMPLE_PREFIX = "示例"
"""An expert number that begins like this marks an example row, which is reported and left out."""

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_JOINTS = re.compile(r"[\W_]+")
_NUMBERING = re.compile(r"^\d+(?=\D)")
_LATIN = re.compile(r"[a-z]+")


def fold_head(head: str) -> str:
    """A head without width, case, blanks, line breaks and punctuation: ``Expert No.`` and ``expert_no`` fold alike."""
    return _JOINTS.sub("", unicodedata.normalize("NFKC", head).casefold())


class ColumnTable:
    """The columns that one kind of roster may have, found by their heads. ``number`` is the key of who a row is."""

    def __init__(self, columns: tuple[RosterColumn, ...], *, number: str) -> None:
        self.columns = columns
        self.number = number
        self.by_key = {column.key: column for column in columns}
        self._exact = {fold_head(name): column for column in columns for name in (column.head, column.key)}
        aliases = {fold_head(alias): column for column in columns for alias in column.aliases}
        self._known = aliases | self._exact

    def find(self, head: str) -> RosterColumn | None:
        """The column a head means, remarks in brackets, numbering and a second language set aside; None if unknown."""
        plain = unicodedata.normalize("NFKC", head).casefold()
        folded, bare = fold_head(head), fold_head(_BRACKETED.sub("", plain))
        bare = bare.removesuffix("必填").removesuffix("选填")
        for form in (folded, bare, _NUMBERING.sub("", bare), _LATIN.sub("", bare)):
            if form in self._known:
                return self._known[form]
        return None

    def names_exactly(self, head: str, column: RosterColumn) -> bool:
        """Whether a head is the column's own head or key rather than one of its other names."""
        return self._exact.get(fold_head(head)) is column


def nearest_column(head: str, among: Iterable[RosterColumn]) -> RosterColumn | None:
    """The column of ``among`` whose spelling comes closest to an unknown head; None when nothing is near."""
    folded = fold_head(head)
    scored = [
        (SequenceMatcher(None, folded, fold_head(name)).ratio(), -place, column)
        for place, column in enumerate(among)
        for name in (column.head, column.key, *column.aliases)
    ]
    best = max(scored, default=None, key=lambda entry: entry[:2])
    return best[2] if best and best[0] >= 0.66 else None
