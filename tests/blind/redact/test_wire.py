"""Results on the wire come back as they were, and damage is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.outcome import Blinded, Decision, Finding, Question
from blind.redact.page import Doubt, Glyph, Line, Sight
from blind.redact.rebuild import EncodedPage
from blind.redact.risk import Risk
from blind.redact.wire import BadWire, decision_in, decision_out, pack, unpack

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
boxes = st.builds(Box, *[st.integers(0, 2000)] * 4)
codes = st.sampled_from(["name", "name-in-full", "leak:pixels"])
glyphs = st.builds(
    Glyph,
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=2),
    boxes,
    st.just(Sight.DRAWN),
    st.just(100),
    st.just(""),
    st.just(""),
)
lines = st.builds(Line, st.lists(glyphs, max_size=4).map(tuple))
blinded = st.builds(
    Blinded,
    name=texts,
    digest=st.text("0123456789abcdef", min_size=64, max_size=64),
    pages=st.lists(
        st.builds(
            EncodedPage,
            width=st.integers(1, 2000),
            height=st.integers(1, 2000),
            bits=st.sampled_from([1, 4]),
            data=st.binary(max_size=20),
            lines=st.lists(lines, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    findings=st.lists(
        st.builds(
            Finding,
            id=codes,
            page=st.integers(0, 9),
            box=st.none() | boxes,
            finder=codes,
            reason=codes,
            text=texts,
            sureness=st.integers(0, 100),
            act=st.sampled_from(Act),
            decided_by=texts,
        ),
        max_size=2,
    ).map(tuple),
    questions=st.lists(
        st.builds(
            Question,
            codes,
            codes,
            codes,
            texts,
            st.lists(st.tuples(codes, texts)).map(tuple),
            st.lists(st.tuples(st.integers(0, 9), st.none() | boxes)).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    held=st.lists(
        st.builds(
            Doubt,
            codes,
            st.integers(0, 9),
            st.none() | boxes,
            st.dictionaries(texts, texts | st.integers(0, 9), max_size=2),
        ),
        max_size=2,
    ).map(tuple),
    dropped=st.lists(codes, max_size=2).map(tuple),
    risk=st.lists(st.builds(Risk, codes, st.integers(0, 9), texts, st.integers(0, 5)), max_size=2).map(tuple),
    shifts=st.integers(0, 9),
)


@settings(max_examples=80, deadline=None)
@given(blinded)
def test_what_was_packed_is_unpacked(one):
    packed = pack(one)
    assert unpack(packed) == one
    assert pack(unpack(packed)) == packed


def one() -> Blinded:
    line = Line((Glyph("字", Box(1, 2, 3, 4), Sight.DRAWN),))
    page = EncodedPage(width=10, height=10, bits=1, data=b"data", lines=(line,))
    doubt = Doubt("low-confidence", 1, None, {"file": "a.pdf"})
    return Blinded(name="a.pdf", digest="0" * 64, pages=(page,), held=(doubt,))


@settings(max_examples=300, deadline=None)
@given(place=st.integers(0, 10_000), value=st.integers(0, 255), kept=st.integers(0, 10_000))
def test_changed_bytes_are_refused_or_still_a_result(place, value, kept):
    data = bytearray(pack(one()))
    data[place % len(data)] = value
    cut = bytes(data) if kept % 3 else bytes(data[: kept % len(data)])
    try:
        assert isinstance(unpack(cut), Blinded)
    except BadWire as refused:
        assert refused.facts["what"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"shifts":0', b'"shifts":-'),
        (b'"shifts":0', b'"shifts":1.0'),
        (b'"dropped":[]', b'"dropped":{}'),
        (b'"bits', b'"bits'),
        (b"[10,10,1,", b"[10,10,2,"),
        (b"[10,10,1,", b"[10,-1,1,"),
        (b"[10,10,1,4", b"[10,10,1,5"),
        (b'"low-confidence"', b'"LOW confidence"'),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(old, new):
    import struct

    data = pack(one())
    if old == new:
        data += b"more"
    head = data[15 : 15 + struct.unpack(">Q", data[7:15])[0]].replace(old, new)
    rest = data[15 + struct.unpack(">Q", data[7:15])[0] :]
    with pytest.raises(BadWire):
        unpack(data[:7] + struct.pack(">Q", len(head)) + head + rest)


def test_a_decision_comes_back():
    decision = Decision("", Act.HIDE, "理由", "王", page=2, box=Box(1, 2, 3, 4))
    assert decision_in(decision_out(decision)) == decision


def test_half_a_decision_is_refused():
    with pytest.raises(BadWire):
        decision_in(["", "hide", "x"])
