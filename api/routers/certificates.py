"""Certificates: the verifier to take home, and a look at one here; nothing that is sent is kept."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response

from api.language import language_of
from api.permissions import Public
from api.repeats import MEBI, OnceRoute, at_most, without_key
from api.schemas.certificates import CheckedCertificate
from expertpool.certifying.checking import checked
from expertpool.certifying.names import VERIFIER

router = APIRouter(prefix="/certificates", tags=["certificates"], route_class=OnceRoute)
AT_A_TIME = CapacityLimiter(1)
"""Certificates checked at a time, each in a process of its own; whoever waits takes no thread from others."""

PYTHON: dict[int | str, dict[str, Any]] = {200: {"content": {"text/x-python": {"schema": {"type": "string"}}}}}
BYTES = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string"}}}}}


@router.get("/verifier", response_class=Response, responses=PYTHON)
def give_verifier(*, _actor: Public) -> Response:
    """独立核验程序：一个文件，只用标准库。"""
    named = {"Content-Disposition": f'attachment; filename="{VERIFIER}"'}
    return Response(files("blind").joinpath(VERIFIER).read_bytes(), media_type="text/x-python", headers=named)


@router.post("/check", openapi_extra=BYTES)
@at_most(16 * MEBI)
@without_key
async def check(*, request: Request, _actor: Public) -> CheckedCertificate:
    """核验一份抽取凭证；送来的内容不留存。"""
    data = await request.body()
    code, said = await to_thread.run_sync(checked, data, language_of(request), limiter=AT_A_TIME)
    return CheckedCertificate(sha256=hashlib.sha256(data).hexdigest(), code=code, said=said)
