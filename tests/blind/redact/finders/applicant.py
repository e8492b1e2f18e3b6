"""One made-up applicant, and what finders hide, ask and keep for a text."""

from __future__ import annotations

from blind.identity import Identity
from blind.redact.finders import prepare
from blind.redact.hit import Act, Hit, Level

APPLICANT = Identity(
    "A0001",
    "单晓东",
    former_names="单卫东",
    id_number="990203197805121238",
    phone="13900001234",
    email="shanxd@yunlingre.ac.cn",
    employer="云岭稀土研究院",
    employer_short="云岭稀研院",
    employer_en="Yunling Research Institute of Rare Earths",
    coworkers="吕淑芬、欧阳明月、阿古拉·巴特尔",
    region="云岭市",
    other_numbers="6222021234567890123",
)


def called(name: str) -> Identity:
    """The same applicant under another name, without companions."""
    given = {field: getattr(APPLICANT, field) for field in ("id_number", "phone", "email", "employer", "region")}
    return Identity("A0002", name, **given)


def hits(text: str, identity: Identity = APPLICANT, level: Level = Level.STANDARD) -> tuple[Hit, ...]:
    """What all finders find together."""
    return prepare(identity, level).find(text)


def parts(text: str, act: Act, identity: Identity = APPLICANT, level: Level = Level.STANDARD) -> list[str]:
    """The stretches of the text with this act."""
    return [text[hit.start : hit.end] for hit in hits(text, identity, level) if hit.act is act]


def hidden(text: str, identity: Identity = APPLICANT, level: Level = Level.STANDARD) -> list[str]:
    """The stretches that are hidden."""
    return parts(text, Act.HIDE, identity, level)


def rest(text: str, identity: Identity = APPLICANT, level: Level = Level.STANDARD) -> str:
    """The text with what is hidden or asked about taken out."""
    for hit in reversed([hit for hit in hits(text, identity, level) if hit.act is not Act.KEEP]):
        text = text[: hit.start] + "\u25a0" + text[hit.end :]
    return text
