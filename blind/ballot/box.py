"""The box: takes each token once, holds votes in no order, and is written out sorted, in one batch, when it closes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from blind.ballot.definition import Ballot
from blind.ballot.vote import Vote, check_vote
from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Forged, Malformed, Untrusted
from blind.fields import exact, natural, texts

FORMAT = "expertpool-ballot-closed/1"


@dataclass(frozen=True)
class BallotBox:
    """The votes cast, by the public key of their token and sorted by it: no time, no order of arrival."""

    ballot: Ballot
    votes: Mapping[bytes, Vote] = field(default_factory=dict)
    closed: bool = False

    def about(self, candidate: str) -> list[Vote]:
        """The votes on one candidate, in the order of their hashes."""
        return sorted((one for one in self.votes.values() if one.candidate == candidate), key=lambda one: one.hash)


def cast(box: BallotBox, untrusted: bytes) -> tuple[BallotBox, bytes]:
    """The box with one more vote, and its receipt. The very same vote again changes nothing.

    Raises ``Untrusted`` with the code "token-spent" or "ballot-closed", ``Forged`` ("vote-copied"), and whatever
    ``check_vote`` raises.
    """
    vote = Vote.parse(untrusted)
    check_vote(box.ballot, vote)
    earlier = box.votes.get(vote.public)
    if earlier == vote:
        return box, vote.hash
    if box.closed:
        raise Untrusted("ballot-closed")
    if earlier is not None:
        raise Untrusted("token-spent")
    if any(one.sealed.commitment == vote.sealed.commitment for one in box.votes.values()):
        raise Forged("vote-copied")
    votes = {**box.votes, vote.public: vote}
    return replace(box, votes={public: votes[public] for public in sorted(votes)}), vote.hash


def cast_all(box: BallotBox, untrusted: Iterable[bytes]) -> tuple[BallotBox, list[bytes]]:
    """One member's votes together: all of them, or none and the refusal of the first bad one."""
    receipts = []
    for data in untrusted:
        box, receipt = cast(box, data)
        receipts.append(receipt)
    return box, receipts


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One candidate in a closed ballot: tokens given out, members who may vote, and the hashes of the votes, sorted."""

    candidate: str
    issued: int
    voters: int
    votes: tuple[bytes, ...]

    @property
    def unused(self) -> int:
        """Members who may vote and did not; they stay in the count as not in favour."""
        return self.voters - len(self.votes)


@dataclass(frozen=True, kw_only=True)
class BallotClosing:
    """The record of a closed ballot, candidate by candidate."""

    ballot: bytes
    slots: tuple[Slot, ...]

    def to_bytes(self) -> bytes:
        """The record as canonical JSON: the body of its ledger entry."""
        slots: list[dict[str, Any]] = [
            {"candidate": one.candidate, "issued": one.issued, "voters": one.voters, "votes": hexes(one.votes)}
            for one in self.slots
        ]
        return canonical({"ballot": self.ballot.hex(), "format": FORMAT, "slots": slots})

    @classmethod
    def parse(cls, data: bytes) -> BallotClosing:
        """Reads ``to_bytes``; raises ``Malformed``. Whether its numbers can be, ``check_closing`` says."""
        record = exact(strict_parse(data), {"ballot": str, "format": str, "slots": list}, what="ballot-closed")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="ballot-closed", format=record["format"][:40])
        return cls(ballot=from_hex(record["ballot"], 32), slots=tuple(map(read_slot, record["slots"])))


def hexes(hashes: Iterable[bytes]) -> list[str]:
    """Hashes as hex."""
    return [one.hex() for one in hashes]


def read_slot(value: object) -> Slot:
    """One candidate of a closing."""
    fields = {"candidate": str, "issued": int, "voters": int, "votes": list}
    record = exact(value, fields, what="ballot-closed.slots")
    votes = tuple(from_hex(one, 32) for one in texts(record["votes"], what="ballot-closed.votes"))
    if list(votes) != sorted(set(votes)):
        raise Malformed("votes-out-of-order", what="ballot-closed")
    numbers = {name: natural(record[name], what=f"ballot-closed.{name}") for name in ("issued", "voters")}
    return Slot(candidate=record["candidate"], votes=votes, **numbers)


def close(box: BallotBox, *, issued: Mapping[str, int]) -> tuple[BallotBox, BallotClosing]:
    """The box shut for good, and its record. ``issued``: tokens the inspector's machine gave out, by candidate.

    Raises ``Forged`` ("more-votes-than-tokens"): a token nobody issued would show here.
    """
    ballot = box.ballot
    slots = tuple(
        Slot(
            candidate=name,
            issued=issued.get(name, 0),
            voters=ballot.voters(name),
            votes=tuple(one.hash for one in box.about(name)),
        )
        for name in ballot.candidates
    )
    record = BallotClosing(ballot=ballot.hash, slots=slots)
    check_closing(ballot, record)
    return replace(box, closed=True), record


def check_closing(ballot: Ballot, record: BallotClosing) -> None:
    """Return if the record is of this ballot and votes <= tokens <= voters for every candidate."""
    if record.ballot != ballot.hash or tuple(one.candidate for one in record.slots) != ballot.candidates:
        raise Untrusted("other-ballot", expected=ballot.hash.hex())
    for one in record.slots:
        if not len(one.votes) <= one.issued <= one.voters == ballot.voters(one.candidate):
            numbers = {"votes": len(one.votes), "issued": one.issued, "voters": ballot.voters(one.candidate)}
            raise Forged("more-votes-than-tokens", candidate=one.candidate, **numbers)


def check_box(ballot: Ballot, record: BallotClosing, votes: Iterable[Vote]) -> BallotBox:
    """The box of exactly the votes the record lists, every one genuine; a part of them is never counted.

    Raises ``Untrusted`` ("other-ballot", "token-spent"), ``Forged`` ("not-the-whole-box", "vote-copied").
    """
    check_closing(ballot, record)
    box = gathered(ballot, votes)
    for slot in record.slots:
        held = {one.hash for one in box.about(slot.candidate)}
        missing, more = len(set(slot.votes) - held), len(held - set(slot.votes))
        if missing or more:
            raise Forged("not-the-whole-box", candidate=slot.candidate, missing=missing, more=more)
    return replace(box, closed=True)


def gathered(ballot: Ballot, votes: Iterable[Vote]) -> BallotBox:
    """A box of these votes, each checked as when it was cast; the very same vote twice counts once."""
    held: dict[bytes, Vote] = {}
    for one in votes:
        check_vote(ballot, one)
        if held.setdefault(one.public, one) != one:
            raise Untrusted("token-spent")
    if len({one.sealed.commitment for one in held.values()}) != len(held):
        raise Forged("vote-copied")
    return BallotBox(ballot, {public: held[public] for public in sorted(held)})


def left_out(record: BallotClosing, receipts: Iterable[bytes]) -> list[bytes]:
    """The receipts of votes that the record does not list."""
    listed = {one for slot in record.slots for one in slot.votes}
    return [one for one in receipts if one not in listed]
