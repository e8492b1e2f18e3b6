"""The waivers on record for a committee, as the rules read them."""

from __future__ import annotations

from sqlmodel import Session, col, or_, select

from expertpool.ids import ExpertId, RuleId
from expertpool.models import Committee, Expert
from expertpool.models import Waiver as Row
from expertpool.rules.waiver import Waiver


def waivers_for(session: Session, committee_name: str, year: int) -> tuple[Waiver, ...]:
    """Waivers of this committee and those that experts have for every committee, in the order they were granted."""
    found = session.exec(
        select(Row, Expert.expert_no)
        .join(Expert, col(Expert.id) == col(Row.expert_id), isouter=True)
        .join(Committee, col(Committee.id) == col(Row.committee_id), isouter=True)
        .where(
            or_(
                col(Row.committee_id).is_(None), (col(Committee.name) == committee_name) & (col(Committee.year) == year)
            )
        )
        .order_by(col(Row.id))
    )
    return tuple(_waiver(row, number) for row, number in found)


def _waiver(row: Row, number: str | None) -> Waiver:
    return Waiver(
        rule=RuleId(row.rule_id),
        reason=row.reason,
        approver=row.approver,
        at=row.granted_at,
        expert=None if number is None else ExpertId(number),
    )
