"""The starter: a tiny project in a folder with blanks and Chinese in its name, set up and run for real."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

START = Path(__file__).resolve().parent.parent / "start.py"

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "expertpool"
version = "0.1"
dependencies = [{dependencies}]

[project.optional-dependencies]
test = []
"""

BACKEND = """\
import os, zipfile
{trouble}
def get_requires_for_build_editable(config_settings=None):
    return []

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "expertpool-0.1-py3-none-any.whl"
    files = {{
        "expertpool.pth": os.getcwd() + "\\n",
        "expertpool-0.1.dist-info/METADATA":
            "Metadata-Version: 2.1\\nName: expertpool\\nVersion: 0.1\\nProvides-Extra: test\\n"
            + "".join("Requires-Dist: " + name + "\\n" for name in [{dependencies}]),
        "expertpool-0.1.dist-info/WHEEL":
            "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }}
    files["expertpool-0.1.dist-info/RECORD"] = "".join(path + ",,\\n" for path in files)
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
"""

PROGRAM = """\
import json, os, sys
typed = os.environ["EXPERTPOOL_STARTED_AS"]
print(json.dumps({"words": sys.argv[1:], "cwd": os.getcwd(), "prefix": sys.prefix, "typed": typed}))
sys.exit(int(os.environ.get("TINY_EXIT", "0")))
"""


def make_project(folder: Path, *, dependencies: str = "", trouble: str = "") -> Path:
    """A project like ours in shape, which needs nothing from outside to install."""
    (folder / "expertpool").mkdir(parents=True)
    shutil.copy(START, folder / "start.py")
    (folder / "pyproject.toml").write_text(PYPROJECT.format(dependencies=dependencies), encoding="utf-8")
    (folder / "backend.py").write_text(BACKEND.format(dependencies=dependencies, trouble=trouble), encoding="utf-8")
    (folder / "constraints.txt").write_text("", encoding="utf-8")
    (folder / "expertpool" / "__init__.py").write_text("", encoding="utf-8")
    (folder / "expertpool" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    return folder


def environ(**more: str) -> dict[str, str]:
    """An environment without uv and without any package index."""
    path = os.pathsep.join(
        part for part in os.environ["PATH"].split(os.pathsep) if not (Path(part) / "uv").exists() or part == "/usr/bin"
    )
    dead = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "START_"))}
    return {**kept, "PATH": path, "PYTHONUTF8": "1", **dead, **more}


def start(folder: Path, *words: str, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``python start.py WORDS`` and collect what it says."""
    command = [sys.executable, str(folder / "start.py"), *words]
    return subprocess.run(command, cwd=cwd, env=environ(**more), capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project that has been set up once."""
    folder = make_project(tmp_path_factory.mktemp("start") / "职称 评审 (test)")
    done = start(folder)
    assert done.returncode == 0, done.stderr
    yield folder


def test_start_without_words_runs_the_demo(ready: Path) -> None:
    done = start(ready)
    assert json.loads(done.stdout)["words"] == ["demo"]
    assert json.loads(done.stdout)["prefix"] == str(ready / ".venv")
    assert done.stderr == ""


def test_start_passes_words_folder_and_exit_code_through(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "expertpool").mkdir()
    done = start(ready, "draw", "--roster", "名 册.xlsx", cwd=tmp_path, TINY_EXIT="5")
    said = json.loads(done.stdout)
    assert (said["words"], said["cwd"]) == (["draw", "--roster", "名 册.xlsx"], str(tmp_path))
    assert done.returncode == 5
    assert said["typed"] == f'{Path(sys.executable).name} "{ready / "start.py"}"'


def test_start_installs_again_only_when_what_is_needed_changed(ready: Path) -> None:
    stamp = ready / ".venv" / "start-stamp.json"
    before = stamp.stat().st_mtime_ns
    start(ready)
    assert stamp.stat().st_mtime_ns == before
    (ready / "constraints.txt").write_text("# changed\n", encoding="utf-8")
    assert start(ready).returncode == 0
    assert stamp.stat().st_mtime_ns > before


@pytest.mark.full
def test_start_makes_an_environment_anew_that_has_no_pip(ready: Path) -> None:
    for folder in (ready / ".venv").glob("lib/*/site-packages/pip"):
        shutil.rmtree(folder)
    (ready / "constraints.txt").write_text("# changed again\n", encoding="utf-8")
    done = start(ready, "rules")
    assert (done.returncode, json.loads(done.stdout)["words"]) == (0, ["rules"])


def test_start_repairs_an_environment_that_was_killed_half_way(ready: Path) -> None:
    (ready / ".venv" / "start-stamp.json").unlink()
    command = [sys.executable, str(ready / "start.py")]
    with subprocess.Popen(command, env=environ(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 20
        while not (ready / ".venv" / "lib").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert not (ready / ".venv" / "start-stamp.json").exists()
    done = start(ready, "rules")
    assert (done.returncode, json.loads(done.stdout)["words"]) == (0, ["rules"])


@pytest.mark.full
def test_start_says_one_sentence_when_the_index_cannot_be_reached(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "net", dependencies='"expertpool-part-that-is-nowhere"')
    done = start(folder)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("连不上软件源")
    assert "Traceback" not in done.stderr
    offline = start(folder, "--offline", str(tmp_path))
    assert offline.returncode == 2
    assert offline.stderr.splitlines()[-1].startswith(f"{tmp_path} 里缺少需要的 wheel")


@pytest.mark.full
def test_start_says_one_sentence_when_the_disk_is_full(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "full", trouble='raise OSError(28, "No space left on device")')
    done = start(folder)
    assert (done.returncode, done.stderr.splitlines()[-1][:5]) == (2, "磁盘满了：")


def test_start_says_one_sentence_when_python_lacks_venv(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "bare")
    code = (
        "import sys, runpy; sys.modules['ensurepip'] = None; "
        f"sys.argv = ['start.py']; runpy.run_path({str(folder / 'start.py')!r}, run_name='__main__')"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environ(), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[1:] == [done.stderr.splitlines()[-1]]
    assert "python3-venv" in done.stderr


def test_start_says_one_sentence_when_python_is_too_old() -> None:
    code = (
        "import sys, runpy; sys.version_info = (3, 8, 18, 'final', 0); "
        f"sys.argv = ['start.py']; runpy.run_path({str(START)!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert done.stderr == (
        "需要 Python 3.11 或更新的版本，现在是 3.8.18。/ Python 3.11 or newer is needed; this is 3.8.18.\n"
    )


def test_start_reads_on_an_old_python() -> None:
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_start_leaves_a_folder_alone_that_is_no_environment(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = start(folder, START_VENV=str(tmp_path / "mine"))
    assert done.returncode == 2
    assert [entry.name for entry in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_start_needs_a_folder_after_offline(tmp_path: Path) -> None:
    done = start(make_project(tmp_path / "project"), "--offline", str(tmp_path / "nowhere"), "rules")
    assert done.returncode == 2
    assert done.stderr.startswith("--offline 后面要写存放 wheel 的文件夹")


def test_start_imports_the_standard_library_alone() -> None:
    tree = ast.parse(START.read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def test_bundle_lists_what_the_project_asks_for_and_installs_from_an_archive(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project")
    packed = tmp_path / "wheels.zip"
    wheel = tmp_path / "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "VALUE = 1\n")
        archive.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        archive.writestr(
            "tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("tiny-1.dist-info/RECORD", "tiny.py,,\n")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(wheel, wheel.name)
    needing = make_project(tmp_path / "needing", dependencies='"tiny"')
    done = start(needing, "--offline", str(packed), "rules")
    assert (done.returncode, json.loads(done.stdout)["words"]) == (0, ["rules"]), done.stderr
    made = start(folder, "bundle", str(tmp_path / "made"))
    assert made.returncode == 2, "no requirement at all, so pip has nothing to do"


@pytest.mark.parametrize("content", [b"", b"PK no archive", None])
def test_archive_that_is_no_bundle_is_said_to_be_none(tmp_path: Path, content: bytes | None) -> None:
    packed = tmp_path / "x.zip"
    if content is None:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("../../evil.whl", "x")
    else:
        packed.write_bytes(content)
    done = start(make_project(tmp_path / "project"), "--offline", str(packed), "rules")
    assert (done.returncode, "不是 bundle 做的安装包" in done.stderr) == (2, True)


@pytest.mark.parametrize("words", [[], ["a", "b"], ["taken"]])
def test_bundle_wants_one_new_place(tmp_path: Path, words: list[str]) -> None:
    folder = make_project(tmp_path / "project")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("x", encoding="utf-8")
    done = start(folder, "bundle", *(str(tmp_path / one) for one in words))
    assert (done.returncode, done.stderr.startswith("bundle 后面要写")) == (2, True)


@pytest.mark.full
def test_real_bundle_installs_without_any_index_and_the_program_runs(tmp_path: Path) -> None:
    """The whole way: collected here with the network, installed there without."""
    root, packed = START.parent, tmp_path / "bundle.zip"
    online = {key: value for key, value in os.environ.items() if key != "START_VENV"}
    command = [sys.executable, str(START), "bundle", str(packed)]
    made = subprocess.run(command, env=online, capture_output=True, encoding="utf-8", check=False)
    assert made.returncode == 0, made.stderr
    copy = tmp_path / "project"
    shutil.copytree(
        root, copy, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
    )
    done = start(copy, "--offline", str(packed), "--version")
    assert (done.returncode, done.stdout.startswith("expertpool ")) == (0, True), done.stderr
    doctor = start(copy, "doctor", "--json", "--home", str(tmp_path / "home"))
    assert {one["name"] for one in json.loads(doctor.stdout)["findings"]} >= {"python", "fonts"}
