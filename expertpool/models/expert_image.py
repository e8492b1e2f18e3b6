"""An expert's image: the rows that a roster governs, before or after an import, exact enough to put them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from expertpool.models.expert import Expert

COLUMNS = tuple(name for name in Expert.model_fields if name != "id")
"""The columns of the expert's own row that belong to an image."""


@dataclass(frozen=True)
class ExpertImage:
    """``columns`` are the expert's own row, secrets sealed; ``years`` are those that rosters state."""

    columns: dict[str, Any]
    years: tuple[int, ...] = ()
    recuse_units: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    tenures: tuple[tuple[date | None, date | None], ...] = ()

    @property
    def expert_no(self) -> str:
        """The expert's number."""
        return str(self.columns["expert_no"])

    @property
    def listed(self) -> bool:
        """Whether the expert is in the pool."""
        return bool(self.columns["listed"])

    @property
    def term(self) -> tuple[date | None, date | None]:
        """The current term's first and last day."""
        return self.tenures[-1] if self.tenures else (None, None)

    def as_json(self) -> dict[str, Any]:
        """Plain values; ``from_json`` gives the same image back."""
        born = self.columns["birth_month"]
        return {
            "columns": {**self.columns, "birth_month": born and born.isoformat()},
            "years": list(self.years),
            "recuse_units": list(self.recuse_units),
            "kin": list(self.kin),
            "tenures": [[day and day.isoformat() for day in term] for term in self.tenures],
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> ExpertImage:
        """The image that ``as_json`` wrote."""
        columns = stored["columns"]
        return cls(
            columns={**columns, "birth_month": _day(columns["birth_month"])},
            years=tuple(stored["years"]),
            recuse_units=tuple(stored["recuse_units"]),
            kin=tuple(stored["kin"]),
            tenures=tuple((_day(start), _day(end)) for start, end in stored["tenures"]),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
