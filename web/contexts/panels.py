"""What pages about a drawn panel show the office: names, invitations, answers with reasons, how to replace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from web.contexts.committees import HeadShown


@dataclass(frozen=True, kw_only=True)
class AnswerShown:
    """One answer for one group; ``taking`` is empty where nothing was answered yet."""

    title: str
    taking: str
    ground: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ReplyShown:
    """One person of the panel, with how far the invitation came."""

    expert_no: str
    name: str
    employer: str
    kind: str
    invited: str
    valid_until: datetime | None
    standing: str
    answers: tuple[AnswerShown, ...]


@dataclass(frozen=True, kw_only=True)
class PanelPage:
    """The newest panel. ``counts``: how many stand how; ``halls``: ceremonies in which it can be replaced;
    ``removed``: people removed so far by reason; ``reasons``: each with who has to sign.
    """

    head: HeadShown
    assurance: str
    meeting: date | None
    replies: tuple[ReplyShown, ...]
    counts: tuple[tuple[str, int], ...]
    halls: tuple[str, ...]
    removed: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, str], ...]
    same_order: bool


@dataclass(frozen=True, kw_only=True)
class SlipsPage:
    """One slip a person, to be cut apart; no code stands on them. ``address``: where people sign in."""

    head: HeadShown
    meeting: date | None
    people: tuple[ReplyShown, ...]
    address: str
    assurance: str
