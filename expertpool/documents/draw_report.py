"""What the papers of one draw say: the facts that the record to sign and the workbook both print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from expertpool.rules.finding import State

Method = Literal["lottery", "queue"]
Assurance = Literal["M0", "M1", "M2", "M3"]


@dataclass(frozen=True)
class SeatLine:
    """One person of the result, a member or a reserve, as the papers name them."""

    seat: int
    expert_no: str
    name: str
    employer: str
    employer_kind: str
    level: str
    specialties: tuple[str, ...]
    gender: str | None = None
    consecutive_years: int | None = None
    """Years served without a gap up to the year before the meeting; None when the pool does not know."""
    kept: bool = False
    """Whether the person stays from the last panel and was not drawn."""
    chance: Fraction | None = None
    """The chance this person had before the draw; None where the method states none."""


@dataclass(frozen=True)
class FunnelStep:
    """What one rule took out of the roster before the draw."""

    rule_id: str
    clause: str
    says: str
    removed: int


@dataclass(frozen=True)
class VerdictLine:
    """One rule's verdict on the result, with what was found and what is required in words."""

    rule_id: str
    says: str
    clause: str
    state: State
    found: str = ""
    required: str = ""


@dataclass(frozen=True)
class Chances:
    """How equal the draw was: the lowest and the highest chance of anyone drawable, and the Gini coefficient."""

    lowest: Fraction
    highest: Fraction
    gini: Fraction


@dataclass(frozen=True)
class Randomness:
    """Where the draw's dice came from, as hexadecimal text, and what they picked."""

    assurance: Assurance
    assurance_says: str
    seed: str
    seed_given: bool = False
    """Whether somebody chose the seed, which makes the draw an exercise."""
    table_seed: str | None = None
    tickets: int | None = None
    ticket: int | None = None
    """The number drawn, counted from 1; None without a ticket table."""
    table_root: str | None = None


@dataclass(frozen=True)
class DrawReport:
    """One draw, complete. Sentences in it are already in the reader's language."""

    committee: str
    year: int
    series: str
    level: str
    seats: int
    meeting: date
    method: Method
    randomness: Randomness
    roster_digest: str
    roster_count: int
    candidates: int
    members: tuple[SeatLine, ...]
    program: str
    """Name and version of the program that drew, e.g. ``expertpool 0.1.0``."""
    specialties: tuple[str, ...] = ()
    drawn_at: datetime | None = None
    """The moment of the draw, with its zone; None leaves the place to be filled by hand."""
    place: str | None = None
    attempt: int = 1
    earlier_attempts: tuple[str, ...] = ()
    """One sentence for each attempt before this one: when, and why it did not stand."""
    funnel: tuple[FunnelStep, ...] = ()
    exclusions: tuple[tuple[str, int], ...] = ()
    """Reason in words, and how many people it kept out."""
    chances: Chances | None = None
    proof: tuple[str, ...] = ()
    reserves: tuple[SeatLine, ...] = ()
    verdicts: tuple[VerdictLine, ...] = ()
    waivers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
