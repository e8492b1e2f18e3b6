"""One dossier's redactions for the office to look through: page by page, the original's place beside the packet's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from blind.redact import Act, Blinded, Box, EncodedPage
from expertpool.errors import Refusal
from expertpool.intake.batch import Batch
from expertpool.intake.blinding import findings
from expertpool.packets.confirming import CONFIRMED, confirmed_pages, page_digest
from expertpool.packets.deciding import DossierFindings
from expertpool.packets.decisions import DOUBT, Decided, latest, read_decisions
from expertpool.packets.file_results import read_kept
from expertpool.packets.out_folder import DECISIONS

AS_IT_STANDS = (".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
"""Files whose pages stand as they were; the others are set in lines anew, which hidden words make shorter or longer."""
Corners = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the packet's page."""


@dataclass(frozen=True)
class PagePlace:
    """A page of the packet: the file it comes of, and its number in that file, from 1."""

    file: Mapping[str, Any]
    page: int


@dataclass(frozen=True, kw_only=True)
class FoundHere:
    """Something a finder or a person found on a page. ``next_act``: what was decided since, "" where nothing was."""

    id: str
    corners: Corners | None
    act: Act
    finder: str
    reason: str
    text: str
    sureness: int
    decided_by: str
    next_act: str = ""


@dataclass(frozen=True, kw_only=True)
class AskedHere:
    """A question of which a place is on the page. ``here``: findings of it on this page; ``places``: how many in all.

    ``answer``: what was decided since the last run, "" where nothing was.
    """

    about: str
    finder: str
    reason: str
    text: str
    snippet: str
    here: tuple[str, ...]
    places: int
    answer: str

    @property
    def doubt(self) -> bool:
        """Whether the program could not read, rather than not decide."""
        return self.about.startswith(DOUBT)


@dataclass(frozen=True, kw_only=True)
class PageHere:
    """One page to be looked through; ``added`` and ``confirmed``: boxes and the confirmation, the newest ones.

    ``aligned``: what stands at a place of the packet's page stood at the same place of the original's.
    """

    number: int
    total: int
    file: str
    page: int
    width: int
    height: int
    aligned: bool
    found: tuple[FoundHere, ...]
    asked: tuple[AskedHere, ...]
    added: tuple[tuple[Corners, str], ...]
    confirmed: bool
    before: int
    after: int
    next_doubt: int
    next_unconfirmed: int


class DossierReview:
    """The dossier of one applicant as the last run left it. Raises Refusal where there was no run yet."""

    def __init__(self, batch: Batch, place: int) -> None:
        self.batch, self.identity = batch, batch.applicant(place)
        self.key = self.identity.key
        self.content = findings(batch, self.key)
        if not self.content:
            raise Refusal("intake.not_blinded")

    @cached_property
    def pages(self) -> tuple[PagePlace, ...]:
        """Every page of the packet after its cover, in order."""
        return tuple(PagePlace(one, number) for one in self.content["files"] for number in range(1, one["pages"] + 1))

    @cached_property
    def decided(self) -> tuple[Decided, ...]:
        """Every decision about this dossier, the oldest first."""
        return read_decisions(self.batch.out.office / self.key / DECISIONS)

    @cached_property
    def new(self) -> tuple[Decided, ...]:
        """Decisions since the last run, the last word about each place."""
        since = self.decided[len(self.content["decisions"]) :]
        return tuple(one for one in latest(since) if not one.decision.about.startswith(f"{CONFIRMED}:"))

    def place(self, number: int) -> PagePlace:
        """A page of the packet, from 1. Raises Refusal where there is none."""
        if not 1 <= number <= len(self.pages):
            raise Refusal("intake.nothing_here")
        return self.pages[number - 1]

    def encoded(self, number: int) -> EncodedPage:
        """What the packet shows on a page. Raises Refusal where what was kept is gone; a run makes it anew."""
        place = self.place(number)
        return _kept(self._result(place.file)).pages[place.page - 1]

    def original(self, number: int) -> tuple[str, bytes, int]:
        """Name and bytes of the file a page comes of, and the page in it. Raises Refusal where the file is another."""
        place = self.place(number)
        for file in self.batch.dossier(self.identity).files:
            if file.shown == place.file["file"]:
                data = file.path.read_bytes()
                if hashlib.sha256(data).hexdigest() == place.file["sha256"]:
                    return file.path.name, data, place.page
        raise Refusal("intake.original_changed")

    def confirmed(self, number: int) -> bool:
        """Whether somebody confirmed this page as it is now."""
        place = self.place(number)
        digest = _digests(self._result(place.file))[place.page - 1]
        return digest in self._confirmed.get((str(place.file["sha256"]), place.page), ())

    @cached_property
    def _confirmed(self) -> Mapping[tuple[str, int], frozenset[str]]:
        return confirmed_pages(self.decided)

    @cached_property
    def unconfirmed(self) -> tuple[int, ...]:
        """Numbers of the pages that nobody has confirmed as they are now."""
        return tuple(number for number in range(1, len(self.pages) + 1) if not self.confirmed(number))

    @cached_property
    def doubtful(self) -> tuple[int, ...]:
        """Numbers of the pages with a question that nobody has answered yet."""
        wanted = {
            (where["file"], where["page"])
            for one in self.content["questions"]
            if not self._answer(one)
            for where in one["places"]
        }
        numbered = enumerate(self.pages, start=1)
        return tuple(number for number, one in numbered if (one.file["file"], one.page) in wanted)

    def without_page(self) -> tuple[AskedHere, ...]:
        """Questions that belong to no page: files that could not be read."""
        listed = {(one.file["file"], one.page) for one in self.pages}
        return tuple(
            self._asked(one, ())
            for one in self.content["questions"]
            if not any((where["file"], where["page"]) in listed for where in one["places"])
        )

    def page(self, number: int) -> PageHere:
        """A page with everything found on it and asked about it."""
        place, encoded = self.place(number), self.encoded(number)
        found = [one for one in place.file["findings"] if one["page"] == place.page]
        ids = {one["id"] for one in found}
        digest = str(place.file["sha256"])
        return PageHere(
            number=number,
            total=len(self.pages),
            file=str(place.file["file"]),
            page=place.page,
            width=encoded.width,
            height=encoded.height,
            aligned=str(place.file["file"]).lower().endswith(AS_IT_STANDS),
            found=tuple(self._found(one, digest) for one in found),
            asked=tuple(self._asked(one, ids) for one in self.content["questions"] if _on(one, place)),
            added=tuple(
                (_corners(one.decision.box), one.decision.reason)
                for one in self.new
                if _adds(one) and (one.file, one.decision.page) == (digest, place.page) and one.decision.box is not None
            ),
            confirmed=self.confirmed(number),
            before=number - 1,
            after=number + 1 if number < len(self.pages) else 0,
            next_doubt=_next(self.doubtful, number),
            next_unconfirmed=_next(self.unconfirmed, number),
        )

    def _found(self, one: Mapping[str, Any], digest: str) -> FoundHere:
        box = tuple(one["box"]) if one["box"] else None
        about = [each.decision.act.value for each in self.new if each.decision.about == one["id"]]
        places = (each for each in self.new if not each.decision.about and each.file == digest)
        about += [
            each.decision.act.value
            for each in places
            if each.decision.box is not None
            and _corners(each.decision.box) == box
            and each.decision.page == one["page"]
            and one["finder"] == "office"
        ]
        return FoundHere(
            id=one["id"],
            corners=box,
            act=Act(one["act"]),
            finder=one["finder"],
            reason=one["reason"],
            text=one["text"],
            sureness=one["confidence"],
            decided_by=one["decided_by"],
            next_act=about[-1] if about else "",
        )

    def _asked(self, one: Mapping[str, Any], ids: Iterable[str]) -> AskedHere:
        known = set(ids)
        listed = [each["id"] for each in one["findings"]]
        here = [each["snippet"] for each in one["findings"] if each["id"] in known]
        return AskedHere(
            about=one["id"],
            finder=one["finder"],
            reason=one["reason"],
            text=one["text"],
            snippet="\n".join(dict.fromkeys(here)) or one["snippet"],
            here=tuple(dict.fromkeys(each for each in listed if each in known)),
            places=max(len(set(listed)), len(one["places"])),
            answer=self._answer(one),
        )

    def _answer(self, one: Mapping[str, Any]) -> str:
        """What was decided about a question, or about every one of its findings, since the last run."""
        plain = one["id"].rpartition(":")[0] if one["id"].startswith(DOUBT) else one["id"]
        acts = [each.decision.act.value for each in self.new if each.decision.about == plain]
        if acts:
            return acts[-1]
        single = {each.decision.about: each.decision.act.value for each in self.new}
        listed = {each["id"] for each in one["findings"]}
        return next(iter(single[each] for each in listed), "") if listed and listed <= set(single) else ""

    def _result(self, file: Mapping[str, Any]) -> str:
        path = self.batch.out.cache / file.get("result", "-")
        if not path.is_file():
            raise Refusal("intake.result_gone")
        return str(path)


def findings_of(batch: Batch, key: str) -> DossierFindings:
    """What decisions about a dossier are held against. Raises Refusal."""
    return DossierFindings(batch.out, key)


def here_alone(
    found: DossierFindings, ids: Sequence[str], *, reason: str, by: str, at: datetime
) -> tuple[Decided, ...]:
    """Decisions to let single places stand, and to ask again about the same words elsewhere."""
    return tuple(each for one in ids for each in found.about(one, Act.KEEP, reason=reason, by=by, at=at))


@lru_cache(maxsize=4)
def _kept(path: str) -> Blinded:
    """A result by its content's name, which never changes."""
    return read_kept(Path(path))


@lru_cache(maxsize=1024)
def _digests(path: str) -> tuple[str, ...]:
    return tuple(page_digest(page) for page in _kept(path).pages)


def _on(question: Mapping[str, Any], place: PagePlace) -> bool:
    return {"file": place.file["file"], "page": place.page} in question["places"]


def _adds(one: Decided) -> bool:
    return not one.decision.about and one.decision.act is Act.HIDE


def _corners(box: Box) -> Corners:
    return box.left, box.top, box.right, box.bottom


def _next(numbers: Sequence[int], after: int) -> int:
    """The first of the numbers behind ``after``, else the first of all but it; 0 where there is none."""
    later = [one for one in numbers if one > after] or [one for one in numbers if one != after]
    return later[0] if later else 0
