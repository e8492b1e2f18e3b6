"""Who reads a batch's packets: the readers, conflicts and a person's answers, the curve, and the drawn assignment."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from expertpool.conflicts.finding import Conflict, Standing
from expertpool.documents.assignment_file import AssignmentFile, read_assignment
from expertpool.documents.conflicts_file import Conflicts, conflicts_bytes, read_conflicts, write_conflicts
from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.written import roster_json
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.intake.batch import Batch
from expertpool.intake.blinding import require_quiet
from expertpool.intake.errand import Asking, Told, told_of
from expertpool.packets.out_folder import INDEX
from expertpool.queries.review import opened_with
from expertpool.whole_file import make_folders, write_json, write_whole

EXPERTS, KNOWN, ABOUT, WISH = "experts.json", "experts-and-kin.json", "about.json", "wish.json"
AFFILIATES, DECLARED = "units.json", "declared.json"
CONFLICTS, CERTIFICATE = "conflicts.json", "certificate.json"
MOST_READERS, MOST_LOAD = 9, 500


@dataclass(frozen=True, kw_only=True)
class Person:
    """A reader as the office knows them."""

    expert_no: str
    name: str
    employer: str
    specialties: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is asked: readings a packet, packets a reader at most (0: as few as possible), the cap ("": the usual).

    ``apart``: scores of different packets need not be comparable.
    """

    readers: int = 3
    load: int = 0
    cap: str = ""
    apart: bool = False


@dataclass(frozen=True)
class ReadingsPlan:
    """The papers about one batch's readings, below the batch's own folder."""

    batch: Batch

    @property
    def folder(self) -> Path:
        """Where they are, for the office alone."""
        return self.batch.folder / "readings"

    @property
    def about(self) -> Mapping[str, Any]:
        """Where the readers were taken from, by whom and when; empty before."""
        return _read(self.folder / ABOUT)

    @property
    def people(self) -> tuple[Person, ...]:
        """The readers by number; nobody before they were chosen."""
        try:
            listed = json.loads((self.folder / EXPERTS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ()
        return tuple(_person(one) for one in listed)

    @property
    def wish(self) -> Wish:
        """What was asked for last."""
        return Wish(**_read(self.folder / WISH))

    @property
    def conflicts(self) -> Conflicts | None:
        """The conflicts found; None before they were looked for. Raises Refusal where their file was damaged."""
        path = self.folder / "conflicts" / CONFLICTS
        return read_conflicts(path) if path.is_file() else None

    @property
    def declared(self) -> tuple[Mapping[str, str], ...]:
        """Conflicts that somebody stated: key, expert number, ground."""
        try:
            return tuple(json.loads((self.folder / DECLARED).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return ()

    @property
    def stale(self) -> bool:
        """Whether readers or stated conflicts changed since the conflicts were looked for."""
        files = _read(self.folder / "conflicts" / CONFLICTS).get("files", {})
        stated = _digest(self.folder / DECLARED) if self.declared else ""
        return (files.get("experts", ""), files.get("declared", "")) != (_digest(self.folder / KNOWN), stated)

    def told(self, session: Session, name: str) -> Told:
        """How one of the slow steps stands: ``conflicts``, ``curve``, ``draw``, ``leave`` or ``check``."""
        return told_of(session, self.batch, name)

    def choose(
        self,
        session: Session,
        experts: Sequence[RosterExpert],
        *,
        around: Iterable[RosterExpert],
        source: str,
        units: Iterable[tuple[str, str]],
        by: str,
        at: datetime,
    ) -> None:
        """Take these as the readers. ``units``: pairs of a unit and one below it; ``around``: whoever may be their kin.

        Conflicts are then to be found anew; answers given before stay.
        """
        require_quiet(session, self.batch)
        if not experts:
            raise Refusal("intake.nobody_reads")
        make_folders(self.folder)
        write_whole(self.folder / EXPERTS, roster_json(_closed(experts)), private=True)
        write_whole(self.folder / KNOWN, roster_json(_closed(_with_kin(experts, around))), private=True)
        pairs = [{"unit": unit, "affiliate": below} for unit, below in units]
        write_json(self.folder / AFFILIATES, pairs)
        write_json(self.folder / ABOUT, {"source": source, "count": len(experts), "by": by, "at": at.isoformat()})

    def declare(self, key: str, expert_no: str, ground: str) -> None:
        """Note a stated conflict, to count from the next search on. Raises Refusal for unknown numbers."""
        if key not in {one.key for one in self.batch.applicants}:
            raise Refusal("intake.no_key")
        if expert_no not in {one.expert_no for one in self.people}:
            raise Refusal("intake.no_reader")
        if not ground:
            raise Refusal("intake.no_ground")
        make_folders(self.folder)
        listed = [one for one in self.declared if (one["key"], one["expert_no"]) != (key, expert_no)]
        write_json(self.folder / DECLARED, [*listed, {"key": key, "expert_no": expert_no, "ground": ground}])

    def find_conflicts(self, asking: Asking) -> None:
        """Ask for the search through lists and dossiers; answers given before stay."""
        self._require_people()
        require_quiet(asking.session, self.batch)
        asking.start("conflicts", self.batch)

    def answered(self, number: str, *, avoid: bool, reason: str, by: str) -> tuple[Conflicts, Conflict, bytes]:
        """The list with one more answer, that finding, and the file's new content. Raises Refusal."""
        found = self.conflicts
        if found is None:
            raise Refusal("intake.no_finding")
        waiting = (Standing.ASKED, Standing.HOMONYM)
        one = next((each for each in found.findings if each.id == number and each.standing in waiting), None)
        if one is None:
            raise Refusal("intake.no_finding")
        if not avoid and not reason:
            raise Refusal("intake.reason_needed")
        done = replace(one, answer=avoid, reason=reason, by=by)
        whole = replace(found, findings=tuple(done if each is one else each for each in found.findings))
        files = _read(self.folder / "conflicts" / CONFLICTS).get("files", {})
        return whole, done, conflicts_bytes(whole, files)

    def keep_conflicts(self, content: bytes) -> None:
        """Put the answered list in place."""
        write_conflicts(self.folder / "conflicts" / CONFLICTS, content)

    def keep_wish(self, wish: Wish) -> None:
        """Note what is asked for."""
        make_folders(self.folder)
        write_json(self.folder / WISH, vars(wish))

    def see_curve(self, asking: Asking) -> None:
        """Ask what each cap costs; nothing is drawn."""
        self._require_answered(asking.session)
        asking.start("curve", self.batch, readers=self.wish.readers, load=self.wish.load, apart=self.wish.apart)

    def draw(self, asking: Asking, *, certificate: bytes | None) -> None:
        """Ask for the assignment, by ``expertpool assign``. Raises Refusal where these packets have one already."""
        made = self.newest
        if made is not None and made.content["files"]["packets"] == self._packets:
            raise Refusal("intake.assigned", exit_code=ExitCode.HELD_BACK)
        self._require_answered(asking.session)
        if certificate is not None:
            write_whole(self.folder / CERTIFICATE, certificate, private=True)
        asking.start(
            "draw",
            self.batch,
            **vars(self.wish),
            out=f"assignment-{len(self.assignments) + 1}",
            certificate=certificate is not None,
        )

    def leave(self, asking: Asking, *, expert: str, codename: str) -> None:
        """Ask that a reader of the newest assignment steps away, from one packet or (codename "") from all of theirs,
        and that others are drawn, by ``expertpool assign recuse``. Refuses where a group reads by it already.
        """
        made = self.newest
        if made is None:
            raise Refusal("intake.not_assigned")
        if expert not in made.experts or not any(expert in made.packets[one] for one in made.dossiers):
            raise Refusal("intake.reads_nothing", where=Where(field="expert"))
        if codename and expert not in made.packets.get(codename, ()):
            raise Refusal("intake.not_theirs", where=Where(field="codename"))
        opened = opened_with(asking.session, made.digest)
        if opened:
            raise Refusal("intake.group_open", exit_code=ExitCode.HELD_BACK, groups="、".join(opened))
        require_quiet(asking.session, self.batch)
        given = {"of": self.assignments[-1].name, "out": f"assignment-{len(self.assignments) + 1}"}
        asking.start("leave", self.batch, expert=expert, codename=codename, **given)

    def drawn_as(self, digest: str) -> AssignmentFile | None:
        """The assignment of this batch that has this digest; None where it is another batch's."""
        found = (read_assignment(one / "assignment.json") for one in reversed(self.assignments))
        return next((one for one in found if one.digest == digest), None)

    def check(self, asking: Asking) -> None:
        """Ask for a look at every pair of the newest assignment once more, by other means."""
        if not self.assignments:
            raise Refusal("intake.not_assigned")
        asking.start("check", self.batch, of=self.assignments[-1].name)

    @property
    def assignments(self) -> tuple[Path, ...]:
        """Folders of assignments that were drawn, the oldest first."""
        found = [one for one in self.folder.glob("assignment-*") if (one / "assignment.json").is_file()]
        return tuple(sorted(found, key=lambda one: int(one.name.rpartition("-")[2])))

    @property
    def newest(self) -> AssignmentFile | None:
        """The assignment that counts; None before any."""
        folders = self.assignments
        return read_assignment(folders[-1] / "assignment.json") if folders else None

    @property
    def outdated(self) -> bool:
        """Whether packets were released, changed or withdrawn since the newest assignment."""
        made = self.newest
        return made is not None and made.content["files"]["packets"] != self._packets

    @property
    def _packets(self) -> str:
        return _digest(self.batch.out.root / INDEX)

    def _require_answered(self, session: Session) -> None:
        """Raises Refusal where something that every run over the readings needs is still missing or open."""
        self._require_people()
        require_quiet(session, self.batch)
        if not self._packets:
            raise Refusal("intake.no_packets")
        found = self.conflicts
        if found is None or self.stale:
            raise Refusal("intake.conflicts_first")
        if found.open:
            raise Refusal("intake.conflicts_open", exit_code=ExitCode.HELD_BACK, count=len(found.open))

    def _require_people(self) -> None:
        if not self.people:
            raise Refusal("intake.readers_first")


def _with_kin(experts: Sequence[RosterExpert], around: Iterable[RosterExpert]) -> list[RosterExpert]:
    """The experts and those of the others whom they name as kin."""
    inside = {one.facts.expert_no: one for one in experts}
    named = {number for one in experts for number in one.facts.kin}
    return [*inside.values(), *(one for one in around if one.facts.expert_no in named - set(inside))]


def _closed(experts: Sequence[RosterExpert]) -> list[RosterExpert]:
    """The same people with kinship among themselves alone, as a list by itself has to be."""
    inside = {one.facts.expert_no for one in experts}
    return [replace(one, facts=replace(one.facts, kin=one.facts.kin & inside)) for one in experts]


def _person(one: Mapping[str, Any]) -> Person:
    specialties = one["specialties"]
    several = specialties if isinstance(specialties, list) else str(specialties).split("、")
    return Person(
        expert_no=str(one["expert_no"]),
        name=str(one["name"]),
        employer=str(one["employer"]),
        specialties=tuple(map(str, several)),
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
