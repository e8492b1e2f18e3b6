"""A ceremony as a hall sees it: what has happened so far, step by step, without a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from blind.ceremony.context import Context
from blind.ceremony.state import Round, State
from blind.verify_draw import lots

SHORT = 16
"""Characters of a hash that a projector shows; the certificate has them all."""


@dataclass(frozen=True)
class SeatFields:
    """What a seat may say of who was drawn for it."""

    specialties: tuple[str, ...]
    level: str


@dataclass(frozen=True)
class HallStep:
    """One thing that happened. ``key`` names it for ever: the same document always gives the same step.

    ``facts``: texts and numbers to be shown. There is no place for a name: people appear by their draw code alone.
    """

    key: str
    kind: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    at: datetime | None = None


Fields = Callable[[str], SeatFields | None]
"""From a draw code to what its seat may show; None where this machine does not know."""


def hall_steps(state: State, fields: Fields) -> Iterator[HallStep]:
    """What stands of the ceremony, in its order. Only what was accepted counts; a result only once it is witnessed."""
    context = state.context
    if context is None:
        return
    yield _conditions(context)
    for party in sorted(state.commits):
        promised = state.commits[party].commitment.hex()
        yield HallStep(f"commit-{party}", "committed", {"party": context.party(party).role, "hash": promised[:SHORT]})
    if state.sealed is not None:
        yield HallStep("seal", "sealed", {"hash": state.sealed.hash.hex()}, state.sealed.seal.at)
        if state.cosigned:
            yield HallStep("witness", "witnessed", {"size": _size(state)})
    seated: list[str] = []
    for one in state.rounds:
        yield from _round(context, one, seated, fields)
    if state.void is not None:
        yield HallStep("void", "voided", {"reason": state.void.code})


def _conditions(context: Context) -> HallStep:
    facts: dict[str, str | int] = {
        "committee": context.scope.committee,
        "year": context.scope.year,
        "method": context.method,
        "seats": context.seats,
        "drawable": context.pool.in_count,
        "library": context.pool.size,
        "attempt": context.attempt,
        "hash": context.ctx.hex()[:SHORT],
        "planned": context.assurance_planned.value,
    }
    return HallStep("context", "conditions", facts | ({"tickets": context.tickets} if context.tickets else {}))


def _size(state: State) -> int:
    head = state.sealed.placed.head if state.sealed else None
    return head.size if head else 0


def _round(context: Context, one: Round, seated: list[str], fields: Fields) -> Iterator[HallStep]:
    """One round; ``seated`` is the panel before it, in the order of its seats, and afterwards the panel it left."""
    number = one.number
    if number:
        removed = len(one.removals.removals) if one.removals else 0
        yield HallStep(f"removals-{number}", "removals", {"round": number, "count": removed})
    if one.dice:
        yield HallStep(f"dice-{number}", "dice", {"round": number, "digits": one.dice})
    for party, reveal in sorted(one.reveals.items()):
        kind = "escrow_opened" if reveal.openings else "revealed"
        link = reveal.z.hex()[:SHORT]
        shown: dict[str, str | int] = {"party": context.party(party).role, "hash": link, "round": number}
        yield HallStep(f"reveal-{party}-{number}", kind, shown, reveal.at)
    if one.beacon:
        yield HallStep(f"beacon-{number}", "beacon", {"value": one.beacon})
    if one.result is None or one.result_placed is None or one.result_placed.head is None:
        return
    result = one.result
    yield HallStep(f"seed-{number}", "seed", {"round": number, "hash": result.seed.hex()})
    if result.ticket is not None:
        yield HallStep(f"ticket-{number}", "ticket", {"number": result.ticket, "tickets": context.tickets or 0})
    if not context.of_season:  # a season's result names a digest for each panel, and nobody
        codes = [code.hex() for code in result.members]
        seated[:] = _ordered(codes, result.seed, seated, lottery=result.ticket is not None)
        yield from _seats(number, seated, fields)
    yield HallStep(f"result-{number}", "result", {"assurance": one.assurance.value, "round": number}, result.at)


def _ordered(codes: list[str], seed: bytes, before: list[str], *, lottery: bool) -> list[str]:
    """The panel in the order of its seats: those who stay, then the new ones by lot, as the certificate lists them."""
    stay = [code for code in before if code in codes]
    new = [code for code in codes if code not in stay]
    drawn = lots(seed, new, "seat" if lottery else "queue")  # type: ignore[no-untyped-call]  # one plain file, no types
    return stay + list(drawn)


def _seats(number: int, panel: list[str], fields: Fields) -> Iterator[HallStep]:
    for place, code in enumerate(panel, 1):
        known = fields(code)
        shown: dict[str, str | int] = {"place": place, "code": code[:SHORT], "round": number}
        if known is not None:
            shown |= {"specialties": "、".join(known.specialties), "level": known.level}
        yield HallStep(f"seat-{number}-{code}", "seat", shown)
