"""Every file below ``vectors`` is a test: what is given must come out as expected, or be refused with that code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blind import dsse, errors
from blind.keys import registry
from blind.keys.hashes import digest
from blind.log.head import read_head
from blind.log.note import NoteKey
from blind.log.tree import Tree, verify_consistency, verify_inclusion
from blind.trust import read_trust
from tests.blind.make_vectors import FOLDER, SORTS, vectors

FORMATS = ("log", "notes", "dsse", "sm3", "trust")
FILES = sorted(path for form in FORMATS for path in (FOLDER / form).glob("*/*.json"))


def log(given: dict[str, Any]) -> Any:
    what = given.pop("what")
    if what == "roots":
        tree = Tree(map(bytes.fromhex, given["entries"]), algorithm=given["algorithm"])
        return [tree.root(size).hex() for size in range(tree.size + 1)]
    given = {name: bytes.fromhex(value) if "root" in name else value for name, value in given.items()}
    path = [bytes.fromhex(one) for one in given.pop("path")]
    if what == "inclusion":
        return verify_inclusion(bytes.fromhex(given.pop("entry")), path, **given)
    return verify_consistency(path, **given)


def notes(given: dict[str, Any]) -> Any:
    keys = {name: [NoteKey.parse(text) for text in given[name]] for name in ("log", "witnesses")}
    head = read_head(given["note"].encode(), threshold=given["threshold"], **keys)
    facts = {"origin": head.checkpoint.origin, "size": head.size, "root": head.root.hex()}
    return {**facts, "witnessed": dict(head.witnessed)}


def envelope(given: dict[str, Any]) -> Any:
    keys = [registry.verifier(key["alg"], bytes.fromhex(key["public"])) for key in given["keys"]]
    payload = dsse.verify(
        given["envelope"].encode(), payload_type=given["payload_type"], keys=keys, threshold=given["threshold"]
    )
    return {"payload": payload.hex()}


def sm3(given: dict[str, Any]) -> Any:
    made = digest(given["algorithm"])(bytes.fromhex(given["message"])).hex()
    if "not" in given:
        return "another digest" if made != given["not"] else "the same digest"
    return {"digest": made}


def trust(given: dict[str, Any]) -> Any:
    seen = tuple(given["seen"]) if given["seen"] else None
    read = read_trust(given["trust"].encode(), fingerprint=given["fingerprint"], seen=seen)
    if given["ask"]:
        read.key(given["ask"]["key_id"], role=given["ask"]["role"], index=given["ask"]["index"])
    return {"version": read.mark[0], "hash": read.mark[1], "pinned": read.pinned}


READERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "log": log,
    "notes": notes,
    "dsse": envelope,
    "sm3": sm3,
    "trust": trust,
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_vector_comes_out_as_it_says(file: Path) -> None:
    vector = json.loads(file.read_text(encoding="utf-8"))
    expected = vector["expect"]
    if not isinstance(expected, dict) or "refusal" not in expected:
        assert READERS[vector["format"]](vector["given"]) == expected
        return
    with pytest.raises(errors.BlindError) as caught:
        READERS[vector["format"]](vector["given"])
    assert {"refusal": type(caught.value).__name__, "code": caught.value.code} == expected


def test_every_format_has_vectors_of_every_sort() -> None:
    assert {(file.parts[-3], file.parts[-2]) for file in FILES} == {(form, sort) for form in FORMATS for sort in SORTS}


def test_malformed_vectors_are_malformed_and_valid_ones_are_taken() -> None:
    for file in FILES:
        expected = json.loads(file.read_text(encoding="utf-8"))["expect"]
        refused = expected.get("refusal") if isinstance(expected, dict) else None
        assert (file.parts[-2] == "malformed") == (refused == "Malformed"), file
        assert not (file.parts[-2] == "valid" and refused), file


def test_files_are_what_the_script_writes() -> None:
    written = {file.relative_to(FOLDER).as_posix(): file.read_bytes() for file in FILES}
    assert written == vectors()
