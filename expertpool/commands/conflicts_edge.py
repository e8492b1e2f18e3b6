"""What the conflict commands share: the lists as they are read, and the dossiers' text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from blind.identity import Identity
from expertpool.commands.console import Console
from expertpool.conflicts.dossier_text import FileText, GuardedReader, read_dossiers
from expertpool.conflicts.joining import codenames_by_key, joined_pairs
from expertpool.conflicts.people import Sought
from expertpool.documents.applicants.reading import read_applicants
from expertpool.documents.conflicts_file import read_conflicts
from expertpool.documents.roster.reading import read_roster
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.packets.dossiers import find_dossiers
from expertpool.settings import system_variables

CACHE = ".lines"


def applicants_of(path: Path) -> tuple[Identity, ...]:
    """The applicants of a list without errors. Raises Refusal."""
    reading = read_applicants(path)
    if reading.errors or not reading.identities:
        where = Where(file=path.name, sheet=reading.sheet, row=reading.errors[0].where.row if reading.errors else None)
        raise Refusal("conflicts.list_faulty", where=where, errors=len(reading.errors))
    return reading.identities


def experts_of(path: Path) -> tuple[Sought, ...]:
    """The experts of a roster without errors; nobody is left out, whatever the standing. Raises Refusal."""
    reading = read_roster(path)
    if reading.errors or not reading.experts:
        where = Where(file=path.name, sheet=reading.sheet, row=reading.errors[0].where.row if reading.errors else None)
        raise Refusal("conflicts.list_faulty", where=where, errors=len(reading.errors))
    return tuple(
        Sought(
            expert_no=str(one.facts.expert_no),
            name=one.name,
            employer=one.facts.employer,
            region=one.facts.region or "",
            id_number=one.id_number or "",
            recuse_units=tuple(sorted(one.facts.recuse_units)),
            kin=tuple(sorted(map(str, one.facts.kin))),
            series=one.facts.series,
        )
        for one in reading.experts
    )


def texts_of(
    console: Console, folder: Path, applicants: Sequence[Identity], cache: Path
) -> tuple[dict[str, tuple[FileText, ...]], tuple[tuple[str, str], ...]]:
    """The text of every dossier by application key, and what could not be read, as (key, what)."""
    found = find_dossiers(folder, applicants)
    with (
        GuardedReader(system_variables()) as reader,
        console.progress(console.say("conflicts.progress.read")) as progress,
    ):
        texts = read_dossiers(found.dossiers, cache, reader, progress)
    unread = [(key, what) for key, files in texts.items() for file in files for what in file.unread]
    for dossier in found.dossiers:
        unread += [(dossier.identity.key, console.say(fault.code, file=fault.file)) for fault in dossier.faults]
    return texts, tuple(unread)


def pairs_by_codename(packets: Path, conflicts: Path) -> frozenset[tuple[str, str]]:
    """The pairs (codename, expert) of a list by application key, joined in memory and written down nowhere.

    Raises Refusal (exit code 4) while a finding waits for a person.
    """
    listed = read_conflicts(conflicts)
    if listed.open:
        where = Where(file=str(conflicts))
        raise Refusal("conflicts.still_open", where=where, exit_code=ExitCode.HELD_BACK, count=len(listed.open))
    return joined_pairs(listed.limits, codenames_by_key(packets, listed.keys))
