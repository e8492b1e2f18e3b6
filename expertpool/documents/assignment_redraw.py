"""A written assignment drawn again from its own file: what does not fit, and the reader who takes over a packet."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from fractions import Fraction

import numpy as np

from expertpool.assigning.seed_source import CEREMONY_TAG
from expertpool.documents.assignment_file import AssignmentFile
from solver import Reading
from solver.assigning.deal import drawn
from solver.assigning.links import parts_of
from solver.assigning.rounding import rounded
from solver.randomness import derive

DRAW_TAG = b"expertpool/assignment/v1"
REPLACEMENT_TAG = b"expertpool/assignment/replacement/v1"
Pairs = Collection[tuple[str, str]]


def faults(file: AssignmentFile, before: AssignmentFile | None = None) -> Iterator[str]:
    """Codes of what is wrong with a file, in order; nothing where it is sound.

    ``before``: the file whose readers a replacement changed. Raises ArithmeticError, AttributeError, LookupError,
    TypeError or ValueError where a field is not what it has to be.
    """
    wrong = [*_seed_faults(file), *_limit_faults(file)]
    yield from wrong
    if "replaced" in file.content:
        if before is not None:
            yield from _replacement_faults(file, before)
    elif "chances" not in wrong and not _drawn_so(file):
        yield "draw"
    if not wrong and _parts(file) != file.content["connected"]["parts"]:
        yield "connected"


def _seed_faults(file: AssignmentFile) -> Iterator[str]:
    """A seed that is not what the file says it is, and more trust claimed than one computer alone deserves."""
    source, assurance = file.content["seed_from"], file.content["assurance"]
    if source["kind"] == "ceremony":
        if derive(bytes.fromhex(source["of"]), CEREMONY_TAG) != file.seed:
            yield "seed"
    elif source["kind"] not in ("system", "text") or assurance != "M0":
        yield "assurance"
    if file.content["training"] is not (source["kind"] == "text"):
        yield "training"


def _limit_faults(file: AssignmentFile) -> Iterator[str]:
    """Numbers of readers, loads, chances, the list by expert, recusals."""
    content = file.content
    made = [(name, expert) for name, experts in file.packets.items() for expert in experts]
    if any(
        len(experts) != content["readers"] or len(set(experts)) != len(experts) for experts in file.packets.values()
    ):
        yield "readers"
    if max(Counter(expert for _, expert in made).values()) > content["load"]:
        yield "load"
    even = (file.units.sum(axis=1) == content["readers"] * file.whole).all()
    if not even or int(file.units.max()) > Fraction(content["cap"]) * file.whole:
        yield "chances"
    listed = [(name, expert) for expert, names in content["experts"].items() for name in names]
    if Counter(listed) != Counter(made):
        yield "lists"
    if file.recusals & set(made):
        yield "recusals"


def _drawn_so(file: AssignmentFile) -> bool:
    """Whether the seed draws these readers from the chances; without chance, so many may have moved to connect."""
    again = _again(file)
    if again == {name: set(experts) for name, experts in file.packets.items()}:
        return True
    by_chance = ((file.units > 0) & (file.units < file.whole)).any()
    moved = sum(len(again[name] - set(experts)) for name, experts in file.packets.items())
    return not by_chance and bool(moved <= file.content["connected"]["changed_for_it"])


def _parts(file: AssignmentFile) -> int:
    """Into how many parts the packets fall whose scores cannot be compared."""
    return parts_of(np.array([[expert in file.packets[name] for expert in file.experts] for name in file.dossiers]))[2]


def _again(file: AssignmentFile) -> dict[str, set[str]]:
    """What the file's seed draws from its chances."""
    bound = derive(file.seed, DRAW_TAG)
    if ((file.units > 0) & (file.units < file.whole)).any() and file.content["connected"].get("asked", True):
        made, _ = drawn(file.units, file.whole, bound, fields=int(file.content["connected"]["at_best"]))
    else:
        made = rounded(file.units, file.whole, bound)
    return {name: {file.experts[at] for at in np.nonzero(made[row])[0]} for row, name in enumerate(file.dossiers)}


def _replacement_faults(file: AssignmentFile, before: AssignmentFile) -> Iterator[str]:
    told = file.content["replaced"]
    if told["of"] != before.digest:
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


def replacement_seed(file: AssignmentFile, pairs: Pairs) -> bytes:
    """The seed of a replacement: bound to the assignment's own seed, its file, and who stepped away from what."""
    names = "\n".join(f"{name} {expert}" for name, expert in sorted(pairs))
    return derive(file.seed, REPLACEMENT_TAG, bytes.fromhex(file.digest), hashlib.sha256(names.encode()).digest())
