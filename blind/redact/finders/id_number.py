"""Identity card numbers: the applicant's in any spelling, masked or in part, and anybody else's by its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blind.identity import Identity
from blind.redact.finders.numbers import MISREAD, SIGNS, after_label, digits, labelled, spelled
from blind.redact.finders.passage import Passage
from blind.redact.finders.search import Search
from blind.redact.hit import Hit, Level

FINDER = "id-number"
GENERIC = re.compile(
    r"(?<![0-9a-z])(?:[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9x]|"
    r"[1-9][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9]))(?![0-9])"
)
MASKED = re.compile(r"(?<![0-9a-z])(?P<n>[1-9][0-9]{2,13}[*x×#•●·_.]{2,14}[0-9]{0,4}[0-9x])(?![0-9a-z])")
MIXED = re.compile(r"[0-9oqdil|!zsbgt]{17,20}[0-9xoqdil|!zsbgt]")
FULL, TAIL, SHORT_TAIL = 18, 6, 4
MOST_MISREAD = 2


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for the number of the record and for whatever has the form or the label of one."""
    number = digits(identity.id_number)
    exact = re.compile(spelled(number)) if len(number) >= TAIL else None
    parts = [re.compile(spelled(part)) for part in pieces(number)]
    tails = [
        re.compile(f"(?<![0-9]){re.escape(tail)}(?![0-9])") for tail in (number[-TAIL:], number[-SHORT_TAIL:]) if number
    ]
    value = labelled("id_labels", f"[0-9x*×#•●_](?:{SIGNS}{{0,2}}[0-9x*×#•●]){{2,19}}")

    def search(passage: Passage) -> Iterator[Hit]:
        dense = passage.dense
        if exact:
            yield from (passage.hit(*found.span(), FINDER, "id-in-full") for found in exact.finditer(dense))
            yield from near(passage, number)
        for part in parts:
            yield from (passage.hit(*found.span(), FINDER, "id-in-part", sureness=90) for found in part.finditer(dense))
        for tail in tails:
            for found in tail.finditer(dense):
                if after_label(passage.before(found.start()), "tail_labels") or after_label(
                    passage.before(found.start()), "id_labels"
                ):
                    yield passage.hit(*found.span(), FINDER, "id-tail-after-label")
        yield from (passage.hit(*found.span("n"), FINDER, "id-after-label") for found in value.finditer(dense))
        yield from (passage.hit(*span, FINDER, "id-by-form", sureness=95) for span in passage.matches(GENERIC))
        for start, end in passage.matches(MASKED, "n"):
            if resembles(dense[start:end], number):
                yield passage.hit(start, end, FINDER, "id-masked", sureness=95)

    return search


def pieces(number: str) -> list[str]:
    """Stretches of a full number that point at the person: all but the last four, and from the birth date on."""
    return [number[:14], number[6:18]] if len(number) == FULL else []


def resembles(masked: str, number: str) -> bool:
    """Whether a masked number could be an identity card's: it agrees with the known one, or begins like one."""
    begin = re.match("[0-9]*", masked)
    end = re.search("[0-9x]*$", masked)
    head, tail = begin[0] if begin else "", end[0] if end else ""
    if number:
        return len(head) >= 3 and number.startswith(head) and number.endswith(tail)
    return len(head) >= SHORT_TAIL and len(masked) in (15, 18)


def near(passage: Passage, number: str) -> Iterator[Hit]:
    """Stretches that differ from the full number in one or two characters, as a misreading does."""
    if len(number) != FULL:
        return
    for match in MIXED.finditer(passage.dense):
        run = match.group().translate(MISREAD)
        for offset in range(len(run) - FULL + 1):
            wrong = sum(a != b for a, b in zip(run[offset : offset + FULL], number, strict=True))
            if wrong <= MOST_MISREAD and match.group()[offset : offset + FULL] != number:
                start = match.start() + offset
                yield passage.hit(start, start + FULL, FINDER, "id-nearly", sureness=90)
