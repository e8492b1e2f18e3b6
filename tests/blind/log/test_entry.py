"""Entries have one spelling and carry only the salted hash of what they are about."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from blind.encoding import tagged_hash
from blind.errors import Forged, Malformed
from blind.log.entry import Body, Entry, check_body
from tests.blind.log.season import START, make_body, make_entry

BODY = make_body(3)
DATA = make_entry(3)


def test_entry_is_canonical_json_without_its_body() -> None:
    assert json.loads(DATA) == {
        "actor": "office",
        "body_hash": BODY.hash().hex(),
        "scope": "c-17",
        "seq": 3,
        "t": "2025-06-01T09:03:00+08:00",
        "type": "panel:seat:drawn",
        "v": 1,
    }
    assert b"E0003" not in DATA


def test_entry_comes_back_from_its_bytes() -> None:
    entry = Entry.parse(DATA)
    assert entry.to_bytes() == DATA
    assert entry.time == START + timedelta(minutes=3)


def test_body_hash_covers_salt_and_content() -> None:
    assert BODY.hash() == tagged_hash("expertpool/body/v1", BODY.salt, BODY.content)
    check_body(Entry.parse(DATA), BODY)
    for other in (Body(BODY.salt, BODY.content + b" "), Body(bytes(32), BODY.content)):
        with pytest.raises(Forged, match="body-changed"):
            check_body(Entry.parse(DATA), other)


def test_salt_of_another_length_is_no_salt() -> None:
    with pytest.raises(Malformed, match="wrong-salt"):
        Body(b"short", b"").hash()


@pytest.mark.every
@pytest.mark.parametrize(
    "changed",
    [
        {"v": 2},
        {"v": True},
        {"seq": -1},
        {"seq": "3"},
        {"t": "2025-06-01T09:03:00"},
        {"t": "yesterday"},
        {"type": "drawn"},
        {"type": "Panel:seat"},
        {"type": "panel::seat"},
        {"type": "panel:seat\n"},
        {"body_hash": "AB" * 32},
        {"body_hash": "ab" * 31},
        {"actor": None},
        {"name": "张三"},
    ],
)
def test_entry_in_another_shape_is_refused(changed: dict[str, object]) -> None:
    record = {**json.loads(DATA), **changed}
    with pytest.raises(Malformed):
        Entry.parse(json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())


def test_entry_of_an_unknown_type_or_without_offset_is_not_written() -> None:
    entry = Entry.parse(DATA)
    timeless = datetime(2025, 6, 1)  # noqa: DTZ001 - the missing offset is the case
    for kind, time in (("drawn", entry.time), ("panel:seat", timeless)):
        made = Entry(seq=0, time=time, kind=kind, scope="", actor="", body_hash=bytes(32))
        with pytest.raises(Malformed):
            made.to_bytes()


def test_entry_keeps_the_offset_it_was_written_with() -> None:
    west = Entry(
        seq=0,
        time=datetime(2025, 6, 1, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
        kind="a:b",
        scope="",
        actor="",
        body_hash=bytes(32),
    )
    assert Entry.parse(west.to_bytes()).time.utcoffset() == -timedelta(hours=3, minutes=30)
