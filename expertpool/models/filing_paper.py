"""A paper that came with a step of a filing: its digest, its name, its pages; the file lies in the office's folder."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row


class FilingPaper(Row, table=True):
    """``paper``: which paper of the kind it is; ``digest``: SHA-256 of the file, hex; ``pages`` None where unknown."""

    __tablename__ = "filing_paper"

    filing_id: int = Field(primary_key=True, foreign_key="filing.id")
    step: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    paper: str = Field(primary_key=True)
    digest: str = Field(primary_key=True, index=True)
    name: str
    size: int
    pages: int | None = None
