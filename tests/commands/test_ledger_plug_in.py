"""A plug-in's algorithm through the whole ledger: its key signs heads, HRSS cosigns, everybody verifies, nobody forges.

The plug-in is an unsafe stand-in that only bears the name of SM2.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from blind.keys import registry
from blind.log.note import COSIGNER, NoteKey
from expertpool.log_key import log_key_file
from expertpool.settings import Settings
from tests.blind.keys.unsafe_device import UnsafeDevice, install
from tests.commands.holders import Holders

SECRET = b"place 7 in the device, none of 32 bytes"


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_ALGORITHMS", dict(registry._ALGORITHMS))


@pytest.fixture
def holders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Holders:
    """The office's machine is the server as well; its ledger's key lies in a device."""
    made = Holders(tmp_path, capsys)
    assert made.run("office", "pool", "affiliate", "检测中心", "--of", "研究院").code == 0
    key = log_key_file(Settings.embedded(made.machine("office")))
    key.parent.mkdir(parents=True, mode=0o700)
    key.write_text(f"sm2:{SECRET.hex()}\n", encoding="ascii")
    key.chmod(0o600)
    return made


def test_heads_signed_by_a_plug_in_are_pinned_cosigned_and_verified(
    holders: Holders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(install(tmp_path / "installed"))
    head = tmp_path / "head.note"
    told = holders.run("office", "ledger", "checkpoint", "--out", head, "--json").json
    key = NoteKey.parse(told["log_key"])
    assert (key.alg, key.public) == ("sm2", SECRET)
    holders.ledger = key.name
    monkeypatch.setattr(holders, "log_key", lambda: told["log_key"])
    trust = holders.founded()
    assert [(one.alg, one.public) for one in trust.newest.roles["log"].keys] == [("sm2", SECRET)]
    passphrase = ("--passphrase-file", holders.passphrase)
    assert holders.run("hrss", "party", "witness", head, *passphrase).code == 0
    cosigned = tmp_path / "head-cosigned.note"
    words = ("ledger", "verify", "--head", cosigned, "--trust", holders.folder / "trust.json")
    assert holders.run("office", *words).code == 0
    spoilt = cosigned.read_text(encoding="utf-8").splitlines()
    spoilt[1] = "3"
    cosigned.write_text("\n".join(spoilt) + "\n", encoding="utf-8")
    ran = holders.run("office", *words, "--json")
    assert (ran.code, [one["code"] for one in ran.json["findings"]]) == (5, ["head-not-genuine"])


def test_server_without_the_plug_in_says_what_is_missing_and_that_a_plug_in_is_no_certificate(
    holders: Holders, tmp_path: Path
) -> None:
    ran = holders.run("office", "ledger", "checkpoint", "--out", tmp_path / "head.note")
    assert ran.code == 2
    assert "sm2" in ran.err
    assert "经认证" in ran.err
    assert not (tmp_path / "head.note").exists()
    shutil.rmtree(log_key_file(Settings.embedded(holders.machine("office"))).parent)
    assert holders.run("office", "ledger", "checkpoint", "--out", tmp_path / "head.note").code == 0


@pytest.mark.parametrize("kind", [1, COSIGNER])
def test_key_of_a_plug_in_is_written_and_read_as_text(kind: int) -> None:
    key = NoteKey("ledger.example", UnsafeDevice(SECRET).public, kind, "sm2")
    assert NoteKey.parse(key.to_text()) == key
    assert key.key_hash != NoteKey("ledger.example", SECRET, kind, "sm3x").key_hash
