"""The page ``verify_draw.html`` and ``verify_draw.py`` agree: on every vector, on changed bytes, on odd signatures."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from blind import dsse, verify_draw
from blind.certificate import PAYLOAD_TYPE
from blind.encoding import canonical, tagged_hash
from blind.keys.signer import key_id_of
from blind.trust import PAYLOAD_TYPE as TRUST_TYPE
from tests.blind.make_certificates import FOLDER, PLANS, ROOT, SIGN, contents, draw
from tests.blind.second_verifier import (
    COSTLY,
    PAGE,
    Answer,
    Case,
    both_exits,
    first_answer,
    in_base64,
    run_script,
    second_answers,
)

Json = dict[str, Any]
FILES = sorted(FOLDER.glob("*/*.json"))
NAMES = [file.relative_to(FOLDER).as_posix() for file in FILES]
ENDLESS = 60
"""Seconds: what takes so long would never end; how fast it is, benchmarks say."""
TEXT = PAGE.read_text(encoding="utf-8")
QUICK_PLANS = ("three-parties", "two-rounds-of-replacements", "twelve-people-drawn-on-one-computer")
CALLED = {
    "valid/twelve-people-drawn-on-one-computer-public.json",
    "tampered/d8-panel-replaced-by-another-that-keeps-the-rules.json",
    *(f"valid/{name}-{tier}.json" for name in QUICK_PLANS for tier in ("restricted", "public")),
}
"""Vectors whose reports are read below."""


def quick_sample() -> frozenset[str]:
    """One vector of each outcome, check and named attack, those called by name, and ten malformed files more."""
    dice, found, met = random.Random(20251123), set(CALLED), set[object]()
    for file in dice.sample(FILES, len(FILES)):
        name, expected = file.relative_to(FOLDER).as_posix(), vector(file)[1]
        attack = re.match(r"[a-z]\d+(?=-)", file.name)
        kinds = {(file.parent.name, expected["exit"], expected["check"]), attack and attack[0]} - {None}
        if kinds - met:
            found.add(name)
            met |= kinds
    malformed = [name for name in NAMES if name.startswith("malformed/")]
    return frozenset(found | set(dice.sample(malformed, 10)))


def resigned(content: Json, signer: Any) -> bytes:
    """A certificate over this payload, whatever it holds, by a signer."""
    return dsse.sign(verify_draw.canonical(content), payload_type=PAYLOAD_TYPE, signers=[signer]).to_bytes()


@cache
def vector(file: Path) -> tuple[Case, Json]:
    """What a vector gives a verifier, and what it expects."""
    read = json.loads(file.read_bytes().decode("utf-8", "surrogateescape"))
    given = {name: text.encode("utf-8", "surrogateescape") for name, text in read["given"].items()}
    return Case(**given), read["expect"]


QUICK = quick_sample()


def full_but(names: Iterable[str], quick: Collection[str]) -> list[Any]:
    """These names as parameters, those not meant for the quick tier marked."""
    return [name if name in quick else pytest.param(name, marks=pytest.mark.full) for name in names]


@pytest.fixture(scope="module")
def page(pytestconfig: pytest.Config) -> dict[str, Answer]:
    """What the page says to every vector; without ``--full``, to those of the sample."""
    names = NAMES if pytestconfig.getoption("--full") else sorted(QUICK)
    return dict(zip(names, second_answers([vector(FOLDER / name)[0] for name in names]), strict=True))


def test_sample_of_vectors_is_of_every_kind_and_large_enough() -> None:
    assert len(QUICK) >= 40
    assert {name.split("/")[0] for name in QUICK} == {name.split("/")[0] for name in NAMES}
    assert set(NAMES) >= QUICK


# --- vectors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", full_but(NAMES, QUICK))
def test_both_verifiers_say_of_a_vector_what_it_expects(name: str, page: dict[str, Answer]) -> None:
    case, expected = vector(FOLDER / name)
    second = page[name]
    assert second == first_answer(case)
    assert second.exit == expected["exit"]
    assert expected["check"] in (None, *second.checks)


def test_no_vector_takes_the_page_more_than_three_processor_seconds(page: dict[str, Answer]) -> None:
    assert [name for name, answer in page.items() if answer.seconds > 3] == []


# --- what the page shows ----------------------------------------------------------------------------------------------


def shown(page: dict[str, Answer], name: str) -> tuple[Json, Json]:
    chinese, english = page[name].reports
    return chinese, english


@pytest.mark.parametrize("name", full_but(PLANS, QUICK_PLANS))
def test_report_names_level_and_tier_in_both_languages(name: str, page: dict[str, Answer]) -> None:
    for tier, words in (("restricted", "内部版凭证"), ("public", "公开版凭证")):
        chinese, english = shown(page, f"valid/{name}-{tier}.json")
        assert (chinese["head"][3], english["head"][3]) == (words, f"{tier} certificate")
        assert chinese["head"][2].startswith(f"保证级别 {PLANS[name].assurance}")
        assert english["head"][2].startswith(f"Assurance {PLANS[name].assurance}")


@pytest.mark.parametrize("name", full_but(PLANS, QUICK_PLANS))
def test_report_names_what_only_the_restricted_certificate_can_prove(name: str, page: dict[str, Answer]) -> None:
    assert [one["hidden"] for one in shown(page, f"valid/{name}-restricted.json")] == [[], []]
    for report, words in zip(shown(page, f"valid/{name}-public.json"), ("姓名", "names"), strict=True):
        assert words in report["hidden"][0][0]
        assert len(report["hidden"]) >= 2


def test_verdict_is_plain_in_words_and_colour_and_no_training_draw_is_green(page: dict[str, Answer]) -> None:
    said = {(answer.exit, *((one["head"][0], one["kind"]) for one in answer.reports)) for answer in page.values()}
    assert said == {
        (0, ("✓ 通过", "good"), ("✓ VERIFIED", "good")),
        (0, ("✓ 通过（仅供训练）", ""), ("✓ VERIFIED (training only)", "")),
        (5, ("✗ 不符", "bad"), ("✗ WRONG", "bad")),
        (6, ("？未能证明", "open"), ("? NOT PROVEN", "open")),
    }


def test_training_draw_says_that_it_proves_no_chance(page: dict[str, Answer]) -> None:
    chinese, english = shown(page, "valid/twelve-people-drawn-on-one-computer-public.json")
    assert "无法证明随机" in chinese["head"][2]
    assert "NOT VERIFIABLE" in english["head"][2]


def test_level_of_a_refused_certificate_is_called_a_claim(page: dict[str, Answer]) -> None:
    chinese, english = shown(page, "tampered/d8-panel-replaced-by-another-that-keeps-the-rules.json")
    assert "（凭证自称）" in chinese["head"][2]
    assert "(claimed)" in english["head"][2]


def test_every_finding_of_a_vector_has_words_in_both_languages(page: dict[str, Answer]) -> None:
    for name, answer in page.items():
        for report in answer.reports:
            texts = [*report["head"], *(row[0] for row in report["failed"] + report["passed"] + report["notes"])]
            assert all(
                isinstance(text, str) and text and "{" not in text and "undefined" not in text for text in texts
            ), name
        assert [row[1].split()[0] for row in answer.reports[0]["failed"]] == list(answer.checks)


def test_checks_that_held_are_listed_up_to_the_one_that_did_not(page: dict[str, Answer]) -> None:
    refused = shown(page, "tampered/d8-panel-replaced-by-another-that-keeps-the-rules.json")[1]
    whole = shown(page, "valid/three-parties-restricted.json")[1]
    assert 0 < len(refused["passed"]) < len(whole["passed"])
    assert [row[0] for row in refused["passed"]] == [row[0] for row in whole["passed"]][: len(refused["passed"])]


def test_fingerprint_from_paper_pins_the_keys_and_another_is_refused() -> None:
    case = Case(draw("three-parties").certificate("public"))
    _, made, _ = verify_draw.examine(case.certificate)
    (right,) = second_answers([case], fingerprint=made.trust.fingerprint)
    (wrong,) = second_answers([case], fingerprint="00" * 32)
    assert (right.exit, right.reports[1]["notes"][0][0]) == (
        0,
        "keys pinned by the reader; fingerprint of the trust file",
    )
    assert wrong == Answer(5, ("trust",))


def test_fingerprint_of_a_draw_without_a_trust_file_is_refused() -> None:
    case = Case(draw("twelve-people-drawn-on-one-computer").certificate())
    assert second_answers([case], fingerprint="00" * 32) == [Answer(5, ("trust",))]


RECEIPTS = "two-rounds-of-replacements"


def test_receipt_says_of_each_person_what_happened_to_them() -> None:
    made = draw(RECEIPTS)
    data = made.certificate("public")
    rounds = [set(one["panel"]) for one in contents(data)["rounds"]]
    by_words = {told(made.receipt(number), rounds): number for number in (*made.plan.cast.people, *made.plan.cast.out)}
    assert len(by_words) == 4
    cases = [Case(data, receipt=canonical(made.receipt(number))) for number in by_words.values()]
    answers = second_answers(cases)
    assert {answer.exit for answer in answers} == {0}
    assert [answer.reports[1]["notes"][-1][0] for answer in answers] == list(by_words)


def told(receipt: Json, rounds: list[set[str]]) -> str:
    if receipt["attrs"]["reason"] is not None:
        return "receipt: left out, because of"
    drawn = [receipt["code"] in panel for panel in rounds]
    if drawn[-1]:
        return "receipt: seated"
    return "receipt: drawn, and removed by a list later" if any(drawn) else "receipt: drawable, not seated"


def test_ledger_copy_is_held_against_the_certificate_by_both() -> None:
    made = draw(RECEIPTS)
    data, log = made.certificate("public"), made.ledger.jsonl()
    lines = log.splitlines(keepends=True)
    own = contents(data)["log"]["result-2"]["entry"]
    more = canonical({**own, "seq": len(lines), "type": "draw:ceremony:sealed"}) + b"\n"
    cases = [
        Case(data, log=one) for one in (log, log + more, b"".join(lines[:-1]), log.replace(b"office", b"0ffice", 1))
    ]
    answers = second_answers(cases)
    assert [answer.exit for answer in answers] == [0, 0, 5, 5]
    assert answers == list(map(first_answer, cases))
    later = [[note[1] for note in answer.reports[1]["notes"] if "later entries" in note[0]] for answer in answers]
    assert later == [[], ["draw:ceremony:sealed"], [], []]


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n\n", b"\x0b"])
def test_ledger_copy_with_other_line_ends_is_refused_by_both(end: bytes) -> None:
    made = draw(RECEIPTS)
    case = Case(made.certificate("public"), log=made.ledger.jsonl().replace(b"\n", end))
    assert [first_answer(case).exit, *(one.exit for one in second_answers([case]))] == [5, 5]


def test_ledger_copy_may_end_without_a_line_end() -> None:
    made = draw(RECEIPTS)
    case = Case(made.certificate("public"), log=made.ledger.jsonl()[:-1])
    assert [first_answer(case).exit, *(one.exit for one in second_answers([case]))] == [0, 0]


# --- the page by itself -----------------------------------------------------------------------------------------------


def test_page_allows_itself_nothing_but_its_own_script_and_style() -> None:
    (policy,) = re.findall(r'Content-Security-Policy"\s+content="([^"]+)"', TEXT)
    script, style = (_only(tag) for tag in ("script", "style"))
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src 'sha256-{script}'",
        f"style-src 'sha256-{style}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def _only(tag: str) -> str:
    """The digest of the page's one script or one style, as a policy names it: after an edit, put it there."""
    (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", TEXT, re.DOTALL)
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def test_page_loads_nothing_and_calls_nobody() -> None:
    words = ("http:", "https:", "src=", "href=", "fetch", "XMLHttp", "WebSocket", "import(", "@import", "url(", "eval")
    assert [word for word in words if word in TEXT] == []


def test_page_never_writes_what_it_read_as_html() -> None:
    assert [word for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write") if word in TEXT] == []


def test_every_name_of_a_check_stands_on_the_format_page() -> None:
    formats = (PAGE.parent / "FORMATS.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"Names: `([^`]+)`", formats)
    (table,) = re.findall(r"const CHECKS = new Map\(`\n(.*?)\n`", TEXT, re.DOTALL)
    assert {line.split("|")[0] for line in table.splitlines()} == set(told.split()) - {"sm3"}


@pytest.mark.every
@pytest.mark.parametrize("payload", COSTLY.values(), ids=COSTLY)
def test_payload_that_would_cost_much_to_read_is_refused_by_both_at_the_same_place(payload: bytes) -> None:
    case = Case(dsse.sign(payload, payload_type=PAYLOAD_TYPE, signers=[SIGN["self"]]).to_bytes())
    first, (second,) = first_answer(case), second_answers([case])
    assert (first.exit, first.checks) == (second.exit, second.checks) == (5, ("format",))


# --- hashes and signatures --------------------------------------------------------------------------------------------

PRIMITIVES = """
const fs = require("fs");
const [page, asked, told] = process.argv.slice(2);
const script = fs.readFileSync(page, "utf8").match(/<script>([^]*)<\\/script>/)[1];
const found = { exports: {} };
new Function("module", script)(found);
const bytes = text => new Uint8Array(Buffer.from(text, "base64"));
const answers = JSON.parse(fs.readFileSync(asked, "utf8")).map(([name, ...given]) => {
  const made = found.exports[name](...given.map(bytes));
  return typeof made === "boolean" ? made : Buffer.from(made).toString("hex");
});
fs.writeFileSync(told, JSON.stringify(answers));
"""


def asked_of_page(questions: list[tuple[str, ...]]) -> Any:
    """Answers of functions of the page by name, over bytes."""
    return run_script(PRIMITIVES, questions)


@pytest.mark.parametrize("name", ["sha256", "sha512", "sm3"])
def test_hash_of_the_page_is_the_library_s_at_every_length(name: str) -> None:
    if name not in hashlib.algorithms_available:
        pytest.skip(f"this Python's OpenSSL has no {name}")
    messages = [random.Random(length).randbytes(length) for length in (*range(300), 4095, 100_000)]
    made = asked_of_page([(name, str(in_base64(message))) for message in messages])
    assert made == [hashlib.new(name, message).hexdigest() for message in messages]


P, L = verify_draw.P, verify_draw.L
TORSION = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
"""A point of order eight."""


def packed(point: tuple[int, int, int, int]) -> bytes:
    """A point as 32 bytes."""
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def times(number: int, point: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """A multiple of a point."""
    total = (0, 1, 1, 0)
    for bit in bin(number)[2:]:
        total = verify_draw.add(total, total)
        total = verify_draw.add(total, point) if bit == "1" else total
    return total


def of_order_eight() -> tuple[int, int, int, int]:
    """``TORSION`` as a point; a strict reader would not take it."""
    y = int.from_bytes(TORSION, "little") & (1 << 255) - 1
    u, v = (y * y - 1) % P, (verify_draw.D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    x = x if (v * x * x - u) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    x = x if x & 1 == TORSION[31] >> 7 else P - x
    return x, y, 1, x * y % P


def signature(
    secret: int, message: bytes, *, key_torsion: int = 0, commit_torsion: int = 0, eighth: bool = False
) -> tuple[bytes, bytes]:
    """Key and signature, with points of small order added to the key or to R: true once all is multiplied by eight.

    ``eighth``: whether eight divides k, in which case a key's part of small order vanishes by itself.
    """
    eight = of_order_eight()
    key = packed(verify_draw.add(times(secret, verify_draw.BASE), times(key_torsion, eight)))
    for r in range(1, 1000):
        commitment = packed(verify_draw.add(times(r, verify_draw.BASE), times(commit_torsion, eight)))
        k = int.from_bytes(hashlib.sha512(commitment + key + message).digest(), "little") % L
        if k % 8 == 0 if eighth else k % 2:
            return key, commitment + ((r + k * secret) % L).to_bytes(32, "little")
    raise AssertionError("no such r")


def odd_signatures() -> Iterator[tuple[str, bytes, bytes, bytes, bool]]:
    """Name, key, message, signature, and whether a strict reader takes it."""
    message = b"expertpool"
    key, good = signature(77, message)
    scalar = int.from_bytes(good[32:], "little")
    yield "plain", key, message, good, True
    yield "another message", key, message + b"!", good, False
    for many in (1, 2, 15):
        raised = scalar + many * L
        if raised < 1 << 256:
            yield f"s raised by {many} L", key, message, good[:32] + raised.to_bytes(32, "little"), False
    yield "s the group order", key, message, good[:32] + L.to_bytes(32, "little"), False
    yield "too short", key, message, good[:-1], False
    yield "too long", key, message, good + b"\0", False
    yield "short key", key[:-1], message, good, False
    yield "empty", b"", message, b"", False
    small = [packed(times(number, of_order_eight())) for number in range(8)]
    spelled = [(P + 1).to_bytes(32, "little"), P.to_bytes(32, "little"), (P | 1 << 255).to_bytes(32, "little")]
    spelled += [((1 << 255) - 1).to_bytes(32, "little"), (1 | 1 << 255).to_bytes(32, "little")]
    for at, point in enumerate([*small, *spelled]):
        yield f"key of small order or odd spelling {at}", point, message, good, False
        yield f"key {at} and nothing signed", point, message, small[0] + bytes(32), False
        yield f"R of small order or odd spelling {at}", key, message, point + good[32:], False
    for torsion in range(1, 8):
        yield f"key moved by {torsion}", *keyed(message, key_torsion=torsion), False
        yield f"R moved by {torsion}", *keyed(message, commit_torsion=torsion), False
        yield f"key moved by {torsion}, which k undoes", *keyed(message, key_torsion=torsion, eighth=True), True
    yield "off the curve", (2).to_bytes(32, "little"), message, good, False


def keyed(message: bytes, **how: Any) -> tuple[bytes, bytes, bytes]:
    """Key, message and signature."""
    key, made = signature(78, message, **how)
    return key, message, made


ODD = list(odd_signatures())


def test_both_verifiers_take_the_same_odd_signatures() -> None:
    second = asked_of_page([("genuine", *map(str, map(in_base64, one[1:4]))) for one in ODD])
    first = [bool(verify_draw.genuine(*one[1:4])) for one in ODD]
    expected = {one[0]: one[4] for one in ODD}
    assert dict(zip(expected, first, strict=True)) == expected
    assert dict(zip(expected, second, strict=True)) == expected


def test_genuine_signatures_of_the_library_are_taken() -> None:
    keys = sorted(SIGN.values(), key=lambda signer: signer.key_id)
    messages = [f"message {at}".encode() for at in range(len(keys))]
    asked = [
        ("genuine", *(str(in_base64(part)) for part in (one.verifier.public, message, one.sign(message))))
        for one, message in zip(keys, messages, strict=True)
    ]
    assert asked_of_page(asked) == [True] * len(keys)


def with_odd_signature(key: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """A training draw's certificate that names this key and carries what ``sign`` makes of its bytes."""
    content = contents(draw("twelve-people-drawn-on-one-computer").certificate("public"))
    content["signer"] = {"alg": "ed25519", "public": key.hex()}
    signed = canonical(content)
    sig = base64.b64encode(sign(dsse.pae(PAYLOAD_TYPE, signed))).decode()
    signatures = [{"keyid": key_id_of("ed25519", key), "sig": sig}]
    return canonical(
        {"payload": base64.b64encode(signed).decode(), "payloadType": PAYLOAD_TYPE, "signatures": signatures}
    )


def raised(message: bytes) -> bytes:
    made = signature(77, message)[1]
    return made[:32] + (int.from_bytes(made[32:], "little") + L).to_bytes(32, "little")


@pytest.mark.parametrize("tier", ["restricted", "public"])
@pytest.mark.parametrize("source", ["nobody", "escrow", None])
def test_secret_that_another_party_opened_without_its_escrow_is_refused_by_both(tier: str, source: str | None) -> None:
    content = contents(draw("three-parties").certificate(tier))
    envelope = content["rounds"][0]["reveals"][0]
    record = {**json.loads(base64.b64decode(envelope["payload"])), "source": source}
    other = next(party for party in ("hrss", "inspector", "office") if party != record["party"])
    made = dsse.sign(verify_draw.canonical(record), payload_type=envelope["payloadType"], signers=[SIGN[other]])
    content["rounds"][0]["reveals"][0] = json.loads(made.to_bytes())
    case = Case(resigned(content, SIGN["report"]))
    assert [first_answer(case).exit, *(one.exit for one in second_answers([case]))] == [5, 5]


NEUTRAL = (1).to_bytes(32, "little")


@pytest.mark.parametrize(
    ("key", "sign"),
    [
        pytest.param(signature(77, b"")[0], raised, id="s-not-reduced"),
        pytest.param(NEUTRAL, lambda _: NEUTRAL + bytes(32), id="neutral-key-signs-everything"),
        pytest.param(TORSION, lambda _: NEUTRAL + bytes(32), id="key-of-order-eight"),
        pytest.param((P + 1).to_bytes(32, "little"), lambda _: NEUTRAL + bytes(32), id="neutral-key-spelled-otherwise"),
    ],
)
def test_certificate_under_an_odd_signature_is_refused_by_both(key: bytes, sign: Callable[[bytes], bytes]) -> None:
    case = Case(with_odd_signature(key, sign))
    assert [first_answer(case), *second_answers([case])] == [Answer(5, ("signature",))] * 2


# --- spellings and hostile files --------------------------------------------------------------------------------------


def training(
    change: Callable[[Json], object], tier: str = "restricted", story: str = "queue-drawn-on-one-computer"
) -> Case:
    """A training draw's certificate after a change by its maker."""
    content = json.loads(body(story, tier))
    change(content)
    signer = SIGN["self" if PLANS[story].assurance == "M0" else "report"]
    return Case(resigned(content, signer))


def nested(depth: int) -> Case:
    """A training draw's certificate with a free field of lists in lists, as text: deeper than Python would write."""
    content = json.loads(body("queue-drawn-on-one-computer", "restricted"))
    content["context"]["versions"]["x"] = "here"
    data = verify_draw.canonical(content).replace(b'"here"', b"[" * depth + b"]" * depth)
    return Case(dsse.sign(data, payload_type=PAYLOAD_TYPE, signers=[SIGN["self"]]).to_bytes())


def slow_fractions(content: Json) -> None:
    """Levels whose values have ever longer denominators."""
    codes = [bound["code"] for bound in content["bounds"]]
    weights = {code: str(3 ** (1900 + at)) for at, code in enumerate(codes)}
    content["fairness"]["levels"] = [{"per_seat": str(7**1100), "value": "1/2", "weights": weights}] * 500


def with_trust(change: Callable[[Json], object]) -> Case:
    """A draw's certificate whose trust file was changed in its first version by the holders of its root keys."""
    chain = json.loads(json.loads(body("three-parties", "restricted"))["trust"])
    payload = json.loads(base64.b64decode(chain["versions"][0]["payload"]))
    change(payload)
    signers = [ROOT["office"], ROOT["hrss"]]
    signed = dsse.sign(verify_draw.canonical(payload), payload_type=TRUST_TYPE, signers=signers)
    chain["versions"][0] = json.loads(signed.to_bytes())
    return training(lambda c: c.update(trust=verify_draw.canonical(chain).decode()), story="three-parties")


def with_turns(*turns: list[int]) -> Case:
    """A training draw's public certificate with a class of exchanges of one group, all hashed and signed anew."""

    def change(content: Json) -> None:
        roots, groups = content["context"]["table"], content["table"]["groups"]
        at = next(at for at, one in enumerate(groups) if "codes" in one)
        groups[at]["moves"], salt = True, bytes.fromhex(groups[at]["salt"])
        record = canonical({**{name: groups[at][name] for name in ("codes", "count", "moves")}, "index": at})
        leaves = [bytes.fromhex(one.get("leaf", "")) for one in groups]
        leaves[at] = tagged_hash("expertpool/group/v1", record, salt)
        roots["groups_root"] = verify_draw.tree(verify_draw.sha256, leaves)
        classes = [{"blocks": [[at]], "turns": list(turns)}]
        content["table"]["symmetry"] = {"classes": classes, "salt": "00" * 16}
        roots["symmetry_hash"] = tagged_hash("expertpool/symmetry/v1", verify_draw.canonical(classes), bytes(16)).hex()

    return training(change, "public", "twelve-people-drawn-on-one-computer")


ODD_FILES: dict[str, Callable[[], Case]] = {
    "a million open brackets": lambda: Case(b"[" * 1_000_000),
    "a million open records": lambda: Case(b'{"payload":' * 1_000_000),
    "versions nested far too deep": lambda: nested(20_000),
    "numbers of a thousand digits": lambda: training(slow_fractions, story="twelve-people-drawn-on-one-computer"),
    "free field nested to the limit": lambda: nested(29),
    "free field nested one too deep": lambda: nested(30),
    "free field nested less than Python's own limit": lambda: nested(900),
    "cliques a record": lambda: training(lambda c: c.update(cliques={})),
    "attempt of an earlier draw a truth": lambda: training(
        lambda c: c["context"].update(
            attempt=2, previous=[{"attempt": True, "seal_hash": None, "void_record_hash": "00" * 32}]
        )
    ),
    "version of the trust file a truth": lambda: with_trust(lambda payload: payload.update(version=True)),
    "a position below nothing in a public turn": lambda: with_turns([0], [-1]),
    "a position beyond the block in a public turn": lambda: with_turns([0], [1]),
    "tickets of a queue an empty text": lambda: training(lambda c: c["context"].update(tickets="")),
    "a log item with a field too many": lambda: training(
        lambda c: c["log"]["seal"].update(seal=c["seal"]), story="three-parties"
    ),
    "seats beyond counting": lambda: training(lambda c: c["context"].update(seats=2**53 - 1)),
    "tickets beyond counting": lambda: training(
        lambda c: c["context"].update(tickets=2**53 - 1), "public", "twelve-people-drawn-on-one-computer"
    ),
    "seven hundred clique members": lambda: training(
        lambda c: c["cliques"].append({"code": "C1", "people": [f"{at:064x}" for at in range(700)]})
    ),
    "a panel of everybody twice": lambda: training(
        lambda c: c["rounds"][0].update(panel=c["rounds"][0]["panel"] * 9_999)
    ),
    "a key named __proto__": lambda: training(
        lambda c: c["context"]["versions"].update({"__proto__": None, "seats": "x"})
    ),
    "a round without a panel": lambda: training(lambda c: c["rounds"][0].update(panel=None)),
    "a pool of nulls": lambda: training(lambda c: c.update(pool=[None] * 9)),
    "a context that is a text": lambda: training(lambda c: c.update(context="x")),
    "a byte order mark inside": lambda: training(lambda c: c["context"]["versions"].update(x="\ufeff")),
    "texts beyond the first plane": lambda: training(lambda c: c["context"]["versions"].update(x="\U00020000\uffee")),
}


@pytest.fixture(scope="module")
def odd() -> dict[str, tuple[Case, Answer]]:
    """The page's answer to each odd file."""
    cases = {name: make() for name, make in ODD_FILES.items()}
    return dict(zip(cases, zip(cases.values(), second_answers(list(cases.values())), strict=True), strict=True))


def test_odd_file_is_taken_only_where_the_format_allows_it(odd: dict[str, tuple[Case, Answer]]) -> None:
    free = {"a key named __proto__", "a byte order mark inside", "texts beyond the first plane"}
    assert {name for name, (_, answer) in odd.items() if answer.exit == 0} == {"free field nested to the limit", *free}


@pytest.mark.parametrize("name", ODD_FILES)
def test_odd_file_gets_one_answer_from_both_and_soon(name: str, odd: dict[str, tuple[Case, Answer]]) -> None:
    case, second = odd[name]
    start = time.process_time()
    assert second.exit == first_answer(case).exit
    assert max(second.seconds, time.process_time() - start) < ENDLESS


TIMES = {
    "2025-06-01T09:00:00+08:00": True,
    "2025-06-01T09:00:00-08:00": True,
    "0001-01-01T00:00:00+08:00": True,
    "2024-02-29T23:59:59+23:59": True,
    "2025-02-29T00:00:00+08:00": False,
    "2025-06-01T24:00:00+08:00": False,
    "2025-06-01T09:00:60+08:00": False,
    "2025-06-01T09:00:00+24:00": False,
    "2025-06-01T09:00:00Z": False,
    "2025-06-01 09:00:00+08:00": False,
    "0000-01-01T00:00:00+08:00": False,
    "２025-06-01T09:00:00+08:00": False,
}


def test_times_are_read_alike() -> None:
    cases = [
        training(lambda c, text=text: c["context"]["deadlines"].update(objection_until=text), story="three-parties")
        for text in TIMES
    ]
    first, second = list(map(first_answer, cases)), second_answers(cases)
    assert [text for text, one, other in zip(TIMES, first, second, strict=True) if one != other] == []
    assert {text: one.checks != ("format",) for text, one in zip(TIMES, first, strict=True)} == TIMES


# --- changed bytes ----------------------------------------------------------------------------------------------------


def scalars(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Paths to everything in a record that is no record or list, and to empty ones."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    items = list(inside)
    for key, one in items:
        yield from scalars(one, (*path, key))
    if not items:
        yield path


def put(value: Any, path: tuple[str | int, ...], new: Any) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = new


def at_path(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def another(old: Any, dice: random.Random) -> Any:
    """A value of the same or of another kind that is not the old one."""
    if isinstance(old, str) and old and dice.random() < 0.7:
        at = dice.randrange(len(old))
        letter = dice.choice([one for one in "0123456789abcdefZ界" if one != old[at]])
        return old[:at] + letter + old[at + 1 :]
    if type(old) is int and dice.random() < 0.6:
        return old + dice.choice([-1, 1, 2, 1 << 40])
    fixed: list[Any] = [None, True, False, 0, 1, -1, "", "0", [], {}, ["x"], {"x": 1}, "界", 2**53 - 1]
    return dice.choice([one for one in fixed if type(one) is not type(old) or one != old])


def byte_changed(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ dice.randrange(1, 256)]) + data[at + 1 :]


@cache
def places(name: str, tier: str) -> tuple[tuple[str | int, ...], ...]:
    """Paths to all values of a certificate's payload."""
    return tuple(scalars(json.loads(body(name, tier))))


@cache
def body(name: str, tier: str) -> bytes:
    """The payload of a certificate."""
    return base64.b64decode(json.loads(certificate(name, tier))["payload"])


def field_changed(name: str, tier: str, dice: random.Random) -> Json:
    """The payload of a certificate with one value changed, dropped, or put in."""
    content, path = json.loads(body(name, tier)), dice.choice(places(name, tier))
    how = dice.random()
    if how < 0.1 and len(path) > 1:
        inner = at_path(content, path[:-1])
        inner.pop(path[-1])
    elif how < 0.15 and isinstance(inner := at_path(content, path[:-1]), dict):
        inner["zz"] = 1
    else:
        put(content, path, another(at_path(content, path), dice))
    return content


STORIES = [(name, tier) for name in PLANS for tier in ("restricted", "public")]


def unsigned_changes(count: int) -> Iterator[Case]:
    """Certificates changed by somebody without a key: a byte of the file, or a field under the old signature."""
    dice = random.Random(20250601)
    for _ in range(count):
        story = dice.choice(STORIES)
        if dice.random() < 0.5:
            yield Case(byte_changed(certificate(*story), dice))
            continue
        envelope, changed = json.loads(certificate(*story)), verify_draw.canonical(field_changed(*story, dice))
        yield Case(verify_draw.canonical({**envelope, "payload": base64.b64encode(changed).decode()}))


@cache
def certificate(name: str, tier: str) -> bytes:
    return draw(name).certificate(tier)


def assert_refused_by_both(cases: Iterable[Case]) -> None:
    """Which check names a change first is not compared: a changed byte may break several."""
    assert [(at, exits) for at, exits in enumerate(both_exits(cases)) if exits != (5, 5)] == []


def test_no_random_change_without_a_key_is_accepted() -> None:
    cases = list(unsigned_changes(300))
    assert [at for at, one in enumerate(map(first_answer, cases)) if one.exit != 5] == []
    assert [at for at, one in enumerate(second_answers(cases)) if one.exit != 5] == []


@pytest.mark.full
def test_none_of_ten_thousand_random_changes_is_accepted() -> None:
    assert_refused_by_both(unsigned_changes(10_000))


def test_both_say_the_same_whether_they_met_a_signature_before_or_not() -> None:
    """Sound and changed certificates in turn: a remembered signature vouches for no other bytes, key or message."""
    cases = [case for pair in zip(resigned_changes(12), unsigned_changes(12), strict=True) for case in pair]
    cases = [Case(certificate(*STORIES[0])), *cases, *cases[::-1], Case(certificate(*STORIES[0]))]
    plain = zip((first_answer(case).exit for case in cases), (one.exit for one in second_answers(cases)), strict=True)
    assert list(both_exits(cases)) == list(plain)


INSIDE = {"payload", "payloadType", "keyid", "sig", "checkpoint", "trust"}
"""Fields of documents, of heads of the log, and of the trust file that a certificate carries."""


def inner_changes(count: int) -> Iterator[Case]:
    """One byte of something signed inside, the certificate signed anew by whoever holds the office's report key."""
    dice = random.Random(7)
    stories = [(name, tier) for name, tier in STORIES if PLANS[name].assurance != "M0"]
    for _ in range(count):
        name, tier = dice.choice(stories)
        content = json.loads(body(name, tier))
        path = dice.choice([path for path in places(name, tier) if path[-1] in INSIDE])
        old = at_path(content, path)
        at = dice.randrange(len(old))
        letter = dice.choice([one for one in "ABCabc012" if one != old[at]])
        put(content, path, old[:at] + letter + old[at + 1 :])
        yield Case(resigned(content, SIGN["report"]))


def test_changed_byte_of_anything_signed_inside_is_refused_by_both() -> None:
    assert_refused_by_both(inner_changes(20))


@pytest.mark.full
def test_no_changed_byte_of_anything_signed_inside_passes() -> None:
    assert_refused_by_both(inner_changes(2_000))


def resigned_changes(count: int) -> Iterator[Case]:
    """One field changed and the certificate signed anew by its maker: some of these are sound, of another draw."""
    dice = random.Random(11)
    for _ in range(count):
        name, tier = dice.choice(STORIES)
        signer = SIGN["self" if PLANS[name].assurance == "M0" else "report"]
        yield Case(resigned(field_changed(name, tier, dice), signer))


def assert_exits_agree(cases: Iterable[Case]) -> None:
    assert [(at, one, other) for at, (one, other) in enumerate(both_exits(cases)) if one != other] == []


def test_both_agree_on_fields_changed_by_the_maker_himself() -> None:
    assert_exits_agree(resigned_changes(30))


@pytest.mark.full
def test_both_agree_on_thousands_of_fields_changed_by_the_maker_himself() -> None:
    assert_exits_agree(resigned_changes(5_000))


def records(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The places of all records inside a value."""
    if isinstance(value, dict):
        yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from records(inner, (*path, key))


def misshapen_records() -> Iterator[Case]:
    """Each kind of record once with each of its fields missing, and with one too many, signed anew by the maker."""
    met = set()
    for name, tier in STORIES:
        signer = SIGN["self" if PLANS[name].assurance == "M0" else "report"]
        for path in records(json.loads(body(name, tier))):
            for field in [*at_path(json.loads(body(name, tier)), path), "zz"]:
                kind = (tier, *("*" if isinstance(step, int) else step for step in path), field)
                if kind in met:
                    continue
                met.add(kind)
                content = json.loads(body(name, tier))
                record = at_path(content, path)
                record.pop(field) if field in record else record.update(zz=1)
                yield Case(resigned(content, signer))


@pytest.mark.full
def test_both_agree_on_every_record_with_a_field_missing_or_too_many() -> None:
    assert_exits_agree(misshapen_records())


def test_both_refuse_table_roots_short_of_a_field() -> None:
    content = json.loads(body("twelve-people-drawn-on-one-computer", "public"))
    del content["context"]["table"]["table_seed"]
    case = Case(resigned(content, SIGN["self"]))
    assert (first_answer(case).exit, second_answers([case])[0].exit) == (5, 5)
