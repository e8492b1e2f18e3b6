"""All that somebody can see of a town, by question; two sights are held against each other byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.testclient import TestClient

from expertpool.models import Role
from tests.web.crawl import Way, crawl
from tests.web.planted import whole

FRESH = (
    (re.compile(rb"once=[\w-]+"), b"once="),
    (re.compile(rb"(?i)(set-cookie: expertpool=)[^;\r\n]*"), rb"\1"),
    (re.compile(rb'("nonce":")[^"]*'), rb"\1"),
)
"""What is new each time: keys of forms, the cookie of a stay, what a device is to sign."""

LEFT_OUT = frozenset({"GET /api/docs/{file}", "GET /api/v1/certificates/verifier"})
"""Large files that are part of the program."""


def masked(answer: Any) -> bytes:
    """An answer without what is new each time; its length stays, for the masked parts are of one length."""
    data = whole(answer)
    for pattern, instead in FRESH:
        data = pattern.sub(instead, data)
    return data


def sight(
    browser: TestClient, ways: Sequence[Way], role: Role | None, *, fully: bool = False, writes: bool = False
) -> Mapping[tuple[str, str], bytes]:
    """Every answer, masked, by route and address."""
    wanted = [way for way in ways if way.name not in LEFT_OUT]
    asked = crawl(browser, wanted, role, whole=fully, writes=writes)
    return {(name, path): masked(answer) for name, path, answer in asked}


def differing(one: Mapping[tuple[str, str], bytes], other: Mapping[tuple[str, str], bytes]) -> list[tuple[str, str]]:
    """The questions that are answered otherwise; those asked of one alone too."""
    return sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
