"""Hostile files against every upload of a running server: it stays up, its memory bounded, each refusal says what."""

from __future__ import annotations

import html
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from expertpool.intake.batch import Batches
from tests.faults.served import Answer, Browser, Installation, Warm
from tests.faults.towns import Made
from tests.hostile.upload_corpus import ARCHIVES, PAPERS, SHEETS, Make, requests
from tests.intake.office import applicants, archive, dossiers
from tests.oversight.seasons import committee
from tests.web.test_filings_pages import PLAN

MOST = 1600
"""Mebibytes of the server and its children together, at any moment; the server at rest has three to four hundred."""

EVERY = 5
"""A quick run hands in every fifth; which ones, the seed of the corpus fixes."""

LEAST = 60


@pytest.fixture(scope="module")
def office(desks: Made, warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with desks.copied(tmp_path_factory.mktemp("uploads") / "home", warm, then=True) as at:
        yield at


@pytest.fixture(scope="module")
def browser(office: Installation) -> Browser:
    return office.browser("office")


class Weighed:
    """Looks at the memory of a process and its children while something goes on."""

    def __init__(self, pid: int) -> None:
        self.process, self.most, self.over = psutil.Process(pid), 0, threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while not self.over.wait(0.2):
            total = 0
            for one in [self.process, *self._children()]:
                try:
                    total += one.memory_info().rss
                except psutil.Error:
                    continue
            self.most = max(self.most, total)

    def _children(self) -> list[psutil.Process]:
        try:
            return self.process.children(recursive=True)
        except psutil.Error:
            return []

    def __enter__(self) -> Weighed:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()
        assert self.most < MOST << 20, f"{self.most >> 20} MiB"


def stories(corpus: dict[str, Make]) -> list[object]:
    """Every one; a quick run does some."""
    return [
        name if at % EVERY == 0 else pytest.param(name, marks=pytest.mark.full)
        for at, name in enumerate(sorted(corpus))
    ]


def told(answer: Answer) -> str:
    """The sentence that refuses, as the page or the problem document says it."""
    if "json" in answer.headers.get("content-type", ""):
        return str(answer.json["message"])
    faults = re.findall(r'<div class="faults".*?</div>', answer.text, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", " ".join(faults))).split())


def require_refusal(answer: Answer) -> None:
    assert 400 <= answer.status < 500, answer.status
    said = told(answer)
    assert re.search("[一-鿿]{2}", said), answer.text[:800]
    assert "Traceback" not in answer.text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", said)
    assert str(Path.home()) not in said


def require_up(office: Installation, browser: Browser) -> None:
    assert office.alive
    began = time.monotonic()
    assert browser.get("/imports").status == 200
    assert time.monotonic() - began < 20


def test_corpus_has_sixty_files_and_more() -> None:
    assert len(SHEETS) + len(ARCHIVES) + len(PAPERS) + len(requests("x")) >= LEAST


@pytest.mark.parametrize("story", stories(dict(SHEETS)))
def test_file_that_is_no_roster_is_refused_and_the_pool_stays(
    office: Installation, browser: Browser, story: str
) -> None:
    name, data = SHEETS[story]()
    with Weighed(office.pid):
        answer = browser.send("/imports", files=[("roster", (quoted(name), data))])
        if answer.status == 303:
            kept = answer.location
            answer = browser.get(kept)
            if answer.status == 200:
                assert 'class="faults"' in answer.text or "problem" in answer.text, answer.text[:500]
                answer = browser.post(f"{kept}/apply")
        require_refusal(answer)
    require_up(office, browser)


@pytest.mark.parametrize("story", stories(dict(SHEETS)))
def test_file_that_is_no_list_of_applicants_makes_no_batch(office: Installation, browser: Browser, story: str) -> None:
    name, data = SHEETS[story]()
    before = [one.id for one in Batches.of(office.settings).all()]
    with Weighed(office.pid):
        require_refusal(browser.send("/dossiers", {"title": "冶金"}, [("applicants", (quoted(name), data))]))
    assert [one.id for one in Batches.of(office.settings).all()] == before
    require_up(office, browser)


@pytest.fixture(scope="module")
def batch(browser: Browser) -> str:
    """A batch of three whose dossiers were handed in soundly."""
    answer = browser.send("/dossiers", {"title": "冶金"}, [("applicants", ("名单.json", applicants()))])
    assert browser.send(f"{answer.location}/files", files=[("files", ("材料.zip", dossiers()))]).status == 303
    return answer.location


@pytest.mark.parametrize("story", stories(dict(ARCHIVES)))
def test_hostile_archive_is_refused_and_honest_ones_beside_it_are_kept(
    office: Installation, browser: Browser, batch: str, story: str
) -> None:
    folder = Batches.of(office.settings).one(batch.rpartition("/")[2]).dossiers
    name, data = ARCHIVES[story]()
    before = (folder / "K001" / "1-总结.txt").read_bytes()
    honest = f"honest beside {story}"
    sound = ("K002.zip", archive({"1-总结.txt": honest}))
    with Weighed(office.pid):
        answer = browser.send(f"{batch}/files", files=[("files", (quoted(name), data)), ("files", sound)])
        require_refusal(answer)
    assert (folder / "K001" / "1-总结.txt").read_bytes() == before
    assert (folder / "K002" / "1-总结.txt").read_text(encoding="utf-8") == honest
    assert [one.name for one in folder.parent.iterdir() if one.name.startswith(".")] == []
    assert not Path("/tmp/expertpool-was-here").exists()  # noqa: S108  # where the archive would write
    require_up(office, browser)


@pytest.mark.parametrize("story", stories(dict(PAPERS)))
def test_hostile_paper_of_a_filing_is_kept_as_a_file_and_harms_nobody(
    office: Installation, browser: Browser, story: str
) -> None:
    plan = {"kind": "review-plan", "year": "2025", "committee": committee(1).name, "again": "1"}
    opened = browser.post("/filings/new", plan)
    number = opened.location.rpartition("/")[2] if opened.status == 303 else "1"
    name, data = PAPERS[story]()
    with Weighed(office.pid):
        files = [("paper-form", ("方案.toml", PLAN.encode())), ("paper-plan", (quoted(name), data))]
        answer = browser.send(f"/filings/{number}/move", {"act": "submit"}, files)
        if answer.status == 303:
            assert browser.post(f"/filings/{number}/move", {"act": "withdraw", "reason": "材料有误"}).status == 303
        else:
            require_refusal(answer)
    require_up(office, browser)


@pytest.mark.parametrize("story", sorted(requests("x")))
def test_request_that_is_no_proper_form_is_refused(office: Installation, browser: Browser, story: str) -> None:
    kind, body = requests("0123456789abcdef")[story]
    with Weighed(office.pid):
        for path in ("/imports", "/filings/1/move", "/committees/1/results/rank"):
            require_refusal(browser.ask("POST", path, body, **({"Content_Type": kind} if kind else {})))
    require_up(office, browser)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/committees/1/results/rank", "scores"),
        ("/committees/1/results/publish", "names"),
        ("/committees/1/results/unseal", "vault"),
        ("/committees/1/results/confirm", "posted"),
        ("/ballots/1/papers", "papers"),
    ],
)
def test_hostile_files_at_the_other_doors_are_refused(
    office: Installation, browser: Browser, path: str, kind: str
) -> None:
    with Weighed(office.pid):
        for story in ("a workbook that inflates to a gigabyte", "JSON a hundred thousand brackets deep", "no bytes"):
            name, data = SHEETS[story]()
            require_refusal(browser.send(path, {"reason": "x", "days": "5"}, [(kind, (quoted(name), data))]))
    require_up(office, browser)


@pytest.mark.parametrize("path", ["/api/v1/certificates/check", "/hall/x-2025/seal.json", "/box/1"])
def test_hostile_bodies_for_programs_are_refused(office: Installation, browser: Browser, path: str) -> None:
    method = "PUT" if path.startswith("/hall") else "POST"
    with Weighed(office.pid):
        for body in (b"[" * 200_000, b"x" * (70 << 20), b"\xff" * 1000):
            answer = Browser(office).ask(
                method, path, body, Content_Type="application/json", Idempotency_Key="hostile-0001"
            )
            assert answer.status < 500
            assert answer.status >= 400 or answer.json.get("valid") is not True
    require_up(office, browser)


def quoted(name: str) -> str:
    """As a careless program would write the name into the head of a part."""
    return name.replace('"', "%22").replace("\r", "").replace("\n", "")
