"""Rows, groups, exchanges and bounds as they are sealed."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from typing import Any

import pytest

from blind.encoding import canonical
from blind.errors import Malformed
from blind.log.tree import tree_root, verify_inclusion
from blind.ticket_table import Bound, Exchange, HashedBounds, TicketTable

SALT = b"s" * 32


def by_hand(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def code(number: int) -> str:
    return hashlib.sha256(b"person %d" % number).hexdigest()


GROUPS = [[code(0), code(1), code(2)], [code(3), code(4)], [code(5), code(6)], [code(7)]]
ROWS = [[0, 0, 1], [0, 1, 3], [0, 2, 3], [2, 2, 3]]
MOVES = [Exchange(((1,), (2,)), ((0,),))]


def table(**given: Any) -> TicketTable:
    values = {"groups": GROUPS, "rows": ROWS, "exchanges": MOVES, "table_salt": SALT, **given}
    groups, rows, exchanges = values.pop("groups"), values.pop("rows"), values.pop("exchanges")
    return TicketTable.of(groups, rows, exchanges, **values)


def test_groups_are_numbered_by_their_smallest_codes() -> None:
    made = table()
    assert [list(group) for group in made.groups] == sorted(sorted(group) for group in GROUPS)


def test_numbering_does_not_depend_on_the_order_the_solver_used() -> None:
    order = [2, 0, 3, 1]
    place = {old: new for new, old in enumerate(order)}
    rows = [[place[group] for group in row] for row in ROWS]
    moves = [Exchange(((place[2],), (place[1],)), ((0,),))]
    shuffled = table(
        groups=[random.Random(1).sample(GROUPS[old], len(GROUPS[old])) for old in order], rows=rows, exchanges=moves
    )
    assert shuffled == table()


def test_row_leaf_binds_number_seats_and_salt() -> None:
    made = table()
    salt = by_hand(b"expertpool/row-salt/v1", SALT, (2).to_bytes(4, "big"))[:16]
    row = canonical(made.row(2))
    assert made.row_leaf(2) == by_hand(b"expertpool/ticket-row/v1", (2).to_bytes(4, "big"), row, salt)
    assert sum(seats for _, seats in made.row(2)) == 3


def test_opened_ticket_proves_its_place() -> None:
    made = table()
    for number in range(4):
        ticket = made.opened(number)
        path = [bytes.fromhex(node) for node in ticket["path"]]
        verify_inclusion(made.row_leaf(number), path, index=number, size=4, root=made.root)
        assert (ticket["number"], ticket["row"], ticket["salt"]) == (
            number,
            made.row(number),
            made.row_salt(number).hex(),
        )


def test_group_leaf_is_salted_so_that_a_small_group_cannot_be_guessed() -> None:
    made = table()
    record = canonical(made.group_record(0))
    salt = by_hand(b"expertpool/group-salt/v1", SALT, (0).to_bytes(4, "big"))[:16]
    assert made.group_leaf(0) == by_hand(b"expertpool/group/v1", record, salt)
    assert made.groups_root == tree_root(map(made.group_leaf, range(4)))


def test_counts_and_moves_stand_in_the_group_records() -> None:
    made = table()
    by_first = {group[0]: made.group_record(at) for at, group in enumerate(made.groups)}
    seats = [by_first[min(group)]["count"] for group in GROUPS]
    moves = [by_first[min(group)]["moves"] for group in GROUPS]
    assert (seats, moves) == ([4, 2, 3, 3], [False, True, True, False])


def test_summary_names_every_root() -> None:
    made = table()
    assert made.summary(b"t" * 32) == {
        "groups_root": made.groups_root.hex(),
        "symmetry_hash": made.symmetry_hash.hex(),
        "table_root": made.root.hex(),
        "table_seed": (b"t" * 32).hex(),
    }


@pytest.mark.parametrize(
    "change", [{"rows": [*ROWS[:3], ROWS[0]]}, {"exchanges": []}, {"table_salt": b"t" * 32}, {"algorithm": "sm3"}]
)
def test_roots_change_with_everything_below_them(change: dict[str, Any]) -> None:
    assert table(**change).summary(bytes(32)) != table().summary(bytes(32))


@pytest.mark.every
@pytest.mark.parametrize(
    "change",
    [
        {"groups": [*GROUPS[:3], [code(0)]]},
        {"groups": [*GROUPS[:3], []]},
        {"rows": []},
        {"rows": [[0, 0, 1], [0, 1]]},
        {"table_salt": b"short"},
        {"exchanges": [*MOVES, Exchange(((2,), (3,)), ((0,),))]},
    ],
)
def test_table_without_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        table(**change)


def bound(number: int = 1, **given: Any) -> Bound:
    people = frozenset(map(code, range(number + 5)))
    values = {"label": f"第{number}研究院", "members": people, "low": 0, "high": 2, "rule": "cap", "clause": "六(一)2"}
    return Bound(f"B{number:03}", **{**values, **given})


def test_bound_leaf_hides_the_label_behind_its_own_salt() -> None:
    made = HashedBounds.of([bound()], SALT)
    salt = by_hand(b"expertpool/bound-salt/v1", SALT, b"B001")[:16]
    label = by_hand(b"expertpool/label/v1", "第1研究院".encode(), salt)
    record = '{"clause":"六(一)2","code":"B001","high":2,"kind":"count","low":0,"rule":"cap"}'.encode()
    assert made.leaf(made.bounds[0]) == by_hand(b"expertpool/bound/v1", record, label)
    assert made.root == tree_root([made.leaf(made.bounds[0])])


def test_bounds_stand_in_the_order_of_their_codes() -> None:
    bounds = [bound(number) for number in (3, 1, 2)]
    assert HashedBounds.of(bounds, SALT).root == HashedBounds.of(bounds[::-1], SALT).root


def test_bound_whose_code_stands_twice_is_refused() -> None:
    with pytest.raises(Malformed, match="bound-twice"):
        HashedBounds.of([bound(), bound(label="另一单位")], SALT)


@pytest.mark.every
@pytest.mark.parametrize("change", [{"high": 2}, {"low": 1}, {"members": frozenset([code(1)])}])
def test_pair_that_is_no_pair_is_refused(change: dict[str, Any]) -> None:
    pair = {"kind": "pair", "low": 0, "high": 1, "members": frozenset([code(1), code(2)])}
    assert bound(**pair).kind == "pair"
    with pytest.raises(Malformed, match="not-a-bound"):
        bound(**{**pair, **change})


def test_bound_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Malformed, match="not-a-bound"):
        replace(bound(), kind="share")
