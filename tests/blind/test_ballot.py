"""The secret ballot from the roll to the count, electronic and on paper, as honest people hold it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from blind.ballot.box import BallotBox, BallotClosing, cast, cast_all, close, left_out
from blind.ballot.definition import Ballot
from blind.ballot.opening import counts, halves_after_closing, outcomes
from blind.ballot.paper import Entered, Mismatch, PaperBallot, mark_of, mismatches, paper_outcomes, printed
from blind.ballot.token import Issuer, ask, issue, receive
from blind.ballot.vote import Vote, vote
from blind.errors import Malformed
from blind.tally import Count, Readings, Recused
from tests.blind.review_room import (
    MEMBERS,
    SECRETS,
    SOURCE,
    TOKEN_SECRET,
    closed_box,
    make_ballot,
    tokens_for,
    voted,
)

ONE, TWO, THREE = make_ballot().candidates
CHOICES = {
    "M41": {TWO: "yes", THREE: "no"},
    "M42": {ONE: "yes", TWO: "yes", THREE: "yes"},
    "M43": {ONE: "yes", TWO: "yes", THREE: "abstain"},
    "M44": {ONE: "yes", TWO: "yes", THREE: "no"},
    "M45": {ONE: "yes", TWO: "no", THREE: "yes"},
}
"""M46 is on the roll and does not vote."""


def opened(ballot: Ballot, box: BallotBox, record: BallotClosing, one: str, other: str) -> dict[str, Count]:
    evidence = closed_box(ballot, record)
    first, second = (
        halves_after_closing(
            ballot, box.votes.values(), SECRETS[holder], holder=holder, partner=partner, evidence=evidence
        )
        for holder, partner in ((one, other), (other, one))
    )
    return counts(ballot, record, box.votes.values(), [(first, second)])


def test_a_definition_reads_back_as_written() -> None:
    ballot = make_ballot()
    read = Ballot.parse(ballot.to_bytes())
    assert (read, read.hash) == (ballot, ballot.hash)
    assert len(ballot.fingerprint) == 9


@pytest.mark.every
@pytest.mark.parametrize(
    "given",
    [
        {"roll": ()},
        {"roll": ("M2", "M1")},
        {"candidates": ("a", "a")},
        {"drawn": 5},
        {"recused": {"nobody": ("M41",)}},
        {"recused": {ONE: ("M41", "M41")}},
        {"recused": {ONE: ("M99",)}},
        {"trustees": {"hrss": bytes(32)}},
        {"ballot_id": b""},
    ],
)
def test_a_definition_that_cannot_be_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        make_ballot(**given)


def test_a_ballot_is_cast_closed_opened_by_any_two_and_counted() -> None:
    ballot = make_ballot()
    issuer, box, receipts = voted(ballot, CHOICES)
    _, record = close(box, issued=issuer.tokens())
    assert BallotClosing.parse(record.to_bytes()) == record
    assert left_out(record, receipts) == []
    assert [(one.issued, one.voters, one.unused) for one in record.slots] == [(4, 5, 1), (5, 6, 1), (5, 6, 1)]
    expected = {
        ONE: Count(yes=4, recused=1),
        TWO: Count(yes=4, no=1),
        THREE: Count(yes=2, no=2, abstained=1),
    }
    for pair in (("hrss", "inspector"), ("inspector", "office"), ("office", "hrss")):
        assert opened(ballot, box, record, *pair) == expected
    found = outcomes(ballot, expected)
    assert {name: (one.base, one.needed, one.passed) for name, one in found.items()} == {
        ONE: (5, 4, True),
        TWO: (6, 4, True),
        THREE: (6, 4, False),
    }


def test_a_member_recused_for_a_candidate_gets_no_token_for_that_one() -> None:
    _, tokens = tokens_for(Issuer(make_ballot()), "M41")
    assert [one.candidate for one in tokens] == [TWO, THREE]


def test_asking_again_with_the_same_request_gives_the_same_answers() -> None:
    ballot = make_ballot()
    pending, request = ask(ballot, "M42", device=MEMBERS["M42"], fresh=SOURCE.randbytes)
    first = issue(Issuer(ballot), request, TOKEN_SECRET, fresh=SOURCE.randbytes)
    again = issue(first.issuer, request, TOKEN_SECRET, fresh=SOURCE.randbytes)
    assert (again.issuer, again.answers) == (first.issuer, first.answers)
    closed = replace(first.issuer, closed=True)
    assert issue(closed, request, TOKEN_SECRET, fresh=SOURCE.randbytes).answers == first.answers
    assert [one.candidate for one in receive(ballot, pending, first.answers)] == list(ballot.candidates)


def test_the_same_vote_again_is_harmless_before_and_after_closing() -> None:
    ballot = make_ballot()
    issuer, tokens = tokens_for(Issuer(ballot), "M42")
    made = vote(ballot, tokens[0], "yes", SOURCE.randbytes).to_bytes()
    box, receipt = cast(BallotBox(ballot), made)
    assert cast(box, made) == (box, receipt)
    closed, _ = close(box, issued=issuer.tokens())
    assert cast(closed, made) == (closed, receipt)


def test_all_votes_are_equally_long_whatever_they_say() -> None:
    ballot = make_ballot()
    _, tokens = tokens_for(Issuer(ballot), "M42")
    made = [vote(ballot, tokens[0], choice, SOURCE.randbytes).to_bytes() for choice in ("yes", "no", "abstain")]
    assert len({len(one) for one in made}) == 1
    assert [Vote.parse(one).to_bytes() for one in made] == made


def test_a_choice_that_is_none_is_refused() -> None:
    ballot = make_ballot()
    _, tokens = tokens_for(Issuer(ballot), "M42")
    with pytest.raises(Malformed, match="not-a-choice"):
        vote(ballot, tokens[0], "maybe", SOURCE.randbytes)


def test_votes_of_one_member_go_in_together_or_not_at_all() -> None:
    ballot = make_ballot()
    _, tokens = tokens_for(Issuer(ballot), "M42")
    made = [vote(ballot, one, "yes", SOURCE.randbytes).to_bytes() for one in tokens]
    box, receipts = cast_all(BallotBox(ballot), made)
    assert (len(box.votes), len(receipts)) == (3, 3)
    with pytest.raises(Malformed):
        cast_all(BallotBox(ballot), [*made, b"junk"])


def test_recused_members_who_vote_need_a_ballot_without_recusals() -> None:
    count = dict.fromkeys(make_ballot().candidates, Count(yes=6))
    reading = Readings(recused=Recused.VOTES)
    with pytest.raises(Malformed, match="recused-have-no-tokens"):
        outcomes(make_ballot(), count, readings=reading)
    assert all(one.passed for one in outcomes(make_ballot(recused={}), count, readings=reading).values())


def test_counts_of_other_candidates_are_refused() -> None:
    with pytest.raises(Malformed, match="not-one-count-each"):
        outcomes(make_ballot(), {ONE: Count(yes=1)})


PAPER = PaperBallot(drawn=9, present=6, candidates=("a", "b"), recused={"b": 1}, mark="00aa11bb")
COUNTED = {"a": Count(yes=4, no=1, spoilt=1), "b": Count(yes=5)}


def entered(counter: str, **given: Any) -> Entered:
    return Entered(**{"counter": counter, "given_out": 6, "found": 6, "counts": COUNTED, **given})


def test_paper_ballots_are_as_many_as_members_present_and_all_alike() -> None:
    assert printed(PAPER) == [["a", "b"]] * 6
    assert mark_of("c-17", bytes) != mark_of("c-18", bytes)


def test_two_counters_who_agree_give_the_outcome() -> None:
    found = paper_outcomes(PAPER, [entered("甲"), entered("乙")])
    assert {name: (one.base, one.needed, one.passed) for name, one in found.items()} == {
        "a": (6, 4, True),
        "b": (5, 4, True),
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"counts": {**COUNTED, "a": Count(yes=5, spoilt=1)}},
            [Mismatch("a", "yes", (4, 5)), Mismatch("a", "no", (1, 0))],
        ),
        ({"found": 5}, [Mismatch(None, "found", (6, 5)), Mismatch("a", "sum", (6, 5, 0))]),
        ({"counts": {"a": COUNTED["a"]}}, [Mismatch("b", "candidate", ())]),
        ({"counts": {**COUNTED, "c": Count(yes=1)}}, [Mismatch("c", "candidate", ())]),
        ({"given_out": 7}, [Mismatch(None, "given-out", (6, 7)), Mismatch(None, "sum", (6, 7, 6))]),
    ],
)
def test_what_two_counters_differ_in_is_named(given: dict[str, Any], expected: list[Mismatch]) -> None:
    assert mismatches(PAPER, entered("甲"), entered("乙", **given)) == expected
    with pytest.raises(Malformed, match="counters-differ"):
        paper_outcomes(PAPER, [entered("甲"), entered("乙", **given)])


def test_sums_that_do_not_come_out_are_named_even_where_both_agree() -> None:
    short = {**COUNTED, "a": Count(yes=4)}
    found = mismatches(PAPER, entered("甲", counts=short), entered("乙", counts=short))
    assert found == [Mismatch("a", "sum", (4, 6, 0))] * 2


def test_one_counter_cannot_count_twice_nor_alone() -> None:
    with pytest.raises(Malformed, match="one-counter-twice"):
        paper_outcomes(PAPER, [entered("甲"), entered("甲")])
    with pytest.raises(Malformed, match="not-two-counters"):
        paper_outcomes(PAPER, [entered("甲")])


@pytest.mark.every
@pytest.mark.parametrize(
    "given", [{"present": 10}, {"candidates": ("a", "a")}, {"recused": {"c": 1}}, {"recused": {"a": 7}}]
)
def test_a_paper_ballot_that_cannot_be_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        replace(PAPER, **given)
