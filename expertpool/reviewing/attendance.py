"""The roll against the rules: who counts as attending, what every rule of the meeting says, and what stops it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from expertpool.actions.freeze_roll import RollEntry
from expertpool.documents.meeting_roll import SignedIn
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import SeatKind
from expertpool.queries.meetings import MeetingSeen, MemberSeen
from expertpool.rules.facts import ExpertFacts, Integrity, PanelFacts
from expertpool.rules.finding import State
from expertpool.rules.judge import judge
from expertpool.rules.rule import Source, Strength
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.rules.verdict import Verdict


@dataclass(frozen=True)
class CheckedRoll:
    """A filled roll with the verdicts on it. ``short``: codename -> members who may vote, where these are no quorum."""

    entries: tuple[RollEntry, ...]
    recusals: Mapping[tuple[str, str], str]
    verdicts: tuple[Verdict, ...]
    short: Mapping[str, int]

    @property
    def present(self) -> int:
        """Members attending."""
        return sum(entry.present for entry in self.entries)

    @property
    def forbidding(self) -> tuple[Verdict, ...]:
        """Strict rules that the roll breaks: the meeting cannot open with it."""
        return tuple(verdict for verdict in self.verdicts if stops(verdict))


def stops(verdict: Verdict) -> bool:
    """Whether a verdict keeps a meeting from opening: a strict rule, broken, that is more than an office's proposal.

    A rule known from memory alone stops too: votes taken without a quorum cannot be taken again. What is unknown never
    passes for holding, but does not stop.
    """
    rule = verdict.rule
    proposed = rule.source is Source.PROPOSAL
    return verdict.state is State.BROKEN and rule.strength is Strength.STRICT and not proposed


def check_roll(
    meeting: MeetingSeen,
    signed: Sequence[SignedIn],
    packs: PacksInForce,
    *,
    pool: Mapping[ExpertId, RosterExpert],
) -> CheckedRoll:
    """The roll checked. ``pool``: what the pool knows of people today, which may be worse than on the day of the draw.

    Raises Refusal, with the cell, for a reserve in nobody's seat, or in that of somebody present or replaced twice.
    """
    entries = tuple(_entry(one) for one in signed)
    _check_seats(meeting, signed)
    attending = [_facts(meeting, one, pool) for one in signed if one.present]
    recusals = {(one.code, name): one.ground for one in signed for name in one.recused if one.present}
    panel = PanelFacts(meeting.committee, tuple(attending))
    verdicts = judge(packs, Stage.ATTENDANCE, panel, waivers=meeting.committee.waivers)
    counted = {name: len(attending) - sum(name == about for _, about in recusals) for name in meeting.codenames}
    short = {name: voters for name, voters in counted.items() if 3 * voters < 2 * meeting.seats}
    return CheckedRoll(entries, recusals, verdicts, short)


def _entry(one: SignedIn) -> RollEntry:
    return RollEntry(code=one.code, present=one.present, pledged_on=one.pledged_on, replaces=one.replaces)


def _check_seats(meeting: MeetingSeen, signed: Iterable[SignedIn]) -> None:
    """A reserve takes the seat of one member who is absent; a member takes nobody's."""
    kinds = {member.code: member.kind for member in meeting.members}
    lines = {one.code: one for one in signed}
    taken: set[str] = set()
    for one in lines.values():
        reserve = kinds[one.code] is SeatKind.RESERVE
        if not one.present or (not reserve and one.replaces is None):
            continue
        seat = one.replaces
        free = seat is not None and kinds[seat] is not SeatKind.RESERVE and not lines[seat].present
        if not reserve or not free or seat in taken:
            raise Refusal("meeting.no_free_seat", where=one.row.where("replaces"), member=one.code, seat=seat or "—")
        taken.add(seat or "")


def _facts(meeting: MeetingSeen, one: SignedIn, pool: Mapping[ExpertId, RosterExpert]) -> ExpertFacts:
    member: MemberSeen = next(member for member in meeting.members if member.code == one.code)
    drawn = member.expert.facts
    today = pool.get(drawn.expert_no)
    if today is None:
        return replace(drawn, pledged_on=one.pledged_on or drawn.pledged_on)
    known = today.facts
    dishonest = Integrity.DISHONEST in (known.integrity, drawn.integrity)
    pledged = one.pledged_on or known.pledged_on or drawn.pledged_on
    integrity = Integrity.DISHONEST if dishonest else drawn.integrity
    return replace(drawn, integrity=integrity, status=known.status, pledged_on=pledged)
