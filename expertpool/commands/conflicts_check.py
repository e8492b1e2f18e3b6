"""``expertpool conflicts check``: every pair of a finished assignment looked at once more, by other means."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from expertpool.commands.console import Console, WordedCommand, current
from expertpool.errors import ExitCode, Refusal, Where


@click.command("check", cls=WordedCommand, help="conflicts.help.check")
@click.option("--assignment", required=True, type=click.Path(path_type=Path), help="conflicts.help.assignment")
@click.option("--packets", required=True, type=click.Path(path_type=Path), help="conflicts.help.packets")
@click.option("--applicants", required=True, type=click.Path(path_type=Path), help="conflicts.help.applicants")
@click.option("--dossiers", required=True, type=click.Path(path_type=Path), help="conflicts.help.dossiers")
@click.option("--experts", required=True, type=click.Path(path_type=Path), help="conflicts.help.experts")
@click.option("--conflicts", "listed", type=click.Path(path_type=Path), help="conflicts.help.conflicts")
def check(
    *, assignment: Path, packets: Path, applicants: Path, dossiers: Path, experts: Path, listed: Path | None
) -> int:
    """Join, look, tell. Exit code 5 where a pair must not be, 4 where a person has to look."""
    from expertpool.commands.conflicts_edge import CACHE, applicants_of, experts_of, texts_of  # noqa: PLC0415  # its import is slow
    from expertpool.conflicts.joining import codenames_by_key  # noqa: PLC0415  # slow to import
    from expertpool.conflicts.second_look import second_look  # noqa: PLC0415  # its import is slow
    from expertpool.documents.assignment_file import read_assignment  # noqa: PLC0415  # its import is slow
    from expertpool.documents.conflicts_file import read_conflicts  # noqa: PLC0415  # its import is slow

    console = current()
    people = {one.key: one for one in applicants_of(applicants)}
    pool = {one.expert_no: one for one in experts_of(experts)}
    made = read_assignment(assignment).packets
    known = read_conflicts(listed) if listed else None
    keys = {codename: key for key, codename in codenames_by_key(packets, people).items()}
    pairs = {(keys.get(name, name), number) for name, numbers in made.items() for number in numbers}
    strange = [one for one in sorted(pairs) if one[0] not in people or one[1] not in pool]
    if strange:
        where = Where(file=assignment.name)
        raise Refusal("conflicts.check.unknown", where=where, found=" × ".join(strange[0]))
    decided = {(one.key, one.expert_no) for one in known.findings if one.answer is False} if known else set()
    with tempfile.TemporaryDirectory() as scratch:
        cache = listed.parent / CACHE if listed else Path(scratch)
        texts, unread = texts_of(console, dossiers, tuple(people.values()), cache)
    seen = second_look(
        pairs,
        applicants=people,
        experts=pool,
        texts=texts,
        limits=known.limits if known else frozenset(),
        decided=frozenset(decided),
    )
    broken = {(one.key, one.expert_no) for one in seen if one.sight.sure}
    look = {(one.key, one.expert_no) for one in seen} - broken
    console.line(console.say("conflicts.check.done", pairs=len(pairs), broken=len(broken), look=len(look)))
    for one in seen:
        console.line("  " + _words(console, one.sight, one.key, one.expert_no, one.cited))
    for key, what in unread:
        console.note(console.say("conflicts.unread", key=key, what=what))
    content = {
        "ok": not broken and not look,
        "pairs": len(pairs),
        "broken": sorted(map(list, broken)),
        "look": sorted(map(list, look)),
        "seen": [{**vars(one), "sight": str(one.sight), "cited": one.cited.as_dict()} for one in seen],
        "unread": [list(one) for one in unread],
    }
    code = ExitCode.FORGED if broken else ExitCode.HELD_BACK if look or unread else ExitCode.DONE
    return console.finish(content, code)


def _words(console: Console, sight: str, key: str, expert: str, cited: object) -> str:
    from expertpool.documents.conflicts_workbook import place  # noqa: PLC0415  # slow to import

    facts = vars(cited)
    where = place(facts["file"], facts["page"], facts["line"], console.say)
    return console.say(f"conflicts.check.{sight}", key=key, expert=expert, place=where, text=facts["text"])
