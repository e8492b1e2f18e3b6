"""Trust files: who may change them, and which key counts where."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from blind.dsse import Envelope, countersign, sign
from blind.encoding import canonical
from blind.errors import BlindError, Forged, Malformed, Untrusted
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.head import read_head
from blind.log.note import COSIGNER, PLAIN
from blind.trust import CHAIN_FORMAT, Trust, read_trust, trust_envelopes, write_trust
from blind.trust_version import Role, TrustVersion
from tests.blind.changes import changed
from tests.blind.trusted import CHANGE, FIRST, ONE, SECOND, SIGNERS, TWO, chain, key, signed, with_keys

REPORT = "application/vnd.expertpool.report+json"


def read(data: bytes, **given: Any) -> Trust:
    return read_trust(data, **{"fingerprint": FIRST.hash, **given})


def refusal(data: bytes, **given: Any) -> str:
    with pytest.raises(BlindError) as caught:
        read(data, **given)
    return caught.value.code


def after(version: TrustVersion, *names: str) -> bytes:
    """The trust file with another second version, signed by these."""
    return chain(ONE, signed(version, *(names or ("root-office", "root-inspector"))))


def report(*names: str, payload: bytes = b"{}") -> Envelope:
    return sign(payload, payload_type=REPORT, signers=[SIGNERS[name] for name in names])


TRUST = read(chain())


def test_file_of_two_versions_is_read_from_its_fingerprint() -> None:
    assert TRUST.fingerprint == FIRST.hash
    assert TRUST.mark == (2, SECOND.hash)
    assert TRUST.pinned
    assert [version.version for version in TRUST.versions] == [1, 2]


def test_file_without_fingerprint_is_read_and_says_that_nothing_pins_it() -> None:
    trust = read(chain(), fingerprint=None)
    assert (trust.pinned, trust.fingerprint) == (False, FIRST.hash)


def test_any_two_of_three_holders_may_sign_a_version() -> None:
    for names in (
        ("root-office", "root-inspector"),
        ("root-office", "root-hrss"),
        ("root-inspector", "root-hrss"),
        ("root-office", "root-inspector", "root-hrss"),
    ):
        assert read(after(SECOND, *names)).mark == (2, SECOND.hash)


def test_third_version_is_signed_by_the_holders_of_the_second() -> None:
    third = replace(SECOND, version=3, previous=SECOND.hash, since=50)
    assert read(chain(ONE, TWO, signed(third, "root-hrss-new", "root-office"))).newest.since == 50
    assert refusal(chain(ONE, TWO, signed(third, "root-hrss", "root-office"))) == "key-not-pinned"


def test_envelopes_come_back_so_that_one_can_be_added() -> None:
    assert trust_envelopes(chain()) == [ONE, TWO]


def test_keys_and_thresholds_are_those_of_the_place_in_the_log() -> None:
    assert [one.key_id for one in TRUST.keys("log", CHANGE - 1)] == [SIGNERS["log"].key_id]
    assert [one.key_id for one in TRUST.keys("log", CHANGE)] == [SIGNERS["log-new"].key_id]
    stricter = with_keys(SECOND, "witness", [*SECOND.roles["witness"].keys, key("stranger", "inspector", CHANGE)])
    stricter = replace(stricter, roles={**stricter.roles, "witness": replace(stricter.roles["witness"], threshold=2)})
    trust = read(after(stricter))
    assert [trust.threshold("witness", index) for index in (0, CHANGE - 1, CHANGE, 1000)] == [1, 1, 2, 2]


def test_role_added_later_has_its_threshold_and_no_key_before() -> None:
    later = with_keys(SECOND, "party", [key("stranger", "x", CHANGE)])
    trust = read(after(later))
    assert (trust.keys("party", 0), trust.threshold("party", 0)) == ((), 1)
    with pytest.raises(Untrusted, match="key-not-yet-valid"):
        trust.key(SIGNERS["stranger"].key_id, role="party", index=0)


def test_heads_are_judged_by_the_keys_of_their_size() -> None:
    for size, name in ((CHANGE - 1, "log"), (CHANGE, "log-new")):
        note = sign_checkpoint(Checkpoint("pool.example/log", size, bytes(32)), SIGNERS[name])
        assert read_head(note.to_bytes(), log=TRUST.note_keys("log", size, kind=PLAIN)).size == size
        with pytest.raises(Untrusted, match="key-not-pinned"):
            read_head(note.to_bytes(), log=TRUST.note_keys("log", CHANGE - 1 if size == CHANGE else CHANGE, kind=PLAIN))
    assert [one.name for one in TRUST.note_keys("witness", 5, kind=COSIGNER)] == ["hrss.example/witness"]


def test_report_signed_as_its_role_demands_gives_its_payload() -> None:
    envelope = report("office", "hrss")
    assert TRUST.verify(envelope, payload_type=REPORT, role="report", index=7) == b"{}"
    assert TRUST.verify(envelope.to_bytes(), payload_type=REPORT, role="report", index=7) == b"{}"


def test_threshold_counts_holders_not_keys() -> None:
    double = with_keys(SECOND, "report", [*SECOND.roles["report"].keys, key("stranger", "office", CHANGE)])
    trust = read(after(double))
    with pytest.raises(Untrusted, match="too-few-signatures"):
        trust.verify(report("office", "stranger"), payload_type=REPORT, role="report", index=CHANGE)


def test_role_that_does_not_exist_is_named() -> None:
    for ask in (
        lambda: TRUST.keys("minister", 0),
        lambda: TRUST.threshold("minister", 0),
        lambda: TRUST.key(SIGNERS["log"].key_id, role="minister", index=0),
    ):
        with pytest.raises(Untrusted, match="role-unknown"):
            ask()


def test_sealing_key_verifies_nothing() -> None:
    (sealing,) = TRUST.keys("seal", 0)
    with pytest.raises(Malformed, match="unknown-algorithm"):
        _ = sealing.verifier


def test_version_may_close_a_key_earlier_but_not_open_it_again() -> None:
    def log(stop: int | None, version: TrustVersion = SECOND, **changes: Any) -> TrustVersion:
        return with_keys(
            version,
            "log",
            [key("log", "pool.example/log", 0, stop), key("log-new", "pool.example/log", CHANGE)],
            **changes,
        )

    for stop, code in (
        (30, None),
        (0, None),
        (CHANGE, None),
        (CHANGE + 1, "key-opened-again"),
        (None, "key-opened-again"),
    ):
        third = log(stop, version=SECOND)
        third = replace(third, version=3, previous=SECOND.hash, since=60)
        data = chain(ONE, TWO, signed(third, "root-office", "root-inspector"))
        if code is None:
            assert read(data).newest.version == 3
        else:
            assert refusal(data) == code


@pytest.mark.parametrize(
    "rewritten",
    [
        [key("log-new", "pool.example/log", CHANGE)],
        [key("log", "other.example/log", 0, CHANGE)],
        [key("log", "pool.example/log", 5, CHANGE)],
    ],
)
def test_version_may_not_forget_or_move_a_key(rewritten: list[Any]) -> None:
    assert refusal(after(with_keys(SECOND, "log", rewritten))) == "key-rewritten"


def test_version_may_not_drop_a_role_or_move_a_key_to_another() -> None:
    dropped = {name: role for name, role in SECOND.roles.items() if name != "report"}
    assert refusal(after(replace(SECOND, roles=dropped))) == "key-rewritten"
    moved = {**dropped, "party": Role(SECOND.roles["report"].keys, 1)}
    assert refusal(after(replace(SECOND, roles=moved))) == "key-rewritten"


def test_new_key_does_not_count_for_the_past() -> None:
    keys = [*SECOND.roles["witness"].keys, key("stranger", "inspector", CHANGE - 1)]
    assert refusal(after(with_keys(SECOND, "witness", keys))) == "key-back-dated"


def test_since_does_not_run_backwards() -> None:
    early = replace(FIRST, version=3, previous=SECOND.hash, since=CHANGE - 1)
    assert refusal(chain(ONE, TWO, signed(early, "root-office", "root-inspector"))) == "trust-since-runs-backwards"


def test_what_is_no_trust_file_is_malformed() -> None:
    record = json.loads(chain())
    cases: list[object] = [
        {**record, "versions": []},
        {**record, "format": "x"},
        {**record, "note": ""},
        {**record, "versions": {}},
        {**record, "versions": [1]},
        [],
    ]
    for wrong in cases:
        with pytest.raises(Malformed):
            read(canonical(wrong))
    assert record["format"] == CHAIN_FORMAT


def test_versions_count_from_one() -> None:
    with pytest.raises(ValueError, match="count from 1"):
        read(chain(), seen=(0, FIRST.hash))


def test_signature_of_a_stranger_beside_two_good_ones_is_refused() -> None:
    assert refusal(chain(ONE, countersign(TWO, SIGNERS["stranger"]))) == "key-not-pinned"


def test_version_that_names_another_before_it_is_refused() -> None:
    assert refusal(after(replace(SECOND, previous="00" * 32))) == "trust-chain-broken"


def test_wrong_signature_is_forged_whoever_it_names() -> None:
    broken = replace(TWO, signatures=tuple(replace(one, value=bytes(64)) for one in TWO.signatures))
    with pytest.raises(Forged, match="wrong-signature"):
        read(write_trust([ONE, broken]))


@settings(max_examples=150, deadline=None)
@given(changed(chain()))
def test_no_changed_trust_file_is_taken(other: bytes) -> None:
    with pytest.raises(BlindError):
        read(other)
