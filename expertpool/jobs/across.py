"""Workers on other machines: procrastinate on PostgreSQL carries the news of a job; the row stays what counts."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlmodel import Session

from expertpool.jobs import claiming
from expertpool.jobs.kinds import Lane
from expertpool.models import Job

if TYPE_CHECKING:
    import procrastinate

    from expertpool.jobs.worker import Worker

LOGGER = logging.getLogger("expertpool.jobs")
SCHEMA, TASK = "procrastinate", "expertpool.job"
_SETTING_UP = 0x6578706A6F6273
"""Number of the advisory lock under which its tables are made."""
STALLED = 60
"""Seconds after which news that a vanished worker took along is cleared away."""
LANES = (Lane.LONG, Lane.SHORT)
SWEEP = 15.0


def usable(engine: sa.Engine) -> bool:
    """Whether this database and this installation have what it takes."""
    return engine.dialect.name == "postgresql" and find_spec("procrastinate") is not None


def announce(session: Session, job: Job) -> None:
    """Send the news of a job that waits, in its own transaction: both are there, or neither.

    Does nothing on other databases, or where no worker of another machine ever began: then the row alone tells.
    """
    if not usable(session.get_bind()) or not _set_up(session):  # type: ignore[arg-type]  # sessions here have engines
        return
    if job.lane == Lane.OWN:
        return
    import procrastinate  # noqa: PLC0415  # an extra, needed on PostgreSQL alone

    connection = session.connection().connection.dbapi_connection
    try:
        with session.begin_nested():
            session.execute(sa.text(f"SET LOCAL search_path TO {SCHEMA}"))
            app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())
            _news(app, job.number, Lane(job.lane), place=job.place, connection=connection).defer(job=job.number)
            session.execute(sa.text("SET LOCAL search_path TO DEFAULT"))
    except procrastinate.exceptions.AlreadyEnqueued:
        LOGGER.debug("job %d was announced before", job.number)


def _set_up(session: Session) -> bool:
    found = session.execute(sa.text("SELECT to_regclass(:name)"), {"name": f"{SCHEMA}.procrastinate_jobs"}).scalar()
    return found is not None


def _queue(place: str, lane: Lane) -> str:
    return f"{place}-{lane.value}"


def _news(app: procrastinate.App, number: int, lane: Lane, *, place: str, connection: Any = None) -> Any:
    given = {} if connection is None else {"connection": connection}
    return app.configure_task(
        TASK, allow_unknown=True, queue=_queue(place, lane), queueing_lock=f"job-{number}", **given
    )


def work_across(worker: Worker, *, once: bool, stop: threading.Event) -> None:
    """Do the jobs that news comes of, and what waits without any, until ``stop``; ``once``: what waits now."""
    asyncio.run(_work(worker, once=once, stop=stop))


async def _work(worker: Worker, *, once: bool, stop: threading.Event) -> None:
    import procrastinate  # noqa: PLC0415  # an extra, needed on PostgreSQL alone

    await asyncio.to_thread(prepare, worker.engine)
    address = worker.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connector = procrastinate.PsycopgConnector(conninfo=address, kwargs={"options": f"-c search_path={SCHEMA}"})
    app = procrastinate.App(connector=connector)

    @app.task(name=TASK)
    def do(job: int) -> None:
        worker.run_one(job)

    async with app.open_async():
        await _sweep(app, worker)
        serving = [_serving(app, worker.place, lane, once=once) for lane in LANES]
        if once:
            await asyncio.gather(*serving)
            return
        tasks = [asyncio.create_task(one) for one in (*serving, _sweep_on(app, worker))]
        await asyncio.to_thread(stop.wait)
        await asyncio.to_thread(worker.stop)
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _serving(app: procrastinate.App, place: str, lane: Lane, *, once: bool) -> None:
    await app.run_worker_async(
        queues=[_queue(place, lane)],
        name=lane.value,
        concurrency=1,
        wait=not once,
        install_signal_handlers=False,
        delete_jobs="always",
    )


async def _sweep_on(app: procrastinate.App, worker: Worker) -> None:
    while True:
        await asyncio.sleep(SWEEP)
        try:
            await _sweep(app, worker)
        except Exception:
            LOGGER.exception("the worker stumbled")


async def _sweep(app: procrastinate.App, worker: Worker) -> None:
    """Take back what was left behind, send news of what waits without any, clear away news of vanished workers."""
    import procrastinate  # noqa: PLC0415  # an extra, needed on PostgreSQL alone

    for old in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        await app.job_manager.finish_job(old, status=procrastinate.jobs.Status.FAILED, delete_job=True)
    await asyncio.to_thread(worker.sweep)
    for lane in LANES:
        for number in await asyncio.to_thread(_waiting, worker, lane):
            try:
                await _news(app, number, lane, place=worker.place).defer_async(job=number)
            except procrastinate.exceptions.AlreadyEnqueued:
                continue


def _waiting(worker: Worker, lane: Lane) -> Sequence[int]:
    with worker.reading() as session:
        return claiming.waiting_in(session, lane, place=worker.place)


def prepare(engine: sa.Engine) -> None:
    """Its own tables, in a schema of their own, made once whoever comes first."""
    from procrastinate.schema import SchemaManager  # noqa: PLC0415  # an extra, needed on PostgreSQL alone

    with engine.connect() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_SETTING_UP})")
        if (
            connection.execute(sa.text("SELECT to_regclass(:n)"), {"n": f"{SCHEMA}.procrastinate_jobs"}).scalar()
            is None
        ):
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            connection.exec_driver_sql(f"SET LOCAL search_path TO {SCHEMA}")
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.cursor().execute(SchemaManager.get_schema())
        connection.commit()
