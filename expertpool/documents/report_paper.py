"""A committee's compliance report as a PDF to read and file, and as a workbook to sort and filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.documents.meeting_paper import BLOCK_FOOT, MeetingPaper, PaperTable, paper_pdf
from expertpool.words import Language, has, say, speaker

LINE_COLUMNS = (("rule", 50), ("clause", 29), ("stage", 13), ("verdict", 16), ("found", 27), ("required", 27))
DRAW_COLUMNS = (
    ("attempt", 12),
    ("on", 24),
    ("outcome", 22),
    ("method", 28),
    ("assurance", 14),
    ("lowest", 18),
    ("highest", 18),
    ("forced", 14),
    ("evidence", 12),
)
REPLACED_COLUMNS = (("reason", 60), ("count", 16), ("signers", 60), ("evidence", 26))
COUNT_COLUMNS = (
    ("attempt", 12),
    ("kind", 20),
    ("passed", 24),
    ("lowest_passed", 46),
    ("highest_not_passed", 46),
    ("evidence", 14),
)
LINE_WIDTHS = {"rule": 54, "clause": 30, "stage": 8, "verdict": 10, "found": 40, "required": 40}


def report_pdf(content: Mapping[str, Any], *, issued: date, number: int, language: Language) -> bytes:
    """The PDF of a committee's report; the same content, day and language give the same bytes."""
    words = speaker(language)
    none = words("report.none")
    counted = [
        words("report.state_count", state=_state(name, language), count=count)
        for name, count in content["states"].items()
    ]
    facts = [
        (words("report.committee"), content["committee"]),
        (words("report.year"), str(content["year"])),
        (words("report.series"), f"{content['series']} {content['level']}"),
        (words("report.packs"), "、".join(content["packs"])),
        (words("report.assurance"), _assurance(content["assurance"], language)),
        (words("report.states"), "、".join(counted)),
        (words("report.replaced"), _turnover(content["replacements"], language)),
        (words("report.number"), words("report.number_of", number=number)),
    ]
    tables = [
        PaperTable(
            head=words("report.lines"),
            columns=[(words(f"report.head.{name}"), width) for name, width in LINE_COLUMNS],
            rows=[[_cell(line, name, language) for name, _ in LINE_COLUMNS] for line in content["lines"]],
        ),
        _waivers(content, language),
        _draws(content, language),
        _replaced(content, language),
        _counts(content, language),
        _deadlines(content, language),
    ]
    paper = MeetingPaper(
        title=words("report.title"),
        held_on=issued,
        facts=[(name, value or none) for name, value in facts],
        tables=[table for table in tables if table.rows],
        notes=[words("report.note.unknown"), words("report.note.evidence"), words("report.note.signed")],
        signatures=[words("report.signs.office"), words("report.signs.hrss")],
        foot=BLOCK_FOOT,
    )
    return paper_pdf(paper, language)


def report_workbook(contents: Sequence[Mapping[str, Any]], language: Language) -> bytes:
    """The lines of one or several reports, one row a rule and stage, and one row a committee."""
    words = speaker(language)
    widths = {**LINE_WIDTHS, "evidence": 10, "source": 24}
    heads = [(words("report.committee"), 40), *((words(f"report.head.{name}"), wide) for name, wide in widths.items())]
    rows = [
        [content["committee"], *(_cell(line, name, language) for name in widths)]
        for content in contents
        for line in content["lines"]
    ]
    names = [_state(name, language) for name in contents[0]["states"]] if contents else []
    summary = [
        [
            content["committee"],
            content["assurance"] or words("report.none"),
            *map(str, content["states"].values()),
            f"{content['replacements']['replaced']}/{content['replacements']['seated']}",
            words("report.none") if (forced := _forced(content)) is None else str(forced),
        ]
        for content in contents
    ]
    overview = ListedSheet(
        name=words("report.sheet.committees"),
        heads=[
            (words("report.committee"), 40),
            (words("report.assurance"), 12),
            *((name, 10) for name in names),
            (words("report.head.replaced"), 12),
            (words("report.head.forced"), 12),
        ],
        rows=summary,
    )
    return listed_bytes([overview, ListedSheet(name=words("report.sheet.lines"), heads=heads, rows=rows)])


def _forced(content: Mapping[str, Any]) -> int | None:
    """Forced seats of the newest draw that seated a panel; None where that is not on record."""
    seated = [one["chances"]["forced"] for one in content["draws"] if one["outcome"] == "seated"]
    return seated[-1] if seated else None


def season_pdf(content: Mapping[str, Any], *, issued: date, language: Language) -> bytes:
    """The PDF of a season's report: every committee with its verdicts counted, and what is broken by clause."""
    words = speaker(language)
    none = words("report.none")
    states = list(content["states"])
    columns = [(words("report.committee"), 76), (words("report.head.assurance"), 16)]
    rows = [
        [one["committee"], one["assurance"] or none, *(str(one["states"][name]) for name in states)]
        for one in content["committees"]
    ]
    broken = [
        [one["committee"], line["says"], line["clause"], words(f"report.stage.{line['stage']}"), line["found"] or none]
        for one in content["committees"]
        for line in one["broken"]
    ]
    heads = (("committee", 46), ("rule", 50), ("clause", 26), ("stage", 14), ("found", 26))
    paper = MeetingPaper(
        title=words("report.season_title", year=content["year"]),
        held_on=issued,
        facts=[
            (words("report.sheet.committees"), str(len(content["committees"]))),
            (words("report.without_panel"), str(content["without_panel"])),
            (words("report.number"), words("report.season_number", number=content["number"])),
        ],
        tables=[
            PaperTable(
                head=words("report.sheet.committees"),
                columns=[*columns, *((_state(name, language), 14) for name in states)],
                rows=rows,
            ),
            *([_table("all_broken", heads, broken, language)] if broken else []),
        ],
        notes=[words("report.note.unknown"), words("report.note.signed")],
        signatures=[words("report.signs.office"), words("report.signs.hrss")],
        foot=BLOCK_FOOT,
    )
    return paper_pdf(paper, language)


def _cell(line: Mapping[str, Any], name: str, language: Language) -> str:
    none = say("report.none", language)
    if name == "rule":
        return str(line["says"])
    if name == "stage":
        return say(f"report.stage.{line['stage']}", language)
    if name == "verdict":
        differs = say("report.differs", language, before=_state(line["differs"], language)) if "differs" in line else ""
        return _state(line["state"], language) + differs
    if name == "evidence":
        return none if line["evidence"] is None else str(line["evidence"])
    if name == "source":
        return str(line["display"])
    return str(line[name] or none)


def _state(name: str, language: Language) -> str:
    return say(f"rules.state.{name}", language)


def _assurance(level: str | None, language: Language) -> str:
    return say("report.no_draw", language) if level is None else say(f"report.assurance.{level}", language)


def _waivers(content: Mapping[str, Any], language: Language) -> PaperTable:
    rows = [
        [line["says"], one["expert"] or say("report.panel", language), one["reason"], one["approver"], one["at"]]
        for line in content["lines"]
        for one in line["waiver"] or ()
    ]
    columns = (("rule", 50), ("expert", 20), ("reason", 42), ("approver", 26), ("at", 24))
    return _table("waivers", columns, rows, language)


def _draws(content: Mapping[str, Any], language: Language) -> PaperTable:
    none = say("report.none", language)
    rows = [
        [
            str(one["attempt"]),
            one["on"],
            say(f"report.outcome.{one['outcome']}", language),
            say(f"draw_record.method.{one['method']}", language),
            one["assurance"],
            one["chances"]["lowest"] or none,
            one["chances"]["highest"] or none,
            none if one["chances"]["forced"] is None else str(one["chances"]["forced"]),
            none if one["evidence"] is None else str(one["evidence"]),
        ]
        for one in content["draws"]
    ]
    return _table("draws", DRAW_COLUMNS, rows, language)


def _turnover(told: Mapping[str, Any], language: Language) -> str | None:
    """How many of those ever seated were replaced; None where nobody was seated."""
    if not told["seated"]:
        return None
    places = {name: told[name] for name in ("seated", "replaced", "share")}
    return say("report.replaced_of", language, **places)


def _replaced(content: Mapping[str, Any], language: Language) -> PaperTable:
    words = speaker(language)
    rows = []
    for one in content["replacements"]["reasons"]:
        key = f"page_draw.reason.{one['reason']}"
        signers = "、".join(words(f"ceremony.role.{role}") for role in one["signers"])
        rows.append(
            [
                words(key) if has(key) else str(one["reason"]),
                str(one["count"]),
                signers or words("report.signed_by_none"),
                "、".join(map(str, one["evidence"])),
            ]
        )
    return _table("replacements", REPLACED_COLUMNS, rows, language)


def _counts(content: Mapping[str, Any], language: Language) -> PaperTable:
    none = say("report.none", language)

    def shares(pair: Mapping[str, str] | None) -> str:
        if pair is None:
            return none
        return say("report.shares", language, attending=pair["of_attending"], drawn=pair["of_drawn"])

    rows = [
        [
            str(one["number"]),
            say("report.electronic" if one["electronic"] else "report.paper", language),
            f"{one['passed']}/{one['candidates']}",
            shares(one["lowest_passed"]),
            shares(one["highest_not_passed"]),
            none if one["evidence"] is None else str(one["evidence"]),
        ]
        for one in content["counts"]
    ]
    return _table("counts", COUNT_COLUMNS, rows, language)


def _done(one: Mapping[str, Any], language: Language) -> str:
    """The day, and on whose word it stands where nobody signed in for it."""
    if one["done"] is None:
        return say("report.none", language)
    stated = one.get("stated")
    word = say(f"report.stated.{stated}", language) if stated in ("claimed", "committee-file") else ""
    return str(one["done"]) + word


def _deadlines(content: Mapping[str, Any], language: Language) -> PaperTable:
    none = say("report.none", language)
    rows = [
        [
            one["says"],
            one["clause"],
            one["day"] or none,
            _done(one, language),
            say(f"report.deadline.{one['state']}", language),
        ]
        for one in content["deadlines"]
    ]
    columns = (("what", 62), ("clause", 34), ("due", 22), ("done", 28), ("kept", 16))
    return _table("deadlines", columns, rows, language)


def _table(name: str, columns: Sequence[tuple[str, int]], rows: list[list[str]], language: Language) -> PaperTable:
    heads = [(say(f"report.head.{head}", language), width) for head, width in columns]
    return PaperTable(head=say(f"report.{name}", language), columns=heads, rows=rows)
