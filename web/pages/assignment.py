"""Who reads a batch's packets: readers chosen, conflicts found and decided, the curve seen, the assignment drawn."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from api.language import language_of
from api.permissions import MayAssign
from api.repeats import MEBI, FormRoute, at_most
from api.wiring import Now, Reading, TheWiring, Wiring
from expertpool.actions.list_conflicts import list_conflicts
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal, Where
from expertpool.intake.batch import Batch, Batches
from expertpool.intake.errand import Asking
from expertpool.intake.readings_plan import MOST_LOAD, MOST_READERS, ReadingsPlan, Wish
from expertpool.models import SeatKind
from expertpool.queries.facts import pool_experts
from expertpool.queries.seated_panel import committees_with_panels, seated_panel
from expertpool.queries.units_on_record import units_on_record
from expertpool.rules.facts import Integrity, PoolStatus
from expertpool.words import Language, say
from web.assignment_view import POOL, assignment_page, conflicts_page
from web.contexts.form import Form as Typed
from web.downloads import WORKBOOK
from web.job_view import request_key
from web.pages.dossiers import Number
from web.rendering import goto, page, sent_back

router = APIRouter(prefix="/assignment/{batch}", route_class=FormRoute, default_response_class=HTMLResponse)
Text = Annotated[str, Form()]
Step = Annotated[str, Path(pattern="^(conflicts|curve|draw|check)$")]
LONGEST = 200

Work = Callable[[Session], None]


def _batch(wiring: Wiring, number: str) -> Batch:
    return Batches.of(wiring.own).one(number)


@router.get("")
def assignment(batch: Number, request: Request, wiring: TheWiring, _actor: MayAssign, session: Reading) -> Response:
    """Where the readings of a batch stand."""
    found = _batch(wiring, batch)
    return page(request, "assignment.html", assignment_page(session, found, language=language_of(request)))


@router.post("/readers")
async def readers(
    *, batch: Number, request: Request, wiring: TheWiring, actor: MayAssign, at: Now, source: Text = ""
) -> Response:
    """Choose who reads: the panel of a committee, or everybody in the pool."""
    found = _batch(wiring, batch)

    def work(session: Session) -> None:
        chosen, around, name = _chosen(session, source, language_of(request))
        units = [(one.affiliate_of, one.name) for one in units_on_record(session) if one.affiliate_of]
        ReadingsPlan(found).choose(session, chosen, around=around, source=name, units=units, by=actor.name, at=at)

    return await _done(request, wiring, found, work, field="source", typed={"source": source})


def _chosen(
    session: Session, source: str, language: Language
) -> tuple[list[RosterExpert], tuple[RosterExpert, ...], str]:
    """Readers, all among whom kin may be, and a name for where they come from. Raises Refusal."""
    pool = pool_experts(session)
    if source == POOL:
        good = [one for one in pool if _may_read(one)]
        return good, pool, say("page_assignment.source.pool", language)
    for number, name, year in committees_with_panels(session):
        if source == f"committee-{number}":
            panel = seated_panel(session, name, year)
            seated = [] if panel is None else [*panel.seats[SeatKind.KEPT], *panel.seats[SeatKind.MEMBER]]
            return [panel.people[one] for one in seated] if panel else [], pool, name
    raise Refusal("intake.no_source")


def _may_read(one: RosterExpert) -> bool:
    return one.facts.status is PoolStatus.ACTIVE and one.facts.integrity is Integrity.GOOD


@router.post("/run/{step}")
@at_most(4 * MEBI)
async def run(*, batch: Number, step: Step, request: Request, wiring: TheWiring, actor: MayAssign, at: Now) -> Response:
    """Begin a slow step beside the server."""
    found, language = _batch(wiring, batch), language_of(request)
    form = await request.form()
    typed = {name: value for name, value in form.items() if isinstance(value, str)}
    sent = form.get("certificate")
    certificate = await sent.read() if isinstance(sent, UploadFile) and sent.filename else None
    plan = ReadingsPlan(found)

    def work(session: Session) -> None:
        asking = Asking(session=session, language=language, by=actor.name, at=at, request=request_key(request))
        if step in ("curve", "draw"):
            plan.keep_wish(_wish(typed))
        if step == "conflicts":
            plan.find_conflicts(asking)
        elif step == "curve":
            plan.see_curve(asking)
        elif step == "draw":
            plan.draw(asking, certificate=certificate)
        else:
            plan.check(asking)

    return await _done(request, wiring, found, work, typed=typed)


async def _done(
    request: Request,
    wiring: Wiring,
    batch: Batch,
    work: Work,
    *,
    field: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    """Do it, and show the page again, with the fault where there is one."""
    try:
        await wiring.write(work)
    except Refusal as refusal:
        at_field = refusal.where.field if refusal.where and refusal.where.field else field
        form = Typed.refused(refusal, language_of(request), at=at_field, **(typed or {}))
        shown = await wiring.read(
            lambda session: assignment_page(session, batch, language=language_of(request), form=form)
        )
        raise sent_back(request, "assignment.html", shown) from None
    return goto(f"/assignment/{batch.id}")


def _wish(typed: dict[str, str]) -> Wish:
    """What is asked, each field checked. Raises Refusal at the field."""
    readers = _whole(typed.get("readers", ""), "readers", most=MOST_READERS)
    load = _whole(typed.get("load", ""), "load", most=MOST_LOAD, empty=True)
    return Wish(readers=readers, load=load, cap=_cap(typed.get("cap", "")), apart=bool(typed.get("apart")))


def _whole(text: str, field: str, *, most: int, empty: bool = False) -> int:
    plain = unicodedata.normalize("NFKC", text).strip()
    if empty and not plain:
        return 0
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 4 and 1 <= int(plain) <= most):
        raise Refusal("intake.whole_number", where=Where(field=field), most=most)
    return int(plain)


def _cap(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return ""
    try:
        share = Fraction(plain) if len(plain) <= 12 else Fraction(0)
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1 or share.denominator > 1_000:
        raise Refusal("intake.cap", where=Where(field="cap"))
    return str(share)


@router.get("/conflicts")
def conflicts(batch: Number, request: Request, wiring: TheWiring, _actor: MayAssign) -> Response:
    """What was found between applications and experts, and what people decided about it."""
    return page(request, "conflicts.html", conflicts_page(_batch(wiring, batch), language=language_of(request)))


@router.post("/conflicts")
async def decide(
    *,
    batch: Number,
    request: Request,
    wiring: TheWiring,
    actor: MayAssign,
    at: Now,
    finding: Text = "",
    answer: Text = "",
    reason: Text = "",
) -> Response:
    """Decide a doubtful finding: avoid, or not, with a reason."""
    found, why = _batch(wiring, batch), _plain(reason)

    def work(session: Session) -> bytes:
        if answer not in ("avoid", "no"):
            raise Refusal("intake.no_decision")
        plan = ReadingsPlan(found)
        whole, one, content = plan.answered(finding, avoid=answer == "avoid", reason=why, by=actor.name)
        list_conflicts(
            session,
            digest=hashlib.sha256(content).hexdigest(),
            counts=dict(Counter(str(each.standing) for each in whole.findings)),
            decided={one.id: {"recuse": bool(one.answer), "reason": one.reason, "by": one.by}},
            at=at,
            actor=actor.name,
        )
        return content

    try:
        content = await wiring.write(work)
        await run_in_threadpool(ReadingsPlan(found).keep_conflicts, content)
    except Refusal as refusal:
        raise await _conflicts_back(request, found, refusal, field=f"reason-{finding}"[:40]) from None
    return goto(f"/assignment/{batch}/conflicts")


@router.post("/declared")
async def declare(
    *,
    batch: Number,
    request: Request,
    wiring: TheWiring,
    _actor: MayAssign,
    key: Text = "",
    expert_no: Text = "",
    ground: Text = "",
) -> Response:
    """State a conflict that no list shows; it counts from the next search on."""
    found = _batch(wiring, batch)
    try:
        await run_in_threadpool(ReadingsPlan(found).declare, key.strip(), expert_no.strip(), _plain(ground))
    except Refusal as refusal:
        field = {"intake.no_reader": "expert_no", "intake.no_ground": "ground"}.get(refusal.code, "key")
        typed = {"key": key, "expert_no": expert_no, "ground": ground}
        raise await _conflicts_back(request, found, refusal, field=field, typed=typed) from None
    return goto(f"/assignment/{batch}/conflicts")


async def _conflicts_back(
    request: Request, batch: Batch, refusal: Refusal, *, field: str, typed: dict[str, str] | None = None
) -> Exception:
    form = Typed.refused(refusal, language_of(request), at=field, **(typed or {}))
    shown = await run_in_threadpool(lambda: conflicts_page(batch, language=language_of(request), form=form))
    return sent_back(request, "conflicts.html", shown)


@router.get("/assignment.xlsx")
def workbook(batch: Number, wiring: TheWiring, _actor: MayAssign) -> Response:
    """The newest assignment as a workbook, by codename and expert number alone."""
    folders = ReadingsPlan(_batch(wiring, batch)).assignments
    if not folders:
        raise Refusal("intake.nothing_here")
    headers = {"Content-Disposition": 'attachment; filename="assignment.xlsx"', "Cache-Control": "no-store"}
    return Response((folders[-1] / "assignment.xlsx").read_bytes(), media_type=WORKBOOK, headers=headers)


def _plain(given: str) -> str:
    return unicodedata.normalize("NFC", given.encode(errors="replace").decode()).strip()[:LONGEST]
