"""Pictures, text files and archives, with what they say beside their content."""

from __future__ import annotations

import io
import random
import zipfile

import numpy as np
from PIL import Image, PngImagePlugin, TiffImagePlugin

from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.scans import Scan, grained, plain_scan
from tests.blind.redact.corpus.spellings import spellings
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Patch, Stay, Vector
from tests.blind.redact.corpus.word import Told
from tests.blind.redact.corpus.words import Prose


def _named(person: Person, prefix: str) -> Told:
    return Told(person, prefix)


def _file(name: str, scan: Scan, data: bytes, told: Told) -> CorpusFile:
    made = scan.file(name, data)
    made.vectors += told.vectors
    return made


def jpeg(person: Person, dice: random.Random) -> CorpusFile:
    """A photograph lying on its side, turned upright by EXIF only; EXIF, XMP and comments that tell."""
    scan = plain_scan(person, dice, "jpg")
    told = _named(person, "jpg")
    exif = Image.Exif()
    exif[274] = 6
    exif[0x9C9D] = told("exif-author").encode("utf-16-le")
    exif[0x9C9B] = told("exif-title").encode("utf-16-le")
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + told("exif-comment").encode("utf-16-be")
    lying = np.ascontiguousarray(np.rot90(grained(scan.page, dice)))
    out = io.BytesIO()
    Image.fromarray(lying).save(
        out,
        "JPEG",
        quality=90,
        exif=exif,
        dpi=(150, 150),
        comment=told("comment").encode(),
        xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{told('xmp')}</x:xmpmeta>".encode(),
    )
    return _file("61照片.jpg", scan, out.getvalue() + told("trailing").encode(), told)


def png(person: Person, dice: random.Random) -> CorpusFile:
    """A picture with text chunks, and data behind its end."""
    scan = plain_scan(person, dice, "png")
    told = _named(person, "png")
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "x")
    notes.add_itxt("Author", told("itxt"))
    notes.add_itxt("Comment", told("itxt-packed"), zip=True)
    out = io.BytesIO()
    Image.fromarray(scan.page).save(out, "PNG", pnginfo=notes, dpi=(150, 150))
    return _file("62截图.png", scan, out.getvalue() + told("trailing").encode(), told)


def tiff(person: Person, dice: random.Random) -> CorpusFile:
    """Two pages, the second upside down; tags that tell."""
    first, second = plain_scan(person, dice, "tif"), plain_scan(person, dice, "tif-second")
    told = _named(person, "tif")
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[0x9C9D] = told("author").encode("utf-16-le")
    tags[65000] = told("private-tag").encode("utf-16-le")
    tags.tagtype[0x9C9D] = tags.tagtype[65000] = 1
    out = io.BytesIO()
    pages = [
        Image.fromarray(first.page).convert("L"),
        Image.fromarray(np.ascontiguousarray(second.page[::-1, ::-1])).convert("L"),
    ]
    pages[0].save(
        out, "TIFF", save_all=True, append_images=pages[1:], tiffinfo=tags, dpi=(150, 150), compression="tiff_lzw"
    )
    made = _file("63扫描.tif", first, out.getvalue(), told)
    other = second.file("", b"")
    made.pages += other.pages
    made.vectors += [Vector(one.story, one.kind, one.secrets, _paged(one.patches)) for one in other.vectors]
    made.stays += [Stay(one.phrase, one.control, _paged(one.patches)) for one in other.stays]
    made.cost = 3
    return made


def _paged(patches: tuple[Patch, ...]) -> tuple[Patch, ...]:
    return tuple(Patch(1, one.left, one.top, one.mask) for one in patches)


def text(person: Person, dice: random.Random, encoding: str = "utf-8", number: int = 1) -> CorpusFile:
    """Plain text in one of two encodings."""
    prose = Prose(dice, person.controls)
    vectors: list[Vector] = []
    stays: list[Stay] = []
    lines: list[str] = []
    for at, one in enumerate(dice.sample(spellings(person, dice), k=14)):
        sentence = f"{one.lead}{one.text}{one.tail}"
        if sentence.encode(encoding, "ignore").decode(encoding) != sentence:
            continue
        vectors.append(Vector(f"txt-{one.story}", Kind.VISIBLE, one.secrets))
        lines.append(sentence)
        if at % 3 == 0:
            stays.append(Stay(prose.control(), control=True))
            lines.append(f"另见{stays[-1].phrase}一节。")
        if at % 5 == 0:
            stays.append(Stay(prose.sentence()))
            lines.append(stays[-1].phrase)
    lines.append(f"以上由申报人{person.name[:1]}\n{person.name[1:]}整理。")
    vectors.append(Vector("txt-line-break", Kind.VISIBLE, (person.name,)))
    return CorpusFile(f"{70 + number}说明.txt", "\n".join(lines).encode(encoding), vectors, stays)


def archive(person: Person, members: list[CorpusFile]) -> CorpusFile:
    """An archive of flowing files whose names, comments and folders tell."""
    told = _named(person, "zip")
    out = io.BytesIO()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as nested:
        nested.writestr(zipfile.ZipInfo(f"{told('nested-name')}.txt"), "工艺说明")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for member in members:
            name = f"{told('folder-name')}/{member.name}"
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.comment = told("member-comment").encode()
            packed.writestr(entry, member.data)
        packed.writestr(zipfile.ZipInfo("内层.zip"), inner.getvalue())
        packed.comment = told("comment").encode()
    return CorpusFile(
        "75打包.zip",
        out.getvalue(),
        [*(vector for member in members for vector in member.vectors), *told.vectors],
        [stay for member in members for stay in member.stays],
    )


def named(person: Person, dice: random.Random) -> CorpusFile:
    """A harmless file whose name tells."""
    prose = Prose(dice)
    stays = [Stay(prose.sentence()), Stay(prose.control(), control=True)]
    name = f"{person.employer}{person.id_number}.txt"
    return CorpusFile(
        name,
        "\n".join(stay.phrase for stay in stays).encode(),
        [Vector("file-name", Kind.HIDDEN, (person.id_number, person.employer))],
        stays,
    )
