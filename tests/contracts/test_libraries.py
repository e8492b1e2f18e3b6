"""The cores as a stranger calls them: plain values in, plain values out, and errors that name the cause."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from solver import BadProblem, Bound, NoPanel, Problem, prepare_lottery

PEOPLE = [f"p{at}" for at in range(10)]


def prepared(*, tickets: Any = 100, context: Any = b"c", **asked: Any) -> Any:
    return prepare_lottery(Problem(**{"candidates": PEOPLE, "seats": 3, **asked}), tickets=tickets, context=context)


def bound(**changed: Any) -> Callable[[], list[Bound]]:
    return lambda: [Bound(**{"label": "b", "members": PEOPLE[:2], "at_least": 0, "at_most": 3, **changed})]


WRONG: dict[str, dict[str, Any]] = {
    "candidate-twice": {"candidates": [*PEOPLE, "p0"]},
    "id-not-text": {"candidates": [1, 2, 3]},
    "ids-as-one-text": {"candidates": "abc"},
    "seats-not-positive": {"seats": 0},
    "not-a-candidate": {"bounds": bound(members=["stranger"])},
    "members-text": {"bounds": bound(members="p0")},
    "bound-upside-down": {"bounds": bound(at_least=3, at_most=1)},
    "bound-not-whole": {"bounds": bound(at_least=0.5)},
    "bound-negative": {"bounds": bound(at_least=-1)},
    "not-a-bound": {"bounds": [("b", PEOPLE)]},
    "label-twice": {"bounds": lambda: bound()() + bound()()},
    "pair-with-oneself": {"never_together": [("p0", "p0")]},
    "pair-not-two": {"never_together": ["p0"]},
    "tickets-not-positive": {"tickets": 0},
    "tickets-too-many": {"tickets": 10**9},
}


@pytest.mark.parametrize(("code", "asked"), WRONG.items(), ids=WRONG)
def test_a_malformed_question_is_refused_by_name(code: str, asked: dict[str, Any]) -> None:
    with pytest.raises(BadProblem) as refused:
        prepared(**{name: value() if callable(value) else value for name, value in asked.items()})
    assert refused.value.code == code


def test_text_where_bytes_are_asked_is_named() -> None:
    with pytest.raises(TypeError, match="a context is bytes"):
        prepared(context="text")
    with pytest.raises(TypeError, match="a seed is bytes"):
        prepared().draw(seed="text")


@pytest.mark.parametrize("people", [0, 2])
def test_fewer_people_than_seats_have_no_panel(people: int) -> None:
    with pytest.raises(NoPanel) as refused:
        prepared(candidates=PEOPLE[:people])
    assert (refused.value.facts, refused.value.clash) == ({"seats": 3, "candidates": people}, ())


def test_bounds_that_clash_are_named_in_the_refusal() -> None:
    bounds = [
        Bound(label="inside", members=PEOPLE[:5], at_least=3),
        Bound(label="outside", members=PEOPLE[5:], at_least=1),
        Bound(label="first", members=["p0"], at_most=1),
    ]
    with pytest.raises(NoPanel) as refused:
        prepared(bounds=bounds)
    assert refused.value.clash == ("inside at_least 3", "outside at_least 1")
    assert str(refused.value).endswith("clash=['inside at_least 3', 'outside at_least 1']")


def test_chances_meet_the_fairest_that_whole_panels_allow() -> None:
    """Three people who exclude each other in a ring, one seat kept for one of them: a third each; the rest as known."""
    ring = [("p0", "p1"), ("p1", "p2"), ("p0", "p2")]
    held = [Bound(label="ring", members=["p0", "p1", "p2"], at_least=1)]
    chances = prepared(tickets=2100, bounds=held, never_together=ring).chances
    assert {str(chances[one]) for one in PEOPLE[:3]} == {"1/3"}
    assert {str(chances[one]) for one in PEOPLE[3:]} == {"2/7"}
