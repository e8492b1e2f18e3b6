"""Inspection samples: fixed before the seed, spread as planned, drawn again by anybody, seen through when changed."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from typing import Any

import pytest

from expertpool.errors import Refusal
from expertpool.oversight.inspection import faults_of, plan_content, sample_content

HASH = "ab" * 32
LISTED = [(f"委员会{at:02}", "ABC"[at % 3]) for at in range(30)]


def planned(listed: list[tuple[str, str]] = LISTED, **given: Any) -> dict[str, Any]:
    asked = {"of": "committees", "year": 2025, "size": 6, "each": 0, "seed_from": "x", "number": 1, "issued": "d"}
    return plan_content(listed, **{**asked, **given})


def drawn(plan: dict[str, Any], value: str = "1") -> dict[str, Any]:
    return sample_content(plan, HASH, source="public", value=value, issued="2025-09-01")


def test_every_committee_is_as_likely_as_every_other() -> None:
    chances = {chance for _, chance in drawn(planned())["chances"]}
    assert chances == {"1/5"}


def test_a_spread_sample_takes_so_many_of_each_stratum() -> None:
    strata = dict(LISTED)
    for value in map(str, range(20)):
        found = Counter(strata[name] for name in drawn(planned(each=2), value)["sample"])
        assert found == {"A": 2, "B": 2, "C": 2}


def test_a_stratum_with_fewer_gives_all_it_has() -> None:
    plan = planned([*LISTED, ("小", "D")], each=2, size=7)
    assert all("小" in drawn(plan, str(value))["sample"] for value in range(5))


def test_the_order_of_the_list_does_not_matter() -> None:
    assert planned() == planned(LISTED[::-1])


def test_a_sample_that_follows_has_no_fault_and_other_values_give_other_samples() -> None:
    plan = planned(each=1)
    assert faults_of(plan, HASH, drawn(plan)) == []
    assert len({tuple(drawn(plan, str(value))["sample"]) for value in range(10)}) > 5


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"plan": "cd" * 32}, "other_plan"),
        ({"value": "2"}, "seed"),
        ({"seed": "00" * 32}, "seed"),
        ({"sample": [name for name, _ in LISTED[:6]]}, "other_sample"),
        ({"sample": [name for name, _ in LISTED[:5]]}, "bounds"),
        ({"sample": [LISTED[0][0]] * 6}, "bounds"),
        ({"sample": ["别处", *[name for name, _ in LISTED[:5]]]}, "bounds"),
        ({"ticket": 1}, "other_sample"),
        ({"table": {"groups": [], "rows": [], "exchanges": []}}, "other_sample"),
    ],
)
def test_a_changed_sample_is_seen_through(change: dict[str, Any], fault: str) -> None:
    plan = planned()
    assert faults_of(plan, HASH, drawn(plan) | change) == [f"oversight.fault.{fault}"]


def test_a_longer_list_than_the_plan_signed_gives_another_sample() -> None:
    sample = drawn(planned())
    assert faults_of(planned([*LISTED, ("又一个", "A")]), HASH, sample) == ["oversight.fault.other_sample"]


@pytest.mark.parametrize(
    ("listed", "given", "code"),
    [
        ([], {}, "oversight.nothing_listed"),
        ([("甲", ""), ("甲", "")], {"size": 1}, "oversight.listed_twice"),
        (LISTED, {"size": 31}, "oversight.sample_too_large"),
        (LISTED, {"size": 5, "each": 2}, "oversight.sample_too_small"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(listed: list[tuple[str, str]], given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        planned(listed, **given)
    assert refused.value.code == code


def by_hand(sample: dict[str, Any]) -> list[str]:
    """The sample from its record and the page on formats alone, for a plan without strata."""
    seed, [group], count = bytes.fromhex(sample["seed"]), sample["table"]["groups"], sample["tickets"]

    def lot(tag: bytes, name: str) -> bytes:
        return hmac.new(seed, tag + name.encode(), hashlib.sha256).digest()

    block, ceiling, counter = 1 << 256, (1 << 256) // count * count, 0
    while block >= ceiling:
        tag = b"expertpool/ticket/v1" + counter.to_bytes(8, "big")
        block, counter = int.from_bytes(hmac.new(seed, tag, hashlib.sha256).digest(), "big"), counter + 1
    [[_, taken]] = sample["table"]["rows"][block % count]
    chosen = sorted(group, key=lambda name: lot(b"expertpool/member/v1", name))[:taken]
    return sorted(chosen, key=lambda name: lot(b"expertpool/seat/v1", name))


@pytest.mark.parametrize("value", ["1", "2025220", "四"])
def test_a_stranger_draws_the_same_with_the_standard_library(value: str) -> None:
    sample = drawn(planned(), value)
    joined = b"".join(
        len(part).to_bytes(4, "big") + part
        for part in (b"expertpool/inspection-seed/v1", bytes.fromhex(HASH), value.encode())
    )
    assert sample["seed"] == hashlib.sha256(joined).hexdigest()
    assert sample["sample"] == by_hand(sample)
