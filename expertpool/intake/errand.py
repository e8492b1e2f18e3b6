"""Slow work beside the server: one command of this program in a process of its own, found again after a restart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from expertpool.errors import ExitCode, Refusal
from expertpool.packets.out_folder import OFFICE, OutFolder
from expertpool.settings import Settings, child_variables
from expertpool.whole_file import make_folders, write_whole

ASKED, TOLD, LOG, PROGRESS = "asked.json", "told.json", "log.txt", "progress.json"
_ROOT = str(Path(__file__).resolve().parents[2])
_RUN = f"import sys; sys.path.insert(0, {_ROOT!r}); from expertpool.__main__ import main; sys.exit(main(sys.argv[1:]))"
_RUNNING: dict[Path, subprocess.Popen[bytes]] = {}
_DOOR = threading.Lock()


class Stage(StrEnum):
    """How far an errand has come. ``STOPPED``: it was begun, and its process is gone without a word."""

    NONE = "none"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of an errand. ``said``: the command's answer; ``done`` of ``total`` files, 0 of 0 before any."""

    stage: Stage
    by: str = ""
    at: datetime | None = None
    done: int = 0
    total: int = 0
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """Why it was refused, in the words of the language it ran in."""
        error = self.said.get("error") or {}
        return " ".join(filter(None, (error.get("message"), error.get("hint") if _plain(error) else "")))


def _plain(error: Mapping[str, Any]) -> bool:
    """Whether the hint names no command of a shell."""
    hint = error.get("hint") or ""
    return "expertpool " not in hint and " --" not in hint


@dataclass(frozen=True)
class Errand:
    """One command for one batch; ``folder`` holds what was asked, what it said, and how far it is.

    ``writes``: the folder that the command keeps for itself while it works; it tells that one is at work which this
    server did not start.
    """

    folder: Path
    writes: Path | None = None

    def start(self, settings: Settings, arguments: Sequence[str], *, by: str, at: datetime) -> None:
        """Begin. Raises Refusal while any errand of this server is at work, or another program on the same folder."""
        with _DOOR:
            if any(process.poll() is None for process in _RUNNING.values()) or self._locked():
                raise Refusal("intake.busy", exit_code=ExitCode.HELD_BACK)
            make_folders(self.folder)
            for name in (TOLD, PROGRESS):
                (self.folder / name).unlink(missing_ok=True)
            asked = {"arguments": list(arguments), "by": by, "at": at.isoformat()}
            write_whole(self.folder / ASKED, json.dumps(asked, ensure_ascii=False).encode(), private=True)
            self._run(settings, arguments)

    def again(self, settings: Settings) -> None:
        """Begin again what was cut off; does nothing where nothing was."""
        with _DOOR:
            if self._stage() is Stage.STOPPED:
                self._run(settings, [str(one) for one in self._read(ASKED)["arguments"]])

    def _run(self, settings: Settings, arguments: Sequence[str]) -> None:
        (self.folder / TOLD).unlink(missing_ok=True)
        with _private(self.folder / TOLD) as out, _private(self.folder / LOG) as log:
            _RUNNING[self.folder] = subprocess.Popen(  # noqa: S603  # this interpreter with this program's own command
                [sys.executable, "-c", _RUN, *arguments, "--json", f"--home={settings.home}"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=log,
                env=child_variables(settings),
                cwd=self.folder,
                start_new_session=True,
            )

    def told(self) -> Told:
        """How it stands."""
        asked, stage = self._read(ASKED), self._stage()
        if stage is Stage.NONE:
            return Told(stage=stage)
        far = self._read(PROGRESS)
        return Told(
            stage=stage,
            by=str(asked.get("by", "")),
            at=datetime.fromisoformat(asked["at"]),
            done=int(far.get("done", 0)),
            total=int(far.get("total", 0)),
            said=self._read(TOLD) if stage in (Stage.DONE, Stage.REFUSED) else {},
        )

    def _stage(self) -> Stage:
        if not self._read(ASKED):
            return Stage.NONE
        process = _RUNNING.get(self.folder)
        if process is not None and process.poll() is None:
            return Stage.RUNNING
        said = self._read(TOLD)
        if said:
            return Stage.REFUSED if "error" in said else Stage.DONE
        return Stage.RUNNING if process is None and self._locked() else Stage.STOPPED

    def stop(self) -> None:
        """End the process where this server began it; what it has read already stays."""
        process = _RUNNING.get(self.folder)
        if process is not None and process.poll() is None:
            process.terminate()
            process.wait(30)

    def _locked(self) -> bool:
        if self.writes is None or not (self.writes / OFFICE).is_dir():
            return False
        try:
            with OutFolder(self.writes).alone():
                return False
        except Refusal:
            return True

    def _read(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
