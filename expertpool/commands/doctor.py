"""``expertpool doctor``: what this machine lacks for the work, each with what to do about it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.util import find_spec
from typing import Any

import click
from cryptography import x509

from blind.log.entry import Entry
from expertpool.backup.database_copy import embedded_file
from expertpool.backup.known_heads import Behind, behind
from expertpool.beijing import second
from expertpool.commands.circumstances import now
from expertpool.commands.console import WordedCommand, current
from expertpool.db import open_session
from expertpool.errors import ExitCode, Refusal
from expertpool.pool_keys import PoolKeys
from expertpool.queries.ledger import last_entries
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.queries.pool_lock import keys_for_reading
from expertpool.queries.working_days import working_day_tables
from expertpool.settings import Settings

OLDEST = (3, 11)
SPACE = 2 << 30
"""Bytes that a season's packets and backups need at least."""
RUNS_OUT = timedelta(days=30)
READERS = ("rapidocr", "onnxruntime")
"""Packages that recognise text on scans; without them scans are held back."""


class Mark(StrEnum):
    """How a thing stands."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing looked at; ``name`` and ``mark`` find its sentence, ``facts`` fill it in."""

    name: str
    mark: Mark
    facts: dict[str, Any] = field(default_factory=dict)


@click.command("doctor", cls=WordedCommand, help="doctor.help")
def doctor() -> int:
    """Look at everything, say everything; exit code 2 where something is bad."""
    console = current()
    findings = [finding for look in LOOKS for finding in look(console.settings)]
    told = []
    for one in findings:
        said = console.say(f"doctor.{one.name}.{one.mark}", **one.facts)
        console.line(f"{console.say(f'doctor.mark.{one.mark}')}  {said}")
        told.append({"name": one.name, "mark": one.mark.value, "message": said, "facts": one.facts})
    bad = sum(one.mark is Mark.BAD for one in findings)
    console.line(console.say("doctor.some_bad", count=bad) if bad else console.say("doctor.none_bad"))
    return console.finish({"ok": not bad, "findings": told}, ExitCode.BAD_INPUT if bad else ExitCode.DONE)


def _python(_settings: Settings) -> Iterator[Finding]:
    mark = Mark.GOOD if sys.version_info >= OLDEST else Mark.BAD
    yield Finding("python", mark, {"version": sys.version.split()[0]})


def _space(settings: Settings) -> Iterator[Finding]:
    place = next(one for one in (settings.home, *settings.home.parents) if one.exists())
    free = shutil.disk_usage(place).free
    yield Finding("space", Mark.GOOD if free >= SPACE else Mark.BAD, {"gib": free >> 30, "place": str(place)})


def _database(settings: Settings) -> Iterator[Finding]:
    embedded = embedded_file(settings)
    if embedded is not None and not embedded.exists():
        yield Finding("database", Mark.DOUBTFUL, {"home": str(settings.home)})
        return
    try:
        with open_session(settings) as session:
            session.rollback()
        with open_session(settings, reading=True) as session:
            audit = audit_ledger(session)
            yield from _keys(settings, lambda: keys_for_reading(session, settings))
            yield from _clock(last_entries(session, 1), now())
            yield from _calendar(working_day_tables(session), now())
            yield from _copy(behind(session, settings.home))
    except Refusal as refusal:
        yield Finding("database", Mark.BAD, {"why": refusal.code})
        return
    wrong = [one for one in audit.findings if one.code != "ledger-empty"]
    yield Finding("database", Mark.GOOD, {"home": str(settings.home)})
    yield Finding("ledger", Mark.BAD if wrong else Mark.GOOD, {"size": audit.size, "count": len(wrong)})


def _keys(settings: Settings, read: Callable[[], PoolKeys]) -> Iterator[Finding]:
    """Whether the pool key that lies here opens the pool that stands there."""
    path = str(settings.pool_key_file or settings.home / "keys")
    try:
        read()
    except Refusal as refusal:
        yield Finding("keys", Mark.BAD, {"why": refusal.code, "path": path})
    else:
        yield Finding("keys", Mark.GOOD, {"path": path})


def _clock(newest: Sequence[Entry], at: datetime) -> Iterator[Finding]:
    """A clock behind the newest entry is wrong for certain; one ahead cannot be told from here."""
    behind = bool(newest) and newest[-1].time > at
    told = {"now": second(at), "entry": second(newest[-1].time) if newest else "-"}
    yield Finding("clock", Mark.BAD if behind else Mark.GOOD, told)


def _copy(old: Behind | None) -> Iterator[Finding]:
    """Whether this database has everything that this home has seen of its ledger."""
    if old is None:
        yield Finding("copy", Mark.GOOD)
    else:
        facts = {"size": old.size, "seen": old.seen.size, "source": old.seen.source}
        yield Finding("copy", Mark.BAD, facts)


def _calendar(years: Collection[int], at: datetime) -> Iterator[Finding]:
    """Working days of this year, and from November on of the next, without which no deadline can be counted."""
    last_months = 11
    wanted = [at.year, *([at.year + 1] if at.month >= last_months else [])]
    missing = [year for year in wanted if year not in years]
    mark = Mark.GOOD if not missing else Mark.BAD if at.year in missing else Mark.DOUBTFUL
    yield Finding("calendar", mark, {"years": "、".join(map(str, missing or wanted))})


def _fonts(_settings: Settings) -> Iterator[Finding]:
    yield Finding("fonts", Mark.GOOD if find_spec("pylopdf_fonts_zh_cn") else Mark.BAD)


def _readers(_settings: Settings) -> Iterator[Finding]:
    missing = [name for name in READERS if not find_spec(name)]
    yield Finding("readers", Mark.DOUBTFUL if missing else Mark.GOOD, {"missing": ", ".join(missing)})


def _https(settings: Settings) -> Iterator[Finding]:
    """The certificate that ``serve --https`` made, if it did."""
    path = settings.home / "https" / "server.pem"
    if not path.exists():
        yield Finding("https", Mark.DOUBTFUL)
        return
    try:
        until = x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
    except ValueError:
        yield Finding("https", Mark.BAD, {"until": "-", "path": str(path)})
        return
    mark = Mark.GOOD if until - now() > RUNS_OUT else Mark.BAD
    yield Finding("https", mark, {"until": f"{until:%Y-%m-%d}", "path": str(path)})


LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _python,
    _space,
    _database,
    _fonts,
    _readers,
    _https,
)
