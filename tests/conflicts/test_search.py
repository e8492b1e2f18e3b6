"""The search against a season whose truth is known: recall, precision, homonyms, places, and rules of its own."""

from __future__ import annotations

from datetime import date

import pytest

from blind.identity import Identity
from expertpool.conflicts.dossier_text import FileText
from expertpool.conflicts.finding import Conflict, Ground, Standing
from expertpool.conflicts.people import Sought
from expertpool.conflicts.search import Question
from expertpool.conflicts.second_look import second_look
from tests.conflicts.town import ON, Season, season


def by_pair(found: list[Conflict]) -> dict[tuple[str, str], list[Conflict]]:
    pairs: dict[tuple[str, str], list[Conflict]] = {}
    for one in found:
        pairs.setdefault((one.key, one.expert_no), []).append(one)
    return pairs


def figures(made: Season, pairs: dict[tuple[str, str], list[Conflict]]) -> tuple[float, float]:
    """Recall and precision of what the dossiers' text gives, homonyms (shown as such) left out of precision."""
    told = {pair for pair, several in pairs.items() if any(one.standing is not Standing.SEEN for one in several)}
    text = {pair for pair, ground in made.truth.items() if ground != "same-unit"}
    claimed = {
        pair
        for pair, several in pairs.items()
        if any(one.standing in (Standing.SURE, Standing.ASKED) and one.cited[0].page for one in several)
    }
    return len(text & told) / len(text), len(claimed & set(made.truth)) / len(claimed)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_stands_in_dossiers_is_found_and_little_else(seed: int) -> None:
    made = season(seed)
    pairs = by_pair(made.question.found())
    recall, precision = figures(made, pairs)
    assert (recall >= 0.95, precision >= 0.9) == (True, True), (recall, precision)
    applied = {pair for pair, several in pairs.items() if any(one.counts for one in several)}
    assert applied - set(made.truth) == set()
    units = {pair for pair, ground in made.truth.items() if ground == "same-unit"}
    assert units - set(pairs) == set()


def test_homonyms_are_all_listed_and_none_is_applied() -> None:
    made = season(3)
    pairs = by_pair(made.question.found())
    other = made.homonyms - set(made.truth)
    assert {pair for pair in other if pairs.get(pair, [None])[0] is None} == set()
    assert {pair for pair in other if any(one.counts for one in pairs[pair])} == set()
    assert {pair for pair in other if not any(one.standing is Standing.HOMONYM for one in pairs[pair])} == set()


def test_every_finding_of_the_text_cites_the_line_that_holds_the_name() -> None:
    made = season(4, applicants=10)
    files = {(key, file.shown): file for key, texts in made.question.texts.items() for file in texts}
    cited = [(one, place) for one in made.question.found() for place in one.cited if place.page]
    assert cited != []
    for one, place in cited:
        line = files[one.key, place.file].pages[place.page - 1][place.line - 1]
        assert "".join(place.text.split()) in "".join(line.split())


def ask(*lines: str, name: str = "欧阳砚舟", unit: str = "云岭稀土研究院", **applicant: object) -> list[Conflict]:
    who = Identity("A1", "钱某甲", employer="北岭矿业集团有限公司", **applicant)  # type: ignore[arg-type]  # made from a table
    expert = Sought("E1", name, unit)
    return Question([who], {"A1": [FileText("a.txt", (lines,))]}, [expert], ON).found()


@pytest.mark.parametrize(
    ("line", "ground", "standing"),
    [
        ("主要完成人：钱某甲、欧阳砚舟", "team", "sure"),
        ("主要完成人：钱某甲、歐陽硯舟（云岭稀土研究院）", "team", "sure"),
        ("主要完成人：钱某甲、欧 阳 砚 舟（南江大学）", "team", "homonym"),
        ("硕士生导师：欧阳砚舟", "teacher", "sure"),
        ("配偶：欧阳砚舟", "kin", "sure"),
        ("论文作者：钱某甲，欧阳砚舟", "author", "sure"),
        ("Authors: Ouyang Yanzhou, Qian M.", "author", "asked"),
        ("[3] 欧阳砚舟. 矿物学[M]. 1999", "named", "seen"),
        ("评审专家：欧阳砚舟", "named", "seen"),
        ("2019.01-2023.02 云岭稀土研究院 工程师", "former-unit", "sure"),
    ],
)
def test_a_line_says_what_a_person_is(line: str, ground: str, standing: str) -> None:
    assert [(one.ground.value, one.standing.value) for one in ask(line)] == [(ground, standing)]


@pytest.mark.parametrize(
    "line",
    ["2009.01-2018.02 云岭稀土研究院 工程师", "2021.09-2024.06 云岭稀土研究院 硕士研究生", "测试欧阳的砚舟", ""],
)
def test_what_is_too_old_or_somebody_else_is_not_found(line: str) -> None:
    assert ask(line) == []


def test_an_expert_who_applies_is_barred_by_number_and_asked_about_by_name_alone() -> None:
    applicants = [
        Identity("A1", "高峰", employer="甲研究所", id_number="1"),
        Identity("A2", "高峰", employer="乙研究所", id_number="2"),
        Identity("A3", "高峰", employer="丙设计院"),
    ]
    found = Question(applicants, {}, [Sought("E1", "高峰", "丁学院", id_number="2")], ON).found()
    assert [(one.key, one.ground, one.standing) for one in found] == [
        ("A2", Ground.COMPETING, Standing.SURE),
        ("A3", Ground.COMPETING, Standing.HOMONYM),
    ]


def test_affiliates_and_units_stepped_aside_for_count_as_the_same_unit() -> None:
    applicant = Identity("A1", "钱某甲", employer="云岭稀土检测有限公司")
    experts = [
        Sought("E1", "孙某", "云岭稀土研究院"),
        Sought("E2", "李某", "别处学院", recuse_units=("云岭稀土检测有限公司",)),
        Sought("E3", "周某", "别处学院"),
    ]
    found = Question([applicant], {}, experts, date(2025, 1, 1), {"云岭稀土研究院": ["云岭稀土检测有限公司"]}).found()
    assert [(one.expert_no, one.why) for one in found] == [("E1", "affiliate"), ("E2", "stepped-aside")]


def test_two_experts_of_one_name_are_both_asked_about() -> None:
    who = Identity("A1", "钱某甲", employer="甲所")
    text = {"A1": [FileText("a.txt", (("主要完成人：钱某甲、欧阳砚舟",),))]}
    experts = [Sought("E1", "欧阳砚舟", "乙研究所"), Sought("E2", "欧阳砚舟", "丙研究所")]
    found = Question([who], text, experts, ON).found()
    assert [(one.expert_no, one.why) for one in found] == [("E1", "two-experts"), ("E2", "two-experts")]


@pytest.mark.parametrize("names_the_other", ["E1", "E2"])
@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("7", "乙学院", [("E1", "competing", "sure"), ("E2", "kin", "sure")]),
        ("", "甲研究所", [("E1", "competing", "sure"), ("E2", "kin", "sure")]),
        ("", "乙学院", [("E1", "competing", "homonym"), ("E2", "kin", "asked")]),
        ("8", "甲研究所", []),
    ],
)
def test_relatives_of_an_expert_who_applies_step_aside_too(
    names_the_other: str, number: str, unit: str, expected: list[tuple[str, str, str]]
) -> None:
    who = Identity("A1", "欧阳砚舟", employer="甲研究所", id_number="7" if number else "")
    kin = {"E1": ("E2",)} if names_the_other == "E1" else {"E2": ("E1", "E9")}
    experts = [
        Sought("E1", "欧阳砚舟", unit, id_number=number, kin=kin.get("E1", ())),
        Sought("E2", "慕容霁川", "丙医院", kin=kin.get("E2", ())),
        Sought("E3", "司徒沐岩", "丁设计院"),
    ]
    found = [(one.expert_no, one.ground.value, one.standing.value) for one in Question([who], {}, experts, ON).found()]
    assert [one for one in found if one[1] != "same-unit"] == expected


def test_the_second_look_knows_relatives_by_means_of_its_own() -> None:
    experts = {
        "E1": Sought("E1", "欧阳砚舟", "甲研究所"),
        "E2": Sought("E2", "慕容霁川", "丙医院", kin=("E1",)),
        "E3": Sought("E3", "司徒沐岩", "丁设计院", kin=("E4",)),
    }
    people = {"A1": Identity("A1", "欧 阳砚舟", employer="甲研究所")}
    pairs = [("A1", number) for number in experts if number != "E1"]
    none: frozenset[tuple[str, str]] = frozenset()
    seen = second_look(pairs, applicants=people, experts=experts, texts={}, limits=none, decided=none)
    assert [(one.expert_no, one.sight.value) for one in seen] == [("E2", "kin")]


@pytest.mark.parametrize(
    ("employer", "recuse", "expected"),
    [
        ("云岭 稀土研究院", (), "unit"),
        ("云岭稀土研究院检测中心", (), "within"),
        ("稀土研究院", (), "within"),
        ("北岭矿业集团", ("云岭稀土研究院",), "unit"),
        ("北岭矿业集团", ("云岭稀土研究院检测中心",), None),
        ("研究院", (), None),
        ("", (), None),
    ],
)
def test_the_second_look_holds_units_against_one_another_by_their_letters(
    employer: str, recuse: tuple[str, ...], expected: str | None
) -> None:
    experts = {"E1": Sought("E1", "欧阳砚舟", employer, recuse_units=recuse)}
    people = {"A1": Identity("A1", "钱某甲", employer="云岭稀土研究院")}
    given = {"applicants": people, "experts": experts, "texts": {}, "limits": frozenset[tuple[str, str]]()}
    seen = [one.sight for one in second_look([("A1", "E1")], decided=frozenset(), **given)]
    assert [one.value for one in seen] == ([expected] if expected else [])
    assert [one.sure for one in seen] == [one.value == "unit" for one in seen]
    again = second_look([("A1", "E1")], decided=frozenset({("A1", "E1")}), **given)
    assert [one.sight.value for one in again] == (["unit"] if expected == "unit" else [])
