"""A meeting as its pages show it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.actions.propose_act import Person
from expertpool.errors import Refusal
from expertpool.models import BallotCount, SeatKind
from expertpool.models.joint_kind import Joint
from expertpool.queries.ballots import counts_of
from expertpool.queries.departures import departures_of
from expertpool.queries.joint_acts import open_act
from expertpool.queries.meetings import MeetingSeen, frozen_meeting, meeting_of
from expertpool.queries.review import group_of, groups
from expertpool.reviewing.attendance import CheckedRoll
from expertpool.rules.finding import State
from expertpool.words import Language
from web.committee_view import known_committee, meetings_of, rule_shown, seats_of
from web.contexts.form import Form
from web.contexts.meetings import (
    CountLine,
    CountPage,
    GroupChoice,
    MeetingLine,
    MeetingPage,
    MeetingsPage,
    MemberLine,
    OutcomeLine,
    RollChecked,
)


def meetings_page(session: Session, number: int, *, form: Form | None = None) -> MeetingsPage:
    """A committee's meetings."""
    known = known_committee(session, number)
    people = seats_of(session, known.row.name, known.row.year)
    listed = [group_of(session, one) for one in groups(session)]
    return MeetingsPage(
        head=known.head,
        ready=known.kept is not None,
        seated=sum(one.kind != "reserve" for one in people),
        meetings=tuple(_line(session, one) for one in reversed(meetings_of(session, known))),
        groups=tuple(GroupChoice(id=one.id, title=one.title, packets=len(one.packets)) for one in listed),
        form=form or Form(),
    )


def meeting_page(
    session: Session,
    number: int,
    meeting: int,
    *,
    at: datetime,
    language: Language,
    form: Form | None = None,
    found: RollChecked | None = None,
) -> MeetingPage:
    """One meeting of the committee. Refuses another committee's."""
    known, seen = known_committee(session, number), meeting_of(session, meeting)
    if seen.scope != known.scope:
        raise Refusal("meeting.unknown", meeting=meeting)
    left = departures_of(session, meeting)
    waiting = open_act(session, Joint.PAPER_COUNT, f"meeting-{meeting}", at=at)
    return MeetingPage(
        head=known.head,
        line=_line(session, seen),
        members=_members(session, seen),
        seats=tuple(one.code for one in seen.members if one.kind is not SeatKind.RESERVE),
        codenames=seen.codenames,
        remaining=len(seen.attending) - len(left),
        quorum=-(-2 * seen.seats // 3),
        counting=waiting is not None,
        checked=found if found or seen.verdicts is None else _frozen(seen, language),
        counts=tuple(map(count_line, counts_of(session, meeting))),
        form=form or Form(_usual(seen)),
    )


def _usual(seen: MeetingSeen) -> dict[str, str]:
    """What stands in the fields of an open roll before anybody typed: the pledges that are known."""
    return {
        f"pledged_on-{one.code}": one.expert.facts.pledged_on.isoformat()
        for one in seen.members
        if one.expert.facts.pledged_on
    }


def _line(session: Session, seen: MeetingSeen) -> MeetingLine:
    counted = any(not one.mismatches for one in counts_of(session, seen.id))
    state = "counted" if counted else "frozen" if seen.frozen_at else "called"
    return MeetingLine(
        id=seen.id,
        number=seen.number,
        held_on=seen.held_on,
        seats=seen.seats,
        present=len(seen.attending) if seen.frozen_at else None,
        candidates=len(seen.candidates),
        state=state,
    )


def _members(session: Session, seen: MeetingSeen) -> tuple[MemberLine, ...]:
    left = {one.code: one for one in departures_of(session, seen.id)}
    return tuple(
        MemberLine(
            code=one.code,
            name=one.expert.name,
            employer=one.expert.facts.employer,
            kind=one.kind.value,
            present=one.present,
            pledged_on=one.pledged_on,
            replaces=one.replaces or "",
            recused="、".join(sorted(name for code, name in seen.recusals if code == one.code)),
            left=left[one.code].left_at if one.code in left else None,
            left_why=left[one.code].reason if one.code in left else "",
        )
        for one in seen.members
    )


def checked_shown(seen: MeetingSeen, found: CheckedRoll, language: Language) -> RollChecked:
    """A checked roll for its page."""
    rules = [one.as_dict(language) for one in found.verdicts if one.state is not State.NOT_APPLICABLE]
    return RollChecked(
        present=found.present,
        seats=seen.seats,
        rules=tuple(map(rule_shown, rules)),
        stopped=bool(found.forbidding),
        short=tuple(found.short.items()),
    )


def _frozen(seen: MeetingSeen, _language: Language) -> RollChecked:
    rules = [one for one in seen.verdicts or () if one["state"] != State.NOT_APPLICABLE.value]
    shown = tuple(map(rule_shown, rules))
    return RollChecked(present=len(seen.attending), seats=seen.seats, rules=shown, stopped=False, short=())


def count_line(one: BallotCount) -> CountLine:
    """One count for its page."""
    return CountLine(
        number=one.number,
        at=one.counted_at,
        by=one.counted_by,
        electronic=one.ballot_id is not None,
        mismatches=tuple(
            (each["candidate"] or "", str(each["field"]), " / ".join(map(str, each["values"])))
            for each in one.mismatches
        ),
        outcomes=tuple(
            OutcomeLine(
                candidate=each["candidate"],
                yes=each["yes"],
                no=each["no"],
                abstained=each["abstained"],
                spoilt=each["spoilt"],
                needed=f"{each['needed']}/{each['base']}",
                passed=bool(each["passed"]),
                quorum=bool(each["quorum_met"]),
            )
            for each in one.outcomes
        ),
    )


def count_page(session: Session, meeting: int, person: Person, *, at: datetime, form: Form | None = None) -> CountPage:
    """The form of a counter who sees no number of the other. Refuses a meeting whose roll is open."""
    seen = frozen_meeting(session, meeting)
    waiting = open_act(session, Joint.PAPER_COUNT, f"meeting-{meeting}", at=at)
    stage = "first" if waiting is None else "second"
    if waiting is not None and person.is_also(waiting.proposed_account, waiting.proposed_by):
        stage = "waiting"
    return CountPage(
        meeting=meeting,
        committee=seen.committee.name,
        held_on=seen.held_on,
        present=len(seen.attending) - len(departures_of(session, meeting)),
        candidates=seen.codenames,
        stage=stage,
        counts=tuple(map(count_line, counts_of(session, meeting))),
        form=form or Form(),
    )
