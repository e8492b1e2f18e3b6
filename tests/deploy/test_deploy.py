"""What ships for servers: images, units and proxies name files and commands there are, and give no more than needed."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest

from expertpool.__main__ import cli

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / ".ci" / "deploy"
PROGRAM = "/opt/expertpool/bin/expertpool"
SERVICES = ("expertpool.service", "expertpool-worker.service", "expertpool-backup.service")
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "RestrictSUIDSGID": "yes",
    "UMask": "0077",
    "User": "expertpool",
}


def unit(name: str) -> configparser.ConfigParser:
    found = configparser.ConfigParser(strict=False, interpolation=None)
    found.optionxform = str  # type: ignore[assignment,method-assign]  # names of units are spelled with capitals
    found.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return found


def require_command(words: list[str]) -> None:
    """The command and every option of it exist."""
    command: Any = cli
    while words and isinstance(command, click.Group):
        name = words.pop(0)
        with click.Context(command) as context:
            command = command.get_command(context, name)
        assert command is not None, name
    known = {one for option in command.params for one in [*option.opts, *option.secondary_opts]}
    assert {word for word in words if word.startswith("--")} <= known | {"--home", "--lang", "--json"}


@pytest.mark.parametrize("name", SERVICES)
def test_unit_runs_a_command_there_is_with_few_rights(name: str) -> None:
    service = unit(name)["Service"]
    assert {key: service.get(key) for key in HARDENED} == HARDENED
    line = service["ExecStart"]
    inner = shlex.split(line)[2].removeprefix("exec ") if line.startswith("/bin/sh -c") else line
    program, *words = shlex.split(inner)
    assert program == PROGRAM
    require_command(words)
    assert service.get("StateDirectory") == "expertpool" or "/var/lib/expertpool" in service["ReadWritePaths"]
    assert "EXPERTPOOL_HOME=/var/lib/expertpool" in service["Environment"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for file in [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")]:
        text = file.read_text(encoding="utf-8").replace(PROGRAM, "/bin/true").replace("User=expertpool", "User=root")
        (tmp_path / file.name).write_text(text.replace("Group=expertpool", "Group=root"), encoding="utf-8")
    files = [str(tmp_path / file.name) for file in sorted(DEPLOY.glob("expertpool*"))]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *files], capture_output=True, text=True, check=False
    )
    about_ours = [line for line in done.stderr.splitlines() if "expertpool" in line]
    assert (done.returncode, about_ours) == (0, []), done.stderr


def instructions() -> list[tuple[str, str]]:
    """Of the image's file: each with its words, continued lines joined, comments left out."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [(line.split()[0], line.partition(" ")[2]) for line in kept]


def test_image_copies_what_is_there_and_runs_as_nobody_in_particular() -> None:
    steps = instructions()
    copied = [words.split()[:-1] for name, words in steps if name == "COPY" and "--from" not in words]
    assert [one for sources in copied for one in sources if not (ROOT / one).exists()] == []
    packages = {one for sources in copied for one in sources if (ROOT / one).is_dir()}
    assert packages == {"solver", "blind", "expertpool", "api", "web"}
    kinds = [name for name, _ in steps]
    assert kinds.index("USER") < kinds.index("ENTRYPOINT")
    assert dict(steps)["USER"] != "root"
    assert dict(steps)["VOLUME"] == "/data"
    assert "EXPERTPOOL_HOME=/data" in dict(steps)["ENV"]
    require_command(re.findall(r'"([^"]+)"', dict(steps)["CMD"]))
    health = re.findall(r'"([^"]+)"', dict(steps)["HEALTHCHECK"])
    assert health[0] == "python"
    compile(health[2], "health", "exec")


def test_whole_set_of_containers_is_read_only_and_names_what_is_there() -> None:
    yaml = pytest.importorskip("yaml")
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert sorted(told["services"]) == ["database", "proxy", "web", "worker"]
    for name in ("web", "worker"):
        service = told["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
        require_command(list(service["command"]))
    mounts = {one.partition(":")[0] for service in told["services"].values() for one in service.get("volumes", [])}
    named = {one for one in mounts if not one.startswith("./")}
    assert named == set(told["volumes"])
    assert (DEPLOY / "nginx.conf").is_file()
    used = {one for service in told["services"].values() for one in service.get("secrets", [])}
    assert used == set(told["secrets"])


def test_proxy_closes_what_it_opens_and_lets_uploads_through() -> None:
    text = re.sub(r"#.*", "", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    depth = [text[:at].count("{") - text[:at].count("}") for at in range(len(text) + 1)]
    assert (min(depth), depth[-1]) == (0, 0)
    statements = [one.strip() for one in re.split(r"[;{}]", text) if one.strip()]
    assert "client_max_body_size 200m" in statements
    assert "access_log           off" in statements
    assert text.count("proxy_set_header   Host $host") == text.count("proxy_pass")
    if shutil.which("nginx"):
        pytest.skip("checked by hand where nginx is installed: it needs its certificates")


@pytest.mark.full
def test_installed_as_an_image_has_it_the_program_starts(tmp_path: Path) -> None:
    """Not editable: every file that is no Python has to be in the wheel."""
    source = tmp_path / "source"
    left = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("solver", "blind", "expertpool", "api", "web"):
        shutil.copytree(ROOT / name, source / name, ignore=left)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    wheel = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(tmp_path)]
    subprocess.run([*wheel, str(source)], check=True, capture_output=True)
    (made,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(made) as archive:
        held = set(archive.namelist())
    wanted = {
        path.relative_to(source).as_posix()
        for name in ("solver", "blind", "expertpool", "api", "web")
        for path in (source / name).rglob("*")
        if path.is_file() and path.suffix not in (".md", ".pyc")
    }
    assert wanted - held == set()
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    (packages,) = (tmp_path / "venv" / "lib").glob("*/site-packages")
    (packages / "tested-with.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    subprocess.run(
        [python, "-m", "pip", "install", "--no-deps", "--no-index", str(made)], check=True, capture_output=True
    )
    ran = subprocess.run(
        [tmp_path / "venv" / "bin" / "expertpool", "demo", "--json", "--home", str(tmp_path / "home")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
