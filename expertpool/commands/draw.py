"""``expertpool draw``: one committee's panel from a roster file, with its papers, or the reason why there is none."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from expertpool import __version__
from expertpool.actions.draw_panel import keep_failure, keep_result
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.documents.draw_folder import EXPLANATION, RESULT, DrawFolder
from expertpool.documents.draw_papers import Occasion, Papers
from expertpool.documents.explanation import explanation_text
from expertpool.documents.roster_clean import require_clean
from expertpool.documents.roster_expert import RosterExpert
from expertpool.documents.roster_reading import read_roster
from expertpool.documents.whole_file import write_whole
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.ids import ExpertId
from expertpool.queries.earlier_draws import EarlierDraw, earlier_draws
from expertpool.queries.frozen_roster import frozen_content
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.finding import State
from expertpool.rules.stack import load_packs

METHODS = ("lottery", "queue")
MOST_TICKETS = 1_000_000
SEED_TAG = b"expertpool/training-seed/v1"


class DrawCommand(WordedCommand):
    """``draw``, whose ``--rules`` takes any number of packs after it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Turn ``--rules A B`` into ``--rules A --rules B``."""
        spread: list[str] = []
        listing = False
        for word in args:
            if word.startswith("-"):
                listing = word == "--rules"
                if listing:
                    continue
            elif listing:
                spread.append("--rules")
            spread.append(word)
        return super().parse_args(ctx, spread)


@click.command("draw", cls=DrawCommand, help="draw.help")
@click.option("--roster", required=True, type=click.Path(path_type=Path), help="draw.help.roster")
@click.option("--committee", required=True, type=click.Path(path_type=Path), help="draw.help.committee")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="draw.help.out")
@click.option("--rules", "packs", multiple=True, help="draw.help.rules")
@click.option("--method", type=click.Choice(METHODS), default=METHODS[0], help="draw.help.method")
@click.option("--tickets", type=int, help="draw.help.tickets")
@click.option("--seed", help="draw.help.seed")
def draw(
    *,
    roster: Path,
    committee: Path,
    out: Path,
    packs: tuple[str, ...],
    method: str,
    tickets: int | None,
    seed: str | None,
) -> int:
    """Draw, write the papers, put it on record."""
    console = current()
    request = Request.read(roster, committee, packs=packs, method=method, tickets=tickets, seed=seed)
    return conduct(console, request, DrawFolder(out))


@dataclass(frozen=True)
class Request:
    """What one run of the command asks, read and checked."""

    source: str
    experts: tuple[RosterExpert, ...]
    committee: CommitteeFacts
    packs: tuple[str, ...]
    method: str
    tickets: int | None
    seed: str | None

    @classmethod
    def read(
        cls,
        roster: Path,
        committee: Path,
        *,
        packs: Sequence[str],
        method: str,
        tickets: int | None,
        seed: str | None,
    ) -> Request:
        """Read both files. Raises Refusal for whatever is wrong with them or with the numbers."""
        if tickets is not None and not 1 <= tickets <= MOST_TICKETS:
            raise Refusal("draw.tickets_bad", tickets=tickets)
        if seed is not None and not seed.strip():
            raise Refusal("draw.seed_empty")
        facts = read_committee(committee)
        reading = read_roster(roster)
        require_clean(reading)
        if not reading.experts:
            raise Refusal("draw.roster_empty", where=Where(file=roster.name))
        return cls(roster.name, tuple(reading.experts), facts, tuple(packs), method, tickets, seed)

    @property
    def seed_bytes(self) -> bytes:
        """The seed: from the text given, or 32 bytes from the system's secure source."""
        if self.seed is None:
            return secrets.token_bytes(32)
        return hashlib.sha256(SEED_TAG + unicodedata.normalize("NFC", self.seed).encode()).digest()


def conduct(console: Console, request: Request, folder: DrawFolder) -> int:
    """Make the draw that was asked for; a draw that was cut off after it went on record is completed instead."""
    from expertpool.drawing.question import ask  # noqa: PLC0415  # OR-Tools is slow to import: after input is checked
    from expertpool.drawing.result import NoLawfulPanel, seat, table_context  # noqa: PLC0415  # likewise
    from expertpool.drawing.ways_out import forbidden, ways_out  # noqa: PLC0415  # likewise
    from solver.errors import NotProven  # noqa: PLC0415  # likewise
    from solver.lottery import NoPanel, TooFewTickets  # noqa: PLC0415  # likewise

    committee = request.committee
    earlier = _earlier(console, committee)
    if _recovered(console, folder, earlier):
        return console.finish({"ok": True, "recovered": True, "out": str(folder.out)})
    started = datetime.now().astimezone()
    packs = load_packs(request.packs or None, on=committee.meeting)
    digest = hashlib.sha256(frozen_content(request.experts)).hexdigest()
    facts = [expert.facts for expert in request.experts]
    question = ask(packs, committee, facts, draw_day=started.date())
    attempt = len(earlier) + 1
    context = table_context(question, roster_digest=digest, attempt=attempt, method=request.method)
    occasion = Occasion(
        at=started,
        attempt=attempt,
        earlier=tuple(_told(console, draw) for draw in earlier),
        roster_digest=digest,
        roster_count=len(request.experts),
        program=f"expertpool {__version__}",
        seed_given=request.seed is not None,
    )
    try:
        with console.progress(console.say("draw.progress")) as progress:
            result = seat(
                question,
                method=request.method,
                seed=request.seed_bytes,
                context=context,
                tickets=request.tickets,
                progress=progress,
            )
    except TooFewTickets as few:
        raise Refusal("draw.too_few_tickets", tickets=request.tickets, enough=few.facts["enough"]) from None
    except NotProven as open_question:
        where = open_question.facts.get("question", open_question.code)
        raise Refusal("draw.not_proven", exit_code=ExitCode.NOT_PROVEN, question=where) from None
    except NoLawfulPanel as unlawful:
        return _failed(console, request, folder, forbidden(question, unlawful.verdicts), occasion)
    except NoPanel:
        return _failed(console, request, folder, ways_out(question), occasion)
    return _succeeded(console, request, folder, result, occasion)


def _earlier(console: Console, committee: CommitteeFacts) -> tuple[EarlierDraw, ...]:
    with open_session(console.settings, reading=True) as session:
        return earlier_draws(session, committee.name, committee.year)


def _recovered(console: Console, folder: DrawFolder, earlier: tuple[EarlierDraw, ...]) -> bool:
    """Complete the files of a recorded draw that was cut off; forget staged files of one that was not recorded."""
    staged = folder.interrupted()
    if staged and any(draw.attempt == staged.get("attempt") and _same(draw, staged) for draw in earlier):
        folder.finish()
        console.line(console.say("draw.recovered", out=str(folder.out)))
        return True
    folder.discard()
    return False


def _same(draw: EarlierDraw, staged: dict[str, Any]) -> bool:
    started = staged.get("drawn_at")
    return isinstance(started, str) and draw.started_at == datetime.fromisoformat(started)


def _told(console: Console, draw: EarlierDraw) -> str:
    outcome = console.say(f"draw.outcome.{draw.outcome.value}")
    at = draw.started_at.strftime("%Y-%m-%d %H:%M")
    return console.say("draw.earlier", attempt=draw.attempt, at=at, outcome=outcome)


def _succeeded(console: Console, request: Request, folder: DrawFolder, result: Any, occasion: Occasion) -> int:
    from expertpool.documents.draw_record import write_draw_record  # noqa: PLC0415  # Typst and fonts: only when needed
    from expertpool.documents.panel_workbook import write_panel_workbook  # noqa: PLC0415  # likewise

    people = {ExpertId(expert.facts.expert_no): expert for expert in request.experts}
    papers = Papers(result, people, occasion, console.language)
    panel = papers.panel()

    def write(staged: Path) -> None:
        report = papers.report()
        write_draw_record(report, staged / "draw-record.pdf", language=console.language)
        write_panel_workbook(report, staged / "panel.xlsx", language=console.language)
        _write_json(staged / "verdicts.json", papers.verdicts())
        _write_json(staged / RESULT, panel)

    def record(session: Any) -> None:
        keep_result(
            session,
            result,
            experts=request.experts,
            source=request.source,
            attempt=occasion.attempt,
            started_at=occasion.at,
            finished_at=datetime.now().astimezone(),
            versions=_versions(),
        )

    _put(console, folder, write, record)
    _tell(console, papers, folder)
    return console.finish({"ok": True, "out": str(folder.out), **panel})


def _failed(console: Console, request: Request, folder: DrawFolder, dead: Any, occasion: Occasion) -> int:
    content = {
        **dead.as_dict(console.language),
        "attempt": occasion.attempt,
        "drawn_at": occasion.at.isoformat(),
        "roster_digest": occasion.roster_digest,
    }
    text = explanation_text(dead, roster=occasion.roster_count, language=console.language)

    def write(staged: Path) -> None:
        write_whole(staged / "explanation.txt", text.encode())
        _write_json(staged / EXPLANATION, content)

    def record(session: Any) -> None:
        keep_failure(
            session,
            dead.question,
            experts=request.experts,
            source=request.source,
            attempt=occasion.attempt,
            method=request.method,
            started_at=occasion.at,
            finished_at=datetime.now().astimezone(),
            versions=_versions(),
        )

    _put(console, folder, write, record)
    console.line(text)
    console.line(console.say("draw.files", out=str(folder.out)))
    return console.finish({"out": str(folder.out), **content}, ExitCode.NO_PANEL)


def _put(console: Console, folder: DrawFolder, write: Callable[[Path], None], record: Callable[[Any], None]) -> None:
    """Stage the files, put the draw on record, then show the files: a crash in between is completed next time."""
    try:
        write(folder.begin())
        with open_session(console.settings) as session:
            record(session)
            session.commit()
    except BaseException:
        folder.discard()
        raise
    folder.finish()


def _write_json(path: Path, content: dict[str, Any]) -> None:
    write_whole(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


def _versions() -> dict[str, str]:
    return {"expertpool": __version__, "ortools": version("ortools")}


def _tell(console: Console, papers: Papers, folder: DrawFolder) -> None:
    """The result for people: the panel, its chances, how sure it is, the verdicts in numbers."""
    result, occasion, say = papers.result, papers.occasion, console.say
    eligibility = result.question.eligibility
    console.line(
        say(
            "draw.done",
            committee=result.question.committee.name,
            members=len(result.members),
            candidates=len(eligibility.candidates),
            roster=occasion.roster_count,
        )
    )
    if occasion.attempt > 1:
        console.line(say("draw.again", attempt=occasion.attempt))
    heads = ("seat", "expert_no", "name", "employer", "level", "specialties", "chance")
    console.table(
        title="",
        heads=[say(f"draw.heads.{head}") for head in heads],
        rows=[_row(console, m) for m in papers.report().members],
    )
    if result.lottery and result.ticket is not None:
        console.line(say("draw.method.lottery", tickets=result.lottery.tickets, ticket=result.ticket + 1))
        chances = papers.panel()["chances"]
        if chances:
            shown = {name: f"{chances[name] * 100:.2f}%" for name in ("lowest", "highest")}
            console.line(say("draw.chances", **shown, gini=f"{chances['gini']:.3f}", bound=chances["bound"]))
    else:
        console.line(say("draw.method.queue", passed=len(result.passed)))
    states = Counter(verdict.state for verdict in result.verdicts)
    console.line(say("draw.verdict_count", **{state.value: states[state] for state in State}))
    for warning in papers.warnings():
        console.line(f"  · {warning}")
    console.line(papers.report().randomness.assurance_says)
    console.line(say("draw.files", out=str(folder.out)))


def _row(console: Console, member: Any) -> list[str]:
    chance = console.say("draw.kept") if member.kept else f"{float(member.chance) * 100:.2f}%" if member.chance else "—"
    specialties = console.say("draw.between").join(member.specialties)
    return [
        str(member.seat),
        member.expert_no,
        member.name,
        member.employer,
        member.level,
        specialties,
        chance,
    ]
