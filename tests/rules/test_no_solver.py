"""Judging stays light: loading packs and judging panels never imports OR-Tools."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from datetime import date
import expertpool.rules.judge, expertpool.rules.eligibility, expertpool.rules.panel_bounds
from expertpool.rules.stack import load_packs
load_packs(on=date(2025, 8, 15)).topics
print(any(name.startswith("ortools") for name in sys.modules))
"""


def test_judging_never_imports_ortools():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
