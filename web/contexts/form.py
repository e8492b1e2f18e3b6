"""A form on a page: what was typed, and what is wrong with which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.refusals import OUT_OF_ORDER
from expertpool.errors import Refusal
from expertpool.words import Language

WHOLE = ""
"""The name of a fault that belongs to no single field."""


def hint_on_page(refusal: Refusal, language: Language) -> str:
    """A refusal's hint for somebody who sits before a page: one that names a command of the shell is left out."""
    hint = refusal.hint(language) or ""
    return "" if "expertpool " in hint or " --" in hint else hint


@dataclass(frozen=True)
class Form:
    """``values`` go back into the fields; ``faults`` are sentences by field. Passwords and codes are never kept."""

    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def refused(cls, refusal: Refusal, language: Language, *, at: str = WHOLE, **values: str) -> Form:
        """A form that a refusal sends back; ``at`` is the field to mend.

        Raises the refusal itself where nothing that was typed is to blame, but this machine.
        """
        if refusal.code in OUT_OF_ORDER:
            raise refusal
        hint = hint_on_page(refusal, language)
        return cls(values, {at: refusal.message(language) + (f" {hint}" if hint else "")})

    def value(self, name: str) -> str:
        """What was typed into a field."""
        return self.values.get(name, "")

    def fault(self, name: str) -> str:
        """What is wrong with a field; empty where nothing is."""
        return self.faults.get(name, "")
