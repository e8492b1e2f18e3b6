"""Letting people in: the two halves for experts, and the accounts of staff; a secret is shown once, to its own role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from web.contexts.form import Form


@dataclass(frozen=True)
class HalfPage:
    """One half's page: for the inspector the invite, for the office the code. ``shown`` is the half, this once.

    Neither page has a place for the other half.
    """

    form: Form
    expert_no: str = ""
    shown: str = ""
    sent: bool = False
    valid_until: datetime | None = None


@dataclass(frozen=True)
class AccountLine:
    """An account without its secrets."""

    name: str
    role: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None


@dataclass(frozen=True)
class AccountsPage:
    """``secret`` and ``code`` (its QR code in characters) of the account just opened, this once."""

    form: Form
    accounts: tuple[AccountLine, ...]
    opened: str = ""
    address: str = ""
    code: str = ""
