"""What rules that count people find: so many of so many, how many are asked for, and how many are missing."""

from __future__ import annotations

from fractions import Fraction

from expertpool.rules.finding import Finding, State
from expertpool.rules.open_number import OpenNumber, number_words
from expertpool.rules.sentence import Sentence
from expertpool.rules.share import Share
from solver.bounds import CountRange


def weigh_count(
    members: int, allowed: CountRange, *, of: Sentence, total: int, unknown: int = 0, asked: Sentence | None = None
) -> Finding:
    """``members`` people belong for sure and ``unknown`` more may: known only where they cannot change the answer.

    ``of`` names the people counted, ``asked`` the share as the rule writes it.
    """
    low, high = allowed.at_least, allowed.at_most
    possible = members + unknown >= low and (high is None or max(members, low) <= high)
    certain = allowed.holds(members) and allowed.holds(members + unknown)
    state = State.HOLDS if certain else State.UNKNOWN if possible else State.BROKEN
    found = Sentence("rules.found.count", count=members, total=total, of=of)
    if unknown:
        found = Sentence("rules.found.count_unknown", count=members, total=total, of=of, unknown=unknown)
    return Finding(
        state, found, required_count(allowed, of=of, asked=asked), _repair(state, members, allowed, of), allowed
    )


def required_count(allowed: CountRange, *, of: Sentence, asked: Sentence | None = None) -> Sentence:
    """A range of people as a demand."""
    low, high = allowed.at_least, allowed.at_most
    if high is None:
        words = Sentence("rules.required.at_least", low=low, of=of)
    elif low == 0:
        words = Sentence("rules.required.at_most", high=high, of=of)
    elif low == high:
        words = Sentence("rules.required.exactly", low=low, of=of)
    else:
        words = Sentence("rules.required.between", low=low, high=high, of=of)
    return Sentence("rules.required.asked", required=words, asked=asked) if asked else words


def asked_number(
    at_least: Share | OpenNumber | None, at_most: Share | OpenNumber | None, *, inclusive: bool = True
) -> Sentence | None:
    """Both ends as the rule writes them, e.g. ``≥ 1/3``; None where neither is given."""
    above, below = ("at_least", "at_most") if inclusive else ("above", "below")
    low = Sentence(f"rules.number.{above}", value=number_words(at_least)) if at_least is not None else None
    high = Sentence(f"rules.number.{below}", value=number_words(at_most)) if at_most is not None else None
    return Sentence("rules.number.both", low=low, high=high) if low and high else low or high


def asked_share(at_least: Share | None, at_most: Share | None, *, inclusive: bool = True) -> Sentence | None:
    """The same where a share is among them; a plain number of people needs no second saying."""
    shares = isinstance(at_least, Fraction) or isinstance(at_most, Fraction)
    return asked_number(at_least, at_most, inclusive=inclusive) if shares else None


def _repair(state: State, members: int, allowed: CountRange, of: Sentence) -> Sentence | None:
    if state is State.HOLDS:
        return None
    if state is State.UNKNOWN:
        return Sentence("rules.repair.look_up", of=of)
    missing = allowed.missing(members)
    if missing > 0:
        return Sentence("rules.repair.more", count=missing, of=of)
    return Sentence("rules.repair.fewer", count=-missing, of=of)
