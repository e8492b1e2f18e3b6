"""Attacks B1 to B14 on the ballot's core: who tries what, and who finds it.

The attacker is the server's administrator, with the box and every stored byte; or a member who wants a second vote. The
token key lies on the inspector's machine, each trustee's key on the trustee's own. (B15 stands in the tests of the
blind signatures, B12 in those of the tally, under these names.)
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from blind import dsse
from blind.ballot.box import BallotBox, BallotClosing, cast, check_box, close, left_out
from blind.ballot.definition import Ballot
from blind.ballot.opening import Halves, choice_of, counts, half_or_none, halves_after_closing, outcomes
from blind.ballot.token import PAYLOAD_TYPE, Issuer, Token, ask, issue, message_of, receive
from blind.ballot.vote import Vote, context, vote
from blind.blind_rsa import TokenSecret, blind_sign
from blind.envelope import Half, Pair, PairEnvelope, seal_to_pairs
from blind.errors import BlindError, Forged, Untrusted, WrongSecret
from blind.keys.ed25519 import Ed25519Signer
from blind.tally import Count
from tests.blind.review_room import (
    EVERY_PAIR,
    MEMBERS,
    SECRETS,
    SOURCE,
    TOKEN_SECRET,
    TRUSTEES,
    closed_box,
    hostile_envelope,
    make_ballot,
    tokens_for,
    voted,
)

BALLOT = make_ballot()
ONE, TWO, THREE = BALLOT.candidates
ALL = {"M42": dict.fromkeys(BALLOT.candidates, "yes"), "M43": dict.fromkeys(BALLOT.candidates, "no")}
ISSUER, BOX, RECEIPTS = voted(BALLOT, ALL)
CLOSED, RECORD = close(BOX, issued=ISSUER.tokens())


def some_token(member: str = "M44", ballot: Ballot = BALLOT) -> Token:
    return tokens_for(Issuer(ballot), member)[1][0]


def made(token: Token, choice: str = "yes", ballot: Ballot = BALLOT) -> Vote:
    return vote(ballot, token, choice, SOURCE.randbytes)


def test_b1_a_token_is_spent_once() -> None:
    token = some_token()
    box, _ = cast(BOX, made(token).to_bytes())
    with pytest.raises(Untrusted, match="token-spent"):
        cast(box, made(token, "no").to_bytes())
    assert len(box.votes) == len(BOX.votes) + 1


def test_b1_a_member_gets_no_second_set_of_tokens() -> None:
    _, request = ask(BALLOT, "M42", device=MEMBERS["M42"], fresh=SOURCE.randbytes)
    with pytest.raises(Untrusted, match="token-issued-already"):
        issue(ISSUER, request, TOKEN_SECRET, fresh=SOURCE.randbytes)


def test_b1_a_member_asks_for_no_more_tokens_than_candidates() -> None:
    """Three blinded messages by a member who is recused for one of three candidates."""
    generous = make_ballot(recused={})
    _, request = ask(generous, "M41", device=MEMBERS["M41"], fresh=SOURCE.randbytes)
    record = dsse.Envelope.parse(request).payload.replace(generous.hash.hex().encode(), BALLOT.hash.hex().encode())
    forged = dsse.sign(record, payload_type=PAYLOAD_TYPE, signers=[MEMBERS["M41"]]).to_bytes()
    with pytest.raises(Untrusted, match="not-one-token-each"):
        issue(Issuer(BALLOT), forged, TOKEN_SECRET, fresh=SOURCE.randbytes)


def test_b2_a_token_of_another_ballot_or_candidate_is_worth_nothing() -> None:
    other = make_ballot(ballot_id=bytes(16))
    token = some_token(ballot=other)
    with pytest.raises(Untrusted, match="other-ballot"):
        cast(BOX, made(token, ballot=other).to_bytes())
    with pytest.raises(Forged, match="wrong-token-signature"):
        cast(BOX, made(token).to_bytes())
    with pytest.raises(Forged, match="wrong-token-signature"):
        cast(BOX, made(replace(some_token(), candidate=TWO)).to_bytes())


def test_b3_an_administrator_without_the_inspectors_key_makes_no_token() -> None:
    secret = SOURCE.randbytes(32)
    prepared = bytes(32) + message_of(BALLOT, ONE, Ed25519Signer(secret).verifier.public)
    for signature in (bytes(BALLOT.token_key.size), SOURCE.randbytes(BALLOT.token_key.size)):
        with pytest.raises(Forged, match="wrong-token-signature"):
            cast(BOX, made(Token(ONE, secret, prepared, signature)).to_bytes())


def test_b3_a_token_nobody_issued_shows_in_the_numbers() -> None:
    """The inspector's key was stolen: votes are genuine, and more than tokens issued."""
    box, _ = cast(BOX, made(some_token("M45")).to_bytes())
    with pytest.raises(Forged, match="more-votes-than-tokens") as found:
        close(box, issued=ISSUER.tokens())
    assert (found.value.facts["candidate"], found.value.facts["votes"], found.value.facts["issued"]) == (ONE, 3, 2)


def test_b3_tokens_claimed_beyond_the_roll_show_in_the_closing() -> None:
    slots = tuple(replace(one, issued=one.voters + 1) for one in RECORD.slots)
    with pytest.raises(Forged, match="more-votes-than-tokens"):
        check_box(BALLOT, replace(RECORD, slots=slots), BOX.votes.values())


def test_b4_nobody_votes_for_an_absent_member() -> None:
    absent = Ed25519Signer(b"\x63" * 32)
    _, request = ask(BALLOT, "M99", device=absent, fresh=SOURCE.randbytes)
    with pytest.raises(Untrusted, match="not-on-the-roll"):
        issue(ISSUER, request, TOKEN_SECRET, fresh=SOURCE.randbytes)


def test_b5_nobody_votes_in_the_name_of_a_member_who_is_present() -> None:
    _, request = ask(BALLOT, "M44", device=MEMBERS["M45"], fresh=SOURCE.randbytes)
    with pytest.raises(Untrusted, match="key-not-pinned"):
        issue(ISSUER, request, TOKEN_SECRET, fresh=SOURCE.randbytes)


def test_b5_no_token_and_no_vote_after_the_close() -> None:
    token = some_token()
    with pytest.raises(Untrusted, match="ballot-closed"):
        cast(CLOSED, made(token).to_bytes())
    _, request = ask(BALLOT, "M45", device=MEMBERS["M45"], fresh=SOURCE.randbytes)
    with pytest.raises(Untrusted, match="ballot-closed"):
        issue(replace(ISSUER, closed=True), request, TOKEN_SECRET, fresh=SOURCE.randbytes)


def test_b6_a_dropped_vote_is_found_by_its_receipt_and_by_every_trustee() -> None:
    public, *_ = BOX.votes
    fewer = replace(BOX, votes={key: one for key, one in BOX.votes.items() if key != public})
    _, record = close(fewer, issued=ISSUER.tokens())
    assert left_out(RECORD, RECEIPTS) == []
    assert left_out(record, RECEIPTS) == [BOX.votes[public].hash]
    with pytest.raises(Forged, match="not-the-whole-box"):
        check_box(BALLOT, RECORD, fewer.votes.values())


def test_b7_a_vote_exchanged_under_its_token_is_refused() -> None:
    """The administrator holds the vote with its token and seals another choice in its place."""
    genuine = made(some_token(), "no")
    other = seal_to_pairs(b"yes".ljust(8, b"\0"), TRUSTEES, context=context(BALLOT, ONE), fresh=SOURCE.randbytes)
    with pytest.raises(Forged, match="wrong-signature"):
        cast(BOX, replace(genuine, sealed=other).to_bytes())


def test_b7_every_changed_byte_of_a_vote_is_refused() -> None:
    data = made(some_token()).to_bytes()
    for place in range(0, len(data), 23):
        with pytest.raises(BlindError):
            cast(BOX, data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


def test_b7_a_sealed_vote_copied_from_another_member_is_refused() -> None:
    """Copying another's sealed choice would show it in the count."""
    seen = next(one for one in BOX.votes.values() if one.candidate == ONE)
    token = some_token()
    copy = replace(made(token), sealed=seen.sealed)
    with pytest.raises(Forged, match="vote-copied"):
        cast(BOX, replace(copy, signature=token.signer.sign(copy.unsigned)).to_bytes())


def test_b8_no_trustee_opens_before_the_closing_is_witnessed() -> None:
    evidence = closed_box(BALLOT, RECORD, witnessed=False)
    with pytest.raises(Untrusted, match="not-witnessed"):
        halves_after_closing(
            BALLOT, BOX.votes.values(), SECRETS["hrss"], holder="hrss", partner="office", evidence=evidence
        )


def test_b8_a_closing_other_than_the_logged_one_opens_nothing() -> None:
    shown = replace(closed_box(BALLOT, RECORD), record=replace(RECORD, slots=RECORD.slots[:1]))
    with pytest.raises(Forged, match="body-changed"):
        halves_after_closing(
            BALLOT, BOX.votes.values(), SECRETS["hrss"], holder="hrss", partner="office", evidence=shown
        )


def test_b9_one_trustee_alone_opens_nothing_and_one_lost_trustee_stops_nothing() -> None:
    evidence = closed_box(BALLOT, RECORD)
    halves = {
        name: halves_after_closing(
            BALLOT, BOX.votes.values(), SECRETS[name], holder=name, partner=partner, evidence=evidence
        )
        for name, partner in (("hrss", "office"), ("office", "hrss"))
    }
    with pytest.raises(WrongSecret):
        counts(BALLOT, RECORD, BOX.votes.values(), [(halves["hrss"], halves["hrss"])])
    found = counts(BALLOT, RECORD, BOX.votes.values(), [(halves["hrss"], halves["office"])])
    assert found[TWO] == Count(yes=1, no=1)


def test_b10_a_key_for_one_voter_alone_changes_the_fingerprint_on_the_wall() -> None:
    """A ballot with a key of its own for one member would let the signer recognise that member's tokens."""
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    numbers = generate_private_key(65537, 2048).private_numbers()
    own = TokenSecret(numbers.p, numbers.q)
    tagged = make_ballot(token_key=own.public)
    assert tagged.fingerprint != BALLOT.fingerprint
    pending, request = ask(tagged, "M44", device=MEMBERS["M44"], fresh=SOURCE.randbytes)
    with pytest.raises(Untrusted, match="other-token-key"):
        issue(ISSUER, request, own, fresh=SOURCE.randbytes)
    hidden, _ = ask(BALLOT, "M44", device=MEMBERS["M44"], fresh=SOURCE.randbytes)
    with pytest.raises(Forged):
        receive(BALLOT, hidden, tuple(blind_sign(own, bytes(255) + b"\x07", SOURCE.randbytes) for _ in pending))


def words(*texts: bytes) -> set[bytes]:
    """Every hex word of 16 characters and more in some bytes: ids, hashes, keys, signatures."""
    return {word for text in texts for word in re.findall(rb"[0-9a-f]{16,}", text)}


def test_b11_nothing_stored_with_a_member_stands_in_a_vote() -> None:
    """All the inspector sees and stores, and all the box stores, have the ballot's own hash in common and no more."""
    pending, request = ask(BALLOT, "M44", device=MEMBERS["M44"], fresh=SOURCE.randbytes)
    issued = issue(Issuer(BALLOT), request, TOKEN_SECRET, fresh=SOURCE.randbytes)
    asked = dsse.Envelope.parse(request)
    seen = words(request, asked.payload, *(one.hex().encode() for one in issued.answers))
    seen |= {mark.hex().encode() for mark in issued.issuer.issued.values()}
    votes = [made(token).to_bytes() for token in receive(BALLOT, pending, issued.answers)]
    assert seen & words(*votes) == {BALLOT.hash.hex().encode()}


def test_b11_nothing_stored_joins_two_votes_of_one_member() -> None:
    own = [made(token).to_bytes() for token in tokens_for(Issuer(BALLOT), "M44")[1]]
    shared = words(own[0]) & words(own[1])
    other = words(made(some_token("M45")).to_bytes())
    assert shared == shared & other == {BALLOT.hash.hex().encode()}


def test_b11_the_box_and_its_closing_are_the_same_whatever_the_order_of_voting() -> None:
    again = BallotBox(BALLOT)
    for one in reversed(list(BOX.votes.values())):
        again, _ = cast(again, one.to_bytes())
    assert list(again.votes) == list(BOX.votes) == sorted(BOX.votes)
    assert close(again, issued=ISSUER.tokens())[1].to_bytes() == RECORD.to_bytes()


def test_b11_a_pattern_over_candidates_does_not_show_in_the_opening() -> None:
    places = []
    for candidate in BALLOT.candidates:
        hashes = [one.hash for one in BOX.about(candidate)]
        assert hashes == sorted(hashes)
        places.append(hashes)
    assert len({one for each in places for one in each}) == len(BOX.votes)


def pairs_of(box: BallotBox, record: BallotClosing) -> dict[Pair, tuple[Halves, Halves]]:
    """What the trustees' machines lay down for one another, by pair."""
    evidence, votes = closed_box(BALLOT, record), box.votes.values()

    def taken(holder: str, partner: str) -> Halves:
        return halves_after_closing(BALLOT, votes, SECRETS[holder], holder=holder, partner=partner, evidence=evidence)

    return {(one, other): (taken(one, other), taken(other, one)) for one, other in EVERY_PAIR}


def with_vote(sealed: PairEnvelope) -> tuple[BallotBox, BallotClosing]:
    """The box with one more vote on the first candidate, by a member whose device sealed it so."""
    token = some_token()
    spoilt = replace(made(token), sealed=sealed)
    box, _ = cast(BOX, replace(spoilt, signature=token.signer.sign(spoilt.unsigned)).to_bytes())
    return box, close(box, issued=Issuer(BALLOT, {**ISSUER.issued, "M44": b""}).tokens())[1]


PLACE = context(BALLOT, ONE)
YES = b"yes".ljust(8, b"\0")
SPOILT = Count(yes=1, no=1, spoilt=1, recused=1)


@pytest.mark.parametrize(
    "sealed",
    [
        seal_to_pairs(b"yes!yes!", TRUSTEES, context=PLACE, fresh=SOURCE.randbytes),
        seal_to_pairs(b"YES".ljust(8, b"\0"), TRUSTEES, context=PLACE, fresh=SOURCE.randbytes),
        hostile_envelope(YES, PLACE, sound=EVERY_PAIR, cut=True),
    ],
    ids=["no choice", "another spelling", "no ciphertext"],
)
def test_b13_a_vote_that_opens_to_nonsense_is_spoilt_and_stays_in_the_count(sealed: PairEnvelope) -> None:
    box, record = with_vote(sealed)
    for pair in pairs_of(box, record).values():
        found = counts(BALLOT, record, box.votes.values(), [pair])
        assert found[ONE] == SPOILT
        assert outcomes(BALLOT, found)[ONE].base == 5


@pytest.mark.parametrize(
    "sealed",
    [
        seal_to_pairs(YES, TRUSTEES, context=(b"elsewhere",), fresh=SOURCE.randbytes),
        hostile_envelope(YES, PLACE),
    ],
    ids=["sealed for elsewhere", "halves that do not fit"],
)
def test_b13_a_vote_that_nobody_can_open_keeps_no_other_from_being_counted(sealed: PairEnvelope) -> None:
    """One member's device makes a vote that no two trustees open; the rest of the box must still be counted."""
    box, record = with_vote(sealed)
    pairs = list(pairs_of(box, record).values())
    for pair in pairs:
        with pytest.raises(WrongSecret, match="vote-unopened") as asked:
            counts(BALLOT, record, box.votes.values(), [pair])
        assert asked.value.facts["candidates"] == [ONE]
        assert counts(BALLOT, record, box.votes.values(), [pair], without_third=True)[ONE] == SPOILT
    assert counts(BALLOT, record, box.votes.values(), pairs)[ONE] == SPOILT


@pytest.mark.parametrize("sound", EVERY_PAIR, ids="-".join)
def test_b13_a_vote_that_one_pair_alone_can_open_counts_the_same_whoever_opens(sound: Pair) -> None:
    """Otherwise who opens the box would decide whether that vote counts."""
    box, record = with_vote(hostile_envelope(YES, PLACE, sound=(sound,)))
    pairs = pairs_of(box, record)
    found = counts(BALLOT, record, box.votes.values(), [pairs[sound]])
    assert found[ONE] == Count(yes=2, no=1, recused=1)
    for other in set(EVERY_PAIR) - {sound}:
        with pytest.raises(WrongSecret, match="vote-unopened"):
            counts(BALLOT, record, box.votes.values(), [pairs[other]])
    assert counts(BALLOT, record, box.votes.values(), list(pairs.values())) == found


@pytest.mark.parametrize("lie", ["keeps it back", "hands over another"])
def test_b9_a_trustee_who_knows_the_votes_cannot_spoil_those_not_liked(lie: str) -> None:
    """The second trustee to open reads every vote first, and then gives no true half for the votes in favour."""
    pairs = pairs_of(BOX, RECORD)
    honest, own = pairs["hrss", "office"]
    liked = [one.hash for one in BOX.about(ONE) if opens_to(one, honest, own) == "yes"]
    assert len(liked) == 1
    values = zip(BOX.about(ONE), own[ONE], strict=True)
    wrong = {
        **own,
        ONE: tuple(
            half if one.hash not in liked else None if half is None or lie == "keeps it back" else other_half(half)
            for one, half in values
        ),
    }
    with pytest.raises(WrongSecret, match="vote-unopened"):
        counts(BALLOT, RECORD, BOX.votes.values(), [(honest, wrong)])
    found = counts(BALLOT, RECORD, BOX.votes.values(), [(honest, wrong), pairs["hrss", "inspector"]])
    assert found[ONE] == Count(yes=1, no=1, recused=1)


def other_half(half: Half) -> Half:
    return replace(half, value=bytes(32))


def opens_to(vote_: Vote, first: Halves, second: Halves) -> str | None:
    """What a trustee who holds both halves reads in a vote."""
    at = [one.hash for one in BOX.about(vote_.candidate)].index(vote_.hash)
    one, other = first[vote_.candidate][at], second[vote_.candidate][at]
    return choice_of(vote_.sealed, one, other, context=context(BALLOT, vote_.candidate))


def test_b9_halves_that_open_nothing_at_all_are_refused_whatever_is_said() -> None:
    """A trustee's machine with a wrong key must not make a box of spoilt votes."""
    first, second = pairs_of(BOX, RECORD)["hrss", "office"]
    nothing = {name: tuple(None for _ in each) for name, each in second.items()}
    for without_third in (False, True):
        with pytest.raises(WrongSecret, match="wrong-half"):
            counts(BALLOT, RECORD, BOX.votes.values(), [(first, nothing)], without_third=without_third)


def test_b14_a_part_of_the_box_is_never_counted() -> None:
    evidence = closed_box(BALLOT, RECORD)
    part = list(BOX.votes.values())[1:]
    with pytest.raises(Forged, match="not-the-whole-box"):
        halves_after_closing(BALLOT, part, SECRETS["hrss"], holder="hrss", partner="office", evidence=evidence)
    full = halves_after_closing(
        BALLOT, BOX.votes.values(), SECRETS["hrss"], holder="hrss", partner="office", evidence=evidence
    )
    short = {name: each[1:] for name, each in full.items()}
    with pytest.raises(Forged, match="not-the-whole-box"):
        counts(BALLOT, RECORD, BOX.votes.values(), [(short, short)])


def test_b14_a_recount_gives_the_same_and_more_votes_than_listed_are_refused() -> None:
    more, _ = cast(BOX, made(some_token()).to_bytes())
    with pytest.raises(Forged, match="not-the-whole-box"):
        check_box(BALLOT, RECORD, more.votes.values())
    assert check_box(BALLOT, RECORD, BOX.votes.values()) == CLOSED


def test_a_closing_of_another_ballot_is_refused() -> None:
    other = make_ballot(ballot_id=bytes(16))
    with pytest.raises(Untrusted, match="other-ballot"):
        check_box(other, BallotClosing.parse(RECORD.to_bytes()), BOX.votes.values())


def test_another_holders_key_opens_no_half() -> None:
    sealed = next(iter(BOX.votes.values()))
    place = context(BALLOT, sealed.candidate)
    assert half_or_none(sealed.sealed, SECRETS["office"], holder="hrss", partner="office", context=place) is None


def test_two_hundred_kills_and_retries_lose_double_and_change_no_vote() -> None:
    """The tablet sends each vote until it is answered, whenever the server dies."""
    source, kept = random.Random(9), BallotBox(BALLOT)
    votes = [one.to_bytes() for one in BOX.votes.values()]
    receipts = set()
    for _ in range(200):
        box, receipt = cast(kept, source.choice(votes))
        died = source.choice(["before keeping", "before answering", "not"])
        kept = kept if died == "before keeping" else box
        receipts |= {receipt} if died == "not" else set()
    assert receipts == set(RECEIPTS)
    assert close(kept, issued=ISSUER.tokens())[1] == RECORD
