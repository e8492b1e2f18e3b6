"""Plain text in the encodings Chinese offices use."""

from __future__ import annotations

from blind.redact.opening.limits import LIMITS
from blind.redact.opening.refused import FileRefused
from blind.redact.story import Block, PageBreak, Paragraph, Story

LONGEST_CHARACTER = 4
"""Bytes of one character in any of the encodings: what has more bytes than this allows is not even decoded."""
_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def open_txt(data: bytes) -> Story:
    """The text as paragraphs, one a line; a form feed starts a page.

    Raises FileRefused: ``damaged`` where no encoding fits (facts: encoding), ``too-much-text``, ``no-visible-content``.
    """
    if len(data) > LONGEST_CHARACTER * LIMITS.characters:
        raise FileRefused("too-much-text", limit=LIMITS.characters)
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LIMITS.characters:
        raise FileRefused("too-much-text", limit=LIMITS.characters)
    blocks: list[Block] = []
    for at, page in enumerate(text.split("\f")):
        if at:
            blocks.append(PageBreak())
        blocks += [Paragraph(text=line) for line in page.rstrip("\n").split("\n")]
    if not text.strip():
        raise FileRefused("no-visible-content")
    return Story(blocks=tuple(blocks))


def decoded(data: bytes) -> str:
    """Text by its byte order mark, else UTF-8, else GB18030, else UTF-16 where its zero bytes say so."""
    for mark, name in _MARKED:
        if data.startswith(mark):
            return _strictly(data, name)
    if b"\0" in data[:4096]:
        even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
        return _strictly(data, "utf-16-le" if odd > even else "utf-16-be")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "gb18030")
    return _strictly(data, "utf-8")


def _strictly(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as fault:
        raise FileRefused("damaged", kind="txt", encoding=name, at=fault.start) from fault
    strange = sum(ord(char) < 32 and char not in "\t\n\r\f\v" for char in text)
    if strange * 50 > len(text):
        raise FileRefused("damaged", kind="txt", encoding=name)
    return text
