"""Names of the record in Latin letters: any order, initials, hyphens, tones, and inside file names and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from blind.identity import Identity
from blind.redact.finders.chinese_name import persons
from blind.redact.finders.cues import ends_with_label, words
from blind.redact.finders.folding import folded
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import Person
from blind.redact.finders.pinyin import either, old_shape, readings, readings_of_family, shape
from blind.redact.finders.search import Search
from blind.redact.hit import Hit, Level

BETWEEN = r"[\W_]{0,3}"
LATIN = {"name": "name-latin", "former-name": "former-name-latin", "companion": "companion-latin"}
LETTER = re.compile("[a-z]")
LONG = 8
"""So many letters are a name even inside a longer run of letters."""
SAFE = 6
"""So many letters are a name even without capitals."""
VOWELS = set("aeiou")
TITLES = r"(?:dr|prof|professor|mr|mrs|ms|miss|engineer|academician|advisor|supervisor)[.]?"
FOLLOWERS = r"(?:,?etal|'s(?:group|team)|andcolleagues|andco-?workers)"


@dataclass(frozen=True)
class Spelling:
    """One way to write a name: its pattern, why a find counts, and what must hold at the place."""

    pattern: re.Pattern[str]
    reason: str
    initials: bool = False
    alone: bool = False
    capital: bool = False
    sureness: int = 100


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for every name of the record in Latin letters."""
    plans = [(who, spellings(who, identity.pinyin if who.kind == "name" else ())) for who in persons(identity)]

    def search(passage: Passage) -> Iterator[Hit]:
        if not LETTER.search(passage.dense):
            return
        for who, ways in plans:
            for way in ways:
                for match in way.pattern.finditer(passage.dense):
                    start, end = match.start("n"), match.end("n")
                    if fits(passage, start, end, way):
                        yield passage.hit(start, end, LATIN[who.kind], way.reason, sureness=way.sureness)

    return search


def spellings(who: Person, given_forms: tuple[str, ...]) -> list[Spelling]:
    """All ways to write a person; ``given_forms`` are the forms that the record itself names."""
    ways = [whole(form, "pinyin-of-record") for text in given_forms for form in orders(text)]
    ways += [way for text in given_forms or (() if who.chinese else (who.name,)) for way in shortened(text)]
    if not who.chinese:
        return ways + [whole(form, "pinyin-in-full") for form in orders(who.name)]
    if not who.family:
        ways += shortened_parts(who)
        letters = [either(tuple(map(shape, readings(char)))) for char in who.bare if readings(char)]
        return [*ways, whole(BETWEEN.join(letters), "pinyin-in-full")] if len(letters) == len(who.bare) else ways
    return ways + chinese_spellings(who)


def shortened(text: str) -> list[Spelling]:
    """One word of a Latin name with the initials of the others, in both orders."""
    names = [word for word in re.split(r"[^a-z:]+", " ".join(map(folded, text.split()))) if word][:4]
    ways = []
    for index, name in enumerate(names):
        others = [word[0] for place, word in enumerate(names) if place != index]
        if len(name) > 2 and others:
            full = re.escape(name).replace("u:", "(?:u:|v|yu|u)")
            short = BETWEEN.join(others)
            forms = (f"(?P<n>{full}{BETWEEN}{short}\\.?)", f"(?P<n>{short}{BETWEEN}{full})")
            ways += [Spelling(re.compile(form), "pinyin-with-initials", initials=True) for form in forms]
    return ways


def shortened_parts(who: Person) -> list[Spelling]:
    """One part of a name with dots in pinyin with the initials of the others, in both orders."""
    if len(who.parts) < 2 or not all(readings(char) for char in who.bare):
        return []
    fulls = ["".join(either(tuple(map(shape, readings(char)))) for char in part) for part in who.parts]
    firsts = [either(tuple(re.escape(sound[0]) for sound in readings(part[0]))) for part in who.parts]
    ways = []
    for index, full in enumerate(fulls):
        short = BETWEEN.join(first for place, first in enumerate(firsts) if place != index)
        for form in (f"(?P<n>{full}{BETWEEN}{short}\\.?)", f"(?P<n>{short}{BETWEEN}{full})"):
            ways.append(Spelling(re.compile(form), "pinyin-with-initials", initials=True))
    return ways


def orders(text: str) -> list[str]:
    """Patterns for the words of a Latin name in every order."""
    words = [word for word in re.split(r"[^a-z:]+", " ".join(map(folded, text.split()))) if word]
    parts = [re.escape(word).replace("u:", "(?:u:|v|yu|u)") for word in words[:4]]
    return [BETWEEN.join(order) for order in permutations(parts)] if parts else []


def whole(pattern: str, reason: str) -> Spelling:
    """A spelling that names the person completely."""
    return Spelling(re.compile(f"(?P<n>{pattern})"), reason)


def chinese_spellings(who: Person) -> list[Spelling]:
    """The ways to write a family name and a given name."""
    family = family_shape(who.family)
    sounds = [readings(char) for char in who.given]
    if not all(sounds) or not sounds:
        return []
    given = BETWEEN.join(either(tuple(map(shape, options))) for options in sounds)
    firsts = [either(tuple(re.escape(option[0]) for option in options)) for options in sounds]
    initials = BETWEEN.join(firsts)
    ways = [
        whole(f"{family}{BETWEEN}{given}", "pinyin-in-full"),
        whole(f"{given}{BETWEEN}{family}", "pinyin-in-full"),
        Spelling(re.compile(f"(?P<n>{family}{BETWEEN}{initials}\\.?)"), "pinyin-with-initials", initials=True),
        Spelling(re.compile(f"(?P<n>{initials}{BETWEEN}{family})"), "pinyin-with-initials", initials=True),
        Spelling(re.compile(f"{TITLES}(?P<n>{family})"), "pinyin-with-title", capital=True, sureness=90),
        Spelling(re.compile(f"(?P<n>{family}){FOLLOWERS}"), "pinyin-with-title", capital=True, sureness=90),
    ]
    first = either(tuple(re.escape(option[0]) for option in readings_of_family(who.family)))
    ways += [
        Spelling(re.compile(f"(?P<n>{first}{BETWEEN}{given})"), "pinyin-with-initials", initials=True),
        Spelling(re.compile(f"(?P<n>{given}{BETWEEN}{first}\\.?)"), "pinyin-with-initials", initials=True),
    ]
    if len(sounds) > 1:
        ways += [
            Spelling(re.compile(f"(?P<n>{family}{BETWEEN}{firsts[0]}\\.?)"), "pinyin-with-initials", initials=True),
            Spelling(re.compile(f"(?P<n>{firsts[0]}{BETWEEN}{family})"), "pinyin-with-initials", initials=True),
            Spelling(re.compile(f"(?P<n>{given})"), "pinyin-given-name", capital=True, sureness=70),
        ]
    for every in (f"{first}{BETWEEN}{initials}", f"{initials}{BETWEEN}{first}"):
        ways.append(Spelling(re.compile(f"(?P<n>{every}\\.?)"), "initials-alone", alone=True, sureness=75))
    return ways + old_spellings(who, sounds)


def family_shape(family: str) -> str:
    """A pattern for a family name; compound ones may be divided like given names."""
    ways = tuple(map(shape, readings_of_family(family)))
    if len(family) > 1 and all(map(readings, family)):
        ways += (BETWEEN.join(either(tuple(map(shape, readings(char)))) for char in family),)
    return either(ways)


def old_spellings(who: Person, sounds: list[tuple[str, ...]]) -> list[Spelling]:
    """The ways of Wade and Giles, in both orders."""
    family = either(tuple(map(old_shape, readings_of_family(who.family))))
    given = BETWEEN.join(either(tuple(map(old_shape, options))) for options in sounds)
    forms = (f"{family}{BETWEEN}{given}", f"{given}{BETWEEN}{family}")
    return [Spelling(re.compile(f"(?P<n>{form})"), "wade-giles", capital=True) for form in forms]


def fits(passage: Passage, start: int, end: int, way: Spelling) -> bool:
    """Whether the place reads as a name: apart from other letters, with the capitals a short form needs."""
    found = passage.dense[start:end]
    letters = sum(map(str.isalpha, found))
    if way.alone:
        return passage.apart(start, end) and passage.upper(start, end) and cued(passage, start, end)
    if way.initials:
        return passage.apart(start, end) and initials_fit(passage, start, end)
    if way.capital:
        enough = letters >= (SAFE - 1 if way.reason == "pinyin-given-name" else 2)
        return enough and passage.apart(start, end) and capital(passage, start)
    if passage.apart(start, end):
        return letters >= SAFE or capital(passage, start)
    return letters >= LONG or (letters >= SAFE and not touches_letters(passage, start, end))


def cued(passage: Passage, start: int, end: int) -> bool:
    """Whether initials alone mean a person: three letters with full stops, or a label, signature or title beside."""
    found = passage.dense[start:end]
    if found.count(".") > 1 and sum(map(str.isalpha, found)) > 2:
        return True
    before, after = passage.before(start), passage.after(end)
    labels = ("name_labels", "role_labels", "initial_labels")
    told = any(ends_with_label(before, words("cues.toml", key)) for key in labels)
    clear = not after[:1].isdigit() and not re.match("-[0-9a-z]", after)
    return (told and clear) or after.startswith(words("cues.toml", "titles"))


def capital(passage: Passage, at: int) -> bool:
    """Whether the dense character is a capital in the original."""
    return passage.text[passage.first[at]].isupper()


def touches_letters(passage: Passage, start: int, end: int) -> bool:
    """Whether a letter, not a digit, stands directly beside the stretch."""
    left = start > 0 and passage.gaps[start] == "." and LETTER.match(passage.dense[start - 1])
    right = end < len(passage.dense) and passage.gaps[end] == "." and LETTER.match(passage.dense[end])
    return bool(left or right)


def initials_fit(passage: Passage, start: int, end: int) -> bool:
    """Whether a form with initials has its capitals, or is a run of letters that no word could be ("zhangxm")."""
    original = [passage.text[passage.first[index]] for index in range(start, end)]
    letters = [char for char in original if char.isalpha()]
    plain = "".join(letters)
    if plain.islower():
        tail = set(plain[-2:].lower())
        return len(plain) >= SAFE and not tail & VOWELS and all(map(str.isalpha, original))
    if not letters[0].isupper():
        return False
    parted = any(not char.isalnum() for char in original) or any(gap != "." for gap in passage.gaps[start + 1 : end])
    return (parted and sum(map(str.isupper, letters)) > 1) or (plain[-2:].isupper() and len(plain) > 4)
