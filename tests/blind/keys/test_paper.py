"""Paper backups: what was printed can be typed back, and slips are caught and located."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.errors import Malformed
from blind.keys.paper import ALPHABET, Slip, from_paper, to_paper

SECRET = bytes(range(0x20, 0x40))
SHEET = to_paper(SECRET, kind="ed25519")
LINES = SHEET.splitlines()
SECRETS = st.binary(min_size=32, max_size=32)


def slips(text: str) -> list[Slip]:
    with pytest.raises(Malformed) as caught:
        from_paper(text, kind="ed25519")
    assert caught.value.code == "slips-on-paper"
    found: list[Slip] = caught.value.facts["slips"]
    return found


def with_line(number: int, line: str) -> str:
    return "\n".join([*LINES[: number - 1], line, *LINES[number:]])


def position(place: int) -> int:
    """Where the character at this place, from 1, stands in a printed line."""
    return len("1: ") + (place - 1) + (place - 1) // 4


def substituted(number: int, place: int, character: str) -> str:
    line, at = LINES[number - 1], position(place)
    return with_line(number, line[:at] + character + line[at + 1 :])


def swapped(number: int, place: int) -> str:
    line, at, next_at = list(LINES[number - 1]), position(place), position(place + 1)
    line[at], line[next_at] = line[next_at], line[at]
    return with_line(number, "".join(line))


def test_sheet_is_five_numbered_lines_of_four_groups() -> None:
    assert [line[:3] for line in LINES] == ["1: ", "2: ", "3: ", "4: ", "5: "]
    assert {tuple(map(len, line[3:].split(" "))) for line in LINES} == {(4, 4, 4, 4)}
    assert set("".join(line[3:] for line in LINES)) <= set(ALPHABET) | {" "}


def test_sheet_is_always_the_same() -> None:
    assert SHEET == (
        "1: 2089 24CJ 2A9H 7XDX\n"
        "2: 2GA9 A5CP 2TBH FB55\n"
        "3: 30C9 J6CT 3ADH QDB3\n"
        "4: 3GE9 T7CY 3TFH ZNFX\n"
        "5: 6J6P Q134 4AAV 2QHB\n"
    )


@given(SECRETS)
def test_any_secret_comes_back(secret: bytes) -> None:
    assert from_paper(to_paper(secret, kind="x25519"), kind="x25519") == secret


@pytest.mark.parametrize(
    "typed",
    [
        SHEET.lower(),
        SHEET.replace(" ", "-").replace(":-", ": "),
        SHEET.replace(" ", "").replace("\n", "\n\n"),
        SHEET.replace("0", "O").replace("1", "l").replace("l: ", "1: "),
        "\n".join(line[3:] for line in LINES),
        SHEET.replace(": ", "："),
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in SHEET),
        SHEET.replace("\n", "\r\n"),
    ],
)
def test_sheet_may_be_typed_as_people_type(typed: str) -> None:
    assert from_paper(typed, kind="ed25519") == SECRET


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5), st.integers(1, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_caught_and_located(number: int, place: int, character: str) -> None:
    typed = substituted(number, place, character)
    if typed == "\n".join(LINES):
        return
    assert slips(typed) == [Slip(number, "character", (place,))]


def test_two_neighbours_exchanged_are_caught_and_located() -> None:
    for number in range(1, 6):
        for place in range(1, 16):
            typed = swapped(number, place)
            if typed != "\n".join(LINES):
                assert slips(typed) == [Slip(number, "swap", (place, place + 1))]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5), st.sets(st.integers(1, 16), min_size=2, max_size=3), st.data())
def test_two_or_three_wrong_characters_of_a_line_never_pass(number: int, places: set[int], data: st.DataObject) -> None:
    line = list(LINES[number - 1])
    for place in places:
        right = line[position(place)]
        line[position(place)] = data.draw(st.sampled_from(ALPHABET.replace(right, "")))
    (slip,) = slips(with_line(number, "".join(line)))
    assert slip.line == number


def test_lines_in_another_order_are_caught() -> None:
    unnumbered = [line[3:] for line in LINES]
    unnumbered[1], unnumbered[2] = unnumbered[2], unnumbered[1]
    assert slips("\n".join(unnumbered)) == [Slip(2, "line"), Slip(3, "line")]
    assert slips("\n".join([LINES[1], LINES[0], *LINES[2:]])) == [Slip(1, "line"), Slip(2, "line")]


def test_missing_and_surplus_characters_and_lines_are_caught() -> None:
    assert slips(with_line(3, LINES[2][:-1])) == [Slip(3, "length")]
    assert slips(with_line(3, LINES[2] + "0")) == [Slip(3, "length")]
    for text in ("", "\n".join(LINES[:4]), SHEET + LINES[4]):
        with pytest.raises(Malformed, match="paper-lines"):
            from_paper(text, kind="ed25519")


def test_characters_outside_the_alphabet_are_located() -> None:
    typed = substituted(2, 6, "U")
    assert slips(typed) == [Slip(2, "character", (6,))]
    assert slips(substituted(4, 16, "密")) == [Slip(4, "character", (16,))]


def test_several_lines_with_slips_are_all_named() -> None:
    typed = substituted(1, 1, "Z").splitlines()
    typed[4] = typed[4][:-2]
    assert slips("\n".join(typed)) == [Slip(1, "character", (1,)), Slip(5, "length")]


def test_sound_lines_of_two_sheets_do_not_make_a_secret() -> None:
    other = to_paper(bytes(32), kind="ed25519").splitlines()
    for number in range(1, 6):
        with pytest.raises(Malformed, match="paper-of-another-secret"):
            from_paper(with_line(number, other[number - 1]), kind="ed25519")


def test_sheet_of_another_kind_is_refused() -> None:
    with pytest.raises(Malformed, match="paper-of-another-secret"):
        from_paper(SHEET, kind="x25519")


@pytest.mark.parametrize("secret", [b"", bytes(31), bytes(33)])
def test_secret_has_32_bytes(secret: bytes) -> None:
    with pytest.raises(Malformed, match="wrong-length"):
        to_paper(secret, kind="ed25519")


def test_lines_with_more_than_64_bits_are_refused() -> None:
    from blind.keys.paper import checks_of

    data = (16,) + (0,) * 12
    line = "".join(ALPHABET[symbol] for symbol in (*data, *checks_of(data, 1)))
    found: Any = slips(with_line(1, line))
    assert [one.line for one in found] == [1]
