"""The paper ballot: what is printed, and two counters' numbers entered apart and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blind.encoding import tagged_hash
from blind.errors import Malformed
from blind.halves import Fresh
from blind.tally import DEFAULT, Count, Outcome, Readings, tally

FIELDS = ("yes", "no", "abstained", "spoilt")
MARK = 4
"""Random bytes of the mark all ballots of one meeting carry, the same on each, against ballots brought from outside."""


@dataclass(frozen=True, kw_only=True)
class PaperBallot:
    """Members drawn and on the roll, candidates in the printed order, and how many members are recused for each."""

    drawn: int
    present: int
    candidates: tuple[str, ...]
    recused: Mapping[str, int]
    mark: str

    def __post_init__(self) -> None:
        if not 0 < self.present <= self.drawn or len(set(self.candidates)) != len(self.candidates):
            raise Malformed("not-an-attendance", drawn=self.drawn, present=self.present)
        for name, number in self.recused.items():
            if name not in self.candidates or not 0 <= number <= self.present:
                raise Malformed("recusal-of-nobody-here", candidate=name)


def mark_of(scope: str, fresh: Fresh) -> str:
    """Eight hex characters to print on every ballot of one meeting."""
    return tagged_hash("expertpool/paper-ballot/v1", scope.encode(), fresh(16))[:MARK].hex()


def printed(ballot: PaperBallot) -> list[list[str]]:
    """The ballots to print: as many as members present, each the same list of candidates, none with a number of its
    own, so that no two can be told apart."""
    return [list(ballot.candidates)] * ballot.present


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What one counter entered alone: sheets given out, sheets found in the box, and the count of every candidate."""

    counter: str
    given_out: int
    found: int
    counts: Mapping[str, Count]


@dataclass(frozen=True)
class Mismatch:
    """Where the two counters differ, or a counter's own numbers cannot be: candidate (None for the box), field, values.

    ``field`` is one of ``FIELDS``, "given-out", "found", "sum", "candidate".
    """

    candidate: str | None
    field: str
    values: tuple[int, ...]


def mismatches(ballot: PaperBallot, first: Entered, second: Entered) -> list[Mismatch]:
    """Every difference between two counters, and every sum that does not come out; [] when the count may stand.

    Raises ``Malformed`` ("one-counter-twice").
    """
    if first.counter == second.counter:
        raise Malformed("one-counter-twice", counter=first.counter)
    pairs = (("given-out", first.given_out, second.given_out), ("found", first.found, second.found))
    differing = [Mismatch(None, name, (one, other)) for name, one, other in pairs if one != other]
    for entered in (first, second):
        if not 0 <= entered.found <= entered.given_out <= ballot.present:
            differing.append(Mismatch(None, "sum", (entered.found, entered.given_out, ballot.present)))
    strangers = sorted((first.counts.keys() | second.counts.keys()) - set(ballot.candidates))
    differing += [Mismatch(name, "candidate", ()) for name in strangers]
    for name in ballot.candidates:
        differing += about(ballot, name, first, second)
    return differing


def about(ballot: PaperBallot, candidate: str, first: Entered, second: Entered) -> list[Mismatch]:
    """The mismatches of one candidate. Recused members leave this candidate's line empty, so sums may fall short by
    their number and by no more."""
    one, other = first.counts.get(candidate), second.counts.get(candidate)
    if one is None or other is None:
        return [Mismatch(candidate, "candidate", ())]
    found = [
        Mismatch(candidate, name, (getattr(one, name), getattr(other, name)))
        for name in FIELDS
        if getattr(one, name) != getattr(other, name)
    ]
    allowed = ballot.recused.get(candidate, 0)
    for entered, count in ((first, one), (second, other)):
        if not entered.found - allowed <= count.cast <= min(entered.found, ballot.present - allowed):
            found.append(Mismatch(candidate, "sum", (count.cast, entered.found, allowed)))
    return found


def paper_outcomes(
    ballot: PaperBallot, counters: Sequence[Entered], *, readings: Readings = DEFAULT
) -> dict[str, Outcome]:
    """The outcome for every candidate, once two counters agree.

    Raises ``Malformed`` ("not-two-counters"; "counters-differ", mismatches=[...]).
    """
    if len(counters) != 2:
        raise Malformed("not-two-counters", counters=len(counters))
    found = mismatches(ballot, *counters)
    if found:
        raise Malformed("counters-differ", mismatches=found)
    return {
        name: tally(
            with_recused(counters[0].counts[name], ballot.recused.get(name, 0)),
            drawn=ballot.drawn,
            present=ballot.present,
            readings=readings,
        )
        for name in ballot.candidates
    }


def with_recused(count: Count, recused: int) -> Count:
    """The count with the members recused, who are known from the roll and not from the box."""
    return Count(yes=count.yes, no=count.no, abstained=count.abstained, spoilt=count.spoilt, recused=recused)
