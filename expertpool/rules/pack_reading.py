"""What all packs have in common, whomever their rules are about: where one lies, how its blocks are read and proved."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol, TypeVar

from expertpool.errors import Refusal
from expertpool.rules.finding import State
from expertpool.rules.header import Header, read_header
from expertpool.rules.table import Spot, expect_table, list_words, read_value, refuse_unknown, shown
from expertpool.rules.toml_file import parse_toml, read_toml

PackT = TypeVar("PackT")
ExampleT = TypeVar("ExampleT")
KindT = TypeVar("KindT")


class Named(Protocol):
    """What a file lists once under its id."""

    @property
    def id(self) -> str:
        """The id."""


class Provable(Named, Protocol):
    """A rule, as far as reading any pack goes. An example has a ``name`` and the ``state`` that must come out."""

    @property
    def examples(self) -> Sequence[Any]:
        """What pins the rule."""

    def comes_out(self, example: Any, /) -> State:
        """The state that the rule finds in an example's facts."""


RuleT = TypeVar("RuleT", bound=Provable)
ReadPack = Callable[[Mapping[str, Any], str], PackT]
"""From the tables of a file, and the name a refusal gives it, to the pack."""


def find_pack(name: str, built_in: Collection[str], package: str, read: ReadPack[PackT]) -> PackT:
    """The built-in pack of that name in ``package``, or the pack in the file of that path.

    Built-in packs are read once. Raises Refusal for anything else.
    """
    if name in built_in:
        shipped: PackT = _shipped(name, package, read)
        return shipped
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        return read(read_toml(path), str(path))
    raise Refusal("rules.pack_missing", name=name, known=list_words(built_in))


@cache
def _shipped(name: str, package: str, read: ReadPack[Any]) -> Any:
    file = files(package).joinpath("packs", f"{name}.toml")
    return read(parse_toml(file.read_text(encoding="utf-8"), str(file)), str(file))


def read_parts(
    content: Mapping[str, Any], file: str, read: Callable[[Any, str, Spot], RuleT]
) -> tuple[Header, tuple[RuleT, ...]]:
    """A file's header and its rules in the file's order; ``read`` takes a block, the pack's name and the block's place.

    Raises Refusal for an unknown section, for no rule at all, for a rule of which an example comes out otherwise than
    stated, and for one id twice.
    """
    spot = Spot(file)
    refuse_unknown(content, ("pack", "rule"), spot)
    header = read_header(content, file)
    blocks = content.get("rule", [])
    if not isinstance(blocks, list) or not blocks:
        raise spot.at("rule").refuse("rules.pack_empty")
    rules = tuple(_rule(table, header.name, Spot(file, f"rule {at}"), read) for at, table in enumerate(blocks, start=1))
    refuse_twice(rules, file)
    return header, rules


def _rule(table: Any, pack: str, spot: Spot, read: Callable[[Any, str, Spot], RuleT]) -> RuleT:
    table = expect_table(table, spot)
    if isinstance(table.get("id"), str) and table["id"].strip():
        spot = Spot(spot.file, rule=table["id"])
    rule = read(table, pack, spot)
    _prove(rule, spot)
    return rule


def refuse_twice(named: Iterable[Named], file: str) -> None:
    """Refuse the first id that stands in the file a second time."""
    seen: set[str] = set()
    for one in named:
        if one.id in seen:
            raise Spot(file, rule=one.id).at("id").refuse("rules.id_twice")
        seen.add(one.id)


def refuse_missing(table: Mapping[str, Any], required: Iterable[str], spot: Spot) -> None:
    """Refuse the first required key that a table lacks."""
    for key in required:
        if key not in table:
            raise spot.at(key).refuse("rules.example_missing" if key == "example" else "rules.key_missing")


def read_text(table: Mapping[str, Any], key: str, spot: Spot) -> str:
    """The text under a key."""
    return str(read_value(frozenset({str}), table[key], spot.at(key)))


def kind_named(table: Any, kinds: Mapping[str, KindT], spot: Spot) -> tuple[KindT, dict[str, Any]]:
    """The kind that a check names, and the check's other keys. Refuses an unknown kind with the nearest one."""
    table = dict(expect_table(table, spot))
    if "kind" not in table:
        raise spot.at("kind").refuse("rules.key_missing")
    name = table.pop("kind")
    if not isinstance(name, str) or name not in kinds:
        near = difflib.get_close_matches(str(name), kinds, n=1, cutoff=0.6)
        raise spot.at("kind").refuse("rules.kind_unknown", found=shown(name), known=list_words(near or kinds))
    return kinds[name], table


def read_examples(value: Any, spot: Spot, read: Callable[[Any, Spot], ExampleT]) -> tuple[ExampleT, ...]:
    """Every example of a rule, of which there is one at least."""
    if not isinstance(value, list) or not value:
        raise spot.refuse("rules.example_missing")
    return tuple(read(table, spot.at(str(at))) for at, table in enumerate(value, start=1))


_STATES = {True: State.HOLDS, False: State.BROKEN}
_NAMED_STATES = (State.UNKNOWN, State.NOT_APPLICABLE)


def read_state(value: Any, spot: Spot) -> State:
    """What an example says must come out: ``true``, ``false``, or one of two words."""
    if isinstance(value, bool):
        return _STATES[value]
    if isinstance(value, str) and value in {state.value for state in _NAMED_STATES}:
        return State(value)
    raise spot.refuse("rules.want_holds", found=shown(value), states=list_words(_NAMED_STATES))


def _prove(rule: Provable, spot: Spot) -> None:
    for at, example in enumerate(rule.examples, start=1):
        came_out = rule.comes_out(example)
        if came_out is not example.state:
            place = spot.at("example").at(str(at))
            name = example.name or str(at)
            raise place.refuse("rules.example_wrong", name=name, stated=example.state, came_out=came_out)
