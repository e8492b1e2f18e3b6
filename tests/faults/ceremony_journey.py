"""A ceremony held by the office at its desk and two parties over the network, every turn of which can be cut off."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from blind.ceremony import names
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.party import checking, committing, revealing, witnessing
from expertpool.party.attendance import PartyHome, attend
from expertpool.party.hall import Hall, hall_at
from expertpool.queries.earlier_draws import earlier_draws
from tests.faults.desk_journeys import Desk, bench_rests
from tests.faults.journey import refused
from tests.faults.served import Broken
from tests.faults.towns import COMMITTEES, committee_name
from tests.web.test_draw_pages import PLAN

FIRST = 2
"""Committee 1 only trains."""


@dataclass
class Ceremony(Desk):
    """Turn after turn, ceremony after ceremony: each in a committee of its own."""

    span: ClassVar[float] = 1.5
    halls: list[str] = field(default_factory=list)

    @property
    def turns(self) -> tuple[Callable[[], None], ...]:
        """A ceremony's turns in their order; whoever takes one twice changes nothing."""
        return (
            self.lay_plan,
            self.press,
            lambda: self.promise("inspector"),
            lambda: self.promise("hrss"),
            self.press,
            lambda: self.witness(names.SEAL_STEM),
            self.press,
            lambda: self.reveal("inspector"),
            lambda: self.reveal("hrss"),
            self.press,
            lambda: self.witness(names.result_stem(0)),
            self.press,
        )

    @property
    def shown(self) -> tuple[str, ...]:
        """The document that shows each turn; the last turn is shown by the papers."""
        seal, result = names.SEAL_STEM, names.result_stem(0)
        return (
            "ceremony.toml",
            names.commitment("office"),
            names.commitment("inspector"),
            names.commitment("hrss"),
            names.logged(seal),
            names.cosigned(seal),
            names.reveal("office", 0),
            names.reveal("inspector", 0),
            names.reveal("hrss", 0),
            names.logged(result),
            names.cosigned(result),
        )

    @property
    def committee(self) -> int:
        return FIRST + len(self.acked) // len(self.turns)

    @property
    def spent(self) -> bool:
        return self.committee > COMMITTEES

    @property
    def hall(self) -> Path:
        return self.at.settings.home / "halls" / f"c{self.committee}-1"

    @property
    def address(self) -> str:
        return f"http://{self.at.host}/hall/{self.hall.name}"

    def send(self, mark: int) -> bool:
        try:
            self.turns[(mark - 1) % len(self.turns)]()
        except Refusal as refusal:
            if refusal.code.startswith("hall.") or "unreach" in refusal.code:
                raise Broken(refusal.code) from None
            raise
        if (mark - 1) % len(self.turns) == len(self.turns) - 1:
            return (self.papers / "certificate.json").is_file()
        return (self.hall / self.shown[(mark - 1) % len(self.turns)]).is_file()

    def resend(self, mark: int) -> bool:
        """Pressed anew while the step before it still ends, that one's failure is what the page tells: once more."""
        return self.send(mark) or self.send(mark)

    @property
    def papers(self) -> Path:
        return self.at.settings.home / "draws" / str(self.committee) / f"ceremony-{self.hall.name}"

    def lay_plan(self) -> None:
        if self.hall.is_dir() and (self.hall / "ceremony.toml").is_file():
            return
        now = self.at.now().replace(tzinfo=None) + timedelta(hours=8) - (self.at.now().utcoffset() or timedelta(0))
        times = {"objection_until": f"{now - timedelta(minutes=9):%Y-%m-%dT%H:%M}"}
        times["reveal_by"] = f"{now + timedelta(hours=2):%Y-%m-%dT%H:%M}"
        answer = self.person.post(
            f"/committees/{self.committee}/ceremony", PLAN | {"method": "queue", "tickets": ""} | times
        )
        assert answer.status == 303, refused(answer)

    def press(self) -> None:
        path = f"/committees/{self.committee}/ceremony/{self.hall.name}"
        answer = self.person.post(f"{path}/step", {"passphrase": self.secrets["passphrases"]["office"]})
        assert answer.status == 303, refused(answer)
        bench_rests(self.person, path)

    def home(self, role: str) -> PartyHome:
        folder = self.at.settings.home / "parties" / f"party-{role}"
        return PartyHome(folder, folder, lambda: self.secrets["passphrases"][role], secrets.token_bytes, self.at.now())

    def served(self, role: str) -> Hall:
        return hall_at(self.address, self.home(role))

    def promise(self, role: str) -> None:
        library = next((self.at.settings.home / "draws" / str(self.committee)).glob("library-*.json"))
        checked = checking.check(attend(self.served(role), self.home(role)), library)
        assert checked.passed
        committing.promise(attend(self.served(role), self.home(role)))

    def reveal(self, role: str) -> None:
        revealing.reveal(attend(self.served(role), self.home(role)))

    def witness(self, stem: str) -> None:
        board, name = self.served("hrss"), names.logged(stem)
        offered, proof = witnessing.checkpoint_in(board, name), witnessing.proof_for(board, name, None)
        note = witnessing.witness(self.home("hrss"), offered, proof, file=name)
        witnessing.lay_down(board, witnessing.beside(name), note)

    def kept(self) -> list[int]:
        each, found = len(self.turns), []
        for place in range(len(self.acked) // each + 1):
            hall = self.at.settings.home / "halls" / f"c{FIRST + place}-1"
            papers = self.at.settings.home / "draws" / str(FIRST + place) / f"ceremony-{hall.name}" / "certificate.json"
            done = [(hall / name).is_file() for name in self.shown] + [papers.is_file()]
            far = next((at for at, one in enumerate(done) if not one), each)
            assert not any(done[far:]), (hall.name, done)
            found += [place * each + at + 1 for at in range(far)]
        return found

    def whole(self) -> None:
        """What a hall shows never changes, no ceremony is entered twice, and a finished one has its papers."""
        for hall in sorted((self.at.settings.home / "halls").glob("c*-1")):
            for file in hall.iterdir():
                if not file.name.startswith("."):
                    assert self.seen.setdefault(f"{hall.name}/{file.name}", file.read_bytes()) == file.read_bytes(), (
                        file
                    )
        finished = len(self.acked) // len(self.turns)
        with open_session(self.at.settings, reading=True) as session:
            for place in range(finished):
                name = committee_name(FIRST + place)
                found = [(one.attempt, one.assurance) for one in earlier_draws(session, name, 2025)]
                assert found == [(1, "M2")], found

    seen: dict[str, bytes] = field(default_factory=dict)
