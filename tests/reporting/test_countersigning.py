"""HRSS looks at reports on its own machine, countersigns or sends back; everybody can see which, by whom and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reporting.supervised import Supervised


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Supervised:
    """One office, one HRSS, one report."""
    return Supervised(tmp_path_factory.mktemp("supervised"))


@pytest.fixture(scope="module")
def accepted(place: Supervised) -> Path:
    """A second report, looked at and countersigned; what HRSS gives back."""
    folder = place.issue("accepted")
    assert place.party("check-report", folder / "report.json", "--given", place.committee).code == 0
    told = place.party("countersign", folder / "report.json")
    assert told.code == 0, told
    return Path(told.json["out"])


def test_a_report_that_this_machine_never_looked_at_is_not_countersigned(place: Supervised) -> None:
    told = place.party("countersign", place.report / "report.json")

    assert (told.code, told.json["error"]["code"]) == (2, "report.not_checked")
    assert not (place.report / "report.countersigned.json").exists()


def test_before_hrss_signs_verify_says_not_countersigned(place: Supervised) -> None:
    told = place.run("verify", place.copy("plain") / "report.json", "--trust", place.trust).json

    assert (told["countersigned"], told["decision"], told["supervisor"]) == (False, None, "未经人社部门会签。")
    assert [one["check"] for one in told["findings"]] == ["not-witnessed"]


def test_a_countersigned_report_is_sound_to_anyone_with_the_trust_file(place: Supervised, accepted: Path) -> None:
    told = place.run("verify", accepted, "--trust", place.trust, who="stranger")

    assert (told.code, told.json["findings"]) == (0, [])
    assert told.json["countersigned"] is True
    assert told.json["supervisor"].startswith("已会签：hrss，20")
    assert told.json["witnessed"] == ["hrss.example"]


def test_the_pdf_beside_a_countersigned_report_is_told_to_be_countersigned(place: Supervised, accepted: Path) -> None:
    told = place.run("verify", accepted.with_name("report.pdf"), "--trust", place.trust, who="stranger")

    assert (told.code, told.json["countersigned"]) == (0, True)


def test_the_countersigned_pdf_bears_two_signatures_and_verify_names_both(place: Supervised, accepted: Path) -> None:
    plain, twice = (accepted.with_name(name) for name in ("report.pdf", "report.countersigned.pdf"))
    told = place.run("verify", twice, "--trust", place.trust, who="stranger")

    assert (told.code, told.json["pdf_signers"], told.json["countersigned"]) == (0, ["office", "hrss"], True)
    assert told.json["notes"][:2] == ["PDF 的第 1 个签名：办事机构，有效。", "PDF 的第 2 个签名：人社部门，有效。"]
    assert twice.read_bytes().startswith(plain.read_bytes())
    assert place.run("verify", plain, "--trust", place.trust, who="stranger").json["pdf_signers"] == ["office"]


def test_the_countersigned_pdf_alone_still_shows_who_signed(place: Supervised, accepted: Path, tmp_path: Path) -> None:
    alone = tmp_path / "handed-on.pdf"
    alone.write_bytes(accepted.with_name("report.countersigned.pdf").read_bytes())

    told = place.run("verify", alone, "--trust", place.trust, who="stranger").json

    assert (told["pdf_signers"], told["supervisor"]) == (["office", "hrss"], "已会签：PDF 上有人社部门的签名。")
    assert [one["check"] for one in told["findings"]] == ["not-witnessed"]


def test_without_the_trust_file_the_second_signature_on_a_pdf_is_named_as_unknown(
    place: Supervised, accepted: Path
) -> None:
    told = place.run("verify", accepted.with_name("report.countersigned.pdf"))

    assert (told.code, told.json["pdf_signers"]) == (6, ["office"])
    assert "pdf-unknown-signer" in [one["check"] for one in told.json["findings"]]


@pytest.mark.parametrize("forgery", ["stranger", "borrowed", "third", "byte", "appended"])
def test_r4_a_false_second_signature_on_a_pdf_is_refused_by_name(
    place: Supervised, accepted: Path, tmp_path: Path, forgery: str
) -> None:
    from blind.keys.ed25519 import Ed25519Signer
    from expertpool.documents.sealing.countersealing import countersealed_pdf, vouched_key
    from expertpool.documents.sealing.seal_check import check_seal
    from expertpool.documents.sealing.seal_key import SealKey

    office, both = (accepted.with_name(name).read_bytes() for name in ("report.pdf", "report.countersigned.pdf"))
    second = check_seal(both).second
    assert second is not None
    made = {
        "stranger": lambda: countersealed_pdf(office, vouched_key(b"\x09" * 32, "hrss", Ed25519Signer(b"\x09" * 32))),
        "borrowed": lambda: countersealed_pdf(office, SealKey(b"\x09" * 32, holder="hrss", voucher=second.voucher)),
        "third": lambda: both + both[len(office) :],
        "byte": lambda: both[:-900] + bytes([both[-900] ^ 1]) + both[-899:],
        "appended": lambda: both + b"\n% more\n",
    }[forgery]()
    file = tmp_path / "report.pdf"
    file.write_bytes(made)

    told = place.run("verify", file, "--trust", place.trust, who="stranger")

    codes = [one["check"] for one in told.json["findings"]]
    assert told.json["pdf_signers"] in ([], ["office"])
    assert told.code == (6 if forgery == "stranger" else 5)
    wanted = {"stranger": {"pdf-unknown-signer"}, "borrowed": {"pdf-false-countersignature"}}
    assert wanted.get(forgery, {"pdf-changed", "pdf-appended", "pdf-unreadable"}) & set(codes)


def test_without_the_trust_file_the_second_signature_is_named_as_unknown(place: Supervised, accepted: Path) -> None:
    told = place.run("verify", accepted)

    assert told.code == 6
    assert {one["check"] for one in told.json["findings"]} == {"unknown-signer", "unknown-witness"}


def test_only_hrss_countersigns(place: Supervised) -> None:
    folder = place.copy("for-inspector")

    told = place.party("countersign", folder / "report.json", who="inspector")

    assert (told.code, told.json["error"]["code"]) == (2, "report.not_the_supervisor")


def test_a_report_whose_pdf_was_changed_is_found_and_not_countersigned(place: Supervised) -> None:
    folder = place.issue("edited")
    pdf = folder / "report.pdf"
    pdf.write_bytes(pdf.read_bytes() + b" ")

    told = place.party("check-report", folder / "report.json")

    assert told.code == 5
    assert [one["check"] for one in told.json["reports"][0]["findings"]][-1] in ("pdf-appended", "not-witnessed")
    assert place.party("countersign", folder / "report.json").json["error"]["code"] == "report.not_checked"


def test_a_report_changed_after_it_was_looked_at_is_not_countersigned(place: Supervised) -> None:
    folder = place.issue("changed-since")
    assert place.party("check-report", folder / "report.json", "--proof", proof(place, "p1")).code == 0
    (folder / "report.xlsx").write_bytes(b"PK")

    told = place.party("countersign", folder / "report.json")

    assert (told.code, told.json["error"]["code"]) == (5, "report.changed_since")


def test_what_the_report_says_otherwise_than_the_file_filed_with_hrss_is_named(place: Supervised) -> None:
    filed = place.folder / "filed.toml"
    filed.write_text(place.committee.read_text(encoding="utf-8").replace("08-05", "08-09"), encoding="utf-8")
    folder = place.issue("differing")

    told = place.party("check-report", folder / "report.json", "--given", filed).json["reports"][0]

    assert (told["sound"], told["findings"][-1]["check"]) == (False, "differs")
    assert "2025-08-05" in told["findings"][-1]["message"]


def proof(place: Supervised, name: str) -> Path:
    """The proof that the ledger grew from the head HRSS keeps to the newest one."""
    from expertpool.db import open_session
    from expertpool.party.witnessing import HEAD, Consistency
    from expertpool.queries.ceremony_entries import growth
    from expertpool.queries.ledger import size_of
    from expertpool.settings import Settings

    kept = int((place.hrss / "party" / HEAD).read_text(encoding="utf-8").splitlines()[1])
    with open_session(Settings.embedded(place.office), reading=True) as session:
        size = size_of(session)
        path = growth(session, kept, size)
    target = place.folder / name
    target.write_bytes(Consistency(kept, size, path).to_bytes())
    return target


def test_a_sent_back_report_is_refused_with_its_reason_and_stands_so_in_the_list(place: Supervised) -> None:
    folder = place.issue("returned")
    reason = "到会人数与会议记录不符，请补正。"

    sent = place.run(
        "report",
        "send-back",
        folder / "report.json",
        "--reason",
        reason,
        "--passphrase-file",
        place.passphrase,
        who="hrss",
    )
    back = Path(sent.json["out"])
    told = place.run("verify", back, "--trust", place.trust, who="stranger")

    assert sent.code == 0
    assert told.code == 5
    assert "sent-back" in [one["check"] for one in told.json["findings"]]
    assert reason in told.json["supervisor"]

    assert place.run("report", "receive", back, "--trust", place.trust).json["decisions"][0]["first"] is True
    assert place.run("report", "receive", back, "--trust", place.trust).json["decisions"][0]["first"] is False
    listed = place.run("report", "list", "--state", "sent-back").json["reports"]
    assert [one["decisions"][0]["reason"] for one in listed] == [reason]
    shown = place.run("report", "show", str(listed[0]["entry"])).json
    assert (shown["state"], shown["decisions"][0]["by"]) == ("sent-back", "hrss")
    assert place.run("verify", folder / "report.json").code == 5


def test_a_decision_is_made_once(place: Supervised, accepted: Path) -> None:
    told = place.party("send-back", accepted.with_name("report.json"), "--reason", "后悔了")

    assert (told.code, told.json["error"]["code"]) == (2, "report.decided_already")


def test_r5_a_replaced_report_is_refused_by_name_by_office_and_hrss(place: Supervised) -> None:
    told = place.run("verify", place.report / "report.json")

    assert (told.code, [one["check"] for one in told.json["findings"]]) == (5, ["replaced"])
    looked = place.party("check-report", place.report / "report.json")
    assert (looked.code, looked.json["error"]["code"]) == (5, "report.superseded")


def test_a_sent_back_record_moved_to_another_report_is_refused(place: Supervised, accepted: Path) -> None:
    from dataclasses import replace

    from blind.report import SignedReport

    moved = place.copy("moved") / "report.json"
    first, other = SignedReport.parse(moved.read_bytes()), SignedReport.parse(accepted.read_bytes())
    moved.write_bytes(replace(first, decisions=other.decisions).to_bytes())

    told = place.run("verify", moved, "--trust", place.trust, who="stranger")

    assert (told.code, told.json["findings"][0]["check"]) == (5, "decision-on-another-report")
    refused = place.run("report", "receive", moved, "--trust", place.trust)
    assert (refused.code, refused.json["error"]["code"]) == (5, "report.decision_refused")


def test_r1_a_strangers_countersignature_does_not_count(place: Supervised) -> None:
    from dataclasses import replace

    from blind.dsse import countersign
    from blind.keys.ed25519 import Ed25519Signer
    from blind.report import SignedReport

    file = place.copy("strangers") / "report.json"
    signed = SignedReport.parse(file.read_bytes())
    file.write_bytes(replace(signed, envelope=countersign(signed.envelope, Ed25519Signer(b"\x09" * 32))).to_bytes())

    told = place.run("verify", file, "--trust", place.trust, who="stranger")

    assert told.code == 6
    assert told.json["countersigned"] is False
    assert "unknown-signer" in [one["check"] for one in told.json["findings"]]


def test_r5_a_stranger_with_a_copy_of_the_ledger_is_told_that_a_later_report_was_issued(
    place: Supervised, accepted: Path, tmp_path: Path
) -> None:
    from expertpool.db import open_session
    from expertpool.queries.ledger import lines
    from expertpool.settings import Settings

    place.issue("newest")
    with open_session(Settings.embedded(place.office), reading=True) as session:
        entries = [line.entry for line in lines(session)]
    copy, other = tmp_path / "ledger.jsonl", tmp_path / "other.jsonl"
    copy.write_text("".join(f"{entry}\n" for entry in entries), encoding="utf-8")
    other.write_text("".join(f"{entry}\n" for entry in entries[1:]), encoding="utf-8")
    words = ("--trust", place.trust, "--log")

    told = place.run("verify", accepted, *words, copy, who="stranger")
    forged = place.run("verify", accepted, *words, other, who="stranger")
    newest = place.run("verify", place.folder / "newest" / "report.json", *words, copy, who="stranger")

    assert (told.code, [one["check"] for one in told.json["findings"]]) == (5, ["replaced"])
    assert (forged.code, [one["check"] for one in forged.json["findings"]]) == (5, ["ledger-copy-differs"])
    assert [one["check"] for one in newest.json["findings"]] == ["not-witnessed"]
