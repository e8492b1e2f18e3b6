"""The draw by queue number: taken unless the panel could no longer be completed.

The panel is the first in the order of lots that keeps every bound. It is unique, whatever solver finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solver.completion import Completion, Refutation
from solver.groups import group
from solver.lottery import NoPanel, Panel
from solver.problem import Problem
from solver.randomness import by_lot

QUEUE_TAG = b"expertpool/queue/v1"


@dataclass(frozen=True)
class QueueDraw:
    """``panel`` in the order taken (people who stay come first), ``order`` the whole queue, ``passed`` the others met.

    ``passed`` says of each person passed over before the panel was full why nobody could complete the panel with them:
    whole weights of bounds that refute it (checkable by hand), empty where only a search showed it.
    """

    panel: Panel
    order: tuple[str, ...]
    passed: dict[str, Refutation]


def queue_panel(
    problem: Problem,
    seed: bytes,
    *,
    barred: frozenset[str] = frozenset(),
    names: Mapping[str, str] | None = None,
) -> QueueDraw:
    """Walk the queue of lots HMAC-SHA256(seed, QUEUE_TAG || name): take whoever leaves the panel completable.

    ``barred``: people who may not be taken (they declined, say) but whose places in the queue stay as they are.
    ``names``: what each candidate's lot is computed over, where that is not the id itself (a published code).
    Raises NoPanel when no panel exists, NotProven when a question ended at its limit.
    """
    grouped = group(problem)
    most = [sum(1 for person in people if person not in barred) for people in grouped.members]
    completion = Completion(grouped, most, seed)
    witness = completion.any_panel()
    if isinstance(witness, Refutation):
        raise NoPanel(problem)
    name = names or {person: person for person in problem.candidates}
    person_of = {name[person]: person for person in problem.candidates}
    order = [person_of[code] for code in by_lot(seed, person_of, tag=QUEUE_TAG)]
    panel: list[str] = []
    passed: dict[str, Refutation] = {}
    closed: dict[int, Refutation] = {}
    for person in sorted(order, key=lambda person: person not in problem.seated):
        index = grouped.group_of[person]
        if len(panel) == problem.seats or person in barred:
            continue
        if index not in closed and witness[index] <= completion.taken[index]:
            answer = completion.with_one_more(index, witness)
            if isinstance(answer, Refutation):
                closed[index] = answer
                completion.close(index)
            else:
                witness = answer
        if index in closed:
            passed[person] = closed[index]
        else:
            completion.take(index)
            panel.append(person)
    return QueueDraw(Panel(panel), tuple(order), passed)
