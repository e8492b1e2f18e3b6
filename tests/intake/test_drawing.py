"""Originals drawn in a guarded process: pictures come out, upright like the packet's page, and hostile files do not."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from blind.redact.rebuild import EncodedPage, encode_page
from expertpool.errors import Refusal
from expertpool.intake.drawing import Drawer
from expertpool.intake.packet_picture import png_of, small_of
from expertpool.settings import system_variables
from tests.intake.office import archive


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    drawer = Drawer()
    yield drawer
    drawer.stop()


def sheet() -> np.ndarray:
    image = np.full((600, 400), 255, np.uint8)
    image[40:80, 30:300] = 0
    image[500:560, 350:380] = 0
    return image


def encoded(image: np.ndarray, bits: int = 1) -> EncodedPage:
    return encode_page(image, bits=bits, lines=())


def png(image: np.ndarray) -> bytes:
    held = io.BytesIO()
    Image.fromarray(image).save(held, "PNG", dpi=(150, 150))
    return held.getvalue()


def drawn(drawer: Drawer, name: str, data: bytes, page: int = 1) -> np.ndarray:
    like = small_of(encoded(sheet()))
    jpeg = drawer.draw(name, data, page, like=like, environment=system_variables())
    with Image.open(io.BytesIO(jpeg)) as picture:
        return np.asarray(picture.convert("L"))


@pytest.mark.parametrize("bits", [1, 4])
@pytest.mark.parametrize("size", [(600, 400), (301, 257), (8, 9)], ids=str)
def test_picture_of_a_packet_page_has_its_very_pixels(bits: int, size: tuple[int, int]) -> None:
    levels = np.random.default_rng(7).integers(0, 16, size).astype(np.uint8) * 17
    image = np.where(levels > 127, 255, 0).astype(np.uint8) if bits == 1 else levels
    with Image.open(io.BytesIO(png_of(encoded(image, bits)))) as picture:
        assert (np.asarray(picture.convert("L")) == image).all()


@pytest.mark.parametrize("quarters", range(4))
def test_original_stands_upright_however_it_was_scanned(drawer: Drawer, quarters: int) -> None:
    got = drawn(drawer, "a.png", png(np.ascontiguousarray(np.rot90(sheet(), quarters))))
    scaled = np.asarray(Image.fromarray(sheet()).resize(got.shape[::-1]))
    assert np.abs(got.astype(int) - scaled).mean() < 8


def test_pages_come_in_any_order_and_archives_are_seen_through(drawer: Drawer) -> None:
    blank = np.full((600, 400), 255, np.uint8)
    data = archive({"1.png": png(blank), "2.png": png(sheet())})
    assert [drawn(drawer, "a.zip", data, page).min() < 50 for page in (2, 1, 2)] == [True, False, True]
    with pytest.raises(Refusal) as refused:
        drawn(drawer, "a.zip", data, 3)
    assert (refused.value.code, refused.value.params["why"]) == ("intake.not_drawn", "no-such-page")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"junk", "wrong-extension"),
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 99, "damaged"),
        ("a.txt", b"", "empty"),
        ("a.ofd", archive({"OFD.xml": "<ofd/>"}), "ofd-not-readable"),
    ],
)
def test_file_that_cannot_be_drawn_says_why_and_the_next_one_is(
    drawer: Drawer, name: str, data: bytes, why: str
) -> None:
    with pytest.raises(Refusal) as refused:
        drawn(drawer, name, data)
    assert (refused.value.code, refused.value.params["why"]) == ("intake.not_drawn", why)
    assert drawn(drawer, "a.txt", "总结".encode()).min() < 50


def test_process_that_was_killed_is_begun_again(drawer: Drawer) -> None:
    drawn(drawer, "a.txt", "总结".encode())
    assert drawer._process is not None
    drawer._process.kill()
    drawer._process.wait()
    assert drawn(drawer, "a.txt", "总结".encode()).min() < 50
