"""An office whose scores are opened, whose ballot is counted and whose records are open: all that results need."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from blind.encoding import canonical
from blind.tally import Count, Readings, tally
from blind.vault_request import Request
from expertpool.__main__ import main
from expertpool.actions.call_meeting import call_meeting
from expertpool.actions.close_scores import close_scores
from expertpool.actions.count_ballot import count_ballot
from expertpool.actions.freeze_roll import RollEntry, freeze_roll
from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.open_review import open_review
from expertpool.actions.record_draw import record_draw
from expertpool.actions.record_unsealing import ask_unsealing, record_opened_scores, record_unsealing
from expertpool.commands import results, results_complaint, results_confirm, results_publish
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.models import DrawOutcome
from expertpool.queries.meetings import meeting_of
from expertpool.queries.review import group_of
from expertpool.queries.seated_panel import seated_panel
from expertpool.reviewing.ballot_outcomes import outcome_dict
from expertpool.settings import Settings
from tests.ballots.chamber import COMMITTEE, NAME
from tests.blind.review_room import RUBRIC, TRUSTEES
from tests.conftest import AT, make_expert

GROUP = "g1"
PLAN = {
    "extra": {"near": None, "points": None, "share": None},
    "format": "expertpool-score-plan/1",
    "line": {"mark": 7000, "places": None},
    "method": "plain-mean/1",
    "parameters": {},
    "rounding": "half-up",
    "unit": "1",
}
A, B, C, D = CODENAMES = ("1111-2222", "3333-4444", "5555-6666", "7777-8888")
SCORES = {A: (90, 80, 85), B: (80, 80, 80), C: (79, 81, 80), D: (60, 65, 70)}
YES = dict.fromkeys(CODENAMES, 6)
BY = {"actor": "钱办事员", "at": AT}
IDS = ("110101199003070572", "110101198501010015", "110101197912310018", "110101199912310012")
UNITS = ("云岭一中", "云岭一中", "云岭二中", "云岭三中")
POSTED, LAST, AFTER = "2025-09-25", date(2025, 10, 9), date(2025, 10, 10)
"""The National Day week and a made-up Sunday lie between."""


@dataclass
class Office:
    """The office's machine; ``today`` is what its clock says."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    @property
    def settings(self) -> Settings:
        return Settings.embedded(self.folder / "home")

    def today(self, day: date) -> None:
        for module in (results, results_confirm, results_publish, results_complaint):
            moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            self.patch.setattr(module, "now", lambda moment=moment: moment)

    def run(self, *words: str | Path) -> tuple[int, Any]:
        """Exit code and the JSON of a ``results`` command."""
        self.capsys.readouterr()
        code = main(["results", *map(str, words), "--json", "--home", str(self.folder / "home")])
        return code, json.loads(self.capsys.readouterr().out)

    def ok(self, *words: str | Path) -> Any:
        code, told = self.run(*words)
        assert code == 0, told
        return told

    def refused(self, *words: str | Path) -> tuple[int, str]:
        code, told = self.run(*words)
        return code, told["error"]["code"]

    def found(self, scores: Mapping[str, tuple[int, ...]] = SCORES) -> None:
        """Everything up to the opened scores; no count yet."""
        committee_file = self.folder / "committee.toml"
        committee_file.write_text(COMMITTEE, encoding="utf-8")
        committee = read_committee(committee_file)
        people = [make_expert(number, specialties=("冶金",)) for number in range(1, 11)]
        with open_session(self.settings) as session:
            record_draw(
                session,
                roster=freeze_roster(session, experts=people, at=AT, source="名册.xlsx"),
                committee=committee,
                attempt=1,
                method="lottery",
                assurance="M0",
                started_at=AT,
                finished_at=AT,
                outcome=DrawOutcome.SEATED,
                versions={},
                verdicts=[],
                chances={},
                members=[one.facts.expert_no for one in people[:7]],
                reserves=[people[7].facts.expert_no],
            )
            panel = seated_panel(session, NAME, 2025)
            assert panel is not None
            agenda = [(name, "综合") for name in CODENAMES]
            call_meeting(session, committee, panel, committee_file=COMMITTEE, candidates=agenda, **BY)
            seen = meeting_of(session, 1)
            entries = [
                RollEntry(code=one.code, present=one.code != "M08", pledged_on=date(2025, 8, 14))
                for one in seen.members
            ]
            freeze_roll(session, seen, entries=entries, recusals={}, verdicts=[], **BY)
            readers = [one.facts.expert_no for one in people[:4]]
            open_review(
                session,
                GROUP,
                title="冶金高级组",
                rubric=RUBRIC,
                plan=PLAN,
                trustees=TRUSTEES,
                packets={name: hashlib.sha256(name.encode()).digest() for name in CODENAMES},
                assigned=dict.fromkeys(CODENAMES, readers[:3]),
                experts=readers,
                seed=b"\x05" * 32,
                assignment="00" * 32,
                **BY,
            )
            close_scores(session, group_of(session, GROUP), despite_missing=True, **BY)
            session.commit()
        self.open_scores(scores)
        self.open_names()

    def open_scores(self, scores: Mapping[str, tuple[int, ...]]) -> None:
        """The table that ``scores unseal`` writes, on record."""
        lines = ["盲审编号,评审专家,得分,顺序"]
        for name, each in scores.items():
            lines += [f"{name},E{at},{mark}.00,{at}" for at, mark in enumerate(each, start=1)]
        table = self.folder / "opened" / "scores.csv"
        table.parent.mkdir(exist_ok=True)
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        digest = hashlib.sha256(table.read_bytes()).hexdigest()
        with open_session(self.settings) as session:
            record_opened_scores(session, GROUP, at_round=1, sheets=len(lines) - 1, digest=digest, **BY)
            session.commit()

    def open_names(self, purpose: str = "results") -> None:
        """The records that two holders opened, and the list of applicants."""
        request = Request(
            vault_id=bytes(16),
            manifest=bytes(32),
            purpose=purpose,
            requester="钱办事员",
            codenames=CODENAMES,
            nonce=bytes(15) + bytes([len(purpose)]),
        )
        named = [{"codename": name, "key": f"K{at}"} for at, name in enumerate(CODENAMES, start=1)]
        content = canonical({"names": named, "request": request.hash.hex()})
        self.names.write_bytes(content)
        with open_session(self.settings) as session:
            ask_unsealing(session, request, **BY)
            digest = hashlib.sha256(content).hexdigest()
            record_unsealing(session, request, digest=digest, holders=("hrss", "inspector"), **BY)
            session.commit()
        self.write_applicants()

    def write_applicants(self, **first: str) -> None:
        """Four applicants; ``first``: other values for the first."""
        people = [
            {
                "key": f"K{at}",
                "name": f"赵{'甲乙丙丁'[at - 1]}",
                "id_number": IDS[at - 1],
                "phone": f"1380000000{at}",
                "employer": UNITS[at - 1],
                "series": "工程",
                "specialty": "冶金",
                "level": "副高级",
            }
            for at in range(1, 5)
        ]
        people[0] |= first
        self.applicants.write_text(json.dumps(people, ensure_ascii=False), encoding="utf-8")

    def count(self, yes: Mapping[str, int] = YES, *, agreed: bool = True) -> None:
        """A paper count: so many of seven said yes, the rest no."""
        with open_session(self.settings) as session:
            seen = meeting_of(session, 1)
            outcomes = [
                outcome_dict(name, tally(Count(yes=votes, no=7 - votes), drawn=7, present=7, readings=Readings()))
                for name, votes in yes.items()
            ]
            differing = [] if agreed else [{"candidate": A, "field": "yes", "values": [5, 6]}]
            listed = outcomes if agreed else []
            entered: dict[str, Any] = {"counters": []}
            count_ballot(
                session,
                seen,
                ballot_id=None,
                readings=Readings().as_dict(),
                entered=entered,
                outcomes=listed,
                mismatches=differing,
                **BY,
            )
            session.commit()

    @property
    def names(self) -> Path:
        return self.folder / "names.json"

    @property
    def applicants(self) -> Path:
        return self.folder / "applicants.json"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def people(self) -> tuple[str | Path, ...]:
        return "--names", self.names, "--applicants", self.applicants

    def places(self, text: str) -> Path:
        path = self.folder / "places.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def rank(self, *words: str | Path) -> Any:
        return self.ok("rank", "1", "--opened", self.folder / "opened", "--out", self.out, *words)

    def rank_refused(self, *words: str | Path) -> tuple[int, str]:
        return self.refused("rank", "1", "--opened", self.folder / "opened", "--out", self.out, *words)

    def publish(self, *words: str | Path) -> Any:
        return self.ok("publish", "1", *self.people, "--posted", POSTED, "--out", self.out, *words)

    @property
    def confirming(self) -> tuple[str | Path, ...]:
        return "confirm", "1", "--posted", self.out / "公示名单.xlsx", *self.people, "--out", self.out

    def complain(self, kind: str, *words: str) -> Any:
        text = self.folder / "what.txt"
        text.write_text("反映的情况", encoding="utf-8")
        return self.ok("complain", "1", "--kind", kind, "--what", text, *words)

    def answer(self, complaint: int, finding: str) -> Any:
        text = self.folder / "answer.txt"
        text.write_text("经查", encoding="utf-8")
        return self.ok("answer", str(complaint), "--finding", finding, "--text", text)

    def standings(self, told: Any) -> dict[str, str]:
        return {one["candidate"]: one["standing"] for one in told["results"]}

    def audit(self) -> None:
        assert main(["ledger", "verify", "--home", str(self.folder / "home")]) == 0


@pytest.fixture
def uncounted(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    """Scores and names are open; nobody has counted."""
    made = Office(tmp_path, capsys, monkeypatch)
    made.found()
    made.today(date.fromisoformat(POSTED))
    return made


@pytest.fixture
def office(uncounted: Office) -> Office:
    """Everybody got six of seven votes."""
    uncounted.count()
    return uncounted


@pytest.fixture
def posted(office: Office) -> Office:
    """Ranked without limits and published."""
    office.rank()
    office.publish()
    office.today(AFTER)
    return office
