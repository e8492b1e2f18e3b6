"""The supervisor's desk: every committee, every verdict with its clause, and nothing that can change anything."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient

from expertpool.db import open_session
from expertpool.documents.report_tables import ReportWords
from expertpool.documents.report_workbook import report_workbook
from expertpool.documents.season_tables import SeasonWords
from expertpool.models import Role
from expertpool.oversight.matrix import Matrices, Matrix
from expertpool.queries.committee_record import committees_on_record
from expertpool.reporting.report_contents import ReportContents
from expertpool.reporting.season_report import season_report
from expertpool.words import Language, say
from tests.oversight.seasons import committee, pool, seat
from tests.web.town import Town, copied

PAGES = ("/oversight", "/oversight/season", "/oversight/figures", "/oversight/changes/2025", "/oversight/reports")
BROKEN, SOUND = "2025年度第005评审委员会", "2025年度第001评审委员会"


@pytest.fixture(scope="module")
def drawn(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Two committees in two years; of the second the plan was filed too late in 2025."""
    with copied(settled, tmp_path_factory.mktemp("overseen") / "home") as town:
        experts = pool(120)
        by = [one.facts.expert_no for one in experts if one.facts.series == "卫生"]
        with open_session(town.settings) as session:
            for year in (2024, 2025):
                filed = {"plan_filed": date(year, 8, 14 if year == 2025 else 1)}
                seat(session, experts, committee(1, year=year), by[:11])
                seat(session, experts, committee(5, year=year, records=filed), by[11:22])
            session.commit()
        yield town


@pytest.fixture(scope="module")
def hrss(drawn: Town) -> TestClient:
    return drawn.staff(Role.HRSS)


@pytest.fixture(scope="module")
def judged(drawn: Town) -> Matrix:
    """What the program itself judges of the year."""
    with open_session(drawn.settings, reading=True) as session:
        return Matrices(None, language=Language.ZH).of(committees_on_record(session, year=2025))


def text(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def test_matrix_counts_every_verdict_and_puts_the_broken_committee_first(hrss: TestClient, judged: Matrix) -> None:
    page = text(hrss, "/oversight?year=2025")
    assert page.index(BROKEN) < page.index(SOUND)
    for count in judged.states.values():
        assert f'<p class="figure">{count}</p>' in page or count == judged.states["not_applicable"]
    late = next(column for column in judged.columns if column.rule == "plan-filed")
    assert f"{late.says}（{late.clause}）" in page


def test_unknown_is_shown_as_unknown_and_never_with_the_mark_of_what_holds(hrss: TestClient, judged: Matrix) -> None:
    page = text(hrss, "/oversight?year=2025")
    shown = page.split('<table class="matrix">')[1].split("</table>")[0]
    open_rules = {
        column.rule
        for column in judged.columns
        if any(
            row.cells[column.rule].state.value not in ("holds", "not_applicable")
            for row in judged.rows
            if column.rule in row.cells
        )
    }
    cells = [row.cells[rule].state.value for row in judged.rows for rule in open_rules if rule in row.cells]
    assert cells.count("unknown") > 0
    for state, mark in (("unknown", "?"), ("holds", "✓"), ("broken", "✗"), ("waived", "△")):
        assert shown.count(f">{mark}</span>") == cells.count(state)


def test_committee_in_full_names_clause_found_required_and_repair_of_every_line(
    hrss: TestClient, judged: Matrix
) -> None:
    page = text(hrss, "/oversight/committee?year=2025&at=0")
    assert f"<h1>{BROKEN}</h1>" in page
    for line in judged.rows[0].lines:
        assert line["clause"] in page
        for field in ("found", "required", "repair"):
            assert line[field] is None or str(line[field]) in page
    assert page.index("不符合</span>") < page.index("未知</span>")


def report_of(town: Town, name: str) -> dict[str, Any]:
    """What the committee's report of today says."""
    with open_session(town.settings, reading=True) as session:
        (record,) = committees_on_record(session, name=name, year=2025)
        return ReportContents(session, packs=None, today=town.clock.at.date(), language=Language.ZH).of_committee(
            record
        )


def shown_cell(cell: str) -> str:
    return f'<td class="nowrap">{cell}</td>' if len(cell) <= 10 else f"<td>{cell}</td>"


def test_committee_page_shows_facts_and_tables_of_its_report_as_the_workbook_does(
    drawn: Town, hrss: TestClient
) -> None:
    page = text(hrss, "/oversight/committee?year=2025&at=0")
    content = report_of(drawn, BROKEN)
    book = openpyxl.load_workbook(io.BytesIO(report_workbook([content], Language.ZH)))
    told = ReportWords(content, Language.ZH)

    for label, value in told.facts():
        assert f"<dt>{label}</dt><dd>{value}</dd>" in page
    assert "必入选人数</dt><dd>未知（抽取时没有记录）" in page
    assert "入席 11 人，其中 0 人后来替换（0.0%）" in page
    assert list(told.tables()) == ["draws", "deadlines"]
    for name, table in told.tables().items():
        for row in table.rows:
            assert "".join(map(shown_cell, row)) in page
        sheet = book[say(f"report.sheet.{name}", Language.ZH)]
        assert [list(row[1:]) for row in sheet.iter_rows(min_row=2, values_only=True)] == table.rows
    assert shown_cell("2025-08-14（评委会文件所写）") + shown_cell("逾期") in page


def test_season_page_counts_what_the_committees_reports_say_and_lists_breaches_and_missed_days(
    drawn: Town, hrss: TestClient
) -> None:
    page = text(hrss, "/oversight/season?year=2025")
    whole = season_report(2025, [(report_of(drawn, name), None) for name in (SOUND, BROKEN)])
    told = SeasonWords(whole, Language.ZH)

    for label, value in told.facts():
        assert f"<dt>{label}</dt><dd>{value}</dd>" in page
    for table in (told.committees(), *told.broken_and_missed()):
        assert table.head in page
        for row in table.rows:
            assert "".join(map(shown_cell, row)) in page
    assert [one["missed"] for one in whole["committees"]] == [["plan-filed"], []]
    assert page.index(BROKEN) < page.index(SOUND)


def test_year_is_held_against_the_year_before(hrss: TestClient) -> None:
    page = text(hrss, "/oversight/changes/2025")
    assert "2025年与2024年比较" in page
    changed = page.split("<tbody>")[1].split("</tbody>")[0]
    assert (changed.count("<tr>"), "plan-filed" in changed, "不符合" in changed) == (1, True, True)


def test_figures_say_their_method_and_that_they_accuse_nobody(hrss: TestClient) -> None:
    page = text(hrss, "/oversight/figures?year=2025")
    assert "不是对任何人的指控" in page
    assert "超几何分布" in page


def test_reports_say_how_to_countersign_where_none_was_issued(hrss: TestClient) -> None:
    assert "expertpool party countersign" in text(hrss, "/oversight/reports")


@pytest.mark.parametrize("path", PAGES)
def test_only_the_supervisor_and_the_inspector_see_the_desk(drawn: Town, path: str) -> None:
    statuses = {role: drawn.someone(role).get(path).status_code for role in [None, *Role]}
    assert {role for role, status in statuses.items() if status == 200} == {Role.HRSS, Role.INSPECTOR}


@pytest.mark.parametrize("path", [*PAGES, "/oversight/committee?year=2025&at=0"])
def test_page_speaks_english_too(hrss: TestClient, path: str) -> None:
    page = text(hrss, path + ("&" if "?" in path else "?") + "lang=en")
    hrss.cookies.delete("lang")
    assert '<html lang="en"' in page


@pytest.mark.parametrize("query", ["year=2025&at=99", "year=1900&at=0", "year=x&at=0", "at=0", "year=2025&at=-1", ""])
def test_committee_that_is_not_there_is_refused_in_words(hrss: TestClient, query: str) -> None:
    answer = hrss.get(f"/oversight/committee?{query}")
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text


def test_year_without_a_draw_is_shown_as_empty(hrss: TestClient) -> None:
    assert "还没有抽取记录" in text(hrss, "/oversight?year=1999")
