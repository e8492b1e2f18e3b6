"""The count of an electronic ballot from its folder alone: the same for the office, for HRSS, and for any recount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blind.ballot.box import BallotClosing, check_box
from blind.ballot.definition import Ballot
from blind.ballot.opening import counts, outcomes
from blind.ballot.vote import Vote
from blind.tally import Count, Outcome, Readings
from blind.trust import Trust
from expertpool.party.ballot_folder import CLOSED, CLOSING, BallotFolder
from expertpool.party.ballot_words import tried
from expertpool.party.box_opening import check_evidence, check_trustees, evidence_in, halves_in


@dataclass(frozen=True)
class Counted:
    """A counted ballot: the trustees who opened it, its votes still sealed, counts and outcomes by candidate.

    ``witnessed``: the size of the ledger in whose cosigned head the closing stands.
    """

    ballot: Ballot
    record: BallotClosing
    votes: tuple[Vote, ...]
    holders: tuple[str, ...]
    counts: Mapping[str, Count]
    outcomes: Mapping[str, Outcome]
    witnessed: int


def count_folder(folder: BallotFolder, trust: Trust, readings: Readings, *, without_third: bool = False) -> Counted:
    """Count the whole box, after everything about it was checked against the witnessed head and the trust file.

    ``without_third``: count votes that two trustees do not open as spoilt, because the third's halves cannot be had.
    Raises Refusal while the closing is not witnessed or fewer than two trustees have opened, and for a box that is not
    exactly the one closed.
    """
    ballot, votes = folder.ballot(), folder.votes()
    evidence, place = evidence_in(folder, trust), folder.file(CLOSED, CLOSING)

    def checked() -> BallotClosing:
        check_trustees(ballot, trust)
        record = check_evidence(ballot, evidence)
        check_box(ballot, record, votes)
        return record

    record = tried(checked, place)
    holders, pairs = halves_in(folder, trust, ballot, votes)
    found = tried(lambda: counts(ballot, record, votes, pairs, without_third=without_third), place)
    decided = tried(lambda: outcomes(ballot, found, readings=readings), place)
    return Counted(ballot, record, votes, holders, found, decided, evidence.head.size)
