"""The table of contents of what finds identity in text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from blind.identity import Identity
from blind.redact.finders import (
    account,
    birth,
    chinese_name,
    email_address,
    employer,
    encoded,
    id_number,
    latin_name,
    latin_person,
    near_name,
    phone,
    place,
    role_person,
    running_person,
    surname_title,
    trace,
)
from blind.redact.finders.cues import words
from blind.redact.finders.passage import passage
from blind.redact.finders.search import Prepare, Search
from blind.redact.hit import Act, Hit, Level

FINDERS: dict[str, Prepare] = {
    "chinese-name": chinese_name.prepare,
    "latin-name": latin_name.prepare,
    "surname-title": surname_title.prepare,
    "near-name": near_name.prepare,
    "role-person": role_person.prepare,
    "running-person": running_person.prepare,
    "latin-person": latin_person.prepare,
    "id-number": id_number.prepare,
    "phone": phone.prepare,
    "email": email_address.prepare,
    "account": account.prepare,
    "birth": birth.prepare,
    "employer": employer.prepare,
    "trace": trace.prepare,
    "place": place.prepare,
    "encoded": encoded.prepare,
}
"""Every finder by its name."""

WEIGHT = {Act.HIDE: 2, Act.ASK: 1, Act.KEEP: 0}


@dataclass(frozen=True)
class Searcher:
    """All finders made ready for one identity at one level."""

    searches: tuple[Search, ...]

    def find(self, text: str) -> tuple[Hit, ...]:
        """Everything found, in order, without overlaps."""
        dense = passage(text)
        return settled(hit for search in self.searches for hit in search(dense))


def prepare(identity: Identity, level: Level, finders: Iterable[str] = tuple(FINDERS)) -> Searcher:
    """A searcher with these finders; make it once for all pages of a dossier."""
    return Searcher(tuple(FINDERS[name](identity, level) for name in finders))


def find(name: str, text: str, identity: Identity, level: Level = Level.STANDARD) -> list[Hit]:
    """What one finder alone finds, overlaps included."""
    return sorted(FINDERS[name](identity, level)(passage(text)))


def find_all(text: str, identity: Identity, level: Level = Level.STANDARD) -> tuple[Hit, ...]:
    """What all finders together find, in order; see ``settled``."""
    return prepare(identity, level).find(text)


def labels() -> tuple[str, ...]:
    """The labels after which names stand."""
    return (*words("cues.toml", "name_labels"), *words("cues.toml", "role_labels"))


def settled(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Hits without overlaps: hiding goes before asking, asking before keeping.

    Overlapping hits of the same act become one that covers them all and is explained by the surest, then the longest.
    A hit that meets a weightier one gives way wholly where it lies within; what reaches beyond is hidden too.
    """
    result: list[Hit] = []
    for hit in sorted(set(hits), key=lambda hit: (hit.start, -hit.end, -WEIGHT[hit.act], hit)):
        if result and hit.start < result[-1].end:
            result[-1] = merged(result[-1], hit)
        else:
            result.append(hit)
    return tuple(result)


def merged(one: Hit, other: Hit) -> Hit:
    """One hit for two that overlap."""
    strong, weak = sorted((one, other), key=lambda hit: (-WEIGHT[hit.act], -hit.sureness, hit.start - hit.end))
    if strong.act is not weak.act and weak.act is Act.KEEP:
        return strong
    return replace(strong, start=min(one.start, other.start), end=max(one.end, other.end))
