"""Dossiers read elsewhere: a scheduler's workers do what this computer would, and one that is killed loses nothing."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from blind.identity import Identity
from blind.redact import Workshop
from blind.redact.wire import unpack
from expertpool.errors import Refusal
from expertpool.packets import workshops
from expertpool.packets.workshops import FarShop, blind_far, in_clear, shop
from expertpool.settings import Settings
from tests.architecture.sources import ROOT

WHO = Identity(key="K1", name="高峰", employer="云岭稀土研究院", phone="13900001234")
HOME = Settings.embedded(Path("/nowhere"))


def text(number: int, lines: int = 8) -> bytes:
    return (f"工作总结 {number}\n姓名：高峰\n" + "近五年主持完成冶炼工艺改造三项。\n" * lines).encode()


@dataclass
class Cluster:
    """A scheduler and its workers, each in a process of its own."""

    port: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def add(self, *words: str) -> subprocess.Popen[bytes]:
        made = subprocess.Popen(
            [sys.executable, "-m", "dask", *words, "--no-dashboard"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(made)
        return made

    def worker(self) -> subprocess.Popen[bytes]:
        return self.add("worker", self.address, "--nthreads", "1", "--no-nanny")


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A scheduler with one worker."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workshops, "PATIENCE", 90)
    with socket.create_server(("127.0.0.1", 0)) as free:
        made = Cluster(free.getsockname()[1])
    made.add("scheduler", "--host", "127.0.0.1", "--port", str(made.port))
    made.worker()
    yield made
    for one in made.processes:
        one.kill()
        one.wait()


def _children() -> int:
    """On a worker: how many guarded processes it has begun, which it does with its first file."""
    import psutil

    return len(psutil.Process().children())


def names(found: list[Future[bytes]]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Of each result its name, its pages, and why it is held."""
    read = [unpack(one.result(timeout=400)) for one in found]
    return [(one.name, len(one.pages), tuple(doubt.code for doubt in one.held)) for one in read]


@pytest.mark.full
def test_workers_elsewhere_give_what_this_computer_gives_and_one_that_joins_is_used(cluster: Cluster) -> None:
    with Workshop(jobs=1) as here:
        expected = here.submit(text(0), name="a.txt", identity=WHO).result()
    with shop(HOME, jobs=1, scheduler=cluster.address) as far:
        assert (far.jobs, far.submit(text(0), name="a.txt", identity=WHO).result(timeout=400)) == (1, expected)
        cluster.worker()
        _until(lambda: far.jobs == 2)
        assert isinstance(far, FarShop)
        found = [far.submit(text(one), name=f"{one}.txt", identity=WHO) for one in range(12)]
        assert names(found) == [(f"{one}.txt", 1, ()) for one in range(12)]
        assert sorted(map(bool, far._client.run(_children).values())) == [True, True]


@pytest.mark.full
def test_worker_that_is_killed_in_the_middle_loses_no_file(cluster: Cluster) -> None:
    with shop(HOME, jobs=1, scheduler=cluster.address) as far:
        second = cluster.worker()
        _until(lambda: far.jobs == 2)
        found = [far.submit(text(one, 40), name=f"{one}.txt", identity=WHO) for one in range(10)]
        _until(lambda: any(one.done() for one in found))
        second.send_signal(signal.SIGKILL)
        assert [(name, held) for name, _, held in names(found)] == [(f"{one}.txt", ()) for one in range(10)]


@pytest.mark.full
def test_scheduler_that_goes_away_is_told_and_a_file_that_kills_workers_is_held(cluster: Cluster) -> None:
    with contextlib.suppress(OSError), shop(HOME, jobs=1, scheduler=cluster.address) as far:
        found = far.submit(text(1, 2000), name="a.txt", identity=WHO)
        for one in cluster.processes:
            one.kill()
        with pytest.raises(Refusal) as refused:
            found.result(timeout=400)
        assert refused.value.code == "packets.scheduler_lost"


def test_file_that_ended_workers_is_held_like_one_that_ended_a_process_here() -> None:
    from distributed import KilledWorker

    sent: Future[tuple[str, bytes]] = Future()
    found: Future[bytes] = Future()
    sent.set_exception(KilledWorker("task", None, 3))  # type: ignore[no-untyped-call]  # typed in part
    workshops._settle(found, sent, text(1), "a.txt")
    assert names([found]) == [("a.txt", 0, ("worker-died",))]


def test_worker_of_another_release_gives_nothing_that_is_used() -> None:
    theirs, packed = blind_far(text(1), {}, "another engine")
    sent: Future[tuple[str, bytes]] = Future()
    found: Future[bytes] = Future()
    sent.set_result(("another engine", b"packed"))
    workshops._settle(found, sent, text(1), "a.txt")
    assert (theirs != "another engine", packed) == (True, b"")
    with pytest.raises(Refusal) as refused:
        found.result()
    assert refused.value.code == "packets.other_engine"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://127.0.0.1:1", "packets.scheduler_address"),
        ("127.0.0.1:8786", "packets.scheduler_address"),
        ("tcp://127.0.0.1:1", "packets.scheduler_gone"),
    ],
)
def test_address_where_no_scheduler_is_is_refused(address: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshops, "PATIENCE", 1)
    with pytest.raises(Refusal) as refused, shop(HOME, jobs=1, scheduler=address):
        pass
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("tcp://10.0.0.5:8786", True),
        ("tls://10.0.0.5:8786", False),
        ("tcp://127.0.0.1:8786", False),
        ("tcp://[::1]:8786", False),
    ],
)
def test_network_that_would_see_dossiers_is_named(address: str, found: bool) -> None:
    assert in_clear(address) == found


def test_without_an_address_this_computer_reads() -> None:
    with shop(HOME, jobs=2) as here:
        assert (isinstance(here, Workshop), here.jobs) == (True, 2)


def _until(look: object, *, seconds: float = 90) -> None:
    assert callable(look)
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)
