"""Requests to open the vault: what a holder demands to see in the witnessed log, and what an approval is good for."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from blind.encoding import canonical
from blind.errors import BlindError, Malformed, Untrusted
from blind.keys.ed25519 import Ed25519Signer
from blind.vault import Vault, seal_map
from blind.vault_request import ASKED, Approval, Request, Shown, approve, check_request, manifest_hash, read_approval
from tests.blind.review_room import SECRETS, TRUSTEES, logged

KEYS = {"0000-0001": "A002", "4821-3907": "A001"}
VAULT = Vault(bytes(16), seal_map(KEYS, TRUSTEES, vault_id=bytes(16), fresh=random.Random(3).randbytes))
REQUEST = Request(
    vault_id=bytes(16),
    manifest=manifest_hash(VAULT),
    purpose="complaint",
    requester="王",
    codenames=tuple(sorted(KEYS)),
    nonce=bytes(16),
)
SIGNERS = {name: Ed25519Signer(bytes([number]) * 32) for number, name in enumerate(SECRETS, start=71)}
PINNED = {name: [signer.verifier] for name, signer in SIGNERS.items()}


def approval_of(holder: str, request: Request = REQUEST) -> bytes:
    return approve(request, VAULT, holder=holder, secret=SECRETS[holder], signer=SIGNERS[holder]).to_bytes()


def test_requests_and_approvals_are_read_back() -> None:
    assert Request.parse(REQUEST.to_bytes()) == REQUEST
    read = read_approval(approval_of("hrss"), REQUEST, keys=PINNED)
    assert Approval.parse(read.to_bytes()) == read
    assert sorted(read.halves) == sorted(KEYS)


@pytest.mark.parametrize("change", [{"nonce": b"\x01" * 16}, {"purpose": "results"}, {"codenames": ("0000-0001",)}])
def test_v7_an_approval_is_good_for_its_own_request_alone(change: dict[str, object]) -> None:
    with pytest.raises(Untrusted, match="other-request"):
        read_approval(approval_of("hrss"), replace(REQUEST, **change), keys=PINNED)  # type: ignore[arg-type]  # fields by name


def test_v6_an_approval_of_another_list_under_the_same_request_is_refused() -> None:
    from blind import dsse
    from blind.vault_request import APPROVAL_TYPE

    said = read_approval(approval_of("hrss"), REQUEST, keys=PINNED)
    shorter = replace(said, halves={"0000-0001": said.halves["0000-0001"]})
    signed = dsse.sign(shorter.to_bytes(), payload_type=APPROVAL_TYPE, signers=[SIGNERS["hrss"]]).to_bytes()
    with pytest.raises(Untrusted, match="other-list"):
        read_approval(signed, REQUEST, keys=PINNED)


def test_an_approval_signed_by_another_holder_or_by_nobody_known_is_refused() -> None:
    keys = {**PINNED, "hrss": PINNED["office"]}
    with pytest.raises(Untrusted, match="key-not-pinned"):
        read_approval(approval_of("hrss"), REQUEST, keys=keys)
    with pytest.raises(Untrusted, match="not-a-holder"):
        read_approval(approval_of("hrss"), REQUEST, keys={"office": PINNED["office"]})


def test_v5_a_request_that_is_not_in_the_log_opens_nothing() -> None:
    placed, head = logged(REQUEST.to_bytes(), kind=ASKED, scope="pool")
    other = replace(REQUEST, nonce=b"\x02" * 16)
    with pytest.raises(BlindError, match="request-not-logged"):
        check_request(other, VAULT, [Shown(REQUEST.to_bytes(), placed)], head, pool="pool")
    with pytest.raises(BlindError, match="vault-not-released"):
        check_request(REQUEST, VAULT, [Shown(REQUEST.to_bytes(), placed)], head, pool="pool")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("purpose", "curiosity", "unknown-purpose"),
        ("codenames", ["4821-3907", "0000-0001"], "codenames-out-of-order"),
        ("codenames", [], "codenames-out-of-order"),
        ("requester", " ", "no-requester"),
        ("format", "expertpool-unsealing/2", "unknown-version"),
    ],
)
def test_a_request_that_is_none_does_not_parse(field: str, value: object, code: str) -> None:
    from blind.encoding import strict_parse

    said = {**strict_parse(REQUEST.to_bytes()), field: value}
    with pytest.raises(Malformed, match=code):
        Request.parse(canonical(said))


def test_the_manifest_changes_with_every_record_and_not_with_their_order() -> None:
    swapped = {"0000-0001": VAULT.records["4821-3907"], "4821-3907": VAULT.records["0000-0001"]}
    fewer = {"0000-0001": VAULT.records["0000-0001"]}
    turned = dict(reversed(list(VAULT.records.items())))
    manifests = [Vault(bytes(16), records).manifest for records in (VAULT.records, swapped, fewer, turned)]
    assert len(set(manifests)) == 3
    assert manifests[0] == manifests[3]
