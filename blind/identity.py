"""An applicant's identity as the office knows it: what must not be found in a packet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields

from blind.errors import BlindError

Several = str | Iterable[str] | None
"""What the constructor takes where an applicant may have several: a list, or one text with separators."""

SEPARATORS = re.compile("[\N{IDEOGRAPHIC COMMA};；,，\n\r|]+")
BROAD_SEPARATORS = re.compile("[\N{IDEOGRAPHIC COMMA};；,，\n\r|/]+")
LONGEST = 200
MOST = 200


class BadIdentity(BlindError, ValueError):
    """A field of an identity cannot be used; ``facts["field"]`` names it."""


@dataclass(frozen=True, init=False)
class Identity:
    """One applicant: fields as the columns of the applicants file, and what else the office may know.

    Texts are trimmed and otherwise as given; fields for several values are tuples without repetitions. Lists may be
    handed in as lists or as text separated by commas, semicolons or line breaks. Raises ``BadIdentity``.
    """

    key: str
    name: str
    pinyin: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    id_number: str = ""
    phone: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    employer: str = ""
    employer_short: tuple[str, ...] = ()
    employer_en: tuple[str, ...] = ()
    coworkers: tuple[str, ...] = ()
    series: str = ""
    specialty: str = ""
    level: str = ""
    region: str = ""
    employer_kind: str = ""
    former_employers: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()
    other_numbers: tuple[str, ...] = ()
    """Bank accounts, certificate numbers, staff numbers and other strings that are known to point at the person."""

    def __init__(
        self,
        key: str,
        name: str,
        *,
        pinyin: Several = (),
        former_names: Several = (),
        id_number: str | None = "",
        phone: Several = (),
        email: Several = (),
        employer: str | None = "",
        employer_short: Several = (),
        employer_en: Several = (),
        coworkers: Several = (),
        series: str | None = "",
        specialty: str | None = "",
        level: str | None = "",
        region: str | None = "",
        employer_kind: str | None = "",
        former_employers: Several = (),
        supervisors: Several = (),
        other_numbers: Several = (),
    ) -> None:
        given = dict(locals())
        for field in fields(self):
            value = given[field.name]
            single = isinstance(field.default, str) or field.name in ("key", "name")
            object.__setattr__(self, field.name, one(field.name, value) if single else several(field.name, value))
        for field_name in ("key", "name"):
            if not getattr(self, field_name):
                raise BadIdentity("field-empty", field=field_name)
        for field_name in ("name", "former_names", "coworkers", "supervisors"):
            check_names(field_name, getattr(self, field_name))

    @property
    def names(self) -> tuple[str, ...]:
        """The present name and the former ones."""
        return (self.name, *self.former_names)

    @property
    def companions(self) -> tuple[str, ...]:
        """Everybody named in the record beside the applicant."""
        return tuple(dict.fromkeys((*self.coworkers, *self.supervisors)))


def one(field: str, value: object) -> str:
    """``value`` as trimmed text; nothing for None, digits for a whole number that a spreadsheet made of them."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise BadIdentity("not-text", field=field, found=type(value).__name__)
    text = value.strip()
    if len(text) > LONGEST:
        raise BadIdentity("too-long", field=field, found=len(text), most=LONGEST)
    if any(unicodedata.category(char) in ("Cs", "Cn") or (char < " " and char not in "\t\n\r") for char in text):
        raise BadIdentity("control-character", field=field)
    return text


def several(field: str, value: object) -> tuple[str, ...]:
    """``value`` as different, non-empty texts in the order given."""
    if value is None:
        return ()
    if isinstance(value, str | int):
        separators = BROAD_SEPARATORS if field in ("phone", "email") else SEPARATORS
        items: list[object] = list(separators.split(str(value)))
    elif isinstance(value, Iterable) and not isinstance(value, bytes | dict):
        items = list(value)
    else:
        raise BadIdentity("not-a-list", field=field, found=type(value).__name__)
    if len(items) > MOST:
        raise BadIdentity("too-many", field=field, found=len(items), most=MOST)
    texts = (one(field, item) for item in items)
    return tuple(dict.fromkeys(text for text in texts if text))


def check_names(field: str, value: str | tuple[str, ...]) -> None:
    """Refuses names without two letters: a search for them would find every page."""
    for name in (value,) if isinstance(value, str) else value:
        if sum(char.isalpha() for char in name) < 2:
            raise BadIdentity("name-too-short", field=field, found=name)
