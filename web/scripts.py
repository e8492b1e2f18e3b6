"""The scripts that browsers are given, as one digest: what ran on a device when it made its key or opened a ballot."""

from __future__ import annotations

from pathlib import Path

from blind.encoding import tagged_hash

FOLDER = Path(__file__).parent / "static"


def scripts_digest(folder: Path = FOLDER) -> str:
    """Hex of TH("scripts", name, content, …) over every script in the order of their names."""
    files = sorted(folder.glob("*.js"), key=lambda path: path.name)
    parts = [part for path in files for part in (path.name.encode(), path.read_bytes())]
    return tagged_hash("expertpool/scripts/v1", *parts).hex()
