"""The committee file: read as the office wrote it, or refused with the place and what would be right."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

import pytest

from expertpool.documents.committee_file import read_committee
from expertpool.errors import Refusal
from expertpool.rules.facts import Basis, CommitteeFacts, Level, SeatRange
from expertpool.rules.waiver import Waiver
from expertpool.words import Language

WHOLE = """
name = "2025年度云岭市工程系列冶金专业高级职称评审委员会"
year = 2025
series = "工程"
level = "副高级"               # the level reviewed; members hold it or higher
basis = "specialty"            # "series" or "specialty": which size rule applies
seats = 13
meeting = 2025-08-15
self_reviewing_unit = "云岭稀土研究院"     # leave out where the unit is not self-reviewing
affiliates = ["云岭稀土研究院检测中心"]     # count as the same unit
enterprise_related = true
private_enterprise_at_least = "1/5"        # a share or a whole number
max_per_employer = 2
previous_panel = ["E0007", "E0031"]       # read by rotation rules only
keep = []                                  # members who stay; only the other seats are drawn
reserves = 0                               # with replacement = "same-order": reserves named in advance
filed_from = 2024-03-01
filed_until = 2027-02-28
neighbours = { "冶金" = ["材料"] }          # specialties that count as the same field
recused = ["E0100"]                        # not drawable for this committee, with the ground recorded elsewhere

[specialties]                              # seats by specialty
"冶金" = { at_least = 5 }
"采矿" = { at_least = 3, at_most = 5 }
"""

MINIMAL = """
name = "云岭市高级职称评审委员会"
year = 2025
series = "工程"
level = "正高级"
seats = 13
meeting = 2025-08-15
"""


@pytest.fixture
def read(tmp_path):
    """Reads a text as a committee file."""

    def reading(text, *, encoding="utf-8"):
        file = tmp_path / "committee.toml"
        file.write_bytes(text.encode(encoding))
        return read_committee(file)

    return reading


@pytest.fixture
def refused(read):
    """The refusal of a text."""

    def reading(text, **how):
        with pytest.raises(Refusal) as caught:
            read(text, **how)
        refusal = caught.value
        assert refusal.exit_code == 2
        for language in Language:
            assert refusal.message(language)
            assert refusal.hint(language)
        return refusal

    return reading


def test_the_whole_file_is_read(read):
    assert read(WHOLE) == CommitteeFacts(
        name="2025年度云岭市工程系列冶金专业高级职称评审委员会",
        year=2025,
        series="工程",
        level=Level.ASSOCIATE_SENIOR,
        basis=Basis.SPECIALTY,
        seats=13,
        meeting=date(2025, 8, 15),
        self_reviewing_unit="云岭稀土研究院",
        affiliates=frozenset({"云岭稀土研究院检测中心"}),
        enterprise_related=True,
        private_enterprise_at_least=Fraction(1, 5),
        max_per_employer=2,
        previous_panel=frozenset({"E0007", "E0031"}),
        filed_from=date(2024, 3, 1),
        filed_until=date(2027, 2, 28),
        neighbours={"冶金": frozenset({"材料"})},
        recused=frozenset({"E0100"}),
        specialties={"冶金": SeatRange(at_least=5), "采矿": SeatRange(at_least=3, at_most=5)},
    )


def test_what_is_left_out_is_not_known(read):
    committee = read(MINIMAL)

    assert committee == CommitteeFacts(
        name="云岭市高级职称评审委员会",
        year=2025,
        series="工程",
        level=Level.FULL_SENIOR,
        seats=13,
        meeting=date(2025, 8, 15),
    )
    assert (committee.basis, committee.previous_panel, committee.filed_from) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("private_enterprise_at_least = 3", "private_enterprise_at_least", 3),
        ('private_enterprise_at_least = "20%"', "private_enterprise_at_least", Fraction(1, 5)),
        ('private_enterprise_at_least = "２０％"', "private_enterprise_at_least", Fraction(1, 5)),
        ("private_enterprise_at_least = 0", "private_enterprise_at_least", 0),
        ('max_per_employer = "1/3"', "max_per_employer", Fraction(1, 3)),
        ("previous_panel = []", "previous_panel", frozenset()),
        ('keep = ["E02", "E01"]', "keep", ("E02", "E01")),
        ('keep = [" Ｅ０１ "]', "keep", ("E01",)),
        ('applying = ["E01"]', "applying", frozenset({"E01"})),
        ('supervising_units = ["云岭市纪委监委"]', "supervising_units", frozenset({"云岭市纪委监委"})),
        ('filed_from = "2024-03-01"', "filed_from", date(2024, 3, 1)),
        ('filed_from = "2024年3月1日"', "filed_from", date(2024, 3, 1)),
        ('filed_from = "2024/3/1"', "filed_from", date(2024, 3, 1)),
        ("filed_from = 2024-03-01T00:00:00+08:00", "filed_from", date(2024, 3, 1)),
        ("pool_cleaned = 2025-06-01", "pool_cleaned_on", date(2025, 6, 1)),
        ("[records]\npool_cleaned = 2025-06-01", "pool_cleaned_on", date(2025, 6, 1)),
        ("enterprise_related = false", "enterprise_related", False),
        ('basis = "series"', "basis", Basis.SERIES),
        ("[settings]\nnew_members_at_least = '1/3'", "settings", {"new_members_at_least": Fraction(1, 3)}),
        ("[settings]\nmax_per_employer = 2", "max_per_employer", 2),
        ("[records]\nplan_filed = 2025-08-01", "records", {"plan_filed": date(2025, 8, 1)}),
        ('[specialties]\n" 冶金 " = {}', "specialties", {"冶金": SeatRange()}),
        ('[specialties]\n"冶金" = { at_least = 99 }', "specialties", {"冶金": SeatRange(99)}),
        ("reserves = 2\nreplacement = 'same-order'", "reserves", 2),
        ("reserves = 2", "replacement", "same-order"),
        ("reserves = 0", "replacement", "queue"),
    ],
)
def test_each_way_of_writing_is_understood(read, line, field, value):
    assert getattr(read(MINIMAL + line), field) == value


def test_demands_that_no_panel_can_meet_are_left_to_the_draw_to_explain(read):
    committee = read(MINIMAL + '[specialties]\n"冶金" = { at_least = 9 }\n"采矿" = { at_least = 9 }\n')

    assert sum(seats.at_least for seats in committee.specialties.values()) > committee.seats


def test_a_waiver_states_rule_expert_reason_approver_and_time(read):
    waiver = """
[[waiver]]
rule = "rest-after-three-years"
expert = "E0031"
reason = "该专业全市仅此一人"
approver = "王主任"
at = 2025-08-01T09:00:00+08:00
"""
    at = datetime(2025, 8, 1, 9, tzinfo=timezone(timedelta(hours=8)))

    assert read(MINIMAL + waiver).waivers == (
        Waiver("rest-after-three-years", "该专业全市仅此一人", "王主任", at, "E0031"),
    )
    assert read(MINIMAL + waiver.replace("2025-08-01T09:00:00+08:00", '"2025-08-01 09:00+08:00"')).waivers[0].at == at


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("reason", "rules.waiver_incomplete"),
        ("approver", "rules.waiver_incomplete"),
        ("at", "rules.waiver_incomplete"),
        ("rule", "rules.waiver_incomplete"),
    ],
)
def test_a_waiver_that_lacks_a_part_is_refused(refused, field, code):
    parts = {
        "rule": '"rest-after-three-years"',
        "expert": '"E1"',
        "reason": '"r"',
        "approver": '"a"',
        "at": "2025-08-01T09:00:00+08:00",
    }
    del parts[field]

    refusal = refused(MINIMAL + "[[waiver]]\n" + "\n".join(f"{key} = {value}" for key, value in parts.items()))

    assert (refusal.code, refusal.params["part"]) == (code, field)


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ("seat = 13", "rules.key_unknown_near", "seat"),
        ("private_enterprise_atleast = 3", "rules.key_unknown_near", "private_enterprise_atleast"),
        ("colour = 3", "rules.key_unknown", "colour"),
        ('private_enterprise_at_least = "0.2"', "rules.want_share", "private_enterprise_at_least"),
        ("private_enterprise_at_least = 0.2", "rules.want_share", "private_enterprise_at_least"),
        ('private_enterprise_at_least = "6/5"', "rules.want_share", "private_enterprise_at_least"),
        ("private_enterprise_at_least = -1", "rules.want_share", "private_enterprise_at_least"),
        ("max_per_employer = 0", "committee.want_cap", "max_per_employer"),
        ('max_per_employer = "0%"', "committee.want_cap", "max_per_employer"),
        ("max_per_employer = []", "rules.want_share", "max_per_employer"),
        ('basis = "whole"', "rules.want_one_of", "basis"),
        ('self_reviewing_unit = ""', "rules.want_text", "self_reviewing_unit"),
        ('affiliates = ["甲"]', "committee.affiliates_of_nobody", "affiliates"),
        ('enterprise_related = "是"', "rules.want_bool", "enterprise_related"),
        ('keep = "E01"', "rules.want_texts", "keep"),
        ("keep = [1, 2]", "rules.want_texts", "keep"),
        ('keep = ["E01", "E02", "E01"]', "committee.listed_twice", "keep"),
        ('keep = ["E01", "Ｅ01"]', "committee.listed_twice", "keep"),
        ('recused = ["E01", "E01"]', "committee.listed_twice", "recused"),
        ("keep = [" + ", ".join(f'"E{n}"' for n in range(14)) + "]", "committee.keep_too_long", "keep"),
        ("reserves = -1", "rules.want_whole", "reserves"),
        ("reserves = 1.5", "rules.want_whole", "reserves"),
        ("reserves = 1\nreplacement = 'queue'", "committee.reserves_need_order", "reserves"),
        ('replacement = "lottery"', "rules.want_one_of", "replacement"),
        ("filed_from = 2024", "rules.want_day", "filed_from"),
        ('filed_from = "2024-13-01"', "rules.want_day", "filed_from"),
        ("filed_from = 2025-01-02\nfiled_until = 2025-01-01", "committee.filed_backwards", "filed_until"),
        ("specialties = 3", "rules.want_table", "specialties"),
        ('[specialties]\n"冶金" = 5', "committee.want_seats", "specialties.冶金"),
        ('[specialties]\n"冶金" = { at_least = 5, at_most = 3 }', "committee.seats_upside_down", "specialties.冶金"),
        ('[specialties]\n"冶金" = { atleast = 5 }', "rules.key_unknown_near", "specialties.冶金.atleast"),
        ('[specialties]\n"冶金" = { at_least = -1 }', "rules.want_whole", "specialties.冶金.at_least"),
        ('[specialties]\n"冶金" = {}\n" 冶金" = {}', "committee.named_twice", "specialties"),
        ('neighbours = { "冶金" = "材料" }', "rules.want_texts", "neighbours.冶金"),
        ("[settings]\nnew_members_at_least = 0.3", "rules.want_share", "settings.new_members_at_least"),
        ("[records]\nplan_filed = true", "rules.want_day", "records.plan_filed"),
        ("waiver = 3", "committee.want_waivers", "waiver"),
        ("[[waiver]]\nwhy = 3", "rules.key_unknown", "waiver.1.why"),
        (
            "[[waiver]]\nrule='a'\nexpert='b'\nreason='c'\napprover='d'\nat=2025-08-01T09:00:00",
            "rules.waiver_without_zone",
            "a · waiver.1",
        ),
        (
            "[[waiver]]\nrule='a'\nexpert='b'\nreason='c'\napprover='d'\nat='morning'",
            "committee.want_moment",
            "waiver.1.at",
        ),
    ],
)
def test_a_wrong_statement_is_refused_at_its_key(refused, line, code, field):
    refusal = refused(MINIMAL + line)

    assert (refusal.code, refusal.where.field) == (code, field)


@pytest.mark.parametrize(
    ("line", "wrong", "code"),
    [
        ("seats = 13", "seats = 0", "rules.want_positive"),
        ("seats = 13", "seats = -3", "rules.want_whole"),
        ("seats = 13", "seats = 13.0", "rules.want_whole"),
        ("seats = 13", "seats = true", "rules.want_whole"),
        ("seats = 13", 'seats = "13"', "rules.want_whole"),
        ("seats = 13", "seats = 99999999999999999999", "rules.want_whole"),
        ("year = 2025", 'year = "2025"', "committee.want_year"),
        ("year = 2025", "year = 25", "committee.want_year"),
        ("year = 2025", "year = 2052", "committee.year_far"),
        ('level = "正高级"', 'level = "高级"', "rules.want_one_of"),
        ('level = "正高级"', "level = ['正高级']", "rules.want_one_of"),
        ('series = "工程"', 'series = " "', "rules.want_text"),
        ("meeting = 2025-08-15", 'meeting = "八月十五"', "rules.want_day"),
        ("meeting = 2025-08-15", "meeting = 20250815", "rules.want_day"),
    ],
)
def test_a_wrong_value_of_what_must_be_stated_is_refused_with_its_row(refused, line, wrong, code):
    refusal = refused(MINIMAL.replace(line, wrong))

    assert refusal.code == code
    assert refusal.where.row == MINIMAL.splitlines().index(line) + 1


@pytest.mark.parametrize("key", ["name", "year", "series", "level", "seats", "meeting"])
def test_what_must_be_stated_is_missed_by_name(refused, key):
    without = "\n".join(line for line in MINIMAL.splitlines() if not line.startswith(key))

    refusal = refused(without)

    assert (refusal.code, refusal.where.field) == ("committee.key_missing", key)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("private_enterprise_at_least = 1/5", "rules.toml_syntax"),
        ("filed_from = 2024-3-1", "rules.toml_syntax"),
        ("self_reviewing_unit = 云岭大学", "rules.toml_value"),
        ("self_reviewing_unit = “云岭大学”", "rules.toml_wide"),
        ('self_reviewing_unit ＝ "云岭大学"', "rules.toml_wide"),
        ('self_reviewing_unit： "云岭大学"', "rules.toml_wide"),
        ('冶金 = "x"', "rules.toml_key"),
        ("enterprise_related = True", "rules.toml_value"),
        ("seats = 15", "rules.toml_twice"),
        ('self_reviewing_unit = "云岭', "rules.toml_syntax"),
        ("[specialties", "rules.toml_syntax"),
        ("[specialties]\n[specialties]", "rules.toml_twice"),
    ],
)
def test_text_that_is_not_toml_is_refused_with_line_and_column(refused, line, code):
    refusal = refused(MINIMAL + line + "\n")

    rows = len(MINIMAL.splitlines())
    assert refusal.code == code
    assert refusal.where.row in (rows + 1, rows + 2)
    assert refusal.params["column"] >= 1
    assert f"第 {refusal.where.row} 行" in refusal.message(Language.ZH)


def test_a_byte_order_mark_and_windows_line_ends_are_taken_in_stride(read):
    assert read(WHOLE.replace("\n", "\r\n"), encoding="utf-8-sig") == read(WHOLE)


@pytest.mark.parametrize(("encoding", "named"), [("gb18030", "GBK/GB18030"), ("utf-16", "UTF-16")])
def test_another_encoding_is_refused_by_name(refused, encoding, named):
    refusal = refused(WHOLE, encoding=encoding)

    assert (refusal.code, refusal.params["encoding"]) == ("rules.file_not_utf8", named)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    codes = []
    for path in (tmp_path / "nothing.toml", tmp_path):
        with pytest.raises(Refusal) as caught:
            read_committee(path)
        codes.append(caught.value.code)

    assert codes == ["common.file_missing", "rules.file_is_folder"]


def test_an_empty_file_misses_the_first_thing_it_must_state(refused):
    assert refused("").params["entry"] == "name"
