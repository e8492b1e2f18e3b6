"""One file blinded from its bytes to its checked pages, inside whatever process calls it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from blind.identity import Identity
from blind.redact import finders
from blind.redact.deciding import Decisions, finding, questions
from blind.redact.fixed import Bench, Work, blind_pages
from blind.redact.hit import Act, Level
from blind.redact.leak import second_look
from blind.redact.misread import Wanted, wanted_letters
from blind.redact.opening import HOLDING, open_file
from blind.redact.opening.limits import LIMITS
from blind.redact.opening.opened import Archive
from blind.redact.opening.refused import FileRefused
from blind.redact.outcome import Blinded, Decision
from blind.redact.page import Doubt
from blind.redact.rebuild import pdf_bytes
from blind.redact.reflowed import blind_story
from blind.redact.risk import risks
from blind.redact.sight import Reader
from blind.redact.story import Story


def blind_here(
    data: bytes,
    *,
    name: str,
    identity: Identity,
    level: Level = Level.STANDARD,
    decisions: Sequence[Decision] = (),
    reader: Reader | None,
    beat: Callable[[], None] | None = None,
    drawing: Callable[[int], None] | None = None,
) -> Blinded:
    """Blind a file in this process; for files of unknown origin ``blind_file`` does the same in a guarded one.

    The same bytes, name, identity, level and decisions give the same result. An archive gives the pages of its members
    one after the other. What cannot be read is held, never raised. ``beat`` is called after each page;
    ``drawing`` with the number of a page of the file or archive member before it is drawn, and with 0 afterwards.
    """
    words = tuple(word for word in (identity.employer, *identity.employer_short, *identity.employer_en) if word)
    job = _Job(
        identity=identity,
        level=level,
        searcher=finders.prepare(identity, level),
        words=words,
        reader=reader,
        beat=beat or _silently,
        drawing=drawing or _unwatched,
        letters=letters_of(identity),
    )
    return job.file(data, name, Decisions.of(decisions), depth=0)


def letters_of(identity: Identity) -> Wanted:
    """The letters of everybody's names, of the employers and numbers, and of the labels before which names stand."""
    people = (*identity.names, *identity.companions)
    rest = (*identity.employer_short, identity.employer, *identity.former_employers, *identity.employer_en)
    numbers = (identity.id_number, *identity.phone, *identity.email, *identity.pinyin, *identity.other_numbers)
    return wanted_letters(people, (*rest, *numbers), finders.labels())


def _silently() -> None:
    """Nobody waits for pages."""


def _unwatched(_page: int) -> None:
    """Nobody limits the time of a page."""


@dataclass(frozen=True)
class _Job:
    """One identity's finders over a file or the files of one archive."""

    identity: Identity
    level: Level
    searcher: finders.Searcher
    words: tuple[str, ...]
    reader: Reader | None
    beat: Callable[[], None]
    drawing: Callable[[int], None]
    letters: Wanted

    def file(self, data: bytes, name: str, decisions: Decisions, *, depth: int) -> Blinded:
        """A file; page numbers in what comes back and in the decisions count from this file's first page."""
        digest = hashlib.sha256(data).hexdigest()
        try:
            opened = open_file(name, data)
            if isinstance(opened, Archive):
                return self._archive(opened, name, digest, decisions, depth=depth)
            bench = Bench(
                searcher=self.searcher,
                words=self.words,
                reader=self.reader,
                decisions=decisions,
                digest=digest,
                beat=self.beat,
                drawing=self.drawing,
                letters=self.letters,
            )
            work = blind_story(opened, bench) if isinstance(opened, Story) else blind_pages(opened, bench)
        except FileRefused as refused:
            doubt = Doubt(code=refused.code, page=0, facts={"file": name, **refused.facts})
            return Blinded(name=name, digest=digest, held=_open([doubt], decisions))
        held = [*work.doubts]
        held += [Doubt(code=code, page=0, facts={"file": name}) for code in opened.dropped if code in HOLDING]
        held += self._leaks(work)
        return Blinded(
            name=name,
            digest=digest,
            pages=tuple(work.pages),
            findings=tuple(finding(found, page, box) for found, page, box in work.placed),
            questions=questions(work.placed),
            held=_open(held, decisions),
            dropped=opened.dropped,
            risk=risks(enumerate(work.texts, start=1)),
            shifts=work.shifts,
        )

    def _leaks(self, work: Work) -> list[Doubt]:
        """What the second look still finds in the finished pages."""
        leaks = second_look(
            pdf_bytes(work.pages),
            self.identity,
            level=self.level,
            kept=work.kept,
            reader=self.reader,
            ours=work.burnt,
        )
        return [Doubt(f"leak-{leak.code}", leak.page, leak.box, {"what": leak.what}) for leak in leaks]

    def _archive(self, opened: Archive, name: str, digest: str, decisions: Decisions, *, depth: int) -> Blinded:
        if depth == LIMITS.nested:
            raise FileRefused("nested-too-deep", depth=depth)
        whole = Blinded(name=name, digest=digest)
        for member, data in opened.members:
            before = len(whole.pages)
            part = self.file(data, f"{name}/{member}", decisions.from_page(before), depth=depth + 1)
            whole = _joined(whole, part, before)
            if len(whole.pages) > LIMITS.pages:
                raise FileRefused("too-many-pages", pages=len(whole.pages), limit=LIMITS.pages)
        if not whole.pages and not whole.held:
            raise FileRefused("no-visible-content")
        return whole


def _open(doubts: Sequence[Doubt], decisions: Decisions) -> tuple[Doubt, ...]:
    """The doubts that nobody has settled yet: what the second look finds stays until a person lets it go."""

    def settled(doubt: Doubt) -> bool:
        said = decisions.about_doubt(doubt)
        return said is not None and (said.act is Act.KEEP or not doubt.code.startswith("leak-"))

    return tuple(doubt for doubt in doubts if not settled(doubt))


def _joined(whole: Blinded, part: Blinded, before: int) -> Blinded:
    """An archive's members so far and the next one, whose pages come after ``before`` others."""

    def here(page: int) -> int:
        return page + before if page else 0

    return replace(
        whole,
        pages=(*whole.pages, *part.pages),
        findings=(*whole.findings, *(replace(one, page=here(one.page)) for one in part.findings)),
        questions=(
            *whole.questions,
            *(replace(one, places=tuple((here(page), box) for page, box in one.places)) for one in part.questions),
        ),
        held=(*whole.held, *(replace(one, page=here(one.page)) for one in part.held)),
        dropped=tuple(sorted({*whole.dropped, *part.dropped})),
        risk=(*whole.risk, *(replace(one, page=here(one.page)) for one in part.risk)),
        shifts=whole.shifts + part.shifts,
    )
