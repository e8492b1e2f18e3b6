"""The notice clause by clause: nothing missing, every name real, the page up to date."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from expertpool.__main__ import cli, main
from expertpool.documents.papers.catalogue import PAPERS
from expertpool.eligibility.pack import load_pack as load_applicant_pack
from expertpool.eligibility.stack import rule_ids
from expertpool.filings.loading import all_kinds
from expertpool.rules.coverage.printed import coverage_page, tally
from expertpool.rules.coverage.table import Coverage, Keeper, Standing, coverage_of, read_coverage
from expertpool.rules.pack import BUILT_IN, load_pack
from expertpool.season.deadlines import season_dates
from expertpool.words import Language

ROOT = Path(__file__).parents[2]
NOTICE = "baotou-2025"

CLAUSES = {
    **{"一": 4, "二(一)1": 4, "二(一)2": 1, "二(一)3": 4, "二(一)4": 1, "二(二)": 1},
    **{"三": 4, "三(一)1": 1, "三(一)2": 1, "三(二)": 1, "三(二)1": 1, "三(二)2": 1, "三(二)3": 1, "三(二)4": 1},
    **{"三(三)": 2, "四": 2, "四(一)1": 2, "四(一)2": 1, "四(一)3": 1, "四(一)4": 1, "四(一)5": 2},
    **{"四(二)1": 1, "四(二)2": 1, "四(二)3": 2, "四(二)4": 1, "四(三)": 2},
    **{"四(四)1": 1, "四(四)2": 1, "四(四)3": 1, "四(四)4": 2, "四(五)": 3, "四(六)": 1, "四(七)": 1},
    **{"四(八)1": 1, "四(八)2": 1, "四(九)1": 1, "四(九)2": 1, "四(十)": 3, "四(十一)": 1},
    **{"五": 5, "五1": 2, "五2": 1, "五3": 1},
    **{"六(一)1": 4, "六(一)2": 3, "六(一)3": 3, "六(二)1": 5, "六(二)2": 4, "六(二)3": 1, "六(二)4": 4},
    **{"六(三)1": 2, "六(三)2": 2, "七(一)": 3, "七(二)": 4, "七(三)": 1, "七(四)": 1},
}
"""Every numbered clause of the notice, in its order, with how many separate things its text asks for."""

MAY_BE_OUTSIDE = ("三(一)", "五", "四(八)", "四(九)", "七(四)")
"""The platform's own forms, the employer's internal duties, sentences of policy, tariffs."""


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return coverage_of(NOTICE)


def test_every_clause_of_the_notice_stands_in_its_order_with_everything_it_asks(coverage: Coverage) -> None:
    found = Counter(demand.clause for demand in coverage.demands)
    assert dict(found) == CLAUSES
    assert list(found) == list(CLAUSES)


def test_only_what_may_be_is_out_of_scope_and_says_why(coverage: Coverage) -> None:
    outside = [demand for demand in coverage.demands if demand.outside]
    assert [one.clause for one in outside if not one.clause.startswith(MAY_BE_OUTSIDE)] == []
    assert [one.clause for one in outside if one.note is None] == []


def test_every_demand_is_kept_by_something_unless_it_is_out_of_scope(coverage: Coverage) -> None:
    assert [one.clause for one in coverage.demands if not one.kept and one.standing is not Standing.OUTSIDE] == []
    assert sum(tally(coverage).values()) == len(coverage.demands)


def test_every_rule_named_is_in_a_pack(coverage: Coverage) -> None:
    known = {rule.id for name in BUILT_IN for rule in load_pack(name).rules}
    assert coverage.named(Keeper.RULE) - known == set()


def test_every_rule_of_the_notices_own_pack_is_named_under_its_clause(coverage: Coverage) -> None:
    told = {(rule, demand.clause) for demand in coverage.demands for rule in demand.kept.get(Keeper.RULE, ())}
    for rule in load_pack(NOTICE).rules:
        for clause in rule.clause.removeprefix("2025通知 ").split("、"):
            assert (rule.id, clause) in told


def clauses_of(clause: str) -> list[str]:
    """The clauses of this notice that a rule or filing names, however it joins them."""
    found, notice = [], False
    for part in re.split("[、；]", clause):
        notice = notice if re.match("[一二三四五六七]", part) else part.startswith("2025通知")
        found += [part.removeprefix("2025通知").strip()] if notice else []
    return found


def told(coverage: Coverage, keeper: Keeper) -> set[tuple[str, str]]:
    return {(name, demand.clause) for demand in coverage.demands for name in demand.kept.get(keeper, ())}


def test_every_rule_about_applicants_is_named_under_its_clause_and_no_other_is(coverage: Coverage) -> None:
    assert coverage.named(Keeper.APPLICANT_RULE) == rule_ids()
    named = told(coverage, Keeper.APPLICANT_RULE)
    clauses = [(rule.id, one) for rule in load_applicant_pack(NOTICE).rules for one in clauses_of(rule.clause)]
    assert len(clauses) > 40
    assert [pair for pair in clauses if pair not in named] == []


def test_every_kind_of_filing_is_named_under_its_clauses_and_no_other_is(coverage: Coverage) -> None:
    assert coverage.named(Keeper.FILING) == set(all_kinds())
    named = told(coverage, Keeper.FILING)
    clauses = [(kind.id, one) for kind in all_kinds().values() for one in clauses_of(kind.clause)]
    assert len(clauses) > 30
    assert [pair for pair in clauses if pair not in named] == []


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("2025通知 六(一)1、四(二)1", ["六(一)1", "四(二)1"]),
        ("2025通知 二(一)3；40号令 第二十六条", ["二(一)3"]),
        ("40号令 第二十六条；2025通知 二(一)3", ["二(一)3"]),
        ("40号令 第十三条（转载）、2025通知 四(九)", ["四(九)"]),
    ],
)
def test_the_notices_own_clauses_are_read_out_of_a_joined_one(clause: str, found: list[str]) -> None:
    assert clauses_of(clause) == found


def test_every_deadline_named_is_in_the_dates_and_every_date_is_named(coverage: Coverage) -> None:
    known = {one.id: one for one in season_dates(NOTICE).deadlines}
    assert coverage.named(Keeper.DEADLINE) == set(known)
    told = {(name, demand.clause) for demand in coverage.demands for name in demand.kept.get(Keeper.DEADLINE, ())}
    unnamed = [
        one.id
        for one in known.values()
        if "2025通知 " in one.clause and (one.id, one.clause.partition("2025通知 ")[2]) not in told
    ]
    assert unnamed == []


def test_every_paper_named_is_one_the_program_makes(coverage: Coverage) -> None:
    assert coverage.named(Keeper.PAPER) - set(PAPERS) == set()


def commands(group: click.Group, above: str = "") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        yield f"{above}{name}"
        if isinstance(found, click.Group):
            yield from commands(found, f"{above}{name} ")


def test_every_command_named_exists(coverage: Coverage) -> None:
    assert coverage.named(Keeper.COMMAND) - set(commands(cli)) == set()


def test_no_sentence_of_the_table_is_written_twice(coverage: Coverage) -> None:
    for language in Language:
        said = Counter(demand.says[language] for demand in coverage.demands)
        assert [text for text, times in said.items() if times > 1] == []


def test_the_page_is_the_one_the_program_prints(coverage: Coverage, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "expertpool" / "rules" / "COVERAGE.md").read_text(encoding="utf-8")
    assert page == coverage_page(coverage, Language.ZH)
    capsys.readouterr()
    assert main(["rules", "--coverage", "--markdown"]) == 0
    assert capsys.readouterr().out == page


def test_an_unknown_table_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "nowhere-2030", "--coverage", "--json"]) == 2
    assert NOTICE in capsys.readouterr().out


@pytest.mark.parametrize(
    "entry",
    [
        'clause = "一"\nsays = "x"\nsays_en = "x"',
        'clause = "一"\nsays = "x"\nsays_en = "x"\nrules = []',
        'clause = "一"\nsays = "x"\nsays_en = "x"\noutside = true',
        'clause = "一"\nsays = "x"\nsays_en = "x"\nrule = ["pledge"]',
    ],
)
def test_a_demand_that_nothing_keeps_does_not_load(entry: str) -> None:
    with pytest.raises(ValueError, match="一"):
        read_coverage("x", tomllib.loads(f'title = "x"\ntitle_en = "x"\n[[demand]]\n{entry}\n'))
