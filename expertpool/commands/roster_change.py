"""How an import is told: what changes, what was left out, what to look at twice; to people and to programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from expertpool.canonical import plain
from expertpool.commands.console import Console
from expertpool.documents.roster.left_out import LeftOut
from expertpool.documents.roster.reading import RosterReading
from expertpool.models import ImportBatch
from expertpool.queries.roster_difference import ExpertChange, RosterDifference

_SHOWN = 40
"""Changes listed for people; programs get all of them."""

_PLEASE_CHECK = ("years_taken_back", "integrity_restored", "identity_changed")


def tell_difference(console: Console, reading: RosterReading, difference: RosterDifference, left_out: LeftOut) -> None:
    """List what an import adds, changes and removes, and what asks for a second look."""
    rows = [(_word(console, "added"), number, "") for number in difference.added]
    rows += [(_word(console, "changed"), one.expert_no, _fields(console, one)) for one in difference.changed]
    rows += [(_word(console, "removed"), number, "") for number in difference.removed]
    if rows:
        console.table(
            title=console.say("pool.import.title", source=reading.path.name),
            heads=[_word(console, head) for head in ("kind", "number", "what")],
            rows=[list(row) for row in rows[:_SHOWN]],
        )
    if len(rows) > _SHOWN:
        console.line(console.say("pool.import.more", count=len(rows) - _SHOWN))
    console.line(
        console.say(
            "pool.import.counts",
            added=len(difference.added),
            changed=len(difference.changed),
            removed=len(difference.removed),
            unchanged=difference.unchanged,
        )
    )
    _tell_unread(console, reading)
    _tell_left_out(console, left_out, difference)
    _tell_attention(console, difference)


def _word(console: Console, key: str) -> str:
    return console.say(f"pool.import.{key}")


def _fields(console: Console, change: ExpertChange) -> str:
    def shown(value: Any) -> str:
        if value is None:
            return console.say("pool.unknown")
        if isinstance(value, list):
            return "、".join(map(str, value)) or console.say("pool.empty")
        return str(value)

    lines = (
        f"{console.say(f'pool.field.{key}')}: {shown(old)} → {shown(new)}" for key, (old, new) in change.fields.items()
    )
    return "\n".join(lines)


def _tell_unread(console: Console, reading: RosterReading) -> None:
    if reading.unknown_columns:
        console.note(console.say("pool.import.unknown_columns", columns=_some(console, reading.unknown_columns)))
    if reading.notices:
        console.note(console.say("pool.import.notices", count=len(reading.notices), file=reading.path))


def _tell_left_out(console: Console, left_out: LeftOut, difference: RosterDifference) -> None:
    if not left_out.rows:
        return
    rows = [console.say("pool.import.left_out_row", row=row) for row in left_out.rows]
    console.note(console.say("pool.import.left_out", count=len(rows), rows=_some(console, rows)))
    if left_out.nameless:
        console.note(console.say("pool.import.no_removal"))
    elif difference.spared:
        console.note(console.say("pool.import.spared", numbers=_some(console, difference.spared)))


def _tell_attention(console: Console, difference: RosterDifference) -> None:
    for key in ("renumbered", "returning"):
        pairs = [f"{old} → {new}" if old != new else new for old, new in getattr(difference, key)]
        if pairs:
            console.line(console.say(f"pool.import.{key}", pairs=_some(console, pairs)))
    for key in _PLEASE_CHECK:
        if numbers := getattr(difference, key):
            console.note(console.say(f"pool.import.{key}", numbers=_some(console, numbers)))


def _some(console: Console, texts: Sequence[str]) -> str:
    listed = "、".join(texts[:_SHOWN])
    return listed if len(texts) <= _SHOWN else listed + console.say("pool.import.more", count=len(texts) - _SHOWN)


def tell_end(console: Console, difference: RosterDifference, batch: ImportBatch | None, *, dry_run: bool) -> None:
    """Say how it ended: a dry run, nothing to do, or a batch with its number."""
    if dry_run:
        console.line(console.say("pool.import.dry"))
        if difference.shrinks:
            console.note(console.say("pool.import.dry_shrinks"))
    elif batch is None:
        console.line(console.say("pool.import.nothing"))
    else:
        console.line(console.say("pool.import.done", batch=batch.id))


def import_as_dict(
    reading: RosterReading, difference: RosterDifference, left_out: LeftOut, *, batch: ImportBatch | None, dry_run: bool
) -> dict[str, Any]:
    """All of it as plain values; secrets masked."""

    def pairs(key: str) -> list[dict[str, str]]:
        return [{"from": old, "to": new} for old, new in getattr(difference, key)]

    return {
        "ok": True,
        "dry_run": dry_run,
        "file": str(reading.path),
        "batch": batch and batch.id,
        "added": list(difference.added),
        "changed": [{"expert_no": one.expert_no, "fields": plain(one.fields)} for one in difference.changed],
        "removed": list(difference.removed),
        "unchanged": difference.unchanged,
        "renumbered": pairs("renumbered"),
        "returning": pairs("returning"),
        "unknown_columns": list(reading.unknown_columns),
        "notices": len(reading.notices),
        "left_out": list(left_out.rows),
        "spared": list(difference.spared),
        "needs_allow_shrink": difference.shrinks,
        "please_check": {key: list(getattr(difference, key)) for key in _PLEASE_CHECK},
    }
