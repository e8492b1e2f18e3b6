"""Warnings before a draw: seats that are drawn in name only, people who cannot be drawn, bounds without slack."""

from __future__ import annotations

from dataclasses import dataclass

from solver.lottery import Lottery


@dataclass(frozen=True)
class Slack:
    """What leaves the draw little freedom.

    ``forced``: people not staying whose exact chance is 1. ``shut_out``: people whose exact chance is 0. ``scarce``:
    labels of bounds that ask for as many people as there are, or all but ``SPARE`` of them, with (asked, available).
    """

    forced: tuple[str, ...]
    shut_out: tuple[str, ...]
    scarce: tuple[tuple[str, int, int], ...]


SPARE = 1


def slack(lottery: Lottery) -> Slack:
    """Where the lottery has no freedom left."""
    problem, exact = lottery.problem, lottery.optimum.chances if lottery.whole else lottery.chances
    forced = tuple(p for p in problem.candidates if exact[p] == 1 and p not in problem.seated)
    shut_out = tuple(person for person in problem.candidates if exact[person] == 0)
    scarce = tuple(
        (bound.label, bound.at_least, len(bound.members))
        for bound in problem.bounds
        if bound.at_least > 0
        and len(bound.members) - bound.at_least <= SPARE
        and len(bound.members) < len(problem.candidates)
    )
    return Slack(forced, shut_out, scarce)
