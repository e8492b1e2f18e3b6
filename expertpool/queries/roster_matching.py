"""Which line of a roster is which expert of the pool: by identity number first, then by expert number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from expertpool.documents.roster.expert import RosterExpert
from expertpool.models.expert_image import ExpertImage


def match_experts(
    images: Mapping[int, ExpertImage], experts: Sequence[RosterExpert], codes: Sequence[str | None]
) -> dict[int, int]:
    """Place in ``experts`` to row id in ``images``, for the lines that are somebody known.

    ``codes`` are the lines' identity numbers as ``PoolKeys.match_code``. Four passes, each over what is left: a listed
    expert with the same identity number (the expert number may have changed), a listed one with the same expert
    number, and the same two among experts who once left the list. A number passed on to somebody else matches nobody:
    a history never moves from one person to another.
    """
    found: dict[int, int] = {}
    for listed in (True, False):
        group = {key: image for key, image in images.items() if image.listed is listed}
        _match_codes(_without(group, found), codes, found)
        _match_numbers(_without(group, found), experts, codes, found)
    return found


def _without(group: Mapping[int, ExpertImage], found: Mapping[int, int]) -> dict[int, ExpertImage]:
    taken = set(found.values())
    return {key: image for key, image in group.items() if key not in taken}


def _match_codes(group: Mapping[int, ExpertImage], codes: Sequence[str | None], found: dict[int, int]) -> None:
    by_code = {image.columns["id_number_hash"]: key for key, image in group.items()}
    for place, code in enumerate(codes):
        if place not in found and code is not None and code in by_code:
            found[place] = by_code[code]


def _match_numbers(
    group: Mapping[int, ExpertImage],
    experts: Sequence[RosterExpert],
    codes: Sequence[str | None],
    found: dict[int, int],
) -> None:
    by_number = {image.expert_no: key for key, image in group.items()}
    for place, expert in enumerate(experts):
        key = by_number.get(expert.facts.expert_no)
        if place not in found and key is not None and _may_be(group[key], expert, codes[place]):
            found[place] = key


def _may_be(image: ExpertImage, expert: RosterExpert, code: str | None) -> bool:
    """Whether a line with an expert's number means that expert.

    For a listed one a new identity number alone is a correction, together with a new name it is another person. For
    one who left, only the same name without a differing identity number counts.
    """
    known = image.columns["id_number_hash"]
    differs = known is not None and code is not None and known != code
    same_name = image.columns["name"] == expert.name
    return not differs or same_name if image.listed else not differs and same_name
