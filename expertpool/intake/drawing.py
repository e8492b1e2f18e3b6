"""Pages of originals as pictures: the untrusted file is opened in a guarded process and never leaves it as a file."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from blind.redact.frames import BrokenPipe
from blind.redact.guarded import GuardedProcess, Message
from expertpool.errors import ExitCode, Refusal

_ROOT = str(Path(__file__).resolve().parents[2])
_CHILD = (
    f"import sys; sys.path.insert(0, {_ROOT!r}); from expertpool.intake.drawing_child import main; "
    "sys.dont_write_bytecode = True; from blind.guard import close_in; close_in(); main()"
)
_TO_START, _TO_DRAW = 120.0, 120.0
_JPEG = b"\xff\xd8\xff"


class Drawer(GuardedProcess):
    """One guarded process that draws pages, one at a time; it is started when needed and renewed after a failure."""

    def __init__(self) -> None:
        super().__init__({})
        self._turn = threading.Lock()

    def draw(
        self, name: str, data: bytes, page: int, *, like: tuple[int, int, bytes], environment: Mapping[str, str]
    ) -> bytes:
        """A page of a file as JPEG, upright like the packet's page: its width, height and small picture.

        Raises Refusal where it cannot be drawn.
        """
        width, height, small = like
        head = {"name": name, "page": page, "width": width, "height": height, "small": small.hex()}
        with self._turn:
            try:
                said, picture = self._asked(head, data, environment)
            except BrokenPipe:
                super().stop()
                raise Refusal("intake.not_drawn", exit_code=ExitCode.HELD_BACK, why="worker-died") from None
        if said.get("code") or not picture.startswith(_JPEG):
            why = str(said.get("code") or "no-picture")[:60]
            raise Refusal("intake.not_drawn", exit_code=ExitCode.HELD_BACK, why=why)
        return picture

    def _asked(self, head: Mapping[str, object], data: bytes, environment: Mapping[str, str]) -> Message:
        if not self._alive:
            self._environment = environment
            self._start(_CHILD, root=_ROOT)
            self._hear(_TO_START)
        self._say(head, data)
        return self._hear(_TO_DRAW)

    def stop(self) -> None:
        """End the process, if there is one."""
        with self._turn:
            super().stop()


DRAWER = Drawer()
"""The one of this server; its process ends with the server's."""
