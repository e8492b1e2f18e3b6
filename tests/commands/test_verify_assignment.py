"""``expertpool verify`` on an assignment: sound, changed in any part, damaged, or claiming more than it can show."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expertpool.assigning.seed_source import from_ceremony
from tests.commands.assignment_desk import Desk

Spoil = Callable[[Any], object]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    assert desk.assign("--recusals", desk.recusals({"codename": desk.codenames[0], "expert_no": "E0005", "ground": ""}))
    return desk


def spoilt(drawn: Desk, folder: Path, spoil: Spoil) -> Path:
    content = drawn.read()
    spoil(content)
    path = folder / "assignment.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(("language", "word"), [("en", "Sound"), ("zh", "核对无误")])
def test_a_sound_assignment_has_one_verdict_line_with_its_level(drawn: Desk, language: str, word: str) -> None:
    ran = drawn.run("--lang", language, "verify", drawn.result(), flags=())
    lines = ran.out.splitlines()
    assert (ran.code, len(lines), word in lines[0], "M0" in lines[0]) == (0, 1, True, True)
    told = drawn.run("verify", drawn.result()).json
    assert (told["ok"], told["verdict"], told["assurance"], told["tier"]) == (True, "sound", "M0", "internal")
    assert drawn.run("assign", "check", drawn.result()).json == told


def swap_readers(content: Any) -> None:
    """Two packets exchange all their readers, in both lists."""
    first, second = list(content["packets"])[:2]
    packets = content["packets"]
    packets[first], packets[second] = packets[second], packets[first]
    content["experts"] = {one: [name for name in packets if one in packets[name]] for one in content["experts"]}


def another_reader(content: Any) -> None:
    """One reader is exchanged in both lists for an expert who had a chance of that packet, and may."""
    for name, readers in content["packets"].items():
        fits = [one for one in content["chances"]["pairs"][name] if one not in readers]
        free = [one for one in fits if len(content["experts"][one]) < content["load"]]
        if free:
            content["experts"][readers[0]].remove(name)
            content["experts"][free[0]].append(name)
            content["packets"][name] = [free[0], *readers[1:]]
            return
    raise AssertionError


def certain_pair_covers(content: Any) -> None:
    """A reader is exchanged, and the file says that one reading moved to connect packets, as without chance."""
    another_reader(content)
    content["connected"]["changed_for_it"] = 1


@pytest.mark.parametrize(
    ("spoil", "faults"),
    [
        (swap_readers, ["draw"]),
        (another_reader, ["draw"]),
        (certain_pair_covers, ["draw"]),
        (lambda c: c.update(seed="00" * 32), ["draw"]),
        (lambda c: c["connected"].update(asked=False), ["draw"]),
        (lambda c: c["connected"].update(parts=2), ["connected"]),
        (lambda c: c["packets"].update({next(iter(c["packets"])): []}), ["readers", "lists", "draw"]),
        (lambda c: c["experts"].update({next(one for one, had in c["experts"].items() if had): []}), ["lists"]),
        (lambda c: c.update(load=1), ["load"]),
        (lambda c: c.update(cap="1/20"), ["chances"]),
        (lambda c: next(iter(c["chances"]["pairs"].values())).clear(), ["chances"]),
        (lambda c: c["recusals"].append([next(iter(c["packets"])), c["packets"][next(iter(c["packets"]))][0]]),
         ["recusals"]),
        (lambda c: c.update(assurance="M2"), ["assurance"]),
        (lambda c: c["seed_from"].update(kind="lot"), ["assurance"]),
        (lambda c: c.update(training=True), ["training"]),
        (lambda c: c.update(cap="1/0"), ["shape"]),
        (lambda c: c.update(readers="3"), ["readers", "chances"]),
        (lambda c: c.update(load="三"), ["shape"]),
        (lambda c: c.update(seed="zz"), ["shape"]),
        (lambda c: c.pop("seed_from"), ["shape"]),
        (lambda c: c["chances"].update(whole=0), ["shape"]),
        (lambda c: c["chances"].update(whole=2**40), ["shape"]),
        (lambda c: c.update(format="expertpool-assignment/9"), ["shape"]),
        (lambda c: c["packets"].clear(), ["shape"]),
    ],
)  # fmt: skip  # one change a line
def test_a_changed_assignment_is_wrong_and_says_in_what(
    drawn: Desk, tmp_path: Path, spoil: Spoil, faults: list[str]
) -> None:
    path = spoilt(drawn, tmp_path, spoil)
    ran = drawn.run("verify", path)
    assert (ran.code, ran.json["ok"], ran.json["faults"]) == (5, False, faults)
    lines = drawn.run("verify", path, flags=()).out.splitlines()
    assert (len(lines), [line.startswith("  ") for line in lines[:2]]) == (1 + len(faults), [False, True])


def test_what_is_cut_off_is_no_certificate_either_and_a_missing_file_is_named(drawn: Desk, tmp_path: Path) -> None:
    half = tmp_path / "half.json"
    half.write_bytes(drawn.result().read_bytes()[:400])
    assert drawn.run("verify", half).code == 5
    assert drawn.run("verify", tmp_path / "none.json").json["error"]["code"] == "common.file_missing"
    assert drawn.run("verify", tmp_path / "none.json").code == 2


def claim_ceremony(content: Any) -> None:
    """The forger makes a ceremony's seed up and derives the file's own from it, as the program does."""
    source = from_ceremony(b"\x07" * 32, assurance="M2", ctx="11" * 32, number=0)
    content |= {"seed": source.seed.hex(), "assurance": "M2", "seed_from": {"kind": "ceremony", **source.facts}}


def test_a_made_up_ceremony_is_never_called_sound(drawn: Desk, tmp_path: Path) -> None:
    ran = drawn.run("verify", spoilt(drawn, tmp_path, claim_ceremony))
    assert (ran.code, ran.json["faults"]) == (5, ["draw"])


def test_a_replacement_is_sound_beside_the_assignment_before_it_and_unproven_alone(drawn: Desk) -> None:
    name, readers = next(iter(drawn.read()["packets"].items()))
    words = ("--assignment", drawn.result(), "--pair", name, readers[0], "--out", drawn.folder / "after")
    assert drawn.run("assign", "recuse", *words).code == 0
    after = drawn.result("after")
    alone = drawn.run("verify", after)
    assert (alone.code, alone.json["verdict"], alone.json["wanting"]) == (6, "unproven", ["before"])
    assert drawn.run("verify", after, "--before", drawn.result()).code == 0
    assert drawn.run("verify", after, "--before", after).json["faults"] == ["before"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (another_reader, (5, "assign.file_wrong")),
        (lambda c: c.update(cap="1/20"), (5, "assign.file_wrong")),
        (lambda c: c.update(cap="1/0"), (2, "assign.file_damaged")),
        (lambda c: c.pop("connected"), (2, "assign.file_damaged")),
        (lambda c: c["connected"].pop("parts"), (2, "assign.file_damaged")),
        (lambda c: c.update(groups={"甲": 3}), (2, "assign.file_damaged")),
        (lambda c: c.update(recused="一"), (2, "assign.file_damaged")),
        (lambda c: c.update(replaced=[1]), (2, "assign.file_damaged")),
        (lambda c: c.update(replaced={"recognised": [["x"]]}), (2, "assign.file_damaged")),
        (lambda c: c.pop("load"), (2, "assign.file_damaged")),
    ],
)
def test_no_reader_is_replaced_in_a_file_that_was_changed(
    drawn: Desk, tmp_path: Path, spoil: Spoil, told: tuple[int, str]
) -> None:
    path = spoilt(drawn, tmp_path, spoil)
    name, readers = next(iter(json.loads(path.read_text(encoding="utf-8"))["packets"].items()))
    out = tmp_path / "out"
    ran = drawn.run("assign", "recuse", "--assignment", path, "--pair", name, readers[0], "--out", out)
    assert ((ran.code, ran.json["error"]["code"]), out.exists()) == (told, False)
