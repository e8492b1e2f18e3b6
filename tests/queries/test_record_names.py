"""Every table whose rows the ledger accounts for, and every kind of entry, has a name, so that it can be shown."""

from __future__ import annotations

from expertpool.models import Kind
from expertpool.queries.records import BELONGING
from expertpool.words import has


def test_every_table_of_records_has_its_name() -> None:
    assert [table for table in BELONGING if not has(f"ledger.table.{table}")] == []


def test_every_kind_of_entry_has_its_name() -> None:
    assert [kind.name for kind in Kind if not has(f"ledger.kind.{kind.name.lower()}")] == []
