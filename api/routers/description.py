"""The API described for people, without anything fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path

import fastapi_offline
from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse

from api.permissions import Public
from expertpool.errors import Refusal

router = APIRouter(prefix="/api/docs", include_in_schema=False)

_VIEWER = Path(fastapi_offline.__file__).parent / "static"
FILES = {
    "swagger-ui-bundle.js": _VIEWER / "swagger-ui-bundle.js",
    "swagger-ui.css": _VIEWER / "swagger-ui.css",
    "docs.js": Path(__file__).parents[1] / "static" / "docs.js",
}
"""The viewer's own files, and the script that opens it."""

PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>expertpool API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" href="/static/mark.svg" type="image/svg+xml"></head>
<body><main id="docs"></main>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/docs.js"></script></body></html>
"""


@router.get("")
def describe(_actor: Public) -> HTMLResponse:
    """The page."""
    return HTMLResponse(PAGE)


@router.get("/{file}")
def viewer(file: str, _actor: Public) -> FileResponse:
    """What the page is made of."""
    if file not in FILES:
        raise Refusal("api.no_page")
    return FileResponse(FILES[file])
