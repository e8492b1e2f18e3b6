"""公示 and 核准备案报告 take names, days and complaints from the results on record."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.ballots.chamber import COMMITTEE
from tests.results.conftest import Office


@pytest.fixture
def committee(posted: Office) -> Path:
    path = posted.folder / "of-papers.toml"
    path.write_text(COMMITTEE, encoding="utf-8")
    return path


def make(office: Office, paper: str, committee: Path, *words: str | Path) -> tuple[int, str]:
    """Exit code and all words of the one PDF, without blanks."""
    import json

    from expertpool.__main__ import main

    out = office.folder / f"out-{paper}"
    office.capsys.readouterr()
    given = ["documents", "make", paper, "--committee", committee, "--out", out, *words, "--json"]
    code = main([*map(str, given), "--home", str(office.folder / "home")])
    told = json.loads(office.capsys.readouterr().out)
    if code:
        return code, str(told["error"]["code"])
    pages = [page.extract_text() for page in PdfReader(out / f"{paper}.pdf").pages]
    return code, "".join("".join(pages).split())


def names_on_list(office: Office) -> list[str]:
    from expertpool.db import open_session
    from expertpool.documents.committee_file import read_committee
    from expertpool.queries.posted_results import posted_results

    with open_session(office.settings, reading=True) as session:
        found = posted_results(session, read_committee(office.folder / "committee.toml"))
    assert found is not None
    return [row[1] for row in found.rows]


@pytest.mark.parametrize("paper", ["result-notice", "approval-report", "passed-roster"])
def test_names_of_those_who_passed_come_from_the_posted_list(posted: Office, committee: Path, paper: str) -> None:
    code, words = make(posted, paper, committee)

    names = names_on_list(posted)
    assert (code, len(names) > 0) == (0, True)
    assert [name for name in names if name not in words] == []
    assert "2025年9月25日" in words


def test_the_notice_of_those_who_apply_is_not_dated_by_the_results(posted: Office, committee: Path) -> None:
    code, words = make(posted, "roster-notice", committee)

    assert (code, "2025年9月25日" in words) == (0, False)


def test_other_names_in_the_offices_statements_are_refused(posted: Office, committee: Path) -> None:
    data = posted.folder / "data.toml"
    data.write_text('[[passed]]\nname = "另一人"\nunit = "某单位"\n', encoding="utf-8")

    assert make(posted, "result-notice", committee, "--data", data) == (2, "papers.passed_differ")


def test_answered_complaints_on_record_are_counted_and_an_open_one_leaves_the_place_blank(
    posted: Office, committee: Path
) -> None:
    posted.complain("reviewing")
    _, before = make(posted, "approval-report", committee)
    posted.answer(1, "unfounded")
    code, after = make(posted, "approval-report", committee)

    assert code == 0
    assert ("收到投诉举报1件，已处理1件" in before, "收到投诉举报1件，已处理1件" in after) == (False, True)


def test_the_compliance_report_tells_on_which_day_the_results_were_posted(posted: Office, committee: Path) -> None:
    import json

    from expertpool.__main__ import main

    posted.capsys.readouterr()
    words = ["report", "--committee", committee, "--out", posted.folder / "report", "--json"]
    assert main([*map(str, words), "--home", str(posted.folder / "home")]) == 0
    lines = json.loads(posted.capsys.readouterr().out)["content"]["deadlines"]
    told = {one["id"]: (one["day"], one["done"], one["state"]) for one in lines}
    assert told["result-posted"] == ("2025-08-22", "2025-09-25", "missed")
    assert told["result-publicity-end"][0] == "2025-10-09"
