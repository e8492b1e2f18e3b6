"""The second look: whatever of a record is planted in a packet is found there, and a clean packet passes."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import zxingcpp

from blind.packet import build_packet
from blind.redact.box import Box
from blind.redact.burn import Burnt, burnt
from blind.redact.hit import Act
from blind.redact.leak import Kept, Leak, kept_in, search_packet, second_look
from blind.redact.leak.rims import holes_seen, stumps
from blind.redact.leak.search import search
from blind.redact.leak.spellings import sought
from blind.redact.outcome import Finding
from blind.redact.page import Glyph, Line, SeenPage, Sight
from blind.redact.rebuild import encode_page, pdf_bytes
from blind.redact.sight import Reader, open_reader

sys.path.insert(0, str(Path(__file__).parent))
from tests.blind.redact.drawn_pages import LEFT, PITCH, SIZE, TOP, drawn


@dataclass(frozen=True)
class Record:
    name: str = "张三丰"
    pinyin: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ("张建军",)
    id_number: str = "53010219880412331X"
    phone: tuple[str, ...] = ("13800138000",)
    email: tuple[str, ...] = ("zhangsf@yunling.ac.cn",)
    employer: str = "云岭稀土研究院"
    employer_short: tuple[str, ...] = ("云岭院", "YLRI")
    employer_en: tuple[str, ...] = ("Yunling Rare Earth Institute",)
    coworkers: tuple[str, ...] = ("李四光明",)


RECORD = Record()
ROWS = ["主持完成省级科研项目", "结果合格同意申报"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    found = open_reader()
    if found is None:
        pytest.skip("rapidocr is not installed")
    return found


def page_of(rows: list[str]) -> SeenPage:
    image, layer = drawn(rows, width=420, height=160)
    return SeenPage(1, image, layer, layer)


def packet(*pages: Burnt) -> bytes:
    return pdf_bytes([encode_page(page.image, bits=page.bits, lines=page.lines) for page in pages])


def cell(row: int, start: int, end: int) -> Box:
    top = TOP + row * PITCH
    return Box(LEFT + SIZE * start, top, LEFT + SIZE * end, top + round(SIZE * 1.4))


def codes(leaks: list[Leak]) -> set[tuple[str, str]]:
    return {(leak.code, leak.what) for leak in leaks}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("申请人张三丰主持", "name"),
        ("张 三\n丰", "name"),
        ("張三豐同志", "name"),
        ("张\u3000三·丰", "name"),
        ("⼀张三丰", "name"),
        ("Zhang Sanfeng", "name"),
        ("SANFENG ZHANG", "name"),
        ("Zhāng Sān-fēng", "name"),
        ("zhangsanfeng", "name"),
        ("Zhang S.F.", "name"),
        ("S. F. Zhang", "name"),
        ("曾用名张建军", "former_names"),
        ("5301 0219 8804 1233 1X", "id_number"),
        ("５３０１０２１９８８０４１２３３１Ｘ", "id_number"),
        ("尾号 8804123310 之前 19880412331", "id_number"),
        ("138-0013-8000", "phone"),
        ("一三八零零一三八零零零", "phone"),
        ("ZhangSF @ YunLing.ac.cn", "email"),
        ("zhangsf(at)yunling(dot)ac(dot)cn", "email"),
        ("www.yunling.ac.cn", "email"),
        ("云岭 稀土\n研究院", "employer"),
        ("雲嶺稀土研究院", "employer"),
        ("我院（云岭院）", "employer_short"),
        ("(YLRI)", "employer_short"),
        ("Yunling Rare-Earth  Institute", "employer_en"),
        ("与李四光明合作", "coworkers"),
    ],
)
def test_every_spelling_is_found_in_a_text(text: str, what: str) -> None:
    assert what in {found.what for found in search(text, sought(RECORD))}


@pytest.mark.parametrize(
    "text",
    [
        "三张丰富的图表", "章三丰收", "Zhang Wei and San Li", "2021年度13800吨", "ylride 项目", "云岭山区的稀土资源",
        "the shangsanfengs", "李四", "电话总机 0871-12345678",
    ],
)  # fmt: skip  # laid out as a table
def test_ordinary_text_is_not_taken_for_the_record(text: str) -> None:
    assert search(text, sought(RECORD)) == []


def test_u_umlaut_is_found_as_v_u_and_yu() -> None:
    wanted = sought(replace(RECORD, name="吕绿", former_names=()))
    assert all(search(text, wanted) for text in ("Lv Lv", "Lü Lü", "LYU LYU", "Lu Lu"))


def test_found_stretches_stand_where_they_are_in_the_text() -> None:
    text = "申请人：张 三 丰。"
    assert [text[found.start : found.end] for found in search(text, sought(RECORD))] == ["张 三 丰"]


def test_a_clean_packet_passes(reader: Reader) -> None:
    done = burnt(page_of(["申请人张三丰主持", *ROWS]), [cell(0, 3, 6)])
    assert second_look(packet(done), RECORD, reader=reader, ours=[done]) == []


def test_a_name_that_stays_is_found_in_text_and_pixels(reader: Reader) -> None:
    done = burnt(page_of(["申请人张三丰主持"]), [])
    leaks = second_look(packet(done), RECORD, reader=reader, ours=[done])
    assert {("text-layer", "name"), ("pixels", "name")} <= codes(leaks)
    assert all(leak.box is None or leak.box.meets(cell(0, 3, 6)) for leak in leaks)


def test_a_name_in_pixels_under_an_innocent_layer_is_found(reader: Reader) -> None:
    shown = burnt(page_of(["申请人张三丰主持"]), [])
    innocent = replace(shown, lines=burnt(page_of(["申请人李白云主持"]), []).lines)
    assert codes(second_look(packet(innocent), RECORD, reader=reader, ours=[innocent])) == {("pixels", "name")}


def test_a_name_in_the_layer_over_other_pixels_is_found(reader: Reader) -> None:
    shown = burnt(page_of(["申请人李白云主持"]), [])
    telling = replace(shown, lines=burnt(page_of(["申请人张三丰主持"]), []).lines)
    assert ("text-layer", "name") in codes(second_look(packet(telling), RECORD, reader=reader, ours=[telling]))


def test_a_scanned_page_is_recognised_again_without_its_layer(reader: Reader) -> None:
    page = page_of(["申请人张三丰主持"])
    scanned = tuple(
        Line(tuple(Glyph(glyph.char, glyph.box, Sight.OCR) for glyph in line.glyphs[:3])) for line in page.lines
    )
    done = burnt(replace(page, lines=scanned), [])
    assert codes(second_look(packet(done), RECORD, reader=reader, ours=[done])) == {("pixels", "name")}


def test_a_near_miss_that_was_kept_passes_and_the_same_word_elsewhere_does_not(reader: Reader) -> None:
    record = replace(RECORD, name="高峰", former_names=())
    done = burnt(page_of(["技术高峰期的工作", *ROWS]), [])
    kept = [Kept(1, cell(0, 2, 4), "高峰")]
    assert second_look(packet(done), record, kept=kept, reader=reader, ours=[done]) == []
    twice = burnt(page_of(["技术高峰期的工作", "申请人高峰"]), [])
    leaks = second_look(packet(twice), record, kept=kept, reader=reader, ours=[twice])
    assert {("text-layer", "name"), ("pixels", "name")} == codes(leaks)
    assert [leak.box is not None and leak.box.meets(cell(1, 3, 5)) for leak in leaks if leak.code == "pixels"] == [True]


def test_a_name_over_a_page_end_is_found(reader: Reader) -> None:
    first, second = burnt(page_of(["完成人张三"]), []), burnt(page_of(["丰同志"]), [])
    leaks = second_look(packet(first, second), RECORD, reader=reader, ours=[first, second])
    assert {("text-layer", "name"), ("pixels", "name")} <= codes(leaks)


def test_a_code_on_a_page_is_found() -> None:
    picture = np.full((300, 300), 255, np.uint8)
    code = np.array(zxingcpp.create_barcode("云岭", zxingcpp.BarcodeFormat.QRCode).to_image(scale=5))
    picture[50 : 50 + code.shape[0], 50 : 50 + code.shape[1]] = code
    leaks = second_look(packet(Burnt(picture, 1, (), ())), RECORD, reader=None)
    assert ("code", "code") in codes(leaks)


@pytest.mark.parametrize("missing", [6, 12, 24])
def test_half_rows_of_letters_at_the_rim_of_a_hole_are_found(missing: int) -> None:
    image, _ = drawn(["申请人张三丰囊露警主持"], width=420, height=100)
    grey = np.ascontiguousarray(image[:, :, 0])
    hole = cell(0, 3, 9)
    ink = np.flatnonzero((grey[hole.top : hole.bottom, hole.left : hole.right] < 128).any(axis=1))
    top = hole.top + int(ink[0]) + (missing if missing < 12 else 0)
    bottom = hole.top + int(ink[-1]) + 1 - (6 if missing == 12 else 0)
    grey[top:bottom, hole.left : hole.right] = 0
    (seen,) = holes_seen(grey)
    assert bool(stumps(grey, seen)) is (missing < 24)


def test_rules_and_whole_lines_near_a_hole_are_no_stumps() -> None:
    grey = np.full((120, 400), 255, np.uint8)
    grey[40:70, 50:250] = 0
    grey[74:76, 20:380] = 0
    assert stumps(grey, Box(50, 40, 250, 70)) == []


@pytest.mark.parametrize("key", ["/Outlines", "/AcroForm", "/Names", "/Metadata", "/StructTreeRoot", "/OpenAction"])
def test_a_channel_beside_the_pages_is_found(key: str) -> None:
    def plant(file: pikepdf.Pdf) -> None:
        file.Root[key] = file.make_stream(b" ") if key == "/Metadata" else pikepdf.Dictionary()

    assert ("hidden-channel", key) in codes(second_look(planted(plant), RECORD, reader=None))


def planted(change: object) -> bytes:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(packet(burnt(page_of(ROWS), [])))) as file:
        change(file)  # type: ignore[operator]  # a function that changes the file
        file.save(held)
    return held.getvalue()


def test_document_information_annotations_and_later_bytes_are_found() -> None:
    def plant(file: pikepdf.Pdf) -> None:
        file.docinfo["/Author"] = "nobody"
        file.pages[0].obj.Annots = pikepdf.Array()

    found = codes(second_look(planted(plant) + b"\n1 0 obj", RECORD, reader=None))
    assert {
        ("hidden-channel", "/Info"), ("hidden-channel", "/Annots"), ("hidden-channel", "bytes-after-end")
    } <= found  # fmt: skip  # laid out as a table


def test_the_record_in_a_stream_or_a_string_of_the_file_is_found() -> None:
    def plant(file: pikepdf.Pdf) -> None:
        file.Root.Kept = file.make_stream("张三丰".encode("utf-16-be") + b" 53010219880412331X")
        file.Root.Said = pikepdf.String("云岭稀土研究院")

    found = codes(second_look(planted(plant), RECORD, reader=None))
    assert {("raw-bytes", "name"), ("raw-bytes", "id_number"), ("raw-bytes", "employer")} <= found


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnonsense", b"\x00" * 500])
def test_a_packet_that_cannot_be_opened_does_not_pass(data: bytes) -> None:
    assert ("unread", 0) in {(leak.code, leak.page) for leak in second_look(data, RECORD, reader=None)}


def test_without_a_recogniser_a_page_with_ink_does_not_pass() -> None:
    assert codes(second_look(packet(burnt(page_of(ROWS), [])), RECORD, reader=None)) == {("unread", "no-recogniser")}


def test_findings_never_carry_what_they_found(reader: Reader) -> None:
    done = burnt(page_of(["申请人张三丰主持"]), [])
    leaks = second_look(packet(done), RECORD, reader=reader, ours=[done])
    assert leaks
    assert not any("张" in repr(leak) for leak in leaks)


def _packet(*texts: str) -> bytes:
    pages = [drawn([text]) for text in texts]
    encoded = [encode_page(image.min(axis=2), bits=4, lines=layer) for image, layer in pages]
    return build_packet("4821-3907", "农业组", encoded)


def test_a_joined_packet_is_searched_in_text_over_every_page_end():
    assert search_packet(_packet("工作总结一份", "技术报告一份"), Record()) == []
    assert search_packet(_packet("申请人张三丰", "技术报告"), Record()) == [Leak("text-layer", 2, None, "name")]
    assert search_packet(_packet("申请人张三", "丰收年报告"), Record()) == [Leak("text-layer", 2, None, "name")]


def test_near_misses_keep_their_place_in_a_joined_packet():
    box = Box(LEFT, TOP, LEFT + 3 * SIZE, TOP + 40)
    finding = Finding(
        id="f",
        page=1,
        box=box,
        finder="name",
        reason="in-a-word",
        text="张三丰",
        sureness=90,
        act=Act.KEEP,
        decided_by="",
    )
    packet = _packet("工作总结", "张三丰收割机")
    assert search_packet(packet, Record(), kept=kept_in([finding], 2)) == []
    assert search_packet(packet, Record(), kept=kept_in([finding], 1)) == [Leak("text-layer", 3, None, "name")]


def test_words_of_the_cover_are_the_offices_own():
    whole = build_packet("4821-3907", "张三丰组", [])
    assert search_packet(whole, Record()) == []
    assert search_packet(whole, Record(), covers=0) == [Leak("text-layer", 1, None, "name")]


def test_holes_that_touch_are_no_letter_parts_to_one_another(reader: Reader) -> None:
    """Letters burnt one by one leave bars in which a bar's neighbours look like parts of letters."""
    small = [Box(100 + 9 * at, 100 + 3 * (at % 2), 106 + 9 * at, 106) for at in range(9)]
    white = SeenPage(1, np.full((400, 600, 3), 255, np.uint8), ())
    done = burnt(white, [Box(100, 108, 220, 132), *small])
    assert [box for hole in done.holes for box in stumps(done.image, hole)] != []
    assert second_look(packet(done), RECORD, reader=reader, ours=[done]) == []


@pytest.mark.parametrize(("sight", "rims"), [(Sight.DRAWN, set()), (Sight.OCR, {("rim", "letters")})])
def test_feet_of_letters_that_we_set_ourselves_are_no_parts_of_burnt_ones(
    reader: Reader, sight: Sight, rims: set[tuple[str, str]]
) -> None:
    image = np.full((400, 600), 255, np.uint8)
    image[200:232, 100:260] = 0
    feet = [Box(104 + 40 * at, 190, 124 + 40 * at, 198) for at in range(4)]
    for box in feet:
        image[box.top : box.bottom, box.left : box.right] = 0
    lines = (Line(tuple(Glyph("一", Box(box.left, 175, box.right, 200), sight) for box in feet)),)
    done = Burnt(image, 1, lines, (Box(100, 200, 260, 232),))
    assert {one for one in codes(second_look(packet(done), RECORD, reader=reader, ours=[done])) if "rim" in one} == rims
