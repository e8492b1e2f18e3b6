"""The whole search: each application against each expert, from the lists and from the words of the dossiers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from blind.identity import Identity
from blind.redact.finders.folding import folded
from blind.redact.hit import Hit
from expertpool.conflicts.cue_words import any_of, cues
from expertpool.conflicts.dossier_text import FileText
from expertpool.conflicts.finding import Cited, Conflict, Ground, Standing, merged
from expertpool.conflicts.mentions import Searched, agrees, ground_of, unit_beside
from expertpool.conflicts.people import Sought
from expertpool.conflicts.units import Same, UnitForms, groups_of, same_unit, unit_forms

YEARS = 3
"""So many years back a former employer still counts."""
SPAN = re.compile(r"((?:19|20)\d\d)[^\d]{0,3}\d{0,2}[^\d]{0,6}?(?:((?:19|20)\d\d)|(" + any_of("now") + "))")
LIST = ""


@dataclass(frozen=True)
class Question:
    """What is searched: applications, their dossiers' text, the experts, affiliations and the day it counts from."""

    applicants: Sequence[Identity]
    texts: Mapping[str, Sequence[FileText]]
    experts: Sequence[Sought]
    on: date
    affiliates: Mapping[str, Iterable[str]] = field(default_factory=dict)

    def found(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> list[Conflict]:
        """Every finding, one for each application, expert and ground, in order."""
        tops = groups_of(self.affiliates)
        names = Counter(one.person.bare for one in self.experts)
        found: list[Conflict] = list(competing(self.applicants, self.experts))
        found += kin_of_applicants(tuple(found), self.experts)
        for done, applicant in enumerate(self.applicants, start=1):
            found += from_lists(applicant, self.experts, tops)
            files = [Searched(file) for file in self.texts.get(applicant.key, ())]
            for searched in files:
                found += from_names(applicant, searched, self.experts, names)
                found += from_history(applicant, searched, self.experts, self.on)
            progress(done, len(self.applicants))
        return merged(found)


def competing(applicants: Sequence[Identity], experts: Sequence[Sought]) -> Iterator[Conflict]:
    """Experts who apply themselves: by identity number, else by name and unit; by name alone a person decides."""
    by_name: dict[str, list[Identity]] = defaultdict(list)
    for applicant in applicants:
        for name in applicant.names:
            by_name[folded(name)].append(applicant)
    for expert in experts:
        for applicant in by_name[folded(expert.name)]:
            numbers = {folded(expert.id_number), folded(applicant.id_number)} - {""}
            both = expert.id_number and applicant.id_number
            same = same_unit(_unit(applicant), expert.unit)
            if both and len(numbers) > 1:
                continue
            sure = bool(both) or same is Same.YES
            standing = Standing.SURE if sure else Standing.HOMONYM
            why = "own-number" if both else "own-name-and-unit" if sure else "own-name"
            cited = Cited(LIST, 0, 0, f"{applicant.name} {applicant.employer}")
            yield Conflict(applicant.key, expert.expert_no, Ground.COMPETING, standing, why, (cited,))


def kin_of_applicants(rivals: Iterable[Conflict], experts: Sequence[Sought]) -> Iterator[Conflict]:
    """Relatives, by the roster, of experts who apply themselves: as sure as that the applicant is that expert.

    ``rivals``: what ``competing`` found. Kinship counts both ways, whichever of the two rows names it.
    """
    related: dict[str, set[str]] = defaultdict(set)
    for expert in experts:
        for other in expert.kin:
            related[expert.expert_no].add(other)
            related[other].add(expert.expert_no)
    names = {one.expert_no: one.name for one in experts}
    for rival in rivals:
        for number in sorted(related[rival.expert_no] & names.keys() - {rival.expert_no}):
            told = Cited(LIST, 0, 0, f"{names[rival.expert_no]} {rival.expert_no} | {names[number]} {number}")
            standing = Standing.SURE if rival.standing is Standing.SURE else Standing.ASKED
            why = "listed-kin" if standing is Standing.SURE else "listed-kin-own-name"
            yield Conflict(rival.key, number, Ground.KIN, standing, why, (told,))


def from_lists(applicant: Identity, experts: Sequence[Sought], tops: Mapping[str, str]) -> Iterator[Conflict]:
    """What the lists alone say: the same unit, units stepped aside for, companions named in the applicant's row."""
    present = _unit(applicant)
    former = [unit_forms(unit, applicant.region) for unit in applicant.former_employers]
    companions = {folded(name): Ground.COWORKER for name in applicant.coworkers}
    companions |= {folded(name): Ground.TEACHER for name in applicant.supervisors}
    for expert in experts:
        same, why = _same(present, expert, tops)
        cited = Cited(LIST, 0, 0, f"{applicant.employer} | {expert.employer}")
        if same:
            standing = Standing.SURE if same is Same.YES else Standing.ASKED
            yield Conflict(applicant.key, expert.expert_no, Ground.SAME_UNIT, standing, why, (cited,))
        for unit in former:
            if same_unit(unit, expert.unit) is Same.YES:
                told = Cited(LIST, 0, 0, f"{unit.full} | {expert.employer}")
                yield Conflict(
                    applicant.key, expert.expert_no, Ground.FORMER_UNIT, Standing.ASKED, "former-undated", (told,)
                )
        ground = companions.get(expert.person.name)
        if ground is not None:
            standing = Standing.SURE if expert.rare or same is Same.YES else Standing.ASKED
            why = "listed-companion" if standing is Standing.SURE else "common-name"
            told = Cited(LIST, 0, 0, expert.name)
            yield Conflict(applicant.key, expert.expert_no, ground, standing, why, (told,))


def _unit(applicant: Identity) -> UnitForms:
    return unit_forms(applicant.employer, applicant.region, applicant.employer_short)


def _same(present: UnitForms, expert: Sought, tops: Mapping[str, str]) -> tuple[Same, str]:
    own = same_unit(present, expert.unit)
    top = tops.get(present.full, present.full)
    if own is not Same.YES and top and top == tops.get(expert.unit.full, expert.unit.full):
        return Same.YES, "affiliate"
    if own is not Same.YES and any(same_unit(present, unit) is Same.YES for unit in expert.other_units):
        return Same.YES, "stepped-aside"
    return own, "same-unit" if own is Same.YES else "unit-alike"


def from_names(
    applicant: Identity, searched: Searched, experts: Sequence[Sought], names: Mapping[str, int]
) -> Iterator[Conflict]:
    """Experts named in a file: kin, teachers, co-authors, members of a team, or only named."""
    own = {folded(name) for name in applicant.names}
    for expert in experts:
        if expert.person.name in own:
            continue
        for hit in expert.hits(searched.passage, searched.letters):
            yield _named(applicant, searched, expert, hit, alone=names[expert.person.bare] == 1)


def _named(applicant: Identity, searched: Searched, expert: Sought, hit: Hit, *, alone: bool) -> Conflict:
    ground, clear = ground_of(searched, hit)
    cited = searched.cited(hit.start)
    if ground is Ground.NAMED and clear and _with_applicant(applicant, searched, hit):
        ground = Ground.AUTHOR
    if ground is Ground.NAMED:
        return Conflict(applicant.key, expert.expert_no, ground, Standing.SEEN, "named", (cited,))
    standing, why = _standing(applicant, searched, expert, hit, alone=alone)
    return Conflict(applicant.key, expert.expert_no, ground, standing, why, (cited,))


def _standing(
    applicant: Identity, searched: Searched, expert: Sought, hit: Hit, *, alone: bool
) -> tuple[Standing, str]:
    """Whether the person named is the expert: the unit beside the name decides, then how rare the name is."""
    same = agrees(unit_beside(searched, hit), (expert.unit, *expert.other_units))
    if same is Same.NO:
        return Standing.HOMONYM, "other-unit"
    if same is Same.YES:
        return Standing.SURE, "name-and-unit"
    if same is Same.MAYBE or not alone:
        return Standing.ASKED, "unit-alike" if alone else "two-experts"
    if "latin" in hit.finder:
        return Standing.ASKED, "pinyin"
    if expert.rare or same_unit(_unit(applicant), expert.unit) is Same.YES:
        return Standing.SURE, "rare-name"
    return Standing.ASKED, "common-name"


def _with_applicant(applicant: Identity, searched: Searched, hit: Hit) -> bool:
    """Whether the applicant stands in the same list of names: in the line, next to the name but for other names."""
    low, high = searched.lines_of(hit)
    line = folded(searched.text[low:high])
    own = {folded(name) for name in applicant.names}
    if any(name in line for name in own):
        around = re.split(r"[。;!?]", line)
        wanted = folded(searched.text[hit.start : hit.end])
        return any(wanted in part and any(_listed(part, name, wanted) for name in own) for part in around)
    if "latin" not in hit.finder:
        return False
    own_person = Sought(applicant.key, applicant.name, "")
    part = Searched(FileText("", ((searched.text[low:high],),)))
    return any("latin" in one.finder for one in own_person.hits(part.passage, part.letters))


def _listed(part: str, one: str, other: str) -> bool:
    """Whether two names stand in one list: only short pieces, divided by signs or joined, between them."""
    first, second = sorted((part.find(one), part.find(other)))
    if first < 0 or first == second:
        return False
    pieces = re.split(any_of("joins") + r"|[\N{IDEOGRAPHIC COMMA},;/&()\[\]]", part[first:second])
    return len(pieces) > 1 and all(len(piece) <= 6 for piece in pieces)


def from_history(applicant: Identity, searched: Searched, experts: Sequence[Sought], on: date) -> Iterator[Conflict]:
    """Former employers in a curriculum: those left within three years count, older and undated ones do not."""
    dense = searched.passage.dense
    by_unit: dict[str, list[Sought]] = defaultdict(list)
    for expert in experts:
        by_unit[expert.unit.full].append(expert)
    for unit, people in by_unit.items():
        if len(unit) < 4:
            continue
        forms = sorted({unit, *(form for form in people[0].unit.telling if len(form) > 4)}, key=len, reverse=True)
        if not any(form in dense for form in forms):
            continue
        if (place := _left_lately(searched, forms, on)) is None:
            continue
        for expert in people:
            if same_unit(_unit(applicant), expert.unit) is not Same.YES:
                yield Conflict(
                    applicant.key, expert.expert_no, Ground.FORMER_UNIT, Standing.SURE, "left-lately", (place,)
                )


def _left_lately(searched: Searched, forms: Sequence[str], on: date) -> Cited | None:
    at = 0
    for line in re.split(r"[\n\f]", searched.text):
        plain = folded(line)
        if any(form in plain for form in forms):
            span = SPAN.search(plain)
            studied = any(word in plain for word in cues()["study"])
            if span and not studied and (span[3] or int(span[2]) >= on.year - YEARS):
                return searched.cited(at)
        at += len(line) + 1
    return None
