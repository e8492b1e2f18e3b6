"""``pool list``, ``pool affiliate`` and ``pool health`` as people and programs meet them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expertpool.__main__ import main
from expertpool.db import open_session
from expertpool.queries.affiliates import affiliates_of
from expertpool.settings import Settings

Run = Callable[..., tuple[int, dict[str, Any]]]
Tell = Callable[..., tuple[int, str]]

PLAIN = {"职称系列": "工程", "专业": "冶金", "职称层级": "正高级", "单位性质": "国有企业", "工作单位": "云岭钢铁公司"}
TERM = {"聘期起": "2024-01-01", "聘期止": "2026-12-31", "参评年度": "2021"}
PEOPLE = [
    {"专家编号": "E1", "姓名": "张甲", **PLAIN, **TERM, "出生年月": "1970-05", "单位所在地": "云岭市"},
    {"专家编号": "E2", "姓名": "张乙", **PLAIN, **TERM, "参评年度": "2022、2023、2024", "手机": "13900000001"},
    {"专家编号": "E3", "姓名": "李丙", **PLAIN, **TERM, "单位性质": "民营企业", "专业": "冶金、采矿"},
    {"专家编号": "E4", "姓名": "李丁", **PLAIN, **TERM, "状态": "停用"},
    {"专家编号": "E5", "姓名": "王戊", **PLAIN, **TERM, "诚信状况": "失信"},
]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EXPERTPOOL_HOME", "EXPERTPOOL_DATABASE_URL", "EXPERTPOOL_POOL_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def do(*words: Any) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = main([*map(str, words), "--json", "--home", str(home)])
        return code, json.loads(capsys.readouterr().out)

    return do


@pytest.fixture
def tell(home: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    def do(*words: Any) -> tuple[int, str]:
        capsys.readouterr()
        code = main([*map(str, words), "--home", str(home)])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return do


@pytest.fixture
def pool(run: Run, tmp_path: Path) -> None:
    """The five people in the pool."""
    file = tmp_path / "名册.json"
    file.write_text(json.dumps(PEOPLE, ensure_ascii=False), encoding="utf-8")
    code, told = run("roster", "import", file)
    assert (code, len(told["added"])) == (0, 5)


@pytest.mark.usefixtures("pool")
def test_list_names_everybody_and_no_secret(run: Run, tell: Tell) -> None:
    code, told = run("pool", "list")
    assert (code, told["count"]) == (0, 5)
    assert [one["name"] for one in told["experts"]] == ["张甲", "张乙", "李丙", "李丁", "王戊"]
    assert {"id_number", "phone", "email"} & set(told["experts"][0]) == set()
    said = tell("pool", "list")[1]
    assert "专家库：5 人" in said
    assert "13900000001" not in said + json.dumps(told)


@pytest.mark.parametrize(
    ("text", "found"),
    [("李", ["E3", "E4"]), ("采矿", ["E3"]), ("E2", ["E2"]), ("钢铁", ["E1", "E2", "E3", "E4", "E5"]), ("没有", [])],
)
@pytest.mark.usefixtures("pool")
def test_list_finds_by_number_name_employer_and_specialty(run: Run, text: str, found: list[str]) -> None:
    assert [one["expert_no"] for one in run("pool", "list", "--search", text)[1]["experts"]] == found


def test_list_of_an_empty_pool_says_so(run: Run, tell: Tell) -> None:
    assert run("pool", "list") == (0, {"ok": True, "count": 0, "experts": []})
    assert "没有符合的专家" in tell("pool", "list")[1]


def affiliates(home: Path, unit: str) -> frozenset[str]:
    with open_session(Settings.read(home=home), reading=True) as session:
        return affiliates_of(session, unit)


@pytest.mark.usefixtures("pool")
def test_affiliate_puts_a_unit_under_another_and_releases_it(run: Run, home: Path) -> None:
    assert run("pool", "affiliate", "云岭钢铁公司", "--of", "云岭集团") == (
        0,
        {"ok": True, "unit": "云岭钢铁公司", "affiliate_of": "云岭集团"},
    )
    assert affiliates(home, "云岭集团") == {"云岭钢铁公司"}
    assert run("pool", "affiliate", "云岭钢铁公司", "--release")[0] == 0
    assert affiliates(home, "云岭集团") == frozenset()


@pytest.mark.usefixtures("pool")
def test_affiliate_wonders_about_a_unit_nobody_works_for(tell: Tell) -> None:
    assert "请核对写法" in tell("pool", "affiliate", "云岭铜铁公司", "--of", "云岭集团")[1]
    assert "请核对写法" not in tell("pool", "affiliate", "云岭钢铁公司", "--of", "云岭集团")[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["甲"], "pool.affiliate.one"),
        (["甲", "--of", "乙", "--release"], "pool.affiliate.one"),
        (["甲", "--of", " "], "pool.affiliate.one"),
        (["甲", "--of", "甲"], "pool.affiliate_circle"),
        (["甲", "--release"], "pool.not_affiliated"),
        ([], "cli.missing"),
    ],
)
def test_affiliate_refuses_what_makes_no_sense(run: Run, words: list[str], code: str) -> None:
    exit_code, told = run("pool", "affiliate", *words)
    assert (exit_code, told["error"]["code"]) == (2, code)


@pytest.mark.usefixtures("pool")
def test_health_counts_what_can_be_counted_by_hand(run: Run) -> None:
    code, told = run("pool", "health", "--year", 2025)
    assert code == 0
    assert {key: told[key] for key in ("year", "listed", "in_standing", "private", "kind_known", "private_share")} == {
        "year": 2025,
        "listed": 5,
        "in_standing": 3,
        "private": 1,
        "kind_known": 3,
        "private_share": "1/3",
    }
    assert told["coverage"] == [
        {"specialty": "冶金", "level": "正高级", "listed": 5, "in_standing": 3},
        {"specialty": "采矿", "level": "正高级", "listed": 1, "in_standing": 1},
    ]
    assert told["by_kind"] == [{"kind": "国有企业", "experts": 2}, {"kind": "民营企业", "experts": 1}]
    assert told["by_region"] == [{"region": None, "experts": 2}, {"region": "云岭市", "experts": 1}]


@pytest.mark.usefixtures("pool")
def test_health_funnel_counts_everybody_out_once_by_the_rules_in_force(run: Run) -> None:
    steps = run("pool", "health", "--year", 2025)[1]["funnel"]
    removing = {step["rule"]: step["removed"] for step in steps if step["removed"]}
    assert removing == {"in-pool": 1, "integrity-ban": 1, "rest-after-three-years": 1}
    assert steps[-1]["remaining"] == 2
    assert all(step["clause"] and step["says"] and step["display"] for step in steps)


@pytest.mark.usefixtures("pool")
def test_health_for_a_committee_asks_its_series_and_level(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "committee.toml"
    file.write_text(
        'name = "甲评委会"\nyear = 2025\nseries = "经济"\nlevel = "副高级"\nseats = 5\nmeeting = 2025-08-15\n',
        encoding="utf-8",
    )
    told = run("pool", "health", "--committee", file)[1]
    assert (told["on"], told["funnel"][-1]["remaining"]) == ("2025-08-15", 0)
    assert {step["rule"]: step["removed"] for step in told["funnel"]}["expert-field"] == 3


@pytest.mark.usefixtures("pool")
def test_health_forecasts_the_years_in_which_a_group_runs_dry(run: Run) -> None:
    forecast = run("pool", "health", "--year", 2025, "--needed", 3)[1]["forecast"]
    assert (forecast["rest_after"], forecast["retirement_age"], forecast["needed"]) == (3, None, 3)
    metal, mining = forecast["groups"]
    assert [(one["year"], one["fewest"], one["most"]) for one in metal["outlooks"]] == [
        (2025, 2, 2),
        (2026, 3, 3),
        (2027, 0, 0),
        (2028, 0, 0),
    ]
    assert (metal["runs_dry"], metal["outlooks"][0]["resting"], metal["outlooks"][2]["term_over"]) == (2025, 1, 3)
    assert (mining["specialty"], mining["runs_dry"]) == ("采矿", 2025)
    assert forecast["unknown"] == {"years_served": 0, "term_end": 0, "birth_month": 2}


@pytest.mark.usefixtures("pool")
def test_health_takes_the_years_until_rest_from_the_rules_unless_told(run: Run) -> None:
    assert run("pool", "health", "--year", 2025, "--rules", "national")[1]["forecast"]["rest_after"] is None
    assert run("pool", "health", "--year", 2025, "--rest-after", 2)[1]["forecast"]["rest_after"] == 2


@pytest.mark.usefixtures("pool")
def test_health_tells_people_its_assumptions_and_what_it_left_out(tell: Tell) -> None:
    code, said = tell("pool", "health", "--year", 2025)
    assert code == 0
    for words in ("推算方法", "停评按连续参评 3 年停一年推算", "推算未计退休", "2 人未填出生年月", "33.3%"):
        assert words in said
    assert "推算未计退休" not in tell("pool", "health", "--year", 2025, "--retirement-age", 60)[1]
    assert "推算未计停评" in tell("pool", "health", "--year", 2025, "--rules", "national")[1]
    english = tell("pool", "health", "--year", 2025, "--lang", "en")[1]
    assert "5 experts listed, 3 of them active and in good standing" in english


def test_health_of_an_empty_pool_is_no_error(run: Run, tell: Tell) -> None:
    code, told = run("pool", "health")
    assert (code, told["listed"], told["private_share"], told["forecast"]["groups"]) == (0, 0, None, [])
    assert tell("pool", "health")[0] == 0


@pytest.mark.parametrize(
    "words", [["--year", "20"], ["--needed", "0"], ["--rules", "没有这个规则包"], ["--committee", "x"]]
)
def test_health_refuses_impossible_questions(run: Run, words: list[str]) -> None:
    code, told = run("pool", "health", *words)
    assert (code, told["ok"]) == (2, False)
