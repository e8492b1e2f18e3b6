"""What crosses the border between the worker and its caller: plain JSON with packed pages behind it, read strictly."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from blind.errors import BlindError
from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.outcome import Blinded, Decision, Finding, Question
from blind.redact.packed_lines import LinesDamaged, PackedLines
from blind.redact.page import Doubt
from blind.redact.rebuild import EncodedPage
from blind.redact.risk import Risk

_MAGIC = b"BLIND1\n"
_LENGTH = struct.Struct(">Q")
_SIDE, _PAGES, _TEXT = 60_000, 100_000, 20_000_000
_CODE = re.compile(r"[a-z0-9:._-]{1,80}")


class BadWire(BlindError, ValueError):
    """Bytes that are no packed ``Blinded``; ``what`` says which part is wrong."""

    def __init__(self, what: str) -> None:
        super().__init__("wire-damaged", what=what)


def pack(blinded: Blinded) -> bytes:
    """A ``Blinded`` as bytes; equal ones give equal bytes."""
    packed = [PackedLines.of(page.lines) for page in blinded.pages]
    header = {
        "name": blinded.name,
        "digest": blinded.digest,
        "pages": [
            [page.width, page.height, page.bits, len(page.data), len(lines.packed)]
            for page, lines in zip(blinded.pages, packed, strict=True)
        ],
        "findings": [
            [
                *(found.id, found.page, _box_out(found.box), found.finder, found.reason, found.text),
                *(found.sureness, found.act.value, found.decided_by),
            ]
            for found in blinded.findings
        ],
        "questions": [
            [
                *(asked.id, asked.finder, asked.reason, asked.text),
                [list(context) for context in asked.contexts],
                [[page, _box_out(box)] for page, box in asked.places],
            ]
            for asked in blinded.questions
        ],
        "held": [[doubt.code, doubt.page, _box_out(doubt.box), dict(doubt.facts)] for doubt in blinded.held],
        "dropped": list(blinded.dropped),
        "risk": [[risk.code, risk.page, risk.text, risk.weight] for risk in blinded.risk],
        "shifts": blinded.shifts,
    }
    head = json.dumps(header, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
    bodies = (part for page, lines in zip(blinded.pages, packed, strict=True) for part in (page.data, lines.packed))
    return b"".join([_MAGIC, _LENGTH.pack(len(head)), head, *bodies])


def unpack(data: bytes) -> Blinded:
    """The ``Blinded`` in bytes from anywhere. Raises BadWire for everything that ``pack`` would not have written."""
    start = len(_MAGIC) + _LENGTH.size
    if data[: len(_MAGIC)] != _MAGIC or len(data) < start:
        raise BadWire("beginning")
    (length,) = _LENGTH.unpack_from(data, len(_MAGIC))
    if start + length > len(data):
        raise BadWire("length")
    try:
        header = json.loads(data[start : start + length])
    except (ValueError, RecursionError) as fault:
        raise BadWire("header") from fault
    said = _keyed(header, "name", "digest", "pages", "findings", "questions", "held", "dropped", "risk", "shifts")
    pages: list[EncodedPage] = []
    at = start + length
    for item in _listed(said["pages"], "pages", most=_PAGES):
        page, at = _page_in(item, data, at)
        pages.append(page)
    if at != len(data):
        raise BadWire("end")
    return Blinded(
        name=_text(said["name"], "name"),
        digest=_text(said["digest"], "digest"),
        pages=tuple(pages),
        findings=_each(said["findings"], "finding", _finding_in),
        questions=_each(said["questions"], "question", _question_in),
        held=_each(said["held"], "held", _doubt_in),
        dropped=_each(said["dropped"], "dropped", lambda item: _code(item, "dropped")),
        risk=_each(said["risk"], "risk", _risk_in),
        shifts=_whole(said["shifts"], "shifts"),
    )


def decision_out(decision: Decision) -> list[object]:
    """A decision as plain values."""
    return [
        decision.about,
        decision.act.value,
        decision.reason,
        decision.by,
        decision.page,
        _box_out(decision.box),
    ]


def decision_in(item: object) -> Decision:
    """A decision from plain values. Raises BadWire."""
    about, act, reason, by, page, box = _row(item, "decision", 6)
    return Decision(
        about=_text(about, "decision"),
        act=_act(act),
        reason=_text(reason, "decision"),
        by=_text(by, "decision"),
        page=_whole(page, "decision"),
        box=_box_in(box),
    )


def _box_out(box: Box | None) -> list[int] | None:
    return None if box is None else [box.left, box.top, box.right, box.bottom]


def _page_in(item: object, data: bytes, at: int) -> tuple[EncodedPage, int]:
    """A page whose bytes begin at a place, and the place after them."""
    width, height, bits, size, said = _row(item, "page", 5)
    middle = at + _whole(size, "page", most=len(data))
    end = middle + _whole(said, "page", most=len(data))
    if end > len(data):
        raise BadWire("page")
    lines = PackedLines(data[middle:end])
    try:
        whole = lines.unpacked()
    except LinesDamaged as fault:
        raise BadWire("lines") from fault
    if any(0xD800 <= ord(part) < 0xE000 for line in whole for part in line.text):
        raise BadWire("lines")
    page = EncodedPage(
        width=_whole(width, "page", least=1, most=_SIDE),
        height=_whole(height, "page", least=1, most=_SIDE),
        bits=_one_of(bits, "page", (1, 4)),
        data=data[at:middle],
        lines=lines,
    )
    return page, end


def _finding_in(item: object) -> Finding:
    identity, page, box, finder, reason, text, sureness, act, by = _row(item, "finding", 9)
    return Finding(
        id=_code(identity, "finding"),
        page=_whole(page, "finding"),
        box=_box_in(box),
        finder=_code(finder, "finding"),
        reason=_code(reason, "finding"),
        text=_text(text, "finding"),
        sureness=_whole(sureness, "finding", most=100),
        act=_act(act),
        decided_by=_text(by, "finding"),
    )


def _question_in(item: object) -> Question:
    identity, finder, reason, text, contexts, places = _row(item, "question", 6)
    return Question(
        id=_code(identity, "question"),
        finder=_code(finder, "question"),
        reason=_code(reason, "question"),
        text=_text(text, "question"),
        contexts=tuple(
            (_code(found, "question"), _text(snippet, "question"))
            for found, snippet in (_row(context, "question", 2) for context in _listed(contexts, "question"))
        ),
        places=tuple(
            (_whole(page, "question"), _box_in(box))
            for page, box in (_row(place, "question", 2) for place in _listed(places, "question"))
        ),
    )


def _doubt_in(item: object) -> Doubt:
    code, page, box, facts = _row(item, "held", 4)
    if not isinstance(facts, dict) or not all(isinstance(value, str) or type(value) is int for value in facts.values()):
        raise BadWire("held")
    return Doubt(code=_code(code, "held"), page=_whole(page, "held"), box=_box_in(box), facts=facts)


def _risk_in(item: object) -> Risk:
    code, page, text, weight = _row(item, "risk", 4)
    return Risk(
        code=_code(code, "risk"), page=_whole(page, "risk"), text=_text(text, "risk"), weight=_whole(weight, "risk")
    )


def _box_in(item: object) -> Box | None:
    if item is None:
        return None
    return Box(*(_whole(edge, "box", least=-_SIDE, most=_SIDE) for edge in _row(item, "box", 4)))


def _each(items: object, what: str, read: Callable[[object], Any]) -> tuple[Any, ...]:
    return tuple(read(item) for item in _listed(items, what))


def _keyed(item: object, *names: str) -> Mapping[str, object]:
    if not isinstance(item, dict) or set(item) != set(names):
        raise BadWire("header")
    return item


def _listed(item: object, what: str, *, most: int = 5_000_000) -> Sequence[object]:
    if not isinstance(item, list) or len(item) > most:
        raise BadWire(what)
    return item


def _row(item: object, what: str, count: int) -> Sequence[Any]:
    if not isinstance(item, list) or len(item) != count:
        raise BadWire(what)
    return item


def _whole(item: object, what: str, *, least: int = 0, most: int = 1 << 40) -> int:
    if type(item) is not int or not least <= item <= most:
        raise BadWire(what)
    return item


def _one_of(item: object, what: str, allowed: tuple[int, ...]) -> int:
    if type(item) is not int or item not in allowed:
        raise BadWire(what)
    return item


def _text(item: object, what: str) -> str:
    if not isinstance(item, str) or len(item) > _TEXT:
        raise BadWire(what)
    return item


def _code(item: object, what: str) -> str:
    if not isinstance(item, str) or not _CODE.fullmatch(item):
        raise BadWire(what)
    return item


def _act(item: object) -> Act:
    try:
        return Act(item)  # type: ignore[arg-type]  # anything may come; what is no act raises
    except ValueError as fault:
        raise BadWire("act") from fault
