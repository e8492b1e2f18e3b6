"""``expertpool jobs`` and ``expertpool worker``: the same rows from a shell, a worker that ends gracefully."""

from __future__ import annotations

import json
import signal
from typing import Any

import pytest
import sqlalchemy as sa

from expertpool.__main__ import main
from expertpool.db import session_on
from expertpool.jobs import across
from expertpool.jobs.asking import ask
from expertpool.jobs.folder import place_of
from expertpool.jobs.runner import InThread
from tests.jobs.office import Office, asking, until


def said(capsys: pytest.CaptureFixture[str], office: Office, *words: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main([*words, "--json", f"--home={office.settings.home}"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def test_jobs_are_listed_shown_and_cancelled_from_the_shell(small: Office, capsys: pytest.CaptureFixture[str]) -> None:
    first = small.asked(steps=2)
    small.worker(InThread()).drain()
    second = small.asked(steps=9)
    code, listed = said(capsys, small, "jobs", "list")
    assert (code, [(one["number"], one["state"]) for one in listed["jobs"]]) == (0, [(second, "waiting")])
    assert len(said(capsys, small, "jobs", "list", "--all")[1]["jobs"]) == 2
    code, shown = said(capsys, small, "jobs", "show", str(first))
    assert (code, shown["state"], shown["step"], shown["total"], shown["came_to"]) == (0, "done", 2, 2, {"steps": 2})
    code, cancelled = said(capsys, small, "jobs", "cancel", str(second), "--by", "王")
    assert (code, cancelled["state"], cancelled["cancelled_by"]) == (0, "cancelled", "王")
    assert said(capsys, small, "jobs", "cancel", str(second))[0] == 0
    code, refused = said(capsys, small, "jobs", "cancel", str(first))
    assert (code, refused["error"]["code"]) == (4, "jobs.ended")
    assert said(capsys, small, "jobs", "show", "99")[1]["error"]["code"] == "jobs.none"


def test_jobs_are_told_in_words(small: Office, capsys: pytest.CaptureFixture[str]) -> None:
    small.asked(steps=2)
    assert main(["jobs", "list", f"--home={small.settings.home}"]) == 0
    told = capsys.readouterr().out
    assert ("排队" in told, "counting" in told, "office" in told) == (True, True, True)


def test_worker_does_once_what_waits_and_says_how_many(office: Office) -> None:
    numbers = [office.asked(subject="a", steps=2), office.asked("brisk", "b", steps=3)]
    process = office.serving("worker", "--once", "--json", f"--home={office.settings.home}")
    told, _ = process.communicate(timeout=240)
    assert (process.returncode, json.loads(told)) == (0, {"ok": True, "jobs": 2})
    assert (office.states(*numbers), [office.steps(one) for one in numbers]) == (["done"] * 2, [[0, 1], [0, 1, 2]])


@pytest.mark.full
def test_worker_told_to_end_finishes_what_is_at_hand_and_takes_nothing_more(office: Office) -> None:
    numbers = [office.asked(subject=f"s{one}", steps=40, seconds=0.02) for one in range(3)]
    process = office.serving("worker", "--json", f"--home={office.settings.home}")
    until(lambda: len(office.steps(numbers[0])) > 3)
    process.send_signal(signal.SIGTERM)
    told, _ = process.communicate(timeout=240)
    assert (process.returncode, json.loads(told)) == (0, {"ok": True, "jobs": 1})
    assert (office.states(*numbers), office.steps(numbers[0])) == (["done", "waiting", "waiting"], list(range(40)))


@pytest.mark.full
def test_workers_share_jobs_by_notification_and_do_none_twice(office: Office) -> None:
    processes = [office.serving("worker", f"--home={office.settings.home}") for _ in range(2)]
    try:
        if office.engine.dialect.name == "postgresql":
            until(lambda: _announced(office))
        numbers = [office.asked(subject=f"s{one}", steps=2, seconds=0.05) for one in range(12)]
        until(lambda: set(office.states(*numbers)) == {"done"})
    finally:
        for one in processes:
            one.kill()
            one.communicate()
    assert [office.steps(one) for one in numbers] == [[0, 1]] * 12
    assert {office.job(one).attempt for one in numbers} == {1}
    assert len({office.job(one).worker for one in numbers}) == 2


def _announced(office: Office) -> bool:
    with office.engine.connect() as connection:
        found = connection.execute(sa.text("SELECT to_regclass('procrastinate.procrastinate_workers')")).scalar()
        if found is None:
            return False
        return bool(
            connection.execute(sa.text("SELECT count(*) FROM procrastinate.procrastinate_workers")).scalar() == 4
        )


@pytest.mark.full
def test_worker_killed_between_machines_leaves_its_job_to_the_next(office: Office) -> None:
    number = office.asked(steps=60, seconds=0.03)
    first = office.serving("worker", f"--home={office.settings.home}")
    until(lambda: len(office.steps(number)) > 5)
    first.kill()
    first.communicate()
    second = office.serving("worker", f"--home={office.settings.home}")
    try:
        until(lambda: office.states(number) == ["done"])
    finally:
        second.kill()
        second.communicate()
    assert (office.steps(number), office.job(number).attempt) == (list(range(60)), 2)


@pytest.mark.full
def test_news_of_a_job_is_sent_with_its_row_or_not_at_all(office: Office) -> None:
    if office.engine.dialect.name != "postgresql":
        assert not across.usable(office.engine)
        return
    office.asked(subject="before anybody listens")
    across.prepare(office.engine)
    number = office.asked(subject="heard")
    with session_on(office.engine) as session:
        ask(session, asking("taken back"), place=place_of(office.settings.home))
    with office.engine.connect() as connection:
        found = connection.execute(sa.text("SELECT args, queueing_lock FROM procrastinate.procrastinate_jobs")).all()
    assert [tuple(one) for one in found] == [({"job": number}, f"job-{number}")]
