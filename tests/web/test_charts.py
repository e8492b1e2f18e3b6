"""Pictures: every place inside the picture, marks where the numbers are, and nothing that only a colour tells."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from web.charts import (
    WIDTH,
    Quota,
    bar_chart,
    chance_chart,
    percent,
    points,
    quota_chart,
    spread_chart,
    timeline,
)
from web.rendering import templates

COUNTS = st.integers(0, 10**6)
SCORES = st.fractions(0, 100, max_denominator=100)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def drawn(macro: str, chart: object) -> str:
    module = templates().get_template("charts.html").make_module()
    return str(getattr(module, macro)(chart))


@given(st.lists(st.tuples(st.text(max_size=9), COUNTS, COUNTS), max_size=9), COUNTS)
def test_bars_stay_inside_and_are_as_long_as_their_numbers(rows: list[tuple[str, int, int]], poor: int) -> None:
    chart = bar_chart("x", "题", "说明", rows, poor_below=poor)
    assert [0 <= bar.length <= WIDTH and 0 <= bar.behind <= WIDTH for bar in chart.bars] == [True] * len(rows)
    assert [bar.poor for bar in chart.bars] == [value < poor for _, value, _ in rows]
    ordered = sorted(zip(chart.bars, rows, strict=True), key=lambda both: both[1][1])
    lengths = [bar.length for bar, _ in ordered]
    assert lengths == sorted(lengths)


def test_quota_is_marked_where_it_stands_and_broken_ones_are_hatched() -> None:
    rows = [Quota("外单位", 3, Fraction(11, 3)), Quota("同单位", 2, Fraction(2), at_most=True)]
    chart = quota_chart("q", "题", "说明", rows, seats=11)
    assert [(bar.figure, bar.poor) for bar in chart.bars] == [("3 ≥ 3.6", True), ("2 ≤ 2", False)]
    assert [bar.length < (bar.mark or 0) for bar in chart.bars] == [True, False]
    text = drawn("bars", chart)
    assert (text.count("url(#q-hatch)"), text.count("▲"), text.count('class="mark"')) == (1, 1, 2)


def test_chances_show_the_equal_one_as_a_mark() -> None:
    chart = chance_chart("c", "题", "说明", [("三人", Fraction(1, 2)), ("一人", Fraction(1))], equal=Fraction(2, 3))
    assert [(bar.figure, bar.length) for bar in chart.bars] == [("50.0%", 138), ("100.0%", 276)]
    assert {bar.mark for bar in chart.bars} == {184}


@given(st.lists(DAYS, min_size=1, max_size=9), DAYS)
def test_days_lie_in_order_between_the_months(days: list[date], today: date) -> None:
    days = sorted(days)
    chart = timeline("t", "题", "说明", [(f"事{day}", "", day, "past") for day in days], today=today)
    places = [stage.x for stage in chart.stages]
    assert places == sorted(places)
    assert (chart.ticks[0].x <= places[0], places[-1] <= WIDTH, len(chart.ticks) <= 8) == (True, True, True)
    beyond = today < days[0].replace(day=1) or today > days[-1] + timedelta(days=31)
    assert chart.today is None or not beyond


def test_each_state_of_a_day_has_a_shape_of_its_own() -> None:
    day = date(2025, 6, 10)
    rows = [(state, "06-10", day, state) for state in ("past", "soon", "ahead")]
    text = drawn("days", timeline("t", "题", "说明", rows, today=day))
    assert (text.count('class="hollow"'), text.count('class="poor"'), text.count('class="bar"')) == (1, 1, 1)
    assert 'class="today"' in text
    assert timeline("t", "题", "说明", [], today=day).stages == ()


def test_long_name_of_a_day_is_cut_and_says_so() -> None:
    (stage,) = timeline("t", "", "", [("长" * 60, "", date(2025, 6, 1), "past")], today=date(2025, 6, 1)).stages
    assert (len(stage.label), stage.label[-1]) == (22, "…")


@given(st.lists(st.lists(SCORES, min_size=1, max_size=5), min_size=1, max_size=6), SCORES)
def test_scores_and_line_share_an_axis(rows: list[list[Fraction]], line: Fraction) -> None:
    chart = spread_chart("s", "题", "说明", [("甲", scores, False) for scores in rows], line=line)
    for row, scores in zip(chart.rows, rows, strict=True):
        mean = sum(scores) / len(scores)
        assert row.first <= row.mean + 1
        assert row.mean <= row.last + 1
        assert chart.line is not None
        assert (row.mean < chart.line) <= (mean < line)
        assert all(0 <= dot <= WIDTH for dot in row.dots)


def test_grey_zone_is_hatched_and_the_rest_is_not() -> None:
    rows = [("甲", [Fraction(59), Fraction(61)], True), ("乙", [Fraction(80)], False)]
    text = drawn("spreads", spread_chart("s", "题", "说明", rows, line=Fraction(60)))
    assert text.count("url(#s-hatch)") == 1
    assert text.count("<title") == text.count("<desc") == text.count('role="img"') == 1


def test_labels_are_escaped() -> None:
    text = drawn("bars", bar_chart("x", "<题>", "<说>", [("<script>", 1, 1)]))
    assert ("<script>" in text, "&lt;script&gt;" in text) == (False, True)


def test_figures_are_written_exactly() -> None:
    assert (percent(Fraction(1, 3)), percent(Fraction(1)), points(Fraction(7433, 100))) == ("33.3%", "100.0%", "74.33")
