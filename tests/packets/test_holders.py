"""Who can open the map: the seal keys in force of a trust file, or three training slips made once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from blind.keys.x25519 import public_of
from blind.trust_version import Role, TrustedKey, TrustVersion
from blind.vault import Vault
from expertpool.errors import Refusal
from expertpool.packets.holders import NAMES, Holders, holders_for, training_holders, trusted_holders
from expertpool.packets.out_folder import OutFolder
from tests.blind.trusted import FIRST, chain, signed

PUBLIC = {name: public_of(bytes([number]) * 32) for number, name in enumerate(NAMES, start=1)}


def sealing(*keys: tuple[bytes, int | None], holder: str) -> Role:
    made = [
        TrustedKey(alg="x25519", public=public, holder=holder, from_index=at, to_index=until)
        for at, (public, until) in enumerate(keys)
    ]
    return Role(tuple(made), 1)


def trust_file(folder: Path, roles: dict[str, Role]) -> Path:
    version: TrustVersion = replace(FIRST, roles={**FIRST.roles, **roles})
    path = folder / "trust.json"
    path.write_bytes(chain(signed(version, "root-office", "root-hrss")))
    return path


def all_three() -> dict[str, Role]:
    return {f"seal-{name}": sealing((PUBLIC[name], None), holder=name) for name in NAMES}


def test_the_three_seal_keys_of_a_trust_file_are_the_holders(tmp_path: Path) -> None:
    found = trusted_holders(trust_file(tmp_path, all_three()))
    assert (found.public, found.training) == (PUBLIC, False)


def test_of_a_key_that_was_replaced_only_the_new_one_counts(tmp_path: Path) -> None:
    new = public_of(b"\x09" * 32)
    roles = {**all_three(), "seal-office": sealing((PUBLIC["office"], 1), (new, None), holder="office")}
    assert trusted_holders(trust_file(tmp_path, roles)).public["office"] == new


@pytest.mark.parametrize("missing", NAMES)
def test_a_trust_file_without_one_of_the_three_is_refused(tmp_path: Path, missing: str) -> None:
    roles = {name: role for name, role in all_three().items() if name != f"seal-{missing}"}
    with pytest.raises(Refusal) as refused:
        trusted_holders(trust_file(tmp_path, roles))
    assert refused.value.code == "packets.trust_unfit"


@pytest.mark.parametrize("content", [b"", b"{}", b"no trust file"])
def test_what_is_no_trust_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "trust.json"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        trusted_holders(path)
    assert refused.value.code == "packets.trust_unfit"


def sealed(out: OutFolder, holders: Holders) -> None:
    vault = Vault(b"\x07" * 16, {}, holders.facts)
    out.put(out.root / "vault.json", vault.to_bytes())


def test_a_map_sealed_to_real_keys_stays_so_when_a_later_run_names_no_trust_file(tmp_path: Path) -> None:
    out = OutFolder.at(tmp_path / "out")
    first = holders_for(out, trust_file(tmp_path, all_three()))
    sealed(out, first)
    assert holders_for(out, None) == first
    assert not (out.root / "training-keys").exists()


def test_a_map_for_training_goes_on_with_its_slips_until_a_trust_file_is_named(tmp_path: Path) -> None:
    out = OutFolder.at(tmp_path / "out")
    training = holders_for(out, None)
    sealed(out, training)
    assert (holders_for(out, None), training.training) == (training, True)
    assert holders_for(out, trust_file(tmp_path, all_three())).public == PUBLIC


def test_a_damaged_map_is_refused_rather_than_sealed_anew(tmp_path: Path) -> None:
    out = OutFolder.at(tmp_path / "out")
    out.put(out.root / "vault.json", b"{}")
    with pytest.raises(Refusal) as refused:
        holders_for(out, None)
    assert refused.value.code == "packets.vault_damaged"


def test_training_keys_are_made_once_and_read_again(tmp_path: Path) -> None:
    out = OutFolder.at(tmp_path / "out")
    first = training_holders(out)
    assert (training_holders(out), first.training, len(set(first.public.values()))) == (first, True, 3)


def test_a_damaged_slip_is_refused_by_name(tmp_path: Path) -> None:
    out = OutFolder.at(tmp_path / "out")
    training_holders(out)
    (out.root / "training-keys" / "hrss.txt").write_text("1: 0000\n")
    with pytest.raises(Refusal) as refused:
        training_holders(out)
    assert (refused.value.code, Path(refused.value.where.file or "").name) == ("packets.slip_damaged", "hrss.txt")
