"""``expertpool draw --ceremony HALL``: each run does what the office can do next, and says what is awaited of whom."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blind.ceremony import names, turns
from blind.ceremony.document import Record
from blind.ceremony.notes import id_of
from blind.ceremony.reasons import OFFICE
from blind.ceremony.state import Awaited, Round, State, Step
from blind.ceremony.steps import read
from expertpool import __version__
from expertpool.commands import ceremony_draw as drawing
from expertpool.commands.ceremony_freeze import NothingFrozen, freeze
from expertpool.commands.ceremony_ledger import enter, note_witnessed, outrun, renew
from expertpool.commands.ceremony_office import Office
from expertpool.commands.conduct import Failed, Seated, explained, write_explanation
from expertpool.documents.draw_folder import DrawFolder
from expertpool.documents.draw_papers import Occasion
from expertpool.drawing.result import NoLawfulPanel
from expertpool.drawing.ways_out import forbidden, ways_out
from expertpool.errors import ExitCode, Refusal
from expertpool.party import checking, committing, revealing
from expertpool.party.attendance import attempt
from expertpool.queries.frozen_roster import frozen_content
from solver.errors import NotProven
from solver.lottery import NoPanel, TooFewTickets


@dataclass(frozen=True)
class Held:
    """How a run ended: the ceremony as it stands, and papers or an explanation where there are any.

    ``there``: content of panel.json where the papers of the last round were there before this run.
    """

    state: State
    seated: Seated | None = None
    failed: Failed | None = None
    there: dict[str, Any] | None = None


def hold(office: Office, out: Path) -> Held:
    """Do everything that the office can do now; the papers appear once the last result is cosigned.

    Raises Refusal while a document in the hall is wrong (exit code 5), and for everything that office must put right.
    """
    try:
        return _held(office, out)
    except TooFewTickets as few:
        raise Refusal("draw.too_few_tickets", tickets=few.facts["tickets"], enough=few.facts["enough"]) from None
    except NotProven as failure:
        where = failure.facts.get("question", failure.code)
        raise Refusal("draw.not_proven", exit_code=ExitCode.NOT_PROVEN, question=where) from None
    except (NoPanel, NoLawfulPanel):
        raise Refusal("hall.no_replacement", exit_code=ExitCode.NO_PANEL) from None


def _held(office: Office, out: Path) -> Held:
    office.refuse_other_role()
    if not office.board.has(names.CONTEXT):
        try:
            freeze(office)
        except NothingFrozen as none:
            return Held(read({}, office.trust, now=office.home.now), failed=_explained(office, out, none))
    state = _state(office)
    if state.context is not None:
        office.refuse_other_options(state.context)
        _check_own(office, state)
    while (step := _next(office, state)) is not None:
        step()
        state = _state(office)
    if state.void is not None or not state.finished or state.context is None:
        return Held(state)
    there = drawing.there_already(out, state.context, state.rounds[-1].number)
    seated = None
    if there is None:
        folder = DrawFolder(out)
        seated = drawing.papers_of(office, state)
        drawing.leave_papers(folder, seated)
    drawing.hand_out(office, state.rounds[-1].number, out)
    return Held(state, seated=seated, there=there)


def _state(office: Office) -> State:
    note_witnessed(office, office.board)
    return office.state()


Act = Callable[[], object]


def _next(office: Office, state: State) -> Act | None:
    """What the office does next, or None where it is not its turn. Raises Refusal on top of wrong documents."""
    if state.context is None or state.wrong:
        office.attendance().refuse_wrong()
        return None
    office_id = id_of(state.context, OFFICE)
    own = [one for one in state.awaited if one.by == office_id or one.step is Step.COSIGN]
    for one in own:
        act = _act(office, state, one)
        if act is not None:
            return act
    return None


def _act(office: Office, state: State, one: Awaited) -> Act | None:  # noqa: PLR0911  # one line for each step
    if one.after is not None and office.now < one.after:
        return None
    if one.step is Step.COMMIT:
        return lambda: _promise(office, one.document)
    if one.step is Step.SEAL:
        return lambda: _seal(office, state)
    if one.step is Step.LOG:
        return lambda: _enter(office, state, one.document.removesuffix("-logged.json"))
    if one.step is Step.COSIGN:
        return _renewing(office, one.document.removesuffix("-cosigned.note"))
    if one.step is Step.REVEAL:
        return lambda: _reveal(office, one.document)
    if one.step is Step.RESULT:
        return lambda: drawing.record_result(office, state)
    return None


def _check_own(office: Office, state: State) -> None:
    """The office too checks the opened pool against its roster, once, before it signs anything on top of it."""
    if state.wrong or state.void is not None:
        return
    here = office.attendance()
    if here.memory.recall("checked") is not None:
        return
    report = checking.check(here, office.roster, packs=office.request.packs or None, table=False)
    if not report.passed:
        raise Refusal("hall.own_pool_differs", exit_code=ExitCode.FORGED, count=len(report.differences))


def _promise(office: Office, document: str) -> None:
    committing.promise(office.attendance())
    office.moved.append(document)


def _seal(office: Office, state: State) -> None:
    here = office.attendance()
    here.sign(names.SEAL, attempt(lambda: turns.make_seal(state, at=office.now), here.board.place))
    office.moved.append(names.SEAL)


def _reveal(office: Office, document: str) -> None:
    revealing.reveal(office.attendance())
    office.moved.append(document)


def _enter(office: Office, state: State, stem: str) -> None:
    if stem.startswith("result-"):
        drawing.enter_result(office, state)
        return
    enter(office, stem, _record(state, stem))


def _record(state: State, stem: str) -> Record:
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


def _renewing(office: Office, stem: str) -> Act | None:
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
