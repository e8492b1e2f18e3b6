"""A written assignment drawn again from its own file: what does not fit, and the reader who takes over a packet."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import chain

import numpy as np

from expertpool.assigning.seed_source import CEREMONY_TAG
from expertpool.documents.assignment_file import AssignmentFile
from solver import Reading
from solver.assigning.deal import drawn
from solver.assigning.rounding import rounded
from solver.randomness import derive

DRAW_TAG = b"expertpool/assignment/v1"
REPLACEMENT_TAG = b"expertpool/assignment/replacement/v1"
Pairs = Collection[tuple[str, str]]


def faults(file: AssignmentFile, before: AssignmentFile | None = None, before_sha256: str = "") -> Iterator[str]:
    """Codes of what is wrong with a file, in order; nothing where it is sound.

    ``before``: the file whose readers a replacement changed.
    """
    content = file.content
    if content["seed_from"]["kind"] == "ceremony":
        own = derive(bytes.fromhex(content["seed_from"]["of"]), CEREMONY_TAG)
        if own != file.seed:
            yield "seed"
    counted = Counter(chain.from_iterable(file.packets.values()))
    if any(len(set(experts)) != content["readers"] for experts in file.packets.values()):
        yield "readers"
    if max(counted.values(), default=0) > content["load"]:
        yield "load"
    if int(file.units.max()) > Fraction(content["cap"]) * file.whole or (
        (file.units.sum(axis=1) != content["readers"] * file.whole).any()
    ):
        yield "chances"
    listed = {(name, expert) for expert, names in content["experts"].items() for name in names}
    if listed != {(name, expert) for name, experts in file.packets.items() for expert in experts}:
        yield "lists"
    if {tuple(pair) for pair in content["recusals"]} & listed:
        yield "recusals"
    if "replaced" in content:
        if before is not None:
            yield from _replacement_faults(file, before, before_sha256)
        return
    if _again(file) != {name: set(experts) for name, experts in file.packets.items()}:
        moved = sum(len(_again(file)[name] - set(experts)) for name, experts in file.packets.items())
        if int(file.units.max()) < file.whole or moved != content["connected"]["changed_for_it"]:
            yield "draw"


def _again(file: AssignmentFile) -> dict[str, set[str]]:
    """What the file's seed draws from its chances."""
    bound = derive(file.seed, DRAW_TAG)
    if ((file.units > 0) & (file.units < file.whole)).any():
        made, _ = drawn(file.units, file.whole, bound, fields=int(file.content["connected"]["at_best"]))
    else:
        made = rounded(file.units, file.whole, bound)
    return {name: {file.experts[at] for at in np.nonzero(made[row])[0]} for row, name in enumerate(file.dossiers)}


def _replacement_faults(file: AssignmentFile, before: AssignmentFile, before_sha256: str) -> Iterator[str]:
    told = file.content["replaced"]
    if told["of"] != before_sha256:
        yield "before"
        return
    gone = {(name, expert) for name, expert in told["recognised"]}
    changed = {name for name in file.packets if set(file.packets[name]) != set(before.packets.get(name, ()))}
    if gone & {(name, expert) for name, experts in file.packets.items() for expert in experts}:
        yield "recognised"
    if changed != set(told["changed"]):
        yield "changed"


def question_of(file: AssignmentFile, *, barred: Pairs, named: bool) -> Reading:
    """The question as far as the file tells: how well a pair fits is its chance.

    ``named``: all recused pairs are known (``barred``), and anybody else may take over; otherwise only experts who had
    a chance of that packet from the start, for whom nothing spoke against it.
    """
    made = {(name, expert) for name, experts in file.packets.items() for expert in experts}
    scores = (file.units * 1_000_000 // file.whole).astype(np.int64)
    held = file.content["groups"]
    groups = {label: (one["packets"], one["experts"]) for label, one in held.items()}
    chance = file.units > 0
    closed = {
        (name, expert)
        for row, name in enumerate(file.dossiers)
        for column, expert in enumerate(file.experts)
        if not named and not chance[row, column]
    }
    return Reading(
        file.dossiers,
        file.experts,
        scores,
        loads=int(file.content["load"]),
        recusals=(closed | set(barred)) - made,
        cap=Fraction(file.content["cap"]),
        readers=int(file.content["readers"]),
        groups=groups,
    )


def replacement_seed(file: AssignmentFile, sha256: str, pairs: Pairs) -> bytes:
    """The seed of a replacement: bound to the assignment's own seed, its file, and who stepped away from what."""
    names = "\n".join(f"{name} {expert}" for name, expert in sorted(pairs))
    return derive(file.seed, REPLACEMENT_TAG, bytes.fromhex(sha256), hashlib.sha256(names.encode()).digest())
