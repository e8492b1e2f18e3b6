"""A run of ``draw --ceremony`` in words: what was done now, what is awaited of whom, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from blind.ceremony import names
from blind.ceremony.context import Assurance
from blind.ceremony.state import State, Step
from blind.certificate import RESTRICTED
from expertpool.commands.ceremony import HeldOf
from expertpool.commands.ceremony_office import OfficeSide
from expertpool.commands.console import Console
from expertpool.commands.party_status import ADVISED, advice, awaited_lines, status_dict, wrong_lines


def hall_lines(office: OfficeSide, held: HeldOf[Any, Any]) -> Iterator[str]:
    """The run for people, papers aside."""
    say, state, hall = office.console.say, held.state, office.board.place
    for name in dict.fromkeys(office.moved):
        yield say("hall.moved", document=name)
    certificate = names.certificate(len(state.rounds) - 1, RESTRICTED)
    if certificate in office.moved:
        yield "  " + say("hall.next.countersign", hall=hall, document=certificate)
    if state.context is None:
        return
    if not office.moved and state.awaited:
        yield say("hall.nothing_moved")
    if state.cosigned and state.sealed:
        yield say("hall.seal", seal=state.sealed.hash.hex())
    yield from awaited_lines(office.console, state, now=office.home.now)
    yield from _advice(office.console, state, hall)
    yield from wrong_lines(office.console, state)
    if state.void is not None and not state.awaited:
        yield say("hall.void", cause=say(f"ceremony.cause.{state.void.code}"), hall=hall)
    planned = state.context.assurance_planned
    level = state.assurance if state.rounds and state.rounds[0].seed else Assurance.M0
    now = say(f"ceremony.assurance.{level.value.lower()}")
    yield say("hall.assurance", planned=planned.value, now=now)


def _advice(console: Console, state: State, hall: str) -> Iterator[str]:
    """The commands by which the others go on, once for each kind of step."""
    awaited = {one.step: one for one in reversed(state.awaited)}
    for step in ADVISED:
        if step in awaited:
            yield "  " + advice(console, awaited[step], hall)
    if Step.COSIGN in awaited:
        yield "  " + console.say("hall.since")


def hall_dict(office: OfficeSide, held: HeldOf[Any, Any]) -> dict[str, Any]:
    """The run for programs: how the ceremony stands, and what this run laid down."""
    told = status_dict(office.console, held.state, "office")
    finished = held.seated is not None or held.there is not None
    told.update({"moved": list(dict.fromkeys(office.moved)), "finished": finished})
    told["planned"] = held.state.context.assurance_planned.value if held.state.context else None
    return told
