"""``verify_draw.py`` by itself: it runs anywhere, takes nothing that was changed, and ends whatever it is given."""

from __future__ import annotations

import ast
import base64
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind import dsse, verify_draw
from blind.certificate import PUBLIC, RESTRICTED
from blind.encoding import canonical
from tests.blind.changes import changed
from tests.blind.make_certificates import FOLDER, PLANS, SIGN, contents, draw, signed_anew
from tests.blind.second_verifier import COSTLY, Case, first_answer

FILE = Path(verify_draw.__file__)
SOURCE = FILE.read_text(encoding="utf-8")
ENDLESS = 60
"""Processor seconds: what takes so long would never end; how fast it is, benchmarks say."""
VECTORS = [*sorted(FOLDER.glob("valid/*.json")), *sorted(FOLDER.glob("malformed/*.json"))]
Json = dict[str, Any]


def given_of(file: Path) -> tuple[Case, Json]:
    """What a vector gives a verifier, and what it expects."""
    record = json.loads(file.read_text(encoding="utf-8", errors="surrogateescape"))
    texts = {name: text.encode("utf-8", "surrogateescape") for name, text in record["given"].items()}
    return Case(**texts), record["expect"]


# --- One file that runs anywhere --------------------------------------------------------------------------------------


def test_file_is_written_in_python_3_8() -> None:
    ast.parse(SOURCE, feature_version=(3, 8))
    newer = {"removeprefix", "removesuffix", "bit_count", "pairwise", "batched", "lcm", "is_relative_to", "with_stem"}
    attributes = {node.attr for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Attribute)}
    assert attributes & newer == set()
    assert "strict=" not in re.sub(r"#.*", "", SOURCE)


def test_file_imports_the_standard_library_alone() -> None:
    names = {alias.name for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)
    assert names & {"socket", "ssl", "urllib", "http", "subprocess", "os", "random", "secrets", "time"} == set()


def test_file_has_no_line_over_120_columns_and_does_not_grow() -> None:
    lines = SOURCE.splitlines()
    assert [number for number, line in enumerate(lines, start=1) if len(line) > 120] == []
    assert len(lines) <= 882


def test_every_check_has_words_in_both_languages() -> None:
    calls = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Call)]
    needs = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "need"]
    named = {call.args[1].value for call in needs if isinstance(call.args[1], ast.Constant)}
    assert named - set(verify_draw.TEXTS) == set()
    assert [name for name, words in verify_draw.TEXTS.items() if len(words) != 2 or not all(words)] == []


def oldest() -> Path | None:
    """A Python 3.8 of this machine, if it has one."""
    homes = [Path(os.environ.get("PYENV_ROOT", "/root/.pyenv")) / "versions", Path("/usr/bin")]
    found = [path for home in homes for path in (*home.glob("3.8.*/bin/python3.8"), *home.glob("python3.8"))]
    return found[0] if found else None


@pytest.mark.skipif(oldest() is None, reason="this machine has no Python 3.8; the syntax is checked without it")
@pytest.mark.parametrize("name", ["two-rounds-of-replacements", "factories-and-relatives-exchanged"])
def test_python_3_8_itself_proves_a_sound_draw(name: str, tmp_path: Path) -> None:
    path = tmp_path / "certificate.json"
    path.write_bytes(draw(name).certificate())
    told = subprocess.run(
        [str(oldest()), "-I", "-S", str(FILE), str(path), "--lang", "en"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout.split(" | ")[0], told.stderr) == (0, "VERIFIED", "")


# --- Vectors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", VECTORS, ids=[f"{file.parent.name}/{file.stem}" for file in VECTORS])
def test_vector_has_the_outcome_it_tells(file: Path) -> None:
    case, expected = given_of(file)
    answer = first_answer(case)
    assert answer.exit == expected["exit"]
    if expected["check"] is not None or expected["exit"] == 0:
        assert answer.checks == ((expected["check"],) if expected["check"] else ())
    assert [len(lines[0].splitlines()) for lines in answer.lines] == [1, 1]


@pytest.mark.parametrize(("words", "code"), [((), 0), (("--lang", "en"), 0)])
def test_command_prints_one_verdict_line_first(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    path = tmp_path / "certificate.json"
    path.write_bytes(draw("three-parties").certificate(PUBLIC))
    told = subprocess.run(
        [sys.executable, "-I", "-S", str(FILE), str(path), *words], capture_output=True, check=False, encoding="utf-8"
    )
    lines = told.stdout.splitlines()
    assert told.returncode == code
    assert lines[0].split(" | ")[0] in {"通过", "VERIFIED"}
    assert [line for line in lines[1:] if line.startswith(("通过", "VERIFIED"))] == []


def test_command_says_which_file_is_missing(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-I", "-S", str(FILE), str(tmp_path / "none.json")],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (told.returncode, told.stdout) == (2, "")
    assert "none.json" in told.stderr


# --- A receipt in plain words -----------------------------------------------------------------------------------------


def told_by_receipt(name: str, number: str, tier: str = PUBLIC) -> tuple[str, str]:
    """The last line for the expert, in Chinese and in English."""
    made = draw(name)
    answer = first_answer(Case(made.certificate(tier), receipt=canonical(made.receipt(number))))
    assert (answer.exit, answer.checks) == (0, ())
    return answer.lines[0][-1].strip(), answer.lines[1][-1].strip()


def people_of(name: str) -> dict[str, str]:
    """Code to expert number of everybody drawable."""
    return {code: number for number, code in draw(name).hashed.pool.names.items()}


@pytest.mark.parametrize("tier", [PUBLIC, RESTRICTED])
def test_receipt_tells_an_excluded_expert_the_clause(tier: str) -> None:
    chinese, english = told_by_receipt("three-parties", "E0108", tier)
    assert chinese == "回执：本人在专家库中，本次未列入抽取，原因 六(二)5 (misconduct)"
    assert english == (
        "receipt: you are in the library but were left out of this draw, because of 六(二)5 (misconduct)"
    )


def test_receipt_tells_a_member_that_he_was_drawn() -> None:
    people, panel = people_of("three-parties"), draw("three-parties").rounds[0].panel
    chinese, english = told_by_receipt("three-parties", people[panel[0]])
    assert chinese == f"回执：本人在专家库中，参加抽取，已入选 {people[panel[0]]}"
    assert english == f"receipt: you took part in the draw and have a seat: {people[panel[0]]}"


def test_receipt_tells_everybody_else_that_the_lot_fell_on_others() -> None:
    people, panel = people_of("three-parties"), draw("three-parties").rounds[0].panel
    number = next(number for code, number in people.items() if code not in panel)
    chinese, english = told_by_receipt("three-parties", number)
    assert chinese == f"回执：本人在专家库中，参加抽取，本次未抽中 {number}"
    assert english == f"receipt: you took part in the draw, the lot fell on others: {number}"


def test_receipt_tells_somebody_replaced_that_a_list_removed_him() -> None:
    people, rounds = people_of("two-rounds-of-replacements"), draw("two-rounds-of-replacements").rounds
    gone = next(code for code in rounds[0].panel if code not in rounds[-1].panel)
    chinese, english = told_by_receipt("two-rounds-of-replacements", people[gone])
    assert chinese == f"回执：本人曾抽中，后依名单移出 {people[gone]}"
    assert english == f"receipt: you were drawn, and removed by a list later: {people[gone]}"


def test_receipt_is_read_by_the_command(tmp_path: Path) -> None:
    made = draw("three-parties")
    (tmp_path / "certificate.json").write_bytes(made.certificate(PUBLIC))
    (tmp_path / "receipt.json").write_bytes(canonical(made.receipt("E0107")))
    command = [sys.executable, "-I", "-S", str(FILE), "certificate.json", "--receipt", "receipt.json"]
    told = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, encoding="utf-8")
    assert told.returncode == 0
    assert told.stdout.splitlines()[-1].endswith("原因 六(三)1 (recused)")


@pytest.mark.every
@pytest.mark.parametrize("field", ["attr_salt", "code", "context_hash", "draw_id", "expert_no", "id_salt", "name"])
def test_receipt_with_any_field_changed_is_refused(field: str) -> None:
    made = draw("three-parties")
    receipt = made.receipt("E0108")
    receipt[field] = receipt[field][:-1] + ("0" if receipt[field][-1] != "0" else "1")
    answer = first_answer(Case(made.certificate(PUBLIC), receipt=canonical(receipt)))
    assert (answer.exit, answer.checks) == (5, ("receipt",))


# --- No changed byte passes -------------------------------------------------------------------------------------------

STORIES = [(name, tier) for name in PLANS for tier in (RESTRICTED, PUBLIC)]


@cache
def certificate(name: str, tier: str) -> bytes:
    """The certificate of a story."""
    return draw(name).certificate(tier)


def one_byte_changed(data: bytes, dice: random.Random) -> bytes:
    """A byte replaced, dropped or put in, somewhere."""
    at = dice.randrange(len(data))
    other = bytes([data[at] ^ 1 + dice.randrange(255)])
    return dice.choice([data[:at] + other + data[at + 1 :], data[:at] + data[at + 1 :], data[:at] + other + data[at:]])


def changed_without_a_key(dice: random.Random) -> bytes:
    """A sound certificate with one byte of the file, or of its payload under the old signature, changed."""
    sound = certificate(*dice.choice(STORIES))
    if dice.random() < 0.5:
        return one_byte_changed(sound, dice)
    envelope = json.loads(sound)
    payload = one_byte_changed(base64.b64decode(envelope["payload"]), dice)
    return canonical({**envelope, "payload": base64.b64encode(payload).decode()})


def places_signed_by_others(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where somebody else's signature, a witness or the log stands behind a text."""
    if isinstance(value, dict):
        for key, one in value.items():
            signed = {"payload", "sig", "keyid", "payloadType", "checkpoint", "trust", "body_hash"}
            if key in signed and isinstance(one, str):
                yield (*path, key)
            else:
                yield from places_signed_by_others(one, (*path, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from places_signed_by_others(one, (*path, at))


SEALED = [(name, tier) for name, tier in STORIES if PLANS[name].assurance != "M0"]


def changed_by_the_office(dice: random.Random) -> bytes:
    """One byte of what parties, log, witness or root holders signed, changed by the office, which signs anew."""
    name, tier = dice.choice(SEALED)
    content = contents(certificate(name, tier))
    places = list(places_signed_by_others(content))
    *path, last = dice.choice(places)
    node: Any = content
    for key in path:
        node = node[key]
    old = node[last]
    if last == "payload":
        inner = one_byte_changed(base64.b64decode(old), dice)
        node[last] = base64.b64encode(inner).decode()
    else:
        at = dice.randrange(len(old))
        node[last] = old[:at] + dice.choice([c for c in "0Az9f" if c != old[at]]) + old[at + 1 :]
    return signed_anew(content, SIGN["report"])


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.full)])
def test_no_random_change_without_a_key_is_taken(count: int) -> None:
    dice = random.Random(20_250_601)
    codes = {first_code(changed_without_a_key(dice)) for _ in range(count)}
    assert codes == {5}


@pytest.mark.parametrize("count", [60, pytest.param(2_000, marks=pytest.mark.full)])
def test_no_random_change_of_what_others_signed_is_taken_from_the_office(count: int) -> None:
    dice = random.Random(20_250_602)
    codes = {first_code(changed_by_the_office(dice)) for _ in range(count)}
    assert codes == {5}


def first_code(data: bytes) -> int:
    """The exit code for a certificate alone."""
    code: int = verify_draw.examine(data)[0]
    return code


@given(data=changed(certificate("twelve-people-drawn-on-one-computer", RESTRICTED)))
@settings(max_examples=40, deadline=None)
def test_bytes_replaced_doubled_dropped_or_swapped_are_refused(data: bytes) -> None:
    one_line_end_more = certificate("twelve-people-drawn-on-one-computer", RESTRICTED) + b"\n"
    assert first_code(data) == (0 if data == one_line_end_more else 5)


# --- Whatever it is given, it ends ------------------------------------------------------------------------------------

LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8) | st.just("00" * 32)
TREES = st.recursive(
    LEAVES, lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text("abcde", max_size=5), one, max_size=4)
)


@given(data=st.binary(max_size=200) | TREES.map(lambda tree: json.dumps(tree).encode()))
@settings(max_examples=100, deadline=None)
def test_bytes_and_trees_of_any_kind_are_refused(data: bytes) -> None:
    assert first_code(data) == 5


@given(tree=TREES)
@settings(max_examples=60, deadline=None)
def test_any_tree_as_a_payload_is_refused(tree: Any) -> None:
    body = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
    kind = "application/vnd.expertpool.draw-certificate+json"
    assert first_code(dsse.sign(body, payload_type=kind, signers=[SIGN["self"]]).to_bytes()) == 5


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a tree below its root."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from paths(one, (*path, key))


@cache
def whole(name: str, tier: str) -> tuple[Json, list[tuple[Any, ...]]]:
    """Payload and all its places."""
    content = contents(certificate(name, tier))
    return content, list(paths(content))


def with_another_tree(dice: random.Random, tree: Any) -> bytes:
    """A story's certificate with a tree of any kind at any place, signed anew by its maker."""
    story = dice.choice(STORIES)
    content, places = whole(*story)
    content, (*path, last) = deepcopy(content), dice.choice(places)
    node: Any = content
    for key in path:
        node = node[key]
    node[last] = tree
    return signed_anew(content, draw(story[0]).signer)


@given(seed=st.integers(0, 2**32), tree=TREES)
@settings(max_examples=80, deadline=None)
def test_any_tree_at_any_place_of_a_certificate_ends_in_an_answer(seed: int, tree: Any) -> None:
    try:
        data = with_another_tree(random.Random(seed), tree)
    except ValueError:  # a tree that has no canonical form cannot be signed
        return
    code, _, findings = verify_draw.examine(data)
    assert code in {0, 5, 6}
    assert bool(findings) == (code != 0)


@pytest.mark.every
@pytest.mark.parametrize("tier", [RESTRICTED, PUBLIC])
def test_file_cut_off_anywhere_is_refused(tier: str) -> None:
    sound = certificate("three-parties", tier)
    assert {first_code(sound[:at]) for at in range(0, len(sound), len(sound) // 60)} == {5}


@pytest.mark.every
@pytest.mark.parametrize("other", ["trust", "receipt", "log"])
@pytest.mark.parametrize("junk", [b"", b"{}", b"[" * 9_000, b"\xff", b"null\n" * 9, b'{"format":1}'])
def test_junk_beside_a_sound_certificate_is_refused(other: str, junk: bytes) -> None:
    case = Case(certificate("three-parties", PUBLIC))
    assert first_answer(replace(case, **{other: junk})).exit == 5


def changed_in(name: str, tier: str, change: Any) -> bytes:
    """A story whose maker changed something and signed it anew."""
    content = contents(certificate(name, tier))
    change(content)
    return signed_anew(content, draw(name).signer)


def huge_levels(content: Json) -> None:
    """A proof of thousands of levels whose fractions share no divisor."""
    level = {"per_seat": "9" * 990, "value": "1/1", "weights": {}}
    content["fairness"]["levels"] = [{**level, "per_seat": f"{10**980 + number}"} for number in range(5_000)]


def many_cliques(content: Json) -> None:
    """Many long cliques of people who form no pairs."""
    people = sorted(code for group in content["table"]["groups"] for code in group["codes"])
    content["cliques"] = [{"code": f"C{number:03}", "people": people} for number in range(2_000)]


def endless_path(content: Json) -> None:
    """A way up that is far longer than any tree is high."""
    content["rounds"][0]["ticket"]["path"] = ["00" * 32] * 50_000


@pytest.mark.parametrize("change", [huge_levels, many_cliques, endless_path])
def test_work_made_for_the_verifier_ends_soon(change: Any) -> None:
    data = changed_in("twelve-people-drawn-on-one-computer", RESTRICTED, change)
    start = time.process_time()
    assert first_code(data) == 5
    assert time.process_time() - start < ENDLESS


def test_examination_without_end_is_given_up_and_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_draw, "WORK", 100_000)
    answer = first_answer(Case(certificate("three-parties", RESTRICTED)))
    assert (answer.exit, answer.checks) == (6, ("work",))
    assert answer.lines[1][0].startswith("NOT PROVEN")


@pytest.mark.every
@pytest.mark.parametrize("payload", COSTLY.values(), ids=COSTLY)
def test_payload_that_would_cost_much_to_read_is_refused_by_counts_alone(payload: bytes) -> None:
    kind = "application/vnd.expertpool.draw-certificate+json"
    envelope = dsse.sign(payload, payload_type=kind, signers=[SIGN["self"]]).to_bytes()
    assert (verify_draw.examine(envelope)[0], verify_draw.examine(envelope)[2]) == (5, [("format", "payload")])


def test_file_longer_than_any_certificate_is_refused_unread() -> None:
    assert verify_draw.examine(b" " * (verify_draw.LONGEST + 1))[2][0][0] == "format"


@pytest.mark.full
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="POSIX tells what one child used")
@pytest.mark.parametrize("begin", [b"[", b'{"assurance":"M0","bounds":['])
@pytest.mark.parametrize("piece", [b"0", b"[]", b'{"a":1}', b"[[[[0]]]]", b'"abcdefg"', "\u0301\u0316".encode()])
def test_longest_file_of_nothing_takes_bounded_time_and_memory(piece: bytes, begin: bytes, tmp_path: Path) -> None:
    """Counts of brackets, names and commas refuse what would cost minutes to read."""
    body = begin + (piece + b",") * (verify_draw.LONGEST * 2 // 3 // (len(piece) + 1)) + piece + b"]"
    path = tmp_path / "certificate.json"
    kind = "application/vnd.expertpool.draw-certificate+json"
    rest = b'","payloadType":"%b","signatures":[{"keyid":"a","sig":"AA=="}]}' % kind.encode()
    path.write_bytes(b'{"payload":"' + base64.b64encode(body) + rest)
    command = [sys.executable, "-I", "-S", str(FILE), str(path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 5
    assert used.ru_utime + used.ru_stime < 10
    assert used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) < 2 << 30


def test_search_beyond_the_limit_is_never_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case(certificate("rings-settled-by-a-search", RESTRICTED))
    assert first_answer(case).exit == 0
    monkeypatch.setattr(verify_draw, "SEARCH", 10)
    assert (first_answer(case).exit, set(first_answer(case).checks)) == (6, {"search"})
