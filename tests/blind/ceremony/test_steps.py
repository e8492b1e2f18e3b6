"""The ceremony step by step: what is awaited from whom, what counts, what is wrong, and how sure the result is."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.ceremony import names, turns
from blind.ceremony.context import Assurance, Decision, PreviousAttempt
from blind.ceremony.document import opened, payload, signed
from blind.ceremony.logged import KINDS, Logged
from blind.ceremony.reasons import ReasonCode
from blind.ceremony.rounds import Removals, Result
from blind.ceremony.seal import Seal
from blind.ceremony.seed import seed
from blind.ceremony.state import Step
from blind.ceremony.steps import read
from blind.errors import Malformed
from tests.blind.ceremony.hall import (
    DEADLINE,
    HRSS,
    INSPECTOR,
    KNOWN,
    OBJECTIONS,
    OFFICE,
    PARTIES,
    SEATS,
    Hall,
    codes,
    m1,
    m3,
    secret,
    steps,
)

DAY = timedelta(days=1)


def test_empty_folder_waits_for_the_office_to_freeze() -> None:
    assert [(one.step, one.by, one.document) for one in read({}, Hall().trust).awaited] == [
        (Step.FREEZE, OFFICE, "context.json")
    ]


def test_three_party_ceremony_waits_for_each_step_in_turn() -> None:
    hall = Hall()
    assert steps(hall.until(Step.COMMIT).read()) == [("commit", HRSS), ("commit", INSPECTOR), ("commit", OFFICE)]
    assert [one.after for one in hall.read().awaited] == [OBJECTIONS] * 3
    hall.commit(INSPECTOR)
    assert steps(hall.read()) == [("commit", HRSS), ("commit", OFFICE)]
    hall.commit(HRSS)
    hall.commit(OFFICE)
    assert steps(hall.read()) == [("seal", OFFICE)]
    hall.seal()
    assert steps(hall.read()) == [("reveal", HRSS), ("reveal", INSPECTOR), ("reveal", OFFICE)]
    assert [one.until for one in hall.read().awaited] == [DEADLINE] * 3
    for party in PARTIES:
        hall.reveal(party)
    assert steps(hall.read()) == [("result", OFFICE)]
    hall.result()
    state = hall.read()
    assert (state.awaited, state.finished, state.assurance, state.wrong) == ((), True, Assurance.M2, ())


def test_sealed_ceremony_waits_for_ledger_and_witness_before_any_reveal() -> None:
    hall = Hall().until(Step.SEAL)
    hall.now = OBJECTIONS
    seal = turns.make_seal(hall.read(), at=hall.now)
    hall.put(names.SEAL, signed(seal, hall.signers[OFFICE]))
    assert steps(hall.read()) == [("log", OFFICE)]
    hall.log(names.SEAL_STEM, seal, witnessed=False)
    state = hall.read()
    assert (steps(state), state.cosigned, state.rounds) == ([("cosign", HRSS)], False, ())
    with pytest.raises(turns.NotNow):
        turns.make_reveal(state, OFFICE, hall.lasts[OFFICE], at=hall.now)


def test_dice_come_between_seal_and_reveals_and_need_two_readers() -> None:
    hall = m3().until(Step.DICE)
    assert steps(hall.read()) == [("dice", HRSS), ("dice", INSPECTOR), ("dice", OFFICE)]
    hall.dice("0123456789" * 3, OFFICE)
    assert steps(hall.read()) == [("dice", HRSS), ("dice", INSPECTOR)]
    hall.dice("0123456789" * 3, HRSS)
    assert steps(hall.read()) == [("reveal", HRSS), ("reveal", INSPECTOR), ("reveal", OFFICE)]


def test_public_number_comes_after_the_reveals_and_not_before_its_time() -> None:
    hall = m3().until(Step.BEACON)
    awaited = hall.read().awaited
    assert {(one.step, one.after) for one in awaited} == {(Step.BEACON, KNOWN)}
    with pytest.raises(turns.NotNow):
        turns.make_beacon(hall.read(), "0412233307", evidence_sha256=secret(), at=KNOWN - DAY)
    hall.beacon("0412233307")
    assert (steps(hall.read()), hall.read().assurance) == ([("result", OFFICE)], Assurance.M3)


def test_seed_is_the_formula_over_what_was_opened() -> None:
    hall = m3().until(Step.RESULT)
    state = hall.read()
    links = {party: state.rounds[0].reveals[party].z for party in PARTIES}
    made = seed(
        ctx=hall.context.ctx,
        seal_hash=state.sealed.hash,
        at=0,
        links=links,
        dice="0123456789" * 3,
        beacon="0412233307",
        algorithm="sha256",
    )
    assert state.rounds[0].seed == made


def test_ceremony_with_sm3_runs_like_any_other_and_gives_another_seed() -> None:
    state = Hall(hash="sm3").until(Step.REMOVALS).read()
    assert (state.finished, state.wrong) == (True, ())


def test_dice_alone_give_m1_and_nobody_commits() -> None:
    hall = m1().until(Step.REMOVALS)
    state = hall.read()
    assert (state.assurance, state.finished, state.commits) == (Assurance.M1, True, {})


@pytest.mark.parametrize(
    ("late", "level"), [(timedelta(0), Assurance.M3), (timedelta(days=2), Assurance.M2)], ids=["in time", "late"]
)
def test_level_falls_when_a_secret_was_opened_after_the_public_number_was_known(
    late: timedelta, level: Assurance
) -> None:
    hall = m3().until(Step.REVEAL)
    for party in PARTIES:
        record = turns.make_reveal(hall.read(), party, hall.lasts[party], at=DEADLINE)
        at = DEADLINE if party == OFFICE else DEADLINE + late
        hall.put(names.reveal(party, 0), signed(replace(record, at=at), hall.signers[party]))
    hall.beacon("0412233307")
    assert hall.read().assurance is level


def test_nobody_reveals_once_the_public_number_may_be_known_and_the_escrow_keeps_the_level() -> None:
    hall = m3().until(Step.REVEAL)
    hall.reveal(OFFICE)
    hall.reveal(HRSS)
    hall.now = KNOWN + timedelta(seconds=1)
    with pytest.raises(turns.NotNow, match="public-source-known"):
        hall.reveal(INSPECTOR)
    for holder in (OFFICE, HRSS):
        hall.open_escrow(INSPECTOR, by=holder)
    hall.join_escrow(INSPECTOR, by=OFFICE)
    hall.beacon("0412233307")
    assert hall.read().assurance is Assurance.M3


@pytest.mark.parametrize(
    ("late", "level"), [(timedelta(0), Assurance.M3), (timedelta(seconds=1), Assurance.M2)], ids=["in time", "late"]
)
def test_level_falls_when_the_seal_was_witnessed_after_the_public_number_was_known(
    late: timedelta, level: Assurance
) -> None:
    """All three could have tried secrets until then; their own tools refuse, so they open all from escrow."""
    hall = m3().until(Step.SEAL)
    seal = turns.make_seal(hall.read(), at=KNOWN)
    hall.put(names.SEAL, signed(seal, hall.signers[OFFICE]))
    hall.now = KNOWN + late
    hall.log(names.SEAL_STEM, seal)
    hall.until(Step.REVEAL)
    for party in PARTIES:
        for holder in PARTIES:
            if holder != party:
                hall.open_escrow(party, by=holder)
        hall.join_escrow(party, by=next(one for one in PARTIES if one != party))
    hall.beacon("0412233307")
    assert (codes(hall.read()), hall.read().assurance) == ([], level)


def test_office_seals_no_more_once_the_public_number_may_be_known() -> None:
    hall = m3().until(Step.SEAL)
    with pytest.raises(turns.NotNow, match="sealed-after-public-source"):
        turns.make_seal(hall.read(), at=KNOWN + timedelta(seconds=1))


def test_cosignature_from_before_the_end_of_the_objections_does_not_count() -> None:
    hall = Hall().until(Step.SEAL)
    seal = turns.make_seal(hall.read(), at=OBJECTIONS)
    hall.put(names.SEAL, signed(seal, hall.signers[OFFICE]))
    hall.now = OBJECTIONS - timedelta(seconds=1)
    hall.log(names.SEAL_STEM, seal)
    state = hall.read()
    assert (codes(state), state.cosigned) == (["witnessed-before-objections-ended"], False)
    assert steps(state) == [("cosign", HRSS)]


def test_ceremony_without_a_result_yet_already_has_the_level_of_its_seed() -> None:
    assert Hall().until(Step.REVEAL).read().assurance is Assurance.M0
    assert Hall().until(Step.RESULT).read().assurance is Assurance.M2


def test_escrow_is_awaited_only_after_the_deadline() -> None:
    hall = Hall().until(Step.REVEAL)
    hall.reveal(OFFICE)
    hall.now = DEADLINE - timedelta(seconds=1)
    assert steps(hall.read()) == [("reveal", HRSS), ("reveal", INSPECTOR)]
    hall.now = DEADLINE
    assert [(one.by, one.about) for one in hall.read().awaited if one.step is Step.ESCROW] == [
        (INSPECTOR, HRSS),
        (OFFICE, HRSS),
        (HRSS, INSPECTOR),
        (OFFICE, INSPECTOR),
    ]


def test_late_reveal_still_counts_after_one_half_was_opened() -> None:
    hall = Hall().until(Step.REVEAL)
    hall.reveal(HRSS)
    hall.reveal(INSPECTOR)
    hall.now = DEADLINE
    hall.open_escrow(OFFICE, by=HRSS)
    hall.reveal(OFFICE)
    state = hall.read()
    assert (state.rounds[0].reveals[OFFICE].source, steps(state), state.wrong) == ("party", [("result", OFFICE)], ())


def test_replacement_round_keeps_confirmed_members_and_has_a_seed_of_its_own() -> None:
    hall = Hall().until(Step.REMOVALS)
    hall.remove({0: "declined", 1: "unreachable"})
    assert steps(hall.read()) == [("reveal", HRSS), ("reveal", INSPECTOR), ("reveal", OFFICE)]
    for party in PARTIES:
        hall.reveal(party)
    state = hall.read()
    document = state.rounds[1].removals_document
    wanted = seed(
        ctx=hall.context.ctx,
        seal_hash=state.sealed.hash,
        at=1,
        links=state.rounds[1].links,
        removals=document,
        algorithm="sha256",
    )
    assert (state.rounds[1].seed, state.rounds[1].seed != state.rounds[0].seed) == (wanted, True)
    hall.result([2, 3, 4, 10, 11])
    assert (hall.read().finished, hall.read().rounds[1].assurance) == (True, Assurance.M2)


def test_every_agreed_round_can_be_used_and_no_more() -> None:
    hall = Hall().until(Step.REMOVALS)
    members = list(range(SEATS))
    for at in range(1, 4):
        hall.remove({members[0]: "declined"}, OFFICE)
        for party in PARTIES:
            hall.reveal(party)
        members = [*members[1:], 20 + at]
        hall.result(members)
    state = hall.read()
    assert (len(state.rounds), state.finished, state.wrong) == (4, True, ())
    with pytest.raises(turns.NotNow, match="no-links-left"):
        turns.make_removals(state, [], reveal_by=hall.now, at=hall.now)


def test_fresh_dice_are_asked_for_in_every_round_where_the_context_says_so() -> None:
    hall = m1().until(Step.REMOVALS)
    hall.remove({0: "declined"}, OFFICE)
    assert [one.step for one in hall.read().awaited] == [Step.DICE] * 3
    hall.dice("5" * 30)
    assert hall.read().rounds[1].assurance is Assurance.M1


def test_dice_of_the_first_round_alone_are_not_asked_for_again() -> None:
    hall = Hall(assurance_planned=Assurance.M2, dice=m3().context.dice).until(Step.REMOVALS)
    hall.remove({0: "declined"}, OFFICE)
    assert {one.step for one in hall.read().awaited} == {Step.REVEAL}


def test_escrow_opens_a_replacement_round_after_its_own_deadline() -> None:
    hall = Hall().until(Step.REMOVALS)
    hall.remove({0: "declined"}, OFFICE)
    hall.reveal(HRSS)
    hall.reveal(INSPECTOR)
    hall.now += DAY
    for holder in (HRSS, INSPECTOR):
        hall.open_escrow(OFFICE, by=holder)
    hall.join_escrow(OFFICE, by=HRSS)
    hall.result([1, 2, 3, 4, 30])
    assert (hall.read().finished, hall.read().wrong) == (True, ())


def test_named_reserves_step_in_without_new_secrets() -> None:
    hall = Hall(replacement="same-order", reserves=2).until(Step.RESULT)
    hall.result(list(range(SEATS)), [20, 21])
    hall.remove({0: "declined"}, OFFICE)
    assert steps(hall.read()) == [("result", OFFICE)]
    hall.result([1, 2, 3, 4, 21])
    state = hall.read()
    assert (state.finished, state.rounds[1].seed) == (True, state.rounds[0].seed)


RESULTS: list[tuple[str, Callable[[Result], Result]]] = [
    ("panel-not-full", lambda result: replace(result, members=result.members[:-1])),
    ("ticket-outside-table", lambda result: replace(result, ticket=1000)),
    ("ticket-outside-table", lambda result: replace(result, ticket=None)),
    ("result-of-another-seed", lambda result: replace(result, seed=secret("wish"))),
    ("other-seal", lambda result: replace(result, seal_hash=secret("seal"))),
    ("other-round", lambda result: replace(result, round=1)),
    ("not-sorted-or-twice", lambda result: replace(result, members=result.members[::-1])),
    ("reserve-twice-or-seated", lambda result: replace(result, reserves=result.members[:1])),
    ("other-draw", lambda result: replace(result, ctx=secret("ctx"))),
]


@pytest.mark.every
@pytest.mark.parametrize(("finding", "change"), RESULTS)
def test_result_that_does_not_follow_is_refused(finding: str, change: Callable[[Result], Result]) -> None:
    hall = Hall().until(Step.REMOVALS)
    result = change(hall.read().rounds[0].result)
    state = hall.read(**{"result-0.json": signed(result, hall.signers[OFFICE])})
    assert (codes(state)[0], state.rounds[0].result) == (finding, None)


@pytest.mark.parametrize(
    ("members", "finding"),
    [([0, 2, 3, 4, 10], "removed-member-seated"), ([2, 3, 10, 11, 12], "confirmed-member-dropped")],
)
def test_replacement_result_keeps_who_stays_and_leaves_out_who_was_removed(members: list[int], finding: str) -> None:
    hall = Hall().until(Step.REMOVALS)
    hall.remove({0: "declined", 1: "declined"}, OFFICE)
    for party in PARTIES:
        hall.reveal(party)
    hall.result(members)
    assert codes(hall.read())[0] == finding


def test_round_cannot_begin_before_the_last_result_was_witnessed() -> None:
    hall = Hall().until(Step.REMOVALS)
    del hall.documents[names.cosigned("result-0")]
    state = hall.read()
    assert steps(state) == [("cosign", HRSS)]
    with pytest.raises(turns.NotNow):
        turns.make_removals(state, [], reveal_by=hall.now, at=hall.now)


def test_removal_list_signed_for_another_result_is_refused() -> None:
    hall = Hall().until(Step.REMOVALS)
    hall.remove({0: "declined"}, OFFICE)
    record = replace(hall.read().rounds[1].removals, result=secret("other result"))
    state = hall.read(**{names.by("removals-1", OFFICE): signed(record, hall.signers[OFFICE])})
    assert codes(state)[0] == "removals-of-another-result"


def test_reason_that_needs_somebody_who_takes_no_part_is_refused() -> None:
    parties = tuple(party for party in m1().context.parties if party.role != INSPECTOR)
    hall = m1(parties=parties, reason_codes=(ReasonCode("discipline", ("inspector",)),))
    hall.until(Step.DICE)
    hall.dice("1" * 30, OFFICE, HRSS)
    hall.result()
    hall.remove({0: "discipline"}, OFFICE)
    assert codes(hall.read())[0] == "signer-takes-no-part"


SEALS: list[tuple[str, Callable[[Seal], Seal]]] = [
    ("sealed-before-objections-ended", lambda seal: replace(seal, at=OBJECTIONS - timedelta(seconds=1))),
    ("seal-differs-from-commitments", lambda seal: replace(seal, escrows={})),
    (
        "seal-differs-from-commitments",
        lambda seal: replace(
            seal,
            commitments={**seal.commitments, HRSS: replace(seal.commitments[HRSS], commitment=secret("other"))},
        ),
    ),
    (
        "seal-differs-from-commitments",
        lambda seal: replace(
            seal, commitments={party: one for party, one in seal.commitments.items() if party != HRSS}
        ),
    ),
]


@pytest.mark.every
@pytest.mark.parametrize(("finding", "change"), SEALS)
def test_seal_that_is_not_over_what_was_committed_is_refused(finding: str, change: Callable[[Seal], Seal]) -> None:
    hall = Hall().until(Step.REVEAL)
    seal = change(hall.read().sealed.seal)
    state = hall.read(**{names.SEAL: signed(seal, hall.signers[OFFICE])})
    assert (codes(state)[0], state.sealed) == (finding, None)


def test_seal_without_a_partys_commitment_is_refused() -> None:
    hall = Hall().until(Step.REVEAL)
    del hall.documents[names.commitment(HRSS)]
    assert codes(hall.read())[0] == "sealed-without-commitment"


def test_office_cannot_seal_early_or_twice() -> None:
    hall = Hall().until(Step.COMMIT)
    with pytest.raises(turns.NotNow, match="cannot-seal"):
        turns.make_seal(hall.read(), at=OBJECTIONS)
    hall.until(Step.SEAL)
    with pytest.raises(turns.NotNow, match="objections-still-heard"):
        turns.make_seal(hall.read(), at=OBJECTIONS - DAY)
    hall.until(Step.REVEAL)
    with pytest.raises(turns.NotNow, match="cannot-seal"):
        turns.make_seal(hall.read(), at=hall.now)


LOGGED: list[tuple[str, Callable[[Hall, Logged], Logged]]] = [
    ("entry-of-another-kind", lambda hall, _one: relogged(hall, kind=KINDS["result"])),
    ("entry-of-another-kind", lambda hall, _one: relogged(hall, scope="别的评委会/2025")),
    ("body-changed", lambda _hall, one: replace(one, salt=secret("salt"))),
    ("head-of-another-size", lambda _hall, one: replace(one, size=one.size + 1)),
    ("entry-not-in-tree", lambda _hall, one: replace(one, entry=replace(one.entry, actor="hrss"))),
    ("wrong-signature", lambda _hall, one: replace(one, checkpoint=resigned_by_nobody(one.checkpoint))),
]


def relogged(hall: Hall, **changed: str) -> Logged:
    seal = hall.read().sealed.seal
    given_ = {"kind": KINDS["seal"], "scope": hall.context.scope.ledger, **changed}
    return hall.ledger.append(payload(seal), at=hall.now, **given_)


def resigned_by_nobody(checkpoint: bytes) -> bytes:
    """The note with another character in the middle of its signature."""
    place = len(checkpoint) - 40
    other = b"A" if checkpoint[place : place + 1] != b"A" else b"B"
    return checkpoint[:place] + other + checkpoint[place + 1 :]


@pytest.mark.parametrize(("finding", "change"), LOGGED)
def test_place_in_the_ledger_that_does_not_hold_does_not_count(
    finding: str, change: Callable[[Hall, Logged], Logged]
) -> None:
    hall = Hall().until(Step.REVEAL)
    logged = change(hall, Logged.parse(hall.documents[names.logged(names.SEAL_STEM)]))
    state = hall.read(**{names.logged(names.SEAL_STEM): logged.to_bytes()})
    assert (codes(state)[0], state.cosigned) == (finding, False)


def test_checkpoint_that_no_witness_signed_does_not_count() -> None:
    hall = Hall().until(Step.REVEAL)
    bare = Logged.parse(hall.documents[names.logged(names.SEAL_STEM)]).checkpoint
    state = hall.read(**{names.cosigned(names.SEAL_STEM): bare})
    assert (codes(state), steps(state)) == (["too-few-witnesses"], [("cosign", HRSS)])


@pytest.mark.parametrize("cause", ["deadline", "equipment", "no-panel", "wrong-meeting"])
def test_two_parties_void_an_attempt_and_nothing_more_is_awaited_but_its_entry(cause: str) -> None:
    hall = Hall().until(Step.REVEAL)
    hall.void(cause, OFFICE)
    assert ("void", HRSS) in steps(hall.read())
    record = hall.read().offers["void"].record
    hall.put(names.by("void", HRSS), signed(record, hall.signers[HRSS]))
    state = hall.read()
    assert (state.void.code, steps(state), state.assurance) == (cause, [("log", OFFICE)], Assurance.M0)
    hall.log(names.VOID_STEM, state.void)
    assert (hall.read().awaited, hall.read().wrong) == ((), ())


def test_objection_voids_before_the_seal_alone() -> None:
    hall = Hall().until(Step.SEAL)
    hall.void("objection", HRSS, INSPECTOR)
    assert hall.read().void.code == "objection"
    with pytest.raises(Malformed, match="objection-after-seal"):
        turns.make_void(Hall().until(Step.REVEAL).read(), "objection", at=DEADLINE)


def test_void_after_the_seed_shows_the_result_it_throws_away() -> None:
    hall = Hall().until(Step.RESULT)
    with pytest.raises(turns.NotNow, match="cannot-void"):
        turns.make_void(hall.read(), "equipment", at=hall.now)
    hall.result()
    record = turns.make_void(hall.read(), "equipment", at=hall.now)
    assert record.discarded == hall.read().rounds[0].result_document
    silent = replace(record, discarded=None)
    changed = {names.by("void", party): signed(silent, hall.signers[party]) for party in (OFFICE, HRSS)}
    state = hall.read(**changed)
    assert (codes(state), state.void) == (["void-hides-the-result"], None)


def test_void_of_another_attempt_or_seal_does_not_count() -> None:
    hall = Hall().until(Step.REVEAL)
    record = turns.make_void(hall.read(), "equipment", at=hall.now)
    for wrong in (replace(record, attempt=2), replace(record, seal_hash=None)):
        changed = {names.by("void", party): signed(wrong, hall.signers[party]) for party in (OFFICE, HRSS)}
        assert (codes(hall.read(**changed)), hall.read(**changed).void) == (["void-of-another-attempt"], None)


def second_attempt(first: Hall, **given_: Any) -> Hall:
    """The attempt after ``first``, with copies of its documents."""
    state = first.read()
    listed = PreviousAttempt(1, state.sealed.hash if state.sealed else None, state.void_document)
    hall = Hall(ledger=first.ledger, attempt=2, previous=(listed,), **given_)
    hall.freeze()
    hall.put("previous-1-context.json", first.documents["context.json"])
    for party in PARTIES:
        if names.by("void", party) in first.documents:
            hall.put(f"previous-1-void-{party}.json", first.documents[names.by("void", party)])
    return hall


def test_second_attempt_of_the_same_draw_goes_through() -> None:
    first = Hall().until(Step.REVEAL)
    first.void("equipment", OFFICE, HRSS)
    second = second_attempt(first)
    second.until(Step.REMOVALS)
    assert (second.read().finished, second.read().wrong) == (True, ())


def test_after_an_objection_the_next_pool_may_differ() -> None:
    first = Hall().until(Step.SEAL)
    first.void("objection", OFFICE, HRSS)
    pool = replace(first.context.pool, root=secret("another library"))
    assert codes(second_attempt(first, pool=pool).read()) == []


def test_party_at_fault_sends_somebody_with_another_key() -> None:
    first = Hall().until(Step.REVEAL)
    first.now = DEADLINE
    first.open_escrow(OFFICE, by=HRSS, half=lambda _: None)
    first.void("escrow-unusable", HRSS, INSPECTOR)
    assert first.read().void.culprit == OFFICE
    assert codes(second_attempt(first).read()) == ["culprit-not-replaced"]
    parties = tuple(
        replace(party, sign_key_id=first.spare[OFFICE].key_id) if party.role == OFFICE else party
        for party in first.context.parties
    )
    hall = second_attempt(first, parties=parties)
    hall.documents[names.CONTEXT] = signed(hall.context, hall.spare[OFFICE])
    assert codes(hall.read()) == []


def test_third_attempt_carries_both_earlier_ones() -> None:
    first = Hall().until(Step.REVEAL)
    first.void("equipment", OFFICE, HRSS)
    second = second_attempt(first)
    second.until(Step.REVEAL)
    second.void("wrong-meeting", OFFICE, INSPECTOR)
    listed = PreviousAttempt(2, second.read().sealed.hash, second.read().void_document)
    decision = Decision("市人社局", secret("decision"))
    third = Hall(ledger=first.ledger, attempt=3, previous=(*second.context.previous, listed), decision=decision)
    third.freeze()
    for name, data in second.documents.items():
        if name == names.CONTEXT or name.startswith("void-"):
            third.put(names.previous(2, name), data)
        elif name.startswith("previous-"):
            third.put(name, data)
    assert codes(third.read()) == []
    del third.documents["previous-1-context.json"]
    assert "previous-attempt-missing" in codes(third.read())


def test_context_signed_by_another_than_its_office_does_not_count() -> None:
    hall = Hall()
    for signer, finding in ((hall.signers[HRSS], "key-not-pinned"), (hall.spare[OFFICE], "not-signed-by-its-office")):
        state = hall.read(**{names.CONTEXT: signed(hall.context, signer)})
        assert (codes(state), state.context) == ([finding], None)


def test_context_that_asks_for_a_newer_trust_file_does_not_count() -> None:
    hall = Hall(trust_version=2)
    hall.freeze()
    assert codes(hall.read()) == ["trust-file-too-old"]


def test_documents_out_of_their_turn_are_named_and_do_not_count() -> None:
    whole = Hall().until(Step.REMOVALS)
    early = {name: data for name, data in whole.documents.items() if name != names.cosigned(names.SEAL_STEM)}
    state = read(early, whole.trust)
    assert {one.document for one in state.wrong if one.code == "too-early"} == {
        "reveal-hrss-0.json",
        "reveal-inspector-0.json",
        "reveal-office-0.json",
        "result-0.json",
        "result-0-logged.json",
        "result-0-cosigned.note",
    }
    assert state.rounds == ()


def test_files_that_are_no_documents_are_listed_apart() -> None:
    hall = Hall().until(Step.COMMIT)
    hall.documents |= {"notes.txt": b"hello", "pool-opening.json": b""}
    assert (hall.read().strangers, hall.read().wrong) == (("notes.txt",), ())


def test_removals_read_back_as_they_were_written() -> None:
    hall = Hall().until(Step.REMOVALS)
    hall.remove({0: "declined", 3: "illness"}, OFFICE)
    keys = [hall.signers[OFFICE].verifier]
    read_back = opened(Removals, hall.documents[names.by("removals-1", OFFICE)], keys=keys)
    assert read_back == hall.read().rounds[1].removals


WHOLE = m3().until(Step.REMOVALS)


@given(st.data())
@settings(deadline=None)
def test_no_change_of_a_single_byte_goes_unnoticed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(WHOLE.documents)))
    changed = bytearray(WHOLE.documents[name])
    place = data.draw(st.integers(0, len(changed) - 1))
    changed[place] ^= data.draw(st.integers(1, 255))
    state = read({**WHOLE.documents, name: bytes(changed)}, WHOLE.trust, now=WHOLE.now)
    assert (state.wrong != (), state.finished) == (True, False)


@given(st.data())
@settings(deadline=None)
def test_no_change_inside_a_payload_goes_unnoticed(data: st.DataObject) -> None:
    signed_names = sorted(name for name in WHOLE.documents if name.endswith(".json") and "logged" not in name)
    name = data.draw(st.sampled_from(signed_names))
    envelope = json.loads(WHOLE.documents[name])
    body = bytearray(base64.b64decode(envelope["payload"]))
    body[data.draw(st.integers(0, len(body) - 1))] ^= data.draw(st.integers(1, 127))
    envelope["payload"] = base64.b64encode(bytes(body)).decode()
    changed = json.dumps(envelope, sort_keys=True, separators=(",", ":")).encode()
    state = read({**WHOLE.documents, name: changed}, WHOLE.trust, now=WHOLE.now)
    assert (state.wrong != (), state.finished) == (True, False)


@given(st.dictionaries(st.sampled_from(sorted(WHOLE.documents)), st.binary(max_size=200), max_size=4), st.booleans())
@settings(deadline=None)
def test_reading_never_fails_whatever_the_files_hold(junk: dict[str, bytes], whole: bool) -> None:
    state = read({**(WHOLE.documents if whole else {}), **junk}, WHOLE.trust, now=WHOLE.now)
    assert (state.wrong != ()) == bool(junk)


@given(st.sets(st.sampled_from(sorted(WHOLE.documents))))
@settings(deadline=None)
def test_reading_never_fails_whichever_files_are_missing(missing: set[str]) -> None:
    left = {name: data for name, data in WHOLE.documents.items() if name not in missing}
    state = read(left, WHOLE.trust, now=WHOLE.now)
    assert state.finished == (not missing)
