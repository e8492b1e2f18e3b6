"""Every way in which a person's particulars get written into running text."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from opencc import OpenCC

from tests.blind.redact.corpus.people import Person, full_width, latin_of, toned

_TO_TRADITIONAL = OpenCC("s2t")
RADICALS = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in range(0x2F00, 0x2FD6)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}
COMPATIBLE = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in range(0xF900, 0xFAD9)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}


@dataclass(frozen=True)
class Spelling:
    """``lead + text + tail`` is a sentence; ``text`` is what must not be found, or ``searched`` where it differs."""

    story: str
    lead: str
    text: str
    tail: str = "。"
    searched: tuple[str, ...] = ()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What a reader must not find."""
        return self.searched or (self.text,)


def spellings(person: Person, dice: random.Random) -> list[Spelling]:
    """All that apply to this person."""
    made = [*_names(person), *_latin(person), *_numbers(person), *_employer(person), *_others(person, dice)]
    return [one for one in made if one.text]


def _names(person: Person) -> list[Spelling]:
    name, spread = person.name, " ".join(person.name)
    made = [
        Spelling("name-full", "申报人：", name),
        Spelling("name-sentence", "本项目由", name, "主持完成，获省级奖励。"),
        Spelling("name-blank", "姓名：", spread, "　性别：男"),
        Spelling("name-ideographic-blank", "姓　　名：", "　".join(name), "　民族：汉族"),
        Spelling("name-no-break-blank", "负责人：", "\u00a0".join(name)),
        Spelling("name-zero-width", "作者：", "\u200b".join(name), "，第一作者。"),
        Spelling("name-comrade", "经考核，", name, "同志年度考核优秀。"),
        Spelling("name-brackets", "课题负责人（", name, "）主持了全部工作。"),
        Spelling("name-in-list", "主要完成人：", name, "等五人。"),
        Spelling("name-signed", "承诺人签名：", name, "　日期：2024年5月"),
        Spelling("name-prize", "兹授予", name, "先进工作者称号。"),
        Spelling("former-name", "曾用名：", person.former),
        Spelling("former-name-running", "发表时署名为", person.former, "，系同一人。"),
        Spelling("title-surname", "会诊由", person.surname, "主任主持。", (f"{person.surname}主任",)),
        Spelling("title-name", "指导专家：", name, "教授。"),
    ]
    traditional = _TO_TRADITIONAL.convert(name)
    if traditional != name:
        made.append(Spelling("name-traditional", "著者：", traditional, "，繁體版。"))
    for story, table in (("name-radicals", RADICALS), ("name-compatible", COMPATIBLE)):
        changed = "".join(table.get(char, char) for char in name)
        if changed != name:
            made.append(Spelling(story, "完成人：", changed, "。", (name,)))
    if "·" in name:
        for story, dot in (("dot-bullet", "•"), ("dot-katakana", "・"), ("dot-period", "."), ("dot-blank", " ")):
            made.append(Spelling(story, "申报人：", name.replace("·", dot)))
        made.append(Spelling("dot-missing", "申报人：", name.replace("·", "")))
        made.append(Spelling("minority-first-part", "会上", name.split("·")[0], "同志作了发言。"))
        made = [one for one in made if one.story != "title-surname"]
    return made


def _latin(person: Person) -> list[Spelling]:
    surname, given, joined = person.latin_surname, person.latin_given, person.joined
    parts = given.split()
    initials = "".join(part[0].upper() for part in parts)
    made = [
        Spelling("pinyin-surname-first", "Author: ", f"{surname} {joined}", ", first author."),
        Spelling("pinyin-given-first", "By ", f"{joined} {surname}", ", corresponding author."),
        Spelling("pinyin-capitals", "通讯作者 ", f"{surname.upper()} {joined}"),
        Spelling("pinyin-comma", "Authors: ", f"{surname}, {joined}", " et al."),
        Spelling("pinyin-initials", "[1] ", f"{surname} {initials}", ", et al. Study of materials[J]."),
        Spelling("pinyin-initials-first", "[2] ", f"{'. '.join(initials)}. {surname}", ", Journal, 2021."),
        Spelling("pinyin-joined", "账号 ", f"{surname}{joined}".lower(), " 登录"),
        Spelling("pinyin-full-width", "作者 ", full_width(f"{surname}{joined}"), " 著", (f"{surname}{joined}",)),
    ]
    if len(parts) > 1:
        made.append(Spelling("pinyin-hyphen", "Author: ", f"{'-'.join(parts).capitalize()} {surname}", ", PhD."))
        made.append(Spelling("pinyin-blanks", "Author: ", f"{surname} {given}", "."))
    if "·" not in person.name:
        tones = f"{toned(person.surname).capitalize()} {toned(person.given).capitalize()}"
        made.append(Spelling("pinyin-tones", "Author: ", tones, "."))
    if "ü" in f"{surname}{joined}".lower():
        for story, to in (("umlaut-v", "v"), ("umlaut-u", "u"), ("umlaut-yu", "yu"), ("umlaut-ue", "ue")):
            made.append(Spelling(story, "Author: ", f"{surname} {joined}".replace("ü", to).replace("Ü", to.title())))
    return made


def _numbers(person: Person) -> list[Spelling]:
    card, phone = person.id_number, person.phone
    return [
        Spelling("id-plain", "身份证号：", card),
        Spelling("id-blanks", "证件号码 ", f"{card[:6]} {card[6:14]} {card[14:]}", "。"),
        Spelling("id-full-width", "身份证号码：", full_width(card), "。", (card,)),
        Spelling("id-single-blanks", "公民身份号码 ", " ".join(card), ""),
        Spelling("phone-plain", "联系电话：", phone),
        Spelling("phone-hyphens", "手机 ", f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"),
        Spelling("phone-blanks", "电话 ", f"{phone[:3]} {phone[3:7]} {phone[7:]}"),
        Spelling("phone-country", "Tel: ", f"+86 {phone[:3]} {phone[3:]}", "", (phone,)),
        Spelling("phone-full-width", "手机：", full_width(phone), "。", (phone,)),
        Spelling("email-plain", "E-mail: ", person.email, ""),
        Spelling(
            "email-at-word", "邮箱 ", person.email.replace("@", "(at)"), "", (person.email.split("@", maxsplit=1)[0],)
        ),
        Spelling(
            "email-full-width", "邮箱：", person.email.replace("@", "＠"), "", (person.email.split("@", maxsplit=1)[0],)
        ),
        Spelling("email-capitals", "Mail ", person.email.upper(), ""),
        Spelling(
            "bank-account",
            "劳务费汇入卡号",
            f"{person.bank[:4]} {person.bank[4:8]} {person.bank[8:12]} {person.bank[12:16]} {person.bank[16:]}",
            "",
        ),
    ]


def _employer(person: Person) -> list[Spelling]:
    return [
        Spelling("employer-full", "工作单位：", person.employer),
        Spelling("employer-running", "成果已在", person.employer, "推广应用两年。"),
        Spelling("employer-short", "依托", person.short, "的平台开展研究。"),
        Spelling("employer-blanks", "单位：", " ".join(person.employer)),
        Spelling("employer-english", "Affiliation: ", person.employer_en, ""),
        Spelling("employer-capitals", "FROM ", person.employer_en.upper(), ""),
        Spelling("employer-acronym", "平台简称", person.acronym, "系统。"),
        Spelling("employer-domain", "网址 http://www.", person.domain, "/news"),
        Spelling("employer-department", "所在部门：", person.employer, "科教处。"),
    ]


def _others(person: Person, dice: random.Random) -> list[Spelling]:
    first, second, third, fourth, fifth, sixth = person.strangers[:6]
    mate, other = person.coworkers[:2]
    leads = dice.sample(("证明人：", "审核人：", "经办人：", "部门负责人：", "复核："), k=2)
    return [
        Spelling("coworker-listed", "合作者：", mate),
        Spelling("coworker-running", "数据由", other, "协助采集。"),
        Spelling(
            "coworker-pinyin", "Co-author: ", f"{latin_of(mate[0]).capitalize()} {latin_of(mate[1:]).capitalize()}", "."
        ),
        Spelling("supervisor-role", "指导教师：", first),
        Spelling("witness-role", leads[0], second),
        Spelling("clerk-role", leads[1], third),
        Spelling("legal-representative", "法定代表人：", fourth, "　联系电话见附表"),
        Spelling("third-person-running", "本人与", fifth, "共同撰写了第三章。"),
        Spelling("third-person-title", "在", sixth, "研究员的指导下完成设计。"),
    ]


def searched_forms(person: Person) -> tuple[str, ...]:
    """Strings of the record itself: what no packet may contain in any channel."""
    return tuple(
        one
        for one in (
            *(() if person.word_like else (person.name,)),
            person.former,
            person.id_number,
            person.phone,
            person.email,
            person.employer,
            person.short,
            person.employer_en,
            *person.coworkers,
            latin_of(person.surname) + latin_of(person.given) if "·" not in person.name else "",
        )
        if one
    )
