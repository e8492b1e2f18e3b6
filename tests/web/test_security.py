"""What surrounds every answer: headers, no writes from elsewhere, limits, errors that say nothing of the machine."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import web
from expertpool.models import Role
from tests.web.town import Town, problem
from web.security import POLICY

FOLDER = Path(web.__file__).parent


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/static/desk.css", "/api/v1/sign-ins/me", "/hall/x"])
def test_every_answer_carries_the_headers(looked_at: Town, path: str) -> None:
    headers = looked_at.client().get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static") else "no-store")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://desk.test"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "http://evil.test"}, 403),
        ({"Origin": "http://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://desk.test"}, 403),
        ({"Origin": "http://desk.test.evil.test"}, 403),
        ({}, 403),
        ({"Origin": "http://desk.test"}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
    ],
)
def test_writes_from_elsewhere_are_refused_before_anything_happens(
    town: Town, sent: dict[str, str], status: int
) -> None:
    browser = town.staff(Role.OFFICE)
    del browser.headers["Sec-Fetch-Site"]
    answer = browser.post("/own/devices/1/sign-out", headers=sent)
    assert answer.status_code == status
    assert browser.get("/own").status_code == (303 if status == 303 else 200)
    if status == 403:
        assert problem(answer) == (403, "api.from_elsewhere")


def test_program_without_cookies_needs_no_origin(town: Town) -> None:
    client = town.client()
    del client.headers["Sec-Fetch-Site"]
    assert client.post("/sign-in", data=town.entry(Role.OFFICE)).status_code == 303


def test_body_above_the_limit_is_refused(town: Town) -> None:
    answer = town.client().post("/sign-in", content=b"x" * (1 << 20 | 1))
    assert answer.status_code == 413
    api = town.client().post("/api/v1/sign-ins/staff", content=b"x" * (1 << 20 | 1))
    assert problem(api) == (413, "api.too_large")


def test_cookie_is_out_of_reach_of_scripts_and_of_other_sites(town: Town) -> None:
    given = town.client().post("/sign-in", data=town.entry(Role.OFFICE)).headers["set-cookie"]
    assert re.sub("=[^;]*;", "=…;", given, count=1) == "expertpool=…; HttpOnly; Path=/; SameSite=lax"


def test_database_holds_no_token_password_or_code_as_it_was_given(town: Town) -> None:
    halves = town.halves()
    browser = town.staff(Role.OFFICE)
    town.client().post("/sign-in/expert", data=halves)
    town.wiring.engine.dispose()
    stored = b"".join(path.read_bytes() for path in town.settings.home.glob("expertpool.sqlite3*"))
    for secret in (browser.cookies["expertpool"], town.secrets["office"], "correct horse", halves["invite"]):
        assert secret.replace("-", "").encode() not in stored.replace(b"-", b"")


def test_bug_gives_a_number_and_nothing_of_the_machine(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("/secret/path of the machine")

    monkeypatch.setattr("web.pages.own.sign_ins_of", broken)
    monkeypatch.setattr("api.routers.sign_ins.sign_ins_of", broken)
    browser = town.staff(Role.OFFICE)
    for path in ("/own", "/api/v1/sign-ins"):
        answer = browser.get(path)
        assert answer.status_code == 500
        assert re.search("编号 [0-9a-f]{8}", answer.text)
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text


INLINE = (
    r"\sstyle\s*=",
    r"\son[a-z]+\s*=\s*[\"'{]",
    r"<style",
    r"<script(?![^>]*\ssrc=\"/static/)",
    r"(?:src|href)=\"(?:https?:)?//",
    r"\|\s*safe",
)
NEWER_CSS = (":has(", "@container", "color-mix(", "dvh", "dvw", "svh", "@layer", "subgrid", ":is(", "accent-color")
NEWER_CSS += ("aspect-ratio", "@import", "url(", "inset:", "text-wrap")
NEWER_JS = (".at(", "structuredClone", "Object.hasOwn", "static {", "??=", "||=", "&&=", "replaceAll", ".findLast")
NEWER_JS += ("eval(", "new Function", "innerHTML", "http://", "https://")


def test_templates_hold_nothing_inline_and_nothing_from_elsewhere() -> None:
    files = sorted((FOLDER / "templates").rglob("*.html"))
    found = [(file.name, part) for file in files for part in INLINE if re.search(part, file.read_text("utf-8"))]
    assert (found, files == []) == ([], False)


def test_styles_and_scripts_know_nothing_newer_than_the_oldest_browser() -> None:
    newer = {".css": NEWER_CSS, ".js": NEWER_JS}
    texts = {file: file.read_text("utf-8") for file in (FOLDER / "static").iterdir() if file.suffix in newer}
    assert [(file.name, word) for file, text in texts.items() for word in newer[file.suffix] if word in text] == []
    sheets = {file.name: text for file, text in texts.items() if file.suffix == ".css"}
    assert [name for name, text in sheets.items() if re.search(r"^\s*&", text, re.MULTILINE)] == []
    assert sorted(sheets) == ["desk.css", "hall.css", "redaction.css"]


def test_every_page_has_one_stylesheet_and_two_wide_screens_one_more() -> None:
    """What the projector and the side-by-side review alone need is not sent to a voter's phone."""
    pages = {one.name: one.read_text("utf-8") for one in (FOLDER / "templates").iterdir()}
    linked = {name: re.findall(r"/static/(\w+\.css)", text) for name, text in pages.items()}
    assert {name: found for name, found in linked.items() if found} == {
        "frame.html": ["desk.css"],
        "redaction.html": ["redaction.css"],
        "screen.html": ["desk.css", "hall.css"],
    }


def test_our_own_stylesheet_and_scripts_are_light() -> None:
    sheet = (FOLDER / "static" / "desk.css").read_bytes()
    assert len(gzip.compress(sheet)) <= 10_000
