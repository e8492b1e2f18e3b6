"""Everything held against chance in one go: figures by measure, the least likely first, with how many were compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from expertpool.oversight.companions import companions
from expertpool.oversight.figure import Figure, Measure, in_order
from expertpool.oversight.replaced import replaced
from expertpool.oversight.scorers import out_of_line
from expertpool.oversight.seats import seats_of
from expertpool.oversight.served import served
from expertpool.queries.committee_record import CommitteeOnRecord
from expertpool.queries.opened_scores import OpenedPacket
from expertpool.queries.removal_reasons import Reasons


@dataclass(frozen=True)
class Anomalies:
    """``figures`` by measure; a measure of which nothing is on record has none."""

    figures: Mapping[Measure, tuple[Figure, ...]]

    @property
    def notable(self) -> tuple[Figure, ...]:
        """Those worth a look."""
        return tuple(one for figures in self.figures.values() for one in figures if one.notable)

    def as_dict(self, *, most: int) -> dict[str, Any]:
        """Plain values: of each measure the notable figures and, up to ``most``, those that come next."""
        return {
            measure.value: {
                "compared": figures[0].compared if figures else 0,
                "counted": len(figures),
                "figures": [one.as_dict() for at, one in enumerate(figures) if one.notable or at < most],
            }
            for measure, figures in self.figures.items()
        }


def anomalies(
    records: Sequence[CommitteeOnRecord],
    *,
    reasons: Reasons,
    packets: Sequence[OpenedPacket],
) -> Anomalies:
    """Figures of these committees. ``packets``: opened scores alone; what is still sealed has no place here."""
    seats = seats_of(records)
    scored = out_of_line(packets)
    found = {
        Measure.REPLACED: replaced(records, reasons),
        Measure.MET: companions(seats),
        Measure.SERVED: served(seats),
        Measure.HIGHEST: [one for one in scored if one.measure is Measure.HIGHEST],
        Measure.LOWEST: [one for one in scored if one.measure is Measure.LOWEST],
    }
    return Anomalies({measure: tuple(in_order(figures)) for measure, figures in found.items()})
