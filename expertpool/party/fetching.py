"""One question to a server over HTTP: bounded in size and time, never led elsewhere, never past a proxy."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from expertpool import __version__
from expertpool.errors import Refusal, Where

SILENCE = 20
"""Seconds a server may stay silent."""

WHOLE = 180
"""Seconds one answer may take in all."""

PIECE = 1 << 16


@dataclass(frozen=True)
class Answer:
    """What a server answered: the status and the body, whole."""

    status: int
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    """Answers of the kind "look elsewhere" are answers: nobody is led to another host or page."""

    def redirect_request(self, *_given: Any) -> None:
        """Follow nothing."""
        return


_OPENER = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))


def ask(
    method: str, address: str, *, most: int, data: bytes | None = None, head: Mapping[str, str] | None = None
) -> Answer:
    """The server's answer, whatever its status; ``head``: headers beside the usual ones.

    Raises Refusal (exit code 2) where there is no answer, it breaks off, takes too long or is longer than ``most``.
    """
    head = {"User-Agent": f"expertpool/{__version__}", "Accept": "application/json", **(head or {})}
    if data is not None:
        head["Content-Type"] = "application/octet-stream"
    request = urllib.request.Request(address, data=data, method=method, headers=head)  # noqa: S310  # http(s) alone: ServedBoard
    try:
        try:
            with _OPENER.open(request, timeout=SILENCE) as answer:
                return Answer(answer.status, _whole(answer, most, address))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, _whole(error, most, address))
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise _unreachable(address, str(getattr(fault, "reason", "") or fault or type(fault).__name__)) from None


def _whole(answer: IO[bytes], most: int, address: str) -> bytes:
    ends = time.monotonic() + WHOLE
    pieces, size = [], 0
    while piece := answer.read(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise Refusal("hall.answer_too_long", where=Where(file=address), most=most)
        if time.monotonic() > ends:
            raise _unreachable(address, f"> {WHOLE} s")
    return b"".join(pieces)


def _unreachable(address: str, reason: str) -> Refusal:
    return Refusal("hall.unreachable", where=Where(file=address), address=address, reason=reason[:200])
