"""The table of rules over the wire: what binds, under which clause, and how good its source is."""

from __future__ import annotations

from pydantic import BaseModel

from expertpool.rules.printed import PrintedRule


class RuleLine(BaseModel):
    """One rule in the reader's language."""

    rule: str
    says: str
    clause: str
    strength: str
    number: str
    source: str
    stages: str
    pack: str

    @classmethod
    def of(cls, one: PrintedRule) -> RuleLine:
        """From the domain."""
        return cls.model_validate(one, from_attributes=True)
