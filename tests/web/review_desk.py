"""A review group in a town: three packets with real pages, two experts who read them, and people nobody may meet."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path
from typing import Any

import pypdfium2

from expertpool.actions.open_review import open_review
from expertpool.db import open_session
from expertpool.desk.packet_shelf import Shelf
from tests.blind.review_room import RUBRIC, TRUSTEES
from tests.web.town import Town

GROUP, OTHER = "g1", "g2"
MINE, THEIRS, SHARED, ELSEWHERE = "4821-3907", "0000-0001", "9999-0000", "7777-1111"
NOBODYS = "1234-5678"
READER, STRANGER, IDLE = "E0003", "E0004", "E0005"
PLANTED = ("申屠晓棠", "110101197003071234", "江北冶金设计研究院", "13800001111")
"""An applicant's name, number, employer and telephone: on the office's side of the house, never on this."""

MARKS = {0: "80", 1: "75.5", 2: "90"}


def pdf(pages: int, width: int = 595) -> bytes:
    """A file of empty pages."""
    document, held = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(width, 842)
    document.save(held)
    return held.getvalue()


FILES = {MINE: pdf(2), THEIRS: pdf(1, 500), SHARED: pdf(3, 510), ELSEWHERE: pdf(1, 520)}


def digest(name: str) -> str:
    """Of a packet's file."""
    return hashlib.sha256(FILES[name]).hexdigest()


def with_review(town: Town) -> Town:
    """The town with two open groups, their packets on the shelf, and an applicant's data beside them."""
    shelf = Shelf.of(town.settings)
    for data in FILES.values():
        shelf.put(data)
    with open_session(town.settings) as session:
        given: dict[str, Any] = {"rubric": RUBRIC, "plan": {"method": "plain-mean/1"}, "trustees": TRUSTEES}
        given |= {"seed": b"\x05" * 32, "assignment": "00" * 32, "at": town.clock.at, "actor": "王"}
        own = {MINE: [READER], THEIRS: [STRANGER], SHARED: [READER, STRANGER]}
        experts = [READER, STRANGER, IDLE]
        for group, title, assigned in ((GROUP, "冶金高级组", own), (OTHER, "机械高级组", {ELSEWHERE: [STRANGER]})):
            packets = {name: bytes.fromhex(digest(name)) for name in assigned}
            open_review(session, group, title=title, packets=packets, assigned=assigned, experts=experts, **given)
        session.commit()
    plant(town.settings.home / "blind-intake")
    return town


def plant(folder: Path) -> None:
    """What the office's intake would hold."""
    folder.mkdir(parents=True)
    (folder / "applicants.csv").write_text(",".join(PLANTED), encoding="utf-8")


def address(packet: str = MINE, group: str = GROUP) -> str:
    """A packet's page."""
    return f"/desk/groups/{group}/packets/{packet}"


def begun(town: Town, expert: str = READER, group: str = GROUP) -> Any:
    """A browser on which the expert signed in, accepted and pledged."""
    browser = town.expert(expert)
    assert browser.post(f"/desk/groups/{group}/accept").status_code == 303
    assert browser.post(f"/desk/groups/{group}/pledge", data={"agreed": "1"}).status_code == 303
    return browser


def fill(browser: Any, marks: dict[int, str] | None = None, packet: str = MINE) -> None:
    """Every mark typed, one field at a time."""
    for line, mark in (marks or MARKS).items():
        answer = browser.post(f"{address(packet)}/fields", data={"line": str(line), "mark": mark})
        assert answer.status_code == 303, answer.text


def fields(text: str) -> dict[str, str]:
    """What stands in the fields of a page, by id."""
    inputs = dict(re.findall(r'<input id="([^"]+)"[^>]* value="([^"]*)"', text))
    areas = re.findall(r'<textarea id="([^"]+)"[^>]*>\n(.*?)</textarea>', text, re.DOTALL)
    return {**inputs, **dict(areas)}
