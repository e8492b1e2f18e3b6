"""A whole season from what it leaves: certificates, nobody in two places on any ticket, caps, chances, the bound."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from blind import dsse, verify_draw
from blind.encoding import strict_parse
from blind.errors import BlindError
from blind.joint_draw import Columns
from expertpool.certifying.names import RESTRICTED_FILE
from expertpool.drawing.season_record import FORMAT, FORMER, day_number, proven_values
from solver.bounds import Bound
from solver.problem import Problem
from solver.season.season import Committee, Season

RECORD_FILE = "season.json"


class SeasonWrong(Exception):
    """Something in the season's folder does not fit; ``code`` says what, ``place`` where."""

    def __init__(self, code: str, place: str) -> None:
        super().__init__(code, place)
        self.code = code
        self.place = place


@dataclass(frozen=True)
class SeasonChecked:
    """What was found to be true: figures in panels a year, over everybody who may sit at all.

    ``assurance``: of the season's draw; ``replaced``: folders whose panels replacements changed, which are M0 whatever
    the draw was. ``fingerprint``: of the trust file that the certificates rest on, None for M0.
    """

    committees: int
    tickets: int
    people: int
    bound: Fraction
    least: Fraction
    assurance: str = "M0"
    replaced: tuple[str, ...] = ()
    fingerprint: str | None = None


@dataclass(frozen=True)
class _Opened:
    """One committee as its restricted certificate opens it."""

    name: str
    problem: Problem
    tickets: tuple[tuple[str, ...], ...]
    folder: str
    draw: Any


def check_season(folder: Path, *, trust: bytes | None = None) -> SeasonChecked:
    """Check a season drawn by lottery from its record and the restricted certificates alone, without a solver.

    ``trust``: the reader's own trust file, by which the certificates of a ceremony are then checked. Raises SeasonWrong
    for what does not fit, OSError for a file that cannot be read.
    """
    data = (folder / RECORD_FILE).read_bytes()
    try:
        record = json.loads(data)
        if record.get("format") not in (FORMAT, FORMER):
            raise SeasonWrong("record", RECORD_FILE)
        return _checked(folder, record, hashlib.sha256(data).hexdigest(), trust)
    except (ValueError, KeyError, TypeError, AttributeError, BlindError) as fault:
        raise SeasonWrong("record", str(fault)[:100]) from None


def _checked(folder: Path, record: Mapping[str, Any], digest: str, trust: bytes | None) -> SeasonChecked:
    opened = [
        _opened(folder / one["folder"] / RESTRICTED_FILE, one["name"], record, digest, trust)
        for one in record["committees"]
    ]
    level, replaced, fingerprint = _one_draw(opened, record)
    days = {one["name"]: (day_number(one["first"]), day_number(one["last"])) for one in record["committees"]}
    season = Season([Committee(one.name, one.problem, *days[one.name]) for one in opened], cap=record["cap"])
    counts = _nobody_twice(season, {one.name: one.tickets for one in opened}, record["tickets"])
    values = proven_values(record, season)
    if values is None:
        raise SeasonWrong("bound", RECORD_FILE)
    able = [person for person, value in values.items() if value]
    bound = min((values[person] for person in able), default=Fraction(0))
    least = Fraction(min((counts[person] for person in able), default=0), record["tickets"])
    if str(bound) != record["bound"]:
        raise SeasonWrong("bound", RECORD_FILE)
    within = max(abs(counts[person] - record["tickets"] * value) for person, value in values.items())
    if str(within) != record.get("within", str(within)):
        raise SeasonWrong("least", RECORD_FILE)
    if str(least) != record["least"] or len(values) - len(able) != record["shut_out"]:
        raise SeasonWrong("least", RECORD_FILE)
    return SeasonChecked(len(opened), record["tickets"], len(season.people), bound, least, level, replaced, fingerprint)


def _one_draw(opened: Sequence[_Opened], record: Mapping[str, Any]) -> tuple[str, tuple[str, ...], str | None]:
    """Level, folders with replacements, and trust file's fingerprint of the one draw that all certificates are of.

    All have one seed; after a ceremony one season's context and one seal, whose leaves are exactly these committees,
    and of every panel that nobody left the digest stands in the cosigned result (which the verifier has looked at).
    """
    if len({one.draw.c.rounds[0].seed for one in opened} | {record.get("seed", opened[0].draw.c.rounds[0].seed)}) > 1:
        raise SeasonWrong("other-seed", RECORD_FILE)
    held = [one for one in opened if one.draw.of_season]
    replaced = tuple(one.folder for one in opened if len(one.draw.c.rounds) > 1)
    if not held:
        return "M0", replaced, None
    first = held[0].draw
    for one in opened:
        alone = not one.draw.of_season and one.folder not in replaced
        if alone or (one.draw.of_season and (one.draw.ctx, one.draw.sealed) != (first.ctx, first.sealed)):
            raise SeasonWrong("other-ceremony", one.folder)
    leaves = Columns.of((one.draw.own for one in opened), algorithm=first.x.hash)
    if leaves.root.hex() != first.y.pool.root:
        raise SeasonWrong("other-ceremony", RECORD_FILE)
    return first.c.assurance, replaced, first.trust.fingerprint


def _opened(path: Path, name: str, record: Mapping[str, Any], digest: str, trust: bytes | None = None) -> _Opened:
    data = path.read_bytes()
    pinned = trust if "season" in _content(data) else None
    code, draw, findings = verify_draw.examine(data, pinned)  # type: ignore[no-untyped-call]  # one file, standard library alone
    if code or draw is None:
        raise SeasonWrong("certificate", f"{path}: {findings}")
    content = draw.c
    told = content["fairness"]
    same = told["record"] == digest and [told["bound"], told["least"]] == [
        _ratio(record["bound"]),
        _ratio(record["least"]),
    ]
    if (
        not same
        or content["context"]["scope"]["committee"] != name
        or content["context"]["tickets"] != record["tickets"]
    ):
        raise SeasonWrong("other-season", str(path))
    number_of = {draw.person(one).hex(): one["expert_no"] for one in content["pool"]}
    groups = [number_of[group["codes"][0]] for group in content["table"]["groups"]]
    rows = tuple(tuple(groups[at] for at, _ in row["row"]) for row in content["table"]["rows"])
    return _Opened(name, _problem(content), rows, path.parent.name, draw)


def _content(data: bytes) -> dict[str, Any]:
    try:
        found = strict_parse(dsse.Envelope.parse(data).payload, longest=len(data))
    except BlindError:
        return {}
    return found if isinstance(found, dict) else {}


def column_of(path: Path, record: Mapping[str, Any], digest: str) -> tuple[tuple[str, ...], ...]:
    """The committee's column of tickets as its restricted certificate opens it. Raises SeasonWrong, OSError."""
    name = next(one["name"] for one in record["committees"] if one["folder"] == path.parent.name)
    return _opened(path, name, record, digest).tickets


def _ratio(text: str) -> str:
    value = Fraction(text)
    return f"{value.numerator}/{value.denominator}"


def _problem(content: Mapping[str, Any]) -> Problem:
    """The committee's problem from the bounds and people of its certificate."""
    inside = [one for one in content["pool"] if not one["attrs"]["reason"]]
    members: dict[str, list[str]] = defaultdict(list)
    for one in inside:
        for code in one["attrs"]["bounds"]:
            members[code].append(one["expert_no"])
    bounds = [b for b in content["bounds"] if b["kind"] == "count"]
    return Problem(
        [one["expert_no"] for one in inside],
        content["context"]["seats"],
        [Bound(b["label"], members[b["code"]], b["low"], b["high"]) for b in bounds],
        [members[b["code"]] for b in content["bounds"] if b["kind"] == "pair"],
    )


def _nobody_twice(season: Season, tables: Mapping[str, tuple[tuple[str, ...], ...]], tickets: int) -> Counter[str]:
    """Tickets of everybody over all committees, after looking for overlaps and caps on each."""
    counts: Counter[str] = Counter()
    for number in range(tickets):
        places: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(season.committees):
            for person in tables[one.name][number]:
                places[person].append(at)
        for person, taken in places.items():
            if len(taken) > season.cap or any(season.busy[at].intersection(taken) for at in taken):
                raise SeasonWrong("two-places", f"{person}: {number}")
        counts.update({person: len(taken) for person, taken in places.items()})
    return counts
