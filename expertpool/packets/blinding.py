"""One run over all dossiers: read, ask, hold back or release."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from blind.packet import MASK, build_packet
from blind.redact import Box, Level
from expertpool.documents.questions_workbook import AnsweredRow, AskedRow, questions_bytes
from expertpool.packets.answers import added, decisions_from
from expertpool.packets.confirming import unconfirmed
from expertpool.packets.decisions import DOUBT, Decided, Subject, decisions_bytes, latest, read_decisions
from expertpool.packets.dossiers import Dossier
from expertpool.packets.earlier import earlier, prepare, remember
from expertpool.packets.file_results import FileResult, FileResults, Progress
from expertpool.packets.findings import findings_bytes
from expertpool.packets.holders import Holders
from expertpool.packets.joined import leaks_where_files_meet
from expertpool.packets.out_folder import DECISIONS, FINDINGS, QUESTIONS, OutFolder
from expertpool.packets.questions import FileState, Question, is_clean, open_questions
from expertpool.packets.release import Ready, Released, release
from expertpool.packets.sentences import place_words, question_words
from expertpool.packets.workshops import Shop
from expertpool.words import Language, say

Enter = Callable[[Mapping[str, Sequence[Decided]], Mapping[str, str], bytes | None], None]
"""Puts decisions (by application key), digests of packets (by codename) and the vault's manifest on record."""


@dataclass(frozen=True)
class Held:
    """A dossier that may not go on yet, and every reason in words."""

    key: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What one run came to. ``released`` is by application key and stays inside the program: nothing may print it."""

    released: Mapping[str, Released]
    held: tuple[Held, ...]
    questions: int
    files: int
    pages: int
    new_decisions: int
    risky: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """Everything one run is given. ``answers`` are rows of an answered file of the name ``answers_file``.

    ``only_confirmed``: a packet is held until somebody has confirmed each of its pages as it is now.
    """

    out: OutFolder
    dossiers: Sequence[Dossier]
    level: Level
    holders: Holders
    language: Language
    by: str
    at: datetime
    answers: Sequence[AnsweredRow] = ()
    answers_file: str = ""
    only_confirmed: bool = False

    def go(self, workshop: Shop, progress: Progress, enter: Enter) -> Outcome:
        """Do the work. Raises Refusal for answers that fit nothing; then nothing was changed."""
        results = FileResults(self.out, workshop, self.level)
        old = {one.identity.key: read_decisions(self._path(one, DECISIONS)) for one in self.dossiers}
        new = self._answered(results, old, progress)
        enter(new, {}, None)
        for key, decided in new.items():
            old[key] = (*old[key], *decided)
            self.out.put(self.out.office / key / DECISIONS, decisions_bytes(old[key]))
        read = results.of(self.dossiers, lambda key: latest(old[key]), progress)
        states = {key: self._states(several) for key, several in read.items()}
        questions = {key: open_questions(states[key]) for key in states}
        clean = [one for one in self.dossiers if not one.faults and is_clean(states[one.identity.key])]
        whole = {
            one.identity.key: leaks_where_files_meet(self.out, one.identity, self.level, read[one.identity.key])
            for one in clean
        }
        unseen = {
            one.identity.key: unconfirmed(read[one.identity.key], old[one.identity.key]) if self.only_confirmed else []
            for one in clean
        }
        ready = [one for one in clean if not whole[one.identity.key] and not unseen[one.identity.key]]
        packets = [self._ready(one, read[one.identity.key]) for one in ready]
        for one in packets:
            prepare(self.out, one)
        released = release(self.out, packets, self.holders, lambda changed, manifest: enter({}, changed, manifest))
        for one in packets:
            remember(self.out, one)
            self.out.let_go(one.key)
        rest = [(one, one.identity.key) for one in self._rest(ready)]
        held = tuple(
            self._hold(one, states[key], questions[key], whole.get(key, ()), unseen.get(key, ())) for one, key in rest
        )
        self._report(states, questions, old)
        flat = [state for several in states.values() for state in several]
        return Outcome(
            released=released,
            held=held,
            questions=sum(map(len, questions.values())),
            files=len(flat),
            pages=sum(state.pages for state in flat),
            new_decisions=sum(map(len, new.values())),
            risky=tuple(key for key, several in states.items() if any(state.blinded.risk for state in several)),
        )

    def _path(self, dossier: Dossier, name: str) -> Path:
        return self.out.office / dossier.identity.key / name

    def _rest(self, ready: Sequence[Dossier]) -> list[Dossier]:
        gone = {one.identity.key for one in ready}
        return [one for one in self.dossiers if one.identity.key not in gone]

    def _states(self, results: Sequence[FileResult]) -> tuple[FileState, ...]:
        return tuple(FileState.of(result) for result in results)

    def _answered(
        self, results: FileResults, old: Mapping[str, tuple[Decided, ...]], progress: Progress
    ) -> dict[str, tuple[Decided, ...]]:
        """New decisions by key; the files are read first so that every answer can be held against its question."""
        if not self.answers:
            return {}
        read = results.of(self.dossiers, lambda key: latest(old[key]), progress)
        first = results.of(self.dossiers, lambda _key: (), progress)
        askable = {key: _askable(self._states((*read[key], *first[key])), old[key]) for key in read}
        decided = decisions_from(self.answers, askable, file=self.answers_file, by=self.by, at=self.at)
        return {key: news for key, given in decided.items() if (news := added(old[key], given))}

    def _ready(self, dossier: Dossier, results: Sequence[FileResult]) -> Ready:
        identity = dossier.identity
        group = " · ".join(part for part in (identity.series, identity.specialty, identity.level) if part)
        return Ready(identity.key, group, tuple(results), earlier(self.out, identity.key))

    def _hold(
        self,
        dossier: Dossier,
        states: Sequence[FileState],
        questions: Sequence[Question],
        whole: Sequence[tuple[str, int]],
        unseen: Sequence[tuple[str, int]],
    ) -> Held:
        reasons = [say(fault.code, self.language, file=fault.file) for fault in dossier.faults]
        reasons += [
            say("packets.held.joined", self.language, page=page, why=say(f"redact.doubt.leak-{code}", self.language))
            for code, page in whole
        ]
        reasons += [
            f"{place_words(question, self.language)} {question_words(question, self.language)}"
            for question in questions
        ]
        if unseen:
            file, page = unseen[0]
            reasons.append(say("packets.held.unconfirmed", self.language, count=len(unseen), file=file, page=page))
        pages = (page for state in states for page in state.result.read().pages)
        draft = build_packet(MASK, "", pages)
        text = "\n".join(reasons) + "\n"
        record: dict[str, Any] = {"key": dossier.identity.key, "reasons": reasons}
        self.out.hold(
            dossier.identity.key,
            {"reasons.json": json.dumps(record, ensure_ascii=False, indent=1).encode(), "reasons.txt": text.encode()}
            | {"draft.pdf": draft},
        )
        return Held(dossier.identity.key, tuple(reasons))

    def _report(
        self,
        states: Mapping[str, Sequence[FileState]],
        questions: Mapping[str, Sequence[Question]],
        decided: Mapping[str, Sequence[Decided]],
    ) -> None:
        rows = []
        for dossier in self.dossiers:
            key = dossier.identity.key
            self.out.put(
                self._path(dossier, FINDINGS), findings_bytes(dossier, states[key], questions[key], decided[key])
            )
            rows += [
                AskedRow(
                    key=key,
                    about=question.about,
                    question=question_words(question, self.language),
                    text=question.text,
                    snippet=question.snippet,
                    places=place_words(question, self.language),
                )
                for question in questions[key]
            ]
        self.out.put(self.out.office / QUESTIONS, questions_bytes(rows, self.language))


def _askable(states: Sequence[FileState], old: Sequence[Decided]) -> dict[str, Subject]:
    """Everything a decision may be about, by its id."""
    known = {one.decision.about: Subject(one.file) for one in old if one.decision.about}
    known |= {one.about: Subject(asked=one.contexts) for one in open_questions(states) if one.finder != "doubt"}
    for state in states:
        known |= {finding.id: Subject() for finding in state.blinded.findings}
        digest, places = state.result.digest, dict[str, tuple[tuple[int, Box], ...]]()
        for doubt in state.blinded.held:
            about = f"{DOUBT}{doubt.code}:{doubt.page}:{digest[:12]}"
            here = ((doubt.page, doubt.box),) if doubt.box is not None else ()
            places[about] = (*places.get(about, ()), *here)
        known |= {about: Subject(digest, several) for about, several in places.items()}
    return known
