"""Scans as offices really have them: askew, poor, on coloured paper, photographed, two sheets on one, cards and copies."""  # noqa: E501 - markup and records in one piece

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.blind.redact.corpus import ornaments
from tests.blind.redact.corpus.odd_spellings import HAN
from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.scans import BLACK, BLUE, RED, Scan, grained, move, pdf_of, scan_of, warped
from tests.blind.redact.corpus.sheet import Colour, Draft, grey
from tests.blind.redact.corpus.vector import CorpusFile, on_page
from tests.blind.redact.corpus.words import Prose

Change = Callable[[Colour, random.Random], Colour]
Matrix = NDArray[np.float64]


def base(person: Person, dice: random.Random, story: str, *, size: int = 11) -> Scan:
    """A short page: three particulars, a harmless sentence and a phrase that stays."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    told = [
        ("employer", "单位：", person.employer),
        ("phone", "手机：", person.phone),
        ("id", "身份证号：", person.id_number),
    ]
    told += [("coworker", "合作者：", person.coworkers[0]), ("witness", "证明人：", person.strangers[5])]
    draft.raw(f"#set text(size: {size}pt)")
    draft.para(draft.stay(prose.sentence()))
    for field, lead, text in [("name", "申报人：", person.name), *dice.sample(told, k=2)]:
        draft.para(lead, draft.secret(f"{story}-{field}", text))
    draft.para("另见", draft.stay(prose.control(), control=True), "一节。")
    draft.para(draft.stay(prose.sentence()))
    return scan_of(draft)


def turned(angle: float) -> Matrix:
    """About the middle of a page of the usual size."""
    return np.vstack([cv2.getRotationMatrix2D((620, 877), angle, 1), [0, 0, 1]])


def tapered() -> Matrix:
    """As a telephone held aslant sees a sheet."""
    here = np.array([[0, 0], [1240, 0], [1240, 1754], [0, 1754]], np.float32)
    there = np.array([[60, 40], [1190, 10], [1235, 1740], [10, 1700]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(here, there), dtype=np.float64)


def coarse(page: Colour, _dice: random.Random) -> Colour:
    """Scanned with half the dots."""
    small = cv2.resize(page, None, fx=0.56, fy=0.56, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, page.shape[1::-1], interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def squeezed(page: Colour, _dice: random.Random) -> Colour:
    """Compressed until blocks show."""
    held = io.BytesIO()
    Image.fromarray(page).save(held, "JPEG", quality=14)
    return np.asarray(Image.open(held).convert("RGB"), dtype=np.uint8)


def shaded(page: Colour, _dice: random.Random) -> Colour:
    """Light from one side, a fold across."""
    height, width = page.shape[:2]
    across = np.linspace(1.0, 0.45, width)[None, :, None]
    down = 1 - 0.3 * np.exp(-(((np.arange(height) - height * 0.52) / 14) ** 2))[:, None, None]
    return np.asarray(page * across * down, dtype=np.uint8)


def coloured(red: int, green: int, blue: int) -> Change:
    """On paper of this colour."""
    return lambda page, _dice: np.asarray(page * (np.array([red, green, blue]) / 255), dtype=np.uint8)


def gilded(page: Colour, _dice: random.Random) -> Colour:
    """Gold on red, as the covers of certificates are."""
    share = (255 - page.astype(np.float32)) / 255
    return np.asarray((1 - share) * np.array([165, 20, 30]) + share * np.array([240, 205, 110]), dtype=np.uint8)


def dotted(page: Colour, _dice: random.Random) -> Colour:
    """Printed in dots."""
    screen = np.indices(page.shape[:2]).sum(axis=0) % 2
    dark = grey(page) < 140
    return np.repeat(np.where(dark & (screen == 0), 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def faxed(page: Colour, dice: random.Random) -> Colour:
    """Two levels, specks and dropped rows."""
    black = (grey(page) > 150).astype(np.uint8) * 255
    noise = np.random.default_rng(dice.randrange(2**32)).random(black.shape)
    black = np.where(noise < 0.004, 0, np.where(noise > 0.99, 255, black)).astype(np.uint8)
    return np.repeat(black[:, :, None], 3, axis=2)


def blurred(page: Colour, _dice: random.Random) -> Colour:
    """Out of focus."""
    return np.asarray(cv2.GaussianBlur(page, (0, 0), 1.6), dtype=np.uint8)


def pale(page: Colour, _dice: random.Random) -> Colour:
    """The toner ran out."""
    return np.asarray(255 - (255 - page.astype(np.float32)) * 0.22, dtype=np.uint8)


def stained(page: Colour, _dice: random.Random) -> Colour:
    """Coffee over the writing."""
    stain = np.zeros(page.shape[:2], np.float32)
    cv2.circle(stain, (420, 330), 210, 1.0, 22)
    cv2.circle(stain, (420, 330), 190, 0.4, -1)
    soft = cv2.GaussianBlur(stain, (0, 0), 4)[:, :, None]
    return np.asarray(page * (1 - soft * (1 - np.array([0.62, 0.45, 0.25]))), dtype=np.uint8)


CHANGES: dict[str, tuple[Matrix | None, Change | None]] = {
    **{f"skew-{angle}": (turned(angle), None) for angle in (-8, -5, -3, 1, 4, 6)},
    "skew-and-head-down": (turned(177), None),
    "aslant": (tapered(), None),
    "coarse": (None, coarse),
    "compressed": (None, squeezed),
    "shaded": (None, shaded),
    "yellow-paper": (None, coloured(250, 225, 120)),
    "pink-paper": (None, coloured(255, 190, 200)),
    "blue-paper": (None, coloured(150, 190, 235)),
    "gold-on-red": (None, gilded),
    "dots": (None, dotted),
    "fax": (None, faxed),
    "blurred": (None, blurred),
    "pale": (None, pale),
    "stained": (None, stained),
}


LEAKS_ALONE = frozenset(kind for kind in CHANGES if kind.startswith("skew") and kind != "skew-1") | {"stained"}
"""Faults beside which a burnt place may take the line beside it along: only what leaks is counted there."""


def poor(person: Person, dice: random.Random, kinds: tuple[str, ...]) -> CorpusFile:
    """One page a fault."""
    scans = []
    for kind in kinds:
        scan = base(person, dice, f"scan-{kind}")
        matrix, change = CHANGES[kind]
        if matrix is not None:
            move(scan, matrix, ground=90 if kind == "aslant" else 255)
        if change is not None:
            scan.page = change(scan.page, dice)
        scan.page = grained(scan.page, dice, noise=2.5, ground=252)
        scan.sheet.stays = [] if kind in LEAKS_ALONE else scan.sheet.stays
        scans.append(scan)
    return bound("51杂扫描.pdf", scans)


def bound(name: str, scans: list[Scan]) -> CorpusFile:
    """Scans as the pages of one file."""
    whole = CorpusFile(name, pdf_of([scan.page for scan in scans]), cost=3)
    for number, scan in enumerate(scans):
        one = scan.file(name, b"")
        whole.pages += one.pages
        whole.vectors += [replace(each, patches=on_page(number, each.patches)) for each in one.vectors]
        whole.stays += [replace(each, patches=on_page(number, each.patches)) for each in one.stays]
    return whole


def things(person: Person, dice: random.Random, kinds: tuple[str, ...]) -> CorpusFile:
    """Things laid on the glass or photographed: a card, a certificate on a desk, seals of every size, numerals."""
    return bound("52杂物.pdf", [THINGS[kind](person, dice) for kind in kinds])


def numerals(person: Person, dice: random.Random) -> Scan:
    """Numbers in Chinese numerals with rings for noughts."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.para(draft.stay(prose.sentence()))
    for story, lead, text in (
        ("phone", "联系电话：", person.phone.translate(HAN)),
        ("id", "身份证号：", person.id_number[:17].translate(HAN) + person.id_number[17:]),
        ("id-rings", "证件号码：", person.id_number.replace("0", "〇")),
    ):
        draft.para(lead, draft.secret(f"scan-numerals-{story}", text))
    draft.para(draft.stay("二〇二三年度验收合格"), "。")
    draft.para(draft.stay(prose.sentence()))
    return scan_of(draft)


def photographed(person: Person, dice: random.Random) -> Scan:
    """A grey photograph of a certificate, laid aslant on a typed page."""
    scan = base(person, dice, "scan-with-photo")
    inner = Draft(page="#set page(width: 11cm, height: 7.6cm, margin: 0.9cm)")
    inner.raw("#align(center)[#t(text(size: 17pt)[荣誉证书])]")
    inner.para(inner.secret("photo-name", person.name), "同志：")
    inner.para("在评选中获二等奖。")
    inner.raw("#align(right)[" + inner.secret("photo-employer", person.employer) + "]")
    sheet = inner.made()
    picture = sheet.pages[0]
    high, wide = picture.shape[:2]
    put = np.vstack([cv2.getRotationMatrix2D((wide / 2, high / 2), 4, 0.94), [0, 0, 1]])
    put = np.array([[1, 0, 300], [0, 1, 800], [0, 0, 1]]) @ put
    size = scan.page.shape[1::-1]
    tinted = 70 + grey(picture).astype(np.float32) * 0.55
    over = cv2.warpPerspective(np.ones((high, wide), np.uint8), put, size) > 0
    scan.page[820 : 820 + high, 320 : 320 + wide] = np.where(
        over[820 : 820 + high, 320 : 320 + wide, None], scan.page[820 : 820 + high, 320 : 320 + wide], 120
    )
    laid = cv2.warpPerspective(tinted.astype(np.uint8), put, size)
    scan.page[over] = laid[over][:, None]
    for vector in sheet.vectors:
        for patch in vector.patches:
            scan.add(vector.story, warped(patch, put, size), *vector.secrets)
    return scan


def identity_card(person: Person, dice: random.Random) -> Scan:
    """Both sides of an identity card on one sheet, the portrait without colour."""
    draft = Draft()
    draft.raw("#v(4cm)#set text(size: 9pt)")
    draft.raw(
        "#pad(left: 2cm, box(width: 8.6cm, height: 5.4cm, stroke: 0.6pt + (if plain {black} else {white}), inset: 8pt)["
    )
    draft.para("姓名　", draft.secret("card-name", person.name))
    draft.para("性别　男　民族　汉")
    born = person.id_number[6:14]
    draft.para("出生　", draft.secret("card-birth", f"{born[:4]}年{int(born[4:6])}月{int(born[6:])}日"))
    draft.para("公民身份号码　", draft.secret("card-number", person.id_number))
    draft.raw("])")
    draft.para(draft.stay("以上复印件与原件一致"), "。")
    scan = scan_of(draft)
    portrait = ornaments.portrait(dice, width=120, height=150)
    flat = np.repeat(grey(portrait)[:, :, None], 3, axis=2)
    scan.add("card-portrait", ornaments.paste(scan.page, flat, (610, 420)))
    return scan


def seals(person: Person, dice: random.Random) -> Scan:
    """Seals of unusual size, colour and form."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.para(draft.stay(prose.sentence()))
    draft.para(draft.stay(prose.control(), control=True), "。")
    scan = scan_of(draft)
    add, page = scan.add, scan.page
    ring = ornaments.ring_seal
    add("seal-huge", ornaments.ink(page, ring(person.employer, size=420), (140, 420), RED, 0.7))
    add("seal-small", ornaments.ink(page, ring(person.employer, size=130), (700, 460), RED, 0.9))
    add("seal-green", ornaments.ink(page, ring(person.employer), (900, 430), (20, 140, 60), 0.8))
    add("seal-oval-blue", ornaments.ink(page, ring(person.employer, oval=True), (640, 700), BLUE, 0.8))
    turned = np.asarray(Image.fromarray(ring(person.employer)).rotate(37), dtype=np.uint8)
    add("seal-turned", ornaments.ink(page, turned, (940, 700), RED, 0.85))
    pair = ring(person.employer)
    add("seal-first-of-two", ornaments.ink(page, pair, (160, 900), RED, 0.8))
    add("seal-second-of-two", ornaments.ink(page, pair, (300, 980), RED, 0.8))
    add("seal-name-blue", ornaments.ink(page, ornaments.square_seal(person.name), (700, 1000), BLUE, 0.9))
    add("seal-name-large", ornaments.ink(page, ornaments.square_seal(person.name, size=170), (900, 1000), RED, 0.85))
    add("seal-name-small", ornaments.ink(page, ornaments.square_seal(person.name, size=56), (1120, 1040), RED, 0.95))
    add("seal-cut-by-foot", ornaments.ink(page, pair[:110], (500, page.shape[0] - 110), RED, 0.85))
    return scan


def written(person: Person, dice: random.Random) -> Scan:
    """Handwriting where nobody asks for it: in the margin, upright, over print, in red and in pencil."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    for _ in range(3):
        draft.para(draft.stay(prose.sentence()))
    scan = scan_of(draft)
    hand = ornaments.signature(person.name.replace("·", "")[:4], dice)
    add, page = scan.add, scan.page
    add("hand-red", ornaments.ink(page, hand, (160, 520), (190, 30, 40), 0.9))
    add("hand-pencil", ornaments.ink(page, hand, (620, 520), (120, 120, 120), 0.8))
    upright = np.ascontiguousarray(np.rot90(ornaments.signature(person.strangers[4], dice)))
    add("hand-upright", ornaments.ink(page, upright, (60, 800), BLACK, 0.9))
    large = ornaments.signature(person.name[:3], dice, height=120)
    add("hand-large", ornaments.ink(page, large, (400, 900), BLACK, 0.9))
    small = ornaments.signature(person.strangers[3], dice, height=34)
    add("hand-small", ornaments.ink(page, small, (900, 1250), BLACK, 0.9))
    return scan


def upright(person: Person, dice: random.Random) -> Scan:
    """Old style: columns of upright letters from the right to the left."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.para(draft.stay(prose.sentence()))
    columns = []
    for story, text in (("upright-employer", person.employer), ("upright-name", f"{person.name.replace('·', '')}敬启")):
        draft.secret(f"scan-{story}", text.removesuffix("敬启"))
        shown = ",".join(f'[#s({len(draft.marks)}, "{char}");]' for char in text.removesuffix("敬启"))
        columns.append(f"stack(dir: ttb, spacing: 5pt, {shown})")
    draft.raw(f"#text(size: 16pt)[#stack(dir: rtl, spacing: 1.2cm, {', '.join(columns)})]")
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para(draft.stay(prose.sentence()))
    return scan_of(draft)


def double(person: Person, dice: random.Random) -> Scan:
    """Two sheets side by side on one, made smaller."""
    scan = base(person, dice, "scan-double", size=12)
    scale = np.array([[0.5, 0, 0], [0, 0.5, 120], [0, 0, 1]])
    move(scan, scale)
    other = base(person, dice, "scan-double-right", size=12)
    move(other, np.array([[0.5, 0, 620], [0, 0.5, 120], [0, 0, 1]]))
    scan.page = np.minimum(scan.page, other.page)
    return scan


def plaque(person: Person, dice: random.Random) -> Scan:
    """Large letters of a banner, white on a dark ground, and a name plate."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    draft.para(draft.stay(prose.sentence()))
    name = person.name[:4]
    draft.raw(
        "#box(fill: if plain {rgb(30,60,140)} else {white}, inset: 14pt)[#text(size: 44pt)["
        + draft.secret("plate-name", name, fill="white")
        + "]]"
    )
    draft.raw(
        "#box(fill: if plain {rgb(190,20,30)} else {white}, inset: 10pt)[#text(size: 22pt)["
        + draft.secret("banner-employer", person.employer, fill="rgb(255,235,120)")
        + "]]"
    )
    draft.para(draft.stay(prose.control(), control=True), "。")
    draft.para(draft.stay(prose.sentence()))
    return scan_of(draft)


THINGS: dict[str, Callable[[Person, random.Random], Scan]] = {
    "numerals": numerals,
    "photographed": photographed,
    "identity-card": identity_card,
    "seals": seals,
    "written": written,
    "upright": upright,
    "double": double,
    "plaque": plaque,
}

__all__ = ["CHANGES", "THINGS", "poor", "things"]
