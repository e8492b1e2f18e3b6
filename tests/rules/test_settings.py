"""Open numbers: stated by the committee, or nobody's."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction

import pytest

from expertpool.errors import Refusal
from expertpool.rules.facts import EmployerKind, Level
from expertpool.rules.finding import State
from expertpool.rules.stage import Stage
from expertpool.rules.when import TRAITS, When


def test_a_size_nobody_has_read_is_unknown_until_the_office_states_it(season, verdicts):
    middle = season.but_committee(level=Level.MIDDLE)

    def state(**settings):
        return verdicts(middle.but_committee(settings=settings), Stage.COMMITTEE)["mid-junior-size"].state

    assert state() is State.UNKNOWN
    assert state(mid_junior_seats_at_least=13) is State.HOLDS
    assert state(mid_junior_seats_at_least=14) is State.BROKEN


def test_a_share_where_a_number_of_people_is_meant_is_refused(season, verdicts):
    with pytest.raises(Refusal) as refused:
        verdicts(
            season.but_committee(level=Level.MIDDLE, settings={"mid_junior_seats_at_least": Fraction(1, 2)}),
            Stage.COMMITTEE,
        )

    assert refused.value.code == "rules.setting_whole"


def test_a_stated_zero_is_a_statement(season, verdicts):
    zero = season.but_committee(private_enterprise_at_least=0)
    nobody = zero.but_member("E10", "E11", "E12", employer_kind=EmployerKind.GOVERNMENT)

    assert verdicts(zero, Stage.DRAW)["private-enterprise-share"].state is State.HOLDS
    assert verdicts(nobody, Stage.DRAW)["private-enterprise-share"].state is State.BROKEN


def test_an_option_left_out_asks_for_nothing(season, verdicts):
    plain = season.but_committee(max_per_employer=None, settings={})

    found = verdicts(plain, Stage.DRAW)

    assert (found["employer-cap"].state, found["rotation"].state) == (State.NOT_APPLICABLE, State.NOT_APPLICABLE)


def test_every_trait_a_rule_may_ask_for_is_asked():
    assert tuple(field.name for field in fields(When)) == TRAITS
