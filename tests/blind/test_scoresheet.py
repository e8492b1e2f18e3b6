"""Forms, sheets, sealing, the box and its closing, as honest people use them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from blind.encoding import canonical, strict_parse
from blind.errors import Malformed, Untrusted
from blind.scoresheet.box import Closing, close, closing, left_out, submit, submit_all
from blind.scoresheet.opening import half_after_closing
from blind.scoresheet.rubric import Indicator, Rubric, Scale
from blind.scoresheet.sealed import SealedSheet, opened, read_signed
from blind.scoresheet.sheet import Problem, Sheet, padded, problems, unpadded
from tests.blind.review_room import (
    MARKS,
    PACKETS,
    READERS,
    RUBRIC,
    SCALE,
    SECRETS,
    closed_scores,
    make_box,
    make_sheet,
    opened_by,
    sealed_by,
)


def test_a_form_reads_back_as_written_and_its_hash_names_it() -> None:
    read = Rubric.parse(RUBRIC.to_bytes())
    assert (read, read.hash) == (RUBRIC, RUBRIC.hash)
    assert replace(RUBRIC, version=2).hash != RUBRIC.hash
    assert replace(RUBRIC, scale=replace(SCALE, reason_from=9000)).hash != RUBRIC.hash


def test_a_total_is_the_exact_weighted_mean() -> None:
    assert RUBRIC.total({"ability": 8000, "results": 7550, "ethics": 9000}) == Fraction(8020)
    thirds = replace(RUBRIC, indicators=tuple(replace(one, weight=1) for one in RUBRIC.indicators))
    assert thirds.total({"ability": 1, "results": 0, "ethics": 0}) == Fraction(1, 3)


def test_no_indicator_outweighs_all_others_together() -> None:
    even = (Indicator(code="papers", title="论文", weight=50), Indicator(code="rest", title="其他", weight=50))
    assert replace(RUBRIC, indicators=even).weight == 100
    with pytest.raises(Malformed, match="weight-nothing-or-over-half"):
        replace(RUBRIC, indicators=(replace(even[0], weight=51), replace(even[1], weight=49)))


@pytest.mark.every
@pytest.mark.parametrize(
    "scale",
    [
        {"lowest": 10000},
        {"step": 0},
        {"step": 3},
        {"lowest": -100},
        {"grades": {"A": 10050}},
    ],
)
def test_a_scale_that_cannot_be_is_refused(scale: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        replace(SCALE, **scale)


def test_grades_take_only_what_grades_are_worth() -> None:
    grades = Scale(
        lowest=0, highest=10000, step=1, reason_to=0, reason_from=9500, grades={"A": 9500, "B": 8000, "C": 5000}
    )
    assert [mark for mark in (0, 5000, 7999, 8000, 9500, 10000) if grades.holds(mark)] == [5000, 8000, 9500]
    assert Rubric.parse(replace(RUBRIC, scale=grades).to_bytes()).scale == grades


def test_a_sound_sheet_has_no_problems() -> None:
    assert problems(make_sheet(), RUBRIC) == []


@pytest.mark.parametrize(
    ("mark", "rule"),
    [
        (8001, "mark-outside-scale"),
        (10050, "mark-outside-scale"),
        (-50, "mark-outside-scale"),
        (8000.0, "mark-outside-scale"),
        (float("nan"), "mark-outside-scale"),
        (True, "mark-outside-scale"),
        ("8000", "mark-outside-scale"),
        (None, "mark-outside-scale"),
        (10**400, "mark-outside-scale"),
        (4000, "reason-missing-at-extreme"),
        (9500, "reason-missing-at-extreme"),
        (0, "reason-missing-at-extreme"),
    ],
)
def test_a_wrong_mark_is_named_with_indicator_and_rule(mark: Any, rule: str) -> None:
    found = problems(make_sheet(marks={**MARKS, "ability": mark}), RUBRIC)
    assert found == [Problem("ability", rule, repr(mark)[:40])]


def test_marks_one_step_inside_the_extremes_need_no_reason() -> None:
    assert problems(make_sheet(marks={"ability": 4050, "results": 9450, "ethics": 9450}), RUBRIC) == []


def test_a_reason_allows_an_extreme_and_blanks_are_no_reason() -> None:
    marks = {**MARKS, "results": 10000}
    assert problems(make_sheet(marks=marks, reasons={"results": "三项成果已在全省推广"}), RUBRIC) == []
    assert problems(make_sheet(marks=marks, reasons={"results": " \u3000\n"}), RUBRIC) == [
        Problem("results", "reason-missing-at-extreme", "10000")
    ]


def test_everything_wrong_with_a_sheet_is_named_at_once() -> None:
    sheet = make_sheet(
        marks={"ability": 1, "papers": 3}, reasons={"ethics": "字" * 301}, comment="字" * 1001, rubric=bytes(32)
    )
    assert [(one.indicator, one.rule) for one in problems(sheet, RUBRIC)] == [
        (None, "other-rubric"),
        ("ability", "mark-outside-scale"),
        ("results", "mark-missing"),
        ("ethics", "reason-too-long"),
        ("ethics", "mark-missing"),
        ("papers", "unknown-indicator"),
        (None, "comment-too-long"),
    ]


def test_a_sheet_with_problems_is_never_sealed() -> None:
    with pytest.raises(Malformed, match="sheet-has-problems") as refused:
        sealed_by(make_sheet(marks={}))
    assert [one.indicator for one in refused.value.facts["problems"]] == ["ability", "results", "ethics"]


def test_a_sheet_reads_back_as_written_and_padding_hides_its_length() -> None:
    short, long = make_sheet(), make_sheet(comment="评" * 1000, reasons={"ability": "理" * 300})
    assert Sheet.parse(short.to_bytes()) == short
    assert [unpadded(padded(one)) for one in (short, long)] == [short, long]
    assert len(padded(short)) == len(padded(long))


def test_the_fullest_sheet_of_ten_indicators_still_fits() -> None:
    ten = tuple(Indicator(code=f"i{number}", title="指标", weight=1) for number in range(10))
    form = replace(RUBRIC, indicators=ten)
    full = {one.code: "理" * 300 for one in ten}
    sheet = make_sheet(marks=dict.fromkeys(full, 9500), reasons=full, comment="评" * 1000, rubric=form.hash)
    assert problems(sheet, form) == []
    assert unpadded(padded(sheet)) == sheet


@pytest.mark.every
@pytest.mark.parametrize("spoilt", ["short", "tail", "size"])
def test_padding_of_another_shape_is_refused(spoilt: str) -> None:
    data = padded(make_sheet())
    changes = {"short": data[:-1], "tail": data[:-1] + b"\x01", "size": b"\xff" * 4 + data[4:]}
    with pytest.raises(Malformed):
        unpadded(changes[spoilt])


@pytest.mark.parametrize("pair", [("hrss", "inspector"), ("inspector", "office"), ("office", "hrss")])
def test_any_two_trustees_open_a_sheet(pair: tuple[str, str]) -> None:
    sheet = make_sheet(comment="同意推荐")
    sealed = read_signed(sealed_by(sheet), [READERS["R1"].verifier])
    assert opened_by(SealedSheet.parse(sealed.to_bytes()), *pair) == sheet


def test_submitting_gives_a_receipt_and_leaves_one_sheet_fewer_due() -> None:
    sheet = make_sheet()
    taken = submit(make_box(), sealed_by(sheet))
    assert (taken.receipt.commitment, taken.again, taken.box.due) == (sheet.commitment, False, 8)
    assert taken.receipt.short == sheet.commitment.hex()[:12]


def test_the_same_sheet_again_is_harmless_before_and_after_closing() -> None:
    data = sealed_by(make_sheet())
    taken = submit(make_box(), data)
    again = submit(taken.box, data)
    assert (again.box, again.receipt, again.again) == (taken.box, taken.receipt, True)
    assert submit(close(taken.box), data).again


def test_a_later_version_counts_and_the_earlier_ones_stay() -> None:
    first, second = make_sheet(), make_sheet(version=2, marks={**MARKS, "ability": 8500})
    box = submit(submit(make_box(), sealed_by(first)).box, sealed_by(second)).box
    assert [one.commitment for one in box.newest()] == [second.commitment]
    assert [[one.place.version for one in each] for each in box.taken.values()] == [[1, 2]]


def test_an_offline_packet_imported_twice_is_as_good_as_once() -> None:
    sheets = [sealed_by(make_sheet(packet=name)) for name in PACKETS]
    once, answers = submit_all(make_box(), sheets)
    twice, again = submit_all(once, sheets)
    assert (twice, again, once.due) == (once, answers, 6)


def test_one_bad_sheet_of_an_offline_packet_holds_back_no_other() -> None:
    sheets = [sealed_by(make_sheet()), b"junk", sealed_by(make_sheet(packet="9999-0000"))]
    box, answers = submit_all(make_box(), sheets)
    assert box.due == 7
    assert [type(one).__name__ for one in answers] == ["Receipt", "Malformed", "Receipt"]


def test_the_closing_lists_the_sheets_that_count_sorted_and_what_is_missing() -> None:
    taken = submit(make_box(), sealed_by(make_sheet()))
    other = submit(taken.box, sealed_by(make_sheet("R2")))
    record = closing(close(other.box))
    assert record.sheets == tuple(sorted([taken.receipt.document, other.receipt.document]))
    assert record.missing == 7
    assert Closing.parse(record.to_bytes()) == record
    assert left_out(record, [taken.receipt, other.receipt]) == []


def test_an_open_box_has_no_closing() -> None:
    with pytest.raises(Untrusted, match="scores-open"):
        closing(make_box())


@pytest.mark.every
@pytest.mark.parametrize(
    "change", [{"format": "expertpool-scores-closed/9"}, {"missing": -1}, {"sheets": ["00" * 32, "00" * 32]}]
)
def test_a_closing_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    record = strict_parse(closing(close(make_box())).to_bytes())
    with pytest.raises(Malformed):
        Closing.parse(canonical({**record, **change}))


def test_after_a_witnessed_closing_two_trustees_open_the_group() -> None:
    sheet = make_sheet()
    box = close(submit(make_box(), sealed_by(sheet)).box)
    record = closing(box)
    placed, head = closed_scores(record)
    (sealed,) = box.newest()
    first, second = (
        half_after_closing(sealed, SECRETS[one], holder=one, partner=other, record=record, placed=placed, head=head)
        for one, other in (("hrss", "office"), ("office", "hrss"))
    )
    assert opened(sealed, first, second) == sheet
