"""A corpus sent through a redactor, questions answered by somebody who knows, and what came of it counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from blind.redact import Act, Blinded, Box, Decision, Identity, Question
from blind.redact.rebuild import pdf_bytes
from tests.blind.redact.corpus.check import Verdict, judge
from tests.blind.redact.corpus.evidence import flat
from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.vector import CorpusFile, Dossier, Kind, Patch

Blind = Callable[[CorpusFile, Identity, Sequence[Decision]], Blinded]
CLERK = "核对人"


@dataclass
class Outcome:
    """One file: the first pass, the pass after the answers, and the verdict on the pages of the latter."""

    person: Person
    file: CorpusFile
    first: Blinded
    last: Blinded
    verdict: Verdict

    @property
    def released(self) -> bool:
        """Whether an expert would get to see the pages."""
        return self.last.clean


@dataclass
class Tally:
    """What is counted over a corpus."""

    outcomes: list[Outcome] = field(default_factory=list)

    def leaks(self, kind: Kind | None = None) -> list[tuple[Outcome, str, str]]:
        """Leaks on released pages: file, vector's story, evidence."""
        return [
            (outcome, vector.story, why)
            for outcome in self.outcomes
            if outcome.released
            for vector, why in outcome.verdict.leaks
            if kind is None or vector.kind is kind
        ]

    def questions(self) -> float:
        """Different questions a dossier, on average."""
        asked: dict[str, set[str]] = {}
        for outcome in self.outcomes:
            asked.setdefault(outcome.person.key, set()).update(one.id for one in outcome.first.questions)
        return sum(map(len, asked.values())) / max(len(asked), 1)

    def packets_released(self) -> float:
        """Share of dossiers of which every file may go."""
        clean: dict[str, bool] = {}
        for outcome in self.outcomes:
            clean[outcome.person.key] = clean.get(outcome.person.key, True) and outcome.released
        return sum(clean.values()) / max(len(clean), 1)

    def kept(self, *, control: bool) -> tuple[int, int]:
        """How many phrases that must stay can be read on pages that were made, and how many there are."""
        there = [outcome for outcome in self.outcomes if outcome.last.pages]
        total = sum(stay.control == control for outcome in there for stay in outcome.file.stays)
        lost = sum(stay.control == control for outcome in there for stay, _ in outcome.verdict.lost)
        return total - lost, total

    def table(self) -> str:
        """The counts by kind, as text."""
        lines = [f"{'kind':8}{'vectors':>8}{'leaked':>8}{'held':>8}"]
        for kind in Kind:
            vectors = Counter(
                outcome.released for outcome in self.outcomes for vector in outcome.file.vectors if vector.kind is kind
            )
            lines.append(f"{kind:8}{sum(vectors.values()):8}{len(self.leaks(kind)):8}{vectors[False]:8}")
        stayed, stays = self.kept(control=False)
        untouched, controls = self.kept(control=True)
        files = sum(outcome.released for outcome in self.outcomes)
        lines.append(f"must stay {stayed}/{stays}, controls {untouched}/{controls}")
        lines.append(
            f"files released {files}/{len(self.outcomes)}, packets {self.packets_released():.0%}, "
            f"questions a dossier {self.questions():.1f}"
        )
        return "\n".join(lines)


def identity_of(person: Person) -> Identity:
    """The record as the office hands it in."""
    return Identity(**person.record())


def sent_through(dossiers: Iterable[Dossier], blind: Blind) -> Tally:
    """Every file blinded, its questions answered, blinded again, and judged."""
    return Tally([outcome_of(dossier.person, file, blind) for dossier in dossiers for file in dossier.files])


def outcome_of(person: Person, file: CorpusFile, blind: Blind) -> Outcome:
    """One file on its way."""
    identity = identity_of(person)
    first = blind(file, identity, ())
    last = blind(file, identity, answers(file, first)) if first.questions else first
    verdict = judge(file, pdf_bytes(last.pages)) if last.pages else Verdict()
    return Outcome(person, file, first, last, verdict)


def answers(file: CorpusFile, blinded: Blinded) -> list[Decision]:
    """What somebody who knows the dossier answers."""
    return [
        Decision(about=one.id, act=Act.HIDE if identifies(file, one) else Act.KEEP, reason="核对原件", by=CLERK)
        for one in blinded.questions
    ]


def identifies(file: CorpusFile, question: Question) -> bool:
    """Whether the text asked about tells who it is, there where it stands."""
    patches = [patch for vector in file.vectors for patch in vector.patches if not patch.picture]
    if any(box is not None and _meets(patch, page, box) for page, box in question.places for patch in patches):
        return True
    text = flat(question.text)
    stays = [flat(stay.phrase) for stay in file.stays if text in flat(stay.phrase)]
    around = [flat(line).replace("【", "") for line in question.snippet.split("\n")]
    around = [line.replace("】", "") for line in around]
    if text and all(any(stay in line for stay in stays) for line in around):
        return False
    secrets = [flat(secret) for vector in file.vectors for secret in vector.secrets]
    return any(text in secret or secret in text for secret in secrets) if text else True


def _meets(patch: Patch, page: int, box: Box) -> bool:
    """Whether any of the patch's own ink lies in the box."""
    left, top = (max(0, edge) for edge in (box.left - patch.left, box.top - patch.top))
    right, bottom = (max(0, edge) for edge in (box.right - patch.left, box.bottom - patch.top))
    return patch.page == page - 1 and bool(patch.mask[top:bottom, left:right].any())
