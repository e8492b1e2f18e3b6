"""What the processes of one server hold in common, in the first one's memory: counts, and keys unlocked for minutes.

The others ask over a socket in a folder that only this user may enter, and prove with a secret that the first gave them
as it began them. Nothing of it reaches a disk.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.managers import BaseManager
from typing import Any

from api.counts import Gathered
from web.unlocked import Unlocked


@dataclass(frozen=True)
class FirstProcess:
    """``unlocked`` and ``gathered`` may stand for those of the first process: what is asked of them is asked there."""

    unlocked: Unlocked
    gathered: Gathered


class _Asked(BaseManager):
    """The first process, as the others ask it."""

    unlocked: Any
    gathered: Any


@contextmanager
def held(*, by_several: bool) -> Iterator[tuple[FirstProcess, str]]:
    """In the first process: what is held, and the address at which the others ask for it, until the context ends.

    ``by_several`` false: there are no others, and no address.
    """
    common = FirstProcess(Unlocked(), Gathered())
    if not by_several:
        yield common, ""
        return

    class Holding(BaseManager):
        """These two and no others."""

    Holding.register("unlocked", callable=lambda: common.unlocked, exposed=("keep", "passphrase", "until", "lock"))
    Holding.register("gathered", callable=lambda: common.gathered, exposed=("tell", "all"))
    server = Holding().get_server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield common, str(server.address)


def asked_at(address: str) -> FirstProcess:
    """In any other process that the first one began."""
    asked = _Asked(address=address)
    asked.connect()
    return FirstProcess(asked.unlocked(), asked.gathered())


_Asked.register("unlocked", exposed=("keep", "passphrase", "until", "lock"))
_Asked.register("gathered", exposed=("tell", "all"))
