"""Attacks L4, L5, L10 and L11 on HRSS's own machine: what ``party witness`` signs when the server offers false heads.

The intruder holds the server with its database and the ledger's key. HRSS's machine holds its key, the trust file and
the one head it kept; everything travels as files.
"""

from __future__ import annotations

import json
import multiprocessing
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from blind.log.head import read_head
from blind.log.note import NoteKey
from expertpool.__main__ import main
from expertpool.actions.affiliate_unit import affiliate_unit
from expertpool.db import open_session
from expertpool.party.witnessing import HEAD, Consistency
from expertpool.queries.ledger import lines, stored_tree
from tests.commands.conftest import Ran
from tests.commands.holders import Holders
from tests.hostile.office import SERVER, Office, begin, both, first_half, minute, second_half, signed_by_server


@dataclass(frozen=True)
class Scene:
    """The server's home, HRSS's machine, and a folder for what travels between them."""

    office: Office
    log: NoteKey
    holders: Holders
    folder: Path

    def offered(self, name: str, *, since: int, office: Office | None = None) -> tuple[Path, Path]:
        """The head of a server's ledger as it stands, signed with its key, and the best proof of growth it can make."""
        with open_session((office or self.office).settings, reading=True) as session:
            head = signed_by_server(self.log, [line.entry.encode() for line in lines(session)])
            tree = stored_tree(session)
        path = tuple(tree.consistency(since)) if tree.size > since else ()
        note, proof = self.folder / f"{name}.note", self.folder / f"{name}-consistency.json"
        note.write_bytes(head)
        proof.write_bytes(Consistency(since, tree.size, path).to_bytes())
        return note, proof

    def words(self, note: Path, proof: Path) -> list[str]:
        """The command on HRSS's machine."""
        home, passphrase = self.holders.machine("hrss"), self.holders.passphrase
        given = ["--passphrase-file", str(passphrase), "--home", str(home), "--json"]
        return ["party", "witness", str(note), str(proof), *given]

    def witness(self, note: Path, proof: Path) -> Ran:
        """HRSS is shown a head."""
        self.holders.capsys.readouterr()
        return Ran(main(self.words(note, proof)), *self.holders.capsys.readouterr())

    def kept(self) -> tuple[int, bytes]:
        """The head on HRSS's machine."""
        head = read_head((self.holders.machine("hrss") / "party" / HEAD).read_bytes(), log=[self.log])
        return head.size, head.root

    def evidence(self) -> list[str]:
        """Why HRSS's machine refused, as it keeps it with both heads."""
        folder = self.holders.machine("hrss") / "party" / "evidence"
        found = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
        assert all(one["stored"] and one["offered"] for one in found)
        return sorted(one["reason"] for one in found)

    def copied(self, name: str) -> Office:
        """The server's files as they are now, to be carried on apart."""
        copy = both(Path(shutil.copytree(self.office.settings.home.parent, self.folder / name)))[0]
        return copy


@pytest.fixture
def scene(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Scene:
    """HRSS kept the head of nine entries."""
    server = tmp_path / "server"
    server.mkdir()
    office, hrss = begin(server)
    first_half(office)
    second_half(office)
    holders = Holders(tmp_path, capsys)
    holders.log, holders.ledger = SERVER, hrss.log.name
    holders.founded()
    made = Scene(office, hrss.log, holders, tmp_path)
    assert made.witness(*made.offered("first", since=0)).code == 0
    assert made.kept()[0] == 9
    return made


def grow(office: Office, count: int, name: str) -> None:
    """Further entries, made by the program."""
    for number in range(count):
        office.do(_affiliating(f"{name}{number}", number))


def cut(office: Office, size: int) -> None:
    """The ledger ends here, as if it had never been longer."""
    office.rebuild(lambda entries: entries[:size])
    office.sql(f"DELETE FROM ledger_payload WHERE seq >= {size}")  # noqa: S608  # the intruder's own, of a number


def _affiliating(name: str, number: int) -> Callable[..., object]:
    return lambda session: affiliate_unit(session, name, of="研究院", at=minute(20 + number), actor="王")


def test_ledger_that_grew_is_cosigned(scene: Scene) -> None:
    grow(scene.office, 3, "单位")
    ran = scene.witness(*scene.offered("second", since=9))
    assert (ran.code, ran.json["size"], scene.kept()[0]) == (0, 12, 12)
    assert scene.evidence() == []


def test_l4_ledger_rebuilt_with_the_servers_key_is_not_cosigned(scene: Scene) -> None:
    before = scene.kept()
    cut(scene.office, 1)
    grow(scene.office, 11, "新")
    assert scene.witness(*scene.offered("rebuilt", since=9)).code == 5
    assert (scene.kept(), scene.evidence()) == (before, ["not-grown"])


def test_l10_database_cut_off_behind_the_witnessed_head_is_not_cosigned_at_any_length(scene: Scene) -> None:
    """The server drops its last two entries and carries on: shorter, as long as the kept head, and longer than it."""
    before = scene.kept()
    cut(scene.office, 7)
    answers = [scene.witness(*scene.offered("cut", since=9)).code]
    for length in (2, 3):
        grow(scene.office, length, f"续{length}-")
        answers.append(scene.witness(*scene.offered(f"regrown{length}", since=9)).code)
    assert answers == [5, 5, 5]
    assert (scene.kept(), scene.evidence()) == (before, ["not-grown", "older", "split-view"])


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_l10_two_histories_offered_at_once_get_one_cosignature(scene: Scene) -> None:
    """Two heads of one size, each a sound growth of the kept head, are put to HRSS's machine in the same moment."""
    context = multiprocessing.get_context("fork")
    for attempt in range(3):
        size, _ = scene.kept()
        offers = []
        for name in ("甲", "乙"):
            copy = scene.copied(f"{name}{attempt}")
            grow(copy, attempt + 1, name)
            offers.append((copy, scene.offered(f"{name}{attempt}", since=size, office=copy)))
        asked = [context.Process(target=_ask, args=(scene.words(*offer),)) for _, offer in offers]
        for process in asked:
            process.start()
        for process in asked:
            process.join(60)
        codes = [process.exitcode for process in asked]
        cosigned = [note.with_name(f"{note.stem}-cosigned.note").exists() for _, (note, _) in offers]
        assert [code == 0 for code in codes] == cosigned
        assert cosigned.count(True) == 1
        assert scene.kept()[0] == size + attempt + 1
        loser = offers[cosigned.index(False)][1]
        assert scene.witness(*loser).code == 5
        winner = offers[cosigned.index(True)][0]
        shutil.copy(winner.file, scene.office.file)
    assert set(scene.evidence()) == {"split-view"}


def _ask(words: list[str]) -> None:
    sys.exit(main(words))


def test_l11_restored_backup_is_not_cosigned_and_the_true_ledger_still_is(scene: Scene) -> None:
    backup = scene.copied("backup")
    grow(scene.office, 4, "单位")
    assert scene.witness(*scene.offered("true", since=9)).code == 0
    assert scene.witness(*scene.offered("backup", since=13, office=backup)).code == 5
    grow(backup, 6, "别的")
    assert scene.witness(*scene.offered("regrown", since=13, office=backup)).code == 5
    grow(scene.office, 1, "后来")
    assert scene.witness(*scene.offered("later", since=13)).code == 0
    assert scene.evidence() == ["not-grown", "older"]


def test_l12_proofs_that_are_not_of_these_sizes_move_nothing(scene: Scene) -> None:
    """An empty proof, one from size 0 or 1, one node too many, another ledger's: each beside a genuine larger head."""
    before = scene.kept()
    grow(scene.office, 4, "单位")
    note, proof = scene.offered("grown", since=9)
    sound = Consistency.parse(proof.read_bytes())
    with open_session(scene.office.settings, reading=True) as session:
        tree = stored_tree(session)
    for path in ((), tuple(tree.consistency(1)), (*sound.path, bytes(32)), sound.path[:-1], sound.path[::-1]):
        proof.write_bytes(Consistency(9, 13, path).to_bytes())
        assert scene.witness(note, proof).code == 5
    assert scene.kept() == before
    proof.write_bytes(sound.to_bytes())
    assert scene.witness(note, proof).code == 0
