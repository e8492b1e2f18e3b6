"""The table: the demands of a notice by clause, read from data and refused where one says nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from expertpool.errors import Refusal
from expertpool.rules.toml_file import shipped_names
from expertpool.words import Language
from expertpool.words.worded import in_each, keys_of


class Keeper(StrEnum):
    """What can keep a demand: a rule that is judged, a day that is counted, a state, a command or a paper."""

    RULE = "rules"
    APPLICANT_RULE = "applicants"
    DEADLINE = "deadlines"
    FILING = "filings"
    COMMAND = "commands"
    PAPER = "papers"


class Standing(StrEnum):
    """How far a demand is kept: judged by rule or day, recorded as a state, done with a command, or out of scope."""

    ENFORCED = "enforced"
    RECORDED = "recorded"
    DONE_WITH = "done-with"
    OUTSIDE = "outside"


ENFORCING = (Keeper.RULE, Keeper.APPLICANT_RULE, Keeper.DEADLINE)


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One thing a clause asks for. ``kept``: names by what they are; ``note`` says what the names do not."""

    clause: str
    says: Mapping[Language, str]
    kept: Mapping[Keeper, tuple[str, ...]]
    note: Mapping[Language, str] | None = None
    outside: bool = False

    @property
    def standing(self) -> Standing:
        """The strongest thing that can be said of it."""
        if self.outside:
            return Standing.OUTSIDE
        if any(keeper in self.kept for keeper in ENFORCING):
            return Standing.ENFORCED
        return Standing.RECORDED if Keeper.FILING in self.kept else Standing.DONE_WITH


@dataclass(frozen=True)
class Coverage:
    """The demands of one notice, in the order of its clauses."""

    name: str
    title: Mapping[Language, str]
    demands: tuple[Demand, ...]

    def named(self, keeper: Keeper) -> frozenset[str]:
        """Every name of one kind that the table rests on."""
        return frozenset(name for demand in self.demands for name in demand.kept.get(keeper, ()))


def known_coverages() -> list[str]:
    """The names under which tables come with the program."""
    return shipped_names("expertpool.rules.coverage")


@cache
def coverage_of(name: str) -> Coverage:
    """The table of that name. Refuses an unknown one."""
    if name not in known_coverages():
        raise Refusal("rules.coverage_unknown", name=name, known="、".join(known_coverages()))
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return read_coverage(name, tomllib.loads(text))


def read_coverage(name: str, table: Mapping[str, Any]) -> Coverage:
    """A table, checked: every demand is kept by something or says why it is out of scope. Raises ValueError."""
    return Coverage(name, in_each(table, "title"), tuple(_demand(entry) for entry in table["demand"]))


_FIELDS = {"clause", *keys_of("says"), "outside", *keys_of("note"), *Keeper}


def _demand(entry: Mapping[str, Any]) -> Demand:
    clause = str(entry["clause"])
    if unknown := sorted(set(entry) - _FIELDS):
        raise ValueError(f"{clause}: unknown fields {unknown}")
    kept = {keeper: tuple(map(str, entry[keeper])) for keeper in Keeper if entry.get(keeper)}
    note = in_each(entry, "note") if "note" in entry else None
    outside = bool(entry.get("outside", False))
    if not kept and not outside:
        raise ValueError(f"{clause}: nothing keeps this demand")
    if outside and note is None:
        raise ValueError(f"{clause}: out of scope without a reason")
    return Demand(clause=clause, says=in_each(entry, "says"), kept=kept, note=note, outside=outside)
