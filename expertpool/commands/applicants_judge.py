"""``expertpool applicants judge``: every rule about every applicant, with clause, reason and repair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from expertpool.commands.applicants_edge import asked_for, clean_applicants, season_options
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.documents.applicants.applicant import Applicant
from expertpool.documents.applicants.office_files import read_waivers
from expertpool.documents.applicants.verdicts_workbook import verdicts_bytes, waiver_words
from expertpool.eligibility.facts import ApplicationKey
from expertpool.eligibility.judge import judge_applicants
from expertpool.eligibility.verdict import ApplicantVerdict, count_states, spoken, standing_of
from expertpool.errors import Refusal
from expertpool.rules.finding import State
from expertpool.whole_file import write_whole

_SHOWN = 40
ByPerson = Mapping[ApplicationKey, Sequence[ApplicantVerdict]]


@click.command("judge", cls=WordedCommand, help="applicants.help.judge")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@season_options
@click.option("--waivers", type=click.Path(dir_okay=False, path_type=Path), help="applicants.help.waivers")
@click.option("--person", metavar="KEY", help="applicants.help.person")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="applicants.help.out")
def judge(
    *,
    files: tuple[Path, ...],
    name: str,
    packs: tuple[str, ...],
    settings: Path | None,
    waivers: Path | None,
    person: str | None,
    out: Path | None,
) -> int:
    """A report, so exit code 0 whatever it says; a roster, file or waiver that cannot be used is 2."""
    console = current()
    if out is not None and out.suffix.lower() != ".xlsx":
        raise Refusal("roster.template.extension", path=str(out))
    people = clean_applicants(files)
    asked = asked_for(console, name=name, packs=packs, settings=settings)
    judged = judge_applicants(
        asked.rules,
        asked.season,
        [one.facts for one in people],
        settings=asked.settings,
        waivers=read_waivers(waivers) if waivers else (),
    )
    verdicts: dict[ApplicationKey, list[ApplicantVerdict]] = defaultdict(list)
    for verdict in judged:
        if verdict.applicant is not None:
            verdicts[verdict.applicant].append(verdict)
    shown = _chosen(people, person)
    if out is not None:
        write_whole(out, verdicts_bytes(shown, verdicts, asked.rules.about_applicants, console.language))
    _tell(console, shown, verdicts, everything=person is not None)
    if out is not None:
        console.line(console.say("applicants.written", path=out))
    data = [_as_dict(console, one, verdicts[one.facts.key]) for one in shown]
    counts = count_states(standing_of(verdict.state for verdict in verdicts[one.facts.key]) for one in shown)
    about = {"season": name, "year": asked.season.year, "packs": [pack.name for pack in asked.rules.packs]}
    unstated = [setting for setting in asked.rules.open_settings if setting not in asked.settings]
    return console.finish({"ok": True, **about, "counts": counts, "open_settings": unstated, "applicants": data})


def _chosen(people: Sequence[Applicant], person: str | None) -> Sequence[Applicant]:
    if person is None:
        return people
    chosen = [one for one in people if one.facts.key == person]
    if not chosen:
        raise Refusal("applicants.nobody", key=person)
    return chosen


def _tell(console: Console, people: Sequence[Applicant], verdicts: ByPerson, *, everything: bool) -> None:
    standings = {one.facts.key: standing_of(verdict.state for verdict in verdicts[one.facts.key]) for one in people}
    counts = count_states(standings.values())
    words = console.say("rules.between").join(
        f"{console.say(f'rules.state.{state}')} {count}" for state, count in counts.items() if count
    )
    console.line(console.say("applicants.counted", people=len(people), counts=words or "0"))
    troubled = [one for one in people if everything or standings[one.facts.key] is not State.HOLDS]
    for one in troubled[:_SHOWN]:
        state = console.say(f"rules.state.{standings[one.facts.key]}")
        who = {"key": one.facts.key, "name": one.name, "employer": one.facts.employer}
        console.line(console.say("applicants.person", state=state, **who))
        for verdict in verdicts[one.facts.key]:
            if everything or verdict.state in (State.BROKEN, State.WAIVED):
                _tell_verdict(console, verdict)
        unknown = [verdict.rule.id for verdict in verdicts[one.facts.key] if verdict.state is State.UNKNOWN]
        if unknown and not everything:
            listed = console.say("rules.between").join(unknown)
            console.line(console.say("applicants.unknown", count=len(unknown), rules=listed))
    if len(troubled) > _SHOWN:
        console.line(console.say("applicants.more", more=len(troubled) - _SHOWN))


def _tell_verdict(console: Console, verdict: ApplicantVerdict) -> None:
    rule, language = verdict.rule, console.language
    state = console.say(f"rules.state.{verdict.state}")
    source = rule.source.words.text(language)
    about = {"says": rule.says_in(language), "rule": rule.id, "clause": console.clause(rule.clause)}
    console.line(console.say("applicants.verdict", state=state, **about))
    if verdict.state is State.NOT_APPLICABLE:
        return
    parts = [console.say(f"rules.strength.{rule.strength}"), source]
    parts += [text for text in (spoken(verdict.found, language), spoken(verdict.required, language)) if text]
    console.line("      " + " · ".join(parts))
    waiver = waiver_words(verdict, language)
    repair = spoken(verdict.repair, language)
    for text in (waiver, repair and console.say("applicants.repair", repair=repair)):
        if text:
            console.line(f"      {text}")


def _as_dict(console: Console, one: Applicant, verdicts: Sequence[ApplicantVerdict]) -> dict[str, Any]:
    facts, states = one.facts, [verdict.state for verdict in verdicts]
    return {
        "key": facts.key,
        "name": one.name,
        "id_number": one.masked_id or None,
        "row": one.row,
        "employer": facts.employer,
        "series": facts.series,
        "specialty": facts.specialty,
        "level": facts.level,
        "state": standing_of(states).value,
        "counts": count_states(states),
        "verdicts": [verdict.as_dict(console.language) for verdict in verdicts],
    }
