"""Jobs about a batch in tests of its pages: how they stand, and rows as if one had run."""

from __future__ import annotations

from collections.abc import Callable

from expertpool.intake.batch import Batch
from expertpool.intake.blinding import start_blinding
from expertpool.intake.errand import Asking, Told, subject_of, told_of
from expertpool.jobs.folder import JobFolder, place_of
from expertpool.jobs.kinds import Lane
from expertpool.models import Job, JobState
from expertpool.words import Language
from tests.conftest import AT
from tests.web.town import Town


def told(town: Town, batch: Batch, kind: str = "blinding") -> Told:
    with town.wiring.reading() as session:
        return told_of(session, batch, kind)


def ended(town: Town, batch: Batch, kind: str = "blinding") -> Callable[[], bool]:
    """Whether the newest job of that kind is over."""
    return lambda: not told(town, batch, kind).stage.under_way


def blind(town: Town, batch: Batch) -> None:
    with town.wiring.writing() as session:
        start_blinding(Asking(session=session, language=Language.ZH, by="王", at=AT), batch)


def said(town: Town, batch: Batch, kind: str, content: dict[str, object]) -> None:
    """As if a job of that kind had been asked for and had said this."""
    with town.wiring.writing() as session:
        job = Job(
            kind=kind,
            subject=subject_of(batch),
            arguments={"batch": batch.id},
            digest="",
            place=place_of(town.settings.home),
            lane=Lane.LONG.value,
            language="zh",
            asked_by="office",
            asked_at=AT,
            state=(JobState.FAILED if "error" in content else JobState.DONE).value,
            sentence="jobs.done",
        )
        session.add(job)
        session.flush()
        folder = JobFolder.of(town.settings, job.number)
        folder.path.mkdir(parents=True, exist_ok=True)
        job.result = folder.keep(content)
