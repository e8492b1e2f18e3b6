"""Telephone numbers: the applicant's in any spelling, mobile numbers by their form, others after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blind.identity import Identity
from blind.redact.finders.numbers import SIGNS, digits, labelled, spelled
from blind.redact.finders.passage import Passage
from blind.redact.finders.search import Search
from blind.redact.hit import Hit, Level

FINDER = "phone"
COUNTRY = r"(?:\(?(?:\+|00)?86\)?[-–.]?)?"
MOBILE = re.compile(rf"(?<![0-9a-z.])(?P<n>{COUNTRY}1[3-9][0-9]{SIGNS}?[0-9]{{4}}{SIGNS}?[0-9]{{4}})(?![0-9])")
MASKED = re.compile(r"(?<![0-9a-z])(?P<n>1[3-9][0-9][*x×•●]{3,6}[0-9]{2,4})(?![0-9])")
NUMERAL = r"[\u3007\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5e7a]"
SPOKEN = re.compile(rf"(?P<n>[\u4e00\u5e7a]{NUMERAL}(?:[-–—]?{NUMERAL}){{9}})(?!{NUMERAL})")
LANDLINE = re.compile(
    r"(?<![0-9a-z.-])(?P<n>(?:\(0[1-9][0-9]{1,2}\)|0[1-9][0-9]{1,2}[-–—])[2-9][0-9]{6,7}(?:[-–—\u8f6c][0-9]{1,5})?)(?![0-9])"
)
LEAST = 7


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for the numbers of the record and for whatever has the form or the label of one."""
    known = [number for number in map(subscriber, identity.phone) if len(number) >= LEAST]
    exact = [re.compile(f"(?P<n>{COUNTRY}{spelled(number)})") for number in known]
    value = labelled("phone_labels", rf"[0-9+(*×](?:{SIGNS}{{0,2}}[0-9*×]){{5,19}}")

    def search(passage: Passage) -> Iterator[Hit]:
        forms = [(shape, "phone-in-full") for shape in exact]
        forms += [(value, "phone-after-label"), (MOBILE, "phone-by-form"), (LANDLINE, "phone-by-form")]
        forms += [(SPOKEN, "phone-in-words"), (MASKED, "phone-masked")]
        for shape, reason in forms:
            yield from (passage.hit(*span, FINDER, reason) for span in passage.matches(shape, "n"))

    return search


def subscriber(number: str) -> str:
    """The digits of a number without the country."""
    plain = digits(number)
    return (
        plain[2:] if plain.startswith("86") and len(plain) == 13 else plain[4:] if plain.startswith("0086") else plain
    )
