"""``expertpool scores close`` and ``unseal``: a round ends, and trustees' halves become tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.fault_words import faults
from expertpool.commands.ledger_proof import note_witnessed
from expertpool.commands.score_rounds import ASIDE, OPEN_TO_ALL, Round, end_round, enter_opening, unsealed
from expertpool.db import open_session
from expertpool.documents.head_file import trust_in
from expertpool.errors import Refusal
from expertpool.party.third_consent import consented
from expertpool.reviewing.review_folder import ReviewFolder
from expertpool.whole_file import make_folders, write_whole
from expertpool.words import has

FOLDER = click.Path(file_okay=False, path_type=Path)
_by = click.option("--by", help="pool.import.by")


@click.command("close", cls=WordedCommand, help="scores.help.close")
@click.argument("group")
@click.option("--review", required=True, type=FOLDER, help="scores.help.review")
@click.option("--despite-missing", is_flag=True, help="scores.help.despite_missing")
@click.option("--since", type=click.IntRange(min=0), help="ledger.checkpoint.since")
@_by
def close_group(*, group: str, review: Path, despite_missing: bool, since: int | None, by: str | None) -> int:
    """Close the newest round and lay down what witness and trustees need; again only renews the proof."""
    console, folder = current(), ReviewFolder(review)
    with open_session(console.settings) as session:
        given: dict[str, Any] = {"despite_missing": despite_missing, "since": since, "at": now(), "actor": operator(by)}
        ended = end_round(session, console.settings, group, **given)
        session.commit()
    ended.lay_down(folder)
    record, logged = ended.record, str(folder.logged(ended.number))
    console.line(console.say("scores.closed", group=group, sheets=len(record.sheets), missing=record.missing))
    console.line(console.say("scores.closed_next", path=logged, review=str(review)))
    facts = {"round": ended.number, "sheets": len(record.sheets), "missing": record.missing}
    return console.finish({"ok": True, "group": group, **facts, "logged": logged})


@click.command("unseal", cls=WordedCommand, help="scores.help.unseal")
@click.argument("group")
@click.option("--review", required=True, type=FOLDER, help="scores.help.review")
@click.option("--trust", required=True, type=click.Path(path_type=Path), help="scores.help.trust")
@click.option("--out", required=True, type=FOLDER, help="scores.help.unseal_out")
@click.option("--without-third", is_flag=True, help="scores.help.without_third")
@_by
def unseal(*, group: str, review: Path, trust: Path, out: Path, without_third: bool, by: str | None) -> int:
    """Join the halves; a sheet that its own reader spoilt is set aside, named and entered, and the others open."""
    console, folder, known = current(), ReviewFolder(review), trust_in(trust)

    def second(one: Round) -> str:
        found = consented(partial(folder.consent, one.number), one.closed.record.to_bytes(), known)
        if found is None:
            raise Refusal("scores.no_consent", round=one.number)
        return found.holder

    with faults(review), open_session(console.settings) as session:
        found = unsealed(session, group, folder, known, second=second if without_third else None)
        enter_opening(session, group, found, at=now(), actor=operator(by))
        session.commit()
    note_witnessed(console.settings, found.witnessed)
    for name, content in found.papers.items():
        make_folders((out / name).parent)
        write_whole(out / name, content, private=name not in OPEN_TO_ALL)
    halves = _tell_halves(console, found.rounds)
    weak, packets = sum(one.at_rest_only for one in found.opened), len({one.packet for one in found.opened})
    console.line(console.say("scores.unsealed", sheets=len(found.opened), packets=packets))
    if weak:
        console.note(console.say("scores.weak", count=weak))
    for one in found.aside:
        console.note(console.say(f"scores.set_aside.{one.why}", packet=one.packet))
    if found.aside:
        console.note(console.say("scores.set_aside", count=len(found.aside), path=str(out / ASIDE)))
    console.line(console.say("scores.written", out=str(out)))
    facts = {"sheets": len(found.opened), "rounds": len(found.rounds), "sealed_at_rest_only": weak}
    left = [{"packet": one.packet, "why": one.why.value} for one in found.aside]
    told = {**facts, "digest": found.digest, "halves": halves, "set_aside": left, "files": sorted(found.papers)}
    if found.seconds:
        told["without_third"] = {str(number): holder for number, holder in found.seconds.items()}
    return console.finish({"ok": True, "group": group, **told})


def _tell_halves(console: Console, rounds: Sequence[Round]) -> dict[str, Any]:
    """Which files of halves were set aside, which nobody signed, and whose contradict the two others'."""
    aside = [(one.number, name, why) for one in rounds for name, why in sorted(one.laid.aside.items())]
    unsigned = [(one.number, name) for one in rounds for name in one.laid.unsigned]
    alone = [(one.number, name, sheets) for one in rounds for name, sheets in sorted(one.doubted.items())]
    for number, name, why in aside:
        reason = console.say(f"scores.fault.{why}") if has(f"scores.fault.{why}") else why
        console.note(console.say("scores.halves_aside", round=number, file=name, why=reason))
    for number, name in unsigned:
        console.note(console.say("scores.halves_unsigned", round=number, holder=name))
    for number, name, sheets in alone:
        console.note(console.say("scores.halves_alone", round=number, holder=name, count=sheets))
    return {
        "set_aside": [{"round": number, "file": name, "why": why} for number, name, why in aside],
        "unsigned": [{"round": number, "holder": name} for number, name in unsigned],
        "contradicting": [{"round": number, "holder": name, "sheets": sheets} for number, name, sheets in alone],
    }
