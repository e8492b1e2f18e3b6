"""Accounts, sign-ins and what lets experts in, over the wire."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from expertpool.models import Account, PersonalEvent, SignIn


class StaffEntry(BaseModel):
    """What a member of staff signs in with."""

    name: str = Field(max_length=80)
    password: str = Field(max_length=256)
    code: str = Field(max_length=12)


class ExpertEntry(BaseModel):
    """What an expert signs in with: the inspector's half and the office's half."""

    invite: str = Field(max_length=40)
    code: str = Field(max_length=12)


class Person(BaseModel):
    """Who is signed in."""

    role: str | None
    name: str
    weaker: bool


class Stay(BaseModel):
    """A device somebody is signed in from."""

    id: int
    device: str
    began_at: datetime
    seen_at: datetime
    this_one: bool

    @classmethod
    def of(cls, row: SignIn, stay_id: int) -> Stay:
        """From the row; ``stay_id`` is the one that asks."""
        here = row.id == stay_id
        return cls(id=row.id or 0, device=row.device, began_at=row.began_at, seen_at=row.seen_at, this_one=here)


class Event(BaseModel):
    """Something that happened to one's own access."""

    what: str
    at: datetime
    by: str
    device: str

    @classmethod
    def of(cls, row: PersonalEvent) -> Event:
        """From the row."""
        return cls(what=row.what, at=row.at, by=row.by, device=row.device)


class NewAccount(BaseModel):
    """An account to be opened for a member of staff."""

    name: str = Field(max_length=80)
    role: str = Field(max_length=20)
    password: str = Field(max_length=256)


class NewPassword(BaseModel):
    """What an account is reset to."""

    password: str = Field(max_length=256)


class ClosingReason(BaseModel):
    """Why an account is to be closed."""

    reason: str = Field(max_length=2000)


class ProposedAct(BaseModel):
    """A proposal that waits for a second person, at the page of that number."""

    act: int
    until: datetime


class OpenedAccount(BaseModel):
    """``otpauth`` is shown this once."""

    name: str
    role: str
    otpauth: str


class KeptAccount(BaseModel):
    """An account without its secrets."""

    name: str
    role: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None

    @classmethod
    def of(cls, row: Account) -> KeptAccount:
        """From the row."""
        return cls(
            name=row.name, role=row.role, opened_at=row.opened_at, opened_by=row.opened_by, closed_at=row.closed_at
        )


class IssuedInvite(BaseModel):
    """The inspector's half, shown this once."""

    expert_no: str
    invite: str
    valid_until: datetime


class IssuedCode(BaseModel):
    """The office's half: how it went, and the digits where the office hands them over."""

    expert_no: str
    way: str
    code: str | None
