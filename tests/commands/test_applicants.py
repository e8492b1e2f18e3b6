"""``applicants template|check|judge|quota|blind-scope|rules`` as an office meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ID = "11010519491231002X"
LAWFUL: dict[str, Any] = {
    "key": "A001",
    "name": "高峰",
    "id_number": ID,
    "employer": "云岭稀土研究院",
    "region": "云岭市",
    "employer_kind": "事业单位",
    "series": "工程",
    "specialty": "冶金",
    "level": "副高级",
    "quota_unit": "云岭市东河区",
    "self_reviewing": False,
    "socialised": False,
    "enterprise_tag": "无",
    "affiliation": "本地",
    "workplace": "城市",
    "category": "一般",
    "standing": "在职",
    "insured_by": "云岭稀土研究院",
    "insured_region": "云岭市",
    "education": "大学本科",
    "degree": "学士",
    "held_level": "中级",
    "held_since": "2019-06-30",
    "appointed_on": "2019-07-10",
    "qualification_level": "无",
    "service_years": 12,
    "city_years": 12,
    "county_years": 0,
    "township_years": 0,
    "township_post_years": 0,
    "rural_years": 0,
    "rural_months": 0,
    "appraisals": "2023合格、2024优秀",
    "training_hours": 90,
    "track": "普通",
    "channel": "主管部门",
    "claims": "",
    "talent": "无",
    "sanction": "无",
    "violation": "无",
    "signatures": "审核人、审核意见、审核日期、单位公章",
    "pledged": True,
    "materials_true": True,
    "online_paper_match": True,
    "submitted_on": "2025-06-20",
    "audited_on": "2025-07-02",
    "evidence_on": "2025-05-30",
    "returned": False,
    "posted_on": "2025-06-24",
    "posted_until": "2025-07-01",
    "objection": False,
    "delivered_to": "市人社局",
    "review_mode": "会议评审",
    "review_group": "普通组",
}
SETTINGS = """
[settings]
years_in_title_at_least = { "副高级" = 5, "正高级" = 5 }
service_years_at_least = 10
education_at_least = "大学本科"
fit_appraisal_years = 2
under_investigation_may_apply = false
green_channel_levels = ["副高级"]
exam_instead_of_review = ["会计/中级"]
exam_and_review = ["会计"]
training_hours_at_least = 90
"""
WAIVER = """
[[waiver]]
rule = "rural-service"
applicant = "A002"
reason = "组织选派援外"
approver = "云岭市人社局"
at = 2025-06-01T09:00:00+08:00
"""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Three people: lawful, a city doctor without rural service, and one who handed in late."""
    doctor = {**LAWFUL, "key": "A002", "name": "王丽", "id_number": "", "series": "卫生", "specialty": "内科"}
    late = {**LAWFUL, "key": "A003", "name": "李明", "id_number": "", "submitted_on": "2025-06-26"}
    path = tmp_path / "名单.json"
    path.write_text(json.dumps([LAWFUL, doctor, late], ensure_ascii=False), encoding="utf-8")
    (tmp_path / "设置.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "豁免.toml").write_text(WAIVER, encoding="utf-8")
    return path


def of_kind(told: Any, key: str, state: str) -> list[str]:
    person = next(one for one in told.json["applicants"] if one["key"] == key)
    return [verdict["rule"] for verdict in person["verdicts"] if verdict["state"] == state]


def test_a_judgement_is_a_report_with_exit_code_zero_and_counts_whatever_it_says(run, roster: Path) -> None:
    told = run("applicants", "judge", roster, "--settings", roster.with_name("设置.toml"), "--json")
    assert told.code == 0
    assert told.json["counts"] == {"broken": 2, "unknown": 0, "waived": 0, "holds": 1, "not_applicable": 0}
    assert [one["state"] for one in told.json["applicants"]] == ["holds", "broken", "broken"]
    assert (of_kind(told, "A002", "broken"), of_kind(told, "A003", "broken")) == (["rural-service"], ["online-submit"])
    assert (told.json["season"], told.json["year"], told.json["open_settings"]) == ("baotou-2025", 2025, [])


def test_without_settings_what_was_not_read_is_unknown_and_named(run, roster: Path) -> None:
    told = run("applicants", "judge", roster, "--person", "A001", "--json")
    assert told.json["applicants"][0]["state"] == "unknown"
    assert of_kind(told, "A001", "unknown") == [
        "years-in-title",
        "degree",
        "service-years",
        "training-hours",
        "appraisals",
        "exam-replaces-review",
        "exam-pass-valid",
    ]
    assert "years_in_title_at_least" in told.json["open_settings"]


def test_a_waiver_is_shown_with_reason_approver_and_time(run, roster: Path) -> None:
    files = ("--settings", roster.with_name("设置.toml"), "--waivers", roster.with_name("豁免.toml"))
    told = run("applicants", "judge", roster, *files, "--json")
    person = told.json["applicants"][1]
    (waived,) = [verdict for verdict in person["verdicts"] if verdict["state"] == "waived"]
    assert (person["state"], waived["rule"]) == ("waived", "rural-service")
    assert waived["waiver"] == {
        "reason": "组织选派援外",
        "approver": "云岭市人社局",
        "at": "2025-06-01T09:00:00+08:00",
    }
    shown = run("applicants", "judge", roster, *files)
    assert "豁免：组织选派援外；批准人：云岭市人社局；时间：2025-06-01 09:00" in shown.out


def test_no_output_shows_a_whole_identity_number(run, roster: Path, tmp_path: Path) -> None:
    book = tmp_path / "结论.xlsx"
    files = ("--settings", roster.with_name("设置.toml"))
    texts = [
        run("applicants", "judge", roster, *files, "--out", book).out,
        run("applicants", "judge", roster, *files, "--json").out,
        run("applicants", "quota", roster, "--json").out,
        run("applicants", "blind-scope", roster, "--json").out,
    ]
    cells = [str(cell.value) for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row]
    assert ID not in " ".join([*texts, *cells])
    assert "110105********002X" in cells


def test_the_workbook_has_people_verdicts_and_rules(run, roster: Path, tmp_path: Path) -> None:
    book = tmp_path / "结论.xlsx"
    files = ("--settings", roster.with_name("设置.toml"), "--waivers", roster.with_name("豁免.toml"))
    assert run("applicants", "judge", roster, *files, "--out", book).code == 0
    people, lines, rules = openpyxl.load_workbook(book).worksheets
    assert [row[5].value for row in people.iter_rows(min_row=2)] == ["符合", "已豁免", "不符合"]
    found = {(row[0].value, row[2].value): row[7].value for row in lines.iter_rows(min_row=2)}
    assert (found["A003", "online-submit"], found["A002", "rural-service"]) == ("不符合", "已豁免")
    assert rules.max_row == 52


def test_a_faulty_roster_is_checked_in_one_pass_and_refused_by_the_judgement(run, tmp_path: Path) -> None:
    path = tmp_path / "坏.csv"
    path.write_text(
        "申报编号,姓名,工作单位,身份证号,诚信承诺书\nA1,高峰,云岭大学,110105194912310021,也许\n", encoding="utf-8"
    )
    checked = run("applicants", "check", path, "--json")
    assert (checked.code, checked.json["errors"]) == (2, 2)
    assert [(one["cell"], one["code"]) for one in checked.json["problems"]] == [
        ("D2", "roster.id_check"),
        ("E2", "roster.not_allowed"),
    ]
    assert "110105194912310021" not in checked.out
    assert Path(checked.json["checked_file"]).exists()
    judged = run("applicants", "judge", path, "--json")
    assert (judged.code, judged.json["error"]["code"]) == (2, "applicants.not_clean")
    assert "110105194912310021" not in judged.out
    assert (run("applicants", "quota", path).code, run("applicants", "blind-scope", path).code) == (2, 2)


def test_a_template_is_written_and_a_clean_roster_passes_the_check(run, roster: Path, tmp_path: Path) -> None:
    assert run("applicants", "template", tmp_path / "模板.xlsx").code == 0
    assert run("applicants", "template", tmp_path / "模板.xlsx").code == 2
    assert run("applicants", "check", roster).code == 0


ONE_WAIVER = {
    "rule": '"rural-service"',
    "applicant": '"A002"',
    "reason": '"组织选派援外"',
    "approver": '"云岭市人社局"',
    "at": "2025-06-01T09:00:00+08:00",
}


def waiver_file(**changes: str | None) -> str:
    """A file of one waiver with some entries changed, or left out where they are None."""
    entries = {key: value for key, value in {**ONE_WAIVER, **changes}.items() if value is not None}
    return "[[waiver]]\n" + "\n".join(f"{key} = {value}" for key, value in entries.items())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (waiver_file(rule='"online-submit"'), "rules.waiver_strict"),
        (waiver_file(rule='"no-rule"'), "rules.waiver_no_rule"),
        (waiver_file(approver=None), "eligibility.waiver_incomplete"),
        (waiver_file(reason='"  "'), "rules.want_text"),
        (waiver_file(at="2025-06-01T09:00:00"), "eligibility.waiver_without_zone"),
        (waiver_file(at='"明天"'), "committee.want_moment"),
        (waiver_file(applicant='"A404"'), "eligibility.waiver_for_stranger"),
        (waiver_file() + "\n" + waiver_file(), "eligibility.waiver_twice"),
        ('waiver = "all"', "applicants.want_waivers"),
        ("waivers = []", "rules.key_unknown_near"),
    ],
)
def test_a_bad_file_of_waivers_is_refused_with_its_fault(text: str, code: str, run, roster: Path) -> None:
    file = roster.with_name("坏豁免.toml")
    file.write_text(text, encoding="utf-8")
    told = run("applicants", "judge", roster, "--waivers", file, "--json")
    assert (told.code, told.json["error"]["code"]) == (2, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[settings]\nyears_in_titel = 5", "rules.key_unknown"),
        ("[settings]\nservice_years_at_least = -1", "rules.want_whole"),
        ('[cutoff]\n"会计" = "soon"', "rules.want_day"),
        ("[setting]\nservice_years_at_least = 1", "rules.key_unknown_near"),
    ],
)
def test_a_bad_file_of_settings_is_refused_with_its_fault(text: str, code: str, run, roster: Path) -> None:
    file = roster.with_name("坏设置.toml")
    file.write_text(text, encoding="utf-8")
    told = run("applicants", "judge", roster, "--settings", file, "--json")
    assert (told.code, told.json["error"]["code"]) == (2, code)


def test_a_series_own_cutoff_is_taken_from_the_settings(run, tmp_path: Path) -> None:
    path, file = tmp_path / "名单.json", tmp_path / "设置.toml"
    path.write_text(json.dumps([{**LAWFUL, "evidence_on": "2025-07-31"}], ensure_ascii=False), encoding="utf-8")
    file.write_text(SETTINGS, encoding="utf-8")
    assert of_kind(run("applicants", "judge", path, "--settings", file, "--json"), "A001", "broken") == [
        "evidence-cutoff"
    ]
    file.write_text(SETTINGS + '\n[cutoff]\n"工程系列" = 2025-07-31\n', encoding="utf-8")
    assert of_kind(run("applicants", "judge", path, "--settings", file, "--json"), "A001", "broken") == []


def test_several_rosters_are_judged_as_one_list_and_a_person_in_two_of_them_is_found(run, tmp_path: Path) -> None:
    first, second = tmp_path / "东河.json", tmp_path / "西山.json"
    first.write_text(json.dumps([LAWFUL], ensure_ascii=False), encoding="utf-8")
    again = {**LAWFUL, "key": "W001", "employer": "西山研究所", "insured_by": "西山研究所", "series": "档案"}
    second.write_text(json.dumps([again], ensure_ascii=False), encoding="utf-8")
    assert "one-series-one-level" in of_kind(run("applicants", "judge", first, "--json"), "A001", "holds")
    told = run("applicants", "judge", first, second, "--json")
    assert [of_kind(told, key, "broken") for key in ("A001", "W001")] == [["one-series-one-level"]] * 2
    second.write_text(json.dumps([{**again, "key": "A001"}], ensure_ascii=False), encoding="utf-8")
    told = run("applicants", "judge", first, second, "--json")
    assert (told.code, told.json["error"]["code"]) == (2, "applicants.key_in_two")
    assert told.json["error"]["where"] == {"file": "西山.json", "row": 1}


def test_somebody_who_is_not_listed_cannot_be_shown(run, roster: Path) -> None:
    told = run("applicants", "judge", roster, "--person", "A404", "--json")
    assert (told.code, told.json["error"]["code"]) == (2, "applicants.nobody")
    assert run("applicants", "judge", roster, "--out", roster.with_name("结论.txt")).code == 2


def test_places_are_counted_unit_by_unit_from_the_office_table(run, tmp_path: Path) -> None:
    teacher = {**LAWFUL, "series": "中小学教师", "level": "正高级", "id_number": ""}
    people = [{**teacher, "key": f"T{at}", "name": f"教师{'甲乙丙'[at]}"} for at in range(3)]
    path, places = tmp_path / "名单.json", tmp_path / "名额.toml"
    path.write_text(json.dumps(people, ensure_ascii=False), encoding="utf-8")
    places.write_text('[teacher_full_senior]\n"云岭市东河区" = 2\n', encoding="utf-8")
    told = run("applicants", "quota", path, "--places", places, "--json")
    found = {(one["rule"], one["unit"]): one["state"] for one in told.json["places"]}
    assert told.code == 0
    assert found["teacher-full-senior-total", ""] == "holds"
    assert found["teacher-full-senior-share", "云岭市东河区"] == "broken"
    assert found["post-ratio", "云岭稀土研究院"] == "unknown"
    places.write_text(
        '[posts]\n"云岭稀土研究院" = { places = 2, agreement = "云人社〔2025〕12号" }\n', encoding="utf-8"
    )
    told = run("applicants", "quota", path, "--places", places, "--json")
    found = {(one["rule"], one["unit"]): one["state"] for one in told.json["places"]}
    assert found["post-ratio", "云岭稀土研究院"] == "holds"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[teacher_full_seniro]\n"东河区" = 2', "applicants.table_unknown"),
        ('[posts]\n"东河区" = "两个"', "rules.want_whole"),
        ('[posts]\n"东河区" = { agreement = "文" }', "rules.key_missing"),
        ("posts = 3", "rules.want_table"),
    ],
)
def test_a_bad_table_of_places_is_refused_with_its_fault(text: str, code: str, run, roster: Path) -> None:
    file = roster.with_name("坏名额.toml")
    file.write_text(text, encoding="utf-8")
    told = run("applicants", "quota", roster, "--places", file, "--json")
    assert (told.code, told.json["error"]["code"]) == (2, code)


def test_the_blind_scope_of_one_title_and_of_a_list(run, roster: Path) -> None:
    one = run("applicants", "blind-scope", "--series", "经济", "--level", "正高级", "--year", "2025", "--json")
    assert (one.code, one.json["blind"], one.json["clause"]) == (0, True, "2025通知 四(一)1")
    assert (
        run("applicants", "blind-scope", "--series", "卫生", "--level", "正高级", "--json").json["missing"]
        == "socialised"
    )
    listed = run("applicants", "blind-scope", roster, "--json")
    assert listed.json["counts"] == {"blind": 0, "not_blind": 3, "unknown": 0}
    assert run("applicants", "blind-scope", roster, "--year", "2026", "--json").json["counts"]["blind"] == 3
    assert run("applicants", "blind-scope").code == 2
    assert run("applicants", "blind-scope", roster, "--series", "经济").code == 2


def test_the_rule_table_names_clause_strength_and_source_and_what_the_office_must_state(run) -> None:
    told = run("applicants", "rules", "--json")
    table = {one["id"]: one for one in told.json["rules"]}
    assert len(table) == 56
    assert (table["teacher-full-senior-total"]["number"], table["online-submit"]["law"]) == ("≤ 28", True)
    assert (table["years-in-title"]["law"], table["rural-service"]["strength"]) == (False, "principle")
    assert told.json["open_settings"]["years_in_title_at_least"] == ["years-in-title"]
    assert run("applicants", "rules", "--lang", "en").code == 0
    assert [one["pack"] for one in run("applicants", "rules", "national", "--json").json["rules"]] == ["national"] * 2
    assert run("applicants", "rules", "nowhere").code == 2
