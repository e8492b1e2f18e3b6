"""A part of the benchmarks run by itself: its figures as one line of JSON, then as a sentence."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any


def told(measure: Callable[[], dict[str, Any]], remark: Callable[[dict[str, Any]], str]) -> None:
    """Measure, and print what was found, with the seconds that went by, and the sentence for the page."""
    start = time.monotonic()
    found = measure()
    print(json.dumps({**found, "elapsed_s": round(time.monotonic() - start, 1)}, ensure_ascii=False))
    print(remark(found))
