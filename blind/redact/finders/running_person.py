"""Names of persons nobody listed, in running text: by the letters, the words around them, and the network.

No list of persons and no download stands behind this: family names with their frequency, characters of given names,
a dictionary to compete with, words that stand beside persons, and the small tagger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from blind.identity import Identity
from blind.redact.finders.chinese_name import persons, spelled
from blind.redact.finders.cues import clan, ends_with_label, pattern, shape, words
from blind.redact.finders.dotted import dotted_span
from blind.redact.finders.lexicon import items_of
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import HAN, families, family_of, given_shares, minority_pieces, name_cost
from blind.redact.finders.search import Search
from blind.redact.finders.segmenting import dictionary
from blind.redact.finders.sense import clause, framed, gain, in_list, reading_of
from blind.redact.finders.slots import bare_end
from blind.redact.finders.tagging import Tagged, tagged_all
from blind.redact.hit import Act, Hit, Level

LEAST_FAMILY = 1e-4
COUNTED = re.compile("等?[\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u53412-9](?:\u4eba|\u4f4d|\u540d)")
FIRST_HAN = "\u3400"
FINDER = "third-person"
REACH = 12
FOR_LETTERS, FOR_WORDS, FOR_LACK, FOR_EXACT, FOR_WORD, FOR_LIST, EVEN = 0.55, 2.4, -1.05, 0.4, -1.8, 5.0, 0.4
"""Weights fitted on made-up sentences (logistic regression): letters, words around, network, dictionary word, list."""
HOPELESS = 0.2
"""What says less is not shown to the network, which is the dear part; beside a list sign less will do."""
LIST_HELP = 4.0
NO_NAME = -16.0
"""No context saves a candidate whose letters lose by so much against the words of the text."""
SURE, PERHAPS = 0.9, 0.3
MOST_ROUNDS = 4
PIECES_SURE = 2.0
FOREIGN = re.compile(r"[\u3400-\u9fff]{2,8}(?:[·•・‧][\u3400-\u9fff]{1,8}){1,3}")
JOINTS = tuple(chr(code) for code in (0x3001, 0x548C, 0x4E0E, 0x53CA, 0x2C))
"""What stands between persons in a list: two marks and three words for and; the comma says least."""
SURE_JOINTS = JOINTS[:-1]


@dataclass(frozen=True)
class Candidate:
    """A stretch that begins with a family name; ``better`` is what its letters gain against the words."""

    start: int
    end: int
    family: int
    better: float


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for third persons in running text; what the identity holds is other finders' business."""
    dotless = [spelled(who.bare) for who in persons(identity) if who.chinese and not who.family]
    known = re.compile("|".join(dotless)) if dotless else None
    return lambda passage: (
        *chinese(passage),
        *named_like_words(passage),
        *spoken_of(passage),
        *strangers(passage, known),
    )


def strangers(passage: Passage, known: re.Pattern[str] | None) -> Iterator[Hit]:
    """Minority names that do not reach over a name of the record, where that name alone says where it ends."""
    spans = [match.span() for match in known.finditer(passage.dense)] if known else []
    taken = [(passage.first[start], passage.last[end - 1]) for start, end in spans]
    for hit in minority(passage):
        if not any(start < hit.end and hit.start < end for start, end in taken):
            yield hit


def chinese(passage: Passage) -> Iterator[Hit]:
    """Family name and given name; who stands in a list beside a person is one all the sooner."""
    weighed = [(surroundings(passage, one), one) for one in candidates(passage)]
    worth = promising(passage, weighed)
    spans = {clause(passage, one.start, one.end) for _, one in worth}
    tagged_all(passage.dense[low:high] for low, high in sorted(spans))
    scored = [(score(passage, one, around), one) for around, one in worth]
    chosen = best(scored)
    for _ in range(MOST_ROUNDS):
        again = best([(value + beside(passage, one, chosen), one) for value, one in scored])
        if again.keys() == chosen.keys():
            break
        chosen = again
    for one, value in chosen.items():
        act = Act.HIDE if value >= SURE else Act.ASK
        yield passage.hit(one.start, one.end, FINDER, "person-in-text", act=act, sureness=80 if act is Act.HIDE else 50)


def named_like_words(passage: Passage) -> Iterator[Hit]:
    """Dictionary words that could be somebody's name, where what stands around them is said of persons alone."""
    for word in passage.words:
        name, family = word.text, family_of(word.text)
        if not 2 <= len(name) <= 3 or len(name) <= len(family) or not family or dictionary().tag(name).startswith("ns"):
            continue
        likely = families()[family] >= LEAST_FAMILY and all(map(given_shares().get, name[len(family) :]))
        if likely and surely_person(passage, word.start, word.end):
            yield passage.hit(word.start, word.end, FINDER, "person-in-text", sureness=75)


def surely_person(passage: Passage, start: int, end: int) -> bool:
    """Whether a role right before, a birth, a frame, or a counted list with a person in it leaves no other reading."""
    before, after = passage.before(start, REACH), passage.after(end, REACH)
    role = ends_with_label(before, words("cues.toml", "titles_before"))
    if role and (before.endswith(":") or role not in words("cues.toml", "generic")):
        return bare_end(passage, end, after[:1]) or follower().match(after) is not None
    if (named_or_said_of(passage.dense[start:end]) and framed(before, after)) or (
        shape("birth").match(after) and passage.gaps[end : end + 1] != "\t"
    ):
        return True
    return bool(COUNTED.match(after)) and in_list(passage, start, end)


def named_or_said_of(word: str) -> bool:
    """Whether a word is known as a name or says what somebody is like: no thing and nothing that leads a verb."""
    tag = dictionary().tag(word)
    return tag.startswith("nr") or tag in ("a", "an", "vn")


def promising(passage: Passage, weighed: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """The candidates of which the network could still make persons; in a list it takes one that helps the others."""
    worth, listed = [], []
    for around, one in weighed:
        value = FOR_LETTERS * letters_of(one) + FOR_WORDS * around
        if dense_word(passage, one):
            value += FOR_WORD - LIST_HELP
        if value + (LIST_HELP if dense_word(passage, one) else 0.0) >= HOPELESS:
            worth.append((around, one))
        elif value + LIST_HELP >= HOPELESS:
            listed.append((around, one))
    while listed:
        starts, ends = {one.start for _, one in worth}, {one.end for _, one in worth}
        added = [(around, one) for around, one in listed if in_line(passage, one, starts, ends)]
        if not added:
            break
        worth += added
        listed = [pair for pair in listed if pair not in added]
    return sorted(worth, key=lambda pair: (pair[1].start, pair[1].end))


def in_line(passage: Passage, one: Candidate, starts: set[int], ends: set[int]) -> bool:
    """Whether a list sign stands between the candidate and one of those that begin or end at these places."""
    left = one.start - 1 in ends and passage.before(one.start, 1) in SURE_JOINTS
    return left or (one.end + 1 in starts and passage.after(one.end, 1) in SURE_JOINTS)


def best(scored: list[tuple[float, Candidate]]) -> dict[Candidate, float]:
    """The candidates that do not overlap, best first, as far as they may be persons."""
    taken: set[int] = set()
    chosen: dict[Candidate, float] = {}
    for value, one in sorted(scored, key=lambda pair: (-pair[0], pair[1].start, -pair[1].end)):
        if value >= PERHAPS and taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            chosen[one] = value
    return chosen


def beside(passage: Passage, one: Candidate, chosen: dict[Candidate, float]) -> float:
    """What it adds that a neighbour in a list was found to be a person."""
    starts = {other.start for other in chosen if other is not one}
    ends = {other.end for other in chosen if other is not one}
    left = any(one.start - len(sign) in ends and passage.before(one.start, len(sign)) == sign for sign in JOINTS)
    right = any(one.end + len(sign) in starts and passage.after(one.end, len(sign)) == sign for sign in JOINTS)
    return FOR_LIST * (left or right)


def candidates(passage: Passage) -> Iterator[Candidate]:
    """Stretches worth a look."""
    dense, known = passage.dense, families()
    for start, char in enumerate(dense):
        if char < FIRST_HAN:
            continue
        for family in (dense[start : start + 2], char):
            if family not in known:
                continue
            first = start + len(family)
            for end in (first + 2, first + 1):
                if end <= len(dense) and HAN.fullmatch(dense, first, end) and not broken(passage, start, end):
                    better = gain(passage, start, end, name_cost(dense[start:end], family), least=NO_NAME)
                    if better > NO_NAME and not department(dense[start:end]) and not label(dense[start:end]):
                        yield Candidate(start, end, len(family), better)


def department(text: str) -> bool:
    """Whether the stretch is a word and what a part of a unit is called."""
    return len(text) == 3 and text.endswith(words("cues.toml", "parts_of_units")) and dictionary().knows(text[:2])


def label(text: str) -> bool:
    """Whether the stretch is what a field of a form for names is called, or no more than what a clan is called."""
    return text[1:] == clan() or text in words("cues.toml", "name_labels") or text in words("cues.toml", "role_labels")


def broken(passage: Passage, start: int, end: int) -> bool:
    """Whether a cell or page ends inside the stretch."""
    return any(gap in "\t\f" for gap in passage.gaps[start + 1 : end])


def letters_of(one: Candidate) -> float:
    """What the letters alone say, within bounds."""
    return max(-8.0, min(8.0, one.better * 0.5))


def score(passage: Passage, one: Candidate, around: float) -> float:
    """How much speaks for a person: the letters, the words around, and the network; 0 is even."""
    low, high = clause(passage, one.start, one.end)
    reading = reading_of(passage, low, high)
    span = (one.start - low, one.end - low)
    network = FOR_LACK * min(reading.lack(*span), 12.0) + FOR_EXACT * (span in reading.persons)
    word = FOR_WORD * dense_word(passage, one)
    return FOR_LETTERS * letters_of(one) + FOR_WORDS * around + network + word + EVEN


def dense_word(passage: Passage, one: Candidate) -> bool:
    """Whether the stretch is a dictionary word or lies within one."""
    at, all_words = passage.word_at, passage.words
    whole = all_words[at[one.start]]
    return whole.end >= one.end and len(whole.text) > 1


def surroundings(passage: Passage, one: Candidate) -> float:
    """What labels, titles, lists, frames and verbs around a stretch add."""
    before, after = passage.before(one.start, REACH), passage.after(one.end, REACH)
    value = 0.0
    if before.rstrip(":").endswith(words("cues.toml", "titles_before")):
        value += 3.0 if before.endswith(":") or not before.endswith(words("cues.toml", "generic")) else 1.5
    if after.startswith(words("cues.toml", "titles")):
        value += 3.5
    if framed(before, after) or (before.endswith(SURE_JOINTS) and COUNTED.match(after)):
        value += 3.5
    elif in_list(passage, one.start, one.end):
        value += 3.0
    else:
        value += 1.0 if opener().search(before) else 0.0
        value += 1.0 if follower().match(after) else 0.0
    edges = (one.start == 0 or not HAN.match(before[-1:])) + (not after or not HAN.match(after[:1]))
    return value + 0.5 * edges


@cache
def opener() -> re.Pattern[str]:
    """A word after which persons stand."""
    return re.compile(pattern("cues.toml", "person_openers") + "$")


@cache
def follower() -> re.Pattern[str]:
    """A word before which persons stand."""
    return re.compile(pattern("cues.toml", "person_verbs"))


@cache
def spoken_shape() -> re.Pattern[str]:
    """A family name of one character and a long title, or a mask."""
    names = "|".join(name for name, share in sorted(families().items()) if share >= 0.0005)
    return re.compile(
        rf"(?P<n>(?P<family>{names})(?:(?P<title>{pattern('cues.toml', 'titles')})|\u67d0{{1,2}}|[×*]{{2}}))"
    )


def spoken_of(passage: Passage) -> Iterator[Hit]:
    """Third persons called by family name and title, or with a masked given name."""
    for match in spoken_shape().finditer(passage.dense):
        start, end = match.span("n")
        at, all_words = passage.word_at, passage.words
        after_family = start + len(match["family"])
        alone = all_words[at[start]].start == start and all_words[at[start]].end == after_family
        if not alone or (match["title"] and all_words[at[after_family]].start != after_family):
            continue
        low, high = clause(passage, start, end)
        reading = reading_of(passage, low, high)
        named = any(a <= start - low < b for a, b in reading.persons)
        if not match["title"] or named or reading.lack(start - low, after_family - low) < 3.0:
            yield passage.hit(start, end, FINDER, "person-with-title", sureness=75)


def minority(passage: Passage) -> Iterator[Hit]:
    """Names of several pieces, or of one piece with a cue, and names with a dot."""
    for match in FOREIGN.finditer(passage.dense):
        span = dotted_span(passage, *match.span())
        if foreign(passage, *span):
            yield passage.hit(*span, FINDER, "person-with-dot", sureness=85)
    for match in runs().finditer(passage.dense):
        if match["n"] is not None:
            start, end = match.span("n")
            around = surroundings(passage, Candidate(start, end, 0, 0.0))
            low, high = clause(passage, start, end)
            reading = reading_of(passage, low, high)
            if around + piece_value(match["n"], reading, start - low, end - low) >= PIECES_SURE:
                yield passage.hit(*widened(start, end, low, reading.persons), FINDER, "person-of-pieces", sureness=75)


def foreign(passage: Passage, start: int, end: int) -> bool:
    """Whether what stands around dots is no list of words: nothing blank beside the dots, not all parts words."""
    parts = re.split(r"[^\u3400-\u9fff]", passage.dense[start:end])
    solid = all(gap == "." for gap in passage.gaps[start + 1 : end])
    return solid and not all(dictionary().knows(part) for part in parts)


def piece_value(name: str, reading: Tagged, start: int, end: int) -> float:
    """What speaks for a run of pieces: their number, the network, and that it is not known as a place."""
    pieces = len(minority_pieces().findall(name)) + (len(name) > 3)
    if any(first < end and start < last for first, last in reading.persons):
        return 2.5
    if dictionary().tag(name).startswith("ns"):
        return 0.9
    return 2.5 if pieces > 1 else max(-1.5, 1.0 - reading.lack(start, end) / 4)


def widened(start: int, end: int, low: int, persons: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The stretch together with persons of the network that reach over its ends."""
    for first, last in persons:
        if first + low < end and start < last + low and last - first <= 10:
            start, end = min(start, first + low), max(end, last + low)
    return start, end


@cache
def runs() -> re.Pattern[str]:
    """Pieces of minority names in a row; places made of the same characters are passed over."""
    tails = f"(?:{'|'.join(items_of('minority_tails.txt'))})"
    places = "|".join(sorted(items_of("minority_places.txt"), key=lambda place: (-len(place), place)))
    firsts = "".join(sorted({item[0] for item in (*items_of("minority.txt"), *items_of("minority_places.txt"))}))
    return re.compile(f"(?=[{re.escape(firsts)}])(?:(?:{places})|(?P<n>{minority_pieces().pattern}{{1,4}}{tails}?))")
