"""Halves of a secret."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blind.errors import Malformed
from blind.halves import halved, joined


@given(st.binary(max_size=64), st.data())
def test_two_halves_give_the_secret_back(secret: bytes, data: st.DataObject) -> None:
    noise = data.draw(st.binary(min_size=len(secret), max_size=len(secret)))
    first, second = halved(secret, lambda _: noise)
    assert first == noise
    assert joined(first, second) == joined(second, first) == secret


def test_second_half_is_the_secret_only_when_the_first_is_nothing() -> None:
    assert halved(b"\x0f", bytes) == (b"\0", b"\x0f")
    assert halved(b"\x0f", lambda _: b"\xff") == (b"\xff", b"\xf0")


def test_halves_of_other_lengths_do_not_join() -> None:
    with pytest.raises(Malformed, match="halves-differ-in-length"):
        joined(b"ab", b"a")
    with pytest.raises(Malformed, match="halves-differ-in-length"):
        halved(b"ab", lambda _: b"a")
