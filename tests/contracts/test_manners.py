"""The program from outside, as a process: one JSON object, its exit code, and streams as scripts have them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

PLAIN = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "expertpool", *words, "--home", str(home)]


def ran(home: Path, *words: str, behind: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process; ``behind``: what stands behind it on the line, such as ``>&-``."""
    line: Sequence[str] = command(home, *words)
    if behind:
        line = ["sh", "-c", f'"$@" {behind}', "sh", *line]
    kept = {name: value for name, value in os.environ.items() if name not in PLAIN}
    more: dict[str, Any] = {"env": kept | environment, "stdin": subprocess.DEVNULL, "timeout": 60}
    return subprocess.run(line, check=False, capture_output=True, **more)


def test_an_encoding_without_chinese_gets_escapes_and_json_stays_json(home: Path) -> None:
    done = ran(home, "rules", "--json", **PLAIN)
    plain = ran(home, "rules", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("ascii")) == json.loads(plain.stdout.decode())


def test_text_in_an_encoding_without_chinese_is_no_error(home: Path) -> None:
    done = ran(home, "rules", **PLAIN)
    assert (done.returncode, done.stderr, done.stdout.isascii()) == (0, b"", True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
@pytest.mark.parametrize("mode", [(), ("--json",)])
def test_a_full_standard_output_is_said_on_standard_error_with_exit_2(home: Path, mode: tuple[str, ...]) -> None:
    done = ran(home, "rules", "--lang", "en", *mode, behind="> /dev/full")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0] == "Error: Cannot write (No space left on device)"


@pytest.mark.skipif(os.name != "posix", reason="a shell's redirections")
@pytest.mark.parametrize("behind", [">&-", "2>&-", "<&-"])
@pytest.mark.parametrize("mode", [(), ("--json",)])
def test_a_stream_that_is_closed_changes_nothing(home: Path, behind: str, mode: tuple[str, ...]) -> None:
    done = ran(home, "rules", *mode, behind=behind)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="a shell's pipe")
@pytest.mark.parametrize("mode", [(), ("--json",)])
def test_a_reader_that_goes_away_changes_nothing(home: Path, mode: tuple[str, ...]) -> None:
    ends = "2>&1; echo ended $? >&2; }"
    line = ["sh", "-c", f'{{ "$@" {ends} | head -c 1', "sh", *command(home, "rules", *mode)]
    done = subprocess.run(line, check=False, capture_output=True, timeout=60)
    assert done.stderr == b"ended 0\n"


@pytest.mark.skipif(os.name != "posix", reason="an interrupt sent as a signal")
def test_an_interrupt_ends_with_130_and_one_object(home: Path) -> None:
    waiting = "import sys, time; from expertpool.__main__ import cli, main; import click\n"
    waiting += "@cli.command('wait')\ndef wait():\n    print('here', file=sys.stderr, flush=True); time.sleep(60)\n"
    waiting += "sys.exit(main(['wait', '--json', '--home', sys.argv[1]]))"
    line = [sys.executable, "-c", waiting, str(home)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"here\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, b"Traceback" in err) == (130, False)
    assert json.loads(out)["error"]["code"] == "cli.stopped"


def test_an_address_in_the_environment_is_used_instead_of_the_home(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.sqlite3"
    done = ran(home, "roster", "batches", "--json", EXPERTPOOL_DATABASE_URL=f"sqlite:///{elsewhere}")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"ok": True, "batches": []})
    assert (elsewhere.exists(), list(home.glob("*.sqlite3"))) == (True, [])
