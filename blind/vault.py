"""The map from codenames to application keys: sealed record by record, opened by two of its three holders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.envelope import Half, PairEnvelope, open_half, open_with, seal_to_pairs
from blind.errors import Malformed
from blind.fields import exact
from blind.halves import Fresh
from blind.log.tree import Tree

FORMAT = "expertpool-vault/1"
MANIFEST_FORMAT = "expertpool-vault-manifest/1"
ID = 16
LONGEST_KEY = 256
"""Bytes of an application key in UTF-8; every record is padded to it, so that its length tells nothing."""


@dataclass(frozen=True)
class Vault:
    """Envelopes by codename, all to the same three holders; ``vault_id`` binds the records to this vault.

    ``facts`` are plain values that may stand in the open beside the records, such as whether the keys are for training.
    """

    vault_id: bytes
    records: Mapping[str, PairEnvelope]
    facts: Mapping[str, object] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The vault as canonical JSON, in the order of the codenames."""
        records = [
            {"codename": name, "sealed": self.records[name].to_bytes().decode()} for name in sorted(self.records)
        ]
        return canonical({"facts": self.facts, "format": FORMAT, "id": self.vault_id.hex(), "records": records})

    @classmethod
    def parse(cls, data: bytes) -> Vault:
        """Reads what ``to_bytes`` wrote; raises ``Malformed``."""
        record = exact(strict_parse(data), {"facts": dict, "format": str, "id": str, "records": list}, what="vault")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="vault", format=record["format"][:40])
        read = [exact(one, {"codename": str, "sealed": str}, what="vault-records") for one in record["records"]]
        names = [one["codename"] for one in read]
        if names != sorted(set(names)):
            raise Malformed("codenames-out-of-order", what="vault-records")
        records = {one["codename"]: PairEnvelope.parse(one["sealed"].encode()) for one in read}
        return cls(from_hex(record["id"], ID), records, record["facts"])

    @property
    def manifest(self) -> bytes:
        """What the ledger keeps of a release: the vault's id, how many records, and the root of the tree over them.

        A record that is changed, exchanged, added or taken away gives another root.
        """
        leaves = [
            tagged_hash("expertpool/vault-record/v1", self.vault_id, name.encode(), self.records[name].to_bytes())
            for name in sorted(self.records)
        ]
        root = Tree(leaves).root().hex()
        record = {"format": MANIFEST_FORMAT, "id": self.vault_id.hex(), "records": len(leaves), "root": root}
        return canonical(record)

    def open_half(self, codename: str, secret: bytes, *, holder: str, partner: str) -> Half:
        """What one holder takes out of one record. Raises ``WrongSecret``; KeyError for a codename not in the vault."""
        place = context(self.vault_id, codename)
        return open_half(self.records[codename], secret, holder=holder, partner=partner, context=place)

    def open_with(self, codename: str, first: Half, second: Half) -> str:
        """The application key behind one codename, from two holders' halves. Raises ``WrongSecret``, ``Forged``."""
        place = context(self.vault_id, codename)
        return unpadded(open_with(self.records[codename], first, second, context=place))


def seal_map(
    keys: Mapping[str, str], holders: Mapping[str, bytes], *, vault_id: bytes, fresh: Fresh
) -> dict[str, PairEnvelope]:
    """One envelope for each codename of ``keys`` (codename -> application key).

    ``holders``: three names with X25519 public keys. ``vault_id``: 16 bytes. Raises ``Malformed`` for other numbers.
    """
    if len(vault_id) != ID:
        raise Malformed("wrong-length", what="vault", size=len(vault_id))
    return {
        codename: seal_to_pairs(padded(keys[codename]), holders, context=context(vault_id, codename), fresh=fresh)
        for codename in sorted(keys)
    }


def context(vault_id: bytes, codename: str) -> tuple[bytes, ...]:
    """Where a record belongs: moved to another vault or codename it opens for nobody."""
    return (b"expertpool/vault/v1", vault_id, codename.encode())


def padded(key: str) -> bytes:
    """An application key in a fixed number of bytes. Raises ``Malformed`` where it is longer."""
    data = key.encode()
    if not 0 < len(data) <= LONGEST_KEY:
        raise Malformed("wrong-length", what="vault-key", size=len(data))
    return len(data).to_bytes(2, "big") + data.ljust(LONGEST_KEY, b"\x00")


def unpadded(data: bytes) -> str:
    """The key that ``padded`` was given. Raises ``Malformed``."""
    size = int.from_bytes(data[:2], "big")
    text, rest = data[2 : 2 + size], data[2 + size :]
    if len(data) != LONGEST_KEY + 2 or not 0 < size <= LONGEST_KEY or rest.strip(b"\x00"):
        raise Malformed("padding", what="vault-key")
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise Malformed("padding", what="vault-key") from None
