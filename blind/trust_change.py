"""From one version of a trust file to the next: what is closed and opened, how two versions differ, who signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from blind.dsse import Envelope, Signature
from blind.errors import Malformed
from blind.trust import PAYLOAD_TYPE, Trust, check_succession, placed_keys, read_trust, trust_envelopes, write_trust
from blind.trust_version import Role, TrustedKey, TrustVersion

Placed = tuple[str, TrustedKey]
"""A key with the name of its role."""


@dataclass(frozen=True)
class Difference:
    """One thing that is otherwise in the newer version.

    ``kind``: "role-opened", "role-emptied", "threshold-changed", "key-opened", "key-closed" (what it signed stays) or
    "key-cut-off" (closed from a place before the newer version: what it signed since then counts no more).
    """

    kind: str
    role: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def first_version(roles: Mapping[str, Role], *, since: int = 0) -> TrustVersion:
    """The version that begins a trust file. Raises ``Malformed``."""
    return TrustVersion(version=1, previous=None, since=since, roles=roles)


def next_version(
    before: TrustVersion, *, since: int, closed: Mapping[str, int], opened: Iterable[Placed] = ()
) -> TrustVersion:
    """The version after ``before``: keys closed at a place of the log, by key id, and others opened at ``since``.

    Raises ``Malformed`` for a key that is not there, or a version that no file may hold (too few root keys, one key
    twice), and what ``check_succession`` raises.
    """
    known = {key.key_id for role in before.roles.values() for key in role.keys}
    if unknown := sorted(closed.keys() - known):
        raise Malformed("key-not-there", key_id=unknown[0])
    roles = {name: _with_closed(role, closed) for name, role in before.roles.items()}
    for name, key in opened:
        role = roles.get(name, Role((), 1))
        roles[name] = replace(role, keys=(*role.keys, replace(key, from_index=since, to_index=None)))
    after = TrustVersion(version=before.version + 1, previous=before.hash, since=since, roles=roles)
    check_succession(before, after)
    return after


def _with_closed(role: Role, closed: Mapping[str, int]) -> Role:
    return replace(role, keys=tuple(_closed(key, closed.get(key.key_id)) for key in role.keys))


def _closed(key: TrustedKey, at: int | None) -> TrustedKey:
    if at is None:
        return key
    if key.to_index is not None:
        raise Malformed("key-closed-already", key_id=key.key_id, to_index=key.to_index)
    return replace(key, to_index=max(at, key.from_index))


def differences(before: TrustVersion | None, after: TrustVersion) -> tuple[Difference, ...]:
    """Everything in which ``after`` differs from ``before``, or all it says where there is no version before it."""
    return tuple(_differences(before, after))


def _differences(before: TrustVersion | None, after: TrustVersion) -> Iterator[Difference]:
    old_roles: Mapping[str, Role] = before.roles if before else {}
    old_keys = placed_keys(before) if before else {}
    for name, role in sorted(after.roles.items()):
        held = old_roles.get(name)
        if held is None:
            yield Difference("role-opened", name, {"threshold": role.threshold})
        elif held.threshold != role.threshold:
            yield Difference("threshold-changed", name, {"before": held.threshold, "threshold": role.threshold})
    for (name, key_id), key in sorted(placed_keys(after).items()):
        facts = {"holder": key.holder, "key_id": key_id, "alg": key.alg}
        known = old_keys.get((name, key_id))
        if known is None:
            yield Difference("key-opened", name, {**facts, "from_index": key.from_index})
        if key.to_index is not None and (known is None or known.to_index != key.to_index):
            kind = "key-cut-off" if key.to_index < after.since else "key-closed"
            yield Difference(kind, name, {**facts, "to_index": key.to_index})
    for name in sorted(old_roles):
        open_now = name in after.roles and any(key.to_index is None for key in after.roles[name].keys)
        if not open_now and any(key.to_index is None for key in old_roles[name].keys):
            yield Difference("role-emptied", name)


def joined_signatures(envelopes: Iterable[Envelope]) -> Envelope:
    """One envelope with the signatures that different holders made over the same version.

    Raises ``Malformed`` for none, for versions that differ by a byte, and for an envelope of another kind. Nothing is
    verified: ``extended`` does that.
    """
    given = list(envelopes)
    if not given:
        raise Malformed("no-signer")
    if any(one.payload_type != PAYLOAD_TYPE for one in given):
        raise Malformed("not-a-signed-trust-version")
    if any(one.payload != given[0].payload for one in given):
        raise Malformed("signed-versions-differ")
    made: dict[str, Signature] = {one.key_id: one for envelope in given for one in envelope.signatures}
    return replace(given[0], signatures=tuple(made[key_id] for key_id in sorted(made)))


def extended(file: bytes | None, envelope: Envelope, *, fingerprint: str | None) -> tuple[bytes, Trust]:
    """The trust file with one more signed version (the first, where ``file`` is None), and what it says.

    Raises as ``read_trust`` does: too few signatures, by whoever may not sign, or a version that does not follow.
    """
    earlier = [] if file is None else trust_envelopes(file)
    data = write_trust([*earlier, envelope])
    return data, read_trust(data, fingerprint=fingerprint)
