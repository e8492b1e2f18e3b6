"""What a reader gets over the wire: codenames, digests, page counts, their own marks. No applicant has a place here."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from expertpool.queries.reader_desk import OwnGroup
from expertpool.queries.reading_progress import GroupDealt, RoundScored


class ReadersGroup(BaseModel):
    """A group that one reads in."""

    id: str
    title: str
    season: int
    answer: str | None
    pledged: bool
    packets: int

    @classmethod
    def of(cls, one: OwnGroup) -> ReadersGroup:
        """From the domain."""
        return cls(
            id=one.id,
            title=one.title,
            season=one.season,
            answer=one.answer and one.answer.value,
            pledged=one.pledged,
            packets=len(one.packets),
        )


class Answered(BaseModel):
    """What one answers to an invitation; ``ground`` goes with ``recused`` alone."""

    answer: str = Field(max_length=20)
    ground: str = Field(default="", max_length=40)


class ReadersPacket(BaseModel):
    """A packet by its codename; ``digest`` is the SHA-256 of its file, ``pages`` None where it is not here."""

    codename: str
    digest: str
    pages: int | None
    withdrawn: bool
    closed: bool
    begun: bool
    handed_in: bool


class DraftField(BaseModel):
    """A field of one's own draft; ``fault`` says what the form does not take."""

    field: str
    text: str
    saved_at: datetime | None
    fault: str | None


class TypedText(BaseModel):
    """What was typed into a field."""

    text: str = Field(max_length=4000)


class KeptReceipt(BaseModel):
    """That a sheet was taken in, and never what it says."""

    codename: str
    version: int
    commitment: str
    document: str
    at: datetime


class Dealt(BaseModel):
    """A group's assignment in numbers."""

    group: str
    title: str
    packets: int
    readers: int
    readings: int
    withdrawn: int
    accepted: int
    recused: int

    @classmethod
    def of(cls, one: GroupDealt) -> Dealt:
        """From the domain."""
        return cls.model_validate(one, from_attributes=True)


class Scored(BaseModel):
    """A round of a group: sheets owed and sheets that came, whatever they say."""

    group: str
    round: int
    owed: int
    came: int
    closed: bool

    @classmethod
    def of(cls, one: RoundScored) -> Scored:
        """From the domain."""
        return cls.model_validate(one, from_attributes=True)
