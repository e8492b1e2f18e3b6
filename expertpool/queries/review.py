"""Review groups on record: form and plan, packets, readers and their keys, tasks, sealed sheets, closings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from blind.dsse import Envelope, signer_ids
from blind.encoding import strict_parse
from blind.keys import registry
from blind.keys.signer import Verifier
from blind.scoresheet.box import Closing, ScoreBox, Task
from blind.scoresheet.rubric import Rubric
from blind.scoresheet.sealed import SealedSheet
from expertpool.errors import Refusal
from expertpool.models import (
    Custody,
    ReaderKey,
    ReviewGroup,
    ReviewPacket,
    ReviewReader,
    ReviewTask,
    ScoreClosing,
    SealedScoresheet,
)


@dataclass(frozen=True, kw_only=True)
class GroupSeen:
    """A group as it stands. ``packets``: codename -> hash; ``readers``: code -> expert number."""

    id: str
    title: str
    rubric: Rubric
    plan: Mapping[str, Any]
    trustees: Mapping[str, bytes]
    seed: bytes
    packets: Mapping[str, bytes]
    readers: Mapping[str, str]
    tasks: tuple[ReviewTask, ...]
    closings: Mapping[int, Closing]

    @property
    def round(self) -> int:
        """The newest round; whether it is over, ``closed`` says."""
        return max(one.round for one in self.tasks)

    @property
    def closed(self) -> bool:
        """Whether the newest round is over."""
        return self.round in self.closings

    @property
    def codes(self) -> dict[str, str]:
        """Expert number -> code."""
        return {number: code for code, number in self.readers.items()}

    @property
    def codenames(self) -> dict[bytes, str]:
        """Packet's hash -> codename."""
        return {digest: name for name, digest in self.packets.items()}


def group_of(session: Session, group: str) -> GroupSeen:
    """The group with this id. Raises Refusal where there is none."""
    row = session.get(ReviewGroup, group)
    if row is None:
        raise Refusal("scores.no_group", group=group)
    packets = session.exec(select(ReviewPacket).where(ReviewPacket.group_id == group).order_by(ReviewPacket.codename))
    readers = session.exec(select(ReviewReader).where(ReviewReader.group_id == group).order_by(ReviewReader.code))
    tasks = session.exec(
        select(ReviewTask).where(ReviewTask.group_id == group).order_by(ReviewTask.codename, col(ReviewTask.turn))
    )
    closings = session.exec(select(ScoreClosing).where(ScoreClosing.group_id == group))
    return GroupSeen(
        id=row.id,
        title=row.title,
        rubric=Rubric.parse(row.rubric.encode()),
        plan=strict_parse(row.plan.encode()),
        trustees={name: bytes.fromhex(key) for name, key in row.trustees.items()},
        seed=bytes.fromhex(row.seed),
        packets={one.codename: bytes.fromhex(one.digest) for one in packets},
        readers={one.code: one.expert_no for one in readers},
        tasks=tuple(tasks),
        closings={one.round: Closing.parse(one.content.encode()) for one in closings},
    )


def groups(session: Session) -> tuple[str, ...]:
    """The ids of all groups, in order."""
    return tuple(session.exec(select(ReviewGroup.id).order_by(ReviewGroup.id)).all())


def assignment_of(session: Session, group: str) -> str:
    """The digest of the assignment that a group was opened with."""
    return session.exec(select(ReviewGroup.assignment).where(ReviewGroup.id == group)).one()


def opened_with(session: Session, assignment: str) -> tuple[str, ...]:
    """The titles of the groups that were opened with an assignment of this digest."""
    return tuple(session.exec(select(ReviewGroup.title).where(ReviewGroup.assignment == assignment)).all())


def keys_of(session: Session, group: str) -> tuple[ReaderKey, ...]:
    """Every key ever pinned for a reader of the group."""
    return tuple(session.exec(select(ReaderKey).where(ReaderKey.group_id == group).order_by(ReaderKey.key_id)).all())


def verifiers(keys: tuple[ReaderKey, ...], *, revoked: bool) -> dict[str, list[Verifier]]:
    """Public keys by reader; those revoked since only where asked for."""
    found: dict[str, list[Verifier]] = defaultdict(list)
    for one in keys:
        if revoked or one.revoked_at is None:
            found[one.reader].append(registry.verifier(one.alg, bytes.fromhex(one.public)))
    return found


def sealed_at_rest(keys: tuple[ReaderKey, ...]) -> frozenset[str]:
    """The ids of keys that no reader holds: what they signed was typed from paper, or sealed by the server."""
    return frozenset(one.key_id for one in keys if one.custody != Custody.READER)


def weakly_sealed(session: Session, several: Iterable[str]) -> frozenset[str]:
    """The codenames of these groups of which a score counts that no reader's own device sealed: at rest only."""
    weak = {group: sealed_at_rest(keys_of(session, group)) for group in sorted(set(several))}
    return frozenset(name for group, keys in weak.items() if keys for name in _signed_by(session, group, keys))


def _signed_by(session: Session, group: str, keys: frozenset[str]) -> Iterator[str]:
    """The codenames of sheets in closed rounds that count and one of these keys signed."""
    seen = group_of(session, group)
    for number, closing in seen.closings.items():
        counted = set(closing.sheets)
        for document in documents_of(session, group, number):
            sealed = sealed_in(document)
            if sealed.hash in counted and keys & set(signer_ids(Envelope.parse(document))):
                yield seen.codenames[sealed.place.packet]


def documents_of(session: Session, group: str, at: int) -> Iterator[bytes]:
    """The signed sheets of a round as they were taken, every version, in the order of their hashes."""
    rows = select(SealedScoresheet.document).where(SealedScoresheet.group_id == group, SealedScoresheet.round == at)
    for document in session.exec(rows.order_by(SealedScoresheet.hash)):
        yield document.encode()


def sealed_in(document: bytes) -> SealedSheet:
    """The sealed sheet in a signed document that was verified when it was taken."""
    return SealedSheet.parse(Envelope.parse(document).payload)


def box_of(session: Session, seen: GroupSeen, at: int) -> ScoreBox:
    """The box of one round, as the database holds it: tasks nobody withdrew from, with the keys that count now."""
    keys = verifiers(keys_of(session, seen.id), revoked=False)
    tasks: dict[Task, list[Verifier]] = {
        (one.reader, seen.packets[one.codename]): keys.get(one.reader, [])
        for one in seen.tasks
        if one.round == at and not one.withdrawn
    }
    taken: dict[Task, list[SealedSheet]] = defaultdict(list)
    for document in documents_of(session, seen.id, at):
        sealed = sealed_in(document)
        task = (sealed.place.reader, sealed.place.packet)
        if task in tasks:
            taken[task].append(sealed)
    held = {task: tuple(sorted(each, key=lambda one: one.place.version)) for task, each in taken.items()}
    return ScoreBox(
        group=seen.id,
        rubric=seen.rubric.hash,
        tasks=tasks,
        trustees=tuple(sorted(seen.trustees)),
        taken=held,
        closed=at in seen.closings,
    )
