"""Rosters into the pool: ``roster import``, ``roster undo``, ``roster batches``."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click

from expertpool.actions.import_roster import carry_out
from expertpool.actions.undo_import import undo_import
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.beijing import minute
from expertpool.canonical import plain
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.roster_change import import_as_dict, tell_difference, tell_end
from expertpool.db import open_session
from expertpool.documents.roster.left_out import left_out_of, require_usable
from expertpool.documents.roster.reading import read_roster
from expertpool.models import ImportBatch
from expertpool.queries.import_batches import import_batches
from expertpool.queries.pool_lock import keys_for_reading
from expertpool.queries.roster_difference import plan_reading


@click.command("import", cls=WordedCommand, help="pool.import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="pool.import.dry_run")
@click.option("--only-good", is_flag=True, help="pool.import.only_good")
@click.option("--allow-shrink", is_flag=True, help="pool.import.allow_shrink")
@click.option("--by", default=None, help="pool.import.by")
def import_roster(*, file: Path, dry_run: bool, only_good: bool, allow_shrink: bool, by: str | None) -> int:
    """Show what a roster changes in the pool; then change it, unless it is a dry run."""
    console = current()
    reading = read_roster(file)
    left_out = left_out_of(reading)
    require_usable(reading, left_out, only_good=only_good)
    batch = None
    with open_session(console.settings, reading=dry_run) as session:
        keys = (keys_for_reading if dry_run else unlock_pool)(session, console.settings)
        plan = plan_reading(session, reading, left_out, keys=keys)
        tell_difference(console, reading, plan.difference, left_out)
        if not dry_run:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            batch = carry_out(
                session,
                plan,
                source=file.name,
                digest=digest,
                at=now(),
                actor=operator(by),
                keys=keys,
                allow_shrink=allow_shrink,
            )
            session.commit()
    tell_end(console, plan.difference, batch, dry_run=dry_run)
    return console.finish(import_as_dict(reading, plan.difference, left_out, batch=batch, dry_run=dry_run))


@click.command("undo", cls=WordedCommand, help="pool.undo")
@click.argument("batch", type=click.IntRange(min=1))
@click.option("--by", default=None, help="pool.import.by")
def undo(*, batch: int, by: str | None) -> int:
    """Undo one import."""
    console = current()
    with open_session(console.settings) as session:
        undone = _counts(undo_import(session, batch, at=now(), actor=operator(by)))
        session.commit()
    console.line(console.say("pool.undo.done", **undone))
    return console.finish({"ok": True, **undone})


@click.command("batches", cls=WordedCommand, help="pool.batches")
def batches() -> int:
    """List all imports, the newest first."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        found = import_batches(session)
    heads = [f"pool.batches.{head}" for head in ("number", "at", "by", "source")]
    heads += ["pool.import.added", "pool.import.changed", "pool.import.removed", "pool.batches.state"]
    if found:
        console.table(
            title=console.say("pool.batches.title"),
            heads=[console.say(head) for head in heads],
            rows=[_batch_line(console, batch) for batch in found],
        )
    else:
        console.line(console.say("pool.batches.none"))
    return console.finish({"ok": True, "batches": [_batch_as_dict(batch) for batch in found]})


def _counts(batch: ImportBatch) -> dict[str, Any]:
    return {"batch": batch.id, "added": batch.added, "changed": batch.changed, "removed": batch.removed}


def _batch_line(console: Console, batch: ImportBatch) -> list[str]:
    state = console.say("pool.batches.stands")
    if batch.undone_at is not None:
        state = console.say("pool.batches.undone", by=batch.undone_by, at=minute(batch.undone_at))
    counts = [str(count) for count in (batch.added, batch.changed, batch.removed)]
    return [str(batch.id), minute(batch.imported_at), batch.imported_by, batch.source, *counts, state]


def _batch_as_dict(batch: ImportBatch) -> dict[str, Any]:
    return {
        **_counts(batch),
        "unchanged": batch.unchanged,
        "source": batch.source,
        "digest": batch.digest,
        "imported_at": plain(batch.imported_at),
        "imported_by": batch.imported_by,
        "undone_at": plain(batch.undone_at),
        "undone_by": batch.undone_by,
    }
