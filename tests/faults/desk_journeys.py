"""The journeys of an office's season as acts that can be cut off anywhere: who does what, and what then stands."""

from __future__ import annotations

import contextlib
import html
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import select

from expertpool.access.totp import code_at
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.intake.batch import Batch, Batches
from expertpool.intake.blinding import State, standings
from expertpool.models import Account, Expert, ImportBatch, Kind, SignIn
from expertpool.packets.out_folder import OutFolder
from expertpool.party.ballot_folder import votes_bytes
from expertpool.queries.earlier_draws import earlier_draws
from expertpool.queries.filings import filing_seen
from expertpool.queries.ledger import entries
from expertpool.queries.results import rankings_of
from expertpool.reviewing.box_file import BoxFile
from tests.faults.journey import WAIT, Journey, refused, until
from tests.faults.served import Answer, Browser
from tests.faults.towns import CLERKS, OTHERS, committee_name
from tests.intake.office import TEXTS, archive
from tests.oversight.seasons import committee
from tests.web.review_desk import GROUP, MINE, READER, fields
from tests.web.test_filings_pages import FORM
from tests.web.town import PASSWORD
from web.paper_desk import PaperRoom


@dataclass
class Desk(Journey):
    """A journey in the office's town; ``secrets`` as the town was made with them."""

    secrets: Mapping[str, Any] = field(default_factory=dict)
    account: ClassVar[str] = "office"

    def __post_init__(self) -> None:
        self.person = self.at.browser(self.account)

    def reading(self) -> Any:
        return open_session(self.at.settings, reading=True)

    def key(self, mark: int) -> str:
        return f"{type(self).__name__}-{mark:06}"


@dataclass
class SigningIn(Desk):
    """A clerk types name, password and code; the answer is a cookie."""

    span: ClassVar[float] = 0.9
    repeats: ClassVar[bool] = False
    cookies: dict[int, str] = field(default_factory=dict)
    used: dict[int, float] = field(default_factory=dict)

    def send(self, mark: int) -> bool:
        clerk = next(at for at in range(CLERKS) if time.monotonic() - self.used.get(at, -99.0) > 61)
        self.used[clerk] = time.monotonic()
        name = f"clerk-{clerk:02}"
        typed = {"name": name, "password": PASSWORD, "code": code_at(self.secrets[name], self.at.now())}
        browser = Browser(self.at, address=f"127.0.0.{2 + mark % 200}")
        answer = browser.post("/sign-in", typed)
        assert answer.status == 303, refused(answer)
        self.cookies[mark] = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
        return True

    @property
    def spent(self) -> bool:
        return not [at for at in range(CLERKS) if time.monotonic() - self.used.get(at, -99.0) > 61]

    def settle(self) -> bool:
        """A stay that began without an answer helps nobody and harms nobody: the clerk's next code lets them in."""
        for mark in self.acked[-3:]:
            who = Browser(self.at, self.cookies[mark]).get("/api/v1/sign-ins/me").json
            assert who["role"] == "office", who
        with self.reading() as session:
            clerks = select(sa.func.count()).select_from(SignIn).join(Account, Account.id == SignIn.account_id)  # type: ignore[arg-type]  # a column, to mypy a str
            begun = session.exec(clerks.where(Account.name.like("clerk-%"))).one()  # type: ignore[attr-defined]  # a column, to mypy a str
        unseen = begun - len(self.acked) - len(self.unseen)
        assert unseen in ((0, 1) if self.open is not None else (0,))
        if unseen:
            self.unseen.append(self.open or 0)
        self.open = None
        return bool(unseen)

    unseen: list[int] = field(default_factory=list)

    def kept(self) -> list[int]:
        return list(self.acked)


@dataclass
class Importing(Desk):
    """A roster file is handed in and applied: every time it names one expert more."""

    span: ClassVar[float] = 0.8

    def roster(self, mark: int) -> bytes:
        rest = {"employer": "云岭农科院", "series": "农业", "specialties": "农学", "level": "正高级"}
        more = [{"expert_no": f"N{at:04}", "name": f"农{at}", **rest} for at in range(1, OTHERS + mark)]
        return json.dumps([*self.secrets["library"], *more], ensure_ascii=False).encode()

    def send(self, mark: int) -> bool:
        answer = self.person.send("/imports", files=[("roster", (f"roster-{mark}.json", self.roster(mark)))])
        assert answer.status == 303, refused(answer)
        answer = self.person.post(f"{answer.location}/apply", once=self.key(mark))
        assert answer.status == 303, refused(answer)
        return True

    repeats: ClassVar[bool] = False

    def kept(self) -> list[int]:
        with self.reading() as session:
            found = session.exec(select(ImportBatch.source).where(ImportBatch.source.startswith("roster-"))).all()  # type: ignore[attr-defined]  # a column, to mypy a str
            return [int(one.removeprefix("roster-").removesuffix(".json")) for one in found]

    def whole(self) -> None:
        with self.reading() as session:
            others = session.exec(
                select(sa.func.count()).select_from(Expert).where(Expert.expert_no.startswith("N"))
            ).one()  # type: ignore[attr-defined]  # a column, to mypy a str
        assert others == (OTHERS + len(self.acked) - 1 if self.acked else 0)


@dataclass
class Saving(Desk):
    """An expert types into a scoresheet; each field is saved as it is left."""

    span: ClassVar[float] = 0.25
    account: ClassVar[str] = READER
    path: ClassVar[str] = f"/desk/groups/{GROUP}/packets/{MINE}"

    def send(self, mark: int) -> bool:
        typed = {"comment": f"第{mark}次"} if mark % 2 else {"line": "0", "mark": self.marked(mark)}
        answer = self.person.post(f"{self.path}/fields", typed, Accept="application/json")
        assert answer.status == 200, refused(answer)
        return "saved" in answer.json

    @staticmethod
    def marked(mark: int) -> str:
        return f"{40 + mark // 2 % 50}"

    def kept(self) -> list[int]:
        """Each field shows its newest: the acts before it count as kept."""
        answer = self.person.get(self.path)
        assert answer.status == 200, refused(answer)
        shown, far = fields(html.unescape(answer.text)), len(self.acked)
        newest = self.open or far
        texts = [at for at in range(newest, 0, -1) if at % 2]
        marks = [at for at in range(newest, 0, -1) if not at % 2]
        held_text = next((at for at in texts if shown["comment"] == f"第{at}次"), 0)
        held_mark = next((at for at in marks if shown["mark-0"] == self.marked(at)), 0)
        assert max([held_text, held_mark, 0]) >= far, (shown, far)
        assert min(held_text, held_mark) >= far - 1, (shown, far)
        return list(range(1, max(held_text, held_mark, 0) + 1))


@dataclass
class Filing(Desk):
    """A plan goes from the office to HRSS and back, for ever."""

    span: ClassVar[float] = 0.5
    number: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        self.hrss = self.at.browser("hrss")
        plan = {"kind": "review-plan", "year": "2025", "committee": committee(1).name}
        answer = self.person.post("/filings/new", plan)
        assert answer.status == 303, refused(answer)
        self.number = int(answer.location.rpartition("/")[2])

    def send(self, mark: int) -> bool:
        path = f"/filings/{self.number}/move"
        if mark % 2:
            files = [(name, (file, content)) for name, (file, content) in FORM.items()]
            answer = self.person.send(path, {"act": "submit"}, files, once=self.key(mark))
        else:
            answer = self.hrss.post(path, {"act": "return", "reason": f"第{mark}次退回"}, once=self.key(mark))
        assert answer.status == 303, refused(answer)
        return True

    repeats: ClassVar[bool] = False
    """A form with files has another boundary when it is sent again, and so is another request."""

    def kept(self) -> list[int]:
        with self.reading() as session:
            steps = [step.to for step in filing_seen(session, self.number).filing.steps]
        assert steps == ["submitted" if at % 2 else "returned" for at in range(1, len(steps) + 1)]
        return list(range(1, len(steps) + 1))

    def whole(self) -> None:
        page = self.person.get(f"/filings/{self.number}").text
        links = set(re.findall(rf"/filings/{self.number}/papers/[0-9a-f]{{64}}", page))
        assert {self.person.get(link).status for link in links} == ({200} if self.acked else set())


def bench_rests(browser: Browser, path: str) -> str:
    """The page once no work of its is under way, read once more: the last look may have been just before the end."""

    def look() -> Answer:
        answer = browser.get(path)
        assert answer.status == 200, refused(answer)
        return answer

    until(lambda: "refresh" not in look().headers)
    return html.unescape(look().text)


@dataclass
class Drawing(Desk):
    """Draws for training, one after another; acknowledged is what the page shows."""

    span: ClassVar[float] = 1.2
    path: ClassVar[str] = "/committees/1/draw"
    before: ClassVar[int] = 1
    """The town has a panel already, seated without papers."""

    def send(self, mark: int) -> bool:
        attempt = self.before + mark
        typed = {"attempt": str(attempt), "again": "yes", "method": "lottery", "tickets": "20"}
        answer = self.person.post(self.path, typed)
        assert answer.status == 303, refused(answer)
        return f"第 {attempt} 次抽取的结果" in bench_rests(self.person, self.path)

    def kept(self) -> list[int]:
        """Once the work rests: a draw that was asked for goes on by itself after a restart."""
        bench_rests(self.person, self.path)
        name = committee_name(1)
        with self.reading() as session:
            found = [one.attempt for one in earlier_draws(session, name, 2025)]
        return [one - self.before for one in found if one > self.before]

    repeats: ClassVar[bool] = False

    def whole(self) -> None:
        """Papers that a kill left staged are put in place from the page, and then all are there."""
        assert self.person.post(f"{self.path}/complete").status == 303
        rooms = sorted((self.at.settings.home / "draws" / "1").glob("attempt-*"))
        assert len(rooms) == len(self.acked)
        assert {len(list(one.iterdir())) for one in rooms} <= {7, 8}, [len(list(one.iterdir())) for one in rooms]


@dataclass
class Issuing(Desk):
    """Papers with block and seal; acknowledged is what the page lists."""

    span: ClassVar[float] = 1.5
    path: ClassVar[str] = "/committees/1/papers"
    paper: ClassVar[str] = "panel-list"
    kind: ClassVar[Kind] = Kind.DOCUMENT_ISSUED

    def send(self, mark: int) -> bool:
        answer = self.person.post(f"{self.path}/issue", {"paper": self.paper})
        assert answer.status == 303, refused(answer)
        bench_rests(self.person, self.path)
        return len(self.sets()) == mark

    def sets(self) -> list[tuple[int, ...]]:
        issued = PaperRoom.of(self.at.settings, 1).issued()
        return sorted(one.entries for one in issued if one.paper == self.paper)

    def entered(self) -> list[int]:
        with self.reading() as session:
            return [one.seq for one in entries(session) if one.kind == self.kind]

    def kept(self) -> list[int]:
        """The entries, once the work rests."""
        bench_rests(self.person, self.path)
        return list(range(1, len(self.entered()) + 1))

    repeats: ClassVar[bool] = False

    def whole(self) -> None:
        bench_rests(self.person, self.path)
        assert [(seq,) for seq in self.entered()] == self.sets()


@dataclass
class Reporting(Issuing):
    """The report on the rules, signed and entered."""

    paper: ClassVar[str] = "report"
    kind: ClassVar[Kind] = Kind.REPORT_ISSUED


@dataclass
class Blinding(Desk):
    """A dossier is replaced and the batch blinded anew, by a process beside the server."""

    span: ClassVar[float] = 6.0
    targets: ClassVar[tuple[str, ...]] = ("server", "worker", "both")
    repeats: ClassVar[bool] = False

    @property
    def batch(self) -> Batch:
        return Batches.of(self.at.settings).all()[0]

    @property
    def page(self) -> str:
        return f"/dossiers/{self.batch.id}"

    def send(self, mark: int) -> bool:
        text = f"{TEXTS['K003']}\n第{mark}稿，冶炼工艺改造。\n"
        files = [("files", ("K003.zip", archive({"1-总结.txt": text})))]

        def taken() -> bool:
            answer = self.person.send(f"{self.page}/files", files=files)
            assert answer.status in (303, 422), refused(answer)
            return answer.status == 303

        until(taken)
        return self.run()

    def run(self) -> bool:
        def begun() -> bool:
            answer = self.person.post(f"{self.page}/run")
            assert answer.status in (303, 422, 409), refused(answer)
            return answer.status == 303

        until(begun)
        before = time.monotonic()
        while time.monotonic() - before < WAIT and not self.done():
            self.looks()
        return self.done()

    def done(self) -> bool:
        """Whether the newest files have been read, and nobody is at work any more."""
        fresh = not any(one.changed or one.state is State.WAITING for one in standings(self.batch))
        return fresh and not self.busy()

    def busy(self) -> bool:
        if not self.batch.out.office.is_dir():
            return False
        with contextlib.suppress(Refusal), OutFolder(self.batch.out.root).alone():
            return False
        return True

    def looks(self) -> None:
        """What the person sees meanwhile; raises Broken where the server is gone."""
        time.sleep(0.2)
        assert self.person.get(self.page).status == 200

    def kept(self) -> list[int]:
        """Acts are told apart by nothing but their number: what ``whole`` finds is what counts."""
        return list(self.acked)

    def resend(self, mark: int) -> bool:
        until(lambda: not self.busy())
        return self.send(mark)

    def whole(self) -> None:
        batch = self.batch
        if not self.acked:
            return
        stand = standings(batch)
        assert [one.state for one in stand] == [State.QUESTIONS, State.READY, State.READY] or all(
            one.state is not State.WAITING for one in stand
        )
        assert not any(one.changed for one in stand)
        listed = json.loads((batch.out.root / "packets.json").read_text(encoding="utf-8"))["packets"]
        lying = {one.name for one in (batch.out.root / "packets").iterdir()}
        assert set(listed) == lying


@dataclass
class Ranking(Desk):
    """The meeting's candidates ranked by their opened scores, again and again."""

    span: ClassVar[float] = 0.4
    repeats: ClassVar[bool] = False

    def send(self, mark: int) -> bool:
        files = [("scores", ("scores.csv", self.secrets["table"]))]
        answer = self.person.send("/committees/1/results/rank", files=files, once=self.key(mark))
        assert answer.status == 303, refused(answer)
        return True

    def kept(self) -> list[int]:
        with self.reading() as session:
            return list(range(1, len(rankings_of(session, 1)) + 1))

    def whole(self) -> None:
        assert self.person.get("/committees/1/results").status == 200


@dataclass
class Voting(Journey):
    """Members put their votes into the box, from browsers on which nobody is signed in."""

    span: ClassVar[float] = 0.3
    secrets: Mapping[str, Any] = field(default_factory=dict)

    @property
    def votes(self) -> list[bytes]:
        return [votes_bytes(held) for held in self.secrets["votes"].values()]

    @property
    def spent(self) -> bool:
        return len(self.acked) == len(self.votes)

    def send(self, mark: int) -> bool:
        answer = Browser(self.at).ask("POST", "/box/1", self.votes[mark - 1])
        assert answer.status == 200, refused(answer)
        return len(answer.json["receipts"]) == len(list(self.secrets["votes"].values())[mark - 1])

    def kept(self) -> list[int]:
        held = {
            one.to_bytes() for one in BoxFile.of(self.at.settings.home, self.secrets["ballot"]).read().votes.values()
        }
        found, count = [], 0
        for mark, votes in enumerate(self.secrets["votes"].values(), start=1):
            lying = [one.to_bytes() in held for one in votes]
            assert len(set(lying)) == 1, "some of one member's votes"
            count += sum(lying)
            found += [mark] if lying[0] else []
        assert count == len(held)
        return found
