"""The office's page of background work: every job with its steps, cancelled there, seen by nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from expertpool.jobs.asking import ask
from expertpool.jobs.folder import place_of
from expertpool.jobs.kinds import KINDS
from expertpool.models import Job, Role
from tests.intake.office import waited
from tests.jobs.counting import install
from tests.jobs.office import asking
from tests.web.town import Town, sentences


@pytest.fixture(autouse=True)
def known_kinds() -> Iterator[None]:
    before = dict(KINDS)
    install()
    yield
    KINDS.clear()
    KINDS.update(before)


def asked(town: Town, subject: str, **arguments: float) -> int:
    with town.wiring.writing() as session:
        return ask(session, asking(subject, **arguments), place=place_of(town.settings.home)).number


def state(town: Town, number: int) -> str:
    with town.wiring.reading() as session:
        job = session.get(Job, number)
        return job.state if job else ""


def test_job_is_followed_and_cancelled_on_its_page_without_any_script(town: Town) -> None:
    office, number = town.staff(Role.OFFICE), asked(town, "long", steps=5000, seconds=0.01)
    waited(lambda: "<progress" in office.get("/jobs").text)
    shown = office.get("/jobs")
    assert (shown.headers["refresh"], "/5000" in shown.text, "进行中" in shown.text) == ("3", True, True)
    assert office.post(f"/jobs/{number}/cancel").headers["location"] == "/jobs"
    waited(lambda: state(town, number) == "cancelled")
    after = office.get("/jobs")
    assert ("refresh" in after.headers, "已取消" in after.text) == (False, True)


def test_job_that_has_ended_is_not_cancelled_and_the_page_says_why(town: Town) -> None:
    office, number = town.staff(Role.OFFICE), asked(town, "short", steps=1)
    waited(lambda: state(town, number) == "done")
    answer = office.post(f"/jobs/{number}/cancel")
    assert (answer.status_code, sentences(answer)) == (422, [f"第 {number} 号后台工作已经结束，不能再取消。"])
    assert office.post("/jobs/99/cancel").status_code == 422
