"""A secret on paper: five lines of sixteen characters, each with checks that catch slips and say where they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from blind.encoding import tagged_hash
from blind.errors import Malformed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U."""

LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
DATA, CHECKS = 13, 3
WIDTH = DATA + CHECKS
SECRET = 32
LINES = SECRET // 8 + 1
NUMBERED = re.compile(r"\s*[0-9]\s*[.:、]\s*(.*)")

Symbols = tuple[int, ...]


@dataclass(frozen=True)
class Slip:
    """One line that is not as it was printed. ``line`` counts from 1, ``places`` are characters from 1.

    ``kind``: ``length``, ``character`` (one wrong), ``swap`` (two neighbours), ``line`` (a line of another place) or
    ``several``. ``places`` is empty where no single place explains it.
    """

    line: int
    kind: str
    places: tuple[int, ...] = ()


def to_paper(secret: bytes, *, kind: str) -> str:
    """The five lines to print, e.g. ``1: 0A1B 2C3D 4E5F 6G7H``, for a 32-byte secret of this kind.

    Four lines carry the secret; the fifth is a digest of kind and secret, which convicts what the others let pass.
    """
    if len(secret) != SECRET:
        raise Malformed("wrong-length", secret=len(secret))
    parts = [secret[start : start + 8] for start in range(0, SECRET, 8)] + [digest_part(secret, kind)]
    return "".join(f"{number}: {spelled(part, number)}\n" for number, part in enumerate(parts, start=1))


def from_paper(text: str, *, kind: str) -> bytes:
    """The secret typed from paper. Case, spaces, hyphens, line numbers, full-width forms and O I L do not matter.

    Raises ``Malformed``: "slips-on-paper" with every ``Slip`` found, "paper-lines" for more or fewer than five, or
    "paper-of-another-secret" when all lines are sound but are not lines of one secret of this kind.
    """
    lines = [line for line in unicodedata.normalize("NFKC", text).upper().splitlines() if line.strip()]
    if len(lines) != LINES:
        raise Malformed("paper-lines", found=len(lines), expected=LINES)
    read = [read_line(line, number) for number, line in enumerate(lines, start=1)]
    slips = [one for one in read if isinstance(one, Slip)]
    if slips:
        raise Malformed("slips-on-paper", slips=slips)
    parts = [one for one in read if isinstance(one, bytes)]
    secret = b"".join(parts[:-1])
    if parts[-1] != digest_part(secret, kind):
        raise Malformed("paper-of-another-secret", kind=kind)
    return secret


def digest_part(secret: bytes, kind: str) -> bytes:
    """The 8 bytes of the fifth line."""
    return tagged_hash("expertpool/paper/v1", kind.encode(), secret)[:8]


def spelled(part: bytes, number: int) -> str:
    """A line's 8 bytes as four groups of four characters, checks last."""
    value = int.from_bytes(part, "big")
    data = tuple(value >> 5 * place & 31 for place in reversed(range(DATA)))
    text = "".join(ALPHABET[symbol] for symbol in (*data, *checks_of(data, number)))
    return " ".join(text[start : start + 4] for start in range(0, WIDTH, 4))


def read_line(line: str, number: int) -> bytes | Slip:
    """The 8 bytes of a typed line, or what is wrong with it."""
    match = NUMBERED.fullmatch(line)
    typed = re.sub(r"[\s-]", "", match[1] if match else line).translate(LOOKALIKES)
    strange = tuple(place for place, character in enumerate(typed, start=1) if character not in ALPHABET)
    if strange:
        return Slip(number, "character", strange)
    if len(typed) != WIDTH:
        return Slip(number, "length")
    symbols = tuple(ALPHABET.index(character) for character in typed)
    if not sound(symbols, number) or symbols[0] > 15:
        return located(symbols, number)
    value = reduce(lambda value, symbol: value << 5 | symbol, symbols[:DATA], 0)
    return value.to_bytes(8, "big")


def located(symbols: Symbols, number: int) -> Slip:
    """The one slip that explains an unsound line, if one does.

    Any two different sound lines differ in four places, so a single wrong character has only one explanation; and no
    line becomes sound by two different exchanges of neighbours.
    """
    single = [place for place in range(WIDTH) if any(sound(one, number) for one in substituted(symbols, place))]
    if single:
        return Slip(number, "character", (single[0] + 1,))
    swapped = [place for place in range(WIDTH - 1) if sound(with_swap(symbols, place), number)]
    if swapped:
        return Slip(number, "swap", (swapped[0] + 1, swapped[0] + 2))
    if any(sound(symbols, other) for other in range(1, LINES + 1)):
        return Slip(number, "line")
    return Slip(number, "several")


def substituted(symbols: Symbols, place: int) -> Iterator[Symbols]:
    """The line with every other character at this place."""
    return ((*symbols[:place], other, *symbols[place + 1 :]) for other in range(32) if other != symbols[place])


def with_swap(symbols: Symbols, place: int) -> Symbols:
    """The line with this character and the next one exchanged."""
    return (*symbols[:place], symbols[place + 1], symbols[place], *symbols[place + 2 :])


# The checks are a Reed-Solomon code over the 32 characters: a line, read as a polynomial with its own number as first
# coefficient, is zero at 1, a and a squared. Three roots make any two lines differ in at least four places.


def powers() -> tuple[list[int], list[int]]:
    """Powers of a in the field of 32 elements (x^5 + x^2 + 1), and their logarithms."""
    power = [1]
    while len(power) < 31:
        doubled = power[-1] << 1
        power.append(doubled ^ 0b100101 if doubled > 31 else doubled)
    return power, [power.index(value) if value else 0 for value in range(32)]


POWER, LOG = powers()
GENERATOR = (1, 7, 14, 8)
"""(x - 1)(x - a)(x - a squared), highest coefficient first."""


def times(left: int, right: int) -> int:
    """The product in the field."""
    return POWER[(LOG[left] + LOG[right]) % 31] if left and right else 0


def checks_of(data: Symbols, number: int) -> Symbols:
    """The three characters that make the line sound: the remainder of dividing by the generator."""
    rest = [number, *data, 0, 0, 0]
    for start in range(len(rest) - CHECKS):
        factor = rest[start]
        for offset, coefficient in enumerate(GENERATOR):
            rest[start + offset] ^= times(factor, coefficient)
    return tuple(rest[-CHECKS:])


def sound(symbols: Sequence[int], number: int) -> bool:
    """Whether the line's polynomial is zero at all three roots."""
    return all(
        reduce(lambda value, symbol: times(value, POWER[root]) ^ symbol, (number, *symbols), 0) == 0
        for root in range(CHECKS)
    )
