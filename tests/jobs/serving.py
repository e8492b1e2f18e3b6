"""A worker in a process of its own, for tests that end it: ``serving.py HOME ADDRESS children|threads [words]``."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from expertpool.__main__ import main
from expertpool.commands.circumstances import now
from expertpool.db import prepared_engine
from expertpool.jobs import across
from expertpool.jobs import worker as working
from expertpool.jobs.runner import InChild, InThread
from expertpool.settings import Settings
from tests.jobs.counting import install

if __name__ == "__main__":
    install()
    working.POLL, working.SWEEP, across.SWEEP = 0.1, 0.5, 0.5
    if sys.argv[4:]:
        sys.exit(main(sys.argv[4:]))
    settings = Settings(home=Path(sys.argv[1]), database_url=sys.argv[2])
    runner = InThread() if sys.argv[3] == "threads" else InChild()
    working.Worker(prepared_engine(settings, kept=True), settings, now, runner=runner).start()
    print("serving", flush=True)
    threading.Event().wait()
