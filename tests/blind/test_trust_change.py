"""Versions of a trust file made from the one before, and told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blind.dsse import sign
from blind.errors import BlindError, Malformed, Untrusted
from blind.trust import PAYLOAD_TYPE, read_trust
from blind.trust_change import differences, extended, joined_signatures, next_version
from blind.trust_version import TrustVersion
from tests.blind.trusted import CHANGE, FIRST, ONE, SECOND, SIGNERS, chain, key, signed, with_keys

LOG, HRSS = SIGNERS["log"].key_id, SIGNERS["root-hrss"].key_id
OPENED = [("log", key("log-new", "pool.example/log")), ("root", key("root-hrss-new", "hrss"))]


def kinds(before: TrustVersion | None, after: TrustVersion) -> list[tuple[str, str]]:
    return [(one.kind, one.role) for one in differences(before, after)]


def test_next_version_closes_and_opens_at_one_place_of_the_log() -> None:
    assert next_version(FIRST, since=CHANGE, closed={LOG: CHANGE, HRSS: CHANGE}, opened=OPENED) == SECOND


def test_versions_differ_in_what_was_closed_and_opened_and_in_nothing_else() -> None:
    assert kinds(FIRST, FIRST) == []
    changed = [("key-closed", "log"), ("key-closed", "root"), ("key-opened", "log"), ("key-opened", "root")]
    assert sorted(kinds(FIRST, SECOND)) == changed


def test_first_version_differs_from_nothing_in_everything_it_says() -> None:
    told = kinds(None, FIRST)
    assert sorted(role for kind, role in told if kind == "role-opened") == sorted(FIRST.roles)
    assert sum(kind == "key-opened" for kind, _ in told) == sum(len(role.keys) for role in FIRST.roles.values())


def test_key_closed_for_the_past_is_cut_off_and_a_role_without_keys_is_named() -> None:
    stolen = next_version(FIRST, since=CHANGE, closed={LOG: CHANGE - 1}, opened=OPENED[:1])
    assert ("key-cut-off", "log") in kinds(FIRST, stolen)
    ended = next_version(FIRST, since=CHANGE, closed={LOG: CHANGE})
    assert ("role-emptied", "log") in kinds(FIRST, ended)


def test_changed_threshold_is_named() -> None:
    lowered = replace(FIRST, version=2, previous=FIRST.hash)
    lowered = replace(lowered, roles={**FIRST.roles, "report": replace(FIRST.roles["report"], threshold=1)})
    (found,) = differences(FIRST, lowered)
    assert (found.kind, found.role, dict(found.facts)) == ("threshold-changed", "report", {"before": 2, "threshold": 1})


@pytest.mark.parametrize(
    ("closed", "opened", "code"),
    [
        ({"00" * 32: 3}, [], "key-not-there"),
        ({HRSS: CHANGE}, [], "root-threshold-unsafe"),
        ({}, [("root", key("root-hrss-new", "hrss"))], "holder-with-two-root-keys"),
        ({}, [("witness", key("log", "x"))], "key-doubled"),
    ],
)
def test_version_that_no_file_may_hold_is_not_made(closed: dict[str, int], opened: list[object], code: str) -> None:
    with pytest.raises(BlindError) as caught:
        next_version(FIRST, since=CHANGE, closed=closed, opened=opened)  # type: ignore[arg-type]  # of one shape each
    assert caught.value.code == code


def test_closed_key_is_not_closed_again() -> None:
    with pytest.raises(Malformed, match="key-closed-already"):
        next_version(SECOND, since=60, closed={LOG: 60})


def test_signatures_made_apart_are_joined_into_the_version_they_extend_the_file_with() -> None:
    apart = [signed(SECOND, name) for name in ("root-office", "root-inspector")]
    data, trust = extended(chain(ONE), joined_signatures(apart), fingerprint=FIRST.hash)
    assert data == chain()
    assert trust == read_trust(chain(), fingerprint=FIRST.hash)
    with pytest.raises(Untrusted, match="too-few-signatures"):
        extended(chain(ONE), joined_signatures(apart[:1] * 2), fingerprint=FIRST.hash)


def test_signatures_over_different_versions_or_other_documents_are_not_joined() -> None:
    other = with_keys(SECOND, "witness", [key("stranger", "x", CHANGE), *SECOND.roles["witness"].keys])
    posing = sign(SECOND.payload, payload_type="a/b", signers=[SIGNERS["root-hrss"]])
    for envelopes, code in (
        ([signed(SECOND, "root-office"), signed(other, "root-hrss")], "signed-versions-differ"),
        ([signed(SECOND, "root-office"), posing], "not-a-signed-trust-version"),
        ([], "no-signer"),
    ):
        with pytest.raises(Malformed, match=code):
            joined_signatures(envelopes)
    assert posing.payload_type != PAYLOAD_TYPE
