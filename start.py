"""Makes the environment, installs the program into it and runs it: the one file a newcomer has to start."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
USAGE = """\
python start.py                    演示：建好环境并运行 expertpool demo / set up and run the demo
python start.py test [--full]      运行全部检查与测试 / run all checks and tests
python start.py test WORDS...      只运行 pytest，参数照传 / pytest alone, with these words
python start.py WORDS...           运行 expertpool WORDS... / run expertpool with these words
python start.py bundle PLACE       为不联网的电脑收齐安装包（文件夹或 .zip）/ collect what an offline computer needs
python start.py --offline PLACE .. 不联网，从收齐的文件夹或 .zip 安装 / install from such a folder or zip
环境建在 .venv，或 START_VENV 指定的目录 / the environment is .venv, or the folder that START_VENV names"""


class Stop(Exception):
    """Nothing more can be done; the text is the one plain sentence for the person who started this."""


def main(arguments: list[str]) -> int:
    """Set up, then run what the words ask for; the exit code is the program's own."""
    if arguments[:1] in (["-h"], ["--help"]):
        say(USAGE)
        return 0
    try:
        wheels, words = read_options(arguments)
        if words[:1] == ["bundle"]:
            return bundle(words[1:])
        for_tests = words[:1] == ["test"]
        python = environment("test" if for_tests else "", wheels)
        if for_tests:
            return run_tests(python, words[1:])
        os.environ["EXPERTPOOL_STARTED_AS"] = typed()
        return hand_over([python, "-P", "-m", "expertpool", *(words or ["demo"])])
    except Stop as stop:
        say(str(stop))
    except OSError as failure:
        say(f"读写文件时出错：{failure} / A file could not be read or written: {failure}")
    except KeyboardInterrupt:
        say("已中止；再次运行会接着修复。/ Stopped; the next run repairs what is half done.")
        return 130
    return 2


def read_options(arguments: list[str]) -> tuple[Path | None, list[str]]:
    """Split off ``--offline DIR``, which only counts before the first other word."""
    if arguments[:1] and arguments[0].startswith("--offline="):
        arguments = ["--offline", arguments[0].partition("=")[2], *arguments[1:]]
    if arguments[:1] != ["--offline"]:
        return None, arguments
    folder = Path(arguments[1]).expanduser() if len(arguments) > 1 else None
    if folder is not None and folder.suffix == ".zip" and folder.is_file():
        return unpacked(folder), arguments[2:]
    if folder is None or not folder.is_dir():
        raise Stop("--offline 后面要写存放 wheel 的文件夹。/ --offline needs a folder that holds the wheels.")
    return folder.resolve(), arguments[2:]


def unpacked(archive: Path) -> Path:
    """The wheels of a bundle, in a folder that goes when this program ends or hands over."""
    folder = ROOT / ".bundle"
    shutil.rmtree(str(folder), ignore_errors=True)
    try:
        with zipfile.ZipFile(str(archive)) as held:
            names = [name for name in held.namelist() if name.endswith(".whl") and "/" not in name and "\\" not in name]
            for name in names:
                held.extract(name, str(folder))
    except (zipfile.BadZipFile, zlib.error, EOFError):
        names = []
    if not names:
        raise Stop(f"{archive} 不是 bundle 做的安装包，或没有传完整。/ {archive} is no bundle, or was cut short.")
    return folder


def bundle(words: list[str]) -> int:
    """Collect every wheel that an installation needs, built where the index has none, for computers like this one."""
    place = Path(words[0]).expanduser().absolute() if len(words) == 1 else None
    if place is None or (place.exists() and (place.is_file() or any(place.iterdir()))):
        raise Stop("bundle 后面要写一个新的文件夹或 .zip。/ bundle needs a new folder or .zip.")
    say("正在收齐安装包，约需几分钟…… / Collecting what is needed, this takes some minutes ...")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "wheels"
        tools = Path(scratch) / "tools"
        make_environment(tools)
        python = tools / ("Scripts/python.exe" if WINDOWS else "bin/python")
        command = [str(python), "-m", "pip", "wheel", "--disable-pip-version-check", "--wheel-dir", str(folder)]
        code, output = run_quietly([*command, "--constraint", "constraints.txt", *requirements()])
        if code:
            raise Stop(explain(output, None))
        wheels = sorted(folder.glob("*.whl"))
        put_together(wheels, place)
    size = sum(one.stat().st_size for one in [place, *place.glob("*.whl")] if one.is_file()) >> 20
    say(
        f"{len(wheels)} 个安装包在 {place}（{size} MB）；和整个项目文件夹一起带到那台电脑上"
        f"（系统、处理器、Python 要与这台相同），运行 python start.py --offline {place.name}\n"
        f"{len(wheels)} wheels are in {place} ({size} MB); take them to the other computer with the project's folder "
        f"(same system, processor and Python) and run python start.py --offline {place.name}"
    )
    return 0


def put_together(wheels: list[Path], place: Path) -> None:
    """The wheels as a folder or as one archive, which appears whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.part")
    if place.suffix == ".zip":
        with zipfile.ZipFile(str(part), "w", zipfile.ZIP_STORED) as archive:
            for one in wheels:
                archive.write(str(one), one.name)
    else:
        shutil.rmtree(str(part), ignore_errors=True)
        part.mkdir()
        for one in wheels:
            shutil.copy(str(one), str(part / one.name))
        if place.exists():
            place.rmdir()
    part.replace(place)


def requirements() -> list[str]:
    """What the project's own file asks for: to be built, to run, to read scans, to use a database server."""
    import tomllib  # noqa: PLC0415  # newer than the Python that must still read this file

    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    more = told["project"].get("optional-dependencies", {})
    asked = [*told["build-system"]["requires"], *told["project"].get("dependencies", [])]
    return [*asked, *more.get("ocr", []), *more.get("postgres", [])]


def environment(extras: str, wheels: Path | None) -> str:
    """Return the environment's Python, after making, repairing or updating it where that is needed."""
    folder = Path(os.environ.get("START_VENV") or ROOT / ".venv").expanduser().absolute()
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    with only_one(folder):
        stamp = folder / "start-stamp.json"
        wanted = {"project": str(ROOT), "files": fingerprint(), "extras": extras}
        found = read_stamp(stamp) if python.exists() else {}
        if found in (wanted, {**wanted, "extras": "test"}):
            return str(python)
        wanted["extras"] = extras or str(found.get("extras", ""))
        install(folder, python, wanted["extras"], wheels, fresh=found.get("project") != str(ROOT))
        write_whole(stamp, json.dumps(wanted, ensure_ascii=False, indent=1))
    return str(python)


def fingerprint() -> str:
    """One digest of the files that say what must be installed."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def read_stamp(stamp: Path) -> dict[str, object]:
    """What the last finished installation wrote; empty when none finished."""
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_whole(path: Path, text: str) -> None:
    """Write a file that is either there complete or not at all."""
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Let two starts of the same environment wait for each other; the system frees the lock of a killed one."""
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    with (Path(tempfile.gettempdir()) / f"expertpool-start-{name}.lock").open("a+b") as lock:
        if WINDOWS:
            import msvcrt  # noqa: PLC0415  # exists on Windows alone

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]  # on Windows alone
        else:
            import fcntl  # noqa: PLC0415  # exists everywhere but on Windows

            fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        yield


def install(folder: Path, python: Path, extras: str, wheels: Path | None, *, fresh: bool) -> None:
    """Install the project; ``fresh`` throws a half-made or foreign environment away first.

    Removing the stamp before anything changes is what lets a killed run be noticed and repaired by the next one.
    """
    say("正在准备运行环境，首次约需一两分钟…… / Setting up, the first time takes a minute or two ...")
    with suppress(FileNotFoundError):
        (folder / "start-stamp.json").unlink()
    target = ".[test]" if extras else ".[ocr]"
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    options = [*source, "--constraint", "constraints.txt", "--editable", target]
    uv = shutil.which("uv")
    if uv and attempt_with_uv(uv, folder, python, options, fresh=fresh):
        return
    if fresh or run_quietly([str(python), "-m", "pip", "--version"])[0]:  # uv makes environments without pip
        make_environment(folder)
    code, output = run_quietly([str(python), "-m", "pip", "install", "--disable-pip-version-check", *options])
    if code:
        raise Stop(explain(output, wheels))


def attempt_with_uv(uv: str, folder: Path, python: Path, options: list[str], *, fresh: bool) -> bool:
    """Install by uv, which is faster; False when it cannot, since pip may know a mirror that uv does not."""
    if fresh:
        clear(folder)
        if run_quietly([uv, "venv", "--quiet", "--python", base_python(), str(folder)])[0]:
            return False
    return run_quietly([uv, "pip", "install", "--python", str(python), *options])[0] == 0


def make_environment(folder: Path) -> None:
    """Make an empty environment with pip in it."""
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise Stop(
            "这个 Python 不带 venv；请先安装它（Debian、Ubuntu：sudo apt install python3-venv），再运行一次。"
            "/ This Python lacks venv; install it first (Debian, Ubuntu: sudo apt install python3-venv) and run again."
        )
    clear(folder)
    code, output = run_quietly([base_python(), "-m", "venv", str(folder)])
    if code:
        raise Stop(explain(output, None))


def clear(folder: Path) -> None:
    """Remove an old environment; a folder that is something else is never touched."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / "pyvenv.cfg").exists() and folder != ROOT / ".venv":
        raise Stop(f"{folder} 不是虚拟环境，不会覆盖；请换一个目录。/ {folder} is no environment and is left alone.")
    shutil.rmtree(folder, ignore_errors=True)


def base_python() -> str:
    """The Python outside any environment, so that an environment never removes itself."""
    return getattr(sys, "_base_executable", None) or sys.executable


def run_quietly(command: list[str]) -> tuple[int, str]:
    """Run in the project's folder; show the last line on a terminal while it works; return exit code and output."""
    lines: list[str] = []
    environ = {**os.environ, "PYTHONUTF8": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603  # this file's own commands, no shell
        command, cwd=str(ROOT), env=environ, stdout=pipe, stderr=subprocess.STDOUT
    ) as process:
        for raw in process.stdout or ():
            lines.append(raw.decode("utf-8", errors="replace").rstrip())
            show_progress(lines[-1])
    show_progress("")
    return process.returncode, "\n".join(lines)


def show_progress(line: str) -> None:
    """Overwrite one line of a terminal; silent elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + line.strip()[:70])
        sys.stderr.flush()


def explain(output: str, wheels: Path | None) -> str:
    """One sentence for what went wrong, out of an installer's long output."""
    signs = {
        "磁盘满了：请腾出约 1 GB 再运行一次。/ The disk is full: free about 1 GB and run again.": (
            "No space left",
            "Errno 28",
            "not enough space",
            "磁盘空间不足",
        ),
        f"{wheels} 里缺少需要的 wheel，见上。/ {wheels} lacks a wheel that is needed, see above.": (
            ("No matching distribution", "Could not find a version") if wheels else ()
        ),
        "连不上软件源：请检查网络，或用 --offline DIR 从 wheel 文件夹安装。"
        "/ No package index could be reached: check the network, or use --offline DIR with a folder of wheels.": (
            "from versions: none",  # an index that cannot be reached counts as an empty one
            "Failed to establish a new connection",
            "NewConnectionError",
            "ConnectTimeout",
            "Read timed out",
            "Name or service not known",
            "name resolution",
            "getaddrinfo failed",
            "ProxyError",
            "Network is unreachable",
            "Connection refused",
        ),
    }
    say("\n".join(output.splitlines()[-12:]))
    for sentence, words in signs.items():
        if any(word in output for word in words):
            return sentence
    return "安装没有成功，安装程序最后的话见上。/ The installation failed; the installer's last words are above."


def run_tests(python: str, words: list[str]) -> int:
    """Static checks, then pytest, whose closing line comes last; words that select tests run pytest alone."""
    os.chdir(str(ROOT))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of hundreds of short processes would compile everything anew
    pytest = [python, "-m", "pytest", *words]
    if [word for word in words if word != "--full"]:
        return hand_over(pytest)
    checks = {
        "ruff": [python, "-m", "ruff", "check", "."],
        "mypy": [python, "-m", "mypy", "--num-workers", str(os.cpu_count() or 1)],
        "import-linter": [python, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    }
    failed = [name for name, command in checks.items() if run_loudly(command) != 0]
    if failed:
        say(f"没有通过的检查：{'、'.join(failed)} / checks that failed: {', '.join(failed)}")
    workers = min(os.cpu_count() or 1, 4)
    spread = ["-n", str(workers), "--dist", "loadfile"] if workers > 1 else []
    with scratch_in_memory(wanted="--full" not in words):
        code = run_loudly([*pytest, "--sampled", *spread])
    return code or (1 if failed else 0)


def roomy(found: os.statvfs_result) -> bool:
    """Whether a file system has 8 GB free for us and lets programs run."""
    return found.f_bavail * found.f_frsize >= 8 << 30 and not found.f_flag & os.ST_NOEXEC


@contextmanager
def scratch_in_memory(*, wanted: bool) -> Iterator[None]:
    """Files of the tests in memory where there is plenty: they wait for a disk a hundred thousand times, for nothing.

    Memory is what Linux offers as a folder; else, or with less than 8 GB of it, nothing changes.
    """
    shared = Path("/dev/shm")  # noqa: S108  # the folder inside it is made for this user alone
    if not wanted or not shared.is_dir() or not roomy(os.statvfs(str(shared))):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="tests-", dir=str(shared)) as folder:
        os.environ["TMPDIR"] = folder
        yield


def typed() -> str:
    """What this person types before a command: whoever starts by this file has no ``expertpool`` on the path."""
    words = [Path(sys.orig_argv[0]).name, sys.argv[0]]
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def hand_over(command: list[str]) -> int:
    """Run the program in place of this one, so that signals and exit codes are its own."""
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(command[0], command)  # noqa: S606  # the environment's own Python, no shell wanted
    return run_loudly(command)


def run_loudly(command: list[str]) -> int:
    """Run with this terminal; an interrupt reaches the program too, which then ends by itself."""
    with subprocess.Popen(command) as process:  # noqa: S603  # this file's own commands, no shell
        while True:
            with suppress(KeyboardInterrupt):
                return process.wait()


def say(text: str) -> None:
    """One message on standard error, which a console of any encoding can show."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, errors="replace").decode(encoding) + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  # this file must still run where the project cannot
        version = ".".join(str(part) for part in sys.version_info[:3])
        say(f"需要 Python 3.11 或更新的版本，现在是 {version}。/ Python 3.11 or newer is needed; this is {version}.")
        sys.exit(2)
    sys.exit(main(sys.argv[1:]))
