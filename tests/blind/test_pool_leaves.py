"""Leaves, codes, roots and receipts of a filed library."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blind.encoding import canonical
from blind.errors import Malformed
from blind.log.tree import verify_inclusion
from blind.pool_leaves import Leaf, Person, Pool, Reason, bound_codes, folded, leaf_data, leaf_from_opening, salted
from tests.blind.make_certificates import Fresh

DRAW = bytes(range(16))
RECUSED = Reason("recused", "六(三)1")


def by_hand(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def library(count: int = 9) -> list[Person]:
    inside = [Person(expert_no=f"E{n:04}", name=f"张{n}", bounds=("B002", "B001")[: n % 3]) for n in range(count)]
    return [*inside, Person(expert_no="E9000", name="李某", reason=RECUSED)]


def pool(count: int = 9) -> Pool:
    return Pool.of(library(count), draw_id=DRAW, fresh=Fresh("pool"))


def test_leaf_is_the_hash_of_status_identity_and_attributes() -> None:
    leaf = Leaf(Person(expert_no="E0001", name="张三", bounds=("B002", "B001")), DRAW, b"i" * 32, b"a" * 16)
    identity = by_hand(b"expertpool/id/v1", DRAW, b"E0001", "张三".encode(), b"i" * 32)
    attrs = b'{"bounds":["B001","B002"],"reason":null}'
    attributes = by_hand(b"expertpool/attr/v1", DRAW, attrs, b"a" * 16)
    assert leaf.data == by_hand(b"expertpool/leaf/v1", b"\x01", identity, attributes)
    assert leaf.code == leaf.data.hex()


def test_leaf_of_somebody_left_out_shows_the_status_and_hides_the_reason() -> None:
    leaf = Leaf(Person(expert_no="E0001", name="张三", reason=RECUSED), DRAW, b"i" * 32, b"a" * 16)
    assert leaf.closed() == {"attr_part": leaf.attr_part.hex(), "id_part": leaf.id_part.hex(), "in": False}
    assert leaf.data == leaf_data(False, leaf.id_part, leaf.attr_part)
    assert leaf.data != leaf_data(True, leaf.id_part, leaf.attr_part)


@pytest.mark.parametrize(
    "change", [{"draw_id": bytes(16)}, {"id_salt": bytes(32)}, {"attr_salt": bytes(16)}, {"algorithm": "sm3"}]
)
def test_leaf_changes_with_everything_it_is_made_of(change: dict[str, Any]) -> None:
    leaf = Leaf(library()[0], DRAW, b"i" * 32, b"a" * 16)
    assert replace(leaf, **change).data != leaf.data


def test_name_in_another_spelling_of_unicode_gives_the_same_leaf() -> None:
    composed, apart = (Person(expert_no="E1", name=name) for name in ("Ren\u00e9", "Rene\u0301"))
    assert composed == apart


def test_person_left_out_who_is_counted_by_a_bound_is_refused() -> None:
    with pytest.raises(Malformed, match="left-out-yet-counted"):
        Person(expert_no="E1", name="张三", bounds=("B001",), reason=RECUSED)


def test_pool_stands_in_the_order_of_its_codes_whatever_order_it_was_given_in() -> None:
    leaves = [salted(person, draw_id=DRAW, fresh=Fresh(person.expert_no)) for person in library()]
    assert Pool(leaves).root == Pool(leaves[::-1]).root
    codes = [leaf.code for leaf in Pool(leaves[::-1]).leaves]
    assert codes == sorted(codes)


def test_expert_number_that_stands_twice_is_refused() -> None:
    with pytest.raises(Malformed, match="expert-twice"):
        Pool.of([*library(), library()[0]], draw_id=DRAW, fresh=Fresh("pool"))


@pytest.mark.every
@pytest.mark.parametrize("salts", [(b"i" * 31, b"a" * 16), (b"i" * 32, b"a" * 15)])
def test_salt_of_another_length_is_refused(salts: tuple[bytes, bytes]) -> None:
    with pytest.raises(Malformed, match="leaf-of-another-make"):
        Pool([Leaf(library()[0], DRAW, *salts)])


def test_leaves_of_two_draws_do_not_make_a_pool() -> None:
    first, second = (salted(one, draw_id=bytes([n]) * 16, fresh=Fresh("x")) for n, one in enumerate(library()[:2]))
    with pytest.raises(Malformed, match="leaves-of-two-draws"):
        Pool([first, second])


def test_summary_counts_who_is_in_and_hides_small_reasons() -> None:
    made = pool()
    assert made.summary() == {"in_count": 9, "out_by_rule": {}, "root": made.root.hex(), "size": 10}
    assert len(made.drawable) == 9
    assert set(made.drawable) == {made.names[f"E{n:04}"] for n in range(9)}


def test_receipt_proves_a_place_in_the_pool_to_anyone() -> None:
    made = pool()
    for number, receipt in made.receipts(b"c" * 32).items():
        names = ("attr_salt", "attrs", "expert_no", "id_salt", "name")
        opened = {name: receipt[name] for name in names}
        leaf = leaf_from_opening(opened, draw_id=bytes.fromhex(receipt["draw_id"]))
        path = [bytes.fromhex(node) for node in receipt["path"]]
        verify_inclusion(leaf.data, path, index=receipt["index"], size=10, root=made.root)
        assert (leaf.code, receipt["code"]) == (made.names[number], made.names[number])
        assert receipt["context_hash"] == (b"c" * 32).hex()


def test_opening_gives_back_the_leaf() -> None:
    for leaf in pool().leaves:
        assert leaf_from_opening(leaf.opened(), draw_id=DRAW) == leaf


@pytest.mark.every
@pytest.mark.parametrize(
    "change",
    [
        {"name": "Rene\u0301"},
        {"attrs": {"bounds": ["B002", "B001"], "reason": None}},
        {"attrs": {"bounds": ["B001", "B001"], "reason": None}},
        {"attrs": {"bounds": []}},
        {"attrs": {"bounds": [], "reason": {"rule": "x"}}},
        {"attrs": {"bounds": ["B001"], "reason": {"rule": "x", "clause": "y"}}},
        {"id_salt": "00"},
        {"attr_salt": "AA" * 16},
        {"extra": 1},
    ],
)
def test_opening_in_any_other_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        leaf_from_opening({**pool().leaves[0].opened(), **change}, draw_id=DRAW)


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12)))
def test_folded_counts_cover_everybody_and_nobody_alone(counts: dict[str, int]) -> None:
    shown, total = folded(counts), sum(counts.values())
    assert all(count >= 5 for count in shown.values())
    assert sum(shown.values()) == (total if shown else 0)
    assert bool(shown) == (total >= 5)
    assert all(counts[rule] == count for rule, count in shown.items() if rule != "other")


def test_small_rest_takes_the_smallest_listed_rule_with_it() -> None:
    assert folded({"a": 9, "b": 6, "c": 1}) == {"a": 9, "other": 7}
    assert folded({"a": 9, "c": 5}) == {"a": 9, "c": 5}
    assert folded({"a": 2, "c": 2}) == {}


def test_bound_codes_say_nothing_about_the_order_of_labels() -> None:
    labels = [f"第{n}研究院" for n in range(40)]
    codes = bound_codes(labels, b"s" * 32)
    assert sorted(codes.values()) == [f"B{n:03}" for n in range(1, 41)]
    assert bound_codes(labels[::-1], b"s" * 32) == codes
    assert bound_codes(labels, b"t" * 32) != codes
    assert [codes[label] for label in labels] != sorted(codes.values())


def test_thousand_bounds_get_codes_of_one_width() -> None:
    codes = bound_codes([f"单位{n}" for n in range(1200)], b"s" * 32)
    assert {len(code) for code in codes.values()} == {5}


def test_attributes_are_canonical_json() -> None:
    assert canonical(library()[2].attrs()) == b'{"bounds":["B001","B002"],"reason":null}'
