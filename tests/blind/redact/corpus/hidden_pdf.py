"""PDFs that tell who it is where no reader looks: one channel a vector."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.sheet import Draft
from tests.blind.redact.corpus.typed import file_of
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Vector
from tests.blind.redact.corpus.words import Prose

Channel = Callable[[Pdf, str], None]


def info(key: str) -> Channel:
    """An entry of the information dictionary."""

    def put(pdf: Pdf, secret: str) -> None:
        pdf.docinfo[Name("/" + key)] = String(secret)

    return put


def xmp(tag: str) -> Channel:
    """An element of the metadata packet."""

    def put(pdf: Pdf, secret: str) -> None:
        old = bytes(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else b"<x:xmpmeta></x:xmpmeta>"
        body = old.replace(b"</x:xmpmeta>", f"<{tag}>{secret}</{tag}></x:xmpmeta>".encode())
        pdf.Root.Metadata = Stream(pdf, body, Type=Name.Metadata, Subtype=Name.XML)

    return put


def annotation(subtype: str, key: str, *, flags: int = 2, whole: str = "{}") -> Channel:
    """A comment, mark or link that is hidden (flag 2) and carries the secret under a key."""

    def put(pdf: Pdf, secret: str) -> None:
        page = pdf.pages[0]
        mark = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([10, 10, 11, 11]), F=flags)
        if key == "URI":
            mark.A = Dictionary(S=Name.URI, URI=String(whole.format(secret)))
        else:
            mark[Name("/" + key)] = String(whole.format(secret))
        page.Annots = Array([*(page.get("/Annots") or []), pdf.make_indirect(mark)])

    return put


def field(key: str) -> Channel:
    """A form field without appearance."""

    def put(pdf: Pdf, secret: str) -> None:
        if "/AcroForm" not in pdf.Root:
            pdf.Root.AcroForm = Dictionary(Fields=Array([]), NeedAppearances=False)
        mark = Dictionary(FT=Name.Tx, T=String(f"f{len(pdf.Root.AcroForm.Fields)}"))
        mark[Name("/" + key)] = Array([String(secret)]) if key == "Opt" else String(secret)
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(mark))

    return put


def content(before: str, after: str = "") -> Channel:
    """Text drawn so that nobody sees it; the font is not embedded, the bytes are UTF-16."""

    def put(pdf: Pdf, secret: str) -> None:
        page = pdf.pages[0]
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/STSong-Light"),
            Encoding=Name("/UniGB-UCS2-H"),
            DescendantFonts=Array(
                [
                    pdf.make_indirect(
                        Dictionary(
                            Type=Name.Font,
                            Subtype=Name.CIDFontType0,
                            BaseFont=Name("/STSong-Light"),
                            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=4),
                            FontDescriptor=pdf.make_indirect(
                                Dictionary(
                                    Type=Name.FontDescriptor,
                                    FontName=Name("/STSong-Light"),
                                    Flags=4,
                                    FontBBox=Array([0, -200, 1000, 900]),
                                    ItalicAngle=0,
                                    Ascent=900,
                                    Descent=-200,
                                    CapHeight=800,
                                    StemV=80,
                                )
                            ),
                        )
                    )
                ]
            ),
        )
        resources = page.Resources
        if "/Font" not in resources:
            resources.Font = Dictionary()
        resources.Font[Name("/Hid")] = pdf.make_indirect(font)
        code = secret.encode("utf-16-be").hex()
        drawing = f"q {before} BT /Hid 12 Tf {{}} <{code}> Tj ET {after} Q"
        place = "1 0 0 1 200 60 Tm" if "Tm" not in before else before[before.index("[") + 1 : before.index("]")]
        drawing = drawing.replace("{}", place)
        if "Tm" in before:
            drawing = drawing.replace(before, "", 1)
        page.contents_add(Stream(pdf, drawing.encode()))

    return put


def attachment(pdf: Pdf, secret: str) -> None:
    """A file inside the file."""
    pdf.attachments["附件.txt"] = pikepdf.AttachedFileSpec(pdf, secret.encode(), filename="a.txt")


def attachment_name(pdf: Pdf, secret: str) -> None:
    """A file inside the file, whose name tells."""
    pdf.attachments[f"{secret}.txt"] = pikepdf.AttachedFileSpec(pdf, b"data", filename=f"{secret}.txt")


def bookmark(pdf: Pdf, secret: str) -> None:
    """A title in the outline."""
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret, 0))


def root(key: str, make: Callable[[Pdf, str], pikepdf.Object]) -> Channel:
    """Something in the document's catalogue."""

    def put(pdf: Pdf, secret: str) -> None:
        pdf.Root[Name("/" + key)] = pdf.make_indirect(make(pdf, secret))

    return put


def on_page(key: str, make: Callable[[Pdf, str], pikepdf.Object]) -> Channel:
    """Something in the page's dictionary."""

    def put(pdf: Pdf, secret: str) -> None:
        pdf.pages[0][Name("/" + key)] = pdf.make_indirect(make(pdf, secret))

    return put


def actual_text(pdf: Pdf, secret: str) -> None:
    """What a screen reader would say in place of a line."""
    code = "feff" + secret.encode("utf-16-be").hex()
    pdf.pages[0].contents_add(Stream(pdf, f"/Span <</ActualText <{code}>>> BDC EMC".encode()))


def hidden_layer(pdf: Pdf, secret: str) -> None:
    """An optional layer that is switched off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("底稿")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    page = pdf.pages[0]
    page.Resources[Name("/Properties")] = Dictionary(L0=layer)
    content("/OC /L0 BDC", "EMC")(pdf, secret)


def layer_name(pdf: Pdf, secret: str) -> None:
    """A layer's name."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(secret)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def picture_exif(pdf: Pdf, secret: str) -> None:
    """EXIF in a JPEG on the page."""
    exif = Image.Exif()
    exif[0x9C9D] = secret.encode("utf-16-le")
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "JPEG", exif=exif)
    picture = Stream(
        pdf,
        out.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=8,
        Height=8,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = pdf.pages[0]
    page.Resources[Name("/XObject")] = Dictionary(Im0=pdf.make_indirect(picture))
    page.contents_add(Stream(pdf, b"q 4 0 0 4 20 20 cm /Im0 Do Q"))


def orphan(pdf: Pdf, secret: str) -> None:
    """An object that nothing but an unused key points to."""
    pdf.trailer[Name("/Spare")] = pdf.make_indirect(Dictionary(Note=String(secret)))


def structure(key: str) -> Channel:
    """An element of the structure tree."""

    def put(pdf: Pdf, secret: str) -> None:
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure))
        element[Name("/" + key)] = String(secret)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=element))

    return put


def revision(pdf: bytes, secret: str) -> bytes:
    """An earlier revision's bytes: an object that a later cross-reference no longer lists."""
    note = b"\n9999 0 obj\n<</Note <" + b"feff" + secret.encode("utf-16-be").hex().encode() + b">>>\nendobj\n"
    at = pdf.rindex(b"startxref")
    return pdf[:at] + note + pdf[at:]


def commented(pdf: bytes, secret: str) -> bytes:
    """A comment line behind the end of the file."""
    return pdf + b"\n% " + secret.encode() + b"\n"


CHANNELS: dict[str, Channel] = {
    "info-author": info("Author"),
    "info-title": info("Title"),
    "info-subject": info("Subject"),
    "info-keywords": info("Keywords"),
    "info-creator": info("Creator"),
    "info-own-key": info("Company"),
    "xmp-creator": xmp("dc:creator"),
    "xmp-own": xmp("x:applicant"),
    "attachment": attachment,
    "attachment-name": attachment_name,
    "comment-hidden": annotation("Text", "Contents"),
    "comment-author": annotation("Text", "T"),
    "comment-subject": annotation("Highlight", "Subj"),
    "comment-rich": annotation("FreeText", "RC"),
    "link-mail": annotation("Link", "URI", flags=0, whole="mailto:{}@example.cn"),
    "stamp-name": annotation("Stamp", "NM"),
    "field-value": field("V"),
    "field-default": field("DV"),
    "field-tooltip": field("TU"),
    "field-choices": field("Opt"),
    "bookmark": bookmark,
    "destination": root("Dests", lambda pdf, secret: Dictionary({f"/{secret}": Array([pdf.pages[0].obj, Name.Fit])})),
    "page-label": root("PageLabels", lambda _, secret: Dictionary(Nums=Array([0, Dictionary(P=String(secret))]))),
    "actual-text": actual_text,
    "structure-alt": structure("Alt"),
    "structure-title": structure("T"),
    "invisible-text": content("3 Tr"),
    "white-text": content("1 g"),
    "text-off-page": content("[1 0 0 1 -900 60 Tm]"),
    "text-tiny": content("[0.01 0 0 0.01 200 60 Tm]"),
    "text-clipped": content("0 0 1 1 re W n"),
    "text-covered": content("0 g", "1 g 190 50 300 40 re f"),
    "hidden-layer": hidden_layer,
    "layer-name": layer_name,
    "script": root("OpenAction", lambda _, secret: Dictionary(S=Name.JavaScript, JS=String(f"var a='{secret}'"))),
    "piece-info": root("PieceInfo", lambda _, secret: Dictionary(App=Dictionary(Private=String(secret)))),
    "page-piece-info": on_page("PieceInfo", lambda _, secret: Dictionary(App=Dictionary(Private=String(secret)))),
    "thumbnail": on_page(
        "Thumb",
        lambda pdf, secret: Stream(
            pdf, secret.encode(), Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8
        ),
    ),
    "xfa": root(
        "AcroForm", lambda pdf, secret: Dictionary(Fields=Array([]), XFA=Stream(pdf, f"<xfa>{secret}</xfa>".encode()))
    ),
    "picture-exif": picture_exif,
    "orphan": orphan,
    "base-address": root("URI", lambda _, secret: Dictionary(Base=String(f"http://{secret}/"))),
    "output-intent": root(
        "OutputIntents",
        lambda _, secret: Array(
            [Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String(secret))]
        ),
    ),
    "web-capture": root("SpiderInfo", lambda _, secret: Dictionary(V=1.0, Note=String(secret))),
    "signature-field": root(
        "Perms", lambda _, secret: Dictionary(DocMDP=Dictionary(Type=Name.Sig, Name=String(secret)))
    ),
}
BYTES = {"old-revision": revision, "trailing-comment": commented}


def hidden_pdfs(person: Person, dice: random.Random, channels: list[str], number: int) -> CorpusFile:
    """One harmless page with some channels, each with another of the person's particulars."""
    prose = Prose(dice, person.controls)
    draft = Draft()
    for _ in range(2):
        draft.para(draft.stay(prose.sentence()))
    draft.para(draft.stay(prose.control(), control=True), "。")
    sheet = draft.made()
    told = [person.name, person.employer, person.id_number, person.coworkers[0], person.former]
    usable = [one for one in told if one != person.name or not person.word_like]
    vectors = []
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        taken: set[str] = set()
        for at, channel in enumerate(channels):
            if channel in BYTES:
                continue
            secret = usable[at % len(usable)] + f"{at}号"
            CHANNELS[channel](pdf, secret)
            taken.add(channel)
            vectors.append(Vector(f"pdf-{channel}", Kind.HIDDEN, (secret,)))
        pdf.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = out.getvalue()
    for channel in channels:
        if channel in BYTES:
            secret = f"{person.employer}旧版"
            data = BYTES[channel](data, secret)
            vectors.append(Vector(f"pdf-{channel}", Kind.HIDDEN, (secret,)))
    made = file_of(f"{20 + number}附件.pdf", sheet, data=data)
    made.vectors = vectors
    return made


def groups(count: int) -> list[list[str]]:
    """All channels dealt into ``count`` files so that those of one place do not meet."""
    names = [*CHANNELS, *BYTES]
    dealt: list[list[str]] = [names[at::count] for at in range(count)]
    return dealt
