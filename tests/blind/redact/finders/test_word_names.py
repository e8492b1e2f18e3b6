"""Names that are words: hardly any place of a person is left without a question, and words are seldom asked about."""

from __future__ import annotations

from functools import cache
from random import Random

from blind.redact.finders import Searcher, prepare
from blind.redact.hit import Act, Level
from tests.blind.redact.finders.applicant import called
from tests.blind.redact.finders.word_names import NAMES, PERSONS, THINGS

LEADS = ["", "同时，", "据统计，", "（二）", "近年来，", "研究表明，"]
FINDERS = ("chinese-name",)


@cache
def searcher(name: str) -> Searcher:
    """The search for the name alone, made once."""
    return prepare(called(name), Level.STANDARD, FINDERS)


def act_at(name: str, text: str) -> Act:
    """What is done with the first place of the name: the whole name counts."""
    start = text.index(name)
    found = [hit for hit in searcher(name).find(text) if hit.start <= start and hit.end >= start + len(name)]
    return found[0].act if found else Act.KEEP


def test_person_whose_name_is_a_word_is_hidden_or_asked_about() -> None:
    random = Random(7)
    pairs = [(name, sentence) for sentence in PERSONS for name in random.sample(NAMES, 2)]
    kept = [(name, text) for name, text in pairs if act_at(name, text.replace("X", name)) is Act.KEEP]
    assert len(kept) <= 0.01 * len(pairs), kept


def test_word_that_could_be_a_name_is_never_hidden_and_seldom_asked_about() -> None:
    random = Random(8)
    pairs = [(name, random.choice(LEADS) + text) for name, texts in THINGS.items() for text in texts]
    acts = [act_at(name, text) for name, text in pairs]
    wrong = [pair for pair, act in zip(pairs, acts, strict=True) if act is Act.HIDE]
    assert len(wrong) <= 0.003 * len(pairs), wrong
    assert acts.count(Act.ASK) <= 0.12 * len(pairs)


def test_a_word_is_not_explained_by_what_stands_in_another_cell_column_or_page() -> None:
    """Alone in its own part of the page nothing says that it is a word, whatever stands beside it."""
    joined = "项目确保了安全生产责任制的落实。"
    assert act_at("安全", joined) is Act.KEEP
    for gap in "\t\f":
        assert act_at("安全", joined.replace("安全", f"安全{gap}")) is not Act.KEEP


def test_whoever_is_said_to_be_of_a_unit_is_a_person_whatever_stands_in_the_line_above() -> None:
    told = (
        "X系桐城市农业科学研究所职工",
        "X是云川理工学院教师，从教二十年。",
        "X为我单位在编职工。",
        "现X确为该院高级工程师",
    )
    alone = {act_at(name, text.replace("X", name)) for name in ("成功", "健康") for text in told}
    after = {found_at("安全", "网络安全等级保护。\n" + text.replace("X", "安全"), 1) for text in told}
    assert (alone, after) == ({Act.HIDE}, {Act.HIDE})


def test_a_word_that_is_of_everybody_in_a_unit_is_not_the_name_of_one_of_them() -> None:
    for text in ("安全是全院职工的生命线。", "安全为本单位教师应守的底线。", "健康是学校教师最关心的事。"):
        assert act_at(text[:2], text) is not Act.HIDE


def found_at(name: str, text: str, which: int) -> Act:
    """What is done with the place of the name that has so many before it."""
    start = -1
    for _ in range(which + 1):
        start = text.index(name, start + 1)
    found = [hit for hit in searcher(name).find(text) if hit.start <= start and hit.end >= start + len(name)]
    return found[0].act if found else Act.KEEP
