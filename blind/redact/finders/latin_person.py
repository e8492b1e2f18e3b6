"""Chinese persons nobody listed, in Latin letters: a family name with pinyin syllables or initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from blind.identity import Identity
from blind.redact.finders.lexicon import items_of
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import families
from blind.redact.finders.pinyin import readings_of_family, syllables
from blind.redact.finders.search import Search
from blind.redact.hit import Act, Hit, Level

FINDER = "third-person"
FULL, SHORT = r"[A-Z][a-z]{1,5}", r"[A-Z]\.?[ -]?"
GIVEN = rf"{FULL}(?:[-'’]?[a-z]{{1,6}})?(?:[- ]{FULL})?"
FORMS = (
    rf"{FULL}[ ,]{{1,2}}(?:{SHORT}){{1,2}}",
    rf"{FULL}[ ,]{{1,2}}{GIVEN}",
    rf"(?:[A-Z]\.[ -]?){{1,2}}{FULL}",
    r"[A-Z]{2,6}[ ,]{1,2}(?:[A-Z]\.?-?){1,2}",
    r"[A-Z]{2,6}[ ,]{1,2}[A-Z][a-z]{1,11}",
    rf"[A-Z][a-z]{{1,11}} (?:{FULL}|[A-Z]{{2,6}})",
)
"""Zhang X.M.; Zhang, Xiao-Ming; X. M. Zhang; ZHANG XM; ZHANG Xiaoming; Xiaoming ZHANG."""
AUTHORS = re.compile("(?P<a>" + "|".join(f"(?:{form}(?![A-Za-z]))" for form in FORMS) + ")")


def prepare(_identity: Identity, _level: Level) -> Search:
    """Looks for names written in pinyin, whoever's."""
    return pinyin_persons


@cache
def family_sounds() -> frozenset[str]:
    """How common family names sound."""
    common = (name for name, share in families().items() if share >= 0.0004)
    return frozenset(sound.replace("u:", "v") for name in common for sound in readings_of_family(name)[:2])


@cache
def english() -> frozenset[str]:
    """English words that are spelled like syllables."""
    return frozenset(items_of("english.txt"))


def pinyin_persons(passage: Passage) -> Iterator[Hit]:
    """Family name and given name or initials, in either order."""
    for match in AUTHORS.finditer(passage.text):
        parts = [part for part in re.split(r"[^A-Za-z]+", match["a"]) if part]
        if chinese(parts) and not (
            match.start() and passage.text[match.start() - 1].isalnum() and passage.text[match.start() - 1].isascii()
        ):
            yield Hit(match.start(), match.end(), FINDER, "person-in-latin", sureness=75, act=Act.HIDE)


def chinese(parts: list[str]) -> bool:
    """Whether the parts read as a family name beside initials or pinyin."""
    words = [part.lower() for part in parts]
    full = [word for word, part in zip(words, parts, strict=True) if len(part) > 2 or not part.isupper()]
    short = len(words) - len(full)
    if not full or any(word in english() for word in words if len(word) > 1):
        return False
    ends = (words[0], words[-1])
    if not any(end in family_sounds() and len(end) > 1 for end in ends):
        return False
    rest = [word for word in full if word not in family_sounds()] or full[1:]
    return (short > 0 and len(full) == 1) or (
        bool(rest) and all(spelled(word) for word in full) and len("".join(full)) > 4
    )


def spelled(word: str) -> bool:
    """Whether a word is one to three syllables in a row."""
    known = syllables()
    if word in known:
        return True
    return any(
        word[:cut] in known and (word[cut:] in known or spelled(word[cut:])) for cut in range(1, min(6, len(word) - 1))
    )
