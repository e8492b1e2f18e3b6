"""What a ballot is about: roll, candidates and recusals as frozen, keys of inspector, trustees and devices."""

from __future__ import annotations

from collections.abc import Mapping

from blind.ballot.definition import Ballot
from blind.ceremony.reasons import ROLES
from blind.errors import Malformed
from blind.keys.signer import Verifier
from blind.trust import Trust
from expertpool.errors import Refusal, Where
from expertpool.party.ballot_words import tried
from expertpool.party.token_key import TokenOffer
from expertpool.queries.meetings import MeetingSeen


def definition_of(
    seen: MeetingSeen, offer: TokenOffer, trust: Trust, *, devices: Mapping[str, Verifier], file: str
) -> Ballot:
    """The definition; ``devices``: by member's code. Raises Refusal, about ``file``, for what no ballot can be."""
    recused = {name: seen.recused_for(name) for name in seen.codenames}
    try:
        return Ballot(
            ballot_id=offer.ballot_id,
            scope=seen.scope,
            drawn=seen.seats,
            roll=tuple(sorted(member.code for member in seen.attending)),
            candidates=tuple(sorted(seen.codenames)),
            trustees=tried(lambda: trustees_of(trust), file),
            token_key=offer.key,
            recused={name: codes for name, codes in recused.items() if codes},
            devices=devices,
        )
    except Malformed as error:
        raise Refusal("ballot.definition_cannot_be", where=Where(file=file), why=error.code) from None


def trustees_of(trust: Trust) -> dict[str, bytes]:
    """The sealing keys of the three parties that are in force. Raises ``Untrusted`` where one has none."""
    return {role: trust.keys(f"seal-{role}", trust.newest.since)[-1].public for role in ROLES}
