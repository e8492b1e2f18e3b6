"""Results as a workbook: one sheet that counts, and one beside it that is advice and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.words import Language, say


def result_bytes(results: Sequence[Mapping[str, Any]], advice: Mapping[str, Any], language: Language) -> bytes:
    """``results`` and ``advice`` as they are written to JSON."""

    def word(key: str) -> str:
        return say(f"scores.book.{key}", language)

    def yes(value: object) -> str:
        return "" if value is None else word("yes" if value else "no")

    rows = [
        [
            one["packet"],
            one["result"] or "",
            yes(one["above"]),
            say(f"scores.book.state_{one['state']}", language),
            " ".join(one["scores"]),
            yes(one["sealed_at_rest_only"]),
        ]
        for one in results
    ]
    heads = [(word(name), 14) for name in ("packet", "result", "above", "state", "scores", "at_rest_only")]
    counted = ListedSheet(name=word("results"), heads=heads, rows=rows)
    return listed_bytes([counted, _advice(results, advice, word)])


def _advice(results: Sequence[Mapping[str, Any]], advice: Mapping[str, Any], word: Any) -> ListedSheet:
    """One line a packet: calibrated score with its interval, chance of being above the line, what it hangs on."""
    calibrated = advice["calibrated"].get("packets", {})
    chances = {one["packet"]: str(one["probability"]) for one in advice["grey_zone"] or ()}
    extra = set(advice["extra_readers"] or ())
    flips: dict[str, list[str]] = {}
    for one in advice["flips"]:
        flips.setdefault(one["packet"], []).append(one["cause"])
    rows = []
    for one in results:
        name = one["packet"]
        known = calibrated.get(name)
        low_high = "–".join(str(end) for end in known["interval90"]) if known else ""
        value = str(known["value"]) if known else ""
        more = word("yes") if name in extra else ""
        rows.append([name, value, low_high, chances.get(name, ""), " ".join(flips.get(name, ())), more])
    heads = [(word(name), 16) for name in ("packet", "calibrated", "interval", "probability", "flips", "extra")]
    return ListedSheet(name=word("advice"), heads=heads, rows=rows)
