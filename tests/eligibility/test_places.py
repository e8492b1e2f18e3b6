"""Places: the city's number, and each unit's own, over a whole list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from expertpool.eligibility.facts import ApplicantFacts, ApplicationKey, Area, Track
from expertpool.eligibility.quota import Places, judge_places
from expertpool.eligibility.stack import RulesInForce
from expertpool.rules.facts import Level
from expertpool.rules.finding import State


def listed(one: ApplicantFacts, count: int, **changes: Any) -> list[ApplicantFacts]:
    """So many applications alike."""
    return [replace(one, key=ApplicationKey(f"B{at}"), person=str(at), **changes) for at in range(count)]


def states(rules: RulesInForce, applicants: list[ApplicantFacts], **tables: Any) -> dict[tuple[str, str], State]:
    return {(one.rule.id, one.unit): one.state for one in judge_places(rules, applicants, tables)}


@pytest.mark.parametrize(("count", "state"), [(28, State.HOLDS), (29, State.BROKEN), (0, State.HOLDS)])
def test_the_city_has_twenty_eight_places_for_full_senior_school_teachers(
    count: int, state: State, rules: RulesInForce, lawful: ApplicantFacts
) -> None:
    teachers = listed(lawful, count, series="中小学教师系列", level=Level.FULL_SENIOR)
    assert states(rules, teachers)["teacher-full-senior-total", ""] is state


def test_a_teacher_whose_level_is_not_stated_leaves_the_last_place_open(
    rules: RulesInForce, lawful: ApplicantFacts
) -> None:
    teachers = listed(lawful, 28, series="中小学教师", level=Level.FULL_SENIOR)
    unsure = replace(lawful, series="中小学教师", level=None)
    assert states(rules, [*teachers, unsure])["teacher-full-senior-total", ""] is State.UNKNOWN
    assert states(rules, [*teachers[:27], unsure])["teacher-full-senior-total", ""] is State.HOLDS


def test_each_area_keeps_to_its_share_and_one_without_a_share_is_unknown(
    rules: RulesInForce, lawful: ApplicantFacts
) -> None:
    teacher = {"series": "中小学教师", "level": Level.FULL_SENIOR}
    east = listed(lawful, 3, **teacher, quota_unit="东河区")
    west = listed(lawful, 1, **teacher, quota_unit="西山区")
    table = [Places("东河区", 2), Places("北原县", 4)]
    found = states(rules, [*east, *west], teacher_full_senior=table)
    assert {unit: state for (rule_id, unit), state in found.items() if rule_id == "teacher-full-senior-share"} == {
        "东河区": State.BROKEN,
        "西山区": State.UNKNOWN,
        "北原县": State.HOLDS,
    }


def test_directed_titles_keep_to_the_posts_set_apart_and_no_agreement_helps(
    rules: RulesInForce, lawful: ApplicantFacts
) -> None:
    people = listed(lawful, 2, track=Track.DIRECTED, series="水利", workplace=Area.COUNTY)
    one, agreed = [Places("云岭稀土研究院", 1)], [Places("云岭稀土研究院", 1, "云人社〔2025〕12号")]
    key = ("directed-places", "云岭稀土研究院")
    assert [states(rules, people, directed=table)[key] for table in (one, agreed)] == [State.BROKEN, State.BROKEN]
    assert states(rules, people[:1], directed=one)[key] is State.HOLDS


def test_an_institution_goes_over_its_vacancies_only_with_an_agreement(
    rules: RulesInForce, lawful: ApplicantFacts
) -> None:
    people, key = listed(lawful, 2), ("post-ratio", "云岭稀土研究院")
    assert states(rules, people)[key] is State.UNKNOWN
    assert states(rules, people, posts=[Places("云岭 稀土研究院", 1)])[key[0], "云岭 稀土研究院"] is State.BROKEN
    agreed = [Places("云岭稀土研究院", 1, "云人社〔2025〕12号")]
    assert states(rules, people, posts=agreed)[key] is State.HOLDS


def test_associate_senior_teachers_keep_to_their_units_ratio(rules: RulesInForce, lawful: ApplicantFacts) -> None:
    people = listed(lawful, 2, series="中小学教师")
    key = ("teacher-associate-ratio", "云岭稀土研究院")
    assert states(rules, people, teacher_associate_senior=[Places("云岭稀土研究院", 2)])[key] is State.HOLDS
    assert states(rules, people, teacher_associate_senior=[Places("云岭稀土研究院", 1)])[key] is State.BROKEN


def test_an_empty_list_asks_for_no_places(rules: RulesInForce) -> None:
    assert states(rules, []) == {("teacher-full-senior-total", ""): State.HOLDS}
