"""The fields of a roster, side by side: as a line states them and as the pool holds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from expertpool.documents.roster.expert import RosterExpert
from expertpool.masks import masked_email, masked_id_number, masked_phone
from expertpool.models.expert_image import ExpertImage
from expertpool.pool_keys import PoolKeys

SEALED = {"id_number": masked_id_number, "phone": masked_phone, "email": masked_email}
"""Fields that are encrypted at rest, each with how it is shown."""

PLAIN = ("expert_no", "name", "gender", "employer", "employer_kind", "region", "series", "level", "integrity", "status")
"""Fields that the expert's own row holds as text."""

FIELDS = (
    *PLAIN[:2],
    "id_number",
    *PLAIN[2:7],
    "specialties",
    "level",
    "term_start",
    "term_end",
    "years_served",
    "integrity",
    "recuse_units",
    "kin",
    "birth_month",
    "phone",
    "email",
    "status",
)
"""Every field of a roster, in the order of its columns; the keys of the file format."""


def stated_fields(expert: RosterExpert) -> dict[str, Any]:
    """What one line states. Blank text counts as nothing; ``years_served`` None means that the line does not say."""
    facts = expert.facts
    return {
        "expert_no": str(facts.expert_no),
        "name": expert.name,
        "id_number": (expert.id_number or "").strip().upper() or None,
        "gender": expert.gender or None,
        "employer": facts.employer,
        "employer_kind": facts.employer_kind and facts.employer_kind.value,
        "region": facts.region or None,
        "series": facts.series,
        "specialties": facts.specialties,
        "level": facts.level.value,
        "term_start": facts.term_start,
        "term_end": facts.term_end,
        "years_served": None if facts.years_served is None else tuple(sorted(facts.years_served)),
        "integrity": facts.integrity.value,
        "recuse_units": tuple(sorted(facts.recuse_units)),
        "kin": tuple(sorted(facts.kin)),
        "birth_month": facts.birth_month,
        "phone": expert.phone or None,
        "email": expert.email or None,
        "status": facts.status.value,
    }


def recorded_fields(image: ExpertImage, keys: PoolKeys) -> dict[str, Any]:
    """What the pool holds, secrets opened. Refuses when a secret cannot be opened."""
    columns = image.columns
    return {
        **{name: columns[name] for name in PLAIN},
        **{name: opened_field(image, name, keys) for name in SEALED},
        "specialties": tuple(columns["specialties"]),
        "term_start": image.term[0],
        "term_end": image.term[1],
        "years_served": image.years if columns["years_known"] else None,
        "recuse_units": image.recuse_units,
        "kin": image.kin,
        "birth_month": columns["birth_month"],
    }


def opened_field(image: ExpertImage, name: str, keys: PoolKeys) -> str | None:
    """One secret in the clear; None where there is none."""
    sealed = image.columns[f"{name}_sealed"]
    return None if sealed is None else keys.open(sealed, field_name=name, expert_no=image.expert_no)


def shown_field(name: str, value: Any) -> Any:
    """A value as a difference shows it: secrets masked, days ISO 8601, months ``1968-05``, several values as a list."""
    if value is None:
        return None
    if name in SEALED:
        return SEALED[name](value)
    if name == "birth_month":
        return f"{value:%Y-%m}"
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def image_of(fields: Mapping[str, Any], before: ExpertImage | None, keys: PoolKeys) -> ExpertImage:
    """The rows that hold these fields: what ``before`` has sealed and did not change stays sealed as it is."""
    number = fields["expert_no"]
    kept = before if before is not None and before.expert_no == number else None
    columns = {name: fields[name] for name in PLAIN}
    for name in SEALED:
        value = fields[name]
        if kept is not None and opened_field(kept, name, keys) == value:
            columns[f"{name}_sealed"] = kept.columns[f"{name}_sealed"]
        else:
            columns[f"{name}_sealed"] = value and keys.seal(value, field_name=name, expert_no=number)
    return ExpertImage(
        columns={
            **columns,
            "id_number_hash": fields["id_number"] and keys.match_code(fields["id_number"]),
            "specialties": list(fields["specialties"]),
            "birth_month": fields["birth_month"],
            "years_known": fields["years_served"] is not None,
            "listed": True,
        },
        years=fields["years_served"] or (),
        recuse_units=fields["recuse_units"],
        kin=fields["kin"],
        tenures=_tenures(before, (fields["term_start"], fields["term_end"])),
    )


def _tenures(
    before: ExpertImage | None, term: tuple[date | None, date | None]
) -> tuple[tuple[date | None, date | None], ...]:
    """The terms with this one as the current: a term with the same first day is corrected, another one is appended."""
    former = before.tenures if before is not None else ()
    current = former[-1] if former else (None, None)
    if term == current:
        return former
    same = bool(former) and term[0] is not None and term[0] == current[0]
    return (*(former[:-1] if same else former), term)
