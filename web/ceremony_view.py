"""A ceremony as the office's page shows it: what stands, whom it waits for with which command, and its result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from fastapi import Request
from sqlmodel import Session

from api.language import language_of
from api.wiring import Wiring
from blind.ceremony.context import Context
from blind.ceremony.reasons import OFFICE, USUAL
from blind.ceremony.state import Awaited, State
from expertpool.beijing import BEIJING
from expertpool.commands.party_status import ADVISED, ANY_TWO, advice
from expertpool.errors import Refusal
from expertpool.models import Job
from expertpool.party.ceremony_plan import PLAN_FILE, read_plan
from expertpool.party.findings import wrong_words
from expertpool.words import Language, speaker
from web.ceremony_desk import CeremonyDesk, lacking
from web.committee_view import known_committee
from web.contexts.draws import AwaitedShown, CeremonyPage, DoneShown, PlanPage
from web.contexts.form import Form
from web.desk_console import DeskConsole
from web.draw_desk import DrawRoom
from web.draw_view import hall_prefix, halls_of, members_in, papers_shown
from web.job_view import job_shown, outcome_of

OBJECTIONS, REVEALS = timedelta(days=5), timedelta(days=1)
CLOSING_HOUR = 18


def desk_at(wiring: Wiring, number: int, hall: str, at: datetime) -> CeremonyDesk:
    """The office at that hall of the committee. Refuses a hall that is not the committee's."""
    end = hall.removeprefix(hall_prefix(number))
    if end == hall or not (end.isascii() and end.isdigit() and len(end) <= 4):
        raise Refusal("hall.no_hall", name=hall[:40])
    return CeremonyDesk(wiring.own, DrawRoom.of(wiring.own, number), hall, wiring.halls.folder / hall, at)


def fresh_hall(wiring: Wiring, number: int) -> str:
    """The name of the committee's next hall."""
    return f"{hall_prefix(number)}{len(halls_of(wiring, number)) + 1}"


def usual_times(at: datetime) -> dict[str, str]:
    """Times for the form: objections for five days, secrets a day later, both till six in the evening."""
    until = (at.astimezone(BEIJING) + OBJECTIONS).replace(hour=CLOSING_HOUR, minute=0, second=0, microsecond=0)
    return {"objection_until": f"{until:%Y-%m-%dT%H:%M}", "reveal_by": f"{until + REVEALS:%Y-%m-%dT%H:%M}"}


def plan_page(session: Session, wiring: Wiring, number: int, language: Language, *, form: Form) -> PlanPage:
    """The form of a plan, with what this machine still lacks."""
    known = known_committee(session, number)
    desk = CeremonyDesk(wiring.own, DrawRoom.of(wiring.own, number), "", wiring.halls.folder, wiring.clock())
    return PlanPage(
        head=known.head,
        ready=known.kept is not None,
        missing=_missing(desk, language),
        earlier=halls_of(wiring, number),
        form=form,
    )


def _missing(desk: CeremonyDesk, language: Language) -> tuple[str, ...]:
    say = speaker(language)
    return tuple(say(f"page_draw.lacking.{code.partition('.')[2]}") for code in lacking(desk))


def ceremony_page(
    session: Session,
    desk: CeremonyDesk,
    number: int,
    *,
    job: Job | None,
    request: Request,
    form: Form | None = None,
    unlocked_until: datetime | None = None,
) -> CeremonyPage:
    """How the ceremony stands now. Refuses a hall that is not there."""
    if not (desk.folder / PLAN_FILE).is_file():
        raise Refusal("hall.no_hall", name=desk.hall)
    known, language = known_committee(session, number), language_of(request)
    missing = _missing(desk, language)
    state = None if missing else desk.state()
    address = f"{str(request.base_url).rstrip('/')}/hall/{desk.hall}"
    own = (f"ceremony-{desk.hall}", f"ceremony-{desk.hall}-r")
    sets = tuple(one for one in desk.room.papers() if one.folder == own[0] or one.folder.startswith(own[1]))
    plan = read_plan(desk.folder / PLAN_FILE)
    context = state.context if state else None
    reasons = context.reason_codes if context else USUAL
    say = speaker(language)
    return CeremonyPage(
        head=known.head,
        hall=desk.hall,
        address=address,
        planned=plan.assurance.value,
        objection_until=plan.objection_until,
        reveal_by=plan.reveal_by,
        frozen=context is not None,
        assurance=state.assurance.value if state else "M0",
        seal=state.sealed.hash.hex() if state and state.sealed and state.cosigned else "",
        done=tuple(_done(state, language)) if state else (),
        awaited=tuple(_awaited(state, address, desk.now, language)) if state else (),
        wrong=tuple(f"{one.document}：{wrong_words(one, language)}" for one in state.wrong) if state else (),
        void=say(f"ceremony.cause.{state.void.code}") if state and state.void else "",
        finished=bool(state and state.finished),
        dice=bool(context and context.dice),
        members=members_in(sets[0].content, "members", language) if sets else (),
        reasons=tuple((one.code, "、".join(say(f"ceremony.role.{role}") for role in one.signers)) for one in reasons),
        missing=missing,
        papers=papers_shown(sets),
        moved=tuple(outcome_of(job, desk.settings).get("moved", ())),
        job=job_shown(job, desk.settings, language),
        unlocked_until=unlocked_until,
        form=form or Form(),
    )


def _done(state: State, language: Language) -> Iterator[DoneShown]:
    say, context = speaker(language), state.context
    if context is None:
        return
    for one in state.done:
        step = say(f"ceremony.step.{one.step.value}")
        yield DoneShown(who=_role(context, one.by, language), step=step, document=one.document)


def _awaited(state: State, address: str, now: datetime, language: Language) -> Iterator[AwaitedShown]:
    """Of steps that any two may do, one line."""
    say, context, console, told = speaker(language), state.context, DeskConsole(language), set()
    if context is None:
        return
    for one in state.awaited:
        if one.step in ANY_TWO:
            if one.step in told:
                continue
            told.add(one.step)
        yield AwaitedShown(
            who=say("party.status.any_two") if one.step in ANY_TWO else _role(context, one.by, language),
            step=say(f"ceremony.step.{one.step.value}"),
            document=one.document,
            until=one.until,
            after=one.after if one.after and one.after > now else None,
            command=advice(console, one, address) if one.step in ADVISED else "",
            office=_of_office(context, one),
        )


def _of_office(context: Context, one: Awaited) -> bool:
    own = context.with_role(OFFICE)
    return own is not None and own.id == one.by


def _role(context: Context, party: str, language: Language) -> str:
    roles = {one.id: one.role for one in context.parties}
    return speaker(language)(f"ceremony.role.{roles.get(party, party)}")
