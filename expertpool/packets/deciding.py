"""Decisions by command: about a finding or question, an added box, or a page that somebody looked through."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from blind.redact import Act, Box, Decision
from expertpool.errors import Refusal, Where
from expertpool.packets.confirming import CONFIRMED, page_digest
from expertpool.packets.decisions import (
    DOUBT,
    Decided,
    Subject,
    decided_about,
    decisions_bytes,
    read_decisions,
)
from expertpool.packets.file_results import read_kept
from expertpool.packets.out_folder import DECISIONS, FINDINGS, OutFolder


@dataclass(frozen=True)
class Place:
    """A page of a file of the dossier, counted from 1, and the box on it in pixels at 150 dots an inch, if one."""

    file: str
    page: int
    box: Box | None = None

    @classmethod
    def read(cls, text: str, *, boxed: bool) -> Place:
        """``FILE:PAGE:LEFT,TOP,RIGHT,BOTTOM``, or ``FILE:PAGE`` where no box is wanted. Raises Refusal."""
        try:
            file, page, *rest = text.rsplit(":", 2 if boxed else 1)
            box = Box(*map(int, rest[0].split(","))) if boxed else None
            place = cls(file, int(page), box)
        except (ValueError, TypeError, IndexError) as wrong:
            raise Refusal("decide.place_unreadable", text=text[:80]) from wrong
        if place.page < 1 or (box is not None and not (0 <= box.left < box.right and 0 <= box.top < box.bottom)):
            raise Refusal("decide.place_unreadable", text=text[:80])
        return place


class DossierFindings:
    """What the last run of the blinding found in one dossier."""

    def __init__(self, out: OutFolder, key: str) -> None:
        """Raises Refusal where there is no such dossier, or its findings were damaged."""
        self.out, self.key = out, key
        path = out.office / key / FINDINGS
        if Path(key).name != key or not path.is_file():
            raise Refusal("decide.unknown_key", key=key, out=str(out.root))
        try:
            self._content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as damaged:
            raise Refusal("decide.findings_damaged", where=Where(file=str(path))) from damaged

    def about(self, named: str, act: Act, *, reason: str, by: str, at: datetime) -> list[Decided]:
        """The decision about a question, finding or doubt by its id; several boxes where the second look found more.

        Raises Refusal: no such id; or keeping what the program would hide or could not read, without a reason.
        """
        burnt = {one["id"] for file in self._content["files"] for one in file["findings"] if one["act"] == Act.HIDE}
        known = burnt | {one["id"] for file in self._content["files"] for one in file["findings"]}
        known |= {one["id"] for one in self._content["questions"]}
        if named not in known:
            raise Refusal("decide.unknown_id", key=self.key, id=named)
        doubt = named.startswith(DOUBT)
        if act is Act.KEEP and not reason and (doubt or named in burnt):
            raise Refusal("decide.reason_needed", id=named)
        added = self._added(named)
        if added is not None and act is Act.KEEP:
            digest, page, box = added
            return [Decided(Decision("", act, reason, by, page, box), at, digest)]
        return decided_about(named, act, self._subject(named), reason=reason, by=by, at=at)

    def box(self, place: Place, *, reason: str, by: str, at: datetime) -> Decided:
        """A place to hide that no finder found."""
        digest = self._digest(place)
        return Decided(Decision("", Act.HIDE, reason, by, place.page, place.box), at, digest)

    def without_box(self, place: Place, *, reason: str, by: str, at: datetime) -> Decided:
        """A place that a person wanted hidden, and does not any more. Raises Refusal without a reason."""
        if not reason:
            raise Refusal("decide.reason_needed", id=f"{place.file}:{place.page}")
        digest = self._digest(place)
        return Decided(Decision("", Act.KEEP, reason, by, place.page, place.box), at, digest)

    def confirmed(self, place: Place, *, by: str, at: datetime) -> Decided:
        """Somebody compared this page, as it is now, with its original and found it in order."""
        digest = self._digest(place)
        pages = read_kept(self.out.cache / self._result(place)).pages
        if place.page > len(pages):
            raise Refusal("decide.unknown_page", key=self.key, file=place.file, page=place.page)
        decision = Decision(f"{CONFIRMED}:{place.page}", Act.KEEP, "", by, place.page)
        return Decided(decision, at, digest, (page_digest(pages[place.page - 1]),))

    def keep(self, decided: tuple[Decided, ...]) -> None:
        """Add to the decisions kept under the application key."""
        path = self.out.office / self.key / DECISIONS
        self.out.put(path, decisions_bytes([*read_decisions(path), *decided]))

    @property
    def content(self) -> Mapping[str, Any]:
        """The findings as they were written."""
        return self._content

    def _digest(self, place: Place) -> str:
        return str(self._file(place)["sha256"])

    def _result(self, place: Place) -> str:
        """Where what the file gave is kept. Raises Refusal for findings of a release that did not say so."""
        name = self._file(place).get("result", "")
        if not name or not (self.out.cache / name).is_file():
            raise Refusal("decide.findings_damaged", where=Where(file=str(self.out.office / self.key / FINDINGS)))
        return str(name)

    def _file(self, place: Place) -> Mapping[str, Any]:
        for file in self._content["files"]:
            if file["file"] == place.file and place.page <= max(file["pages"], 1):
                found: Mapping[str, Any] = file
                return found
        raise Refusal("decide.unknown_page", key=self.key, file=place.file, page=place.page)

    def _added(self, named: str) -> tuple[str, int, Box] | None:
        """File, page and box of a place that a person added; it is taken away where it was added."""
        for file in self._content["files"]:
            for one in file["findings"]:
                if one["id"] == named and one["finder"] == "office" and one["box"]:
                    return str(file["sha256"]), int(one["page"]), Box(*one["box"])
        return None

    def _subject(self, named: str) -> Subject:
        if not named.startswith(DOUBT):
            asked: Mapping[str, Any] = next((one for one in self._content["questions"] if one["id"] == named), {})
            return Subject(asked=tuple((one["id"], one["snippet"]) for one in asked.get("findings", ())))
        plain, _, start = named.rpartition(":")
        file = next(file for file in self._content["files"] if file["sha256"].startswith(start))
        places = tuple(
            (int(one["page"]), Box(*one["box"]))
            for one in file["doubtful"]
            if one["box"] and f"{DOUBT}{one['code']}:{one['page']}" == plain
        )
        return Subject(str(file["sha256"]), places)
