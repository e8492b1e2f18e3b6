"""``expertpool decide``: what the office decides about one dossier, place by place, without a spreadsheet."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import click

from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import WordedCommand, current
from expertpool.commands.packet_entries import entering
from expertpool.errors import Refusal


@click.command("decide", cls=WordedCommand, help="decide.help")
@click.argument("key", help="decide.help.key")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="decide.help.out")
@click.option("--hide", multiple=True, help="decide.help.hide")
@click.option("--keep", multiple=True, help="decide.help.keep")
@click.option("--box", "boxes", multiple=True, help="decide.help.box")
@click.option("--confirm", multiple=True, help="decide.help.confirm")
@click.option("--reason", default="", help="decide.help.reason")
@click.option("--by", help="decide.help.by")
def decide(
    *,
    key: str,
    out: Path,
    hide: tuple[str, ...],
    keep: tuple[str, ...],
    boxes: tuple[str, ...],
    confirm: tuple[str, ...],
    reason: str,
    by: str | None,
) -> int:
    """Record decisions; the next run of the blinding replays them."""
    from blind.redact import Act  # noqa: PLC0415  # slow to import: after the words are read
    from expertpool.packets.deciding import DossierFindings, Place  # noqa: PLC0415  # slow to import, as above
    from expertpool.packets.out_folder import OutFolder  # noqa: PLC0415  # slow to import, as above

    console = current()
    who, at = operator(by), now()
    reason = unicodedata.normalize("NFC", reason.encode(errors="replace").decode()).strip()
    if not (hide or keep or boxes or confirm):
        raise Refusal("decide.nothing")
    if not out.is_dir():
        raise Refusal("decide.unknown_key", key=key, out=str(out))
    folder = OutFolder.at(out)
    with folder.alone():
        found = DossierFindings(folder, key)
        decided = (
            *(each for one in hide for each in found.about(one, Act.HIDE, reason=reason, by=who, at=at)),
            *(each for one in keep for each in found.about(one, Act.KEEP, reason=reason, by=who, at=at)),
            *(found.box(Place.read(one, boxed=True), reason=reason, by=who, at=at) for one in boxes),
            *(found.confirmed(Place.read(one, boxed=False), by=who, at=at) for one in confirm),
        )
        entering(console.settings, who)({key: decided}, {}, None)
        found.keep(decided)
    console.line(console.say("decide.done", count=len(decided), key=key))
    return console.finish({"ok": True, "key": key, "decisions": [one.as_dict() for one in decided]})
