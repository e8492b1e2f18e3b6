"""Certificates over the wire: what the verifier says of one."""

from __future__ import annotations

from pydantic import BaseModel


class CheckedCertificate(BaseModel):
    """``code``: 0 verified, 5 wrong, 6 not proven; ``said``: the verifier's lines, the verdict first."""

    sha256: str
    code: int
    said: list[str]
