"""What is reviewed blind, and where papers go: the notice's two lists, line by line, and read a second way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.eligibility.facts import Receiver, Track
from expertpool.eligibility.routes import route
from expertpool.eligibility.scope import blind_scope, lists
from expertpool.eligibility.series import plain_series, spellings
from expertpool.eligibility.stack import rule_ids
from expertpool.rules.facts import Level
from expertpool.rules.rule import Strength

SENIOR = [Level.ASSOCIATE_SENIOR, Level.FULL_SENIOR]
LOWER = [Level.JUNIOR, Level.MIDDLE]
SERIES = ["经济", "会计", "技工院校教师", "工艺美术", "卫生", "工程", "中小学教师", "档案", "农牧业"]
SPECIALTIES = ["电力", "大数据", "电子", "轻工", "纺织", "药品", "冶金", "建设工程", "林草"]


@pytest.mark.parametrize("series", ["经济", "会计", "技工院校教师", "工艺美术", "会计系列"])
def test_senior_titles_of_the_series_listed_are_blind_in_2025_and_lower_ones_are_not(series: str) -> None:
    assert [blind_scope(series, "任意", level, 2025).required for level in SENIOR] == [True, True]
    assert [blind_scope(series, "任意", level, 2025).required for level in LOWER] == [False, False]


@pytest.mark.parametrize("specialty", ["电力", "大数据", "电子", "轻工", "纺织", "药品", "电力专业"])
def test_senior_engineers_of_the_six_specialties_are_blind_in_2025(specialty: str) -> None:
    found = blind_scope("工程系列", specialty, Level.ASSOCIATE_SENIOR, 2025)
    assert (found.required, found.listed, found.clause) == (True, "blind-2025", "2025通知 四(一)1")
    assert found.strength is Strength.STRICT
    assert blind_scope("工程", specialty, Level.MIDDLE, 2025).required is False


def test_other_engineers_and_other_series_are_not_on_the_list_of_2025() -> None:
    assert blind_scope("工程", "冶金", Level.FULL_SENIOR, 2025).required is False
    assert blind_scope("中小学教师", "语文", Level.FULL_SENIOR, 2025).required is False


def test_health_titles_are_blind_for_the_socialised_and_for_self_reviewing_units_at_every_level() -> None:
    senior, middle = Level.ASSOCIATE_SENIOR, Level.MIDDLE
    assert blind_scope("卫生", "内科", senior, 2025, self_reviewing=False, socialised=True).required is True
    assert blind_scope("卫生", "内科", senior, 2025, self_reviewing=False, socialised=False).required is False
    assert blind_scope("卫生", "内科", middle, 2025, self_reviewing=True, socialised=False).required is True
    assert blind_scope("卫生", "内科", middle, 2025, self_reviewing=False, socialised=True).required is False


def test_what_decides_and_is_not_stated_leaves_the_scope_open_and_is_named() -> None:
    assert (
        blind_scope("卫生", "内科", Level.FULL_SENIOR, 2025).required,
        blind_scope(None, None, None, 2025).required,
    ) == (
        None,
        None,
    )
    assert blind_scope("卫生", "内科", Level.FULL_SENIOR, 2025, self_reviewing=False).missing == "socialised"
    assert blind_scope("经济", None, None, 2025).missing == "level"
    assert blind_scope("工程", None, Level.FULL_SENIOR, 2025).missing == "specialty"
    assert blind_scope("工程", None, Level.MIDDLE, 2025).required is False


@pytest.mark.parametrize("year", [2026, 2027, 2030])
def test_from_2026_every_senior_title_is_planned_to_be_blind(year: int) -> None:
    found = blind_scope("中小学教师", "语文", Level.FULL_SENIOR, year)
    assert (found.required, found.listed, found.strength) == (True, "blind-2026-senior", Strength.PRINCIPLE)
    assert blind_scope("经济", None, Level.MIDDLE, year).required is False
    assert blind_scope("经济", None, None, year).missing == "level"


def test_no_list_speaks_of_earlier_years() -> None:
    found = blind_scope("经济", None, Level.FULL_SENIOR, 2024)
    assert (found.required, found.speaks) == (None, False)


def test_every_list_is_a_rule() -> None:
    assert {one.id for one in lists()} - rule_ids() == set()


def brute(series: str, specialty: str, level: Level, *, self_reviewing: bool, socialised: bool) -> bool:
    """The sentence of the notice, read off once more."""
    senior = level in SENIOR
    if series == "卫生" and self_reviewing:
        return True
    if not senior:
        return False
    if series == "卫生":
        return socialised
    engineer = series == "工程" and specialty in {"电力", "大数据", "电子", "轻工", "纺织", "药品"}
    return engineer or series in {"经济", "会计", "技工院校教师", "工艺美术"}


@given(
    st.sampled_from(SERIES), st.sampled_from(SPECIALTIES), st.sampled_from(list(Level)), st.booleans(), st.booleans()
)
def test_the_table_and_the_sentence_agree(
    series: str, specialty: str, level: Level, self_reviewing: bool, socialised: bool
) -> None:
    own = {"self_reviewing": self_reviewing, "socialised": socialised}
    assert blind_scope(series, specialty, level, 2025, **own).required is brute(series, specialty, level, **own)


ROUTED = [
    *[("工程", specialty, level) for specialty in ("建设工程", "建筑材料", "林草", "水利") for level in LOWER],
    *[("中小学教师", "语文", level) for level in Level],
    *[("中等职业学校教师", "机电", level) for level in SENIOR],
    *[("农牧业", "畜牧", level) for level in LOWER],
    *[("自然科学研究", "林草", level) for level in LOWER],
    *[("艺术", "群众文化", level) for level in LOWER],
    *[(series, "综合", level) for series in ("文物博物", "档案", "图书资料") for level in LOWER],
]


@pytest.mark.parametrize(("series", "specialty", "level"), ROUTED)
def test_titles_listed_go_to_the_authority_of_the_trade(series: str, specialty: str, level: Level) -> None:
    assert route(series, specialty, level, track=Track.USUAL).receiver is Receiver.INDUSTRY
    assert route(f"{series}系列", f"{specialty}专业", level, track=Track.USUAL).receiver is Receiver.INDUSTRY


@pytest.mark.parametrize(
    ("series", "specialty", "level"),
    [
        *[("工程", "建设工程", level) for level in SENIOR],
        *[("工程", "冶金", level) for level in Level],
        *[("中等职业学校教师", "机电", level) for level in LOWER],
        *[("农牧业", "畜牧", level) for level in SENIOR],
        ("自然科学研究", "化学", Level.MIDDLE),
        ("卫生", "内科", Level.FULL_SENIOR),
    ],
)
def test_all_other_titles_go_to_the_city(series: str, specialty: str, level: Level) -> None:
    assert route(series, specialty, level, track=Track.USUAL).receiver is Receiver.CITY_HRSS


def test_farmer_titles_and_senior_directed_titles_go_to_the_authority_of_the_trade() -> None:
    assert route("农牧民", "养殖", Level.JUNIOR, track=Track.FARMER).receiver is Receiver.INDUSTRY
    assert route("卫生", "内科", Level.ASSOCIATE_SENIOR, track=Track.DIRECTED).receiver is Receiver.INDUSTRY
    assert route("卫生", "内科", Level.MIDDLE, track=Track.DIRECTED).receiver is Receiver.CITY_HRSS


@pytest.mark.parametrize(
    ("series", "specialty", "bureau"),
    [
        ("自然科学研究", "林草", "市林草局"),
        ("档案", "档案管理", "市档案馆"),
        ("图书资料", "图书", "市文旅广电局"),
        ("工程", "警务技术", "市公安局"),
        ("公共法律服务", "律师", "市司法局"),
        ("体育", "运动防护师", "市体育局"),
    ],
)
def test_a_bureau_that_the_notice_names_is_named(series: str, specialty: str, bureau: str) -> None:
    assert route(series, specialty, Level.MIDDLE, track=Track.USUAL).bureau == bureau


def test_a_route_that_turns_on_something_not_stated_stays_open() -> None:
    assert (
        route("档案", None, None, track=Track.USUAL).receiver,
        route("档案", None, None, track=Track.USUAL).missing,
    ) == (
        None,
        "level",
    )
    assert route("卫生", "内科", Level.MIDDLE, track=None).missing == "track"
    assert route("中小学教师", None, None, track=None).receiver is Receiver.INDUSTRY


def test_no_two_usual_names_of_series_lead_on_to_each_other() -> None:
    usual = spellings()["same"]
    assert [name for name in usual.values() if plain_series(name) != name] == []
