"""What surrounds every page: who is signed in, where they may go, the language, and whether it is a demonstration."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from fastapi import Request

from api.actor import PUBLIC, Actor
from api.language import language_of
from api.wiring import wiring_of
from expertpool.models import Role
from expertpool.words import Language
from web.menu import MENU, Entry


@dataclass(frozen=True)
class Frame:
    """``path`` is this page's; ``menu`` the pages of the reader's role. No place for anybody but the reader."""

    language: Language
    path: str
    name: str = ""
    role: Role | None = None
    weaker: bool = False
    demonstration: bool = False
    large: bool = False
    menu: tuple[Entry, ...] = field(default=())

    @classmethod
    def of(cls, request: Request) -> Frame:
        """Around the page that answers this request."""
        actor: Actor = getattr(request.state, "actor", PUBLIC)
        return cls(
            language=language_of(request),
            path=request.url.path,
            name=actor.name,
            role=actor.role,
            weaker=actor.weaker,
            demonstration=wiring_of(request).demonstration,
            large=request.cookies.get("large") == "1",
            menu=MENU.get(actor.role, ()) if actor.role else (),
        )

    def here(self, entry: Entry) -> bool:
        """Whether this page belongs to that entry of the menu."""
        return self.path == entry.path or (entry.path != "/" and self.path.startswith(entry.path + "/"))

    def once(self) -> str:
        """A fresh key for a form, under which its write is done once."""
        return secrets.token_urlsafe(16)
