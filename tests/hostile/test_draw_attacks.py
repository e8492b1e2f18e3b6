"""Attacks D4-D9, D13-D19 and D21-D25 on a draw, as a reader of its certificate meets them; both verifiers."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from blind.certificate import PUBLIC, small_cells
from tests.blind.draw_attacks import ATTACKS, Attack
from tests.blind.make_certificates import LEFT_OUT, PLANS, Draw, contents, draw, name_of
from tests.blind.second_verifier import Answer, Case, first_answer, second_answers


@pytest.fixture(scope="module")
def second() -> dict[str, Answer]:
    """What the second verifier says to each attack."""
    return dict(zip(ATTACKS, second_answers([attack.make() for attack in ATTACKS.values()]), strict=True))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_attack_is_found_by_the_first_verifier(attack: Attack) -> None:
    answer = first_answer(attack.make())
    assert (answer.exit, answer.checks) == (attack.exit, (attack.check,)), f"by {attack.by}, seen by {attack.seen}"


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_attack_is_found_by_the_second_verifier(attack: Attack, second: dict[str, Answer]) -> None:
    assert second[attack.name] == Answer(attack.exit, (attack.check,))


@pytest.mark.parametrize("story", ["D4", "D5", "D6", "D7", "D8", "D9", "D13", "D14", "D15", "D16", "D17", "D19"])
def test_each_attack_of_the_first_half_is_tried(story: str) -> None:
    assert [name for name in ATTACKS if name.split()[0] == story]


@pytest.mark.parametrize("story", ["D21", "D22", "D23", "D24", "D25", "R1", "R2", "R7"])
def test_each_attack_of_the_second_half_is_tried(story: str) -> None:
    assert [name for name in ATTACKS if name.split()[0] == story]


def test_attacker_of_d24_would_pass_without_the_witness_s_log() -> None:
    case = ATTACKS["D24 second seal for another purpose left off the list"].make()
    assert first_answer(replace(case, log=None)).exit == 0


def test_attacker_of_d8_has_done_nothing_before_he_changes_the_panel() -> None:
    assert first_answer(Case(draw("three-parties").certificate())).exit == 0


@pytest.mark.parametrize("name", ["three-parties", "factories-and-relatives-exchanged", "relatives-in-the-queue"])
def test_d18_shuffled_input_gives_the_same_certificate(name: str) -> None:
    plan = PLANS[name]
    cast = plan.cast
    shuffled = replace(
        cast, people=cast.people[::-1], bounds=cast.bounds[::-1], pairs=tuple((b, a) for a, b in cast.pairs[::-1])
    )
    assert Draw(replace(plan, cast=shuffled)).certificate() == draw(name).certificate()


PUBLIC_STORIES = [name for name in PLANS if name != "ring-that-whole-panels-cannot-carry"]


@pytest.mark.parametrize("name", PUBLIC_STORIES)
def test_d21_public_file_holds_no_name_number_label_or_salt_of_a_person(name: str) -> None:
    made = draw(name)
    text = json.dumps(contents(made.certificate(PUBLIC)), ensure_ascii=False)
    people = [*made.plan.cast.people, *made.plan.cast.out]
    secrets = [*people, *map(name_of, people)]
    secrets += [leaf.id_salt.hex() for leaf in made.hashed.pool.leaves]
    secrets += [leaf.attr_salt.hex() for leaf in made.hashed.pool.leaves]
    secrets += [made.hashed.bounds.table_salt.hex(), *(bound.label for bound in made.hashed.bounds.bounds)]
    assert [one for one in secrets if one in text] == []
    assert [one for one in secrets[: len(people)] if one not in contents_of_restricted(made)] == []


def contents_of_restricted(made: Draw) -> str:
    return json.dumps(contents(made.certificate()), ensure_ascii=False)


@pytest.mark.parametrize("name", PUBLIC_STORIES)
def test_d21_public_file_covers_nobody_in_a_cell_under_five(name: str) -> None:
    content = contents(draw(name).certificate(PUBLIC))
    assert small_cells(content) == ()
    assert cells(content) == []


def cells(content: dict[str, object]) -> list[int]:
    """Sizes under five of every list of codes, and of every count of people, wherever it stands; the panel apart."""
    found: list[int] = []

    def look(value: object, path: str) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                look(one, f"{path}.{key}")
        elif isinstance(value, list):
            codes = [one for one in value if isinstance(one, str) and re.fullmatch("[0-9a-f]{64}", one)]
            if codes and "groups" in path and len(codes) < 5:
                found.append(len(codes))
            for one in value:
                look(one, path)
        elif isinstance(value, int) and "out_by_rule" in path and value < 5:
            found.append(value)

    look(content, "")
    return found


def test_d21_reasons_and_removals_stay_out_of_the_public_file() -> None:
    text = json.dumps(contents(draw("two-rounds-of-replacements").certificate(PUBLIC)), ensure_ascii=False)
    rules = {rule for rule, _ in LEFT_OUT.values()} - {"three-years"}
    assert [word for word in (*rules, "evidence", '"reason": ') if word in text] == []


def test_d22_level_and_tier_stand_in_every_verdict() -> None:
    for name, plan in PLANS.items():
        for tier in ("restricted", "public"):
            lines = first_answer(Case(draw(name).certificate(tier))).lines[1]
            assert f"assurance {plan.assurance}" in lines[0]
            assert f"{tier} tier" in lines[0]
