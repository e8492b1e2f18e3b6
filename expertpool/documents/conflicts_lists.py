"""Lists that help the search: which units count as one, and conflicts that people declared themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from expertpool.conflicts.finding import Cited, Conflict, Ground, Standing
from expertpool.documents.pair_table import read_listed
from expertpool.errors import Refusal

_UNITS = (("unit", "单位", ("上级单位", "主管单位")), ("affiliate", "下属单位", ("所属单位", "关联单位", "below")))
_DECLARED = (
    ("key", "申报编号", ("编号",)),
    ("expert_no", "专家编号", ("专家",)),
    ("ground", "事由", ("理由", "回避事由", "reason")),
)


def read_affiliates(path: Path) -> dict[str, list[str]]:
    """Unit to the units below it. Raises Refusal where a row names only one."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_listed(path, _UNITS):
        if not row.cells["unit"] or not row.cells["affiliate"]:
            raise Refusal("conflicts.half_row", where=next(iter(row.places.values())))
        found[row.cells["unit"]].append(row.cells["affiliate"])
    return dict(found)


def declared_conflicts(path: Path, keys: Collection[str], experts: Collection[str]) -> tuple[Conflict, ...]:
    """What experts, applicants or the office declared, each a sure finding. Raises Refusal for unknown numbers."""
    found = []
    for row in read_listed(path, _DECLARED):
        for name, known in (("key", keys), ("expert_no", experts)):
            if row.cells[name] not in known:
                raise Refusal(f"conflicts.unknown_{name}", where=row.places[name], found=row.cells[name])
        place = row.places["key"]
        cited = Cited(path.name, 1, place.row or 0, row.cells["ground"])
        found.append(
            Conflict(row.cells["key"], row.cells["expert_no"], Ground.DECLARED, Standing.SURE, "declared", (cited,))
        )
    return tuple(found)
