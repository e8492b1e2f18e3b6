"""``filing`` and ``season due`` as an office, a unit, HRSS and an inspector meet them, from first day to last."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from expertpool.commands import circumstances

NAME = "2025年度云岭市工程系列冶金专业高级职称评审委员会"
PLAN = """
applications = "申报 46 人"
time = 2025-08-15
place = "云岭市人才大厦"
committee = "11 人，随机抽取"
procedure = "盲审、评议、投票"
measures = "纪检监察全程监督"
applicants = ["甲", "乙"]
experts = ["丙", "丁"]
"""
Clock = Callable[[str], None]


@pytest.fixture(autouse=True)
def _upgraded(home: Path, upgraded_file: Path) -> None:
    """An empty database that is up to date already: upgrading takes longer than most of these tests."""
    home.mkdir()
    shutil.copy(upgraded_file, home / upgraded_file.name)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """``on("2025-08-05")`` makes it that day, for every command."""

    def stop(day: str) -> None:
        moment = datetime.fromisoformat(f"{day}T03:00:00").replace(tzinfo=UTC)
        monkeypatch.setattr(circumstances, "clock", lambda: moment)

    return stop


@pytest.fixture
def paper(tmp_path: Path) -> Callable[..., str]:
    """``paper("plan")`` is ``plan=FILE`` for a file of its own."""

    def made(name: str, text: str = "", ending: str = ".txt") -> str:
        path = tmp_path / f"{name}{ending}"
        path.write_text(text or f"材料 {name}", encoding="utf-8")
        return f"{name}={path}"

    return made


@pytest.fixture
def act(run: Any, paper: Callable[..., str]) -> Callable[..., Any]:
    """``act(3, "submit", "office", "plan")`` moves filing 3 with these papers; what else is said goes by."""

    def moved(number: int, name: str, role: str, *papers: str, more: tuple[Any, ...] = ()) -> Any:
        attached = [word for one in papers for word in ("--paper", one if "=" in one else paper(one))]
        return run("filing", "move", str(number), name, "--as", role, *attached, *more, "--json")

    return moved


@pytest.fixture
def open_one(run: Any) -> Callable[..., int]:
    """The number of a filing opened for the committee."""

    def opened(kind: str, role: str = "office", *more: str, committee: bool = True) -> int:
        about = ("--committee", NAME) if committee else ()
        told = run("filing", "open", kind, "--as", role, *about, *more, "--json")
        assert told.code == 0, told.out
        number: int = told.json["filing"]["number"]
        return number

    return opened


def standing(run: Any, *more: str) -> dict[str, tuple[str, str | None]]:
    told = run("season", "due", "--all", *more, "--json")
    assert told.code == 0, told.out
    return {one["kind"]: (one["standing"], one["due"]) for one in told.json["filings"]}


def test_a_season_from_the_first_filing_to_the_certificates(
    run, on: Clock, committee: Path, act, open_one, paper
) -> None:
    before_the_review(run, on, committee, act, open_one)
    plan = the_plan(run, on, act, open_one, paper)
    the_review(on, act, open_one, plan)
    approval = after_the_review(on, act, open_one)

    kept = run("filing", "papers", str(approval), "--json")
    assert (kept.code, len(kept.json["papers"]), {one["file"] for one in kept.json["papers"]}) == (0, 6, {"sound"})
    told = run("filing", "show", str(plan))
    assert "地点未定" in told.out and "同意" in told.out
    assert run("ledger", "verify").code == 0
    assert run("ledger", "show").code == 0
    after = standing(run)
    assert {name for name, (state, _) in after.items() if state == "late"} == set()
    assert after["results-approval"] == ("done", None)


def before_the_review(run, on: Clock, committee: Path, act, open_one) -> None:
    """The committee's days, the notice, the pool, the composition."""
    on("2025-06-09")
    entered = run("season", "committee", committee, "--draw", "2025-07-20", "--review-end", "2025-08-15", "--json")
    assert (entered.code, entered.json["traits"]) == (0, ["self_reviewing", "senior"])
    before = standing(run)
    assert before["annual-notice"] == ("due", "2025-06-12")
    assert before["review-plan"] == ("ahead", "2025-08-08")
    assert before["results-approval"] == ("ahead", "2025-09-12")
    assert "joint-review" not in before and "committee-renewal" not in before

    notice = open_one("annual-notice")
    assert act(notice, "issue", "office", "notice").json["filing"]["state"] == "issued"
    assert act(notice, "acknowledge", "hrss").code == 0

    on("2025-07-18")
    cleanup = open_one("pool-cleanup")
    assert act(cleanup, "file", "office", "report", "changes").code == 0

    on("2025-08-01")
    composition = open_one("committee-composition")
    assert act(composition, "file", "office", "members", "draw-record").code == 0


def the_plan(run, on: Clock, act, open_one, paper) -> int:
    """Handed in lacking two contents, then whole; sent back, handed in again, agreed."""
    plan = open_one("review-plan")
    half = paper(
        "form",
        PLAN.replace('measures = "纪检监察全程监督"', "").replace('experts = ["丙", "丁"]', "experts = []"),
        ".toml",
    )
    lacking = act(plan, "submit", "office", "plan", half)
    assert (lacking.code, lacking.json["error"]["code"]) == (2, "filing.form")
    assert lacking.json["error"]["missing"] == ["measures", "experts"]
    assert lacking.json["error"]["clause"] == "2025通知 六(二)2"
    assert "工作措施、评委推荐名单" in lacking.json["error"]["message"]
    whole = paper("form", PLAN, ".toml")
    assert act(plan, "submit", "office", "plan", whole).json["filing"]["state"] == "submitted"

    on("2025-08-04")
    silent = act(plan, "return", "hrss")
    assert (silent.code, silent.json["error"]["code"]) == (2, "filing.reason")
    assert act(plan, "return", "hrss", more=("--reason", "地点未定")).json["filing"]["state"] == "returned"
    due = run("season", "due", "--json").json["filings"]
    (back,) = [one for one in due if one["kind"] == "review-plan"]
    assert (back["standing"], back["sent_back"], back["waits_for"]) == ("stuck", "地点未定", ["office"])
    assert act(plan, "submit", "office", "plan", whole).code == 0
    assert act(plan, "agree", "office", "consent").json["error"]["code"] == "filing.role"
    assert act(plan, "agree", "hrss", "consent").json["filing"]["state"] == "agreed"

    return plan


def the_review(on: Clock, act, open_one, plan: int) -> None:
    """The inspector comes, and the review opens."""
    invitation = open_one("inspector-invitation")
    assert act(invitation, "invite", "office", "letter").code == 0
    assert act(invitation, "accept", "inspector", "overseers").code == 0
    on("2025-08-15")
    assert act(plan, "hold", "office").json["filing"]["ended"] == "kept"
    assert act(invitation, "attend", "inspector", "account").code == 0


def after_the_review(on: Clock, act, open_one) -> int:
    """Publicity with a complaint, integrity, approval, certificates."""
    on("2025-08-18")
    publicity = open_one("result-publicity")
    assert act(publicity, "post", "office", "list").code == 0
    complaint = open_one("complaint-reviewing", "unit", "--subject", "来信1号", "--set", "received=2025-08-18")
    on("2025-08-26")
    blocked = act(publicity, "close", "office", "account")
    assert (blocked.json["error"]["code"], blocked.json["error"]["missing"]) == (
        "filing.clear",
        ["complaint-reviewing"],
    )
    assert act(complaint, "dismiss", "office", "findings", more=("--reason", "查无实据")).code == 0
    assert act(publicity, "close", "office", "account").code == 0

    approval = open_one("results-approval")
    assert act(approval, "upload", "office", "upload").code == 0
    four = ("report", "publicity", "roster", "undertaking")
    early = act(approval, "submit", "office", *four)
    assert (early.json["error"]["code"], early.json["error"]["missing"]) == ("filing.needs", ["expert-integrity"])
    integrity = open_one("expert-integrity")
    assert act(integrity, "file", "office", "report", "pledges").code == 0
    assert act(approval, "submit", "office", "report", "roster").json["error"]["missing"] == [
        "publicity",
        "undertaking",
    ]
    assert act(approval, "submit", "office", *four).json["filing"]["steps"][-1]["due"] == "2025-09-12"
    assert act(approval, "confirm", "hrss", "reply").code == 0
    assert act(approval, "certify", "hrss").json["filing"]["ended"] == "kept"

    return approval


def test_what_is_late_now_comes_first_and_says_since_when_and_by_which_clause(run, on: Clock, committee: Path) -> None:
    on("2025-08-10")
    run("season", "committee", committee)

    lines = run("season", "due", "--json").json["filings"]

    assert [(one["kind"], one["standing"], one["due"], one["clause"]) for one in lines[:3]] == [
        ("annual-notice", "late", "2025-06-12", "2025通知 二(一)3"),
        ("committee-composition", "late", "2025-08-08", "2025通知 二(一)3；2025通知 四(二)2；2025通知 四(二)3"),
        ("review-plan", "late", "2025-08-08", "2025通知 六(二)2；2025通知 二(一)3"),
    ]
    posting = next(one for one in lines if one["kind"] == "result-publicity")
    assert (posting["due"], [day["number"] for day in posting["counted"]][-1]) == ("2025-08-22", 5)
    assert run("season", "due", "--committee", NAME, "--json").json["filings"] == lines
    assert run("season", "due", "--committee", "没有", "--json").json["error"]["code"] == "filing.no_committee"
    assert run("season", "due", "--year", "1999", "--json").json["error"]["code"] == "season.dates_unknown"
    cleanup = next(one for one in lines if one["kind"] == "pool-cleanup")
    assert (cleanup["standing"], cleanup["unknown_day"]) == ("stuck", "draw")


def test_a_postponement_moves_the_days_of_its_committee_and_is_refused_afterwards(
    run, on: Clock, committee: Path, act, open_one
) -> None:
    on("2025-08-29")
    run("season", "committee", committee)
    number = open_one("postponement", "office", "--subject", "2025年度延期")
    more = ("--set", "new_end=2025-10-31", "--set", "new_approval=2025-11-28")
    on("2025-08-30")
    late = act(number, "submit", "office", "explanation", "request", more=more)
    assert (late.code, late.json["error"]["code"], late.json["error"]["clause"]) == (
        2,
        "filing.late",
        "2025通知 六(二)1",
    )
    assert "2025-08-29" in late.json["error"]["message"]
    claimed = act(number, "submit", "office", "explanation", "request", more=(*more, "--on", "2025-08-29"))
    assert (claimed.json["error"]["code"], claimed.json["error"]["missing"]) == ("filing.entered_later", ["receipt"])

    proved = act(number, "submit", "office", "explanation", "request", "receipt", more=(*more, "--on", "2025-08-29"))

    step = proved.json["filing"]["steps"][-1]
    assert (step["on"], step["entered"], step["late"]) == ("2025-08-29", "2025-08-30", False)
    run("season", "committee", "--committee", NAME, "--review-end", "2025-10-20")
    moved = standing(run)
    assert moved["result-publicity"] == ("ahead", "2025-10-24")
    assert moved["expert-integrity"] == ("ahead", "2025-11-20")
    assert act(number, "return", "hrss", more=("--reason", "未说明理由")).code == 0
    assert standing(run)["result-publicity"] == ("late", "2025-08-22")


def test_the_same_act_handed_in_twice_is_one_step_and_one_entry(run, on: Clock, committee: Path, act, open_one) -> None:
    on("2025-06-10")
    run("season", "committee", committee)
    number = open_one("annual-notice")
    assert open_one("annual-notice") == number
    first, second = (act(number, "issue", "office", "notice") for _ in range(2))
    assert (first.json["moved"], second.json["moved"], len(second.json["filing"]["steps"])) == (True, False, 1)
    other = act(number, "issue", "office", "notice", more=("--reason", "换一份"))
    assert other.json["error"]["code"] == "filing.state"


def test_a_role_that_was_only_claimed_at_the_command_line_is_recorded_and_shown_so(
    run, on: Clock, committee: Path, act, open_one
) -> None:
    on("2025-06-09")
    run("season", "committee", committee, "--draw", "2025-07-20")
    number = open_one("annual-notice")
    act(number, "issue", "office", "notice")

    told = run("filing", "show", str(number), "--json").json["filing"]
    assert (told["opening_claimed"], [step["role_claimed"] for step in told["steps"]]) == (True, [True])
    assert run("filing", "show", str(number)).out.count("命令行上自称，没有登录") == 2
    assert run("ledger", "verify").code == 0


def test_what_is_filed_stands_in_the_committees_report(
    run, on: Clock, committee: Path, roster: Path, act, open_one, tmp_path: Path
) -> None:
    on("2025-07-20")
    run("season", "committee", committee)
    assert run("draw", "--roster", roster, "--committee", committee, "--out", tmp_path / "draw").code == 0

    wanted = ("pool-cleaned", "composition-filed")

    stated: dict[str, str | None] = {}

    def reported(name: str) -> dict[str, str]:
        content = run("report", "--committee", committee, "--out", tmp_path / name, "--json").json["content"]
        stated.update({one["id"]: one["stated"] for one in content["deadlines"]})
        return {one["rule"]: one["state"] for one in content["lines"] if one["rule"] in wanted}

    before = reported("before")
    assert act(open_one("pool-cleanup"), "file", "office", "report", "changes").code == 0
    on("2025-08-07")
    assert act(open_one("committee-composition"), "file", "office", "members", "draw-record").code == 0
    after = reported("after")

    assert (before["pool-cleaned"], after["pool-cleaned"]) == ("unknown", "holds")
    assert (before["composition-filed"], after["composition-filed"]) == ("unknown", "holds")
    assert (stated["composition-filed"], stated["plan-filed"]) == ("claimed", None)


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE filing SET state = 'agreed' WHERE id = 1", "record-changed"),
        ("UPDATE filing_step SET done_on = '2025-06-01' WHERE filing_id = 1", "record-changed"),
        ("UPDATE filing_step SET reason = '' WHERE filing_id = 1", "record-changed"),
        ("DELETE FROM filing_paper WHERE filing_id = 1", "record-changed"),
        ("UPDATE filing_paper SET digest = '00'", "record-changed"),
        ("UPDATE committee_season SET days = '{}'", "record-changed"),
    ],
)
def test_a_changed_row_of_a_filing_is_found_by_the_ledger(
    run, on: Clock, committee: Path, act, open_one, home: Path, statement: str, finding: str
) -> None:
    on("2025-06-13")
    run("season", "committee", committee)
    number = open_one("annual-notice")
    assert act(number, "issue", "office", "notice", more=("--reason", "机构调整")).json["filing"]["steps"][0]["late"]
    engine = sa.create_engine(f"sqlite:///{home / 'expertpool.sqlite3'}")
    with engine.begin() as connection:
        assert connection.exec_driver_sql(statement).rowcount == 1
    engine.dispose()

    found = run("ledger", "verify", "--json")

    assert found.code == 5
    assert [one["code"] for one in found.json["findings"]] == [finding]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE filing SET state = 'acknowledged'",
        "UPDATE filing SET state = 'nowhere'",
        'UPDATE filing SET asked = \'{"changed": "soon"}\'',
        "UPDATE filing SET asked = '[]'",
        "UPDATE filing_step SET reached = 'acknowledged'",
        "UPDATE filing_step SET reached = 'nowhere'",
        "UPDATE filing_step SET transition = 'wave'",
        "UPDATE filing_step SET role = 'mayor'",
        "UPDATE filing_step SET number = 3",
        "DELETE FROM filing_step",
    ],
)
def test_steps_changed_past_the_program_are_refused_by_name_wherever_they_are_read(
    run, on: Clock, committee: Path, open_one, act, home: Path, statement: str
) -> None:
    on("2025-06-10")
    run("season", "committee", committee)
    number = open_one("annual-notice")
    act(number, "issue", "office", "notice")
    engine = sa.create_engine(f"sqlite:///{home / 'expertpool.sqlite3'}")
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()

    told = [
        run("filing", "show", str(number), "--json"),
        run("season", "due", "--json"),
        act(number, "acknowledge", "hrss"),
    ]

    assert [(one.code, one.json["error"]["code"]) for one in told] == [(5, "filing.spoilt")] * 3


def test_a_back_dated_act_is_refused(run, on: Clock, committee: Path, act, open_one) -> None:
    on("2025-06-10")
    run("season", "committee", committee)
    number = open_one("annual-notice")
    act(number, "issue", "office", "notice")

    back = act(number, "acknowledge", "hrss", "receipt", more=("--on", "2025-06-09"))
    ahead = act(number, "acknowledge", "hrss", "receipt", more=("--on", "2025-06-11"))

    assert [one.json["error"]["code"] for one in (back, ahead)] == ["filing.backdated", "filing.future"]


def test_papers_that_were_changed_or_lost_are_found_and_the_sound_ones_copied(
    run, on: Clock, committee: Path, act, open_one, home: Path, tmp_path: Path
) -> None:
    on("2025-07-18")
    run("season", "committee", committee, "--draw", "2025-07-20")
    number = open_one("pool-cleanup")
    moved = act(number, "file", "office", "report", "changes").json["filing"]
    report, changes = sorted(moved["steps"][0]["papers"], key=lambda one: one["paper"], reverse=True)
    lies = {one["paper"]: home / "filings" / one["digest"][:2] / one["digest"] for one in (report, changes)}
    assert lies["report"].read_text(encoding="utf-8") == "材料 report"
    lies["changes"].chmod(0o600)
    lies["changes"].write_text("别的", encoding="utf-8")

    found = run("filing", "papers", str(number), "--out", tmp_path / "out", "--json")

    assert (found.code, {one["paper"]: one["file"] for one in found.json["papers"]}) == (
        5,
        {"changes": "changed", "report": "sound"},
    )
    assert [one.name for one in (tmp_path / "out").iterdir()] == [f"01-report-{report['digest'][:8]}.txt"]


def test_a_form_is_made_empty_filled_in_and_checked(run, tmp_path: Path) -> None:
    for ending in ("xlsx", "toml"):
        empty = tmp_path / f"plan.{ending}"
        assert run("filing", "form", "review-plan", empty, "--json").code == 0
        checked = run("filing", "form", "review-plan", "--check", empty, "--json")
        assert (checked.code, len(checked.json["missing"])) == (2, 8)
    filled = tmp_path / "filled.toml"
    filled.write_text(PLAN, encoding="utf-8")
    assert run("filing", "form", "review-plan", "--check", filled, "--json").json == {
        "ok": True,
        "form": "review-plan",
        "clause": "2025通知 六(二)2",
        "missing": [],
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("open", "nothing", "--as", "office"), "filing.kind_unknown"),
        (("open", "review-plan", "--as", "office"), "filing.committee_wanted"),
        (("open", "review-plan", "--as", "hrss", "--committee", NAME), "filing.role_opening"),
        (("open", "review-plan", "--as", "office", "--committee", "没有"), "filing.no_committee"),
        (("open", "unit-delivery", "--as", "unit"), "filing.subject_wanted"),
        (("open", "pool-change", "--as", "office", "--committee", NAME, "--subject", "一"), "filing.values"),
        (
            (
                "open",
                "pool-change",
                "--as",
                "office",
                "--committee",
                NAME,
                "--subject",
                "一",
                "--set",
                "changed=2025-09-01",
            ),
            "filing.future",
        ),
        (
            ("open", "pool-change", "--as", "office", "--committee", NAME, "--subject", "一", "--set", "changed=昨天"),
            "filing.no_day",
        ),
        (
            ("open", "review-plan", "--as", "office", "--committee", NAME, "--set", "x=2025-01-01"),
            "filing.value_unknown",
        ),
        (("show", "9"), "filing.no_filing"),
        (("move", "1", "submit", "--as", "office", "--paper", "plan"), "filing.pair"),
        (("move", "1", "submit", "--as", "office", "--paper", "plan=没有.pdf"), "common.file_missing"),
        (("form", "nothing", "x.toml"), "filing.form_unknown"),
        (("form", "review-plan"), "filing.form_one"),
        (("list", "--kind", "nothing"), "filing.kind_unknown"),
    ],
)
def test_bad_usage_is_refused_by_name(run, on: Clock, committee: Path, words: tuple[str, ...], code: str) -> None:
    on("2025-07-01")
    run("season", "committee", committee)
    refused = run("filing", *words, "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, code)
    assert refused.json["error"]["hint"]


def test_every_kind_is_listed_with_its_clause_in_both_languages(run) -> None:
    for language in ("zh", "en"):
        told = run("filing", "kinds", "--lang", language, "--json").json["kinds"]
        assert len(told) == 27
        assert [one["id"] for one in told if not one["clause"] or not one["title"]] == []
    shown = run("filing", "kinds", "review-plan")
    assert "报送：拟稿、退回修改 → 已报待审" in shown.out


def test_the_committees_of_a_season_are_listed_with_their_days_and_what_is_open(
    run, on: Clock, committee: Path
) -> None:
    on("2025-06-10")
    first = run("season", "committee", committee, "--trait", "grassroots", "--json")
    again = run("season", "committee", committee, "--json")
    later = run("season", "committee", "--committee", NAME, "--draw", "2025-07-20", "--json")
    assert [one.json["changed"] for one in (first, again, later)] == [True, False, True]

    (listed,) = run("season", "committees", "--json").json["committees"]

    assert (listed["name"], listed["traits"]) == (NAME, ["grassroots", "self_reviewing", "senior"])
    assert listed["days"] == {
        "draw": "2025-07-20",
        "roster_posted": None,
        "meeting": "2025-08-15",
        "review_end": None,
        "result_posted": None,
    }
    assert run("season", "committee", "--json").json["error"]["code"] == "season.committee_one"
    assert run("season", "committee", "--committee", "没有", "--json").json["error"]["code"] == "filing.no_committee"


def test_the_list_of_filings_is_narrowed_by_committee_and_kind(run, on: Clock, committee: Path, open_one) -> None:
    on("2025-06-10")
    run("season", "committee", committee)
    open_one("annual-notice")
    open_one("roster-publicity", "unit", "--subject", "云岭大学", committee=False)

    def kinds(*more: str) -> list[str]:
        return [one["kind"] for one in run("filing", "list", *more, "--json").json["filings"]]

    assert kinds() == ["annual-notice", "roster-publicity"]
    assert kinds("--committee", NAME) == ["annual-notice"]
    assert kinds("--kind", "roster-publicity") == ["roster-publicity"]
    assert kinds("--year", "2024") == []
    assert "云岭大学" in run("filing", "list").out
