"""``expertpool party status``: how a ceremony stands, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from blind.ceremony import names
from blind.ceremony.book import Wrong
from blind.ceremony.context import Context
from blind.ceremony.state import Awaited, State, Step
from blind.ceremony.steps import read
from expertpool.beijing import second
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.party_edge import ceremony_argument, home_of
from expertpool.errors import ExitCode, Refusal
from expertpool.party.findings import wrong_dict, wrong_words
from expertpool.party.hall import Hall, hall_at
from expertpool.party.keys import key_id_in

ANY_TWO = (Step.DICE, Step.BEACON)
ADVISED = (Step.COMMIT, Step.COSIGN, Step.DICE, Step.REVEAL, Step.ESCROW, Step.BEACON, Step.REMOVALS, Step.VOID)


@click.command("status", cls=WordedCommand, help="party.help.status")
@ceremony_argument
@click.option("--keys", "keys_folder", type=click.Path(path_type=Path), help="party.help.keys.dir")
def status(*, ceremony: str, keys_folder: Path | None) -> int:
    """Say how a ceremony stands; exit code 5 where something is wrong."""
    console = current()
    home = home_of(console, keys_folder=keys_folder)
    hall = hall_at(ceremony, home)
    state = held_against_files(read(hall.documents(), home.trust_store.trust(), now=home.now), hall)
    me = _me(home.keys_folder, state.context)
    for line in status_lines(console, state, me, now=home.now, hall=ceremony):
        console.line(line)
    exit_code = ExitCode.FORGED if state.wrong else ExitCode.DONE
    return console.finish(status_dict(console, state, me), exit_code)


def held_against_files(state: State, hall: Hall) -> State:
    """The state, with each countersignature wrong that signs other bytes than the certificate in the hall has."""
    held = {name: hall.digest(name) for name in {one.certificate for one in state.countersigned}}
    wrong = [
        Wrong("countersignature-of-other-bytes", one.document, {"certificate": one.certificate})
        for one in state.countersigned
        if held[one.certificate] not in (None, one.sha256)
    ]
    return replace(state, wrong=(*state.wrong, *wrong))


def status_lines(console: Console, state: State, me: str | None, *, now: datetime, hall: str) -> Iterator[str]:
    """The status for people, line by line. ``me``: the reader's party, if it is known."""
    say, context = console.say, state.context
    if context is None:
        yield say("party.status.unfrozen")
        yield from wrong_lines(console, state)
        return
    scope = context.scope
    yield say("party.status.title", committee=scope.committee, year=scope.year, attempt=context.attempt)
    if state.cosigned and state.sealed:
        yield say("party.status.seal", seal=state.sealed.hash.hex())
    yield from _done(console, state, context)
    if state.void:
        yield say("party.status.void", cause=say(f"ceremony.cause.{state.void.code}"))
    if state.culprit:
        yield say("party.status.culprit", party=_name(console, context, state.culprit.party))
    for one in state.rounds:
        if one.seed is not None:
            yield say("party.status.seed", round=one.number, seed=one.seed.hex())
    yield from _countersigned(console, state, context)
    yield from awaited_lines(console, state, now=now)
    yield from wrong_lines(console, state)
    if state.strangers:
        yield say("party.status.strangers", files=", ".join(state.strangers))
    yield say("party.status.assurance", level=say(f"ceremony.assurance.{state.assurance.value.lower()}"))
    if me is not None:
        yield from _yours(console, state, context, me, hall)


def status_dict(console: Console, state: State, me: str | None) -> dict[str, Any]:
    """The status for programs."""
    awaited = [
        {
            "step": one.step.value,
            "by": one.by,
            "document": one.document,
            "after": one.after.isoformat() if one.after else None,
            "until": one.until.isoformat() if one.until else None,
            "about": one.about,
        }
        for one in state.awaited
    ]
    return {
        "ok": not state.wrong,
        "attempt": state.context.attempt if state.context else None,
        "ctx": state.context.ctx.hex() if state.context else None,
        "seal": state.sealed.hash.hex() if state.sealed and state.cosigned else None,
        "seeds": {str(one.number): one.seed.hex() for one in state.rounds if one.seed is not None},
        "done": [{"step": one.step.value, "by": one.by, "document": one.document} for one in state.done],
        "countersigned": [
            {
                "by": one.by,
                "document": one.document,
                "certificate": one.certificate,
                "certificate_sha256": one.sha256.hex(),
                "at": one.at.isoformat(),
            }
            for one in state.countersigned
        ],
        "awaited": awaited,
        "wrong": [wrong_dict(one, console.language) for one in state.wrong],
        "assurance": state.assurance.value,
        "void": state.void.code if state.void else None,
        "culprit": state.culprit.party if state.culprit else None,
        "finished": state.finished,
        "you": me,
    }


def _done(console: Console, state: State, context: Context) -> Iterator[str]:
    if state.done:
        yield console.say("party.status.done")
    for one in state.done:
        party, step = _name(console, context, one.by), console.say(f"ceremony.step.{one.step.value}")
        yield "  " + console.say("party.status.line", party=party, step=step, document=one.document)


def _countersigned(console: Console, state: State, context: Context) -> Iterator[str]:
    for one in state.countersigned:
        party, moment = _name(console, context, one.by), second(one.at)
        places = {"party": party, "certificate": one.certificate, "moment": moment, "digest": one.sha256.hex()}
        yield console.say("party.status.countersigned", **places)


def awaited_lines(console: Console, state: State, *, now: datetime) -> Iterator[str]:
    """What is awaited of whom and until when; of steps that any two may do, one line. Needs a frozen draw."""
    context = state.context
    if context is None:
        return
    if not state.awaited:
        yield from () if state.wrong or state.void else [console.say("party.status.finished")]
        return
    yield console.say("party.status.awaited")
    told: set[Step] = set()
    for one in state.awaited:
        if one.step in ANY_TWO and one.step in told:
            continue
        told.add(one.step)
        yield "  " + _awaited_line(console, one, context, now)


def _awaited_line(console: Console, one: Awaited, context: Context, now: datetime) -> str:
    say = console.say
    party = say("party.status.any_two") if one.step in ANY_TWO else _name(console, context, one.by)
    line = say("party.status.line", party=party, step=say(f"ceremony.step.{one.step.value}"), document=one.document)
    notes = []
    if one.about:
        notes.append(say("party.status.about", party=_name(console, context, one.about)))
    if one.after and now < one.after:
        notes.append(say("party.status.after", moment=second(one.after)))
    if one.until:
        notes.append(say("party.status.until", moment=second(one.until)))
        notes += [say("party.status.late")] if now > one.until else []
    return " · ".join([line, *notes])


def wrong_lines(console: Console, state: State) -> Iterator[str]:
    """What is wrong with the documents, one line each; none where nothing is."""
    if state.wrong:
        yield console.say("party.status.wrong")
    for one in state.wrong:
        yield f"  {one.document}: {wrong_words(one, console.language)}"


def _yours(console: Console, state: State, context: Context, me: str, hall: str) -> Iterator[str]:
    """The reader's own next step, with the command that does it."""
    role = _name(console, context, me)
    own = [one for one in state.awaited if one.by == me]
    if not own:
        yield console.say("party.status.you_wait", role=role)
        return
    yield console.say("party.status.you", role=role, step=console.say(f"ceremony.step.{own[0].step.value}"))
    if own[0].step in ADVISED:
        yield "  " + advice(console, own[0], hall)


def advice(console: Console, one: Awaited, hall: str) -> str:
    """The command by which an awaited step is done; there is one for each of ``ADVISED``."""
    places = {"hall": hall, "document": one.document, "about": one.about or "", "party": one.by}
    logged = names.logged(one.document.removesuffix("-cosigned.note"))
    return console.say(f"hall.next.{one.step.value}", logged=logged, **places)


def _name(console: Console, context: Context, party: str) -> str:
    roles = {one.id: one.role for one in context.parties}
    return console.say(f"ceremony.role.{roles.get(party, party)}")


def _me(keys_folder: Path, context: Context | None) -> str | None:
    try:
        _, key_id = key_id_in(keys_folder)
    except Refusal:
        return None
    return next((party.id for party in context.parties if party.sign_key_id == key_id), None) if context else None
