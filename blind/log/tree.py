"""The hash tree of RFC 6962 / RFC 9162: roots, proofs that an entry is in, and that a log only grew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blind.errors import Forged, Malformed
from blind.keys.hashes import SIZE, Digest, digest

LARGEST_SIZE = 1 << 62
"""More entries than any log has; sizes in proofs above it are refused."""

Path = Sequence[bytes]
"""The hashes of a proof, from the leaf upwards, 32 bytes each."""


def leaf_hash(entry: bytes, *, algorithm: str = "sha256") -> bytes:
    """The hash of one entry's bytes: H(0x00 || entry), so that no leaf can pass for an inner node."""
    return digest(algorithm)(b"\x00" + entry)


def node_hash(left: bytes, right: bytes, *, algorithm: str = "sha256") -> bytes:
    """The hash of an inner node: H(0x01 || left || right)."""
    return digest(algorithm)(b"\x01" + left + right)


def tree_root(entries: Iterable[bytes], *, algorithm: str = "sha256") -> bytes:
    """The root over entries in their order; for none, H of the empty string."""
    return Tree(entries, algorithm=algorithm).root()


class Tree:
    """All hashes of a log in memory, about 64 bytes an entry; proofs for any earlier size in O(log² n)."""

    def __init__(self, entries: Iterable[bytes] = (), *, algorithm: str = "sha256") -> None:
        self.algorithm = algorithm
        self._hash: Digest = digest(algorithm)
        self._levels: list[list[bytes]] = [[]]
        for entry in entries:
            self.append(entry)

    @classmethod
    def from_hashes(cls, leaf_hashes: Iterable[bytes], *, algorithm: str = "sha256") -> Tree:
        """A tree from kept leaf hashes, for a log whose entries lie elsewhere."""
        tree = cls(algorithm=algorithm)
        make, level = tree._hash, [checked_hash(kept) for kept in leaf_hashes]
        tree._levels = [level]
        while len(level) > 1:
            level = [make(b"\x01" + left + right) for left, right in zip(level[::2], level[1::2], strict=False)]
            tree._levels.append(level)
        return tree

    @property
    def size(self) -> int:
        """The number of entries."""
        return len(self._levels[0])

    def append(self, entry: bytes) -> int:
        """Add an entry's bytes; returns its index, counted from 0."""
        return self.append_hash(self._hash(b"\x00" + entry))

    def append_hash(self, leaf: bytes) -> int:
        """Add an entry by its leaf hash; returns its index."""
        level, node = 0, checked_hash(leaf)
        self._levels[0].append(node)
        while len(self._levels[level]) % 2 == 0:
            node = self._hash(b"\x01" + self._levels[level][-2] + self._levels[level][-1])
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(node)
        return self.size - 1

    def root(self, size: int | None = None) -> bytes:
        """The root over the first ``size`` entries, over all if not given."""
        size = self._checked_size(size)
        return self._range(0, size) if size else self._hash(b"")

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The path that proves entry ``index`` in the tree of the first ``size`` entries."""
        start, stop = 0, self._checked_size(size)
        if not 0 <= index < stop:
            raise Malformed("index-outside-tree", index=index, size=stop)
        path = []
        while stop - start > 1:
            middle = start + split(stop - start)
            if index < middle:
                path.append(self._range(middle, stop))
                stop = middle
            else:
                path.append(self._range(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old_size: int, new_size: int | None = None) -> list[bytes]:
        """The path that proves that the tree of ``new_size`` entries begins with that of ``old_size``."""
        start, stop = 0, self._checked_size(new_size)
        if not 0 <= old_size <= stop:
            raise Malformed("size-outside-tree", size=old_size, largest=stop)
        if old_size in (0, stop):
            return []
        path = []
        while stop != old_size:
            middle = start + split(stop - start)
            if old_size <= middle:
                path.append(self._range(middle, stop))
                stop = middle
            else:
                path.append(self._range(start, middle))
                start = middle
        # The old root itself is known to the verifier, so it is left out when the old tree is one whole subtree.
        return ([self._range(start, stop)] if start else []) + path[::-1]

    def _range(self, start: int, stop: int) -> bytes:
        """The root over entries start..stop-1; start is a multiple of the largest power of two below the count."""
        count = stop - start
        if count & (count - 1) == 0:
            return self._levels[count.bit_length() - 1][start // count]
        middle = start + split(count)
        return self._hash(b"\x01" + self._range(start, middle) + self._range(middle, stop))

    def _checked_size(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise Malformed("size-outside-tree", size=size, largest=self.size)
        return size


def verify_inclusion(
    entry: bytes, path: Path, *, index: int, size: int, root: bytes, algorithm: str = "sha256"
) -> None:
    """Return if ``path`` proves the entry's bytes at ``index`` of the tree of ``size`` with ``root``.

    Raises ``Malformed`` for values of no proof, ``Forged`` for a proof that does not hold (RFC 9162, 2.1.3.2).
    """
    make = digest(algorithm)
    checked_proof(path, size, root)
    if not 0 <= index < size:
        raise Malformed("index-outside-tree", index=index, size=size)
    place, last, node = index, size - 1, make(b"\x00" + entry)
    for sibling in path:
        if last == 0:
            raise Forged("proof-too-long", index=index, size=size)
        if place & 1 or place == last:
            node = make(b"\x01" + sibling + node)
            place, last = above_right_edge(place, last)
        else:
            node = make(b"\x01" + node + sibling)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise Forged("proof-too-short", index=index, size=size)
    if node != root:
        raise Forged("entry-not-in-tree", index=index, size=size)


def verify_consistency(
    path: Path, *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, algorithm: str = "sha256"
) -> None:
    """Return if ``path`` proves that the new tree begins with the whole old one.

    Raises ``Malformed`` for values of no proof, ``Forged`` for a proof that does not hold (RFC 9162, 2.1.4.2). The
    tree of size 0 begins every other: its root is the hash of nothing and its path is empty.
    """
    make = digest(algorithm)
    checked_proof(path, new_size, new_root)
    checked_hash(old_root)
    if not 0 <= old_size <= new_size:
        raise Malformed("size-outside-tree", size=old_size, largest=new_size)
    if 0 < old_size < new_size:
        roots = roots_from(path, old_size=old_size, old_root=old_root, new_size=new_size, make=make)
    else:
        first = old_root if old_size else make(b"")
        roots = (first, first if old_size == new_size else new_root)
    if roots != (old_root, new_root) or (path and old_size in (0, new_size)):
        raise Forged("trees-differ", old_size=old_size, new_size=new_size)


def roots_from(path: Path, *, old_size: int, old_root: bytes, new_size: int, make: Digest) -> tuple[bytes, bytes]:
    """The old and the new root that a consistency proof leads to; 0 < old_size < new_size."""
    whole = old_size & (old_size - 1) == 0
    steps = [old_root, *path] if whole else list(path)
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not path:
        raise Forged("proof-too-short", old_size=old_size, new_size=new_size)
    old = new = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            raise Forged("proof-too-long", old_size=old_size, new_size=new_size)
        if place & 1 or place == last:
            old, new = make(b"\x01" + sibling + old), make(b"\x01" + sibling + new)
            place, last = above_right_edge(place, last)
        else:
            new = make(b"\x01" + new + sibling)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise Forged("proof-too-short", old_size=old_size, new_size=new_size)
    return old, new


def above_right_edge(place: int, last: int) -> tuple[int, int]:
    """Climb while the node has no sibling because the tree ends there."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def split(count: int) -> int:
    """The largest power of two below ``count``; the left subtree's size."""
    return 1 << (count - 1).bit_length() - 1


def checked_proof(path: Path, size: int, root: bytes) -> None:
    """The outer shape of every proof."""
    if not 0 <= size <= LARGEST_SIZE:
        raise Malformed("size-outside-tree", size=size, largest=LARGEST_SIZE)
    if len(path) > 2 * LARGEST_SIZE.bit_length():
        raise Malformed("proof-too-long", hashes=len(path))
    for one in (*path, root):
        checked_hash(one)


def checked_hash(value: bytes) -> bytes:
    """``value``, if it is 32 bytes."""
    if not isinstance(value, bytes) or len(value) != SIZE:
        raise Malformed("not-a-hash", bytes=len(value))
    return value
