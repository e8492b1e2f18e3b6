"""``expertpool party`` on the command line: each turn, each refusal, in words and as JSON."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import blind.ceremony
from blind.ceremony import names
from blind.ceremony.book import Wrong
from blind.ceremony.commitment import Commit
from blind.ceremony.context import Assurance, Deadlines
from blind.ceremony.document import hash_of, opened, signed
from blind.ceremony.escrow import Escrow, Share
from blind.ceremony.logged import Logged
from blind.ceremony.public_source import DiceSpec, LotterySpec
from blind.errors import BlindError
from blind.keys.ed25519 import Ed25519Signer
from expertpool.__main__ import main
from expertpool.commands import circumstances
from expertpool.commands.party import party as party_group
from expertpool.party.countersigning import Countersignature
from expertpool.party.findings import wrong_words
from expertpool.party.witnessing import Consistency
from expertpool.words import Language, catalogue
from tests.blind import make_certificates
from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE, PARTIES, Ledger, secret
from tests.blind.make_certificates import SIGN, Cast, Draw, Plan
from tests.party.town import Ceremony, Ran, Town

LETTER = "a letter"


@pytest.fixture
def town(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Town:
    return Town(tmp_path, capsys=capsys)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def refused(ran: Ran) -> tuple[int, str]:
    return ran.code, ran.json["error"]["code"]


def finding(ran: Ran) -> tuple[int, str]:
    return ran.code, ran.json["error"]["wrong"][0]["code"]


# Keys and trust.


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    path = tmp_path / "words.txt"
    path.write_text("\ufeff山高水长，月落人不散\n不算\n", encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run ``expertpool party`` on a fresh machine."""

    def ran(*words: str | Path, home: str = "fresh", json_out: bool = True) -> Ran:
        capsys.readouterr()
        flags = ["--json"] if json_out else []
        code = main(["party", *map(str, words), "--home", str(tmp_path / home), *flags])
        return Ran(code, *capsys.readouterr())

    return ran


def test_keys_are_made_put_on_paper_and_restored(run: Callable[..., Ran], passphrase: Path, tmp_path: Path) -> None:
    made = run("keys", "new", "--role", "office", "--passphrase-file", passphrase)
    assert (made.code, sorted(made.json["public"])) == (0, ["format", "role", "seal", "sign"])
    paper = run("keys", "paper", "--passphrase-file", passphrase)
    assert (paper.code, len(paper.json["lines"])) == (0, 5)
    lines = tmp_path / "paper.txt"
    lines.write_text("\n".join(paper.json["lines"]).lower(), encoding="utf-8")
    arguments = ("keys", "restore", "--role", "office", "--paper", lines, "--passphrase-file", passphrase)
    restored = run(*arguments, home="other")
    assert (restored.code, restored.json["key_id"]) == (0, made.json["key_id"])
    spoilt = paper.json["lines"][0][:-1] + ("0" if paper.json["lines"][0][-1] != "0" else "1")
    lines.write_text("\n".join([spoilt, *paper.json["lines"][1:]]), encoding="utf-8")
    again = run(*arguments, home="third")
    assert refused(again) == (2, "party.paper_slips")
    assert "1" in again.json["error"]["message"]
    assert not (tmp_path / "third" / "party").exists()


def test_paper_backup_tells_what_to_write_on_the_envelope(run: Callable[..., Ran], passphrase: Path) -> None:
    run("keys", "new", "--role", "hrss", "--passphrase-file", passphrase)
    shown = run("keys", "paper", "--passphrase-file", passphrase, "--lang", "en", json_out=False)
    assert "Title review draw · keys of HRSS" in shown.out
    assert shown.out.count("\n  ") == 6


def test_second_keys_in_one_folder_are_refused(run: Callable[..., Ran], passphrase: Path) -> None:
    run("keys", "new", "--role", "office", "--passphrase-file", passphrase)
    assert refused(run("keys", "new", "--role", "office", "--passphrase-file", passphrase)) == (2, "party.keys_there")


def test_keys_can_lie_in_a_folder_of_their_own(run: Callable[..., Ran], passphrase: Path, tmp_path: Path) -> None:
    made = run("keys", "new", "--role", "office", "--dir", tmp_path / "stick", "--passphrase-file", passphrase)
    assert (made.code, (tmp_path / "stick" / "party.key").is_file()) == (0, True)


@pytest.mark.parametrize(("content", "code"), [(b"short\n", "party.passphrase_short"), (b"", "party.passphrase_short")])
def test_useless_passphrase_files_are_refused(
    run: Callable[..., Ran], tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(content)
    assert refused(run("keys", "new", "--role", "office", "--passphrase-file", path)) == (2, code)


def test_missing_files_are_said_to_be_missing(run: Callable[..., Ran], tmp_path: Path, passphrase: Path) -> None:
    none = tmp_path / "none"
    for words in (
        ("keys", "new", "--role", "office", "--passphrase-file", none),
        ("keys", "restore", "--role", "office", "--paper", none, "--passphrase-file", passphrase),
        ("trust", none),
        ("witness", none, "--passphrase-file", passphrase),
        ("countersign", none, "--passphrase-file", passphrase),
    ):
        assert refused(run(*words)) == (2, "common.file_missing"), words


def test_passphrase_is_no_argument_anywhere() -> None:
    def options(command: Any) -> set[str]:
        below = {name for sub in getattr(command, "commands", {}).values() for name in options(sub)}
        return below | {name for param in command.params for name in param.opts}

    assert {name for name in options(party_group) if "pass" in name} == {"--passphrase-file"}


def test_first_trust_file_needs_its_fingerprint_and_later_ones_must_follow(town: Town, run: Callable[..., Ran]) -> None:
    unpinned = run("trust", town.trust_file)
    assert refused(unpinned) == (2, "party.fingerprint_needed")
    assert town.trust.fingerprint in unpinned.json["error"]["message"]
    assert refused(run("trust", town.trust_file, "--fingerprint", "00" * 32)) == (5, "party.trust_refused")
    typed = " ".join(town.trust.fingerprint.upper()[at : at + 4] for at in range(0, 64, 4))
    assert run("trust", town.trust_file, "--fingerprint", typed).json["version"] == 1
    assert run("trust", town.trust_file).code == 0
    assert refused(run("trust", town.trust_file, "--fingerprint", "00" * 32)) == (5, "party.fingerprint_other")
    other = town.folder / "other.json"
    other.write_bytes(town.trust_file.read_bytes().replace(b'"version', b'"Version'))
    assert refused(run("trust", other)) == (5, "party.trust_refused")


def test_machine_without_trust_file_or_keys_is_told_what_to_do_first(town: Town, run: Callable[..., Ran]) -> None:
    ceremony = town.ceremony()
    assert refused(run("status", ceremony.folder)) == (2, "party.no_trust")
    run("trust", town.trust_file, "--fingerprint", town.trust.fingerprint)
    assert run("status", ceremony.folder).code == 0
    assert refused(run("commit", ceremony.folder)) == (2, "party.no_keys")


def test_trust_file_changed_on_the_disk_is_noticed(town: Town) -> None:
    ceremony = town.ceremony()
    kept = town.home(HRSS) / "party" / "trust.json"
    data = kept.read_bytes()
    kept.write_bytes(data.replace(data[60:61], b"A" if data[60:61] != b"A" else b"B", 1))
    assert refused(town.party(HRSS, "commit", ceremony.folder)) == (5, "party.trust_refused")


# The ceremony.


def test_whole_ceremony_from_freeze_to_replacement(town: Town, letter: Path) -> None:
    ceremony = town.ceremony(tickets=1000).sealed()
    ceremony.reveal()
    ceremony.result()
    assert ceremony.witness("result-0").code == 0
    number = member(ceremony, 0)
    begun = town.party(OFFICE, "removals", ceremony.folder, "--remove", f"{number}:unreachable:{letter}")
    assert (begun.code, begun.json["signers_awaited"]) == (0, 1)
    assert town.party(INSPECTOR, "removals", ceremony.folder).json == {"ok": True, "round": 1}
    ceremony.log("removals-1", ceremony.state().rounds[1].removals)
    assert ceremony.witness("removals-1").code == 0
    ceremony.reveal()
    ceremony.result()
    assert ceremony.witness("result-1").code == 0
    status = town.party(HRSS, "status", ceremony.folder)
    assert (status.code, status.json["finished"], sorted(status.json["seeds"])) == (0, True, ["0", "1"])
    assert (status.json["assurance"], status.json["you"]) == ("M2", HRSS)


def member(ceremony: Ceremony, place: int) -> str:
    numbers = {leaf.data: leaf.person.expert_no for leaf in ceremony.draw.pool.leaves}
    return numbers[ceremony.state().rounds[0].result.members[place]]


def test_what_was_done_before_is_done_again_without_harm(town: Town) -> None:
    ceremony = town.ceremony().sealed()
    before = {path.name: path.read_bytes() for path in ceremony.folder.iterdir()}
    assert town.party(OFFICE, "commit", ceremony.folder).json["first"] is False
    assert {path.name: path.read_bytes() for path in ceremony.folder.iterdir()} == before
    assert town.party(OFFICE, "reveal", ceremony.folder).json["first"] is True
    assert town.party(OFFICE, "reveal", ceremony.folder).json["first"] is False
    kept = (ceremony.folder / names.reveal(OFFICE, 0)).read_bytes()
    (ceremony.folder / names.reveal(OFFICE, 0)).unlink()
    assert town.party(OFFICE, "reveal", ceremony.folder).json["first"] is False
    assert (ceremony.folder / names.reveal(OFFICE, 0)).read_bytes() == kept


def test_nobody_commits_while_objections_are_heard(town: Town) -> None:
    ceremony = town.ceremony(
        change=lambda context: replace(
            context,
            deadlines=Deadlines(context.deadlines.reveal_by - timedelta(hours=1), context.deadlines.reveal_by),
        )
    )
    assert town.party(OFFICE, "check-pool", ceremony.folder, "--library", town.library).code == 0
    assert refused(town.party(OFFICE, "commit", ceremony.folder)) == (2, "party.objections_open")


def test_nobody_reveals_before_the_seal_is_witnessed(town: Town) -> None:
    ceremony = town.ceremony()
    ceremony.check_and_commit()
    assert refused(town.party(OFFICE, "reveal", ceremony.folder)) == (2, "party.not_sealed")
    ceremony.seal()
    assert refused(town.party(OFFICE, "reveal", ceremony.folder)) == (2, "party.not_sealed")
    assert list(ceremony.folder.glob("reveal-*")) == []


def test_seal_witnessed_by_somebody_else_opens_nothing(town: Town) -> None:
    ceremony = town.ceremony()
    ceremony.check_and_commit()
    ceremony.seal()
    assert refused(town.party(INSPECTOR, "witness", ceremony.folder / "seal-logged.json")) == (2, "party.not_witness")
    checkpoint = Logged.parse((ceremony.folder / "seal-logged.json").read_bytes()).checkpoint
    forger = Ledger(signer=town.ledger.signer, witness=Ed25519Signer(secret("forger")))
    ceremony.put(names.cosigned("seal"), forger.cosigned(checkpoint, at=ceremony.now))
    assert finding(town.party(OFFICE, "reveal", ceremony.folder)) == (5, "key-not-pinned")


def test_party_of_another_draw_is_sent_away(town: Town, run: Callable[..., Ran], passphrase: Path) -> None:
    ceremony = town.ceremony()
    run("trust", town.trust_file, "--fingerprint", town.trust.fingerprint)
    run("keys", "new", "--role", "hrss", "--passphrase-file", passphrase)
    assert refused(run("commit", ceremony.folder)) == (2, "party.not_of_this_draw")


def test_anything_wrong_on_the_board_stops_every_signature(town: Town) -> None:
    ceremony = town.ceremony()
    assert town.party(HRSS, "check-pool", ceremony.folder, "--library", town.library).code == 0
    (ceremony.folder / names.commitment(OFFICE)).write_bytes(b"{}")
    stopped = town.party(HRSS, "commit", ceremony.folder)
    assert refused(stopped) == (5, "ceremony.wrong")
    assert stopped.json["error"]["wrong"][0]["document"] == names.commitment(OFFICE)
    assert not (ceremony.folder / names.commitment(HRSS)).exists()


def test_junk_deposited_with_a_party_is_noticed_before_it_commits(town: Town) -> None:
    ceremony = town.ceremony()
    ceremony.check_and_commit(OFFICE)
    key = town.keys[OFFICE].signer
    path = ceremony.folder / names.escrow(OFFICE)
    escrow = opened(Escrow, path.read_bytes(), keys=[key.verifier])
    junk = {**escrow.links[1], HRSS: Share(HRSS, secret("hash"), escrow.links[1][HRSS].sealed)}
    path.write_bytes(signed(replace(escrow, links=(escrow.links[0], junk, *escrow.links[2:])), key))
    commit = ceremony.folder / names.commitment(OFFICE)
    promise = opened(Commit, commit.read_bytes(), keys=[key.verifier])
    changed = opened(Escrow, path.read_bytes(), keys=[key.verifier])
    commit.write_bytes(signed(replace(promise, escrow=hash_of(changed, algorithm="sha256")), key))
    assert refused(town.party(HRSS, "escrow", "check", ceremony.folder)) == (5, "party.escrow_unsound")
    assert town.party(HRSS, "check-pool", ceremony.folder, "--library", town.library).code == 0
    assert refused(town.party(HRSS, "commit", ceremony.folder)) == (5, "party.escrow_unsound")
    assert town.party(INSPECTOR, "escrow", "check", ceremony.folder).json["parties"] == [OFFICE]


def test_lost_memory_commits_no_second_time(town: Town) -> None:
    ceremony = town.ceremony()
    ceremony.check_and_commit(OFFICE)
    shutil.rmtree(town.home(OFFICE) / "party" / "draws")
    shutil.rmtree(town.home(OFFICE) / "party" / "scopes")
    assert town.party(OFFICE, "check-pool", ceremony.folder, "--library", town.library).code == 0
    assert refused(town.party(OFFICE, "commit", ceremony.folder)) == (2, "party.committed_elsewhere")


def test_secret_of_another_machine_cannot_be_revealed_here(town: Town) -> None:
    ceremony = town.ceremony().sealed()
    shutil.rmtree(town.home(OFFICE) / "party" / "draws")
    assert refused(town.party(OFFICE, "reveal", ceremony.folder)) == (2, "party.no_secret")


def test_commitment_replaced_on_the_board_is_noticed_by_its_owner(town: Town) -> None:
    ceremony = town.ceremony().sealed()
    record = town.home(OFFICE) / "party" / "draws" / ceremony.context.ctx.hex() / "commitment.json"
    record.write_bytes(record.read_bytes().replace(b'"commit":"{', b'"commit":" {'))
    assert refused(town.party(OFFICE, "reveal", ceremony.folder)) == (5, "party.commitment_changed")


@pytest.mark.parametrize(
    ("name", "command"), [("seal.json", "reveal"), ("commitment.json", "reveal"), ("checked.json", "commit")]
)
def test_damaged_memory_is_said_to_be_damaged(town: Town, name: str, command: str) -> None:
    ceremony = town.ceremony().sealed()
    ceremony.reveal(OFFICE)
    path = town.home(OFFICE) / "party" / "draws" / ceremony.context.ctx.hex() / name
    for damage in (b"[]", b"", path.read_bytes()[:-5]):
        path.write_bytes(damage)
        assert refused(town.party(OFFICE, command, ceremony.folder)) == (2, "party.memory_damaged")


def test_folder_in_place_of_a_file_is_refused(town: Town) -> None:
    ceremony = town.ceremony().sealed()
    for words in (("witness", ceremony.folder), ("countersign", ceremony.folder), ("trust", ceremony.folder)):
        assert refused(town.party(HRSS, *words)) == (2, "rules.file_unreadable")


def test_escrow_of_an_absent_party_gives_the_seed(town: Town) -> None:
    ceremony = town.ceremony(reveal_in=timedelta(0)).sealed()
    ceremony.reveal(HRSS, INSPECTOR)
    first = town.party(HRSS, "escrow", "open", ceremony.folder, OFFICE)
    assert (first.code, first.json["sound"], first.json["joined"], first.json["waiting_for"]) == (
        0,
        True,
        False,
        [INSPECTOR],
    )
    assert town.party(HRSS, "escrow", "open", ceremony.folder, OFFICE).json["joined"] is False
    assert town.party(INSPECTOR, "escrow", "open", ceremony.folder, OFFICE).json["joined"] is True
    assert ceremony.state().open_round.seed is not None
    assert refused(town.party(HRSS, "escrow", "open", ceremony.folder, HRSS)) == (2, "party.no_such_escrow")
    assert refused(town.party(HRSS, "escrow", "open", ceremony.folder, "mayor")) == (2, "party.no_such_escrow")


def test_dice_are_typed_by_one_and_again_by_another(town: Town) -> None:
    ceremony = town.ceremony(dice=DiceSpec(10, 20, every_round=False)).sealed()
    typed = town.party(OFFICE, "dice", ceremony.folder, "123")
    assert finding(typed) == (2, "not-the-dice-asked-for")
    assert typed.json["error"]["message"].startswith("现在不能这样做：应为 20 个 10 面骰子的点数")
    assert "不要改动" not in typed.json["error"]["hint"]
    assert town.party(OFFICE, "dice", ceremony.folder, "0" * 20).json["confirmed"] is False
    mistyped = town.party(HRSS, "dice", ceremony.folder, "0" * 6 + "1" + "0" * 13)
    assert refused(mistyped) == (2, "party.read_differently")
    assert "7" in mistyped.json["error"]["message"]
    assert town.party(HRSS, "dice", ceremony.folder, "0" * 20).json["confirmed"] is True
    ceremony.reveal()
    assert ceremony.state().rounds[0].dice == "0" * 20
    assert refused(town.party(INSPECTOR, "dice", ceremony.folder, "1" * 20)) == (2, "party.read_differently")


def test_public_number_is_typed_by_one_with_evidence_and_again_by_another(
    town: Town, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = town.ceremony("probe").now + timedelta(hours=1)
    beacon = LotterySpec("双色球", "2025062", 4, known)
    ceremony = town.ceremony(
        planned=Assurance.M2,
        reveal_in=timedelta(hours=1),
        change=lambda context: replace(
            context,
            assurance_planned=Assurance.M3,
            beacon=replace(beacon, known_after=context.deadlines.reveal_by),
        ),
    ).sealed()
    ceremony.reveal()
    ceremony.now += timedelta(hours=2)
    monkeypatch.setattr(circumstances, "clock", lambda: ceremony.now)
    assert refused(town.party(HRSS, "beacon", ceremony.folder, "0412")) == (2, "party.no_evidence")
    assert town.party(HRSS, "beacon", ceremony.folder, "0412", "--evidence", letter).json["confirmed"] is False
    other = letter.with_name("other.txt")
    other.write_text("other", encoding="utf-8")
    wrong = town.party(OFFICE, "beacon", ceremony.folder, "0412", "--evidence", other)
    assert refused(wrong) == (2, "party.evidence_differs")
    assert refused(town.party(OFFICE, "beacon", ceremony.folder, "0413")) == (2, "party.read_differently")
    assert town.party(OFFICE, "beacon", ceremony.folder, "0412").json["confirmed"] is True
    state = ceremony.state()
    assert state.rounds[0].beacon == "0412"
    record = state.offers["beacon"].record
    assert record.evidence_sha256 == hashlib.sha256(LETTER.encode()).digest()


def test_attempt_is_void_once_two_have_signed(town: Town) -> None:
    ceremony = town.ceremony().sealed()
    assert town.party(OFFICE, "void", ceremony.folder, "--cause", "equipment").json["void"] is False
    assert refused(town.party(HRSS, "void", ceremony.folder, "--cause", "deadline")) == (2, "party.other_cause")
    assert town.party(HRSS, "void", ceremony.folder, "--cause", "equipment").json["void"] is True
    assert town.party(HRSS, "status", ceremony.folder).json["void"] == "equipment"
    assert finding(town.party(HRSS, "reveal", ceremony.folder)) == (2, "no-open-round")


@pytest.mark.parametrize("text", ["E0007", "E0007:declined", ":declined:x", "E0007:declined:"])
def test_removal_that_lacks_a_part_is_refused(town: Town, text: str) -> None:
    ceremony = town.ceremony()
    assert refused(town.party(OFFICE, "removals", ceremony.folder, "--remove", text)) == (2, "party.removal_bad")


def test_removal_of_nobody_known_or_at_no_moment_is_refused(town: Town, letter: Path) -> None:
    ceremony = town.ceremony().sealed()
    asked = f"E9999:declined:{letter}"
    assert refused(town.party(OFFICE, "removals", ceremony.folder, "--remove", asked)) == (2, "party.no_such_expert")
    for moment in ("tomorrow", "2025-06-10T18:00"):
        ran = town.party(OFFICE, "removals", ceremony.folder, "--remove", asked, "--reveal-by", moment)
        assert refused(ran) == (2, "party.moment_bad")
    assert refused(town.party(HRSS, "removals", ceremony.folder)) == (2, "party.nothing_to_sign")


# Check-pool, witness, countersign, status.


def test_check_says_what_was_checked(town: Town) -> None:
    ceremony = town.ceremony()
    ran = town.party(HRSS, "check-pool", ceremony.folder, "--library", town.library, flags=("--lang", "en"))
    assert (ran.code, "30 people filed, 27 may be drawn" in ran.out) == (0, True)


def test_opened_pool_that_the_office_did_not_sign_is_refused(town: Town) -> None:
    ceremony = town.ceremony()
    path = ceremony.folder / names.OPENED_POOL
    data = path.read_bytes()
    other = town.ceremony("other", versions={})
    for wrong, code in ((data[:-2], "not-json"), ((other.folder / names.OPENED_POOL).read_bytes(), "other-draw")):
        path.write_bytes(wrong)
        ran = town.party(HRSS, "check-pool", ceremony.folder, "--library", town.library)
        assert finding(ran)[1] == code
    path.unlink()
    ran = town.party(HRSS, "check-pool", ceremony.folder, "--library", town.library)
    assert refused(ran) == (2, "party.no_opening")


def test_library_with_faulty_rows_is_refused_with_its_cells(town: Town) -> None:
    ceremony = town.ceremony()
    rows = json.loads(town.library.read_text(encoding="utf-8"))
    rows[4]["level"] = "特级"
    town.write_library(rows)
    assert refused(town.party(HRSS, "check-pool", ceremony.folder, "--library", town.library)) == (
        2,
        "roster.not_clean",
    )


def test_witness_keeps_its_head_and_refuses_an_older_one(town: Town) -> None:
    ceremony = town.ceremony().sealed()
    old = (ceremony.folder / "seal-logged.json").read_bytes()
    ceremony.reveal()
    ceremony.result()
    seen = ceremony.witness("result-0")
    assert (seen.code, seen.json["size"]) == (0, 2)
    again = ceremony.folder / "again-logged.json"
    again.write_bytes(old)
    assert refused(town.party(HRSS, "witness", again)) == (5, "party.witness.older")
    assert ceremony.witness("result-0").code == 0


def test_witness_wants_a_proof_that_leads_from_its_head(town: Town, tmp_path: Path) -> None:
    ceremony = town.ceremony().sealed()
    ceremony.reveal()
    ceremony.result()
    logged = ceremony.folder / "result-0-logged.json"
    proof = ceremony.folder / "result-0-consistency.json"
    moved = proof.rename(tmp_path / "proof.json")
    assert refused(town.party(HRSS, "witness", logged)) == (5, "party.witness.not-grown")
    wrong = Consistency.parse(moved.read_bytes())
    moved.write_bytes(replace(wrong, path=(secret("node"),)).to_bytes())
    assert refused(town.party(HRSS, "witness", logged, moved)) == (5, "party.witness.not-grown")
    moved.write_bytes(wrong.to_bytes())
    done = town.party(HRSS, "witness", logged, moved, "--out", tmp_path / "note")
    assert (done.code, (tmp_path / "note").is_file()) == (0, True)


CAST = Cast(people=tuple(f"E{number:04d}" for number in range(1, 9)), bounds=(), seats=3)


@pytest.fixture
def certificate(town: Town, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound certificate of a draw in which the town's HRSS took part, with that draw's trust file accepted."""
    monkeypatch.setitem(SIGN, "hrss", town.keys[HRSS].signer)
    drawn = Draw(Plan(cast=CAST, method="queue"))
    store = town.home(HRSS) / "party"
    for name in ("trust.json", "trust-pin.json"):
        (store / name).unlink()
    trust = town.folder / "other-trust.json"
    trust.write_text(make_certificates.trust_file(), encoding="utf-8")
    unpinned = town.party(HRSS, "trust", trust)
    fingerprint = unpinned.json["error"]["message"].rpartition("：")[2]
    assert town.party(HRSS, "trust", trust, "--fingerprint", fingerprint).code == 0
    path = town.folder / "certificate.json"
    path.write_bytes(drawn.certificate("restricted"))
    checked = store / "draws" / drawn.context.ctx.hex()
    checked.mkdir(parents=True)
    (checked / "checked.json").write_bytes(b'{"at":"x"}')
    return path


def test_sound_certificate_of_a_checked_draw_is_countersigned(town: Town, certificate: Path) -> None:
    done = town.party(HRSS, "countersign", certificate)
    assert done.code == 0, done
    written = Path(done.json["out"])
    record = opened(Countersignature, written.read_bytes(), keys=[town.keys[HRSS].signer.verifier])
    digest = hashlib.sha256(certificate.read_bytes()).digest()
    assert (record.party, record.certificate_sha256, record.tier) == (HRSS, digest, "restricted")
    before = written.read_bytes()
    assert town.party(HRSS, "countersign", certificate).code == 0
    assert written.read_bytes() == before


def test_certificate_that_the_verifier_refuses_is_not_countersigned(town: Town, certificate: Path) -> None:
    envelope = json.loads(certificate.read_bytes())
    envelope["signatures"][0]["sig"] = "A" * 86 + "=="
    certificate.write_text(json.dumps(envelope, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    assert refused(town.party(HRSS, "countersign", certificate)) == (5, "party.certificate_refused")
    assert list(certificate.parent.glob("*countersigned*")) == []


def test_certificate_of_an_unchecked_draw_or_of_strangers_is_not_countersigned(town: Town, certificate: Path) -> None:
    shutil.rmtree(town.home(HRSS) / "party" / "draws")
    assert refused(town.party(HRSS, "countersign", certificate)) == (2, "party.not_checked")
    assert refused(town.party(INSPECTOR, "countersign", certificate)) == (2, "party.not_of_this_draw")
    certificate.write_bytes(b"{}")
    assert town.party(HRSS, "countersign", certificate).code == 2


def test_status_says_who_is_awaited_and_what_is_wrong(town: Town) -> None:
    ceremony = town.ceremony()
    told = town.party(INSPECTOR, "status", ceremony.folder, flags=("--lang", "en"))
    assert (told.code, "You (the inspector) now: check the pool and commit" in told.out) == (0, True)
    (ceremony.folder / names.commitment(OFFICE)).write_bytes(b"{}")
    (ceremony.folder / "notes.txt").write_bytes(b"x")
    told = town.party(INSPECTOR, "status", ceremony.folder, flags=())
    assert (told.code, "有问题" in told.out, "notes.txt" in told.out) == (5, True, True)
    machine = town.party(INSPECTOR, "status", ceremony.folder).json
    assert [one["document"] for one in machine["wrong"]] == [names.commitment(OFFICE)]
    assert {one["by"] for one in machine["awaited"]} == set(PARTIES)


def test_status_of_an_empty_folder_waits_for_the_office(town: Town) -> None:
    (town.folder / "empty").mkdir()
    told = town.party(HRSS, "status", town.folder / "empty", flags=())
    assert (told.code, "context.json" in told.out) == (0, True)
    assert refused(town.party(HRSS, "commit", town.folder / "empty")) == (2, "party.not_frozen")
    assert refused(town.party(HRSS, "status", town.folder / "none")) == (2, "party.no_ceremony")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_has_help_in_both_languages(run: Callable[..., Ran], language: str) -> None:
    def lines(command: Any, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        below = [line for name, sub in getattr(command, "commands", {}).items() for line in lines(sub, (*path, name))]
        return [path, *below]

    for words in lines(party_group, ()):
        shown = run(*words, "--help", "--lang", language, json_out=False)
        assert (shown.code, "party.help" in shown.out, "ceremony." in shown.out) == (0, False, False), words


def test_every_finding_of_a_ceremony_has_words() -> None:
    """Whatever the core calls forged, untrusted or too early is said in a sentence; the rest is named by its code."""
    said = {key.removeprefix("ceremony.wrong.") for key in catalogue(Language.EN) if key.startswith("ceremony.wrong.")}
    raised = set()
    for path in Path(blind.ceremony.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", getattr(getattr(node, "func", None), "attr", ""))
            if isinstance(node, ast.Call) and name in ("Forged", "Untrusted", "NotNow", "note") and node.args:
                first = node.args[0]
                raised |= {first.value} if isinstance(first, ast.Constant) else set()
    assert raised - said - {"link-not-of-chain", "nothing-to-countersign"} == set()


def test_finding_without_words_is_named_by_its_code() -> None:
    error = BlindError("nobody-knows-this", fact=1)
    for language in Language:
        assert "nobody-knows-this" in wrong_words(Wrong(error.code, "x", error.facts), language)
