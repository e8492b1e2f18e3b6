"""An assignment on a ceremony's seed: from its hall, from its certificate, and what is refused or found out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.blind.ceremony.hall import PARTIES
from tests.commands.assignment_desk import Desk
from tests.party.season import Season


class Drawn:
    """A ceremony held to its end, another one that has no seed yet, and packets for the panel to read."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        season = Season(folder / "season", patch)
        hall = season.hall(method="queue").sealed()
        hall.drawn()
        self.hall, self.trust = hall.folder, season.trust_file
        self.certificate = hall.out / "certificate.json"
        self.open = season.hall("later", method="queue").folder
        self.desk = Desk(folder / "desk")
        self.desk.experts = hall.out / "panel.json"

    def seed(self) -> Any:
        """What the assignment by certificate says of its seed."""
        if not self.desk.result("certified").exists():
            assert self.desk.assign("--certificate", self.certificate, out="certified").code == 0
        return self.desk.read("certified")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    with pytest.MonkeyPatch.context() as patch:
        yield Drawn(tmp_path_factory.mktemp("ceremony"), patch)


def test_hall_and_certificate_give_the_same_seed_and_the_same_assignment(drawn: Drawn) -> None:
    by_certificate = drawn.seed()
    ran = drawn.desk.assign("--ceremony", drawn.hall, "--trust", drawn.trust, out="from-hall")
    by_hall = drawn.desk.read("from-hall")
    assert (ran.code, by_hall["assurance"], by_hall["seed_from"]["round"]) == (0, "M2", 0)
    assert by_hall == by_certificate
    assert by_hall["seed"] != by_hall["seed_from"]["of"]


def test_the_seed_of_a_ceremony_is_proven_by_its_certificate_alone(drawn: Drawn) -> None:
    drawn.seed()
    file, run = drawn.desk.result("certified"), drawn.desk.run
    assert (run("verify", file).code, run("verify", file).json["wanting"]) == (6, ["certificate"])
    proven = run("verify", file, "--certificate", drawn.certificate)
    assert (proven.code, proven.json["assurance"], "M2" in proven.json["says"]) == (0, "M2", True)
    assert run("verify", file, "--certificate", drawn.certificate, "--trust", drawn.trust).code == 0


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [("ctx", "00" * 32, "ceremony"), ("of", "00" * 32, "seed"), ("assurance", "M3", "ceremony")],
)
def test_another_ceremony_or_a_higher_level_than_the_certificates_is_found(
    drawn: Drawn, tmp_path: Path, field: str, value: str, found: str
) -> None:
    content = json.loads(json.dumps(drawn.seed()))
    (content if field in content else content["seed_from"])[field] = value
    path = tmp_path / "assignment.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    ran = drawn.desk.run("verify", path, "--certificate", drawn.certificate)
    assert (ran.code, ran.json["faults"]) == (5, [found])


def test_a_round_that_the_certificate_has_not_is_refused(drawn: Drawn, tmp_path: Path) -> None:
    content = json.loads(json.dumps(drawn.seed()))
    content["seed_from"]["round"] = 7
    path = tmp_path / "assignment.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    ran = drawn.desk.run("verify", path, "--certificate", drawn.certificate)
    assert (ran.code, ran.json["error"]["code"]) == (2, "assign.certificate_round")


def test_seeds_that_cannot_be_relied_on_are_refused(drawn: Drawn, tmp_path: Path) -> None:
    changed = tmp_path / "certificate.json"
    changed.write_bytes(drawn.certificate.read_bytes().replace(b"A", b"B", 1))
    cases = [
        (("--ceremony", drawn.hall), (2, "assign.trust_missing")),
        (("--ceremony", drawn.open, "--trust", drawn.trust), (2, "assign.ceremony_open")),
        (("--ceremony", drawn.hall, "--trust", tmp_path / "none"), (2, "common.file_missing")),
        (("--certificate", changed), (5, "assign.certificate_bad")),
        (("--certificate", tmp_path / "none"), (2, "common.file_missing")),
        (("--certificate", drawn.certificate, "--seed", "甲"), (2, "assign.two_seeds")),
        (("--certificate", drawn.certificate, "--ceremony", drawn.hall), (2, "assign.two_seeds")),
    ]
    for words, expected in cases:
        ran = drawn.desk.assign(*words, out="refused")
        assert (ran.code, ran.json["error"]["code"]) == expected, words
    assert not drawn.desk.result("refused").exists()


def test_a_certificate_of_one_computer_alone_gives_no_seed_and_a_void_ceremony_neither(
    drawn: Drawn, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        season = Season(tmp_path / "alone", patch)
        papers = ("--roster", season.roster, "--committee", season.committee, "--out", tmp_path / "out")
        assert season.run("draw", *papers, "--method", "queue").code == 0
        alone = drawn.desk.assign("--certificate", tmp_path / "out" / "certificate.json", out="refused")
        hall = season.hall(method="queue")
        hall.moves()
        hall.void("equipment", *PARTIES[:2])
        hall.moves()
        void = drawn.desk.assign("--ceremony", hall.folder, "--trust", season.trust_file, out="refused")
    assert (alone.code, alone.json["error"]["code"]) == (2, "assign.certificate_alone")
    assert (void.code, void.json["error"]["code"]) == (2, "assign.ceremony_open")
