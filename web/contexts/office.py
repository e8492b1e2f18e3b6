"""The office's first page: what is due, what is stuck, and how far each committee has come; no names of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertpool.queries.season_glance import SeasonGlance
from web.charts import Timeline


@dataclass(frozen=True)
class DueLine:
    """A deadline of the year's notice in the reader's words; ``past``: its day is over."""

    day: date
    says: str
    clause: str
    past: bool
    days_left: int


@dataclass(frozen=True)
class OfficePage:
    """``years``: those on record, to go to; ``due`` from today on, with those just past; ``course`` draws them."""

    glance: SeasonGlance
    years: tuple[int, ...]
    due: tuple[DueLine, ...]
    dates_known: bool
    course: Timeline
