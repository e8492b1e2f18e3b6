"""Guides on a page: general instructions, the same for everybody; no place for anything of this office."""

from __future__ import annotations

from dataclasses import dataclass

from web.guide_text import Guide


@dataclass(frozen=True)
class GuidePage:
    """One role's guide; ``others``: the roles that have one, this among them."""

    role: str
    guide: Guide
    others: tuple[str, ...]


@dataclass(frozen=True)
class GuidesPage:
    """All guides: role, title and first sentence of each."""

    guides: tuple[tuple[str, str, str], ...]
