"""Calibration on made-up worlds whose truth is known, and the advice about the line that rests on it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from blind.combining.advice import (
    Flip,
    Plan,
    flips_by_rounding,
    flips_by_trimming,
    flips_without_a_reader,
    grey_zone,
    results,
)
from blind.combining.calibration import Calibration, Estimate, NotIdentifiable, Refused, calibrate
from blind.combining.extra_reader import Cause, Extra, near_the_line, to_draw, wide_apart
from blind.combining.line import Line
from blind.combining.scores import Score
from blind.errors import Malformed
from tests.blind.simulated_scores import Scenario, World, make_world, wrong_share

GRID = {
    "mild": Scenario(severity=2),
    "typical": Scenario(severity=5),
    "strong": Scenario(severity=8),
    "closed panels of ten": Scenario(severity=5, panels=12),
    "five packets a reader": Scenario(severity=5, readers=360),
}


def smaller(scenario: Scenario) -> Scenario:
    """A quarter of the size, with the same loads and panels of the same size."""
    size = {"packets": scenario.packets // 4, "readers": scenario.readers // 4}
    return replace(scenario, panels=max(1, scenario.panels // 4), **size)


def calibrated(world: World) -> Calibration:
    found = calibrate(world.scores, least_per_reader=2, connected=False)
    assert isinstance(found, Calibration)
    return found


def measured(scenario: Scenario, seeds: range) -> tuple[float, float, float]:
    """Wrong decisions by the raw mean and by the calibrated score, and the share of truths inside 90% intervals."""
    raw, own, inside = [], [], []
    for seed in seeds:
        world = make_world(scenario, seed)
        found = calibrated(world).packets
        raw.append(wrong_share({name: one.raw for name, one in found.items()}, world.truth))
        own.append(wrong_share({name: one.value for name, one in found.items()}, world.truth))
        ends = {name: one.interval(0.9) for name, one in found.items()}
        inside.append(np.mean([ends[name][0] <= world.truth[name] <= ends[name][1] for name in ends]))
    return float(np.mean(raw)), float(np.mean(own)), float(np.mean(inside))


@pytest.mark.parametrize("name", GRID)
def test_calibrated_scores_decide_no_worse_than_the_raw_mean_on_a_small_grid(name: str) -> None:
    raw, own, inside = measured(smaller(GRID[name]), range(12 if GRID[name].readers > 200 else 40))
    assert own <= raw
    assert 0.86 <= inside <= 0.94


@pytest.mark.full
@pytest.mark.parametrize("name", GRID)
def test_calibrated_scores_decide_no_worse_than_the_raw_mean_on_the_whole_grid(name: str) -> None:
    raw, own, inside = measured(GRID[name], range(10))
    assert own <= raw
    assert 0.88 <= inside <= 0.92


def test_calibration_finds_the_spreads_it_was_made_with() -> None:
    found = calibrated(make_world(Scenario(packets=300, readers=60, gain=0), 1))
    assert 500 < found.of_packets < 700
    assert 370 < found.of_readers < 630
    assert 370 < found.of_rest < 430


def test_calibration_equals_the_textbook_solution_for_its_own_spreads() -> None:
    """An independent way: the whole covariance matrix, generalised least squares and best linear prediction."""
    world = make_world(Scenario(packets=20, readers=6, each=3), 2)
    found = calibrated(world)
    packets, readers = sorted({one.packet for one in world.scores}), sorted({one.reader for one in world.scores})
    of_packet = np.array([[one.packet == name for name in packets] for one in world.scores], dtype=float)
    of_reader = np.array([[one.reader == name for name in readers] for one in world.scores], dtype=float)
    marks = np.array([one.hundredths for one in world.scores], dtype=float)
    whole = (
        found.of_packets**2 * of_packet @ of_packet.T
        + found.of_readers**2 * of_reader @ of_reader.T
        + found.of_rest**2 * np.eye(len(marks))
    )
    inverse, ones = np.linalg.inv(whole), np.ones(len(marks))
    mean_variance = 1 / (ones @ inverse @ ones)
    mean = mean_variance * (ones @ inverse @ marks)
    gain = found.of_packets**2 * of_packet.T @ inverse
    values = mean + gain @ (marks - mean)
    error = found.of_packets**2 * np.eye(len(packets)) - gain @ of_packet * found.of_packets**2
    lost = 1 - gain @ ones
    variance = np.diag(error) + mean_variance * lost**2
    assert np.allclose([found.packets[name].value for name in packets], values, rtol=0, atol=1e-5)
    assert np.allclose([found.packets[name].error for name in packets], np.sqrt(variance), rtol=0, atol=1e-5)


def test_calibrated_scores_stand_beside_the_raw_mean() -> None:
    world = make_world(Scenario(packets=30, readers=6), 3)
    own = [one.hundredths for one in world.scores if one.packet == "p0000"]
    assert abs(calibrated(world).packets["p0000"].raw - sum(own) / len(own)) < 1e-6


def test_panels_that_share_no_reader_are_not_identifiable() -> None:
    world = make_world(Scenario(packets=40, readers=8, panels=2), 1)
    assert calibrate(world.scores) == Refused(NotIdentifiable.NOT_CONNECTED, ("p0000", "p0020"))


def test_one_common_reader_makes_them_identifiable() -> None:
    world = make_world(Scenario(packets=40, readers=8, panels=2), 1)
    joined = [*world.scores, Score("p0000", "r007", 7000)]
    assert isinstance(calibrate(joined), Calibration)


def test_readers_with_too_few_scores_are_named_and_no_number_given() -> None:
    world = make_world(Scenario(packets=40, readers=8), 1)
    few = [*world.scores, *(Score(f"p{number:04}", "r999", 7000) for number in range(7))]
    assert calibrate(few) == Refused(NotIdentifiable.TOO_FEW_PER_READER, ("r999",))
    enough = [*few, Score("p0007", "r999", 7000)]
    assert isinstance(calibrate(enough), Calibration)


def test_a_handful_of_scores_or_equal_ones_give_no_number() -> None:
    one = [Score(f"p{number}", "r", 7000 + number) for number in range(9)]
    assert calibrate(one) == Refused(NotIdentifiable.TOO_FEW_SCORES)
    assert calibrate([]) == Refused(NotIdentifiable.TOO_FEW_SCORES)
    equal = [Score(f"p{number}", reader, 7000) for number in range(9) for reader in "rs"]
    assert calibrate(equal) == Refused(NotIdentifiable.NO_VARIATION)


def test_the_order_of_scores_changes_no_number() -> None:
    world = make_world(Scenario(packets=40, readers=8), 4)
    assert calibrate(world.scores) == calibrate(world.scores[::-1])


LINE = Calibration(
    {
        "a": Estimate(8500, 8500, 100),
        "b": Estimate(8010, 8010, 100),
        "c": Estimate(7950, 7950, 100),
        "d": Estimate(7000, 7000, 100),
    },
    {},
    1,
    1,
    1,
)


def test_the_grey_zone_holds_what_the_scores_cannot_tell_from_the_line_nearest_first() -> None:
    found = grey_zone(LINE, Line(mark=8000))
    assert [(one.packet, round(one.probability, 3)) for one in found] == [("b", 0.540), ("c", 0.309)]
    assert [one.packet for one in grey_zone(LINE, Line(places=2))] == ["b", "c"]
    assert grey_zone(LINE, Line(mark=7500)) == []


PLAN = Plan(method="plain-mean/1", line=Line(mark=8000), parameters={})
THREE = [
    Score("a", "r1", 9000), Score("a", "r2", 8500), Score("a", "r3", 6500),
    Score("b", "r1", 8000), Score("b", "r2", 8000), Score("b", "r4", 8050),
    Score("c", "r2", 7000), Score("c", "r3", 7000), Score("c", "r4", 7100),
]  # fmt: skip  # one packet a line


def test_results_follow_the_plan() -> None:
    assert results(THREE, PLAN) == {"a": 8000, "b": 8017, "c": 7033}
    assert results(THREE, replace(PLAN, unit=Fraction(50), rounding="cut")) == {"a": 8000, "b": 8000, "c": 7000}


def test_a_result_that_hangs_on_one_reader_is_named_with_that_reader() -> None:
    assert flips_without_a_reader(THREE, PLAN) == [Flip("a", "without:r1", False), Flip("a", "without:r2", False)]


def test_a_result_that_hangs_on_trimming_is_named() -> None:
    scores = [Score("a", f"r{number}", mark) for number, mark in enumerate((9900, 8000, 8000, 8000, 6000))]
    assert flips_by_trimming(scores, PLAN) == [Flip("a", "trimmed", True)]


def test_a_result_that_hangs_on_rounding_is_named_with_the_rule() -> None:
    scores = [Score("a", "r1", 7999), Score("a", "r2", 8000), Score("a", "r3", 8000)]
    assert flips_by_rounding(scores, PLAN) == [Flip("a", "rounding:none", False), Flip("a", "rounding:cut", False)]
    assert flips_by_rounding(THREE, replace(PLAN, line=Line(mark=7500))) == []


def test_readers_wide_apart_call_for_another_by_points_or_by_the_groups_own_spread() -> None:
    assert wide_apart(THREE, points=2499) == [Extra("a", Cause.WIDE_APART)]
    assert wide_apart(THREE, points=2500) == []
    assert wide_apart(THREE, share=Fraction(2)) == [Extra("a", Cause.WIDE_APART)]
    for wrong in ({}, {"points": 1, "share": Fraction(1)}):
        with pytest.raises(Malformed, match="not-a-threshold"):
            wide_apart(THREE, **wrong)


def test_packets_near_the_line_call_for_another_reader_the_least_certain_first() -> None:
    assert near_the_line(LINE, Line(mark=8000)) == [
        Extra("b", Cause.NEAR_THE_LINE),
        Extra("c", Cause.NEAR_THE_LINE),
    ]
    assert near_the_line(LINE, Line(mark=8000), most=1) == [Extra("b", Cause.NEAR_THE_LINE)]


def test_what_goes_to_the_draw_says_not_why() -> None:
    assert to_draw([Extra("b", Cause.NEAR_THE_LINE), Extra("a", Cause.WIDE_APART), Extra("b", Cause.WIDE_APART)]) == (
        "a",
        "b",
    )


def test_extra_readers_near_the_line_mend_more_than_half_of_what_three_readers_for_all_do() -> None:
    """Two readers, then a third where the result is near the line, against three for all."""
    two, mixed, three, used = [], [], [], []
    for seed in range(4):
        world = make_world(Scenario(packets=200, readers=40), seed)
        rank: dict[str, int] = {}
        first = []
        for one in world.scores:
            rank[one.packet] = rank.get(one.packet, 0) + 1
            first += [one] if rank[one.packet] <= 2 else []
        start = calibrated(World(tuple(first), world.truth))
        extra = set(to_draw(near_the_line(start, Line(places=100), most=72)))
        more = [one for one in world.scores if one in set(first) or one.packet in extra]
        for found, scores in ((two, first), (mixed, more), (three, world.scores)):
            values = calibrated(World(tuple(scores), world.truth)).packets
            found.append(wrong_share({name: each.value for name, each in values.items()}, world.truth))
        used.append(len(extra) / 200)
    assert max(used) <= 0.36
    assert np.mean(two) - np.mean(mixed) > (np.mean(two) - np.mean(three)) / 2
