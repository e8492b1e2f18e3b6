"""The pool: ``pool list``, ``pool health``, ``pool affiliate``."""

from __future__ import annotations

import click

from expertpool.actions.affiliate_unit import affiliate_unit, release_unit
from expertpool.canonical import plain
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import WordedGroup, current
from expertpool.db import open_session
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.queries.facts import pool_experts

_HEADS = ("expert_no", "name", "employer", "series", "specialties", "level", "integrity", "status")

pool = WordedGroup(
    "pool", lazy={"health": "expertpool.commands.pool_health:health"}, help="pool.help", no_args_is_help=True
)


@pool.command("list", help="pool.list")
@click.option("--search", default="", help="pool.list.search")
def list_experts(search: str) -> int:
    """List the experts, those that contain the text."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        found = [expert for expert in pool_experts(session) if _contains(expert, search.strip())]
    if found:
        console.table(
            title=console.say("pool.list.title", count=len(found)),
            heads=[console.say(f"pool.head.{head}") for head in _HEADS],
            rows=[_line(expert) for expert in found],
        )
    else:
        console.line(console.say("pool.list.none"))
    listed = [{**plain(one.facts), "name": one.name, "gender": one.gender} for one in found]
    return console.finish({"ok": True, "count": len(found), "experts": listed})


def _contains(expert: RosterExpert, text: str) -> bool:
    facts = expert.facts
    return any(
        text in field for field in (facts.expert_no, expert.name, facts.employer, facts.series, *facts.specialties)
    )


def _line(expert: RosterExpert) -> list[str]:
    facts = expert.facts
    return [
        facts.expert_no,
        expert.name,
        facts.employer,
        facts.series,
        "、".join(facts.specialties),
        facts.level.value,
        facts.integrity.value,
        facts.status.value,
    ]


@pool.command("affiliate", help="pool.affiliate")
@click.argument("unit")
@click.option("--of", "parent", default=None, help="pool.affiliate.of")
@click.option("--release", is_flag=True, help="pool.affiliate.release")
@click.option("--by", default=None, help="pool.import.by")
def affiliate(*, unit: str, parent: str | None, release: bool, by: str | None) -> int:
    """Put a unit under another, or let it stand for itself again."""
    console = current()
    unit, parent = unit.strip(), (parent or "").strip()
    if not unit or release is bool(parent):
        raise Refusal("pool.affiliate.one")
    with open_session(console.settings) as session:
        if release:
            release_unit(session, unit, at=now(), actor=operator(by))
        else:
            affiliate_unit(session, unit, of=parent, at=now(), actor=operator(by))
        known = {expert.facts.employer for expert in pool_experts(session)}
        session.commit()
    said = "pool.affiliate.released" if release else "pool.affiliate.done"
    console.line(console.say(said, unit=unit, parent=parent))
    if not release and unit not in known:
        console.note(console.say("pool.affiliate.unseen", unit=unit))
    return console.finish({"ok": True, "unit": unit, "affiliate_of": parent or None})
