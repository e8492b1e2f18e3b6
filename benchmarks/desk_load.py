"""The reader's desk under load: many experts, each saving a field every two seconds; how long, and is it all there.

    python -m benchmarks.desk_load [--experts 200] [--seconds 300] [--empty 20] [--workers 2]
        [--database postgresql://…]

Server and experts run on this machine, the experts in one process. The server is killed at the end, not stopped; then
every field that was acknowledged is read back from its disk. ``--empty`` seconds of the same requests to an empty
FastAPI route of the same server tell what the server itself costs. ``--database``: an empty PostgreSQL database instead
of a file. ``--workers``: processes that answer, as ``serve --workers`` has them.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Request
from sqlmodel import Session
from starlette.types import Receive, Scope, Send

from api.wiring import Wiring
from expertpool.actions.answer_invitation import accept_invitation
from expertpool.actions.enrol_reader import enrol_reader
from expertpool.actions.import_roster import import_roster
from expertpool.actions.issue_invite import issue_invite
from expertpool.actions.open_review import open_review
from expertpool.actions.sign_in import begin_stay
from expertpool.actions.sign_pledge import sign_pledge
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.db import open_session
from expertpool.desk.field_drafts import FieldDrafts
from expertpool.desk.filled_form import fields_of
from expertpool.desk.keys import ReaderKeys
from expertpool.desk.server_keys import server_keys
from expertpool.ids import ExpertId
from expertpool.models import Custody
from expertpool.party.halls import FOLDER, Halls
from expertpool.queries.accounts import account_named
from expertpool.queries.reader_desk import own_group
from expertpool.queries.review import group_of
from expertpool.settings import Settings
from tests.blind.review_room import RUBRIC, TRUSTEES
from tests.conftest import make_expert
from web.app import make_site
from web.serve import QUIETLY, listening

GROUP, EACH, READERS = "load", 7, 10
"""Packets that each expert reads, and readers that each packet has."""

THINKING = 2.0
"""Seconds between two saves of one expert."""

WARMING = 24
"""Experts who save for a moment before anything is measured: a server's first requests read its modules in."""

LIMITS = {200: 0.150, 500: 0.200}
"""Seconds that 95 of 100 saves may take, by how many experts are at it."""

EMPTY = "/empty"


@dataclass
class Expert:
    """One reader: the cookie, the packets, and what the server acknowledged last for each field."""

    number: str
    token: str
    packets: tuple[tuple[str, bytes], ...]
    keys: ReaderKeys
    kept: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Figures:
    """What was measured: seconds from the moment each save was due, and what was not answered with a save."""

    taken: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def told(self, *, experts: int, limit: float | None) -> dict[str, Any]:
        """As plain values."""
        waits = sorted(self.taken) or [0.0]
        late = waits[int(len(waits) * 0.95)]
        told: dict[str, Any] = {"saves": len(self.taken), "failed": len(self.failed), "experts": experts}
        told |= {"median": round(waits[len(waits) // 2], 4), "p95": round(late, 4), "last": round(waits[-1], 4)}
        return told if limit is None else told | {"limit": limit, "met": late <= limit and not self.failed}


def prepared(settings: Settings, count: int) -> list[Expert]:
    """A pool, one group, and every expert signed in, accepted, pledged and enrolled."""
    at = datetime.now(UTC).astimezone().replace(microsecond=0)
    wiring = Wiring(Halls(settings.home / FOLDER), settings=settings)
    given: dict[str, Any] = {"at": at, "actor": "office"}
    numbers = [f"E{number:04}" for number in range(1, count + 1)]
    names = [f"{at:04}-0000" for at in range(max(1, count * EACH // READERS))]
    packets = {name: hashlib.sha256(name.encode()).digest() for name in names}
    dealt: dict[str, list[str]] = {name: [] for name in names}
    for place in range(count * EACH):
        dealt[names[place % len(names)]].append(numbers[place // EACH])
    assigned = {name: sorted(set(readers)) for name, readers in dealt.items()}
    with open_session(settings) as session:
        keys = unlock_pool(session, settings)
        people = [make_expert(number) for number in range(1, count + 1)]
        import_roster(session, people, source="roster.xlsx", digest="00", keys=keys, **given)
        how: dict[str, Any] = {"rubric": RUBRIC, "plan": {"method": "plain-mean/1"}, "trustees": TRUSTEES}
        how |= {"seed": b"\x05" * 32, "assignment": "00" * 32}
        open_review(session, GROUP, title="load", packets=packets, assigned=assigned, experts=numbers, **how, **given)
        session.commit()
        found = [_let_in(session, wiring, number, given) for number in numbers]
        session.commit()
    wiring.engine.dispose()
    return found


def _let_in(session: Session, wiring: Wiring, number: str, given: dict[str, Any]) -> Expert:
    who = ExpertId(number)
    issue_invite(session, who, desk=wiring.desk, **given)
    account = account_named(session, number)
    assert account is not None  # noqa: S101  # the invite just made it
    token = begin_stay(session, account, at=given["at"], device="load", weaker=True)
    seen = own_group(session, who, GROUP)
    accept_invitation(session, seen, **given)
    sign_pledge(session, who, season=seen.season, signed_on=given["at"].date(), **given)
    keys = server_keys(wiring.desk, group=GROUP, reader=seen.reader)
    held = group_of(session, GROUP)
    enrol_reader(session, held, seen.reader, key=keys.signer.verifier, seal=None, custody=Custody.DESK, **given)
    return Expert(number, token, tuple((one.codename, one.digest) for one in seen.packets), keys)


def serve(settings: Settings, port: int, shared: bool) -> None:
    """The real site over that installation with an empty route beside it, until killed."""
    listener = listening("127.0.0.1", port, shared=shared)
    site = make_site(Wiring(Halls(settings.home / FOLDER), settings=settings))
    beside = FastAPI(openapi_url=None)

    @beside.post(EMPTY)
    async def empty(request: Request) -> dict[str, str]:
        await request.body()
        return {}

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        await (beside if scope.get("path") == EMPTY else site)(scope, receive, send)

    config = uvicorn.Config(both, **QUIETLY)
    uvicorn.Server(config).run(sockets=[listener])


async def at_work(
    expert: Expert, port: int, figures: Figures, *, until: float, first: float, empty: bool = False
) -> None:
    """One expert: a field every two seconds, over one connection."""
    dice = random.Random(expert.number)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    due = first
    while due < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        packet, _ = dice.choice(expert.packets)
        name, sent, text = _typed(dice)
        path = EMPTY if empty else f"/desk/groups/{GROUP}/packets/{packet}/fields"
        writer.write(_request(path, expert.token, port, urlencode(sent).encode()))
        status, body = await _answer(reader)
        figures.taken.append(time.perf_counter() - due)
        if empty:
            pass
        elif status == 200 and json.loads(body).get("saved"):
            expert.kept[packet, name] = text
        else:
            figures.failed.append(f"{status} {body[:200]!r}")
        due += THINKING
    writer.close()


def _typed(dice: random.Random) -> tuple[str, dict[str, str], str]:
    """A field's name, the form that saves it, and its text."""
    line = dice.randrange(len(RUBRIC.indicators))
    if dice.random() < 0.6:
        text = str(dice.randrange(60, 95))
        return f"mark-{line}", {"line": str(line), "mark": text}, text
    text = f"{dice.getrandbits(64):016x}" * dice.randrange(1, 12)
    return ("comment", {"comment": text}, text) if line else (f"reason-{line}", {"line": "0", "reason": text}, text)


def _request(path: str, token: str, port: int, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: expertpool={token}\r\n"
        f"Sec-Fetch-Site: same-origin\r\nAccept: application/json\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = next(int(line[15:]) for line in head.lower().split("\r\n") if line.startswith("content-length:"))
    return int(head.split()[1]), await reader.readexactly(length)


async def measure(experts: list[Expert], port: int, seconds: float, *, empty: bool = False) -> Figures:
    """Everybody at once, each beginning at another moment of the first two seconds."""
    figures, begun = Figures(), time.perf_counter() + 0.5
    starts = [begun + THINKING * place / len(experts) for place in range(len(experts))]
    work = [
        at_work(one, port, figures, until=begun + seconds, first=start, empty=empty)
        for one, start in zip(experts, starts, strict=True)
    ]
    await asyncio.gather(*work)
    return figures


def begun(settings: Settings, workers: int) -> tuple[int, list[Any]]:
    """The port, and the processes that answer there by now."""
    with listening("127.0.0.1", 0) as free:
        port: int = free.getsockname()[1]
    fork = multiprocessing.get_context("fork")
    servers = [fork.Process(target=serve, args=(settings, port, workers > 1), daemon=True) for _ in range(workers)]
    for server in servers:
        server.start()
    while len(listeners(port)) < workers:
        time.sleep(0.2)
    return port, servers


def listeners(port: int) -> list[str]:
    """The listening sockets at a port of this machine."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return [row[1] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "0A"]


def spent_by(servers: list[Any]) -> float:
    """Processor seconds of all of them."""
    return sum(cpu(server.pid) for server in servers)


def cpu(process: int | None) -> float:
    """Seconds of processor time that a process has used; 0 where the system does not tell."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    times = stat.read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def lost(settings: Settings, experts: list[Expert]) -> Iterator[str]:
    """Acknowledged saves that are not on the disk as they were acknowledged."""
    for expert in experts:
        digests = dict(expert.packets)
        held = {
            name: FieldDrafts.of(settings, expert.keys, digest).read(fields_of(RUBRIC))
            for name, digest in digests.items()
        }
        for (packet, name), text in expert.kept.items():
            if name not in held[packet] or held[packet][name].text != text:
                yield f"{expert.number} {packet} {name}"


def main() -> None:
    """Measure once and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--experts", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--empty", type=float, default=20)
    parser.add_argument("--database", default=None)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "home"
        own = Settings.embedded(home)
        settings = own if given.database is None else replace(own, database_url=given.database)
        experts = prepared(settings, given.experts)
        port, servers = begun(settings, given.workers)
        try:
            asyncio.run(measure(experts[:WARMING], port, 2 * THINKING))
            before, spent, mine = os.getloadavg()[0], spent_by(servers), time.process_time()
            saves = asyncio.run(measure(experts, port, given.seconds))
            after, spent, mine = os.getloadavg()[0], spent_by(servers) - spent, time.process_time() - mine
            idle = spent_by(servers)
            bare = asyncio.run(measure(experts, port, given.empty, empty=True)) if given.empty else None
            idle = spent_by(servers) - idle
        finally:
            for server in servers:
                server.kill()
                server.join()
        told = saves.told(experts=given.experts, limit=LIMITS.get(given.experts))
        count = max(1, len(saves.taken))
        told |= {
            "server_cpu_ms_a_save": round(1000 * spent / count, 2),
            "own_cpu_ms_a_save": round(1000 * mine / count, 2),
        }
        told |= {"lost": len(list(lost(settings, experts))), "workers": given.workers, "cores": os.cpu_count()}
        told |= {"database": "sqlite" if given.database is None else "postgresql"}
        told |= {"load_before": round(before, 2), "load_after": round(after, 2)}
        if bare is not None:
            plain = bare.told(experts=given.experts, limit=None)
            plain |= {"server_cpu_ms_a_request": round(1000 * idle / max(1, len(bare.taken)), 2)}
            ratios = {name: round(told[name] / max(plain[name], 1e-6), 1) for name in ("median", "p95")}
            ratios["cpu"] = round(told["server_cpu_ms_a_save"] / max(plain["server_cpu_ms_a_request"], 1e-6), 1)
            told |= {"empty": plain, "ratio_to_empty": ratios}
        print(json.dumps(told | {"examples_of_failures": saves.failed[:3]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
