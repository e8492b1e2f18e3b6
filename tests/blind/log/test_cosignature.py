"""Cosignatures say who saw a checkpoint, and when."""

from __future__ import annotations

import pytest

from blind.errors import Forged, Malformed
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.cosignature import LATEST, cosign, cosignature_message, verify_cosignature
from blind.log.note import Note, NoteKey, NoteSignature
from tests.blind.log.season import LOG_SIGNER, ORIGIN, STRANGER, WITNESS, WITNESS_KEY, WITNESS_SIGNER

NOTE = sign_checkpoint(Checkpoint(ORIGIN, 12, bytes(32)), LOG_SIGNER)
TIME = 1_748_739_600


def test_cosignature_covers_a_header_the_second_and_the_checkpoint() -> None:
    assert cosignature_message("o\n1\nr\n", 1679315147) == b"cosignature/v1\ntime 1679315147\no\n1\nr\n"


def test_cosignature_gives_back_the_second() -> None:
    note = cosign(NOTE, name=WITNESS, signer=WITNESS_SIGNER, time=TIME)
    assert note.text == NOTE.text
    assert note.signatures[0] == NOTE.signatures[0]
    assert len(note.signatures[1].value) == 72
    assert verify_cosignature(note, note.signatures[1], WITNESS_KEY) == TIME


def test_cosignature_with_another_time_or_of_another_key_is_refused() -> None:
    value = cosign(NOTE, name=WITNESS, signer=WITNESS_SIGNER, time=TIME).signatures[1].value
    moved = (TIME - 1).to_bytes(8, "big") + value[8:]
    stranger = cosign(NOTE, name=WITNESS, signer=STRANGER, time=TIME).signatures[1].value
    timeless = bytes(8) + WITNESS_SIGNER.sign(cosignature_message(NOTE.text, 0))
    for wrong in (moved, stranger, value[:-1], value + b"\0", value[8:], b"", timeless):
        signature = NoteSignature(WITNESS, WITNESS_KEY.key_hash, wrong)
        with pytest.raises(Forged):
            verify_cosignature(NOTE, signature, WITNESS_KEY)


def test_plain_key_is_no_cosigner() -> None:
    note = cosign(NOTE, name=WITNESS, signer=WITNESS_SIGNER, time=TIME)
    plain = NoteKey(WITNESS, WITNESS_SIGNER.verifier.public)
    with pytest.raises(Forged, match="wrong-signature"):
        verify_cosignature(note, note.signatures[1], plain)


@pytest.mark.parametrize("time", [0, -1, LATEST + 1])
def test_cosigning_needs_a_time(time: int) -> None:
    with pytest.raises(Malformed, match="not-a-cosignature-time"):
        cosign(NOTE, name=WITNESS, signer=WITNESS_SIGNER, time=time)


def test_cosigning_twice_or_something_else_than_a_checkpoint_is_refused() -> None:
    once = cosign(NOTE, name=WITNESS, signer=WITNESS_SIGNER, time=TIME)
    with pytest.raises(Malformed, match="signed-already"):
        cosign(once, name=WITNESS, signer=WITNESS_SIGNER, time=TIME + 1)
    with pytest.raises(Malformed, match="not-a-checkpoint"):
        cosign(Note("a letter\n", NOTE.signatures), name=WITNESS, signer=WITNESS_SIGNER, time=TIME)
