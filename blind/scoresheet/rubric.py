"""The form experts fill: indicators with weights and anchors, marked in points or grades; data, hashed, versioned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from blind.encoding import canonical, strict_parse, tagged_hash
from blind.errors import Malformed
from blind.fields import exact, natural

FORMAT = "expertpool-rubric/1"


@dataclass(frozen=True)
class Anchor:
    """What a mark means, in words: ``at`` is the mark it describes."""

    at: int
    says: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Which marks exist: from ``lowest`` to ``highest`` in steps, in hundredths of a point; or grades with their worth.

    A mark at or below ``reason_to``, or at or above ``reason_from``, needs a reason in writing.
    """

    lowest: int
    highest: int
    step: int
    reason_to: int
    reason_from: int
    grades: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        whole = self.step > 0 and (self.highest - self.lowest) % self.step == 0
        if not 0 <= self.lowest < self.highest or not whole:
            raise Malformed("not-a-scale", lowest=self.lowest, highest=self.highest, step=self.step)
        if any(not self.lowest <= worth <= self.highest for worth in self.grades.values()):
            raise Malformed("grade-outside-scale", grades=dict(self.grades))

    def holds(self, mark: object) -> bool:
        """Whether ``mark`` is one of the scale's marks; a truth, a text or a float never is."""
        if type(mark) is not int:
            return False
        if self.grades:
            return mark in self.grades.values()
        return self.lowest <= mark <= self.highest and (mark - self.lowest) % self.step == 0

    def extreme(self, mark: int) -> bool:
        """Whether ``mark`` needs a reason."""
        return mark <= self.reason_to or mark >= self.reason_from


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One line of the form. ``weight``: its share of the total, in whole parts of the sum of all weights."""

    code: str
    title: str
    weight: int
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """A form. ``code`` and ``version`` name it; its hash is what sheets are bound to.

    There is no way to write a gate: no indicator has a least mark, and none outweighs all others together, so that
    no single count decides alone (2025 notice, 六(三)1).
    """

    code: str
    version: int
    title: str
    scale: Scale
    indicators: tuple[Indicator, ...]
    longest_reason: int = 300
    longest_comment: int = 1000

    def __post_init__(self) -> None:
        codes = [one.code for one in self.indicators]
        if len(codes) < 2 or len(set(codes)) != len(codes):
            raise Malformed("indicators-too-few-or-doubled", codes=codes)
        for one in self.indicators:
            if one.weight <= 0 or 2 * one.weight > self.weight:
                raise Malformed("weight-nothing-or-over-half", indicator=one.code, weight=one.weight, of=self.weight)
            if not all(self.scale.lowest <= anchor.at <= self.scale.highest for anchor in one.anchors):
                raise Malformed("anchor-outside-scale", indicator=one.code)

    @property
    def weight(self) -> int:
        """The sum of all weights."""
        return sum(one.weight for one in self.indicators)

    @cached_property
    def hash(self) -> bytes:
        """32 bytes that name this form exactly."""
        return tagged_hash("expertpool/rubric/v1", self.to_bytes())

    def total(self, marks: Mapping[str, int]) -> Fraction:
        """The weighted mean of the marks, exact, in hundredths of a point. The marks must be complete."""
        return Fraction(sum(one.weight * marks[one.code] for one in self.indicators), self.weight)

    def to_bytes(self) -> bytes:
        """The form as canonical JSON."""
        scale = {name: getattr(self.scale, name) for name in ("lowest", "highest", "step", "reason_to", "reason_from")}
        grades = [{"grade": name, "worth": worth} for name, worth in self.scale.grades.items()]
        lines = [
            {"code": one.code, "title": one.title, "weight": one.weight, "anchors": anchors_of(one)}
            for one in self.indicators
        ]
        longest = {"comment": self.longest_comment, "reason": self.longest_reason}
        named = {"code": self.code, "format": FORMAT, "title": self.title, "version": self.version}
        return canonical({**named, "indicators": lines, "longest": longest, "scale": {**scale, "grades": grades}})

    @classmethod
    def parse(cls, data: bytes) -> Rubric:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"code": str, "format": str, "indicators": list, "longest": dict, "scale": dict, "title": str}
        record = exact(strict_parse(data), {**fields, "version": int}, what="rubric")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="rubric", format=record["format"][:40])
        longest = exact(record["longest"], {"comment": int, "reason": int}, what="rubric.longest")
        return cls(
            code=record["code"],
            version=natural(record["version"], what="rubric.version"),
            title=record["title"],
            scale=read_scale(record["scale"]),
            indicators=tuple(map(read_indicator, record["indicators"])),
            longest_reason=natural(longest["reason"], what="rubric.longest"),
            longest_comment=natural(longest["comment"], what="rubric.longest"),
        )


def anchors_of(indicator: Indicator) -> list[dict[str, Any]]:
    """The anchors as plain values."""
    return [{"at": anchor.at, "says": anchor.says} for anchor in indicator.anchors]


def read_scale(value: object) -> Scale:
    """The scale of a form."""
    names = ("lowest", "highest", "step", "reason_to", "reason_from")
    record = exact(value, {**dict.fromkeys(names, int), "grades": list}, what="rubric.scale")
    grades = [exact(one, {"grade": str, "worth": int}, what="rubric.grades") for one in record.pop("grades")]
    return Scale(**record, grades={one["grade"]: one["worth"] for one in grades})


def read_indicator(value: object) -> Indicator:
    """One line of a form."""
    fields = {"anchors": list, "code": str, "title": str, "weight": int}
    record = exact(value, fields, what="rubric.indicators")
    anchors = [exact(one, {"at": int, "says": str}, what="rubric.anchors") for one in record["anchors"]]
    read = tuple(Anchor(one["at"], one["says"]) for one in anchors)
    return Indicator(code=record["code"], title=record["title"], weight=record["weight"], anchors=read)
