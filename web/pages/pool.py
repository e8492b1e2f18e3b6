"""The pool: found, read one by one, and looked at as a whole."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.language import language_of
from api.permissions import MaySeePool
from api.repeats import FormRoute
from api.wiring import Now, Reading
from expertpool.ids import ExpertId
from expertpool.queries.expert_search import expert_by, find_experts
from expertpool.queries.facts import pool_experts
from expertpool.queries.funnel import years_until_rest
from expertpool.queries.pool_forecast import GroupForecast, pool_forecast
from expertpool.queries.pool_health import PoolHealth, pool_health
from expertpool.queries.season_glance import years_on_record
from expertpool.queries.workload import Workload, workload
from expertpool.rules.stack import load_packs
from expertpool.words import speaker
from web.charts import bar_chart
from web.contexts.pool import ExpertPage, GroupLine, HealthPage, PoolPage
from web.rendering import page

router = APIRouter(route_class=FormRoute, default_response_class=HTMLResponse)
A_PART = 50
WORST = 15


@router.get("/pool")
def pool(
    *,
    request: Request,
    _actor: MaySeePool,
    session: Reading,
    search: Annotated[str, Query(max_length=80)] = "",
    part: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """One part of the list."""
    found = find_experts(session, search)
    parts = max(1, -(-len(found) // A_PART))
    number = min(part, parts)
    shown = found[(number - 1) * A_PART : number * A_PART]
    return page(request, "pool_list.html", PoolPage(search, shown, len(found), number, parts))


@router.get("/pool/{expert_no}")
def expert(expert_no: str, request: Request, _actor: MaySeePool, session: Reading) -> Response:
    """One expert."""
    found = expert_by(session, ExpertId(expert_no))
    facts = found.facts
    shown = ExpertPage(
        expert_no=facts.expert_no,
        name=found.name,
        gender=found.gender,
        employer=facts.employer,
        employer_kind=facts.employer_kind.value if facts.employer_kind else None,
        region=facts.region,
        series=facts.series,
        specialties=facts.specialties,
        level=facts.level.value,
        status=facts.status.value,
        integrity=facts.integrity.value,
        term_start=facts.term_start,
        term_end=facts.term_end,
        years_served=None if facts.years_served is None else tuple(sorted(facts.years_served)),
        recuse_units=tuple(sorted(facts.recuse_units)),
        kin=tuple(sorted(facts.kin)),
    )
    return page(request, "expert.html", shown)


@router.get("/pool-health")
def health(
    *,
    request: Request,
    _actor: MaySeePool,
    session: Reading,
    at: Now,
    year: Annotated[int | None, Query(ge=1990, le=2200)] = None,
    needed: Annotated[int, Query(ge=1, le=100)] = 3,
) -> Response:
    """How the pool stands, and which fields run dry."""
    wanted = year or next(iter(years_on_record(session)), at.year)
    experts = [one.facts for one in pool_experts(session, season=wanted)]
    found = pool_health(experts, year=wanted)
    rest = years_until_rest(load_packs(None, on=at.date()))
    groups = pool_forecast(experts, year=wanted, rest_after=rest, needed=needed).groups
    carried = workload(experts, year=wanted)
    return page(request, "pool_health.html", _health(request, found, groups, carried, needed))


def _health(
    request: Request, found: PoolHealth, groups: tuple[GroupForecast, ...], carried: Workload, needed: int
) -> HealthPage:
    words = speaker(language_of(request))
    kinds = tuple((kind.value if kind else words("pool.unknown"), count) for kind, count in found.by_kind)
    ages = tuple((_band(words, band), count) for band, count in found.by_age)
    worst = sorted(groups, key=lambda one: one.outlooks[1].fewest)[:WORST]
    rows = [(f"{one.specialty} {one.level.value}", one.outlooks[1].fewest, one.outlooks[0].most) for one in worst]
    about = {"year": found.year, "next": found.year + 1, "needed": needed}
    return HealthPage(
        year=found.year,
        listed=found.listed,
        in_standing=found.in_standing,
        private_share=_percent(found.private_share),
        kinds=bar_chart("kinds", words("page_pool.kinds"), words("page_pool.kinds.about", **about), _same(kinds)),
        ages=bar_chart("ages", words("page_pool.ages"), words("page_pool.ages.about", **about), _same(ages)),
        coverage=bar_chart(
            "worst", words("page_pool.worst"), words("page_pool.worst.about", **about), rows, poor_below=needed
        ),
        forecast=tuple(_line(one) for one in groups if one.may_run_dry is not None),
        needed=needed,
        kind_rows=kinds,
        age_rows=ages,
        workload=bar_chart(
            "workload", words("page_pool.load"), words("page_pool.load.about"), _same(_load(words, carried))
        ),
        workload_rows=_load(words, carried),
    )


def _load(words: Callable[..., str], carried: Workload) -> tuple[tuple[str, int], ...]:
    """The three years, how many of them people served, and those of whom nothing is stated."""
    years = ((words("page_pool.load.in", year=year), count) for year, count in carried.by_year)
    times = ((words(f"page_pool.load.{number}"), count) for number, count in carried.by_years)
    return (*years, *times, (words("page_pool.load.unknown"), carried.unknown))


def _line(one: GroupForecast) -> GroupLine:
    years = tuple((outlook.year, outlook.fewest, outlook.most) for outlook in one.outlooks)
    return GroupLine(one.specialty, one.level.value, years, one.may_run_dry, one.runs_dry)


def _same(rows: tuple[tuple[str, int], ...]) -> list[tuple[str, int, int]]:
    return [(label, count, count) for label, count in rows]


def _band(words: Callable[..., str], band: tuple[int | None, int | None] | None) -> str:
    if band is None:
        return words("pool.unknown")
    first, last = band
    if first is None:
        return words("pool.health.age_under", last=last)
    return (
        words("pool.health.age_over", first=first)
        if last is None
        else words("pool.health.age_between", first=first, last=last)
    )


def _percent(share: Fraction | None) -> str:
    if share is None:
        return "—"
    tenths = round(share * 1000)
    return f"{tenths // 10}.{tenths % 10}%"
