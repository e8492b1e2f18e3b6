"""Attacks on the ceremony of a draw: who changes what, what is found, and who sees it."""

from __future__ import annotations

import copy
import json
import shutil
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from blind.ceremony import names, turns
from blind.ceremony.commitment import Commit
from blind.ceremony.context import Assurance, Context, PreviousAttempt
from blind.ceremony.document import opened, payload, payload_type, read_payload, signed
from blind.ceremony.escrow import Escrow, open_half
from blind.ceremony.logged import KINDS, seals_of
from blind.ceremony.reveal import Opening, Reveal, Seen
from blind.ceremony.rounds import Removal, Removals
from blind.ceremony.state import Culprit, Step
from blind.ceremony.steps import read
from blind.ceremony.thrown import Beacon, Dice
from blind.dsse import Envelope, sign
from blind.keys.x25519 import public_of
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.entry import Entry
from blind.log.tree import Tree
from blind.trust import read_trust
from expertpool.party.attendance import PartyHome, attend
from expertpool.party.board import Board
from expertpool.party.committing import own_secret
from expertpool.party.pool_opening import LONGEST, PoolOpening
from solver.lottery import Lottery, prepare_lottery
from solver.problem import Problem
from tests.blind.ceremony.hall import (
    DEADLINE,
    HRSS,
    INSPECTOR,
    KNOWN,
    OFFICE,
    ORIGIN,
    PARTIES,
    SEATS,
    Fresh,
    Hall,
    Ledger,
    code,
    codes,
    m3,
    secret,
    steps,
)
from tests.blind.ceremony.quicknet import QUICKNET, SIGNATURE
from tests.party.season import Hall as Live
from tests.party.season import Season
from tests.party.town import PASSPHRASE, Town

SECOND = timedelta(seconds=1)


def resigned(hall: Hall, name: str, record: Any, *, by: str) -> dict[str, bytes]:
    """A document replaced by another record, signed with the key of ``by``."""
    return {name: signed(record, hall.signers[by])}


def read_document(hall: Hall, name: str, kind: Any) -> Any:
    return opened(kind, hall.documents[name], keys=[signer.verifier for signer in hall.signers.values()])


@pytest.fixture
def town(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Town:
    return Town(tmp_path, capsys=capsys)


@pytest.fixture
def season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    return Season(tmp_path / "season", monkeypatch)


def test_d1_a_second_run_with_the_same_commitments_gives_the_same_seed_and_no_second_result() -> None:
    """Office repeats the draw from the same documents and wants another panel: every reader computes the same seed."""
    hall = Hall().until(Step.RESULT)
    first = hall.read()
    hall.result()
    state = hall.read()
    other = replace(state.rounds[0].result, members=tuple(sorted(code(number) for number in range(9, 9 + SEATS))))
    again = hall.read(**resigned(hall, "result-0.json", other, by=OFFICE))
    assert again.rounds[0].seed == first.rounds[0].seed
    assert codes(again) == ["body-changed"]
    reseeded = replace(state.rounds[0].result, seed=secret("wished for"))
    assert "result-of-another-seed" in codes(hall.read(**resigned(hall, "result-0.json", reseeded, by=OFFICE)))


def test_d1_a_second_seal_over_the_same_commitments_gets_no_reveal(town: Town) -> None:
    """Office seals the same commitments anew in a second folder: each party's own machine refuses."""
    first = town.ceremony()
    first.check_and_commit()
    second = town.folder / "second"
    shutil.copytree(first.folder, second)
    first.seal()
    assert first.witness(names.SEAL_STEM).code == 0
    first.reveal(INSPECTOR)
    first.folder, first.board = second, replace(first.board, folder=second)
    first.now += SECOND
    first.seal()
    assert first.witness(names.SEAL_STEM).code == 0
    refused = town.party(INSPECTOR, "reveal", second)
    assert (refused.code, refused.json["error"]["code"]) == (2, "party.another_seal")
    assert not (second / names.reveal(INSPECTOR, 0)).exists()


def test_d3_a_void_that_hides_the_seal_is_signed_by_nobody_who_saw_it(town: Town) -> None:
    """Office takes the seal out of the hall and asks for a void that names none: the inspector's machine refuses."""
    ceremony = town.ceremony().sealed()
    ceremony.reveal(INSPECTOR)
    for path in [*ceremony.folder.glob("seal*"), ceremony.folder / names.reveal(INSPECTOR, 0)]:
        path.unlink()
    refused = town.party(INSPECTOR, "void", ceremony.folder, "--cause", "equipment")
    assert (refused.code, refused.json["error"]["code"]) == (2, "party.another_seal")
    assert list(ceremony.folder.glob("void-*")) == []


def test_d2_a_second_run_with_a_new_secret_of_the_office_alone_lacks_the_other_commitments() -> None:
    """Office freezes anew and copies the other parties' old commitments over: they name the old context."""
    hall = Hall().until(Step.SEAL)
    again = Hall(attempt=1, versions={"expertpool": "0.1.1"})
    again.freeze()
    again.commit(OFFICE)
    for party in (HRSS, INSPECTOR):
        for name in (names.commitment(party), names.escrow(party)):
            again.put(name, hall.documents[name])
    state = again.read()
    assert codes(state) == ["other-draw"] * 4
    assert sorted(steps(state)) == [("commit", HRSS), ("commit", INSPECTOR)]
    with pytest.raises(turns.NotNow):
        turns.make_seal(state, at=DEADLINE)


def test_d2_no_party_commits_twice_for_one_attempt(town: Town) -> None:
    """Office talks the inspector into committing again for a fresh context of the same attempt."""
    town.ceremony().check_and_commit(INSPECTOR)
    second = town.ceremony("second", versions={"expertpool": "0.1.1"})
    assert town.party(INSPECTOR, "check-pool", second.folder, "--library", town.library).code == 0
    refused = town.party(INSPECTOR, "commit", second.folder)
    assert (refused.code, refused.json["error"]["code"]) == (2, "party.committed_already")
    assert not (second.folder / names.commitment(INSPECTOR)).exists()


def test_d3_a_rerun_by_all_parties_that_hides_the_first_seal_meets_the_head_hrss_holds(town: Town) -> None:
    """All three play again on a ledger without the first seal: HRSS's kept head (and its tool) refuses that ledger."""
    first = town.ceremony().sealed()
    entries = seals_of([Entry.parse(entry) for entry in town.ledger.entries], first.context.scope.ledger)
    assert [entry.body_hash for entry in entries] == [Entry.parse(town.ledger.entries[0]).body_hash]
    town.ledger.entries.clear()
    second = town.ceremony("second", versions={"expertpool": "0.1.1"})
    town.ledger.append(b"{}", kind="roster:file:imported", scope="x/2025", at=second.now)
    for party in PARTIES:
        shutil.rmtree(town.home(party) / "party" / "scopes")
    second.check_and_commit()
    second.seal()
    refused = second.witness(names.SEAL_STEM)
    assert (refused.code, refused.json["error"]["code"]) == (5, "party.witness.not-grown")
    evidence = json.loads(Path(_evidence(town)).read_text())
    assert (evidence["reason"], evidence["stored"] is not None) == ("not-grown", True)
    assert "too-early" not in codes(second.state()) and not second.state().cosigned


def _evidence(town: Town) -> Path:
    (found,) = (town.home(HRSS) / "party" / "evidence").iterdir()
    return found


def test_d3_two_signed_heads_of_one_size_are_kept_as_proof(town: Town) -> None:
    """Whoever has the ledger's key shows HRSS another ledger of the same size: split view, kept byte for byte."""
    first = town.ceremony().sealed()
    other = Ledger(signer=town.ledger.signer, witness=town.ledger.witness)
    other.append(b"other", kind=KINDS["seal"], scope=first.context.scope.ledger, at=first.now)
    tree = Tree(other.entries)
    note = sign_checkpoint(Checkpoint(ORIGIN, tree.size, tree.root()), other.signer)
    offered = town.folder / "offered.note"
    offered.write_bytes(note.to_bytes())
    refused = town.party(HRSS, "witness", offered)
    assert (refused.code, refused.json["error"]["code"]) == (5, "party.witness.split-view")
    assert json.loads(_evidence(town).read_text())["offered"] == note.to_bytes().hex()


def test_d9_dice_entered_after_the_first_reveal_do_not_count() -> None:
    """Two parties write the dice down once a secret is open: that secret's document does not name them; all see it."""
    hall = m1_with_parties().until(Step.DICE)
    hall.dice("1" * 30)
    early = hall.read()
    hall.reveal(HRSS)
    later = Dice(hall.context.ctx, early.sealed.hash, 0, "2" * 30, hall.now)
    changed = {names.by("dice-0", party): signed(later, hall.signers[party]) for party in (OFFICE, INSPECTOR)}
    state = hall.read(**changed)
    assert codes(state) == ["dice-after-reveal"]
    assert HRSS not in state.rounds[0].reveals
    without = {name: data for name, data in hall.documents.items() if not name.startswith("dice")}
    hall.documents = without
    assert codes(hall.read()) == ["too-early"]


def m1_with_parties() -> Hall:
    hall = m3()
    return Hall(assurance_planned=Assurance.M2, dice=hall.context.dice)


def test_d10_a_beacon_of_another_issue_or_before_its_time_does_not_count() -> None:
    """Office and HRSS record another issue, another width, or a number before it was known."""
    hall = m3().until(Step.BEACON)
    hall.now = KNOWN
    right = turns.make_beacon(hall.read(), "0412233307", evidence_sha256=secret("paper"), at=hall.now)
    wrong: dict[str, Beacon] = {
        "beacon-of-another-issue": replace(right, id="2025063"),
        "beacon-before-it-was-known": replace(right, at=KNOWN - SECOND),
        "beacon-before-reveals": replace(right, seen=right.seen[:-1]),
        "not-the-digits-asked-for": replace(right, value="412233307"),
        "other-seal": replace(right, seal_hash=secret("another seal")),
    }
    for finding, record in wrong.items():
        changed = {names.by("beacon", party): signed(record, hall.signers[party]) for party in (OFFICE, HRSS)}
        state = hall.read(**changed)
        assert (codes(state), state.rounds[0].seed) == ([finding], None)


def test_d10_one_party_alone_cannot_record_the_beacon() -> None:
    """The office alone types the number: no seed until another party has typed the same."""
    hall = m3().until(Step.BEACON)
    hall.beacon("0412233307", OFFICE)
    assert (hall.read().rounds[0].seed, steps(hall.read())) == (None, [("beacon", HRSS), ("beacon", INSPECTOR)])
    other = replace(hall.read().offers["beacon"].record, value="9999999999")
    state = hall.read(**resigned(hall, names.by("beacon", INSPECTOR), other, by=INSPECTOR))
    assert (codes(state), state.rounds[0].seed) == (["signers-disagree"], None)


@pytest.mark.parametrize("other", ["an empty chain", "another round"])
def test_d10_a_forged_drand_signature_does_not_count(other: str) -> None:
    """Two parties record a drand value that the pinned chain never signed."""
    if find_spec("py_ecc") is None:
        pytest.skip("drand rounds are checked only where the optional package is installed")
    spec = replace(QUICKNET, round=QUICKNET.round + 1) if other == "another round" else QUICKNET
    value = SIGNATURE if other == "another round" else "c0" + "00" * 47
    hall = Hall(assurance_planned=Assurance.M3, beacon=spec).until(Step.BEACON)
    hall.beacon(value)
    assert (codes(hall.read()), hall.read().rounds[0].seed) == (["drand-signature-wrong"], None)


def test_d11_a_party_that_withholds_changes_nothing_because_the_escrow_gives_the_same_seed() -> None:
    """The office does not like what it might get and goes home; HRSS and the inspector open its escrow."""
    hall = Hall().until(Step.REVEAL)
    for party in (HRSS, INSPECTOR):
        hall.reveal(party)
    honest = dict(hall.documents)
    hall.reveal(OFFICE)
    seed = hall.read().rounds[0].seed
    hall.documents = honest
    hall.now = DEADLINE
    assert steps(hall.read()) == [("reveal", OFFICE), ("escrow", HRSS), ("escrow", INSPECTOR)]
    for holder in (HRSS, INSPECTOR):
        hall.open_escrow(OFFICE, by=holder)
    hall.join_escrow(OFFICE, by=INSPECTOR)
    state = hall.read()
    assert (state.rounds[0].seed, codes(state)) == (seed, [])
    assert (state.rounds[0].reveals[OFFICE].source, state.assurance) == ("escrow", Assurance.M2)


def test_d11_junk_in_escrow_voids_the_attempt_and_names_the_culprit() -> None:
    """The office deposits halves of another secret, then withholds: both halves fit what it published."""
    hall = Hall()
    hall.freeze()
    good, hall.lasts[OFFICE] = hall.lasts[OFFICE], secret("junk")
    hall.commit(OFFICE)
    hall.lasts[OFFICE] = good
    escrow = read_document(hall, names.escrow(OFFICE), Escrow)
    promise = turns.make_commit(hall.context, OFFICE, good, escrow, {})
    hall.documents[names.commitment(OFFICE)] = signed(promise, hall.signers[OFFICE])
    for party in (HRSS, INSPECTOR):
        hall.commit(party)
    hall.seal()
    for party in (HRSS, INSPECTOR):
        hall.reveal(party)
    hall.now = DEADLINE
    for holder in (HRSS, INSPECTOR):
        hall.open_escrow(OFFICE, by=holder)
    state = hall.read()
    assert (codes(state), state.culprit) == (["escrow-junk"], Culprit(OFFICE, proven=True))
    assert steps(state) == [("void", HRSS), ("void", INSPECTOR)]
    hall.void("escrow-unusable", HRSS, INSPECTOR)
    void = hall.read()
    assert (void.void.culprit, void.assurance, steps(void)) == (OFFICE, Assurance.M0, [("log", OFFICE)])


def test_d11_a_holder_who_vouched_for_an_escrow_and_then_lies_about_his_half_is_the_culprit() -> None:
    """The inspector, who had opened the office's escrow when it committed, now shows another half."""
    hall = Hall()
    hall.freeze()
    for party in (OFFICE, INSPECTOR, HRSS):
        hall.commit(party)
    hall.seal()
    hall.now = DEADLINE
    hall.open_escrow(OFFICE, by=INSPECTOR, half=lambda _: secret("a lie"))
    assert hall.read().culprit == Culprit(INSPECTOR, proven=True)
    for claimed in (None, secret("a lie")):
        other = Hall().until(Step.REVEAL)
        other.now = DEADLINE
        other.open_escrow(OFFICE, by=HRSS, half=lambda _, claimed=claimed: claimed)
        assert other.read().culprit == Culprit(OFFICE, proven=False)


def test_d11_nobody_is_blamed_without_ground_and_no_culprit_signs_his_own_pardon() -> None:
    """HRSS and inspector void a sound attempt and blame the office: the documents do not show it."""
    hall = Hall().until(Step.REVEAL)
    record = turns.make_void(hall.read(), "equipment", at=hall.now)
    blaming = replace(record, code="escrow-unusable", culprit=OFFICE)
    changed = {names.by("void", party): signed(blaming, hall.signers[party]) for party in (HRSS, INSPECTOR)}
    state = hall.read(**changed)
    assert (codes(state), state.void) == (["void-unfounded"], None)
    hall.now = DEADLINE
    hall.open_escrow(OFFICE, by=HRSS, half=lambda _: None)
    hall.void("escrow-unusable", HRSS, OFFICE)
    assert hall.read().void is None


def test_d12_an_early_escrow_opening_by_two_is_seen_and_gains_nothing() -> None:
    """HRSS and the inspector open the office's escrow before its time: they know more, and can change nothing."""
    hall = Hall().until(Step.REVEAL)
    untouched = dict(hall.documents)
    for holder in (HRSS, INSPECTOR):
        half = open_half(
            hall.read().escrows[OFFICE], hall.context, at=0, holder=holder, secret=hall.seal_secret(holder)
        )
        early = Opening(hall.context.ctx, hall.read().sealed.hash, OFFICE, 0, holder, half, hall.now)
        hall.put(names.opening(OFFICE, 0, holder), signed(early, hall.signers[holder]))
    state = hall.read()
    assert codes(state) == ["escrow-opened-early"] * 2
    for party in PARTIES:
        hall.reveal(party)
    seed = hall.read().rounds[0].seed
    hall.documents = untouched
    for party in PARTIES:
        hall.reveal(party)
    assert hall.read().rounds[0].seed == seed


def test_d12_the_tool_opens_no_escrow_before_the_deadline(town: Town) -> None:
    """HRSS asks its own tool to open the office's escrow an hour early."""
    ceremony = town.ceremony().sealed()
    refused = town.party(HRSS, "escrow", "open", ceremony.folder, OFFICE)
    assert (refused.code, refused.json["error"]["wrong"][0]["code"]) == (2, "no-escrow-now")
    assert list(ceremony.folder.glob("opening-*")) == []


def test_d13_a_commitment_copied_from_another_party_is_refused() -> None:
    """The office copies HRSS's value, so as to reveal the same secret after it: seen before the seal, useless after."""
    hall = Hall()
    hall.freeze()
    hall.commit(HRSS)
    hall.commit(OFFICE)
    copied = replace(
        read_document(hall, names.commitment(OFFICE), Commit),
        commitment=read_document(hall, names.commitment(HRSS), Commit).commitment,
    )
    state = hall.read(**resigned(hall, names.commitment(OFFICE), copied, by=OFFICE))
    assert (codes(state), sorted(state.commits)) == (["commitment-copied"], [HRSS])


def test_d13_a_commitment_of_another_draw_or_party_is_refused() -> None:
    """An old commitment is brought along, or one party's document is filed under another's name."""
    hall = Hall().until(Step.SEAL)
    other = Hall(draw_id=bytes(16)).until(Step.SEAL)
    state = hall.read(**{names.commitment(HRSS): other.documents[names.commitment(HRSS)]})
    assert (codes(state), HRSS in state.commits) == (["other-draw"], False)
    state = hall.read(**{names.commitment(HRSS): hall.documents[names.commitment(OFFICE)]})
    assert (codes(state), HRSS in state.commits) == (["key-not-pinned"], False)
    renamed = replace(read_document(hall, names.commitment(HRSS), Commit), party=OFFICE)
    state = hall.read(**resigned(hall, names.commitment(HRSS), renamed, by=HRSS))
    assert (codes(state), HRSS in state.commits) == (["commit-of-another-party"], False)


def test_d13_an_office_that_writes_its_own_key_for_another_partys_escrow_is_refused() -> None:
    """The office names a key of its own as the inspector's, to read the halves that HRSS seals to it."""
    hall = Hall()
    parties = tuple(
        replace(party, seal_key=public_of(secret("office's second key"))) if party.role == INSPECTOR else party
        for party in hall.context.parties
    )
    hall = Hall(parties=parties)
    hall.freeze()
    assert (codes(hall.read()), hall.read().context) == (["key-not-pinned"], None)
    swapped = {INSPECTOR: OFFICE, OFFICE: INSPECTOR, HRSS: HRSS}
    keys = {party.role: party.seal_key for party in Hall().context.parties}
    parties = tuple(replace(party, seal_key=keys[swapped[party.role]]) for party in Hall().context.parties)
    hall = Hall(parties=parties)
    hall.freeze()
    assert codes(hall.read()) == ["key-of-another-role"]


def test_d13_a_link_fits_the_commitment_of_its_own_party_and_draw_alone() -> None:
    """HRSS reveals the office's secret as its own."""
    hall = Hall().until(Step.REVEAL)
    hall.reveal(OFFICE)
    z = read_document(hall, names.reveal(OFFICE, 0), Reveal).z
    stolen = Reveal(hall.context.ctx, hall.read().sealed.hash, HRSS, 0, z, Seen(), hall.now)
    state = hall.read(**{names.reveal(HRSS, 0): signed(stolen, hall.signers[HRSS])})
    assert codes(state) == ["link-not-committed"]


@pytest.mark.parametrize(
    ("people", "signers", "finding"),
    [
        ({0: "holiday"}, (OFFICE, INSPECTOR), "reason-not-listed"),
        ({20: "declined"}, (OFFICE,), "removed-but-not-seated"),
    ],
)
def test_d14_a_removal_with_unlisted_code_or_of_somebody_not_drawn_is_refused(
    people: dict[int, str], signers: tuple[str, ...], finding: str
) -> None:
    """The office wants somebody else and invents a removal."""
    hall = Hall().until(Step.REMOVALS)
    hall.remove(people, *signers)
    state = hall.read()
    assert codes(state)[0] == finding
    assert len(state.rounds) == 1


def test_d14_a_removal_that_needs_the_inspector_waits_for_the_inspector() -> None:
    """The office declares a drawn person unreachable on its own."""
    hall = Hall().until(Step.REMOVALS)
    hall.remove({0: "unreachable"}, OFFICE)
    state = hall.read()
    assert steps(state) == [("removals", INSPECTOR)]
    assert not state.awaits(Step.REVEAL, OFFICE)


def test_d14_nobody_is_removed_twice_or_in_serial_windows() -> None:
    """The office removes people one at a time to shop for a replacement, or removes the same person again."""
    hall = Hall().until(Step.REMOVALS)
    hall.remove({0: "declined"})
    with pytest.raises(turns.NotNow):
        turns.make_removals(hall.read(), [Removal(code(1), "declined", secret())], reveal_by=hall.now, at=hall.now)
    for party in PARTIES:
        hall.reveal(party)
    hall.result([1, 2, 3, 4, 12])
    before = hall.read()
    again = Removals(
        hall.context.ctx,
        before.sealed.hash,
        2,
        before.rounds[1].result_document,
        (Removal(code(0), "declined", secret()),),
        hall.now,
        hall.now,
    )
    state = hall.read(**{names.by("removals-2", OFFICE): signed(again, hall.signers[OFFICE])})
    assert codes(state) == ["removed-twice"]


def test_d15_a_skipped_or_reused_link_gives_no_replacement_seed() -> None:
    """A party reveals the link of another round for this one."""
    hall = Hall().until(Step.REMOVALS)
    hall.remove({0: "declined"})
    seal = hall.read().sealed.hash
    for at in (0, 2, 3):
        from blind.ceremony.chain import link

        z = link(hall.lasts[HRSS], rounds=3, at=at, algorithm="sha256")
        seen = Seen(removals=hall.read().rounds[1].removals_document)
        wrong = Reveal(hall.context.ctx, seal, HRSS, 1, z, seen, hall.now)
        state = hall.read(**{names.reveal(HRSS, 1): signed(wrong, hall.signers[HRSS])})
        assert (codes(state), state.rounds[1].reveals) == (["link-not-committed"], {})


def test_d15_a_removal_list_changed_after_a_link_was_revealed_is_refused() -> None:
    """Once HRSS's link is known, office and inspector swap the list for one whose outcome they like better."""
    hall = Hall().until(Step.REMOVALS)
    hall.remove({0: "declined"})
    hall.reveal(HRSS)
    old = hall.read().rounds[1].removals
    changed = replace(old, removals=(Removal(code(1), "declined", secret("paper", 1)),))
    swapped = {names.by("removals-1", party): signed(changed, hall.signers[party]) for party in (OFFICE, INSPECTOR)}
    assert "body-changed" in codes(hall.read(**swapped))
    logged = hall.ledger.append(payload(changed), kind=KINDS["removals"], scope=hall.context.scope.ledger, at=hall.now)
    swapped[names.logged("removals-1")] = logged.to_bytes()
    swapped[names.cosigned("removals-1")] = hall.ledger.cosigned(logged.checkpoint, at=hall.now)
    state = hall.read(**swapped)
    assert (codes(state), state.rounds[1].reveals) == (["removals-after-reveal"], {})


def test_d15_the_tool_reveals_nothing_for_a_second_list_of_one_round(town: Town) -> None:
    """The swapped list is logged and cosigned too: HRSS's own machine still refuses to open its link for it."""
    ceremony = town.ceremony().sealed()
    ceremony.reveal()
    ceremony.result()
    assert ceremony.witness("result-0").code == 0
    paper = town.folder / "letter.txt"
    paper.write_text("a letter", encoding="utf-8")
    numbers = {leaf.data: leaf.person.expert_no for leaf in ceremony.draw.pool.leaves}
    members = [numbers[member] for member in ceremony.state().rounds[0].result.members]
    begun = town.party(OFFICE, "removals", ceremony.folder, "--remove", f"{members[0]}:declined:{paper}")
    assert begun.code == 0, begun
    ceremony.log("removals-1", ceremony.state().rounds[1].removals)
    assert ceremony.witness("removals-1").code == 0
    ceremony.reveal(HRSS)
    for name in ("removals-1-office.json", "removals-1-logged.json", "removals-1-cosigned.note", "reveal-hrss-1.json"):
        (ceremony.folder / name).unlink()
    (ceremony.folder / "removals-1-consistency.json").unlink()
    old = json.loads(
        (town.home(OFFICE) / "party")
        .joinpath("draws", ceremony.context.ctx.hex())
        .joinpath("signed-removals-1-office.json")
        .read_text()
    )
    record = opened(Removals, old["document"].encode(), keys=[town.keys[OFFICE].signer.verifier])
    other = replace(record, removals=(replace(record.removals[0], code=ceremony.state().rounds[0].result.members[1]),))
    ceremony.put("removals-1-office.json", signed(other, town.keys[OFFICE].signer))
    ceremony.log("removals-1", other)
    assert ceremony.witness("removals-1").code == 0
    refused = town.party(HRSS, "reveal", ceremony.folder)
    assert (refused.code, refused.json["error"]["code"]) == (2, "party.signed_otherwise")
    assert not (ceremony.folder / "reveal-hrss-1.json").exists()


D17 = [
    ("dice-0", '"digits":"' + "1" * 30 + '"', '"digits":111', "wrong-type"),
    ("dice-0", '"digits":"1', '"digits":"', "not-the-dice-asked-for"),
    ("dice-0", '"digits":"1', '"digits":"１', "not-the-dice-asked-for"),
    ("dice-0", '"digits":"1', '"digits":" ', "not-the-dice-asked-for"),
    ("dice-0", '"round":0', '"round":"0"', "wrong-type"),
    ("dice-0", '"round":0', '"round":0.0', "not-a-whole-number"),
    ("dice-0", '"round":0', '"round":false', "wrong-type"),
    ("seal.json", '"ctx":"{ctx}', '"ctx":"{CTX}', "not-hex"),
    ("seal.json", '"ctx":"{ctx}"', '"ctx":"0x{ctx}"', "not-hex"),
    ("context.json", '"seats":5', '"seats":"5"', "wrong-type"),
    ("context.json", '"attempt":1', '"attempt": 1', "not-canonical"),
    ("context.json", '"attempt":1', '"attempt":1,"attempt":1', "duplicate-key"),
]


@pytest.mark.parametrize(("name", "old", "new", "finding"), D17)
def test_d17_every_other_spelling_of_a_value_is_refused(name: str, old: str, new: str, finding: str) -> None:
    """A signer's program writes numbers as text, hex in capitals or digits without zeros: no second reading exists."""
    hall = m1_with_parties().until(Step.DICE)
    hall.dice("1" * 30)
    ctx = hall.context.ctx.hex()
    old, new = old.format(ctx=ctx, CTX=ctx.upper()), new.format(ctx=ctx, CTX=ctx.upper())
    respelt = {}
    for party in (OFFICE, INSPECTOR) if name == "dice-0" else (OFFICE,):
        file = names.by(name, party) if name == "dice-0" else name
        text = Envelope.parse(hall.documents[file]).payload.decode()
        assert old in text
        kind = payload_type(name.split("-", maxsplit=1)[0].split(".", maxsplit=1)[0])
        changed = text.replace(old, new, 1).encode()
        respelt[file] = sign(changed, payload_type=kind, signers=[hall.signers[party]]).to_bytes()
    state = hall.read(**respelt)
    assert (codes(state)[0], state.rounds[0].dice_document if state.rounds else None) == (finding, None)


def test_d17_upper_case_or_shortened_secrets_are_refused() -> None:
    """A revealed secret is spelled in capitals, or loses its leading zero."""
    hall = Hall().until(Step.REVEAL)
    hall.reveal(OFFICE)
    text = payload(read_document(hall, names.reveal(OFFICE, 0), Reveal)).decode()
    z = read_document(hall, names.reveal(OFFICE, 0), Reveal).z.hex()
    for spelling in (z.upper(), z[1:], " " + z[1:], z + "00"):
        data = sign(
            text.replace(z, spelling).encode(), payload_type=payload_type("reveal"), signers=[hall.signers[OFFICE]]
        ).to_bytes()
        assert codes(hall.read(**{names.reveal(OFFICE, 0): data})) == ["not-hex"]


def test_d24_two_seals_under_different_purposes_are_both_listed() -> None:
    """The office seals one draw twice under two purposes and means to use the better one: the ledger lists both."""
    ledger = Ledger()
    first = Hall(ledger=ledger)
    scope = replace(first.context.scope, purpose="补充评审")
    second = Hall(ledger=ledger, scope=scope)
    for hall in (first, second):
        hall.until(Step.REVEAL)
    entries = seals_of([Entry.parse(entry) for entry in ledger.entries], first.context.scope.ledger)
    sealed = [Entry.parse(ledger.entries[at]).body_hash for at in range(2)]
    assert [entry.body_hash for entry in entries] == sealed


def test_d24_a_party_that_sealed_under_one_purpose_joins_no_second_that_hides_it(town: Town) -> None:
    """The same, seen by each party's own machine before it commits; a context that lists the other seal is accepted."""
    first = town.ceremony().sealed()
    first.reveal(INSPECTOR)
    scope = replace(first.context.scope, purpose="补充评审")
    hiding = town.ceremony("hiding", scope=scope)
    assert town.party(INSPECTOR, "check-pool", hiding.folder, "--library", town.library).code == 0
    refused = town.party(INSPECTOR, "commit", hiding.folder)
    assert (refused.code, refused.json["error"]["code"]) == (5, "party.attempt_hidden")
    listing = town.ceremony("listing", scope=scope, other_seals=(first.state().sealed.hash,))
    listing.check_and_commit(INSPECTOR)
    assert INSPECTOR in listing.state().commits


def test_d24_a_next_attempt_that_misstates_the_one_before_is_refused() -> None:
    """The office calls the second run a new attempt, but changes seats, hides the seal, or lacks the void record."""
    first = Hall().until(Step.REVEAL)
    first.void("equipment", OFFICE, HRSS)
    state = first.read()
    listed = PreviousAttempt(1, state.sealed.hash, state.void_document)

    def second(**given: Any) -> Hall:
        hall = Hall(ledger=first.ledger, attempt=2, previous=(given.pop("listed", listed),), **given)
        hall.freeze()
        hall.put("previous-1-context.json", first.documents["context.json"])
        for party in (OFFICE, HRSS):
            hall.put(f"previous-1-void-{party}.json", first.documents[names.by("void", party)])
        return hall

    assert codes(second().read()) == []
    assert codes(second(seats=7).read()) == ["next-attempt-changes"]
    assert codes(second(rules_sha256=secret("milder")).read()) == ["next-attempt-changes"]
    assert codes(second(listed=replace(listed, seal_hash=None)).read()) == ["previous-attempt-differs"]
    alone = second()
    del alone.documents["previous-1-void-hrss.json"]
    assert codes(alone.read()) == ["void-not-signed-by-two"]
    bare = second()
    del bare.documents["previous-1-context.json"]
    assert "previous-attempt-missing" in codes(bare.read())


def test_k5_a_lost_machine_stops_neither_this_draw_nor_the_next(town: Town) -> None:
    """The yearly drill: the inspector's laptop is gone after the seal. Escrow ends this draw, paper starts the next."""
    ceremony = town.ceremony(reveal_in=timedelta(seconds=0)).sealed()
    paper = town.party(INSPECTOR, "keys", "paper").json["lines"]
    shutil.rmtree(town.home(INSPECTOR))
    ceremony.reveal(OFFICE, HRSS)
    opened_one = town.party(OFFICE, "escrow", "open", ceremony.folder, INSPECTOR)
    assert (opened_one.code, opened_one.json["waiting_for"]) == (0, [HRSS])
    assert town.party(HRSS, "escrow", "open", ceremony.folder, INSPECTOR).json["joined"] is True
    ceremony.result()
    assert ceremony.witness("result-0").code == 0
    state = ceremony.state()
    assert (state.finished, state.assurance, codes(state)) == (True, Assurance.M2, [])
    lines = town.folder / "paper.txt"
    lines.write_text("\n".join(paper), encoding="utf-8")
    restored = town.party(INSPECTOR, "keys", "restore", "--role", INSPECTOR, "--paper", lines)
    assert restored.json["key_id"] == town.keys[INSPECTOR].signer.key_id
    accepted = town.party(INSPECTOR, "trust", town.trust_file, "--fingerprint", town.trust.fingerprint)
    assert accepted.code == 0
    scope = replace(ceremony.context.scope, purpose="明年")
    following = town.ceremony("next", scope=scope, other_seals=(state.sealed.hash,)).sealed()
    following.reveal()
    assert following.state().open_round.seed is not None


def test_findings_of_a_state_are_the_same_for_every_reader_of_the_same_trust_file() -> None:
    hall = Hall().until(Step.REMOVALS)
    other = read_trust(hall.trust_file, fingerprint=hall.trust.fingerprint)
    from blind.ceremony.steps import read

    assert read(hall.documents, other, now=hall.now).rounds == hall.read().rounds


def copied_hall(hall: Live, name: str) -> Live:
    """The same ceremony in another folder, with another place for its papers."""
    again = copy.copy(hall)
    again.folder, again.out = hall.folder.with_name(name), hall.folder.with_name(f"{name}-out")
    shutil.copytree(hall.folder, again.folder)
    return again


def test_d1_the_office_that_draws_again_from_a_copied_hall_gets_the_same_panel_and_one_record(season: Season) -> None:
    """Office copies the hall before the result and draws there until it likes the panel: it is always the same."""
    hall = season.hall(method="queue").sealed()
    hall.moves()
    hall.reveal()
    copied = copied_hall(hall, "copy")
    first = hall.drawn()
    copied.moves()
    copied.witness("result-0")
    again = copied.moves()
    assert [one["expert_no"] for one in again["members"]] == [one["expert_no"] for one in first["members"]]
    kinds = [entry["kind"] for entry in season.run("ledger", "show").json["entries"]]
    assert kinds.count("draw:result:recorded") == 1


def test_d2_the_office_that_freezes_anew_after_a_commitment_finds_the_party_committed(season: Season) -> None:
    """Office throws the hall away and freezes another draw under the same filing: the others' machines refuse."""
    hall = season.hall(method="queue")
    hall.moves()
    hall.pass_time(hours=2)
    hall.commit(INSPECTOR)
    again = season.hall("again", method="queue", plan='hash = "sm3"\n')
    again.moves()
    again.pass_time(hours=2)
    again.party(INSPECTOR, "check-pool", again.folder, "--library", season.roster)
    refused = season.party(INSPECTOR, "commit", again.folder)
    assert (refused.code, refused.json["error"]["code"]) == (2, "party.committed_already")


def test_d3_the_office_that_wipes_its_database_after_the_seal_is_stopped_by_hrss(season: Season) -> None:
    """Office, with the ledger's key, begins a new database to hide the first seal: HRSS's machine keeps the head."""
    hall = season.hall(method="queue").sealed()
    hall.moves()
    hall.reveal()
    for file in season.home(OFFICE).glob("expertpool.sqlite3*"):
        file.unlink()
    (season.home(OFFICE) / "party" / "witnessed-size").unlink()
    hall.office()
    refused = season.party(HRSS, "witness", hall.folder / "result-0-logged.json")
    assert (refused.code, refused.json["error"]["code"]) == (5, "party.witness.not-grown")
    assert not (hall.folder / "result-0-cosigned.note").exists()


def test_d8_the_office_that_signs_another_compliant_panel_is_refused_by_its_own_program(season: Season) -> None:
    """Office signs a result with a friend in it, with its genuine key, before its program draws."""
    hall = season.hall(method="queue").sealed()
    hall.moves()
    hall.reveal()
    state = read(Board(hall.folder).documents(), season.trust, now=season.now)
    record = turns.make_result(state, ticket=None, members=drawable_codes(hall)[:11], reserves=(), at=season.now)
    (hall.folder / "result-0.json").write_bytes(signed(record, season.keys[OFFICE].signer))
    refused = hall.office()
    assert (refused.code, refused.json["error"]["code"]) == (5, "hall.result_differs")


def test_d23_a_fair_table_that_the_office_chose_itself_is_found_before_anybody_commits(
    season: Season, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Office's program is bent to build the table from another seed: even chances, every rule kept, friends paired."""

    def chosen(problem: Problem, tickets: int | None, _context: bytes, **given: Any) -> Lottery:
        return prepare_lottery(problem, tickets, b"the one that pleases", **given)

    hall = season.hall()
    with monkeypatch.context() as bent:
        bent.setattr("expertpool.commands.ceremony_freeze.prepare_lottery", chosen)
        hall.moves()
    hall.pass_time(hours=2)
    for party in (INSPECTOR, HRSS):
        refused = season.party(party, "check-pool", hall.folder, "--library", season.roster)
        assert (refused.code, [one["code"] for one in refused.json["differences"]]) == (5, ["table"])
        assert season.party(party, "commit", hall.folder).json["error"]["code"] == "party.not_checked"


def test_d22_a_draw_that_came_out_less_sure_than_planned_gets_no_result(season: Season) -> None:
    """Inspector's own tool is bent to reveal after the public number: the draw is no M3 and is not called one."""
    hall = season.hall(assurance="M3", method="queue").sealed()
    hall.moves()
    hall.reveal(HRSS)
    hall.pass_time(hours=9)
    state = read(Board(hall.folder).documents(), season.trust, now=season.now)
    here = attend(hall.folder, machine(season, INSPECTOR))
    record = turns.make_reveal(state, INSPECTOR, own_secret(here), at=hall.known_after)
    late = replace(record, at=season.now)
    (hall.folder / "reveal-inspector-0.json").write_bytes(signed(late, season.keys[INSPECTOR].signer))
    hall.publish()
    refused = hall.office()
    assert (refused.code, refused.json["error"]["code"]) == (5, "hall.less_sure_than_planned")
    assert not (hall.folder / "result-0.json").exists()


def test_d22_a_seal_that_the_witness_saw_after_the_public_number_is_no_m3(season: Season) -> None:
    """All three wait with the witness's signature until the number is out, then open every secret from escrow."""
    hall = season.hall(assurance="M3", method="queue")
    hall.moves()
    hall.pass_time(hours=2)
    hall.commit()
    assert "seal-logged.json" in hall.moves()["moved"]
    hall.pass_time(hours=9)
    hall.witness("seal")
    for about in PARTIES:
        for holder in (party for party in PARTIES if party != about):
            hall.party(holder, "escrow", "open", hall.folder, about)
    hall.publish()
    refused = hall.office()
    assert (refused.code, refused.json["error"]["code"]) == (5, "hall.less_sure_than_planned")
    assert not (hall.folder / "result-0.json").exists()


def test_d22_an_office_that_seals_after_the_public_number_is_refused_and_the_attempt_can_be_voided(
    season: Season,
) -> None:
    """The office waits with its seal until the number is out: its own program refuses; two parties void the attempt."""
    hall = season.hall(assurance="M3", method="queue")
    hall.moves()
    hall.pass_time(hours=9)
    hall.commit()
    refused = hall.office()
    assert (refused.code, refused.json["error"]["wrong"][0]["code"]) == (2, "sealed-after-public-source")
    assert not (hall.folder / "seal.json").exists()
    hall.void("deadline", INSPECTOR, HRSS)
    assert hall.moves()["void"] == "deadline"


def drawable_codes(hall: Live) -> list[bytes]:
    envelope = Envelope.parse((hall.folder / "pool-opening.json").read_bytes())
    opening = read_payload(PoolOpening, envelope.payload, longest=LONGEST)
    context = read_payload(Context, Envelope.parse((hall.folder / "context.json").read_bytes()).payload)
    leaves = opening.read_leaves(draw_id=context.draw_id, algorithm=context.hash)
    return sorted(leaf.data for leaf in leaves if leaf.person.drawable)


def machine(season: Season, role: str) -> PartyHome:
    folder = season.home(role) / "party"
    return PartyHome(folder, folder, lambda: PASSPHRASE, Fresh("machine"), season.now)
