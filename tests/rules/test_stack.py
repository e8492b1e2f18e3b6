"""Packs stack: the stricter binds, the better known text speaks, dates decide what is in force."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from expertpool.rules.finding import State
from expertpool.rules.stack import load_packs
from expertpool.rules.stage import Stage

DAY = date(2025, 8, 15)

UNIT_RULE = """
[pack]
name = "unit"
tier = "unit"
{dates}

[[rule]]
id = "{id}"
{topic}
clause = "本单位规定 第三条"
says = "外单位同行专家的比例"
strength = "{strength}"
source = "{source}"
check = {{ kind = "share_of_seats", group = "outside_peer", at_least = {at_least}, inclusive = true }}
stages = {stages}

  [[rule.example]]
  facts = {{ seats = 13, members = 13 }}
  holds = true
"""


@pytest.fixture
def unit_pack(tmp_path):
    """Writes a unit's own rule on outside peers and stacks it on the built-in packs."""

    def stacked(on=DAY, **changes):
        usual = {
            "id": "outside-peers",
            "topic": "",
            "dates": "",
            "strength": "strict",
            "source": "read",
            "at_least": '"1/2"',
            "stages": '["draw", "filing", "attendance"]',
        }
        file = tmp_path / "unit.toml"
        file.write_text(UNIT_RULE.format(**{**usual, **changes}), encoding="utf-8")
        return load_packs(["national", "neimenggu", "baotou-2025", str(file)], on=on)

    return stacked


def _binding(packs, topic="outside-peers"):
    return [(rule.pack, rule.check.at_least) for rule in packs.rules if rule.topic == topic]


def test_a_stricter_unit_rule_takes_the_place_of_the_citys(unit_pack):
    packs = unit_pack()

    # the unit's rule is asked of every committee, the city's of self-reviewing ones only
    assert _binding(packs) == [("unit", Fraction(1, 2))]
    assert [(out.rule.pack, out.by.pack) for out in packs.superseded if out.rule.id == "outside-peers"] == [
        ("baotou-2025", "unit")
    ]


def test_a_looser_unit_rule_changes_nothing_for_self_reviewing_committees(unit_pack, season, verdicts):
    packs = unit_pack(at_least='"1/4"')
    four_peers = season.but_member("E08", specialties=("建筑",))

    verdict = verdicts(four_peers, Stage.DRAW, packs=packs)["outside-peers"]

    assert (verdict.state, verdict.rule.pack) == (State.BROKEN, "baotou-2025")


def test_a_stricter_principle_does_not_soften_a_strict_rule(unit_pack, season, verdicts):
    packs = unit_pack(strength="principle")

    assert sorted(_binding(packs)) == [("baotou-2025", Fraction(1, 3)), ("unit", Fraction(1, 2))]
    verdict = verdicts(season.but_member("E08", specialties=("建筑",)), Stage.DRAW, packs=packs)["outside-peers"]
    assert verdict.state is State.BROKEN


def test_a_stricter_rule_for_fewer_stages_leaves_the_other_in_place(unit_pack, season, verdicts):
    packs = unit_pack(stages='["draw"]')

    assert verdicts(season, Stage.DRAW, packs=packs)["outside-peers"].rule.pack == "unit"
    assert verdicts(season, Stage.FILING, packs=packs)["outside-peers"].rule.pack == "baotou-2025"


@pytest.mark.parametrize(("number", "asked"), [(7, 7), (4, 5)])
def test_of_a_share_and_a_number_the_one_that_asks_for_more_speaks(unit_pack, season, verdicts, number, asked):
    packs = unit_pack(at_least=number)
    everybody_outside = season.but_member(*season.members, specialties=("冶金",)).but_committee(specialties={})

    verdict = verdicts(everybody_outside, Stage.DRAW, packs=packs)["outside-peers"]

    assert (verdict.state, verdict.allowed.at_least) == (State.HOLDS, asked)


def test_another_id_on_the_same_topic_is_stacked_too(unit_pack):
    packs = unit_pack(id="our-outside-half", topic='topic = "outside-peers"')

    assert [(rule.id, rule.pack) for rule in packs.rules if rule.topic == "outside-peers"] == [
        ("our-outside-half", "unit")
    ]


def test_another_topic_stands_beside(unit_pack):
    packs = unit_pack(id="our-outside-half")

    assert {rule.id for rule in packs.rules} >= {"our-outside-half", "outside-peers"}


@pytest.mark.parametrize(
    ("dates", "in_force"),
    [
        ("in_force_from = 2025-08-15", True),
        ("in_force_from = 2025-08-16", False),
        ("in_force_until = 2025-08-15", True),
        ("in_force_until = 2025-08-14", False),
    ],
)
def test_a_pack_binds_from_its_first_to_its_last_day(unit_pack, dates, in_force):
    packs = unit_pack(dates=dates)

    assert ("unit" in {pack.name for pack in packs.packs}) == in_force
    assert ("unit" in {pack.name for pack in packs.not_in_force}) == (not in_force)
    assert ("unit", Fraction(1, 2)) in _binding(packs) if in_force else ("unit", Fraction(1, 2)) not in _binding(packs)


def test_a_rule_with_dates_of_its_own_binds_between_them():
    before = load_packs(["national"], on=date(2024, 7, 24))
    after = load_packs(["national"], on=date(2024, 7, 25))

    assert {rule.id for rule in after.rules} - {rule.id for rule in before.rules} == {"pledge", "blacklist-checked"}


def test_of_equal_rules_the_better_known_text_speaks():
    both = load_packs(on=DAY)
    national = load_packs(["national"], on=DAY)

    assert (both.rule("random-draw").pack, national.rule("random-draw").pack) == ("baotou-2025", "national")
    assert national.rule("random-draw").source == "memory"


def test_what_roster_and_committee_file_state_binds_whatever_packs_are_named():
    packs = load_packs(["neimenggu"], on=DAY)

    assert [pack.name for pack in packs.packs] == ["neimenggu", "office"]
    assert {rule.id for rule in packs.rules} >= {"in-pool", "seats-by-specialty", "level-stated", "kept-members"}


def test_the_order_of_names_makes_no_difference():
    names = ["baotou-2025", "office", "national", "neimenggu", "national"]

    assert load_packs(names, on=DAY) == load_packs(on=DAY)


def test_settings_and_records_that_no_rule_asks_for_are_named(packs, season):
    misspelt = season.but_committee(
        settings={"new_members_atleast": 3, "pool_times_seats": 3},
        records={"plan_file": DAY, "plan_filed": DAY},
    )

    assert packs.unread(misspelt.committee) == ("new_members_atleast", "plan_file")


def test_an_unknown_rule_id_is_a_key_error(packs):
    with pytest.raises(KeyError):
        packs.rule("no-such-rule")


REST_RULE = """
[[rule]]
id = "rest-after-three-years"
clause = "本单位规定 第四条"
says = "本单位的停评规定"
strength = "principle"
source = "read"
check = {{ kind = "rest_after_years", years = {years} }}
stages = ["draw", "filing"]

  [[rule.example]]
  facts = {{ year = 2025, years_served = [] }}
  holds = true
"""


@pytest.mark.parametrize(("years", "pack"), [(2, "unit"), (3, "baotou-2025"), (4, "baotou-2025")])
def test_where_fewer_is_stricter_the_smaller_number_binds(tmp_path, years, pack):
    file = tmp_path / "unit.toml"
    file.write_text(REST_RULE.format(years=years), encoding="utf-8")

    packs = load_packs(["baotou-2025", str(file)], on=DAY)

    assert [(rule.pack, rule.check.years) for rule in packs.rules if rule.topic == "rest-after-three-years"] == [
        (pack, min(years, 3))
    ]
