"""Signed notes: the published example, one spelling each, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from blind.errors import Forged, Malformed, Untrusted
from blind.log.note import COSIGNER, PLAIN, Note, NoteKey, NoteSignature
from tests.blind.log.season import LOG_KEY, WITNESS_KEY

PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
LINE = "\u2014 PeterNeumann x08go/ZJ\n"


def test_published_note_verifies_with_its_key() -> None:
    key, note = NoteKey.parse(PUBLISHED_KEY), Note.parse(PUBLISHED_NOTE.encode())
    assert key.to_text() == PUBLISHED_KEY
    assert note.to_bytes() == PUBLISHED_NOTE.encode()
    assert note.key_of(note.signatures[0], [key]) == key
    key.verifier.verify(note.text.encode(), note.signatures[0].value)
    with pytest.raises(Forged, match="wrong-signature"):
        key.verifier.verify(note.text.replace("answer", "Answer").encode(), note.signatures[0].value)


def test_note_text_may_hold_empty_lines_and_signatures_of_others() -> None:
    note = Note(
        "a\n\n\u2014 not a signature\n", (NoteSignature("x", bytes(4), b"1"), NoteSignature("x", bytes(4), b"2"))
    )
    assert Note.parse(note.to_bytes()) == note


def test_key_of_another_name_or_kind_is_another_key() -> None:
    hashes = {NoteKey(name, bytes(32), kind).key_hash for name in ("a", "b") for kind in (PLAIN, COSIGNER)}
    assert len(hashes) == 4


def test_signature_of_an_unknown_key_has_no_key() -> None:
    note = Note.parse(PUBLISHED_NOTE.encode())
    with pytest.raises(Untrusted, match="key-not-pinned"):
        note.key_of(note.signatures[0], [LOG_KEY, WITNESS_KEY])


@pytest.mark.every
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\n\n",
        b"text\n",
        b"text\n\n",
        b"\n\n" + LINE.encode(),
        b"text" + LINE.encode(),
        b"text\n" + LINE.encode(),
        b"text\n\n" + LINE.encode()[:-1],
        b"text\n\n" + LINE.encode() + b"\n",
        b"text\n\n" + LINE.encode() + b"more",
        b"text\r\n\n" + LINE.encode(),
        b"te\x00xt\n\n" + LINE.encode(),
        b"te\x7fxt\n\n" + LINE.encode(),
        b"te\xffxt\n\n" + LINE.encode(),
        b"text\n\n- PeterNeumann x08go/ZJ\n",
        "text\n\n\u2014PeterNeumann x08go/ZJ\n".encode(),
        "text\n\n\u2014  PeterNeumann x08go/ZJ\n".encode(),
        "text\n\n\u2014 Peter Neumann x08go/ZJ\n".encode(),
        "text\n\n\u2014 Peter+Neumann x08go/ZJ\n".encode(),
        "text\n\n\u2014 Peter\u3000Neumann x08go/ZJ\n".encode(),
        "text\n\n\u2014 PeterNeumann x08go/ZJ \n".encode(),
        "text\n\n\u2014 PeterNeumann x08go/Z\n".encode(),
        "text\n\n\u2014 PeterNeumann x08goA==\n".encode(),
        "text\n\n\u2014 PeterNeumann x08go/Z=\n".encode(),
        "text\n\n\u2014 PeterNeumann \n".encode(),
        ("text\n\n" + LINE + LINE).encode(),
        b"t" * 20_000 + b"\n\n" + LINE.encode(),
    ],
)
def test_what_is_no_note_is_malformed(data: bytes) -> None:
    assert Note.parse(b"text\n\n" + LINE.encode()).text == "text\n"
    with pytest.raises(Malformed):
        Note.parse(data)


@pytest.mark.every
@pytest.mark.parametrize(
    "text",
    [
        "",
        PUBLISHED_KEY + "\n",
        PUBLISHED_KEY.replace("Peter", "peter"),
        PUBLISHED_KEY.replace("c74f20a3", "c74f20a4"),
        PUBLISHED_KEY.replace("c74f20a3", "C74F20A3"),
        PUBLISHED_KEY.replace("+ARpc", "+ABpc"),
        PUBLISHED_KEY[:-4],
        "a+b+c",
    ],
)
def test_what_is_no_key_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        NoteKey.parse(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n", "a\u3000", "a\x00", "a\x7f"])
def test_key_names_have_no_spaces_plus_signs_or_controls(name: str) -> None:
    with pytest.raises(Malformed, match="not-a-note-name"):
        NoteKey(name, bytes(32))


def test_keys_are_of_known_kinds_and_length() -> None:
    for public, kind in ((bytes(31), PLAIN), (bytes(32), 2)):
        with pytest.raises(Malformed, match="not-a-note-key"):
            NoteKey("a", public, kind)
