"""Masked secrets can be recognised and not used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.masks import masked_email, masked_id_number, masked_phone


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (masked_id_number, "150203197001011234", "150203********1234"),
        (masked_id_number, "15020319700101123X", "150203********123X"),
        (masked_id_number, "150203", "******"),
        (masked_id_number, "15020319701", "***********"),
        (masked_phone, "13900001234", "139****1234"),
        (masked_phone, "1234567", "*******"),
        (masked_email, "zhang@example.cn", "z***@example.cn"),
        (masked_email, "@example.cn", "***@example.cn"),
        (masked_email, "zhang", "***"),
    ],
)
def test_mask_shows_the_ends_only(mask: object, text: str, shown: str) -> None:
    assert callable(mask)
    assert mask(text) == shown


@given(st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True), st.from_regex(r"1[0-9]{10}", fullmatch=True))
def test_masks_hide_the_birthday_and_the_middle_of_a_telephone(identity: str, phone: str) -> None:
    assert masked_id_number(identity)[6:14] == "*" * 8
    assert masked_phone(phone)[3:7] == "*" * 4
