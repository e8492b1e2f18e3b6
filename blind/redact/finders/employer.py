"""The applicant's unit: in full, in short forms given and derived, in English, as an acronym, and after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from blind.identity import Identity
from blind.redact.finders.cues import pattern, simple, words
from blind.redact.finders.folding import folded
from blind.redact.finders.lexicon import table_of
from blind.redact.finders.numbers import chinese_numerals, numerals
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import HAN
from blind.redact.finders.pinyin import readings
from blind.redact.finders.search import Search
from blind.redact.finders.segmenting import dictionary, segmented
from blind.redact.hit import Act, Hit, Level

FINDER = "employer"
JUNK = r"[\W_]{0,2}"
LEAST_ACRONYM = 3
LONGEST_EXACT = 3
ORDINAL = "\u7b2c"
FAR = 400
LEAST_INITIALS = 5
LEAST_HEAD = 8
SMALL = frozenset({"of", "the", "and", "for", "in", "at", "&"})
LEGAL = frozenset({"co", "ltd", "inc", "limited", "company", "corporation"})
LETTERS = re.compile("[a-z]{4,}")
LONGEST_ACRONYM = 8
COMMON_WORDS = ("n", "v", "vn", "r", "zg", "a", "d", "i", "l")
"""Tags of words that no unit alone is called: the school, the company, the project."""


@dataclass(frozen=True)
class Form:
    """One way to write the unit, folded, and why a find counts."""

    text: str
    reason: str
    act: Act = Act.HIDE
    sureness: int = 100


@dataclass(frozen=True)
class Anatomy:
    """A unit's name taken apart: region before it, what it does, what it is, and its legal form."""

    region: str
    core: str
    kind: str

    @property
    def bare(self) -> str:
        """Without region and legal form."""
        return self.core + self.kind


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for the present unit and former ones."""
    forms = [
        form for unit in (identity.employer, *identity.former_employers) for form in forms_of(unit, identity.region)
    ]
    forms += [Form(folded(short), "employer-short") for short in identity.employer_short]
    forms = list(
        {form.text: form for form in sorted(forms, key=lambda form: form.sureness) if len(form.text) > 1}.values()
    )
    forms.sort(key=lambda form: -len(form.text))
    units = [folded(unit) for unit in (identity.employer, *identity.former_employers)]
    shapes = [(form, re.compile(spaced(form.text))) for form in forms]
    english = [(reason, re.compile(text)) for name in identity.employer_en for reason, text in english_forms(name)]
    spelt = [text for unit in units if unit for text in in_pinyin(unit, identity.region)]
    spelt += [
        text for short in identity.employer_short if (text := initials(folded(short))) and len(text) > LEAST_ACRONYM
    ]
    english += [("unit-domain-label", re.compile(text)) for text in spelt]
    english += [
        ("employer-acronym", re.compile(re.escape(text)))
        for unit in units
        for name in identity.employer_en
        for text in split_acronyms(name, unit)
    ]
    sounds = list(dict.fromkeys(initials(form.text) for form in forms if form.reason == "employer-in-full"))

    def search(passage: Passage) -> Iterator[Hit]:
        for form, shape in shapes:
            for match in shape.finditer(passage.dense):
                yield from broken_hit(passage, match.end(), form, units) or chinese_hit(passage, *match.span(), form)
                if form.act is Act.HIDE:
                    yield from defined_hits(passage, match.end())
        for reason, shape in english:
            for match in shape.finditer(passage.dense):
                if passage.apart(*match.span()) and (reason != "employer-acronym" or passage.upper(*match.span())):
                    yield passage.hit(*match.span(), FINDER, reason, sureness=95)
        for start, end in latin_words(passage):
            if passage.upper(start, end) and any(picked_from(passage.dense[start:end], sound) for sound in sounds):
                yield passage.hit(start, end, FINDER, "employer-acronym", sureness=85)
        yield from labelled_units(passage)

    return search


def spaced(text: str) -> str:
    """A pattern for the characters with signs between any two, for long forms; exact for short ones.

    An ordinal may be written in figures, and without the word that makes it one.
    """
    if len(text) <= LONGEST_EXACT:
        return re.escape(text)
    digit = chinese_numerals()
    letters = [numerals()[digit[ord(char)]] if ord(char) in digit else re.escape(char) for char in text]
    for at, (char, following) in enumerate(pairwise(text)):
        if char == ORDINAL and ord(following) in digit:
            letters[at] += "?"
    return JUNK.join(letters)


def forms_of(unit: str, region: str) -> list[Form]:
    """The unit's name in full and everything people make of it."""
    name = folded(unit)
    if len(name) < 2:
        return []
    parts = anatomy(name, folded(region))
    shorter = [parts.region + parts.core + parts.kind, parts.region + parts.core]
    found = [Form(name, "employer-in-full")] + [
        Form(text, "employer-derived", sureness=95) for text in shorter if len(text) > 3
    ]
    found += [
        Form(name[:width], "employer-derived", sureness=85)
        for width in range(max(LEAST_HEAD, 3 * len(name) // 4), len(name) - 1)
    ]
    found += [rated(text) for text in (parts.bare, parts.core) if len(text) > 2 and text != name]
    return found + [rated(text) for text in abbreviations(parts) if text != name]


def rated(text: str) -> Form:
    """A derived short form: hidden if it is no ordinary phrase, else a question."""
    pieces = segmented(text)
    ordinary = dictionary().knows(text) or all(len(word.text) > 1 for word in pieces)
    telling = not ordinary and len(text) > 2
    return Form(
        text,
        "employer-derived" if telling else "employer-phrase",
        Act.HIDE if telling else Act.ASK,
        80 if telling else 50,
    )


def anatomy(name: str, region: str) -> Anatomy:
    """The parts of a folded unit name."""
    table = table_of("units.toml")
    rest = re.sub(pattern("units.toml", "legal") + "$", "", re.sub(r"\([^()]*\)", "", name)) or name
    bare_regions = [re.sub(pattern("units.toml", "region_endings") + "$", "", part) for part in region_parts(region)]
    lead = re.match(
        "(?:"
        + "|".join(
            [
                table["region_shape"],
                *(
                    re.escape(part) + pattern("units.toml", "region_endings") + "?"
                    for part in bare_regions
                    if len(part) > 1
                ),
            ]
        )
        + ")*",
        rest,
    )
    head = lead.group() if lead else ""
    if not head:
        first = segmented(rest)[0].text
        head = first if dictionary().tag(first) == "ns" and len(first) < len(rest) else ""
    body = rest[len(head) :]
    kind = re.search(pattern("units.toml", "kinds") + "$", body)
    short_region = re.sub(pattern("units.toml", "region_endings") + "$", "", head)
    return Anatomy(short_region or head, body[: kind.start()] if kind else body, kind.group() if kind else "")


def region_parts(region: str) -> list[str]:
    """The names a region text is made of."""
    return [part for part in re.split(pattern("units.toml", "region_endings") + "|[^\\w]", region) if part]


def abbreviations(parts: Anatomy) -> list[str]:
    """Contractions of the kind people use: first characters of the parts and a short word for what it is."""
    shorts = table_of("units.toml")["shorts"].get(parts.kind, [])
    heads = [parts.region[:1], parts.region] if parts.region else [""]
    cores = [word.text for word in segmented(parts.core)] if parts.core else []
    initials = "".join(core[0] for core in cores)
    found = []
    for short in shorts:
        found += [head + middle + short for head in heads for middle in (initials, initials[:1], parts.core)]
        found += [parts.region + short] if parts.region else []
        found += [parts.core + short] if len(parts.core) > 1 else []
        ordinal = re.match(table_of("units.toml")["ordinal"], parts.core)
        if ordinal:
            found += [head + ordinal[1] + short for head in (*heads, table_of("units.toml")["city"])]
    return [text for text in dict.fromkeys(found) if len(text) > 2]


def english_words(name: str) -> tuple[list[str], list[str]]:
    """The folded words of an English name, and those of them that tell something."""
    plain = [word for part in re.split(r"[\s,/-]+", name) if (word := folded(part).strip(".,;()"))]
    return plain, [word for word in plain if word not in SMALL and word not in LEGAL]


def english_forms(name: str) -> list[tuple[str, str]]:
    """Patterns for an English name: in full, its first telling words, its acronym."""
    plain, telling = english_words(name)
    full = [("employer-english", r"[-.,&/]?".join(map(re.escape, plain)))]
    if len(telling) > 2:
        full.append(("employer-english", r"[-.,&/]?(?:of|the|and|for|&)?".join(map(re.escape, telling))))
        full.append(("employer-english", r"[-.,&/]?".join(map(re.escape, telling[:2]))))
    acronym = "".join(word[0] for word in telling)
    if len(acronym) >= LEAST_ACRONYM:
        full.append(("employer-acronym", re.escape(acronym)))
    return full


def split_acronyms(name: str, unit: str) -> list[str]:
    """Acronyms in which a place spelt as one word gives a letter a syllable (Pingchuan: PC), whole or cut short."""
    plain, telling = english_words(name)
    sounds = [readings(char)[:1] for char in unit]
    places = {"".join(sound[0] for sound in sounds[:width] if sound): initials(unit[:width]) for width in (2, 3, 4)}
    found: dict[str, None] = {}
    for told in (telling, [word for word in plain if word not in SMALL]):
        for letters in ("".join(word[0] for word in told), "".join(places.get(word, word[0]) for word in told)):
            found.update(dict.fromkeys(letters[:width] for width in range(LEAST_ACRONYM + 1, len(letters) + 1)))
    return list(found)


def latin_words(passage: Passage) -> Iterator[tuple[int, int]]:
    """Stretches of letters as long as acronyms, each whole between gaps, digits and other writing."""
    for match in LETTERS.finditer(passage.dense):
        cuts = [at for at in range(match.start() + 1, match.end()) if passage.gaps[at] != "."]
        for start, end in pairwise([match.start(), *cuts, match.end()]):
            if LEAST_ACRONYM < end - start <= LONGEST_ACRONYM and passage.apart(start, end):
                yield start, end


def picked_from(letters: str, sound: str) -> bool:
    """Whether letters are picked in order from a unit's initials, the first and the last among them."""
    rest = iter(sound)
    ends = bool(sound) and letters[0] == sound[0] and letters[-1] == sound[-1]
    return ends and all(letter in rest for letter in letters)


def in_pinyin(unit: str, region: str) -> list[str]:
    """How a unit's web address spells a folded name: the initials, with and without what region it is, or it all."""
    parts = anatomy(unit, folded(region))
    found = []
    for name in dict.fromkeys((unit, parts.region + parts.core + parts.kind)):
        letters = initials(name)
        if len(letters) >= LEAST_INITIALS:
            found += [letters, "".join(readings(char)[0].replace("u:", "v") for char in name)]
    return found


def initials(name: str) -> str:
    """The first letters of how a name sounds; empty unless all of its characters are Chinese."""
    sounds = [readings(char)[:1] for char in name]
    return "".join(sound[0][0] for sound in sounds) if all(sounds) else ""


@cache
def defined() -> re.Pattern[str]:
    """What gives a unit another name, right after it."""
    return re.compile(simple(table_of("units.toml")["defined"]))


def defined_hits(passage: Passage, end: int) -> Iterator[Hit]:
    """Every place of the short name that the text gives the unit here, unless that is an ordinary word."""
    match = defined().match(passage.dense, end)
    name = match["n"] if match else ""
    common = dictionary().knows(name) and dictionary().tag(name) in COMMON_WORDS
    if name and not common and not name.startswith(words("cues.toml", "self_units")):
        for each in re.finditer(re.escape(name), passage.dense):
            whole = passage.apart(*each.span()) if name.isascii() else not inside_words(passage, *each.span())
            if whole:
                yield passage.hit(*each.span(), FINDER, "employer-short", sureness=85)


def chinese_hit(passage: Passage, start: int, end: int, form: Form) -> Iterator[Hit]:
    """A find of one form, with a department that follows; questions only where the phrase stands as a unit."""
    if form.act is Act.ASK:
        kept = generic_here(passage, start, end)
        yield passage.hit(start, end, FINDER, form.reason, act=Act.KEEP if kept else Act.ASK, sureness=form.sureness)
        return
    if form.reason == "employer-derived" and len(form.text) < 4 and inside_words(passage, start, end):
        return
    tail = department().match(passage.dense, end) if HAN.match(form.text) else None
    stop = tail.end() if tail and belongs(passage, end, tail.end()) else end
    yield passage.hit(start, stop, FINDER, form.reason, sureness=form.sureness)


def belongs(passage: Passage, end: int, stop: int) -> bool:
    """Whether a department stands in the unit's own cell; at the beginning of the next line nothing may follow it."""
    if any(gap in "\t\f" for gap in passage.gaps[end:stop]):
        return False
    return passage.gaps[end] != "\n" or passage.closes(stop, " \n\t\f") or not HAN.match(passage.after(stop, 1))


def broken_hit(passage: Passage, end: int, form: Form, units: list[str]) -> list[Hit]:
    """A doubtful form that is the rest of the full name, the beginning of which stands a column or line before."""
    if form.act is not Act.ASK:
        return []
    for unit in units:
        for width in range(len(unit) - 2, len(form.text), -1):
            first = end - width
            if first >= 0 and passage.dense.startswith(unit[-width:], first) and unit.endswith(form.text):
                near = passage.before(first, FAR)
                if unit[:-width] in near:
                    return [passage.hit(first, end, FINDER, "employer-in-full", sureness=90)]
    return []


def inside_words(passage: Passage, start: int, end: int) -> bool:
    """Whether a dictionary word reaches over an end of a short form."""
    at, all_words = passage.word_at, passage.words
    return all_words[at[start]].start < start or all_words[at[end - 1]].end > end


def generic_here(passage: Passage, start: int, end: int) -> bool:
    """Whether an ordinary phrase is used as one there: part of something longer, or spoken of in general."""
    before, after = passage.before(start, 6), passage.after(end, 4)
    if inside_words(passage, start, end) or re.search(table_of("units.toml")["generic_before"], before):
        return True
    subject = re.match(table_of("units.toml")["unit_after"], after)
    ends_as_unit = passage.dense[start:end].endswith(words("cues.toml", "unit_endings"))
    return (
        not ends_as_unit or bool(HAN.match(before[-1:]) and not subject) or bool(HAN.match(after[:1]) and not subject)
    )


@cache
def department() -> re.Pattern[str]:
    """A department or branch right after the unit's name."""
    table = table_of("units.toml")
    between, after = table["not_in_departments"], table["not_after_departments"]
    return re.compile(f"[^{between}]{{0,9}}?{pattern('units.toml', 'departments')}(?!{after})")


@cache
def label_shape() -> re.Pattern[str]:
    """A label for the applicant's unit with the value."""
    return re.compile(pattern("cues.toml", "unit_labels") + r"(?:\([^()]{0,12}\))?(?P<colon>:?)(?P<n>[\w()·-]{3,60})")


def labelled_units(passage: Passage) -> Iterator[Hit]:
    """The values of fields for the applicant's unit, whatever they say."""
    for match in label_shape().finditer(passage.dense):
        start, stop = match.span("n")
        if not match["colon"] and passage.gaps[start] == ".":
            continue
        end = value_end(passage, start, stop)
        value = passage.dense[start:end]
        if not HAN.search(value):
            yield passage.hit(start, end, FINDER, "employer-after-label", sureness=90)
            continue
        ending = max(
            (match_end.end() for match_end in re.finditer(pattern("cues.toml", "unit_endings"), value)), default=0
        )
        if ending > 3 and not value.startswith(words("cues.toml", "not_names")):
            yield passage.hit(start, start + ending, FINDER, "employer-after-label", sureness=90)


def value_end(passage: Passage, start: int, stop: int) -> int:
    """Where a field's value ends: with its cell, with a line that ends like a unit, or with its Latin letters."""
    for index in range(start + 1, stop):
        ended = passage.dense.endswith(words("cues.toml", "unit_endings"), start, index)
        foreign = passage.dense[start].isascii() and not passage.dense[index].isascii()
        if passage.gaps[index] in "\t\f" or foreign or (passage.gaps[index] == "\n" and ended):
            return index
    return stop
