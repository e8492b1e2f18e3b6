"""What surrounds every page: who is signed in, where they may go, the language, and whether it is a demonstration."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Request

from api.actor import PUBLIC, Actor
from api.language import QUERY, language_of
from api.repeats import SAFE
from api.wiring import wiring_of
from expertpool.models import Role
from expertpool.words import Language, say
from web.menu import GUIDED, MENU, Entry


@dataclass(frozen=True)
class Tongue:
    """A language that this page can be read in: its own name, its tag (BCP 47), and the page's address in it."""

    name: str
    tag: str
    address: str


@dataclass(frozen=True)
class Frame:
    """``path`` is this page's, ``address`` the same with all it asks for, ``key_id`` that of the reader's device,
    ``menu`` the pages of the reader's role.

    No place for anybody but the reader.
    """

    language: Language
    path: str
    address: str
    name: str = ""
    role: Role | None = None
    weaker: bool = False
    key_id: str = ""
    demonstration: bool = False
    large: bool = False
    menu: tuple[Entry, ...] = field(default=())
    tongues: tuple[Tongue, ...] = field(default=())
    """This page in every other language, with all that its address asks for."""

    @classmethod
    def of(cls, request: Request) -> Frame:
        """Around the page that answers this request."""
        actor: Actor = getattr(request.state, "actor", PUBLIC)
        language = language_of(request)
        return cls(
            language=language,
            path=request.url.path,
            address=_asked(request, {}),
            name=actor.name,
            role=actor.role,
            weaker=actor.weaker,
            key_id=actor.key_id or "",
            demonstration=wiring_of(request).demonstration,
            large=request.cookies.get("large") == "1",
            menu=MENU.get(actor.role, ()) if actor.role else (),
            tongues=tuple(_in_other(request, other) for other in Language if other is not language),
        )

    @property
    def guide(self) -> str:
        """The reader's own guide; for whoever has none, the list of all."""
        return f"/guide/{self.role.value}" if self.role in GUIDED else "/guide"

    def here(self, entry: Entry) -> bool:
        """Whether this page belongs to that entry of the menu."""
        return self.path == entry.path or (entry.path != "/" and self.path.startswith(entry.path + "/"))

    def once(self) -> str:
        """A fresh key for a form, under which its write is done once."""
        return secrets.token_urlsafe(16)


def _in_other(request: Request, other: Language) -> Tongue:
    """The same page in another language."""
    address = _asked(request, {QUERY: other.value})
    return Tongue(say("language.own_name", other), say("language.tag", other), address)


def _asked(request: Request, more: Mapping[str, str]) -> str:
    """The address of this page, with ``more`` asked for; after a write, that of the page it was sent from."""
    url = urlsplit(str(request.url) if request.method in SAFE else request.headers.get("referer", ""))
    path = url.path if request.method in SAFE or url.netloc == request.url.netloc else "/"
    asked = [(name, value) for name, value in parse_qsl(url.query) if name not in (QUERY, "once")]
    query = urlencode([*asked, *more.items()])
    return f"{path or '/'}?{query}" if query else path or "/"
