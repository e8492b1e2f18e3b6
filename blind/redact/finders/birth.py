"""Dates of birth: the applicant's by the identity card, and any after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blind.identity import Identity
from blind.redact.finders.lexicon import table_of
from blind.redact.finders.numbers import digits, labelled, numerals
from blind.redact.finders.passage import Passage
from blind.redact.finders.search import Search
from blind.redact.hit import Hit, Level

FINDER = "birth"
YEAR, MONTH, DAY = r"\u5e74", r"\u6708", r"[\u65e5\u53f7]"
DATE = rf"[(]?(?:19|20)?[0-9]{{2}}[{YEAR}./-][0-9]{{1,2}}(?:[{MONTH}./-]?(?:[0-9]{{1,2}}{DAY}?)?)?"
WRITTEN = rf"[\u3007\u96f6\u4e00-\u9fff]{{4}}{YEAR}[\u4e00-\u9fff]{{1,2}}{MONTH}(?:[\u4e00-\u9fff]{{1,3}}{DAY})?"
COMPACT = r"(?:19|20)[0-9]{4}(?:[0-9]{2})?"
BORN = re.compile(rf"(?P<n>{DATE})\u51fa?\u751f")


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for the record's date of birth in full, and for any date that is said to be one."""
    number = digits(identity.id_number)
    own = re.compile(f"(?P<n>{spelled_date(number[6:14])})") if len(number) == 18 else None
    forms = [
        (labelled("birth_labels", f"(?:{DATE}|{COMPACT}|{WRITTEN})"), "birth-after-label"),
        (BORN, "birth-after-label"),
    ]
    if own:
        forms.append((own, "birth-in-full"))

    def search(passage: Passage) -> Iterator[Hit]:
        for shape, reason in forms:
            yield from (
                passage.hit(*match.span("n"), FINDER, reason, sureness=95) for match in shape.finditer(passage.dense)
            )

    return search


def spelled_date(birth: str) -> str:
    """A pattern for year, month and day of a date given as eight digits."""
    year, month, day = birth[:4], int(birth[4:6]), int(birth[6:])
    written = "".join(numerals()[digit] for digit in year)
    months, days = (f"(?:0?{value}|{spoken(value)})" for value in (month, day))
    return rf"(?<![0-9]){written}[{YEAR}./,-]{months}[{MONTH}./,-]{days}(?![0-9]){DAY}?|(?<![0-9]){birth}(?![0-9])"


def spoken(value: int) -> str:
    """A number below one hundred in Chinese numerals."""
    tens, ones = divmod(value, 10)
    ordinals = table_of("numbers.toml")["ordinals"]
    head = "" if tens == 0 else ordinals[10] if tens == 1 else ordinals[tens] + ordinals[10]
    return str(head + (ordinals[ones] if ones else ""))
