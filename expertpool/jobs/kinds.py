"""Every kind of job there is: a table of contents, with the function that does it and what may happen to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from expertpool.errors import Refusal


class Lane(StrEnum):
    """Jobs of one lane wait for one another; those of different lanes do not. ``OWN``: for the process that asked."""

    LONG = "long"
    SHORT = "short"
    OWN = "own"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """``work``: module and function, imported where the job is done.

    ``command``: the function gives a command line of this program, which then is what is done; else it does the work.
    ``resumes``: cut off, it is begun again, since what it did already is found again and never done twice.
    ``cancels``: it may be stopped while it runs, and not only before.
    """

    name: str
    lane: Lane
    work: str
    command: bool = False
    resumes: bool = False
    cancels: bool = False


def _about_batch(name: str, *, cancels: bool = True) -> Kind:
    """A command over a batch's dossiers or readings, which finds again what it did before."""
    work = f"expertpool.intake.command_lines:{name}"
    return Kind(name=name, lane=Lane.LONG, work=work, command=True, resumes=True, cancels=cancels)


KINDS: dict[str, Kind] = {
    one.name: one
    for one in (
        _about_batch("blinding"),
        _about_batch("conflicts"),
        _about_batch("curve"),
        _about_batch("draw", cancels=False),
        _about_batch("check"),
        Kind(name="training", lane=Lane.SHORT, work="web.draw_work:train", resumes=True),
        Kind(name="ceremony", lane=Lane.OWN, work="web.draw_work:step"),
        Kind(name="papers", lane=Lane.SHORT, work="web.paper_work:issue"),
    )
}
"""By name; ``jobs.kind.<name>`` is what people call it."""


def kind_of(name: str) -> Kind:
    """The kind of that name. Refuses one that this release does not know, such as a later release's."""
    if name not in KINDS:
        raise Refusal("jobs.unknown_kind", kind=name[:40])
    return KINDS[name]
