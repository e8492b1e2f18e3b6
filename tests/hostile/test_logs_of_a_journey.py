"""K6 over a whole journey: office, inspector and expert at a server of its own, then every line it wrote is read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from expertpool.access.totp import code_at
from expertpool.models import Role
from expertpool.settings import Settings
from tests.web.office_town import COMMITTEE
from tests.web.planted import Applicant, Scored, experts_but, grounded, inhabited, person, spellings
from tests.web.review_desk import GROUP, MARKS, MINE, READER, address
from tests.web.town import PASSWORD, SAME_SITE, Clock, Town

TYPED = "这段评语只有我写过：论据不足"
STRANGE = {"name": "欧阳不存在", "password": "pass-欧阳-word", "code": "135790"}
ROSTER = (
    "专家编号,姓名,工作单位,职称系列,专业,职称层级,身份证号,手机\n"
    "E0777,令狐试,独孤研究院,工程,冶金,正高级,110101197003071235,13712345678\n"
)
UPLOADED = ("令狐试", "独孤研究院", "110101197003071235", "13712345678", "E0777")


@dataclass
class Serving:
    """``expertpool serve`` in a process of its own, and what people typed there."""

    town: Town
    address: str
    printed: list[Path]
    said: list[str] = field(default_factory=list)

    def browser(self) -> httpx2.Client:
        """A browser that nobody is signed in on."""
        return httpx2.Client(base_url=self.address, headers=SAME_SITE, timeout=60)

    def staff(self, role: Role) -> httpx2.Client:
        """Somebody of the staff, after a slip of the hand."""
        browser, typed = self.browser(), {"name": role.value, "password": PASSWORD}
        slip = typed | {"password": f"wrong-{PASSWORD}", "code": "000000"}
        assert browser.post("/sign-in", data=slip).status_code == 422
        code = code_at(self.town.secrets[role.value], datetime.now(UTC))
        self.said += [PASSWORD, code]
        assert browser.post("/sign-in", data=typed | {"code": code}).status_code == 303
        return browser

    def expert(self) -> httpx2.Client:
        """The reader, with both halves; once each of them alone."""
        halves = self.town.halves(READER)
        browser = self.browser()
        assert browser.post("/sign-in/expert", data=halves | {"code": "000000"}).status_code == 422
        self.said += [halves["invite"], halves["code"]]
        assert browser.post("/sign-in/expert", data=halves).status_code == 303
        self.said += list(browser.cookies.values())
        return browser

    def lines(self) -> list[bytes]:
        """Everything that the server wrote for its operator."""
        logs = sorted((self.town.settings.home / "log").glob("server.jsonl*"))
        return [line for path in (*logs, *self.printed) for line in path.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("logged")
    town = Town(Settings.embedded(folder / "home"), clock=Clock(datetime.now(UTC).astimezone())).settled()
    inhabited(grounded(town), Applicant())
    town.wiring.engine.dispose()
    words = [sys.executable, "-m", "expertpool", "--home", str(town.settings.home), "serve", "--port", "0"]
    printed = [folder / "out", folder / "err"]
    with printed[0].open("wb") as out, printed[1].open("wb") as err:
        process = subprocess.Popen(words, stdout=out, stderr=err)
        try:
            yield Serving(town, told_address(printed[1], process), printed)
        finally:
            process.terminate()
            process.wait(30)


def told_address(printed: Path, process: subprocess.Popen[bytes]) -> str:
    """Where the server says that it is."""
    ends = time.monotonic() + 120
    while time.monotonic() < ends and process.poll() is None:
        found = re.search(rb"http://127\.0\.0\.1:\d+", printed.read_bytes())
        if found:
            return found[0].decode()
        time.sleep(0.1)
    raise AssertionError(printed.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def walked(serving: Serving) -> Serving:
    """The office looks people up, imports a roster and fails at some of it; the reader reads, scores and seals."""
    office, stranger = serving.staff(Role.OFFICE), serving.browser()
    whom = person(4)
    assert stranger.post("/sign-in", data=STRANGE).status_code == 422
    assert stranger.get(f"/screen/{whom.name}", params={"name": Applicant().name}).status_code == 404
    asked = [office.get("/pool", params={"search": text}).status_code for text in (whom.name, whom.facts.employer)]
    assert {*asked, office.get("/pool/E0004").status_code, office.get(f"/pool/{whom.name}").status_code} <= {200, 404}
    assert office.post("/imports", files={"roster": (f"{whom.name}.csv", ROSTER)}).status_code == 303
    assert office.post("/committees/new", data=COMMITTEE | {"recused": whom.name, "seats": "十一"}).status_code == 422
    assert office.post("/committees/new/save", data=COMMITTEE).status_code == 303
    assert office.post("/committees/1/papers", data={"text": Applicant().name}).status_code in {303, 400, 404, 405, 422}
    assert serving.staff(Role.INSPECTOR).get("/waiting").status_code == 200
    reader, here = serving.expert(), address(MINE)
    assert reader.post(f"/desk/groups/{GROUP}/accept").status_code == 303
    assert reader.post(f"/desk/groups/{GROUP}/pledge", data={"agreed": "1"}).status_code == 303
    assert [reader.get(path).status_code for path in (here, f"{here}/packet.pdf", f"{here}/pages/1")] == [200] * 3
    assert reader.post(f"{here}/fields", data={"comment": TYPED}).status_code == 303
    for line, mark in MARKS.items():
        assert reader.post(f"{here}/fields", data={"line": str(line), "mark": mark}).status_code == 303
    assert reader.post(f"{here}/fields", data={"line": "9", "mark": whom.name}).status_code in {400, 404, 422}
    assert reader.post(f"{here}/seal").headers["location"].endswith("/receipt")
    assert reader.get(f"{here}/receipt").status_code == 200
    assert reader.get(f"/api/v1/experts/{whom.facts.expert_no}").status_code == 403
    serving.said += list(office.cookies.values())
    return serving


def found_in(lines: list[bytes], text: str) -> list[bytes]:
    """The lines that hold a text in any spelling."""
    forms = [one for one in spellings(text) if len(one) > 4]
    return [line for line in lines if any(form in line for form in forms)]


def test_every_request_of_the_journey_left_a_line(walked: Serving) -> None:
    told = [json.loads(line) for line in walked.lines() if line.startswith(b"{")]
    routes = {one.get("route") for one in told}
    wanted = {"/sign-in", "/sign-in/expert", "/pool", "/committees/new", "/desk/groups/{group}/packets/{packet}/fields"}
    assert wanted - routes == set()
    assert len(told) > 25


def test_no_line_holds_a_name_a_number_a_code_or_a_word_that_was_typed(walked: Serving) -> None:
    lines = walked.lines()
    people = (*Applicant().canaries, *experts_but(), *Scored().canaries, *UPLOADED)
    typed = (*STRANGE.values(), TYPED, *walked.said, "wrong-", MINE, COMMITTEE["name"])
    secret = [text for text in (*people, *typed) if len(text.encode()) > 4]
    assert len(secret) > 60
    assert {text: found for text in secret if (found := found_in(lines, text))} == {}


def test_search_finds_what_is_planted(walked: Serving) -> None:
    line = json.dumps({"message": f"lost {person(4).name}"}).encode()
    assert found_in([*walked.lines(), line], person(4).name) == [line]
