"""The bridge from rows to rules: the pool's experts as the facts that rules read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from expertpool.documents.roster.expert import RosterExpert
from expertpool.ids import ExpertId
from expertpool.models import Misconduct, Pledge, Service
from expertpool.models.expert_image import ExpertImage
from expertpool.pool_keys import PoolKeys
from expertpool.queries.expert_images import load_images
from expertpool.queries.pool_lock import require_right_key
from expertpool.queries.roster_fields import opened_field
from expertpool.rules.facts import EmployerKind, ExpertFacts, Integrity, Level, PoolStatus


def pool_experts(
    session: Session, *, season: int | None = None, keys: PoolKeys | None = None
) -> tuple[RosterExpert, ...]:
    """Every listed expert, sorted by number.

    Years of service are those of rosters and of every committee on record; kinship stated by either side binds both;
    an entry in the integrity file that stands makes an expert dishonest whatever the roster says. ``pledged_on`` is
    that of ``season`` (None: not asked). Identity numbers, telephones and e-mails come only with ``keys``.
    """
    if keys is not None:
        require_right_key(session, keys)
    images = {key: image for key, image in load_images(session).items() if image.listed}
    beside = _Beside.load(session, images, season)
    experts = (_expert(key, image, beside, keys) for key, image in images.items())
    return tuple(sorted(experts, key=lambda expert: expert.facts.expert_no))


@dataclass(frozen=True)
class _Beside:
    """What the pool knows beside the rosters, by row id; ``kin`` by expert number."""

    years: Mapping[int, set[int]]
    dishonest: frozenset[int]
    pledged: Mapping[int, date]
    kin: Mapping[str, set[str]]

    @classmethod
    def load(cls, session: Session, images: Mapping[int, ExpertImage], season: int | None) -> _Beside:
        years: dict[int, set[int]] = defaultdict(set)
        for expert_id, year in session.exec(select(Service.expert_id, Service.year)):
            years[expert_id].add(year)
        kin: dict[str, set[str]] = defaultdict(set)
        for image in images.values():
            for other in image.kin:
                kin[image.expert_no].add(other)
                kin[other].add(image.expert_no)
        standing = select(Misconduct.expert_id).where(col(Misconduct.lifted_at).is_(None))
        pledges = select(col(Pledge.expert_id), col(Pledge.signed_on)).where(Pledge.season == season)
        return cls(
            years=years,
            dishonest=frozenset(session.exec(standing)),
            pledged=dict(session.exec(pledges).all()) if season is not None else {},
            kin=kin,
        )


def _expert(key: int, image: ExpertImage, beside: _Beside, keys: PoolKeys | None) -> RosterExpert:
    columns = image.columns
    years = frozenset(beside.years.get(key, ()))
    kind = columns["employer_kind"]
    facts = ExpertFacts(
        expert_no=ExpertId(image.expert_no),
        employer=columns["employer"],
        series=columns["series"],
        specialties=tuple(columns["specialties"]),
        level=Level(columns["level"]),
        employer_kind=EmployerKind(kind) if kind else None,
        region=columns["region"],
        term_start=image.term[0],
        term_end=image.term[1],
        years_served=years if columns["years_known"] or years else None,
        integrity=Integrity.DISHONEST if key in beside.dishonest else Integrity(columns["integrity"]),
        status=PoolStatus(columns["status"]),
        recuse_units=frozenset(image.recuse_units),
        kin=frozenset(ExpertId(number) for number in beside.kin.get(image.expert_no, ())),
        birth_month=columns["birth_month"],
        pledged_on=beside.pledged.get(key),
    )
    secret = {name: opened_field(image, name, keys) if keys else None for name in ("id_number", "phone", "email")}
    return RosterExpert(facts=facts, name=columns["name"], gender=columns["gender"], **secret)
