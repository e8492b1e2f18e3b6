"""A TOML table read into a frozen record by the record's own field types; each fault names its key."""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from expertpool.errors import Refusal, Where
from expertpool.rules.groups import GROUPS, Group
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.share import read_share
from expertpool.words.worded import Worded, keys_of

RecordT = TypeVar("RecordT")
PartT = TypeVar("PartT")
EnumT = TypeVar("EnumT", bound=StrEnum)


class Unfit(ValueError):
    """A value is not what its key takes; ``code`` names the sentence that says what would be right."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclasses.dataclass(frozen=True)
class Spot:
    """Where in a file a table stands: ``rule`` for packs, and the keys that lead to it."""

    file: str
    rule: str | None = None
    keys: tuple[str, ...] = ()

    def at(self, key: str) -> Spot:
        """One key further down."""
        return dataclasses.replace(self, keys=(*self.keys, key))

    @property
    def key(self) -> str:
        """The keys with dots between."""
        return ".".join(self.keys)

    def refuse(self, code: str, **params: Any) -> Refusal:
        """A refusal that names this place."""
        places = [part for part in (self.rule, self.key) if part]
        where = Where(file=self.file, field=" · ".join(places) or None)
        return Refusal(code, where=where, rule=self.rule or "", entry=self.key, **params)


def read_record(record: type[RecordT], table: Any, spot: Spot, *, one_of: tuple[str, ...] = ()) -> RecordT:
    """The record this table states; a field of words has a key for each language.

    Raises Refusal for an unknown, missing or unfit key.
    """
    table = expect_table(table, spot)
    wanted = _fields(record)  # type: ignore[arg-type]  # a class is hashable, which the stub of cache does not see
    refuse_unknown(table, [key for name, field in wanted.items() for key in field.keys(name)], spot)
    for name, field in wanted.items():
        if field.required and name not in table:
            raise spot.at(name).refuse("rules.key_missing")
    if one_of and not any(name in table for name in one_of):
        raise spot.refuse("rules.key_one_of", keys=list_words(one_of))
    stated = {name: field for name, field in wanted.items() if any(key in table for key in field.keys(name))}
    return record(**{name: _stated(field, table, name, spot) for name, field in stated.items()})


def read_worded(table: Mapping[str, Any], name: str, spot: Spot) -> Worded:
    """The words under a name's key of each language, the Chinese where it has none. Refuses what is no text."""
    keys = keys_of(name)
    if name not in table:
        raise spot.at(name).refuse("rules.key_missing")
    return Worded.of({key: read_with(text, table[key], spot.at(key)) for key in keys if key in table}, name)


def expect_table(value: Any, spot: Spot) -> Mapping[str, Any]:
    """The value, if it is a table."""
    if not isinstance(value, dict):
        raise spot.refuse("rules.want_table", found=shown(value))
    return value


def refuse_unknown(table: Mapping[str, Any], known: Iterable[str], spot: Spot) -> None:
    """Refuse the first key that is not known, naming the nearest one that is."""
    names = list(known)
    for key in table:
        if key not in names:
            near = difflib.get_close_matches(key, names, n=1, cutoff=0.6)
            if near:
                raise spot.at(key).refuse("rules.key_unknown_near", near=near[0])
            raise spot.at(key).refuse("rules.key_unknown", known=list_words(names) or "-")


def read_value(kinds: frozenset[Any], value: Any, spot: Spot) -> Any:
    """The value as the first of the kinds that takes it."""
    return read_with(lambda untaken: _take(kinds, untaken, spot), value, spot)


def read_with(reader: Callable[[Any], Any], value: Any, spot: Spot) -> Any:
    """The value as ``reader`` takes it. Refuses one that is unfit."""
    try:
        return reader(value)
    except Unfit as unfit:
        raise spot.refuse(unfit.code, found=shown(value), **unfit.params) from None


def whole(value: Any) -> int:
    """A whole number of 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1_000_000:
        raise Unfit("rules.want_whole")
    return value


def share_or_whole(value: Any) -> Fraction | int:
    """``"1/5"``, ``"20%"`` or a whole number."""
    try:
        return read_share(value) if isinstance(value, str) else whole(value)
    except ValueError:
        raise Unfit("rules.want_share") from None


def share(value: Any) -> Fraction:
    """``"1/5"`` or ``"20%"``."""
    try:
        return read_share(value) if isinstance(value, str) else _never()
    except ValueError:
        raise Unfit("rules.want_share_only") from None


def yes_or_no(value: Any) -> bool:
    """``true`` or ``false``."""
    if not isinstance(value, bool):
        raise Unfit("rules.want_bool")
    return value


def text(value: Any) -> str:
    """Text that is not empty; blanks at both ends are dropped."""
    if not isinstance(value, str) or not value.strip():
        raise Unfit("rules.want_text")
    return value.strip()


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    return _several(text, value, "rules.want_texts")


def years(value: Any) -> tuple[int, ...]:
    """A list of whole numbers."""
    return _several(whole, value, "rules.want_years")


def _several(reader: Callable[[Any], PartT], value: Any, code: str) -> tuple[PartT, ...]:
    if not isinstance(value, list):
        raise Unfit(code)
    try:
        return tuple(reader(part) for part in value)
    except Unfit:
        raise Unfit(code) from None


def day(value: Any) -> date:
    """A TOML date, or text such as ``2025-08-15``, ``2025/8/15`` and ``2025年8月15日``."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = _DAY.fullmatch(unicodedata.normalize("NFKC", value).strip()) if isinstance(value, str) else None
    try:
        return date(*map(int, written.groups())) if written else _never()
    except ValueError:
        raise Unfit("rules.want_day") from None


def one_word(words: type[EnumT]) -> Callable[[Any], EnumT]:
    """One of an enumeration's words."""

    def read(value: Any) -> EnumT:
        if not isinstance(value, str) or value not in set(words):
            raise Unfit("rules.want_one_of", words=list_words([word.value for word in words]))
        return words(value)

    return read


def group(value: Any) -> Group:
    """The name of a group."""
    if not isinstance(value, str) or value not in GROUPS:
        raise Unfit("rules.want_one_of", words=list_words(GROUPS))
    return GROUPS[value]


def shown(value: Any) -> str:
    """A value as the file writes it, cut short."""
    if isinstance(value, bool):
        return str(value).lower()
    return (f'"{value}"' if isinstance(value, str) else str(value))[:80]


def list_words(words: Iterable[str]) -> str:
    """Names in a row, the same in every language."""
    return ", ".join(words)


_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)


@dataclasses.dataclass(frozen=True)
class _Field:
    kinds: frozenset[Any]
    required: bool

    @property
    def worded(self) -> bool:
        return self.kinds == frozenset({Worded})

    def keys(self, name: str) -> tuple[str, ...]:
        return keys_of(name) if self.worded else (name,)


def _stated(field: _Field, table: Mapping[str, Any], name: str, spot: Spot) -> Any:
    return read_worded(table, name, spot) if field.worded else read_value(field.kinds, table[name], spot.at(name))


@cache
def _fields(record: type[Any]) -> Mapping[str, _Field]:
    hints = typing.get_type_hints(record)
    return {
        field.name: _Field(_kinds(hints[field.name]), field.default is dataclasses.MISSING)
        for field in dataclasses.fields(record)
    }


def _kinds(hint: Any) -> frozenset[Any]:
    union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    return frozenset(typing.get_args(hint) if union else (hint,)) - {types.NoneType}


_READERS: Mapping[frozenset[Any], Callable[[Any], Any]] = {
    frozenset({int}): whole,
    frozenset({Fraction, int}): share_or_whole,
    frozenset({bool}): yes_or_no,
    frozenset({str}): text,
    frozenset({date}): day,
    frozenset({Group}): group,
    frozenset({tuple[str, ...]}): texts,
    frozenset({tuple[int, ...]}): years,
}


def _take(kinds: frozenset[Any], value: Any, spot: Spot) -> Any:
    if OpenNumber in kinds and isinstance(value, dict):
        return read_record(OpenNumber, value, spot)
    kinds -= {OpenNumber}
    if kinds in _READERS:
        return _READERS[kinds](value)
    (only,) = kinds
    return one_word(only)(value)


def _never() -> Any:
    raise ValueError
