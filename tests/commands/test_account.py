"""``expertpool account``: opened, reset, closed; the password from a file, the second factor shown once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from expertpool.__main__ import main
from expertpool.access.qr import HALVES, qr_text

PASSWORD = "correct horse battery"  # noqa: S105  # a test's own


@pytest.fixture
def account(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n", encoding="utf-8")

    def run(*words: str, password: Path | None = file) -> tuple[int, Any]:
        given = ["--password-file", str(password)] if password and words[0] in {"open", "reset"} else []
        given += [] if words[0] == "list" else ["--by", "王"]
        code = main(["account", *words, *given, "--home", str(tmp_path / "home"), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_account_is_opened_listed_reset_and_closed(account: Any) -> None:
    assert account("open", "李明", "--role", "office")[1]["role"] == "office"
    first = account("reset", "李明")[1]["otpauth"]
    assert re.fullmatch(r"otpauth://totp/expertpool%3A[%0-9A-F]+\?secret=[A-Z2-7]{32}&issuer=expertpool&.*", first)
    listed = account("list")[1]["accounts"]
    assert [(one["name"], one["opened_by"], one["closed_at"]) for one in listed] == [("李明", "王", None)]
    assert account("close", "李明")[0] == 0
    assert account("open", "李明", "--role", "hrss")[0] == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("open", "李明", "--role", "office"), "account.taken"),
        (("open", " ", "--role", "office"), "account.bad_name"),
        (("open", "x" * 41, "--role", "office"), "account.bad_name"),
        (("close", "无名"), "account.none"),
        (("close", "赵"), "account.last_administrator"),
    ],
)
def test_what_cannot_be_done_is_refused(account: Any, words: tuple[str, ...], code: str) -> None:
    account("open", "李明", "--role", "office")
    account("open", "赵", "--role", "administrator")
    ended, told = account(*words)
    assert (ended, told["error"]["code"]) == (2, code)


@pytest.mark.parametrize("password", ["", "short", "aaaaaaaaaaaaaaaa", "李明李明李明李明李明abc", "x" * 300])
def test_weak_password_is_refused(account: Any, tmp_path: Path, password: str) -> None:
    file = tmp_path / "weak"
    file.write_text(password, encoding="utf-8")
    assert account("open", "李明", "--role", "office", password=file)[0] == 2
    assert account("list")[1]["accounts"] == []


def test_code_in_characters_is_read_by_a_reader_of_codes() -> None:
    dark = {sign: both for both, sign in HALVES.items()}
    rows = [[dark[sign] for sign in line] for line in qr_text("otpauth://totp/x?secret=ABC").splitlines()]
    modules = [[both[half] for both in row] for row in rows for half in (0, 1)]
    image = Image.new("L", (len(modules[0]), len(modules)), 255)
    image.putdata([0 if module else 255 for row in modules for module in row])
    found = zxingcpp.read_barcodes(image.resize((image.width * 8, image.height * 8), Image.Resampling.NEAREST))
    assert [one.text for one in found] == ["otpauth://totp/x?secret=ABC"]
