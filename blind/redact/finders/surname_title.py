"""The applicant called by part of the name: family name with a title, family name masked, given name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blind.identity import Identity
from blind.redact.finders.chinese_name import finder, persons
from blind.redact.finders.cues import clan, pattern
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import HAN, Person, person
from blind.redact.finders.search import Search
from blind.redact.finders.sense import WORDLIKE, judge, lack_at
from blind.redact.hit import Act, Hit, Level

MASK = r"(?:\u67d0{1,2}|[x×*□○●◯△_\u2588]{1,4}|\u3007{1,2})"


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for the applicant's and the companions' family names with titles, and for the given names."""
    people = [who for who in dict.fromkeys(persons(identity)) if who.family]
    plans = [
        (who, family_shape(who), re.compile(re.escape(who.given)) if len(who.given) > 1 else None) for who in people
    ]

    def search(passage: Passage) -> Iterator[Hit]:
        for who, family, given in plans:
            for match in family.finditer(passage.dense):
                if stands(passage, match.start(), match.end(), who, match):
                    reason = "surname-masked" if match["mask"] else "surname-with-title"
                    yield passage.hit(match.start("n"), match.end(), finder(who), reason, sureness=90)
            if given:
                yield from given_hits(passage, given, who)

    return search


def family_shape(who: Person) -> re.Pattern[str]:
    """A family name with what may stand around it when somebody is spoken of politely, familiarly or secretly."""
    family = re.escape(who.family)
    long, short = pattern("cues.toml", "titles"), pattern("cues.toml", "short_titles")
    return re.compile(
        rf"(?P<n>{family}(?:(?P<long>{long})|(?P<mask>{MASK})|(?P<short>{short}))|[\u8001\u5c0f\u963f]{family})"
    )


def stands(passage: Passage, start: int, end: int, who: Person, match: re.Match[str]) -> bool:
    """Whether the family name stands as a word of its own there."""
    if match["mask"]:
        return start == 0 or not passage.dense[start - 1].isascii() or passage.gaps[start] != "."
    words, at = passage.words, passage.word_at
    first = words[at[start]]
    alone = first.start == start and first.end == start + len(who.family)
    title_starts = words[at[start + len(who.family)]].start == start + len(who.family)
    if match["long"]:
        return alone and title_starts
    calm = not HAN.match(passage.after(end, 1)) or words[at[end - 1]].end == end
    if match["short"] == clan() and HAN.match(passage.after(end, 1)):
        return False
    if match["short"]:
        return (
            alone
            and calm
            and words[at[end - 1]].start == end - len(match["short"])
            and lack_at(passage, start, end) < WORDLIKE
        )
    return first.start == start and words[at[end - 1]].end == end and lack_at(passage, start, end) < WORDLIKE


def given_hits(passage: Passage, shape: re.Pattern[str], who: Person) -> Iterator[Hit]:
    """The given name where the family name does not stand before it."""
    alone = person(who.given, who.kind)
    for match in shape.finditer(passage.dense):
        start, end = match.span()
        if passage.dense.endswith(who.family, 0, start):
            continue
        if len(who.family) > 1 and passage.dense.endswith(who.family[-1], 0, start):
            start -= 1
        verdict = judge(passage, match.start(), end, alone)
        act = verdict.act
        if act is Act.ASK and (alone.ordinary or lack_at(passage, start, end) > WORDLIKE):
            act = Act.KEEP
        if (
            act is Act.HIDE
            and alone.ordinary
            and verdict.reason not in ("name-with-title", "name-after-label", "name-signed")
        ):
            act = Act.ASK if verdict.reason == "name-read-as-person" else act
        if act is not Act.KEEP:
            yield passage.hit(start, end, finder(who), "given-name-alone", act=act, sureness=min(verdict.sureness, 85))
