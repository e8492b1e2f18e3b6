"""Two people count one paper ballot apart: what each enters, and what comes of it once both have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from blind.ballot.paper import FIELDS, Entered, Mismatch, PaperBallot, mismatches, paper_outcomes
from blind.errors import Malformed
from blind.tally import DEFAULT, Count
from expertpool.actions.count_ballot import count_ballot
from expertpool.commands.ballot import as_dict
from expertpool.errors import Refusal, Where
from expertpool.models import BallotCount, JointAct
from expertpool.queries.meetings import MeetingSeen
from expertpool.reviewing.ballot_outcomes import with_verdicts
from expertpool.rules.stack import load_packs
from expertpool.words import Language
from web.typed_form import TypedForm


@dataclass(frozen=True)
class Sheet:
    """What one counter entered: sheets given out and found, and the count of every candidate by field."""

    given_out: int
    found: int
    counts: Mapping[str, Mapping[str, int]]

    @classmethod
    def typed(cls, seen: MeetingSeen, sent: TypedForm) -> Sheet:
        """From the form; every field is wanted, a nought is typed as one. Refuses at the field."""
        counts = {
            name: {field: sent.whole(f"{field}-{place}") for field in FIELDS}
            for place, name in enumerate(seen.codenames, start=1)
        }
        return cls(sent.whole("given_out"), sent.whole("found"), counts)

    @classmethod
    def kept(cls, content: Mapping[str, Any]) -> Sheet:
        """From a proposal."""
        return cls(content["given_out"], content["found"], content["counts"])

    def as_dict(self) -> dict[str, Any]:
        """As a proposal keeps it."""
        return {
            "given_out": self.given_out,
            "found": self.found,
            "counts": {k: dict(v) for k, v in self.counts.items()},
        }

    def entered(self, counter: str) -> Entered:
        """As the comparison takes it."""
        counts = {name: Count(**held) for name, held in self.counts.items()}
        return Entered(counter=counter, given_out=self.given_out, found=self.found, counts=counts)


def paper_of(seen: MeetingSeen) -> PaperBallot:
    """The ballot as the frozen roll knows it. Refuses an attendance that cannot be."""
    recused = {name: number for name in seen.codenames if (number := len(seen.recused_for(name)))}
    try:
        return PaperBallot(
            drawn=seen.seats, present=len(seen.attending), candidates=seen.codenames, recused=recused, mark=""
        )
    except Malformed:
        raise Refusal("ballot.cannot_be", drawn=seen.seats, present=len(seen.attending)) from None


def alone(seen: MeetingSeen, sheet: Sheet) -> None:
    """Refuse a sheet whose own sums cannot be, at its field: a slip of the pen need not wait for the second."""
    entered = sheet.entered("1")
    for one in mismatches(paper_of(seen), entered, sheet.entered("2")):
        place = list(seen.codenames).index(one.candidate) + 1 if one.candidate in seen.codenames else 0
        field = f"yes-{place}" if place else "found"
        raise Refusal("page_meeting.sums", where=Where(field=field), candidate=one.candidate or "")


def count_together(
    session: Session,
    seen: MeetingSeen,
    act: JointAct,
    second: Sheet,
    *,
    by: str,
    at: datetime,
    language: Language,
) -> BallotCount:
    """Enter both counts; they are tallied where they agree, and kept side by side where they do not."""
    first = Sheet.kept(act.content)
    paper, counters = paper_of(seen), [first.entered(act.proposed_by), second.entered(by)]
    differing: list[Mismatch] = mismatches(paper, *counters)
    packs = load_packs(None, on=seen.held_on)
    outcomes = (
        []
        if differing
        else with_verdicts(paper_outcomes(paper, counters, readings=DEFAULT), seen.committee, packs, language)
    )
    listed = [
        {
            "file": name,
            "given_out": sheet.given_out,
            "found": sheet.found,
            "counts": [{"candidate": candidate, **held} for candidate, held in sheet.counts.items()],
        }
        for name, sheet in ((act.proposed_by, first), (by, second))
    ]
    return count_ballot(
        session,
        seen,
        ballot_id=None,
        readings=DEFAULT.as_dict(),
        entered={"counters": listed},
        outcomes=outcomes,
        mismatches=[as_dict(one) for one in differing],
        at=at,
        actor=f"{act.proposed_by}、{by}",
    )
