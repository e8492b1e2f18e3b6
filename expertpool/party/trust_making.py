"""Making a trust file: from the parties' public files and the ledger's key to a version that root holders sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from blind.ceremony.reasons import HRSS, ROLES
from blind.dsse import countersign, sign
from blind.encoding import from_hex
from blind.errors import Malformed
from blind.keys.signer import Signer
from blind.log.note import NoteKey
from blind.trust import PAYLOAD_TYPE, trust_envelopes, write_trust
from blind.trust_version import SEALING, Role, TrustedKey, TrustVersion

ROOTS_NEEDED = 2
SIGNING = "ed25519"


def first_version(
    publics: Mapping[str, Mapping[str, Any]], *, roots: Mapping[str, bytes], log: NoteKey, witness: str
) -> TrustVersion:
    """Version 1 of a trust file.

    ``publics``: by role, what ``PartyKeys.public`` gives; ``roots``: holder to public root key; ``log``: the ledger's
    key under its name; ``witness``: the name under which HRSS cosigns. Two of the root holders must sign. Raises
    ``Malformed`` for a public file of another role or without a key.
    """
    roles = {"root": Role(tuple(_key(SIGNING, key, holder) for holder, key in sorted(roots.items())), ROOTS_NEEDED)}
    for role in ROLES:
        public = publics[role]
        if public.get("role") != role:
            raise Malformed("public-file-of-another-role", expected=role, found=str(public.get("role"))[:20])
        roles[role] = Role((_key(SIGNING, from_hex(public.get("sign"), 32), role),), 1)
        roles[f"seal-{role}"] = Role((_key(SEALING, from_hex(public.get("seal"), 32), role),), 1)
    roles["log"] = Role((_key(SIGNING, log.public, log.name),), 1)
    roles["witness"] = Role((_key(SIGNING, from_hex(publics[HRSS].get("witness"), 32), witness),), 1)
    return TrustVersion(version=1, previous=None, since=0, roles=roles)


def next_version(before: TrustVersion, publics: Mapping[str, Mapping[str, Any]], *, since: int) -> TrustVersion:
    """The version after ``before``: from entry ``since`` on these parties' keys replace their old ones."""
    roles = dict(before.roles)
    for role, public in publics.items():
        if public.get("role") != role or role not in ROLES:
            raise Malformed("public-file-of-another-role", expected=role, found=str(public.get("role"))[:20])
        named = {role: (SIGNING, "sign"), f"seal-{role}": (SEALING, "seal")}
        named |= {"witness": (SIGNING, "witness")} if role == HRSS else {}
        for name, (alg, field) in named.items():
            old = roles[name]
            closed = [key if key.to_index is not None else replace(key, to_index=since) for key in old.keys]
            fresh = _key(alg, from_hex(public.get(field), 32), old.keys[-1].holder, since=since)
            roles[name] = Role((*closed, fresh), old.threshold)
    return TrustVersion(version=before.version + 1, previous=before.hash, since=since, roles=roles)


def first_trust_file(version: TrustVersion, signers: list[Signer]) -> bytes:
    """The trust file that holds this one version, signed by holders of its root keys."""
    return write_trust([sign(version.payload, payload_type=PAYLOAD_TYPE, signers=signers)])


def with_version(data: bytes, version: TrustVersion, signer: Signer) -> bytes:
    """A trust file with one more version, signed by its first root holder."""
    return write_trust([*trust_envelopes(data), sign(version.payload, payload_type=PAYLOAD_TYPE, signers=[signer])])


def with_signature(data: bytes, signer: Signer) -> bytes:
    """A trust file whose newest version has one signature more."""
    *before, newest = trust_envelopes(data)
    return write_trust([*before, countersign(newest, signer)])


def newest_version(data: bytes) -> TrustVersion:
    """The newest version as it stands, however many have signed it; raises ``Malformed``."""
    return TrustVersion.parse(trust_envelopes(data)[-1].payload)


def _key(alg: str, public: bytes, holder: str, *, since: int = 0) -> TrustedKey:
    return TrustedKey(alg=alg, public=public, holder=holder, from_index=since)
