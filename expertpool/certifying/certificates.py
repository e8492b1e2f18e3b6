"""The files by which strangers check a draw: the public certificate, the restricted one, the verifier itself."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from blind.certificate import PUBLIC, RESTRICTED, sign_certificate
from blind.keys.signer import Signer
from expertpool.certifying.drawn_alone import drawn_alone
from expertpool.certifying.names import PUBLIC_FILE, RESTRICTED_FILE, VERIFIER
from expertpool.drawing.result import Result
from expertpool.party.frozen_draw import FrozenDraw


def certificates(
    frozen: FrozenDraw,
    result: Result,
    *,
    seed_text: str | None,
    versions: Mapping[str, str],
    signer: Signer,
) -> dict[str, bytes]:
    """File name to content for a draw made on one computer (M0)."""
    drawn = drawn_alone(frozen, result, seed_text=seed_text, versions=versions)
    return {
        PUBLIC_FILE: sign_certificate(drawn, PUBLIC, signer),
        RESTRICTED_FILE: sign_certificate(drawn, RESTRICTED, signer),
        VERIFIER: verifier(),
    }


def verifier() -> bytes:
    """The stranger's verifier, as it is shipped."""
    return files("blind").joinpath(VERIFIER).read_bytes()
