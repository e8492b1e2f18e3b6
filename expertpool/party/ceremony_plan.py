"""The plan of a ceremony (``ceremony.toml`` in the hall): what the office settles before anything is frozen."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from blind.ceremony.context import USUAL_ROUNDS, Assurance, Decision
from blind.ceremony.public_source import BeaconSpec, DiceSpec, DrandSpec, LotterySpec
from blind.encoding import from_hex
from blind.errors import Malformed
from blind.keys.hashes import ALGORITHMS
from expertpool.beijing import BEIJING
from expertpool.party.address import is_address
from expertpool.party.handed_in import content_of
from expertpool.rules.table import Spot, Unfit, expect_table, read_with, refuse_unknown, text, whole, yes_or_no
from expertpool.rules.toml_file import read_toml

PLAN_FILE = "ceremony.toml"
PLANNED = (Assurance.M1, Assurance.M2, Assurance.M3)
REQUIRED = ("purpose", "filing", "assurance", "objection_until", "reveal_by")
TEN_FACES = 10


@dataclass(frozen=True)
class Plan:
    """Everything about a ceremony that roster, committee, rules and trust file do not say.

    ``previous``: folder or address of the hall of the attempt that was voided before this one. Times know their offset.
    """

    purpose: str
    filing: str
    assurance: Assurance
    objection_until: datetime
    reveal_by: datetime
    rounds: int = USUAL_ROUNDS
    hash: str = "sha256"
    previous: str | None = None
    dice: DiceSpec | None = None
    beacon: BeaconSpec | None = None
    decision: Decision | None = None


def read_plan(path: Path) -> Plan:
    """The plan in this file. Raises Refusal for what cannot be read, and for keys unknown, missing or unfit."""
    content = read_toml(path)
    spot = Spot(str(path))
    refuse_unknown(content, (*_SIMPLE, *_TABLES), spot)
    for key in REQUIRED:
        if key not in content:
            raise spot.at(key).refuse("rules.key_missing")
    stated = {key: read_with(read, content[key], spot.at(key)) for key, read in _SIMPLE.items() if key in content}
    tables = {key: _table(key, content[key], spot.at(key), path) for key in _TABLES if key in content}
    plan = Plan(**{**stated, **tables, "previous": _beside(path, stated.get("previous"))})
    _refuse_contradictions(plan, spot)
    return plan


def _table(key: str, value: Any, spot: Spot, file: Path) -> Any:
    table = expect_table(value, spot)
    try:
        return _TABLES[key](table, spot, file)
    except KeyError as missing:
        raise spot.at(str(missing.args[0])).refuse("rules.key_missing") from None
    except Malformed as fault:
        raise spot.refuse("hall.public_chance_unfit", fault=fault.code) from None


def _dice(table: Mapping[str, Any], spot: Spot, _file: Path) -> DiceSpec:
    refuse_unknown(table, ("faces", "count", "every_round"), spot)
    faces = read_with(whole, table.get("faces", TEN_FACES), spot.at("faces"))
    count = read_with(whole, table["count"], spot.at("count"))
    return DiceSpec(faces, count, read_with(yes_or_no, table.get("every_round", False), spot.at("every_round")))


def _beacon(table: Mapping[str, Any], spot: Spot, _file: Path) -> BeaconSpec:
    known_after = read_with(moment, table["known_after"], spot.at("known_after"))
    if table.get("kind", "lottery") == "drand":
        refuse_unknown(table, ("kind", "chain", "public_key", "round", "known_after"), spot)
        chain, key = from_hex(table["chain"], 32), from_hex(table["public_key"], 96)
        return DrandSpec(chain, key, read_with(whole, table["round"], spot.at("round")), known_after)
    refuse_unknown(table, ("kind", "game", "issue", "digits", "known_after"), spot)
    game, issue = (_composed(read_with(text, table[name], spot.at(name))) for name in ("game", "issue"))
    return LotterySpec(game, issue, read_with(whole, table["digits"], spot.at("digits")), known_after)


def _decision(table: Mapping[str, Any], spot: Spot, file: Path) -> Decision:
    refuse_unknown(table, ("by", "evidence"), spot)
    paper = file.parent / read_with(text, table["evidence"], spot.at("evidence"))
    return Decision(_composed(read_with(text, table["by"], spot.at("by"))), hashlib.sha256(content_of(paper)).digest())


def moment(value: Any) -> datetime:
    """A TOML time or text such as ``2025-06-05 18:00``, to the second; Beijing time where no offset stands."""
    try:
        found = datetime.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError:
        found = None
    if not isinstance(found, datetime):
        raise Unfit("hall.want_moment")
    return (found if found.tzinfo else found.replace(tzinfo=BEIJING)).replace(microsecond=0)


def _assurance(value: Any) -> Assurance:
    if value not in PLANNED:
        raise Unfit("rules.want_one_of", words=", ".join(PLANNED))
    return Assurance(value)


def _algorithm(value: Any) -> str:
    if value not in ALGORITHMS:
        raise Unfit("rules.want_one_of", words=", ".join(ALGORITHMS))
    return str(value)


def _composed(value: str) -> str:
    return unicodedata.normalize("NFC", value)


def _beside(file: Path, named: str | None) -> str | None:
    return named if named is None or is_address(named) else str(file.parent / named)


def _refuse_contradictions(plan: Plan, spot: Spot) -> None:
    """What the core would refuse too, said by key."""
    if plan.reveal_by < plan.objection_until:
        raise spot.at("reveal_by").refuse("hall.reveal_before_objections")
    if (plan.assurance is Assurance.M3) != (plan.beacon is not None):
        raise spot.at("beacon").refuse("hall.beacon_and_m3", level=plan.assurance.value)
    if plan.beacon is not None and plan.beacon.known_after < plan.reveal_by:
        raise spot.at("beacon").refuse("hall.beacon_too_early")
    if plan.assurance is Assurance.M1 and not (plan.dice and plan.dice.every_round):
        raise spot.at("dice").refuse("hall.m1_needs_dice")


_SIMPLE: Mapping[str, Callable[[Any], Any]] = {
    "purpose": lambda value: _composed(text(value)),
    "filing": lambda value: _composed(text(value)),
    "assurance": _assurance,
    "objection_until": moment,
    "reveal_by": moment,
    "rounds": whole,
    "hash": _algorithm,
    "previous": text,
}
_TABLES: Mapping[str, Callable[[Mapping[str, Any], Spot, Path], Any]] = {
    "dice": _dice,
    "beacon": _beacon,
    "decision": _decision,
}
