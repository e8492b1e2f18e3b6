"""One's own access: the devices one is signed in from, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Device:
    """A stay of one's own; ``here``: the one this page is read on."""

    stay: int
    name: str
    began_at: datetime
    seen_at: datetime
    here: bool


@dataclass(frozen=True)
class Key:
    """A key of one's own device; ``here``: the one behind this stay. ``ended_at`` None: it counts."""

    number: int
    print: str
    device: str
    bound_at: datetime
    ended_at: datetime | None
    here: bool


@dataclass(frozen=True)
class Event:
    """Something that happened to one's own access; ``what`` is a word of ``Happened``, ``about`` what was read."""

    what: str
    at: datetime
    by: str
    device: str
    about: str = ""


@dataclass(frozen=True)
class OwnPage:
    """The reader's own; nobody else has a place here."""

    devices: tuple[Device, ...]
    events: tuple[Event, ...]
    keys: tuple[Key, ...]
    for_experts: bool
