"""Ways to change some bytes, for tests that none of them passes."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st


def every_bit_flipped(data: bytes) -> Iterator[bytes]:
    """All texts that differ in exactly one bit."""
    for place in range(len(data)):
        for bit in range(8):
            yield data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def changed(data: bytes) -> st.SearchStrategy[bytes]:
    """Texts with one byte replaced, dropped, doubled or put in, or with two neighbours exchanged."""
    place = st.integers(0, len(data) - 1)
    byte = st.binary(min_size=1, max_size=1)
    replaced = st.builds(lambda at, new: data[:at] + new + data[at + 1 :], place, byte)
    dropped = place.map(lambda at: data[:at] + data[at + 1 :])
    doubled = place.map(lambda at: data[: at + 1] + data[at:])
    put_in = st.builds(lambda at, new: data[:at] + new + data[at:], place, byte)
    swapped = place.map(lambda at: data[:at] + data[at : at + 2][::-1] + data[at + 2 :])
    return st.one_of(replaced, dropped, doubled, put_in, swapped).filter(lambda other: other != data)
