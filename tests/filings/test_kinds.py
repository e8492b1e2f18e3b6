"""The kinds that come with the program: whole, proved by their examples, each requirement pinned by one of them."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from expertpool.errors import Refusal
from expertpool.filings.form import form_named, known_forms
from expertpool.filings.kind import Role
from expertpool.filings.loading import all_kinds, kind_named, read_kind, refuse_strangers, refuse_unknown_deadlines
from expertpool.season.deadlines import known_dates, season_dates
from expertpool.words import Language

FOLDER = files("expertpool.filings").joinpath("kinds")
KINDS = tomllib.loads(FOLDER.joinpath("order.toml").read_text(encoding="utf-8"))["order"]

CLAUSES = {
    "annual-notice": "2025通知 二(一)3",
    "grassroots-plan": "2025通知 二(一)1；2025通知 二(一)4",
    "pool-cleanup": "2025通知 六(一)1",
    "pool-change": "2025通知 六(一)1",
    "committee-renewal": "2025通知 六(一)1；2025通知 四(二)1；40号令 第八条",
    "committee-composition": "2025通知 二(一)3；2025通知 四(二)2；2025通知 四(二)3",
    "review-plan": "2025通知 六(二)2；2025通知 二(一)3",
    "self-review-change": "2025通知 六(二)2",
    "joint-review": "2025通知 四(二)4",
    "postponement": "2025通知 六(二)1",
    "inspector-invitation": "2025通知 六(二)1",
    "roster-publicity": "2025通知 五3",
    "unit-delivery": "2025通知 二(一)1；2025通知 三(二)4；2025通知 三(三)",
    "entrusted-application": "2025通知 三(二)2",
    "correction-notice": "2025通知 五",
    "result-publicity": "2025通知 二(一)3；2025通知 六(二)3；40号令 第二十六条",
    "complaint-reviewing": "2025通知 六(二)3",
    "complaint-authenticity": "2025通知 六(二)3",
    "expert-integrity": "2025通知 六(一)3",
    "results-approval": "2025通知 六(二)4；2025通知 二(一)3",
    "results-approval-middle": "2025通知 六(二)4；2025通知 二(一)3",
    "inspection": "2025通知 七(一)",
    "measure-committee": "2025通知 七(二)",
    "measure-unit": "2025通知 七(二)",
    "referral": "2025通知 七(二)",
    "title-revocation": "2025通知 七(二)",
    "integrity-record": "2025通知 七(三)；2025通知 七(二)；2025通知 六(一)3；2025通知 五",
}


def table(kind: str) -> dict[str, Any]:
    return tomllib.loads(FOLDER.joinpath(f"{kind}.toml").read_text(encoding="utf-8"))


def test_the_folder_holds_the_kinds_in_order_and_no_others() -> None:
    assert sorted(one.name for one in FOLDER.iterdir() if one.name.endswith(".toml")) == sorted(
        ["order.toml", *(f"{name}.toml" for name in KINDS)]
    )
    assert list(all_kinds()) == KINDS


def test_every_kind_names_its_clause_and_speaks_both_languages() -> None:
    assert {one.id: one.clause for one in all_kinds().values()} == CLAUSES
    for one in all_kinds().values():
        named = [*one.states.values(), *one.papers.values(), *one.transitions.values(), *one.value_kinds(), one]
        assert [item for item in named for language in Language if not item.titles[language].strip()] == []
        assert {language: bool(text.strip()) for language, text in one.says.items()} == dict.fromkeys(Language, True)


@pytest.mark.parametrize("name", known_dates())
def test_every_day_a_kind_hangs_on_stands_in_the_dates_of_each_year(name: str) -> None:
    for one in all_kinds().values():
        refuse_unknown_deadlines(one, season_dates(name))


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal) as refused:
        kind_named("review-plans")
    assert (refused.value.code, refused.value.params["known"]) == ("filing.kind_unknown", "、".join(KINDS))


def test_a_plan_states_the_eight_contents_of_the_notice_in_its_order() -> None:
    form = form_named("review-plan")

    assert [one.titles[Language.ZH] for one in form.contents] == [
        "申报情况",
        "评审时间",
        "评审地点",
        "评委会组建情况",
        "评审工作程序",
        "工作措施",
        "申报人员名单",
        "评委推荐名单",
    ]
    assert known_forms() == ["review-plan"]


def fewer(values: list[Any]) -> Iterator[list[Any]]:
    """The list without each of its members, where that leaves one."""
    if len(values) > 1:
        yield from ([one for one in values if one != gone] for gone in values)


def changed_rule(rule: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in ("days", "working_days", "months", "years"):
        if key in rule:
            yield from ({**rule, key: rule[key] + step} for step in (-1, 1) if rule[key] + step >= 0)


def changed_transition(one: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Copies of a transition in which one requirement is left out, added or moved by one notch."""
    for key in ("from", "who", "papers"):
        yield from ((f"{key} {less}", {**one, key: less}) for less in fewer(one.get(key, [])))
    yield from (
        (f"also {role}", {**one, "who": [*one["who"], role.value]}) for role in Role if role.value not in one["who"]
    )
    yield "reason", {**one, "reason": not one.get("reason", False)}
    for key in ("by", "not_before", "needs", "clear", "form", "value", "papers"):
        if key in one:
            yield f"no {key}", {name: value for name, value in one.items() if name != key}
    if "by" in one:
        yield "late", {**one, "late": "recorded" if one.get("late") == "refused" else "refused"}
    for key in ("by", "not_before"):
        yield from ((f"{key} {rule}", {**one, key: rule}) for rule in changed_rule(one.get(key, {})))
    for kind, states in one.get("needs", {}).items():
        yield f"not {kind}", {**one, "needs": {name: held for name, held in one["needs"].items() if name != kind}}
        yield from ((f"{kind} {less}", {**one, "needs": {**one["needs"], kind: less}}) for less in fewer(states))
    yield from ((f"clear {less}", {**one, "clear": less}) for less in fewer(one.get("clear", [])))
    for at, value in enumerate(one.get("value", [])):
        yield from (
            (name, {**one, "value": [*one["value"][:at], new, *one["value"][at + 1 :]]})
            for name, new in changed_value(value)
        )


def changed_value(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "optional", {**value, "optional": not value.get("optional", False)}
    if "later_than" in value:
        yield "later", {name: one for name, one in value.items() if name not in {"later_than", "years_at_most"}}
    if "years_at_most" in value:
        yield from ((f"years {step}", {**value, "years_at_most": value["years_at_most"] + step}) for step in (-1, 1))


def notched(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Copies of a kind with one requirement changed."""
    whole = table(kind)
    for at, one in enumerate(whole["transition"]):
        for name, moved in changed_transition(one):
            held = [*whole["transition"][:at], moved, *whole["transition"][at + 1 :]]
            yield f"{one['id']}: {name}", {**whole, "transition": held}
        others = [*whole["transition"][:at], *whole["transition"][at + 1 :]]
        yield f"no {one['id']}", {**whole, "transition": others}
    for at, state in enumerate(whole["state"]):
        for step in (-1, 1) if "rung" in state else ():
            climbed = copy.deepcopy(whole)
            climbed["state"][at]["rung"] += step
            yield f"{state['id']} rung {step}", climbed


@pytest.mark.parametrize("kind", KINDS)
def test_every_requirement_of_a_kind_is_pinned_by_one_of_its_examples(kind: str) -> None:
    loose, tried = [], 0
    for name, changed in notched(kind):
        tried += 1
        try:
            read_kind(changed, "x.toml")
        except Refusal:
            continue
        loose.append(name)
    assert loose == []
    assert tried >= 5


def test_a_kind_that_needs_one_that_does_not_exist_is_refused() -> None:
    kinds = dict(all_kinds())
    del kinds["committee-composition"]
    with pytest.raises(Refusal) as refused:
        refuse_strangers(kinds)
    assert (refused.value.code, refused.value.params["name"]) == ("filing.name_unknown", "committee-composition")


def test_a_kind_that_needs_a_state_which_does_not_exist_is_refused() -> None:
    changed = table("review-plan")
    next(one for one in changed["transition"] if one["id"] == "hold")["needs"] = {"committee-composition": ["gone"]}
    with pytest.raises(Refusal) as refused:
        refuse_strangers({**all_kinds(), "review-plan": read_kind(changed, "x.toml", proved=False)})
    assert (refused.value.code, refused.value.params["name"]) == ("filing.name_unknown", "gone")
