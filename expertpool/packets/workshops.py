"""Where dossiers are read, chosen here alone: guarded processes of this computer, or a dask scheduler's workers."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from blind.identity import Identity
from blind.redact import Decision, Level, Workshop
from blind.redact.sandbox import Order, died, order_for
from expertpool.errors import ExitCode, Refusal
from expertpool.packets.engine import engine
from expertpool.settings import Settings, system_variables

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 15
"""Seconds within which a scheduler has to answer, and to have a worker."""
SCHEMES = ("tcp", "tls")
_LOCAL = threading.local()
"""Of each thread of a worker elsewhere: its own guarded process, kept from file to file."""


class Shop(Protocol):
    """Takes files and gives packed results, some at a time."""

    @property
    def jobs(self) -> int:
        """How many files are read side by side at this moment."""

    def submit(
        self,
        data: bytes,
        *,
        name: str,
        identity: Identity,
        level: Level = Level.STANDARD,
        decisions: Sequence[Decision] = (),
    ) -> Future[bytes]:
        """Read a file when there is room; the future gives a packed ``Blinded``."""


@contextmanager
def shop(settings: Settings, *, jobs: int, scheduler: str | None = None) -> Iterator[Shop]:
    """``jobs`` processes of this computer; or, with an address, whatever workers that scheduler has meanwhile.

    Raises Refusal for an address where no scheduler answers, or one without a worker.
    """
    address = scheduler or settings.scheduler
    if address is None:
        with Workshop(jobs=jobs, environment=system_variables()) as workshop:
            yield workshop
        return
    with _client(address, settings) as client:
        yield FarShop(client)


def in_clear(address: str) -> bool:
    """Whether dossiers would go over a network unencrypted to that scheduler."""
    parts = urlsplit(address)
    return parts.scheme == "tcp" and parts.hostname not in ("localhost", "127.0.0.1", "::1")


class FarShop:
    """The workers of a dask scheduler: those that join later are used, what a vanished one had is given to another."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._executor: Executor = client.get_executor(pure=False)

    @property
    def jobs(self) -> int:
        """Threads of all workers there are now."""
        return max(1, sum(int(one) for one in self._client.nthreads().values()))

    def submit(
        self,
        data: bytes,
        *,
        name: str,
        identity: Identity,
        level: Level = Level.STANDARD,
        decisions: Sequence[Decision] = (),
    ) -> Future[bytes]:
        """Send it to the scheduler. A file that ends several workers is held; it ends no run."""
        order = order_for(name=name, identity=identity, level=level, decisions=decisions)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # a dossier may be larger than dask finds usual
            sent = self._executor.submit(blind_far, data, order, engine())
        found: Future[bytes] = Future()
        found.set_running_or_notify_cancel()
        sent.add_done_callback(lambda one: _settle(found, one, data, name))
        return found


def blind_far(data: bytes, order: Order, wanted: str) -> tuple[str, bytes]:
    """On a worker: read one file in a guarded process. The worker's engine, and nothing else where it is another."""
    if engine() != wanted:
        return engine(), b""
    workshop: Workshop | None = getattr(_LOCAL, "workshop", None)
    if workshop is None:
        workshop = _LOCAL.workshop = Workshop(jobs=1, environment=system_variables())
    return wanted, workshop.submit_order(order, data).result()


def _settle(found: Future[bytes], sent: Future[tuple[str, bytes]], data: bytes, name: str) -> None:
    from distributed import KilledWorker  # noqa: PLC0415  # an extra, needed with a scheduler alone

    try:
        theirs, packed = sent.result()
    except KilledWorker:
        found.set_result(died(name, data))
    except (CancelledError, OSError):
        found.set_exception(Refusal("packets.scheduler_lost", exit_code=ExitCode.HELD_BACK))
    except BaseException as fault:  # whatever it was belongs to whoever waits for the future
        found.set_exception(fault)
    else:
        if theirs == engine():
            found.set_result(packed)
        else:
            found.set_exception(Refusal("packets.other_engine"))


@contextmanager
def _client(address: str, settings: Settings) -> Iterator[Client]:
    if find_spec("distributed") is None:
        raise Refusal("packets.no_dask")
    if urlsplit(address).scheme not in SCHEMES:
        raise Refusal("packets.scheduler_address", address=address[:80])
    from distributed import Client  # noqa: PLC0415  # an extra, needed with a scheduler alone

    for noisy in ("distributed", "tornado"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=PATIENCE, security=_security(settings), set_as_default=False)
    except (OSError, ValueError):
        raise Refusal("packets.scheduler_gone", address=address[:80]) from None
    try:
        _require_workers(client, address)
        yield client
    finally:
        client.close(timeout=PATIENCE)


def _require_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise Refusal("packets.no_workers", address=address[:80]) from None


def _security(settings: Settings) -> Any:
    """Certificates for ``tls://``, where a folder with them is set."""
    from distributed.security import Security  # noqa: PLC0415  # an extra, needed with a scheduler alone

    folder = settings.scheduler_tls
    if folder is None:
        return None
    given = {"tls_client_cert": str(folder / "cert.pem"), "tls_client_key": str(folder / "key.pem")}
    return Security(tls_ca_file=str(folder / "ca.pem"), require_encryption=True, **given)
