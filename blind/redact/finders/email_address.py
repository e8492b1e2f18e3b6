"""E-mail addresses however their sign is written, the mail domain of the applicant's unit, and sites after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blind.identity import Identity
from blind.redact.finders.cues import words
from blind.redact.finders.folding import folded
from blind.redact.finders.numbers import labelled
from blind.redact.finders.passage import Passage
from blind.redact.finders.search import Search
from blind.redact.hit import Hit, Level

FINDER = "email"
AT = r"(?:@|\(at\)|\[at\]|\{at\}|#at#|_at_|<at>|\(a\)|©|®)"
DOT = r"(?:\.|\(dot\)|\[dot\]|\N{IDEOGRAPHIC FULL STOP})"
ENDING = r"(?:com|cn|net|org|edu|gov|ac|top|vip|cc|io|info|hk|tw|mil|int)"
GENERIC = re.compile(rf"(?P<n>[a-z0-9][a-z0-9._%+-]{{0,60}}{AT}(?:[a-z0-9-]{{1,40}}{DOT}){{1,4}}{ENDING}(?:{DOT}cn)?)")
SPOKEN = re.compile(r"(?P<n>[a-z0-9._-]{2,40}at[a-z0-9-]{2,30}(?:dot|\.)(?:com|cn|net|edu|org)(?:(?:dot|\.)cn)?)")
SITE = rf"(?:https?:?//)?(?:[a-z0-9-]{{1,40}}{DOT}){{1,4}}{ENDING}(?:{DOT}cn)?(?:/[a-z0-9./?=&_%#~-]*)?"
SHORT = 4


def prepare(identity: Identity, _level: Level) -> Search:
    """Looks for the addresses of the record, their local parts and domains, and for any other address."""
    known = [re.compile(f"(?P<n>{loose(address)})") for address in identity.email if "@" in folded(address)]
    locals_ = [
        re.compile(f"(?P<n>{re.escape(local)})") for local in map(local_part, identity.email) if len(local) >= SHORT + 1
    ]
    domains = [
        re.compile(rf"(?P<n>(?:https?://)?(?:[a-z0-9-]+\.)*{loose(domain)}(?:/[a-z0-9./?=&_%#~-]*)?)")
        for domain in units(identity)
    ]
    names = [
        re.compile(f"(?P<n>{re.escape(label)})") for label in map(main_label, units(identity)) if len(label) >= SHORT
    ]
    site = labelled("site_labels", SITE)
    value = labelled("email_labels", r"[a-z0-9][a-z0-9._%+@()\[\]-]{4,60}")

    def search(passage: Passage) -> Iterator[Hit]:
        forms = [*((shape, "email-in-full") for shape in known), (GENERIC, "email-by-form"), (SPOKEN, "email-spelled")]
        forms += [*((shape, "unit-domain") for shape in domains)]
        for shape, reason in forms:
            for match in shape.finditer(passage.dense):
                start, end = match.span("n")
                yield passage.hit(
                    clipped(passage, start, end) if reason != "email-in-full" else start, end, FINDER, reason
                )
        for match in value.finditer(passage.dense):
            if re.search(r"[@.0-9]", match["n"]):
                yield passage.hit(*match.span("n"), FINDER, "email-after-label", sureness=90)
        for match in site.finditer(passage.dense):
            yield passage.hit(*match.span("n"), FINDER, "unit-domain", sureness=85)
        for shapes, reason in ((locals_, "email-local-part"), (names, "unit-domain-label")):
            for shape in shapes:
                for match in shape.finditer(passage.dense):
                    if passage.apart(*match.span("n")):
                        yield passage.hit(*match.span("n"), FINDER, reason, sureness=90)

    return search


def loose(address: str) -> str:
    """A pattern for an address with every way to write its two signs, and signs a misreading slips in."""
    return "".join(AT if char == "@" else DOT if char == "." else re.escape(char) for char in folded(address))


def clipped(passage: Passage, start: int, end: int) -> int:
    """Where an address found by form begins: after the last blank before its sign, if anything stands between."""
    sign = re.search(AT, passage.dense[start:end])
    limit = start + sign.start() if sign else start
    return max((index for index in range(start + 1, limit) if passage.gaps[index] != "."), default=start)


def local_part(address: str) -> str:
    """What stands before the sign."""
    return folded(address).partition("@")[0]


def units(identity: Identity) -> list[str]:
    """Mail domains of the record that are a unit's own, not a public provider's."""
    domains = [folded(address).rpartition("@")[2] for address in identity.email if "@" in folded(address)]
    public = set(words("numbers.toml", "public_mail"))
    return list(dict.fromkeys(domain for domain in domains if set(domain.split(".")) - public))


def main_label(domain: str) -> str:
    """The part of a domain that names the unit: the longest one that is no general part."""
    public = set(words("numbers.toml", "public_mail"))
    return max((label for label in domain.split(".") if label not in public), key=len, default="")
