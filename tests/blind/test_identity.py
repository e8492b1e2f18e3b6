"""An identity takes what spreadsheets hold, and refuses what cannot be searched for, naming the field."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from blind.identity import BadIdentity, Identity


def test_lists_and_separated_texts_are_the_same() -> None:
    one = Identity("A1", "高峰", coworkers="安全、李思远；王强, 赵敏", employer_short="云稀院\n稀院")
    other = Identity("A1", "高峰", coworkers=["安全", "李思远", "王强", "赵敏"], employer_short=("云稀院", "稀院"))
    assert one == other
    assert hash(one) == hash(other)


def test_repetitions_blanks_and_empty_items_vanish() -> None:
    assert Identity("A1", "高峰", coworkers=" 安全 、、安全、 ").coworkers == ("安全",)


def test_none_and_numbers_are_what_a_spreadsheet_means_by_them() -> None:
    person = Identity("A1", "高峰", phone=13900001234, id_number=None, email=None)  # type: ignore[arg-type]  # a spreadsheet's number
    assert (person.phone, person.id_number, person.email) == (("13900001234",), "", ())


def test_phones_may_be_divided_by_a_slash_and_units_may_hold_one() -> None:
    person = Identity("A1", "高峰", phone="13900001234/13900005678", employer_short="一院/中心")
    assert person.phone == ("13900001234", "13900005678")
    assert person.employer_short == ("一院/中心",)


@pytest.mark.every
@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"key": "", "name": "高峰"}, "field-empty", "key"),
        ({"key": "A1", "name": "  "}, "field-empty", "name"),
        ({"key": "A1", "name": "高"}, "name-too-short", "name"),
        ({"key": "A1", "name": "高峰", "coworkers": ["李"]}, "name-too-short", "coworkers"),
        ({"key": "A1", "name": "高峰", "coworkers": 5.5}, "not-a-list", "coworkers"),
        ({"key": "A1", "name": "高峰", "coworkers": [["李四"]]}, "not-text", "coworkers"),
        ({"key": "A1", "name": "高峰", "employer": 1.5}, "not-text", "employer"),
        ({"key": "A1", "name": "高峰\x00"}, "control-character", "name"),
        ({"key": "A1", "name": "高" * 201}, "too-long", "name"),
        (
            {"key": "A1", "name": "高峰", "coworkers": [f"李{number}号" for number in range(201)]},
            "too-many",
            "coworkers",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_of_the_field(given: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(BadIdentity) as refusal:
        Identity(**given)  # type: ignore[arg-type]  # wrong on purpose
    assert (refusal.value.code, refusal.value.facts["field"]) == (code, field)


def test_identity_cannot_be_changed() -> None:
    person = Identity("A1", "高峰")
    with pytest.raises(FrozenInstanceError):
        person.name = "李四"  # type: ignore[misc]  # wrong on purpose


def test_names_are_the_present_and_the_former_ones() -> None:
    person = Identity("A1", "高峰", former_names="高建设", coworkers="李四", supervisors="李四、王五")
    assert person.names == ("高峰", "高建设")
    assert person.companions == ("李四", "王五")
