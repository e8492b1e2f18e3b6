"""``expertpool filing papers`` and ``form``: the files behind a filing, and forms to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.filing_edge import paper_dict, papers_folder
from expertpool.db import open_session
from expertpool.documents.filed_papers import faults, kept_at
from expertpool.documents.plan_form import form_toml, form_workbook, read_form_file
from expertpool.errors import ExitCode, Refusal
from expertpool.filings.filing import Paper
from expertpool.filings.form import Form, form_named, known_forms
from expertpool.queries.filings import filing_seen
from expertpool.whole_file import make_folders, write_whole


@click.command("papers", cls=WordedCommand, help="filing.help.papers")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="filing.help.papers_out")
def papers(*, number: int, out: Path | None) -> int:
    """List the papers of a filing, look at every file again, and copy them out."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        seen = filing_seen(session, number)
    listed = [(step.number, paper) for step in seen.filing.steps for paper in step.papers]
    wrong = faults(papers_folder(console), [paper for _, paper in listed])
    rows = []
    for step, paper in listed:
        state = wrong.get(paper.digest, "sound")
        rows.append({"step": step, **paper_dict(console, seen, paper), "file": state})
    console.table(
        title=console.say("filing.papers_of", number=number),
        heads=[console.say(f"filing.head.{head}") for head in ("step", "title", "name", "pages", "digest", "file")],
        rows=[
            [
                str(one["step"]),
                str(one["title"]),
                str(one["name"]),
                str(one["pages"] if one["pages"] is not None else "-"),
                str(one["digest"])[:16],
                console.say(f"filing.file.{one['file']}"),
            ]
            for one in rows
        ],
    )
    if out is not None:
        _copy(console, [one for one in listed if one[1].digest not in wrong], out)
    code = ExitCode.FORGED if wrong else ExitCode.DONE
    return console.finish({"ok": not wrong, "number": number, "papers": rows, "out": str(out) if out else None}, code)


def _copy(console: Console, listed: Sequence[tuple[int, Paper]], out: Path) -> None:
    """Copy the sound files, each named by step, paper and digest, so that no name of theirs leads elsewhere."""
    make_folders(out)
    for step, paper in listed:
        ending = Path(paper.name).suffix if Path(paper.name).suffix.isascii() else ""
        name = f"{step:02}-{paper.paper}-{paper.digest[:8]}{ending}"
        write_whole(out / name, kept_at(papers_folder(console), paper).read_bytes(), private=True)
    console.line(console.say("filing.copied", count=len(listed), out=str(out)))


@click.command("form", cls=WordedCommand, help="filing.help.form")
@click.argument("name", metavar="FORM")
@click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--check", type=click.Path(dir_okay=False, path_type=Path), help="filing.help.form_check")
def form(*, name: str, out: Path | None, check: Path | None) -> int:
    """Write an empty form, or say what a filled one still lacks."""
    console = current()
    if name not in known_forms():
        raise Refusal("filing.form_unknown", form=name, known="、".join(known_forms()))
    wanted = form_named(name)
    if out is not None and check is None:
        return _write(console, wanted, out)
    if check is not None and out is None:
        return _check(console, wanted, check)
    raise Refusal("filing.form_one")


def _write(console: Console, wanted: Form, out: Path) -> int:
    toml = form_toml(wanted, console.language).encode() if out.suffix.lower() == ".toml" else None
    write_whole(out, toml or form_workbook(wanted, console.language, made_on=now().date()))
    console.line(console.say("filing.form_written", path=str(out)))
    told = {"form": wanted.id, "out": str(out), "contents": [one.id for one in wanted.contents]}
    return console.finish({"ok": True, **told})


def _check(console: Console, wanted: Form, path: Path) -> int:
    stated = read_form_file(path, wanted)
    missing = wanted.missing(stated)
    for one in wanted.contents:
        key = "filing.content_missing" if one in missing else "filing.content_there"
        console.line(console.say(key, content=one.titles[console.language]))
    code = ExitCode.BAD_INPUT if missing else ExitCode.DONE
    told = {"form": wanted.id, "clause": wanted.clause, "missing": [one.id for one in missing]}
    return console.finish({"ok": not missing, **told}, code)
