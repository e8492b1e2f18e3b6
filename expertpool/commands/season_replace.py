"""``expertpool season replace``: members who decline are replaced by lot, in all committees of a season at once."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blind.ceremony.reasons import USUAL
from blind.encoding import time_text
from expertpool.actions.record_season import NO_CEREMONY, record_replacements
from expertpool.certifying.names import PUBLIC_FILE, RESTRICTED_FILE
from expertpool.commands.circumstances import now, operator
from expertpool.commands.conduct import told_earlier
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import open_session
from expertpool.documents.draw_folder import RESULT
from expertpool.documents.season_file import folder_name
from expertpool.documents.season_folder import RECORD
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.ids import ExpertId
from expertpool.queries.earlier_draws import earlier_draws
from expertpool.queries.frozen_roster import experts_of
from expertpool.queries.season_draws import SeasonOnRecord, season_on_record
from expertpool.whole_file import write_new

if TYPE_CHECKING:
    from expertpool.actions.record_season import PanelDrawn
    from expertpool.commands.season_rounds import Panels, Removal, Standing
    from expertpool.commands.season_share import SeasonShares


@click.command("replace", cls=WordedCommand, help="season_draw.help.replace")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--remove", "asked", multiple=True, help="season_draw.help.remove")
def season_replace(*, folder: Path, asked: tuple[str, ...]) -> int:
    """Draw a replacement for everybody named; without names, write what is on record and not yet in the folder."""
    console = current()
    place = _Place.read(console, folder)
    removals = place.asked(asked)
    if removals:
        place = place.after(removals)
    written = place.show()
    if removals:
        rows = [list(map(str, one.values())) for one in place.changes]
        heads = [console.say(f"season_draw.heads.{head}") for head in ("folder", "left", "joined", "rounds")]
        console.table(title=console.say("season_draw.replaced", count=len(removals)), heads=heads, rows=rows)
        console.line(console.say("season_draw.replaced_how"))
        if place.known.written.assurance != NO_CEREMONY:
            console.line(console.say("season_draw.rounds_alone", level=place.known.written.assurance))
    elif written:
        console.line(console.say("season_draw.replaced_written", folders="、".join(written)))
    else:
        console.line(console.say("season_draw.replaced_none"))
    return console.finish({"ok": True, "changes": list(place.changes), "written": written, "assurance": "M0"})


@dataclass
class _Place:
    """A season's folder with what is on record of it."""

    console: Console
    folder: Path
    data: bytes
    known: SeasonOnRecord
    shares: SeasonShares
    panels: Panels
    attempts: Mapping[str, int]
    changes: tuple[dict[str, Any], ...] = ()

    @classmethod
    def read(cls, console: Console, folder: Path) -> _Place:
        """Raises Refusal for a folder that is no season's, or of a season that is not on record here."""
        from expertpool.commands.season_rounds import Panels, season_days  # noqa: PLC0415  # OR-Tools is slow to import
        from expertpool.commands.season_share import SeasonShares, SeasonWork  # noqa: PLC0415  # for the same reason

        try:
            data = (folder / RECORD).read_bytes()
            inputs = str(json.loads(data)["inputs"])
        except (OSError, ValueError, KeyError, TypeError):
            raise Refusal("season_draw.no_season", where=Where(file=str(folder / RECORD))) from None
        with open_session(console.settings, reading=True) as session:
            known = season_on_record(session, inputs)
            if known is None or known.record != hashlib.sha256(data).hexdigest():
                raise Refusal(
                    "season_draw.not_on_record", exit_code=ExitCode.FORGED, where=Where(file=str(folder / RECORD))
                )
            work = SeasonWork(
                known.written, experts_of(session, known.written.roster), {}, console.settings, console.language
            )
            shares = SeasonShares(work)
            draws = {}
            for stem in known.written.committees:
                facts = shares.facts(stem)
                draws[stem] = earlier_draws(session, facts.name, facts.year)
        started = known.written.started_at
        own = {stem: max(one.attempt for one in made if one.started_at == started) for stem, made in draws.items()}
        earlier = {
            stem: tuple(told_earlier(console, one) for one in made if one.attempt < own[stem])
            for stem, made in draws.items()
        }
        members = {stem: (*made[-1].kept, *made[-1].members) for stem, made in draws.items()}
        panels = Panels(members, season_days(shares), known.written.cap)
        attempts = {stem: made[-1].attempt + 1 for stem, made in draws.items()}
        return cls(console, folder, data, known, SeasonShares(replace(work, earlier=earlier)), panels, attempts)

    def asked(self, texts: Sequence[str]) -> list[Removal]:
        """The removals as typed, those already on record left aside. Raises Refusal for what names no member."""
        from expertpool.commands.season_rounds import Removal  # noqa: PLC0415  # OR-Tools is slow to import

        found = []
        stems = {folder_name(stem): stem for stem in self.known.written.committees}
        for text in texts:
            folder, number, reason, paper = (*(part.strip() for part in text.split(":", 3)), "", "", "", "")[:4]
            if not (folder and number and reason and paper):
                raise Refusal("season_draw.removal_bad", found=text)
            if folder not in stems:
                raise Refusal("season_draw.removal_folder", found=folder, known="、".join(sorted(stems))[:200])
            codes = [one.code for one in USUAL]
            if reason not in codes:
                raise Refusal("season_draw.removal_reason", found=reason, known="、".join(codes))
            try:
                digest = hashlib.sha256(Path(paper).read_bytes()).hexdigest()
            except OSError:
                raise Refusal("season_draw.removal_paper", where=Where(file=paper)) from None
            stem, person = stems[folder], ExpertId(number)
            if person in self.panels.members[stem]:
                found.append(Removal(stem, person, reason, digest))
            elif not self._removed_before(stem, person):
                raise Refusal("season_draw.removal_stranger", expert=number, folder=folder)
        return found

    def _removed_before(self, stem: str, person: ExpertId) -> bool:
        lists = self.lists(stem)
        code = self.standing(stem).frozen.pool.names.get(person) if lists else None
        return any(code == removed for one in lists for removed, _, _ in one.removals)

    def lists(self, stem: str) -> list[Any]:
        """The committee's removal lists on record, in order."""
        from expertpool.certifying.drawn_in_season import Listed  # noqa: PLC0415  # with the solver

        return [
            Listed(tuple((code, reason, paper) for code, reason, paper in told["removals"]), told["at"])
            for act in self.known.replaced
            for told in act.get(stem, ())
        ]

    def standing(self, stem: str) -> Standing:
        """A committee as it is on record now. Raises Refusal where it does not follow from the record any more."""
        from expertpool.certifying.season_check import SeasonWrong  # noqa: PLC0415  # with the solver
        from expertpool.commands.season_rounds import first_standing  # noqa: PLC0415  # for the same reason

        try:
            found = first_standing(self.shares, stem, json.loads(self.data), self.data, self.folder)
        except SeasonWrong as wrong:
            why = self.console.say(f"season_draw.wrong.{wrong.code}")
            raise Refusal("season_draw.wrong", exit_code=ExitCode.FORGED, why=why, place=wrong.place) from None
        for listed in self.lists(stem):
            found = found.after(listed)
        if set(found.result.members) != set(self.panels.members[stem]):
            versions = "、".join(f"{name} {number}" for name, number in self.known.written.versions.items())
            raise Refusal("season_draw.not_same", exit_code=ExitCode.NOT_PROVEN, drawn_with=versions)
        return found

    def after(self, removals: Sequence[Removal]) -> _Place:
        """Draw the replacements and put them on record, all or none."""
        from expertpool.commands.season_rounds import replaced  # noqa: PLC0415  # OR-Tools is slow to import

        by_stem: dict[str, list[Removal]] = defaultdict(list)
        for one in removals:
            by_stem[one.stem].append(one)
        at, rounds, drawn, changes = now(), {}, [], []
        day = time_text(at.replace(hour=0, minute=0, second=0, microsecond=0))
        standing = {stem: self.standing(stem) for stem in by_stem}
        for stem in self._leaving(by_stem):
            before = standing[stem]
            made = replaced(before, stem, by_stem[stem], self.panels, record=self.known.record or "", at=day)
            new = made.lists[len(before.lists) :]
            rounds[stem] = [{"removals": [list(each) for each in one.removals], "at": one.at} for one in new]
            drawn.append(self._on_record(stem, made))
            changes.append(_change(folder_name(stem), before, made))
        self._record(drawn, rounds, at)
        known = replace(self.known, replaced=(*self.known.replaced, rounds))
        return replace(self, known=known, changes=tuple(changes))

    def _leaving(self, by_stem: Mapping[str, Sequence[Removal]]) -> list[str]:
        """The committees in the order of their days; those who leave are free for others from now on."""
        for stem, gone in by_stem.items():
            leaving = {one.expert_no for one in gone}
            self.panels.seat(stem, [one for one in self.panels.members[stem] if one not in leaving])
        return sorted(by_stem, key=lambda stem: (self.panels.days[stem], stem))

    def _on_record(self, stem: str, made: Standing) -> PanelDrawn:
        return replace(self.shares.on_record(stem, made.result), attempt=self.attempts[stem])

    def _record(self, drawn: Sequence[PanelDrawn], rounds: Mapping[str, Any], at: datetime) -> None:
        with open_session(self.console.settings) as session:
            record_replacements(
                session,
                self.known.written,
                drawn,
                rounds,
                experts=self.shares.work.experts,
                versions=dict(self.known.written.versions),
                at=at,
                actor=operator(),
            )
            session.commit()

    def show(self) -> list[str]:
        """Write the papers of every committee whose folder is behind the record; their folders."""
        from expertpool.documents.season_papers import SeasonPapers  # noqa: PLC0415  # OR-Tools is slow to import

        behind = [stem for stem in self.known.written.committees if self._round_shown(stem) < len(self.lists(stem))]
        for stem in behind:
            made = self.standing(stem)
            staged = self.folder.with_name(f".{self.folder.name}.season-round")
            shutil.rmtree(staged, ignore_errors=True)
            staged.mkdir()
            rounds = (len(made.lists), made.removed)
            occasion = self.shares.occasion(stem)
            level = self.known.written.assurance
            papers = SeasonPapers(
                made.result, self.shares.people, occasion, self.console.language, rounds=rounds, sealed=level
            )
            if level != NO_CEREMONY:
                _keep_drawn(self.folder / folder_name(stem))
            self.shares.write(stem, papers, made.drawn, staged)
            made_here = (staged / folder_name(stem)).iterdir()
            for file in sorted(made_here, key=lambda file: (file.name == RESULT, file.name)):
                file.replace(self.folder / folder_name(stem) / file.name)
            shutil.rmtree(staged)
        return [folder_name(stem) for stem in behind]

    def _round_shown(self, stem: str) -> int:
        try:
            told = json.loads((self.folder / folder_name(stem) / RESULT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return 0
        return int(told.get("round", 0))


def _keep_drawn(folder: Path) -> None:
    """Keep the certificates of the ceremony beside those of the replacements, which no ceremony covers."""
    for name in (PUBLIC_FILE, RESTRICTED_FILE):
        kept = folder / name.replace(".", ".drawn.", 1)
        if not kept.exists() and (folder / name).is_file():
            write_new(kept, (folder / name).read_bytes())


def _change(folder: str, before: Standing, made: Standing) -> dict[str, Any]:
    old, new = before.result.members, made.result.members
    return {
        "folder": folder,
        "left": "、".join(one for one in old if one not in new),
        "joined": "、".join(one for one in new if one not in old),
        "rounds": len(made.lists),
    }
