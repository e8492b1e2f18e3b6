"""The word catalogues: the same keys and places in both languages, none missing, none left over."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator

import pytest

from expertpool.words import Language, catalogue
from tests.architecture.sources import IDEOGRAPH, PACKAGES, ROOT, Source, docstrings, literals, source, sources

ZH, EN = catalogue(Language.ZH), catalogue(Language.EN)
AREAS = {key.partition(".")[0] for key in ZH}

KEY = re.compile(r"[a-z_]+(?:\.[a-z0-9_-]+)+")
FILE_ENDINGS = {
    "html",
    "toml",
    "json",
    "xlsx",
    "xls",
    "ods",
    "csv",
    "pdf",
    "py",
    "typ",
    "txt",
    "sqlite3",
    "log",
    "md",
    "key",
}

PREFIXES = {
    "rules.setting.": "numbers that packs leave open, by the packs' own names",
    "page_committee.tab.": "one word for each page of a committee, named in its template",
    "page_committee.told.": "one sentence for each step of a committee and how it stands",
    "page_draw.lacking.": "one sentence for each thing a ceremony lacks, by the code of its refusal",
    "page_papers.field.": "one word for each fact that a paper wants of its committee",
    "page_vote.step.": "one sentence for each step of a ballot, named in its template",
    "page_scores.step.": "one sentence for each step of a round of scoring, named in its template",
    "page_scores.method.": "one word for each method of combining scores, by its name without its version",
    "doctor.": "one sentence for each thing that ``expertpool doctor`` looks at and how it stands",
    "draw_record.method.": "one sentence for each method of drawing",
    "draw_record.state.": "one word for each state of a verdict",
    "redact.doubt.": "one sentence for each reason that can hold a packet back",
    "seeds.about.": "one sentence for each committee of the fictional city",
}
"""Keys that code puts together from a prefix and a value that stands nowhere as a literal; with what the value is."""


NOT_KEYS = {
    "account.id": "a column of a table, for a foreign key",
    "ballot.id": "a column of a table, for a foreign key",
    "filing.id": "a column of a table, for a foreign key",
    "meeting.id": "a column of a table, for a foreign key",
    "committee.id": "a column of a table, for a foreign key",
    "draw.id": "a column of a table, for a foreign key",
    "roster.id": "a column of a table, for a foreign key",
    "roster.serial_only": "a sign from one reading step to the next, never shown",
}
"""Strings that have the shape of a key and are none; with what they are."""


def places(text: str) -> set[str]:
    """The named places of a format string."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def code() -> list[Source]:
    return list(sources(*PACKAGES))


def keys_in(one: Source) -> Iterator[tuple[str, int]]:
    """Every string of the code that has the shape of a key in a known area, with its line."""
    pieces = {id(part) for node in one.nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in literals(one):
        text = str(node.value)
        shaped = KEY.fullmatch(text) and text.partition(".")[0] in AREAS and id(node) not in pieces
        if shaped and text not in NOT_KEYS and (text in ZH or text.rpartition(".")[2] not in FILE_ENDINGS):
            yield text, node.lineno


def built(one: Source) -> Iterator[tuple[str, int]]:
    """Every constant beginning of an f-string that has the shape of a key's beginning, with its line."""
    for node in one.nodes:
        if not isinstance(node, ast.JoinedStr):
            continue
        first = node.values[0] if node.values else None
        text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
        if text.partition(".")[0] in AREAS and re.fullmatch(r"[a-z_]+\.[a-z0-9_.-]*", text):
            yield text, node.lineno


def calls(one: Source) -> Iterator[tuple[str, set[str], int]]:
    """Every call that gives a key as a literal first and all its places by name: key, names given, line."""
    skipped = docstrings(one.nodes)
    for node in one.nodes:
        if not isinstance(node, ast.Call) or not node.args or any(word.arg is None for word in node.keywords):
            continue
        first = node.args[0]
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if isinstance(first, ast.Constant) and id(first) not in skipped and first.value in ZH and name in SPEAKERS:
            yield str(first.value), {str(word.arg) for word in node.keywords}, node.lineno


SPEAKERS = {"say", "words", "Refusal", "Sentence"}
"""Functions that take a key and, by name, everything the sentence has places for."""


def members(one: Source) -> Iterator[str]:
    """The names of enumeration members and fields with values, in small letters, as keys spell them."""
    for node in one.nodes:
        if isinstance(node, ast.ClassDef):
            targets = [target for entry in node.body if isinstance(entry, ast.Assign) for target in entry.targets]
            yield from (target.id.lower() for target in targets if isinstance(target, ast.Name))


IN_TEMPLATE = re.compile(r"""["']([a-z_]+(?:\.[a-z0-9_-]+)+)["']""")
BUILT_IN_TEMPLATE = re.compile(r"""["']([a-z_]+\.[a-z0-9_.-]*)["']\s*~""")


def templates() -> list[tuple[str, str]]:
    """Every template of a page, with its path."""
    files = sorted((ROOT / "web" / "templates").rglob("*.html"))
    return [(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in files]


def keys_in_template(text: str) -> set[str]:
    """Every string of a template that has the shape of a key in a known area."""
    shaped = {key for key in IN_TEMPLATE.findall(text) if key.partition(".")[0] in AREAS}
    return {key for key in shaped if key in ZH or key.rpartition(".")[2] not in {"html", "css", "js", "svg"}}


def prefixes_in_template(text: str) -> set[str]:
    """Every beginning of a key to which a template joins a value."""
    return {prefix for prefix in BUILT_IN_TEMPLATE.findall(text) if prefix.partition(".")[0] in AREAS}


def used_keys() -> set[str]:
    """Keys that some code or template names whole, or puts together from a prefix and a literal, and their hints."""
    named = {key for one in code() for key, _ in keys_in(one)}
    named |= {key for _, text in templates() for key in keys_in_template(text)}
    values = {str(node.value) for one in code() for node in literals(one)} | {
        name for one in code() for name in members(one)
    }
    prefixes = {prefix for one in code() for prefix, _ in built(one)}
    prefixes |= {prefix for _, text in templates() for prefix in prefixes_in_template(text)}
    joined = {prefix + value for prefix in prefixes for value in values} & set(ZH)
    below = {key for key in ZH if key.startswith(tuple(PREFIXES))}
    hints = {f"{key}.hint" for key in named | joined | below} & set(ZH)
    return named | joined | below | hints


def test_catalogues_hold_the_same_keys() -> None:
    assert set(ZH) - set(EN) == set()
    assert set(EN) - set(ZH) == set()


def test_catalogues_have_the_same_places() -> None:
    assert {key: (places(ZH[key]), places(EN[key])) for key in ZH if places(ZH[key]) != places(EN[key])} == {}


def test_catalogues_speak_their_own_language() -> None:
    untranslated = {key: text for key, text in EN.items() if len(IDEOGRAPH.findall(text)) * 3 > len(text)}
    assert untranslated == {}
    bare = {key: re.sub(r"\{[^}]*\}", "", text) for key, text in ZH.items()}
    silent = {key: text for key, text in bare.items() if re.search(r"[a-z]{3}", text) and not IDEOGRAPH.search(text)}
    assert silent == {}


def test_catalogue_files_are_flat_tables_of_text() -> None:
    for file in sorted((ROOT / "expertpool" / "words").rglob("*.toml")):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        assert {key: text for key, text in table.items() if not isinstance(text, str) or not text} == {}


def test_every_key_in_code_has_its_sentence() -> None:
    missing = [f"{one.path}:{line} {key}" for one in code() for key, line in keys_in(one) if key not in ZH]
    assert missing == []


def test_every_key_in_a_template_has_its_sentence() -> None:
    missing = [(path, key) for path, text in templates() for key in sorted(keys_in_template(text)) if key not in ZH]
    assert missing == []
    lame = [(path, key) for path, text in templates() for key in prefixes_in_template(text)]
    assert [one for one in lame if not any(key.startswith(one[1]) for key in ZH)] == []


def test_templates_hold_no_sentence_of_their_own() -> None:
    told = [(path, line) for path, text in templates() for line in text.splitlines() if IDEOGRAPH.search(line)]
    assert [one for one in told if 'lang="zh-CN">中文</a>' not in one[1]] == []


def test_every_sentence_is_used() -> None:
    assert sorted(set(ZH) - used_keys()) == []


def test_every_string_that_only_looks_like_a_key_still_stands_in_code() -> None:
    standing = {str(node.value) for one in code() for node in literals(one)}
    assert set(NOT_KEYS) - standing == set()
    assert set(NOT_KEYS) & set(ZH) == set()


def test_every_prefix_is_used_and_has_sentences() -> None:
    prefixes = {prefix for one in code() for prefix, _ in built(one)}
    prefixes |= {prefix for _, text in templates() for prefix in prefixes_in_template(text)}
    assert [prefix for prefix in prefixes if not any(key.startswith(prefix) for key in ZH)] == []
    assert set(PREFIXES) - prefixes == set()
    assert [prefix for prefix in PREFIXES if not any(key.startswith(prefix) for key in ZH)] == []


def test_every_call_gives_what_its_sentence_has_places_for() -> None:
    lacking = [
        f"{one.path}:{line} {key} lacks {sorted(places(ZH[key]) - given)}"
        for one in code()
        for key, given, line in calls(one)
        if places(ZH[key]) - given
    ]
    assert lacking == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("say('common.nothing')", ["common.nothing"]),
        ("x = 'common.error'", ["common.error"]),
        ("'''common.error'''", []),
        ("open('common.toml')", []),
        ("x = 'elsewhere.error'", []),
    ],
)
def test_scan_finds_keys_and_only_keys(text: str, found: list[str]) -> None:
    assert [key for key, _ in keys_in(source(text))] == found


def test_scan_finds_a_call_that_lacks_a_place() -> None:
    assert list(calls(source("say('common.error', language)"))) == [("common.error", set(), 1)]
    assert list(calls(source("say('common.error', language, **given)"))) == []
    assert places("{message} {roster:,} {row.name} {0}") == {"message", "roster", "row", "0"}


def test_scan_finds_a_key_that_is_put_together() -> None:
    assert list(built(source("say(f'draw_record.state.{state}')"))) == [("draw_record.state.", 1)]


INSTEAD = {
    "台账": "留痕",
    "账本": "留痕",
    "账上": "留痕",
    "可信等级": "保证级别",
}
"""Words that stood for something which has another name here: the ledger, and the assurance of a draw."""

SPOKEN = ("expertpool/words", "expertpool/rules", "expertpool/filings", "expertpool/eligibility", "web", "blind")


def test_one_thing_has_one_name_wherever_people_read_it() -> None:
    endings = {".toml", ".md", ".html", ".typ"}
    files = [path for room in SPOKEN for path in sorted((ROOT / room).rglob("*")) if path.suffix in endings]
    files += [ROOT / "README.md", ROOT / "blind" / "verify_draw.py", ROOT / "expertpool" / "DECISIONS.md"]
    files = [path for path in files if "redact" not in path.parts]
    found = [
        f"{path.relative_to(ROOT)}: {other}, which is called {name}"
        for path in files
        for other, name in INSTEAD.items()
        if other in path.read_text(encoding="utf-8")
    ]
    assert (len(files) > 100, found) == (True, [])
