"""Malformed and malicious files: a code each, in bounded time and memory, and the run goes on."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blind.redact.opening import Archive, FileRefused, Pages, open_file
from blind.redact.opening.extent import bounded
from blind.redact.story import PageBreak, Paragraph, Story, Table
from tests.blind.redact import hostile_files as hostile
from tests.blind.redact import made_files as made

pytest.importorskip("pikepdf")


def walk(name: str, data: bytes) -> int:
    """Open a file to its end and count what came out."""
    opened = open_file(name, data)
    if isinstance(opened, Pages):
        return sum(page.image.size > 0 for page in opened.pages)
    if isinstance(opened, Archive):
        return sum(walk(inner, held) if not inner.endswith(".zip") else 1 for inner, held in opened.members)
    return len(opened.blocks)


def test_there_are_at_least_sixty_hostile_files():
    assert len(hostile.CASES) + len(hostile.ARCHIVES) >= 60


@pytest.mark.parametrize("story", hostile.CASES)
def test_a_hostile_file_is_refused_by_name(story):
    made_file, codes = hostile.CASES[story]
    name, data = made_file()
    began = time.perf_counter()
    with pytest.raises(FileRefused) as refused:
        walk(name, data)
    assert refused.value.code in codes
    assert time.perf_counter() - began < 30
    assert all(type(value) in (str, int) for value in refused.value.facts.values())


@pytest.mark.parametrize(
    ("story", "code"),
    [
        (Story((Paragraph("字" * 3_000_000),)), ""),
        (Story((Paragraph("字" * 3_000_001),)), "too-much-text"),
        (Story((Paragraph("x"), PageBreak()) * 3_000), ""),
        (Story((Paragraph("x"), PageBreak()) * 3_001), "too-many-pages"),
        (Story((PageBreak(),) * 9_000), ""),
        (Story((Paragraph(""),) * 127_000), "too-many-pages"),
        (Story((Table((("",) * 100,) * 5_000),)), ""),
        (Story((Table((("",) * 100,) * 5_001),)), "too-much-text"),
        (Story((Table((("x",),) * 127_000),)), "too-many-pages"),
    ],
)
def test_a_story_is_bounded_before_any_page_is_made(story, code):
    try:
        assert bounded(story) is story
        found = ""
    except FileRefused as refused:
        found = refused.code
    assert found == code


_WHOLE = {
    "a.pdf": made.page_pdf(),
    "a.docx": made.plain_docx("一", "二"),
    "a.xlsx": made.plain_xlsx(["一", 2], ["三", 4.5]),
    "a.xls": made.plain_xls(["一", 2]),
    "a.pptx": made.plain_pptx("一"),
    "a.doc": made.doc("一二三\r四\r"),
    "a.png": made.picture(),
    "a.jpg": made.picture(form="JPEG"),
    "a.tif": made.picture(form="TIFF"),
    "a.zip": made.zipped({"a.txt": "一"}),
}


def changed(data: bytes, changes: list[tuple[float, int]], kept: float) -> bytes:
    mutated = bytearray(data)
    for place, value in changes:
        mutated[int(place * (len(mutated) - 1))] = value
    return bytes(mutated[: max(int(len(mutated) * kept), 1)])


@pytest.mark.parametrize("name", _WHOLE)
def test_a_sound_file_opens(name):
    assert walk(name, _WHOLE[name]) > 0


@pytest.mark.parametrize("name", [name for name in _WHOLE if name not in ("a.pdf", "a.jpg", "a.png", "a.tif")])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    kept=st.sampled_from([1.0, 1.0, 0.9, 0.5]),
)
def test_a_file_with_changed_bytes_opens_or_is_refused(name, changes, kept):
    try:
        walk(name, changed(_WHOLE[name], changes, kept))
    except FileRefused as refused:
        assert refused.code
