"""``expertpool serve`` as people run it: a process that says where it is, and a port that somebody has already."""

from __future__ import annotations

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from expertpool.__main__ import main
from web.several import SHARING


def test_serve_says_where_it_is_answers_and_ends_when_stopped(tmp_path: Path) -> None:
    (tmp_path / "halls" / "metallurgy-2025").mkdir(parents=True)
    (tmp_path / "halls" / "metallurgy-2025" / "seal.json").write_bytes(b"sealed")
    command = [sys.executable, "-m", "expertpool", "serve", "--port", "0", "--home", str(tmp_path), "--lang", "en"]
    with subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told = [server.stderr.readline() for _ in range(3)]
        found = re.search(r"http://127\.0\.0\.1:\d+/hall/metallurgy-2025", told[2])
        assert found, told
        with urllib.request.urlopen(f"{found[0]}/seal.json", timeout=20) as answer:  # noqa: S310  # our own server
            assert answer.read() == b"sealed"
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=30)
    assert (server.returncode, err) == (0, "")
    assert '"ok": true' in out


def test_serve_on_a_port_that_is_taken_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = str(taken.getsockname()[1])
        assert main(["serve", "--port", port, "--home", str(tmp_path), "--lang", "en"]) == 2
    assert f"127.0.0.1:{port}" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--port", "70000"], ["--host", "no such host"], ["--port", "x"]])
def test_serve_with_a_place_that_is_none_is_refused(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *words, "--home", str(tmp_path)]) == 2
    assert capsys.readouterr().out == ""


def children_of(process: int) -> list[int]:
    """The processes that it began and that answer, as Linux lists them."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    found = [one for task in tasks for one in task.read_text(encoding="ascii").split()]
    return [int(one) for one in found if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


def until_true(asked: Callable[[], bool]) -> None:
    ends = time.monotonic() + 180
    while not asked():
        assert time.monotonic() < ends
        time.sleep(0.1)


@pytest.mark.full
@pytest.mark.skipif(not SHARING, reason="ONE ADDRESS FOR SEVERAL PROCESSES: only Linux deals connections out")
def test_two_processes_answer_over_https_one_that_dies_is_begun_again_and_all_end_with_the_server(
    tmp_path: Path,
) -> None:
    words = ["--https", "--port", "0", "--workers", "2", "--home", str(tmp_path)]
    command = [sys.executable, "-m", "expertpool", "serve", *words]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    own = ssl._create_unverified_context()  # noqa: S323  # the certificate it made for itself
    asked: list[int] = []
    try:
        assert server.stderr is not None
        found = next(one for one in (address_in(line) for line in server.stderr) if one)

        def answer(path: str = "/sign-in") -> str:
            with urllib.request.urlopen(f"{found}{path}", timeout=60, context=own) as page:  # noqa: S310  # our own server
                asked.append(int(page.status))
                return str(page.read().decode())

        def counted() -> int:
            told = re.search(r'requests_total{method="GET",route="/sign-in",status="200"} (\d+)', answer("/metrics"))
            return int(told[1]) if told else 0

        def sign_in_pages() -> bool:
            before = len(asked)
            return [answer() for _ in range(8)] != [] and asked[before:] == [200] * 8

        def answering() -> set[str]:
            return set(re.findall(r'expertpool_process{pid="(\d+)"} 1', answer("/metrics")))

        logs = [tmp_path / "log" / name for name in ("server.jsonl", "server-2.jsonl")]
        until_true(lambda: answer("/static/desk.css") != "" and all(one.exists() for one in logs))
        (first,) = children_of(server.pid)
        until_true(lambda: answering() == {str(server.pid), str(first)})
        assert sign_in_pages()
        until_true(lambda: counted() == 8)
        os.kill(first, signal.SIGKILL)
        until_true(lambda: children_of(server.pid) not in ([], [first]))
        (second,) = children_of(server.pid)
        until_true(lambda: answering() == {str(server.pid), str(second)})
        assert counted() == 8
        server.kill()
        until_true(lambda: ended(second))
    finally:
        server.kill()
        server.wait()


def address_in(line: str) -> str:
    """The address that a server says it is at; empty where the line is another one."""
    found = re.search(r"https://127\.0\.0\.1:\d+", line)
    return found[0] if found else ""


def ended(process: int) -> bool:
    """Whether a process is gone, or only waits to be asked how it ended."""
    line = Path(f"/proc/{process}/cmdline")
    return not line.exists() or line.read_bytes() == b""
