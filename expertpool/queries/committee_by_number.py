"""Committees by the number under which the database knows them, for addresses that hold no names."""

from __future__ import annotations

from sqlmodel import Session, col, select

from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.models import Committee, Draw, Roster
from expertpool.queries.earlier_draws import EarlierDraw, earlier_draws
from expertpool.queries.frozen_roster import frozen_experts


def committees_in(session: Session, year: int | None) -> tuple[Committee, ...]:
    """Every committee, the newest year first and by name; those of one year where it is given."""
    wanted = select(Committee).order_by(col(Committee.year).desc(), Committee.name, col(Committee.id))
    return tuple(session.exec(wanted if year is None else wanted.where(Committee.year == year)).all())


def committee_by(session: Session, number: int) -> Committee:
    """The committee with this number. Raises Refusal where there is none."""
    found = session.get(Committee, number)
    if found is None:
        raise Refusal("api.no_committee", number=number)
    return found


def attempt_by(session: Session, committee: Committee, attempt: int) -> EarlierDraw:
    """One attempt to seat it. Raises Refusal where there was none of that number."""
    found = [one for one in earlier_draws(session, committee.name, committee.year) if one.attempt == attempt]
    if not found:
        raise Refusal("api.no_draw", committee=committee.name, attempt=attempt)
    return found[0]


def people_of(session: Session, committee: Committee, attempt: int) -> dict[str, RosterExpert]:
    """By number, the people as the roster of that attempt froze them."""
    wanted = select(Roster).join(Draw, col(Draw.roster_id) == col(Roster.id))
    roster = session.exec(wanted.where(Draw.committee_id == committee.id, Draw.attempt == attempt)).one()
    return {expert.facts.expert_no: expert for expert in frozen_experts(session, roster)}
