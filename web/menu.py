"""Where each role starts, and the pages it may go to: a table of contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from expertpool.models import Role


@dataclass(frozen=True)
class Entry:
    """A page of the menu: its address, and the key of its name; ``apart``: another kind of work begins with it."""

    path: str
    words: str
    apart: bool = False


GUIDED = (Role.OFFICE, Role.EXPERT, Role.HRSS, Role.INSPECTOR)
"""Roles with a guide of their own."""

OWN = Entry("/own", "page_frame.menu.own")
COUNTS = Entry("/counts", "page_meeting.counts")
WAITING = Entry("/waiting", "page_joint.menu")

MENU: Mapping[Role, tuple[Entry, ...]] = {
    Role.OFFICE: (
        Entry("/office", "page_frame.menu.office"),
        Entry("/committees", "page_committees.menu"),
        Entry("/dossiers", "page_dossiers.menu"),
        Entry("/scores", "page_scores.menu"),
        Entry("/ballots", "page_vote.menu_ballots"),
        COUNTS,
        Entry("/filings", "page_filings.menu"),
        WAITING,
        Entry("/pool", "page_frame.menu.pool", apart=True),
        Entry("/pool-health", "page_frame.menu.health"),
        Entry("/imports", "page_frame.menu.imports"),
        Entry("/codes", "page_frame.menu.codes"),
        Entry("/screen", "page_frame.menu.screen", apart=True),
        OWN,
    ),
    Role.EXPERT: (Entry("/desk", "page_frame.menu.desk"), Entry("/vote", "page_vote.menu"), OWN),
    Role.INSPECTOR: (
        Entry("/invites", "page_frame.menu.invites"),
        Entry("/scores", "page_scores.menu"),
        Entry("/ballots", "page_vote.menu_ballots"),
        COUNTS,
        Entry("/oversight", "page_frame.menu.oversight"),
        Entry("/filings", "page_filings.menu"),
        WAITING,
        Entry("/screen", "page_frame.menu.screen", apart=True),
        OWN,
    ),
    Role.HRSS: (
        Entry("/oversight", "page_frame.menu.oversight"),
        Entry("/filings", "page_filings.menu"),
        Entry("/screen", "page_frame.menu.screen"),
        WAITING,
        OWN,
    ),
    Role.ADMINISTRATOR: (Entry("/accounts", "page_frame.menu.accounts"), WAITING, OWN),
}
"""In the order of the work."""


def home_of(role: Role) -> str:
    """Where somebody starts after signing in: the first page of their menu."""
    return MENU[role][0].path
