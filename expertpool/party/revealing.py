"""Opening secrets: a party's own link once the seal is cosigned, and another's from escrow once its time has passed."""

from __future__ import annotations

from dataclasses import dataclass

from blind.ceremony import names
from blind.ceremony.escrow import open_half
from blind.ceremony.state import Culprit, Step
from blind.ceremony.turns import make_escrow_reveal, make_opening, make_reveal
from blind.errors import BlindError
from expertpool.errors import Refusal
from expertpool.party.attendance import Attendance, attempt
from expertpool.party.committing import own_secret


def reveal(here: Attendance) -> bool:
    """Open this party's link of the open round; whether it was opened now (and not before).

    Raises Refusal before the seal is cosigned, for another seal than the one remembered, and where the link was
    opened under other dice or another removal list.
    """
    here.refuse_wrong()
    here.pin_seal()
    last, me = own_secret(here), here.me.id
    open_round = here.state.open_round
    if open_round is not None and me in open_round.reveals:
        return False
    record = attempt(lambda: make_reveal(here.state, me, last, at=here.now), here.board.place)
    return here.sign(names.reveal(me, record.round), record)


@dataclass(frozen=True)
class Opened:
    """What opening an escrow came to. ``sound``: this party's half was good. ``joined``: the link is open now."""

    sound: bool
    joined: bool
    waiting_for: tuple[str, ...]
    culprit: Culprit | None


def open_escrow(here: Attendance, party: str) -> Opened:
    """Open this party's half of ``party``'s link, and the link itself where the other half is there.

    Raises Refusal before the deadline, for an unknown party, and for one whose link is open.
    """
    if party == here.me.id or party not in here.state.escrows:
        others = ", ".join(other.id for other in here.context.others(here.me.id))
        raise Refusal("party.no_such_escrow", party=party, known=others)
    here.pin_seal()
    sound = _open_own_half(here, party)
    here = here.again()
    open_round = here.state.open_round
    if here.state.culprit is None and open_round is not None and _both_opened(here, party):
        record = attempt(lambda: make_escrow_reveal(here.state, party, at=here.now), here.board.place)
        here.sign(names.reveal(party, record.round), record)
        here = here.again()
    waiting = tuple(one.by for one in here.state.awaited if one.step is Step.ESCROW and one.about == party)
    joined = bool(here.state.rounds) and party in here.state.rounds[-1].reveals
    return Opened(sound, joined, waiting, here.state.culprit)


def _open_own_half(here: Attendance, party: str) -> bool:
    open_round = here.state.open_round
    if open_round is not None and here.me.id in open_round.openings.get(party, {}):
        return open_round.openings[party][here.me.id].half is not None
    at = open_round.number if open_round else 0
    half = None
    try:
        secret = here.home.keys.seal_secret
        half = open_half(here.state.escrows[party], here.context, at=at, holder=here.me.id, secret=secret)
    except BlindError:
        pass  # a half that cannot be opened is laid down as such: that is what names the culprit
    record = attempt(lambda: make_opening(here.state, party, here.me.id, half, at=here.now), here.board.place)
    here.sign(names.opening(party, record.round, here.me.id), record)
    return half is not None


def _both_opened(here: Attendance, party: str) -> bool:
    open_round = here.state.open_round
    if open_round is None or party in open_round.reveals:
        return False
    return len(open_round.openings.get(party, {})) == len(here.context.parties) - 1
