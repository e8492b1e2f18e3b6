"""Opening a ballot: two of three trustees, the whole box or nothing, candidate by candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from blind.ballot.box import BallotBox, BallotClosing, check_box
from blind.ballot.definition import ABSTAIN, CHOICES, NO, YES, Ballot
from blind.ballot.vote import ROOM, Vote, context
from blind.cosigned import Placed, check_cosigned
from blind.envelope import Half, PairEnvelope, open_half, open_with
from blind.errors import Forged, Malformed, WrongSecret
from blind.log.head import Head
from blind.tally import DEFAULT, Count, Outcome, Readings, Recused, tally

CLOSED = "ballot:box:closed"
"""The kind of the ledger entry about a closing; its scope is the ballot's."""

Halves = Mapping[str, tuple[Half | None, ...]]
"""By candidate, one trustee's half for each vote in the order of the votes' hashes; None for a vote that does not open.

That order is another one for every candidate and no stored value joins votes on two candidates, so an opening shows
how many voted how, and never one member's pattern over the candidates.
"""

Pair = tuple[Halves, Halves]
"""What two trustees took out for one another."""
PAIRS = 3


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a trustee's machine checks before opening anything: the closing, its place in the log, the cosigned head."""

    record: BallotClosing
    placed: Placed
    head: Head


def halves_after_closing(
    ballot: Ballot, votes: Iterable[Vote], secret: bytes, *, holder: str, partner: str, evidence: Evidence
) -> Halves:
    """One trustee's halves for the whole box, from the trustee's own machine.

    Raises ``Untrusted`` and ``Forged`` before anything is opened while the closing is not in a cosigned head, or the
    votes are not exactly those it lists.
    """
    record = evidence.record
    check_cosigned(record.to_bytes(), evidence.placed, evidence.head, kind=CLOSED, scope=ballot.scope)
    box = check_box(ballot, record, votes)
    return {
        name: tuple(
            half_or_none(one.sealed, secret, holder=holder, partner=partner, context=context(ballot, name))
            for one in box.about(name)
        )
        for name in ballot.candidates
    }


def half_or_none(
    sealed: PairEnvelope, secret: bytes, *, holder: str, partner: str, context: tuple[bytes, ...]
) -> Half | None:
    """One half of one vote; None where the voter's device sealed nonsense for this trustee."""
    try:
        return open_half(sealed, secret, holder=holder, partner=partner, context=context)
    except WrongSecret:
        return None


def counts(
    ballot: Ballot, record: BallotClosing, votes: Iterable[Vote], pairs: Sequence[Pair], *, without_third: bool = False
) -> dict[str, Count]:
    """Votes per candidate. ``pairs``: what two trustees took out for one another, one pair or all three.

    A vote counts by the first pair that opens it: its envelope fixes the key, so that every pair gives the same. One
    that no pair opens is spoilt, but only where all three pairs were tried, or ``without_third`` says that the third
    trustee's halves cannot be had: with one pair alone, either of the two could spoil the votes they do not like.
    Raises ``Forged`` ("not-the-whole-box") for votes or halves of a part of the box; ``WrongSecret`` for halves that
    open nothing, and ("vote-unopened") while a third trustee may still open what two do not.
    """
    box = check_box(ballot, record, votes)
    said = {name: choices(box, name, pairs) for name in ballot.candidates}
    unopened = {name: each.count(None) for name, each in said.items()}
    if sum(unopened.values()) == len(box.votes) > 0:
        raise WrongSecret("wrong-half-or-context", votes=len(box.votes))
    if any(unopened.values()) and len(pairs) < PAIRS and not without_third:
        raise WrongSecret("vote-unopened", candidates=[name for name, number in unopened.items() if number])
    return {name: count(box, name, said[name]) for name in ballot.candidates}


def choices(box: BallotBox, candidate: str, pairs: Sequence[Pair]) -> list[str | None]:
    """What each vote on a candidate says, "" for nonsense, None for one that no pair opens."""
    held = box.about(candidate)
    for pair in pairs:
        fewest = min(len(each.get(candidate, ())) for each in pair)
        if any(len(each.get(candidate, ())) != len(held) for each in pair):
            raise Forged("not-the-whole-box", candidate=candidate, missing=len(held) - fewest)
    place = context(box.ballot, candidate)
    halves = [list(zip(first.get(candidate, ()), second.get(candidate, ()), strict=True)) for first, second in pairs]
    return [
        next((said for each in halves if (said := choice_of(one.sealed, *each[at], context=place)) is not None), None)
        for at, one in enumerate(held)
    ]


def count(box: BallotBox, candidate: str, said: Sequence[str | None]) -> Count:
    """The votes on one candidate, counted."""
    found = Counter(said)
    spoilt = found.total() - sum(found[choice] for choice in CHOICES)
    recused = len(box.ballot.recused.get(candidate, ()))
    return Count(yes=found[YES], no=found[NO], abstained=found[ABSTAIN], spoilt=spoilt, recused=recused)


def choice_of(sealed: PairEnvelope, one: Half | None, other: Half | None, *, context: tuple[bytes, ...]) -> str | None:
    """The choice of one vote; "" for one that opens to nonsense, None for one that these halves do not open."""
    if one is None or other is None:
        return None
    try:
        text = open_with(sealed, one, other, context=context)
    except WrongSecret:
        return None
    except Forged:
        return ""
    choice = text.rstrip(b"\x00").decode("ascii", "replace")
    return choice if len(text) == ROOM and choice in CHOICES else ""


def outcomes(ballot: Ballot, found: Mapping[str, Count], *, readings: Readings = DEFAULT) -> dict[str, Outcome]:
    """The outcome for every candidate.

    Raises ``Malformed`` for counts of other candidates, and for the reading that recused members vote, since they have
    no tokens: such a committee leaves ``recused`` out of the ballot.
    """
    if found.keys() != set(ballot.candidates):
        raise Malformed("not-one-count-each", candidates=len(ballot.candidates), counts=len(found))
    if readings.recused is Recused.VOTES and any(ballot.recused.values()):
        raise Malformed("recused-have-no-tokens", ballot=ballot.ballot_id.hex())
    size = len(ballot.roll)
    return {name: tally(found[name], drawn=ballot.drawn, present=size, readings=readings) for name in ballot.candidates}
