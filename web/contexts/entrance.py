"""The pages of signing in: a form, where to go afterwards, and, in a demonstration alone, the one-click doors."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.form import Form


@dataclass(frozen=True)
class SignInPage:
    """``doors`` are the roles that a demonstration lets in with one click; empty everywhere else."""

    form: Form
    following: str
    doors: tuple[str, ...] = ()
