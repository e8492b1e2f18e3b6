"""Alpha and the intraclass correlations against printed examples, and against a second reading of their definitions."""

from __future__ import annotations

import json
import random
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from blind.combining.agreement import alpha
from blind.combining.distributions import beta_share, f_quantile
from blind.combining.intraclass import TwoWay, absolute, consistent, of_the_mean, one_way
from blind.errors import Malformed

LIBRARIES = {
    name: json.loads((Path(__file__).parent / f"vectors/agreement/{name}.json").read_text(encoding="utf-8"))
    for name in ("alpha", "intraclass")
}
"""What published libraries say of the same tables; ``make_agreement_vectors`` made them."""
GAP = None
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]
"""Krippendorff (2011), example C: four observers, twelve units, gaps."""

JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Shrout and Fleiss (1979), table 2: six targets, four judges."""


def columns(rows: list[list[int | None]]) -> list[list[float]]:
    return [[float(one) for one in unit if one is not None] for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("level", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_gives_the_printed_values(level: str, printed: float) -> None:
    found = alpha(columns(OBSERVERS), level=level)
    assert found is not None
    assert (round(found.value, 3), found.units) == (printed, 11)
    assert found.low < found.value < found.high


def distance(level: str, one: float, other: float, pool: list[float]) -> float:
    """The definitions of 2011 word by word, over the list of all values that can be paired."""
    low, high = min(one, other), max(one, other)
    if level == "nominal":
        return float(one != other)
    if level == "ordinal":
        return (sum(low <= each <= high for each in pool) - (pool.count(low) + pool.count(high)) / 2) ** 2
    if level == "interval":
        return (one - other) ** 2
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


def direct_alpha(units: list[list[float]], level: str) -> float:
    """Alpha by going through every ordered pair of scores, with no table of coincidences."""
    compared = [unit for unit in units if len(unit) > 1]
    pool = [value for unit in compared for value in unit]
    observed = sum(
        distance(level, one, other, pool) / (len(unit) - 1) for unit in compared for one, other in permutations(unit, 2)
    )
    expected = sum(distance(level, one, other, pool) for one, other in permutations(pool, 2))
    return 1 - (len(pool) - 1) * observed / expected


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
@pytest.mark.parametrize("seed", range(6))
def test_alpha_equals_its_definition_to_a_billionth(level: str, seed: int) -> None:
    source = random.Random(seed)
    units = [[float(source.randrange(60, 70)) for _ in range(source.randrange(0, 6))] for _ in range(14)]
    found = alpha(units, level=level)
    assert found is not None
    assert abs(found.value - direct_alpha(units, level)) < 1e-9


def test_alpha_is_one_where_all_agree_and_unknown_where_nothing_varies() -> None:
    found = alpha([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
    assert found is not None
    assert found.value == 1
    assert alpha([[1.0, 1.0], [1.0, 1.0]]) is None
    assert alpha([[1.0, 2.0]]) is None
    assert alpha([[1.0], [2.0]]) is None


def test_correlations_give_the_printed_values_and_intervals() -> None:
    table = [[float(one) for one in row] for row in JUDGES]
    first = one_way(table)
    assert first is not None
    found = {"1": first, "2": absolute(table), "3": consistent(table)}
    printed = {"1": (0.17, -0.13, 0.72), "2": (0.29, 0.02, 0.76), "3": (0.71, 0.34, 0.95)}
    assert {
        name: (round(one.value, 2), round(one.low, 2), round(one.high, 2)) for name, one in found.items()
    } == printed
    means = {name: of_the_mean(one, 4) for name, one in found.items()}
    printed = {"1": (0.44, -0.88, 0.91), "2": (0.62, 0.07, 0.93), "3": (0.91, 0.68, 0.99)}
    assert {
        name: (round(one.value, 2), round(one.low, 2), round(one.high, 2)) for name, one in means.items()
    } == printed


def direct_one_way(units: list[list[float]]) -> float:
    """The estimate by sums over pairs: the covariance of two scores of one packet over the whole variance."""
    sizes = [len(unit) for unit in units]
    total = sum(sizes)
    grand = sum(map(sum, units)) / total
    within = sum((one - other) ** 2 / len(unit) for unit in units for one, other in combinations(unit, 2))
    everything = sum((one - grand) ** 2 for unit in units for one in unit)
    error = within / (total - len(units))
    size = (total - sum(size * size for size in sizes) / total) / (len(units) - 1)
    packets = ((everything - within) / (len(units) - 1) - error) / size
    return packets / (packets + error)


@pytest.mark.parametrize("seed", range(6))
def test_the_one_way_correlation_equals_its_definition_to_a_billionth(seed: int) -> None:
    source = random.Random(seed)
    units = [[source.gauss(75, 6) + number for _ in range(source.randrange(2, 6))] for number in range(15)]
    found = one_way(units)
    assert found is not None
    assert abs(found.value - direct_one_way(units)) < 1e-9


@pytest.mark.parametrize("seed", range(6))
def test_two_way_mean_squares_equal_a_least_squares_fit_to_a_billionth(seed: int) -> None:
    """An independent way: residual sums of squares of nested linear models."""
    source = np.random.default_rng(seed)
    table = source.normal(75, 6, (9, 4))
    rows, columns = np.indices(table.shape)

    def left(*factors: np.ndarray) -> float:
        design = np.column_stack(
            [np.ones(table.size), *((factor.ravel()[:, None] == np.unique(factor)).astype(float) for factor in factors)]
        )
        fitted = design @ np.linalg.lstsq(design, table.ravel(), rcond=None)[0]
        return float(((table.ravel() - fitted) ** 2).sum())

    two = TwoWay.of(table.tolist())
    expected = (
        (left(columns) - left(rows, columns)) / 8,
        (left(rows) - left(rows, columns)) / 3,
        left(rows, columns) / 24,
    )
    assert np.allclose((two.of_rows, two.of_columns, two.rest), expected, rtol=0, atol=1e-9)


def test_correlations_need_something_to_compare() -> None:
    assert one_way([[1.0], [2.0, 3.0]]) is None
    assert one_way([[1.0, 1.0], [1.0, 1.0]]) is None
    for table in ([[1.0, 2.0]], [[1.0], [2.0]], [[1.0, 2.0], [3.0]]):
        with pytest.raises(Malformed, match="not-a-full-table"):
            consistent(table)


@pytest.mark.parametrize(
    ("share", "one", "other", "printed"),
    [
        (0.95, 1, 1, 161.4476),
        (0.95, 5, 10, 3.3258),
        (0.975, 5, 18, 3.3820),
        (0.99, 3, 30, 4.5097),
        (0.95, 120, 120, 1.3519),
    ],
)
def test_f_quantiles_are_those_of_the_tables(share: float, one: int, other: int, printed: float) -> None:
    assert round(f_quantile(share, one, other), 4) == printed


def test_the_beta_function_is_exact_where_a_formula_is_known() -> None:
    for x in (0.0, 0.01, 0.3, 0.5, 0.77, 0.999, 1.0):
        assert abs(beta_share(x, 1, 1) - x) < 1e-12
        assert abs(beta_share(x, 2, 1) - x**2) < 1e-12
        assert abs(beta_share(x, 2, 2) - (3 * x**2 - 2 * x**3)) < 1e-12
        assert abs(beta_share(x, 3.5, 2.25) + beta_share(1 - x, 2.25, 3.5) - 1) < 1e-12


def test_about_as_many_correlations_lie_in_their_intervals_as_promised() -> None:
    source = np.random.default_rng(5)
    truth, inside = 0.36 / (0.36 + 0.64), 0
    for _ in range(300):
        table = 0.6 * source.normal(size=(20, 1)) + 0.8 * source.normal(size=(20, 3))
        found = one_way(table.tolist(), confidence=0.9)
        assert found is not None
        inside += found.low <= truth <= found.high
    assert 258 <= inside <= 282


@pytest.mark.parametrize("case", LIBRARIES["alpha"]["cases"], ids=lambda case: str(case["level"]))
def test_alpha_equals_a_published_library_to_a_billionth(case: dict[str, Any]) -> None:
    units = [[float(one) for one in row if one is not None] for row in case["table"]]
    found = alpha(units, level=case["level"])
    assert found is not None
    assert abs(found.value - case["alpha"]) < 1e-9


@pytest.mark.parametrize("case", LIBRARIES["intraclass"]["cases"], ids=lambda case: f"{len(case['table'])} packets")
def test_correlations_equal_those_of_a_published_analysis_of_variance_to_a_billionth(case: dict[str, Any]) -> None:
    table = [[float(one) for one in row] for row in case["table"]]
    first = one_way(table)
    assert first is not None
    found = {"icc1": first.value, "icc2": absolute(table).value, "icc3": consistent(table).value}
    assert {name: abs(value - case[name]) < 1e-9 for name, value in found.items()} == dict.fromkeys(found, True)


def test_the_libraries_are_named_with_their_versions() -> None:
    names = {name: content["made_with"].split()[0] for name, content in LIBRARIES.items()}
    assert names == {"alpha": "nltk", "intraclass": "statsmodels"}
