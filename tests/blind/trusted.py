"""A small trust file: three root holders, a log, a witness and two signing roles, and its second version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from blind.dsse import Envelope, sign
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.x25519 import public_of
from blind.trust import PAYLOAD_TYPE, write_trust
from blind.trust_version import Role, TrustedKey, TrustVersion

NAMES = (
    "root-office",
    "root-inspector",
    "root-hrss",
    "root-hrss-new",
    "log",
    "log-new",
    "witness",
    "office",
    "hrss",
    "stranger",
)
SIGNERS = {name: Ed25519Signer(bytes([number]) * 32) for number, name in enumerate(NAMES, start=10)}
SEAL_SECRET = b"\x77" * 32
CHANGE = 40
"""The log's size when the second version was made."""


def key(name: str, holder: str, from_index: int = 0, to_index: int | None = None) -> TrustedKey:
    """A signing key of the table above as a trust file lists it."""
    public = SIGNERS[name].verifier.public
    return TrustedKey(alg="ed25519", public=public, holder=holder, from_index=from_index, to_index=to_index)


FIRST = TrustVersion(
    version=1,
    previous=None,
    since=0,
    roles={
        "root": Role((key("root-office", "office"), key("root-inspector", "inspector"), key("root-hrss", "hrss")), 2),
        "log": Role((key("log", "pool.example/log"),), 1),
        "witness": Role((key("witness", "hrss.example/witness"),), 1),
        "report": Role((key("office", "office"), key("hrss", "hrss")), 2),
        "seal": Role(
            (TrustedKey(alg="x25519", public=public_of(SEAL_SECRET), holder="hrss", from_index=0, to_index=None),), 1
        ),
    },
)

SECOND = TrustVersion(
    version=2,
    previous=FIRST.hash,
    since=CHANGE,
    roles={
        **FIRST.roles,
        "root": Role(
            (
                key("root-office", "office"),
                key("root-inspector", "inspector"),
                key("root-hrss", "hrss", 0, CHANGE),
                key("root-hrss-new", "hrss", CHANGE),
            ),
            2,
        ),
        "log": Role((key("log", "pool.example/log", 0, CHANGE), key("log-new", "pool.example/log", CHANGE)), 1),
    },
)


def signed(version: TrustVersion, *names: str) -> Envelope:
    """The version signed by these keys."""
    return sign(version.payload, payload_type=PAYLOAD_TYPE, signers=[SIGNERS[name] for name in names])


ONE = signed(FIRST, "root-office", "root-hrss")
TWO = signed(SECOND, "root-office", "root-inspector")


def chain(*envelopes: Envelope) -> bytes:
    """A trust file; the two sound versions if none are given."""
    return write_trust(envelopes or (ONE, TWO))


def with_keys(version: TrustVersion, role: str, keys: Iterable[TrustedKey], **changes: Any) -> TrustVersion:
    """The version with other keys in one role."""
    held = replace(version.roles[role], keys=tuple(keys)) if role in version.roles else Role(tuple(keys), 1)
    return replace(version, roles={**version.roles, role: held}, **changes)
