"""Trust files: which keys count for which role and which part of the log, changed only by two of three holders.

A trust file holds every version from the first. The first is known by its fingerprint, compared on paper; each later
one names the hash of the one before and is signed by holders of the root keys *before* the change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from blind.dsse import Envelope, verify
from blind.encoding import canonical, strict_parse
from blind.errors import Forged, Malformed, Untrusted
from blind.fields import exact
from blind.log.note import NoteKey
from blind.trust_version import ROOT, Role, TrustedKey, TrustVersion

PAYLOAD_TYPE = "application/vnd.expertpool.trust+json"
CHAIN_FORMAT = "expertpool-trust-chain/1"


@dataclass(frozen=True)
class Trust:
    """All versions of a trust file, each verified against the one before.

    ``pinned`` says whether the first version's fingerprint was known from elsewhere. If not, everything here hangs on
    whoever made the file, and whoever reports on it must say: compare the fingerprint.
    """

    versions: tuple[TrustVersion, ...]
    pinned: bool

    @property
    def fingerprint(self) -> str:
        """The first version's hash."""
        return self.versions[0].hash

    @property
    def newest(self) -> TrustVersion:
        """The version whose keys and intervals are in force."""
        return self.versions[-1]

    @property
    def mark(self) -> tuple[int, str]:
        """What to keep as ``seen`` for the next reading: the newest version's number and hash."""
        return self.newest.version, self.newest.hash

    def keys(self, role: str, index: int) -> tuple[TrustedKey, ...]:
        """The keys that count for a role at a place of the log. Raises ``Untrusted`` for a role there is not."""
        return self._role(role).active_at(index)

    def threshold(self, role: str, index: int) -> int:
        """How many holders had to sign for a role at a place of the log: as the version of that time says."""
        versions = [one for one in self.versions if one.since <= index and role in one.roles]
        return versions[-1].roles[role].threshold if versions else self._role(role).threshold

    def key(self, key_id: str, *, role: str, index: int) -> TrustedKey:
        """The key of this id, if it counts for this role at this place of the log.

        Raises ``Untrusted``: "key-not-pinned", "key-of-another-role", "key-not-yet-valid" or "key-stale".
        """
        self._role(role)
        homes = {key.key_id: (name, key) for name, held in self.newest.roles.items() for key in held.keys}
        if key_id not in homes:
            raise Untrusted("key-not-pinned", key_id=key_id)
        home, key = homes[key_id]
        if home != role:
            raise Untrusted("key-of-another-role", key_id=key_id, role=home, expected=role)
        if index < key.from_index:
            raise Untrusted("key-not-yet-valid", key_id=key_id, index=index, from_index=key.from_index)
        if not key.active_at(index):
            raise Untrusted("key-stale", key_id=key_id, index=index, to_index=key.to_index)
        return key

    def verify(self, envelope: bytes | Envelope, *, payload_type: str, role: str, index: int) -> bytes:
        """The payload of an envelope that stands in the log at ``index``, signed as ``role`` demands.

        Raises as ``dsse.verify`` and ``key`` do. A signature outside the log has no index and counts for nothing.
        """
        read = Envelope.parse(envelope) if isinstance(envelope, bytes) else envelope
        keys = [self.key(one.key_id, role=role, index=index) for one in read.signatures]
        threshold = self.threshold(role, index)
        payload = verify(read, payload_type=payload_type, keys=[key.verifier for key in keys], threshold=threshold)
        if len({key.holder for key in keys}) < threshold:
            raise Untrusted("too-few-signatures", found=len({key.holder for key in keys}), threshold=threshold)
        return payload

    def note_keys(self, role: str, size: int, *, kind: int) -> tuple[NoteKey, ...]:
        """A role's keys for checkpoints of this size; in notes a key bears its holder's name."""
        return tuple(NoteKey(key.holder, key.public, kind, key.alg) for key in self.keys(role, size))

    def _role(self, role: str) -> Role:
        if role not in self.newest.roles:
            raise Untrusted("role-unknown", role=role, known=sorted(self.newest.roles))
        return self.newest.roles[role]


def write_trust(envelopes: Iterable[Envelope]) -> bytes:
    """The trust file of all signed versions, the first one first."""
    return canonical({"format": CHAIN_FORMAT, "versions": [envelope.as_dict() for envelope in envelopes]})


def trust_envelopes(data: bytes) -> list[Envelope]:
    """The signed versions of a trust file, unverified: to add one more, after ``read_trust`` approved the rest."""
    record = exact(strict_parse(data), {"format": str, "versions": list}, what="trust-chain")
    if record["format"] != CHAIN_FORMAT:
        raise Malformed("unknown-version", what="trust-chain", format=record["format"][:40])
    if not record["versions"]:
        raise Malformed("no-versions", what="trust-chain")
    return [Envelope.from_dict(one) for one in record["versions"]]


def read_trust(data: bytes, *, fingerprint: str | None, seen: tuple[int, str] | None = None) -> Trust:
    """The trust file's versions, each signed by enough holders of the root keys before it.

    ``fingerprint`` is the first version's hash as known from paper; without it the result says ``pinned=False``.
    ``seen`` is the ``mark`` kept from the last reading: an older or another newest version is refused. Raises
    ``Malformed`` for no trust file, ``Untrusted`` for "trust-rollback", "trust-fork", "trust-gap",
    "other-fingerprint" or signatures missing, ``Forged`` for a signature or hash that does not fit.
    """
    envelopes = trust_envelopes(data)
    versions = [TrustVersion.parse(envelope.payload) for envelope in envelopes]
    if fingerprint is not None and versions[0].hash != fingerprint:
        raise Untrusted("other-fingerprint", expected=fingerprint, found=versions[0].hash)
    if [one.version for one in versions] != list(range(1, len(versions) + 1)):
        raise Untrusted("trust-gap", versions=[one.version for one in versions])
    check_signatures(envelopes[0], versions[0], versions[0])
    for (_, before), (envelope, after) in pairwise(zip(envelopes, versions, strict=True)):
        if after.previous != before.hash:
            raise Forged("trust-chain-broken", version=after.version)
        check_signatures(envelope, before, after)
        check_succession(before, after)
    if seen is not None:
        check_seen(versions, seen)
    return Trust(tuple(versions), pinned=fingerprint is not None)


def check_seen(versions: list[TrustVersion], seen: tuple[int, str]) -> None:
    """Refuse a file that forgets a version accepted before, or replaces it."""
    number, known = seen
    if number < 1:
        raise ValueError("versions count from 1")
    if len(versions) < number:
        raise Untrusted("trust-rollback", newest=len(versions), seen=number)
    if versions[number - 1].hash != known:
        raise Untrusted("trust-fork", version=number, expected=known, found=versions[number - 1].hash)


def check_signatures(envelope: Envelope, before: TrustVersion, after: TrustVersion) -> None:
    """Refuse a version that the root holders of ``before``, as many as it demands, did not sign."""
    root = before.roles[ROOT]
    keys = [key.verifier for key in root.active_at(after.since)]
    verify(envelope, payload_type=PAYLOAD_TYPE, keys=keys, threshold=root.threshold)


def check_succession(before: TrustVersion, after: TrustVersion) -> None:
    """Refuse a version that forgets a key, opens one again, moves one, or lets a new key count for the past."""
    if after.since < before.since:
        raise Untrusted("trust-since-runs-backwards", version=after.version, since=after.since)
    old, new = placed_keys(before), placed_keys(after)
    for place, key in old.items():
        kept = new.get(place)
        if kept is None or (kept.holder, kept.from_index) != (key.holder, key.from_index):
            raise Untrusted("key-rewritten", version=after.version, key_id=key.key_id)
        if key.to_index is not None and (kept.to_index is None or kept.to_index > key.to_index):
            raise Untrusted("key-opened-again", version=after.version, key_id=key.key_id)
    for place in new.keys() - old.keys():
        if new[place].from_index < after.since:
            raise Untrusted("key-back-dated", version=after.version, key_id=new[place].key_id)


def placed_keys(version: TrustVersion) -> dict[tuple[str, str], TrustedKey]:
    """Every key by role and id."""
    return {(name, key.key_id): key for name, role in version.roles.items() for key in role.keys}
