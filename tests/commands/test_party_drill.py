"""``expertpool party drill``: what the loss of one machine leaves possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE, PARTIES
from tests.party.season import Season, verified


@pytest.fixture
def season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    """Three machines with real keys."""
    return Season(tmp_path / "season", monkeypatch)


@pytest.mark.parametrize("lost", [INSPECTOR, *(pytest.param(one, marks=pytest.mark.full) for one in (HRSS, OFFICE))])
def test_lost_machine_stops_neither_draw_nor_opening(season: Season, tmp_path: Path, lost: str) -> None:
    place = tmp_path / "drill"
    ran = season.run("party", "drill", "--lost", lost, "--dir", place)
    assert (ran.code, ran.json["shown"]) == (0, {"draw": True, "opening": True, "paper": True}), ran
    assert "M2" in verified(place / "out")
    assert (place / "hall" / f"reveal-{lost}-0.json").exists()
    assert not (season.home(OFFICE) / "expertpool.sqlite3").exists()


@pytest.mark.full
def test_drill_with_real_keys_asks_each_party_and_changes_none_of_them(
    season: Season, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from expertpool.commands import party_drill
    from tests.party.town import PASSPHRASE

    asked: list[str] = []
    monkeypatch.setattr(party_drill, "passphrase", lambda *_: asked.append("") or PASSPHRASE)
    before = {party: (season.home(party) / "party" / "party.key").read_bytes() for party in PARTIES}
    keys = [word for party in PARTIES for word in ("--keys", f"{party}={season.home(party) / 'party'}")]
    ran = season.run("party", "drill", *keys, "--dir", tmp_path / "drill")
    assert (ran.code, all(ran.json["shown"].values()), len(asked)) == (0, True, 3), ran
    assert {party: (season.home(party) / "party" / "party.key").read_bytes() for party in PARTIES} == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--keys", "office"], "party.drill.keys_bad"),
        (["--keys", "office={office}"], "party.drill.keys_all"),
        (["--keys", "hrss={office}"], "party.drill.keys_bad"),
        (["--dir", "{office}"], "party.drill.not_empty"),
    ],
)
def test_drill_that_cannot_begin_is_refused(season: Season, words: list[str], code: str) -> None:
    places = {"office": season.home(OFFICE) / "party"}
    refused = season.run("party", "drill", *[word.format(**places) for word in words])
    assert (refused.code, refused.json["error"]["code"]) == (2, code)
