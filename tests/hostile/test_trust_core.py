"""Attacks K1, R1, R2 and R7 on the trust file's core: who signs what, and what any reader finds.

The attacker may be the server's administrator, one of the three root holders, or a holder whose key was closed. No
attack has two root keys of one version: two of three holders are trusted by design.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from blind import dsse
from blind.dsse import Envelope, Signature, pae, sign
from blind.encoding import canonical
from blind.errors import BlindError, Forged, Untrusted
from blind.keys.ed25519 import Ed25519Signer
from blind.trust import Trust, read_trust, write_trust
from blind.trust_version import Role, TrustVersion
from tests.blind.trusted import CHANGE, FIRST, ONE, SECOND, SIGNERS, TWO, chain, key, signed, with_keys

REPORT = "application/vnd.expertpool.report+json"
CERTIFICATE = "application/vnd.expertpool.draw-certificate+json"
STATEMENT = canonical({"committee": "c-17", "passed": 41})
TRUST = read_trust(chain(), fingerprint=FIRST.hash)
NEW = "root-hrss-new"


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(BlindError) as caught:
        act()
    return caught.value.code


def reading(data: bytes, seen: tuple[int, str] | None = None) -> Callable[[], Trust]:
    return lambda: read_trust(data, fingerprint=FIRST.hash, seen=seen)


def checking(envelope: Envelope, *, index: int = 7, role: str = "report", kind: str = REPORT) -> Callable[[], bytes]:
    return lambda: TRUST.verify(envelope, payload_type=kind, role=role, index=index)


def reported(*names: str, kind: str = REPORT) -> Envelope:
    return sign(STATEMENT, payload_type=kind, signers=[SIGNERS[name] for name in names])


def taken_over() -> TrustVersion:
    """A second version in which a stranger holds the log's and a root key."""
    root = [*SECOND.roles["root"].keys, key("stranger", "stranger", CHANGE)]
    return with_keys(SECOND, "root", root)


def test_sound_file_and_report_are_taken() -> None:
    assert reading(chain(), (1, FIRST.hash))().mark == (2, SECOND.hash)
    assert checking(reported("office", "hrss"))() == STATEMENT


def test_k1_older_file_shown_again_is_refused_by_whoever_saw_the_newer() -> None:
    """The administrator serves yesterday's file, in which a stolen key is still open."""
    assert refusal(reading(chain(ONE), (2, SECOND.hash))) == "trust-rollback"


def test_k1_older_version_put_after_the_newer_is_refused() -> None:
    assert refusal(reading(chain(ONE, TWO, ONE))) == "trust-gap"


def test_k1_second_history_is_refused_by_whoever_saw_the_first() -> None:
    other = with_keys(SECOND, "witness", [*SECOND.roles["witness"].keys, key("stranger", "x", CHANGE)])
    fork = chain(ONE, signed(other, "root-inspector", "root-hrss"))
    assert refusal(reading(fork, (2, SECOND.hash))) == "trust-fork"


@pytest.mark.parametrize("versions", [(1, 3), (2,), (1, 1), (2, 1), (1, 2, 2)])
def test_k1_gap_in_the_versions_is_refused(versions: tuple[int, ...]) -> None:
    third = signed(replace(SECOND, version=3, previous=SECOND.hash, since=60), "root-office", NEW)
    made = {1: ONE, 2: TWO, 3: third}
    assert reading(chain(*made.values()))().newest.version == 3
    data = chain(*(made[number] for number in versions))
    assert refusal(reading(data)) == ("other-fingerprint" if versions[0] != 1 else "trust-gap")
    assert refusal(lambda: read_trust(data, fingerprint=None)) == "trust-gap"


def test_k1_version_left_out_and_the_next_renumbered_is_refused() -> None:
    """One holder hides version 2, which closed the stolen key, and passes version 3 off as version 2."""
    third = replace(SECOND, version=2, previous=SECOND.hash, since=60)
    assert refusal(reading(chain(ONE, signed(third, "root-office", "root-inspector")))) == "trust-chain-broken"


@pytest.mark.parametrize("name", ["root-office", "root-inspector", "root-hrss"])
def test_k1_one_holder_alone_changes_nothing(name: str) -> None:
    assert refusal(reading(chain(ONE, signed(taken_over(), name)))) == "too-few-signatures"


def test_k1_one_holder_signing_twice_is_one_holder() -> None:
    once = signed(SECOND, "root-office")
    twice = replace(once, signatures=once.signatures * 2)
    assert refusal(reading(write_trust([ONE, twice]))) == "signatures-empty-doubled-or-unsorted"


def test_k1_one_holder_with_a_signature_borrowed_from_another_version_is_refused() -> None:
    """The office adds to its own version the inspector's signature from the sound one."""
    inspector = next(one for one in TWO.signatures if one.key_id == SIGNERS["root-inspector"].key_id)
    own = signed(taken_over(), "root-office")
    both = replace(own, signatures=tuple(sorted((*own.signatures, inspector), key=lambda one: one.key_id)))
    assert refusal(reading(chain(ONE, both))) == "wrong-signature"


def test_k1_version_signed_by_the_keys_it_brings_itself_is_refused() -> None:
    """The self-signed jump: three new root keys that vouch for one another."""
    mine = [Ed25519Signer(bytes([number]) * 32) for number in (91, 92, 93)]
    names = dict(zip(("a", "b", "c"), mine, strict=True))
    keys = [replace(key("stranger", name, CHANGE), public=one.verifier.public) for name, one in names.items()]
    jump = with_keys(SECOND, "root", [*SECOND.roles["root"].keys, *keys])
    envelope = sign(jump.payload, payload_type=ONE.payload_type, signers=mine)
    assert refusal(reading(chain(ONE, envelope))) == "key-not-pinned"
    half = sign(jump.payload, payload_type=ONE.payload_type, signers=[mine[0], SIGNERS["root-office"]])
    assert refusal(reading(chain(ONE, half))) == "key-not-pinned"


def test_k1_whole_file_of_a_stranger_is_refused_by_its_fingerprint_and_marked_without_one() -> None:
    """Everything in it is consistent; only the fingerprint on paper tells it from the true one."""
    strange = replace(FIRST, roles={**FIRST.roles, "log": Role((key("stranger", "pool.example/log"),), 1)})
    data = chain(signed(strange, "root-office", "root-hrss"))
    assert refusal(reading(data)) == "other-fingerprint"
    assert read_trust(data, fingerprint=None).pinned is False


@pytest.mark.parametrize(
    ("names", "code"), [(("root-office",), "too-few-signatures"), (("root-office", "stranger"), "key-not-pinned")]
)
def test_k1_first_version_with_the_right_fingerprint_still_needs_two_holders(names: tuple[str, ...], code: str) -> None:
    assert refusal(reading(chain(signed(FIRST, *names)))) == code


def test_k1_holder_whose_key_was_closed_signs_no_later_version() -> None:
    third = replace(SECOND, version=3, previous=SECOND.hash, since=60)
    data = chain(ONE, TWO, signed(third, "root-hrss", "root-office"))
    assert refusal(reading(data)) == "key-not-pinned"


def test_k1_version_that_gives_an_old_signature_a_new_life_is_refused() -> None:
    """A version opens the log's old key again, or lets a new key count for entries long written."""
    third = replace(SECOND, version=3, previous=SECOND.hash, since=60)
    reopened = replace(third, roles={**third.roles, "log": FIRST.roles["log"]})
    back_dated = with_keys(third, "report", [*third.roles["report"].keys, key("stranger", "x", 0)])
    for version, code in ((reopened, "key-rewritten"), (back_dated, "key-back-dated")):
        assert refusal(reading(chain(ONE, TWO, signed(version, "root-office", NEW)))) == code


def test_k1_report_signed_as_a_trust_version_or_the_reverse_is_refused() -> None:
    """Two holders signed the bytes of a version under another type, for instance as a report."""
    posing = sign(SECOND.payload, payload_type=REPORT, signers=[SIGNERS["root-office"], SIGNERS["root-hrss"]])
    assert refusal(reading(chain(ONE, posing))) == "other-payload-type"


def test_r1_report_that_brings_its_own_key_is_refused() -> None:
    """The forger signs with a key of their own and puts it, named like the office's, into the report."""
    forger = Ed25519Signer(b"\x66" * 32)
    payload = canonical({"committee": "c-17", "keys": {"office": forger.verifier.public.hex()}, "passed": 99})
    forged = sign(payload, payload_type=REPORT, signers=[forger])
    assert refusal(checking(forged)) == "key-not-pinned"
    named = replace(forged, signatures=(Signature(SIGNERS["office"].key_id, forged.signatures[0].value),))
    assert refusal(checking(named)) == "wrong-signature"
    assert dsse.verify(forged, payload_type=REPORT, keys=[forger.verifier]) == payload


def test_r1_signature_of_a_forger_beside_the_genuine_ones_is_refused() -> None:
    both = dsse.countersign(reported("office", "hrss"), Ed25519Signer(b"\x66" * 32))
    assert refusal(checking(both)) == "key-not-pinned"


def test_r1_report_with_the_offices_signature_alone_is_refused_where_two_must_sign() -> None:
    assert refusal(checking(reported("office"))) == "too-few-signatures"


def test_r2_right_signatures_under_another_payload_type_are_refused() -> None:
    """A genuine certificate is shown as a report, as it is and with its type renamed."""
    certificate = reported("office", "hrss", kind=CERTIFICATE)
    assert checking(certificate, kind=CERTIFICATE)() == STATEMENT
    assert refusal(checking(certificate)) == "other-payload-type"
    assert refusal(checking(replace(certificate, payload_type=REPORT))) == "wrong-signature"


def test_r2_type_and_payload_cannot_trade_bytes() -> None:
    """Without lengths, ``a b`` + ``c`` and ``a`` + ``b c`` would be signed alike."""
    spellings = {pae("a", b"b c"), pae("a b", b"c"), pae("a", b" b c"), pae("", b"a b c")}
    assert len(spellings) == 4


def test_r2_bare_payload_signed_without_its_type_is_refused() -> None:
    values = [Signature(SIGNERS[name].key_id, SIGNERS[name].sign(STATEMENT)) for name in ("office", "hrss")]
    bare = Envelope(REPORT, STATEMENT, tuple(sorted(values, key=lambda one: one.key_id)))
    with pytest.raises(Forged, match="wrong-signature"):
        checking(bare)()


@pytest.mark.parametrize(
    ("name", "index", "code"),
    [
        ("log", CHANGE, "key-stale"),
        ("log", 10_000, "key-stale"),
        ("log-new", CHANGE - 1, "key-not-yet-valid"),
        ("log-new", 0, "key-not-yet-valid"),
        ("office", 7, "key-of-another-role"),
        ("root-office", 7, "key-of-another-role"),
        ("witness", 7, "key-of-another-role"),
        ("stranger", 7, "key-not-pinned"),
    ],
)
def test_r7_signature_of_the_wrong_time_or_role_counts_for_nothing(name: str, index: int, code: str) -> None:
    assert refusal(checking(reported(name), index=index, role="log")) == code


@pytest.mark.parametrize(("name", "index"), [("log", 0), ("log", CHANGE - 1), ("log-new", CHANGE), ("log-new", 10_000)])
def test_r7_signature_of_the_right_time_and_role_counts(name: str, index: int) -> None:
    assert checking(reported(name), index=index, role="log")() == STATEMENT


def test_r7_stolen_key_closed_from_the_day_of_the_theft_takes_later_signatures_with_it() -> None:
    """The theft is noticed at entry 60 and dated to entry 45: what was signed from 45 on stops counting."""
    keys = [*SECOND.roles["log"].keys[:1], key("log-new", "pool.example/log", CHANGE, 45)]
    third = replace(with_keys(SECOND, "log", keys), version=3, previous=SECOND.hash, since=60)
    trust = read_trust(chain(ONE, TWO, signed(third, "root-office", NEW)), fingerprint=FIRST.hash)
    envelope = reported("log-new")
    assert trust.verify(envelope, payload_type=REPORT, role="log", index=44) == STATEMENT
    with pytest.raises(Untrusted, match="key-stale"):
        trust.verify(envelope, payload_type=REPORT, role="log", index=45)
