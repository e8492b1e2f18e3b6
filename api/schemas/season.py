"""A season over the wire: what is due, how far each committee has come, what is stuck, which filings stand how."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from expertpool.filings.filing import Paper, Step
from expertpool.filings.kind import FilingKind
from expertpool.filings.moving import possible
from expertpool.queries.filings import FilingSeen
from expertpool.queries.season_filings import FilingLine
from expertpool.queries.season_glance import CommitteeGlance, Hindrance
from expertpool.season.deadlines import Due
from expertpool.words import Language
from expertpool.words.clauses import clause_in


class DueDay(BaseModel):
    """A deadline of the year's notice; ``day`` None: it hangs on a day that is not known yet."""

    id: str
    says: str
    clause: str
    day: date | None
    waits_for: str

    @classmethod
    def of(cls, one: Due, language: Language) -> DueDay:
        """From the domain, in the reader's language."""
        told = one.deadline
        return cls(
            id=told.id,
            says=told.says[language],
            clause=clause_in(told.clause, language),
            day=one.day,
            waits_for=one.waits_for,
        )


class CommitteeStep(BaseModel):
    """How far a committee has come."""

    id: int
    name: str
    level: str
    step: str
    drawn_at: datetime | None
    meeting: date | None

    @classmethod
    def of(cls, one: CommitteeGlance) -> CommitteeStep:
        """From the domain."""
        return cls(
            id=one.id,
            name=one.name,
            level=one.level,
            step=one.step.value,
            drawn_at=one.drawn_at,
            meeting=one.meeting,
        )


class StuckThing(BaseModel):
    """Something that does not go on by itself."""

    what: str
    about: str
    day: date | None
    count: int

    @classmethod
    def of(cls, one: Hindrance) -> StuckThing:
        """From the domain."""
        return cls(what=one.what.value, about=one.about, day=one.day, count=one.count)


class FilingShort(BaseModel):
    """A filing in one line; ``number`` None: it is owed and was not opened yet."""

    number: int | None
    kind: str
    title: str
    clause: str
    committee: str | None
    subject: str
    state: str
    standing: str
    due: date | None
    waits_for: list[str]

    @classmethod
    def of(cls, one: FilingLine, language: Language) -> FilingShort:
        """From the domain, in the reader's language."""
        return cls(
            number=one.number,
            kind=one.kind,
            title=one.title[language],
            clause=clause_in(one.clause, language),
            committee=one.committee,
            subject=one.subject,
            state=one.state,
            standing=one.standing.value,
            due=one.due,
            waits_for=list(one.waits_for),
        )


class FiledPaper(BaseModel):
    """A paper that came with a step."""

    paper: str
    name: str
    digest: str
    size: int
    pages: int | None

    @classmethod
    def of(cls, one: Paper) -> FiledPaper:
        """From the domain."""
        return cls(paper=one.paper, name=one.name, digest=one.digest, size=one.size, pages=one.pages)


class FilingStep(BaseModel):
    """One act that was done."""

    number: int
    transition: str
    origin: str
    to: str
    role: str
    role_claimed: bool
    by: str
    on: date
    due: date | None
    late: bool
    reason: str
    papers: list[FiledPaper]

    @classmethod
    def of(cls, one: Step) -> FilingStep:
        """From the domain."""
        return cls(
            number=one.number,
            transition=one.transition,
            origin=one.origin,
            to=one.to,
            role=one.role.value,
            role_claimed=one.claimed,
            by=one.by,
            on=one.on,
            due=one.due,
            late=one.late,
            reason=one.reason,
            papers=[FiledPaper.of(paper) for paper in one.papers],
        )


class WholeFiling(BaseModel):
    """A filing with its steps, and the acts that may follow."""

    number: int
    kind: str
    year: int
    committee: str | None
    subject: str
    state: str
    ended: bool
    opened_on: date
    steps: list[FilingStep]
    acts: list[str]

    @classmethod
    def of(cls, one: FilingSeen) -> WholeFiling:
        """From the domain."""
        filing = one.filing
        return cls(
            number=one.number,
            kind=filing.kind.id,
            year=one.year,
            committee=one.committee,
            subject=one.subject,
            state=filing.state.id,
            ended=filing.state.end is not None,
            opened_on=filing.opened_on,
            steps=[FilingStep.of(step) for step in filing.steps],
            acts=[act.id for act in possible(filing)],
        )


class KnownKind(BaseModel):
    """A kind of filing: who opens it, and the papers it may ask for."""

    id: str
    title: str
    clause: str
    about: str
    opens: list[str]
    papers: dict[str, str]

    @classmethod
    def of(cls, one: FilingKind, language: Language) -> KnownKind:
        """From the domain, in the reader's language."""
        return cls(
            id=one.id,
            title=one.titles[language],
            clause=clause_in(one.clause, language),
            about=one.head.about.value,
            opens=[str(role) for role in one.head.opens],
            papers={name: paper.titles[language] for name, paper in one.papers.items()},
        )


class NewFiling(BaseModel):
    """A filing to be opened; ``committee`` is a committee's number."""

    kind: str = Field(max_length=60)
    year: int = Field(ge=1990, le=2200)
    committee: int | None = Field(default=None, ge=1, le=2**53)
    subject: str = Field(default="", max_length=2000)
    asked: dict[str, date] = Field(default={}, max_length=20)


class OpenedFiling(BaseModel):
    """``first``: it was opened now; else an open one of the same name is the same filing."""

    number: int
    first: bool


class SentPaper(BaseModel):
    """A file that comes with an act: which paper it is, its name, its bytes in base64."""

    paper: str = Field(max_length=60)
    name: str = Field(min_length=1, max_length=120)
    content: str = Field(max_length=54_000_000)


class NewStep(BaseModel):
    """An act to be done."""

    transition: str = Field(max_length=60)
    on: date | None = None
    reason: str = Field(default="", max_length=2000)
    values: dict[str, date] = Field(default={}, max_length=20)
    papers: list[SentPaper] = Field(default=[], max_length=40)
