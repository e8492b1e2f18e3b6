"""``season dates``, ``season count`` and ``season days`` as an office meets them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import icalendar
import pytest

DAYS_OF_2027 = 'year = 2027\nsource = "国办通知"\noff = [2027-01-01, 2027-02-08]\nworked = [2027-02-14]\n'


def test_dates_of_the_notice_come_with_clause_and_the_days_that_were_counted(run) -> None:
    told = run("season", "dates", "--of", "baotou-2025", "--review-end", "2025-08-20", "--json")

    by_id = {one["id"]: one for one in told.json["deadlines"]}
    assert told.code == 0
    assert by_id["results-report"]["day"] == "2025-09-12"
    assert by_id["results-report"]["bound_by"] == "approval-filing"
    assert by_id["result-posted"]["clause"] == "40号令 第二十六条；2025通知 二(一)3"
    assert [one["day"] for one in by_id["result-posted"]["counted"] if one["number"]][-1] == "2025-08-29"
    assert (by_id["plan-filed"]["day"], by_id["plan-filed"]["waits_for"]) == (None, "meeting")


def test_the_calendar_file_holds_each_known_day_once_and_the_same_identity_every_time(run, tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics"):
        assert run("season", "dates", "--meeting", "2025-08-12", "--ics", tmp_path / name).code == 0

    first, second = (icalendar.Calendar.from_ical((tmp_path / name).read_bytes()) for name in ("a.ics", "b.ics"))
    days = {str(event["uid"]): event["dtstart"].dt for event in first.walk("VEVENT")}
    assert days == {str(event["uid"]): event["dtstart"].dt for event in second.walk("VEVENT")}
    assert sorted(days.values()).count(date(2025, 8, 5)) == 2
    reminded = [[alarm["trigger"].dt.days for alarm in event.walk("VALARM")] for event in first.walk("VEVENT")]
    assert reminded == [[-7, -3, -1]] * len(days)


def test_a_year_without_days_is_refused_until_the_office_enters_them_and_the_ledger_knows(run, tmp_path: Path) -> None:
    refused = run("season", "count", "2027-02-05", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "season.year_without_days")

    file = tmp_path / "放假.toml"
    file.write_text(DAYS_OF_2027, encoding="utf-8")
    assert run("season", "days", "--enter", file, "--by", "王芳").code == 0

    assert run("season", "count", "2027-02-05", "--json").json["end"] == "2027-02-14"
    assert run("ledger", "verify").code == 0


def test_a_table_entered_again_replaces_the_first_and_both_stand_in_the_ledger(run, tmp_path: Path) -> None:
    file = tmp_path / "days.toml"
    for text in (DAYS_OF_2027, DAYS_OF_2027.replace("2027-02-08", "2027-02-09")):
        file.write_text(text, encoding="utf-8")
        assert run("season", "days", "--enter", file).code == 0

    assert run("season", "days", "2027", "--json").json["off"] == ["2027-01-01", "2027-02-09"]
    assert run("ledger", "verify").code == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("year = ", "season.days_unreadable"),
        ("year = 2027\nsource='x'\noff=[2027-02-30]\nworked=[]", "season.days_unreadable"),
        ("year = true\nsource='x'\noff=[]\nworked=[]", "season.days_field"),
        ("year = 2027\nsource='  '\noff=[]\nworked=[]", "season.days_field"),
        ("year = 2027\nsource='x'\noff=[]", "season.days_field"),
        ("year = 2027\nsource='x'\noff=[]\nworked=[]\nmore=1", "season.days_unknown_field"),
        ("year = 2027\nsource='x'\noff=['2027-01-01']\nworked=[]", "season.day_no_date"),
        ("year = 2027\nsource='x'\noff=[2027-01-01T00:00:00]\nworked=[]", "season.day_no_date"),
        ("year = 2027\nsource='x'\noff=[2027-01-01, 2027-01-01]\nworked=[]", "season.day_twice"),
        ("year = 2027\nsource='x'\noff=[2026-12-31]\nworked=[]", "season.day_of_another_year"),
        ("year = 2027\nsource='x'\noff=[2027-01-02]\nworked=[2027-01-02]", "season.day_both"),
        ("year = 2027\nsource='x'\noff=[]\nworked=[2027-01-04]", "season.day_worked_anyway"),
    ],
)
def test_a_faulty_table_of_days_is_refused_by_name_and_nothing_is_entered(run, tmp_path: Path, text, code) -> None:
    file = tmp_path / "days.toml"
    file.write_text(text, encoding="utf-8")

    refused = run("season", "days", "--enter", file, "--json")

    assert (refused.code, refused.json["error"]["code"]) == (2, code)
    assert run("season", "days", "2027", "--json").json["error"]["code"] == "season.year_without_days"


def test_a_table_of_days_that_is_a_folder_or_in_another_encoding_is_refused(run, tmp_path: Path) -> None:
    file = tmp_path / "days.toml"
    file.write_bytes("year = 2027\nsource = '国办通知'\noff = []\nworked = []".encode("gb18030"))

    for given in (tmp_path, file):
        refused = run("season", "days", "--enter", given, "--json")
        assert (refused.code, refused.json["error"]["code"]) == (2, "season.days_unreadable")


def test_help_and_refusals_show_how_a_day_is_written(run) -> None:
    for words in (("count",), ("dates",), ("due",)):
        shown = run("season", *words, "--help").out
        assert "YYYY-MM-DD" in shown
        assert "%" not in shown

    refused = run("season", "count", "2025-13-01", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "cli.want_day")
    assert "2025-08-15" in refused.json["error"]["hint"]
