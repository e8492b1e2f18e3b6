"""Groups that are read apart, such as private firms or county staff: rows of a group with a packet or an expert."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from expertpool.documents.pair_table import Listed, read_listed
from expertpool.errors import Refusal

Join = Callable[[Iterable[str]], Mapping[str, str]]

_COLUMNS = (
    ("group", "组别", ("评审组", "分组")),
    ("packet", "盲审编号或申报编号", ("盲审编号", "申报编号", "codename", "key")),
    ("expert_no", "专家编号", ("专家",)),
)


def read_groups(
    path: Path, codenames: Collection[str], experts: Collection[str], join: Join
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Group to its codenames and expert numbers. ``join`` gives codenames by application key.

    Raises Refusal with the cell of what names nothing, and for a group without packets or experts.
    """
    rows = read_listed(path, _COLUMNS)
    known = {name: name for name in codenames}
    keys = {row.cells["packet"] for row in rows} - {""} - set(known)
    if keys:
        known |= {key: name for key, name in join(sorted(keys)).items() if name in known}
    inside: dict[str, set[str]] = defaultdict(set)
    readers: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if not row.cells["group"]:
            raise Refusal("assign.group_unnamed", where=row.places["group"])
        _take(row, "packet", known, inside)
        _take(row, "expert_no", {number: number for number in experts}, readers)
    for label in {*inside, *readers}:
        if not inside[label] or not readers[label]:
            raise Refusal("assign.group_half", where=rows[0].places["group"], group=label)
    return {label: (frozenset(inside[label]), frozenset(readers[label])) for label in sorted(inside)}


def _take(row: Listed, column: str, known: dict[str, str], into: dict[str, set[str]]) -> None:
    found = row.cells[column]
    if not found:
        return
    if found not in known:
        raise Refusal("assign.group_stranger", where=row.places[column], found=found)
    into[row.cells["group"]].add(known[found])
