"""SM3 of GB/T 32905-2016 in plain Python, for machines whose libraries lack it."""

from __future__ import annotations

import struct

MASK = 0xFFFFFFFF
START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)


def plain_sm3(data: bytes) -> bytes:
    """The 32-byte digest; about a thousand times slower than a library."""
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    state: tuple[int, ...] = START
    for start in range(0, len(padded), 64):
        state = compress(state, padded[start : start + 64])
    return struct.pack(">8I", *state)


def compress(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    """One step of the compression function over 64 bytes (clause 5.3.3)."""
    words = expand(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = 0x79CC4519 if j < 16 else 0x7A879D8A
        turned = rotate(a, 12)
        first = rotate((turned + e + rotate(constant, j)) & MASK, 7)
        early = j < 16
        mix = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
        choice = e ^ f ^ g if early else (e & f) | (~e & g)
        left = (mix + d + (first ^ turned) + (words[j] ^ words[j + 4])) & MASK
        right = (choice + h + first + words[j]) & MASK
        a, b, c, d = left, a, rotate(b, 9), c
        e, f, g, h = right ^ rotate(right, 9) ^ rotate(right, 17), e, rotate(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))


def expand(block: bytes) -> list[int]:
    """The 68 words made from 64 bytes (clause 5.3.2)."""
    words = list(struct.unpack(">16I", block))
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ rotate(words[j - 3], 15)
        words.append(mixed ^ rotate(mixed, 15) ^ rotate(mixed, 23) ^ rotate(words[j - 13], 7) ^ words[j - 6])
    return words


def rotate(word: int, places: int) -> int:
    """``word`` turned left within its 32 bits."""
    places %= 32
    return ((word << places) | (word >> (32 - places))) & MASK
