"""A review group begun from a batch's newest assignment: form, plan, packets and trustees are frozen."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.language import language_of
from api.permissions import MayOpenScores
from api.repeats import MEBI, FormRoute, at_most
from api.wiring import Now, TheWiring
from expertpool.commands.score_beginning import Beginning
from expertpool.errors import Refusal, Where
from expertpool.intake.batch import Batches
from expertpool.intake.readings_plan import ReadingsPlan
from expertpool.queries.review import groups, opened_with
from expertpool.reviewing.group_plan import GroupPlan, read_group_plan
from web.assignment_view import PLAN_FIELDS, assignment_page
from web.contexts.form import Form
from web.pages.dossiers import Number
from web.rendering import goto, sent_back
from web.typed_form import Sent, TypedForm, field_at

router = APIRouter(prefix="/assignment/{batch}", route_class=FormRoute, default_response_class=HTMLResponse)
OWN_SHEET = "own-sheet.toml"
_SIMPLE = re.compile(r"[\w.-]{1,100}\.toml")


@router.post("/open")
@at_most(2 * MEBI)
async def open_group(
    *, batch: Number, request: Request, wiring: TheWiring, actor: MayOpenScores, sent: Sent, at: Now
) -> Response:
    """Open a group; again with the same papers, nothing changes."""
    found = Batches.of(wiring.own).one(batch)
    done: list[Beginning] = []

    def prepared() -> Beginning:
        assigned = ReadingsPlan(found).newest
        if assigned is None:
            raise Refusal("intake.not_assigned")
        with _plan(sent) as plan:
            return Beginning.of(plan, assigned, found.out.root, wiring.trust)

    def work(session: Session) -> None:
        begun = done[0]
        other = opened_with(session, begun.assigned.digest)
        if other and begun.plan.group not in groups(session):
            raise Refusal("page_scores.assigned_open", groups="、".join(other))
        begun.open(session, at=at, actor=actor.name)

    try:
        done.append(await run_in_threadpool(prepared))
        await run_in_threadpool(done[0].shelve, wiring.own)
        await wiring.write(work)
    except Refusal as refusal:
        named = field_at(refusal)
        place = named if named in PLAN_FIELDS else "new_group"
        form = Form.refused(refusal, language_of(request), at=place, **dict(sent.fields))
        shown = await wiring.read(
            lambda session: assignment_page(session, found, language=language_of(request), form=form)
        )
        raise sent_back(request, "assignment.html", shown) from None
    return goto(f"/scores/{done[0].plan.group}")


@contextmanager
def _plan(sent: TypedForm) -> Iterator[GroupPlan]:
    """The plan of the form, or of the file that was handed in; a form of one's own stands beside it."""
    with tempfile.TemporaryDirectory() as folder:
        path, own = Path(folder) / "plan.toml", sent.files.get("own_sheet")
        if own is not None:
            name = own.name if "plan" in sent.files and _SIMPLE.fullmatch(own.name) else OWN_SHEET
            (Path(folder) / name).write_bytes(own.content)
        path.write_bytes(sent.files["plan"].content if "plan" in sent.files else _written(sent, own is not None))
        try:
            yield read_group_plan(path)
        except Refusal as refusal:
            refusal.where = Where(field=_place(refusal, sent))
            raise


def _place(refusal: Refusal, sent: TypedForm) -> str:
    """The field of the form that a fault of the plan or of the sheet beside it belongs to."""
    file = refusal.where.file if refusal.where else None
    if file and Path(file).name != "plan.toml" and "own_sheet" in sent.files:
        return "own_sheet"
    if "plan" in sent.files:
        return "plan"
    usual = "method" if refusal.params.get("why") in _OF_METHOD else "line"
    return _FIELDS.get(field_at(refusal), usual)


_FIELDS = {"group": "new_group", "line": "line", "tolerance": "tolerance", "wide_apart": "wide_apart", "sheet": "sheet"}
"""Where a fault of the plan's file stands in the form."""


_OF_METHOD = {"unknown-method", "wrong-parameters"}
"""Faults of a plan that its method is to blame for."""


def _written(sent: TypedForm, own: bool) -> bytes:
    """The plan's file as the form says it."""
    said: dict[str, object] = {
        "group": sent.need("new_group", most=64),
        "title": sent.need("group_title", most=100),
        "sheet": OWN_SHEET if own else sent.need("sheet", most=100),
        "method": sent.need("method", most=40),
    }
    if sent.text("line"):
        said["line"] = sent.text("line", most=10)
    if sent.text("places"):
        said["places"] = sent.whole("places")
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
    if sent.text("tolerance"):
        lines += ["[parameters]", f"tolerance = {json.dumps(sent.text('tolerance', most=10), ensure_ascii=False)}"]
    if sent.text("wide_apart") or sent.text("near_the_line"):
        lines.append("[extra]")
    if sent.text("wide_apart"):
        lines.append(f"wide_apart = {json.dumps(sent.text('wide_apart', most=10), ensure_ascii=False)}")
    if sent.text("near_the_line"):
        lines.append(f"near_the_line = {sent.whole('near_the_line')}")
    return ("\n".join(lines) + "\n").encode("utf-8", errors="replace")
