"""Scanned pages: text as pixels, seals, signatures, photographs, codes; degraded as machines do it; in PDF and as pictures."""  # noqa: E501 - markup and records in one piece

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.blind.redact.corpus import ornaments
from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.sheet import Colour, Draft, Sheet, grey
from tests.blind.redact.corpus.spellings import spellings
from tests.blind.redact.corpus.typed import spelled
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Patch, Vector
from tests.blind.redact.corpus.words import Prose

LONG_AGO = time.gmtime(10**9)
RED, BLUE, BLACK = (205, 30, 40), (40, 60, 170), (25, 25, 30)


@dataclass
class Scan:
    """A page as a picture, with what stands on it."""

    page: Colour
    sheet: Sheet
    added: list[Vector]

    def add(self, story: str, patch: Patch, *secrets: str) -> None:
        """Something drawn onto the page."""
        self.added.append(Vector(story, Kind.PIXEL, secrets, (patch,)))

    def file(self, name: str, data: bytes) -> CorpusFile:
        """The scan as a file; its vectors are pixels."""
        typed = [Vector(one.story, Kind.PIXEL, one.secrets, one.patches) for one in self.sheet.vectors]
        return CorpusFile(name, data, typed + self.added, list(self.sheet.stays), [grey(self.page)], cost=2)


def scan_of(draft: Draft) -> Scan:
    """A draft of one page as a picture."""
    sheet = draft.made()
    if len(sheet.pages) != 1:
        raise ValueError("a scan is one page")
    return Scan(sheet.pages[0].copy(), sheet, [])


def grained(page: Colour, dice: random.Random, *, noise: float = 4.0, ground: int = 250) -> Colour:
    """Paper colour and grain of a scanner."""
    random_grain = np.random.default_rng(dice.randrange(2**32)).normal(0, noise, page.shape[:2])
    tinted = page.astype(np.float32) * (ground / 255) + random_grain[:, :, None]
    return np.asarray(np.clip(tinted, 0, 255), dtype=np.uint8)


def pdf_of(pages: list[Colour], *, turned: int = 0, quality: int = 88) -> bytes:
    """Pictures as the pages of a PDF, 150 dots an inch; ``turned`` degrees clockwise in the pixels themselves."""
    images = [Image.fromarray(np.ascontiguousarray(np.rot90(page, -turned // 90))) for page in pages]
    out = io.BytesIO()
    images[0].save(
        out,
        "PDF",
        creationDate=LONG_AGO,
        modDate=LONG_AGO,
        resolution=150.0,
        save_all=True,
        append_images=images[1:],
        quality=quality,
    )
    return out.getvalue()


def certificate(person: Person, dice: random.Random) -> Scan:
    """A certificate: name, employer, red seal over the date, number."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.raw("#v(4cm)#align(center)[#t(text(size: 26pt)[获奖证书])]#v(1cm)#set text(size: 15pt)")
    draft.para(draft.secret("scan-certificate-name", person.name), " 同志：")
    draft.para("在科技成果评选中，", draft.stay(f"针对{prose.control()}的研究", control=True), "获二等奖。")
    draft.para(draft.stay(prose.sentence()))
    draft.para("完成单位：", draft.secret("scan-certificate-employer", person.employer))
    draft.raw("#v(1.5cm)#h(8cm)#t[二〇二一年六月]")
    scan = scan_of(draft)
    seal = ornaments.ring_seal(person.employer)
    scan.add("seal-red", ornaments.ink(scan.page, seal, (780, 1000), RED, 0.85), person.employer)
    return scan


def seals(person: Person, dice: random.Random) -> Scan:
    """Blue, faded, embossed, oval and square seals on one page."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.para(draft.stay(prose.sentence()))
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para(draft.stay(prose.sentence()))
    scan = scan_of(draft)
    ring = ornaments.ring_seal(person.employer)
    add, page = scan.add, scan.page
    add("seal-blue", ornaments.ink(page, ring, (160, 520), BLUE, 0.85), person.employer)
    add("seal-faded", ornaments.ink(page, ornaments.worn(ring, dice), (560, 520), RED, 0.4), person.employer)
    add("seal-oval", ornaments.ink(page, ornaments.ring_seal(person.employer, oval=True), (880, 560), RED, 0.8))
    add("seal-square-name", ornaments.ink(page, ornaments.square_seal(person.name), (200, 900), RED, 0.9), person.name)
    add("seal-embossed", ornaments.embossed(page, ring, (520, 860)))
    add("seal-black-copy", ornaments.ink(page, ring, (860, 900), (70, 70, 70), 0.9), person.employer)
    half = ring[:, :120]
    add("seal-half-over-edge", ornaments.ink(page, half, (1240 - 120, 1300), RED, 0.85))
    add("seal-purple", ornaments.ink(page, ring, (300, 1250), (120, 40, 130), 0.7), person.employer)
    return scan


def signatures(person: Person, dice: random.Random) -> Scan:
    """Signatures beside a label, loose, in blue ink, and one over printed text."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.para(draft.stay(prose.sentence()))
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para(draft.stay(prose.sentence()))
    draft.raw("#v(2cm)#t[申报人（签字）：]#v(4cm)#t[单位意见：同意推荐。]#v(4cm)#t[负责人签名：]#v(2cm)")
    draft.para(draft.stay(prose.sentence()))
    scan = scan_of(draft)
    name = person.name.replace("·", "")[:4]
    other = person.strangers[2]
    where = _label_tops(scan)
    hand = ornaments.signature(name, dice)
    scan.add("signature-labelled", ornaments.ink(scan.page, hand, (390, where[0] - 55), BLACK, 0.9))
    scan.add(
        "signature-loose", ornaments.ink(scan.page, ornaments.signature(name, dice), (760, where[1] + 70), BLACK, 0.9)
    )
    scan.add(
        "signature-blue", ornaments.ink(scan.page, ornaments.signature(other, dice), (360, where[2] - 55), BLUE, 0.9)
    )
    return scan


def _label_tops(scan: Scan) -> list[int]:
    """Middles of the three label lines: the text lines after the widest gaps."""
    rows = np.flatnonzero((grey(scan.page) < 128).any(axis=1))
    starts = [int(row) for before, row in pairwise(rows) if row - before > 80]
    return [start + 11 for start in starts[:3]]


def faces(person: Person, dice: random.Random) -> Scan:
    """An application form with a photograph and codes."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.para(draft.stay(prose.sentence()))
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para("姓名：", draft.secret("scan-form-name", person.name))
    draft.para("身份证号：", draft.secret("scan-form-id", person.id_number))
    draft.para(draft.stay(prose.sentence()))
    scan = scan_of(draft)
    page = scan.page
    card = f"BEGIN:VCARD\nN:{person.latin_surname}\nTEL:{person.phone}\nEND:VCARD"
    scan.add("photo-portrait", ornaments.paste(page, ornaments.portrait(dice), (900, 520)))
    scan.add("photo-grey", ornaments.paste(page, _without_colour(ornaments.portrait(dice)), (160, 560)))
    scan.add("code-qr", ornaments.ink(page, ornaments.code(card, "QRCode"), (480, 560), BLACK), person.phone)
    scan.add(
        "code-bar",
        ornaments.ink(page, ornaments.code(person.certificate, "Code128", scale=3), (160, 1000), BLACK),
        person.certificate,
    )
    scan.add(
        "code-matrix",
        ornaments.ink(page, ornaments.code(person.id_number, "DataMatrix", scale=5), (820, 1000), BLACK),
        person.id_number,
    )
    scan.add(
        "code-pdf417",
        ornaments.ink(page, ornaments.code(person.id_number, "PDF417", scale=2), (160, 1300), BLACK),
        person.id_number,
    )
    return scan


def _without_colour(picture: Colour) -> Colour:
    return np.repeat(grey(picture)[:, :, None], 3, axis=2)


def form(person: Person, dice: random.Random) -> Scan:
    """A scanned table with names in cells, small type and faint print."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.raw("#align(center)[#t(text(size: 16pt)[考核登记表])]")
    cells = [
        "#t[姓名]",
        draft.secret("scan-table-name", person.name),
        "#t[单位]",
        draft.secret("scan-table-employer", person.employer),
        "#t[内容]",
        draft.stay(prose.control(), control=True),
        "#t[审核]",
        draft.secret("scan-table-clerk", person.strangers[3]),
    ]
    draft.raw(
        "#table(stroke: 1pt + (if plain {black} else {white}), columns: (2.5cm, 5cm, 2.5cm, 5.5cm),"
        + ",".join(f"[{cell}]" for cell in cells)
        + ")"
    )
    draft.raw("#text(size: 7pt)[#t[填表人：]" + draft.secret("scan-small-type", person.name) + "#t[　填表说明见背面]]")
    draft.para("制表：", draft.secret("scan-faint-name", person.name, fill="luma(150)"))
    draft.para("联系电话：", draft.secret("scan-phone", person.phone))
    draft.para(draft.stay(prose.sentence()))
    return scan_of(draft)


def letter(person: Person, dice: random.Random) -> Scan:
    """A letter of recommendation below a letterhead."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.raw(
        "#align(center)["
        + "#text(size: 24pt)["
        + draft.secret("letterhead-name", person.employer, fill="rgb(200,20,30)")
        + "]]"
    )
    draft.raw("#line(length: 100%, stroke: 2pt + (if plain {red} else {white}))")
    draft.raw(
        "#align(center)[#text(size: 9pt)["
        + draft.secret("letterhead-english", person.employer_en, fill="rgb(200,20,30)")
        + "]]"
    )
    draft.para("兹推荐", draft.secret("letter-name", person.name), "同志参加评审。")
    draft.para(draft.stay(prose.sentence()))
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para("推荐人：", draft.secret("letter-recommender", person.strangers[4]))
    draft.raw(
        "#v(1fr)#text(size: 8pt)[#t[电话：]"
        + draft.secret("letterhead-phone", person.phone)
        + "#t[　网址：]"
        + draft.secret("letterhead-domain", person.domain)
        + "]"
    )
    return scan_of(draft)


def plain_scan(person: Person, dice: random.Random, prefix: str) -> Scan:
    """A sparse page with five spellings."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.para(draft.stay(prose.sentence()))
    apt = [
        one
        for one in spellings(person, dice)
        if one.story not in {"name-zero-width", "name-radicals", "name-compatible"}
    ]
    for one in dice.sample(apt, k=5):
        spelled(draft, prefix, one)
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para(draft.stay(prose.sentence()))
    return scan_of(draft)


def bleeding(person: Person, dice: random.Random) -> Scan:
    """The back of the sheet shines through, mirrored."""
    scan = plain_scan(person, dice, "scan-bleed")
    prose = Draft()
    prose.raw("#v(12cm)#text(size: 20pt)[" + prose.secret("scan-bleed-through", person.name, kind=Kind.PIXEL) + "]")
    back = prose.made()
    mirrored = np.ascontiguousarray(back.pages[0][:, ::-1])
    share = (255 - mirrored.astype(np.float32)) * 0.16
    scan.page = np.asarray(np.clip(scan.page - share, 0, 255), dtype=np.uint8)
    patch = back.vectors[0].patches[0]
    width = mirrored.shape[1]
    flipped = Patch(0, width - patch.left - patch.mask.shape[1], patch.top, patch.mask[:, ::-1].copy())
    scan.add("scan-bleed-through", flipped)
    return scan


def skewed(person: Person, dice: random.Random) -> Scan:
    """A page laid askew; the ink moves with it."""
    scan = plain_scan(person, dice, "scan-skew")
    height, width = scan.page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), dice.choice((-1.6, 1.3, 1.8)), 1)
    move(scan, np.vstack([turn, [0, 0, 1]]))
    return scan


def move(scan: Scan, matrix: NDArray[np.float64], *, ground: int = 255) -> None:
    """Lay the sheet otherwise, before anything is added to it: its pixels and the places of its ink."""
    size = scan.page.shape[1::-1]
    scan.page = np.asarray(cv2.warpPerspective(scan.page, matrix, size, borderValue=(ground,) * 3), dtype=np.uint8)

    def there(patch: Patch) -> Patch:
        return warped(patch, matrix, size)

    sheet = scan.sheet
    sheet.vectors = [replace(one, patches=tuple(map(there, one.patches))) for one in sheet.vectors]
    sheet.stays = [replace(one, patches=tuple(map(there, one.patches))) for one in sheet.stays]


def warped(patch: Patch, matrix: NDArray[np.float64], size: tuple[int, int]) -> Patch:
    """Where the ink of a patch comes to lie on a page of this width and height."""
    put = matrix @ np.array([[1, 0, patch.left], [0, 1, patch.top], [0, 0, 1]], np.float64)
    mask = cv2.warpPerspective(np.asarray(patch.mask, np.uint8) * 255, put, size)
    return ornaments.patch_of(patch.page, mask > 127)


SCANS: dict[str, Callable[[Person, random.Random], Scan]] = {
    "certificate": certificate,
    "seals": seals,
    "signatures": signatures,
    "faces": faces,
    "form": form,
    "letter": letter,
    "bleeding": bleeding,
    "skewed": skewed,
}
