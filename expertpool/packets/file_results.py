"""One file's result: read once, kept by content, found again after a kill or a second run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import asdict, dataclass
from pathlib import Path

from blind.redact import Blinded, Decision, Level
from blind.redact.wire import BadWire, unpack
from expertpool.errors import Refusal, Where
from expertpool.packets.decisions import Decided
from expertpool.packets.dossiers import Dossier, DossierFile
from expertpool.packets.engine import engine
from expertpool.packets.out_folder import OutFolder
from expertpool.packets.workshops import Shop

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class FileResult:
    """What one file gave: its place in the dossier, its digest, and where the whole result is kept."""

    file: DossierFile
    digest: str
    kept: Path
    decisions: tuple[Decision, ...] = ()

    @property
    def name(self) -> str:
        """Where the result is below the cache."""
        return f"{self.kept.parent.name}/{self.kept.name}"

    def read(self) -> Blinded:
        """The result, from the disk. Raises Refusal where what was kept is damaged."""
        return read_kept(self.kept)


@dataclass(frozen=True)
class _Task:
    dossier: Dossier
    file: DossierFile
    digest: str
    decisions: tuple[Decision, ...]
    kept: Path


class FileResults:
    """Reads files in a workshop at one level and keeps every result in ``out``'s cache."""

    def __init__(self, out: OutFolder, workshop: Shop, level: Level) -> None:
        self._out = out
        self._workshop = workshop
        self._level = level

    def of(
        self, dossiers: Sequence[Dossier], decided: Callable[[str], Iterable[Decided]], progress: Progress
    ) -> dict[str, tuple[FileResult, ...]]:
        """The results of every file by application key: first as they are, then again where a decision bears on them.

        ``decided`` gives the decisions about a key. A file read before, by this run or one that was killed, is not
        read again. Raises Refusal where a file changes or vanishes meanwhile, OSError where the cache is not writable.
        """
        first = {
            dossier.identity.key: [self._task(dossier, file, ()) for file in dossier.files] for dossier in dossiers
        }
        self._work([task for tasks in first.values() for task in tasks], progress)
        again = {
            key: [self._with_decisions(task, tuple(decided(key))) for task in tasks] for key, tasks in first.items()
        }
        self._work([task for tasks in again.values() for task in tasks if task.decisions], progress)
        return {
            key: tuple(FileResult(task.file, task.digest, task.kept, task.decisions) for task in tasks)
            for key, tasks in again.items()
        }

    def _task(self, dossier: Dossier, file: DossierFile, decisions: tuple[Decision, ...]) -> _Task:
        digest = hashlib.sha256(_content(file)).hexdigest()
        return _Task(dossier, file, digest, decisions, self._place(dossier, file, digest, decisions))

    def _place(self, dossier: Dossier, file: DossierFile, digest: str, decisions: tuple[Decision, ...]) -> Path:
        facts = {
            "engine": engine(),
            "file": digest,
            "suffix": file.path.suffix.lower(),
            "identity": asdict(dossier.identity),
            "level": self._level,
            "decisions": [asdict(decision) for decision in decisions],
        }
        name = hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        return self._out.cache / name[:2] / f"{name}.blinded"

    def _with_decisions(self, task: _Task, decided: tuple[Decided, ...]) -> _Task:
        """The same file with those decisions that bear on it; decisions about other files leave it as it is."""
        known = read_kept(task.kept)
        found = {finding.id for finding in known.findings}
        about = found | {question.id for question in known.questions}
        about |= {f"doubt:{doubt.code}:{doubt.page}" for doubt in known.held}
        bearing = tuple(
            decision
            for one in decided
            if (one.decision.about in about and one.file in ("", task.digest))
            or (not one.decision.about and one.file == task.digest)
            for decision in one.bearing(found)
        )
        return self._task(task.dossier, task.file, bearing) if bearing else task

    def _work(self, tasks: Sequence[_Task], progress: Progress) -> None:
        """Give the workers what is missing, never holding more than a few files at a time."""
        missing = {task.kept: task for task in tasks if not task.kept.exists()}
        waiting, running = list(missing.values())[::-1], dict[Future[bytes], _Task]()
        total = len(waiting)
        while waiting or running:
            while waiting and len(running) < 2 * self._workshop.jobs:
                task = waiting.pop()
                running[self._submitted(task)] = task
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                self._out.put(running.pop(future).kept, future.result())
            progress(total - len(waiting) - len(running), total)

    def _submitted(self, task: _Task) -> Future[bytes]:
        data = _content(task.file)
        if hashlib.sha256(data).hexdigest() != task.digest:
            raise Refusal("packets.file_changed", where=Where(file=task.file.shown), key=task.dossier.identity.key)
        return self._workshop.submit(
            data,
            name=task.file.path.name,
            identity=task.dossier.identity,
            level=self._level,
            decisions=task.decisions,
        )


def _content(file: DossierFile) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as fault:
        raise Refusal("packets.file_lost", where=Where(file=str(file.path)), reason=fault.strerror or "") from fault


def read_kept(path: Path) -> Blinded:
    """A result as it was kept. Raises Refusal where it is damaged; the next run reads that file anew."""
    try:
        return unpack(path.read_bytes())
    except BadWire as damaged:
        path.unlink(missing_ok=True)
        raise Refusal("packets.cache_damaged", where=Where(file=str(path))) from damaged
