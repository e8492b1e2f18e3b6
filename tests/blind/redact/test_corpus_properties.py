"""For any identity: nothing of it is found in a packet, and packets of two people in equal dossiers are equal."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blind.packet import MASK, build_packet
from blind.redact import Blinded, Identity, Workshop, blind_file
from tests.blind.redact.corpus import sheets, word
from tests.blind.redact.corpus.evidence import Evidence, flat
from tests.blind.redact.corpus.package import Package
from tests.blind.redact.corpus.people import GIVEN, SINGLE, UNITS, id_number, latin_of
from tests.blind.redact.corpus.sheet import Draft
from tests.blind.redact.corpus.words import NEUTRAL

SURNAMES = "王李张刘陈赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖董潘袁蔡蒋余杜"
CITIES = ("云川", "临江", "青禾", "昌宁", "泽州", "宁朔", "桐城", "安岭")
LEADS = {
    "name": ("申报人：{}。", "本项目由{}主持完成。", "姓名：{}　性别：男", "经考核，{}同志为优秀。"),
    "employer": ("工作单位：{}。", "成果在{}推广应用。", "（{}，000000）"),
    "coworkers": ("合作者：{}。", "数据由{}协助采集。"),
    "id_number": ("身份证号：{}。", "证件号码 {}"),
    "phone": ("联系电话：{}。", "手机 {}"),
    "email": ("E-mail: {}", "邮箱：{}"),
    "former_names": ("曾用名：{}。",),
}


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(jobs=1) as opened:
        yield opened


@st.composite
def identities(draw: st.DrawFn) -> dict[str, str]:
    surname = st.sampled_from(SURNAMES)
    given_name = st.sampled_from([*GIVEN, *SINGLE])
    names = draw(
        st.lists(st.builds("".join, st.tuples(surname, given_name)), min_size=4, max_size=4, unique_by=lambda n: n[1:])
    )
    city, unit = draw(st.sampled_from(CITIES)), draw(st.sampled_from(UNITS))
    dice = random.Random(draw(st.integers(0, 10**6)))
    login = latin_of(names[0])
    return {
        "key": "SB1",
        "name": names[0],
        "former_names": names[1],
        "coworkers": f"{names[2]};{names[3]}",
        "employer": city + unit[0],
        "id_number": id_number(dice),
        "phone": f"139{dice.randrange(10**8):08}",
        "email": f"{login}{dice.randrange(100)}@{login}.example.cn",
    }


def sentences(record: dict[str, str], picks: Sequence[tuple[str, int]]) -> list[str]:
    """The record's fields in the leads chosen, neutral sentences between them."""
    made: list[str] = []
    for at, (field, lead) in enumerate(picks):
        leads = LEADS[field]
        value = record[field].split(";")[0]
        made += [leads[lead % len(leads)].format(value), NEUTRAL[at % len(NEUTRAL)]]
    return made


def as_txt(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


def as_docx(lines: Sequence[str]) -> bytes:
    return word.document(Package(), "".join(word.paragraph(word.run(line)) for line in lines))


def as_xlsx(lines: Sequence[str]) -> bytes:
    package = Package()
    package.part("xl/styles.xml", sheets.styles(), f"{sheets.KIND}styles+xml")
    package.relate("xl/workbook.xml", "styles", "styles.xml")
    body = f"<sheetData>{sheets.rows([[str(at), line] for at, line in enumerate(lines)])}</sheetData>"
    return sheets.workbook(package, [("表", "", body)])


def as_pdf(lines: Sequence[str]) -> bytes:
    draft = Draft()
    for line in lines:
        draft.para(line)
    return draft.made().pdf


FORMS = {"docx": as_docx, "xlsx": as_xlsx, "txt": as_txt}


def blinded(workshop: Workshop, data: bytes, name: str, record: dict[str, str]) -> Blinded:
    return blind_file(data, name=name, identity=Identity(**record), workshop=workshop)


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    record=identities(),
    picks=st.lists(st.tuples(st.sampled_from(sorted(LEADS)), st.integers(0, 3)), min_size=2, max_size=7),
    form=st.sampled_from(sorted(FORMS)),
)
def test_nothing_of_any_record_is_found_in_its_packet(
    workshop: Workshop, record: dict[str, str], picks: list[tuple[str, int]], form: str
) -> None:
    result = blinded(workshop, FORMS[form](sentences(record, picks)), f"a.{form}", record)
    evidence = Evidence(build_packet("4821-3907", "工程一组", result.pages))
    told = [one for field, value in record.items() if field != "key" for one in value.split(";")]
    assert [one for one in told if flat(one) in evidence.text or flat(one) in evidence.raw] == []
    assert all(flat(NEUTRAL[at]) in evidence.text for at in range(len(picks)))


ONE = {
    "key": "SB1", "name": "陈思远", "former_names": "陈文博", "coworkers": "周海涛;许玉珍", "employer": "云川市第三人民医院",  # noqa: E501 - markup and records in one piece
    "id_number": "990203197005010031", "phone": "13900001234", "email": "a1234567@b12.example.cn",
}  # fmt: skip  # laid out as a table
OTHER = {
    "key": "SB2", "name": "郑嘉豪", "former_names": "郑世昌", "coworkers": "梁美玲;邓立新", "employer": "临江市第二人民医院",  # noqa: E501 - markup and records in one piece
    "id_number": "990201197005030031", "phone": "13900004321", "email": "a7654321@b21.example.cn",
}  # fmt: skip  # laid out as a table
LONGER = {
    "key": "SB3", "name": "欧阳婉清", "former_names": "唐艳", "coworkers": "何予安;司徒国栋", "employer": "青禾市水利勘测设计院有限公司",  # noqa: E501 - markup and records in one piece
    "id_number": "990217198811230458", "phone": "13755556666", "email": "ouyangwanqing@water.example.cn",
}  # fmt: skip  # laid out as a table
PICKS = [(field, lead) for lead in (0, 1) for field in sorted(LEADS)]


def packet(workshop: Workshop, form: str, record: dict[str, str]) -> bytes:
    make = as_pdf if form == "pdf" else FORMS[form]
    result = blinded(workshop, make(sentences(record, PICKS)), f"a.{form}", record)
    assert result.clean, (result.questions, result.held)
    return build_packet(MASK, "工程一组", result.pages)


@pytest.mark.parametrize(
    "form", ["docx", pytest.param("xlsx", marks=pytest.mark.full), pytest.param("txt", marks=pytest.mark.full)]
)
def test_flowing_dossiers_that_differ_only_in_who_it_is_give_equal_packets(workshop: Workshop, form: str) -> None:
    assert packet(workshop, form, ONE) == packet(workshop, form, OTHER) == packet(workshop, form, LONGER)


@pytest.mark.full
def test_fixed_pages_of_people_with_names_of_equal_width_give_equal_packets(workshop: Workshop) -> None:
    assert packet(workshop, "pdf", ONE) == packet(workshop, "pdf", OTHER)
