"""Attacks on a draw and its keys as a reader of the certificate meets them, by their numbers.

The attacks themselves stand in ``tests/blind/draw_attacks.py``: who makes each with what means, and who finds it.
Each is a vector too, on which ``tests/blind/test_verify_page.py`` asks the second verifier.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from ortools.sat.python import cp_model

from blind.ceremony.reveal import Reveal
from blind.ceremony.rounds import Removals
from blind.certificate import PUBLIC, small_cells
from solver import NoPanel, Problem
from solver.queue import queue_panel
from tests.blind.draw_attacks import ATTACKS, Attack
from tests.blind.make_certificates import LEFT_OUT, PLANS, Draw, contents, draw, name_of
from tests.blind.second_verifier import Answer, Case, first_answer
from tests.solver.oracle import chi_square_z, first_in_order
from tests.solver.problems import random_problem
from tests.solver.test_queue import queue_order

NUMBERS = sorted({name.split()[0] for name in ATTACKS}, key=lambda number: (number[0], int(number[1:])))


def found_by_the_verifier(number: str) -> Callable[..., None]:
    """The test of all attacks of a number."""
    attacks = {name: attack for name, attack in ATTACKS.items() if name.split()[0] == number}

    @pytest.mark.parametrize("attack", attacks.values(), ids=attacks)
    def found(attack: Attack) -> None:
        expected = Answer(attack.exit, (attack.check,))
        assert first_answer(attack.make()) == expected, f"by {attack.by}, seen by {attack.seen}"

    return found


for _number in NUMBERS:
    globals()[f"test_{_number.lower()}_is_found"] = found_by_the_verifier(_number)


def test_every_attack_that_can_be_made_on_a_certificate_is_tried() -> None:
    draws = [*range(1, 18), 19, *range(21, 26)]
    assert [*(f"D{number}" for number in draws), "K1", "R1", "R2", "R6", "R7"] == NUMBERS


def test_attacks_name_who_makes_and_who_finds_them() -> None:
    assert [name for name, attack in ATTACKS.items() if not (attack.by and attack.seen and attack.exit in {5, 6})] == []


def test_attacker_of_d3_would_pass_without_the_witness_s_log() -> None:
    case = ATTACKS["D3 rerun by all parties that hides the first seal"].make()
    assert first_answer(replace(case, log=None)).exit == 0


def test_d11_secret_from_the_escrow_gives_the_seed_its_party_would_have_given() -> None:
    own, opened = (Draw(replace(PLANS["secret-opened-from-escrow"], escrow=party)) for party in (None, "inspector"))
    assert opened.rounds[0].seed == own.rounds[0].seed
    answer = first_answer(Case(opened.certificate()))
    assert (answer.exit, answer.lines[0][-2].strip()) == (0, "由托管开启 inspector")


def test_d12_two_parties_who_know_the_third_s_secret_early_change_no_seed() -> None:
    """Office and HRSS know what the inspector will open, and try secrets of their own until a friend sits."""
    honest = draw("three-parties")
    friend = next(code for code in honest.hashed.pool.drawable if code not in honest.rounds[0].panel)

    class Wishing(Draw):
        trial = 0

        def _reveals(self, number: int, dice: Any, removed: Removals | None) -> list[Reveal]:
            found = super()._reveals(number, dice, removed)
            wished = hashlib.sha256(b"trial %d" % self.trial).digest()
            return [replace(one, z=wished) if one.party != "inspector" else one for one in found]

    for trial in range(200):
        Wishing.trial = trial
        wished = Wishing(PLANS["three-parties"])
        if friend in wished.rounds[0].panel:
            break
    assert friend in wished.rounds[0].panel
    stolen, opened = (one.rounds[0].reveals[1]["payload"] for one in (wished, honest))
    assert json.loads(base64.b64decode(stolen))["z"] == json.loads(base64.b64decode(opened))["z"]
    for tier in (PUBLIC, "restricted"):
        assert first_answer(Case(wished.certificate(tier))) == Answer(5, ("reveal",))


def test_k5_draw_with_one_lost_machine_is_proven_and_says_so() -> None:
    answer = first_answer(Case(draw("secret-opened-from-escrow").certificate(PUBLIC)))
    assert (answer.exit, answer.checks) == (0, ())
    assert [line.strip() for line in answer.lines[1] if "escrow" in line] == ["opened from escrow: inspector"]


def test_r5_certificate_shown_again_after_a_later_round_is_marked_by_the_witness_s_log() -> None:
    made = draw("two-rounds-of-replacements")
    first = Draw(replace(made.plan, removals=()))
    assert made.ledger.jsonl().startswith(first.ledger.jsonl())
    answer = first_answer(Case(first.certificate(), log=made.ledger.jsonl()))
    assert answer.exit == 0
    assert [line.strip() for line in answer.lines[1] if "later entries" in line] == [
        "the ledger has later entries of this committee and year: draw:removals:listed, draw:result:recorded"
    ]
    newest = first_answer(Case(made.certificate(), log=made.ledger.jsonl()))
    assert [line for line in newest.lines[1] if "later entries" in line] == []


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


def queue_or_none(problem: Problem, seed: bytes) -> list[str] | None:
    try:
        return list(queue_panel(problem, seed).panel)
    except NoPanel:
        return None


class EightWorkers(cp_model.CpSolver):
    """A solver of another build: whatever it is told, it searches by eight workers and from another seed."""

    def solve(self, model: cp_model.CpModel, *more: Any) -> Any:
        self.parameters.num_workers, self.parameters.random_seed = 8, 4242
        return super().solve(model, *more)


@pytest.mark.parametrize("number", range(24))
def test_d18_queue_seats_whom_no_solver_and_whom_eight_workers_seat(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The panel is the first in the order of lots, by definition: a solver only finds it, whatever its version."""
    problem, seed = random_problem(number), number.to_bytes(32, "big")
    mixed = Problem(problem.candidates[::-1], problem.seats, problem.bounds[::-1], problem.never_together[::-1])
    assert queue_or_none(replace(mixed, seated=problem.seated), seed) == first_in_order(
        problem, queue_order(problem, seed)
    )
    found = queue_or_none(problem, seed)
    assert found == first_in_order(problem, queue_order(problem, seed))
    monkeypatch.setattr(cp_model, "CpSolver", EightWorkers)
    assert queue_or_none(problem, seed) == found


SEEDS = 4_000


def even(counts: Counter[str], people: list[str]) -> float:
    """How far above chance the seats of people whom no rule tells apart are from even (standard deviations)."""
    share = sum(counts[one] for one in people) / len(people)
    return chi_square_z(sum((counts[one] - share) ** 2 / share for one in people), len(people) - 1)


@pytest.mark.parametrize("seeds", [SEEDS, pytest.param(20_000, marks=pytest.mark.full)])
def test_d20_people_whom_no_rule_tells_apart_are_drawn_alike_wherever_they_stand_in_the_list(seeds: int) -> None:
    made = draw("three-parties")
    assert made.lottery and made.table
    drawn = Counter(
        person
        for number in range(seeds)
        for person in made.lottery.draw(hashlib.sha256(str(number).encode()).digest(), made.hashed.pool.names)
    )
    people_of = {code: person for person, code in made.hashed.pool.names.items()}
    for codes in made.table.groups:
        people = sorted(people_of[code] for code in codes)
        assert even(drawn, people) < 4
        half = len(people) // 2
        first, last = sum(drawn[one] for one in people[:half]), sum(drawn[one] for one in people[-half:])
        assert abs(first - last) < 4 * (first + last) ** 0.5


@pytest.mark.parametrize("seeds", [200, pytest.param(20_000, marks=pytest.mark.full)])
def test_d20_queue_draws_people_alike_too(seeds: int) -> None:
    problem = draw("queue-drawn-on-one-computer").plan.cast.problem
    drawn = Counter(
        person
        for number in range(seeds)
        for person in queue_panel(problem, hashlib.sha256(b"queue %d" % number).digest()).panel
    )
    groups = (problem.candidates[:5], problem.candidates[7:10], (*problem.candidates[5:7], *problem.candidates[10:]))
    assert [even(drawn, list(people)) < 4 for people in groups] == [True] * 3
    for people in groups:
        half = len(people) // 2
        first, last = sum(drawn[one] for one in people[:half]), sum(drawn[one] for one in people[-half:])
        assert abs(first - last) < 4 * (first + last) ** 0.5


PUBLIC_STORIES = [name for name in PLANS if name != "ring-that-whole-panels-cannot-carry"]


def all_of(value: Any) -> Iterator[str]:
    """Every text of a payload, those inside enclosed documents and the trust file too."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            if key == "payload":
                yield from all_of(json.loads(base64.b64decode(one)))
            else:
                yield from all_of(json.loads(one) if key == "trust" and one else one)
    elif isinstance(value, list):
        for one in value:
            yield from all_of(one)
    else:
        yield str(value)


@pytest.mark.parametrize("name", PUBLIC_STORIES)
def test_d21_public_file_holds_no_name_number_label_or_salt_of_a_person(name: str) -> None:
    made = draw(name)
    text, opened = ("\n".join(all_of(contents(made.certificate(tier)))) for tier in (PUBLIC, "restricted"))
    people = [*made.plan.cast.people, *made.plan.cast.out]
    secrets = [*people, *map(name_of, people)]
    secrets += [leaf.id_salt.hex() for leaf in made.hashed.pool.leaves]
    secrets += [leaf.attr_salt.hex() for leaf in made.hashed.pool.leaves]
    secrets += [made.hashed.bounds.table_salt.hex(), *(bound.label for bound in made.hashed.bounds.bounds)]
    assert [one for one in secrets if one in text] == []
    never_shown = {made.hashed.bounds.table_salt.hex()}
    assert {one for one in secrets if one not in opened} == never_shown


@pytest.mark.parametrize("name", PUBLIC_STORIES)
def test_d21_public_file_holds_nothing_like_a_phone_an_e_mail_or_an_identity_number(name: str) -> None:
    texts = [one for one in all_of(contents(draw(name).certificate(PUBLIC))) if not re.fullmatch("[0-9a-f]{32,}", one)]
    like = {"phone": r"(?<!\d)1[3-9]\d{9}(?!\d)", "e-mail": r"\w@\w", "identity": r"(?<![\dA-Za-z])\d{17}[\dX](?!\d)"}
    found = [(what, one) for one in texts for what, form in like.items() if re.search(form, one)]
    assert found == []


@pytest.mark.parametrize("name", PUBLIC_STORIES)
def test_d21_public_file_covers_nobody_in_a_cell_under_five(name: str) -> None:
    content = contents(draw(name).certificate(PUBLIC))
    assert small_cells(content) == ()
    assert [size for size in cells(content) if 0 < size < 5] == []


def cells(content: dict[str, Any]) -> Iterator[int]:
    """Sizes of all sets of people that a public payload sets apart, and of what each leaves over.

    The pool by drawable or not; people left out by rule, and the rest; groups shown, one by one, and the drawable
    people outside all of them.
    """
    pool = content["context"]["pool"]
    yield pool["in_count"]
    if pool["out_by_rule"]:
        yield from pool["out_by_rule"].values()
        yield pool["size"] - pool["in_count"] - sum(pool["out_by_rule"].values())
    shown = [len(group["codes"]) for group in (content["table"] or {"groups": []})["groups"] if "codes" in group]
    yield from shown
    if shown:
        yield pool["in_count"] - sum(shown)


@pytest.mark.parametrize("name", PUBLIC_STORIES)
def test_d21_public_file_names_no_code_outside_groups_shown_and_panels(name: str) -> None:
    made = draw(name)
    content = contents(made.certificate(PUBLIC))
    drawn = {code for one in made.rounds for code in (*one.panel, *one.reserves)}
    named = set(all_of({**content, "table": None})) & {leaf.code for leaf in made.hashed.pool.leaves}
    assert named == drawn


@pytest.mark.parametrize("name", PUBLIC_STORIES)
def test_d21_bounds_over_fewer_than_five_people_are_hidden_in_public(name: str) -> None:
    made = draw(name)
    open_codes = {one["code"] for one in contents(made.certificate(PUBLIC))["bounds"] if "code" in one}
    small = {bound.code for bound in made.hashed.bounds.bounds if len(bound.members) < 5}
    assert open_codes & small == set()
    assert open_codes | small == {bound.code for bound in made.hashed.bounds.bounds}


def test_d21_reasons_and_removals_stay_out_of_the_public_file() -> None:
    text = json.dumps(contents(draw("two-rounds-of-replacements").certificate(PUBLIC)), ensure_ascii=False)
    rules = {rule for rule, _ in LEFT_OUT.values()} - {"three-years"}
    assert [word for word in (*rules, "evidence", '"reason": ') if word in text] == []


ONE_OF_EACH_LEVEL = {plan.assurance: name for name, plan in reversed(PLANS.items())}


@pytest.mark.parametrize(
    "name",
    [name if name in ONE_OF_EACH_LEVEL.values() else pytest.param(name, marks=pytest.mark.full) for name in PLANS],
)
def test_d22_level_and_tier_stand_in_every_verdict(name: str) -> None:
    for tier in ("restricted", "public"):
        lines = first_answer(Case(draw(name).certificate(tier))).lines[1]
        assert f"assurance {PLANS[name].assurance}" in lines[0]
        assert f"{tier} tier" in lines[0]
