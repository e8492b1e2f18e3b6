"""Chains, commitments and seeds: every input counts, and the order of the parties does not."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blind.ceremony.chain import first_link, link
from blind.ceremony.commitment import commitment, verify_opening
from blind.ceremony.seed import seed
from blind.errors import Forged, Malformed

HASH = st.binary(min_size=32, max_size=32)
PARTY = st.from_regex(r"[a-z][a-z0-9-]{0,11}", fullmatch=True)
DIGITS = st.text("0123456789", max_size=30)
LINKS = st.dictionaries(PARTY, HASH, min_size=1, max_size=4)
INPUTS = st.fixed_dictionaries(
    {
        "ctx": HASH,
        "seal_hash": HASH,
        "at": st.integers(0, 64),
        "links": LINKS,
        "dice": DIGITS,
        "beacon": DIGITS,
        "removals": st.one_of(st.just(b""), HASH),
        "algorithm": st.sampled_from(["sha256", "sm3"]),
    }
)


def by_hand(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


@given(INPUTS, st.randoms())
def test_order_of_the_parties_does_not_matter(inputs: dict, shuffle: object) -> None:
    links = list(inputs["links"].items())
    shuffle.shuffle(links)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
    assert seed(**{**inputs, "links": dict(links)}) == seed(**inputs)


@given(INPUTS, st.sampled_from(["ctx", "seal_hash", "at", "dice", "beacon", "removals", "algorithm"]), st.data())
def test_seed_depends_on_every_input(inputs: dict, name: str, data: st.DataObject) -> None:
    other = data.draw(INPUTS.map(lambda one: one[name]).filter(lambda value: value != inputs[name]))
    assert seed(**{**inputs, name: other}) != seed(**inputs)


@given(INPUTS, st.data())
def test_seed_depends_on_every_partys_link(inputs: dict, data: st.DataObject) -> None:
    party = data.draw(st.sampled_from(sorted(inputs["links"])))
    other = data.draw(HASH.filter(lambda value: value != inputs["links"][party]))
    assert seed(**{**inputs, "links": {**inputs["links"], party: other}}) != seed(**inputs)


def test_digits_do_not_slip_from_dice_to_beacon() -> None:
    given_ = {"ctx": bytes(32), "seal_hash": bytes(32), "at": 0, "links": {"a": bytes(32)}, "algorithm": "sha256"}
    assert seed(**given_, dice="12", beacon="3") != seed(**given_, dice="1", beacon="23")


def test_seed_is_the_plain_hash_of_its_length_prefixed_parts() -> None:
    parts = (b"expertpool/seed/v1", b"c" * 32, b"s" * 32, b"1", b"1" * 32, b"2" * 32, b"0012", b"", b"r" * 32)
    made = seed(
        ctx=b"c" * 32,
        seal_hash=b"s" * 32,
        at=1,
        links={"office": b"2" * 32, "hrss": b"1" * 32},
        dice="0012",
        removals=b"r" * 32,
        algorithm="sha256",
    )
    assert made == by_hand(*parts)


@pytest.mark.every
@pytest.mark.parametrize("value", [b"short", b"x" * 33, "x" * 32])
def test_link_of_another_length_or_kind_is_refused(value: object) -> None:
    with pytest.raises(Malformed):
        seed(ctx=bytes(32), seal_hash=bytes(32), at=0, links={"a": value}, algorithm="sha256")  # type: ignore[dict-item]  # the point of the test


def test_dice_outside_ascii_are_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        seed(ctx=bytes(32), seal_hash=bytes(32), at=0, links={}, dice="１", algorithm="sha256")


def test_each_link_is_the_hash_of_the_next() -> None:
    last = hashlib.sha256(b"last").digest()
    links = [link(last, rounds=8, at=at, algorithm="sha256") for at in range(9)]
    assert links[8] == last
    assert [by_hand(b"expertpool/chain/v1", later) for later in links[1:]] == links[:-1]


@given(HASH, st.integers(1, 12), st.data())
def test_every_opened_link_leads_to_the_same_first_one(last: bytes, rounds: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, rounds))
    opened = link(last, rounds=rounds, at=at, algorithm="sha256")
    assert first_link(opened, at=at, algorithm="sha256") == link(last, rounds=rounds, at=0, algorithm="sha256")


@pytest.mark.every
@pytest.mark.parametrize("at", [-1, 9])
def test_link_outside_the_chain_is_refused(at: int) -> None:
    with pytest.raises(Malformed, match="round-outside-chain"):
        link(bytes(32), rounds=8, at=at, algorithm="sha256")


@given(HASH, HASH, PARTY, st.integers(0, 8))
def test_commitment_opens_with_every_link_of_its_chain_in_its_own_round_alone(
    last: bytes, ctx: bytes, party: str, at: int
) -> None:
    committed = commitment(ctx, party, link(last, rounds=8, at=0, algorithm="sha256"), algorithm="sha256")
    opened = link(last, rounds=8, at=at, algorithm="sha256")
    verify_opening(committed, ctx=ctx, party=party, opened=opened, at=at, algorithm="sha256")
    for wrong in ({"at": at + 1}, {"party": party + "x"}, {"ctx": bytes(31) + b"?"}, {"opened": bytes(32)}):
        given_ = {"ctx": ctx, "party": party, "opened": opened, "at": at, **wrong}
        with pytest.raises(Forged, match="link-not-committed"):
            verify_opening(committed, **given_, algorithm="sha256")
