"""Replacements in a committee's report: how many of those seated left, why, who signs for it, and forced seats."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from sqlmodel import Session

from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.write_entry import write_entry
from expertpool.documents.report_paper import report_pdf, season_pdf
from expertpool.documents.report_workbook import report_workbook
from expertpool.models import Kind
from expertpool.queries.committee_record import committees_on_record
from expertpool.queries.removal_reasons import removal_reasons
from expertpool.reporting.make_report import Reporter
from expertpool.reporting.season_report import season_report
from expertpool.words import Language
from tests.conftest import AT
from tests.oversight.seasons import committee, pool, seat

FACTS = committee(1, series="工程")
SCOPE = f"{FACTS.name}/{FACTS.year}"


def removed(*reasons: str) -> dict[str, Any]:
    """A removal list as a ceremony has it."""
    return {"removals": [{"code": f"{at:064x}", "reason": one} for at, one in enumerate(reasons)]}


def entered(session: Session, kind: Kind, scope: str, body: dict[str, Any]) -> None:
    write_entry(session, kind=kind, scope=scope, actor="office", at=AT, body=body)


@pytest.fixture
def turned_over(session: Session) -> Session:
    """Eleven seated, two of them replaced later, by a ceremony's list."""
    experts = pool(40, series=("工程",))
    numbers = [one.facts.expert_no for one in experts]
    roster = freeze_roster(session, experts=experts, at=AT, source="名册.xlsx")
    seat(session, experts, FACTS, numbers[:11], roster=roster)
    entered(session, Kind.REMOVALS_LISTED, SCOPE, removed("declined", "conflict"))
    seat(session, experts, FACTS, numbers[11:13], kept=numbers[2:11], at=AT + timedelta(days=1), roster=roster)
    return session


def content_of(session: Session) -> dict[str, Any]:
    reporter = Reporter(session, packs=None, today=date(2025, 9, 1), language=Language.ZH, seal=b"\x07" * 32)
    return dict(reporter.of_committee(committees_on_record(session)[0]).report.content)


def read(pdf: bytes) -> str:
    """All words of a PDF without blanks and line breaks."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return "".join("".join(pages).split())


def words_of(content: dict[str, Any]) -> str:
    return read(report_pdf(content, issued=date(2025, 9, 1), number=1, language=Language.ZH))


def sheets_of(content: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Every sheet of the workbook: its rows by their heads."""
    book = openpyxl.load_workbook(io.BytesIO(report_workbook([content], Language.ZH)))
    told = {sheet.title: [[cell or "" for cell in row] for row in sheet.values] for sheet in book}
    return {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in told.items()}


def test_a_report_counts_who_was_replaced_by_reason_with_those_who_must_sign(turned_over: Session) -> None:
    told = content_of(turned_over)["replacements"]
    (entry,) = {one for reason in told["reasons"] for one in reason["evidence"]}

    assert told == {
        "seated": 13,
        "replaced": 2,
        "share": "2/13",
        "reasons": [
            {"reason": "conflict", "count": 1, "signers": ["inspector", "office"], "evidence": [entry]},
            {"reason": "declined", "count": 1, "signers": ["office"], "evidence": [entry]},
        ],
    }


def test_the_pdf_and_the_workbook_show_the_rate_the_reasons_and_the_signers(turned_over: Session) -> None:
    content = content_of(turned_over)
    words = words_of(content)

    said = ("入席13人，其中2人后来替换（15.4%）", "本人不能参加", "抽取后发现回避情形")
    assert [one for one in said if one not in words] == []
    assert "E0001" not in words
    sheets = sheets_of(content)
    (overview,) = sheets["评委会"]
    assert overview["替换/入席"] == "2/13"
    assert [(one["理由"], one["人数"], one["须签名的各方"]) for one in sheets["替换"]] == [
        ("抽取后发现回避情形", "1", "纪检监察、评委会办公室"),
        ("本人不能参加", "1", "评委会办公室"),
    ]


def test_a_panel_that_stayed_as_drawn_has_no_table_of_replacements(session: Session) -> None:
    experts = pool(40, series=("工程",))
    seat(session, experts, FACTS, [one.facts.expert_no for one in experts[:11]])
    content = content_of(session)

    assert content["replacements"] == {"seated": 11, "replaced": 0, "share": "0", "reasons": []}
    assert "替换（按理由）" not in words_of(content)


def test_a_seasons_further_rounds_are_counted_and_nobody_is_said_to_have_signed(turned_over: Session) -> None:
    text = f'name = "{FACTS.name}"\nyear = {FACTS.year}\n'
    begun = {"inputs": "ab", "committees": {"001": [text, "2025-08-15", "2025-08-15", 1]}}
    rounds = {"001": [{"removals": [["00", "illness", "00"], ["01", "season", "00"]], "at": "x"}], "999": []}
    entered(turned_over, Kind.SEASON_BEGUN, "season/2025", begun)
    entered(turned_over, Kind.SEASON_REPLACED, "season/2025", {"inputs": "ab", "rounds": rounds})
    reasons = content_of(turned_over)["replacements"]["reasons"]

    assert [(one["reason"], one["signers"]) for one in reasons] == [
        ("conflict", ["inspector", "office"]),
        ("declined", ["office"]),
        ("illness", []),
        ("season", []),
    ]
    assert removal_reasons(turned_over) == {
        (FACTS.name, FACTS.year): {"conflict": 1, "declined": 1, "illness": 1, "season": 1}
    }


@pytest.mark.parametrize(("chances", "shown"), [({}, None), ({"forced": 0}, 0), ({"forced": 3}, 3)])
def test_forced_seats_are_told_where_the_draw_recorded_them_and_unknown_elsewhere(
    turned_over: Session, chances: dict[str, int], shown: int | None
) -> None:
    from expertpool.models import Draw

    draw = turned_over.get(Draw, 2)
    assert draw is not None
    draw.chances = chances
    content = content_of(turned_over)
    season = season_report(2025, [(content, None)]) | {"number": 1}
    sheets = sheets_of(content)
    words = "未知（抽取时没有记录）" if shown is None else str(shown)
    cell = "—" if shown is None else str(shown)

    assert [one["chances"]["forced"] for one in content["draws"]] == [None, shown]
    assert f"必入选人数{words}评分—报告编号" in words_of(content)
    assert [one["必入选"] for one in sheets["抽取"]] == ["—", cell]
    assert [one["必入选"] for one in sheets["评委会"]] == [cell]
    assert (season["forced"], season["forced_unknown"]) == (shown or 0, int(shown is None))
    told = f"必入选人数{shown or 0}" + ("（另有1个评委会没有记录）" if shown is None else "") + "逾期事项"
    assert told in read(season_pdf(season, issued=date(2025, 9, 1), language=Language.ZH))
