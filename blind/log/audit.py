"""Reading a whole log against the heads other people hold, and naming everything that does not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from blind.errors import BlindError, Malformed
from blind.log.entry import Body, Entry, check_body
from blind.log.head import Head
from blind.log.interval import Timeline
from blind.log.tree import Tree


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. ``position`` is the place in the log, from 0, where one entry is meant."""

    code: str
    position: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def audit(
    entries: Sequence[bytes],
    bodies: Mapping[int, Body],
    *,
    heads: Iterable[Head],
    removed: Collection[int] = (),
    witness: str | None = None,
    tolerance: int = 0,
    delay: int = 0,
) -> list[Finding]:
    """Everything wrong with a log, nothing if it is sound.

    ``entries`` are the stored bytes in order and ``bodies`` what is kept of their bodies by seq. ``heads`` are those
    the reader holds or the witness handed out: without a head from outside, a log rebuilt by its owner looks sound.
    ``removed`` names the entries whose bodies a signed record allows to be missing. With ``witness``, each entry's
    claimed time must fit its known interval; ``tolerance`` and ``delay`` are those of ``Interval.check``.
    """
    known = list(heads)
    tree = Tree(entries)
    read = list(read_entries(entries))
    found = [one for one in read if isinstance(one, Finding)]
    sound = [one for one in read if isinstance(one, Entry)]
    found += [finding for entry in sound for finding in body_findings(entry, bodies, removed)]
    found += [Finding("body-without-entry", seq) for seq in sorted(bodies.keys() - range(len(entries)))]
    found += head_findings(tree, known)
    found += order_findings(sound, tolerance=tolerance)
    if witness is not None:
        found += time_findings(sound, known, witness=witness, tolerance=tolerance, delay=delay)
    return found


def read_entries(entries: Iterable[bytes]) -> Iterator[Entry | Finding]:
    """Each entry, or what is wrong with it: not in the format, or numbered unlike its place."""
    for position, data in enumerate(entries):
        try:
            entry = Entry.parse(data)
        except Malformed as error:
            yield Finding("entry-malformed", position, {"why": error.code})
            continue
        yield entry if entry.seq == position else Finding("entry-out-of-place", position, {"seq": entry.seq})


def body_findings(entry: Entry, bodies: Mapping[int, Body], removed: Collection[int]) -> Iterator[Finding]:
    """A body that is gone without record, that came back after its removal, or that was changed."""
    body = bodies.get(entry.seq)
    if body is None:
        if entry.seq not in removed:
            yield Finding("body-missing", entry.seq)
        return
    if entry.seq in removed:
        yield Finding("body-kept-after-removal", entry.seq)
    try:
        check_body(entry, body)
    except BlindError as error:
        yield Finding(error.code, entry.seq)


def head_findings(tree: Tree, heads: Sequence[Head]) -> Iterator[Finding]:
    """Heads that the log does not reach or does not fit; each says up to which size a smaller head still fitted."""
    fitting = 0
    for head in sorted(heads, key=lambda one: one.size):
        if head.size > tree.size:
            yield Finding("log-shorter-than-head", None, {"head": head.size, "log": tree.size, "fits_to": fitting})
        elif tree.root(head.size) != head.root:
            yield Finding("log-differs-from-head", None, {"head": head.size, "fits_to": fitting})
        else:
            fitting = head.size


def time_findings(
    entries: Iterable[Entry], heads: Iterable[Head], *, witness: str, tolerance: int, delay: int
) -> Iterator[Finding]:
    """Claimed times outside their known intervals, or a witness's clock that ran backwards."""
    try:
        timeline = Timeline(heads, witness=witness)
    except BlindError as error:
        yield Finding(error.code, None, error.facts)
        return
    for entry in entries:
        try:
            timeline.interval(entry.seq).check(int(entry.time.timestamp()), tolerance=tolerance, delay=delay)
        except BlindError as error:
            yield Finding(error.code, entry.seq, error.facts)


def order_findings(entries: Iterable[Entry], *, tolerance: int) -> Iterator[Finding]:
    """Entries that claim to be older than one before them: the log's own clock was turned back."""
    latest: datetime | None = None
    for entry in entries:
        if latest and entry.time < latest - timedelta(seconds=tolerance):
            yield Finding("time-runs-backwards", entry.seq, {"claimed": entry.time, "before": latest})
        latest = max(latest, entry.time) if latest else entry.time
