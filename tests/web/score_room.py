"""A review whose rounds are ended and opened on pages: an office with accounts, three parties, readers' browsers."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from blind.redact import Level
from expertpool.documents.assignment_file import FORMAT
from expertpool.intake.batch import Batch, Batches
from expertpool.intake.readings_plan import ReadingsPlan
from expertpool.models import Role
from expertpool.settings import Settings
from expertpool.whole_file import make_folders
from tests.commands.review_town import Review
from tests.conftest import AT
from tests.intake.office import applicants
from tests.web.review_desk import pdf
from tests.web.town import Town

GROUP = "2025-metallurgy"
PACKETS = {"1111-2222": pdf(1), "3333-4444": pdf(1, 500)}
READERS = ("E0001", "E0002", "E0003")
SHEET = """
code = "three-lines"
version = 1
title = "三项打分表"

[scale]
lowest = "0"
highest = "100"
step = "0.5"
reason_to = "40"
reason_from = "95"
"""
LINES = '\n[[indicator]]\ncode = "{0}"\ntitle = "{0}"\nweight = {1}\n'
OWN_SHEET = SHEET + "".join(LINES.format(code, weight) for code, weight in (("a", 40), ("b", 40), ("c", 20)))
PLAN = {
    "new_group": GROUP,
    "group_title": "冶金高级组",
    "sheet": "ten-dimensions",
    "method": "plain-mean/1",
    "line": "75",
}


@dataclass
class ScoreRoom:
    """The office's server, the machines of the three parties, and what they have copied."""

    review: Review
    copies: int = 0
    browsers: dict[str, TestClient] = field(default_factory=dict)

    @classmethod
    def prepared(cls, folder: Path) -> ScoreRoom:
        """Packets released and assigned; nothing opened."""
        made = cls(Review.founded_at(folder))
        made.town.settled()
        batch = Batches.of(made.town.settings).make(
            "冶金副高级",
            applicants=("名单.json", applicants()),
            level=Level.STANDARD,
            only_confirmed=False,
            laid="",
            by="王",
            at=AT,
        )
        released(batch)
        assigned(batch)
        return made

    @cached_property
    def town(self) -> Town:
        """The office's server."""
        return Town(Settings.embedded(self.review.machine("office")))

    @property
    def batch(self) -> str:
        """The address of the batch's readings."""
        (batch,) = Batches.of(self.town.settings).all()
        return f"/assignment/{batch.id}"

    @property
    def here(self) -> str:
        """The address of the group."""
        return f"/scores/{GROUP}"

    def staff(self, role: Role) -> TestClient:
        """One browser for each role, signed in once."""
        if role.value not in self.browsers:
            self.browsers[role.value] = self.town.staff(role)
        return self.browsers[role.value]

    def open_group(self, **changed: str) -> Any:
        """The form that opens the group, with a form of the office's own."""
        files = {"own_sheet": ("三项.toml", OWN_SHEET.encode())}
        return self.staff(Role.OFFICE).post(f"{self.batch}/open", data={**PLAN, **changed}, files=files)

    def reader(self, expert: str) -> TestClient:
        """A reader who has accepted and pledged."""
        if expert not in self.browsers:
            browser = self.browsers[expert] = self.town.expert(expert)
            assert browser.post(f"/desk/groups/{GROUP}/accept").status_code == 303
            assert browser.post(f"/desk/groups/{GROUP}/pledge", data={"agreed": "1"}).status_code == 303
        return self.browsers[expert]

    def scores(self, expert: str, mark: str, *packets: str) -> None:
        """A reader gives the same mark throughout, and hands in."""
        browser = self.reader(expert)
        for packet in packets or PACKETS:
            place = f"/desk/groups/{GROUP}/packets/{packet}"
            for line in range(3):
                answer = browser.post(f"{place}/fields", data={"line": str(line), "mark": mark})
                assert answer.status_code == 303, answer.text
            assert browser.post(f"{place}/seal").status_code == 303

    def close(self, **given: str) -> Any:
        """The button that closes the first round."""
        return self.staff(Role.OFFICE).post(f"{self.here}/close", data={"round": "1", **given})

    def copy(self) -> Path:
        """The folder as somebody downloads and unpacks it on a machine of their own."""
        self.copies += 1
        folder = self.review.folder / f"copy-{self.copies}"
        answer = self.staff(Role.INSPECTOR).get(f"{self.here}/folder.zip")
        assert answer.status_code == 200, answer.text
        zipfile.ZipFile(io.BytesIO(answer.content)).extractall(folder)
        return folder

    def note(self) -> bytes:
        """What HRSS's machine makes of the first round's closing."""
        folder = self.copy() / "closed" / "round-1"
        self.review.witness(folder / "closing-logged.json")
        return (folder / "closing-cosigned.note").read_bytes()

    def halves(self, holder: str) -> bytes:
        """What a trustee's machine makes of it."""
        folder = self.copy()
        self.review.ok(holder, "party", "open-scores", folder, *self.review.typed())
        return (folder / "closed" / "round-1" / "halves" / f"{holder}.json").read_bytes()

    def put(self, *papers: bytes, role: Role = Role.INSPECTOR) -> Any:
        """Papers handed in on the page."""
        files = [("papers", (f"{at}.json", data)) for at, data in enumerate(papers)]
        return self.staff(role).post(f"{self.here}/papers", files=files)

    def unseal(self) -> Any:
        """The button that opens."""
        return self.staff(Role.OFFICE).post(f"{self.here}/unseal")

    def tables(self) -> dict[str, bytes]:
        """What the office downloads afterwards."""
        answer = self.staff(Role.OFFICE).get(f"{self.here}/opened.zip")
        assert answer.status_code == 200, answer.text
        held = zipfile.ZipFile(io.BytesIO(answer.content))
        return {name: held.read(name) for name in held.namelist()}


def released(batch: Batch) -> None:
    """As ``blind`` leaves packets: an index and a file for each codename."""
    listed = {}
    for name, data in PACKETS.items():
        path = batch.out.root / "packets" / name / "packet.pdf"
        make_folders(path.parent)
        path.write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        listed[name] = {"content": digest, "files": [{"name": "packet.pdf", "sha256": digest}]}
    index = {"format": "expertpool-packets/1", "packets": listed}
    (batch.out.root / "packets.json").write_text(json.dumps(index), encoding="utf-8")


def assigned(batch: Batch) -> None:
    """As if the assignment had been drawn: three readers read everything."""
    folder = ReadingsPlan(batch).folder / "assignment-1"
    make_folders(folder)
    content = {
        "format": FORMAT,
        "assurance": "M0",
        "training": False,
        "packets": {name: list(READERS) for name in PACKETS},
        "experts": {**{one: list(PACKETS) for one in READERS}, "E0004": []},
        "readers": 3,
        "load": 3,
        "cap": "1",
        "seed": "07" * 32,
        "suitability": {"mean": "70.00", "worst": "60.00"},
        "chances": {"whole": 1, "support": 6, "pairs": {name: dict.fromkeys(READERS, 1) for name in PACKETS}},
        "recusals": [],
        "recused": 0,
        "connected": {"parts": 1, "at_best": 1, "changed_for_it": 0, "worst_served": "kept"},
        "files": {"packets": hashlib.sha256((batch.out.root / "packets.json").read_bytes()).hexdigest()},
    }
    (folder / "assignment.json").write_text(json.dumps(content), encoding="utf-8")
