"""For whoever keeps the server running: is it alive, is it ready, and its measures; nobody's name in any of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool

from api.counts import head, line, text_of
from api.near import Near
from api.permissions import Public
from api.readiness import Readiness, readiness
from api.refusals import BUSY
from api.wiring import TheWiring
from expertpool.errors import Refusal

router = APIRouter(include_in_schema=False)

PROMETHEUS = "text/plain; version=0.0.4"


@router.get("/health/live")
async def live(_actor: Public) -> Response:
    """The process answers."""
    return JSONResponse({"alive": True})


@router.get("/health/ready")
async def ready(_actor: Public, wiring: TheWiring, near: Near) -> Response:
    """Whether work may be sent here; what is wanting, only the operator learns."""
    found = await run_in_threadpool(readiness, wiring)
    told: dict[str, object] = {"ready": found.ready}
    if near:
        told["checks"] = {name.value: good for name, good in found.looks.items()}
    return JSONResponse(told, 200 if found.ready else BUSY)


@router.get("/metrics")
async def metrics(_actor: Public, wiring: TheWiring, near: Near) -> Response:
    """What this process answered and how the server stands; for others than the operator there is no such page."""
    if not near:
        raise Refusal("api.no_page")
    found = await run_in_threadpool(readiness, wiring)
    lines = [*wiring.counts.lines(), *_standing(found), *_process()]
    return PlainTextResponse(text_of(lines), media_type=PROMETHEUS)


def _standing(found: Readiness) -> Iterator[str]:
    yield from head("expertpool_check", "gauge", "1 where a look of /health/ready went well.")
    for name, good in found.looks.items():
        yield line("expertpool_check", int(good), (("name", name.value),))
    yield from head("expertpool_disk_free_bytes", "gauge", "Bytes free where the data lies.")
    yield line("expertpool_disk_free_bytes", found.free)
    if found.entries is not None:
        yield from head("expertpool_ledger_entries", "gauge", "Entries of the ledger.")
        yield line("expertpool_ledger_entries", found.entries)


def _process() -> Iterator[str]:
    yield from head("process_cpu_seconds_total", "counter", "Processor seconds of this process.")
    yield line("process_cpu_seconds_total", round(time.process_time(), 3))
    yield from head("expertpool_process", "gauge", "1, with the number of the process that answered.")
    yield line("expertpool_process", 1, (("pid", str(os.getpid())),))
