"""评审专家抽取记录表: the record of one draw as a PDF that an office prints, signs and files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

from expertpool.beijing import here
from expertpool.documents.draw_report import Chances, DrawReport, SeatLine, VerdictLine
from expertpool.documents.typesetting import Fonts, page_template, typeset
from expertpool.whole_file import write_whole
from expertpool.words import Language, speaker

PAGE, TABLE_SIZE = "draw_record.typ", 9


class Words(Protocol):
    """The catalogue in one language: a key and its places in, a sentence out."""

    def __call__(self, key: str, **params: Any) -> str:
        """The sentence under ``key``."""


def write_draw_record(report: DrawReport, path: Path, *, language: Language, fonts_folder: Path | None = None) -> None:
    """Write the record to ``path``; the same report and language give the same bytes.

    ``fonts_folder`` holds an office's own fonts, asked first for characters that the shipped ones lack. What no font
    has is printed as its U+ number and listed, to be written in by hand. Raises OSError where it cannot be written.
    """
    made = report.drawn_at or datetime.combine(report.meeting, time(), tzinfo=UTC)
    write_whole(
        path,
        typeset(page_template(PAGE), _page(report, language), made=made, fonts=Fonts(fonts_folder), cells=TABLE_SIZE),
    )


def _page(report: DrawReport, language: Language) -> dict[str, Any]:
    words = speaker(language)
    sections = [
        _funnel(report, words),
        _seats(report.members, words("draw_record.members.head"), words),
        _seats(report.reserves, words("draw_record.reserves.head"), words),
        _verdicts(report.verdicts, words),
        _list(report.waivers, words("draw_record.waivers.head")),
        _list(report.warnings, words("draw_record.warnings.head")),
        _chances(report.chances, report.proof, words),
        _randomness(report, words),
        _list(report.earlier_attempts, words("draw_record.earlier.head")),
    ]
    kept = [section for section in sections if section.rows or section.lines]
    return {
        "lang": language.value,
        "region": words("language.region"),
        "title": words("draw_record.title"),
        "committee": report.committee,
        "program": report.program,
        "training": _banner(report, words),
        "page": words("draw_record.page", page="@page", pages="@pages"),
        "footer": words("draw_record.footer", seed=report.randomness.seed[:16], program=report.program),
        "facts": _facts(report, words),
        "sections": [section.numbered(number, words) for number, section in enumerate(kept, start=1)],
        "signatures": _signatures(words),
        "missing_head": words("draw_record.missing.head"),
        "missing_words": words("draw_record.missing.words"),
    }


def _banner(report: DrawReport, words: Words) -> str | None:
    if report.randomness.assurance != "M0":
        return None
    return words("draw_record.training") if report.randomness.seed_given else words("draw_record.one_computer")


def _facts(report: DrawReport, words: Words) -> list[list[str]]:
    """The table on top: one or two pairs of label and value a row."""
    specialties = "、".join(report.specialties)
    series = (
        words("draw_record.series_of", series=report.series, specialties=specialties) if specialties else report.series
    )
    method = f"draw_record.method.{report.method}"
    return [
        [words("draw_record.committee"), report.committee],
        [words("draw_record.series"), series, words("draw_record.level"), report.level],
        [words("draw_record.year"), str(report.year), words("draw_record.meeting"), _day(report.meeting, words)],
        [
            words("draw_record.drawn_at"),
            _moment(report.drawn_at, words),
            words("draw_record.place"),
            report.place or "",
        ],
        [
            words("draw_record.candidates"),
            words("draw_record.candidates_of", candidates=report.candidates, roster=report.roster_count),
            words("draw_record.seats"),
            words("draw_record.seats_of", seats=report.seats, drawn=sum(not member.kept for member in report.members)),
        ],
        [
            words("draw_record.method"),
            words(method),
            words("draw_record.attempt"),
            words("draw_record.attempt_of", attempt=report.attempt),
        ],
        [words("draw_record.assurance"), assured(report, words)],
    ]


def assured(report: DrawReport, words: Words) -> str:
    """The assurance level and what it means."""
    level, says = report.randomness.assurance, report.randomness.assurance_says
    return says if says.startswith(level) else words("draw_record.assurance_of", level=level, says=says)


def _day(day: date, words: Words) -> str:
    weekday = words("draw_record.weekdays").split()[day.weekday()]
    return words("draw_record.day", year=day.year, month=day.month, day=day.day, weekday=weekday)


def _moment(moment: datetime | None, words: Words) -> str:
    if moment is None:
        return words("draw_record.moment_blank")
    shown = here(moment)
    zone = words("draw_record.zone") if moment.tzinfo else ""
    return words("draw_record.moment", day=_day(shown.date(), words), time=f"{shown:%H:%M:%S}", zone=zone)


@dataclass(frozen=True)
class _Section:
    """A numbered part of the page: sentences, then a table, then small print."""

    head: str
    lines: tuple[str, ...] = ()
    columns: tuple[tuple[str, int, str], ...] = ()
    """Head, width in millimetres (156 in all) and side of each column."""
    rows: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()

    def numbered(self, number: int, words: Words) -> dict[str, Any]:
        """The part as the template takes it, its head numbered as official papers number theirs."""
        numeral = words("draw_record.numerals").split()[number - 1]
        columns = [{"head": head, "width": width, "side": side} for head, width, side in self.columns]
        head = words("draw_record.numbered", numeral=numeral, head=self.head)
        return {"head": head, "lines": self.lines, "columns": columns, "rows": self.rows, "after": self.after}


def _list(sentences: Iterable[str], head: str) -> _Section:
    lines = tuple(f"{number}. {sentence}" for number, sentence in enumerate(sentences, start=1))
    return _Section(head=head, lines=lines)


def _funnel(report: DrawReport, words: Words) -> _Section:
    rows = tuple(
        (str(number), step.says, step.clause, f"{step.removed:,}") for number, step in enumerate(report.funnel, start=1)
    )
    reasons = [words("draw_record.reason_of", reason=reason, count=count) for reason, count in report.exclusions]
    after = (words("draw_record.reasons", reasons="；".join(reasons)),) if reasons else ()
    return _Section(
        head=words("draw_record.funnel.head"),
        lines=(words("draw_record.funnel.line", roster=report.roster_count, candidates=report.candidates),),
        columns=(
            (words("draw_record.number"), 10, "center"),
            (words("draw_record.rule"), 84, "left"),
            (words("draw_record.clause"), 44, "left"),
            (words("draw_record.removed"), 18, "right"),
        )
        if rows
        else (),
        rows=rows,
        after=after,
    )


def _seats(lines: tuple[SeatLine, ...], head: str, words: Words) -> _Section:
    return _Section(
        head=head,
        columns=(
            (words("draw_record.number"), 9, "center"),
            (words("draw_record.expert_no"), 18, "left"),
            (words("draw_record.name"), 20, "left"),
            (words("draw_record.gender"), 9, "center"),
            (words("draw_record.employer"), 35, "left"),
            (words("draw_record.employer_kind"), 15, "center"),
            (words("draw_record.expert_level"), 15, "center"),
            (words("draw_record.specialty"), 14, "left"),
            (words("draw_record.consecutive"), 11, "center"),
            (words("draw_record.origin"), 10, "center"),
        ),
        rows=tuple(_seat(line, words) for line in lines),
    )


def _seat(line: SeatLine, words: Words) -> tuple[str, ...]:
    unknown = words("draw_record.unknown")
    return (
        str(line.seat),
        line.expert_no,
        line.name,
        line.gender or unknown,
        line.employer,
        line.employer_kind,
        line.level,
        "、".join(line.specialties),
        unknown if line.consecutive_years is None else str(line.consecutive_years),
        words("draw_record.kept") if line.kept else words("draw_record.drawn"),
    )


def _verdicts(verdicts: tuple[VerdictLine, ...], words: Words) -> _Section:
    unknown = words("draw_record.unknown")
    return _Section(
        head=words("draw_record.verdicts.head"),
        columns=(
            (words("draw_record.rule"), 52, "left"),
            (words("draw_record.clause"), 30, "left"),
            (words("draw_record.state"), 14, "center"),
            (words("draw_record.found"), 30, "left"),
            (words("draw_record.required"), 30, "left"),
        ),
        rows=tuple(
            (
                verdict.says,
                verdict.clause,
                words(f"draw_record.state.{verdict.state}"),
                verdict.found or unknown,
                verdict.required or unknown,
            )
            for verdict in verdicts
        ),
    )


def _chances(chances: Chances | None, proof: tuple[str, ...], words: Words) -> _Section:
    if chances is None:
        return _Section(head=words("draw_record.chances.head"), lines=proof)
    lowest, highest = share(chances.lowest, words), share(chances.highest, words)
    line = words("draw_record.chances.line", lowest=lowest, highest=highest, gini=decimal(chances.gini, 3))
    return _Section(head=words("draw_record.chances.head"), lines=(line, *proof))


def share(value: Fraction, words: Words) -> str:
    """A chance as people read it: the exact fraction and its percentage to three places."""
    return words("draw_record.share", fraction=str(value), percent=decimal(value * 100, 3))


def decimal(value: Fraction, places: int) -> str:
    """The fraction rounded to so many decimal places, half up, without floats."""
    scaled = (abs(value) * 10**places * 2 + 1) // 2
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{scaled // 10**places}.{scaled % 10**places:0{places}d}"


def _randomness(report: DrawReport, words: Words) -> _Section:
    dice = report.randomness
    ticket = words("draw_record.ticket_of", ticket=dice.ticket, tickets=dice.tickets) if dice.ticket else None
    values = {
        words("draw_record.ticket"): ticket,
        words("draw_record.seed"): dice.seed,
        words("draw_record.table_seed"): dice.table_seed,
        words("draw_record.table_root"): dice.table_root,
        words("draw_record.roster_digest"): report.roster_digest,
        words("draw_record.program"): report.program,
    }
    return _Section(
        head=words("draw_record.randomness.head"),
        columns=((words("draw_record.item"), 32, "left"), (words("draw_record.value"), 124, "left")),
        rows=tuple((name, value) for name, value in values.items() if value),
    )


def _signatures(words: Words) -> dict[str, Any]:
    people = [
        {"role": words("draw_record.signs.drawer"), "office": words("draw_record.signs.drawer_office")},
        {"role": words("draw_record.signs.supervisor"), "office": words("draw_record.signs.supervisor_office")},
        {"role": words("draw_record.signs.reviewer"), "office": words("draw_record.signs.reviewer_office")},
    ]
    return {
        "head": words("draw_record.signs.head"),
        "people": people,
        "sign": words("draw_record.signs.sign"),
        "seal": words("draw_record.signs.seal"),
        "date": words("draw_record.signs.date"),
        "note": words("draw_record.signs.note"),
    }
