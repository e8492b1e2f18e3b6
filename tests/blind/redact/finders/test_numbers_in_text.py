"""Numbers and addresses that point at the applicant, in every way they are written."""

from __future__ import annotations

import pytest

from blind.redact.hit import Level
from tests.blind.redact.finders.applicant import hidden

NUMBERS = [
    "990203197805121238",
    "990203 19780512 1238",
    "9902 0319 7805 1212 38",
    "990203-19780512-1238",
    "９９０２０３１９７８０５１２１２３８",
    "990203\n197805121238",
    "99O2O31978O5121238",
    "990203197805I2I238",
    "990203********1238",
    "9902**********1238",
    "990203197805121288",
    "19780512",
    "1978年5月12日",
    "1978.05.12",
    "1978-5-12",
    "一九七八年五月十二日",
    "13900001234",
    "139 0000 1234",
    "139-0000-1234",
    "+86 139 0000 1234",
    "+86-13900001234",
    "008613900001234",
    "１３９００００１２３４",
    "一三九〇〇〇〇一二三四",
    "一三九○○○○一二三四",
    "139\n00001234",
    "shanxd@yunlingre.ac.cn",
    "shanxd @ yunlingre.ac.cn",
    "shanxd＠yunlingre.ac.cn",
    "shanxd(at)yunlingre.ac.cn",
    "shanxd[at]yunlingre[dot]ac[dot]cn",
    "shanxd@\nyunlingre.ac.cn",
    "SHANXD@YUNLINGRE.AC.CN",
    "www.yunlingre.ac.cn",
    "http://www.yunlingre.ac.cn/people/1",
    "6222021234567890123",
    "6222 0212 3456 7890 123",
    "6222-0212-3456-7890-123",
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("frame", ["编号 {} 如下", "见\t{}\t一栏", "（{}）"])
def test_number_of_the_record_is_hidden_in_any_spelling(number: str, frame: str) -> None:
    assert any(number in found for found in hidden(frame.format(number)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身份证号：11010119900307771X", "11010119900307771X"),
        ("身份证后四位：1238", "1238"),
        ("尾号1238", "1238"),
        ("联系电话：0477-8123456", "0477-8123456"),
        ("传真 (0477)8123456-801", "(0477)8123456-801"),
        ("手机\t18512345678", "18512345678"),
        ("序号1\t18512345678", "18512345678"),
        ("微信：shan_2023x", "shan_2023x"),
        ("微信号 wxid_abc123", "wxid_abc123"),
        ("QQ：12345678", "12345678"),
        ("邮箱：someone.else@163.com", "someone.else@163.com"),
        ("开户账号：6228 4800 1234 5678 901", "6228 4800 1234 5678 901"),
        ("工号：YL20031", "YL20031"),
        ("出生年月：1978.05", "1978.05"),
        ("1978年5月出生", "1978年5月"),
        ("ORCID: 0000-0002-1825-0097", "0000-0002-1825-0097"),
    ],
)
def test_number_after_a_label_or_of_a_known_form_is_hidden(text: str, found: str) -> None:
    assert any(found in part for part in hidden(text))


TRACES = [
    "国家自然科学基金（No. 51864001）",
    "国家自然科学基金项目（51864001）",
    "内科技字〔2019〕12号",
    "课题编号：2020GG0101",
    "专利号：ZL 2019 1 0123456.7",
    "ZL201910123456.7",
    "CN 110123456 A",
    "CN110123456B",
    "授权公告号CN110123456B",
    "软著登字第1234567号",
    "2020SR0123456",
    "doi: 10.1016/j.jallcom.2020.123456",
    "https://doi.org/10.1016/j.jallcom.2020.123456",
    "ISSN 1004-0277",
    "ISBN 978-7-5024-1234-5",
    "CN 15-1099/TF",
    "《稀土》2023年第4期",
    "2019, 40(3): 12-18",
    "Vol. 40, No. 3, pp. 12-18",
    "证书编号：2019-J-2-05-R03",
    "GB/T 12345-2019",
    "XB/T 101-2011",
    "云山县",
    "昆都仑区",
    "百灵庙镇",
    "团结路12号",
]


@pytest.mark.parametrize("trace", TRACES)
def test_trace_is_hidden_at_strict_alone(trace: str) -> None:
    text = f"本人完成的成果见{trace}，水平较高。"
    assert hidden(text) == []
    assert hidden(text, level=Level.STRICT) != []
    left = text
    for part in hidden(text, level=Level.STRICT):
        left = left.replace(part, "")
    assert [digit for digit in left if digit.isdigit()] == []
