"""``expertpool party trust-draft`` and ``trust-sign``: two of three holders make and change the trust file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blind.keys.keyfile import Cost
from expertpool.party.keys import new_keys
from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE, PARTIES, Fresh
from tests.party.season import Season, verified
from tests.party.town import PASSPHRASE

CHEAP = Cost(memory_kib=8192, passes=1, lanes=1)


@pytest.fixture
def season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    """Machines with keys; their trust file is made anew by command line."""
    return Season(tmp_path / "season", monkeypatch)


def root(season: Season, role: str) -> Path:
    folder = season.folder / f"root-{role}"
    if not folder.exists():
        new_keys(role, folder, PASSPHRASE, fresh=Fresh(f"root/{role}"), cost=CHEAP)
    return folder


def draft(season: Season, *more: str | Path, signer: str = OFFICE) -> Any:
    return season.party(OFFICE, "trust-draft", *more, "--keys", root(season, signer))


def first(season: Season) -> Path:
    out = season.folder / "new-trust.json"
    log = season.run("ledger", "checkpoint", "--out", season.folder / "head.note").json["log_key"]
    publics = [w for p in PARTIES for w in ("--party", season.home(p) / "party" / "party-public.json")]
    roots = [w for p in PARTIES for w in ("--root", root(season, p) / "party-public.json")]
    ran = draft(season, *publics, *roots, "--log", log, "--witness", "hrss.test", "--out", out)
    assert (ran.code, ran.json["complete"]) == (0, False), ran
    return out


def signed(season: Season, file: Path, who: str) -> Any:
    return season.party(OFFICE, "trust-sign", file, "--keys", root(season, who))


def accept(season: Season, file: Path, fingerprint: str) -> None:
    for party in PARTIES:
        for name in ("trust.json", "trust-pin.json"):
            (season.home(party) / "party" / name).unlink(missing_ok=True)
        ran = season.party(party, "trust", file, "--fingerprint", fingerprint)
        assert ran.code == 0, ran


def test_trust_file_of_two_holders_carries_a_whole_ceremony(season: Season) -> None:
    season.run("pool", "health")
    season.run("draw", "--roster", season.roster, "--committee", season.committee, "--out", season.folder / "m0")
    file = first(season)
    done = signed(season, file, HRSS)
    assert (done.code, done.json["complete"]) == (0, True)
    accept(season, file, done.json["fingerprint"])
    hall = season.hall(method="queue")
    hall.sealed().drawn()
    assert "M2" in verified(hall.out, trust=file)


def test_one_holder_alone_makes_no_trust_file(season: Season) -> None:
    file = first(season)
    refused = season.party(INSPECTOR, "trust", file, "--fingerprint", "0" * 64)
    assert refused.code == 5


def test_next_version_replaces_a_partys_keys_from_an_entry_on(season: Season) -> None:
    file = first(season)
    fingerprint = signed(season, file, INSPECTOR).json["fingerprint"]
    fresh = season.folder / "inspector-2"
    new_keys(INSPECTOR, fresh, PASSPHRASE, fresh=Fresh("second"), cost=CHEAP)
    second = season.folder / "trust-2.json"
    public = fresh / "party-public.json"
    ran = draft(season, "--follow", file, "--party", public, "--since", "7", "--out", second)
    assert (ran.code, ran.json["version"], ran.json["complete"]) == (0, 2, False)
    done = signed(season, second, HRSS)
    assert (done.json["complete"], done.json["fingerprint"]) == (True, fingerprint)


@pytest.mark.parametrize("words", [[], ["--since", "3"], ["--log", "x", "--witness", "y"]])
def test_draft_that_lacks_something_is_refused(season: Season, words: list[str]) -> None:
    refused = draft(season, *words, "--out", season.folder / "t.json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "party.trust_draft.first")
