"""Files under a passphrase: what goes in comes out, and nothing that was changed, cut or put together does."""

from __future__ import annotations

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind import sealed_stream
from blind.errors import Forged, Malformed, WrongSecret
from blind.sealed_stream import MAGIC, PIECE, SALT, TAG, OpeningStream, SealingStream

HEADER = len(MAGIC) + SALT


@pytest.fixture(autouse=True)
def _cheap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "vector" not in request.node.name:
        monkeypatch.setattr(sealed_stream, "MEMORY_KIB", 64)
        monkeypatch.setattr(sealed_stream, "PASSES", 1)


def sealed(content: bytes, passphrase: bytes = b"word", salt: bytes = bytes(SALT), *, steps: int = 70_000) -> bytes:
    held = io.BytesIO()
    out = SealingStream(held, passphrase, salt=salt)
    for at in range(0, len(content), steps):
        out.write(content[at : at + steps])
    out.finish()
    return held.getvalue()


def opened(data: bytes, passphrase: bytes = b"word") -> bytes:
    return OpeningStream(io.BytesIO(data), passphrase).read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5])
def test_content_of_any_size_comes_out_as_it_went_in(size: int) -> None:
    content = bytes(at % 251 for at in range(size))
    data = sealed(content)
    assert opened(data) == content
    assert len(data) == HEADER + size + TAG * max(1, -(-size // PIECE))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(sizes=st.lists(st.integers(0, 90_000), max_size=6), steps=st.integers(1, 200_000))
def test_how_it_is_read_and_written_makes_no_difference(sizes: list[int], steps: int) -> None:
    content = bytes(150_000)
    reader = OpeningStream(io.BytesIO(sealed(content, steps=steps)), b"word")
    assert b"".join([*(reader.read(size) for size in sizes), reader.read()]) == content


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongSecret):
        opened(sealed(b"content"), b"other")


@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.data())
def test_one_changed_byte_anywhere_is_noticed(data: st.DataObject) -> None:
    whole = bytearray(sealed(bytes(2 * PIECE + 9)))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises((Forged, Malformed, WrongSecret)):
        opened(bytes(whole))


def test_a_file_that_is_cut_off_or_longer_or_in_another_order_is_noticed() -> None:
    whole, step = sealed(bytes(3 * PIECE)), PIECE + TAG
    first, second = whole[HEADER : HEADER + step], whole[HEADER + step : HEADER + 2 * step]
    cut = [whole[: HEADER + step], whole[: HEADER + 2 * step], whole[:-1], whole[: HEADER + 2 * step + 1]]
    for wrong in (*cut, whole + b"x", whole + whole[HEADER:], whole[:HEADER] + second + first + whole[-step:]):
        with pytest.raises((Forged, WrongSecret)):
            opened(wrong)


def test_no_byte_of_a_changed_piece_is_given_out() -> None:
    whole = bytearray(sealed(bytes(3 * PIECE)))
    whole[HEADER + PIECE + TAG + 7] ^= 1
    reader = OpeningStream(io.BytesIO(bytes(whole)), b"word")
    assert reader.read(PIECE) == bytes(PIECE)
    with pytest.raises(Forged):
        reader.read(1)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", MAGIC, MAGIC + bytes(SALT - 1)])
def test_another_file_is_named_as_such(data: bytes) -> None:
    with pytest.raises(Malformed):
        opened(data)


def test_the_vector_of_the_format_stays_as_it_is() -> None:
    data = sealed(b"expertpool", b"correct horse battery", bytes(range(SALT)))
    assert hashlib.sha256(data).hexdigest() == VECTOR
    assert opened(data, b"correct horse battery") == b"expertpool"


VECTOR = "54bdc3f8e2e08c649a4f47f684107fba8ef55632c1cb9b57b47047024969d236"
