"""``expertpool receipt``: an expert's own receipt, with which they check their place in a draw themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from blind.encoding import canonical
from expertpool.commands.console import WordedCommand, current
from expertpool.commands.party_edge import home_of, passphrase_option, worded
from expertpool.errors import Refusal, Where
from expertpool.party.address import is_address
from expertpool.party.hall import hall_at
from expertpool.party.receipts import (
    Receipts,
    level_of_certificate,
    level_of_hall,
    receipts_of_certificate,
    receipts_of_hall,
)
from expertpool.whole_file import make_folders, write_new


@click.command("receipt", cls=WordedCommand, help="receipt.help")
@click.argument("source")
@click.option("--expert-no", help="receipt.help.expert_no")
@click.option("--all", "everybody", is_flag=True, help="receipt.help.all")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="receipt.help.out")
@passphrase_option
def receipt(*, source: str, expert_no: str | None, everybody: bool, out: Path, passphrase_file: Path | None) -> int:
    """Write one receipt, or one for everybody into a folder; for the owner of the files alone (mode 0600)."""
    console = current()
    if everybody == (expert_no is not None):
        raise Refusal("receipt.one_or_all")
    with worded(source):
        if is_address(source) or Path(source).is_dir():
            home = home_of(console, passphrase_file=passphrase_file)
            hall = hall_at(source, home)
            trust = home.trust_store.trust()
            found = receipts_of_hall(hall, trust, now=home.now)
            level = level_of_hall(hall, trust, now=home.now)
        else:
            found, level = receipts_of_certificate(Path(source)), level_of_certificate(Path(source))
    wanted = _wanted(found, expert_no, out, source)
    for path, one in wanted.items():
        _lay_down(path, one)
    said = "receipt.done_all" if everybody else "receipt.done"
    console.line(console.say(said, count=len(wanted), out=str(out)))
    console.line(console.say("receipt.level", level=console.say(f"report.assurance.{level}")))
    console.line(console.say("receipt.hand_over"))
    return console.finish({"ok": True, "assurance": level, "written": [str(path) for path in wanted]})


def _wanted(found: Receipts, expert_no: str | None, out: Path, source: str) -> dict[Path, Mapping[str, Any]]:
    if expert_no is None:
        return {out / f"receipt-{index:05}.json": found[number] for index, number in enumerate(sorted(found), start=1)}
    number = expert_no.strip()
    if number not in found:
        raise Refusal("receipt.no_such_expert", where=Where(file=source), expert=number)
    return {out: found[number]}


def _lay_down(path: Path, one: Mapping[str, Any]) -> None:
    data = canonical(one)
    make_folders(path.parent)
    if not write_new(path, data, private=True) and path.read_bytes() != data:
        raise Refusal("receipt.taken", where=Where(file=str(path)), path=str(path))
