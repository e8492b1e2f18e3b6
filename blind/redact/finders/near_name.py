"""The applicant's name misread by one character or short of the last, and the surname with a stranger's given name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blind.identity import Identity
from blind.redact.finders.chinese_name import finder, persons
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import HAN, Person
from blind.redact.finders.search import Search
from blind.redact.finders.segmenting import Word, dictionary
from blind.redact.finders.sense import PERSONLIKE, WORDLIKE, across, lack_at, person_cue
from blind.redact.hit import Act, Hit, Level

LEAST = 3
SURE_CUES = ("name-after-label", "name-under-head", "name-signed")
ANY = r"[\w\u3400-\u9fff]"


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for names of three or more characters of which one differs."""
    plans = [(who, shape_of(who)) for who in dict.fromkeys(persons(identity)) if who.chinese and len(who.bare) >= LEAST]

    def search(passage: Passage) -> Iterator[Hit]:
        for who, shape in plans:
            for match in shape.finditer(passage.dense):
                start, end = match.start(), match.start() + len(who.bare)
                act = act_at(passage, start, end, who)
                if act is not None:
                    yield passage.hit(
                        start, end, finder(who), "name-nearly", act=act, sureness=70 if act is Act.HIDE else 50
                    )
            yield from beginnings(passage, who)

    return search


def beginnings(passage: Passage, who: Person) -> Iterator[Hit]:
    """A long name without its last character: hidden, for three characters of it are hardly anything else."""
    first = who.bare[:-1]
    if len(first) < LEAST:
        return
    for match in re.finditer(re.escape(first) + f"(?!{re.escape(who.bare[-1])})", passage.dense):
        if not dictionary().knows(first) and not across(passage, *match.span()):
            yield passage.hit(*match.span(), finder(who), "name-nearly", sureness=75)


def shape_of(who: Person) -> re.Pattern[str]:
    """A pattern for the name with any one character replaced, overlapping finds included."""
    letters = [re.escape(char) for char in who.bare]
    forms = [
        "".join((*letters[:index], f"(?!{letter}){ANY}", *letters[index + 1 :])) for index, letter in enumerate(letters)
    ]
    return re.compile("(?=" + "|".join(forms) + ")")


def act_at(passage: Passage, start: int, end: int, who: Person) -> Act | None:
    """What to do with a near miss; None where it is plainly something else."""
    found = passage.dense[start:end]
    lack = lack_at(passage, start, end)
    if HAN.fullmatch(found) and (dictionary().knows(found) or (across(passage, start, end) and lack > PERSONLIKE)):
        return None
    if HAN.fullmatch(found) and len(inner_words(passage, start, end)) == 1:
        return None
    cue = person_cue(passage, start, end, who)
    worded = any(len(word.text) > 1 and dictionary().knows(word.text) for word in inner_words(passage, start, end))
    if cue in SURE_CUES or (cue and not worded):
        return Act.HIDE
    if lack <= PERSONLIKE or (len(who.bare) > LEAST and not worded):
        return Act.HIDE
    return Act.ASK if lack < WORDLIKE and found[0] == who.bare[0] and not worded else None


def inner_words(passage: Passage, start: int, end: int) -> tuple[Word, ...]:
    """The words that the stretch meets."""
    return passage.words[passage.word_at[start] : passage.word_at[end - 1] + 1]
