"""Guides inside the program, one a role: public, since nothing in them is about anybody."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api.language import language_of
from api.permissions import Public
from api.repeats import FormRoute
from expertpool.errors import Refusal
from web.contexts.guide import GuidePage, GuidesPage
from web.guide_text import guide_for
from web.menu import GUIDED
from web.rendering import page

router = APIRouter(prefix="/guide", route_class=FormRoute, default_response_class=HTMLResponse)
ROLES = tuple(role.value for role in GUIDED)


@router.get("")
def guides(request: Request, _actor: Public) -> Response:
    """Which guides there are."""
    found = ((role, guide_for(role, language_of(request))) for role in ROLES)
    return page(request, "guides.html", GuidesPage(tuple((role, one.title, one.lead) for role, one in found)))


@router.get("/{role}")
def guide(role: str, request: Request, _actor: Public) -> Response:
    """One role's guide, step by step."""
    if role not in ROLES:
        raise Refusal("api.no_page")
    return page(request, "guide.html", GuidePage(role, guide_for(role, language_of(request)), ROLES))
