"""Whether the twentieth season costs what the first did: growth of the database a season, time of each action.

python -m benchmarks.twenty_seasons                       # 20 seasons of 20 committees, on the embedded database
python -m benchmarks.twenty_seasons --seasons 5 --committees 8
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlmodel import Session

from benchmarks.season_restore import SeasonKept, score_group
from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.import_roster import import_roster
from expertpool.actions.keep_committee import keep_committee
from expertpool.actions.record_misconduct import record_misconduct
from expertpool.actions.sign_pledge import sign_pledge
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.db import open_session
from expertpool.documents.roster.expert import RosterExpert
from expertpool.queries.committee_record import drawn_committees
from expertpool.queries.facts import pool_experts
from expertpool.settings import Settings
from tests.oversight.seasons import committee, pool, seat

FIRST = 2006
PACKETS = 4
Spent = dict[str, list[float]]


@dataclass(frozen=True)
class Years:
    """How much is done: seasons, committees of each, experts in the pool."""

    seasons: int = 20
    committees: int = 20
    experts: int = 400


def timed(spent: Spent, name: str, work: Callable[[], Any]) -> Any:
    """What the work gives; its processor seconds are noted under the name."""
    began = time.process_time()
    found = work()
    spent[name].append(time.process_time() - began)
    return found


def one_season(settings: Settings, year: int, order: Years) -> dict[str, float]:
    """A season's actions, each in a transaction of its own; the middle processor seconds of each."""
    spent: Spent = defaultdict(list)
    at, dice = datetime(year, 7, 1, 9, tzinfo=UTC), random.Random(year)
    people = pool(order.experts)

    def done(name: str, act: Callable[..., Any], *given: Any, **told: Any) -> None:
        def work() -> None:
            with open_session(settings) as session:
                act(session, *given, **told)
                session.commit()

        timed(spent, name, work)

    by: dict[str, Any] = {"at": at, "actor": "王"}
    for number in range(order.committees):
        facts = committee(number, year=year)
        chosen = [one.facts.expert_no for one in people if one.facts.series == facts.series]
        who = people[number % len(people)].facts.expert_no
        done("keep_committee", keep_committee, facts, **by)
        done("record_draw", _seat, people, facts, dice.sample(chosen, facts.seats), at)
        done("sign_pledge", sign_pledge, who, season=year, signed_on=at.date(), **by)
    for number in range(max(1, order.committees // 4)):
        who = people[-1 - number].facts.expert_no
        done("review with sheets", score_group, f"{year}-{number}", SeasonKept(packets=PACKETS), number)
        done("record_misconduct", record_misconduct, who, happened_on=date(year, 6, 1), what="迟到", **by)
    with open_session(settings, reading=True) as session:
        for _ in range(3):
            timed(spent, "read the year's committees", lambda: drawn_committees(session, year))
            timed(spent, "read the pool", lambda: pool_experts(session))
    return {name: statistics.median(found) for name, found in spent.items()}


def _seat(session: Session, people: Sequence[RosterExpert], facts: Any, members: Sequence[str], at: datetime) -> None:
    seat(
        session, people, facts, members, at=at, roster=freeze_roster(session, experts=people, at=at, source="名册.xlsx")
    )


def main() -> None:
    """Print a line of JSON each season, and at the end how the last seasons compare with the first ones."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in vars(Years()).items():
        words.add_argument(f"--{name}", type=int, default=usual)
    order = Years(**vars(words.parse_args()))
    with tempfile.TemporaryDirectory(prefix="expertpool-years-") as folder:
        settings = Settings.embedded(Path(folder))
        with open_session(settings) as session:
            keys = unlock_pool(session, settings)
            at = datetime(FIRST, 1, 2, tzinfo=UTC)
            import_roster(
                session, pool(order.experts), source="名册.xlsx", digest="00" * 32, keys=keys, at=at, actor="王"
            )
            session.commit()
        seasons, sizes = [], [_size(Path(folder))]
        for number in range(order.seasons):
            seasons.append(one_season(settings, FIRST + number, order))
            sizes.append(_size(Path(folder)))
            grown = sizes[-1] - sizes[-2]
            told = {name: round(1000 * seconds, 2) for name, seconds in seasons[-1].items()}
            print(json.dumps({"season": number + 1, "grown_kib": grown >> 10, "cpu_ms": told}), flush=True)
    print(json.dumps(compared(seasons, [after - before for before, after in pairwise(sizes)])))


def compared(seasons: Sequence[dict[str, float]], grown: Sequence[int]) -> dict[str, Any]:
    """The middle of the last three seasons over that of the first three: growth, and each action's time."""
    most = min(3, len(seasons))
    last = {name: statistics.median(one[name] for one in seasons[-most:]) for name in seasons[0]}
    first = {name: statistics.median(one[name] for one in seasons[:most]) for name in seasons[0]}
    ratios = {name: round(last[name] / first[name], 2) for name in last}
    growth = round(statistics.median(grown[-most:]) / statistics.median(grown[:most]), 2)
    return {"last_over_first": {"grown": growth, **ratios}, "flat": max(growth, *ratios.values()) <= 1.5}


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("expertpool.sqlite3*"))


if __name__ == "__main__":
    main()
