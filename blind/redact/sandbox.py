"""Workers in guarded processes: untrusted files go in, packed results come out, and whatever happens is contained."""

from __future__ import annotations

import contextlib
import hashlib
import queue
import signal
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from blind.identity import Identity
from blind.redact.frames import BrokenPipe
from blind.redact.guarded import GuardedProcess, Message, TooSlow
from blind.redact.hit import Level
from blind.redact.opening.limits import LIMITS
from blind.redact.outcome import Blinded, Decision
from blind.redact.page import Doubt
from blind.redact.wire import BadWire, decision_out, pack, unpack

Order = Mapping[str, object]
"""What a worker is told about a file beside its bytes."""

_ROOT = str(Path(__file__).resolve().parents[2])
_CHILD = (
    f"import sys; sys.path.insert(0, {_ROOT!r}); from blind.redact.child import main; sys.dont_write_bytecode = True; "
    "from blind.guard import close_in; main(close_in())"
)
"""The project's own modules are imported before the walls stand, so that they are compiled once and not by each."""
_FILES_A_WORKER = 400
_MESSAGES = 9
"""Of a worker about each of the most pages that a file may have."""
_TO_END = 10
"""Seconds for a process whose pipe has closed to be gone."""


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for a worker: to start, for its next word about a file, and longer by so much a page so far.

    The last wait, for the second look at all pages, is the longest; how much a worker may compute in all is limited
    inside it (processor time).
    """

    start: float = 300
    file: float = 300
    page: float = 90


class _Gone(Exception):
    """The worker did not answer as it should; ``code`` is ``worker-died``, ``too-slow`` or ``page-too-slow``.

    ``page``: the page that it was drawing when it came to the end of its time or memory, else 0.
    """

    def __init__(self, code: str, page: int = 0) -> None:
        super().__init__(code)
        self.code, self.page = code, page


class Worker(GuardedProcess):
    """One guarded process that serves many files; it is started when first needed and renewed after a failure."""

    def __init__(self, patience: Patience, environment: Mapping[str, str]) -> None:
        super().__init__(environment)
        self._patience = patience
        self._served = 0
        self.walls: tuple[str, ...] = ()

    def serve(self, head: Order, data: bytes) -> bytes:
        """The worker's answer to a request. Raises _Gone; the process is then dead and the next call starts another."""
        try:
            self._ready()
            self._hand_over(head, data)
            answer = self._answer()
        except _Gone:
            self.stop()
            raise
        self._served += 1
        if self._served >= _FILES_A_WORKER:
            self.stop()
        return answer

    def _ready(self) -> None:
        if self._alive:
            return
        self.stop()
        self._start(_CHILD, root=_ROOT)
        head, _ = self._next(self._patience.start)
        walls = head.get("walls")
        self.walls = tuple(str(wall) for wall in walls) if isinstance(walls, list) else ()

    def _answer(self) -> bytes:
        pages = drawing = 0
        for _ in range(_MESSAGES * LIMITS.pages):
            try:
                head, body = self._next(self._patience.file + self._patience.page * pages)
            except _Gone as gone:
                slow = gone.code == "worker-died" and drawing and self._out_of_time()
                raise _Gone("page-too-slow" if slow else gone.code, drawing) from None
            if head.get("done") is True:
                return body
            drawing = head.get("drawing", 0)
            pages += "page" in head
            if not {"page", "drawing"} & head.keys() or type(drawing) is not int or drawing < 0:
                break
        raise _Gone("worker-died")

    def _out_of_time(self) -> bool:
        """Whether the system ended the process because its processor time was over."""
        limit = getattr(signal, "SIGXCPU", None)
        if self._process is None or limit is None:
            return False
        with contextlib.suppress(subprocess.TimeoutExpired):
            return bool(self._process.wait(_TO_END) == -limit)
        return False

    def _hand_over(self, head: Order, data: bytes) -> None:
        try:
            self._say(head, data)
        except BrokenPipe:
            raise _Gone("worker-died") from None

    def _next(self, seconds: float) -> Message:
        try:
            return self._hear(seconds)
        except BrokenPipe as fault:
            raise _Gone("too-slow" if isinstance(fault, TooSlow) else "worker-died") from fault

    def stop(self) -> None:
        """End the process, if there is one."""
        self._served = 0
        super().stop()


class Workshop:
    """``jobs`` workers side by side. A context manager: leaving it ends all workers.

    Results are packed (``blind.redact.wire``); a worker that dies or takes too long gives a result that is held, never
    an exception, and the others go on. ``environment``: variables the workers get, none by default (Windows needs
    SYSTEMROOT).
    """

    def __init__(
        self, jobs: int = 1, *, environment: Mapping[str, str] | None = None, patience: Patience | None = None
    ) -> None:
        if jobs < 1:
            raise ValueError(f"jobs has to be at least 1, not {jobs}")
        self.jobs = jobs
        self._patience = patience or Patience()
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._workers = [Worker(self._patience, environment or {}) for _ in range(jobs)]
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="blinding")

    def __enter__(self) -> Workshop:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers; files not yet begun are not begun any more, files in work are given up."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown(wait=True)
        for worker in self._workers:
            worker.stop()

    @property
    def walls(self) -> tuple[str, ...]:
        """The guards that stood around the workers started so far (see ``blind.guard``)."""
        known = [set(worker.walls) for worker in self._workers if worker.walls]
        return tuple(sorted(set.intersection(*known))) if known else ()

    def submit(
        self,
        data: bytes,
        *,
        name: str,
        identity: Identity,
        level: Level = Level.STANDARD,
        decisions: Sequence[Decision] = (),
    ) -> Future[bytes]:
        """Blind a file when a worker is free; the future gives a packed ``Blinded``."""
        return self.submit_order(order_for(name=name, identity=identity, level=level, decisions=decisions), data)

    def submit_order(self, order: Order, data: bytes) -> Future[bytes]:
        """The same for an order that was made before, here or elsewhere."""
        return self._threads.submit(self._serve, order, data, str(order["name"]))

    def _serve(self, head: Order, data: bytes, name: str) -> bytes:
        digest = hashlib.sha256(data).hexdigest()
        if len(data) > LIMITS.file_bytes:
            return _held(name, digest, "too-large", bytes=len(data), limit=LIMITS.file_bytes)
        worker = self._idle.get()
        try:
            packed = worker.serve(head, data)
            answer = unpack(packed)
            if (answer.name, answer.digest) != (name, digest):
                raise BadWire("digest")
        except _Gone as gone:
            return _held(name, digest, gone.code, page=gone.page)
        except BadWire:
            worker.stop()
            return _held(name, digest, "worker-died")
        finally:
            self._idle.put(worker)
        return packed


def order_for(*, name: str, identity: Identity, level: Level, decisions: Sequence[Decision]) -> Order:
    """What a worker is told about a file, as plain values."""
    return {
        "name": name,
        "identity": asdict(identity),
        "level": level.value,
        "decisions": [decision_out(decision) for decision in decisions],
    }


def died(name: str, data: bytes) -> bytes:
    """The packed result of a file that ended whatever read it, for those who have it read elsewhere."""
    return _held(name, hashlib.sha256(data).hexdigest(), "worker-died")


def _held(name: str, digest: str, code: str, *, page: int = 0, **facts: int) -> bytes:
    doubt = Doubt(code=code, page=page, facts={"file": name, **facts})
    return pack(Blinded(name=name, digest=digest, held=(doubt,)))
