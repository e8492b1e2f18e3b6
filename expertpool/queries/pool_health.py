"""How the pool stands in one year: who may be drawn, which fields are covered, where experts work, how old they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from expertpool.rules.facts import EmployerKind, ExpertFacts, Integrity, Level, PoolStatus

AGE_BANDS = ((None, 34), (35, 44), (45, 54), (55, 59), (60, None))
"""First and last age of each band, both included."""


@dataclass(frozen=True)
class Coverage:
    """One specialty at one level: experts listed, and those of them in good standing.

    Somebody with two specialties counts in both.
    """

    specialty: str
    level: Level
    listed: int
    in_standing: int


@dataclass(frozen=True)
class PoolHealth:
    """Counts over all listed experts; the shares are of experts in good standing whose employer's kind is known."""

    year: int
    listed: int
    in_standing: int
    private: int
    kind_known: int
    coverage: tuple[Coverage, ...]
    by_kind: tuple[tuple[EmployerKind | None, int], ...]
    by_region: tuple[tuple[str | None, int], ...]
    by_age: tuple[tuple[tuple[int | None, int | None] | None, int], ...]

    @property
    def private_share(self) -> Fraction | None:
        """Private-enterprise experts among those whose employer's kind is known; None where none is known."""
        return Fraction(self.private, self.kind_known) if self.kind_known else None


def in_standing(expert: ExpertFacts) -> bool:
    """Whether nothing permanent bars an expert: in the pool, and not in the integrity file."""
    return expert.status is PoolStatus.ACTIVE and expert.integrity is Integrity.GOOD


def pool_health(experts: Sequence[ExpertFacts], *, year: int) -> PoolHealth:
    """The pool's state; ages are those reached by the first of January of ``year``. Unknown values count under None."""
    standing = [expert for expert in experts if in_standing(expert)]
    kinds = Counter(expert.employer_kind for expert in standing)
    return PoolHealth(
        year=year,
        listed=len(experts),
        in_standing=len(standing),
        private=kinds[EmployerKind.PRIVATE_ENTERPRISE],
        kind_known=len(standing) - kinds[None],
        coverage=_coverage(experts),
        by_kind=tuple((kind, kinds[kind]) for kind in (*EmployerKind, None) if kinds[kind]),
        by_region=_most_first(standing, lambda expert: expert.region),
        by_age=_by_age(standing, year),
    )


def _coverage(experts: Iterable[ExpertFacts]) -> tuple[Coverage, ...]:
    listed: Counter[tuple[str, Level]] = Counter()
    standing: Counter[tuple[str, Level]] = Counter()
    for expert in experts:
        groups = [(specialty, expert.level) for specialty in dict.fromkeys(expert.specialties)]
        listed.update(groups)
        if in_standing(expert):
            standing.update(groups)
    return tuple(Coverage(*group, listed[group], standing[group]) for group in sorted(listed, key=group_order))


def group_order(group: tuple[str, Level]) -> tuple[str, int]:
    """Groups by specialty, then from the highest level down."""
    return group[0], -group[1].rank


def _most_first(
    experts: Iterable[ExpertFacts], key: Callable[[ExpertFacts], str | None]
) -> tuple[tuple[str | None, int], ...]:
    counts = Counter(key(expert) for expert in experts)
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0] is None, entry[0] or "")))


def _by_age(experts: Iterable[ExpertFacts], year: int) -> tuple[tuple[tuple[int | None, int | None] | None, int], ...]:
    counts = Counter(_band(expert, year) for expert in experts)
    return tuple((band, counts[band]) for band in (*AGE_BANDS, None) if counts[band])


def _band(expert: ExpertFacts, year: int) -> tuple[int | None, int | None] | None:
    born = expert.birth_month
    if born is None:
        return None
    age = year - born.year - (born.month > 1)
    return next(band for band in AGE_BANDS if (band[0] or 0) <= age <= (band[1] or age))
