"""Telephone numbers and mail addresses."""

from __future__ import annotations

from typing import Any

import pytest

from expertpool.documents.roster.contact import read_email, read_phone


@pytest.mark.parametrize(
    ("raw", "number", "faults"),
    [
        (13900000000.0, "13900000000", []),
        ("13900000000.0", "13900000000", []),
        ("139 0000 0000", "13900000000", []),
        ("139-0000-0000", "13900000000", []),
        ("+86 13900000000", "13900000000", []),
        ("１３９００００００００", "13900000000", []),
        ("0472-5123456", "0472-5123456", []),
        ("0472—5123456转801", "0472-5123456转801", []),
        ("5123456", "5123456", []),
        ("13900000000、0472-5123456", "13900000000、0472-5123456", []),
        ("1390000", "1390000", ["phone_shape"]),
        ("23900000000", "23900000000", ["phone_shape"]),
        ("1.39E+10", None, ["NUMBER_LOST"]),
    ],
)
def test_telephone_numbers_lose_their_dress(raw: Any, number: str | None, faults: list[str], outcome: Any) -> None:
    assert outcome(read_phone(raw)) == (number, faults)


@pytest.mark.parametrize(
    ("raw", "address", "faults"),
    [
        ("a.b@example.com", "a.b@example.com", []),
        ("ａ＠ｅｘａｍｐｌｅ．ｃｎ", "a@example.cn", []),
        ("mailto:a@example.cn", "a@example.cn", []),
        ("a@example", "a@example", ["email_shape"]),
        ("example.cn", "example.cn", ["email_shape"]),
    ],
)
def test_mail_addresses_keep_their_form(raw: str, address: str, faults: list[str], outcome: Any) -> None:
    assert outcome(read_email(raw)) == (address, faults)
