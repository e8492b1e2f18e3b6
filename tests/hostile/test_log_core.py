"""Attacks L1 to L8 and L11 to L13 on the log's core: who tampers how, and what HRSS or any reader finds.

The attacker is the server's administrator: every stored byte and the log's own key are in the attacker's hands. What
the attacker does not have is the witness's key, and the heads HRSS keeps on its own machine.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from blind.errors import BlindError, Forged, Malformed
from blind.log.audit import Finding, audit
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.entry import Body, Entry
from blind.log.frontier import Frontier
from blind.log.head import Head, read_head
from blind.log.interval import Timeline
from blind.log.tree import Tree, leaf_hash, verify_consistency, verify_inclusion
from blind.log.witness import Accepted, Refused, consider
from tests.blind.log.season import (
    LOG_KEY,
    LOG_SIGNER,
    ORIGIN,
    WITNESS,
    WITNESS_KEY,
    Season,
    make_body,
    make_entry,
    seconds,
    signed_head,
    witnessed_head,
)


def found(season: Season, **given: Any) -> list[tuple[str, int | None]]:
    """What a reader of the log finds with the heads HRSS holds."""
    return [(one.code, one.position) for one in audit(season.entries, season.bodies, heads=season.heads(), **given)]


def kept() -> Head:
    """The last head on HRSS's machine: 12 entries."""
    return Season().heads()[-1]


def offered(entries: list[bytes]) -> Accepted | Refused:
    """HRSS's answer to a new head that the server's key signed, with the best proof the server can make."""
    tree = Tree(entries)
    proof = tree.consistency(12) if tree.size > 12 else []
    return consider(kept(), signed_head(entries), proof, log=[LOG_KEY], witnesses=[WITNESS_KEY])


def rewritten(season: Season, seq: int) -> None:
    """Another expert in an entry, its hash and body made to fit."""
    season.bodies[seq] = make_body(77)
    season.entries[seq] = make_entry(seq, body=season.bodies[seq])


def test_log_that_nobody_touched_is_sound_and_grows() -> None:
    season = Season()
    assert found(season, witness=WITNESS, tolerance=60) == []
    assert isinstance(offered([*season.entries, make_entry(12)]), Accepted)


@pytest.mark.parametrize("seq", range(12))
def test_l1_row_edited_is_found_by_every_reader_with_a_head(seq: int) -> None:
    """The administrator replaces an entry and its body by consistent others."""
    season = Season()
    rewritten(season, seq)
    differing = [size for size in (4, 8, 12) if size > seq]
    assert found(season) == [("log-differs-from-head", None)] * len(differing)


def test_l1_body_edited_alone_is_found_without_any_head() -> None:
    season = Season()
    season.bodies[5] = replace(season.bodies[5], content=b'{"expert":"E9999"}')
    assert [(one.code, one.position) for one in audit(season.entries, season.bodies, heads=[])] == [("body-changed", 5)]


def test_l1_row_edited_and_the_log_signed_anew_is_refused_by_the_witness() -> None:
    season = Season()
    rewritten(season, 5)
    season.entries.append(make_entry(12))
    answer = offered(season.entries)
    assert isinstance(answer, Refused)
    assert answer.reason == "not-grown"


def test_l2_middle_row_deleted_leaves_a_wrong_number_and_no_head_fits() -> None:
    season = Season()
    del season.entries[5]
    codes = found(season)
    assert ("entry-out-of-place", 5) in codes
    assert ("log-differs-from-head", None) in codes
    assert ("log-shorter-than-head", None) in codes


def test_l2_middle_row_deleted_and_the_rest_renumbered_fits_no_head() -> None:
    season = Season()
    bodies = [make_body(seq) for seq in range(12) if seq != 5]
    season.entries = [make_entry(seq, minutes=seq + (seq >= 5), body=body) for seq, body in enumerate(bodies)]
    season.bodies = dict(enumerate(bodies))
    facts = [one.facts for one in audit(season.entries, season.bodies, heads=season.heads())]
    assert [one["head"] for one in facts] == [8, 12]
    assert {one["fits_to"] for one in facts} == {4}


def test_l3_tail_deleted_is_found_by_whoever_holds_the_last_head() -> None:
    season = Season()
    for seq in (10, 11):
        del season.bodies[seq]
    del season.entries[10:]
    facts = {"head": 12, "log": 10, "fits_to": 8}
    assert audit(season.entries, season.bodies, heads=season.heads()) == [Finding("log-shorter-than-head", None, facts)]
    answer = offered(season.entries)
    assert isinstance(answer, Refused)
    assert answer.reason == "older"


def test_l3_tail_deleted_before_any_head_left_the_house_cannot_be_seen() -> None:
    """The limit of the promise: what no one outside ever held a head of was never pinned."""
    season = Season()
    season.entries.append(make_entry(12))
    season.bodies[12] = make_body(12)
    del season.entries[12], season.bodies[12]
    assert found(season) == []


@pytest.mark.parametrize("size", [1, 11, 12, 13, 40])
def test_l4_log_rebuilt_with_the_servers_key_is_refused_by_the_witness(size: int) -> None:
    """Every signature of the rebuilt log is genuine; only the head HRSS holds says otherwise."""
    rebuilt = [make_entry(seq, body=make_body(1000 + seq)) for seq in range(size)]
    bodies = {seq: make_body(1000 + seq) for seq in range(size)}
    assert read_head(signed_head(rebuilt), log=[LOG_KEY]).size == size
    assert audit(rebuilt, bodies, heads=[]) == []
    answer = offered(rebuilt)
    assert isinstance(answer, Refused)
    assert answer.reason == {1: "older", 11: "older", 12: "split-view"}.get(size, "not-grown")
    assert audit(rebuilt, bodies, heads=Season().heads()) != []


def test_l5_second_head_of_one_size_is_kept_as_evidence_that_convicts_alone() -> None:
    season = Season()
    rewritten(season, 11)
    answer = offered(season.entries)
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.proves_forgery) == ("split-view", True)
    heads = [
        read_head(data, log=[LOG_KEY], witnesses=[WITNESS_KEY]) for data in (answer.stored, answer.offered) if data
    ]
    assert [head.size for head in heads] == [12, 12]
    assert heads[0].root != heads[1].root


def test_l5_two_readers_shown_two_logs_see_it_when_they_compare_heads() -> None:
    """Each half of a split view is sound by itself; the heads held against each other are not."""
    mine, theirs = Season(), Season()
    rewritten(theirs, 11)
    own, other = (read_head(signed_head(one.entries), log=[LOG_KEY]) for one in (mine, theirs))
    assert audit(mine.entries, mine.bodies, heads=[own]) == []
    assert audit(theirs.entries, theirs.bodies, heads=[other]) == []
    assert [one.code for one in audit(mine.entries, mine.bodies, heads=[own, other])] == ["log-differs-from-head"]


def test_l6_back_dated_entry_lies_outside_its_interval() -> None:
    """An entry of minute 12 claims minute 2, as if it had been there before two heads were cosigned without it."""
    season = Season()
    season.entries.append(make_entry(12, minutes=2))
    season.bodies[12] = make_body(12)
    later = [*season.heads(), witnessed_head(season.entries, minutes=13)]
    timed = audit(season.entries, season.bodies, heads=later, witness=WITNESS, tolerance=60)
    assert [(one.code, one.position) for one in timed] == [("time-runs-backwards", 12), ("back-dated", 12)]
    assert timed[1].facts == {"claimed": seconds(2), "after": seconds(12)}


def test_l6_post_dated_entry_lies_outside_its_interval() -> None:
    season = Season()
    season.entries.append(make_entry(12, minutes=500))
    season.bodies[12] = make_body(12)
    later = [*season.heads(), witnessed_head(season.entries, minutes=13)]
    timed = audit(season.entries, season.bodies, heads=later, witness=WITNESS, tolerance=60)
    assert [(one.code, one.position) for one in timed] == [("post-dated", 12)]


def test_l6_entry_put_between_older_ones_fits_no_head() -> None:
    season = Season()
    season.entries.insert(3, make_entry(3, body=make_body(99)))
    codes = {code for code, _ in found(season)}
    assert {"entry-out-of-place", "log-differs-from-head"} <= codes


def test_l7_servers_clock_turned_back_shows_between_neighbouring_entries() -> None:
    season = Season()
    season.entries += [make_entry(12, minutes=3), make_entry(13, minutes=4)]
    season.bodies |= {seq: make_body(seq) for seq in (12, 13)}
    assert found(season) == [("time-runs-backwards", 12), ("time-runs-backwards", 13)]


def test_l7_witnesss_clock_turned_back_is_named_instead_of_giving_a_wrong_interval() -> None:
    season = Season()
    heads = [witnessed_head(season.entries[:4], minutes=50), witnessed_head(season.entries[:8], minutes=8)]
    with pytest.raises(Forged, match="clock-turned-back"):
        Timeline(heads, witness=WITNESS)


def test_l8_body_removed_without_record_is_found() -> None:
    season = Season()
    del season.bodies[7]
    assert found(season) == [("body-missing", 7)]


def test_l8_body_removed_with_its_record_leaves_the_tree_whole() -> None:
    season = Season()
    del season.bodies[7]
    assert found(season, removed={7}) == []


def test_l8_deleted_body_cannot_be_guessed_from_its_hash() -> None:
    """With the salt gone, trying all expert numbers against the entry's hash finds nothing."""
    entry = Entry.parse(Season().entries[7])
    guesses = [Body(bytes(32), b'{"expert":"E%04d"}' % number).hash() for number in range(10_000)]
    assert make_body(7).content == b'{"expert":"E0007"}'
    assert entry.body_hash not in guesses


def test_l11_yesterdays_backup_restored_is_refused_as_it_stands_and_after_growing() -> None:
    backup = Season().entries[:8]
    answer = offered(backup)
    assert isinstance(answer, Refused)
    assert answer.reason == "older"
    for size in (12, 13, 30):
        grown = backup + [make_entry(seq, body=make_body(500 + seq)) for seq in range(8, size)]
        answer = offered(grown)
        assert isinstance(answer, Refused)
        assert answer.reason == ("split-view" if size == 12 else "not-grown")


def test_l11_no_proof_the_server_can_choose_makes_a_restored_log_pass() -> None:
    grown = Tree(Season().entries[:8] + [make_entry(seq, body=make_body(500 + seq)) for seq in range(8, 20)])
    honest = Tree(Season().entries)
    hashes = [honest.root(size) for size in range(13)] + [grown.root(size) for size in range(21)]
    proofs = [grown.consistency(old) for old in range(1, 20)] + [honest.consistency(old) for old in range(1, 12)]
    proofs += [[one, two, three] for one in hashes[::7] for two in hashes[::7] for three in hashes[::7]]
    head = sign_checkpoint(Checkpoint(ORIGIN, 20, grown.root()), LOG_SIGNER).to_bytes()
    answers = [consider(kept(), head, proof, log=[LOG_KEY]) for proof in proofs]
    assert {type(answer) for answer in answers} == {Refused}


def test_l12_inner_node_does_not_pass_for_an_entry_nor_the_reverse() -> None:
    entries = Season().entries[:4]
    tree = Tree(entries)
    left = leaf_hash(entries[0]) + leaf_hash(entries[1])
    right = tree.inclusion(0)[1]
    with pytest.raises(Forged, match="entry-not-in-tree"):
        verify_inclusion(left, [right], index=0, size=2, root=tree.root())
    with pytest.raises(Forged, match="entry-not-in-tree"):
        verify_inclusion(b"\x01" + left, [right], index=0, size=2, root=tree.root())
    with pytest.raises(Malformed):
        Entry.parse(left)


def test_l12_proofs_of_wrong_length_are_refused_at_every_size() -> None:
    entries = Season().entries
    tree = Tree(entries)
    taken = []
    for size in range(1, 13):
        for index in range(size):
            path = tree.inclusion(index, size)
            for wrong in (path[:-1], path[1:], [*path, bytes(32)], [bytes(32), *path], [*path, *path]):
                if len(wrong) == len(path):
                    continue
                try:
                    verify_inclusion(entries[index], wrong, index=index, size=size, root=tree.root(size))
                except BlindError:
                    continue
                taken.append((index, size))
    assert taken == []


def test_l12_entry_of_a_larger_log_does_not_pass_for_one_of_a_log_of_one() -> None:
    """The surplus hash would lead to the larger log's genuine root."""
    tree = Tree(Season().entries[:2])
    with pytest.raises(Forged, match="proof-too-long"):
        verify_inclusion(make_entry(1), [leaf_hash(make_entry(0))], index=0, size=1, root=tree.root())


def test_l12_growth_of_a_larger_log_does_not_pass_for_that_of_a_smaller_one() -> None:
    """The proof from 11 to 13 entries ends with the root of the first eight; without it, it looks like 3 to 5."""
    tree = Tree([*Season().entries, make_entry(12)])
    path = tree.consistency(11, 13)
    verify_consistency(path, old_size=11, old_root=tree.root(11), new_size=13, new_root=tree.root(13))
    with pytest.raises(Forged, match="proof-too-long"):
        verify_consistency(path, old_size=3, old_root=tree.root(11), new_size=5, new_root=tree.root(13))


def test_l12_growth_proofs_of_wrong_length_are_refused_at_every_size() -> None:
    tree = Tree(Season().entries)
    taken = []
    for new in range(1, 13):
        for old in range(1, new + 1):
            path = tree.consistency(old, new)
            for wrong in (path[:-1], path[1:], [*path, bytes(32)], [bytes(32), *path]):
                if len(wrong) == len(path):
                    continue
                try:
                    verify_consistency(
                        wrong, old_size=old, old_root=tree.root(old), new_size=new, new_root=tree.root(new)
                    )
                except BlindError:
                    continue
                taken.append((old, new))
    assert taken == []


def test_l12_logs_of_no_and_of_one_entry_prove_what_is_true_and_nothing_else() -> None:
    empty, single = Tree(), Tree([make_entry(0)])
    verify_inclusion(make_entry(0), [], index=0, size=1, root=single.root())
    verify_consistency([], old_size=0, old_root=empty.root(), new_size=1, new_root=single.root())
    verify_consistency([], old_size=0, old_root=empty.root(), new_size=0, new_root=empty.root())
    for index, size in ((0, 0), (1, 1), (-1, 1)):
        with pytest.raises(Malformed):
            verify_inclusion(make_entry(0), [], index=index, size=size, root=single.root())
    with pytest.raises(Forged):
        verify_inclusion(b"", [], index=0, size=1, root=empty.root())
    for old_size, old_root, new_size, new_root in (
        (0, single.root(), 1, single.root()),
        (0, empty.root(), 0, single.root()),
        (1, empty.root(), 1, single.root()),
    ):
        with pytest.raises(Forged):
            verify_consistency([], old_size=old_size, old_root=old_root, new_size=new_size, new_root=new_root)
    with pytest.raises(Malformed):
        verify_consistency([], old_size=1, old_root=single.root(), new_size=0, new_root=empty.root())


def test_l13_two_writers_from_one_edge_make_a_fork_that_the_witness_sees() -> None:
    """Both read the same edge of the log and append: one size, two roots."""
    season = Season()
    edge = Frontier.of(season.entries)
    first, second = edge.append(make_entry(12)), edge.append(make_entry(12, body=make_body(99)))
    assert first.size == second.size == 13
    assert first.root() != second.root()
    stored = read_head(sign_checkpoint(Checkpoint(ORIGIN, 13, first.root()), LOG_SIGNER).to_bytes(), log=[LOG_KEY])
    other = sign_checkpoint(Checkpoint(ORIGIN, 13, second.root()), LOG_SIGNER).to_bytes()
    answer = consider(stored, other, [], log=[LOG_KEY])
    assert isinstance(answer, Refused)
    assert answer.proves_forgery


def test_l13_entries_with_one_number_or_a_gap_are_found() -> None:
    season = Season()
    season.entries += [make_entry(12), make_entry(12, body=make_body(99)), make_entry(15)]
    season.bodies |= {seq: make_body(seq) for seq in (12, 13, 14)}
    assert [one for one in found(season) if one[0] == "entry-out-of-place"] == [
        ("entry-out-of-place", 13),
        ("entry-out-of-place", 14),
    ]
