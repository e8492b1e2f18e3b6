"""A kind's file, loaded whole or refused with its place: every name it uses exists, and every example comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from expertpool.errors import Refusal
from expertpool.filings.examples import prove
from expertpool.filings.form import known_forms
from expertpool.filings.kind import (
    FORM_PAPER,
    RECEIPT,
    DayRule,
    FilingKind,
    Head,
    Late,
    PaperKind,
    Role,
    State,
    Transition,
    ValueKind,
)
from expertpool.rules.pack_reading import refuse_twice
from expertpool.rules.table import (
    Spot,
    expect_table,
    one_word,
    read_record,
    read_value,
    read_with,
    read_worded,
    refuse_unknown,
    shown,
)
from expertpool.rules.toml_file import parse_toml
from expertpool.season.deadlines import ANCHORS, SeasonDates, known_dates, season_dates
from expertpool.words.worded import keys_of

RecordT = TypeVar("RecordT")
_SECTIONS = ("filing", "asks", "state", "paper", "transition", "example")
_FORMS = {
    frozenset({"deadline"}),
    frozenset({"before", "days"}),
    frozenset({"after", "working_days"}),
    frozenset({"after", "months"}),
    frozenset({"after", "years"}),
    frozenset({"ends_by", "working_days"}),
    frozenset({"value"}),
}
_TEXTS = frozenset({str})
_LISTS = frozenset({tuple[str, ...]})


@cache
def all_kinds() -> Mapping[str, FilingKind]:
    """Every kind that comes with the program, by id, in the order of a season. Refuses a file that is not sound."""
    folder = files(__package__).joinpath("kinds")
    order = parse_toml(folder.joinpath("order.toml").read_text(encoding="utf-8"), "order.toml")["order"]
    found = {}
    for name in order:
        file = folder.joinpath(f"{name}.toml")
        found[name] = read_kind(parse_toml(file.read_text(encoding="utf-8"), str(file)), str(file))
    refuse_strangers(found)
    return found


def kind_named(name: str) -> FilingKind:
    """The kind with this id. Refuses an unknown one with those there are."""
    if name not in all_kinds():
        raise Refusal("filing.kind_unknown", kind=name, known="、".join(all_kinds()))
    return all_kinds()[name]


def refuse_strangers(kinds: Mapping[str, FilingKind]) -> None:
    """Refuse a kind that needs another kind, or a state of it, which does not exist."""
    for one in kinds.values():
        for step in one.transitions.values():
            spot = Spot(f"{one.id}.toml", rule=step.id).at("needs")
            for name, states in (*step.needs.items(), *((clear, ()) for clear in step.clear)):
                _known(name, kinds, spot)
                for state in states:
                    _known(state, kinds[name].states, spot)


def read_kind(content: Mapping[str, Any], file: str, *, proved: bool = True) -> FilingKind:
    """The kind that these tables state. ``proved``: each of its examples must come out as stated."""
    spot = Spot(file)
    refuse_unknown(content, _SECTIONS, spot)
    head, moves = _head(content.get("filing"), spot.at("filing"))
    states = _by_id(_list(content, "state", spot), State, spot.at("state"))
    papers = _by_id(_list(content, "paper", spot, least=0), PaperKind, spot.at("paper"))
    asks = _by_id(_list(content, "asks", spot, least=0), ValueKind, spot.at("asks"))
    transitions = [
        _transition(table, Spot(file, rule=str(dict(table).get("id", "transition"))))
        for table in _list(content, "transition", spot)
    ]
    refuse_twice(transitions, file)
    kind = FilingKind(
        head=head,
        states=states,
        papers=papers,
        transitions={one.id: one for one in transitions},
        asks=tuple(asks.values()),
        moves=moves,
    )
    _refuse_loose_ends(kind, spot)
    if proved:
        prove(kind, _list(content, "example", spot), spot)
    return kind


def _head(table: Any, spot: Spot) -> tuple[Head, dict[str, str]]:
    table = dict(expect_table(table, spot))
    moves = expect_table(table.pop("moves", {}), spot.at("moves"))
    head = read_record(Head, table, spot)
    _roles(head.opens, spot.at("opens"))
    return head, {key: read_value(_TEXTS, value, spot.at("moves").at(key)) for key, value in moves.items()}


def _list(content: Mapping[str, Any], name: str, spot: Spot, *, least: int = 1) -> list[Any]:
    found = content.get(name, [])
    if not isinstance(found, list) or len(found) < least:
        raise spot.at(name).refuse("rules.key_missing")
    return found


def _by_id(tables: Iterable[Any], record: type[RecordT], spot: Spot) -> dict[str, RecordT]:
    found: dict[str, RecordT] = {}
    for at, table in enumerate(tables, start=1):
        one = read_record(record, table, spot.at(str(at)))
        name = str(getattr(one, "id", ""))
        if name in found or name == RECEIPT:
            raise spot.at(str(at)).refuse("rules.id_twice")
        found[name] = one
    return found


_PARTS = ("id", "title", "from", "to", "who")
_MORE = ("papers", "reason", "by", "late", "not_before", "needs", "clear", "form", "record", "value")


def _transition(table: Any, spot: Spot) -> Transition:
    table = expect_table(table, spot)
    refuse_unknown(table, (*_PARTS, *keys_of("title"), *_MORE), spot)
    for key in _PARTS:
        if key not in table:
            raise spot.at(key).refuse("rules.key_missing")
    texts = {key: read_value(_TEXTS, table[key], spot.at(key)) for key in ("id", "to")}
    lists = {key: read_value(_LISTS, table.get(key, []), spot.at(key)) for key in ("papers", "clear")}
    more = {key: read_value(_TEXTS, table[key], spot.at(key)) for key in ("form", "record") if key in table}
    needs = expect_table(table.get("needs", {}), spot.at("needs"))
    who = read_value(_LISTS, table["who"], spot.at("who"))
    return Transition(
        title=read_worded(table, "title", spot),
        origins=read_value(_LISTS, table["from"], spot.at("from")),
        who=_roles(who, spot.at("who")),
        reason=bool(read_value(frozenset({bool}), table.get("reason", False), spot.at("reason"))),
        late=read_with(one_word(Late), table.get("late", Late.RECORDED.value), spot.at("late")),
        by=_day_rule(table, "by", spot),
        not_before=_day_rule(table, "not_before", spot),
        needs={key: read_value(_LISTS, value, spot.at("needs").at(key)) for key, value in needs.items()},
        values=tuple(_by_id(_list(table, "value", spot, least=0), ValueKind, spot.at("value")).values()),
        **texts,
        **lists,
        **more,
    )


def _roles(names: tuple[str, ...], spot: Spot) -> tuple[Role, ...]:
    if not names:
        raise spot.refuse("rules.key_missing")
    return tuple(read_with(one_word(Role), name, spot) for name in names)


def _day_rule(table: Mapping[str, Any], key: str, spot: Spot) -> DayRule | None:
    if key not in table:
        return None
    rule = read_record(DayRule, table[key], spot.at(key))
    if frozenset(table[key]) - {"source"} not in _FORMS:
        raise spot.at(key).refuse("filing.day_rule", found=shown(table[key]))
    return rule


def _refuse_loose_ends(kind: FilingKind, spot: Spot) -> None:
    """Every state, paper, day and form that is named exists; every state can be reached, and left unless it ends."""
    head, known_days = kind.head, {*kind.states, *(one.id for one in kind.value_kinds())}
    _known(head.start, kind.states, spot.at("filing").at("start"))
    for state in head.moves_in:
        _known(state, kind.states, spot.at("filing").at("moves_in"))
    for value in kind.moves.values():
        _known(value, known_days, spot.at("filing").at("moves"))
    for one in kind.transitions.values():
        here = Spot(spot.file, rule=one.id)
        for state in (*one.origins, one.to):
            _known(state, kind.states, here.at("from" if state != one.to else "to"))
        for paper in one.papers:
            _known(paper, kind.papers, here.at("papers"))
        if one.form:
            _known(FORM_PAPER, one.papers, here.at("papers"))
            _known(one.form, known_forms(), here.at("form"))
        for rule in (one.by, one.not_before):
            if rule is not None and rule.anchor:
                _known(rule.anchor, {*known_days, *ANCHORS}, here.at("by"))
    refuse_unknown_deadlines(kind, season_dates(known_dates()[-1]))
    _refuse_dead_ends(kind, spot)
    _refuse_unused(kind, spot)


def _refuse_dead_ends(kind: FilingKind, spot: Spot) -> None:
    reached = {kind.head.start, *(one.to for one in kind.transitions.values())}
    for state in kind.states.values():
        for role in state.waits:
            read_with(one_word(Role), role, spot.at("state").at(state.id))
        left = any(kind.leaving(state.id))
        sound = state.id in reached and (state.end is not None or (left and state.waits))
        if not sound or (state.end is not None and state.waits):
            raise spot.at("state").at(state.id).refuse("filing.dead_end", state=state.id)


def _refuse_unused(kind: FilingKind, spot: Spot) -> None:
    asked = {paper for one in kind.transitions.values() for paper in one.papers}
    for paper in kind.papers:
        _known(paper, asked, spot.at("paper"))


def _known(name: str, known: Iterable[str], spot: Spot) -> None:
    names = sorted(known)
    if name not in names:
        raise spot.refuse("filing.name_unknown", name=name, known="、".join(names) or "-")


def refuse_unknown_deadlines(kind: FilingKind, dates: SeasonDates) -> None:
    """Refuse a kind that hangs on a day which a year's dates do not have."""
    names = {one.id for one in dates.deadlines}
    rules = [rule for one in kind.transitions.values() for rule in (one.by, one.not_before) if rule is not None]
    for name in (*kind.moves, *(rule.deadline or rule.ends_by for rule in rules)):
        if name:
            _known(name, names, Spot(f"{kind.id}.toml").at("by"))
