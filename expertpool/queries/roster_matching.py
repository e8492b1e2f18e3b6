"""Which line of a roster is which expert of the pool: by identity number first, then by expert number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from expertpool.documents.roster_expert import RosterExpert
from expertpool.models.expert_image import ExpertImage


def match_experts(
    images: Mapping[int, ExpertImage], experts: Sequence[RosterExpert], codes: Sequence[str | None]
) -> dict[int, int]:
    """Place in ``experts`` to row id in ``images``, for the lines that are somebody known.

    ``codes`` are the lines' identity numbers as ``PoolKeys.match_code``. Four passes, each over what is left: a listed
    expert with the same identity number (the number may have changed), a listed one with the same expert number, and
    the same two among experts who once left the list. A number passed on to somebody else, with another name and
    another identity number, matches nobody: a history never moves from one person to another.
    """
    listed = {key: image for key, image in images.items() if image.listed}
    former = {key: image for key, image in images.items() if not image.listed}
    found: dict[int, int] = {}
    for group in (listed, former):
        _match_codes(group, codes, found)
        _match_numbers(group, experts, codes, found, strangers=_another if group is listed else _unproven)
    return found


def _match_codes(group: Mapping[int, ExpertImage], codes: Sequence[str | None], found: dict[int, int]) -> None:
    by_code = {image.columns["id_number_hash"]: key for key, image in _free(group, found)}
    for place, code in enumerate(codes):
        if place not in found and code is not None and code in by_code:
            found[place] = by_code[code]


def _match_numbers(
    group: Mapping[int, ExpertImage],
    experts: Sequence[RosterExpert],
    codes: Sequence[str | None],
    found: dict[int, int],
    *,
    strangers: object,
) -> None:
    by_number = {image.expert_no: key for key, image in _free(group, found)}
    for place, expert in enumerate(experts):
        key = by_number.get(expert.facts.expert_no)
        if place in found or key is None:
            continue
        if not strangers(group[key], expert, codes[place]):  # type: ignore[operator]
            found[place] = key


def _free(group: Mapping[int, ExpertImage], found: Mapping[int, int]) -> Iterable[tuple[int, ExpertImage]]:
    taken = set(found.values())
    return [(key, image) for key, image in group.items() if key not in taken]
