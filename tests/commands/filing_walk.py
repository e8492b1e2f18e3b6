"""Filings walked by command as the examples of their kinds tell: who tries what on which day, and what comes of it."""

from __future__ import annotations

import tomllib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from expertpool.filings.filing import OPEN
from expertpool.filings.form import form_named
from expertpool.filings.kind import About, FilingKind, Role, Transition
from expertpool.filings.loading import all_kinds
from expertpool.months import months_on
from tests.commands.conftest import COMMITTEE, Ran

NAME = "2025年度云岭市工程系列冶金专业高级职称评审委员会"
SUBJECT = "云岭大学"
Run = Callable[..., Ran]


def examples_of(kind: str) -> list[dict[str, Any]]:
    """The examples in the kind's own file."""
    file = files("expertpool.filings").joinpath("kinds", f"{kind}.toml")
    told: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["example"]
    return told


@dataclass
class Walk:
    """One example on a home folder of its own. ``on`` makes it that day for every command."""

    run: Run
    on: Callable[[str], None]
    folder: Path
    example: Mapping[str, Any]
    moved: int = 0
    opened: int = 0
    reached: set[str] = field(default_factory=set)
    today: date = date.min

    @property
    def days(self) -> dict[str, date]:
        return dict(self.example.get("days", {}))

    @property
    def first(self) -> date:
        day: date = min(step["on"] for step in self.example["step"])
        return day

    def begin(self, kind: FilingKind) -> None:
        """The committee with its days, owing what the example says it owes."""
        owed = set(self.example.get("others", {})) | {kind.id}
        traits = {name for one in owed for name in all_kinds()[one].head.when} - {"self_reviewing", "senior"}
        middle = "middle_or_junior" in traits
        text = COMMITTEE.replace('"副高级"', '"中级"') if middle else COMMITTEE
        text = text.replace("meeting = 2025-08-15", f"meeting = {self.days.get('meeting', date(2025, 8, 15))}")
        if "filing_lapses" in traits:
            text = text.replace("2027-02-28", "2025-03-01")
        file = self.folder / "committee.toml"
        file.write_text(text, encoding="utf-8")
        self.at(self.first - timedelta(days=120))
        asked = [word for name in sorted(traits - {"middle_or_junior", "filing_lapses"}) for word in ("--trait", name)]
        given = {name: day for name, day in self.days.items() if name != "meeting"}
        asked += [word for name, day in given.items() for word in (f"--{name.replace('_', '-')}", str(day))]
        told = self.run("season", "committee", file, *asked, "--json")
        assert told.code == 0, told.out
        for name, state in self.example.get("others", {}).items():
            self.reach(all_kinds()[name], state)

    def at(self, day: date) -> None:
        self.today = day
        self.on(str(day))

    def open(self, kind: FilingKind, asked: Mapping[str, date], *, role: str | None = None) -> Ran:
        about = [] if kind.head.about is About.UNIT else ["--committee", NAME]
        about += ["--subject", SUBJECT] if kind.named else []
        stated = [word for name, day in asked.items() for word in ("--set", f"{name}={day}")]
        who = role or kind.head.opens[0]
        return self.run("filing", "open", kind.id, "--year", "2025", "--as", who, *about, *stated, "--json")

    def move(self, number: int, table: Mapping[str, Any], role: str) -> Ran:
        papers = [word for name in table.get("papers", ()) for word in ("--paper", self.paper(name, table))]
        stated = [word for name, day in table.get("values", {}).items() for word in ("--set", f"{name}={day}")]
        reason = ("--reason", table["reason"]) if table.get("reason") else ()
        told = self.run("filing", "move", str(number), table["does"], "--as", role, *papers, *stated, *reason, "--json")
        self.moved += told.code == 0 and told.json["moved"]
        return told

    def paper(self, name: str, table: Mapping[str, Any]) -> str:
        """``ID=FILE``; of a form one that is filled in where the example says so, else an empty one."""
        ending = ".toml" if name == "form" else ".txt"
        path = self.folder / f"{name}-{'filled' if table.get('form') else 'plain'}{ending}"
        if name == "form":
            path.write_text(self._filled(table) if table.get("form") else "# 没有填\n", encoding="utf-8")
        else:
            path.write_text(f"材料 {name}", encoding="utf-8")
        return f"{name}={path}"

    def _filled(self, table: Mapping[str, Any]) -> str:
        meeting = self.days.get("meeting", date(2025, 8, 15))
        contents = form_named(table["form"]).contents
        words = '"写明的内容"'
        return "\n".join(f"{one.id} = {meeting if one.a_day else words}" for one in contents)

    def reach(self, kind: FilingKind, state: str) -> None:
        """Another filing moved to a state by the shortest way, on the first days on which each act is taken."""
        told = self.open(kind, {one.id: self.today for one in kind.asks})
        assert told.code == 0, told.out
        self.opened += 1
        for transition in () if state == OPEN else path_to(kind, state):
            self._take(told.json["filing"]["number"], kind, transition)

    def _take(self, number: int, kind: FilingKind, transition: Transition) -> None:
        for later in range((self.first - self.today).days + 1):
            day = self.today + timedelta(days=min(later, 1))
            self.at(day)
            values = {one.id: months_on(day, 2) if one.later_than else day for one in transition.values}
            table = {"does": transition.id, "papers": transition.papers, "values": values, "reason": "情况属实"}
            if self.move(number, {**table, "form": transition.form}, transition.who[0]).code == 0:
                return
        raise AssertionError(f"{kind.id} does not reach {transition.to}")

    def walk(self, kind: FilingKind) -> Iterator[str]:
        """Carry out the example; what came out otherwise than it says."""
        self.begin(kind)
        self.at(self.first)
        for role in set(Role) - set(kind.head.opens):
            found = came_to(self.open(kind, self.example.get("asked", {}), role=role.value))
            if found != ("refused role_opening", False):
                yield f"{kind.id}, opened by {role.value}: {found}"
        told = self.open(kind, self.example.get("asked", {}))
        assert told.code == 0, told.out
        self.opened += 1
        number = told.json["filing"]["number"]
        for at, table in enumerate(self.example["step"], start=1):
            self.at(table["on"])
            roles = table["who"] if isinstance(table["who"], list) else [table["who"]]
            for role in roles:
                found, wanted = came_to(self.move(number, table, role)), expected(table)
                if found != wanted:
                    yield f"{kind.id}, {self.example['name']}, step {at} by {role}: {found} instead of {wanted}"
            self.reached.add(str(self.run("filing", "show", str(number), "--json").json["filing"]["state"]))


def path_to(kind: FilingKind, state: str) -> list[Transition]:
    """The fewest acts from where a kind starts."""
    waiting = deque([(kind.head.start, list[Transition]())])
    seen = {kind.head.start}
    while waiting:
        here, path = waiting.popleft()
        if here == state:
            return path
        for one in kind.leaving(here):
            if one.to not in seen:
                seen.add(one.to)
                waiting.append((one.to, [*path, one]))
    raise AssertionError(f"no way to {state}")


def expected(table: Mapping[str, Any]) -> tuple[str, bool]:
    return (f"refused {table['refused']}", False) if "refused" in table else (table["to"], table.get("late", False))


def came_to(told: Ran) -> tuple[str, bool]:
    if told.code:
        return f"refused {told.json['error']['code'].removeprefix('filing.')}", False
    filing = told.json["filing"]
    return filing["state"], filing["steps"][-1]["late"]
