"""The server and its jobs: killed it loses none, told to end it ends in order."""

from __future__ import annotations

import signal

import pytest

from tests.jobs.office import Office, until


@pytest.mark.full
def test_server_killed_with_a_job_at_work_goes_on_with_it_after_its_restart(office: Office) -> None:
    running, waiting = office.asked(steps=80, seconds=0.02), office.asked(subject="next", steps=2)
    serve = ("serve", "--port", "0", f"--home={office.settings.home}")
    first = office.serving(*serve)
    until(lambda: len(office.steps(running)) > 5)
    first.kill()
    first.communicate()
    second = office.serving(*serve)
    until(lambda: office.states(running, waiting) == ["done", "done"])
    second.send_signal(signal.SIGTERM)
    second.communicate(timeout=240)
    assert (office.steps(running), office.steps(waiting)) == (list(range(80)), [0, 1])
    assert [office.job(one).attempt for one in (running, waiting)] == [2, 1]


@pytest.mark.full
def test_server_told_to_end_lets_short_work_end(small: Office) -> None:
    number, later = small.asked(steps=60, seconds=0.03), small.asked(subject="later", steps=1)
    process = small.serving("serve", "--port", "0", f"--home={small.settings.home}")
    until(lambda: len(small.steps(number)) > 5)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=240)
    assert process.returncode == 0
    assert (small.states(number, later), small.job(number).attempt) == (["done", "waiting"], 1)
