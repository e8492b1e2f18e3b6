"""Making a trust file: from the parties' public files and the ledger's key to a version that root holders sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blind.ceremony.reasons import HRSS, ROLES
from blind.dsse import Envelope, sign
from blind.encoding import from_hex
from blind.errors import Malformed
from blind.keys.signer import Signer
from blind.log.note import NoteKey
from blind.trust import PAYLOAD_TYPE, write_trust
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


def signed_version(version: TrustVersion, signers: list[Signer]) -> Envelope:
    """A version signed by holders of root keys."""
    return sign(version.payload, payload_type=PAYLOAD_TYPE, signers=signers)


def first_trust_file(version: TrustVersion, signers: list[Signer]) -> bytes:
    """The trust file that holds this one version."""
    return write_trust([signed_version(version, signers)])


def _key(alg: str, public: bytes, holder: str) -> TrustedKey:
    return TrustedKey(alg=alg, public=public, holder=holder, from_index=0)
