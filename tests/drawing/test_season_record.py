"""The record of a season: days as dates, and the format that wrote them as numbers still understood."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from expertpool.commands.season_conduct import _record_of, as_bytes
from expertpool.drawing.season_record import FORMAT, FORMER, day_number, in_former_format
from expertpool.errors import ExitCode, Refusal
from expertpool.queries.season_draws import SeasonOnRecord, SeasonWritten

RECORD = {
    "format": FORMAT,
    "cap": 1,
    "committees": [{"name": "甲", "folder": "1", "first": "2025-08-12", "last": "2025-08-14"}],
}
WRITTEN = SeasonWritten(
    inputs="ab",
    name="2025",
    cap=1,
    method="lottery",
    tickets=20,
    packs=(),
    seed=b"s",
    seed_text=None,
    secret=b"t",
    roster="cd",
    source="r.xlsx",
    started_at=datetime(2025, 7, 1, tzinfo=UTC),
    versions={"expertpool": "0.1.0"},
    committees={},
)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_day_is_the_same_number_in_either_format() -> None:
    former = in_former_format(RECORD)["committees"][0]

    assert (former["first"], former["last"]) == (date(2025, 8, 12).toordinal(), date(2025, 8, 14).toordinal())
    assert [day_number(former[name]) for name in ("first", "last")] == [
        day_number(d) for d in ("2025-08-12", "2025-08-14")
    ]


def test_a_season_put_on_record_in_the_former_format_is_written_as_it_was() -> None:
    former = as_bytes(in_former_format(RECORD))

    assert in_former_format(RECORD)["format"] == FORMER
    assert _record_of(RECORD, SeasonOnRecord(WRITTEN, digest(former))) == former
    assert _record_of(RECORD, SeasonOnRecord(WRITTEN, digest(as_bytes(RECORD)))) == as_bytes(RECORD)
    assert _record_of(RECORD, SeasonOnRecord(WRITTEN)) == as_bytes(RECORD)


def test_a_season_by_queue_has_no_format_to_change() -> None:
    plain = {name: value for name, value in RECORD.items() if name != "format"}

    assert "format" not in in_former_format(plain)


def test_a_season_that_comes_out_otherwise_in_both_formats_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        _record_of(RECORD, SeasonOnRecord(WRITTEN, "00" * 32))

    assert (refused.value.code, refused.value.exit_code) == ("season_draw.not_same", ExitCode.NOT_PROVEN)
