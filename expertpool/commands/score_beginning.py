"""How a review group begins, for the command and the page: plan, assignment, packets and trustees made one group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from blind.trust import Trust
from expertpool.actions.open_review import open_review, opening_record
from expertpool.desk.packet_shelf import Shelf
from expertpool.documents.assignment_file import AssignmentFile
from expertpool.errors import Refusal, Where
from expertpool.models import ReviewGroup
from expertpool.party.sealing_keys import sealing_keys
from expertpool.queries.review import group_of
from expertpool.reviewing.group_plan import GroupPlan
from expertpool.reviewing.packet_files import packet_digests, packet_file
from expertpool.settings import Settings


@dataclass(frozen=True)
class Beginning:
    """What a group is opened with. ``packets``: the folder that ``blind`` left; ``digests``: by codename."""

    plan: GroupPlan
    assigned: AssignmentFile
    packets: Path
    digests: Mapping[str, bytes]
    trustees: dict[str, bytes]

    @classmethod
    def of(cls, plan: GroupPlan, assigned: AssignmentFile, packets: Path, trust: Trust) -> Beginning:
        """Refuses packets that were assigned and are not there, and a trust file without the three sealing keys."""
        found = packet_digests(packets)
        missing = sorted(assigned.packets.keys() - found.keys())
        if missing:
            raise Refusal("scores.packets_missing", where=Where(file=str(packets)), packets="、".join(missing[:8]))
        return cls(plan, assigned, packets, {name: found[name] for name in assigned.packets}, sealing_keys(trust))

    def shelve(self, settings: Settings) -> None:
        """Put the packets' files where readers get them. Refuses (exit code 5) a file that is not the released one."""
        shelf = Shelf.of(settings)
        for name, digest in self.digests.items():
            shelf.put(packet_file(self.packets, name, digest))

    def open(self, session: Session, *, at: datetime, actor: str) -> bytes:
        """The group's open record; opening it again with the same papers changes nothing, with others is refused."""
        group, assigned = self.plan.group, self.assigned
        if session.get(ReviewGroup, group) is None:
            open_review(
                session,
                group,
                title=self.plan.title,
                rubric=self.plan.rubric,
                plan=self.plan.frozen(),
                trustees=self.trustees,
                packets=self.digests,
                assigned=assigned.packets,
                experts=assigned.experts,
                seed=assigned.seed,
                assignment=assigned.digest,
                at=at,
                actor=actor,
            )
            session.flush()
        row, seen = session.get_one(ReviewGroup, group), group_of(session, group)
        known = (seen.rubric.hash, dict(seen.plan), dict(seen.trustees), row.assignment)
        if known != (self.plan.rubric.hash, self.plan.frozen(), self.trustees, assigned.digest):
            raise Refusal("scores.group_there", group=group)
        return opening_record(row, seen.packets)
