"""Identity numbers: shape, check digit, and what they tell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.documents.roster.identity import birth_date, check_digit, gender_of, read_identity

TODAY = date(2026, 6, 1)


SOUND = "990203197005010232"


@pytest.mark.parametrize(
    ("raw", "number", "faults"),
    [
        (SOUND[:17] + check_digit(SOUND[:17]), SOUND[:17] + check_digit(SOUND[:17]), []),
        ("11010519491231002X", "11010519491231002X", []),
        ("11010519491231002x", "11010519491231002X", []),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", []),
        ("110105 19491231 002X", "11010519491231002X", []),
        ("110105-19491231-002X", "11010519491231002X", []),
        ("110105194912310021", None, ["ID_CHECK"]),
        ("110105491231002", None, ["ID_OLD"]),
        (110105491231002.0, None, ["ID_OLD"]),
        ("1101051949123100", None, ["ID_SHAPE"]),
        ("11010519491231O02X", None, ["ID_SHAPE"]),
        ("110105********002X", None, ["ID_SHAPE"]),
        (1.502031970010112e17, None, ["ID_LOST"]),
        ("1.50203E+17", None, ["ID_LOST"]),
        ("1.50203197001011e+17", None, ["ID_LOST"]),
        ("150203197001011000", None, ["ID_LOST"]),
        (990203197005010232, None, ["ID_CHECK"]),
        (date(1970, 5, 1), None, ["BECAME_DATE"]),
    ],
)
def test_identity_numbers_are_held_against_their_check_digit(
    raw: Any, number: str | None, faults: list[str], outcome: Any
) -> None:
    assert outcome(read_identity(raw, today=TODAY)) == (number, faults)


def test_a_whole_identity_number_from_a_format_with_exact_integers_is_read(outcome: Any) -> None:
    whole = SOUND[:17] + check_digit(SOUND[:17])
    assert outcome(read_identity(int(whole), today=TODAY)) == (whole, [])


@pytest.mark.parametrize("born", ["19701301", "19700230", "20990101"])
def test_an_impossible_day_of_birth_in_an_identity_number_is_noticed(born: str, outcome: Any) -> None:
    first = f"990203{born}011"
    number = first + check_digit(first)
    assert outcome(read_identity(number, today=TODAY)) == (number, ["id_birth"])


def test_an_identity_number_tells_birth_and_gender() -> None:
    assert (birth_date("11010519491231002X"), gender_of("11010519491231002X")) == (date(1949, 12, 31), "女")


@given(st.from_regex(r"[1-9][0-9]{16}", fullmatch=True), st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_breaks_the_check_digit(first: str, place: int, shift: int) -> None:
    wrong = first[:place] + str((int(first[place]) + shift) % 10) + first[place + 1 :]
    assert check_digit(wrong) != check_digit(first)
