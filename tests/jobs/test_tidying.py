"""Folders of old jobs go by age and by number; what is in use, under way or the newest word about a subject stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from expertpool.db import session_on
from expertpool.jobs import tidying
from expertpool.jobs.folder import JobFolder, let_go, place_of
from expertpool.jobs.tidying import KEPT_FOR, tidy
from expertpool.models import Job, JobState
from tests.conftest import AT
from tests.jobs.office import Office

OLD = AT - KEPT_FOR - timedelta(days=1)


def row(office: Office, subject: str, *, ended: bool = True, place: str | None = None, days: int = 0) -> int:
    """A job on record with its folder, as if it had ended long ago."""
    with session_on(office.engine) as session:
        job = Job(
            kind="counting",
            subject=subject,
            arguments={},
            digest="",
            place=place or place_of(office.settings.home),
            lane="long",
            language="zh",
            asked_by="office",
            asked_at=OLD,
            state=(JobState.DONE if ended else JobState.RUNNING).value,
            sentence="jobs.done",
            ended_at=OLD + timedelta(days=days) if ended else None,
        )
        session.add(job)
        session.flush()
        JobFolder.of(office.settings, job.number).path.mkdir(parents=True)
        JobFolder.of(office.settings, job.number).keep({"steps": 1})
        session.commit()
        return job.number


def tidied(office: Office) -> list[int]:
    with session_on(office.engine, reading=True) as session:
        return tidy(session, office.settings, place=place_of(office.settings.home), at=AT)


def kept(office: Office, *numbers: int) -> list[bool]:
    return [JobFolder.of(office.settings, number).path.is_dir() for number in numbers]


def test_folder_of_an_old_job_goes_once_a_newer_one_of_its_kind_ended_and_its_row_stays(office: Office) -> None:
    first, second, other = row(office, "a"), row(office, "a"), row(office, "b")
    assert tidied(office) == [first]
    assert kept(office, first, second, other) == [False, True, True]
    assert office.job(first).state == "done"
    assert tidied(office) == []


def test_folder_younger_than_the_rule_stays(small: Office) -> None:
    first = row(small, "a", days=2)
    row(small, "a")
    assert tidied(small) == []
    assert kept(small, first) == [True]


def test_beyond_their_number_the_oldest_go_however_young(small: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "MOST", 2)
    numbers = [row(small, "a", days=20) for _ in range(5)]
    assert tidied(small) == numbers[1::-1]
    assert kept(small, *numbers) == [False, False, True, True, True]


def test_folders_under_way_in_use_of_another_place_or_of_no_job_stay(small: Office) -> None:
    running, foreign = row(small, "r", ended=False), row(small, "f", place="elsewhere")
    used = row(small, "u")
    for subject in "rfu":
        row(small, subject)
    stranger = JobFolder.of(small.settings, 999)
    stranger.path.mkdir()
    lock = JobFolder.of(small.settings, used).hold()
    assert lock is not None
    assert tidied(small) == []
    let_go(lock)
    assert tidied(small) == [used]
    assert kept(small, running, foreign, used, 999) == [True, True, False, True]


def test_worker_tidies_when_it_begins(small: Office) -> None:
    first, _ = row(small, "a"), row(small, "a")
    worker = small.worker()
    worker.tidy()
    assert kept(small, first) == [False]
    again, _ = row(small, "a"), row(small, "a")
    worker.tidy()
    assert kept(small, again) == [True]
