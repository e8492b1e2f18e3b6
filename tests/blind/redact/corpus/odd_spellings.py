"""Ways of writing somebody's particulars that no form asks for: spelt apart, in other numerals, in signs, in lines."""

from __future__ import annotations

import random

from tests.blind.redact.corpus.people import Person
from tests.blind.redact.corpus.spellings import Spelling
from tests.blind.redact.corpus.vector import CorpusFile, Kind, Vector

HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
OLD = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def odd_spellings(person: Person, dice: random.Random) -> list[Spelling]:
    """All that apply to this person."""
    return [*_names(person), *_latin(person), *_numbers(person), *_mail(person), *_places(person), *_kin(person, dice)]


def spelled_oddly(person: Person, dice: random.Random) -> CorpusFile:
    """All of them in one text."""
    made = [one for one in odd_spellings(person, dice) if one.text]
    lines = [f"{one.lead}{one.text}{one.tail}" for one in made]
    vectors = [Vector(f"txt-{one.story}", Kind.VISIBLE, one.secrets) for one in made]
    return CorpusFile("74写法.txt", "\n".join(lines).encode(), vectors)


def _names(person: Person) -> list[Spelling]:
    name = person.name
    apart = {
        "slashes": "/", "bars": "|", "underscores": "_", "hyphens": "-", "middle-dots": "·", "stars": "*",
        "tabs": "\t", "plus": "+", "line-ends": "\n", "soft-hyphens": "\u00ad", "joiners": "\u2060",
        "thin-blanks": "\u2009", "tildes": "～", "full-stops": ".", "braille-blanks": "\u2800", "hangul-fillers": "\u3164",  # noqa: E501 - markup and records in one piece
    }  # fmt: skip  # laid out as a table
    letters = name.replace("·", "")
    made = [
        Spelling(f"name-{story}", "申报人：", sign.join(letters), "。", (sign.join(letters), letters))
        for story, sign in apart.items()
    ]
    made += [
        Spelling("name-each-in-brackets", "姓名：", "".join(f"【{char}】" for char in letters), "。"),
        Spelling("name-given-in-brackets", "主持人：", f"{person.surname}（{person.given}）", "。"),
        Spelling("name-surname-then-given", "姓：", f"{person.surname}　名：{person.given}", "。"),
        Spelling("name-variation-selectors", "作者：", "".join(f"{char}\ufe00" for char in letters), "。", (letters,)),
        Spelling("name-marked", "作者：", "".join(f"{char}\u0323" for char in letters), "。", (letters,)),
        Spelling("name-in-quotes", "“", name, "”是本课题第一完成人。"),
        Spelling("name-double-angle", "（主编：", f"《{name}》", "）"),
        Spelling("name-and-number", "", f"1.{name}（组长）", "2.其他人员"),
        Spelling("name-hashtag", "#", name, "#专题报道"),
        Spelling("name-at-sign", "转发：@", name, " 的成果"),
    ]
    return made


def _latin(person: Person) -> list[Spelling]:
    surname, joined = person.latin_surname, person.joined
    parts = [part.capitalize() for part in person.latin_given.split()]
    signs = {"underscore": "_", "dot": ".", "slash": "/", "hyphen": "-", "middle-dot": "·", "plus": "+", "tab": "\t"}
    made = [Spelling(f"pinyin-{story}", "Author: ", f"{surname}{sign}{joined}", ".") for story, sign in signs.items()]
    made += [
        Spelling("pinyin-camel", "user=", f"{surname}{joined}", ""),
        Spelling("pinyin-spelt-out", "Name: ", " ".join(f"{surname}{joined}".upper()), "."),
        Spelling("pinyin-path", r"C:\Users\x".replace("x", ""), f"{surname}{joined}".lower(), r"\Desktop\1.docx"),
        Spelling(
            "pinyin-and-year", "微信号 ", f"{surname}{joined}".lower() + "1980", "", (f"{surname}{joined}".lower(),)
        ),
        Spelling("pinyin-title", "by Prof. ", f"{surname.upper()}", " in 2020.", (f"Prof. {surname.upper()}",)),
    ]
    if len(parts) > 1:
        made += [
            Spelling("pinyin-three-words-reversed", "Author ", f"{parts[0]} {parts[1]} {surname}", "."),
            Spelling("pinyin-hyphen-initials", "[3] ", f"{surname} {parts[0][0]}.-{parts[1][0]}.", ", Water, 2019."),
        ]
    return made


def _numbers(person: Person) -> list[Spelling]:
    card, phone = person.id_number, person.phone
    return [
        Spelling("phone-han", "电话：", phone.translate(HAN), "。", (phone.translate(HAN),)),
        Spelling("phone-old-han", "电话：", phone.translate(OLD), "。", (phone.translate(OLD),)),
        Spelling("phone-circled", "电话：", phone.translate(CIRCLED), "。", (phone,)),
        Spelling("phone-superscript", "电话：", phone.translate(SUPER), "。", (phone,)),
        Spelling("phone-dots", "Tel ", f"{phone[:3]}.{phone[3:7]}.{phone[7:]}", ""),
        Spelling("phone-slashes", "Tel ", f"{phone[:4]}/{phone[4:8]}/{phone[8:]}", ""),
        Spelling("phone-brackets", "Tel (", f"{phone[:3]}){phone[3:7]}-{phone[7:]}", ""),
        Spelling("phone-letter-o", "手机：", phone.replace("0", "O") if "0" in phone else "", ""),
        Spelling("phone-zeros-as-rings", "手机：", phone.replace("0", "〇") if "0" in phone else "", ""),
        Spelling("phone-over-lines", "手机：", f"{phone[:5]}\n{phone[5:]}", "。"),
        Spelling("phone-zeros-eights", "拨打0086", phone, ""),
        Spelling("id-han", "证件：", card[:17].translate(HAN) + card[17:], "。"),
        Spelling("id-groups-of-four", "证件：", " ".join(card[at : at + 4] for at in range(0, 18, 4)), "。"),
        Spelling("id-rings", "证件：", card.replace("0", "〇"), "。"),
        Spelling("id-hyphens", "证件：", f"{card[:6]}-{card[6:10]}-{card[10:14]}-{card[14:]}", "。"),
        Spelling("id-letter-o", "证件：", card.replace("0", "O"), "。"),
        Spelling("id-sign-x", "证件：", card[:17] + card[17:].replace("X", "×"), "。", (card[:17],)),
        Spelling("id-over-lines", "证件：", f"{card[:10]}\n{card[10:]}", "。"),
        Spelling("birth-in-words", "生于", f"{card[6:10]}年{int(card[10:12])}月{int(card[12:14])}日", "，汉族。"),
        Spelling("birth-han", "出生日期：", _day_in_han(card[6:14]), "。"),
    ]


def _day_in_han(day: str) -> str:
    month, date = (_small(int(day[at : at + 2])) for at in (4, 6))
    return f"{day[:4].translate(HAN)}年{month}月{date}日"


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{'一二三'[tens - 1]}十") + (
        "" if not ones else str(ones).translate(HAN)
    )


def _mail(person: Person) -> list[Spelling]:
    local, domain = person.email.split("@")
    spelt = {
        "at-round": f"{local}(at){domain}", "at-square": f"{local}[at]{domain}", "at-word": f"{local} at {domain}",
        "at-hash": f"{local}#{domain}", "at-full-brackets": f"{local}（at）{domain}", "at-curly": f"{local}{{at}}{domain}",  # noqa: E501 - markup and records in one piece
        "at-dots": f"{local}[AT]{domain.replace('.', '[DOT]')}", "at-blanks": f"{local} @ {domain.replace('.', ' . ')}",
        "at-angle": f"{local}<at>{domain}", "at-han": f"{local}艾特{domain.replace('.', '点')}",
        "at-line-end": f"{local}@\n{domain}", "at-star": f"{local}*{domain}", "at-ring": f"{local}ⓐ{domain}",
    }  # fmt: skip  # laid out as a table
    return [Spelling(f"email-{story}", "邮箱：", text, "。", (text, local)) for story, text in spelt.items()]


def _places(person: Person) -> list[Spelling]:
    employer, short = person.employer, person.short
    made = [
        Spelling("employer-slashes", "单位：", "/".join(employer), "。"),
        Spelling("employer-hyphens", "单位：", "-".join(employer), "。"),
        Spelling("employer-over-lines", "单位：", f"{employer[:4]}\n{employer[4:]}", "。"),
        Spelling("employer-brackets", "", f"（{employer}）", "内部资料"),
        Spelling("employer-campus", "地点：", employer, "（东区）3号楼"),
        Spelling("employer-quotes", "“", short, "”品牌建设"),
        Spelling("employer-hashtag", "#", short, "#"),
        Spelling("employer-english-small", "from ", person.employer_en.lower(), ""),
        Spelling("employer-english-joined", "from ", person.employer_en.replace(" ", ""), ""),
        Spelling("employer-english-lines", "from ", person.employer_en.replace(" ", "\n", 1), ""),
        Spelling("employer-acronym-hyphen", "编号 ", f"{person.acronym}-2021-003", "", (person.acronym,)),
        Spelling("employer-acronym-small", "平台 ", person.acronym.lower(), " 系统"),
        Spelling("employer-domain-mail", "联系 office@", person.domain, ""),
        Spelling("employer-domain-dots", "网址 ", person.domain.replace(".", "[.]"), ""),
        Spelling("employer-own", "兹证明系我单位", f"{employer}", "正式职工"),
        Spelling("employer-party", "中共", f"{employer}委员会", "文件", (employer,)),
    ]
    if any(char in employer for char in "一三"):
        numeral = employer.replace("第三", "第3").replace("第一", "第1")
        made.append(Spelling("employer-numeral", "单位：", numeral, "。"))
        made.append(
            Spelling(
                "employer-numeral-brackets",
                "单位：",
                employer.replace("第三", "（三）").replace("第一", "（一）"),
                "。",
            )
        )
    return made


def _kin(person: Person, dice: random.Random) -> list[Spelling]:
    leads = (
        "配偶：",
        "父亲：",
        "紧急联系人：",
        "入党介绍人：",
        "授课教师：",
        "主刀医师：",
        "责任编辑：",
        "发明人：",
        "监理工程师：",
    )
    chosen = dice.sample(leads, k=6)
    return [
        Spelling(f"kin-{at}-{leads.index(lead)}", lead, other, "。")
        for at, (lead, other) in enumerate(zip(chosen, person.strangers, strict=False))
    ]
