"""``expertpool assign`` from outside: what is written, what repeats, what is refused, and what cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from expertpool.__main__ import main
from solver.assigning.deal import drawn
from solver.assignment import DRAW_TAG
from solver.randomness import derive
from tests.commands.assignment_desk import EXPERTS, Desk
from tests.commands.conftest import make_roster


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def drawn_on(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk on which one assignment was drawn from a named seed; to be read, not written to."""
    desk = Desk(tmp_path_factory.mktemp("drawn-on"))
    assert desk.assign("--seed", "甲").code == 0
    return desk


def test_every_packet_gets_three_experts_of_its_field_under_the_cap(drawn_on: Desk) -> None:
    content = drawn_on.read()
    assert (sorted(content["packets"]), content["cap"]) == (drawn_on.codenames, "1/2")
    assert [len(set(experts)) for experts in content["packets"].values()] == [3] * 12
    assert max(len(codenames) for codenames in content["experts"].values()) <= content["load"]
    whole = content["chances"]["whole"]
    chances = [units for row in content["chances"]["pairs"].values() for units in row.values()]
    assert Fraction(max(chances), whole) <= Fraction(1, 2)
    barred = {"E0002", "E0003"}
    assert set(content["experts"]) == {f"E{at:04d}" for at in range(1, EXPERTS + 1)} - barred
    assert (content["connected"]["parts"], content["training"], content["assurance"]) == (1, True, "M0")


def test_the_text_and_the_specialty_of_a_packet_both_count(tmp_path: Path) -> None:
    desk = Desk(tmp_path, experts=24)
    desk.assign("--cap", "1")
    specialty = {row["expert_no"]: row["specialties"][0] for row in make_roster(24)}
    content = desk.read()
    moved = content["connected"]["changed_for_it"]
    wrong = [
        expert
        for at, codename in enumerate(desk.codenames)
        for expert in content["packets"][codename]
        if specialty[expert] != ("冶金" if at % 2 else "采矿")
    ]
    assert len(wrong) <= moved
    fit = content["suitability"]
    assert (fit["worst"], float(fit["worst"]) > 75) == (fit["worst_bound"], True)


def test_the_same_seed_gives_the_same_files_and_another_another(desk: Desk, drawn_on: Desk) -> None:
    for out, seed in (("b", "甲"), ("c", "乙")):
        assert desk.assign("--seed", seed, out=out).code == 0
    names = ("assignment.json", "assignment.xlsx")
    folders = (drawn_on.out, desk.folder / "b", desk.folder / "c")
    first, again, other = ([(folder / name).read_bytes() for name in names] for folder in folders)
    assert first == again
    assert first[0] != other[0]


def test_a_stranger_draws_the_same_from_the_file_alone(drawn_on: Desk) -> None:
    content = drawn_on.read()
    codenames, experts = sorted(content["packets"]), sorted(content["experts"])
    pairs, whole = content["chances"]["pairs"], content["chances"]["whole"]
    units = np.array([[pairs[codename].get(expert, 0) for expert in experts] for codename in codenames])
    made, parts = drawn(units, whole, derive(bytes.fromhex(content["seed"]), DRAW_TAG), fields=1)
    again = {name: [experts[at] for at in np.nonzero(made[row])[0]] for row, name in enumerate(codenames)}
    assert (again, parts, content["connected"]["changed_for_it"]) == (content["packets"], 1, 0)


def test_the_workbook_holds_an_overview_and_a_sheet_an_expert_and_no_identity(drawn_on: Desk) -> None:
    content = drawn_on.read()
    book = openpyxl.load_workbook(drawn_on.out / "assignment.xlsx")
    overview = book["分配总表"].iter_rows(min_row=2, values_only=True)
    rows = {row[0]: [cell for cell in row[1:] if cell] for row in overview}
    assert rows == content["packets"]
    busy = {expert: codenames for expert, codenames in content["experts"].items() if codenames}
    assert book.sheetnames[2:] == list(busy)
    for expert, codenames in busy.items():
        assert [row[1] for row in book[expert].iter_rows(min_row=2, values_only=True)] == codenames
    text = json.dumps(content, ensure_ascii=False) + str(rows)
    people = [word for row in make_roster(EXPERTS) for word in (row["name"], row["employer"])]
    assert [word for word in people if word in text] == []


def test_recusals_are_hard_limits_in_chinese_and_in_english(desk: Desk) -> None:
    first, second = desk.codenames[:2]
    everyone = [row["expert_no"] for row in make_roster(EXPERTS) if row["expert_no"] not in ("E0002", "E0003")]
    kept = everyone[:6]
    rows = [{"盲审编号": first, "专家编号": expert, "事由": "合作者"} for expert in everyone if expert not in kept]
    ran = desk.assign("--recusals", desk.recusals(*rows))
    assert (ran.code, set(desk.read()["chances"]["pairs"][first])) == (0, set(kept))
    path = desk.folder / "recusals.csv"
    path.write_text(f"codename,expert_no,ground\n{second},{kept[0]},kin\n", encoding="utf-8")
    assert desk.assign("--recusals", path, out="b").code == 0
    assert desk.read("b")["recusals"] == [[second, kept[0]]]
    assert kept[0] not in desk.read("b")["chances"]["pairs"][second]


def test_what_is_impossible_ends_with_three_and_names_packet_rule_and_ways_out(desk: Desk) -> None:
    first = desk.codenames[0]
    everyone = [row["expert_no"] for row in make_roster(EXPERTS) if row["expert_no"] not in ("E0002", "E0003")]
    rows = [{"codename": first, "expert_no": expert, "ground": ""} for expert in everyone[2:]]
    ran = desk.assign("--recusals", desk.recusals(*rows))
    told = json.loads((desk.out / "explanation.json").read_text(encoding="utf-8"))
    assert (ran.code, ran.json["packets"], ran.json["rules"]) == (3, [first], ["recusals", "readers"])
    assert {way["way"]: way["amount"] for way in told["repairs"]} == {"recruit": "1", "fewer-readers": "1"}
    assert first in (desk.out / "explanation.txt").read_text(encoding="utf-8")
    assert (desk.out / "assignment.json").exists() is False
    assert desk.assign("--cap", "1").code == 0
    assert sorted(path.name for path in desk.out.iterdir()) == ["assignment.json", "assignment.xlsx"]


def test_a_cap_or_a_load_that_is_too_low_is_named_with_the_lowest_that_works(desk: Desk) -> None:
    low = desk.assign("--cap", "1/20")
    assert (low.code, low.json["rules"]) == (3, ["cap", "readers"])
    repair = next(way for way in low.json["repairs"] if way["way"] == "raise-cap")
    assert desk.assign("--cap", repair["amount"], out="b").code == 0
    full = desk.assign("--load", "1", out="c")
    assert (full.code, full.json["rules"]) == (3, ["loads", "readers"])
    assert [way["amount"] for way in full.json["repairs"] if way["way"] == "raise-load"] == ["3"]


def test_the_curve_is_shown_and_nothing_is_drawn(desk: Desk) -> None:
    ran = desk.assign("--curve")
    assert [row["cap"] for row in ran.json["curve"]] == ["1/4", "1/3", "1/2", "2/3", "3/4", "1"]
    means = [Fraction(row["mean"]) for row in ran.json["curve"] if row["mean"]]
    assert (ran.code, means[-1] == max(means), desk.out.exists()) == (0, True, False)


def test_a_panel_that_was_drawn_reads_without_its_roster(desk: Desk) -> None:
    members = [
        {"expert_no": f"P{at}", "name": "某", "employer": "某", "series": "工程", "specialties": ["冶金"]}
        for at in range(7)
    ]
    desk.experts = desk.folder / "panel.json"
    desk.experts.write_text(json.dumps({"members": members, "reserves": []}, ensure_ascii=False), encoding="utf-8")
    ran = desk.assign()
    assert (ran.code, sorted(desk.read()["experts"])) == (0, [f"P{at}" for at in range(7)])


def test_two_worlds_with_the_applicants_swapped_differ_in_nothing(desk: Desk, drawn_on: Desk) -> None:
    """The assignment sees codenames and packets alone: keys, names and vault beside them change nothing."""
    for name in ("vault.json", "office/A1/findings.json", "held/A2/reasons.json"):
        path = desk.packets / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"key": "YL-0001", "name": "高峰"}', encoding="utf-8")
    assert desk.assign("--seed", "甲", out="b").code == 0
    assert drawn_on.read() == desk.read("b")


@pytest.mark.parametrize(
    ("spoil", "words", "code"),
    [
        (lambda desk: desk.index.unlink(), (), "assign.no_packets"),
        (lambda desk: desk.index.write_text("{"), (), "assign.index_damaged"),
        (lambda desk: desk.index.write_text("[]"), (), "assign.index_damaged"),
        (
            lambda desk: desk.index.write_text('{"format": "expertpool-packets/1", "packets": {}}'),
            (),
            "assign.packets_none",
        ),
        (
            lambda desk: desk.index.write_text(
                '{"format": "expertpool-packets/1", "packets": {"../x": {"files": []}}}'
            ),
            (),
            "assign.index_damaged",
        ),
        (lambda desk: next(desk.packets.rglob("packet.pdf")).unlink(), (), "assign.packet_missing"),
        (lambda desk: next(desk.packets.rglob("packet.pdf")).write_bytes(b"%PDF-"), (), "assign.packet_changed"),
        (lambda desk: desk.experts.unlink(), (), "common.file_missing"),
        (lambda desk: desk.experts.write_text('{"members": [{}]}'), (), "assign.panel_damaged"),
        (lambda desk: desk.experts.write_text(json.dumps(make_roster(4)[1:3])), (), "assign.experts_none"),
        (
            lambda desk: desk.experts.write_text(json.dumps([{**row, "name": ""} for row in make_roster(4)])),
            (),
            "assign.roster_faulty",
        ),
        (lambda desk: desk.out.write_text("a file"), (), "assign.out_file"),
        (lambda _: None, ("--cap", "3/2"), "assign.cap_bad"),
        (lambda _: None, ("--cap", "一半"), "assign.cap_bad"),
        (lambda _: None, ("--seed", " "), "assign.seed_empty"),
        (lambda _: None, ("--readers", "0"), "cli.want_between"),
    ],
)
def test_bad_input_is_refused_by_its_cause_and_leaves_nothing(
    desk: Desk, spoil: Callable[[Desk], object], words: tuple[str, ...], code: str
) -> None:
    spoil(desk)
    ran = desk.assign(*words)
    assert (ran.code, ran.json["error"]["code"]) == (2, code)
    assert desk.out.is_dir() is False


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"codename": "YL-0001", "expert_no": "E0001", "ground": ""}, "assign.unknown_codename"),
        ({"codename": "0001-9998", "expert_no": "E9999", "ground": ""}, "assign.unknown_expert_no"),
        ({"codename": "0001-9998", "ground": "kin"}, "assign.column_missing"),
    ],
)
def test_a_recusal_of_nobody_is_refused_with_its_place(desk: Desk, row: dict[str, str], code: str) -> None:
    ran = desk.assign("--recusals", desk.recusals(row))
    assert (ran.code, ran.json["error"]["code"], ran.json["error"]["where"]["file"]) == (2, code, "recusals.json")


def test_a_result_is_never_overwritten(desk: Desk) -> None:
    assert [desk.assign().code, desk.assign().code] == [0, 2]


def test_people_are_told_in_chinese_what_was_drawn_and_how_sure_it_is(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["assign", "--packets", str(desk.index), "--experts", str(desk.experts), "--out", str(desk.out)]
    assert main([*words, "--home", str(desk.folder / "home")]) == 0
    text = capsys.readouterr().out
    assert ("已分配：12 份，每份 3 位专家" in text, "概率上限 1/2" in text, "M0" in text) == (True, True, True)


def test_every_pair_of_packets_is_compared_over_a_chain_of_experts(desk: Desk) -> None:
    desk.assign("--cap", "1", "--readers", "2")
    readers = {codename: set(experts) for codename, experts in desk.read()["packets"].items()}
    reached, waiting = {desk.codenames[0]}, [desk.codenames[0]]
    while waiting:
        here = waiting.pop()
        near = [other for other in readers if other not in reached and readers[here] & readers[other]]
        reached.update(near)
        waiting += near
    assert sorted(reached) == desk.codenames
    assert len(list(combinations(reached, 2))) == 66


def two_fields(tmp_path: Path) -> Desk:
    """Enough experts of either field that the best readings never cross from one to the other."""
    return Desk(tmp_path, experts=24)


def parts_of_readers(packets: dict[str, list[str]]) -> int:
    """Into how many parts packets fall that share no reader over any chain."""
    left, parts = dict(packets), 0
    while left:
        parts += 1
        waiting = [next(iter(left))]
        while waiting:
            readers = left.pop(waiting.pop(), [])
            waiting += [name for name, others in left.items() if set(readers) & set(others)]
    return parts


@pytest.mark.parametrize("cap", ["1", "1/2"])
def test_scores_can_be_compared_unless_that_is_not_wanted_and_what_it_costs_is_told(tmp_path: Path, cap: str) -> None:
    desk = two_fields(tmp_path)
    assert desk.assign("--cap", cap, "--seed", "甲", out="joined").code == 0
    assert desk.assign("--cap", cap, "--seed", "甲", "--no-connect", out="apart").code == 0
    joined, apart = desk.read("joined"), desk.read("apart")
    for content in (joined, apart):
        assert content["connected"]["parts"] == parts_of_readers(content["packets"])
        served = [sum(row.values()) for row in content["suitability"]["pairs"].values()]
        told = {"worst": Fraction(min(served), 3 * 10**6), "mean": Fraction(sum(served), 3 * 10**6 * len(served))}
        assert content["suitability"]["drawn"] == {name: f"{int(one * 10_000) / 100:.2f}" for name, one in told.items()}
    assert (joined["connected"]["asked"], joined["connected"]["parts"]) == (True, 1)
    assert (apart["connected"]["asked"], apart["connected"]["changed_for_it"]) == (False, 0)
    assert apart["connected"]["costs"] == {"worst": "0.00", "mean": "0.00", "pairs": 0}
    assert apart["connected"]["parts"] > 1
    lost = Fraction(apart["suitability"]["mean"]) - Fraction(joined["suitability"]["mean"])
    if cap == "1":
        lost = Fraction(apart["suitability"]["drawn"]["mean"]) - Fraction(joined["suitability"]["drawn"]["mean"])
        assert apart["suitability"]["drawn"]["worst"] == apart["suitability"]["worst_bound"]
    assert abs(lost - Fraction(joined["connected"]["costs"]["mean"])) <= Fraction(1, 50)
    for out in ("joined", "apart"):
        assert desk.run("verify", desk.result(out)).code == 0


def test_people_are_told_whether_scores_can_be_compared(tmp_path: Path) -> None:
    desk = two_fields(tmp_path)
    joined = desk.run(*desk.words("--cap", "1", "--readers", "2"), flags=())
    apart = desk.run(*desk.words("--cap", "1", "--readers", "2", "--no-connect", out="b"), flags=("--lang", "en"))
    assert ("互相比较的块数：1（最少能到 1）" in joined.out, "need not be comparable" in apart.out) == (True, True)


def test_the_curve_is_of_what_is_asked(tmp_path: Path) -> None:
    desk = two_fields(tmp_path)
    joined, apart = (desk.assign("--curve", *more).json["curve"] for more in ((), ("--no-connect",)))
    pairs = [(Fraction(one["mean"]), Fraction(two["mean"])) for one, two in zip(joined, apart, strict=True)]
    assert all(one <= two for one, two in pairs)
    assert any(one < two for one, two in pairs)


def test_an_expert_who_leaves_gives_up_every_packet_takes_none_over_and_nothing_else_changes(
    desk: Desk, drawn_on: Desk
) -> None:
    before = drawn_on.read()
    gone = max(before["experts"], key=lambda number: len(before["experts"][number]))
    words = ["assign", "recuse", "--assignment", drawn_on.result(), "--expert", gone, "--out", desk.out]
    ran = drawn_on.run(*words)
    after = desk.read()
    assert (ran.code, sorted(ran.json["changed"])) == (0, sorted(before["experts"][gone]))
    assert after["experts"][gone] == []
    for name, readers in before["packets"].items():
        kept = set(readers) - {gone}
        assert (kept <= set(after["packets"][name]), len(set(after["packets"][name]))) == (True, 3)
    assert drawn_on.run("verify", desk.result(), "--before", drawn_on.result()).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "cli.missing"),
        (("--expert", "E9999"), "assign.reads_nothing"),
        (("--pair", "x", "E0001"), "assign.not_a_reader"),
    ],
)
def test_a_replacement_of_nobody_is_refused(drawn_on: Desk, tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    ran = drawn_on.run("assign", "recuse", "--assignment", drawn_on.result(), *words, "--out", tmp_path / "x")
    assert (ran.code, ran.json["error"]["code"], (tmp_path / "x").exists()) == (2, code, False)
