"""The fictional city: large and skewed enough to be worth a demonstration, and nothing in it exists."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.identity import birth_date, check_digit, gender_of
from expertpool.documents.roster.reading import read_roster
from expertpool.rules.facts import EmployerKind, Integrity, Level, PoolStatus
from expertpool.seeds.city import City, fictional_city, write_city
from expertpool.seeds.people import RESTING
from expertpool.words import Language

CONTRACT_KEYS = {
    "name", "year", "series", "level", "basis", "seats", "meeting", "self_reviewing_unit", "affiliates",
    "enterprise_related", "private_enterprise_at_least", "max_per_employer", "previous_panel", "keep", "reserves",
    "replacement", "filed_from", "filed_until", "neighbours", "recused", "specialties",
}  # fmt: skip  # one word after another reads better than one a line


@pytest.fixture(scope="module")
def city() -> City:
    return fictional_city()


@pytest.fixture(scope="module")
def folder(city: City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("城 市")
    write_city(city, path)
    return path


def committee(city: City, key: str) -> dict[str, Any]:
    return next(tomllib.loads(one.text) for one in city.committees if one.key == key)


def count(city: City, wanted: Callable[[RosterExpert], bool]) -> int:
    return sum(wanted(expert) for expert in city.experts)


def share(city: City, wanted: Callable[[RosterExpert], bool], among: Callable[[RosterExpert], bool]) -> Fraction:
    return Fraction(count(city, lambda one: wanted(one) and among(one)), count(city, among))


def test_city_is_the_same_each_time_and_another_for_another_seed(city: City) -> None:
    assert fictional_city(2025) == city
    assert fictional_city(7).experts != city.experts


def test_city_has_experts_in_every_field_of_twelve_series(city: City) -> None:
    assert len(city.experts) == 2384
    assert len({one.facts.series for one in city.experts}) == 12
    assert len({specialty for one in city.experts for specialty in one.facts.specialties}) == 42
    assert len({one.facts.expert_no for one in city.experts}) == len(city.experts)


def test_city_identity_numbers_are_well_formed_and_belong_to_nobody(city: City) -> None:
    numbers = [one.id_number for one in city.experts if one.id_number]
    assert len(set(numbers)) == len(numbers) > 2300
    assert {number[:2] for number in numbers} == {"99"}
    assert [number for number in numbers if check_digit(number[:17]) != number[17]] == []
    for one in city.experts:
        if one.id_number:
            born = birth_date(one.id_number)
            assert born is not None
            assert (gender_of(one.id_number), born.replace(day=1)) == (one.gender, one.facts.birth_month)


def test_city_mail_addresses_cannot_reach_anyone(city: City) -> None:
    assert {one.email.partition("@")[2] for one in city.experts if one.email} == {"yunling.example"}
    assert {one.phone for one in city.experts} == {None}


def test_city_is_skewed_as_real_pools_are(city: City) -> None:
    assert share(city, lambda one: one.gender == "女", lambda one: "采矿" in one.facts.specialties) < Fraction(1, 8)
    assert share(city, lambda one: one.gender == "女", lambda one: "护理" in one.facts.specialties) > Fraction(4, 5)
    private = share(city, lambda one: one.facts.employer_kind is EmployerKind.PRIVATE_ENTERPRISE, lambda _one: True)
    assert Fraction(1, 20) < private < Fraction(1, 5)
    sizes = Counter(one.facts.employer for one in city.experts)
    assert (sizes.most_common(1)[0][1] > 100, min(sizes.values()) <= 2) == (True, True)


def test_city_has_a_few_of_every_awkward_case(city: City) -> None:
    found = {
        "resting": count(city, lambda one: (one.facts.years_served or frozenset()) >= RESTING),
        "newcomer": count(city, lambda one: one.facts.years_served == frozenset()),
        "dishonest": count(city, lambda one: one.facts.integrity is Integrity.DISHONEST),
        "suspended": count(city, lambda one: one.facts.status is PoolStatus.SUSPENDED),
        "removed": count(city, lambda one: one.facts.status is PoolStatus.REMOVED),
        "term over": count(city, lambda one: one.facts.term_end == date(2024, 12, 31)),
        "without identity number": count(city, lambda one: one.id_number is None),
        "kin": count(city, lambda one: bool(one.facts.kin)),
        "recuses": count(city, lambda one: bool(one.facts.recuse_units)),
        "name with a dot": count(city, lambda one: "·" in one.name),
        "rare characters": count(city, lambda one: "䶮" in one.name or "㛃" in one.name),
        "middle level": count(city, lambda one: one.facts.level is Level.MIDDLE),
    }
    assert {case: number for case, number in found.items() if number == 0} == {}
    assert found["resting"] > 100


def test_city_kin_know_each_other(city: City) -> None:
    kin = {one.facts.expert_no: one.facts.kin for one in city.experts}
    pairs = [(one, other) for one, others in kin.items() for other in others]
    assert len(pairs) > 30
    assert [(one, other) for one, other in pairs if kin[other] != {one}] == []


def test_city_terms_are_no_longer_than_three_years(city: City) -> None:
    for one in city.experts:
        start, end = one.facts.term_start, one.facts.term_end
        assert start is not None
        assert end is not None
        assert start < end < start.replace(year=start.year + 3)


def test_city_roster_looks_as_offices_make_them(folder: Path) -> None:
    page = openpyxl.load_workbook(folder / "roster.xlsx").active
    assert page is not None
    assert page["A1"].value == "云岭市职称评审专家库名册（2025年度）"
    assert str(page["A2"].value).startswith("填报单位：云岭市职称改革工作办公室")
    assert [str(merged) for merged in page.merged_cells.ranges] == ["A1:T1", "A2:T2"]
    assert [page["A3"].value, page["C3"].value, page["H3"].value] == ["专家编号", "身份证\n号", "职称\n系列"]
    assert page.max_row == 3 + 2384


def test_city_roster_is_read_back_as_it_was_meant(city: City, folder: Path) -> None:
    reading = read_roster(folder / "roster.xlsx", today=date(2025, 6, 10))
    assert reading.errors == ()
    assert list(reading.experts) == list(city.experts)


def test_city_roster_has_the_same_bytes_each_time(city: City, folder: Path, tmp_path: Path) -> None:
    write_city(city, tmp_path)
    assert (tmp_path / "roster.xlsx").read_bytes() == (folder / "roster.xlsx").read_bytes()


def test_city_has_eight_committees_of_different_kinds(city: City, folder: Path) -> None:
    files = sorted((folder / "committees").iterdir())
    assert [file.stem for file in files] == sorted(one.key for one in city.committees)
    parsed = [tomllib.loads(one.text) for one in city.committees]
    assert len({one["name"] for one in parsed}) == 8
    assert Counter(one["basis"] for one in parsed) == {"series": 2, "specialty": 6}
    assert Counter(one["seats"] for one in parsed) == {25: 2, 13: 3, 11: 2, 7: 1}
    assert Counter(one["enterprise_related"] for one in parsed) == {True: 5, False: 3}
    assert [one.key for one in city.committees if one.method == "queue"] == ["accounting"]
    assert len({one.about(language) for one in city.committees for language in Language}) == 16


def test_city_committee_files_keep_to_the_contract(city: City) -> None:
    numbers = {one.facts.expert_no for one in city.experts}
    series = {one.facts.series for one in city.experts}
    for one in city.committees:
        file = tomllib.loads(one.text)
        assert set(file) - CONTRACT_KEYS == set()
        assert file["series"] in series
        assert isinstance(file["meeting"], date)
        assert file["seats"] % 2 == 1
        assert sum(seats.get("at_least", 0) for seats in file["specialties"].values()) <= file["seats"]
        named = {*file.get("previous_panel", ()), *file.get("keep", ()), *file.get("recused", ())}
        assert named <= numbers
        assert set(file.get("keep", ())) <= set(file.get("previous_panel", ()))


def test_self_reviewing_unit_has_affiliates_and_enough_outside_peers(city: City) -> None:
    file = committee(city, "rare_earth")
    own = {file["self_reviewing_unit"], *file["affiliates"]}
    assert set(file["affiliates"]) == city.affiliates[file["self_reviewing_unit"]]
    peers = [one.facts for one in city.experts if "稀土" in one.facts.specialties and one.facts.level.senior]
    assert len([one for one in peers if one.employer in own]) > 20
    assert len([one for one in peers if one.employer not in own]) > 3 * file["seats"]


def test_crafts_committee_lacks_one_private_enterprise_expert(city: City) -> None:
    file = committee(city, "crafts")
    needed = ceil(Fraction(file["private_enterprise_at_least"]) * file["seats"])
    private = [
        one.facts
        for one in city.experts
        if one.facts.series == "工艺美术" and one.facts.employer_kind is EmployerKind.PRIVATE_ENTERPRISE
    ]

    def seatable(*, resting: int = 0, cap: int = file["max_per_employer"]) -> int:
        """Private-enterprise seats that can be filled with so many resting experts allowed and this cap."""
        rested = [one for one in private if not (one.years_served or frozenset()) >= RESTING]
        waived = [one for one in private if one not in rested][:resting]
        return sum(min(cap, size) for size in Counter(one.employer for one in rested + waived).values())

    assert (len(private), needed, seatable()) == (7, 5, 4)
    assert (seatable(resting=1), seatable(cap=3)) == (5, 5)
    assert ceil(Fraction(file["private_enterprise_at_least"]) * 11) == 4


def test_kept_teachers_may_serve_again(city: City) -> None:
    file = committee(city, "teachers")
    kept = [one.facts for one in city.experts if one.facts.expert_no in file["keep"]]
    assert len(kept) == 3
    assert [one.years_served for one in kept if not one.years_served or one.years_served >= RESTING] == []
    assert {(one.series, one.status, one.integrity) for one in kept} == {
        ("中小学教师", PoolStatus.ACTIVE, Integrity.GOOD)
    }
