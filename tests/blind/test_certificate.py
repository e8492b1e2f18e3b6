"""Both payloads of a certificate: what each tier opens, and what it keeps closed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blind.ceremony.document import document_hash
from blind.certificate import PUBLIC, RESTRICTED, payload, shown_groups, small_cells
from blind.certificate import document_hash as hash_of_envelope
from blind.dsse import Envelope
from blind.encoding import canonical, strict_parse
from blind.errors import Malformed
from blind.fairness import group_chances, likeliest_pair
from blind.ticket_table import Exchange, TicketTable
from tests.blind.make_certificates import FOLDER, PAGE, PLANS, draw, example, vectors, with_example

LOTTERIES = [name for name, plan in PLANS.items() if plan.method == "lottery"]


@pytest.mark.parametrize("name", PLANS)
def test_certificate_is_a_canonical_envelope_over_a_canonical_payload(name: str) -> None:
    for tier in (RESTRICTED, PUBLIC):
        data = draw(name).certificate(tier)
        envelope = Envelope.parse(data)
        assert canonical(strict_parse(envelope.payload)) == envelope.payload
        assert envelope.to_bytes() == data


@pytest.mark.parametrize("name", LOTTERIES)
def test_chances_are_those_the_solver_states(name: str) -> None:
    made = draw(name)
    assert made.lottery and made.table
    chances = dict(zip(made.table.groups, group_chances(made.table), strict=True))
    by_code = {code: chance for codes, chance in chances.items() for code in codes}
    assert by_code == {made.hashed.pool.names[person]: one for person, one in made.lottery.chances.items()}


@pytest.mark.parametrize("name", LOTTERIES)
def test_likeliest_pair_is_the_one_the_solver_states(name: str) -> None:
    made = draw(name)
    assert made.lottery and made.table
    often, alone = likeliest_pair(made.table)
    chance, independent = made.lottery.most_frequent_pair
    assert often == int(chance * 10**9)
    assert alone <= int(independent * 10**9)


def test_likeliest_pair_of_a_hidden_clique_stands_far_above_independence() -> None:
    people = [[f"{n:064x}"] for n in range(10)]
    rows = [[0, 1, 2 + n % 8] for n in range(8)] + [[2 + n % 8, 2 + (n + 1) % 8, 2 + (n + 2) % 8] for n in range(12)]
    table = TicketTable.of(people, rows, [], table_salt=bytes(32))
    often, alone = likeliest_pair(table)
    assert (Fraction(often, 10**9), Fraction(alone, 10**9)) == (Fraction(8, 20), Fraction(64, 400))


@given(
    sizes=st.lists(st.integers(1, 12), min_size=1, max_size=8),
    moving=st.sets(st.integers(0, 7)),
)
def test_groups_shown_leave_nobody_in_a_small_cell(sizes: list[int], moving: set[int]) -> None:
    moved = sorted(group for group in moving if group < len(sizes))
    number = iter(range(1000))
    groups = [[f"{next(number):064x}" for _ in range(size)] for size in sizes]
    blocks = tuple((group,) for group in moved)
    moves = [Exchange(blocks, ((0,),))] if len(moved) > 1 else []
    table = TicketTable.of(groups, [[0]], moves, table_salt=bytes(32))
    shown = shown_groups(table)
    rest = sum(sizes) - sum(len(table.groups[group]) for group in shown)
    assert all(len(table.groups[group]) >= 5 for group in shown)
    assert rest == 0 or rest >= 5 or not shown
    assert table.moving <= shown or not table.moving & shown


def test_small_cells_are_named_where_a_payload_has_any() -> None:
    content = payload(draw("twelve-people-drawn-on-one-computer").drawn, RESTRICTED)
    assert small_cells({**content, "context": {"pool": {"out_by_rule": {"recused": 1}}}}) == (
        *(f"table.groups[{at}]" for at, group in enumerate(content["table"]["groups"]) if len(group["codes"]) < 5),
        "out_by_rule.recused",
    )


def test_documents_are_named_as_the_ceremony_names_them() -> None:
    envelope = draw("three-parties").commits[0]
    data = Envelope.from_dict(envelope).payload
    assert hash_of_envelope(envelope) == document_hash("commit", data, algorithm="sha256")


def test_unknown_tier_is_refused() -> None:
    with pytest.raises(Malformed, match="unknown-tier"):
        payload(draw("three-parties").drawn, "secret")


def test_lottery_without_a_table_is_refused() -> None:
    with pytest.raises(Malformed, match="table-and-method"):
        replace(draw("three-parties").drawn, table=None)


def test_draw_without_a_round_is_refused() -> None:
    with pytest.raises(Malformed, match="no-round"):
        replace(draw("three-parties").drawn, rounds=())


def test_only_the_restricted_tier_carries_removals_and_refutations() -> None:
    made = draw("two-rounds-of-replacements")
    opened, closed = (payload(made.drawn, tier) for tier in (RESTRICTED, PUBLIC))
    assert [set(one["removals"] or ()) for one in closed["rounds"]] == [set(), {"document"}, {"document"}]
    assert [one["refutations"] for one in closed["rounds"]] == [None, None, None]
    assert [stem for stem in opened["log"] if stem not in closed["log"]] == ["removals-1", "removals-2"]
    assert [one["panel"] for one in opened["rounds"]] == [one["panel"] for one in closed["rounds"]]


def test_key_of_a_draw_nobody_vouches_for_stands_in_its_payload() -> None:
    made = draw("twelve-people-drawn-on-one-computer")
    content = payload(made.drawn, PUBLIC, signer=made.signer.verifier)
    assert content["signer"] == {"alg": "ed25519", "public": made.signer.verifier.public.hex()}
    assert payload(draw("three-parties").drawn, PUBLIC)["signer"] is None


def test_vectors_on_disk_are_what_their_maker_makes() -> None:
    made = vectors()
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*.json")}
    assert files == set(made)
    assert [name for name, data in made.items() if (FOLDER / name).read_bytes() != data] == []


def test_example_of_the_format_page_is_what_its_maker_makes() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_example(page) == page
    assert all(block in page for block in example().values())
