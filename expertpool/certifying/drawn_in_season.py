"""A draw made in a season as a certificate carries it: its own column of tickets, its chances, the season's bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from blind.certificate import PUBLIC, RESTRICTED, sign_certificate
from blind.fairness import SeasonFairness
from blind.keys.signer import Signer
from expertpool.certifying.certificates import verifier
from expertpool.certifying.drawn_alone import drawn_alone
from expertpool.certifying.names import PUBLIC_FILE, RESTRICTED_FILE, VERIFIER
from expertpool.drawing.result import Result
from expertpool.party.season_frozen import SeasonFrozen


def season_certificates(
    frozen: SeasonFrozen,
    result: Result,
    *,
    fairness: SeasonFairness | None,
    seed_text: str | None,
    versions: Mapping[str, str],
    signer: Signer,
) -> dict[str, bytes]:
    """File name to content for one committee of a season (M0). ``fairness``: None for a draw by queue."""
    drawn = drawn_alone(frozen, result, seed_text=seed_text, versions=versions)
    if fairness is not None:
        drawn = replace(drawn, fairness=fairness)
    return {
        PUBLIC_FILE: sign_certificate(drawn, PUBLIC, signer),
        RESTRICTED_FILE: sign_certificate(drawn, RESTRICTED, signer),
        VERIFIER: verifier(),
    }
