"""Problems: order never matters, every change of content shows in the digest, malformed questions are refused."""

from __future__ import annotations

import hashlib
import json
import pickle
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bounds import Bound
from solver.errors import BadProblem, SolverError
from solver.problem import Problem
from tests.solver.problems import explored, people, problems


def simple(**changed: Any) -> Problem:
    values: dict[str, Any] = {
        "candidates": ["c", "a", "b", "d"],
        "seats": 2,
        "bounds": [Bound("two", ["a", "b"], at_least=1), Bound("one", ["c"], at_most=1)],
        "never_together": [("c", "a")],
        "seated": ["d"],
    }
    return Problem(**{**values, **changed})


@pytest.mark.every
@pytest.mark.parametrize(
    ("changed", "code", "facts"),
    [
        ({"seats": 0}, "seats-not-positive", {"seats": 0}),
        ({"seats": -3}, "seats-not-positive", {"seats": -3}),
        ({"seats": True}, "seats-not-positive", {"seats": True}),
        ({"seats": 2.0}, "seats-not-positive", {"seats": 2.0}),
        ({"seats": "2"}, "seats-not-positive", {"seats": "2"}),
        ({"seats": None}, "seats-not-positive", {"seats": None}),
        ({"candidates": ["a", "b", "c", "d", "a"]}, "candidate-twice", {"found": "a"}),
        ({"candidates": ["a", "b", "c", "d", ""]}, "id-not-text", {"found": "''"}),
        (
            {"bounds": [Bound("x", ["a"]), Bound("x", ["b"])]},
            "label-twice",
            {"found": "x"},
        ),
        (
            {"bounds": [Bound("x", ["a"], at_least=2, at_most=1)]},
            "bound-upside-down",
            {"label": "x", "at_least": 2, "at_most": 1},
        ),
        (
            {"bounds": [Bound("x", ["a", *"zyxwvu"])]},
            "not-a-candidate",
            {"label": "x", "found": ["u", "v", "w", "x", "y"], "count": 6},
        ),
        (
            {"never_together": [("a", "z")]},
            "not-a-candidate",
            {"label": "a × z", "found": ["z"], "count": 1},
        ),
        ({"seated": ["d", "z"]}, "not-a-candidate", {"label": "seated", "found": ["z"], "count": 1}),
        ({"never_together": [("a", "a")]}, "pair-with-oneself", {"found": "a"}),
        ({"never_together": [("a", "b", "c")]}, "pair-not-two", {"found": ("a", "b", "c")}),
        ({"never_together": [("a",)]}, "pair-not-two", {"found": ("a",)}),
        ({"never_together": ["ab"]}, "pair-not-two", {"found": "ab"}),
    ],
)
def test_malformed_question_is_refused_with_code_and_facts(
    changed: dict[str, Any], code: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(BadProblem) as caught:
        simple(**changed)
    assert (caught.value.code, caught.value.facts) == (code, facts)
    assert isinstance(caught.value, SolverError)
    assert str(caught.value).startswith(f"{code}: ")


@pytest.mark.every
@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"bounds": [Bound("a × c", ["b"], at_most=0)]}, "a × c"),
        ({"bounds": [Bound("d = 1", ["b"], at_most=0)]}, "d = 1"),
        (
            {
                "candidates": ["a", "a × b", "b × c", "c"],
                "bounds": [],
                "never_together": [("a", "b × c"), ("a × b", "c")],
                "seated": [],
            },
            "a × b × c",
        ),
    ],
)
def test_label_that_reads_like_a_pair_or_a_stay_is_refused(changed: dict[str, Any], label: str) -> None:
    with pytest.raises(BadProblem) as caught:
        simple(**changed)
    assert (caught.value.code, caught.value.facts) == ("label-twice", {"found": label})


@pytest.mark.every
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"candidates": "abcd"}, "ids-as-one-text"),
        ({"seated": "d"}, "ids-as-one-text"),
        ({"candidates": ["a", "b", "c", "d", 5]}, "id-not-text"),
        ({"candidates": ["a", "b", "c", "d", None]}, "id-not-text"),
        ({"candidates": ["a", "b", "c", "d", "\ud800"]}, "id-not-text"),
        ({"never_together": [("a", 5)]}, "id-not-text"),
        ({"bounds": [Bound("", ["a"])]}, "id-not-text"),
        ({"bounds": [Bound(3, ["a"]), Bound("x", ["a"])]}, "id-not-text"),
        ({"seated": ["d", 5]}, "id-not-text"),
        ({"bounds": [Bound("x", ["a", 5])]}, "not-a-candidate"),
    ],
)
def test_names_that_are_no_text_are_refused(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(BadProblem) as caught:
        simple(**changed)
    assert caught.value.code == code


@given(problems(), st.randoms(use_true_random=False))
@explored(60)
def test_order_in_which_a_question_is_given_does_not_matter(problem: Problem, shuffler: random.Random) -> None:
    def shuffled(items: Any) -> list[Any]:
        return shuffler.sample(list(items), len(items))

    again = Problem(
        shuffled(problem.candidates),
        problem.seats,
        [Bound(b.label, shuffled(sorted(b.members)), b.at_least, b.at_most) for b in shuffled(problem.bounds)],
        [tuple(shuffled(pair)) for pair in shuffled(problem.never_together)],
        shuffled(sorted(problem.seated)),
    )
    assert again == problem
    assert again.digest() == problem.digest()


CHANGES: dict[str, dict[str, Any]] = {
    "candidate more": {"candidates": ["c", "a", "b", "d", "e"]},
    "seat more": {"seats": 3},
    "bound fewer": {"bounds": [Bound("two", ["a", "b"], at_least=1)]},
    "member fewer": {"bounds": [Bound("two", ["a"], at_least=1), Bound("one", ["c"], at_most=1)]},
    "lower end": {"bounds": [Bound("two", ["a", "b"]), Bound("one", ["c"], at_most=1)]},
    "upper end": {"bounds": [Bound("two", ["a", "b"], at_least=1), Bound("one", ["c"], at_most=0)]},
    "no upper end": {"bounds": [Bound("two", ["a", "b"], at_least=1), Bound("one", ["c"])]},
    "other label": {"bounds": [Bound("two", ["a", "b"], at_least=1), Bound("One", ["c"], at_most=1)]},
    "other pair": {"never_together": [("c", "b")]},
    "no pair": {"never_together": []},
    "nobody stays": {"seated": []},
}


def test_every_change_of_content_changes_the_digest() -> None:
    digests = [simple().digest(), *(simple(**changed).digest() for changed in CHANGES.values())]
    assert len(set(digests)) == len(CHANGES) + 1


def test_canonical_form_is_sorted_json_and_the_digest_its_sha256() -> None:
    question = simple()
    assert json.loads(question.canonical()) == {
        "bounds": [["one", ["c"], 0, 1], ["two", ["a", "b"], 1, None]],
        "candidates": ["a", "b", "c", "d"],
        "never_together": [["a", "c"]],
        "seated": ["d"],
        "seats": 2,
    }
    assert question.digest() == hashlib.sha256(question.canonical()).digest()


def test_ids_that_only_look_alike_once_joined_keep_problems_apart() -> None:
    first = Problem(['a","b'], 1)
    second = Problem(["a", "b"], 1)
    assert first.digest() != second.digest()


def test_same_pair_in_either_order_counts_once() -> None:
    assert simple(never_together=[("c", "a"), ("a", "c"), ["c", "a"]]) == simple()


def test_pairs_and_people_who_stay_read_as_bounds() -> None:
    found = {(tuple(sorted(b.members)), b.at_least, b.at_most) for b in simple().all_bounds}
    assert found == {(("a", "b"), 1, None), (("c",), 0, 1), (("a", "c"), 0, 1), (("d",), 1, None)}


def test_iterators_are_read_once_and_kept() -> None:
    assert simple(candidates=iter("abcd"), seated=iter("d"), never_together=iter([("a", "c")])) == simple()


def test_pickled_problem_is_the_same_problem() -> None:
    assert pickle.loads(pickle.dumps(simple())) == simple()  # noqa: S301  # our own bytes of a moment ago


@pytest.mark.parametrize("label", ['"', "\\", "五分之一以上", "🀄", "'; DROP", "a\nb", " "])
def test_label_may_be_any_text(label: str) -> None:
    question = Problem(people(3), 1, [Bound(label, people(2), at_most=0)])
    assert json.loads(question.canonical())["bounds"] == [[label, people(2), 0, 0]]
