"""One spelling for characters that a reader takes for the same: width, script, form, accent and look-alikes."""

from __future__ import annotations

import unicodedata
from functools import cache

from blind.redact.finders.lexicon import lines_of, package_lines

NOTHING = {"Cf", "Cc", "Mn", "Me"}
INVISIBLE = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
UMLAUT = "\u0308"


@cache
def simple_forms() -> dict[str, str]:
    """Traditional, variant and radical characters with the simplified one that stands for them."""
    table: dict[str, str] = {}
    for name in ("TWVariants.txt", "HKVariants.txt", "JPVariants.txt"):
        for line in package_lines("opencc", "dictionary", name):
            common, _, variants = line.partition("\t")
            for variant in variants.split():
                if len(variant) == 1 == len(common):
                    table.setdefault(variant, common)
    simplified = {}
    for line in package_lines("opencc", "dictionary", "TSCharacters.txt"):
        traditional, _, forms = line.partition("\t")
        simplified[traditional] = forms.split()[0]
    table = {variant: simplified.get(common, common) for variant, common in table.items() if variant not in simplified}
    table |= simplified
    for line in lines_of("variants.txt"):
        variant, common = line.split()
        table[variant] = common
    return {variant: common for variant, common in table.items() if variant != common}


@cache
def folded_char(char: str) -> str:
    """What stands for ``char``: " " for every blank, "" for what cannot be seen, small letters without accents.

    An umlaut on u is written "u:", whatever way it was spelled.
    """
    if char.isspace() or char in INVISIBLE:
        return " "
    if char == UMLAUT:
        return ":"
    if unicodedata.category(char) in NOTHING:
        return ""
    table = simple_forms()
    plain = []
    for part in unicodedata.normalize("NFKC", char):
        if part in table:
            plain.append(table[part])
            continue
        for piece in unicodedata.normalize("NFKD", part).casefold():
            if piece == UMLAUT:
                plain.append(":" if plain and plain[-1] == "u" else "")
            elif unicodedata.category(piece) not in NOTHING and not piece.isspace():
                plain.append(table.get(piece, piece))
    return "".join(plain)


def folded(text: str) -> str:
    """The text as ``dense`` has it: folded and without blanks."""
    return "".join(plain for plain in map(folded_char, text) if plain != " ")
