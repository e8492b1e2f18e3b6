"""Who stands behind codenames: the records two holders opened, held against the ledger, joined with the applicants."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from blind.encoding import strict_parse
from blind.errors import BlindError
from blind.identity import Identity
from blind.vault_request import RESULTS, Request
from expertpool.documents.applicants.reading import by_key, read_applicants
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.models import Unsealing


@dataclass(frozen=True)
class OpenedNames:
    """Codename -> identity, and the SHA-256 of the file that was opened."""

    people: dict[str, Identity]
    digest: str


def opened_names(session: Session, path: Path, applicants: Path, *, wanted: Collection[str]) -> OpenedNames:
    """The identities of the ``wanted`` codenames.

    Refuses (exit code 5) a file that no request on record gave, one opened for another purpose than the results, one
    that lacks a wanted codename, and a list of applicants that lacks one of the people.
    """
    where = Where(file=str(path))
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    try:
        record = strict_parse(data)
        row = session.get(Unsealing, record["request"])
        keys = {one["codename"]: one["key"] for one in record["names"]}
    except (BlindError, KeyError, TypeError):
        raise Refusal("results.not_names", where=where) from None
    if row is None or row.outcome != digest:
        raise Refusal("results.names_differ", where=where, exit_code=ExitCode.FORGED)
    if Request.parse(row.content.encode()).purpose != RESULTS:
        raise Refusal("results.names_purpose", where=where)
    known = by_key(read_applicants(applicants).identities)
    missing = sorted(set(wanted) - keys.keys())
    if missing:
        raise Refusal("results.names_missing", where=where, candidate=missing[0])
    unknown = sorted(keys[name] for name in wanted if keys[name] not in known)
    if unknown:
        raise Refusal("results.applicant_missing", where=Where(file=str(applicants)), key=unknown[0])
    return OpenedNames({name: known[keys[name]] for name in wanted}, digest)
