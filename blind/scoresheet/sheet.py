"""A filled sheet: one reader's marks for one packet, checked against its form before it may be sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import Malformed
from blind.fields import exact, natural
from blind.scoresheet.rubric import Rubric

FORMAT = "expertpool-scoresheet/1"
SALT = 32
ROOM = 16 << 10
"""Bytes every sheet is padded to, so that neither marks nor the length of a comment show from outside."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which sheet this is: ``group`` and ``reader`` are codes, ``packet`` and ``rubric`` hashes of what was on screen.

    ``version`` counts from 1; a later version takes the place of an earlier one until the group closes.
    """

    group: str
    packet: bytes
    reader: str
    rubric: bytes
    version: int

    def as_dict(self) -> dict[str, Any]:
        """The place as plain values."""
        named = {"group": self.group, "reader": self.reader, "version": self.version}
        return {**named, "packet": self.packet.hex(), "rubric": self.rubric.hex()}

    @classmethod
    def from_dict(cls, value: object) -> Place:
        """Reads ``as_dict``; raises ``Malformed``."""
        fields = {"group": str, "packet": str, "reader": str, "rubric": str, "version": int}
        record = exact(value, fields, what="scoresheet.place")
        if natural(record["version"], what="scoresheet.version") == 0:
            raise Malformed("versions-count-from-one", what="scoresheet")
        hashes = {name: from_hex(record[name], 32) for name in ("packet", "rubric")}
        return cls(group=record["group"], reader=record["reader"], version=record["version"], **hashes)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Marks by indicator in hundredths of a point, reasons by indicator, a comment, and 32 random bytes that keep the
    commitment from being guessed."""

    place: Place
    marks: Mapping[str, int]
    salt: bytes = field(repr=False)
    reasons: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""

    def to_bytes(self) -> bytes:
        """The sheet as canonical JSON."""
        written = {"comment": self.comment, "marks": self.marks, "reasons": self.reasons}
        return canonical({**written, "format": FORMAT, "place": self.place.as_dict(), "salt": self.salt.hex()})

    @classmethod
    def parse(cls, data: bytes) -> Sheet:
        """Reads ``to_bytes``; raises ``Malformed``. Whether it is complete, ``problems`` says."""
        fields = {"comment": str, "format": str, "marks": dict, "place": dict, "reasons": dict, "salt": str}
        record = exact(strict_parse(data), fields, what="scoresheet")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="scoresheet", format=record["format"][:40])
        return cls(
            place=Place.from_dict(record["place"]),
            marks=record["marks"],
            salt=from_hex(record["salt"], SALT),
            reasons=record["reasons"],
            comment=record["comment"],
        )

    @property
    def commitment(self) -> bytes:
        """32 bytes that fix every mark and word, and give none away."""
        return tagged_hash("expertpool/score/v1", self.to_bytes())


@dataclass(frozen=True)
class Problem:
    """What is wrong with a sheet: the indicator (or None for the whole sheet), the rule broken, and what was found."""

    indicator: str | None
    rule: str
    found: str = ""


def problems(sheet: Sheet, rubric: Rubric) -> list[Problem]:
    """Everything that keeps a sheet from being submitted, in the order of the form; [] when it is sound."""
    found = [] if sheet.place.rubric == rubric.hash else [Problem(None, "other-rubric")]
    for indicator in rubric.indicators:
        found += line_problems(sheet, rubric, indicator.code)
    known = {one.code for one in rubric.indicators}
    strangers = sorted((sheet.marks.keys() | sheet.reasons.keys()) - known)
    found += [Problem(name, "unknown-indicator") for name in strangers]
    if len(sheet.comment) > rubric.longest_comment:
        found.append(Problem(None, "comment-too-long", str(len(sheet.comment))))
    if len(sheet.salt) != SALT:
        found.append(Problem(None, "wrong-salt"))
    return found


def line_problems(sheet: Sheet, rubric: Rubric, code: str) -> Iterator[Problem]:
    """What is wrong with one indicator's mark and reason."""
    reason = sheet.reasons.get(code, "")
    if not isinstance(reason, str):
        yield Problem(code, "reason-not-text", type(reason).__name__)
        reason = ""
    elif len(reason) > rubric.longest_reason:
        yield Problem(code, "reason-too-long", str(len(reason)))
    if code not in sheet.marks:
        yield Problem(code, "mark-missing")
        return
    mark = sheet.marks[code]
    if not rubric.scale.holds(mark):
        yield Problem(code, "mark-outside-scale", repr(mark)[:40])
    elif rubric.scale.extreme(mark) and not reason.strip():
        yield Problem(code, "reason-missing-at-extreme", str(mark))


def padded(sheet: Sheet) -> bytes:
    """The sheet in ``ROOM`` bytes behind its length. Raises ``Malformed`` ("sheet-too-long")."""
    data = sheet.to_bytes()
    if len(data) > ROOM:
        raise Malformed("sheet-too-long", bytes=len(data), longest=ROOM)
    return len(data).to_bytes(4, "big") + data.ljust(ROOM, b"\x00")


def unpadded(data: bytes) -> Sheet:
    """The sheet that ``padded`` was given; raises ``Malformed``."""
    size = int.from_bytes(data[:4], "big")
    if len(data) != ROOM + 4 or size > ROOM or data[4 + size :].strip(b"\x00"):
        raise Malformed("padding", what="scoresheet")
    return Sheet.parse(data[4 : 4 + size])
