"""Eight committees of the fictional city, each of another kind, as the committee files an office would write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from expertpool.ids import ExpertId
from expertpool.rules.facts import ExpertFacts, Integrity, Level, PoolStatus
from expertpool.seeds.tables import affiliates
from expertpool.words import Language, say

YEAR = 2025


@dataclass(frozen=True)
class CommitteeSeed:
    """One committee: its key (and file name), what makes it different, its file's text, and how it is to be drawn."""

    key: str
    text: str
    method: str = "lottery"

    def about(self, language: Language) -> str:
        """One sentence that says what this committee shows."""
        return say(f"seeds.about.{self.key}", language)


def eight_committees(experts: Sequence[ExpertFacts]) -> tuple[CommitteeSeed, ...]:
    """The committee files; where a file names experts, they are taken from ``experts``."""
    return (
        _seed("engineering", _engineering()),
        _seed("metallurgy", _metallurgy(experts)),
        _seed("rare_earth", _rare_earth()),
        _seed("health", _health()),
        _seed("teachers", _teachers(experts)),
        _seed("farming", _farming()),
        _seed("accounting", _accounting(), method="queue"),
        _seed("crafts", _crafts()),
    )


def _seed(key: str, values: Mapping[str, Any], method: str = "lottery") -> CommitteeSeed:
    title = say(f"seeds.about.{key}", Language.ZH)
    return CommitteeSeed(key=key, text=f"# {title}\n\n{toml_text(values)}", method=method)


def _name(what: str) -> str:
    return f"{YEAR}年度云岭市{what}职称评审委员会"


def _engineering() -> dict[str, Any]:
    """A whole series at senior level, 25 seats, a fifth from private enterprises."""
    fields = ("冶金", "采矿", "机械", "电气", "建筑", "环保", "化工", "材料")
    return {
        "name": _name("工程系列高级"),
        "year": YEAR,
        "series": "工程",
        "level": Level.ASSOCIATE_SENIOR,
        "basis": "series",
        "seats": 25,
        "meeting": date(2025, 8, 12),
        "enterprise_related": True,
        "private_enterprise_at_least": "1/5",
        "max_per_employer": 2,
        "filed_from": date(2024, 3, 1),
        "filed_until": date(2027, 2, 28),
        "specialties": {field: {"at_least": 2, "at_most": 6} for field in fields},
    }


def _metallurgy(experts: Sequence[ExpertFacts]) -> dict[str, Any]:
    """One specialty, 13 seats, with neighbours, last year's panel and a recused expert."""
    drawable = _numbers(experts, lambda one: "冶金" in one.specialties and _drawable(one))
    return {
        "name": _name("工程系列冶金专业高级"),
        "year": YEAR,
        "series": "工程",
        "level": Level.ASSOCIATE_SENIOR,
        "basis": "specialty",
        "seats": 13,
        "meeting": date(2025, 8, 15),
        "enterprise_related": True,
        "private_enterprise_at_least": "1/5",
        "max_per_employer": 2,
        "previous_panel": drawable[3:42:3],
        "filed_from": date(2024, 3, 1),
        "filed_until": date(2027, 2, 28),
        "neighbours": {"冶金": ["材料"]},
        "recused": [drawable[0]],
        "specialties": {"冶金": {"at_least": 5}, "采矿": {"at_least": 3, "at_most": 5}, "材料": {"at_least": 2}},
    }


def _rare_earth() -> dict[str, Any]:
    """A self-reviewing unit whose affiliates count as the unit: at least a third from outside."""
    unit = "云岭稀土研究院"
    return {
        "name": f"{YEAR}年度{unit}自然科学研究系列稀土专业高级职称评审委员会",
        "year": YEAR,
        "series": "自然科学研究",
        "level": Level.ASSOCIATE_SENIOR,
        "basis": "specialty",
        "seats": 11,
        "meeting": date(2025, 8, 20),
        "self_reviewing_unit": unit,
        "affiliates": sorted(affiliates()[unit]),
        "enterprise_related": False,
        "filed_from": date(2025, 6, 20),
        "filed_until": date(2028, 6, 19),
        "specialties": {"稀土": {"at_least": 9}},
    }


def _health() -> dict[str, Any]:
    """A whole series at full senior level: a smaller pool, women in the majority of some fields."""
    return {
        "name": _name("卫生系列正高级"),
        "year": YEAR,
        "series": "卫生",
        "level": Level.FULL_SENIOR,
        "basis": "series",
        "seats": 25,
        "meeting": date(2025, 8, 22),
        "enterprise_related": False,
        "max_per_employer": 5,
        "filed_from": date(2023, 9, 1),
        "filed_until": date(2026, 8, 31),
        "specialties": {
            "内科": {"at_least": 5},
            "外科": {"at_least": 4},
            "护理": {"at_least": 2},
            "公共卫生": {"at_least": 1},
        },
    }


def _teachers(experts: Sequence[ExpertFacts]) -> dict[str, Any]:
    """Some members stay and only the other seats are drawn."""
    seated = _numbers(
        experts, lambda one: one.series == "中小学教师" and _drawable(one) and 2024 in (one.years_served or ())
    )
    previous = seated[:13]
    return {
        "name": _name("中小学教师系列高级"),
        "year": YEAR,
        "series": "中小学教师",
        "level": Level.ASSOCIATE_SENIOR,
        "basis": "specialty",
        "seats": 13,
        "meeting": date(2025, 8, 18),
        "enterprise_related": False,
        "max_per_employer": 3,
        "previous_panel": previous,
        "keep": previous[0:12:4],
        "filed_from": date(2024, 7, 1),
        "filed_until": date(2027, 6, 30),
        "specialties": {"语文": {"at_least": 2}, "数学": {"at_least": 2}, "外语": {"at_least": 1}},
    }


def _farming() -> dict[str, Any]:
    """A small committee below senior level, with its filing not stated: that verdict stays unknown."""
    return {
        "name": _name("农业系列中级"),
        "year": YEAR,
        "series": "农业",
        "level": Level.MIDDLE,
        "basis": "specialty",
        "seats": 7,
        "meeting": date(2025, 8, 8),
        "enterprise_related": True,
        "private_enterprise_at_least": 1,
        "max_per_employer": 2,
        "specialties": {"农学": {"at_least": 2}, "畜牧兽医": {"at_least": 2}, "林草": {"at_least": 1}},
    }


def _accounting() -> dict[str, Any]:
    """Drawn by queue number, with two reserves named in advance."""
    return {
        "name": _name("会计系列高级"),
        "year": YEAR,
        "series": "会计",
        "level": Level.ASSOCIATE_SENIOR,
        "basis": "specialty",
        "seats": 11,
        "meeting": date(2025, 8, 26),
        "enterprise_related": True,
        "private_enterprise_at_least": "1/6",
        "max_per_employer": 2,
        "reserves": 2,
        "replacement": "same-order",
        "filed_from": date(2025, 1, 1),
        "filed_until": date(2027, 12, 31),
        "specialties": {"会计": {"at_least": 6}, "审计": {"at_least": 3}},
    }


def _crafts() -> dict[str, Any]:
    """No panel exists: five private-enterprise seats, but rest and the cap per employer leave four people for them."""
    return {
        "name": _name("工艺美术系列高级"),
        "year": YEAR,
        "series": "工艺美术",
        "level": Level.ASSOCIATE_SENIOR,
        "basis": "specialty",
        "seats": 13,
        "meeting": date(2025, 8, 28),
        "enterprise_related": True,
        "private_enterprise_at_least": "1/3",
        "max_per_employer": 2,
        "filed_from": date(2024, 11, 1),
        "filed_until": date(2027, 10, 31),
        "specialties": {"陶瓷": {"at_least": 3}, "金属工艺": {"at_least": 3}},
    }


def _drawable(one: ExpertFacts) -> bool:
    """Free for a senior committee of this season, as far as the expert's own facts say."""
    rested = not (one.years_served or frozenset()) >= set(range(YEAR - 3, YEAR))
    in_term = one.term_end is not None and one.term_end >= date(YEAR, 12, 31)
    standing = one.status is PoolStatus.ACTIVE and one.integrity is Integrity.GOOD
    return rested and in_term and standing and one.level.senior and not one.kin


def _numbers(experts: Iterable[ExpertFacts], wanted: Callable[[ExpertFacts], bool]) -> list[ExpertId]:
    return [one.expert_no for one in experts if wanted(one)]


def toml_text(values: Mapping[str, Any]) -> str:
    """Plain values as TOML; ``specialties`` becomes a table at the end, other mappings stay inline."""
    lines = [f"{key} = {_toml(value)}" for key, value in values.items() if key != "specialties"]
    lines += ["", "[specialties]"]
    lines += [f"{_toml(name)} = {_toml(seats)}" for name, seats in values["specialties"].items()]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    return "[" + ", ".join(_toml(item) for item in value) + "]"


def _key(key: str) -> str:
    return key if key.isascii() else _toml(key)
