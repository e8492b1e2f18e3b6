"""What the rules leave to an office, on its pages: fields in words with bounds and clause, no entry of a file named."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.models import Role
from expertpool.queries.committee_by_number import committee_by
from expertpool.queries.committee_texts import kept_conditions
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.open_number import setting_words
from expertpool.rules.stack import load_packs
from expertpool.words import Language
from tests.web.office_town import COMMITTEE, HOME, kept
from tests.web.town import Town, copied, sentences
from web.committee_form import draft, typed_of
from web.open_conditions import OWN_FIELDS, RECORD, SETTING, days_asked, numbers_asked

MEETING = date(2025, 8, 15)
ENTRY = re.compile(r"\b[a-z]+_[a-z_]+\b|\[settings\]|\[records\]|\((?:basis|level|series)\)|（(?:basis|level|series)）")
FILLED = {
    f"{SETTING}pool_times_seats": "3",
    f"{SETTING}new_members_at_least": "1/3",
    f"{RECORD}plan_filed": "2025-08-01",
    f"{RECORD}supervisor_invited": "2025-07-20",
    "neighbours": "冶金：材料、化工\n采矿:地质",
}


@pytest.fixture(scope="module")
def shown(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with copied(settled, tmp_path_factory.mktemp("open") / "home") as own:
        browser = own.staff(Role.OFFICE)
        kept(browser)
        yield browser


def stated(town: Town) -> CommitteeFacts:
    with open_session(town.settings, reading=True) as session:
        found = kept_conditions(session, committee_by(session, 1))
        assert found is not None
        return found.facts


@pytest.mark.parametrize("language", list(Language))
def test_every_open_number_and_act_of_the_packs_has_a_field_in_words(language: Language) -> None:
    packs = load_packs(None, on=MEETING)
    fields = [*numbers_asked(MEETING, language), *days_asked(MEETING, language)]
    asked = {SETTING + name for name in packs.open_numbers} | {RECORD + name for name in packs.records}
    elsewhere = {kind + name for kind in (SETTING, RECORD) for name in OWN_FIELDS}
    assert {one.field for one in fields} == asked - elsewhere
    assert [one.field for one in fields if ENTRY.search(one.label + one.bounds) or not one.rules] == []
    assert [name for name in packs.open_numbers if isinstance(setting_words(name), str)] == []


@pytest.mark.parametrize("path", ["/committees/new", f"{HOME}/edit"])
@pytest.mark.parametrize("language", list(Language))
def test_page_offers_each_with_its_bounds_and_clause(shown: TestClient, path: str, language: Language) -> None:
    text = html.unescape(shown.get(path, params={"lang": language.value}).text)
    for one in (*numbers_asked(MEETING, language), *days_asked(MEETING, language)):
        assert f'name="{one.field}"' in text
        assert one.bounds in text
        assert all(clause in text for _, clause in one.rules)


def test_what_is_filled_in_is_kept_and_stands_in_the_form_again(town: Town) -> None:
    office = town.staff(Role.OFFICE)
    kept(office)
    assert office.post(f"{HOME}/edit", data=COMMITTEE | FILLED).status_code == 303
    facts = stated(town)
    assert facts.settings == {"pool_times_seats": 3, "new_members_at_least": Fraction(1, 3)}
    assert facts.records == {"plan_filed": date(2025, 8, 1), "supervisor_invited": date(2025, 7, 20)}
    assert facts.neighbours == {"冶金": frozenset({"材料", "化工"}), "采矿": frozenset({"地质"})}
    page = html.unescape(office.get(f"{HOME}/edit").text)
    assert 'name="seats"' in page
    assert [name for name, value in FILLED.items() if name != "neighbours" and f'value="{value}"' not in page] == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (f"{SETTING}pool_times_seats", "1/3"),
        (f"{SETTING}pool_times_seats", "0"),
        (f"{SETTING}pool_times_seats", "-3"),
        (f"{SETTING}pool_times_seats", "三倍"),
        (f"{SETTING}pool_times_seats", "9999999"),
        (f"{SETTING}private_enterprise_pool_at_least", "0"),
        (f"{SETTING}new_members_at_least", "3/2"),
        (f"{SETTING}new_members_at_least", "0.3"),
        (f"{RECORD}plan_filed", "2025-02-30"),
        (f"{RECORD}plan_filed", "昨天"),
        ("neighbours", "冶金"),
        ("neighbours", "：材料"),
    ],
)
@pytest.mark.parametrize("path", ["/committees/new", "/committees/new/save", "/committees/new/file", f"{HOME}/edit"])
def test_what_cannot_be_is_told_at_its_field_and_kept(shown: TestClient, path: str, name: str, typed: str) -> None:
    answer = shown.post(path, data=COMMITTEE | FILLED | {name: typed})
    page = html.unescape(answer.text)
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert f'id="{name}-fault"' in page
    assert typed in page
    assert f'value="{COMMITTEE["name"]}"' in page
    assert ENTRY.search(sentences(answer)[0]) is None


@pytest.mark.parametrize("language", list(Language))
def test_no_gap_on_a_committees_page_names_an_entry_of_a_file(shown: TestClient, language: Language) -> None:
    page = html.unescape(shown.get(HOME, params={"lang": language.value}).text)
    rules = re.sub(r"<[^>]+>", " ", page.split("<details")[1:][0] + "".join(page.split("<details")[2:]))
    assert ENTRY.findall(rules) == []
    assert "pool_times_seats" not in page


@given(st.dictionaries(st.sampled_from(sorted(FILLED)), st.text(max_size=12)))
def test_whatever_is_typed_is_a_committee_or_a_refusal_at_a_field(typed: dict[str, str]) -> None:
    try:
        made: Any = draft(COMMITTEE | typed)
    except Refusal as refusal:
        assert refusal.where is not None
        assert refusal.where.field in {*typed}
    else:
        again = typed_of(made.committee)
        assert again is not None
        assert draft(again).committee == made.committee
