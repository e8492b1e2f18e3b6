"""Carry out one draw: compute it, stage its files, put it on record, show the files; a crash is made good."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expertpool import __version__
from expertpool.beijing import minute
from expertpool.certifying.office_key import office_signer
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.documents.draw_folder import EXPLANATION, RESULT, DrawFolder
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.reading import read_roster
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.ids import ExpertId
from expertpool.queries.earlier_draws import EarlierDraw, earlier_draws
from expertpool.rules.facts import CommitteeFacts
from expertpool.whole_file import write_json, write_whole

if TYPE_CHECKING:
    from expertpool.documents.draw_papers import Occasion, Papers
    from expertpool.drawing.ways_out import Dead
    from expertpool.party.frozen_draw import FrozenDraw

METHODS = ("lottery", "queue")
MOST_TICKETS = 1_000_000
SEED_TAG = b"expertpool/training-seed/v1"


@dataclass(frozen=True)
class Request:
    """What one draw is asked with, read and checked."""

    source: str
    experts: tuple[RosterExpert, ...]
    committee: CommitteeFacts
    committee_text: str
    packs: tuple[str, ...] = ()
    method: str = METHODS[0]
    tickets: int | None = None
    seed: str | None = None
    by: str | None = None
    """Who draws, where that is known by name; else the account that runs the program."""

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
        _refuse_kept_strangers(facts, reading.experts, committee)
        text = committee.read_text(encoding="utf-8-sig")
        return cls(roster.name, tuple(reading.experts), facts, text, tuple(packs), method, tickets, seed)

    @property
    def seed_text(self) -> str | None:
        """The training seed in one spelling, or None."""
        return None if self.seed is None else unicodedata.normalize("NFC", self.seed)

    def new_seed(self) -> bytes:
        """The seed: from the text given, or 32 bytes from the system's secure source."""
        text = self.seed_text
        return secrets.token_bytes(32) if text is None else hashlib.sha256(SEED_TAG + text.encode()).digest()


def _refuse_kept_strangers(committee: CommitteeFacts, experts: Sequence[RosterExpert], file: Path) -> None:
    """A member who stays and is not in the roster is misspelt: nobody can be seated under that number."""
    known = {expert.facts.expert_no for expert in experts}
    strangers = [number for number in committee.keep if number not in known]
    if strangers:
        where = Where(file=file.name, field="keep")
        near = ", ".join(get_close_matches(strangers[0], sorted(known), n=1))
        raise Refusal("draw.kept_stranger", where=where, experts=", ".join(strangers), near=near or "—")


@dataclass(frozen=True)
class Seated:
    """A panel was drawn; ``content`` is that of panel.json."""

    papers: Papers
    content: dict[str, Any]
    certificates: Mapping[str, bytes]
    """File name to content, the verifier among them."""


@dataclass(frozen=True)
class Failed:
    """No panel can be seated; ``content`` is that of explanation.json, ``text`` the same for people."""

    dead: Dead
    content: dict[str, Any]
    text: str


@dataclass(frozen=True)
class Recovered:
    """An earlier draw, on record but cut off before its files appeared, has been completed; nothing was drawn."""

    attempt: int


def conduct(console: Console, request: Request, folder: DrawFolder) -> Seated | Failed | Recovered:
    """Make the draw that was asked for. Raises Refusal for too few tickets, an open question, a draw in between."""
    from expertpool.documents.draw_papers import Occasion  # noqa: PLC0415  # OR-Tools is slow: after input is checked

    earlier = _earlier(console, request.committee)
    recovered = _recovered(folder, earlier)
    if recovered:
        return recovered
    started = now()
    seed = request.new_seed()
    frozen = _frozen(request, seed, attempt=len(earlier) + 1, draw_day=started.date())
    occasion = Occasion(
        at=started,
        attempt=len(earlier) + 1,
        earlier=tuple(told_earlier(console, draw) for draw in earlier),
        roster_digest=frozen.library_sha256.hex(),
        roster_count=len(request.experts),
        program=f"expertpool {__version__}",
        seed_given=request.seed is not None,
    )
    outcome = _computed(console, request, frozen, seed, occasion)
    if isinstance(outcome, Failed):
        _put(
            console,
            folder,
            lambda staged: write_explanation(staged, outcome),
            _keep_failure(request, outcome, occasion),
        )
    else:
        _put(console, folder, lambda staged: write_papers(staged, outcome), _keep_result(request, outcome, occasion))
    return outcome


def recovered(console: Console, committee: CommitteeFacts, folder: DrawFolder) -> Recovered | None:
    """Complete the papers of a draw that is on record and was cut off before they appeared; nothing is ever drawn."""
    return _recovered(folder, _earlier(console, committee))


def _frozen(request: Request, seed: bytes, *, attempt: int, draw_day: date) -> FrozenDraw:
    """The draw at the freeze; codes and salts are secret and new, or follow from a training seed.

    A training draw is always frozen as a first attempt: one seed gives one panel however often it is tried.
    """
    from expertpool.certifying.drawn_alone import DRAW_ID, TABLE_SALT, seeded  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.party.frozen_draw import freeze_draw, fresh_salts  # noqa: PLC0415  # for the same reason

    fresh = secrets.token_bytes if request.seed is None else seeded(seed)
    return freeze_draw(
        request.experts,
        request.committee_text,
        request.packs,
        draw_day=draw_day,
        method=request.method,
        attempt=attempt if request.seed is None else 1,
        draw_id=fresh(DRAW_ID),
        table_salt=fresh(TABLE_SALT),
        salts=fresh_salts(sorted(request.experts, key=lambda expert: expert.facts.expert_no), fresh),
    )


def _computed(
    console: Console, request: Request, frozen: FrozenDraw, seed: bytes, occasion: Occasion
) -> Seated | Failed:
    from expertpool.certifying.certificates import certificates  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.documents.draw_papers import Papers  # noqa: PLC0415  # OR-Tools is slow to import
    from expertpool.drawing.result import NoLawfulPanel, seat  # noqa: PLC0415  # for the same reason
    from expertpool.drawing.ways_out import forbidden, ways_out  # noqa: PLC0415  # for the same reason
    from solver.errors import NotProven  # noqa: PLC0415  # for the same reason
    from solver.lottery import NoPanel, TooFewTickets  # noqa: PLC0415  # for the same reason

    question = frozen.question
    try:
        with console.progress(console.say("draw.progress")) as progress:
            result = seat(
                question,
                method=request.method,
                seed=seed,
                context=frozen.table_context,
                tickets=request.tickets,
                names=frozen.pool.names,
                progress=progress,
            )
    except TooFewTickets as few:
        raise Refusal("draw.too_few_tickets", tickets=few.facts["tickets"], enough=few.facts["enough"]) from None
    except NotProven as failure:
        where = failure.facts.get("question", failure.code)
        raise Refusal("draw.not_proven", exit_code=ExitCode.NOT_PROVEN, question=where) from None
    except NoLawfulPanel as unlawful:
        return explained(console, forbidden(question, unlawful.verdicts), occasion)
    except NoPanel:
        return explained(console, ways_out(question), occasion)
    people = {ExpertId(expert.facts.expert_no): expert for expert in request.experts}
    papers = Papers(result, people, occasion, console.language)
    signer = office_signer(console.settings)
    made = certificates(frozen, result, seed_text=request.seed_text, versions=_versions(), signer=signer)
    return Seated(papers, papers.panel(), made)


def explained(console: Console, dead: Dead, occasion: Occasion) -> Failed:
    """Why there is no panel, for the file and for people."""
    from expertpool.documents.explanation import explanation_text  # noqa: PLC0415  # OR-Tools is slow to import

    own = {"attempt": occasion.attempt, "drawn_at": occasion.at.isoformat(), "roster_digest": occasion.roster_digest}
    text = explanation_text(dead, roster=occasion.roster_count, language=console.language)
    return Failed(dead, {**dead.as_dict(console.language), **own}, text)


def _earlier(console: Console, committee: CommitteeFacts) -> tuple[EarlierDraw, ...]:
    with open_session(console.settings, reading=True) as session:
        return earlier_draws(session, committee.name, committee.year)


def _recovered(folder: DrawFolder, earlier: tuple[EarlierDraw, ...]) -> Recovered | None:
    """Complete the files of a recorded draw that was cut off; forget staged files of one that was not recorded."""
    staged = folder.interrupted()
    if staged and any(draw.attempt == staged.get("attempt") and _same(draw, staged) for draw in earlier):
        folder.finish()
        return Recovered(staged["attempt"])
    folder.discard()
    return None


def _same(draw: EarlierDraw, staged: dict[str, Any]) -> bool:
    started = staged.get("drawn_at")
    return isinstance(started, str) and draw.started_at == datetime.fromisoformat(started)


def told_earlier(console: Console, draw: EarlierDraw) -> str:
    """One sentence about an earlier draw of the same committee."""
    outcome = console.say(f"draw.outcome.{draw.outcome.value}")
    return console.say("draw.earlier", attempt=draw.attempt, at=minute(draw.started_at), outcome=outcome)


def write_papers(staged: Path, seated: Seated) -> None:
    """Every file of a draw into the folder where they are staged, the deciding one last."""
    from expertpool.documents.draw_record import write_draw_record  # noqa: PLC0415  # Typst and fonts: only when needed
    from expertpool.documents.panel_workbook import write_panel_workbook  # noqa: PLC0415  # for the same reason

    papers = seated.papers
    report = papers.report()
    write_draw_record(report, staged / "draw-record.pdf", language=papers.language)
    write_panel_workbook(report, staged / "panel.xlsx", language=papers.language)
    for name, content in seated.certificates.items():
        write_whole(staged / name, content)
    write_json(staged / "verdicts.json", papers.verdicts())
    write_json(staged / RESULT, seated.content)


def write_explanation(staged: Path, failed: Failed) -> None:
    """Both files that say why there is no panel."""
    write_whole(staged / "explanation.txt", failed.text.encode())
    write_json(staged / EXPLANATION, failed.content)


Recording = Callable[[Any], object]


def _keep_result(request: Request, seated: Seated, occasion: Occasion) -> Recording:
    from expertpool.actions.draw_panel import keep_result  # noqa: PLC0415  # OR-Tools is slow to import

    def record(session: Any) -> object:
        return keep_result(session, seated.papers.result, **_circumstances(request, occasion))

    return record


def _keep_failure(request: Request, failed: Failed, occasion: Occasion) -> Recording:
    from expertpool.actions.draw_panel import keep_failure  # noqa: PLC0415  # OR-Tools is slow to import

    def record(session: Any) -> object:
        return keep_failure(session, failed.dead.question, method=request.method, **_circumstances(request, occasion))

    return record


def _circumstances(request: Request, occasion: Occasion) -> dict[str, Any]:
    return {
        "experts": request.experts,
        "source": request.source,
        "attempt": occasion.attempt,
        "started_at": occasion.at,
        "finished_at": now(),
        "versions": _versions(),
        "actor": operator(request.by),
    }


def _versions() -> dict[str, str]:
    return {"expertpool": __version__, "ortools": version("ortools")}


def _put(console: Console, folder: DrawFolder, write: Callable[[Path], None], record: Recording) -> None:
    """Stage the files, put the draw on record, then show the files."""
    try:
        write(folder.start())
        with open_session(console.settings) as session:
            record(session)
            session.commit()
    except BaseException:
        folder.discard()
        raise
    folder.finish()
