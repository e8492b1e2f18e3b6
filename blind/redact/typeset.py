"""Text broken into lines: characters with fixed widths, one token for whatever is hidden, Chinese line rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from PIL import ImageFont

from blind.redact.rebuild import TOKEN

_FONT = "NotoSansSC-Regular.otf"
_NEVER_FIRST = frozenset("，。、；：？！）】》〉」』”’％%…—,.;:?!)]}·～")
_NEVER_LAST = frozenset("（【《〈「『“‘([{￥$")
_TOKEN_EMS = 4
_TAB_EMS = 4
_NO_GLYPH = "\U0010fffe"
_WHOLE_WORD = 40


@dataclass(frozen=True)
class Span:
    """Characters of one paragraph or cell that something is known about; ``hidden``: a token takes their place."""

    offset: int
    length: int
    ref: int
    hidden: bool


@dataclass(frozen=True)
class Atom:
    """One character or the token, its width in pixels, and the numbers of the spans it belongs to."""

    char: str
    width: int
    refs: tuple[int, ...] = ()


class Type:
    """The font of laid out pages at one size in pixels."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.font = ImageFont.truetype(str(Path(pylopdf_fonts_zh_cn.__file__).parent / _FONT), size)
        self._widths: dict[str, int] = {}
        self._missing = bytes(self.font.getmask(_NO_GLYPH))

    @property
    def leading(self) -> int:
        """Pixels from one line to the next."""
        return self.size * 8 // 5

    @property
    def token_width(self) -> int:
        """The width of the token: the same whatever it hides."""
        return self.size * _TOKEN_EMS

    def width(self, char: str) -> int:
        """A character's advance in whole pixels."""
        if char not in self._widths:
            self._widths[char] = round(self.font.getlength(char))
        return self._widths[char]

    def draws(self, char: str) -> bool:
        """Whether the font has the character."""
        return _drawable(self, char)


@cache
def type_of(size: int) -> Type:
    """The font at a size, loaded once a process."""
    return Type(size)


@cache
def _drawable(face: Type, char: str) -> bool:
    return char == " " or bytes(face.font.getmask(char)) != face._missing


def atoms(text: str, spans: Sequence[Span], face: Type) -> list[Atom]:
    """The text as atoms: each hidden stretch is one token, however long it was; hidden stretches that touch are one.

    A character that the font does not have is spelled out, 〔U+20BB7〕, in the picture and in the text layer alike.
    """
    refs: list[list[int]] = [[] for _ in text]
    hidden = [False] * len(text)
    for span in spans:
        for at in range(max(span.offset, 0), min(span.offset + span.length, len(text))):
            refs[at].append(span.ref)
            hidden[at] = hidden[at] or span.hidden
    made: list[Atom] = []
    token: list[int] | None = None
    for at, char in enumerate(text):
        if hidden[at]:
            token = token if token is not None else []
            token += [ref for ref in refs[at] if ref not in token]
            continue
        if token is not None:
            made.append(Atom(TOKEN, face.token_width, tuple(token)))
            token = None
        made += _drawn(char, tuple(refs[at]), face)
    if token is not None:
        made.append(Atom(TOKEN, face.token_width, tuple(token)))
    return made


def _drawn(char: str, refs: tuple[int, ...], face: Type) -> Iterator[Atom]:
    if char == "\n":
        yield Atom("\n", 0, refs)
    elif char == "\t":
        yield Atom("\t", face.size * _TAB_EMS, refs)
    elif face.draws(char):
        yield Atom(char, face.width(char), refs)
    else:
        yield from (Atom(part, face.width(part), refs) for part in f"〔U+{ord(char):04X}〕")


def broken(row: Sequence[Atom], width: int) -> list[list[Atom]]:
    """Lines no wider than ``width`` (closing marks may hang over by one character); always at least one line."""
    lines: list[list[Atom]] = [[]]
    used = 0
    for word in _words(row):
        size = sum(atom.width for atom in word)
        if word[0].char == "\n":
            lines.append([])
            used = 0
            continue
        hanging = len(word) == 1 and word[0].char in _NEVER_FIRST and used <= width
        if used and used + size > width and not hanging:
            carried = _carried(lines[-1])
            lines.append(carried)
            used = sum(atom.width for atom in carried)
            if word[0].char == " " and len(word) == 1:
                continue
        for atom in word:
            if used and used + atom.width > width and not hanging:
                lines.append([])
                used = 0
            lines[-1].append(atom)
            used += atom.width
    return lines


def _carried(line: list[Atom]) -> list[Atom]:
    """Opening marks at the end of a line go over to the next one."""
    at = len(line)
    while at > 1 and line[at - 1].char in _NEVER_LAST:
        at -= 1
    carried = line[at:]
    del line[at:]
    return carried


def _words(row: Sequence[Atom]) -> Iterator[list[Atom]]:
    """What may not be parted: runs of Latin letters and digits up to a bound, else single characters."""
    word: list[Atom] = []
    for atom in row:
        if atom.char.isascii() and atom.char.isalnum() and len(word) < _WHOLE_WORD:
            word.append(atom)
            continue
        if word:
            yield word
            word = []
        if atom.char.isascii() and atom.char.isalnum():
            word = [atom]
        else:
            yield [atom]
    if word:
        yield word
