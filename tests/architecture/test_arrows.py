"""Who may import whom, and what the pure cores may not touch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, ROOT, Source, attributes, calls_of, imports_of, source, sources

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

CLOCKS_AND_DICE = ("time", "random", "secrets", "uuid", "numpy.random")
"""A core gets its moments and seeds as arguments, so it may not import what makes them."""

COMMITTERS = {
    "expertpool/db.py": "opens databases and brings them to the newest shape",
    "expertpool/migrations/": "runs inside the connection that expertpool/db.py hands over",
    "expertpool/commands/": "the edge of the command line",
    "expertpool/backup/": "makes database files of its own and fills empty databases: nobody else's transaction",
    "expertpool/jobs/": "the edge of work that takes long: the worker's rows, and the transactions of what it does",
    "api/wiring.py": "the edge of the API",
}


def impure(one: Source) -> list[str]:
    """Places where a file asks the machine for time, chance or settings."""
    found = imports_of(one, *CLOCKS_AND_DICE)
    asked = calls_of(one, "now", "today", "utcnow")
    return found + asked + attributes(one, "environ", "getenv", "getenvb", "urandom", "random")


def dicey(one: Source) -> list[str]:
    """Places where a file uses a generator that is neither secure nor reproducible over versions."""
    return imports_of(one, "random", "numpy.random") + [use for use in attributes(one, "random") if "numpy" in one.text]


def from_environment(one: Source) -> list[str]:
    """Places where a file reads the environment."""
    return attributes(one, "environ", "environb", "getenv", "getenvb") + imports_of(one, "os.environ", "os.getenv")


def commits(one: Source) -> list[str]:
    """Places where a file ends a transaction."""
    return calls_of(one, "commit", "begin")


def run_linter(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_import_contracts_hold() -> None:
    done = run_linter(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("solver/extra.py", "import blind"),
        ("blind/extra.py", "import solver"),
        ("expertpool/extra.py", "import api"),
        ("expertpool/rules/extra.py", "import expertpool.models"),
        ("expertpool/models/extra.py", "import expertpool.queries"),
        ("expertpool/drawing/extra.py", "import expertpool.documents"),
        ("expertpool/queries/extra.py", "import expertpool.actions"),
        ("expertpool/actions/extra.py", "import expertpool.commands"),
        ("api/extra.py", "import web"),
    ],
)
def test_import_contracts_notice_an_arrow_against_the_grain(tmp_path: Path, module: str, line: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    inner = ("commands", "packets", "reviewing", "certifying", "party", "actions", "queries", "documents", "models")
    inner += (
        "drawing",
        "assigning",
        "rules",
        "desk",
        "results",
        "reporting",
        "season",
        "conflicts",
        "oversight",
        "exchange",
        "filings",
        "eligibility",
        "intake",
        "backup",
        "jobs",
        "retention",
    )
    rooms = [f"expertpool/{room}" for room in inner]
    for folder in [*PACKAGES, *rooms]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "expertpool/documents/applicants").mkdir()
    (tmp_path / "blind/identity.py").touch()
    for room, names in {"contexts": ["expert_desk"], "pages": ["expert_desk", "packet_desk"]}.items():
        (tmp_path / "web" / room).mkdir()
        for name in ("__init__", *names):
            (tmp_path / "web" / room / f"{name}.py").touch()
    (tmp_path / "web/desk_view.py").touch()
    for name in ("__main__.py", "rules/facts.py", "documents/applicants/__init__.py"):
        (tmp_path / "expertpool" / name).touch()
    for name in ("bounds.py", "problem.py"):
        (tmp_path / "solver" / name).touch()
    assert run_linter(tmp_path).returncode == 0
    (tmp_path / module).write_text(line + "\n", encoding="utf-8")
    assert run_linter(tmp_path).returncode == 1


def test_only_the_solver_imports_or_tools() -> None:
    others = sources(*(package for package in PACKAGES if package != "solver"))
    assert [use for one in others for use in imports_of(one, "ortools")] == []
    assert [use for one in sources("solver") for use in imports_of(one, "ortools")] != []


def test_rules_import_the_bounds_of_the_solver_alone() -> None:
    allowed = ("solver.bounds", "solver.problem", "solver.errors")
    uses = [use for one in sources("expertpool/rules") for use in imports_of(one, "solver")]
    assert uses != []
    assert [use for use in uses if not use.split()[1].startswith(allowed)] == []


def test_cores_ask_nobody_for_time_chance_or_settings() -> None:
    assert [use for one in sources("solver", "blind") for use in impure(one)] == []


def test_no_core_knows_a_database_or_the_web() -> None:
    outside = ("sqlalchemy", "sqlmodel", "alembic", "fastapi", "starlette", "uvicorn", "click", "rich")
    assert [use for one in sources("solver", "blind") for use in imports_of(one, *outside)] == []


def test_dice_are_thrown_in_seeds_alone() -> None:
    users = [one for one in sources(*PACKAGES) if not one.path.startswith("expertpool/seeds/")]
    assert [use for one in users for use in dicey(one)] == []


def test_environment_is_read_in_settings_alone() -> None:
    readers = {one.path for one in sources(*PACKAGES) if from_environment(one)}
    assert readers == {"expertpool/settings.py"}


def test_edges_alone_commit() -> None:
    inner = [one for one in sources("expertpool", "api", "web") if not one.path.startswith(tuple(COMMITTERS))]
    assert [use for one in inner for use in commits(one)] == []


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (impure, "import time"),
        (impure, "from time import monotonic"),
        (impure, "from datetime import datetime\nx = datetime.now()"),
        (impure, "from datetime import date\nx = date.today()"),
        (impure, "import os\nx = os.environ['A']"),
        (impure, "import os\nx = os.urandom(8)"),
        (impure, "import random"),
        (impure, "def f():\n    from secrets import token_bytes"),
        (impure, "import numpy as np\nx = np.random.default_rng()"),
        (dicey, "from random import Random"),
        (dicey, "import numpy as np\nx = np.random.default_rng()"),
        (from_environment, "import os\nx = os.getenv('A')"),
        (from_environment, "from os import environ"),
        (commits, "def f(session):\n    session.commit()"),
        (commits, "def f(session):\n    with session.begin():\n        pass"),
    ],
)
def test_scans_notice_what_they_look_for(look: Callable[[Source], list[str]], text: str) -> None:
    assert look(source(text)) != []


@pytest.mark.parametrize(
    "program",
    [
        "import solver",
        "import solver; solver.Bound, solver.Problem",
        "import expertpool.__main__",
        "from expertpool.__main__ import main; main(['--help'])",
        "from expertpool.__main__ import main; main(['draw', '--help'])",
        "from expertpool.__main__ import main; assert main(['rules']) == 0",
        "from expertpool.__main__ import main; assert main(['roster', 'template', 'roster.xlsx']) == 0",
        "from expertpool.__main__ import main; assert main(['roster', 'check', 'roster.csv']) == 0",
    ],
)
def test_what_does_not_solve_does_not_load_or_tools(tmp_path: Path, program: str) -> None:
    (tmp_path / "roster.csv").write_text(
        "专家编号,姓名,工作单位,职称系列,专业,职称层级\nE1,张三,云岭稀土研究院,工程,冶金,正高级\n", encoding="utf-8"
    )
    code = f"import sys\n{program}\nloaded = sorted(name for name in sys.modules if name.startswith('ortools'))\n"
    done = subprocess.run(
        [sys.executable, "-c", code + "sys.exit(f'loaded {loaded[:3]}' if loaded else 0)"],
        cwd=tmp_path,
        env={**os.environ, "EXPERTPOOL_HOME": str(tmp_path / "home")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
