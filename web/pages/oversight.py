"""The supervisor's desk: committees by rules, one committee in full, figures against chance, last year, reports."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.held_matrices import held_matrix
from api.held_reports import held_content, held_contents
from api.language import language_of
from api.permissions import MayOversee
from api.repeats import FormRoute
from api.wiring import Now, Reading
from expertpool.documents.report_tables import ReportWords
from expertpool.documents.season_tables import SeasonWords
from expertpool.errors import Refusal
from expertpool.oversight.anomalies import anomalies
from expertpool.oversight.comparison import compare
from expertpool.oversight.figure import Figure
from expertpool.oversight.matrix import Column, Matrix, Row
from expertpool.oversight.score_spread import GroupSpread, score_spreads
from expertpool.queries.committee_record import drawn_committees
from expertpool.queries.opened_scores import opened_packets
from expertpool.queries.removal_reasons import removal_reasons
from expertpool.queries.reports import reports_on_record
from expertpool.queries.season_glance import years_on_record
from expertpool.reporting.season_report import season_report
from expertpool.rules.finding import State
from expertpool.words import Language, has, say, speaker
from web.charts import points, spread_chart
from web.contexts.oversight import (
    ChangesPage,
    FiguresPage,
    IssuedReport,
    JudgedLine,
    JudgedPage,
    MatrixPage,
    ReportsPage,
    SeasonPage,
    SpreadPart,
)
from web.rendering import page

router = APIRouter(prefix="/oversight", route_class=FormRoute, default_response_class=HTMLResponse)

Year = Annotated[int | None, Query(ge=1990, le=2200)]
SHOWN = 20
"""Figures of one measure that a page shows."""


@router.get("")
def matrix(*, request: Request, _actor: MayOversee, session: Reading, at: Now, year: Year = None) -> Response:
    """Every committee of a year by every rule."""
    years = years_on_record(session)
    wanted = year or (years[0] if years else at.year)
    made = held_matrix(request, session, wanted)
    open_rules, kept = _split(made)
    spreads = _spreads(language_of(request), score_spreads(session, wanted))
    shown = MatrixPage(wanted, years, open_rules, kept, made.rows, made.states, spreads)
    return page(request, "oversight.html", shown)


@router.get("/committee")
def committee(
    *,
    request: Request,
    _actor: MayOversee,
    session: Reading,
    now: Now,
    year: Annotated[int, Query(ge=1990, le=2200)],
    at: Annotated[int, Query(ge=0, le=100_000)],
) -> Response:
    """One committee in full; ``at`` is its place in the year's matrix."""
    rows = held_matrix(request, session, year).rows
    if at >= len(rows):
        raise Refusal("oversight.nothing_listed", year=year)
    row = rows[at]
    told = ReportWords(held_content(request, session, (row.name, row.year), today=now.date()), language_of(request))
    shown = JudgedPage(row, at, _lines(row), tuple(told.facts()), tuple(told.tables().values()))
    return page(request, "oversight_committee.html", shown)


@router.get("/season")
def season(*, request: Request, _actor: MayOversee, session: Reading, at: Now, year: Year = None) -> Response:
    """The year's compliance report as it would be issued today: every committee in figures, breaches, missed days."""
    years = years_on_record(session)
    wanted = year or (years[0] if years else at.year)
    contents = held_contents(request, session, wanted, today=at.date())
    told = SeasonWords(season_report(wanted, [(content, None) for content in contents]), language_of(request))
    tables = (told.committees(), *told.broken_and_missed()) if contents else ()
    return page(request, "oversight_season.html", SeasonPage(wanted, years, tuple(told.facts()), tables))


@router.get("/figures")
def figures(*, request: Request, _actor: MayOversee, session: Reading, at: Now, year: Year = None) -> Response:
    """Replacements, meetings, service and scores that chance alone would seldom give; never an accusation."""
    wanted = year or next(iter(years_on_record(session)), at.year)
    records = drawn_committees(session, wanted)
    found = anomalies(records, reasons=removal_reasons(session), packets=opened_packets(session, wanted))
    listed = tuple((measure.value, _compared(several), several[:SHOWN]) for measure, several in found.figures.items())
    return page(request, "oversight_figures.html", FiguresPage(wanted, listed))


@router.get("/changes/{year}")
def changes(
    request: Request, _actor: MayOversee, session: Reading, year: Annotated[int, Path(ge=1990, le=2200)]
) -> Response:
    """A year against the one before."""
    earlier, now = (held_matrix(request, session, one) for one in (year - 1, year))
    made = compare(earlier, now, years=(year - 1, year))
    shown = ChangesPage(year, year - 1, tuple(made.changes), tuple(made.new), tuple(made.gone))
    return page(request, "oversight_changes.html", shown)


@router.get("/reports")
def reports(request: Request, _actor: MayOversee, session: Reading) -> Response:
    """Every report and paper that was issued, and what was decided about it."""
    language = language_of(request)
    found = tuple(
        IssuedReport(
            title=_kind(one.kind, language),
            about=_about(one.scope, language),
            entry=one.entry,
            at=one.at,
            state=one.state,
            hash=one.hash.hex(),
            reasons=tuple(str(each["reason"]) for each in one.decisions if each.get("reason")),
        )
        for one in reversed(reports_on_record(session))
    )
    return page(request, "oversight_reports.html", ReportsPage(found))


def _kind(kind: str, language: Language) -> str:
    """What a report or paper is called; of a kind without a word, its name in the ledger."""
    for key in (f"page_oversight.kind.{kind}", f"papers.{kind.replace('-', '_')}"):
        if has(key):
            return say(key, language)
    return kind


def _about(scope: str, language: Language) -> str:
    """A committee's scope without its year, which the name says; a season's as the whole year."""
    name, _, year = scope.rpartition("/")
    return say("page_oversight.whole_year", language, year=year) if name == "season" else name or scope


def _spreads(language: Language, groups: tuple[GroupSpread, ...]) -> tuple[SpreadPart, ...]:
    words = speaker(language)
    made = []
    for number, one in enumerate(groups, start=1):
        way = "page_oversight.spread.calibrated" if one.calibrated else "page_oversight.spread.apart"
        rows = [(packet.codename, packet.scores, packet.grey) for packet in one.packets]
        title = words("page_oversight.spread.of", group=one.title)
        chart = spread_chart(f"spread-{number}", title, words(way), rows, line=one.line)
        listed = tuple(
            (packet.codename, "、".join(map(points, packet.scores)), points(packet.mean), packet.grey)
            for packet in one.packets
        )
        made.append(SpreadPart(title, chart, listed))
    return tuple(made)


def _split(made: Matrix) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The rules that some committee does not keep for certain, the worst kept first, and the rest."""
    quiet = {State.HOLDS, State.NOT_APPLICABLE}

    def open_for(column: Column) -> bool:
        cells = (row.cells.get(column.rule) for row in made.rows)
        return any(cell is not None and cell.state not in quiet for cell in cells)

    def count(column: Column, state: State) -> int:
        cells = (row.cells.get(column.rule) for row in made.rows)
        return sum(cell is not None and cell.state is state for cell in cells)

    listed = sorted(made.columns, key=lambda one: (-count(one, State.BROKEN), -count(one, State.UNKNOWN)))
    wanted = tuple(column for column in listed if open_for(column))
    return wanted, tuple(column for column in made.columns if column not in wanted)


def _lines(row: Row) -> tuple[JudgedLine, ...]:
    def text(line: dict[str, Any], name: str) -> str:
        return "" if line.get(name) is None else str(line[name])

    made = [
        JudgedLine(
            state=line["state"],
            rule=line["rule"],
            says=text(line, "says"),
            clause=text(line, "clause"),
            stage=line["stage"],
            found=text(line, "found"),
            required=text(line, "required"),
            repair=text(line, "repair"),
            evidence=line["evidence"],
            law=bool(line["law"]),
        )
        for line in row.lines
    ]
    return tuple(sorted(made, key=lambda line: -State(line.state).gravity))


def _compared(several: tuple[Figure, ...]) -> int:
    return several[0].compared if several else 0
