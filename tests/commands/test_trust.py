"""``expertpool trust``: founded by three, changed by two of them, for rotation, loss and theft."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from blind.dsse import Envelope, sign
from blind.errors import BlindError
from blind.keys.ed25519 import Ed25519Signer
from blind.log.note import COSIGNER
from blind.trust import Trust
from expertpool.party.keys import PUBLIC_FILE as PARTY_PUBLIC
from expertpool.party.root_keys import KEY_FILE, PUBLIC_FILE, new_root_key
from tests.blind.ceremony.hall import Fresh
from tests.commands.holders import HOLDERS, LEDGER, WITNESS, Holders
from tests.party.season import Season, verified
from tests.party.town import CHEAP, PASSPHRASE

REPORT = "application/vnd.expertpool.report+json"


@pytest.fixture
def holders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Holders:
    return Holders(tmp_path, capsys)


@pytest.fixture
def founded(holders: Holders) -> Holders:
    holders.founded()
    return holders


def standing(trust: Trust, signer: Ed25519Signer, role: str, *indexes: int) -> list[str]:
    """What becomes of a signature of this key at each place of the log."""
    envelope = sign(b"{}", payload_type=REPORT, signers=[signer])

    def at(index: int) -> str:
        try:
            trust.verify(envelope, payload_type=REPORT, role=role, index=index)
        except BlindError as error:
            return error.code
        return "stands"

    return [at(index) for index in indexes]


def new_party(holders: Holders, role: str) -> tuple[Path, Ed25519Signer]:
    """A party's new keys on a new machine: the public file, and the key that signs."""
    folder = holders.folder / f"new-{role}"
    return folder / PARTY_PUBLIC, holders.party(role, folder).signer


def test_first_version_gives_every_role_its_key_and_three_holders_the_file(holders: Holders) -> None:
    trust = holders.founded()
    held = {name: [key.holder for key in role.keys] for name, role in trust.newest.roles.items()}
    assert {name: sorted(names) for name, names in held.items()} == {
        "root": sorted(HOLDERS),
        "log": [LEDGER],
        "witness": [WITNESS],
        **{name: [name] for name in HOLDERS},
        **{f"seal-{name}": [name] for name in HOLDERS},
    }
    assert trust.newest.roles["root"].threshold == 2
    assert [key.public for key in trust.keys("witness", 0)] == [holders.parties["hrss"].witness.verifier.public]
    assert trust.note_keys("witness", 5, kind=COSIGNER)[0].name == WITNESS


def test_rotated_hrss_key_keeps_its_old_signatures_up_to_the_entry_of_the_change(founded: Holders) -> None:
    old = founded.parties["hrss"].signer
    public, new = new_party(founded, "hrss")
    trust = founded.change("--keys", public, since=40, by=("office", "inspector"))
    assert standing(trust, old, "hrss", 0, 39, 40, 1000) == ["stands", "stands", "key-stale", "key-stale"]
    assert standing(trust, new, "hrss", 0, 39, 40) == ["key-not-yet-valid", "key-not-yet-valid", "stands"]
    assert [key.from_index for key in trust.newest.roles["witness"].keys if key.to_index is None] == [40]


def test_stolen_key_is_cut_off_from_the_entry_of_the_theft(founded: Holders) -> None:
    """The theft is noticed at entry 60 and dated to entry 45: what was signed between counts no more."""
    thief = founded.parties["inspector"].signer
    public, new = new_party(founded, "inspector")
    trust = founded.change("--keys", public, "--stolen-at", "45", since=60, by=("office", "hrss"))
    assert standing(trust, thief, "inspector", 44, 45, 59, 60) == ["stands", "key-stale", "key-stale", "key-stale"]
    assert standing(trust, new, "inspector", 59, 60) == ["key-not-yet-valid", "stands"]


def test_theft_is_told_apart_from_rotation_in_the_words_a_holder_reads(founded: Holders) -> None:
    public, _ = new_party(founded, "inspector")
    rotated = founded.proposed("--keys", public, since=60, name="rotated.json")
    stolen = founded.proposed("--keys", public, "--stolen-at", "45", since=60, name="stolen.json")
    told = [founded.sign("office", proposal).out for proposal in (rotated, stolen)]
    assert [text.count("此前签的仍然作数") for text in told] == [2, 0]
    assert [text.count("从第 45 条起签过的一概不作数") for text in told] == [0, 2]


def test_one_root_machine_is_lost_and_the_two_others_install_a_replacement(founded: Holders) -> None:
    """The drill: the inspector's machine is gone with its key; the new one signs the version after."""
    lost = founded.machine("inspector")
    shutil.rmtree(lost)
    founded.root("inspector", lost / "root")
    founded.party("inspector", lost / "party")
    keys = ("--keys", lost / "root" / PUBLIC_FILE, "--keys", lost / "party" / PARTY_PUBLIC)
    proposal = founded.proposed(*keys, since=12)
    refused = founded.sign("inspector", proposal)
    assert refused.code == 2
    assert "trust pin" in refused.err
    ran = founded.assembled(*(founded.signed(holder, proposal) for holder in ("office", "hrss")))
    assert (ran.code, ran.json["version"]) == (0, 2)
    fingerprint = founded.trust().fingerprint
    assert [founded.pin(holder, fingerprint).code for holder in HOLDERS] == [0, 0, 0]
    public, new = new_party(founded, "office")
    later = founded.change("--keys", public, since=20, by=("inspector", "hrss"))
    assert later.newest.version == 3
    assert standing(later, new, "office", 20) == ["stands"]


def test_key_typed_from_paper_signs_as_the_lost_one_did(founded: Holders) -> None:
    paper = founded.run("hrss", "trust", "key", "paper", "--passphrase-file", founded.passphrase, "--json").json
    shutil.rmtree(founded.machine("hrss") / "root")
    typed = founded.folder / "typed.txt"
    typed.write_text("\n".join(paper["lines"]), encoding="utf-8")
    words = ("--holder", "hrss", "--paper", typed, "--passphrase-file", founded.passphrase)
    assert founded.run("hrss", "trust", "key", "restore", *words).code == 0
    public, _ = new_party(founded, "office")
    assert founded.change("--keys", public, since=9, by=("inspector", "hrss")).newest.version == 2


def test_paper_copied_wrongly_names_the_line(founded: Holders) -> None:
    paper = founded.run("hrss", "trust", "key", "paper", "--passphrase-file", founded.passphrase, "--json").json
    lines = paper["lines"]
    lines[2] = lines[2][:-1] + ("0" if lines[2][-1] != "0" else "1")
    typed = founded.folder / "typed.txt"
    typed.write_text("\n".join(lines), encoding="utf-8")
    words = ("--holder", "hrss", "--dir", founded.folder / "again", "--paper", typed)
    ran = founded.run("hrss", "trust", "key", "restore", *words, "--passphrase-file", founded.passphrase)
    assert ran.code == 2
    assert "第 3 行" in ran.err
    assert not (founded.folder / "again" / KEY_FILE).exists()


@pytest.mark.parametrize("holder", HOLDERS)
def test_k1_one_signature_of_three_is_not_enough(founded: Holders, holder: str) -> None:
    public, _ = new_party(founded, "hrss")
    one = founded.signed(holder, founded.proposed("--keys", public, since=40))
    before = (founded.folder / "trust.json").read_bytes()
    ran = founded.assembled(one, one)
    assert ran.code == 5
    assert "两位" in ran.json["error"]["message"]
    assert (founded.folder / "trust.json").read_bytes() == before


def test_k1_first_version_needs_two_signatures_as_well(holders: Holders) -> None:
    ran = holders.assembled(holders.signed("office", holders.proposed_first()), before=None)
    assert ran.code == 5
    assert not (holders.folder / "trust.json").exists()


def test_k1_nothing_is_signed_before_the_changes_were_shown_and_confirmed(founded: Holders) -> None:
    public, new = new_party(founded, "hrss")
    proposal = founded.proposed("--keys", public, since=40)
    ran = founded.sign("office", proposal)
    assert ran.code == 2
    assert f"启用 hrss 的密钥 {new.key_id[:16]}（ed25519），从第 40 条起" in ran.out
    assert f"停用 hrss 的密钥 {founded.parties['hrss'].signer.key_id[:16]}（ed25519），从第 40 条起" in ran.out
    for wrong in ("0" * 24, "", founded.code("office", proposal)[:23]):
        assert founded.sign("office", proposal, "--confirm", wrong).code == 2
    assert not (founded.folder / "unwanted.json").exists()


def test_k1_code_of_one_proposal_does_not_sign_another(founded: Holders) -> None:
    """The office shows HRSS a rotation and puts a theft in its place before it is signed."""
    public, _ = new_party(founded, "inspector")
    harmless = founded.proposed("--keys", public, since=60, name="harmless.json")
    code = founded.code("hrss", harmless)
    founded.proposed("--keys", public, "--stolen-at", "1", since=60, name="other.json").replace(harmless)
    assert founded.sign("hrss", harmless, "--confirm", code).code == 2
    assert not (founded.folder / "unwanted.json").exists()


def test_k1_second_version_of_one_number_is_not_signed_unless_the_first_is_given_up(founded: Holders) -> None:
    first = founded.proposed("--keys", new_party(founded, "hrss")[0], since=40, name="a.json")
    second = founded.proposed("--keys", new_party(founded, "inspector")[0], since=40, name="b.json")
    founded.signed("office", first)
    given_up = founded.code("office", first)
    confirmed = ("--confirm", founded.code("office", second))
    ran = founded.sign("office", second, *confirmed)
    assert ran.code == 5
    assert given_up in ran.err
    assert founded.sign("office", second, *confirmed, "--instead-of", "0" * 24).code == 5
    founded.signed("office", second, "--instead-of", given_up)


def test_k1_older_file_is_refused_by_who_saw_the_newer(founded: Holders) -> None:
    shutil.copy(founded.folder / "trust.json", founded.folder / "old.json")
    founded.change("--keys", new_party(founded, "hrss")[0], since=40, by=("office", "inspector"))
    assert founded.pin("hrss", file="old.json").code == 5


def test_k1_fork_that_two_holders_signed_is_refused_by_who_saw_the_other_branch(founded: Holders) -> None:
    """Office and inspector sign two second versions; HRSS was shown one of them."""
    shutil.copy(founded.folder / "trust.json", founded.folder / "base.json")
    founded.change("--keys", new_party(founded, "hrss")[0], since=40, by=("office", "inspector"))
    roots = [founded.roots[holder].signer for holder in ("office", "inspector")]
    other = founded.proposed("--keys", new_party(founded, "inspector")[0], since=41, name="o.json", trust="base.json")
    kind = Envelope.parse((founded.folder / "version-40-office.json").read_bytes()).payload_type
    both = sign(other.read_bytes(), payload_type=kind, signers=roots)
    (founded.folder / "both.json").write_bytes(both.to_bytes())
    assert founded.assembled(founded.folder / "both.json", out="fork.json", before="base.json").code == 0
    assert founded.pin("hrss", file="fork.json").code == 5
    refused = founded.sign("hrss", other)
    assert refused.code == 2
    assert "第 2 版" in refused.err


def test_k1_party_key_or_a_strangers_root_key_signs_no_version(founded: Holders) -> None:
    proposal = founded.proposed("--keys", new_party(founded, "hrss")[0], since=40)
    stranger = founded.folder / "stranger"
    founded.root("office", stranger)
    code = founded.code("office", proposal)
    assert founded.sign("office", proposal, "--confirm", code, "--dir", str(stranger)).code == 2
    shutil.copy(founded.machine("office") / "party" / "party.key", stranger / KEY_FILE)
    ran = founded.sign("office", proposal, "--confirm", code, "--dir", str(stranger))
    assert ran.code == 2
    assert "不是根密钥" in ran.err


def test_closing_a_root_key_without_a_successor_is_refused_in_words(founded: Holders) -> None:
    key_id = founded.roots["hrss"].signer.key_id[:12]
    out = founded.folder / "next.json"
    words = ("--close", key_id, "--since", "40", "--out", out)
    ran = founded.run("office", "trust", "propose", founded.folder / "trust.json", *words)
    assert ran.code == 2
    assert "不足三把" in ran.err
    assert not out.exists()


def test_new_ledger_key_keeps_the_ledgers_name(founded: Holders) -> None:
    new = Ed25519Signer(b"\x52" * 32)
    out = founded.folder / "next.json"
    words = ("--log", founded.log_key(new, "ledger.other"), "--since", "40", "--out", out)
    ran = founded.run("office", "trust", "propose", founded.folder / "trust.json", *words)
    assert ran.code == 2
    assert LEDGER in ran.err
    trust = founded.change("--log", founded.log_key(new), since=40, by=("office", "hrss"))
    assert [len(trust.keys("log", size)) for size in (0, 39, 40)] == [1, 1, 1]
    assert trust.keys("log", 40)[0].public == new.verifier.public


def test_show_lists_every_version_and_says_whether_the_fingerprint_was_compared(founded: Holders) -> None:
    founded.change("--keys", new_party(founded, "hrss")[0], since=40, by=("office", "inspector"))
    told = founded.shown()
    assert (told["version"], told["pinned"], [one["version"] for one in told["versions"]]) == (2, False, [1, 2])
    assert founded.shown(fingerprint=told["fingerprint"])["pinned"] is True
    assert founded.run("hrss", "trust", "show", founded.folder / "trust.json", "--fingerprint", "00" * 32).code == 5
    kinds = sorted(one["kind"] for one in told["versions"][1]["changes"])
    assert kinds == ["key-closed"] * 3 + ["key-opened"] * 3
    assert told["fingerprint"] in founded.run("hrss", "trust", "show", founded.folder / "trust.json").out


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"not json", b'{"format":"expertpool-root-public/1"}', bytes(range(256))]
)
def test_files_that_are_none_are_refused_in_words(founded: Holders, content: bytes) -> None:
    file = founded.folder / "file.json"
    file.write_bytes(content)
    trust, out = founded.folder / "trust.json", founded.folder / "out.json"
    lines = [
        ("propose", trust, "--since", "4", "--keys", file, "--out", out),
        ("propose", file, "--since", "4", "--close", "00000000", "--out", out),
        ("sign", file, "--out", out),
        ("assemble", file, "--trust", trust, "--out", out),
        ("show", file),
    ]
    for words in lines:
        ran = founded.run("office", "trust", *words)
        assert (ran.code, bool(ran.err)) == (2, True), words
    assert not out.exists()


def test_trust_file_made_by_two_holders_carries_a_whole_ceremony(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    season = Season(tmp_path / "season", monkeypatch)
    log = season.run("ledger", "checkpoint", "--out", tmp_path / "head.note")
    if log.code != 0:
        season.run("draw", "--roster", season.roster, "--committee", season.committee, "--out", tmp_path / "m0")
        log = season.run("ledger", "checkpoint", "--out", tmp_path / "head.note")
    roots = {who: tmp_path / f"root-{who}" for who in HOLDERS}
    for who, folder in roots.items():
        new_root_key(who, folder, PASSPHRASE, fresh=Fresh(f"root/{who}"), cost=CHEAP)
    public = [folder / PUBLIC_FILE for folder in roots.values()]
    public += [season.home(who) / "party" / PARTY_PUBLIC for who in HOLDERS]
    keys = [word for file in public for word in ("--keys", file)]
    for who in HOLDERS:
        for name in ("trust.json", "trust-pin.json"):
            (season.home(who) / "party" / name).unlink()
    first = tmp_path / "first.json"
    named = ("--log", log.json["log_key"], "--witness-name", "hrss.test")
    code = season.run("trust", "new", *keys, *named, "--out", first).json["code"]
    signed = [tmp_path / f"signed-{who}.json" for who in ("office", "hrss")]
    for who, out in zip(("office", "hrss"), signed, strict=True):
        secret = ("--dir", roots[who], "--passphrase-file", season.passphrase)
        assert season.run("trust", "sign", first, "--confirm", code, *secret, "--out", out, who=who).code == 0
    made = season.run("trust", "assemble", *signed, "--out", season.trust_file).json
    for who in HOLDERS:
        pinned = season.run("trust", "pin", season.trust_file, "--fingerprint", made["fingerprint"], who=who)
        assert pinned.code == 0, pinned
    hall = season.hall(method="queue")
    hall.sealed().drawn()
    assert "M2" in verified(hall.out, trust=season.trust_file)


def test_public_file_holds_no_secret(founded: Holders) -> None:
    folder = founded.machine("hrss") / "root"
    assert json.loads((folder / PUBLIC_FILE).read_text()) == {
        "format": "expertpool-root-public/1",
        "holder": "hrss",
        "public": founded.roots["hrss"].signer.verifier.public.hex(),
    }
    assert founded.roots["hrss"].secret.hex() not in (folder / KEY_FILE).read_text()
    assert (folder / KEY_FILE).stat().st_mode & 0o077 == 0


def test_every_version_is_entered_once_in_the_office_s_ledger(founded: Holders) -> None:
    assert founded.enter().json["entered"] == [{"version": 1, "entry": 1, "new": True}]
    public, _ = new_party(founded, "hrss")
    founded.change("--keys", public, since=40, by=("office", "inspector"))
    told = [{"version": 1, "entry": 1, "new": False}, {"version": 2, "entry": 2, "new": True}]
    assert founded.enter().json["entered"] == told
    assert [one["new"] for one in founded.enter().json["entered"]] == [False, False]
    assert founded.run("office", "ledger", "verify").code == 0
    shown = founded.run("office", "ledger", "show", "--json").json["entries"]
    assert [one["kind"] for one in shown] == ["ledger:opened", "trust:version:entered", "trust:version:entered"]


def test_older_trust_file_is_not_entered_over_a_newer_one(founded: Holders) -> None:
    shutil.copy(founded.folder / "trust.json", founded.folder / "old.json")
    public, _ = new_party(founded, "hrss")
    founded.change("--keys", public, since=40, by=("office", "inspector"))
    founded.enter()
    assert founded.enter("old.json").json["error"]["code"] == "trust_file.older_than_entered"


def test_trust_file_of_another_history_is_refused_and_nothing_entered(
    founded: Holders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    founded.enter()
    (tmp_path / "others").mkdir()
    others = Holders(tmp_path / "others", capsys)
    others.made = 1000
    others.log = Ed25519Signer(bytes(32))
    others.founded()
    shutil.copy(others.folder / "trust.json", founded.folder / "other.json")
    ran = founded.enter("other.json")
    assert (ran.code, ran.json["error"]["code"]) == (5, "trust_file.other_than_entered")
    assert len(founded.run("office", "ledger", "show", "--json").json["entries"]) == 2
