"""``expertpool draw --ceremony HALL``: each run does what the office can do next, and says what is awaited of whom."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from blind.ceremony import names, turns
from blind.ceremony.document import Record
from blind.ceremony.notes import id_of
from blind.ceremony.reasons import OFFICE
from blind.ceremony.state import Awaited, Round, State, Step
from blind.ceremony.steps import read
from expertpool import __version__
from expertpool.commands import ceremony_draw as drawing
from expertpool.commands.ceremony_draw import Outcome
from expertpool.commands.ceremony_freeze import NothingFrozen, freeze
from expertpool.commands.ceremony_ledger import enter, note_witnessed, outrun, renew
from expertpool.commands.ceremony_office import Office, OfficeSide
from expertpool.commands.conduct import Failed, Seated, explained, write_explanation
from expertpool.documents.draw_folder import DrawFolder
from expertpool.documents.draw_papers import Occasion
from expertpool.drawing.result import NoLawfulPanel
from expertpool.drawing.ways_out import forbidden, ways_out
from expertpool.errors import ExitCode, Refusal
from expertpool.party import checking, committing, revealing
from expertpool.party.attendance import Attendance, attempt
from expertpool.queries.frozen_roster import frozen_content
from solver.errors import NotProven
from solver.lottery import NoPanel, TooFewTickets

S_co = TypeVar("S_co", covariant=True)
F_co = TypeVar("F_co", covariant=True)


@dataclass(frozen=True)
class HeldOf(Generic[S_co, F_co]):
    """How a run ended: the ceremony as it stands, and papers or an explanation where there are any.

    ``there``: content of panel.json where the papers of the last round were there before this run.
    """

    state: State
    seated: S_co | None = None
    failed: F_co | None = None
    there: dict[str, Any] | None = None


Held = HeldOf[Seated, Failed]


class Subject(Protocol[S_co, F_co]):
    """What a ceremony draws: the steps of the office that differ between one committee and a whole season."""

    def freeze(self) -> F_co | None:
        """Lay down context and opened pool, or say why no panel exists."""

    def differences(self, here: Attendance) -> int:
        """In how much the opened pool is not what the office's own roster gives; remembered where in nothing."""

    def outcome(self, state: State) -> Outcome:
        """What the open round's seed gave."""

    def enter(self, state: State, stem: str) -> None:
        """Put the document behind ``stem`` into the ledger, with the records that belong to it."""

    def leave(self, state: State, out: Path) -> tuple[S_co | None, dict[str, Any] | None]:
        """The papers of the last round, written now, or what told of them where they were there before."""


def hold(office: Office, out: Path) -> Held:
    """Do everything that the office can do now; the papers appear once the last result is cosigned.

    Raises Refusal while a document in the hall is wrong (exit code 5), and for everything that office must put right.
    """
    return hold_any(office, OneCommittee(office, out), out)


def hold_any(office: OfficeSide, subject: Subject[S_co, F_co], out: Path) -> HeldOf[S_co, F_co]:
    """The same for whatever is drawn."""
    try:
        return _held(office, subject, out)
    except TooFewTickets as few:
        raise Refusal("draw.too_few_tickets", tickets=few.facts["tickets"], enough=few.facts["enough"]) from None
    except NotProven as failure:
        where = failure.facts.get("question", failure.code)
        raise Refusal("draw.not_proven", exit_code=ExitCode.NOT_PROVEN, question=where) from None
    except (NoPanel, NoLawfulPanel):
        raise Refusal("hall.no_replacement", exit_code=ExitCode.NO_PANEL) from None


def _held(office: OfficeSide, subject: Subject[S_co, F_co], out: Path) -> HeldOf[S_co, F_co]:
    office.refuse_other_role()
    if not office.board.has(names.CONTEXT):
        failed = subject.freeze()
        if failed is not None:
            return HeldOf(read({}, office.trust, now=office.home.now), failed=failed)
    state = _state(office)
    if state.context is not None:
        office.refuse_other_options(state.context)
        _check_own(office, subject, state)
    while (step := _next(office, subject, state)) is not None:
        step()
        state = _state(office)
    if state.void is not None or not state.finished or state.context is None:
        return HeldOf(state)
    seated, there = subject.leave(state, out)
    return HeldOf(state, seated=seated, there=there)


@dataclass(frozen=True)
class OneCommittee:
    """One committee's draw as the subject of a ceremony."""

    office: Office
    out: Path

    def freeze(self) -> Failed | None:
        """As ``Subject`` says."""
        try:
            freeze(self.office)
        except NothingFrozen as none:
            return _explained(self.office, self.out, none)
        return None

    def differences(self, here: Attendance) -> int:
        """As ``Subject`` says."""
        office = self.office
        report = checking.check(here, office.roster, packs=office.request.packs or None, table=False)
        return len(report.differences)

    def outcome(self, state: State) -> Outcome:
        """As ``Subject`` says."""
        return drawing.outcome(self.office, state)

    def enter(self, state: State, stem: str) -> None:
        """As ``Subject`` says."""
        if stem.startswith("result-"):
            drawing.enter_result(self.office, state)
            return
        enter(self.office, stem, record_behind(state, stem))

    def leave(self, state: State, out: Path) -> tuple[Seated | None, dict[str, Any] | None]:
        """As ``Subject`` says."""
        if state.context is None:
            raise ValueError("papers are made of a finished ceremony")
        there = drawing.there_already(out, state.context, state.rounds[-1].number)
        seated = None
        if there is None:
            folder = DrawFolder(out)
            seated = drawing.papers_of(self.office, state)
            drawing.leave_papers(folder, seated)
        drawing.hand_out(self.office, state.rounds[-1].number, out)
        return seated, there


def _state(office: OfficeSide) -> State:
    note_witnessed(office, office.board)
    return office.state()


Act = Callable[[], object]


def _next(office: OfficeSide, subject: Subject[S_co, F_co], state: State) -> Act | None:
    """What the office does next, or None where it is not its turn. Raises Refusal on top of wrong documents."""
    if state.context is None or state.wrong:
        office.attendance().refuse_wrong()
        return None
    office_id = id_of(state.context, OFFICE)
    own = [one for one in state.awaited if one.by == office_id or one.step is Step.COSIGN]
    for one in own:
        act = _act(office, subject, state, one)
        if act is not None:
            return act
    return None


def _act(  # noqa: PLR0911  # one line for each step
    office: OfficeSide, subject: Subject[S_co, F_co], state: State, one: Awaited
) -> Act | None:
    if one.after is not None and office.now < one.after:
        return None
    if one.step is Step.COMMIT:
        return lambda: _promise(office, one.document)
    if one.step is Step.SEAL:
        return lambda: _seal(office, state)
    if one.step is Step.LOG:
        return lambda: subject.enter(state, one.document.removesuffix("-logged.json"))
    if one.step is Step.COSIGN:
        return _renewing(office, one.document.removesuffix("-cosigned.note"))
    if one.step is Step.REVEAL:
        return lambda: _reveal(office, one.document)
    if one.step is Step.RESULT:
        return lambda: _record_result(office, subject, state)
    return None


def _check_own(office: OfficeSide, subject: Subject[S_co, F_co], state: State) -> None:
    """The office too checks the opened pool against its roster, once, before it signs anything on top of it."""
    if state.wrong or state.void is not None:
        return
    here = office.attendance()
    if here.memory.recall("checked") is not None:
        return
    count = subject.differences(here)
    if count:
        raise Refusal("hall.own_pool_differs", exit_code=ExitCode.FORGED, count=count)


def _promise(office: OfficeSide, document: str) -> None:
    committing.promise(office.attendance())
    office.moved.append(document)


def _seal(office: OfficeSide, state: State) -> None:
    here = office.attendance()
    here.sign(names.SEAL, attempt(lambda: turns.make_seal(state, at=office.now), here.board.place))
    office.moved.append(names.SEAL)


def _reveal(office: OfficeSide, document: str) -> None:
    revealing.reveal(office.attendance())
    office.moved.append(document)


def _record_result(office: OfficeSide, subject: Subject[S_co, F_co], state: State) -> None:
    """Draw the open round and sign what it gave; the document lies in the hall before the ledger has it."""
    context, open_round = state.context, state.open_round
    if context is None or open_round is None:
        raise ValueError("a result is recorded in an open round")
    here = office.attendance()
    here.refuse_wrong()
    drawing.refuse_overstated(context, open_round)
    outcome = subject.outcome(state)
    record = turns.make_result(
        state, ticket=outcome.ticket, members=outcome.members, reserves=outcome.reserves, at=office.now
    )
    name = f"{names.result_stem(open_round.number)}.json"
    here.sign(name, record)
    office.moved.append(name)


def record_behind(state: State, stem: str) -> Record:
    """The document behind a stem. Raises ValueError where the state has none."""
    last: Round | None = state.rounds[-1] if state.rounds else None
    if stem == names.SEAL_STEM and state.sealed is not None:
        return state.sealed.seal
    if stem == names.VOID_STEM and state.void is not None:
        return state.void
    if stem.startswith("removals-") and last is not None and last.removals is not None:
        return last.removals
    if stem.startswith("result-") and last is not None and last.result is not None:
        return last.result
    raise ValueError(stem)


def _renewing(office: OfficeSide, stem: str) -> Act | None:
    """Prove a document anew where the witness is ahead of its proof; otherwise the office only waits."""
    if not outrun(office, stem):
        return None
    return lambda: renew(office, stem)


def _explained(office: Office, out: Path, none: NothingFrozen) -> Failed:
    """Why no compliant panel exists, as a draw without a ceremony says it, with the same files."""
    dead = forbidden(none.question, none.verdicts) if none.verdicts else ways_out(none.question)
    roster = hashlib.sha256(frozen_content(office.request.experts)).hexdigest()
    occasion = Occasion(
        at=office.now,
        attempt=none.attempt,
        earlier=(),
        roster_digest=roster,
        roster_count=len(office.request.experts),
        program=f"expertpool {__version__}",
        seed_given=False,
    )
    failed = explained(office.console, dead, occasion)
    folder = DrawFolder(out)
    write_explanation(folder.start(), failed)
    folder.finish()
    return failed
