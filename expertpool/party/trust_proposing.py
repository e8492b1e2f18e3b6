"""Proposing versions of the trust file: the first from public keys, later ones for rotation, loss and theft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blind.ceremony.book import LOG
from blind.errors import BlindError
from blind.trust import Trust
from blind.trust_change import Placed, first_version, next_version
from blind.trust_version import ROOT, Role, TrustedKey, TrustVersion
from expertpool.errors import Refusal
from expertpool.party.trust_words import TrustRefused

HOLDERS, NEEDED = 3, 2


def propose_first(keys: Sequence[Placed], *, since: int = 0) -> TrustVersion:
    """The first version: three root holders, two of whom change it, and every other key alone in its role.

    Raises Refusal for another number of root keys, for no ledger's key, and for what no trust file may hold.
    """
    roles: dict[str, list[TrustedKey]] = {}
    for name, key in keys:
        roles.setdefault(name, []).append(TrustedKey(**{**vars(key), "from_index": since}))
    found = len(roles.get(ROOT, []))
    if found != HOLDERS:
        raise Refusal("trust_file.three_holders", found=found)
    if LOG not in roles:
        raise Refusal("trust_file.log_needed")
    try:
        made = {name: Role(tuple(held), NEEDED if name == ROOT else 1) for name, held in roles.items()}
        return first_version(made, since=since)
    except BlindError as error:
        raise TrustRefused(error, file="") from None


def propose_next(
    trust: Trust, *, since: int, replaced: Iterable[Placed], closed: Iterable[str] = (), stolen_at: int | None = None
) -> TrustVersion:
    """The version after the newest, in which the open keys of the same role and holder give way to ``replaced``.

    ``closed``: ids (or their beginnings) of keys that end without a successor. ``since``: the place of the log from
    which the new keys count and the old ones do not. ``stolen_at``: the old ones count only up to there, for what was
    signed after may be the thief's. A role and holder not there before are opened. Raises Refusal.
    """
    at = since if stolen_at is None else stolen_at
    if at > since:
        raise Refusal("trust_file.stolen_later", stolen_at=at, since=since)
    opened = list(replaced)
    ends = {key.key_id for name, new in opened for key in _open(trust, name) if key.holder == new.holder}
    ends |= {_named(trust, beginning) for beginning in closed}
    if not opened and not ends:
        raise Refusal("trust_file.nothing_to_change")
    for name, new in opened:
        _refuse_other_ledger(trust, name, new)
    try:
        return next_version(trust.newest, since=since, closed=dict.fromkeys(ends, at), opened=opened)
    except BlindError as error:
        raise TrustRefused(error, file="") from None


def _open(trust: Trust, role: str) -> list[TrustedKey]:
    held = trust.newest.roles.get(role)
    return [key for key in held.keys if key.to_index is None] if held else []


def _named(trust: Trust, beginning: str) -> str:
    """The one key whose id begins so."""
    ids = {key.key_id for role in trust.newest.roles.values() for key in role.keys}
    found = [key_id for key_id in ids if len(beginning) >= 8 and key_id.startswith(beginning.lower())]
    if len(found) != 1:
        raise Refusal("trust_file.no_such_key", key_id=beginning, count=len(found))
    return found[0]


def _refuse_other_ledger(trust: Trust, role: str, new: TrustedKey) -> None:
    """A new key under a new name would be another ledger, and every head kept so far would belong to none."""
    holders = {key.holder for key in _open(trust, role)}
    if role == LOG and holders and new.holder not in holders:
        raise Refusal("trust_file.other_ledger", found=new.holder, kept=min(holders))
