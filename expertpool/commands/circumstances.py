"""Who is at the keyboard, and what time it is: asked once, at the edge."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

from expertpool.actions.write_entry import UNNAMED
from expertpool.beijing import here


def now() -> datetime:
    """This moment by the clock here, whatever zone the machine is set to."""
    return here(clock())


def clock() -> datetime:
    """The machine's clock, in UTC: ``now`` looks it up by name at each call, so that a test can stop it for all."""
    return datetime.now(UTC)


def operator(named: str | None = None) -> str:
    """The person named with ``--by``, or the account that runs the program."""
    if named and named.strip():
        return named.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return UNNAMED
