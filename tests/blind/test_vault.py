"""The vault: two of three holders open one record, nobody else and nothing more; no record shows anything."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from blind.encoding import canonical, strict_parse
from blind.errors import BlindError, Malformed, WrongSecret
from blind.keys.x25519 import public_of
from blind.vault import Vault, seal_map

SOURCE = random.Random(7)
SECRETS = {name: SOURCE.randbytes(32) for name in ("hrss", "inspector", "office")}
HOLDERS = {name: public_of(secret) for name, secret in SECRETS.items()}
VAULT_ID = SOURCE.randbytes(16)
KEYS = {"0000-0001": "A001", "4821-3907": "申报-2025-长编号-" + "九" * 40, "9999-0000": "B"}


@pytest.fixture(scope="module")
def vault() -> Vault:
    return Vault(VAULT_ID, seal_map(KEYS, HOLDERS, vault_id=VAULT_ID, fresh=SOURCE.randbytes), {"training": True})


def opened(vault: Vault, codename: str, first: str, second: str) -> str:
    one = vault.open_half(codename, SECRETS[first], holder=first, partner=second)
    other = vault.open_half(codename, SECRETS[second], holder=second, partner=first)
    return vault.open_with(codename, one, other)


@pytest.mark.parametrize("pair", [("hrss", "inspector"), ("inspector", "office"), ("office", "hrss")])
def test_any_two_holders_open_any_record_of_the_file_as_written(vault: Vault, pair: tuple[str, str]) -> None:
    read = Vault.parse(vault.to_bytes())
    assert {name: opened(read, name, *pair) for name in read.records} == KEYS


def test_one_holder_alone_opens_nothing(vault: Vault) -> None:
    half = vault.open_half("9999-0000", SECRETS["office"], holder="office", partner="hrss")
    with pytest.raises(WrongSecret):
        vault.open_with("9999-0000", half, half)


def test_the_halves_of_one_record_do_not_open_another(vault: Vault) -> None:
    one = vault.open_half("9999-0000", SECRETS["office"], holder="office", partner="hrss")
    other = vault.open_half("9999-0000", SECRETS["hrss"], holder="hrss", partner="office")
    with pytest.raises(WrongSecret):
        vault.open_with("0000-0001", one, other)


def test_a_record_moved_under_another_codename_opens_for_nobody(vault: Vault) -> None:
    records = {**vault.records, "0000-0001": vault.records["9999-0000"]}
    with pytest.raises(WrongSecret):
        opened(replace(vault, records=records), "0000-0001", "office", "hrss")


def test_a_record_moved_to_another_vault_opens_for_nobody(vault: Vault) -> None:
    with pytest.raises(WrongSecret):
        opened(replace(vault, vault_id=bytes(16)), "9999-0000", "office", "hrss")


def test_every_record_is_equally_long_whatever_key_it_hides(vault: Vault) -> None:
    assert len({len(envelope.to_bytes()) for envelope in vault.records.values()}) == 1


def test_no_key_stands_in_the_file_in_the_open(vault: Vault) -> None:
    data = vault.to_bytes()
    assert [key for key in KEYS.values() if len(key) > 1 and key.encode() in data] == []


@pytest.mark.every
@pytest.mark.parametrize("spoilt", ["format", "id", "records", "order", "field"])
def test_a_vault_of_another_shape_is_refused(vault: Vault, spoilt: str) -> None:
    record = strict_parse(vault.to_bytes())
    changes = {
        "format": {"format": "expertpool-vault/9"},
        "id": {"id": "00"},
        "records": {"records": ["x"]},
        "order": {"records": record["records"][::-1]},
        "field": {"more": 1},
    }
    with pytest.raises(Malformed):
        Vault.parse(canonical({**record, **changes[spoilt]}))


def test_a_key_too_long_for_its_place_is_refused_not_cut() -> None:
    with pytest.raises(BlindError):
        seal_map({"0000-0001": "九" * 86}, HOLDERS, vault_id=VAULT_ID, fresh=SOURCE.randbytes)
