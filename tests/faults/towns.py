"""Installations for the fault tests: made once, copied for each run, on either database."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from expertpool.actions.enter_committee_days import enter_committee_days
from expertpool.actions.keep_committee import keep_committee
from expertpool.actions.open_account import open_account
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.backup.database_copy import restored_rows
from expertpool.commands import circumstances
from expertpool.commands.console import Console
from expertpool.commands.simulated_parties import Simulated
from expertpool.db import open_session
from expertpool.documents.roster.written import roster_json
from expertpool.models import Role
from expertpool.queries.facts import pool_experts
from expertpool.settings import Settings
from tests.conftest import AT, make_expert
from tests.faults.served import Installation, Warm
from tests.oversight.seasons import committee, seat
from tests.results.conftest import Office
from tests.web.ballot_room import PRESENT, Room
from tests.web.batches import batch_of_three
from tests.web.office_town import COMMITTEE
from tests.web.review_desk import begun, with_review
from tests.web.town import PASSWORD, PEOPLE, Town
from web.committee_form import draft

CLERKS = 24
"""Accounts that only sign in: a code opens once in half a minute."""
COMMITTEES = 12
THEN = AT + timedelta(hours=1)
"""Where the clock of a server goes on; the towns were made within the hour before."""
OTHERS = 150
"""Experts of another series, so that an import takes longer than a moment."""


def committee_name(number: int) -> str:
    """Of the committees that draw and hold ceremonies."""
    return COMMITTEE["name"].replace("高级", f"第{number:02}")


@dataclass(frozen=True)
class Made:
    """A home that others are copies of, and the secrets that its people carry."""

    home: Path
    secrets: dict[str, Any]

    @contextmanager
    def copied(
        self, folder: Path, warm: Warm, url: str | None = None, *, then: bool = False, **options: Any
    ) -> Iterator[Installation]:
        """A copy with a server. ``url``: an empty database to move its rows into; ``then``: its clock goes on from the
        town's own day, a minute later, not from today."""
        shutil.copytree(self.home, folder)
        settings = Settings.embedded(folder)
        if url is not None:
            embedded = folder / "expertpool.sqlite3"
            settings = Settings(home=folder, database_url=url)
            with restored_rows(embedded, settings) as session:
                session.commit()
            for file in folder.glob("expertpool.sqlite3*"):
                file.unlink()
        made = Installation(settings, warm, options=options)
        if then:
            made.clock_file.write_text(str((THEN - datetime.now(UTC)).total_seconds()), encoding="utf-8")
            made.options["clock"] = str(made.clock_file)
        try:
            yield made.start()
        finally:
            made.clear()


def desk_town(folder: Path) -> Made:
    """An office with a pool, committees, a review under way, a filing committee, a batch of dossiers, three parties."""
    town = Town(Settings.embedded(folder / "home")).settled()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(circumstances, "clock", lambda: town.clock.at.astimezone(UTC))
        _furnished(town, folder)
    town.wiring.engine.dispose()
    return Made(folder / "home", town.secrets)


def _furnished(town: Town, folder: Path) -> None:
    with_review(town)
    at = town.clock.at
    given: dict[str, Any] = {"at": at, "actor": "王"}
    with open_session(town.settings) as session:
        keys = unlock_pool(session, town.settings)
        for number in range(CLERKS):
            name = f"clerk-{number:02}"
            opened = open_account(session, name, Role.OFFICE, password=PASSWORD, keys=keys, **given)
            town.secrets[name] = opened.secret
        town.secrets["library"] = json.loads(roster_json(pool_experts(session)))
        session.commit()
    begun(town)
    office = town.staff(Role.OFFICE)
    for number in range(1, COMMITTEES + 1):
        typed = COMMITTEE | {"name": committee_name(number)}
        assert office.post("/committees/new/save", data=typed).status_code == 303
    with open_session(town.settings) as session:
        people = [make_expert(number) for number in range(1, PEOPLE + 1)]
        facts = draft(COMMITTEE | {"name": committee_name(1)}).committee
        seat(session, people, facts, [one.facts.expert_no for one in people[:11]], at=at)
        row = keep_committee(session, committee(1), at=at)
        stated: dict[str, Any] = {"traits": ["senior"], "filed": (date(2024, 3, 1), date(2027, 2, 28))}
        enter_committee_days(session, row, days={"meeting": date(2025, 6, 20)}, **given, **stated)
        session.commit()
    town.secrets["batch"] = batch_of_three(town).id
    simulated = Simulated.settle(Console(settings_of_its_own=town.settings), folder / "parties", Path("x"))
    parties = folder / "home" / "parties"
    shutil.copytree(folder / "parties", parties)
    town.secrets["passphrases"] = {role: one() for role, (_, one) in simulated.keys.items()}
    town.secrets["key_files"] = {
        role: str(file.relative_to(folder / ("home" if role == "office" else "parties")))
        for role, (file, _) in simulated.keys.items()
    }


def results_town(folder: Path) -> Made:
    """An office whose scores are opened and whose ballot is counted; nothing ranked yet."""
    office = Office(folder, None, None)  # type: ignore[arg-type]  # neither is used up to the count
    office.found()
    office.count()
    with open_session(office.settings) as session:
        keys = unlock_pool(session, office.settings)
        at = datetime.now(UTC).astimezone()
        open_account(session, "office", Role.OFFICE, password=PASSWORD, keys=keys, at=at, actor="王")
        session.commit()
    return Made(folder / "home", {"table": (folder / "opened" / "scores.csv").read_bytes()})


def ballot_town(folder: Path) -> Made:
    """A ballot that is open; every member has their papers, and their votes are filled in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(circumstances, "clock", lambda: AT.astimezone(UTC))
        room = Room.prepared(folder)
        room.bind(*PRESENT)
        desk = room.town.staff(Role.OFFICE)
        answer = desk.post("/ballots/1/open")
        assert answer.status_code == 303, answer.text
        assert [room.ask(member) for member in PRESENT] == [200] * len(PRESENT)
        room.issue()
    votes = {member: room.votes(member) for member in PRESENT}
    room.town.wiring.engine.dispose()
    return Made(room.chamber.office, {"votes": votes, "ballot": room.ballot})
