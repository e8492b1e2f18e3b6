"""A verdict as plain values: rule, clause, found, required, repair; its source never shown as more than it is."""

from __future__ import annotations

import pytest

from expertpool.rules.stage import Stage
from expertpool.words import Language


def test_a_broken_rule_says_what_was_found_what_is_required_and_what_repairs_it(season, verdicts):
    verdict = verdicts(season.but_member("E08", specialties=("建筑",)), Stage.DRAW)["outside-peers"]

    assert verdict.as_dict(Language.ZH) == {
        "rule": "outside-peers",
        "clause": "2025通知 六(一)2",
        "says": "自主评审单位的评委中，外单位同行不少于三分之一；下属单位视同本单位",
        "strength": "strict",
        "source": "read",
        "number": "≥ 1/3",
        "number_source": "read",
        "display": "法规（已读原文）",
        "law": True,
        "stage": "draw",
        "state": "broken",
        "verdict": "不符合",
        "found": "外单位同行专家：4（总数 13）",
        "required": "外单位同行专家不少于 5（≥ 1/3）",
        "repair": "外单位同行专家再增加 1",
        "experts": [],
        "pack": "baotou-2025",
        "waiver": None,
    }


def test_the_same_verdict_speaks_english(season, verdicts):
    verdict = verdicts(season.but_member("E08", specialties=("建筑",)), Stage.DRAW)["outside-peers"]

    said = verdict.as_dict(Language.EN)

    assert {key: said[key] for key in ("verdict", "display", "found", "required", "repair")} == {
        "verdict": "broken",
        "display": "law (text read)",
        "found": "outside peers: 4 of 13",
        "required": "outside peers: at least 5 (≥ 1/3)",
        "repair": "outside peers: 1 more",
    }


def test_a_number_the_office_set_is_not_shown_as_the_laws(season, verdicts):
    said = verdicts(season, Stage.DRAW)["private-enterprise-share"].as_dict(Language.ZH)

    assert (said["source"], said["number_source"]) == ("read", "office")
    assert said["required"] == "民营企业专家不少于 3（≥ 1/5）；数值由办公室设定"


def test_a_rule_from_memory_is_shown_as_a_suggestion(season, verdicts):
    said = verdicts(season, Stage.ATTENDANCE)["quorum"].as_dict(Language.ZH)

    assert (said["law"], said["display"], said["source"]) == (False, "建议（凭记忆，原文待核）", "memory")


def test_a_rule_about_experts_names_each_who_breaks_it(season, verdicts):
    tired = season.but_member("E02", "E13", years_served=frozenset({2022, 2023, 2024}))

    said = verdicts(tired, Stage.DRAW)["rest-after-three-years"].as_dict(Language.ZH)

    assert said["experts"] == ["E02", "E13"]
    assert said["found"] == "E02：已连续 3 年参评：2022、2023、2024；E13：已连续 3 年参评：2022、2023、2024"


def test_two_specialties_out_of_range_are_both_named(season, verdicts):
    swapped = season.but_member("E05", "E06", "E07", specialties=("采矿",))

    said = verdicts(swapped, Stage.DRAW)["seats-by-specialty"].as_dict(Language.ZH)

    assert said["repair"] == "“冶金”专业的评委再增加 3；“采矿”专业的评委减少 2"


@pytest.mark.parametrize(("language", "word"), [(Language.ZH, "未知"), (Language.EN, "unknown")])
def test_unknown_is_never_said_as_holding(season, verdicts, language, word):
    said = verdicts(season.but_committee(filed_from=None), Stage.COMMITTEE)["filing-in-force"].as_dict(language)

    assert (said["state"], said["verdict"]) == ("unknown", word)
