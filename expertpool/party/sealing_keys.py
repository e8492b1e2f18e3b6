"""The seal keys of office, inspector and HRSS in a trust file: to whom scores and the vault are sealed."""

from __future__ import annotations

from collections.abc import Mapping

from blind.keys.signer import Verifier
from blind.trust import Trust
from expertpool.errors import ExitCode, Refusal

HOLDERS = ("hrss", "inspector", "office")


def sealing_keys(trust: Trust) -> dict[str, bytes]:
    """X25519 public key by holder, those in force in the newest version. Raises Refusal where one is missing."""
    found = {name: _in_force(trust, f"seal-{name}") for name in HOLDERS}
    missing = [name for name, key in found.items() if key is None]
    if missing:
        raise Refusal("scores.no_seal_keys", exit_code=ExitCode.BAD_INPUT, holders="、".join(missing))
    return {name: key for name, key in found.items() if key is not None}


def signing_keys(trust: Trust) -> Mapping[str, list[Verifier]]:
    """The signing keys of the three holders that are in force in the newest version."""
    roles = trust.newest.roles
    return {
        name: [key.verifier for key in roles[name].keys if key.to_index is None] for name in HOLDERS if name in roles
    }


def _in_force(trust: Trust, role: str) -> bytes | None:
    known = trust.newest.roles.get(role)
    keys = [key.public for key in known.keys if key.to_index is None] if known else []
    return keys[-1] if keys else None
