"""``expertpool season committees``: which committees a season has, with the days of each."""

from __future__ import annotations

import click

from expertpool.commands.console import WordedCommand, current
from expertpool.commands.filing_edge import YEAR, the_year
from expertpool.db import open_session
from expertpool.queries.committee_season import committees_of
from expertpool.season.deadlines import ANCHORS


@click.command("committees", cls=WordedCommand, help="season.help.committees")
@YEAR
def committees(*, year: int | None) -> int:
    """Every committee of a year; a day nobody knows stays open."""
    console, wanted = current(), the_year(year)
    with open_session(console.settings, reading=True) as session:
        found = committees_of(session, wanted)
    console.table(
        title=console.say("season.committees", year=wanted, count=len(found)),
        heads=[console.say("season.due_head.committee"), *(console.say(f"season.anchor.{one}") for one in ANCHORS)],
        rows=[[one.name, *(str(one.days.get(anchor, "-")) for anchor in ANCHORS)] for one in found],
    )
    told = [
        {
            "name": one.name,
            "stated": one.stated,
            "traits": sorted(one.traits),
            "days": {anchor: str(one.days[anchor]) if anchor in one.days else None for anchor in ANCHORS},
        }
        for one in found
    ]
    return console.finish({"ok": True, "year": wanted, "committees": told})
