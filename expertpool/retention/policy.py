"""The periods in force: the shipped classes, and what the office states instead in its own file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal, Where
from expertpool.months import months_on
from expertpool.rules.toml_file import parse_toml, read_toml

FILE = "retention.toml"
"""The office's own periods in the data folder: ``[months]`` with a number for each class it sets."""
MOST = 1200
_SHIPPED = "classes.toml"


@dataclass(frozen=True, kw_only=True)
class Period:
    """How long one class of data is kept, in months. ``least``: a law's minimum, 0 for none.

    ``source``: ``read`` where the clause sets the term, ``own`` where the office does; ``stated``: the office did.
    """

    id: str
    months: int
    least: int
    clause: str
    source: str
    stated: bool = False

    def before(self, at: datetime) -> datetime:
        """The moment before which data of this class are due on that day."""
        return months_on(at, -self.months)


def shipped() -> tuple[Period, ...]:
    """The classes that come with the program."""
    text = files("expertpool.retention").joinpath(_SHIPPED).read_text(encoding="utf-8")
    return tuple(_period(one) for one in parse_toml(text, _SHIPPED)["class"])


def periods(home: Path) -> tuple[Period, ...]:
    """The periods in force. Refuses an office's file that names no class or a period no law allows."""
    path = home / FILE
    if not path.is_file():
        return shipped()
    found = read_toml(path)
    stated = found.get("months", {})
    known = {one.id: one for one in shipped()}
    strange = sorted({*found} - {"months"} | ({*stated} - {*known} if isinstance(stated, dict) else {"months"}))
    if strange:
        where = Where(file=str(path), field=strange[0])
        raise Refusal("retention.unknown", where=where, found=strange[0], known="、".join(known))
    return tuple(_stated(one, stated, path) for one in known.values())


def _stated(period: Period, stated: Mapping[str, Any], path: Path) -> Period:
    if period.id not in stated:
        return period
    months, where = stated[period.id], Where(file=str(path), field=period.id)
    if type(months) is not int or not max(1, period.least) <= months <= MOST:
        least = max(1, period.least)
        raise Refusal("retention.no_period", where=where, found=str(months)[:40], least=least, clause=period.clause)
    return replace(period, months=months, stated=True)


def _period(one: Mapping[str, Any]) -> Period:
    return Period(
        id=one["id"], months=one["months"], least=one.get("least", 0), clause=one["clause"], source=one["source"]
    )
