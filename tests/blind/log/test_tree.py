"""The tree against published answers, against a reading of the RFC by recursion, and against broken proofs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.errors import BlindError, Forged, Malformed
from blind.log.tree import (
    LARGEST_SIZE,
    Tree,
    leaf_hash,
    node_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

PUBLISHED = [
    (b"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    (b"\x00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    (b"\x10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    (b"\x20\x21", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (b"\x30\x31", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    (b"\x40\x41\x42\x43", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    (bytes(range(0x50, 0x58)), "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (bytes(range(0x60, 0x70)), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
]
"""The entries that Certificate Transparency implementations test with, and the root after each."""

ENTRIES = [b"entry %d" % number for number in range(40)]
TREE = Tree(ENTRIES)


def mth(entries: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = half(len(entries))
    return hashlib.sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m: int, entries: Sequence[bytes]) -> list[bytes]:
    """RFC 6962, 2.1.1."""
    if len(entries) == 1:
        return []
    k = half(len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def subproof(m: int, entries: Sequence[bytes], whole: bool) -> list[bytes]:
    """RFC 6962, 2.1.2."""
    if m == len(entries):
        return [] if whole else [mth(entries)]
    k = half(len(entries))
    if m <= k:
        return [*subproof(m, entries[:k], whole), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], False), mth(entries[:k])]


def half(count: int) -> int:
    k = 1
    while 2 * k < count:
        k *= 2
    return k


def includes(**changed: Any) -> None:
    """Check entry 11 in the tree of 37, with something changed."""
    proof: dict[str, Any] = {
        "entry": ENTRIES[11],
        "path": TREE.inclusion(11, 37),
        "index": 11,
        "size": 37,
        "root": TREE.root(37),
    }
    proof.update(changed)
    entry, steps = proof.pop("entry"), proof.pop("path")
    verify_inclusion(entry, steps, **proof)


def grows(**changed: Any) -> None:
    """Check that 37 entries begin with 22, with something changed."""
    proof: dict[str, Any] = {
        "path": TREE.consistency(22, 37),
        "old_size": 22,
        "old_root": TREE.root(22),
        "new_size": 37,
        "new_root": TREE.root(37),
    }
    proof.update(changed)
    verify_consistency(proof.pop("path"), **proof)


def test_roots_are_the_published_ones() -> None:
    tree = Tree()
    assert tree.root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for number, (entry, expected) in enumerate(PUBLISHED):
        assert tree.append(entry) == number
        assert tree.root().hex() == expected


def test_roots_and_proofs_are_those_of_the_recursion_for_every_size() -> None:
    for size in range(len(ENTRIES) + 1):
        entries = ENTRIES[:size]
        assert TREE.root(size) == tree_root(entries) == mth(entries)
        assert [TREE.inclusion(index, size) for index in range(size)] == [path(i, entries) for i in range(size)]
        for old in range(1, size):
            assert TREE.consistency(old, size) == subproof(old, entries, True)


def test_every_proof_verifies() -> None:
    for size in range(len(ENTRIES) + 1):
        for index in range(size):
            verify_inclusion(ENTRIES[index], TREE.inclusion(index, size), index=index, size=size, root=TREE.root(size))
        for old in range(size + 1):
            steps = TREE.consistency(old, size)
            verify_consistency(steps, old_size=old, old_root=TREE.root(old), new_size=size, new_root=TREE.root(size))


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 3000), st.data())
def test_large_trees_prove_any_entry_and_any_growth(size: int, data: st.DataObject) -> None:
    tree = Tree(b"%d" % number for number in range(size))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    verify_inclusion(b"%d" % index, tree.inclusion(index), index=index, size=size, root=tree.root())
    verify_consistency(
        tree.consistency(old), old_size=old, old_root=tree.root(old), new_size=size, new_root=tree.root()
    )


def test_tree_from_kept_leaf_hashes_is_the_same_tree() -> None:
    kept = Tree.from_hashes(map(leaf_hash, ENTRIES))
    assert (kept.size, kept.root()) == (TREE.size, TREE.root())


def test_tree_over_sm3_is_another_tree_and_proves_the_same() -> None:
    tree = Tree(ENTRIES, algorithm="sm3")
    assert tree.root() != TREE.root()
    steps = tree.inclusion(5)
    verify_inclusion(ENTRIES[5], steps, index=5, size=40, root=tree.root(), algorithm="sm3")
    with pytest.raises(Forged, match="entry-not-in-tree"):
        verify_inclusion(ENTRIES[5], steps, index=5, size=40, root=tree.root())


def test_node_hash_separates_nodes_from_leaves() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert tree_root([b"a", b"b"]) == node_hash(left, right) == hashlib.sha256(b"\x01" + left + right).digest()
    assert node_hash(left, right) != leaf_hash(left + right)


@pytest.mark.every
@pytest.mark.parametrize(
    "changed",
    [
        {"entry": b"entry 12"},
        {"entry": b""},
        {"index": 10},
        {"index": 36},
        {"index": 0},
        {"size": 32},
        {"size": 65},
        {"size": 12},
        {"root": TREE.root(38)},
        {"root": bytes(32)},
        {"path": []},
        {"path": TREE.inclusion(11, 37)[:-1]},
        {"path": TREE.inclusion(11, 37)[1:]},
        {"path": [*TREE.inclusion(11, 37), bytes(32)]},
        {"path": [bytes(32), *TREE.inclusion(11, 37)]},
        {"path": TREE.inclusion(11, 37)[::-1]},
        {"path": TREE.inclusion(12, 37)},
    ],
)
def test_inclusion_of_something_else_is_refused(changed: dict[str, Any]) -> None:
    includes()
    with pytest.raises(Forged):
        includes(**changed)


@pytest.mark.every
@pytest.mark.parametrize(
    "changed",
    [
        {"old_size": 21},
        {"old_size": 23},
        {"old_size": 16},
        {"old_size": 37},
        {"old_size": 0},
        {"new_size": 32},
        {"new_size": 22},
        {"new_size": 65},
        {"old_root": TREE.root(21)},
        {"new_root": TREE.root(36)},
        {"old_root": TREE.root(37), "new_root": TREE.root(22)},
        {"path": []},
        {"path": TREE.consistency(22, 37)[:-1]},
        {"path": TREE.consistency(22, 37)[1:]},
        {"path": [*TREE.consistency(22, 37), bytes(32)]},
        {"path": TREE.consistency(21, 37)},
    ],
)
def test_growth_of_something_else_is_refused(changed: dict[str, Any]) -> None:
    grows()
    with pytest.raises(Forged):
        grows(**changed)


def test_one_path_fits_several_sizes_so_size_and_root_must_come_from_one_signed_head() -> None:
    for size in (33, 38, 64):
        includes(size=size)
        grows(new_size=size)


@pytest.mark.every
@pytest.mark.parametrize(
    ("check", "changed"),
    [
        (includes, {"index": -1}),
        (includes, {"index": 37}),
        (includes, {"size": 0}),
        (includes, {"size": LARGEST_SIZE + 1}),
        (includes, {"size": -1}),
        (includes, {"root": b"short"}),
        (includes, {"path": [b"short"]}),
        (includes, {"path": [bytes(32)] * 1000}),
        (grows, {"old_size": -1}),
        (grows, {"old_size": 38}),
        (grows, {"new_size": LARGEST_SIZE + 1}),
        (grows, {"old_root": bytes(31)}),
        (grows, {"new_root": bytes(33)}),
        (grows, {"path": [bytes(32)] * 1000}),
    ],
)
def test_values_of_no_proof_are_malformed(check: Callable[..., None], changed: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        check(**changed)


def test_tree_refuses_places_it_does_not_have() -> None:
    for ask in (
        lambda: TREE.inclusion(40),
        lambda: TREE.inclusion(5, 5),
        lambda: TREE.inclusion(-1),
        lambda: TREE.root(41),
        lambda: TREE.root(-1),
        lambda: TREE.consistency(30, 20),
        lambda: Tree().inclusion(0),
        lambda: Tree.from_hashes([b"short"]),
    ):
        with pytest.raises(Malformed):
            ask()


@settings(max_examples=150)
@given(st.data())
def test_no_changed_byte_of_a_proof_is_free(data: st.DataObject) -> None:
    steps = TREE.inclusion(11, 37)
    place = data.draw(st.integers(0, len(steps) - 1))
    at, by = data.draw(st.integers(0, 31)), data.draw(st.integers(1, 255))
    one = bytearray(steps[place])
    one[at] ^= by
    with pytest.raises(BlindError):
        includes(path=[*steps[:place], bytes(one), *steps[place + 1 :]])
