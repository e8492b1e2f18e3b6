"""A meeting's papers: the roll to sign, the agenda by group, the sheet each counter fills in."""

from __future__ import annotations

from expertpool.documents.meeting_paper import MeetingPaper, PaperTable, paper_pdf
from expertpool.documents.meeting_roll import RollLine, roll_bytes
from expertpool.queries.meetings import MeetingSeen
from expertpool.words import Language, say


def roll_lines(seen: MeetingSeen, language: Language) -> list[RollLine]:
    """Everybody seated and in reserve, as the roll names them."""
    return [
        RollLine(
            code=member.code,
            expert_no=member.expert.facts.expert_no,
            name=member.expert.name,
            employer=member.expert.facts.employer,
            seat=say(f"meeting.seat.{member.kind.value}", language),
        )
        for member in seen.members
    ]


def roll_paper(seen: MeetingSeen, language: Language) -> bytes:
    """The sheet on which members sign for coming, for the pledge, and for candidates they take no part in."""
    heads = [("code", 14), ("name", 24), ("employer", 48), ("seat", 16), ("recused", 30), ("signature", 30)]
    rows = [
        [
            member.code,
            member.expert.name,
            member.expert.facts.employer,
            say(f"meeting.seat.{member.kind.value}", language),
            "",
            "",
        ]
        for member in seen.members
    ]
    return paper_pdf(
        MeetingPaper(
            title=say("meeting.paper.roll", language),
            held_on=seen.held_on,
            facts=_facts(seen, language),
            tables=[PaperTable(head="", columns=_columns(heads, language), rows=rows)],
            notes=say("meeting.paper.roll_notes", language).split("\n"),
            signatures=_roles(language, "chair", "clerk", "inspector"),
        ),
        language,
    )


def agenda_paper(seen: MeetingSeen, language: Language) -> bytes:
    """The presentations, group after group; beside each candidate the codes of those who step out."""
    heads = [("place", 14), ("candidate", 40), ("presenter", 36), ("recused", 40), ("remark", 32)]
    groups = dict.fromkeys(one.group for one in seen.candidates)
    tables = [
        PaperTable(
            head=group,
            columns=_columns(heads, language),
            rows=[
                [str(one.place), one.codename, "", "、".join(seen.recused_for(one.codename)), ""]
                for one in seen.candidates
                if one.group == group
            ],
        )
        for group in groups
    ]
    return paper_pdf(
        MeetingPaper(
            title=say("meeting.paper.agenda", language),
            held_on=seen.held_on,
            facts=_facts(seen, language),
            tables=tables,
            notes=say("meeting.paper.agenda_notes", language).split("\n"),
        ),
        language,
    )


def count_paper(seen: MeetingSeen, language: Language, *, counter: int) -> bytes:
    """One counter's sheet: what was given out and found, and the ballots for each candidate."""
    heads = [("place", 12), ("candidate", 42), ("yes", 27), ("no", 27), ("abstained", 27), ("spoilt", 27)]
    rows = [[str(one.place), one.codename, "", "", "", ""] for one in seen.candidates]
    box = [(say("ballot.given_out", language), ""), (say("ballot.found", language), "")]
    return paper_pdf(
        MeetingPaper(
            title=say("meeting.paper.count", language, counter=counter),
            held_on=seen.held_on,
            facts=[*_facts(seen, language), *box],
            tables=[PaperTable(head="", columns=_columns(heads, language), rows=rows)],
            notes=say("meeting.paper.count_notes", language).split("\n"),
            signatures=_roles(language, "counter", "chair", "inspector"),
        ),
        language,
    )


def _facts(seen: MeetingSeen, language: Language) -> list[tuple[str, str]]:
    present = len(seen.attending) if seen.frozen_at else None
    came = say("meeting.paper.to_be_signed", language) if present is None else f"{present}/{seen.seats}"
    return [
        (say("meeting.head.committee", language), seen.committee.name),
        (say("meeting.head.day", language), seen.held_on.isoformat()),
        (say("meeting.head.attending", language), came),
        *drawn_as(seen, language),
    ]


def drawn_as(seen: MeetingSeen, language: Language) -> list[tuple[str, str]]:
    """How far the draw of who meets and votes can be checked, as label and level; nothing where none is on record."""
    if seen.assurance is None:
        return []
    return [(say("report.assurance", language), say(f"report.assurance.{seen.assurance}", language))]


def roll_book(seen: MeetingSeen, language: Language) -> bytes:
    """The roll to be filled in; the level of the draw stands at the foot of each page."""
    foot = "".join(f"{label} {level}" for label, level in drawn_as(seen, language))
    return roll_bytes(roll_lines(seen, language), language, foot=foot)


def _columns(heads: list[tuple[str, int]], language: Language) -> list[tuple[str, int]]:
    return [(say(f"meeting.paper.head.{key}", language), width) for key, width in heads]


def _roles(language: Language, *roles: str) -> list[str]:
    return [say(f"meeting.paper.sign.{role}", language) for role in roles]
