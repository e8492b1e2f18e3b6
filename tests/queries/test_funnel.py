"""The funnel: everybody barred is counted out once, by the first rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.queries.funnel import FunnelStep, funnel

RULES = ("in-pool", "integrity", "rest", "level")


def test_each_rule_shows_what_it_removes_and_what_remains() -> None:
    barred = {"E1": "rest", "E2": "integrity", "E3": "rest"}
    assert funnel(["E1", "E2", "E3", "E4"], first_barred_by=barred, order=RULES) == (
        FunnelStep("in-pool", 0, 4),
        FunnelStep("integrity", 1, 3),
        FunnelStep("rest", 2, 1),
        FunnelStep("level", 0, 1),
    )


def test_barred_people_who_are_not_asked_about_do_not_count() -> None:
    assert funnel(["E1"], first_barred_by={"E2": "rest"}, order=("rest",)) == (FunnelStep("rest", 0, 1),)


def test_rule_outside_the_order_is_an_error() -> None:
    with pytest.raises(ValueError, match="surprise"):
        funnel(["E1"], first_barred_by={"E1": "surprise"}, order=RULES)


@given(st.dictionaries(st.text(min_size=1), st.sampled_from([None, *RULES])))
def test_last_step_leaves_those_whom_no_rule_bars(fates: dict[str, str | None]) -> None:
    steps = funnel(list(fates), first_barred_by={no: rule for no, rule in fates.items() if rule}, order=RULES)
    assert steps[-1].remaining == list(fates.values()).count(None)
    assert sum(step.removed for step in steps) + steps[-1].remaining == len(fates)
