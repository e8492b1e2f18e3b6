"""A season drawn by ceremony: three machines, one seal over every committee, and whoever tries to turn it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from blind import dsse
from blind.ceremony.context import Context
from blind.ceremony.document import read_payload
from blind.certificate import PAYLOAD_TYPE
from blind.dsse import Envelope
from blind.encoding import canonical, strict_parse
from blind.joint_draw import panel_digest
from expertpool.commands import season_ceremony, season_party, season_share
from expertpool.party.receipts import receipts_of_certificate
from expertpool.party.trust_store import TrustStore
from tests.api.server import Server
from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE
from tests.blind.second_verifier import Case, first_answer, second_answers
from tests.commands.test_season_draw import Town
from tests.party.season import Hall, Season, verified
from tests.party.season_hall import TICKETS, SummerHall, small_town, summer
from tests.party.served import ServedHall

TIERS = ("certificate.json", "certificate.restricted.json")
Json = dict[str, Any]


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> Season:
    """Three machines, and one office with its database."""
    return Season(tmp_path_factory.mktemp("summer") / "season", patch)


@pytest.fixture(scope="module")
def drawn(season: Season) -> SummerHall:
    """A whole ceremony of two committees; the office's command dies once at the freeze, the result and the papers."""
    hall = SummerHall(season, summer(season, season.folder / "town"))
    dies(hall, season_ceremony, "lay_down")
    hall.sealed()
    hall.moves()
    hall.reveal()
    dies(hall, season_ceremony, "record_season")
    hall.moves()
    hall.witness("result-0")
    dies(hall, season_share, "write_papers")
    hall.moves()
    return hall


@pytest.fixture(scope="module")
def renamed(drawn: SummerHall) -> SummerHall:
    """The same committees drawn once more, as a season of another name."""
    season = drawn.season
    hall = SummerHall(season, small_town(season.folder / "other", name="2025年夏季第二批"), "other-hall")
    hall.sealed().drawn()
    return hall


def dies(hall: SummerHall, module: object, function: str) -> None:
    def gone(*_: object, **__: object) -> None:
        raise MemoryError(function)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, function, gone)
        assert hall.office().code == 1


def content_of(hall: SummerHall, folder: str, name: str = TIERS[1]) -> Json:
    found: Json = strict_parse(Envelope.parse((hall.out / folder / name).read_bytes()).payload)
    return found


def changed(hall: SummerHall, change: Callable[[Json], None], *, folder: str = "1", name: str = TIERS[1]) -> Case:
    """The certificate with its content changed, signed anew by the office itself."""
    content = content_of(hall, folder, name)
    change(content)
    signer = hall.season.keys[OFFICE].signer
    data = dsse.sign(canonical(content), payload_type=PAYLOAD_TYPE, signers=[signer]).to_bytes()
    return Case(data, trust=hall.season.trust_file.read_bytes())


def test_three_machines_draw_a_season_that_strangers_verify_committee_by_committee(drawn: SummerHall) -> None:
    panels = drawn.panels()
    assert [len(panel) for panel in panels.values()] == [11, 11]
    assert set(Counter(person for panel in panels.values() for person in panel).values()) == {1}
    for folder in panels:
        for name in TIERS:
            assert "assurance M2" in verified(drawn.out / folder, trust=drawn.season.trust_file, name=name)
    told = json.loads((drawn.out / "1" / "panel.json").read_text(encoding="utf-8"))
    assert (told["assurance"], told["attempt"]) == ("M2", 1)
    with closing(sqlite3.connect(drawn.season.home(OFFICE) / "expertpool.sqlite3")) as base:
        found = base.execute("SELECT attempt, method, assurance FROM draw ORDER BY id LIMIT 2").fetchall()
    assert found == [(1, "lottery", "M2")] * 2
    there = drawn.moves()
    assert (there["finished"], there["panels"]) == (True, panels)


def test_season_proof_checks_seal_columns_and_panels_of_all_committees(drawn: SummerHall, tmp_path: Path) -> None:
    ran = drawn.season.run("season", "proof", drawn.out, "--trust", drawn.season.trust_file)
    assert (ran.code, ran.json["assurance"], ran.json["replaced"]) == (0, "M2", [])
    copy = tmp_path / "copy"
    shutil.copytree(drawn.out, copy)
    shutil.copytree(copy / "2", copy / "1", dirs_exist_ok=True)
    assert drawn.season.run("season", "proof", copy).code == 5


def test_the_record_is_sealed_before_any_seed_and_names_none(drawn: SummerHall) -> None:
    record = json.loads((drawn.out / "season.json").read_text(encoding="utf-8"))
    assert not {"seed", "ticket", "drawn_at"} & record.keys()
    assert record["bound"] == "11/35"


def test_ledger_holds_the_seal_under_the_season_and_under_every_committee(drawn: SummerHall) -> None:
    ran = drawn.season.run("ledger", "verify")
    assert ran.code == 0
    content = content_of(drawn, "1")
    assert content["season"]["context"]["scope"]["committee"] == "2025年夏季"
    assert content["scope"] == []


def swap_rows(content: Json) -> None:
    rows = content["table"]["rows"]
    rows[0], rows[1] = rows[1], rows[0]


def other_context(**fields: Any) -> Callable[[Json], None]:
    return lambda content: content["context"].update(fields)


def in_season(**fields: Any) -> Callable[[Json], None]:
    return lambda content: content["season"].update(fields)


def other_seed(content: Json) -> None:
    content["rounds"][0]["seed"] = "11" * 32


def other_ticket(content: Json) -> None:
    ticket = content["rounds"][0]["ticket"]
    number = (ticket["number"] + 1) % content["context"]["tickets"]
    row = content["table"]["rows"][number]
    ticket.update(number=number, row=row["row"], salt=row["salt"])


def not_one_drawn(content: Json) -> None:
    panel = content["rounds"][0]["panel"]
    spare = next(code for code in content["table"]["groups"] if code["codes"][0] not in panel)
    panel[0] = spare["codes"][0]


def called_m3(content: Json) -> None:
    content["assurance"] = "M3"


def without(name: str) -> Callable[[Json], None]:
    return lambda content: content.pop(name)


def recorded(content: Json) -> None:
    content["rounds"][0].update(recorded={"source": "system", "text": None, "value": content["rounds"][0]["seed"]})


ATTACKS: dict[str, Callable[[Json], None]] = {
    "S1: another seed is written than the secrets give": other_seed,
    "S2: another ticket is taken than the seed names": other_ticket,
    "S3: another person sits than the ticket gives": not_one_drawn,
    "S4: two tickets are exchanged after the seal": swap_rows,
    "S5: the committee's rules are changed after the seal": other_context(rules_sha256="22" * 32),
    "S6: the committee's table is replaced after the seal": other_context(
        table=dict.fromkeys(("groups_root", "symmetry_hash", "table_root", "table_seed"), "33" * 32)
    ),
    "S7: the committee takes another's place among the leaves": lambda content: content["season"].update(
        index=1 - content["season"]["index"]
    ),
    "S8: the path to the season's root is left out": in_season(path=[]),
    "S9: a higher level is claimed": called_m3,
    "S10: the season's context is left out": without("season"),
    "S11: the seed is called one of the system's own": recorded,
    "S12: the season's record is another than the sealed one": lambda content: content["fairness"].update(
        record="44" * 32
    ),
    "S13: a reveal is left out": lambda content: content["rounds"][0]["reveals"].pop(),
    "S14: fewer committees are told than were sealed": lambda content: content["fairness"].update(committees=1),
}


@pytest.fixture(scope="module")
def answers(drawn: SummerHall) -> dict[str, tuple[int, int]]:
    """Exit codes of both verifiers for the untouched certificate and every attack."""
    cases = {"": changed(drawn, lambda _: None), **{name: changed(drawn, one) for name, one in ATTACKS.items()}}
    second = second_answers(list(cases.values()))
    return {
        name: (first_answer(case).exit, answer.exit) for (name, case), answer in zip(cases.items(), second, strict=True)
    }


def test_the_certificate_signed_anew_without_a_change_is_taken(answers: dict[str, tuple[int, int]]) -> None:
    assert answers[""] == (0, 0)


@pytest.mark.parametrize("attack", ATTACKS)
def test_both_verifiers_refuse(attack: str, answers: dict[str, tuple[int, int]]) -> None:
    assert answers[attack] == (5, 5)


def test_both_verifiers_take_the_public_tier_and_refuse_another_committees_panel_in_it(drawn: SummerHall) -> None:
    other = content_of(drawn, "2", TIERS[0])["rounds"]
    cases = [
        changed(drawn, lambda _: None, name=TIERS[0]),
        changed(drawn, lambda content: content.update(rounds=other), name=TIERS[0]),
    ]
    assert [first_answer(case).exit for case in cases] == [0, 5]
    assert [answer.exit for answer in second_answers(cases)] == [0, 5]


def test_a_result_of_another_season_cannot_be_pasted(drawn: SummerHall, renamed: SummerHall, tmp_path: Path) -> None:
    other = content_of(renamed, "1")

    def paste(content: Json) -> None:
        content["rounds"][0] = other["rounds"][0]
        content["log"]["result-0"] = other["log"]["result-0"]

    cases = [changed(drawn, paste), changed(drawn, lambda content: content.update(season=other["season"]))]
    assert [first_answer(case).exit for case in cases] == [5, 5]
    assert [answer.exit for answer in second_answers(cases)] == [5, 5]
    copy = tmp_path / "copy"
    shutil.copytree(drawn.out, copy)
    shutil.copytree(renamed.out / "1", copy / "1", dirs_exist_ok=True)
    assert drawn.season.run("season", "proof", copy).code == 5


def test_a_draw_repeated_under_another_name_shows_the_first_seal(renamed: SummerHall) -> None:
    content = content_of(renamed, "1")
    assert len(content["season"]["context"]["other_seals"]) == 1
    assert len(content["scope"]) == 1
    file = renamed.season.home(OFFICE) / "expertpool.sqlite3"
    with closing(sqlite3.connect(file)) as base:
        lines = [line for (line,) in base.execute("SELECT entry FROM ledger_entry ORDER BY seq")]
    log = "".join(f"{line}\n" for line in lines).encode()
    shown = replace(changed(renamed, lambda _: None), log=log)
    silent = replace(changed(renamed, lambda content: content["scope"].clear()), log=log)
    assert [first_answer(one).exit for one in (shown, silent)] == [0, 5]
    assert [one.exit for one in second_answers([shown, silent])] == [0, 5]


def test_a_later_ceremony_of_one_committee_has_to_list_the_seasons_seal(drawn: SummerHall) -> None:
    season = drawn.season
    season.committee = drawn.town.committees / "1.toml"
    hall = Hall(season, season.folder / "single", assurance="M2", method="queue")
    hall.moves()
    context = read_payload(Context, Envelope.parse((hall.folder / "context.json").read_bytes()).payload)
    assert state_seal(drawn) in context.other_seals


def test_a_party_that_sealed_a_season_refuses_its_committees_under_a_name_that_hides_it(
    drawn: SummerHall,
) -> None:
    hall = SummerHall(drawn.season, small_town(drawn.season.folder / "hidden", name="2025年夏季补"), "hidden-hall")
    with pytest.MonkeyPatch.context() as silent:
        silent.setattr(season_ceremony, "other_seals", lambda *_given, **_named: ())
        hall.moves()
    hall.pass_time(hours=2)
    assert hall.season.party(HRSS, "check-pool", hall.folder, "--library", hall.season.roster).code == 0
    ran = hall.season.party(HRSS, "commit", hall.folder)
    assert (ran.code, ran.json["error"]["code"]) == (5, "party.attempt_hidden")


def state_seal(hall: SummerHall) -> bytes:
    return bytes.fromhex(str(hall.moves()["seal"]))


def test_the_cosigned_result_names_every_panel_by_its_digest(drawn: SummerHall) -> None:
    content = content_of(drawn, "2")
    result = strict_parse(Envelope.from_dict(content["rounds"][0]["result"]).payload)
    own = read_payload(Context, canonical(content["context"])).ctx
    assert panel_digest(own, content["rounds"][0]["panel"], algorithm="sha256").hex() in result["members"]
    assert len(result["members"]) == 2


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SummerHall:
    """A season's hall in which nothing happened yet."""
    season = Season(tmp_path / "season", monkeypatch)
    return SummerHall(season, summer(season, tmp_path / "town"))


def test_a_party_whose_library_differs_does_not_commit(fresh: SummerHall) -> None:
    fresh.moves()
    fresh.pass_time(hours=2)
    rows = json.loads(fresh.town.roster.read_text(encoding="utf-8"))
    rows[0]["specialties"] = ["机械"]
    library = fresh.season.folder / "filed.json"
    library.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    ran = fresh.season.party(INSPECTOR, "check-pool", fresh.folder, "--library", library)
    assert ran.code == 5
    assert [one["code"] for one in ran.json["differences"]] == ["library"]
    assert fresh.season.party(INSPECTOR, "commit", fresh.folder).code != 0


def test_a_party_finds_tickets_that_the_rules_do_not_give(fresh: SummerHall, monkeypatch: pytest.MonkeyPatch) -> None:
    built = season_ceremony.build_season

    def turned(*given: Any) -> Any:
        found = built(*given)
        work = given[1]
        columns = {stem: (*column[1:], column[0]) for stem, column in found.columns.items()}
        seed = found.made.table_seed
        contexts = season_ceremony.sealed_again(given[0], work, columns, seed)
        return type(found)(type(found.made)(found.made.written, contexts, found.made.record, seed), columns)

    with monkeypatch.context() as patch:
        patch.setattr(season_ceremony, "build_season", turned)
        fresh.moves()
    fresh.pass_time(hours=2)
    ran = fresh.season.party(INSPECTOR, "check-pool", fresh.folder, "--library", fresh.season.roster)
    assert (ran.code, [one["code"] for one in ran.json["differences"]]) == (5, ["table"])


def test_a_committee_sealed_twice_is_found_by_a_party_that_cannot_build_the_tickets(
    fresh: SummerHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = season_ceremony.build_season

    def doubled(*given: Any) -> Any:
        found = built(*given)
        contexts = (*found.made.contexts, replace(found.made.contexts[0], rounds=7))
        return replace(found, made=replace(found.made, contexts=contexts))

    with monkeypatch.context() as patch:
        patch.setattr(season_ceremony, "build_season", doubled)
        fresh.office()
    monkeypatch.setattr(season_party, "builders", lambda: {"ortools": "0"})
    ran = fresh.season.party(INSPECTOR, "check-pool", fresh.folder, "--library", fresh.season.roster)
    assert (ran.code, ran.json["table"], [one["code"] for one in ran.json["differences"]]) == (
        5,
        "not-compared",
        ["season"],
    )


def test_own_committee_files_are_compared_before_a_party_commits(fresh: SummerHall) -> None:
    fresh.moves()
    fresh.pass_time(hours=2)
    own = fresh.season.folder / "own"
    shutil.copytree(fresh.town.committees, own)
    files = ("--library", fresh.season.roster, "--committee", own)
    file = own / "2.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("at_least = 5", "at_least = 4"), encoding="utf-8")
    ran = fresh.season.party(INSPECTOR, "check-pool", fresh.folder, *files)
    assert (ran.code, [one["code"] for one in ran.json["differences"]]) == (5, ["committee"])
    shutil.copytree(fresh.town.committees, own, dirs_exist_ok=True)
    assert fresh.season.party(INSPECTOR, "check-pool", fresh.folder, *files).code == 0


def test_a_secret_that_is_withheld_is_opened_from_escrow_and_the_certificates_say_so(fresh: SummerHall) -> None:
    fresh.sealed().moves()
    fresh.reveal(INSPECTOR)
    fresh.pass_time(hours=3)
    for party in (INSPECTOR, OFFICE):
        fresh.party(party, "escrow", "open", fresh.folder, HRSS)
    fresh.moves()
    fresh.witness("result-0")
    fresh.moves()
    answer = first_answer(Case((fresh.out / "2" / TIERS[1]).read_bytes()))
    assert (answer.exit, any("escrow" in line for line in answer.lines[1])) == (0, True)


def test_a_voided_season_is_drawn_again_under_number_two_with_the_same_pool(fresh: SummerHall) -> None:
    fresh.sealed().moves()
    fresh.void("equipment")
    fresh.moves()
    fresh.witness("void")
    second = SummerHall(fresh.season, fresh.town, "hall-2", plan=f'previous = "{fresh.folder}"\n')
    second.sealed().drawn()
    content = content_of(second, "1")
    assert (content["season"]["context"]["attempt"], len(content["previous"])) == (2, 1)
    before = content["previous"][0]["context"]
    assert before["pool"] == content["season"]["context"]["pool"]
    assert fresh.season.run("season", "proof", second.out).json["assurance"] == "M2"
    hidden = changed(second, lambda content: content["previous"].clear())
    assert (first_answer(hidden).exit, second_answers([hidden])[0].exit) == (5, 5)


def test_replacements_are_m0_and_leave_the_ceremonys_certificate_beside_theirs(fresh: SummerHall) -> None:
    fresh.sealed().drawn()
    letter = fresh.season.folder / "letter.txt"
    letter.write_text("因故不能参加", encoding="utf-8")
    leaver = fresh.panels()["1"][0]
    ran = fresh.season.run("season", "replace", fresh.out, "--remove", f"1:{leaver}:declined:{letter}")
    assert (ran.code, ran.json["assurance"]) == (0, "M0")
    assert leaver not in fresh.panels()["1"]
    assert "assurance M0" in verified(fresh.out / "1")
    assert "assurance M2" in verified(fresh.out / "1", name="certificate.drawn.restricted.json")
    assert "assurance M2" in verified(fresh.out / "2")
    told = json.loads((fresh.out / "1" / "panel.json").read_text(encoding="utf-8"))
    assert told["assurance"] == "M0"
    assert any("M2" in line and "M0" in line for line in told["proof"])
    proof = fresh.season.run("season", "proof", fresh.out)
    assert (proof.code, proof.json["assurance"], proof.json["replaced"]) == (0, "M2", ["1"])


@pytest.mark.parametrize(
    "words", [("--method", "queue"), ("--seed", "夏"), ("--again",)], ids=["queue", "seed", "again"]
)
def test_what_a_seasons_ceremony_does_not_do_is_refused(words: tuple[str, ...], fresh: SummerHall) -> None:
    assert fresh.office(*words).code == 2
    assert not (fresh.folder / "context.json").exists()


def test_the_same_files_without_the_ceremony_do_not_draw_again_in_silence(drawn: SummerHall, tmp_path: Path) -> None:
    files = ("--roster", drawn.town.roster, "--committees", drawn.town.committees, "--tickets", TICKETS)
    ran = drawn.season.run("season", "draw", *files, "--out", tmp_path / "out")
    assert (ran.code, ran.json["error"]["code"]) == (2, "season_draw.by_ceremony")


def test_an_experts_receipt_fits_the_certificate_of_the_committee(drawn: SummerHall) -> None:
    file = drawn.out / "1" / TIERS[1]
    seated = drawn.panels()["1"][0]
    receipt = canonical(receipts_of_certificate(file)[seated])
    case = Case((drawn.out / "1" / TIERS[0]).read_bytes(), receipt=receipt)
    other = Case((drawn.out / "2" / TIERS[0]).read_bytes(), receipt=receipt)
    assert [first_answer(one).exit for one in (case, other)] == [0, 5]
    assert [one.exit for one in second_answers([case, other])] == [0, 5]


def test_removals_in_a_seasons_hall_are_refused_with_the_way_out(drawn: SummerHall) -> None:
    paper = drawn.season.folder / "letter.txt"
    paper.write_text("因故", encoding="utf-8")
    asked = ("--remove", f"{drawn.panels()['1'][0]}:declined:{paper}")
    by = (drawn.season.now + timedelta(hours=5)).isoformat()
    ran = drawn.season.party(OFFICE, "removals", drawn.folder, *asked, "--reveal-by", by)
    assert (ran.code, "season replace" in ran.out) == (2, True)


def test_committees_that_cannot_all_sit_are_explained_and_nothing_is_frozen(fresh: SummerHall) -> None:
    rows = json.loads(fresh.town.roster.read_text(encoding="utf-8"))[:18]
    fresh.town.roster.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    assert fresh.office().code == 3
    assert not (fresh.folder / "context.json").exists()
    assert (fresh.out / "explanation.json").is_file()


class ServedSummer(ServedHall):
    """The same season with its hall behind an address."""

    town: Town
    office = SummerHall.office  # type: ignore[assignment]  # the same words, typed for an address


@pytest.mark.full
def test_a_season_is_drawn_in_a_hall_behind_an_address_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    season = Season(tmp_path / "season", monkeypatch)
    with Server(tmp_path / "server" / "halls") as server:
        pinned = TrustStore(server.folder.parent / "party")
        pinned.accept(season.trust_file.read_bytes(), fingerprint=season.trust.fingerprint, file="trust.json")
        hall = ServedSummer(season, server.hall("summer-2025"))
        hall.town = summer(season, tmp_path / "town")
        told = hall.sealed().drawn()
    assert (told["finished"], told["wrong"], told["assurance"]) == (True, [], "M2")
    assert "assurance M2" in verified(hall.out / "2", trust=season.trust_file)


@pytest.mark.full
@pytest.mark.parametrize("assurance", ["M1", "M3"])
def test_dice_and_a_public_number_make_the_seed_of_a_season(
    assurance: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    season = Season(tmp_path / "season", monkeypatch)
    hall = SummerHall(season, summer(season, tmp_path / "town"), assurance=assurance)
    hall.sealed().drawn()
    for folder in hall.panels():
        for name in TIERS:
            assert f"assurance {assurance}" in verified(hall.out / folder, trust=season.trust_file, name=name)
    cases = [Case((hall.out / "1" / name).read_bytes()) for name in TIERS]
    assert [answer.exit for answer in second_answers(cases)] == [0, 0]
