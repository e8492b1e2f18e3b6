"""Numbers of a person: bank, chat, staff and certificate numbers and number plates, by record or after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blind.identity import Identity
from blind.redact.finders.folding import folded
from blind.redact.finders.numbers import SIGNS, labelled
from blind.redact.finders.passage import Passage
from blind.redact.finders.search import Search
from blind.redact.hit import Hit, Level

FINDER = "account"
CODE = rf"(?=[a-z-]*[0-9])[a-z0-9](?:{SIGNS}?[a-z0-9]){{3,29}}"
QUALIFIED = rf"[\u4e00-\u9fff]{{0,3}}{CODE}"
BANK = rf"[0-9](?:{SIGNS}?[0-9*×]){{9,24}}"
CHAT = r"[a-z0-9@][a-z0-9._@-]{4,30}"
CARD = re.compile(r"(?<![0-9a-z.])(?P<n>(?:62|4[0-9]|5[1-5]|9558)[0-9]{14,17})(?![0-9a-z])")
ORCID = re.compile(r"(?<![0-9])(?P<n>(?:https?://orcid\.org/)?0000-000[0-9]-[0-9]{4}-[0-9]{3}[0-9x])")
PLATE = r"[\u4e00-\u9fff][a-z][-.·]?[0-9a-z]{4,6}"
LEAST = 5


def prepare(identity: Identity, level: Level) -> Search:
    """Looks for the numbers of the record, and for those after labels; at strict for all kinds of certificates."""
    plain = ["".join(char for char in folded(number) if char.isalnum()) for number in identity.other_numbers]
    known = [re.compile(f"(?P<n>{loose(number)})") for number in plain if len(number) >= LEAST]
    forms = [(shape, "number-of-record") for shape in known]
    forms += [
        (labelled("account_labels", BANK), "account-after-label"),
        (CARD, "account-by-form"),
        (ORCID, "chat-after-label"),
    ]
    forms += [(labelled("chat_labels", CHAT), "chat-after-label"), (labelled("staff_labels", CODE), "staff-number")]
    forms += [
        (labelled("plate_labels", PLATE), "staff-number"),
        (labelled("qualification_labels", QUALIFIED), "certificate-number"),
    ]
    if level is Level.STRICT:
        forms.append((labelled("certificate_labels", CODE), "certificate-number"))

    def search(passage: Passage) -> Iterator[Hit]:
        for shape, reason in forms:
            yield from (passage.hit(*span, FINDER, reason, sureness=85) for span in passage.matches(shape, "n"))

    return search


def loose(number: str) -> str:
    """A pattern for letters and digits with up to two signs between any two."""
    return f"{SIGNS}{{0,2}}".join(map(re.escape, number))
