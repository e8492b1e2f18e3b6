"""The three holders of the map: named by a trust file, or made for training and written out to be handed over."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from blind.errors import BlindError
from blind.keys.paper import from_paper, to_paper
from blind.keys.x25519 import public_of
from blind.trust import Trust, read_trust
from blind.vault import Vault
from expertpool.errors import Refusal, Where
from expertpool.packets.out_folder import HOLDERS, VAULT, OutFolder

NAMES = ("hrss", "inspector", "office")
PAPER = "seal-key"


@dataclass(frozen=True)
class Holders:
    """Public keys by holder, and what may be said about them in the open."""

    public: Mapping[str, bytes]
    training: bool

    @property
    def facts(self) -> dict[str, object]:
        """Plain values that stand in the vault: who can open it, and whether the keys are real."""
        keys = {name: key.hex() for name, key in sorted(self.public.items())}
        return {"holders": keys, "training": self.training}


def holders_for(out: OutFolder, trust: Path | None) -> Holders:
    """The holders that a trust file names; without one those to whom this folder's map is sealed, else training keys.

    A map that was sealed to real keys stays so when a later run forgets to name them. Raises Refusal.
    """
    if trust is not None:
        return trusted_holders(trust)
    return sealed_to(out.root / VAULT) or training_holders(out)


def sealed_to(vault: Path) -> Holders | None:
    """The real holders of a map; None where there is no map, or one for training. Raises Refusal for a damaged one."""
    if not vault.is_file():
        return None
    try:
        facts = Vault.parse(vault.read_bytes()).facts
        named = facts.get("holders", {})
        if facts.get("training", True) or not isinstance(named, dict) or sorted(named) != sorted(NAMES):
            return None
        return Holders({name: bytes.fromhex(named[name]) for name in NAMES}, training=False)
    except (BlindError, ValueError, TypeError) as damaged:
        raise Refusal("packets.vault_damaged", where=Where(file=str(vault))) from damaged


def trusted_holders(path: Path) -> Holders:
    """The seal keys of office, inspector and HRSS in a trust file.

    Raises Refusal: no file, no trust file, or one that does not name all three keys.
    """
    if not path.is_file():
        raise Refusal("common.file_missing", path=str(path))
    try:
        trust = read_trust(path.read_bytes(), fingerprint=None)
        public = {name: _sealing(trust, f"seal-{name}") for name in NAMES}
    except (BlindError, LookupError) as wrong:
        code = getattr(wrong, "code", "no-seal-keys")
        raise Refusal("packets.trust_unfit", where=Where(file=path.name), why=code) from wrong
    return Holders(public, training=False)


def _sealing(trust: Trust, role: str) -> bytes:
    """The one key of a role that is in force in the newest version. Raises LookupError where there is no such key."""
    keys = [key for key in trust.newest.roles[role].keys if key.to_index is None]
    return keys[-1].public


def training_holders(out: OutFolder) -> Holders:
    """Three keys made once for this folder, each on a slip of its own, until somebody hands them out."""
    folder = out.root / HOLDERS
    public = {}
    for name in NAMES:
        slip = folder / f"{name}.txt"
        if not slip.exists():
            out.put(slip, to_paper(secrets.token_bytes(32), kind=PAPER).encode())
        public[name] = public_of(_secret(slip))
    return Holders(public, training=True)


def _secret(slip: Path) -> bytes:
    try:
        return from_paper(slip.read_text(encoding="ascii"), kind=PAPER)
    except (BlindError, ValueError) as damaged:
        raise Refusal("packets.slip_damaged", where=Where(file=str(slip))) from damaged
