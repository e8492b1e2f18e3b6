"""Messages through a pipe: a length, plain JSON, a length, bytes; nothing else is understood."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

_HEAD = struct.Struct(">IQ")
_JSON_BYTES = 64 << 20
_BODY_BYTES = 2 << 30


class BrokenPipe(Exception):
    """The other side is gone or speaks another language."""


def send(out: BinaryIO, head: Mapping[str, object], body: bytes = b"") -> None:
    """Write one message. Raises BrokenPipe where the other side is gone."""
    said = json.dumps(head, ensure_ascii=True).encode()
    try:
        out.write(_HEAD.pack(len(said), len(body)))
        out.write(said)
        out.write(body)
        out.flush()
    except (OSError, ValueError) as fault:
        raise BrokenPipe("writing") from fault


def receive(source: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Read one message. Raises BrokenPipe at the end, or where what comes is no message."""
    length, size = _HEAD.unpack(_exactly(source, _HEAD.size))
    if length > _JSON_BYTES or size > _BODY_BYTES:
        raise BrokenPipe("length")
    try:
        head = json.loads(_exactly(source, length))
    except (ValueError, RecursionError) as fault:
        raise BrokenPipe("header") from fault
    if not isinstance(head, dict):
        raise BrokenPipe("header")
    return head, _exactly(source, size)


def _exactly(source: BinaryIO, count: int) -> bytes:
    parts: list[bytes] = []
    while count:
        try:
            part = source.read(min(count, 1 << 20))
        except (OSError, ValueError) as fault:
            raise BrokenPipe("reading") from fault
        if not part:
            raise BrokenPipe("end")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
