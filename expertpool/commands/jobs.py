"""``expertpool jobs``: background work as its rows tell it, and the way to cancel some."""

from __future__ import annotations

from typing import Any

import click

from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.db import open_session
from expertpool.jobs.cancelling import cancel
from expertpool.jobs.folder import JobFolder
from expertpool.models import Job
from expertpool.queries.jobs import job_by_number, jobs_of_late, jobs_under_way
from expertpool.words import has

MOST = 100

jobs = WordedGroup("jobs", help="jobs.help", no_args_is_help=True)
number_argument = click.argument("number", type=click.IntRange(min=1, max=2**53))


@jobs.command("list", help="jobs.help.list")
@click.option("--all", "every", is_flag=True, help="jobs.help.all")
def listed(*, every: bool) -> int:
    """What waits and runs; with ``--all`` also what has ended."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        found = jobs_of_late(session, most=MOST) if every else jobs_under_way(session)
    heads = [console.say(f"jobs.{head}") for head in ("number", "work", "state", "far", "asked")]
    rows = [
        [
            str(one.number),
            _kind(console, one),
            _state(console, one),
            _far(one),
            f"{one.asked_by} {one.asked_at:%F %H:%M}",
        ]
        for one in found
    ]
    if rows:
        console.table(title=console.say("jobs.title"), heads=heads, rows=rows)
    else:
        console.line(console.say("jobs.nothing"))
    return console.finish({"ok": True, "jobs": [_plain(one) for one in found]})


@jobs.command("show", help="jobs.help.show")
@number_argument
def show(*, number: int) -> int:
    """One job, and what it came to."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        job = job_by_number(session, number)
    said = JobFolder.of(console.settings, number).told()
    console.line(f"{_kind(console, job)}　{_state(console, job)}　{_far(job)}")
    console.line(console.say(job.sentence))
    refused = (said.get("error") or {}).get("message")
    if refused:
        console.line(str(refused))
    return console.finish({"ok": True, **_plain(job), "came_to": said})


@jobs.command("cancel", help="jobs.help.cancel")
@number_argument
@click.option("--by", help="jobs.help.by")
def stop(*, number: int, by: str | None) -> int:
    """Cancel one; its worker, wherever it is, stops it."""
    console = current()
    with open_session(console.settings) as session:
        job = cancel(session, number, by=operator(by), at=now())
        session.commit()
    says = console.say(job.sentence if not job.under_way else "jobs.cancelling")
    console.line(console.say("jobs.cancel_asked", number=number, state=_state(console, job), says=says))
    return console.finish({"ok": True, **_plain(job)})


def _kind(console: Console, job: Job) -> str:
    key = f"jobs.kind.{job.kind}"
    return console.say(key) if has(key) else job.kind


def _state(console: Console, job: Job) -> str:
    return console.say(f"jobs.state.{job.state}")


def _far(job: Job) -> str:
    return f"{job.step}/{job.total}" if job.total else "—"


def _plain(job: Job) -> dict[str, Any]:
    return {
        "number": job.number,
        "kind": job.kind,
        "subject": job.subject,
        "state": job.state,
        "step": job.step,
        "total": job.total,
        "says": job.sentence,
        "attempt": job.attempt,
        "asked_by": job.asked_by,
        "asked_at": job.asked_at.isoformat(),
        "started_at": job.started_at.isoformat() if job.started_at else None,
        "heard_at": job.heard_at.isoformat() if job.heard_at else None,
        "ended_at": job.ended_at.isoformat() if job.ended_at else None,
        "worker": job.worker,
        "cancelled_by": job.cancel_by,
    }
