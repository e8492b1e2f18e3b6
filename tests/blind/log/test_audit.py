"""Reading a whole log: a sound one has no findings, and each fault has its name and place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from blind.log.audit import Finding, audit
from blind.log.entry import Body
from tests.blind.log.season import WITNESS, Season, make_body, make_entry, witnessed_head


def findings(season: Season, **given: Any) -> list[tuple[str, int | None]]:
    return [(one.code, one.position) for one in audit(season.entries, season.bodies, heads=season.heads(), **given)]


def test_sound_log_has_no_findings() -> None:
    assert findings(Season(), witness=WITNESS, tolerance=60) == []


def test_empty_log_is_sound_until_someone_holds_a_head() -> None:
    assert audit([], {}, heads=[]) == []
    assert audit([], {}, heads=[witnessed_head([], minutes=1)]) == []
    held = Season().heads()
    expected = [Finding("log-shorter-than-head", None, {"head": head.size, "log": 0, "fits_to": 0}) for head in held]
    assert audit([], {}, heads=held) == expected


def test_finding_says_up_to_which_head_the_log_still_fitted() -> None:
    season = Season()
    season.entries[9] = make_entry(9, body=make_body(50))
    season.bodies[9] = make_body(50)
    found = audit(season.entries, season.bodies, heads=season.heads())
    assert found == [Finding("log-differs-from-head", None, {"head": 12, "fits_to": 8})]


def test_entry_that_is_no_entry_is_found() -> None:
    season = Season()
    season.entries.append(b'{"note":"by hand"}')
    assert findings(season) == [("entry-malformed", 12)]


def test_entry_with_another_number_is_found() -> None:
    season = Season()
    season.entries.append(make_entry(13))
    assert findings(season) == [("entry-out-of-place", 12)]


def test_changed_body_and_body_with_a_broken_salt_are_found() -> None:
    season = Season()
    season.bodies[2] = replace(season.bodies[2], content=b'{"expert":"E9999"}')
    season.bodies[5] = Body(b"", b"")
    assert findings(season) == [("body-changed", 2), ("wrong-salt", 5)]


def test_body_without_entry_is_found() -> None:
    season = Season()
    season.bodies[40] = make_body(40)
    season.bodies[-1] = make_body(1)
    assert findings(season) == [("body-without-entry", -1), ("body-without-entry", 40)]


def test_missing_body_is_found_unless_a_record_allows_it() -> None:
    season = Season()
    del season.bodies[3]
    assert findings(season) == [("body-missing", 3)]
    assert findings(season, removed={3}) == []


def test_body_that_was_to_be_removed_and_is_there_is_found() -> None:
    assert findings(Season(), removed={3}) == [("body-kept-after-removal", 3)]


def test_entry_older_than_the_one_before_is_found() -> None:
    season = Season()
    season.entries += [make_entry(12, minutes=11), make_entry(13, minutes=10)]
    season.bodies |= {seq: make_body(seq) for seq in (12, 13)}
    assert findings(season) == [("time-runs-backwards", 13)]
    assert findings(season, tolerance=60) == []


def test_heads_with_times_in_disorder_are_one_finding() -> None:
    season = Season()
    held = [witnessed_head(season.entries[:4], minutes=10), witnessed_head(season.entries[:8], minutes=9)]
    found = audit(season.entries, season.bodies, heads=held, witness=WITNESS)
    assert [(one.code, one.facts["size"]) for one in found] == [("clock-turned-back", 8)]
