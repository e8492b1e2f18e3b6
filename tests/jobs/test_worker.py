"""Jobs done by a worker: every step in the row, cut-off work resumed or told honestly, nothing done twice."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter

import pytest

from expertpool.db import session_on
from expertpool.errors import Refusal
from expertpool.jobs.cancelling import cancel
from expertpool.jobs.claiming import MOST_ATTEMPTS
from expertpool.jobs.folder import JobFolder
from expertpool.jobs.kinds import Lane
from expertpool.jobs.runner import InThread
from expertpool.jobs.worker import Worker
from expertpool.models import Job
from expertpool.settings import Settings
from tests.conftest import AT
from tests.jobs.counting import counted
from tests.jobs.office import Office, until

SECRET = "correct-horse-battery-staple"  # noqa: S105  # a test's own


def test_job_is_done_in_a_process_of_its_own_and_its_row_tells_the_end(office: Office) -> None:
    number = office.asked(steps=4)
    assert office.worker().drain() == 1
    job = office.job(number)
    assert (job.state, job.step, job.total, job.sentence, job.attempt) == ("done", 4, 4, "jobs.done", 1)
    assert (job.open_for, job.result) == (None, f"jobs/{number}/told.json")
    assert JobFolder.of(office.settings, number).told() == {"steps": 4}
    assert {line.split()[2] for line in counted(office.settings.home, number)} != {str(os.getpid())}


def test_row_tells_each_step_while_the_work_goes_on(small: Office) -> None:
    number = small.asked(steps=40, seconds=0.02)
    thread = threading.Thread(target=small.worker(InThread()).drain)
    thread.start()
    until(lambda: 0 < small.job(number).step < 40)
    assert (small.job(number).state, small.job(number).total) == ("running", 40)
    thread.join()
    assert small.steps(number) == list(range(40))


def test_question_asked_twice_is_one_job_and_another_question_is_refused_meanwhile(office: Office) -> None:
    first = office.asked(steps=2)
    assert office.asked(steps=2) == first
    with pytest.raises(Refusal) as refused:
        office.asked(steps=3)
    assert (refused.value.code, refused.value.params) == ("jobs.busy", {"number": first})
    office.worker(InThread()).drain()
    assert office.asked(steps=2) == first + 1


def test_form_sent_again_after_its_job_has_ended_asks_for_nothing(small: Office) -> None:
    first = small.asked(request="r1")
    small.worker(InThread()).drain()
    assert small.asked(request="r1") == first
    assert small.worker(InThread()).drain() == 0


def test_job_that_waits_is_cancelled_at_once_and_never_begun(office: Office) -> None:
    number = office.asked()
    with session_on(office.engine) as session:
        cancel(session, number, by="office", at=AT)
        session.commit()
    assert office.worker().drain() == 0
    job = office.job(number)
    assert (job.state, job.cancel_by, job.open_for, office.steps(number)) == ("cancelled", "office", None, [])


def test_job_that_runs_is_stopped_with_its_process_when_cancelled(small: Office) -> None:
    number, worker = small.asked(steps=10_000, seconds=0.01), small.worker()
    worker.start()
    until(lambda: small.steps(number))
    with session_on(small.engine) as session:
        cancel(session, number, by="office", at=AT)
        session.commit()
    until(lambda: small.states(number) == ["cancelled"])
    done = small.steps(number)
    worker.stop()
    assert done == small.steps(number) == list(range(len(done)))
    with pytest.raises(ProcessLookupError):
        os.kill(int(counted(small.settings.home, number)[0].split()[2]), 0)


def test_work_that_cannot_be_stopped_half_way_says_so_and_ended_work_too(small: Office) -> None:
    number, worker = small.asked("brisk", steps=30, seconds=0.02), small.worker(InThread())
    thread = threading.Thread(target=worker.drain)
    thread.start()
    until(lambda: small.steps(number))
    for wanted, last in (("jobs.not_stopped", False), ("jobs.ended", True)):
        if last:
            thread.join()
        with session_on(small.engine) as session, pytest.raises(Refusal) as refused:
            cancel(session, number, by="office", at=AT)
        assert refused.value.code == wanted
    assert small.states(number) == ["done"]


def test_process_that_is_killed_is_begun_again_where_it_was(small: Office) -> None:
    number, worker = small.asked(steps=30, seconds=0.02), small.worker()
    worker.start()
    until(lambda: len(small.steps(number)) > 2)
    os.kill(int(counted(small.settings.home, number)[0].split()[2]), signal.SIGKILL)
    until(lambda: small.states(number) == ["done"])
    worker.stop()
    assert (small.steps(number), small.job(number).attempt) == (list(range(30)), 2)


@pytest.mark.full
def test_work_that_ends_its_process_every_time_is_given_up_with_a_sentence(small: Office) -> None:
    number = small.asked("bad", how="dies")
    worker = small.worker()
    while worker.drain():
        pass
    job = small.job(number)
    assert (job.state, job.sentence, job.attempt) == ("failed", "jobs.died", MOST_ATTEMPTS)


@pytest.mark.parametrize(("how", "sentence"), [("refused", "jobs.refused"), ("bug", "jobs.bug")])
def test_refusal_is_kept_with_its_words_and_a_bug_without_any(small: Office, how: str, sentence: str) -> None:
    number = small.asked("bad", how=how)
    small.worker(InThread()).drain()
    job, told = small.job(number), JobFolder.of(small.settings, number).told()
    assert (job.state, job.sentence) == ("failed", sentence)
    assert told.get("error", {}).get("code", "") == ("intake.no_title" if how == "refused" else "")


def left_behind(office: Office, number: int) -> None:
    """As a worker leaves a job that is gone at once: the row says that it runs, and nobody has its lock."""
    with session_on(office.engine) as session:
        job = session.get(Job, number)
        assert job is not None
        job.state, job.attempt, job.worker, job.heard_at = "running", 1, "gone:1", AT
        session.commit()


def test_work_that_does_not_resume_is_told_to_be_interrupted(office: Office) -> None:
    number = office.asked("brisk")
    left_behind(office, number)
    assert office.worker(InThread()).drain() == 0
    job = office.job(number)
    assert (job.state, job.sentence, job.open_for, office.steps(number)) == ("failed", "jobs.interrupted", None, [])


def test_work_whose_lock_somebody_holds_is_left_alone(small: Office) -> None:
    number = small.asked()
    left_behind(small, number)
    lock = JobFolder.of(small.settings, number).hold()
    assert lock is not None
    assert (small.worker(InThread()).drain(), small.states(number)) == (0, ["running"])
    os.close(lock)
    assert (small.worker(InThread()).drain(), small.states(number)) == (1, ["done"])


def test_another_machine_is_doubted_only_after_a_while(small: Office) -> None:
    number = small.asked()
    left_behind(small, number)
    early = Worker(small.engine, small.settings, lambda: AT, runner=InThread())
    assert (early.drain(), small.states(number)) == (0, ["running"])
    assert small.worker(InThread()).drain() == 1


def test_clock_that_jumps_back_keeps_no_job_from_being_taken_up(small: Office) -> None:
    number = small.asked()
    left_behind(small, number)
    back = Worker(small.engine, small.settings, lambda: AT.replace(year=AT.year - 1), runner=InThread())
    assert (back.drain(), small.states(number)) == (1, ["done"])


def test_worker_of_another_data_folder_takes_no_job_whose_files_it_has_not(small: Office) -> None:
    number = small.asked()
    other = Office(Settings(home=small.settings.home.with_name("other"), database_url=small.settings.database_url))
    assert (other.worker(InThread()).drain(), small.states(number)) == (0, ["waiting"])
    other.engine.dispose()


def test_secret_is_handed_over_and_written_nowhere(small: Office) -> None:
    worker, number = small.worker(), small.asked("hidden")
    worker.entrust(number, SECRET)
    worker.drain()
    assert JobFolder.of(small.settings, number).told() == {"signs": len(SECRET)}
    files = [one for one in small.settings.home.rglob("*") if one.is_file()]
    assert len(files) > 3
    assert [one for one in files if SECRET.encode() in one.read_bytes()] == []


def test_work_whose_secret_went_with_its_process_is_told_to_be_interrupted(small: Office) -> None:
    number = small.asked("hidden")
    small.worker().drain()
    assert (small.states(number), small.job(number).sentence) == (["failed"], "jobs.interrupted")


def test_worker_that_stops_puts_work_back_and_the_next_one_goes_on(small: Office) -> None:
    number, first = small.asked(steps=60, seconds=0.02), small.worker(patience=0.0)
    first.start()
    until(lambda: small.steps(number))
    first.stop()
    assert (small.states(number), small.job(number).sentence) == (["waiting"], "jobs.again_soon")
    small.worker(InThread()).drain()
    assert (small.states(number), small.steps(number)) == (["done"], list(range(60)))


def killed_and_finished(office: Office, points: list[int]) -> None:
    """Kill workers at each of these steps of one job; the last one finishes it."""
    number = office.asked(steps=60, seconds=0.005)
    for point in points:
        process = office.serving()
        until(lambda point=point: len(office.steps(number)) >= point)  # type: ignore[misc]  # a default binds the point
        process.kill()
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]  # it is a pipe
        until(lambda: _free(office, number))
    worker = office.worker(InThread())
    until(lambda: worker.drain() or office.states(number) == ["done"])
    assert office.steps(number) == list(range(60))
    assert office.states(number) == ["done"]


def _free(office: Office, number: int) -> bool:
    """Whether nobody works on it any more."""
    lock = JobFolder.of(office.settings, number).hold()
    if lock is not None:
        os.close(lock)
    return lock is not None


def test_worker_killed_in_the_middle_loses_no_job_and_repeats_no_step(small: Office) -> None:
    killed_and_finished(small, [7])


@pytest.mark.full
@pytest.mark.parametrize("seed", range(10))
def test_worker_killed_at_random_points_loses_no_job_and_repeats_no_step(office: Office, seed: int) -> None:
    killed_and_finished(office, sorted(random.Random(seed).sample(range(1, 59), 5)))


def raced(office: Office, jobs: int) -> None:
    """Two workers in two processes on one database."""
    numbers = [office.asked(subject=f"s{one}", steps=2, seconds=0.02) for one in range(jobs)]
    processes = [office.serving(within="threads") for _ in range(2)]
    try:
        until(lambda: set(office.states(*numbers)) == {"done"})
    finally:
        for one in processes:
            one.kill()
            one.wait()
            one.stdout.close()  # type: ignore[union-attr]  # it is a pipe
    assert Counter(step for one in numbers for step in office.steps(one)) == {0: jobs, 1: jobs}
    assert {office.job(one).attempt for one in numbers} == {1}


def test_two_workers_on_one_database_never_do_one_job_twice(small: Office) -> None:
    raced(small, 20)


@pytest.mark.full
def test_two_workers_on_one_database_never_do_one_of_many_jobs_twice(office: Office) -> None:
    raced(office, 40)


def test_many_threads_that_reach_for_one_job_give_it_to_one(office: Office) -> None:
    number = office.asked(steps=5)
    workers = [office.worker(InThread()) for _ in range(6)]
    taken: list[bool] = []
    threads = [
        threading.Thread(target=lambda one=one: taken.append(one.run_one(number, Lane.LONG)))  # type: ignore[misc]  # a default binds the worker
        for one in workers
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (sorted(taken), office.steps(number)) == ([False] * 5 + [True], list(range(5)))
