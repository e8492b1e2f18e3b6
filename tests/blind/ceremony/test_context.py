"""The context: read back as it was written, refused where its parts do not fit, and one hash for all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from blind.ceremony.context import Assurance, Context, Deadlines, Decision, Pool, PreviousAttempt
from blind.ceremony.document import payload, read_payload
from blind.ceremony.public_source import DiceSpec, DrandSpec
from blind.ceremony.reasons import ReasonCode
from blind.encoding import tagged_hash
from blind.errors import Malformed
from tests.blind.ceremony.hall import DEADLINE, KNOWN, LOTTERY, OBJECTIONS, Hall, m1, m3, secret

DRAND = DrandSpec(secret("chain"), bytes(96), 12, KNOWN)
M0: dict[str, Any] = {"assurance_planned": Assurance.M0, "parties": (), "deadlines": None}


@pytest.mark.parametrize(
    "context",
    [
        Hall().context,
        m1().context,
        m3().context,
        Hall(assurance_planned=Assurance.M3, beacon=DRAND).context,
        Hall(method="queue", table=None, tickets=None).context,
        Hall(hash="sm3").context,
        replace(Hall().context, **M0),
        Hall(attempt=2, previous=(PreviousAttempt(1, None, secret("void")),)).context,
    ],
)
def test_context_is_read_back_as_it_was_written(context: Context) -> None:
    assert read_payload(Context, payload(context)) == context


def test_hash_of_the_context_is_the_tagged_hash_of_its_payload() -> None:
    context = Hall().context
    assert context.ctx == tagged_hash("expertpool/context/v1", payload(context))
    assert Hall(hash="sm3").context.ctx == tagged_hash(
        "expertpool/context/v1", payload(Hall(hash="sm3").context), algorithm="sm3"
    )


CHANGES: dict[str, Any] = {
    "draw_id": bytes(16),
    "scope": replace(Hall().context.scope, purpose="补充评审"),
    "other_seals": (secret("seal"),),
    "library_sha256": secret("other"),
    "pool": Pool(secret("root"), 45, 40, {"in-pool": 5}),
    "rules_sha256": secret("other"),
    "bounds_root": secret("other"),
    "seats": 6,
    "reserves": 1,
    "tickets": 10_000,
    "rounds": 4,
    "replacement": "same-order",
    "reason_codes": (ReasonCode("declined", ("office",)),),
    "trust_version": 2,
    "dice": DiceSpec(10, 20, every_round=False),
    "deadlines": Deadlines(OBJECTIONS, DEADLINE + timedelta(seconds=1)),
    "versions": {},
    "hash": "sm3",
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_gives_another_hash(name: str) -> None:
    context = Hall().context
    assert replace(context, **{name: CHANGES[name]}).ctx != context.ctx


def previous(*attempts: int) -> tuple[PreviousAttempt, ...]:
    return tuple(PreviousAttempt(attempt, None, secret("void", attempt)) for attempt in attempts)


PARTIES = Hall().context.parties
REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("context-not-a-draw", {"draw_id": bytes(15)}),
    ("context-not-a-draw", {"hash": "md5"}),
    ("context-not-a-draw", {"method": "wheel"}),
    ("context-table-and-method", {"table": None}),
    ("context-table-and-method", {"tickets": None}),
    ("context-table-and-method", {"method": "queue"}),
    ("context-seats-or-rounds", {"seats": 0}),
    ("context-seats-or-rounds", {"seats": 41}),
    ("context-seats-or-rounds", {"rounds": 0}),
    ("context-seats-or-rounds", {"rounds": 65}),
    ("unknown-replacement", {"replacement": "again"}),
    ("not-sorted-or-twice", {"reason_codes": (ReasonCode("b", ("office",)), ReasonCode("a", ("office",)))}),
    ("attempts-not-listed", {"attempt": 2}),
    ("attempts-not-listed", {"attempt": 3, "previous": previous(1)}),
    ("attempts-not-listed", {"attempt": 1, "previous": previous(1)}),
    ("attempt-needs-decision", {"attempt": 3, "previous": previous(1, 2)}),
    ("not-three-parties", {"parties": PARTIES[:2]}),
    ("not-sorted-or-twice", {"parties": PARTIES[::-1]}),
    ("parties-share", {"parties": (*PARTIES[:2], replace(PARTIES[2], sign_key_id=PARTIES[0].sign_key_id))}),
    ("parties-share", {"parties": (*PARTIES[:2], replace(PARTIES[2], seal_key=PARTIES[0].seal_key))}),
    ("parties-share", {"parties": (*PARTIES[:2], replace(PARTIES[2], role="hrss"))}),
    ("too-few-parties", {"assurance_planned": Assurance.M1, "dice": DiceSpec(10, 20, True), "parties": PARTIES[:2]}),
    ("ceremony-in-m0", {"assurance_planned": Assurance.M0}),
    ("no-deadlines", {"deadlines": None}),
    ("assurance-without-chance", {"assurance_planned": Assurance.M1}),
    ("assurance-without-chance", {"assurance_planned": Assurance.M1, "dice": DiceSpec(10, 20, False)}),
    ("assurance-and-public-source", {"assurance_planned": Assurance.M3}),
    ("assurance-and-public-source", {"beacon": LOTTERY}),
    (
        "public-source-too-early",
        {"assurance_planned": Assurance.M3, "beacon": replace(LOTTERY, known_after=DEADLINE - timedelta(seconds=1))},
    ),
]


@pytest.mark.every
@pytest.mark.parametrize(("code", "changes"), REFUSED)
def test_parts_that_do_not_fit_together_are_refused(code: str, changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match=code):
        replace(Hall().context, **changes)


def test_third_attempt_is_possible_with_a_decision_from_above() -> None:
    third = replace(
        Hall().context, attempt=3, previous=previous(1, 2), decision=Decision("市人社局", secret("decision"))
    )
    assert read_payload(Context, payload(third)) == third


def test_deadline_for_reveals_before_the_end_of_objections_is_refused() -> None:
    with pytest.raises(Malformed, match="deadlines-upside-down"):
        Deadlines(DEADLINE, OBJECTIONS)


@pytest.mark.every
@pytest.mark.parametrize(
    ("size", "drawable", "out"), [(50, 40, {"a": 9}), (50, 51, {}), (50, 45, {}), (50, 40, {"a": 10, "b": 1})]
)
def test_pool_whose_numbers_contradict_each_other_is_refused(size: int, drawable: int, out: dict[str, int]) -> None:
    with pytest.raises(Malformed, match="pool-counts-differ"):
        Pool(secret(), size, drawable, out)


def test_fewer_than_five_left_out_in_all_need_no_reasons_in_public() -> None:
    assert Pool(secret(), 50, 46, {}).out_by_rule == {}


@pytest.mark.every
@pytest.mark.parametrize(("faces", "count"), [(6, 25), (10, 19), (20, 40), (2, 400), (10, 401)])
def test_dice_whose_outcomes_could_be_listed_or_that_nobody_reads_are_refused(faces: int, count: int) -> None:
    with pytest.raises(Malformed, match="dice-too-few"):
        DiceSpec(faces, count, every_round=True)


@pytest.mark.every
@pytest.mark.parametrize("digits", ["7" * 26, "0" * 26, "1" * 25, "1" * 27, "１" * 26, "1" * 26 + "\n", 1, None])
def test_digits_that_no_six_sided_dice_show_are_refused(digits: object) -> None:
    with pytest.raises(Malformed, match="not-the-dice-asked-for"):
        DiceSpec(6, 26, every_round=False).checked(digits)


@pytest.mark.every
@pytest.mark.parametrize("value", ["412233307", "00412233307", "041223330a", "０412233307", 412233307])
def test_lottery_numbers_of_another_width_or_spelling_are_refused(value: object) -> None:
    with pytest.raises(Malformed, match="not-the-digits-asked-for"):
        LOTTERY.checked(value)


@pytest.mark.every
@pytest.mark.parametrize("code", [("", ("office",)), ("é", ("office",)), ("a", ()), ("a", ("mayor",))])
def test_reason_code_without_name_or_known_signers_is_refused(code: tuple[str, tuple[str, ...]]) -> None:
    with pytest.raises(Malformed):
        ReasonCode(*code)
