"""A form's contents: what a paper must state before it can be handed in, and which of it is missing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from expertpool.filings.kind import Titled, Titles
from expertpool.rules.table import Spot, read_record, refuse_unknown
from expertpool.rules.toml_file import shipped_names
from expertpool.words.worded import Worded


@dataclass(frozen=True, kw_only=True)
class Content(Titled):
    """One thing a form states. ``a_day``: a date. ``listed``: several lines. ``hint``: an example line."""

    hint: Worded
    a_day: bool = False
    listed: bool = False

    @property
    def hints(self) -> Titles:
        """An example in each language."""
        return dict(self.hint.words)


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form: its clause, and what it must state, in the clause's order."""

    id: str
    clause: str
    contents: tuple[Content, ...]

    def missing(self, stated: Mapping[str, str]) -> tuple[Content, ...]:
        """The contents of which nothing is stated."""
        return tuple(one for one in self.contents if not stated.get(one.id, "").strip())


@cache
def form_named(name: str) -> Form:
    """The form of that name. Raises KeyError for an unknown one."""
    file = files(__package__).joinpath("forms", f"{name}.toml")
    if not file.is_file():
        raise KeyError(name)
    return read_form(tomllib.loads(file.read_text(encoding="utf-8")), str(file))


def known_forms() -> list[str]:
    """The names of all forms."""
    return shipped_names("expertpool.filings", "forms")


def read_form(table: Mapping[str, Any], file: str) -> Form:
    """A form's file, checked: each content once, with its words."""
    spot = Spot(file)
    refuse_unknown(table, ("id", "clause", "content"), spot)
    listed = table.get("content", [])
    read = tuple(read_record(Content, entry, spot.at(f"content {at}")) for at, entry in enumerate(listed, start=1))
    if not read or len({one.id for one in read}) < len(read):
        raise spot.at("content").refuse("rules.id_twice" if read else "rules.key_missing")
    return Form(id=str(table["id"]), clause=str(table["clause"]), contents=read)
