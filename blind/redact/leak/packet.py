"""The text and the bytes of a finished packet searched, without looking at its pixels: the last look before release."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pypdfium2 as pdfium

from blind.redact.hit import Act, Level
from blind.redact.leak.extracted import Unextractable, texts
from blind.redact.leak.finding import Kept, Leak
from blind.redact.leak.inside import hidden_channels, in_bytes
from blind.redact.leak.search import Found, beyond, search, spelt_in
from blind.redact.leak.spellings import Sought, sought
from blind.redact.outcome import Finding

_NEAR_END = 40


def search_packet(
    pdf: bytes,
    identity: Any,
    level: Level = Level.STANDARD,  # noqa: ARG001  # the record is searched for whatever was asked to be hidden
    kept: Sequence[Kept] = (),
    *,
    covers: int = 1,
) -> list[Leak]:
    """What of the record stands in the text and the bytes of a packet whose files were each looked at before.

    Three extractors over every page and page end, all streams and strings, channels that no packet has. ``kept`` counts
    pages of the packet (see ``kept_in``). The first ``covers`` pages say what the office itself put there and are not
    searched for words.
    """
    wanted = sought(identity)
    found = [*hidden_channels(pdf), *in_bytes(pdf, wanted)]
    try:
        found += [leak for leak in in_extracted(pdf, wanted, kept) if leak.page > covers]
    except (Unextractable, pdfium.PdfiumError) as fault:
        found.append(Leak("unread", 0, None, type(fault).__name__))
    return sorted(set(found), key=lambda leak: (leak.page, leak.code, leak.what))


def kept_in(findings: Iterable[Finding], before: int) -> list[Kept]:
    """The near misses that stay of a file whose first page comes after ``before`` pages of the packet."""
    return [
        Kept(page=one.page + before, box=one.box, text=one.text)
        for one in findings
        if one.act is Act.KEEP and one.box is not None and one.page
    ]


def in_extracted(pdf: bytes, wanted: Sequence[Sought], kept: Sequence[Kept]) -> Iterator[Leak]:
    """Text of every page, and over each page end, as three extractors give it. Raises Unextractable."""
    by_page: dict[int, list[Kept]] = {}
    for one in kept:
        by_page.setdefault(one.page, []).append(one)
    for pages in texts(pdf).values():
        for number, text in enumerate(pages, start=1):
            for found in beyond(search(text, wanted), by_page.get(number, [])):
                yield Leak("text-layer", number, None, found.what)
        for number, (text, following) in enumerate(itertools.pairwise(pages), start=1):
            near = [*by_page.get(number, []), *by_page.get(number + 1, [])]
            for found in _over_the_end(text, following, wanted):
                if not any(spelt_in(one, found) for one in near):
                    yield Leak("text-layer", number, None, found.what)


def _over_the_end(text: str, following: str, wanted: Sequence[Sought]) -> Iterator[Found]:
    tail, head = text.rstrip()[-_NEAR_END:], following.lstrip()[:_NEAR_END]
    return (found for found in search(tail + head, wanted) if found.start < len(tail) < found.end)
