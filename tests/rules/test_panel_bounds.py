"""Two readings of the rules on a whole panel: the bounds given to a solver, and the verdicts given to people."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertpool.ids import ExpertId
from expertpool.rules.count_words import weigh_count
from expertpool.rules.facts import Basis, EmployerKind, PanelFacts, SeatRange
from expertpool.rules.finding import State
from expertpool.rules.judge import judge
from expertpool.rules.panel_bounds import panel_bounds
from expertpool.rules.sentence import Sentence
from expertpool.rules.stack import load_packs
from expertpool.rules.stage import Stage
from expertpool.words import Language
from solver.bounds import CountRange, never_both

NUMBERS = [f"X{at:02}" for at in range(14)]
EMPLOYERS = ["云岭稀土研究院", "云岭稀土研究院检测中心", "云岭大学", "云岭 大学", "云岭钢铁"]


@st.composite
def people(draw, make, *, kinds):
    """A small pool in which groups overlap."""
    return [
        make(
            number,
            employer=draw(st.sampled_from(EMPLOYERS)),
            employer_kind=draw(st.sampled_from(kinds)),
            specialties=tuple(
                draw(st.lists(st.sampled_from(["冶金", "采矿", "材料", "建筑"]), min_size=1, max_size=2, unique=True))
            ),
            kin=draw(st.sets(st.sampled_from(NUMBERS), max_size=1).map(frozenset)),
        )
        for number in NUMBERS
    ]


SHARES = st.one_of(st.none(), st.integers(0, 4), st.sampled_from([Fraction(1, 5), Fraction(1, 3), Fraction(1, 2)]))


@st.composite
def committees(draw, lawful):
    """Committees of all kinds, most of them hard to please."""
    low = draw(st.integers(0, 3))
    self_reviewing = draw(st.booleans())
    caps = st.one_of(st.none(), st.integers(1, 3), st.just(Fraction(1, 3)))
    new_members = draw(SHARES)
    return replace(
        lawful,
        seats=draw(st.integers(3, 9)),
        basis=draw(st.sampled_from([None, *Basis])),
        self_reviewing_unit=lawful.self_reviewing_unit if self_reviewing else None,
        affiliates=lawful.affiliates if self_reviewing else frozenset(),
        enterprise_related=draw(st.sampled_from([True, False, None])),
        private_enterprise_at_least=draw(SHARES),
        max_per_employer=draw(caps),
        keep=tuple(map(ExpertId, draw(st.lists(st.sampled_from(NUMBERS), max_size=2, unique=True)))),
        previous_panel=frozenset(map(ExpertId, NUMBERS[:5])),
        specialties=draw(st.sampled_from([{}, {"冶金": SeatRange(low, low + 2), "采矿": SeatRange(1)}])),
        settings={} if new_members is None else {"new_members_at_least": new_members},
    )


def _readings(packs, committee, pool, seated):
    """What the bounds say of a panel, by rule, and what the verdicts say."""
    bounds = panel_bounds(packs, committee, pool)
    members = tuple(one for one in pool if one.expert_no in seated)
    kept = {bounds.rules[bound.label]: True for bound in bounds.bounds}
    kept |= {bounds.rules[never_both(pair).label]: True for pair in bounds.pairs}
    for bound in (*bounds.bounds, *map(never_both, bounds.pairs)):
        kept[bounds.rules[bound.label]] &= bound.holds(seated)
    topics = {rule.id: topic.id for topic in packs.topics for rule in topic.rules}
    by_topic: dict[str, bool] = {}
    for rule, holds in kept.items():
        by_topic[topics[rule]] = by_topic.get(topics[rule], True) and holds
    states = {topics[v.rule_id]: v.state for v in judge(packs, Stage.DRAW, PanelFacts(committee, members))}
    return by_topic, {topic: states[topic] for topic in by_topic}


ABOUT_PANELS = {
    "outside-peers",
    "private-enterprise-share",
    "seats-by-specialty",
    "employer-cap",
    "kept-members",
    "rotation",
    "kin-apart",
}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_where_all_facts_are_known_bounds_and_verdicts_agree(packs, season, expert, data):
    pool = data.draw(people(expert, kinds=list(EmployerKind)))
    committee = data.draw(committees(season.committee))
    seated = set(data.draw(st.permutations(NUMBERS))[: committee.seats])

    kept, states = _readings(packs, committee, pool, seated)

    assert set(kept) <= ABOUT_PANELS
    # an open share that nobody stated leaves the verdict unknown, but what is asked in any case is asked by both
    open_share = committee.enterprise_related is True and committee.private_enterprise_at_least is None
    holding = State.UNKNOWN if open_share else State.HOLDS
    assert states == {
        topic: (holding if topic == "private-enterprise-share" else State.HOLDS) if holds else State.BROKEN
        for topic, holds in kept.items()
    }


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_where_facts_are_unknown_a_panel_within_the_bounds_keeps_the_rules_for_certain(packs, season, expert, data):
    pool = data.draw(people(expert, kinds=[None, EmployerKind.PRIVATE_ENTERPRISE, EmployerKind.GOVERNMENT]))
    committee = replace(data.draw(committees(season.committee)), private_enterprise_at_least=Fraction(1, 3))
    seated = set(data.draw(st.permutations(NUMBERS))[: committee.seats])

    kept, states = _readings(packs, committee, pool, seated)

    for topic, holds in kept.items():
        assert states[topic] is State.HOLDS if holds else states[topic] in (State.BROKEN, State.UNKNOWN)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_rule_without_a_bound_is_not_broken_by_any_panel(packs, season, expert, data):
    pool = data.draw(people(expert, kinds=list(EmployerKind)))
    committee = data.draw(committees(season.committee))
    seated = set(data.draw(st.permutations(NUMBERS))[: committee.seats])
    kept, _ = _readings(packs, committee, pool, seated)
    members = tuple(one for one in pool if one.expert_no in seated)

    broken = {v.rule.topic for v in judge(packs, Stage.DRAW, PanelFacts(committee, members)) if v.state is State.BROKEN}

    assert broken & ABOUT_PANELS <= set(kept)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_bounds_do_not_depend_on_the_order_of_the_candidates(packs, season, expert, data):
    pool = data.draw(people(expert, kinds=list(EmployerKind)))
    committee = data.draw(committees(season.committee))

    assert panel_bounds(packs, committee, data.draw(st.permutations(pool))) == panel_bounds(packs, committee, pool)


def test_the_lawful_committee_becomes_these_bounds(packs, season):
    members = [*season.members.values()]

    bounds = panel_bounds(packs, season.committee, members)

    assert [(b.label, len(b.members), b.at_least, b.at_most, b.price) for b in bounds.bounds] == [
        ("kept-members:E01", 1, 1, None, 10),
        ("outside-peers", 5, 5, None, None),
        ("private-enterprise-share", 3, 3, None, 10),
        ("private-enterprise-share:never-below", 3, 1, None, None),
        ("rotation", 9, 9, None, 10),
        ("seats-by-specialty:冶金", 5, 5, None, 10),
        ("seats-by-specialty:采矿", 4, 3, 5, 10),
    ]
    assert bounds.pairs == ()
    assert bounds.rules["private-enterprise-share:never-below"] == "private-enterprise-share"
    assert bounds.packs["outside-peers"] == "baotou-2025"


def test_an_employer_gets_a_bound_only_where_it_has_more_candidates_than_its_cap(packs, season, expert):
    committee = replace(season.committee, max_per_employer=2)
    staff = [expert(f"A{at}", employer="云岭大学") for at in range(3)] + [
        expert(f"B{at}", employer="云岭钢铁") for at in range(2)
    ]

    bounds = [b for b in panel_bounds(packs, committee, staff).bounds if b.label.startswith("employer-cap")]

    assert [(b.label, sorted(b.members), b.at_most, b.price) for b in bounds] == [
        ("employer-cap:云岭大学", ["A0", "A1", "A2"], 2, 10)
    ]


def test_the_self_reviewing_unit_and_its_affiliates_share_one_cap(packs, season):
    committee = replace(season.committee, max_per_employer=3)

    bounds = panel_bounds(packs, committee, [*season.members.values()]).bounds

    assert [(b.label, sorted(b.members)) for b in bounds if b.label.startswith("employer-cap")] == [
        ("employer-cap:云岭稀土研究院", ["E01", "E02", "E03", "E04"])
    ]


def test_a_kept_member_who_is_no_candidate_leaves_a_bound_nobody_can_meet(packs, season):
    rest = [member for member in season.members.values() if member.expert_no != "E01"]

    bound = panel_bounds(packs, season.committee, rest).bounds[0]

    assert (bound.label, bound.members, bound.at_least) == ("kept-members:E01", frozenset(), 1)


def test_kin_make_one_pair_whichever_of_them_declares_it(packs, season):
    both = season.but_member("E10", kin=frozenset({"E11", "E99"})).but_member("E11", kin=frozenset({"E10"}))
    one = season.but_member("E11", kin=frozenset({"E10", "E11"}))

    for declared in (both, one):
        bounds = panel_bounds(packs, declared.committee, [*declared.members.values()])
        assert bounds.pairs == (("E10", "E11"),)
        assert bounds.rules[never_both(("E10", "E11")).label] == "kin-apart"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ZH, "外单位同行专家不少于 5（≥ 1/3）〔2025通知 六(一)2〕"),
        (Language.EN, "outside peers: at least 5 (≥ 1/3) [2025 notice, 6(1)2]"),
    ],
)
def test_a_label_says_what_is_asked_and_by_which_clause(packs, season, language, words):
    bounds = panel_bounds(packs, season.committee, [*season.members.values()])

    assert bounds.label_words("outside-peers", language) == words
    assert all(bounds.label_words(label, language) for label in bounds.rules)


def test_a_number_the_committee_set_is_named_as_its_own(packs, season):
    bounds = panel_bounds(packs, season.committee, [*season.members.values()])

    own = {label for label in bounds.rules if "办公室设定" in bounds.label_words(label, Language.ZH)}
    assert own == {"private-enterprise-share", "rotation"}


BOTH_ENDS = """
[[rule]]
id = "private-between"
clause = "本单位规定"
says = "民营企业专家的席位在两成与四成之间"
strength = "strict"
source = "read"
check = { kind = "share_of_seats", group = "private_enterprise", at_least = "1/5", at_most = "2/5" }
stages = ["draw"]

  [[rule.example]]
  facts = { seats = 10, members = 4 }
  holds = true

  [[rule.example]]
  facts = { seats = 10, members = 5 }
  holds = false

  [[rule.example]]
  facts = { seats = 10, members = 4, unknown = 1 }
  holds = "unknown"
"""


def test_whoever_may_belong_counts_against_the_upper_end_and_fills_no_lower_one(season, expert, tmp_path):
    file = tmp_path / "unit.toml"
    file.write_text(BOTH_ENDS, encoding="utf-8")
    packs = load_packs([str(file)], on=season.committee.meeting)
    committee = replace(season.committee, keep=(), specialties={}, private_enterprise_at_least=None, settings={})
    kinds = {"A": EmployerKind.PRIVATE_ENTERPRISE, "B": None, "C": EmployerKind.GOVERNMENT}
    people = [expert(number, employer_kind=kind) for number, kind in kinds.items()]

    bounds = panel_bounds(packs, committee, people)

    assert [(b.label, sorted(b.members), b.at_least, b.at_most) for b in bounds.bounds] == [
        ("private-between", ["A"], 3, None),
        ("private-between:at-most", ["A", "B"], 0, 5),
    ]


@pytest.mark.parametrize(
    ("members", "unknown", "low", "high", "state"),
    [
        (3, 0, 3, 5, State.HOLDS),
        (3, 2, 3, 5, State.HOLDS),
        (3, 3, 3, 5, State.UNKNOWN),
        (2, 1, 3, 5, State.UNKNOWN),
        (2, 9, 3, 5, State.UNKNOWN),
        (1, 1, 3, 5, State.BROKEN),
        (6, 9, 3, 5, State.BROKEN),
        (0, 13, 7, 4, State.BROKEN),
        (0, 0, 0, None, State.HOLDS),
    ],
)
def test_a_count_is_known_only_where_the_unknown_cannot_change_it(members, unknown, low, high, state):
    of = Sentence("rules.group.members")

    assert weigh_count(members, CountRange(low, high), of=of, total=13, unknown=unknown).state is state
