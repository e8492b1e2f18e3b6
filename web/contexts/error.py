"""The page of a refusal: what is wrong and what would be right, in words; nothing about the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ErrorPage:
    """``sign_in``: that signing in is what would help."""

    message: str
    hint: str
    sign_in: bool
