"""Which acts take two people, who may propose and who may confirm each, and how long a proposal stands: a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from expertpool.models.account import Role


class Joint(StrEnum):
    """An act that nobody does alone."""

    WAIVER = "waiver"
    PUBLISH_RESULTS = "publish-results"
    UNSEAL_NAMES = "unseal-names"
    PAPER_COUNT = "paper-count"
    CLOSE_ACCOUNT = "close-account"
    VOID_BALLOT = "void-ballot"
    COUNT_WITHOUT_THIRD = "count-without-third"
    OPEN_WITHOUT_THIRD = "open-without-third"


@dataclass(frozen=True, kw_only=True)
class JointKind:
    """Roles on either side; the two people are never one, whatever their roles. ``blind``: the second does not see
    what the first put in, and puts in the same apart.
    """

    proposes: frozenset[Role]
    confirms: frozenset[Role]
    lasts: timedelta
    blind: bool = False


_COUNTERS = frozenset({Role.OFFICE, Role.INSPECTOR})

JOINT: Mapping[Joint, JointKind] = {
    Joint.WAIVER: JointKind(
        proposes=frozenset({Role.OFFICE}), confirms=frozenset({Role.HRSS}), lasts=timedelta(days=7)
    ),
    Joint.PUBLISH_RESULTS: JointKind(
        proposes=frozenset({Role.OFFICE}),
        confirms=frozenset({Role.OFFICE, Role.INSPECTOR}),
        lasts=timedelta(days=3),
    ),
    Joint.UNSEAL_NAMES: JointKind(
        proposes=frozenset({Role.OFFICE}), confirms=frozenset({Role.INSPECTOR}), lasts=timedelta(days=3)
    ),
    Joint.PAPER_COUNT: JointKind(proposes=_COUNTERS, confirms=_COUNTERS, lasts=timedelta(hours=12), blind=True),
    Joint.CLOSE_ACCOUNT: JointKind(
        proposes=frozenset({Role.ADMINISTRATOR}),
        confirms=frozenset({Role.ADMINISTRATOR, Role.INSPECTOR}),
        lasts=timedelta(days=3),
    ),
    Joint.VOID_BALLOT: JointKind(
        proposes=frozenset({Role.OFFICE}), confirms=frozenset({Role.INSPECTOR}), lasts=timedelta(hours=12)
    ),
    Joint.COUNT_WITHOUT_THIRD: JointKind(
        proposes=frozenset({Role.OFFICE}), confirms=frozenset({Role.INSPECTOR}), lasts=timedelta(hours=12)
    ),
    Joint.OPEN_WITHOUT_THIRD: JointKind(
        proposes=frozenset({Role.OFFICE}), confirms=frozenset({Role.INSPECTOR}), lasts=timedelta(hours=12)
    ),
}
"""Every kind; an act of any other is refused."""
