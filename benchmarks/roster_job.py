"""Checks one roster file and writes its annotated copy, in a process of its own, with the cost of each."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.process import used_so_far
from expertpool.documents.roster.marked import write_checked
from expertpool.documents.roster.reading import read_roster
from expertpool.words import Language


def main() -> None:
    """Print one line of JSON: processor seconds until the problems were known, and until the copy was written."""
    start = used_so_far()
    reading = read_roster(Path(sys.argv[1]))
    checked = used_so_far()
    write_checked(reading, Language.ZH)
    marked = used_so_far()
    result = {
        "imports_cpu_s": start["cpu_s"],
        "checked_cpu_s": checked["cpu_s"],
        "marked_cpu_s": marked["cpu_s"],
        "peak_mb": marked["peak_mb"],
        "good": reading.good,
        "bad": reading.bad,
        "errors": len(reading.errors),
        "notices": len(reading.notices),
    }
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
