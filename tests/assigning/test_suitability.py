"""How well experts fit packets: whole numbers, the field first, the text beside it, the same every time."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log2, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertpool.assigning.similarity import FULL, similarities, words_of
from expertpool.assigning.suitability import SAME, SERIES, PacketText, Reader, suitability

WORDS = st.dictionaries(st.sampled_from(["aa", "bb", "cc", "dd"]), st.integers(1, 5), max_size=4).map(Counter)


def split(text: str) -> list[str]:
    return text.split()


def test_words_are_counted_in_lower_case_and_numbers_and_single_letters_left_out() -> None:
    assert words_of("Steel steel 冶金 2023 x 的", split) == Counter({"steel": 2, "冶金": 1})


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
def test_similarities_are_the_cosines_of_the_textbook(readers: list[Counter[str]], texts: list[Counter[str]]) -> None:
    rarity = {
        word: 1 + log2((len(texts) + 1) / (sum(word in text for text in texts) + 1)) for text in texts for word in text
    }
    for row, text in zip(similarities(readers, texts), texts, strict=True):
        for value, reader in zip(row, readers, strict=True):
            first = {word: count * rarity[word] for word, count in text.items()}
            second = {word: count * rarity[word] for word, count in reader.items() if word in rarity}
            shared = sum(first[word] * weight for word, weight in second.items() if word in first)
            norm = sqrt(sum(w * w for w in first.values()) * sum(w * w for w in second.values()))
            assert value == pytest.approx(FULL * shared / norm if norm else 0, abs=3_000)


PACKET = PacketText("1", ("工程", "冶金", "副高级"), "高炉 炼铁 冶金")


def test_the_field_comes_before_the_text_and_the_series_before_nothing() -> None:
    readers = [
        Reader("same", "工程", ("冶金",)),
        Reader("part", "工程", ("有色冶金",)),
        Reader("series", "工程", ("采矿",)),
        Reader("other", "卫生", ("护理",)),
    ]
    (row,) = suitability([PACKET], readers, split)
    assert all(first > second for first, second in pairwise(row))
    assert (row[0], row[2], row[3]) == (FULL, SERIES, 0)


def test_of_two_experts_in_a_field_the_one_whose_words_the_text_has_fits_better() -> None:
    readers = [Reader("a", "", ("冶金", "高炉 炼铁")), Reader("b", "", ("冶金", "轧钢"))]
    (row,) = suitability([PACKET], readers, split)
    assert row[0] > row[1] >= SAME


def test_a_packet_without_text_or_group_fits_nobody_and_breaks_nothing() -> None:
    assert suitability([PacketText("1", (), "")], [Reader("a", "", ("冶金",))], split) == [[0]]
