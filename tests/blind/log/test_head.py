"""Heads: every signature counts, the log's own is there once, and no byte is free."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from blind.errors import BlindError, Forged, Malformed, Untrusted
from blind.keys.ed25519 import Ed25519Signer
from blind.log.cosignature import cosign
from blind.log.head import read_head
from blind.log.note import COSIGNER, Note, NoteKey
from tests.blind.changes import changed, every_bit_flipped
from tests.blind.log.season import (
    LOG_KEY,
    LOG_SIGNER,
    ORIGIN,
    STRANGER,
    WITNESS,
    WITNESS_KEY,
    WITNESS_SIGNER,
    Season,
    seconds,
    signed_head,
    witnessed_head,
)

HEAD = witnessed_head(Season().entries, minutes=12)
DATA = HEAD.note.to_bytes()


def read(data: bytes = DATA, **changed: Any) -> Any:
    return read_head(data, **{"log": [LOG_KEY], "witnesses": [WITNESS_KEY], "threshold": 1, **changed})


def test_head_says_size_root_and_who_saw_it_when() -> None:
    head = read()
    assert (head.size, head.root) == (12, HEAD.checkpoint.root)
    assert head.witnessed == {WITNESS: seconds(12)}


def test_head_fits_a_printed_line() -> None:
    assert len(DATA) < 330


def test_head_without_enough_witnesses_is_refused() -> None:
    bare = signed_head(Season().entries)
    assert read(bare, threshold=0).witnessed == {}
    for data, threshold in ((bare, 1), (DATA, 2)):
        with pytest.raises(Untrusted, match="too-few-witnesses"):
            read(data, threshold=threshold)


def test_head_signed_by_another_log_key_is_refused() -> None:
    with pytest.raises(Untrusted, match="key-not-pinned"):
        read(signed_head(Season().entries, signer=STRANGER), threshold=0)


def test_head_of_a_log_with_another_name_is_refused() -> None:
    other = NoteKey("other.example/log", LOG_KEY.public)
    with pytest.raises(Untrusted, match="key-not-pinned"):
        read(log=[other])


def test_head_during_a_change_of_keys_may_be_signed_by_either() -> None:
    new = NoteKey(ORIGIN, STRANGER.verifier.public)
    assert read(log=[new, LOG_KEY]).size == 12
    note = Note.parse(signed_head(Season().entries))
    both = note.signed(Note.parse(signed_head(Season().entries, signer=STRANGER)).signatures[0])
    with pytest.raises(Untrusted, match="not-signed-by-log"):
        read(both.to_bytes(), log=[new, LOG_KEY], threshold=0)


def test_head_signed_by_the_witness_alone_is_refused() -> None:
    alone = Note(HEAD.note.text, HEAD.note.signatures[1:])
    with pytest.raises(Untrusted, match="not-signed-by-log"):
        read(alone.to_bytes())


def test_witness_who_signs_with_two_keys_counts_once() -> None:
    second = NoteKey(WITNESS, STRANGER.verifier.public, COSIGNER)
    note = cosign(HEAD.note, name=WITNESS, signer=STRANGER, time=seconds(13))
    with pytest.raises(Malformed, match="signature-doubled"):
        read(note.to_bytes(), witnesses=[WITNESS_KEY, second])


def test_witness_nobody_knows_is_refused_beside_a_known_one() -> None:
    with pytest.raises(Untrusted, match="key-not-pinned"):
        read(cosign(HEAD.note, name="x", signer=STRANGER, time=seconds(13)).to_bytes())


def test_logs_key_does_not_count_as_a_witness_nor_the_reverse() -> None:
    cases: list[dict[str, Any]] = [{"log": [NoteKey(ORIGIN, LOG_KEY.public, COSIGNER)]}, {"witnesses": [LOG_KEY]}]
    for wrong in cases:
        with pytest.raises(Malformed, match="note-key-of-another-kind"):
            read(**wrong)
    cosigner = NoteKey(ORIGIN, LOG_SIGNER.verifier.public, COSIGNER)
    with pytest.raises(Untrusted, match="too-few-witnesses"):
        read(signed_head(Season().entries), witnesses=[cosigner])


def test_cosignature_moved_to_another_checkpoint_is_refused() -> None:
    shorter = Note.parse(signed_head(Season().entries[:8])).signed(HEAD.note.signatures[1])
    with pytest.raises(Forged, match="wrong-signature"):
        read(shorter.to_bytes())


def test_two_witnesses_make_two() -> None:
    inspector = Ed25519Signer(bytes([7]) * 32)
    key = NoteKey("inspector", inspector.verifier.public, COSIGNER)
    note = cosign(HEAD.note, name="inspector", signer=inspector, time=seconds(14))
    head = read(note.to_bytes(), witnesses=[WITNESS_KEY, key], threshold=2)
    assert head.witnessed == {WITNESS: seconds(12), "inspector": seconds(14)}


def test_no_single_bit_of_a_head_is_free() -> None:
    accepted = []
    for other in every_bit_flipped(DATA):
        try:
            read(other)
        except BlindError:
            continue
        accepted.append(other)
    assert accepted == []


@settings(max_examples=200)
@given(changed(DATA))
def test_no_changed_head_is_taken(other: bytes) -> None:
    with pytest.raises(BlindError):
        read(other)


def test_witness_signer_is_the_one_of_the_key() -> None:
    assert WITNESS_SIGNER.verifier.public == WITNESS_KEY.public
