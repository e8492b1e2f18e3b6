"""Packs that must not load: each is refused with the file, the rule, the key, and what would be right."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from expertpool.errors import Refusal
from expertpool.rules.pack import BUILT_IN, load_pack
from expertpool.rules.stack import load_packs
from expertpool.words import Language

MALFORMED = sorted((Path(__file__).parent / "vectors" / "malformed").glob("*.toml"))
EXPECTED = re.compile(r"# refused: (?P<code>\S+)(?: at (?P<place>.*))?")

MINIMAL = """
[[rule]]
id = "outside-half"
clause = "本单位规定 第三条"
says = "外单位同行专家不少于一半"
strength = "strict"
source = "read"
check = { kind = "share_of_seats", group = "outside_peer", at_least = "1/2" }
stages = ["draw"]

  [[rule.example]]
  facts = { seats = 9, members = 5 }
  holds = true
"""


@pytest.mark.parametrize("file", MALFORMED, ids=lambda file: file.stem)
def test_a_malformed_pack_is_refused_at_its_place(file):
    expected = EXPECTED.match(file.read_text(encoding="utf-8"))

    with pytest.raises(Refusal) as refused:
        load_pack(str(file))

    refusal = refused.value
    assert (refusal.code, refusal.where.field) == (expected["code"], expected["place"])
    assert refusal.where.file == str(file)
    for language in Language:
        assert refusal.message(language)
        assert refusal.hint(language)


def test_every_refusal_of_a_pack_has_a_vector():
    vectors = {EXPECTED.match(file.read_text(encoding="utf-8"))["code"] for file in MALFORMED}

    assert vectors >= {
        "rules.example_missing",
        "rules.example_wrong",
        "rules.force_backwards",
        "rules.id_twice",
        "rules.key_missing",
        "rules.key_one_of",
        "rules.key_unknown",
        "rules.key_unknown_near",
        "rules.kind_unknown",
        "rules.pack_empty",
        "rules.toml_twice",
        "rules.toml_wide",
        "rules.want_bool",
        "rules.want_day",
        "rules.want_holds",
        "rules.want_one_of",
        "rules.want_positive",
        "rules.want_share",
        "rules.want_stages",
        "rules.want_table",
        "rules.want_text",
        "rules.want_texts",
        "rules.want_whole",
        "rules.want_years",
    }


def test_a_block_without_any_header_is_a_pack_of_the_unit_named_after_its_file(tmp_path):
    file = tmp_path / "our-unit.toml"
    file.write_text(MINIMAL, encoding="utf-8")

    pack = load_pack(str(file))

    assert (pack.name, pack.tier.value, [rule.id for rule in pack.rules]) == ("our-unit", "unit", ["outside-half"])
    assert pack.in_force(date(1999, 1, 1))


def test_a_pack_saved_by_windows_notepad_loads(tmp_path):
    file = tmp_path / "unit.toml"
    file.write_bytes(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode())

    assert [rule.id for rule in load_pack(str(file)).rules] == ["outside-half"]


def test_a_name_that_is_neither_pack_nor_file_is_refused_with_the_names_there_are():
    with pytest.raises(Refusal) as refused:
        load_pack("nationl")

    assert refused.value.code == "rules.pack_missing"
    assert refused.value.params == {"name": "nationl", "known": ", ".join(BUILT_IN)}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "common.file_missing"),
        (MINIMAL.encode("gb18030"), "rules.file_not_utf8"),
        (MINIMAL.encode("utf-16"), "rules.file_not_utf8"),
        (b"\xff\xfe\x00\x00", "rules.file_not_utf8"),
        (b"\x80", "rules.file_not_utf8"),
        (b"", "rules.pack_empty"),
        (b"rule = 3\n", "rules.pack_empty"),
        (b"a = " + b"[" * 5000, "rules.toml_impossible"),
    ],
)
def test_a_file_that_is_no_pack_is_refused(tmp_path, content, code):
    file = tmp_path / "pack.toml"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(Refusal) as refused:
        load_pack(str(file))

    assert refused.value.code == code
    assert refused.value.where.file == str(file)
    assert refused.value.message(Language.ZH) != refused.value.message(Language.EN)


def test_a_folder_is_no_pack(tmp_path):
    with pytest.raises(Refusal) as refused:
        load_pack(str(tmp_path))

    assert refused.value.code == "rules.file_is_folder"


def test_two_files_of_one_name_are_refused(tmp_path):
    files = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        files.append(tmp_path / folder / "unit.toml")
        files[-1].write_text(MINIMAL, encoding="utf-8")

    with pytest.raises(Refusal) as refused:
        load_packs([str(file) for file in files], on=date(2025, 8, 15))

    assert (refused.value.code, refused.value.params["name"]) == ("rules.pack_twice", "unit")


def test_one_rule_id_with_two_meanings_is_refused(tmp_path):
    file = tmp_path / "unit.toml"
    file.write_text(MINIMAL.replace("outside-half", "odd-size"), encoding="utf-8")

    with pytest.raises(Refusal) as refused:
        load_packs(["national", str(file)], on=date(2025, 8, 15))

    assert (refused.value.code, refused.value.params["rule"]) == ("rules.two_meanings", "odd-size")
