"""Why a drawn person may be removed, and who has to sign that: the closed list that a context fixes beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from blind.ceremony.values import sorted_once
from blind.errors import Malformed
from blind.fields import exact, texts

OFFICE, INSPECTOR, HRSS = "office", "inspector", "hrss"
ROLES = (HRSS, INSPECTOR, OFFICE)
"""Who takes part, sorted: the committee's office, the discipline inspectors, the human resources authority."""


@dataclass(frozen=True)
class ReasonCode:
    """One reason and the roles that must sign a list which uses it, sorted."""

    code: str
    signers: tuple[str, ...]

    def __post_init__(self) -> None:
        sorted_once(self.signers, what="signers")
        if not self.code.isascii() or not self.code or not self.signers or not set(self.signers) <= set(ROLES):
            raise Malformed("not-a-reason-code", reason=self.code[:40], signers=list(self.signers)[:4])

    def as_dict(self) -> dict[str, Any]:
        """The fields in the context."""
        return {"code": self.code, "signers": list(self.signers)}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, {"code": str, "signers": list}, what="reason code")
        return cls(record["code"], tuple(texts(record["signers"], what="signers")))


USUAL = (
    ReasonCode("conflict", (INSPECTOR, OFFICE)),
    ReasonCode("declined", (OFFICE,)),
    ReasonCode("discipline", (INSPECTOR,)),
    ReasonCode("illness", (OFFICE,)),
    ReasonCode("unreachable", (INSPECTOR, OFFICE)),
)
"""The usual list. What the office could assert alone without a paper from the expert needs the inspector too."""


def signers_of(reasons: Iterable[str], *, known: Iterable[ReasonCode]) -> frozenset[str]:
    """The roles that must sign a list with these reasons. Raises ``Malformed`` for a reason that is not on the list."""
    by_code = {reason.code: reason for reason in known}
    found: set[str] = set()
    for reason in reasons:
        if reason not in by_code:
            raise Malformed("reason-not-listed", reason=reason[:40], known=sorted(by_code))
        found.update(by_code[reason].signers)
    return frozenset(found)
