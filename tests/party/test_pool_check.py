"""The opened pool against the filed library: whatever the office changed on either side is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from blind.ceremony import names
from blind.ceremony.context import Context, Pool, Table
from blind.pool_leaves import Leaf, Person, Reason
from blind.pool_leaves import Pool as Leaves
from expertpool.party.pool_check import PoolReport, check_pool
from expertpool.party.pool_opening import PoolOpening
from expertpool.party.rules_digest import rules_digest
from expertpool.rules.stack import load_packs
from tests.blind.ceremony.hall import HRSS, secret
from tests.party.town import COMMITTEE, Ceremony, Town, library_rows, read_library


def codes(report: PoolReport) -> list[str]:
    return [one.code for one in report.differences]


def check(ceremony: Ceremony, leaves: list[Leaf] | None = None, context: Context | None = None, **given: Any) -> Any:
    """Check an opened pool whose context was made for exactly these leaves, as a cheating office would make it."""
    draw = ceremony.draw
    shown = list(draw.pool.leaves) if leaves is None else leaves
    opening = PoolOpening(
        ctx=ceremony.context.ctx,
        committee=given.pop("committee", draw.committee_text),
        packs=(),
        draw_day=draw.question.draw_day,
        table_salt=draw.table_salt,
        leaves=tuple(leaf.opened() for leaf in shown),
    )
    return check_pool(context or ceremony.context, opening, read_library(ceremony.town.library), **given)


def honest_about(ceremony: Ceremony, leaves: list[Leaf]) -> Context:
    """The context that fits these leaves."""
    return replace(ceremony.context, pool=Pool.from_dict(Leaves(leaves).summary()))


@pytest.fixture
def ceremony(town: Town) -> Ceremony:
    return town.ceremony(tickets=1000)


def test_honest_pool_passes(ceremony: Ceremony) -> None:
    report = check(ceremony)
    assert (report.passed, report.people, report.drawable) == (True, 30, 27)


def test_library_rows_may_stand_in_any_order(ceremony: Ceremony) -> None:
    ceremony.town.write_library(library_rows()[::-1])
    assert check(ceremony).passed


def leaf_of(ceremony: Ceremony, number: str) -> Leaf:
    return next(leaf for leaf in ceremony.draw.pool.leaves if leaf.person.expert_no == number)


def swapped(ceremony: Ceremony, number: str, **changed: Any) -> list[Leaf]:
    """The leaves with one person changed."""
    old = leaf_of(ceremony, number)
    new = replace(old, person=replace(old.person, **changed))
    return [new if leaf is old else leaf for leaf in ceremony.draw.pool.leaves]


def test_d4_a_ghost_is_found(ceremony: Ceremony) -> None:
    ghost = Leaf(Person(expert_no="E9999", name="无此人"), ceremony.draw.draw_id, bytes(32), bytes(16))
    leaves = [*ceremony.draw.pool.leaves, ghost]
    report = check(ceremony, leaves, honest_about(ceremony, leaves))
    assert report.differences[0].facts == {"expert": "E9999", "name": "无此人"}
    assert codes(report) == ["ghost", "size", "root", "counts"]


def test_d4_a_double_is_found(ceremony: Ceremony) -> None:
    twin = replace(leaf_of(ceremony, "E0005"), id_salt=secret("twin"))
    leaves = [*ceremony.draw.pool.leaves, twin]
    assert codes(check(ceremony, leaves))[0] == "double"


def test_d4_a_person_left_away_is_found(ceremony: Ceremony) -> None:
    leaves = [leaf for leaf in ceremony.draw.pool.leaves if leaf.person.expert_no != "E0007"]
    report = check(ceremony, leaves, honest_about(ceremony, leaves))
    assert (codes(report)[0], report.differences[0].facts["expert"]) == ("missing", "E0007")


def test_d4_a_person_left_out_without_a_rule_is_found(ceremony: Ceremony) -> None:
    leaves = swapped(ceremony, "E0007", bounds=(), reason=Reason("not-dishonest", "某条"))
    report = check(ceremony, leaves, honest_about(ceremony, leaves))
    assert (codes(report)[0], report.differences[0].facts) == (
        "out-unjustified",
        {"expert": "E0007", "rule": "not-dishonest"},
    )


def test_d4_a_person_let_in_against_a_rule_is_found(ceremony: Ceremony) -> None:
    leaves = swapped(ceremony, "E0001", reason=None)
    assert codes(check(ceremony, leaves, honest_about(ceremony, leaves)))[0] == "in-unjustified"


def test_d25_a_false_reason_for_leaving_out_is_found(ceremony: Ceremony) -> None:
    leaves = swapped(ceremony, "E0001", reason=Reason("in-pool", "某条"))
    assert codes(check(ceremony, leaves, honest_about(ceremony, leaves)))[0] == "other-reason"


def test_a_person_counted_by_another_bound_is_found_with_its_words(ceremony: Ceremony) -> None:
    person = leaf_of(ceremony, "E0007").person
    leaves = swapped(ceremony, "E0007", bounds=person.bounds[1:])
    report = check(ceremony, leaves, honest_about(ceremony, leaves))
    labels = {code: label for label, code in ceremony.draw.codes.items()}
    assert report.differences[0].facts == {"expert": "E0007", "bounds": labels[person.bounds[0]]}


def test_another_name_under_a_number_is_found(ceremony: Ceremony) -> None:
    leaves = swapped(ceremony, "E0007", name="别人")
    assert codes(check(ceremony, leaves, honest_about(ceremony, leaves)))[0] == "name"


CONTEXTS: list[tuple[str, Callable[[Context], Context]]] = [
    ("root", lambda one: replace(one, pool=replace(one.pool, root=secret("root")))),
    ("rules", lambda one: replace(one, rules_sha256=secret("milder rules"))),
    ("bounds", lambda one: replace(one, bounds_root=secret("milder bounds"))),
    ("library", lambda one: replace(one, library_sha256=secret("other library"))),
    ("scope", lambda one: replace(one, seats=9)),
    ("scope", lambda one: replace(one, reserves=2)),
    ("scope", lambda one: replace(one, scope=replace(one.scope, committee="别的评委会"))),
    ("scope", lambda one: replace(one, scope=replace(one.scope, level="正高级"))),
    ("table-seed", lambda one: replace(one, tickets=10_000)),
    (
        "table-seed",
        lambda one: replace(one, table=Table(secret("seed"), bytes(32), bytes(32), bytes(32))),
    ),
]


@pytest.mark.parametrize(("finding", "change"), CONTEXTS)
def test_context_that_does_not_follow_from_library_and_rules_is_found(
    ceremony: Ceremony, finding: str, change: Callable[[Context], Context]
) -> None:
    assert codes(check(ceremony, context=change(ceremony.context))) == [finding]


def test_counts_left_out_by_rule_are_compared(town: Town) -> None:
    rows = library_rows()
    for row in rows[3:9]:
        row["integrity"] = "失信"
    town.write_library(rows)
    crowd = town.ceremony()
    (rule, count), *rest = crowd.context.pool.out_by_rule.items()
    assert (count, rest) == (9, [])
    shifted = replace(crowd.context.pool, out_by_rule={f"{rule}-x": count})
    assert codes(check(crowd, context=replace(crowd.context, pool=shifted))) == ["counts"]


def test_committee_file_that_differs_from_the_partys_own_copy_is_found(ceremony: Ceremony) -> None:
    assert check(ceremony, committee_text=COMMITTEE).passed
    own = COMMITTEE.replace("max_per_employer = 3", "max_per_employer = 2")
    report = check(ceremony, committee_text=own)
    assert [one.facts for one in report.differences] == [{"field": "max_per_employer"}]


def test_rules_digest_moves_with_the_rules_and_with_nothing_else() -> None:
    every = load_packs(None, on=date(2025, 8, 15))
    assert rules_digest(every) == rules_digest(load_packs(None, on=date(2025, 8, 16)))
    assert rules_digest(every) != rules_digest(load_packs(["national"], on=date(2025, 8, 15)))


def test_rules_digest_moves_with_a_single_number() -> None:
    every = load_packs(None, on=date(2025, 8, 15))
    third = Fraction(1, 3)
    found = [(pack, rule) for pack in every.packs for rule in pack.rules if getattr(rule.check, "at_least", 0) == third]
    pack, rule = found[0]
    milder = replace(rule, check=replace(rule.check, at_least=Fraction(1, 4)))
    rules = tuple(milder if one is rule else one for one in pack.rules)
    packs = tuple(replace(pack, rules=rules) if one is pack else one for one in every.packs)
    assert rules_digest(replace(every, packs=packs)) != rules_digest(every)


def test_party_commits_only_for_the_context_it_checked(town: Town) -> None:
    checked, other = town.ceremony(), town.ceremony("other", versions={})
    assert town.party(HRSS, "check-pool", checked.folder, "--library", town.library).code == 0
    refused = town.party(HRSS, "commit", other.folder)
    assert (refused.code, refused.json["error"]["code"]) == (2, "party.not_checked")
    assert not (other.folder / names.commitment(HRSS)).exists()


def test_check_that_failed_allows_no_commitment(town: Town) -> None:
    ceremony = town.ceremony()
    rows = library_rows()
    rows[9]["name"] = "另一人"
    town.write_library(rows)
    failed = town.party(HRSS, "check-pool", ceremony.folder, "--library", town.library)
    assert (failed.code, [one["code"] for one in failed.json["differences"]]) == (5, ["name", "root", "library"])
    assert town.party(HRSS, "commit", ceremony.folder).json["error"]["code"] == "party.not_checked"
