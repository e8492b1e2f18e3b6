"""The right edge of a tree gives the tree's root after every entry, also when it was put away in between."""

from __future__ import annotations

import json

import pytest

from blind.errors import Malformed
from blind.keys.hashes import sha256
from blind.log.frontier import Frontier
from blind.log.tree import Tree, leaf_hash

ENTRIES = [b"entry %d" % number for number in range(70)]


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_frontier_has_the_trees_root_at_every_size(algorithm: str) -> None:
    frontier, tree = Frontier(algorithm=algorithm), Tree(algorithm=algorithm)
    for entry in ENTRIES:
        assert frontier.root() == tree.root()
        frontier = Frontier.parse(frontier.append(entry).to_bytes())
        tree.append(entry)
    assert (frontier.size, frontier.root()) == (70, tree.root())


def test_frontier_takes_leaf_hashes_as_well_as_entries() -> None:
    by_hash = Frontier()
    for entry in ENTRIES:
        by_hash = by_hash.append_hash(leaf_hash(entry))
    assert by_hash == Frontier.of(ENTRIES)


def test_frontier_grows_by_the_logarithm_of_its_size() -> None:
    frontier = Frontier.of(b"%d" % number for number in range(4095))
    assert len(frontier.peaks) == 12
    assert len(frontier.append(b"").peaks) == 1


def test_appending_hashes_no_more_to_a_hundred_thousand_than_to_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def counting(data: bytes) -> bytes:
        nonlocal calls
        calls += 1
        return sha256(data)

    monkeypatch.setattr("blind.log.frontier.digest", lambda _: counting)
    costs = []
    for size in (1_000, 99_000):
        frontier = Frontier.of(b"%d" % number for number in range(size))
        calls = 0
        for number in range(1_000):
            frontier = frontier.append(b"%d" % number)
        costs.append(calls)
    assert costs[1] <= costs[0] + 20
    assert costs[0] <= 2_020


@pytest.mark.every
@pytest.mark.parametrize(
    "changed",
    [
        {"size": 4},
        {"size": -3},
        {"size": 1 << 63},
        {"size": "3"},
        {"peaks": []},
        {"peaks": ["00" * 32]},
        {"peaks": ["00" * 31, "00" * 32]},
        {"peaks": ["AA" * 32, "00" * 32]},
        {"algorithm": "md5"},
        {"note": ""},
    ],
)
def test_frontier_in_another_shape_is_refused(changed: dict[str, object]) -> None:
    record = {**Frontier.of(ENTRIES[:3]).as_dict(), **changed}
    with pytest.raises(Malformed):
        Frontier.parse(json.dumps(record, sort_keys=True, separators=(",", ":")).encode())


def test_frontier_takes_no_leaf_of_another_length() -> None:
    with pytest.raises(Malformed, match="not-a-hash"):
        Frontier().append_hash(b"short")
