"""Opening a ballot: two of three trustees, candidate by candidate, each column in an order of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from blind.ballot.box import BallotClosing, check_box
from blind.ballot.definition import ABSTAIN, CHOICES, NO, YES, Ballot
from blind.ballot.sheet import ROOM, CastSheet, context
from blind.cosigned import Placed, check_cosigned
from blind.encoding import tagged_hash
from blind.envelope import Half, PairEnvelope, open_half, open_with
from blind.errors import Forged, Malformed
from blind.log.head import Head
from blind.tally import DEFAULT, Count, Outcome, Readings, Recused, tally

CLOSED = "ballot:box:closed"
"""The kind of the ledger entry about a closing; its scope is the ballot's."""


@dataclass(frozen=True)
class Column:
    """All votes about one candidate. Their order is that of their own hashes, so it differs from column to column and
    shows no sheet; who holds the sheets as well can still join columns, so openings stay with the trustees."""

    candidate: str
    votes: tuple[PairEnvelope, ...]


def columns(ballot: Ballot, record: BallotClosing, sheets: Iterable[CastSheet]) -> list[Column]:
    """The columns of the whole box; raises what ``check_box`` raises."""
    held = check_box(ballot, record, sheets)
    return [
        Column(name, tuple(sorted((sheet.votes[place] for sheet in held), key=by_own_hash(name))))
        for place, name in enumerate(ballot.candidates)
    ]


class by_own_hash:  # noqa: N801 - a sort key, read as one at the call
    """Sorts the votes about one candidate by a hash that also depends on the candidate."""

    def __init__(self, candidate: str) -> None:
        self.candidate = candidate.encode()

    def __call__(self, vote: PairEnvelope) -> bytes:
        return tagged_hash("expertpool/column/v1", self.candidate, vote.to_bytes())


def halves_after_closing(
    ballot: Ballot,
    record: BallotClosing,
    sheets: Iterable[CastSheet],
    secret: bytes,
    *,
    holder: str,
    partner: str,
    placed: Placed,
    head: Head,
) -> list[list[Half | None]]:
    """One trustee's halves for every column, from the trustee's own machine, after seeing the closing in a cosigned head.

    A vote that does not open is a spoilt one: its half is None. Raises ``Untrusted`` and ``Forged`` before anything is
    opened while the closing is not witnessed or the sheets are not exactly those it lists.
    """
    check_cosigned(record.to_bytes(), placed, head, kind=CLOSED, scope=ballot.scope)
    return [
        [half_or_none(ballot, column.candidate, vote, secret, holder, partner) for vote in column.votes]
        for column in columns(ballot, record, sheets)
    ]


def half_or_none(
    ballot: Ballot, candidate: str, vote: PairEnvelope, secret: bytes, holder: str, partner: str
) -> Half | None:
    """One half of one vote; None where the voter's device sealed nonsense."""
    from blind.errors import WrongSecret

    try:
        return open_half(vote, secret, holder=holder, partner=partner, context=context(ballot, candidate))
    except WrongSecret:
        return None


def counts(
    ballot: Ballot,
    record: BallotClosing,
    sheets: Iterable[CastSheet],
    first: Sequence[Sequence[Half | None]],
    second: Sequence[Sequence[Half | None]],
) -> dict[str, Count]:
    """Votes per candidate, from two trustees' halves for the whole box.

    A member recused for a candidate is left out of that candidate's abstentions. Raises ``Forged`` ("not-the-whole-box")
    for halves of a part of the box, ``WrongSecret`` for halves that do not open a vote both of them have.
    """
    found = {}
    ready = columns(ballot, record, sheets)
    if not len(ready) == len(first) == len(second):
        raise Forged("not-the-whole-box", columns=len(ready))
    for column, one, other in zip(ready, first, second, strict=True):
        if not len(column.votes) == len(one) == len(other):
            raise Forged("not-the-whole-box", candidate=column.candidate)
        choices = Counter(
            choice_of(ballot, column.candidate, *each) for each in zip(column.votes, one, other, strict=True)
        )
        found[column.candidate] = count_of(choices, recused=len(ballot.recused.get(column.candidate, ())))
    return found


def choice_of(ballot: Ballot, candidate: str, vote: PairEnvelope, one: Half | None, other: Half | None) -> str:
    """The choice of one vote; "" for a spoilt one."""
    if one is None or other is None:
        return ""
    text = open_with(vote, one, other, context=context(ballot, candidate))
    choice = text.rstrip(b"\x00").decode("ascii", "replace")
    return choice if len(text) == ROOM and choice in CHOICES else ""


def count_of(choices: Counter[str], *, recused: int) -> Count:
    """A candidate's count; recused members' sheets stand among the abstentions and leave them."""
    spoilt = sum(number for choice, number in choices.items() if choice not in CHOICES)
    if recused > choices[ABSTAIN] + spoilt + 0 and recused:
        recused_here = choices[ABSTAIN]
    else:
        recused_here = recused
    return Count(
        yes=choices[YES], no=choices[NO], abstained=choices[ABSTAIN] - recused_here, spoilt=spoilt, recused=recused
    )


def outcomes(ballot: Ballot, found: Mapping[str, Count], *, readings: Readings = DEFAULT) -> dict[str, Outcome]:
    """The outcome for every candidate; exactly the ballot's candidates, or ``Malformed``."""
    if found.keys() != set(ballot.candidates):
        raise Malformed("not-one-count-each", candidates=len(ballot.candidates), counts=len(found))
    if readings.recused is Recused.VOTES and any(ballot.recused.values()):
        raise Malformed("recused-do-not-vote-here", ballot=ballot.ballot_id.hex())
    size = len(ballot.roll)
    return {name: tally(found[name], drawn=ballot.drawn, present=size, readings=readings) for name in ballot.candidates}
