"""What a name in a dossier is to the applicant: by the word before it, the head above it, and the unit beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property

from blind.redact.finders.cues import pattern
from blind.redact.finders.folding import folded
from blind.redact.finders.passage import Passage, passage
from blind.redact.hit import Hit
from expertpool.conflicts.cue_words import any_of, cues
from expertpool.conflicts.dossier_text import FileText
from expertpool.conflicts.finding import Cited, Ground
from expertpool.conflicts.people import only_chinese
from expertpool.conflicts.units import Same, UnitForms, names_unit

REACH = 90
"""Characters before a name in which a word may say what the person is."""
STOPS = "。;!?"
GROUNDS = {"kin": Ground.KIN, "teacher": Ground.TEACHER, "author": Ground.AUTHOR, "team": Ground.TEAM}


@cache
def cue_shape() -> re.Pattern[str]:
    """Any word that says what a person is, the longest first."""
    words = {word for key in (*GROUNDS, "others") for word in cues()[key]}
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


@cache
def meaning() -> dict[str, str]:
    """The list that a word stands in."""
    return {word: key for key in (*GROUNDS, "others") for word in cues()[key]}


@cache
def unit_shape() -> re.Pattern[str]:
    """A stretch that reads as the name of a unit."""
    return re.compile(r"[\u3400-\u9fff()]{2,24}?" + pattern("cues.toml", "unit_endings"))


@dataclass(frozen=True)
class Searched:
    """One file as one text, with the way back to pages and lines."""

    file: FileText

    @cached_property
    def text(self) -> str:
        """All pages, a line end after each line and a page end after each page."""
        return "\f".join("\n".join(page) for page in self.file.pages)

    @cached_property
    def passage(self) -> Passage:
        """The text made comparable."""
        return passage(self.text)

    @cached_property
    def letters(self) -> str:
        """Its Chinese characters alone."""
        return only_chinese(self.passage.dense)

    @cached_property
    def _starts(self) -> list[tuple[int, int, int]]:
        found, at = [], 0
        for page, lines in enumerate(self.file.pages, start=1):
            for number, line in enumerate(lines or ("",), start=1):
                found.append((at, page, number))
                at += len(line) + 1
        return found

    def cited(self, start: int) -> Cited:
        """The place of a character of the text."""
        at = bisect_right(self._starts, (start, 1 << 30, 1 << 30)) - 1
        first, page, line = self._starts[max(at, 0)]
        text = self.file.pages[page - 1][line - 1] if self.file.pages[page - 1] else ""
        return Cited(self.file.shown, page, line, _window(text, start - first))

    def lines_of(self, hit: Hit) -> tuple[int, int]:
        """The lines that a hit stands in, as a stretch of the text."""
        return self.line_of(hit.start)[0], self.line_of(hit.end - 1)[1]

    def line_of(self, start: int) -> tuple[int, int]:
        """The line around a character of the text, as a stretch of it."""
        low = max(self.text.rfind("\n", 0, start), self.text.rfind("\f", 0, start)) + 1
        ends = [at for at in (self.text.find("\n", start), self.text.find("\f", start)) if at >= 0]
        return low, min(ends, default=len(self.text))


def _window(line: str, at: int) -> str:
    """The line, or what stands within sixty characters of the place where it is long."""
    return " ".join(line[max(0, at - 60) : at + 60].split())


def ground_of(searched: Searched, hit: Hit) -> tuple[Ground, bool]:
    """What the person is by the nearest word before the name, else by the head of its column; whether it is clear."""
    low, _ = searched.line_of(hit.start)
    before = folded(searched.text[low : hit.start])[-REACH:]
    said = _last_cue(before)
    if said is None:
        said = _column_head(searched, hit) or _last_cue(_line_before(searched, low))
    if said is None or said == "others":
        return Ground.NAMED, said is None
    return GROUNDS[said], True


def _last_cue(before: str) -> str | None:
    for stop in STOPS:
        before = before.rpartition(stop)[2]
    matches = list(cue_shape().finditer(before))
    return meaning()[matches[-1].group()] if matches else None


def _line_before(searched: Searched, low: int) -> str:
    """The line above, where it ends in a label or its list goes on: with a colon, a comma or a cue."""
    start, end = searched.line_of(max(0, low - 2))
    line = folded(searched.text[start:end])
    return line if (low and line.endswith((":", ",", "\N{IDEOGRAPHIC COMMA}"))) or (low and len(line) <= 12) else ""


def _column_head(searched: Searched, hit: Hit) -> str | None:
    """The word in the head of the name's column, up to forty table rows above."""
    low, _ = searched.line_of(hit.start)
    column = searched.text[low : hit.start].count("\t")
    rows = searched.text[:low].rstrip("\n").split("\n")[-40:]
    for row in reversed(rows):
        cells = row.split("\t")
        if len(cells) == 1:
            break
        if column < len(cells) and (said := _last_cue(folded(cells[column]))):
            return said
    return None


def unit_beside(searched: Searched, hit: Hit) -> str:
    """The unit that stands with the name, folded: in brackets after it, right before it, or in its table row."""
    low, high = searched.lines_of(hit)
    after, before = folded(searched.text[hit.end : high]), folded(searched.text[low : hit.start])
    inside = re.match(rf"[0-9*]{{0,3}}[(,:]{any_of('inside')}?([^(),;]{{3,30}})", after)
    if inside and (named := unit_shape().match(inside[1])) and named.end() >= len(inside[1]) - 8:
        return re.sub(any_of("follows") + "$", "", inside[1])
    bare = before[:-1] if before.endswith(("(", ":")) else before
    ahead = re.search(r"([\u3400-\u9fff]{3,24})$", bare)
    if ahead:
        ends = [match.end() for match in unit_shape().finditer(ahead[1])]
        if ends and len(ahead[1]) - ends[-1] <= 4:
            return _tail(ahead[1][: ends[-1]])
    return _in_row(searched.text[low:high], searched.text[low : hit.start].count("\t"))


def _tail(text: str) -> str:
    """The unit at the end of a run, without the word that leads to it."""
    led = re.search(any_of("leads") + r"([\u3400-\u9fff]{3,})$", text)
    return led[1] if led else text


def _in_row(line: str, column: int) -> str:
    """The unit in the cells after the name's, before the next column starts again; then in the cells before it."""
    cells = [folded(cell) for cell in line.split("\t")]
    if len(cells) < 2:
        return ""
    for cell in (*cells[column + 1 :], *reversed(cells[:column])):
        named = unit_shape().fullmatch(cell)
        if named and 3 <= len(cell) <= 30:
            return cell
    return ""


def agrees(unit: str, known: tuple[UnitForms, ...]) -> Same | None:
    """Whether the unit beside a name is one of the expert's; None where no unit stands there."""
    if not unit:
        return None
    return max((names_unit(unit, one) for one in known), default=Same.NO)
