"""An office at its desk for tests: a committee that the town's twelve can seat, drawn by the desk's own work."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from starlette.testclient import TestClient

from expertpool.models import Role
from expertpool.queries.jobs import open_job
from tests.intake.office import waited as until_true
from tests.web.town import Town

COMMITTEE = {
    "name": "2025年度云岭市工程系列高级职称评审委员会",
    "year": "2025",
    "series": "工程",
    "level": "副高级",
    "basis": "specialty",
    "seats": "11",
    "meeting": "2025-08-15",
}
HOME = "/committees/1"
PATIENCE = 60


def at_work(town: Town) -> TestClient:
    """The office today, its committee's conditions kept: draws go by the machine's own clock."""
    town.clock.at = datetime.now(UTC)
    office = town.staff(Role.OFFICE)
    kept(office)
    return office


def kept(office: TestClient) -> None:
    """The committee's conditions on record, as committee number 1."""
    answer = office.post("/committees/new/save", data=COMMITTEE)
    assert (answer.status_code, answer.headers["location"]) == (303, HOME), answer.text


def drawn(town: Town, office: TestClient, attempt: int = 1, **given: str) -> Any:
    """One draw for training; the answer of the request that began it."""
    typed = {"attempt": str(attempt), "method": "lottery", "tickets": "20", **given}
    answer = office.post(f"{HOME}/draw", data=typed)
    waited(town, "draw:1")
    return answer


def waited(town: Town, subject: str) -> None:
    """Until the job about that subject has ended."""

    def over() -> bool:
        with town.wiring.reading() as session:
            return open_job(session, subject) is None

    until_true(over, seconds=PATIENCE)


def called(office: TestClient, *candidates: str) -> str:
    """A meeting about these candidates; its address."""
    answer = office.post(f"{HOME}/meetings", data={"candidates": "\n".join(candidates)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def roll_of(office: TestClient, meeting: str, **changed: str) -> dict[str, str]:
    """Everybody present and pledged, but for what is changed: a field's name with ``_`` for ``-``."""
    codes = re.findall(r'id="row-(M\d+)"', office.get(meeting).text)
    typed = {f"present-{code}": "是" for code in codes} | {f"pledged_on-{code}": "2025-08-10" for code in codes}
    return typed | {name.replace("__", "-"): value for name, value in changed.items()}
