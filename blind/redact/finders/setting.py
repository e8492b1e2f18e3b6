"""Whether the words around a place speak for a person there, whoever it is: a weighing of traits of the place.

A logistic regression; ``benchmarks/fit_places.py`` fits its weights to places of persons and of words in sentences of
made-up dossiers, the person's own letters left out. What the word means counts by its nearness to the words around it;
what those words mean counts by itself, so that verbs of persons which nobody listed speak for persons too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from blind.redact.finders.lexicon import lines_of
from blind.redact.finders.nearness import WIDTH, known, nearness, vector
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import HAN, Person
from blind.redact.finders.segmenting import Word, dictionary, segmented
from blind.redact.finders.slots import deed_at, left_side, said_of_things, slot

NEAR, FAR = 14, 24
BESIDE = 3
"""So many words on either side count."""
HUNDREDTHS = 100
UNIT = 160.0
"""The length of a vector."""
MARKS = {"\n": "<N>", "\f": "<N>", "\t": "<T>", " ": "<_>"}
EDGE = ("<E>", "gap")
CLAUSE_ENDS = ",;.。!?、:"
SAME = 99
"""Nearness from which the neighbour is the word itself."""


def leaning(passage: Passage, start: int, end: int, who: Person) -> float:
    """How much the place speaks for a person (above 0) or for a thing (below)."""
    table = weights()
    whole = table["always"] + sum([table.get(trait, 0) for trait in set(traits(passage, start, end, who))])
    return (whole + float(subject(passage, start, end) @ subject_weights())) / HUNDREDTHS


@cache
def weights() -> dict[str, int]:
    """The weight of each trait in hundredths."""
    pairs = (line.rsplit(" ", 1) for line in lines_of("settings.txt"))
    return {trait: int(weight) for trait, weight in pairs}


@cache
def subject_weights() -> NDArray[np.float64]:
    """The weights of what ``subject`` gives."""
    return np.array([weights().get(f"subject{place}", 0) for place in range(6 * WIDTH)], dtype=np.float64)


def subject(passage: Passage, start: int, end: int) -> NDArray[np.float64]:
    """What the words of the clause mean: on either side the next word, the one after, and four on the average."""
    none = np.zeros(WIDTH)
    parts: list[NDArray[np.float64]] = []
    for edge, back in ((start, True), (end, False)):
        found = [vector(word) / UNIT if known(word) else None for word in in_clause(passage, edge, back=back)]
        first, second = [none if one is None else one for one in [*found, None, None][:2]]
        meaning = [one for one in found if one is not None]
        parts += [first, second, sum(meaning, none) / max(1, len(meaning))]
    return np.concatenate(parts)


def in_clause(passage: Passage, edge: int, *, back: bool) -> Iterator[str]:
    """Up to four words on one side within the clause, the nearest first."""
    for word in side(passage, edge, NEAR, back=back)[:4]:
        if word.text in CLAUSE_ENDS:
            return
        yield word.text


def traits(passage: Passage, start: int, end: int, who: Person) -> Iterator[str]:
    """What is noted about a place."""
    left, right = neighbours(passage, start, back=True), neighbours(passage, end, back=False)
    yield from of_words(left, right, dictionary().tag(who.bare)[:1])
    yield from of_letters(passage, start, end)
    yield from of_slot(passage, start, end, who, (left[0][0], *right[0]))
    yield from of_meaning(passage, start, end)


def neighbours(passage: Passage, edge: int, *, back: bool) -> list[tuple[str, str]]:
    """The nearest words on one side with their classes; gaps count as words, and nothing follows an end of line."""
    found: list[tuple[str, str]] = []
    for word in side(passage, edge, NEAR, back=back):
        at = word.end if back else word.start
        gap = passage.gaps[at] if at < len(passage.dense) else "."
        if gap in MARKS:
            found.append((MARKS[gap], "gap"))
            if gap != " ":
                break
        found.append((plain(word.text), dictionary().tag(word.text)))
    return [*found, EDGE, EDGE, EDGE][:BESIDE]


def side(passage: Passage, edge: int, width: int, *, back: bool) -> list[Word]:
    """The words on one side of a place, the nearest first, the place's own letters left out."""
    if back:
        return segmented(passage.dense, max(0, edge - width), edge)[::-1]
    return segmented(passage.dense, edge, min(len(passage.dense), edge + width))


def plain(text: str) -> str:
    """The word, with numbers by their length and other foreign words as one."""
    if text.isdigit():
        return f"#{min(len(text), 4)}"
    return "L" if text.isascii() and text.isalnum() else text


def of_words(left: list[tuple[str, str]], right: list[tuple[str, str]], kind: str) -> Iterator[str]:
    """Neighbours and their classes, alone and together; ``kind`` is the class of the word that the name is."""
    (l0, lt), (l1, lt1), _ = left
    (r0, rt), (r1, rt1), (r2, _) = right
    yield from (f"l0={l0}", f"r0={r0}", f"l1={l1}", f"r1={r1}", f"r2={r2}", f"lt={lt}", f"rt={rt}")
    yield from (f"lt2={lt}{lt1}", f"rt2={rt}{rt1}", f"lr={lt}_{rt}", f"kr={kind}{rt}", f"kl={kind}{lt}")
    yield from (f"klr={kind}{lt}_{rt}", f"ll={l0}{l1}", f"rr={r0}{r1}", f"lwr={l0}_{r0}", f"lwrt={l0}_{rt}")
    yield from (f"ltrw={lt}_{r0}", f"rlen={min(len(r0), BESIDE)}")


def of_letters(passage: Passage, start: int, end: int) -> Iterator[str]:
    """The nearest characters, and how long the clause is on either side."""
    before, after = passage.before(start, FAR), passage.after(end, FAR)
    yield from (f"lc{width}={before[-width:]}" for width in (1, 2, 3))
    yield from (f"rc{width}={after[:width]}" for width in (1, 2, 3))
    head = next((index for index, char in enumerate(reversed(before)) if char in CLAUSE_ENDS), len(before))
    tail = next((index for index, char in enumerate(after) if char in CLAUSE_ENDS), len(after))
    yield from (f"head={min(head, 6)}", f"tail={min(tail, 6)}", f"ht={min(head, 3)}_{min(tail, 3)}")


def of_slot(passage: Passage, start: int, end: int, who: Person, beside: tuple[str, str, str]) -> Iterator[str]:
    """The kind of place, with the word before, the word after and its class."""
    l0, r0, rt = beside
    kind = slot(passage, start, end, adverbial=who.adverbial).value
    left = left_side(passage, start, passage.before(start, FAR))
    yield from (f"slot={kind}", f"left={left}", f"sl={kind}{left}{l0}", f"slr={kind}{rt}", f"lsr={left}{rt}")
    yield f"lsrw={left}{r0}"
    yield f"deed={deed_at(passage, end)}"
    yield f"thing={said_of_things(passage, end)}"
    first, last = (passage.words[passage.word_at[at]] for at in (start, end - 1))
    yield f"over={'A' * (first.start < start)}{'B' * (last.end > end)}"


def of_meaning(passage: Passage, start: int, end: int) -> Iterator[str]:
    """Steps of nearness to the next word, to the nearest of three, to the nearest of all, and on the average."""
    word = passage.dense[start:end]
    if not known(word):
        yield "unknown"
        return
    sides = {"L": near_words(passage, start, word, back=True), "R": near_words(passage, end, word, back=False)}
    for name, found in sides.items():
        if found:
            yield f"n{name}"
            yield from steps(f"n{name}", found[0], 6)
            yield from steps(f"n{name}x", max(found), 6)
    every = [value for found in sides.values() for value in found]
    if every:
        yield from steps("nm", max(every), 6)
        yield from steps("na", sum(every) / len(every), 4)


def steps(name: str, value: float, width: int) -> Iterator[str]:
    """A trait for each step that the value is above."""
    return (f"{name}{step}" for step in range(0, 66, width) if value > step)


def near_words(passage: Passage, edge: int, word: str, *, back: bool) -> list[int]:
    """The nearness of up to three words on one side within the sentence and page."""
    found = islice(meant(passage, edge, word, back=back), BESIDE)
    return [value for value in found if value < SAME]


def meant(passage: Passage, edge: int, word: str, *, back: bool) -> Iterator[int]:
    """The nearness of the words on one side that have a meaning of their own, the nearest first."""
    for other in side(passage, edge, FAR, back=back):
        at = other.end if back else other.start
        if other.text in "。;!?" or (at < len(passage.dense) and passage.gaps[at] == "\f"):
            return
        if len(other.text) > 1 and HAN.fullmatch(other.text) and known(other.text):
            yield nearness(word, other.text)
