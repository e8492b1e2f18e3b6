"""Decides from a released file alone whether a vector leaks and whether what has to stay can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from tests.blind.redact.corpus.evidence import Evidence, flat
from tests.blind.redact.corpus.likeness import Comparison
from tests.blind.redact.corpus.vector import CorpusFile, Grey, Kind, Stay, Vector

SEEN = 0.3
"""Share of a secret's edges that must not be found again."""
KEPT = 0.6
"""Share of a phrase's edges that has to be found again."""
INK, TEXT = "ink", "text"
"""How evidence begins that is seen at its place, and that stands somewhere in the text."""


@dataclass
class Verdict:
    """What leaked and what cannot be read any more, each with the evidence for it."""

    leaks: list[tuple[Vector, str]] = field(default_factory=list)
    lost: list[tuple[Stay, str]] = field(default_factory=list)


def judge(file: CorpusFile, released: bytes, *, name: str = "packet.pdf") -> Verdict:
    """Judge what became of a file. ``name``: what the released file is called (its ending tells how to read it)."""
    evidence = Evidence(released, name, [stay.phrase for stay in file.stays])
    compared = compare(file, evidence)
    verdict = Verdict()
    for vector in file.vectors:
        why = leak_of(vector, evidence, compared)
        if why:
            verdict.leaks.append((vector, why))
    verdict.leaks = explained(verdict.leaks)
    full = flat("\f".join(evidence.page_texts))
    for stay in file.stays:
        why = loss_of(stay, full, compared)
        if why:
            verdict.lost.append((stay, why))
    return verdict


Compared = dict[tuple[str, int], Comparison]


def compare(file: CorpusFile, evidence: Evidence) -> Compared:
    """The file's known pages and pictures against what came of them."""
    found: Compared = {}
    if len(file.pages) == len(evidence.pages):
        for number, (before, after) in enumerate(zip(file.pages, evidence.pages, strict=True)):
            found["", number] = Comparison(before, after, anchor=anchor_of(file, "", number, before))
    for label, picture in file.pictures.items():
        place = best_place(picture, anchor_of(file, label, 0, picture), evidence.pages)
        if place is not None:
            found[label, 0] = Comparison(picture, place, placed=True)
    return found


Anchor = tuple[int, int, int, int]


def anchor_of(file: CorpusFile, label: str, page: int, picture: Grey) -> Anchor:
    """A part of the page or picture that stays (left, top, right, bottom), or the upper half where none is known."""
    patches = [patch for stay in file.stays for patch in stay.patches if (patch.picture, patch.page) == (label, page)]
    if not patches:
        return 0, 0, picture.shape[1], picture.shape[0] // 2
    longest = max(patches, key=lambda patch: patch.mask.shape[1])
    rows, columns = longest.mask.shape
    return max(longest.left - 4, 0), max(longest.top - 4, 0), longest.left + columns + 4, longest.top + rows + 4


def best_place(picture: Grey, anchor: Anchor, pages: Sequence[Grey]) -> Grey | None:
    """The part of a page where the picture most likely went, standing as it stood before."""
    best: tuple[float, Grey | None] = (-2.0, None)
    rows, columns = picture.shape
    left, top, right, bottom = anchor
    for page in pages:
        for quarter in range(4):
            turned = np.ascontiguousarray(np.rot90(page, quarter))
            shown = cv2.copyMakeBorder(turned, rows, rows, columns, columns, cv2.BORDER_CONSTANT, value=(255,))
            score = cv2.matchTemplate(shown, picture[top:bottom, left:right], cv2.TM_CCOEFF_NORMED)
            _, value, _, (x, y) = cv2.minMaxLoc(score)
            if value > best[0]:
                best = (value, shown[max(y - top, 0) :, max(x - left, 0) :][:rows, :columns])
    return best[1]


def leak_of(vector: Vector, evidence: Evidence, compared: Compared) -> str:
    """Why the vector leaks, or "" if it does not: ink at its place first, then text and bytes anywhere."""
    for patch in vector.patches:
        place = compared.get((patch.picture, patch.page))
        if place is not None and (share := place.share(patch)) > SEEN:
            return f"{INK} {share:.2f} on page {patch.page + 1}"
    for secret in vector.secrets:
        wanted = flat(secret)
        if wanted in evidence.text:
            at = evidence.text.index(wanted)
            return f"{TEXT} …{evidence.text[max(at - 8, 0) : at + len(wanted) + 8]}…"
        if (vector.kind is Kind.HIDDEN or evidence.data[:5] != b"%PDF-") and wanted in evidence.raw:
            return f"bytes {secret!r}"
        if vector.kind is Kind.PIXEL and "code" in vector.story and wanted in evidence.codes:
            return f"code {secret!r}"
    return ""


def explained(leaks: list[tuple[Vector, str]]) -> list[tuple[Vector, str]]:
    """The leaks without those of burnt places whose text is found only because the same text is seen elsewhere."""
    seen = {flat(secret) for vector, why in leaks if why.startswith(INK) for secret in vector.secrets}
    return [
        (vector, why)
        for vector, why in leaks
        if not (why.startswith(TEXT) and vector.patches and seen & {flat(secret) for secret in vector.secrets})
    ]


def loss_of(stay: Stay, text: str, compared: Compared) -> str:
    """Why a phrase cannot be read, or ""."""
    for patch in stay.patches:
        place = compared.get((patch.picture, patch.page))
        if place is not None and (share := place.share(patch)) < KEPT:
            return f"ink {share:.2f} on page {patch.page + 1}"
    if not alike(flat(stay.phrase), text, scanned=bool(stay.patches)):
        return "not in the text layer"
    return ""


def alike(wanted: str, text: str, *, scanned: bool) -> bool:
    """Whether the text has the phrase; recognised text may differ in one letter of five, order of lines aside."""
    if wanted in text:
        return True
    if not scanned:
        return False
    pairs = [wanted[at : at + 2] for at in range(len(wanted) - 1)]
    return sum(pair in text for pair in pairs) >= 0.7 * len(pairs)
