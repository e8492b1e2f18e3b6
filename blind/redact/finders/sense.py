"""Whether a stretch that reads like a known name is the person, an ordinary word, or a question for people.

Reasons of the answers: "name-after-label", "name-under-head", "name-with-title", "name-in-list", "name-with-birth",
"name-signed", "name-after-self", "name-in-frame", "name-in-full", "name-read-as-person" hide; "word-..." asks or keeps,
one code for each sense of the word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from math import inf

from blind.redact.finders.columns import under_head
from blind.redact.finders.cues import ends_with_label, shape, simple, words
from blind.redact.finders.lexicon import table_of
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import HAN, Person, family_of, name_cost
from blind.redact.finders.segmenting import dictionary, price
from blind.redact.finders.setting import leaning
from blind.redact.finders.slots import Slot, bare_end, deed_at, slot, usual_manner
from blind.redact.finders.tagging import Tagged, tagged
from blind.redact.hit import Act

KNOWN = 8.0
"""The cost of meeting the known name: far likelier in the applicant's own dossier than elsewhere."""
PERSONLIKE, WORDLIKE = 4.5, 8.5
"""Below the first lack the network nearly reads a person, above the second it reads something else for sure."""
CERTAIN, HOPELESS = 0.5, 9.0
LIKELY, PLAIN_PERSON, FIELD = 0.0, 4.0, -2.0
OPEN = {Slot.EITHER: -3.2, Slot.UNCLEAR: -2.4, Slot.MANNER: -2.4, Slot.THING: -2.0}
"""Below these the words around speak for a thing so plainly that nobody is asked."""
EDGE = -4.5
IDIOM = 3
CLOSING = ")]\"'”’>》」"
ENDING = (".", "。", ";", ":", "!", "?", ")")
REACH = 24
STOPS = re.compile("[\N{IDEOGRAPHIC FULL STOP};!?]")
JOINTS = (*words("cues.toml", "joints"), "\N{IDEOGRAPHIC COMMA}", ",")


@dataclass(frozen=True)
class Verdict:
    """What is to be done, why, and how sure that is."""

    act: Act
    reason: str
    sureness: int = 100


def judge(passage: Passage, start: int, end: int, who: Person) -> Verdict:
    """The sense of the dense stretch ``start`` to ``end``, which spells the name of ``who`` but for signs between."""
    cue = person_cue(passage, start, end, who)
    if cue:
        return Verdict(Act.HIDE, cue)
    if not who.family and not who.ordinary and len(who.bare) > 2:
        return Verdict(Act.HIDE, "name-in-full")
    if across(passage, start, end):
        return crossing(passage, start, end, who)
    if not who.ordinary:
        return Verdict(Act.HIDE, "name-in-full")
    if goes_on(passage, end):
        return Verdict(Act.KEEP, "word-in-running-text", 95)
    return word_sense(passage, start, end, who)


def person_cue(passage: Passage, start: int, end: int, who: Person) -> str:
    """Why this is surely a person, whatever the letters; empty if nothing says so."""
    before, after = passage.before(start, REACH), passage.after(end, REACH)
    apart = passage.opens(start, " \n\t\f") or not HAN.fullmatch(before[-1:])
    signed = shape("signed").match(after) or (apart and passage.closes(end) and shape("dated").match(after))
    selves = words("cues.toml", "self_openers")
    cues = {
        "name-after-label": labelled(before, apart=apart) and not begins_line(passage, start, end, who),
        "name-under-head": under_head(passage, start, end),
        "name-with-title": titled(after, who),
        "name-with-birth": shape("birth").match(after) and (apart or not who.ordinary),
        "name-signed": signed,
        "name-in-list": in_list(passage, start, end) or beside_person(passage, start, end),
        "name-of-author": apart and authored(passage, end),
        "name-after-self": before.endswith(selves) and (not who.adverbial or not HAN.match(after)),
        "name-in-frame": framed(before, after)
        or employed(passage, end)
        or (after_unit(passage, start) and unit_person().match(after)),
    }
    return next((reason for reason, holds in cues.items() if holds), "")


def begins_line(passage: Passage, start: int, end: int, who: Person) -> bool:
    """Whether the name is a word that only begins the line after a label: the line may go on with anything."""
    starts = start > 0 and passage.gaps[start] in "\n\f"
    return who.ordinary and starts and not passage.closes(end, " \n\t\f") and bool(HAN.match(passage.after(end, 1)))


def authored(passage: Passage, end: int) -> bool:
    """Whether the word for writing, editing or translating follows and nothing more."""
    match = shape("authored").match(passage.after(end, 4))
    return match is not None and passage.closes(end + match.end(), " \n\t\f")


def employed(passage: Passage, end: int) -> bool:
    """Whether the place is said to be somebody of a unit, and the clause ends with that."""
    match = shape("employed").match(passage.after(end, 2 * REACH))
    if match is None:
        return False
    stop = end + match.end()
    return bare_end(passage, stop, passage.after(stop, 1))


def framed(before: str, after: str) -> bool:
    """Whether a frame for persons stands around a place."""
    if not any_right().match(after):
        return False
    return any(right.match(after) and left.search(before) for left, right in frames())


def after_unit(passage: Passage, start: int) -> bool:
    """Whether a unit or a part of one stands right before, as it does before those who belong to it."""
    return not passage.opens(start) and bool(unit_end().search(passage.before(start, REACH)))


@cache
def unit_end() -> re.Pattern[str]:
    """What the name of a unit or of a part of one ends with."""
    kinds = words("units.toml", "kinds") + words("units.toml", "legal") + words("units.toml", "departments")
    long = "|".join(re.escape(kind) for kind in kinds if len(kind) > 1)
    short = "".join(kind for kind in kinds if len(kind) == 1)
    others = "|".join(words("units.toml", "no_parts"))
    return re.compile(f"(?:{long}|(?<=[\\u3400-\\u9fff]{{2}})[{short}](?<!{others}))$")


@cache
def unit_person() -> re.Pattern[str]:
    """What only a person does, right after a unit and a name."""
    return re.compile(simple(table_of("cues.toml")["after_unit"]))


@cache
def any_right() -> re.Pattern[str]:
    """The right side of any frame: most places have none."""
    return re.compile("|".join(f"(?:{right.pattern})" for _, right in frames()))


@cache
def frames() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What before and after a place together mean that a person stands between."""
    pairs = table_of("cues.toml")["frames"]
    return tuple((re.compile(simple(f"(?:{left})$")), re.compile(simple(right))) for left, right in pairs)


def labelled(before: str, *, apart: bool) -> bool:
    """Whether a label of a form, a role or a title stands right before, with nothing but a colon or a gap between."""
    if before[-1:] in (",", ";", "."):
        return False
    generic = words("cues.toml", "generic")
    for key in ("name_labels", "role_labels", "titles_before"):
        label = ends_with_label(before, words("cues.toml", key))
        if label and (apart or (label not in generic and key != "role_labels")):
            return True
    return False


def titled(after: str, who: Person) -> bool:
    """Whether a title follows that does not name a field of work."""
    after = after.lstrip(CLOSING)
    field_titles = words("cues.toml", "field_titles") if who.ordinary else ()
    title = next((title for title in words("cues.toml", "titles") if after.startswith(title)), "")
    return bool(title) and title not in field_titles


def in_list(passage: Passage, start: int, end: int) -> bool:
    """Whether a neighbour in a list is plainly a person by its letters."""
    left, right = joined(passage, start, end)
    before, after = passage.before(start, 5), passage.after(end, 5)
    if blank_neighbour(passage, start, end):
        return True
    if left and any(plainly_person(before[-1 - width : -1]) for width in (2, 3, 4)):
        return True
    return right and not begins_word(after[1:]) and any(plainly_person(after[1 : 1 + width]) for width in (2, 3, 4))


def begins_word(text: str) -> bool:
    """Whether the text begins with a long word."""
    return any(dictionary().knows(text[:width]) for width in (3, 4))


def blank_neighbour(passage: Passage, start: int, end: int) -> bool:
    """Whether the stretch stands between blanks, and beside it between blanks a plain person."""
    if not passage.opens(start, " \n\t\f") or not passage.closes(end, " \n\t\f"):
        return False
    after = passage.after(end, 4) if end < len(passage.dense) and passage.gaps[end] == " " else ""
    before = passage.before(start, 4) if start and passage.gaps[start] == " " else ""
    right = any(plainly_person(after[:width]) and passage.closes(end + width, " \n\t\f") for width in (2, 3, 4))
    return right or any(
        plainly_person(before[-width:]) and passage.opens(start - width, " \n\t\f") for width in (2, 3, 4)
    )


def beside_person(passage: Passage, start: int, end: int) -> bool:
    """Whether the network reads a neighbour in a list as a person."""
    left, right = joined(passage, start, end)
    if not left and not right:
        return False
    if right and begins_word(passage.after(end + 1, 4)):
        return False
    low, high = clause(passage, start, end)
    persons = reading_of(passage, low, high).persons
    return any((left and last + low == start - 1) or (right and first + low == end + 1) for first, last in persons)


def joined(passage: Passage, start: int, end: int) -> tuple[bool, bool]:
    """Whether something that joins a list stands before, and after, the stretch."""
    left = passage.before(start, 1) in JOINTS and passage.gaps[start] != "\t"
    return left, passage.after(end, 1) in JOINTS and end + 1 < len(passage.dense)


def plainly_person(text: str) -> bool:
    """Whether a whole stretch is a name that is no word and likelier as a name than as words."""
    if not 2 <= len(text) <= 4 or not HAN.fullmatch(text):
        return False
    family = family_of(text)
    return bool(family) and not dictionary().knows(text) and name_cost(text, family) < price(text) + 2


def across(passage: Passage, start: int, end: int) -> bool:
    """Whether a dictionary word reaches over one end of the stretch."""
    words_at = passage.words
    first, last = words_at[passage.word_at[start]], words_at[passage.word_at[end - 1]]
    return first.start < start or last.end > end


def gain(passage: Passage, start: int, end: int, cost: float, *, least: float = -inf) -> float:
    """How much cheaper the text becomes when the stretch is one name of this cost instead of words.

    What is not above ``least`` is not worked out to the end.
    """
    words_at, at = passage.words, passage.word_at
    low, high = at[start], at[end - 1]
    word_cost = dictionary().cost
    better = sum([word_cost(word.text) for word in words_at[low : high + 1]]) - cost
    if better <= least:
        return better
    head = passage.dense[words_at[low].start : start]
    tail = passage.dense[end : words_at[high].end]
    return better - (price(head) if head else 0.0) - (price(tail) if tail else 0.0)


def crossing(passage: Passage, start: int, end: int, who: Person) -> Verdict:
    """The sense of a stretch over whose ends words reach."""
    better = gain(passage, start, end, KNOWN)
    lack = lack_at(passage, start, end)
    whole = passage.words[passage.word_at[start]]
    if whole.end >= end and (lack > PERSONLIKE or len(whole.text) >= IDIOM):
        if who.ordinary and leaning(passage, start, end, who) > LIKELY:
            return Verdict(Act.ASK, "word-read-as-person", 50)
        return Verdict(Act.KEEP, "name-inside-word", 95)
    if lack > (PERSONLIKE if better < 0 else HOPELESS):
        return Verdict(Act.KEEP, "name-across-words", 90)
    if better < 0 or lack > WORDLIKE or who.ordinary:
        return Verdict(Act.ASK, "word-or-name-across-words", 50)
    return Verdict(Act.HIDE, "name-in-full", 80)


def word_sense(passage: Passage, start: int, end: int, who: Person) -> Verdict:
    """The sense of a name that stands as a word of its own and is an ordinary word."""
    before, after = passage.before(start, REACH), passage.after(end, REACH)
    if stands_alone(passage, start, end):
        return Verdict(Act.ASK, "word-alone-in-line", 50)
    weight = leaning(passage, start, end, who)
    if after.startswith(words("cues.toml", "field_titles")) and not before.endswith(words("cues.toml", "registered")):
        return Verdict(Act.ASK if weight > FIELD else Act.KEEP, "word-before-title", 60)
    place = slot(passage, start, end, adverbial=who.adverbial)
    if place is Slot.PERSON:
        return Verdict(Act.HIDE, "name-in-frame", 85)
    plain = place is not Slot.THING and weight > PLAIN_PERSON
    if plain or (place is Slot.EITHER and weight > LIKELY and lack_at(passage, start, end) <= CERTAIN):
        return Verdict(Act.HIDE, "name-read-as-person", 80)
    doubts = (of_unit(passage, start, end), called(passage, start, end), at_the_edge(passage, start, end, weight))
    if weight >= OPEN[place] or any(doubts):
        return asked(place, weight)
    return Verdict(Act.KEEP, "word-in-running-text", 90)


def goes_on(passage: Passage, end: int) -> bool:
    """Whether the next word makes a term of the name, or says of it what is never said of persons."""
    if end >= len(passage.dense) or passage.gaps[end] != ".":
        return False
    word = passage.words[passage.word_at[end]]
    terms = words("cues.toml", "terms")
    return word.start == end and (word.text in words("cues.toml", "term_signs") or word.text.startswith(terms))


def of_unit(passage: Passage, start: int, end: int) -> bool:
    """Whether a unit stands before, and after it what a person does or nothing: nobody knows but people."""
    if not after_unit(passage, start) or usual_manner(passage, start, end):
        return False
    return deed_at(passage, end) or bare_end(passage, end, passage.after(end, 1))


def called(passage: Passage, start: int, end: int) -> bool:
    """Whether right before stands what somebody is in a transaction, and the clause ends: only a name is missing."""
    before = passage.before(start, REACH)
    return before.endswith(words("slots.toml", "callings")) and bare_end(passage, end, passage.after(end, 1))


def at_the_edge(passage: Passage, start: int, end: int, weight: float) -> bool:
    """Whether the word ends a cell, column or page, or begins one and little speaks for a thing.

    What stands beyond belongs to something else and must not explain the word.
    """
    ends = end < len(passage.dense) and passage.gaps[end] in "\t\f"
    return ends or (start > 0 and passage.gaps[start] in "\t\f" and weight > EDGE)


def asked(place: Slot, weight: float) -> Verdict:
    """The question: places that speak for a person and places that speak for a thing are asked about apart."""
    if place is Slot.MANNER:
        return Verdict(Act.ASK, "word-before-deed", 50)
    return Verdict(Act.ASK, "word-in-place-of-person" if weight > LIKELY else "word-read-as-person", 50)


def stands_alone(passage: Passage, start: int, end: int) -> bool:
    """Whether nothing runs there: the word fills a line, a cell, or what a sign or blank leaves of one."""
    before, after = passage.before(start, 1), passage.after(end, 1)
    line_begins, line_ends = passage.opens(start), passage.closes(end + (after == ":"))
    wrapped = passage.gaps[start] == "\n" and HAN.match(before) and not passage.closes(end)
    left = line_begins or passage.opens(start, " ") or not (HAN.match(before) or before.isalnum() or before in JOINTS)
    right = line_ends or passage.closes(end, " ") or after in ENDING
    return left and right and not wrapped and (line_begins or line_ends or before == ":")


def lack_at(passage: Passage, start: int, end: int) -> float:
    """The network's lack for the stretch, in its sentence."""
    low, high = clause(passage, start, end)
    reading = reading_of(passage, low, high)
    return reading.lack(start - low, end - low)


def clause(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The sentence that a place stands in, widened if the place itself reaches over its end."""
    bounds = passage.sentences
    low = bounds[bisect_right(bounds, start) - 1]
    high = bounds[bisect_left(bounds, end)]
    return low, high


def reading_of(passage: Passage, low: int, high: int) -> Tagged:
    """What the network makes of a sentence."""
    return tagged(passage.dense[low:high])
