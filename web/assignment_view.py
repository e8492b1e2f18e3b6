"""A batch's readings put on their pages: steps, the curve, conflicts in words, the drawn assignment, progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlmodel import Session

from blind.combining.methods import METHODS
from expertpool.conflicts.finding import Conflict, Standing
from expertpool.documents.assignment_file import AssignmentFile
from expertpool.documents.conflicts_workbook import place
from expertpool.intake.batch import Batch
from expertpool.intake.errand import Stage, Told
from expertpool.intake.readings_plan import Person, ReadingsPlan, Wish
from expertpool.packets.release import read_index
from expertpool.queries.extra_readers import draws, given_back
from expertpool.queries.reading_progress import rounds_scored
from expertpool.queries.review import GroupSeen, group_of, groups, opened_with
from expertpool.queries.seated_panel import committees_with_panels
from expertpool.reviewing.sheet_file import shipped
from expertpool.words import Language, speaker
from web.contexts.assignment import (
    AssignedShown,
    AssignmentPage,
    CheckedShown,
    CitedShown,
    ConflictLine,
    ConflictsPage,
    CurveRow,
    GroupProgress,
    PacketLine,
    PanelChoice,
    ReaderLine,
)
from web.contexts.dossiers import RunShown
from web.contexts.form import Form
from web.curve_chart import CurveChart, curve_chart

STEPS = ("conflicts", "curve", "draw", "leave", "check")
POOL = "pool"
PLAN_FIELDS = (
    "new_group",
    "group_title",
    "sheet",
    "method",
    "line",
    "places",
    "tolerance",
    "wide_apart",
    "near_the_line",
    "own_sheet",
    "plan",
)
"""Fields of the form that opens a review group."""


def assignment_page(session: Session, batch: Batch, *, language: Language, form: Form | None = None) -> AssignmentPage:
    """Where the batch's readings stand."""
    plan = ReadingsPlan(batch)
    told = {name: plan.told(session, name) for name in STEPS}
    step = _step(told)
    found, wish = plan.conflicts, plan.wish
    rows = told["curve"].said.get("curve", ()) if told["curve"].stage is Stage.DONE else ()
    people = {one.expert_no: one for one in plan.people}
    made = plan.newest
    drawn = told["draw"]
    return AssignmentPage(
        batch=batch.id,
        title=batch.title,
        released=len(read_index(batch.out).packets),
        source=str(plan.about.get("source", "")),
        people=len(people),
        panels=tuple(_panels(session)),
        step=step,
        run=_run(told[step]) if step else RunShown(stage="none", by="", at=None, done=0, total=0, message=""),
        conflicts=Counter(one.standing.value for one in found.findings) if found else {},
        searched=found is not None,
        stale=plan.stale,
        open=len(found.open) if found else 0,
        limits=len(found.limits) if found else 0,
        curve=_chart(rows, language),
        rows=tuple(CurveRow(**{**one, "mean": one["mean"] or "", "worst": one["worst"] or ""}) for one in rows),
        assigned=_assigned(made, people, outdated=plan.outdated) if made else None,
        may_leave=made is not None and not opened_with(session, made.digest),
        explained=str(drawn.said.get("text", "")) if drawn.stage is Stage.DONE and made is None else "",
        checked=_checked(told["check"]),
        sheets=tuple((one.code, one.title) for one in shipped().values()),
        methods=tuple(METHODS),
        progress=_progress(session, batch),
        form=form or Form(_typed(wish)),
    )


def _typed(wish: Wish) -> dict[str, str]:
    """What was asked for last, as it was typed."""
    return {
        "readers": str(wish.readers),
        "load": str(wish.load or ""),
        "cap": wish.cap,
        "apart": "1" if wish.apart else "",
    }


def conflicts_page(batch: Batch, *, language: Language, form: Form | None = None) -> ConflictsPage:
    """Every finding with its places, and the form to state another."""
    plan = ReadingsPlan(batch)
    found, people = plan.conflicts, {one.expert_no: one for one in plan.people}
    order = (Standing.ASKED, Standing.HOMONYM, Standing.SURE, Standing.SEEN)
    findings = sorted(
        found.findings if found else (),
        key=lambda one: (not one.open, order.index(one.standing), one.key, one.expert_no),
    )
    return ConflictsPage(
        batch=batch.id,
        title=batch.title,
        on=found.on if found else None,
        lines=tuple(_conflict(one, people, language) for one in findings),
        open=len(found.open) if found else 0,
        unread=found.unread if found else (),
        stale=plan.stale,
        declared=tuple((one["key"], one["expert_no"], one["ground"]) for one in plan.declared),
        keys=tuple(one.key for one in batch.applicants),
        experts=tuple((one.expert_no, one.name) for one in people.values()),
        form=form or Form(),
    )


def _step(told: Mapping[str, Told]) -> str:
    """The step that goes on, else the one that ended badly last."""
    running = [name for name, one in told.items() if one.stage.under_way]
    begun = sorted((one.at, name) for name, one in told.items() if one.at is not None)
    if running:
        return running[0]
    last = begun[-1][1] if begun else ""
    return last if last and told[last].stage in (Stage.REFUSED, Stage.STOPPED) else ""


def _run(told: Told) -> RunShown:
    message = told.message if told.stage is Stage.REFUSED else ""
    return RunShown(stage=told.stage.value, by=told.by, at=told.at, done=told.done, total=told.total, message=message)


def _panels(session: Session) -> list[PanelChoice]:
    return [
        PanelChoice(value=f"committee-{number}", name=name, year=year)
        for number, name, year in committees_with_panels(session)
    ]


def _chart(rows: Sequence[Mapping[str, Any]], language: Language) -> CurveChart | None:
    words = speaker(language)
    possible = [one for one in rows if one["mean"] is not None]
    if not possible:
        return None
    points = [(one["cap"], Fraction(one["mean"]), Fraction(one["worst"])) for one in possible]
    about = words(
        "page_assignment.curve.about",
        lowest=possible[0]["cap"],
        at_lowest=possible[0]["mean"],
        highest=possible[-1]["cap"],
        at_highest=possible[-1]["mean"],
    )
    return curve_chart("curve", words("page_assignment.curve.title"), about, points)


def _assigned(made: AssignmentFile, people: Mapping[str, Person], *, outdated: bool) -> AssignedShown:
    content = made.content
    by_expert = content["experts"]
    loads = [len(codenames) for codenames in by_expert.values()]
    links = content["connected"]
    costs = links.get("costs", {})
    return AssignedShown(
        assurance=str(content["assurance"]),
        training=bool(content["training"]),
        readers=int(content["readers"]),
        load=int(content["load"]),
        cap=str(content["cap"]),
        mean=str(content["suitability"]["mean"]),
        worst=str(content["suitability"]["worst"]),
        support=int(content["chances"]["support"]),
        recused=int(content["recused"]),
        lowest=min(loads, default=0),
        highest=max(loads, default=0),
        connected=bool(links.get("asked", True)),
        parts=int(links["parts"]),
        fields=int(links["at_best"]),
        mean_cost=str(costs.get("mean", "")),
        worst_cost=str(costs.get("worst", "")),
        pairs_cost=int(costs.get("pairs", 0)),
        joined=int(links["changed_for_it"]),
        worst_served=str(links["worst_served"]),
        apart=int(links["parts"]) if links["parts"] > links["at_best"] else 0,
        outdated=outdated,
        by_reader=tuple(
            ReaderLine(
                expert_no=number,
                name=people[number].name if number in people else "",
                employer=people[number].employer if number in people else "",
                codenames=tuple(sorted(codenames)),
            )
            for number, codenames in sorted(by_expert.items())
        ),
        by_packet=tuple(PacketLine(codename=name, readers=made.packets[name]) for name in made.dossiers),
    )


def _checked(told: Told) -> CheckedShown | None:
    if told.stage is not Stage.DONE:
        return None
    said = told.said
    return CheckedShown(pairs=said["pairs"], broken=len(said["broken"]), look=len(said["look"]))


def _progress(session: Session, batch: Batch) -> tuple[GroupProgress, ...]:
    """The review groups that read packets of this batch."""
    digests = {file["sha256"] for one in read_index(batch.out).packets.values() for file in one["files"]}
    mine: dict[str, GroupSeen] = {}
    for number in groups(session) if digests else ():
        seen = group_of(session, number)
        if digests & {digest.hex() for digest in seen.packets.values()}:
            mine[number] = seen
    drawn = {number: sum(len(one["drawn"]) for one in draws(session, number)) for number in mine}
    back = {number: sum(given_back(session, seen).values()) for number, seen in mine.items()}
    return tuple(
        GroupProgress(
            group=one.group,
            title=mine[one.group].title,
            round=one.round,
            owed=one.owed,
            came=one.came,
            closed=one.closed,
            newest=one.round == mine[one.group].round,
            back=back[one.group],
            extra=drawn[one.group],
        )
        for one in rounds_scored(session)
        if one.group in mine
    )


def _conflict(one: Conflict, people: Mapping[str, Person], language: Language) -> ConflictLine:
    words = speaker(language)
    person = people.get(one.expert_no)
    return ConflictLine(
        id=one.id,
        key=one.key,
        expert_no=one.expert_no,
        name=person.name if person else "",
        employer=person.employer if person else "",
        ground=words(f"conflicts.ground.{one.ground}"),
        why=words(f"conflicts.why.{one.why}"),
        standing=one.standing.value,
        cited=tuple(
            CitedShown(place=place(cited.file, cited.page, cited.line, words), text=cited.text)
            for cited in one.cited[:3]
        ),
        open=one.open,
        answer="" if one.answer is None else "avoid" if one.answer else "no",
        by=one.by,
        reason=one.reason,
    )
