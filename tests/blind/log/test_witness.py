"""The witness accepts a log that only grew, and keeps both heads when it did not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.head import Head, read_head
from blind.log.tree import Tree
from blind.log.witness import Accepted, Refused, consider
from tests.blind.log.season import LOG_KEY, LOG_SIGNER, STRANGER, Season, make_body, make_entry, signed_head

ENTRIES = Season().entries
TREE = Tree(ENTRIES)


def head(size: int) -> Head:
    return read_head(signed_head(ENTRIES[:size]), log=[LOG_KEY])


def offer(stored: int | None, offered: bytes, proof: list[bytes]) -> Accepted | Refused:
    return consider(None if stored is None else head(stored), offered, proof, log=[LOG_KEY])


def test_first_head_is_taken_without_a_proof() -> None:
    assert offer(None, signed_head(ENTRIES[:5]), []) == Accepted(head(5))


def test_first_head_with_a_proof_of_nothing_is_refused() -> None:
    answer = offer(None, signed_head(ENTRIES[:5]), [bytes(32)])
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.stored) == ("not-grown", None)


@pytest.mark.parametrize(("old", "new"), [(5, 12), (4, 8), (1, 2), (0, 12), (12, 12), (0, 0)])
def test_grown_log_is_accepted(old: int, new: int) -> None:
    assert offer(old, signed_head(ENTRIES[:new]), TREE.consistency(old, new)) == Accepted(head(new))


def test_grown_log_without_its_proof_is_refused() -> None:
    for proof in ([], TREE.consistency(5, 11), TREE.consistency(6, 12), TREE.consistency(5, 12)[1:], [b"short"]):
        answer = offer(5, signed_head(ENTRIES), proof)
        assert isinstance(answer, Refused)
        assert (answer.reason, answer.proves_forgery) == ("not-grown", False)


def test_same_head_with_a_proof_is_refused() -> None:
    answer = offer(5, signed_head(ENTRIES[:5]), [bytes(32)])
    assert isinstance(answer, Refused)
    assert answer.reason == "not-grown"


def test_older_head_is_refused_and_both_are_kept() -> None:
    answer = offer(8, signed_head(ENTRIES[:5]), [])
    assert answer == Refused(
        reason="older", offered=signed_head(ENTRIES[:5]), stored=signed_head(ENTRIES[:8]), proof=()
    )


def test_second_head_of_one_size_is_refused_and_convicts_the_log() -> None:
    other = [*ENTRIES[:4], make_entry(4, body=make_body(99))]
    answer = offer(5, signed_head(other), [])
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.proves_forgery) == ("split-view", True)
    assert (answer.stored, answer.offered) == (signed_head(ENTRIES[:5]), signed_head(other))
    for evidence in (answer.offered, answer.stored):
        assert evidence is not None
        assert read_head(evidence, log=[LOG_KEY]).size == 5


def test_head_of_another_key_is_refused_before_anything_else() -> None:
    answer = offer(5, signed_head(ENTRIES, signer=STRANGER), TREE.consistency(5))
    assert isinstance(answer, Refused)
    assert answer.reason == "key-not-pinned"


def test_head_of_another_log_with_a_known_key_is_refused() -> None:
    elsewhere = sign_checkpoint(Checkpoint("other.example/log", 12, TREE.root()), LOG_SIGNER).to_bytes()
    key = type(LOG_KEY)("other.example/log", LOG_KEY.public)
    answer = consider(head(5), elsewhere, TREE.consistency(5), log=[LOG_KEY, key])
    assert isinstance(answer, Refused)
    assert answer.reason == "other-log"


@pytest.mark.every
@pytest.mark.parametrize("data", [b"", b"nothing", b"\xff" * 50, signed_head(ENTRIES)[:-1]])
def test_what_is_no_checkpoint_is_refused_and_kept(data: bytes) -> None:
    answer = offer(5, data, [])
    assert isinstance(answer, Refused)
    assert answer.offered == data


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 12)), max_size=12))
def test_witness_never_accepts_two_heads_of_one_size(moves: list[tuple[int, int]]) -> None:
    """Whatever two logs that share their first six entries offer, in whatever order, with honest proofs."""
    logs = [ENTRIES, [*ENTRIES[:6], *(make_entry(seq, minutes=seq + 100) for seq in range(6, 12))]]
    trees = [Tree(entries) for entries in logs]
    stored: Head | None = None
    signed: dict[int, bytes] = {}
    for which, size in moves:
        old = stored.size if stored else 0
        proof = trees[which].consistency(old, size) if old <= size else []
        answer = consider(stored, signed_head(logs[which][:size]), proof, log=[LOG_KEY])
        if isinstance(answer, Accepted):
            stored = answer.head
            assert signed.setdefault(size, stored.root) == stored.root
            assert size >= old
