"""The results file: what was measured, when, with which versions, on which machine."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.process import ROOT

FILE = ROOT / "benchmarks" / "results.json"


def load() -> dict[str, Any]:
    """What the file holds; empty results when there is no file yet."""
    empty: dict[str, Any] = {"pools": {}}
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else empty


def keep(name: str, found: dict[str, Any], *, pool: str | None = None) -> None:
    """Put what was found under ``name``, among the pool's entries where one is given, and leave everything else."""
    results = load()
    place = results["pools"].setdefault(pool, {}) if pool else results
    place[name] = {**found, "date": datetime.now(tz=UTC).date().isoformat()}
    content = {**results, "machine": machine(), "versions": versions()}
    draft = FILE.with_suffix(f".{os.getpid()}.tmp")
    draft.write_text(json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(FILE)


def digest(folder: Path) -> str:
    """SHA-256 over a pool's files: the same on every machine that makes the same pool."""
    content = b"".join((folder / name).read_bytes() for name in ("features.csv", "people.csv", "pool.json"))
    return hashlib.sha256(content).hexdigest()


def machine() -> dict[str, Any]:
    """What kind of machine this is, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 2**30, 1),
    }


def _processor() -> str:
    """The processor's name where the system tells it."""
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text(encoding="utf-8").splitlines() if listing.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def versions() -> dict[str, str]:
    """Python and the packages that do the work."""
    packages = {name: version(name) for name in ("expertpool", "ortools", "numpy", "python-calamine", "xlsxwriter")}
    return {"python": platform.python_version(), **packages}
