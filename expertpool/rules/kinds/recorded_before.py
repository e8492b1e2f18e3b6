"""Things a program can only record: that something was done, and in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import MORE, WholeKind
from expertpool.rules.sentence import FileEntry, Sentence
from expertpool.rules.stage import SEATED, Stage


class Event(StrEnum):
    """What a record must come before."""

    DRAW = "draw"
    MEETING = "meeting"


@dataclass(frozen=True)
class Facts:
    """The day on record, None when nothing is recorded; and the day it must come before, None when nobody knows it."""

    recorded: date | None = None
    day: date | None = None


@dataclass(frozen=True)
class RecordedBefore(WholeKind[Facts]):
    """The committee's record ``record`` is dated at least ``days`` calendar days before the event (0: by its day).

    The day of the event is not counted, so seven days before the 15th is the 8th.
    """

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED | {Stage.COMMITTEE}
    stricter: ClassVar = {"days": MORE}

    record: str
    before: Event
    days: int = 0

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The record and the event's day."""
        committee = case.the_committee
        day = committee.meeting if self.before is Event.MEETING else case.draw_day
        return (Facts(_recorded(committee, self.record), day),)

    def weigh(self, facts: Facts) -> Finding:
        """On record, and early enough."""
        event = Sentence(f"rules.event.{self.before}")
        early = "recorded_days" if self.days else "recorded"
        required = Sentence(f"rules.required.{early}", record=record_words(self.record), event=event, days=self.days)
        if facts.recorded is None:
            repair = Sentence("rules.repair.record", record=record_words(self.record))
            return Finding(State.UNKNOWN, Sentence("rules.found.not_recorded"), required, repair)
        found = Sentence("rules.found.recorded", day=facts.recorded)
        if facts.day is None:
            return Finding(State.UNKNOWN, found, required, Sentence("rules.repair.draw_day"))
        if (facts.day - facts.recorded).days >= self.days:
            return Finding(State.HOLDS, found, required)
        return Finding(State.BROKEN, found, required, Sentence("rules.repair.recorded_late", event=event))

    def number(self) -> Sentence | None:
        """The days."""
        return Sentence("rules.number.days_before", days=self.days) if self.days else None


KNOWN_RECORDS = (
    "blacklist_checked",
    "chair_presides",
    "composition_filed",
    "plan_agreed",
    "plan_filed",
    "pool_changes_filed",
    "pool_cleaned",
    "supervisor_invited",
)
"""Records that the word catalogues name; a pack may use others, which are shown by their key."""


def record_words(record: str) -> Sentence | str:
    """What was done, in words; a record that the catalogues do not know by its name."""
    entry = record if record == "pool_cleaned" else f"records.{record}"
    return FileEntry(f"rules.record.{record}", entry=entry) if record in KNOWN_RECORDS else record


def _recorded(committee: CommitteeFacts, record: str) -> date | None:
    own = committee.pool_cleaned_on if record == "pool_cleaned" else None
    return own or committee.records.get(record)
