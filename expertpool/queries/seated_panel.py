"""The panel that the latest draw on record seated for a committee, with the people as its roster froze them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from expertpool.documents.roster.expert import RosterExpert
from expertpool.ids import ExpertId
from expertpool.models import Committee, Draw, Panel, Roster, Seat, SeatKind
from expertpool.queries.frozen_roster import frozen_experts


@dataclass(frozen=True)
class SeatedPanel:
    """Who sits and who is in reserve, by kind of seat and in the order drawn; ``people`` by number."""

    panel_id: int | None
    seats: Mapping[SeatKind, tuple[ExpertId, ...]]
    people: Mapping[ExpertId, RosterExpert]


def seated_panel(session: Session, committee_name: str, year: int) -> SeatedPanel | None:
    """The newest panel of the committee of this name in this year; None where no draw on record seated one."""
    found = session.exec(
        select(Panel, Draw.roster_id)
        .join(Draw, col(Draw.id) == col(Panel.draw_id))
        .join(Committee, col(Committee.id) == col(Draw.committee_id))
        .where(Committee.name == committee_name, Committee.year == year)
        .order_by(col(Draw.attempt).desc())
    ).first()
    if found is None:
        return None
    panel, roster_id = found
    rows = session.exec(select(Seat).where(Seat.panel_id == panel.id).order_by(col(Seat.place))).all()
    seats = {
        kind: tuple(ExpertId(row.expert_no) for row in rows if row.kind == kind.value) for kind in reversed(SeatKind)
    }
    everybody = frozen_experts(session, session.get_one(Roster, roster_id))
    known = {expert.facts.expert_no: expert for expert in everybody}
    named = [number for kind in SeatKind for number in seats[kind]]
    return SeatedPanel(panel.id, seats, {number: known[number] for number in named})


def committees_with_panels(session: Session) -> tuple[tuple[int, str, int], ...]:
    """Number, name and year of every committee for which a draw seated a panel, the newest year first."""
    seated = (
        select(col(Committee.id), col(Committee.name), col(Committee.year))
        .join(Draw, col(Draw.committee_id) == col(Committee.id))
        .join(Panel, col(Panel.draw_id) == col(Draw.id))
        .distinct()
        .order_by(col(Committee.year).desc(), col(Committee.name))
    )
    return tuple((number or 0, name, year) for number, name, year in session.exec(seated))
