"""Files with fixed pages: every page drawn, turned as the file says, its layer in place."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pylopdf_fonts_zh_cn as chinese_fonts
import pytest
import typst
from PIL import Image

from blind.redact.opening import open_file
from blind.redact.opening.limits import LIMITS
from tests.blind.redact import made_files as made


def pages(name: str, data: bytes):
    return list(open_file(name, data).pages)


def test_a_page_has_its_raster_and_its_layer():
    (page,) = pages("a.pdf", made.page_pdf())
    assert page.number == 1
    assert page.image.shape == (1755, 1240, 3)
    assert [line.text for line in page.layer] == ["Summary of work"]
    box = page.layer[0].glyphs[0].box
    assert 148 <= box.left <= 152 and 240 <= box.top <= 262 and 296 <= box.bottom <= 312
    assert (page.image[box.top : box.bottom, box.left : box.right] < 128).any()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_lie_on_the_ink_of_turned_pages(turn):
    (page,) = pages("a.pdf", made.page_pdf(page=b"/Rotate %d" % turn))
    ink = np.argwhere((page.image < 128).any(axis=2))
    boxes = [glyph.box for glyph in page.layer[0].glyphs]
    assert min(box.top for box in boxes) <= ink[:, 0].min() and ink[:, 0].max() < max(box.bottom for box in boxes)
    assert min(box.left for box in boxes) <= ink[:, 1].min() and ink[:, 1].max() < max(box.right for box in boxes)


def test_boxes_follow_a_cropped_page():
    (page,) = pages("a.pdf", made.page_pdf(page=b"/CropBox[60 650 400 760]"))
    assert page.image.shape[:2] == (230, 709)
    box = page.layer[0].glyphs[0].box
    assert (page.image[box.top : box.bottom, box.left : box.right] < 128).any()


def test_a_page_in_units_of_its_own_is_drawn_as_large_as_it_is_meant():
    small = b"BT /F 6 Tf 18 175 Td (Summary of work) Tj ET"
    (page,) = pages("a.pdf", made.page_pdf(small, box=b"0 0 148.75 210.5", page=b"/UserUnit 4"))
    (plain,) = pages("a.pdf", made.page_pdf())
    assert page.image.shape == plain.image.shape
    assert [line.text for line in page.layer] == ["Summary of work"]
    (box, *_), (other, *_) = ([glyph.box for glyph in one.layer[0].glyphs] for one in (page, plain))
    assert all(abs(here - there) <= 2 for here, there in zip(box, other, strict=True))


@pytest.mark.parametrize("unit", [b"75000", b"0.001", b"-3", b"/Name", b"1e400"])
def test_a_page_is_magnified_no_further_than_a_page_may_be_large(unit):
    (page,) = pages("a.pdf", made.page_pdf(page=b"/UserUnit " + unit))
    height, width = page.image.shape[:2]
    assert (height, width) == (1755, 1240) or 0.9 * LIMITS.page_pixels < height * width <= LIMITS.page_pixels


def test_boxes_do_not_depend_on_how_far_a_letter_reaches():
    (page,) = pages("a.pdf", made.page_pdf(b"BT /F 24 Tf 72 700 Td (agTx) Tj ET"))
    assert len({(glyph.box.top, glyph.box.bottom) for glyph in page.layer[0].glyphs}) == 1


def test_equal_characters_have_equal_faces_and_sizes_tell_apart():
    (page,) = pages("a.pdf", made.page_pdf(b"BT /F 24 Tf 72 700 Td (aab) Tj /F 12 Tf 0 -60 Td (a) Tj ET"))
    faces = [glyph.face for line in page.layer for glyph in line.glyphs]
    assert faces[0] == faces[1] != faces[2]
    assert faces[3] not in faces[:3]


def test_text_outside_the_page_is_not_in_the_layer():
    (page,) = pages("a.pdf", made.page_pdf(b"BT /F 24 Tf 72 700 Td (in) Tj 2000 0 Td (out) Tj ET"))
    assert "".join(line.text for line in page.layer).strip() == "in"


def test_notes_and_form_values_are_drawn():
    look = made.stream(b"0 0 0 rg 0 0 100 20 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 100 20]")
    note = b"<</Type/Annot/Subtype/FreeText/Rect[72 400 172 420]/AP<</N 7 0 R>>/F 4>>"
    (page,) = pages("a.pdf", made.page_pdf(page=b"/Annots[6 0 R]", more=[note, look]))
    assert (page.image[880:910, 160:350] < 128).all(axis=2).any()


def test_what_a_catalogue_holds_beside_pages_is_named():
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.page_pdf())) as file:
        file.attachments["a.txt"] = b"secret"
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("one", 0))
        file.docinfo["/Author"] = "x"
        file.save(held)
    assert open_file("a.pdf", held.getvalue()).dropped == ("attachments", "bookmarks", "metadata")


def test_places_of_pictures_are_given_in_pixels():
    raster = made.stream(
        bytes(64), b"/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    content = b"q 144 0 0 72 72 600 cm /I Do Q"
    data = made.page_pdf(content, more=[raster]).replace(b"/Font<</F 5 0 R>>", b"/XObject<</I 6 0 R>>")
    (page,) = pages("a.pdf", data)
    (box,) = page.pictures
    assert [
        abs(one - other) <= 1
        for one, other in zip((box.left, box.top, box.right, box.bottom), (150, 354, 450, 504), strict=True)
    ] == [True] * 4


def test_pages_are_made_one_at_a_time():
    opened = open_file("a.pdf", made.page_pdf())
    assert opened.count == 1
    assert next(opened.pages).number == 1
    assert next(opened.pages, None) is None


def test_a_photograph_is_turned_as_its_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6
    (page,) = pages("a.jpg", made.half_black("JPEG", exif=exif))
    assert page.image.shape == (80, 40, 3)
    assert int(page.image[:30].max()) < 40 and int(page.image[50:].min()) > 215


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "CMYK", "I;16"])
def test_a_picture_of_any_kind_becomes_colours_on_white(mode):
    form = "TIFF" if mode in ("CMYK", "I;16") else "PNG"
    held = io.BytesIO()
    Image.new(mode, (30, 20)).save(held, form)
    (page,) = pages("a.tif" if form == "TIFF" else "a.png", held.getvalue())
    assert page.image.shape == (20, 30, 3) and page.image.dtype == np.uint8


def test_what_is_transparent_is_white():
    held = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(held, "PNG")
    (page,) = pages("a.png", held.getvalue())
    assert int(page.image.min()) == 255


def test_a_scan_comes_at_the_raster_its_tag_asks_for():
    (page,) = pages("a.png", made.half_black(dpi=(300, 300)))
    assert page.image.shape[:2] == (20, 40)


def test_a_large_photograph_is_made_to_fit_and_a_small_one_stays():
    (large,) = pages("a.png", made.picture(4000, 2000))
    (small,) = pages("a.png", made.picture(60, 40))
    assert large.image.shape[:2] == (877, 1754)
    assert small.image.shape[:2] == (40, 60)
    assert large.pictures[0].width == 1754


def test_every_picture_of_a_tiff_is_a_page():
    held = io.BytesIO()
    frames = [Image.new("L", (20, 10 + at), 40 * at) for at in range(3)]
    frames[0].save(held, "TIFF", save_all=True, append_images=frames[1:])
    made_pages = pages("a.tif", held.getvalue())
    assert [page.image.shape[0] for page in made_pages] == [10, 11, 12]
    assert [page.number for page in made_pages] == [1, 2, 3]
    assert [int(page.image[0, 0, 0]) for page in made_pages] == [0, 40, 80]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_blanks_that_only_the_renderer_sees_are_left_out_and_real_ones_stay(turn):
    touching = b"BT /F 24 Tf 72 700 Td [(a) -250 (bc)] TJ ET"
    (words,) = pages("a.pdf", made.page_pdf(touching))
    assert [line.text for line in words.layer] == ["a bc"]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(chinese_fonts.serif_path().parent)])
    source = '#set page(width: 12cm, height: 3cm)\n#set text(font: "Noto Serif SC", lang: "zh")\n'
    text = "由百分之45提高到百分之90，高 级"
    drawn, turned = typst.compile((source + text).encode(), font_paths=fonts, format="pdf"), io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as file:
        file.pages[0].Rotate = turn
        file.save(turned)
    (page,) = pages("b.pdf", turned.getvalue())
    assert "".join(line.text for line in page.layer) == text


TURNED = b"0.866 0.5 -0.5 0.866 150 300 Tm"


def marked(look: bytes, place: bytes = TURNED, *, form: bool = False) -> bytes:
    """A page with text and a mark over it, drawn by the page itself or in a form."""
    mark = b"q %b BT /F 40 Tf %b (Only for Chen Siyuan) Tj ET Q" % (look, place)
    text = b"BT /F 24 Tf 72 700 Td (Summary of work) Tj ET "
    if not form:
        return made.page_pdf(text + mark)
    body = made.stream(mark, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>")
    data = made.page_pdf(text + b"/W Do", more=[body])
    return data.replace(b"<</Font<</F 5 0 R>>>>>>", b"<</Font<</F 5 0 R>>/XObject<</W 6 0 R>>>>>>", 1)


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("look", [b"0.84 g", b"0.75 0.75 0.75 rg"])
def test_a_pale_mark_askew_over_the_page_is_left_out_with_what_it_says(look, form):
    (page,) = pages("a.pdf", marked(look, form=form))
    assert [line.text for line in page.layer] == ["Summary of work"]
    ink = np.argwhere((page.image < 250).any(axis=2))
    assert ink[:, 0].max() < 320


@pytest.mark.parametrize(("look", "place"), [(b"0 g", TURNED), (b"0.84 g", b"1 0 0 1 150 300 Tm")])
def test_dark_marks_and_level_pale_ones_are_read_like_all_text(look, place):
    (page,) = pages("a.pdf", marked(look, place))
    assert "Siyuan" in "".join(line.text for line in page.layer)
