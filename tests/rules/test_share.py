"""Shares: how they are written, and that a third of thirteen is five."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.rules.share import counts, read_share


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("1/3", Fraction(1, 3)),
        (" 2 / 6 ", Fraction(1, 3)),
        ("20%", Fraction(1, 5)),
        ("12.5%", Fraction(1, 8)),
        ("２０％", Fraction(1, 5)),
        ("１／３", Fraction(1, 3)),
        ("0/5", Fraction(0)),
        ("100%", Fraction(1)),
        ("7/7", Fraction(1)),
    ],
)
def test_a_share_is_read_as_people_write_it(written, share):
    assert read_share(written) == share


@pytest.mark.parametrize(
    "written", ["", "3", "0.2", "1/0", "0/0", "4/3", "101%", "-1/3", "1/3/5", "a/b", "1e2/5", "%", "½"]
)
def test_anything_else_is_no_share(written):
    with pytest.raises(ValueError, match=f"^{re.escape(written)}$"):
        read_share(written)


@pytest.mark.parametrize(("seats", "third"), [(7, 3), (9, 3), (11, 4), (13, 5), (15, 5), (17, 6), (21, 7), (25, 9)])
def test_a_third_or_more_includes_the_third(seats, third):
    assert counts(seats, at_least=Fraction(1, 3)).at_least == third


@given(
    total=st.integers(0, 60),
    count=st.integers(0, 60),
    share=st.fractions(0, 1, max_denominator=12),
    inclusive=st.booleans(),
)
def test_counts_say_what_exact_comparison_says(total, count, share, inclusive):
    above = count >= share * total if inclusive else count > share * total
    below = count <= share * total if inclusive else count < share * total

    assert counts(total, at_least=share, inclusive=inclusive).holds(count) == above
    # nobody at all cannot be ruled out by counting from below
    at_most = counts(total, at_most=share, inclusive=inclusive)
    assert at_most.holds(count) == (below or (not inclusive and share * total == 0 and count == 0))


@pytest.mark.parametrize(("inclusive", "low"), [(True, 5), (False, 6)])
def test_a_plain_number_is_a_number_of_seats(inclusive, low):
    assert counts(13, at_least=5, inclusive=inclusive).at_least == low
