"""How the rule of the vote is read: every ambiguous point an option with a name."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

import click

from blind.tally import Base, Readings, Recused, Stands
from expertpool.errors import Refusal

F = TypeVar("F", bound=Callable[..., Any])
STANDS = click.Choice(list(map(str, Stands)))


def readings_options(command: F) -> F:
    """The options; without any of them, two thirds of those attending, the number itself included."""
    options = (
        click.option("--majority", default="2/3", help="ballot.help.majority"),
        click.option(
            "--majority-of", type=click.Choice(list(map(str, Base))), default="attending", help="ballot.help.base"
        ),
        click.option("--exclusive", is_flag=True, help="ballot.help.exclusive"),
        click.option("--quorum", default="2/3", help="ballot.help.quorum"),
        click.option("--quorum-exclusive", is_flag=True, help="ballot.help.quorum_exclusive"),
        click.option("--candidate-quorum", is_flag=True, help="ballot.help.candidate_quorum"),
        click.option("--abstained", type=STANDS, default="stays", help="ballot.help.abstained"),
        click.option("--spoilt", type=STANDS, default="stays", help="ballot.help.spoilt"),
        click.option("--unused", type=STANDS, default="stays", help="ballot.help.unused"),
        click.option(
            "--recused-members",
            type=click.Choice(list(map(str, Recused))),
            default="leaves",
            help="ballot.help.reading",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def readings_of(given: dict[str, Any]) -> Readings:
    """The readings that the options name; they are taken out of ``given``. Raises Refusal for what is no share."""
    return Readings(
        majority=share(given.pop("majority")),
        majority_of=Base(given.pop("majority_of")),
        majority_inclusive=not given.pop("exclusive"),
        quorum=share(given.pop("quorum")),
        quorum_inclusive=not given.pop("quorum_exclusive"),
        quorum_of_recused=given.pop("candidate_quorum"),
        abstained=Stands(given.pop("abstained")),
        spoilt=Stands(given.pop("spoilt")),
        unused=Stands(given.pop("unused")),
        recused=Recused(given.pop("recused_members")),
    )


def share(text: str) -> Fraction:
    """A share such as ``2/3``, above nought and at most one; never a decimal, which thirds cannot be."""
    above, stroke, below = text.strip().partition("/")
    numbers = (above, below if stroke else "1")
    if not all(one.isascii() and one.isdigit() and len(one) < 5 for one in numbers) or int(numbers[1]) == 0:
        raise Refusal("ballot.not_a_share", found=text[:20])
    found = Fraction(int(numbers[0]), int(numbers[1]))
    if not 0 < found <= 1:
        raise Refusal("ballot.not_a_share", found=text[:20])
    return found
