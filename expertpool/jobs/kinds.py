"""Every kind of job there is: a table of contents with what may happen to each, and who said they do which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from expertpool.errors import Refusal


class Lane(StrEnum):
    """Jobs of one lane wait for one another; those of different lanes do not. ``OWN``: for the process that asked."""

    LONG = "long"
    SHORT = "short"
    OWN = "own"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """``command``: what does it gives a command line of this program, which then is done; else it does the work itself.

    ``resumes``: cut off, it is begun again, since what it did already is found again and never done twice.
    ``cancels``: it may be stopped while it runs, and not only before.
    """

    name: str
    lane: Lane
    command: bool = False
    resumes: bool = False
    cancels: bool = False


def _about_batch(name: str, *, cancels: bool = True) -> Kind:
    """A command over a batch's dossiers or readings, which finds again what it did before."""
    return Kind(name=name, lane=Lane.LONG, command=True, resumes=True, cancels=cancels)


KINDS: dict[str, Kind] = {
    one.name: one
    for one in (
        _about_batch("blinding"),
        _about_batch("conflicts"),
        _about_batch("curve"),
        _about_batch("draw", cancels=False),
        _about_batch("leave", cancels=False),
        _about_batch("check"),
        Kind(name="training", lane=Lane.SHORT, resumes=True),
        Kind(name="ceremony", lane=Lane.OWN),
        Kind(name="papers", lane=Lane.SHORT),
    )
}
"""By name; ``jobs.kind.<name>`` is what people call it."""


def kind_of(name: str) -> Kind:
    """The kind of that name. Refuses one that this release does not know, such as a later release's."""
    if name not in KINDS:
        raise Refusal("jobs.unknown_kind", kind=name[:40])
    return KINDS[name]


DONE_BY: dict[str, str] = {}
"""Kind to module and function, as a job's own process imports it; told by whoever assembles a program that works."""


def does(works: Mapping[str, Callable[..., Any]]) -> None:
    """Say which function does which kind. A worker takes part in nothing that nobody has told it how to do."""
    DONE_BY.update({name: f"{work.__module__}:{work.__qualname__}" for name, work in works.items()})


def work_of(kind: Kind) -> str:
    """Where the function is that does it. Refuses a kind that this program was not told how to do."""
    if kind.name not in DONE_BY:
        raise Refusal("jobs.unknown_kind", kind=kind.name)
    return DONE_BY[kind.name]
