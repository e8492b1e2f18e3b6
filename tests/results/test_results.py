"""Results from the ranking to the roster, by command: what is refused, what is counted, what is left on record."""

from __future__ import annotations

import json
import stat
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import select

from expertpool.db import open_session
from expertpool.documents.report_tables import ReportWords
from expertpool.models import Result, ReviewReader
from expertpool.queries.committee_record import committees_on_record
from expertpool.reporting.report_contents import ReportContents
from expertpool.results.papers import ranking_row
from expertpool.words import Language, speaker
from tests.results.conftest import AFTER, CODENAMES, GROUP, IDS, LAST, YES, A, B, C, D, Office


def cells(path: Path) -> list[list[str]]:
    return [[str(cell.value) for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]


def test_ranking_joins_scores_of_the_filed_method_with_the_ballot(office: Office) -> None:
    told = office.rank()
    assert [(one["candidate"], one["place"], one["score"]) for one in told["results"]] == [
        (A, 1, "85.00"),
        (B, 2, "80.00"),
        (C, 2, "80.00"),
        (D, 4, "65.00"),
    ]
    assert office.standings(told) == {A: "in", B: "in", C: "in", D: "below-line"}
    assert {one["sealed_at_rest_only"] for one in told["results"]} == {False}
    office.audit()


def test_result_whose_ballot_is_missing_is_no_result(uncounted: Office) -> None:
    assert uncounted.rank_refused() == (2, "results.ballot_missing")
    uncounted.count(dict.fromkeys((A, B, C), 6))
    assert uncounted.rank_refused() == (2, "results.ballot_missing")
    uncounted.count(agreed=False)
    assert uncounted.rank_refused() == (2, "results.ballot_missing")


def test_who_the_ballot_did_not_pass_is_out_with_the_best_score(uncounted: Office) -> None:
    uncounted.count({**YES, A: 4})
    assert uncounted.standings(uncounted.rank()) == {A: "not-passed", B: "in", C: "in", D: "below-line"}


def test_counts_that_contradict_one_another_decide_nothing_until_one_is_named(office: Office) -> None:
    office.count({**YES, A: 4})
    assert office.rank_refused() == (2, "results.counts_differ")
    assert office.standings(office.rank("--count", "2"))[A] == "not-passed"
    assert office.standings(office.rank("--count", "1"))[A] == "in"
    assert office.rank_refused("--count", "3") == (2, "results.no_such_count")


def test_scores_changed_after_their_opening_are_forged(office: Office) -> None:
    table = office.folder / "opened" / "scores.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("60.00", "99.00"), encoding="utf-8")
    assert office.rank_refused() == (5, "results.scores_differ")


def test_quota_that_is_exceeded_names_the_tied_and_nothing_is_published_until_they_are_settled(office: Office) -> None:
    told = office.rank("--places", office.places("total = 2"))
    assert (told["passed"], told["tied"]) == (1, [B, C])
    assert office.refused("publish", "1", *office.people, "--out", office.out) == (2, "results.unsettled")
    decided = f'total = 2\n[[decided]]\ncandidate = "{C}"\nreason = "评委会复议"\n'
    assert office.standings(office.rank("--places", office.places(decided))) == {
        A: "in",
        B: "no-place",
        C: "in",
        D: "below-line",
    }
    office.audit()


def test_compliance_report_tells_how_the_scores_of_ranked_packets_were_sealed(office: Office) -> None:
    def told() -> Any:
        with open_session(office.settings, reading=True) as session:
            (record,) = committees_on_record(session)
            contents = ReportContents(session, packs=None, today=LAST, language=Language.ZH)
            content = contents.of_committee(record)
            return content["scores"], dict(ReportWords(content, Language.ZH).facts())["评分"]

    assert told() == (None, "—")
    office.rank()
    said = "已排名 4 份材料，其中 0 份含办公室录入或服务器代为密封的评分（仅静态密封）"
    assert told() == ({"packets": 4, "at_rest_only": 0}, said)


def test_places_of_units_need_the_opened_names_and_hold_for_employers(office: Office) -> None:
    places = office.places('line = "advice"\n[units]\n"云岭一中" = 1\n')
    assert office.rank_refused("--places", places) == (2, "results.units_need_names")
    told = office.rank("--places", places, *office.people)
    assert office.standings(told) == {A: "in", B: "no-place", C: "in", D: "in"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("total = -1", "results.places_number"),
        ("total = true", "results.places_number"),
        ("units = 3", "results.places_number"),
        ("quota = 3", "results.places_key"),
        ('line = "maybe"', "results.places_line"),
        ("[[decided]]\ncandidate = 'x'", "results.places_decided"),
        ("decided = 3", "results.places_decided"),
        ("[groups]\nx = 1", "results.no_such_group"),
        (f"[[decided]]\ncandidate = '{A}'\nreason = '好'", "results.not_tied"),
    ],
)
def test_places_that_cannot_be_are_refused(office: Office, text: str, code: str) -> None:
    assert office.rank_refused("--places", office.places(text)) == (2, code)


def test_publicity_counts_five_working_days_after_the_posting_day_over_a_holiday(office: Office) -> None:
    office.rank()
    told = office.publish()
    assert (told["posted_on"], told["ends_on"]) == ("2025-09-25", str(LAST))
    counted = [one["day"] for one in told["days"] if one["number"]]
    assert counted == ["2025-09-26", "2025-09-28", "2025-09-29", "2025-09-30", str(LAST)]
    assert [one["day"] for one in told["days"]][:2] == ["2025-09-26", "2025-09-27"]


def test_public_list_has_six_columns_and_no_number_of_a_person(posted: Office) -> None:
    listed = cells(posted.out / "公示名单.xlsx")
    assert listed[0] == ["序号", "姓名", "单位", "系列/专业", "层级", "结果"]
    assert listed[1] == ["1", "赵甲", "云岭一中", "工程/冶金", "副高级", "通过"]
    assert len(listed) == 4
    shown = json.dumps(listed) + (posted.out / "public-list.json").read_text(encoding="utf-8")
    assert [number for number in (*IDS, "1380000000", *CODENAMES) if number in shown] == []


@pytest.mark.parametrize(("field", "head"), [("employer", "单位"), ("specialty", "系列/专业")])
def test_number_hidden_in_another_column_keeps_the_list_from_being_posted(
    office: Office, field: str, head: str
) -> None:
    office.rank()
    office.write_applicants(**{field: f"赵{IDS[2]}"})
    code, told = office.run("publish", "1", *office.people, "--out", office.out)
    assert (code, told["error"]["code"]) == (2, "results.private_number")
    assert told["error"]["message"] == f"公示名单第 1 行的“{head}”里有身份证号或电话号码。"
    assert [path.name for path in office.out.iterdir() if "公示" in path.name or "public" in path.name] == []


def test_name_with_a_number_in_it_is_no_name_and_is_not_posted(office: Office) -> None:
    office.rank()
    office.write_applicants(name=f"赵{IDS[2]}")
    assert office.refused("publish", "1", *office.people, "--out", office.out) == (2, "results.applicant_missing")


def test_names_that_nobody_opened_or_opened_for_a_complaint_are_not_posted(office: Office) -> None:
    office.rank()
    genuine = office.names.read_bytes()
    office.names.write_bytes(genuine.replace(b"K1", b"K2"))
    assert office.refused("publish", "1", *office.people, "--out", office.out) == (5, "results.names_differ")
    office.open_names("complaint")
    assert office.refused("publish", "1", *office.people, "--out", office.out) == (2, "results.names_purpose")


def test_edited_public_list_is_found_by_line_and_not_confirmed(posted: Office) -> None:
    path = posted.out / "公示名单.xlsx"
    assert posted.ok("check", "1", path)["lines"] == []
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(3, 2).value = "钱某"
    book.save(path)
    code, told = posted.run("check", "1", path)
    assert (code, told["lines"]) == (5, [2])
    assert posted.refused(*posted.confirming) == (5, "results.list_edited")
    book.worksheets[0].delete_rows(3)
    book.save(path)
    assert posted.run("check", "1", path)[1]["lines"] == [2, 3]


def test_nothing_is_confirmed_before_the_last_day_is_over(posted: Office) -> None:
    for day in (date(2025, 9, 26), LAST):
        posted.today(day)
        assert posted.refused(*posted.confirming) == (3, "results.publicity_runs")
    posted.today(AFTER)
    told = posted.ok(*posted.confirming)
    assert (told["passed"], told["left_out"], told["confirmed_on"]) == (3, [], str(AFTER))
    posted.audit()


def test_roster_goes_out_once_with_identity_numbers_for_its_owner_alone(posted: Office) -> None:
    path = Path(posted.ok(*posted.confirming)["roster"])
    assert path.name == "职称评审通过人员花名册.xlsx"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    rows = cells(path)
    assert [(row[3], row[4], row[12]) for row in rows[1:]] == [
        ("赵甲", IDS[0], "6/7"),
        ("赵乙", IDS[1], "6/7"),
        ("赵丙", IDS[2], "6/7"),
    ]
    assert posted.ok(*posted.confirming)["passed"] == 3
    assert posted.rank_refused() == (2, "results.confirmed_already")


@pytest.mark.parametrize(
    ("kind", "handlers"), [("reviewing", ["organiser"]), ("authenticity", ["city-hrss", "employer"])]
)
def test_open_complaint_of_either_kind_goes_to_its_handlers_and_holds_the_confirmation(
    posted: Office, kind: str, handlers: list[str]
) -> None:
    told = posted.complain(kind, "--line", "2", "--received", "2025-09-29")
    assert (told["handlers"], told["late"]) == (handlers, False)
    assert posted.refused(*posted.confirming) == (3, "results.complaints_open")
    posted.answer(told["complaint"], "unfounded")
    assert posted.ok(*posted.confirming)["passed"] == 3
    posted.audit()


def test_upheld_complaint_keeps_one_off_the_roster_and_one_about_the_review_keeps_all(posted: Office) -> None:
    posted.answer(posted.complain("authenticity", "--line", "2")["complaint"], "upheld")
    whole = posted.complain("reviewing")["complaint"]
    posted.answer(whole, "upheld")
    assert posted.refused(*posted.confirming) == (3, "results.review_faulty")


def test_person_whose_complaint_was_upheld_is_left_out_of_the_roster(posted: Office) -> None:
    posted.answer(posted.complain("authenticity", "--line", "2")["complaint"], "upheld")
    told = posted.ok(*posted.confirming)
    assert (told["passed"], told["left_out"]) == (2, [2])
    assert [row[3] for row in cells(Path(told["roster"]))[1:]] == ["赵甲", "赵丙"]
    posted.audit()


def test_late_complaint_still_waits_for_its_answer_and_answers_are_given_once(posted: Office) -> None:
    told = posted.complain("reviewing", "--received", str(AFTER))
    assert told["late"] is True
    assert posted.refused(*posted.confirming) == (3, "results.complaints_open")
    posted.answer(told["complaint"], "unfounded")
    text = posted.folder / "answer.txt"
    again = ("answer", str(told["complaint"]), "--finding", "upheld", "--text", text)
    assert posted.refused(*again) == (2, "results.answered_already")


def test_complaints_about_a_line_or_day_that_is_not_there_are_refused(posted: Office) -> None:
    text = posted.folder / "what.txt"
    text.write_text("情况", encoding="utf-8")
    given = ("complain", "1", "--kind", "reviewing", "--what", text)
    assert posted.refused(*given, "--line", "4") == (2, "results.no_such_line")
    assert posted.refused(*given, "--received", "2025-09-24") == (2, "results.before_posting")
    text.write_text("  ", encoding="utf-8")
    assert posted.refused(*given) == (2, "results.nothing_said")
    assert posted.refused("answer", "9", "--finding", "upheld", "--text", text) == (2, "results.no_complaint")


def test_posting_is_not_dated_before_the_meeting_and_not_moved_afterwards(office: Office) -> None:
    office.rank()
    early = ("publish", "1", *office.people, "--posted", "2025-08-01", "--out", office.out)
    assert office.refused(*early) == (2, "results.posted_before_meeting")
    assert office.publish()["publicity"] == office.publish()["publicity"]
    moved = ("publish", "1", *office.people, "--posted", "2025-09-01", "--out", office.out)
    assert office.refused(*moved) == (2, "results.published_already")


def test_fewer_than_five_days_cannot_be_asked_for(office: Office) -> None:
    office.rank()
    assert office.run("publish", "1", *office.people, "--working-days", "4", "--out", office.out)[0] == 2


def test_replay_retraces_score_and_ballot_and_names_no_expert(office: Office) -> None:
    office.rank()
    out = office.folder / "replay.json"
    told = office.ok("replay", A, "--out", out)
    assert (told["score"]["scores"], told["score"]["exact"], told["score"]["agrees"]) == (
        ["90.00", "80.00", "85.00"],
        "85",
        True,
    )
    assert (told["readers"]["drawable"], told["readers"]["appointed"]) == (4, 3)
    assert (told["ballot"]["yes"], told["ballot"]["needed"]) == (6, 5)
    with open_session(office.settings, reading=True) as session:
        codes = session.exec(select(ReviewReader.code).where(ReviewReader.group_id == GROUP)).all()
    people = [f"E{number:04d}" for number in range(1, 11)]
    members = [f"M{number:02d}" for number in range(1, 9)]
    from tests.conftest import make_expert

    names = [make_expert(number).name for number in range(1, 11)]
    employers = [make_expert(number).facts.employer for number in range(1, 11)]
    shown = json.dumps(told, ensure_ascii=False) + out.read_text(encoding="utf-8")
    assert len(codes) == 4
    assert [word for word in (*codes, *people, *members, *names, *employers) if word in shown] == []
    assert office.refused("replay", "0000-0000") == (2, "results.nothing_about")


def test_replay_finds_a_result_that_was_changed_past_the_program(office: Office) -> None:
    office.rank()
    with open_session(office.settings) as session:
        row = session.exec(select(Result).where(Result.codename == A)).one()
        row.score = "99.00"
        session.add(row)
        session.commit()
    code, told = office.run("replay", A)
    assert (code, told["score"]["agrees"]) == (5, False)


def test_integrity_table_names_every_member_and_reader_with_pledge_and_conduct(office: Office) -> None:
    told = office.ok("integrity", "1", "--out", office.out)
    assert [one["expert_no"] for one in told["experts"]] == [f"E{number:04d}" for number in range(1, 9)]
    assert {tuple(one["roles"]) for one in told["experts"]} == {("member",), ("member", "reader")}
    assert told["without_pledge"] == []
    assert stat.S_IMODE((office.out / "integrity.xlsx").stat().st_mode) == 0o600


def test_a_score_sealed_at_rest_only_is_marked_in_the_ranking() -> None:
    say = speaker(Language.ZH)
    fields = {"ranking_id": 1, "group_id": "g1", "score": "80.00", "standing": "in"}
    scored, unscored = (Result(codename=name, scores=scores, **fields) for name, scores in ((A, ["80.00"]), (B, [])))
    rows = [ranking_row(one, say, weak)[-1] for one, weak in ((scored, {A}), (scored, {B}), (unscored, set()))]
    assert rows == ["含仅静态密封", "专家设备密封", "—"]
