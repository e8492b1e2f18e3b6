"""``expertpool worker``: does background work beside the server, on this machine or on others."""

from __future__ import annotations

import logging
import signal
import sys
import threading

import click

from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import plain_refusals, prepared_engine
from expertpool.jobs.across import LANES, usable, work_across
from expertpool.jobs.worker import Worker
from web.works import know_works

LOGGER = logging.getLogger("expertpool.jobs")


@click.command("worker", cls=WordedCommand, help="jobs.worker.help")
@click.option("--once", is_flag=True, help="jobs.worker.help.once")
def worker(*, once: bool) -> int:
    """Take jobs out of the database until told to stop."""
    console, stop = current(), threading.Event()
    know_works()
    with plain_refusals(console.settings):
        engine = prepared_engine(console.settings, kept=True)
        made = Worker(engine, console.settings, now, lanes=LANES)
        across = usable(engine)
        _log_to_screen()
        _stop_by_signal(stop)
        console.note(console.say("jobs.worker.started", name=made.name, home=str(console.settings.home)))
        _tell_how(console, across=across, shared=engine.dialect.name != "sqlite")
        try:
            if across:
                work_across(made, once=once, stop=stop)
            elif once:
                made.drain()
            else:
                made.start()
                stop.wait()
                console.note(console.say("jobs.worker.stopping"))
                made.stop()
        finally:
            engine.dispose()
    console.line(console.say("jobs.worker.stopped", count=made.count))
    return console.finish({"ok": True, "jobs": made.count})


def _tell_how(console: Console, *, across: bool, shared: bool) -> None:
    if shared and not across:
        console.note(console.say("jobs.worker.extra"))
    console.note(console.say("jobs.worker.by_procrastinate" if across else "jobs.worker.by_table"))


def _log_to_screen() -> None:
    """One line a step on standard error: numbers and kinds of jobs, and nobody's name."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)


def _stop_by_signal(stop: threading.Event) -> None:
    if threading.current_thread() is threading.main_thread():
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda _number, _frame: stop.set())
