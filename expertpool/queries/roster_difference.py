"""What a roster would do to the pool: who is added, who changes and how, who leaves; nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.left_out import LeftOut
from expertpool.documents.roster.reading import RosterReading
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models.expert_image import ExpertImage
from expertpool.pool_keys import PoolKeys
from expertpool.queries.expert_images import load_images
from expertpool.queries.pool_lock import require_right_key
from expertpool.queries.roster_fields import FIELDS, image_of, recorded_fields, shown_field, stated_fields
from expertpool.queries.roster_matching import match_experts
from expertpool.rules.facts import Integrity


@dataclass(frozen=True)
class ExpertChange:
    """One expert who stays, under the number the roster gives; ``fields`` maps a key to (old, new), secrets masked."""

    expert_no: ExpertId
    fields: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class RosterDifference:
    """A roster against the pool; every tuple sorted by expert number.

    The last five are read out of the first three: they call for a second look, they are not further changes.
    """

    added: tuple[ExpertId, ...]
    changed: tuple[ExpertChange, ...]
    removed: tuple[ExpertId, ...]
    unchanged: int
    pool_before: int
    """Experts listed before the import."""
    spared: tuple[ExpertId, ...] = ()
    """Listed experts whom the roster does not name and who stay all the same, because they were to be spared."""
    renumbered: tuple[tuple[ExpertId, ExpertId], ...] = ()
    """(old, new) numbers of changed experts found by their identity number."""
    returning: tuple[tuple[ExpertId, ExpertId], ...] = ()
    """(former, new) numbers of added experts who were in the pool before: their history comes back with them."""
    years_taken_back: tuple[ExpertId, ...] = ()
    """Experts for whom the pool knows a year of service that the roster no longer states."""
    integrity_restored: tuple[ExpertId, ...] = ()
    """Experts who were listed as dishonest and now are not."""
    identity_changed: tuple[ExpertId, ...] = ()
    """Experts whose identity number becomes another one."""

    @property
    def empty(self) -> bool:
        """Whether the pool already is as the roster states it."""
        return not (self.added or self.changed or self.removed)

    @property
    def shrinks(self) -> bool:
        """Whether it is probably the wrong file: everybody would leave, or over half of the pool and at least ten."""
        left = len(self.removed)
        return left > 0 and (
            (left == self.pool_before and not self.added) or (left >= 10 and 2 * left > self.pool_before)
        )


@dataclass(frozen=True)
class PlannedRow:
    """One expert's rows before (None: new to the pool) and after an import."""

    expert_id: int | None
    before: ExpertImage | None
    after: ExpertImage


@dataclass(frozen=True)
class ImportPlan:
    """All that an import would write, and what it means."""

    rows: tuple[PlannedRow, ...]
    difference: RosterDifference


def compare_roster(
    session: Session,
    experts: Sequence[RosterExpert],
    *,
    keys: PoolKeys,
    columns: Collection[str] | None = None,
    spared: Collection[ExpertId] = (),
    remove: bool = True,
) -> RosterDifference:
    """What importing these experts would change. See ``plan_import`` for the arguments and refusals."""
    return plan_import(session, experts, keys=keys, columns=columns, spared=spared, remove=remove).difference


def plan_import(
    session: Session,
    experts: Sequence[RosterExpert],
    *,
    keys: PoolKeys,
    columns: Collection[str] | None = None,
    spared: Collection[ExpertId] = (),
    remove: bool = True,
) -> ImportPlan:
    """The rows that make the pool as the roster states it.

    ``columns`` are the fields the roster has (None: all); what it has no column for stays as it is. An empty cell
    empties the field, except years of service: a line that names none leaves those on record. Listed experts whom the
    roster does not name leave the list, save those in ``spared``, and all of them with ``remove`` false. Refuses
    wrong keys, and rosters that name a number or an identity number twice.
    """
    require_right_key(session, keys)
    stated = [stated_fields(expert) for expert in experts]
    codes = [fields["id_number"] and keys.match_code(fields["id_number"]) for fields in stated]
    _refuse_twice(stated, "expert_no", "pool.number_twice")
    _refuse_twice(stated, "id_number", "pool.identity_twice")
    images = load_images(session)
    found = match_experts(images, experts, codes)
    lines = [_line(fields, found.get(place), images, keys=keys, columns=columns) for place, fields in enumerate(stated)]
    named = set(found.values())
    missing = {key: image for key, image in images.items() if image.listed and key not in named}
    staying = {key for key, image in missing.items() if not remove or image.expert_no in spared}
    _refuse_taken({images[key].expert_no for key in staying}, stated)
    gone = [
        PlannedRow(key, image, replace(image, columns={**image.columns, "listed": False}))
        for key, image in missing.items()
        if key not in staying
    ]
    rows = tuple(line.row for line in lines if line.row is not None) + tuple(gone)
    return ImportPlan(rows, _difference(lines, gone, spared=[images[key] for key in staying], images=images))


def plan_reading(session: Session, reading: RosterReading, left_out: LeftOut, *, keys: PoolKeys) -> ImportPlan:
    """What a roster's good rows make of the pool.

    Experts of rows left out stay as they are, and nobody leaves while such a row does not tell whom it is about.
    Refuses what ``plan_import`` refuses.
    """
    return plan_import(
        session,
        reading.experts,
        keys=keys,
        columns=frozenset(reading.columns),
        spared=left_out.numbers,
        remove=not left_out.nameless,
    )


@dataclass(frozen=True)
class _Line:
    """One line of a roster and what it does: ``row`` None when nothing; ``old`` is what the pool held, None if new."""

    new: dict[str, Any]
    old: dict[str, Any] | None
    listed: bool
    row: PlannedRow | None

    @property
    def number(self) -> ExpertId:
        return ExpertId(self.new["expert_no"])

    @property
    def former(self) -> ExpertId:
        return ExpertId((self.old or self.new)["expert_no"])


def _line(
    fields: dict[str, Any],
    key: int | None,
    images: Mapping[int, ExpertImage],
    *,
    keys: PoolKeys,
    columns: Collection[str] | None,
) -> _Line:
    if key is None:
        return _Line(fields, None, False, PlannedRow(None, None, image_of(fields, None, keys)))
    before = images[key]
    old = recorded_fields(before, keys)
    new = {name: fields[name] if _says(name, fields, columns) else old[name] for name in FIELDS}
    if before.listed and new == old:
        return _Line(new, old, True, None)
    return _Line(new, old, before.listed, PlannedRow(key, before, image_of(new, before, keys)))


def _says(name: str, fields: Mapping[str, Any], columns: Collection[str] | None) -> bool:
    if columns is not None and name not in columns:
        return False
    return name != "years_served" or fields[name] is not None


def _difference(
    lines: Sequence[_Line],
    gone: Sequence[PlannedRow],
    *,
    spared: Sequence[ExpertImage],
    images: Mapping[int, ExpertImage],
) -> RosterDifference:
    lines = sorted(lines, key=lambda line: line.number)
    added = [line for line in lines if not line.listed]
    changed = [line for line in lines if line.listed and line.row is not None]
    known = [line for line in lines if line.old is not None and line.row is not None]

    def where(telling: Callable[[dict[str, Any], dict[str, Any]], bool]) -> tuple[ExpertId, ...]:
        return tuple(line.number for line in known if line.old is not None and telling(line.old, line.new))

    return RosterDifference(
        added=tuple(line.number for line in added),
        changed=tuple(ExpertChange(line.number, _changes(line.old or {}, line.new)) for line in changed),
        removed=tuple(sorted(ExpertId(row.after.expert_no) for row in gone)),
        unchanged=len(lines) - len(added) - len(changed),
        pool_before=sum(image.listed for image in images.values()),
        spared=tuple(sorted(ExpertId(image.expert_no) for image in spared)),
        renumbered=tuple((line.former, line.number) for line in changed if line.former != line.number),
        returning=tuple((line.former, line.number) for line in added if line.old is not None),
        years_taken_back=where(lambda old, new: bool(set(old["years_served"] or ()) - set(new["years_served"] or ()))),
        integrity_restored=where(lambda old, new: _dishonest(old) and not _dishonest(new)),
        identity_changed=where(lambda old, new: old["id_number"] not in (None, new["id_number"])),
    )


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {
        name: (shown_field(name, old[name]), shown_field(name, new[name])) for name in FIELDS if old[name] != new[name]
    }


def _dishonest(fields: Mapping[str, Any]) -> bool:
    return bool(fields["integrity"] == Integrity.DISHONEST.value)


def _refuse_twice(stated: Sequence[Mapping[str, Any]], name: str, code: str) -> None:
    counts = Counter(fields[name] for fields in stated if fields[name] is not None)
    twice = {value for value, count in counts.items() if count > 1}
    if twice:
        numbers = sorted(fields["expert_no"] for fields in stated if fields[name] in twice)
        raise Refusal(code, numbers="、".join(dict.fromkeys(numbers)))


def _refuse_taken(staying: Collection[str], stated: Sequence[Mapping[str, Any]]) -> None:
    taken = sorted(fields["expert_no"] for fields in stated if fields["expert_no"] in staying)
    if taken:
        raise Refusal("pool.number_taken", numbers="、".join(taken))
