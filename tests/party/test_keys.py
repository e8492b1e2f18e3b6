"""A party's keys: one secret under a passphrase, on paper and back, never replaced, never another key from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blind.errors import Malformed
from blind.keys.x25519 import public_of
from expertpool.errors import Refusal
from expertpool.party.keys import KEY_FILE, PUBLIC_FILE, key_id_in, new_keys, open_keys, paper_of, restored_keys
from tests.blind.ceremony.hall import Fresh
from tests.party.town import CHEAP, PASSPHRASE


def make(folder: Path, role: str = "hrss", name: str = "a") -> object:
    return new_keys(role, folder, PASSPHRASE, fresh=Fresh(name), cost=CHEAP)


def test_opened_keys_are_those_that_were_made(tmp_path: Path) -> None:
    assert open_keys(make_in(tmp_path), lambda: PASSPHRASE) == make(tmp_path / "again")


def make_in(folder: Path) -> Path:
    make(folder)
    return folder


def test_three_purposes_have_three_keys_and_the_public_file_shows_no_secret(tmp_path: Path) -> None:
    keys = open_keys(make_in(tmp_path), lambda: PASSPHRASE)
    public = json.loads((tmp_path / PUBLIC_FILE).read_text())
    assert public == {
        "format": "expertpool-party-public/1",
        "role": "hrss",
        "sign": keys.signer.verifier.public.hex(),
        "seal": public_of(keys.seal_secret).hex(),
        "witness": keys.witness.verifier.public.hex(),
    }
    assert len(set(public.values())) == 5
    assert keys.secret.hex() not in (tmp_path / PUBLIC_FILE).read_text() + (tmp_path / KEY_FILE).read_text()


@pytest.mark.parametrize(("role", "witnesses"), [("office", False), ("inspector", True), ("hrss", True)])
def test_everybody_but_the_office_can_be_a_witness(tmp_path: Path, role: str, witnesses: bool) -> None:
    make(tmp_path, role)
    assert ("witness" in json.loads((tmp_path / PUBLIC_FILE).read_text())) == witnesses


def test_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    make(tmp_path)
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0


def test_key_file_names_its_key_without_a_passphrase(tmp_path: Path) -> None:
    keys = open_keys(make_in(tmp_path), lambda: PASSPHRASE)
    assert key_id_in(tmp_path) == ("hrss", keys.signer.key_id)


def test_keys_are_never_replaced(tmp_path: Path) -> None:
    make(tmp_path)
    before = (tmp_path / KEY_FILE).read_bytes()
    with pytest.raises(Refusal) as refused:
        make(tmp_path, name="b")
    assert (refused.value.code, (tmp_path / KEY_FILE).read_bytes()) == ("party.keys_there", before)


def test_paper_gives_the_same_keys_on_another_machine(tmp_path: Path) -> None:
    keys = open_keys(make_in(tmp_path / "old"), lambda: PASSPHRASE)
    restored = restored_keys(
        "hrss", tmp_path / "new", "另一个够长的口令", paper=paper_of(keys), fresh=Fresh("c"), cost=CHEAP
    )
    assert restored == keys == open_keys(tmp_path / "new", lambda: "另一个够长的口令")


def test_paper_of_another_role_is_refused(tmp_path: Path) -> None:
    keys = open_keys(make_in(tmp_path / "old"), lambda: PASSPHRASE)
    with pytest.raises(Malformed, match="paper-of-another-secret"):
        restored_keys("office", tmp_path / "new", PASSPHRASE, paper=paper_of(keys), fresh=Fresh("c"), cost=CHEAP)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("typed", ["", "错的口令错的口令", PASSPHRASE + " "])
def test_wrong_passphrase_opens_nothing(tmp_path: Path, typed: str) -> None:
    make(tmp_path)
    with pytest.raises(Refusal) as refused:
        open_keys(tmp_path, lambda: typed)
    assert refused.value.code == "party.passphrase_wrong"


def test_short_passphrase_makes_no_keys(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"party\.passphrase_short"):
        new_keys("office", tmp_path, "1234567", fresh=Fresh("a"), cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_damaged_or_missing_key_file_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"party\.no_keys"):
        open_keys(tmp_path, lambda: PASSPHRASE)
    make(tmp_path)
    data = (tmp_path / KEY_FILE).read_bytes()
    (tmp_path / KEY_FILE).write_bytes(data.replace(b'"label":"hrss"', b'"label":"offi"'))
    with pytest.raises(Refusal, match=r"party\.key_file_damaged"):
        open_keys(tmp_path, lambda: PASSPHRASE)
    (tmp_path / KEY_FILE).write_bytes(data[:100])
    with pytest.raises(Refusal, match=r"party\.key_file_damaged"):
        key_id_in(tmp_path)
