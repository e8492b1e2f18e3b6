"""A group's rounds put on its page, in numbers; and the opened tables put where the office alone gets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlmodel import Session

from blind.encoding import strict_parse
from expertpool.commands.ledger_proof import note_witnessed
from expertpool.commands.score_rounds import LINKED, Unsealed
from expertpool.models import Kind
from expertpool.queries.ledger import body_of, entries
from expertpool.queries.reading_progress import rounds_scored
from expertpool.queries.review import group_of
from expertpool.reviewing.group_plan import thawed
from expertpool.reviewing.result_workbook import result_bytes
from expertpool.reviewing.score_report import advice_of, results_of
from expertpool.reviewing.score_table import at_rest_only, read_scores
from expertpool.reviewing.served_review import ServedReview
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole
from expertpool.words import Language
from web.contexts.form import Form
from web.contexts.scores import GroupLine, OpenedShown, RoundLine, ScoresPage

ENOUGH = 2
"""Trustees whose halves open a round."""


def group_line(session: Session, group: str) -> GroupLine:
    """A group in one line."""
    seen, last = group_of(session, group), [one for one in rounds_scored(session) if one.group == group][-1]
    found = _opened(session, group)
    state = "open" if not last.closed else "opened" if found and found.upto == last.round else "closed"
    return GroupLine(group=seen.id, title=seen.title, round=last.round, owed=last.owed, came=last.came, state=state)


def scores_page(session: Session, settings: Settings, group: str, form: Form | None = None) -> ScoresPage:
    """One group. Raises Refusal where there is none."""
    seen, folder = group_of(session, group), ServedReview(settings, group).folder
    rounds = tuple(
        RoundLine(
            number=one.round,
            owed=one.owed,
            came=one.came,
            closed=one.closed,
            cosigned=folder.cosigned(one.round).is_file(),
            halves=tuple(path.stem for path in folder.halves_there(one.round)),
        )
        for one in rounds_scored(session)
        if one.group == group
    )
    over = [one for one in rounds if one.closed]
    return ScoresPage(
        line=group_line(session, group),
        packets=len(seen.packets),
        readers=len({one.reader for one in seen.tasks if not one.withdrawn}),
        rounds=rounds,
        closed=seen.closed,
        cosigned=bool(over) and all(one.cosigned for one in over),
        ready=bool(over) and all(len(one.halves) >= ENOUGH for one in over),
        opened=_opened(session, group),
        form=form or Form(),
    )


def _opened(session: Session, group: str) -> OpenedShown | None:
    """The last opening on record."""
    found = None
    for entry in entries(session, kind=Kind.SCORES_UNSEALED, scope=group):
        body = body_of(session, entry.seq)
        facts = strict_parse(body.content)["facts"] if body is not None else None
        if facts is not None:
            found = OpenedShown(upto=facts["round"], sheets=facts["sheets"], aside=len(facts.get("set_aside", ())))
    return found


def put_opened(
    session: Session, settings: Settings, served: ServedReview, found: Unsealed, language: Language
) -> Callable[[], None]:
    """What writes an opening's tables, and what the frozen plan makes of them; to be called once it is entered."""
    plan, _ = thawed(group_of(session, served.group).plan)
    return partial(_write, settings, served, found, plan, language)


def _write(settings: Settings, served: ServedReview, found: Unsealed, plan: Any, language: Language) -> None:
    note_witnessed(settings, found.witnessed)
    for name, content in found.papers.items():
        make_folders((served.opened / name).parent)
        write_whole(served.opened / name, content, private=True)
    if not found.opened:
        return
    table = served.opened / LINKED
    scores, typed = read_scores(table), at_rest_only(table)
    results = [{**one, "sealed_at_rest_only": one["packet"] in typed} for one in results_of(scores, plan)]
    advice = advice_of(scores, plan)
    for name, said in (("results.json", {"method": plan.method, "results": results}), ("advice.json", advice)):
        text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
        write_whole(served.opened / name, text.encode(), private=True)
    write_whole(served.opened / "results.xlsx", result_bytes(results, advice, language), private=True)
