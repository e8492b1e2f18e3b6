"""Rounds of scoring as office and inspector see them: how many sheets, which papers; a score has no place here."""

from __future__ import annotations

from dataclasses import dataclass, field

from web.contexts.form import Form


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """A group by its newest round. ``state``: open, closed (its trustees are awaited) or opened."""

    group: str
    title: str
    round: int
    owed: int
    came: int
    state: str


@dataclass(frozen=True)
class GroupsPage:
    """Every review group."""

    groups: tuple[GroupLine, ...]


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """A round: sheets owed and come, how far its papers are, and which trustees handed their halves in."""

    number: int
    owed: int
    came: int
    closed: bool
    cosigned: bool
    halves: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OpenedShown:
    """What is on record of the last opening, in numbers. ``upto``: the newest round in it."""

    upto: int
    sheets: int
    aside: int


@dataclass(frozen=True, kw_only=True)
class ScoresPage:
    """One group. ``closed``, ``cosigned``, ``ready``: how far all rounds that are closed have come."""

    line: GroupLine
    packets: int
    readers: int
    rounds: tuple[RoundLine, ...]
    closed: bool
    cosigned: bool
    ready: bool
    opened: OpenedShown | None
    form: Form = field(default_factory=Form)
