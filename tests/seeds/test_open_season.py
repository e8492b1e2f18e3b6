"""What the demonstration adds after its draws: packets without a name in them, and records that its files can carry."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from expertpool.documents.committee_file import parse_committee
from expertpool.rules.toml_file import parse_toml
from expertpool.seeds.city import City, fictional_city
from expertpool.seeds.reading import reading_packets, reading_title
from expertpool.seeds.tables import table
from web.committee_form import typed_of
from web.demonstration_season import _as_recorded


@pytest.fixture(scope="module")
def city() -> City:
    return fictional_city()


def test_open_packets_are_readable_the_same_each_time_and_name_nobody(city: City) -> None:
    packets = reading_packets()
    assert (packets == reading_packets(), len(packets), reading_title()) == (True, 3, "工程系列冶金专业组")
    texts = ["".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages) for data in packets]
    assert [len(PdfReader(io.BytesIO(data)).pages) for data in packets] == [3, 2, 2]
    assert all("主要业绩" in text for text in texts)
    names = {one.name for one in city.experts} | {one["name"] for one in table("dossiers")["applicant"]}
    units = {one.facts.employer for one in city.experts} | {one["employer"] for one in table("dossiers")["applicant"]}
    assert [found for found in names | units if len(found) > 2 and any(found in text for text in texts)] == []


def test_every_committee_of_the_city_has_records_its_file_can_carry(city: City, tmp_path) -> None:
    told = table("records")
    assert set(told) == {one.key for one in city.committees}
    for committee in city.committees:
        file = tmp_path / f"{committee.key}.toml"
        file.write_text(committee.text, encoding="utf-8")
        text = _as_recorded(file, told[committee.key])
        facts = parse_committee(parse_toml(text, committee.key), committee.key)
        assert facts.pool_cleaned_on is not None
        assert typed_of(facts) is not None, committee.key
