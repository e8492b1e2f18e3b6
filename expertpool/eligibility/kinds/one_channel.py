"""One way in: a unit hands in all its applications of a year through one channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import ApplicantFacts
from expertpool.eligibility.kinds.kind import AcrossKind, Everybody, outcome
from expertpool.eligibility.kinds.same_text import plain
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """How many channels the unit used, and how many of its applications do not say."""

    channels: int
    unstated: int = 0


@dataclass(frozen=True)
class OneChannel(AcrossKind[Facts]):
    """A unit uses ``at_most`` so many channels; one that not all of its applications name is unknown."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("at_most",)

    at_most: int

    def same(self, applicant: ApplicantFacts) -> str:
        """One unit."""
        return plain(applicant.employer)

    def read(self, everybody: Everybody) -> Facts:
        """The unit's channels."""
        channels = [one.channel for one in everybody.together]
        return Facts(len(set(channels) - {None}), channels.count(None))

    def weigh(self, facts: Facts) -> Finding:
        """One channel, and everybody says which."""
        few = facts.channels <= self.at_most
        return outcome(
            None if few and facts.unstated else few,
            found=Sentence("eligibility.found.channels", count=facts.channels, unstated=facts.unstated),
            required=Sentence("eligibility.required.channels", count=self.at_most),
            repair=Sentence("eligibility.repair.one_channel"),
            look_up="channel",
        )

    def number(self) -> Sentence:
        """The most."""
        return Sentence("rules.number.at_most", value=self.at_most)
