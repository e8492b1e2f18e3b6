"""``expertpool import``: an export into an empty home, or a list of the regional platform into a plain file."""

from __future__ import annotations

from pathlib import Path

import click

from blind import dsse
from blind.errors import BlindError
from blind.keys.ed25519 import Ed25519Verifier
from blind.report import PAYLOAD_TYPE
from expertpool.actions.import_season import import_season
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.exchange_list import read_list
from expertpool.db import open_session
from expertpool.documents.platform_list import PlatformList
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.exchange.package import MANIFEST, read_package
from expertpool.exchange.parcel import Parcel, opened
from expertpool.exchange.tables import Identity, may_differ

LISTS = frozenset({".xlsx", ".xls", ".ods", ".csv", ".json"})


@click.command("import", cls=WordedCommand, help="exchange.help.import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice([one.value for one in PlatformList]), help="exchange.help.kind")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="exchange.help.list_out")
@click.option("--key", "key", help="exchange.help.key")
@click.option("--dry-run", is_flag=True, help="exchange.help.dry_run")
@click.option("--by", help="exchange.help.by")
def import_exported(
    *, file: Path, kind: str | None, out: Path | None, key: str | None, dry_run: bool, by: str | None
) -> int:
    """Check every digest, put the rows in place, hold them against the ledger that came along; or read a list."""
    console = current()
    if kind is not None:
        return read_list(console, file, PlatformList(kind), out=out, dry_run=dry_run)
    if file.suffix.lower() in LISTS and file.is_file() and file.name != MANIFEST:
        raise Refusal("exchange.which_list", where=Where(file=str(file)))
    parcel = opened(read_package(file), file=str(file))
    _check_key(console, parcel, key)
    rows = sum(map(len, parcel.rows.values()))
    if not dry_run:
        with open_session(console.settings) as session:
            keys = unlock_pool(session, console.settings) if parcel.secrets else None
            import_season(
                session,
                parcel.rows,
                may_differ=may_differ(parcel.identity),
                secrets=parcel.secrets,
                keys=keys,
                facts={"export": parcel.report.hash.hex(), "key": parcel.key_id, "rows": rows},
                at=now(),
                actor=operator(by),
            )
            session.commit()
    done = "exchange.would_import" if dry_run else "exchange.imported"
    console.line(console.say(done, tables=len(parcel.rows), rows=rows))
    if parcel.identity is Identity.SEALED:
        console.line(console.say("exchange.bring_the_key"))
    told = {"export": parcel.report.hash.hex(), "key": parcel.key_id, "rows": rows, "season": parcel.season}
    return console.finish({"ok": True, **told, "identity": parcel.identity.value, "dry_run": dry_run})


def _check_key(console: Console, parcel: Parcel, key: str | None) -> None:
    """Check the signature with the key the reader knows; without one say that nobody has."""
    if key is None:
        console.line(console.say("exchange.whose_key", key=parcel.key_id))
        return
    try:
        known = Ed25519Verifier(bytes.fromhex(key))
    except (ValueError, BlindError):
        raise Refusal("exchange.bad_key", key=key[:80]) from None
    try:
        dsse.verify(parcel.signed.envelope, payload_type=PAYLOAD_TYPE, keys=[known])
    except BlindError:
        raise Refusal("exchange.other_key", exit_code=ExitCode.FORGED, key=parcel.key_id) from None
