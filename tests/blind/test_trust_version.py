"""One version of a trust file: what it must hold to be safe, and its one spelling."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from blind.encoding import canonical, tagged_hash
from blind.errors import Malformed
from blind.trust_version import Role, TrustedKey, TrustVersion
from tests.blind.trusted import CHANGE, FIRST, SECOND, SIGNERS, key, with_keys


def test_version_comes_back_from_its_payload() -> None:
    for version in (FIRST, SECOND):
        again = TrustVersion.parse(version.payload)
        assert (again.payload, again.hash) == (version.payload, version.hash)
    assert FIRST.hash == tagged_hash("expertpool/trust/v1", FIRST.payload).hex()


def test_key_counts_from_its_first_index_up_to_its_last_not_included() -> None:
    closed = key("log", "x", 10, 20)
    assert [index for index in range(30) if closed.active_at(index)] == list(range(10, 20))
    assert key("log", "x", 10).active_at(1 << 40)
    assert not key("log", "x", 10, 10).active_at(10)


def test_order_of_keys_in_memory_does_not_change_the_payload() -> None:
    root = FIRST.roles["root"]
    turned = replace(FIRST, roles={**FIRST.roles, "root": replace(root, keys=root.keys[::-1])})
    assert turned.payload == FIRST.payload


def test_root_needs_two_signers_and_can_lose_one_holder() -> None:
    root = FIRST.roles["root"]
    for threshold in (0, 1, 3, 4):
        with pytest.raises(Malformed):
            replace(FIRST, roles={**FIRST.roles, "root": replace(root, threshold=threshold)})
    with pytest.raises(Malformed, match="root-threshold-unsafe"):
        with_keys(FIRST, "root", root.keys[:2])


def test_closed_root_keys_do_not_count_as_spare_ones() -> None:
    keys = SECOND.roles["root"].keys[:3]
    with pytest.raises(Malformed, match="root-threshold-unsafe"):
        with_keys(SECOND, "root", keys)


def test_nobody_holds_two_root_keys_at_one_time() -> None:
    root = FIRST.roles["root"].keys
    with pytest.raises(Malformed, match="holder-with-two-root-keys"):
        with_keys(FIRST, "root", [*root, key("stranger", "office")])
    overlapping = [*root[:2], key("root-hrss", "hrss", 0, CHANGE + 1), key("root-hrss-new", "hrss", CHANGE)]
    with pytest.raises(Malformed, match="holder-with-two-root-keys"):
        with_keys(SECOND, "root", overlapping)


def test_key_stands_in_one_role_once() -> None:
    root = FIRST.roles["root"].keys
    for keys in ([*root, root[0]], [*root, key("log", "someone")]):
        with pytest.raises(Malformed, match="key-doubled"):
            with_keys(FIRST, "root", keys)


def test_root_does_not_sign_with_a_sealing_key() -> None:
    sealing = TrustedKey(alg="x25519", public=b"\x09" * 32, holder="x", from_index=0)
    with pytest.raises(Malformed, match="root-threshold-unsafe"):
        with_keys(FIRST, "root", [*FIRST.roles["root"].keys, sealing])


def test_version_without_root_or_with_an_empty_role_is_none() -> None:
    without = {name: role for name, role in FIRST.roles.items() if name != "root"}
    with pytest.raises(Malformed, match="wrong-roles"):
        replace(FIRST, roles=without)
    with pytest.raises(Malformed, match="wrong-roles"):
        replace(FIRST, roles={**FIRST.roles, "Report": FIRST.roles["report"]})
    for role in (Role((), 1), Role((key("stranger", "x"),), 0)):
        with pytest.raises(Malformed, match="role-without-keys-or-threshold"):
            replace(FIRST, roles={**FIRST.roles, "log": role})


def test_first_version_has_no_previous_and_every_other_has_one() -> None:
    for version, changes in ((FIRST, {"previous": "00" * 32}), (SECOND, {"previous": None})):
        with pytest.raises(Malformed, match="not-a-trust-version"):
            replace(version, **changes)
    with pytest.raises(Malformed, match="not-a-trust-version"):
        replace(FIRST, since=-1)


@pytest.mark.every
@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.update(format="expertpool-trust/2"),
        lambda record: record.update(note=""),
        lambda record: record.update(version=0),
        lambda record: record.update(version="1"),
        lambda record: record.update(previous=1),
        lambda record: record.update(roles=[]),
        lambda record: record.pop("since"),
        lambda record: record["roles"]["root"].update(threshold="2"),
        lambda record: record["roles"]["root"]["keys"].reverse(),
        lambda record: record["roles"]["log"].update(note=""),
        lambda record: record["roles"]["log"].update(keys={}),
        lambda record: record["roles"]["log"]["keys"][0].update(alg="sm9"),
        lambda record: record["roles"]["log"]["keys"][0].update(alg="p256"),
        lambda record: record["roles"]["log"]["keys"][0].update(public="00"),
        lambda record: record["roles"]["log"]["keys"][0].update(public="0"),
        lambda record: record["roles"]["log"]["keys"][0].update(holder=""),
        lambda record: record["roles"]["log"]["keys"][0].update(from_index=-1),
        lambda record: record["roles"]["log"]["keys"][0].update(from_index=2, to_index=1),
        lambda record: record["roles"]["log"]["keys"][0].update(to_index="1"),
        lambda record: record["roles"]["seal"]["keys"][0].update(public="00" * 31),
    ],
)
def test_version_in_another_shape_is_refused(change: Callable[[Any], None]) -> None:
    record = json.loads(FIRST.payload)
    change(record)
    with pytest.raises(Malformed):
        TrustVersion.parse(canonical(record))


def test_key_has_the_id_its_signatures_bear() -> None:
    assert key("log", "x").key_id == SIGNERS["log"].key_id
    assert key("log", "x").verifier == SIGNERS["log"].verifier


def test_previous_is_a_hash_in_hex() -> None:
    record = json.loads(SECOND.payload)
    for wrong in ("", "00", SECOND.hash.upper()):
        with pytest.raises(Malformed, match="not-hex"):
            TrustVersion.parse(canonical({**record, "previous": wrong}))
