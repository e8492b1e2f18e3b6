"""``expertpool serve`` as people run it: a process that says where it is, and a port that somebody has already."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from expertpool.__main__ import main


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
