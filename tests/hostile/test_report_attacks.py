"""Attacks R1 to R8 on signed reports, each with the attacker's real means, and what whoever checks the report finds.

The attacker holds the office's computer or a key that does not count; nobody holds both the report key and HRSS's.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from asn1crypto import tsp
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from blind import dsse
from blind.cosigned import Placed
from blind.errors import BlindError, Malformed
from blind.keys.ed25519 import Ed25519Signer
from blind.log.head import Head
from blind.report import ISSUED, PAYLOAD_TYPE, Report, SignedReport, digest_of, replaced_by, sign_report
from blind.trust import read_trust, write_trust
from blind.trust_version import Role, TrustedKey
from expertpool.reporting.checking import CheckedReport, Pinned, check_signed
from expertpool.reporting.timestamp import check_timestamp, timestamp_request
from tests.blind import trusted
from tests.blind.log.season import LOG_KEY, WITNESS_KEY
from tests.blind.review_room import logged
from tests.blind.trusted import FIRST

OFFICE, STRANGER = (Ed25519Signer(bytes([number]) * 32) for number in (61, 62))
PDF, BOOK = b"%PDF-1.7 the report", b"PK the workbook"
FILES = {"report.pdf": PDF, "report.xlsx": BOOK}
CONTENT = {"assurance": "M2", "lines": [{"rule": "odd-size", "state": "holds"}], "number": 1}
REPORT = Report(
    kind="committee-compliance",
    scope="c-17/2025",
    subjects={name: digest_of(data) for name, data in FILES.items()},
    content=CONTENT,
)
KNOWN = Pinned(reports=[OFFICE.verifier], logs=[LOG_KEY], witnesses=[WITNESS_KEY])


Authority = tuple[Certificate, PrivateKeyInfo]


def make_authority() -> Authority:
    """A time-stamping authority with a root certificate of its own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(5)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Certificate.load(made.public_bytes(Encoding.DER)), PrivateKeyInfo.load(secret)


def issued(report: Report = REPORT, *, signer: Ed25519Signer = OFFICE, witnessed: bool = True) -> SignedReport:
    placed, head = in_log(report, witnessed=witnessed)
    return SignedReport(sign_report(report, signer), placed, head.note.to_bytes())


def in_log(report: Report, *, witnessed: bool = True) -> tuple[Placed, Head]:
    return logged(report.entry_body, kind=ISSUED, scope=report.scope, witnessed=witnessed)


def checked(signed: SignedReport, files: dict[str, bytes] = FILES, pinned: Pinned = KNOWN) -> CheckedReport:
    return check_signed(signed.to_bytes(), pinned, files)


def codes(found: CheckedReport) -> tuple[int, list[str]]:
    return int(found.exit_code), [code for code, _ in (*found.wrong, *found.open)]


def test_a_sound_report_is_taken_with_all_its_files() -> None:
    found = checked(issued())

    assert codes(found) == (0, [])
    assert (found.report, found.missing, found.witnessed) == (REPORT, (), ("hrss.example/witness",))


def test_r1_a_report_signed_with_a_strangers_key_is_refused_though_it_brings_the_key_along() -> None:
    assert codes(checked(issued(signer=STRANGER))) == (5, ["key-not-pinned"])


def test_r1_without_any_known_key_a_report_is_never_shown_as_sound() -> None:
    assert codes(checked(issued(), pinned=Pinned())) == (6, ["no-known-key"])


def test_r2_the_right_signature_over_another_kind_of_document_is_refused() -> None:
    signed = issued()
    other = dsse.sign(REPORT.to_bytes(), payload_type="application/vnd.expertpool.other+json", signers=[OFFICE])
    moved = replace(signed, envelope=replace(other, payload_type=PAYLOAD_TYPE))

    assert codes(checked(replace(signed, envelope=other))) == (5, ["other-payload-type"])
    assert checked(moved).exit_code == 5


def test_r3_another_pdf_beside_the_right_statement_is_refused_by_name() -> None:
    found = checked(issued(), {**FILES, "report.pdf": b"%PDF-1.7 a nicer report"})

    assert codes(found) == (5, ["file-changed"])
    assert found.wrong[0][1] == {"name": "report.pdf"}


def test_r4_a_pdf_with_an_update_appended_after_signing_is_refused() -> None:
    assert codes(checked(issued(), {**FILES, "report.pdf": PDF + b"\n%%EOF update"})) == (5, ["file-changed"])


def test_r5_a_report_shown_after_it_was_replaced_is_known_by_the_one_that_replaces_it() -> None:
    newer = replace(REPORT, content={**CONTENT, "number": 2}, replaces=REPORT.hash)
    stranger = replace(REPORT, content={**CONTENT, "number": 3})

    assert replaced_by(REPORT, [newer, stranger]) == [newer]
    assert replaced_by(newer, [REPORT, stranger]) == []


def test_r6_a_report_that_was_never_entered_is_refused_with_another_reports_place() -> None:
    other = replace(REPORT, content={**CONTENT, "number": 9})
    placed, head = in_log(other)

    assert checked(SignedReport(sign_report(REPORT, OFFICE), placed, head.note.to_bytes())).exit_code == 5


def test_r6_a_report_in_a_head_that_hrss_never_saw_is_not_proven() -> None:
    assert codes(checked(issued(witnessed=False))) == (6, ["not-witnessed"])


def test_a_place_in_the_log_of_another_scope_or_kind_is_refused() -> None:
    for kind, scope in ((ISSUED, "c-18/2025"), ("draw:panel:seated", REPORT.scope)):
        placed, head = logged(REPORT.entry_body, kind=kind, scope=scope)
        found = checked(SignedReport(sign_report(REPORT, OFFICE), placed, head.note.to_bytes()))
        assert codes(found) == (5, ["entry-of-another-kind"])


def test_a_file_the_report_does_not_speak_of_is_refused() -> None:
    assert codes(checked(issued(), {**FILES, "more.pdf": PDF})) == (5, ["file-not-of-this-report"])


def test_a_file_that_is_not_at_hand_is_named_and_the_statement_stands() -> None:
    found = checked(issued(), {"report.pdf": PDF})

    assert (codes(found), found.missing) == ((0, []), ("report.xlsx",))


@pytest.mark.parametrize("step", range(17))
def test_no_changed_byte_of_a_signed_report_is_taken(step: int) -> None:
    data = issued().to_bytes()
    places = range(step, len(data), 17)
    accepted = [at for at in places if _flipped(data, at).exit_code == 0]

    assert accepted == []


def _flipped(data: bytes, at: int) -> CheckedReport:
    return check_signed(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], KNOWN, FILES)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"null", b"[" * 100_000, b'{"format":"expertpool-signed-report/1"}', b"\xff"]
)
def test_what_is_no_report_is_refused_without_a_crash(data: bytes) -> None:
    found = check_signed(data, KNOWN, {})

    assert (int(found.exit_code), found.report) == (5, None)


def test_subjects_out_of_order_or_doubled_do_not_parse() -> None:
    text = REPORT.to_bytes()
    swapped = text.replace(b"report.pdf", b"zeport.pdf")

    with pytest.raises(Malformed):
        Report.parse(swapped)


def pinned_by(**interval: int | None) -> Pinned:
    """A trust file in which the office's key counts for reports in this part of the log alone."""
    key = TrustedKey(alg="ed25519", public=OFFICE.verifier.public, holder="office", **interval)
    return trusting({"report": Role((key,), 1)})


def trusting(roles: dict[str, Role]) -> Pinned:
    log = TrustedKey(alg="ed25519", public=LOG_KEY.public, holder=LOG_KEY.name, from_index=0)
    witness = TrustedKey(alg="ed25519", public=WITNESS_KEY.public, holder=WITNESS_KEY.name, from_index=0)
    held = {**FIRST.roles, "log": Role((log,), 1), "witness": Role((witness,), 1), **roles}
    version = replace(FIRST, roles=held)
    return Pinned(
        trust=read_trust(write_trust([trusted.signed(version, "root-office", "root-hrss")]), fingerprint=None)
    )


def test_r7_a_key_counts_where_the_trust_file_says_and_nowhere_else() -> None:
    entry = issued().placed.entry.seq

    assert codes(checked(issued(), pinned=pinned_by(from_index=0, to_index=entry + 1))) == (0, [])
    assert codes(checked(issued(), pinned=pinned_by(from_index=entry, to_index=None))) == (0, [])


def test_r7_a_signature_by_a_stale_key_is_refused_by_name() -> None:
    entry = issued().placed.entry.seq
    both = trusting({"report": Role((held(OFFICE, 0, entry), held(STRANGER, entry, None)), 1)})

    assert codes(checked(issued(), pinned=both)) == (5, ["key-stale"])


def test_r7_a_signature_by_a_key_that_does_not_count_yet_is_refused_by_name() -> None:
    entry = issued().placed.entry.seq
    both = trusting({"report": Role((held(STRANGER, 0, entry + 1), held(OFFICE, entry + 1, None)), 1)})

    assert codes(checked(issued(), pinned=both)) == (5, ["key-not-yet-valid"])


def test_r7_a_signature_by_a_key_of_another_role_is_refused_by_name() -> None:
    roles = {"report": Role((held(STRANGER, 0, None),), 1), "inspector": Role((held(OFFICE, 0, None),), 1)}

    assert codes(checked(issued(), pinned=trusting(roles))) == (5, ["key-of-another-role"])


def test_r7_where_no_key_of_reports_counts_at_all_nothing_is_proven() -> None:
    entry = issued().placed.entry.seq

    assert codes(checked(issued(), pinned=pinned_by(from_index=0, to_index=entry))) == (6, ["no-known-key"])


def test_r7_the_supervisors_signature_alone_does_not_issue_a_report() -> None:
    roles = {"report": Role((held(OFFICE, 0, None),), 1), "hrss": Role((held(STRANGER, 0, None, "hrss"),), 1)}

    assert codes(checked(issued(signer=STRANGER), pinned=trusting(roles)))[0] == 5


def held(signer: Ed25519Signer, start: int, end: int | None, holder: str = "office") -> TrustedKey:
    public = signer.verifier.public
    return TrustedKey(alg="ed25519", public=public, holder=holder, from_index=start, to_index=end)


AUTHORITY, OTHER_AUTHORITY = make_authority(), make_authority()
STAMPED_AT = datetime(2025, 9, 1, 8, tzinfo=UTC)


def stamp(report: Report = REPORT, *, nonce: bool = True, authority: Authority = AUTHORITY) -> bytes:
    """The answer of a time-stamping authority."""
    asked = tsp.TimeStampReq.load(timestamp_request(report))
    if not nonce:
        asked = tsp.TimeStampReq({name: asked[name] for name in ("version", "message_imprint", "cert_req")})
    stamper = DummyTimeStamper(*authority, fixed_dt=STAMPED_AT)
    return bytes(asyncio.run(stamper.async_request_tsa_response(asked)).dump())


def refusal(answer: bytes, report: Report = REPORT) -> str:
    with pytest.raises(BlindError) as refused:
        check_timestamp(answer, report, [AUTHORITY[0]])
    return refused.value.code


def test_r8_a_timestamp_under_the_known_root_tells_its_moment() -> None:
    assert check_timestamp(stamp(), REPORT, [AUTHORITY[0]]) == STAMPED_AT


def test_r8_a_timestamp_without_the_nonce_is_refused() -> None:
    assert refusal(stamp(nonce=False)) == "timestamp-without-nonce"


def test_r8_a_timestamp_under_another_root_is_refused() -> None:
    assert refusal(stamp(authority=OTHER_AUTHORITY)) == "timestamp-other-root"


def test_r8_a_timestamp_of_another_report_is_refused() -> None:
    other = replace(REPORT, content={**CONTENT, "number": 5})

    assert refusal(stamp(other)) == "timestamp-other-nonce"


@pytest.mark.parametrize("step", range(5))
def test_r8_no_changed_byte_moves_the_moment_of_a_timestamp(step: int) -> None:
    answer = stamp()
    told = set()
    for at in range(step * 7, len(answer), 61):
        changed = answer[:at] + bytes([answer[at] ^ 1]) + answer[at + 1 :]
        try:
            told.add(check_timestamp(changed, REPORT, [AUTHORITY[0]]))
        except BlindError:
            continue
    assert told <= {STAMPED_AT}


@pytest.mark.parametrize("answer", [b"", b"0", b"\x30\x03\x02\x01\x00", b"not a time-stamp" * 9])
def test_r8_what_is_no_timestamp_is_refused_without_a_crash(answer: bytes) -> None:
    assert refusal(answer) in {"not-a-timestamp", "timestamp-refused"}
