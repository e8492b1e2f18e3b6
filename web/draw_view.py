"""A committee's draws as their page shows them: the newest panel, who was how likely, the panel against its quotas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from sqlmodel import Session

from api.wiring import Wiring
from expertpool.drawing.question import ask
from expertpool.models import DrawOutcome, Job, SeatKind
from expertpool.queries.committee_record import DrawOnRecord
from expertpool.rules.stack import load_packs
from expertpool.rules.stage import Stage
from expertpool.words import Language, speaker
from web.charts import BarChart, Quota, chance_chart, percent, quota_chart
from web.committee_view import draw_shown, known_committee, rule_shown, seats_of
from web.contexts.committees import StageShown
from web.contexts.draws import (
    ChanceShown,
    DrawPage,
    MemberShown,
    PapersShown,
    QuotaShown,
    ResultShown,
)
from web.contexts.form import Form
from web.draw_desk import DrawRoom, PaperSet
from web.job_view import job_shown

MOST_LEVELS = 12
MOST_CAPS = 4
LONGEST_LABEL = 24


def draw_page(
    session: Session, wiring: Wiring, number: int, *, job: Job | None, language: Language, form: Form | None = None
) -> DrawPage:
    """Everything about a committee's draws."""
    known = known_committee(session, number)
    room = DrawRoom.of(wiring.own, number)
    sets = room.papers()
    newest = known.record.draws[-1] if known.record.draws else None
    return DrawPage(
        head=known.head,
        ready=known.kept is not None,
        attempt=len(known.record.draws) + 1,
        draws=tuple(map(draw_shown, known.record.draws)),
        papers=papers_shown(sets),
        halls=halls_of(wiring, number),
        cut_off=newest is not None
        and room.training(newest.attempt).with_name(f".{room.training(newest.attempt).name}.draw-in-progress").is_dir(),
        job=job_shown(job, wiring.own, language),
        result=_result(newest, sets, _on_record(session, newest), language) if newest else None,
        form=form or Form({"method": "lottery"}),
    )


def papers_shown(sets: tuple[PaperSet, ...]) -> tuple[PapersShown, ...]:
    """Each draw's papers, for their links."""
    return tuple(
        PapersShown(
            folder=one.folder, attempt=one.attempt, assurance=str(one.content.get("assurance", "M0")), files=one.files
        )
        for one in sets
    )


def halls_of(wiring: Wiring, number: int) -> tuple[str, ...]:
    """The committee's ceremonies on this server, the newest last."""
    prefix = hall_prefix(number)
    return tuple(
        sorted((one for one in wiring.halls.names() if one.startswith(prefix)), key=lambda one: (len(one), one))
    )


def hall_prefix(number: int) -> str:
    """How the names of a committee's halls begin."""
    return f"c{number}-"


def _on_record(session: Session, draw: DrawOnRecord) -> tuple[MemberShown, ...]:
    """The newest panel's members by number, as the database knows them where no papers lie here."""
    seated = () if draw.panel is None else seats_of(session, draw.committee.name, draw.committee.year)
    of_panel = [one for one in seated if one.kind != SeatKind.RESERVE.value]
    return tuple(
        MemberShown(
            seat=place,
            expert_no=one.expert_no,
            name=one.name,
            employer=one.employer,
            level=one.level,
            specialties="、".join(one.specialties),
            chance="",
        )
        for place, one in enumerate(of_panel, start=1)
    )


def _result(
    draw: DrawOnRecord, sets: tuple[PaperSet, ...], seats: tuple[MemberShown, ...], language: Language
) -> ResultShown:
    content = _content(draw, sets)
    seated = draw.outcome is DrawOutcome.SEATED
    levels = tuple(_levels(content))
    quotas = tuple(_quotas(draw, language)) if seated else ()
    return ResultShown(
        attempt=draw.attempt,
        assurance=draw.assurance,
        training=draw.assurance == "M0",
        members=members_in(content, "members", language) or seats,
        reserves=members_in(content, "reserves", language),
        chances=levels[:MOST_LEVELS],
        chance_picture=_chances(levels, language),
        quotas=quotas,
        quota_picture=_quota_picture(quotas, draw.committee.seats, language),
        verdicts=StageShown(stage=Stage.DRAW.value, rules=tuple(map(rule_shown, _verdicts(draw)))),
        warnings=tuple(map(str, content.get("warnings", ()))),
        proof=tuple(map(str, content.get("proof", ()))),
        explained=() if seated else _explained(content),
        ways=() if seated else tuple(tuple(map(str, one["steps"])) for one in content.get("ways_out", ())),
    )


def _content(draw: DrawOnRecord, sets: tuple[PaperSet, ...]) -> Mapping[str, Any]:
    """The draw's own papers: a rehearsal's by its attempt, a ceremony's by the people it seated."""
    if draw.assurance == "M0":
        return next((one.content for one in sets if one.folder == f"attempt-{draw.attempt}"), {})
    seated = {one.expert_no for one in draw.panel.members} if draw.panel else set()
    for one in sets:
        told = {str(each["expert_no"]) for each in one.content.get("members", ())}
        if one.content.get("assurance") == draw.assurance and told == seated:
            return one.content
    return {}


def _verdicts(draw: DrawOnRecord) -> Iterator[Mapping[str, Any]]:
    for one in draw.verdicts:
        if one["state"] != "not_applicable":
            yield one


def _explained(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The demands that cannot all be met, in the words of the draw."""
    broken = [str(one.get("says", "")) for one in content.get("broken", ())]
    return (*broken, *(str(one.get("sentence", "")) for one in content.get("clash", ())))


def members_in(content: Mapping[str, Any], key: str, language: Language) -> tuple[MemberShown, ...]:
    """The people that panel.json lists under a key."""
    say = speaker(language)
    return tuple(
        MemberShown(
            seat=int(one.get("seat", place)),
            expert_no=str(one["expert_no"]),
            name=str(one["name"]),
            employer=str(one["employer"]),
            level=str(one["level"]),
            specialties="、".join(one["specialties"]),
            chance=say("draw.kept") if one.get("kept") else fine(Fraction(one["chance"])) if one.get("chance") else "",
        )
        for place, one in enumerate(content.get(key, ()), start=1)
    )


def fine(chance: Fraction) -> str:
    """A chance in percent with two places, for people among thousands."""
    hundredths = round(chance * 10000)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _levels(content: Mapping[str, Any]) -> Iterator[ChanceShown]:
    """How many people had which chance, the likeliest first."""
    everyone = {number: Fraction(text) for number, text in content.get("everyone", {}).items()}
    seated = {one["expert_no"] for one in content.get("members", ())}
    counted = Counter(everyone.values())
    for chance in sorted(counted, reverse=True):
        hit = sum(everyone[number] == chance for number in seated if number in everyone)
        yield ChanceShown(people=counted[chance], chance=fine(chance), seated=hit)


def _chances(levels: tuple[ChanceShown, ...], language: Language) -> BarChart | None:
    if not levels:
        return None
    say = speaker(language)
    rows = [(say("page_draw.people_at", count=one.people), _share(one)) for one in levels[:MOST_LEVELS]]
    equal = sum((_share(one) * one.people for one in levels), Fraction(0)) / sum(one.people for one in levels)
    ends = {"lowest": levels[-1].chance, "highest": levels[0].chance, "equal": percent(equal)}
    about = say("page_draw.chances_about", **ends)
    return chance_chart("chances", say("page_draw.chances"), about, rows, equal=equal)


def _share(one: ChanceShown) -> Fraction:
    """The chance as it is shown, as a number."""
    return Fraction(one.chance.removesuffix("%")) / 100


def _quotas(draw: DrawOnRecord, language: Language) -> Iterator[QuotaShown]:
    """Every end that a rule sets to a part of the panel, with the panel's own count; of caps the closest few."""
    if draw.panel is None:
        return
    packs = load_packs(None, on=draw.committee.meeting)
    question = ask(packs, draw.committee, draw.pool, draw_day=draw.finished_at.date())
    seated = {one.expert_no for one in draw.panel.members}
    caps: list[QuotaShown] = []
    for bound in question.bounds.bounds:
        count = len(seated & bound.members)
        low, high = bound.at_least, bound.at_most
        one = QuotaShown(
            says=question.bounds.label_words(bound.label, language),
            count=count,
            at_least=low,
            at_most=high,
            kept=low <= count and (high is None or count <= high),
        )
        if low:
            yield one
        elif high is not None and count:
            caps.append(one)
    yield from sorted(caps, key=lambda one: (one.at_most or 0) - one.count)[:MOST_CAPS]


def _quota_picture(quotas: tuple[QuotaShown, ...], seats: int, language: Language) -> BarChart | None:
    """Labels as short as a phone needs them; the table beneath has them whole."""
    if not quotas:
        return None
    say = speaker(language)
    rows = [
        Quota(_short(one.says), one.count, Fraction(one.at_least or one.at_most or 0), at_most=not one.at_least)
        for one in quotas
    ]
    kept = sum(one.kept for one in quotas)
    about = say("page_draw.quotas_about", kept=kept, all=len(quotas), seats=seats)
    return quota_chart("quotas", say("page_draw.quotas"), about, rows, seats=seats)


def _short(says: str) -> str:
    told = re.split(r"[〔；;\[(（]", says, maxsplit=1)[0].strip()
    return told if len(told) <= LONGEST_LABEL else told[: LONGEST_LABEL - 1] + "…"
