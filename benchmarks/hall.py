"""The hall's screen under many viewers: from laying a document down to the last screen that was told.

    python -m benchmarks.hall CEREMONY HOME [--viewers 300]

``CEREMONY``: the folder of a finished ceremony; ``HOME``: the office's data folder, under whose trust file it was held
(the demonstration leaves both: ``expertpool demo --home X``, then ``X/demo/*/ceremony`` and ``X/demo/*``). Server and
viewers run in two processes of this machine. Everything that the screens were sent is gone through for each name,
number, employer and telephone of the library (``roster.xlsx`` in ``HOME``).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import shutil
import socket
import tempfile
import time
from pathlib import Path
from typing import Any

import uvicorn
from python_calamine import CalamineWorkbook

from api.wiring import Wiring
from benchmarks.desk_load import cpu
from expertpool.party.halls import FOLDER, Halls
from expertpool.settings import Settings
from web.app import make_site

HALL = "measured"
LATE = ("result-", "reveal-")
LIMIT = 1.0
"""Seconds that 95 of 100 screens may wait for the draw codes."""


def serve(home: Path, listener: socket.socket) -> None:
    """The real site over that home, until killed."""
    site = make_site(Wiring(Halls(home / FOLDER), settings=Settings.embedded(home)))
    config = uvicorn.Config(site, log_level="critical", lifespan="off", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


async def view(port: int, told: list[tuple[float, str]], ready: asyncio.Semaphore, wanted: str, sent: set[str]) -> None:
    """One screen: notes when each step came, until the one that is ``wanted``; ``sent`` gathers every line."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /screen/{HALL}/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    await writer.drain()
    ready.release()
    while line := await reader.readline():
        sent.add(line.decode())
        if line.startswith(b"data: "):
            step = json.loads(line[6:])
            told.append((time.perf_counter(), step["key"]))
            if step["kind"] == wanted:
                break
    writer.close()


async def measure(port: int, folder: Path, late: list[Path], viewers: int, sent: set[str]) -> dict[str, Any]:
    """Connect everybody, lay the result down, and see how long each waited for the codes of all seats."""
    told: list[list[tuple[float, str]]] = [[] for _ in range(viewers)]
    ready = asyncio.Semaphore(0)
    screens = [asyncio.create_task(view(port, mine, ready, "result", sent)) for mine in told]
    for _ in screens:
        await ready.acquire()
    while any(not mine for mine in told):
        await asyncio.sleep(0.05)
    for path in late:
        shutil.copy(path, folder)
    laid = time.perf_counter()
    await asyncio.gather(*screens)
    seats = [[at - laid for at, key in mine if key.startswith("seat-")] for mine in told]
    waits = sorted(max(mine) for mine in seats)
    return {
        "viewers": viewers,
        "seats": sorted({len(mine) for mine in seats}),
        "median": round(waits[len(waits) // 2], 3),
        "p95": round(waits[int(len(waits) * 0.95)], 3),
        "last": round(waits[-1], 3),
        "met": waits[int(len(waits) * 0.95)] <= LIMIT,
    }


HEADS = ("专家编号", "姓名", "身份证号", "工作单位", "手机", "邮箱")


def library(roster: Path) -> set[str]:
    """Everything in a roster that names somebody."""
    rows = CalamineWorkbook.from_path(roster).get_sheet_by_index(0).to_python()
    at = next(number for number, row in enumerate(rows) if "姓名" in row)
    columns = [rows[at].index(head) for head in HEADS if head in rows[at]]
    return {str(row[column]).strip() for row in rows[at + 1 :] for column in columns} - {""}


def main() -> None:
    """Measure once and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ceremony", type=Path)
    parser.add_argument("home", type=Path)
    parser.add_argument("--viewers", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "home"
        home.mkdir()
        for name in ("party", "expertpool.sqlite3"):
            kept = given.home / name
            shutil.copytree(kept, home / name) if kept.is_dir() else shutil.copy(kept, home / name)
        folder = home / "halls" / HALL
        folder.mkdir(parents=True)
        files = [path for path in sorted(given.ceremony.iterdir()) if path.is_file() and path.suffix != ".toml"]
        late = [path for path in files if path.name.startswith(LATE)]
        for path in files:
            if path not in late:
                shutil.copy(path, folder)
        listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        port = listener.getsockname()[1]
        server = multiprocessing.get_context("fork").Process(target=serve, args=(home, listener), daemon=True)
        server.start()
        sent: set[str] = set()
        try:
            before, spent = os.getloadavg()[0], cpu(server.pid)
            told = asyncio.run(measure(port, folder, late, given.viewers, sent))
            told |= {"server_cpu_s": round(cpu(server.pid) - spent, 2), "load_before": round(before, 2)}
            people, stream = library(given.home / "roster.xlsx"), "".join(sent)
            unescaped = stream + stream.encode().decode("unicode_escape", "replace")
            told |= {"looked_for": len(people), "found_in_stream": sorted(one for one in people if one in unescaped)}
            print(json.dumps(told, ensure_ascii=False))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
