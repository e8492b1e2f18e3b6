"""What pages about joint acts show: to the second person everything the act will do, to others how it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from web.contexts.committees import HeadShown
from web.contexts.form import Form


@dataclass(frozen=True, kw_only=True)
class ActLine:
    """One act in a list; ``about`` as its content names it, ``href`` where it is decided."""

    number: int
    kind: str
    about: str
    by: str
    role: str
    reason: str
    until: datetime
    state: str
    decided_by: str
    decided_at: datetime | None
    note: str
    href: str


@dataclass(frozen=True, kw_only=True)
class WaitingPage:
    """What waits for the reader, what they proposed, what they decided."""

    waiting: tuple[ActLine, ...]
    mine: tuple[ActLine, ...]
    decided: tuple[ActLine, ...]


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """One act in full. ``may``: what the reader may do with it: confirm, withdraw, or nothing."""

    act: ActLine
    told: tuple[tuple[str, str], ...]
    digest: str
    may: str
    seconds: tuple[str, ...]
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class WaiverShown:
    """A waiver on record."""

    says: str
    clause: str
    expert: str
    reason: str
    approver: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class WaiversPage:
    """A committee's waivers. ``rules``: principles that may be waived, by id, with how they stand in words."""

    head: HeadShown
    ready: bool
    granted: tuple[WaiverShown, ...]
    rules: tuple[tuple[str, str], ...]
    acts: tuple[ActLine, ...]
    form: Form = field(default_factory=Form)
