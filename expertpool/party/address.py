"""How a hall on a server is named: ``http(s)://host[:port]/hall/NAME``."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from expertpool.errors import Refusal, Where

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What a hall may be called: it is the name of a folder on the server, and part of an address."""

_ADDRESS = re.compile(r"https?://[^/\s?#@]+/hall/([^/\s?#]+)/?")


def is_address(place: str) -> bool:
    """Whether a hall is named by an address, and not by a folder."""
    return place.lower().startswith(("http://", "https://"))


def hall_address(place: str) -> str:
    """The address without a slash at its end. Raises Refusal for one that names no hall."""
    found = _ADDRESS.fullmatch(place)
    if found is None or not NAME.fullmatch(found[1]) or not _names_a_host(place):
        raise Refusal("hall.address_bad", where=Where(file=place), found=place)
    return place.rstrip("/")


def _names_a_host(place: str) -> bool:
    try:
        parts = urlsplit(place)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
