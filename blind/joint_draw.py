"""A season's ceremony: its pool is its committees, each by the hash of its own context; its result a digest a panel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from blind.encoding import tagged_hash
from blind.errors import Malformed
from blind.log.tree import Tree


@dataclass(frozen=True)
class Columns:
    """The hashes of all committees' contexts, ascending: the leaves of the tree whose root the season seals."""

    contexts: tuple[bytes, ...]
    algorithm: str = "sha256"

    @classmethod
    def of(cls, contexts: Iterable[bytes], *, algorithm: str) -> Columns:
        """The leaves in their order. Raises ``Malformed`` for none, and for one twice."""
        found = tuple(sorted(contexts))
        if not found or len(set(found)) < len(found):
            raise Malformed("columns-empty-or-twice", found=len(found))
        return cls(found, algorithm)

    @property
    def root(self) -> bytes:
        """The RFC 6962 root."""
        return self._tree().root()

    def paths(self) -> dict[bytes, tuple[int, tuple[bytes, ...]]]:
        """Context hash to its index and the hashes beside its way up."""
        tree = self._tree()
        return {ctx: (at, tuple(tree.inclusion(at))) for at, ctx in enumerate(self.contexts)}

    def _tree(self) -> Tree:
        return Tree(self.contexts, algorithm=self.algorithm)


def column(context: Any, index: int, path: Sequence[bytes]) -> dict[str, Any]:
    """What a committee's certificate says of its season: the season's context, and its own place among its leaves."""
    return {"context": context, "index": index, "path": [node.hex() for node in path]}


def panel_digest(ctx: bytes, codes: Iterable[str], *, algorithm: str) -> bytes:
    """A committee's panel in the season's result: 32 bytes over its own context and the codes of its members."""
    return tagged_hash("expertpool/panel/v1", ctx, *map(bytes.fromhex, sorted(codes)), algorithm=algorithm)
