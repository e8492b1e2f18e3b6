"""The server's log: JSON lines that say what was asked and how it ended, never by whom, about whom or with what."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The number of the request under way, so that everything logged on its way can be found together."""

REQUESTS = logging.getLogger("expertpool.requests")
FACTS = "facts"
"""Under what name a log record carries the values that stand in its line."""

MOST, KEPT = 16 << 20, 5
"""Bytes of one file, and how many older ones are kept."""

OWN = "expertpool"


class JsonLines(logging.Formatter):
    """A record as one line of JSON.

    The texts of exceptions are left out, since they may hold what somebody typed: their kind and place stay. So are
    the arguments of other people's messages.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "from": record.name}
        if number := REQUEST.get():
            told["request"] = number
        told["message"] = str(record.msg).partition("\n")[0]
        told |= getattr(record, FACTS, {})
        if record.exc_info and record.exc_info[1] is not None:
            told["raised"] = _raised(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


def _raised(error: BaseException) -> dict[str, Any]:
    """What kind of error, and through which lines of which files it came."""
    places = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
    return {"kind": type(error).__qualname__, "places": places}


@contextmanager
def logging_to(path: Path | None) -> Iterator[None]:
    """Everything this process logs goes to that file as long as this lasts; None: to standard error."""
    if path is not None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler: logging.Handler = (
        logging.StreamHandler()
        if path is None
        else RotatingFileHandler(path, maxBytes=MOST, backupCount=KEPT, encoding="utf-8", delay=True)
    )
    handler.setFormatter(JsonLines())
    root, own = logging.getLogger(), logging.getLogger(OWN)
    before, level = root.handlers[:], own.level
    root.handlers = [handler]
    own.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.handlers = before
        own.setLevel(level)
        handler.close()
