"""``expertpool documents``: papers from what is on record, with marked blanks, the same bytes for the same data."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

PEOPLE = "".join(
    f'[[{kind}]]\nname = "申报人{at}"\nunit = "云岭研究院"\nspecialty = "冶金"\nlevel = "副高级"\n'
    for kind in ("applicants", "passed")
    for at in range(1, 31)
)
DATA = f"""
office = "云岭研究院职称办"
authority = "云岭市人社局"
[plan]
applied = "共收到申报材料 30 份。"
place = "云岭会堂"
procedure = "分组评议，无记名投票。"
measures = "请纪检监察部门监督。"
[publicity]
posted = 2025-09-26
place = "单位网站"
contact = "办公室"
[approval]
review_end = 2025-08-15
applied = 30
reviewed = 30
passed = 30
{PEOPLE}"""


@pytest.fixture
def drawn(run, roster: Path, committee: Path, tmp_path: Path) -> Path:
    """A committee file of which a draw is on record."""
    assert run("draw", "--roster", roster, "--committee", committee, "--out", tmp_path / "draw").code == 0
    return committee


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """What the office states."""
    path = tmp_path / "data.toml"
    path.write_text(DATA, encoding="utf-8")
    return path


def text_of(path: Path) -> str:
    """All words of a PDF without blanks and line breaks."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages]
    return "".join("".join(pages).split())


def test_every_paper_is_listed_with_its_clause_and_needs(run) -> None:
    told = run("documents", "list", "--json").json["papers"]

    assert [one["paper"] for one in told] == [
        "panel-list",
        "pledge",
        "review-plan",
        "committee-filing",
        "roster-notice",
        "result-notice",
        "approval-report",
        "passed-roster",
        "promise",
        "integrity-report",
    ]
    assert [one["paper"] for one in told if not (one["clause"] and one["needs"])] == []


def test_all_papers_are_made_twice_with_the_same_bytes(run, drawn: Path, data: Path, tmp_path: Path) -> None:
    made = [
        run("documents", "make", "all", "--committee", drawn, "--data", data, "--out", tmp_path / name, "--json")
        for name in ("one", "two")
    ]
    files = sorted(path.name for path in (tmp_path / "one").iterdir())

    assert [one.code for one in made] == [0, 0]
    assert len([name for name in files if name.startswith("pledge-")]) == 11
    assert files == sorted(name for one in made[0].json["papers"] for name in one["files"])
    assert [n for n in files if (tmp_path / "one" / n).read_bytes() != (tmp_path / "two" / n).read_bytes()] == []


def test_the_panel_list_names_the_members_on_record_in_pdf_and_workbook(run, drawn, roster, tmp_path) -> None:
    told = run("documents", "make", "panel-list", "--committee", drawn, "--out", tmp_path, "--json").json
    sheet = openpyxl.load_workbook(tmp_path / "panel-list.xlsx").worksheets[0]
    names = [str(row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    words = text_of(tmp_path / "panel-list.pdf")

    assert len(names) == 11
    assert [name for name in names if name not in roster.read_text(encoding="utf-8")] == []
    assert told["papers"][0]["blanks"] == ["性别", "年龄", "评委会职务"]
    assert "六(二)2" in words
    assert "（盖章）" in words


def test_papers_that_show_a_panel_print_how_far_its_draw_can_be_checked(run, drawn, data, tmp_path) -> None:
    """Whoever reads a name on a paper is told whether the name was drawn so that anybody can check it."""
    words = ("documents", "make", "all", "--committee", drawn, "--data", data, "--out", tmp_path / "out")
    assert run(*words).code == 0
    level = "保证级别"
    papers = {one.stem for one in (tmp_path / "out").glob("*.pdf") if level in text_of(one) and "M0" in text_of(one)}
    assert papers == {"panel-list", "review-plan", "committee-filing", "approval-report", "integrity-report"}
    for name in ("panel-list", "integrity-report"):
        pages = openpyxl.load_workbook(tmp_path / "out" / f"{name}.xlsx").worksheets
        assert [level in (page.oddFooter.left.text or "") for page in pages] == [True] * len(pages)


def test_a_committee_never_drawn_gets_empty_lines_and_is_told_so(run, committee: Path, tmp_path: Path) -> None:
    told = run("documents", "make", "panel-list", "--committee", committee, "--out", tmp_path, "--json")
    sheet = openpyxl.load_workbook(tmp_path / "panel-list.xlsx").worksheets[0]

    assert told.code == 0
    assert "没有在录的抽取结果" in told.err
    assert [cell for row in sheet.iter_rows(min_row=2, values_only=True) for cell in row if cell] == []
    assert "姓名" in told.json["papers"][0]["blanks"]


def test_a_plan_without_its_eight_contents_is_refused_by_name_and_left_blank_on_request(run, drawn, tmp_path) -> None:
    asked = ("documents", "make", "review-plan", "--committee", drawn, "--out", tmp_path / "plan")
    refused = run(*asked, "--json")
    draft = run(*asked, "--blanks", "--json")

    assert (refused.code, refused.json["error"]["code"]) == (2, "papers.plan_incomplete")
    for content in ("申报情况", "评审地点", "评审工作程序", "工作措施", "申报人员名单"):
        assert content in refused.json["error"]["message"]
        assert content in text_of(tmp_path / "plan" / "review-plan.pdf")
    assert "评委推荐名单" not in refused.json["error"]["message"]
    assert draft.json["papers"][0]["blanks"][:4] == ["申报情况", "评审地点", "评审工作程序", "工作措施"]


def test_a_plan_in_word_has_the_eight_heads_and_lists_that_repeat_theirs(run, drawn, data, tmp_path) -> None:
    run("documents", "make", "review-plan", "--committee", drawn, "--data", data, "--out", tmp_path)
    book = Document(str(tmp_path / "review-plan.docx"))
    heads = [line.text for line in book.paragraphs if line.text[1:2] == "、"]

    assert [head[0] for head in heads] == list("一二三四五六七八")
    assert ["tblHeader" in table.rows[0]._tr.xml for table in book.tables] == [True, True]
    assert (len(book.tables[0].rows), len(book.tables[1].rows)) == (31, 12)


def test_a_notice_counts_five_working_days_over_the_holidays(run, drawn, data, tmp_path) -> None:
    run("documents", "make", "result-notice", "--committee", drawn, "--data", data, "--out", tmp_path)
    words = text_of(tmp_path / "result-notice.pdf")

    assert "2025年9月26日起，至2025年10月10日止，共5个工作日" in words
    assert "09-28、09-29、09-30、10-09、10-10" in words
    assert words.count("序号") == len(PdfReader(tmp_path / "result-notice.pdf").pages) == 2
    assert words.count("申报人") == 30


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("申报人7", "申报人150202199001011234", "papers.private_number"),
        ('unit = "云岭研究院"', 'unit = "云岭研究院 13900001234"', "papers.private_number"),
        ('level = "副高级"', 'id_number = "150202199001011234"', "rules.key_unknown"),
        ('contact = "办公室"', "working_days = 4", "papers.posted_too_short"),
        ("posted = 2025-09-26", "posted = 2031-09-26", "season.year_without_days"),
        ("[plan]", '[posts]\nE9999 = "主任委员"\n[plan]', "papers.post_unknown"),
        ('authority = "云岭市人社局"', "applicants = 3\n", "papers.want_people"),
    ],
)
def test_what_must_not_stand_on_a_paper_is_refused(run, drawn, data, tmp_path, old: str, new: str, code: str) -> None:
    text = data.read_text(encoding="utf-8")
    if code == "papers.want_people":
        text = text.partition("[[applicants]]")[0]
    data.write_text(text.replace(old, new, 1), encoding="utf-8")
    out = tmp_path / "papers"
    told = run("documents", "make", "result-notice", "--committee", drawn, "--data", data, "--out", out, "--json")

    assert (told.code, told.json["error"]["code"]) == (2, code)
    assert not out.exists()


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ("2025-08-15", "2025年9月12日前报送：当年通知的截止日"),
        ("2025-08-12", "2025年9月12日前（评审结束一个月内）"),
        ("2025-07-18", "2025年8月18日前（评审结束一个月内）"),
    ],
)
def test_the_report_for_approval_names_the_earlier_of_a_month_and_the_notices_own_day(
    run, drawn: Path, data: Path, tmp_path: Path, ended: str, said: str
) -> None:
    stated = data.read_text(encoding="utf-8").replace("review_end = 2025-08-15", f"review_end = {ended}")
    data.write_text(stated, encoding="utf-8")
    run("documents", "make", "approval-report", "--committee", drawn, "--data", data, "--out", tmp_path)

    assert said in text_of(tmp_path / "approval-report.pdf")


def test_more_who_passed_than_were_reviewed_is_refused(run, drawn, data, tmp_path) -> None:
    data.write_text(data.read_text(encoding="utf-8").replace("reviewed = 30", "reviewed = 29"), encoding="utf-8")
    asked = ("documents", "make", "approval-report", "--committee", drawn, "--data", data, "--out", tmp_path / "o")

    assert run(*asked, "--json").json["error"]["code"] == "papers.more_than_all"


def test_a_paper_nobody_knows_is_refused_with_those_there_are(run, committee: Path, tmp_path: Path) -> None:
    told = run("documents", "make", "diploma", "--committee", committee, "--out", tmp_path, "--json")

    assert (told.code, told.json["error"]["code"]) == (2, "papers.unknown")
    assert "panel-list" in told.json["error"]["hint"]


def test_a_set_that_does_not_fit_on_the_disk_leaves_nothing_and_says_so(
    run, drawn, data, tmp_path, monkeypatch
) -> None:
    from expertpool.documents.papers import paper_folder

    whole, out = paper_folder.write_whole, tmp_path / "papers"

    def write(path: Path, content: bytes) -> None:
        if path.name.startswith("promise"):
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        whole(path, content)

    monkeypatch.setattr(paper_folder, "write_whole", write)
    told = run("documents", "make", "all", "--committee", drawn, "--data", data, "--out", out, "--json")

    assert (told.code, told.json["ok"]) == (2, False)
    assert [one.name for one in tmp_path.iterdir() if "papers" in one.name] == []


def test_pledges_of_people_no_longer_on_the_panel_are_named(run, drawn: Path, tmp_path: Path) -> None:
    out = tmp_path / "papers"
    out.mkdir()
    (out / "pledge-E9999.pdf").write_bytes(b"%PDF")

    told = run("documents", "make", "pledge", "--committee", drawn, "--out", out, "--json")

    assert told.json["of_others"] == ["pledge-E9999.pdf"]
    assert "pledge-E9999.pdf" in told.err


def test_the_roster_is_posted_on_its_own_days_and_never_on_those_of_the_results(run, drawn, data, tmp_path) -> None:
    asked = ("documents", "make", "roster-notice", "--committee", drawn, "--data", data, "--json")
    blank = run(*asked, "--out", tmp_path / "one").json["papers"][0]["blanks"]
    stated = data.read_text(encoding="utf-8").replace(
        "[approval]", "[roster_publicity]\nposted = 2025-06-25\n[approval]"
    )
    data.write_text(stated, encoding="utf-8")
    filled = run(*asked, "--out", tmp_path / "two").json["papers"][0]["blanks"]

    assert (blank, filled) == (["公示开始日期", "公示结束日期"], [])
    words = text_of(tmp_path / "two" / "roster-notice.pdf")
    assert "2025年6月25日起，至2025年7月2日止，共5个工作日" in words
    assert "公示位置：单位网站" in words
