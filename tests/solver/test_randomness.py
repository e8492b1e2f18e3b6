"""The public stream: frozen vectors, recomputed here from the words of the docstrings alone."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import lottery, queue
from solver.randomness import Noise, below, by_lot, derive
from tests.solver.oracle import chi_square_z
from tests.solver.problems import explored, people

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "vectors" / "randomness.json").read_text(encoding="utf-8")
)


def lot(seed: bytes, tag: bytes, rest: bytes) -> bytes:
    return hmac.new(seed, tag + rest, hashlib.sha256).digest()


@pytest.mark.parametrize("vector", VECTORS["derive"], ids=lambda vector: vector["about"])
def test_derived_seed_is_as_frozen(vector: dict[str, Any]) -> None:
    parts = [bytes.fromhex(part) for part in vector["parts"]]
    prefixed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    assert hashlib.sha256(prefixed).hexdigest() == vector["out"]
    assert derive(*parts).hex() == vector["out"]


@pytest.mark.parametrize("vector", VECTORS["below"], ids=lambda vector: vector["about"])
def test_number_from_a_seed_is_as_frozen(vector: dict[str, Any]) -> None:
    seed, tag, limit = bytes.fromhex(vector["seed"]), vector["tag"].encode(), int(vector["limit"])
    blocks = (int.from_bytes(lot(seed, tag, count.to_bytes(8, "big")), "big") for count in range(100))
    accepted = next((at, block) for at, block in enumerate(blocks) if block < 2**256 - 2**256 % limit)
    assert accepted == (vector["block"], int(vector["out"]) + (accepted[1] - accepted[1] % limit))
    assert below(seed, limit, tag=tag) == int(vector["out"])


@pytest.mark.parametrize("vector", VECTORS["by_lot"], ids=lambda vector: vector["about"])
def test_order_by_lot_is_as_frozen(vector: dict[str, Any]) -> None:
    seed, tag = bytes.fromhex(vector["seed"]), vector["tag"].encode()
    lots = [lot(seed, tag, name.encode()) for name in vector["out"]]
    assert lots == sorted(lots)
    assert by_lot(seed, vector["names"], tag=tag) == vector["out"]
    assert by_lot(seed, reversed(vector["names"]), tag=tag) == vector["out"]


@pytest.mark.parametrize("vector", VECTORS["noise"], ids=lambda vector: vector["about"])
def test_noise_is_as_frozen(vector: dict[str, Any]) -> None:
    seed = bytes.fromhex(vector["seed"])
    noise = Noise(seed)
    for call, (shape, out) in enumerate(zip(vector["shapes"], vector["out"], strict=True), start=1):
        size = int(np.prod(shape))
        stream = hashlib.shake_256(seed + call.to_bytes(8, "big")).digest(2 * size)
        assert [stream[2 * at] + 256 * stream[2 * at + 1] for at in range(size)] == out
        drawn = noise.draw(tuple(shape))
        assert drawn.shape == tuple(shape)
        assert drawn.ravel().tolist() == out


def test_tags_are_as_published() -> None:
    names = ("TICKET", "MEMBER", "TURN", "BLOCK", "SEAT")
    assert {name: getattr(lottery, f"{name}_TAG") for name in names} == {
        name: f"expertpool/{name.lower()}/v1".encode() for name in names
    }
    assert queue.QUEUE_TAG == b"expertpool/queue/v1"


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=4), st.lists(st.binary(max_size=8), min_size=1, max_size=4))
@explored(100)
def test_different_parts_never_derive_the_same_seed(first: list[bytes], second: list[bytes]) -> None:
    assert (derive(*first) == derive(*second)) == (first == second)


@given(st.binary(max_size=40), st.integers(1, 2**256))
@explored(100)
def test_number_lies_below_its_limit(seed: bytes, limit: int) -> None:
    assert 0 <= below(seed, limit, tag=b"t") < limit


@pytest.mark.parametrize("limit", [0, -1])
def test_no_number_lies_below_nothing(limit: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        below(b"s", limit, tag=b"t")


def test_numbers_are_even_over_seeds() -> None:
    counts = Counter(below(b"%d" % number, 7, tag=b"t") for number in range(7000))
    statistic = sum((counts[value] - 1000) ** 2 / 1000 for value in range(7))
    assert abs(chi_square_z(statistic, 6)) < 3.5


def test_first_by_lot_is_even_over_seeds() -> None:
    counts = Counter(by_lot(b"%d" % number, people(9), tag=b"t")[0] for number in range(4500))
    statistic = sum((counts[name] - 500) ** 2 / 500 for name in people(9))
    assert abs(chi_square_z(statistic, 8)) < 3.5


def test_every_order_by_lot_is_as_likely_as_any_other() -> None:
    counts = Counter(tuple(by_lot(b"%d" % number, "abcd", tag=b"t")) for number in range(4800))
    assert len(counts) == 24
    assert abs(chi_square_z(sum((count - 200) ** 2 / 200 for count in counts.values()), 23)) < 3.5


def test_noise_never_repeats_a_call_and_depends_on_its_seed() -> None:
    first, second = Noise(b"a"), Noise(b"b")
    streams = [first.draw((50,)).tolist(), first.draw((50,)).tolist(), second.draw((50,)).tolist()]
    assert len({tuple(stream) for stream in streams}) == 3
    assert all(0 <= value < 65536 for stream in streams for value in stream)
