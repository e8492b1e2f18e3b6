"""Which tables travel, which columns of them, and which never leave the house they are in."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa

from expertpool.models import METADATA

STAYS = frozenset(
    {
        *("account", "attempt", "device_key", "idempotency", "invite", "joint_act", "one_time_code"),
        *("job", "personal_event", "sign_in", "spent_nonce", "pool_lock"),
    }
)
"""Who may sign in, what they signed in with or proposed, the mark of the pool key: made anew wherever the season goes.

A job belongs to the folder in which it works.

What two people did together stands in the ledger, which travels.
"""

SEALED_ALONE = frozenset({"imported_row"})
"""Images of rows with their sealed secrets: of use only together with those."""

LEDGER = ("ledger_entry", "ledger_payload", "ledger_frontier", "checkpoint")
"""The whole ledger, which travels whole or not at all: a tree has no part that could be left out."""

SECRETS = ("id_number_sealed", "id_number_hash", "phone_sealed", "email_sealed")
"""Columns of ``expert`` that hold personal secrets under the pool key."""

PERSONAL = ("id_number", "phone", "email")
"""The same opened, in a file of its own."""

SEASON_OF = {"committee": "year", "filing": "year", "pledge": "season"}
"""Columns by which a season is told from others; whatever hangs on a committee goes with it."""


class Identity(StrEnum):
    """What becomes of identity numbers, telephones and e-mails."""

    NONE = "none"
    SEALED = "sealed"
    PLAIN = "plain"


def travelling(identity: Identity, *, season: int | None) -> list[sa.Table]:
    """The tables of an export, those that others refer to first."""
    left = set(STAYS)
    if identity is Identity.SEALED:
        left -= {"pool_lock"}
    else:
        left |= SEALED_ALONE
    if season is not None:
        left |= {*LEDGER}
    return [table for table in METADATA.sorted_tables if table.name not in left]


def columns_of(table: sa.Table, identity: Identity) -> list[sa.Column[object]]:
    """The columns that travel, in the order of the table."""
    hidden = SECRETS if table.name == "expert" and identity is not Identity.SEALED else ()
    return [column for column in table.columns if column.name not in hidden]


def may_differ(identity: Identity) -> frozenset[str]:
    """Tables whose records the ledger cannot vouch for after the move, because part of them stayed behind."""
    left = {*STAYS} if identity is not Identity.SEALED else STAYS - {"pool_lock"}
    return frozenset({*left, *(() if identity is Identity.SEALED else ("expert", "import_batch"))})
