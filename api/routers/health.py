"""For whoever keeps the server running: is it alive, is it ready, and its measures; nobody's name in any of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool

from api.counts import Counts, Told, head, line, text_of
from api.near import Near
from api.permissions import Public
from api.readiness import Readiness, readiness
from api.refusals import BUSY
from api.wiring import TheWiring, Wiring
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
    """What the server answered and how it stands; for others than the operator there is no such page."""
    if not near:
        raise Refusal("api.no_page")
    found = await run_in_threadpool(readiness, wiring)
    mine = Told.now(wiring.counts)
    there, ended = await run_in_threadpool(_all, wiring, mine)
    counts = reduce(Counts.with_those_of, [one.counts for one in (*there, *ended)])
    lines = [*counts.lines(), *_standing(found), *_processes(there, ended)]
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


def _all(wiring: Wiring, mine: Told) -> tuple[list[Told], list[Told]]:
    """Of every process of this server: this one's to the moment, the others' as they told them last."""
    if wiring.place is None:
        return [mine], []
    wiring.place.gathered.tell(wiring.place.number, mine)
    return wiring.place.gathered.all()


def _processes(there: list[Told], ended: list[Told]) -> Iterator[str]:
    yield from head("process_cpu_seconds_total", "counter", "Processor seconds of this server's processes.")
    yield line("process_cpu_seconds_total", round(sum(one.cpu for one in (*there, *ended)), 3))
    yield from head("expertpool_process", "gauge", "1 for each process that answers, with its number.")
    for one in sorted(there, key=lambda one: one.process):
        yield line("expertpool_process", 1, (("pid", str(one.process)),))
