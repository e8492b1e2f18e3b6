"""Check a certificate as a stranger would: the shipped verifier in a process of its own, with an end to its time."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from expertpool.certifying.names import VERIFIER
from expertpool.errors import ExitCode, Refusal
from expertpool.words import Language

PATIENCE = 60
"""Seconds; large certificates take a few."""


def checked(data: bytes, language: Language) -> tuple[int, list[str]]:
    """The verifier's exit code and lines. Refuses where it did not come to an end in time."""
    with tempfile.TemporaryDirectory() as folder, as_file(files("blind") / VERIFIER) as verifier:
        path = Path(folder) / "certificate.json"
        path.write_bytes(data)
        command = [sys.executable, "-I", str(verifier), str(path), "--lang", language.value]
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603  # our own file
        except subprocess.TimeoutExpired:
            raise Refusal("api.check_too_long", exit_code=ExitCode.HELD_BACK, seconds=PATIENCE) from None
    return done.returncode, done.stdout.decode("utf-8", "replace").strip().splitlines()
