"""Names that stand after a label: the applicant's own in whatever spelling, and third persons by their role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from blind.identity import Identity
from blind.redact.finders.columns import named_cells, rows
from blind.redact.finders.cues import pattern, words
from blind.redact.finders.dotted import dotted_span
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import HAN, family_of, given_shares, minority_pieces, name_cost
from blind.redact.finders.search import Search
from blind.redact.finders.segmenting import dictionary, price
from blind.redact.hit import Hit, Level

SEPARATOR = re.compile(r"(?:[,\u3001;/&|+]|\u548c|\u4e0e|\u53ca|\u4ee5\u53ca|and){1,2}", re.IGNORECASE)
MARKED = re.compile(r"(?:\([^()]{0,14}\)|[*†‡#0-9,]{1,6}(?=[\u3400-\u9fff\u3001,;]))")
LATIN = re.compile(r"[a-z][a-z'’.-]{0,18}")
DOTTED = re.compile(r"[\u3400-\u9fff]{2,8}(?:[·•・‧.][\u3400-\u9fff]{1,8}){1,3}")
MOST_NAMES = 40
LONGEST = 12


def prepare(_identity: Identity, _level: Level) -> Search:
    """Looks after every label of a form for names."""

    def search(passage: Passage) -> Iterator[Hit]:
        for key, finder, reason in (
            ("name_labels", "labelled-name", "name-after-label"),
            ("role_labels", "third-person", "name-after-role"),
        ):
            for match in label_shape(key).finditer(passage.dense):
                if counts_as_label(passage, match):
                    for start, end in names_from(passage, match.end()):
                        yield passage.hit(start, end, finder, reason, sureness=95)
        for cell in named_cells(passage):
            for start, end in names_from(passage, cell.start):
                if end <= cell.end:
                    yield passage.hit(start, end, "third-person", "name-under-head", sureness=90)
        for start, end in beside_titles(passage):
            yield passage.hit(start, end, "third-person", "name-with-title", sureness=80)

    return search


def beside_titles(passage: Passage) -> Iterator[tuple[int, int]]:
    """Cells that look like a name alone, with a cell that is a title alone to their right."""
    for row in rows(passage):
        for column, (start, end) in row.items():
            name, title = passage.dense[start:end], passage.dense[slice(*row.get(column + 1, (0, 0)))]
            family = family_of(name)
            if len(name) > 4 or not family or name_width(name) != len(name) or not title_alone().fullmatch(title):
                continue
            given = name[len(family) :]
            likely = name_cost(name, family) < price(name) or all(map(given_shares().get, given))
            if not dictionary().knows(name) and likely:
                yield start, end


@cache
def title_alone() -> re.Pattern[str]:
    """A title of a profession with its grade."""
    return re.compile(f"{pattern('cues.toml', 'title_grades')}{{0,2}}{pattern('cues.toml', 'titles')}")


@cache
def label_shape(key: str) -> re.Pattern[str]:
    """A label with what may stand between it and the value."""
    return re.compile(
        pattern("cues.toml", key) + r"(?:\([^()]{0,14}\)|/[\u4e00-\u9fff]{1,6})?(?P<colon>[:=]{0,2})[_\s]{0,20}"
    )


def counts_as_label(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a colon or the edge of a cell or line follows the label."""
    end = match.end()
    if end >= len(passage.dense):
        return False
    if latin_inside(passage, match.start()):
        return False
    if match["colon"]:
        return True
    return passage.gaps[end] in "\t\n " and (passage.opens(match.start(), "\t\n\f ") or passage.gaps[end] == "\t")


def latin_inside(passage: Passage, start: int) -> bool:
    """Whether an English label is only the end of a longer word."""
    return (
        passage.dense[start].isascii()
        and not passage.apart(start, start + 1)
        and start > 0
        and passage.gaps[start] == "."
        and passage.dense[start - 1].isalpha()
    )


def names_from(passage: Passage, at: int) -> Iterator[tuple[int, int]]:
    """The names of a list that begins here; ends at the first thing that is none.

    A line of its own goes on with the list only where it begins with a whole name.
    """
    wrapped = False
    for count in range(MOST_NAMES):
        end = name_end(passage, at, first=count == 0)
        if end is None or (wrapped and not passage.closes(end, " \t\n\f")):
            return
        yield at, end
        at = end
        marked = MARKED.match(passage.dense, at)
        at = marked.end() if marked else at
        separator = SEPARATOR.match(passage.dense, at)
        wrapped = separator is None and at < len(passage.dense) and passage.gaps[at] == "\n"
        if separator:
            at = separator.end()
        elif at >= len(passage.dense) or passage.gaps[at] not in " \t\n":
            return


def name_end(passage: Passage, at: int, *, first: bool) -> int | None:
    """Where the name ends that begins at ``at``; None if nothing there can be a name."""
    run = HAN.match(passage.dense, at, at + LONGEST)
    if run is None:
        return latin_end(passage, at) if first or LATIN.match(passage.dense, at) else None
    stop = cell_end(passage, at, run.end())
    joined = spread(passage, at, run.end(), stop)
    text = passage.dense[at:joined]
    if text.startswith(words("cues.toml", "not_names")):
        return None
    dotted = DOTTED.match(passage.dense, at)
    if dotted:
        begin, last = dotted_span(passage, at, dotted.end())
        return last if begin == at else None
    return at + width if (width := name_width(text)) else None


def cell_end(passage: Passage, at: int, end: int) -> int:
    """Where the run of characters is first interrupted by a gap."""
    return next((index for index in range(at + 1, end) if passage.gaps[index] != "."), end)


def spread(passage: Passage, at: int, run_end: int, stop: int) -> int:
    """The end of the run's first piece; single characters set apart are joined to one name."""
    if stop - at == 1 and passage.gaps[at + 1 : at + 2] in (" ", "\n") and family_of(passage.dense[at : at + 3]):
        second = cell_end(passage, stop, run_end)
        return second if second - at <= 3 else stop
    return stop


def name_width(text: str) -> int:
    """How many of the characters are a name: all of them, or those before a title or a verb; 0 for none."""
    if minority_pieces().match(text) and not dictionary().knows(text):
        pieces = re.match(f"{minority_pieces().pattern}{{1,4}}", text)
        return pieces.end() if pieces and pieces.end() > 1 else 0
    family = family_of(text[:4])
    if len(text) <= 4:
        if family:
            return len(text) if len(text) <= len(family) + 2 and len(text) > len(family) else 0
        return len(text) if 2 <= len(text) <= 3 and not dictionary().knows(text) and not dictionary_made(text) else 0
    if family:
        ends = (
            *words("cues.toml", "titles"),
            *words("cues.toml", "titles_before"),
            *words("cues.toml", "person_verbs"),
        )
        return next((width for width in (len(family) + 2, len(family) + 1) if text.startswith(ends, width)), 0)
    return 0


def dictionary_made(text: str) -> bool:
    """Whether a text of three characters is a word and one more character, as headings of forms are."""
    knows = dictionary().knows
    return len(text) == 3 and (knows(text[:2]) or knows(text[1:]))


def latin_end(passage: Passage, at: int) -> int | None:
    """The end of a name in Latin letters: up to four capitalised words."""
    end, count = at, 0
    while count < 4:
        word = LATIN.match(passage.dense, end)
        if word is None or not passage.text[passage.first[end]].isupper():
            break
        stop = next((index for index in range(end + 1, word.end()) if passage.gaps[index] != "."), word.end())
        end, count = stop, count + 1
        if end >= len(passage.dense) or passage.gaps[end] != " ":
            break
    return end if count >= 2 or (count == 1 and end - at > 3) else None
