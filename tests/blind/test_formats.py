"""The format page: every value it states is computed anew here from its words alone, with hashlib and little else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.blind.make_certificates import FOLDER, PAGE

Json = dict[str, Any]
TEXT = PAGE.read_text(encoding="utf-8")
STORY = "two-rounds-of-replacements-restricted"


def block(name: str) -> str:
    """What stands between the marks of an example."""
    (found,) = re.findall(rf"<!-- example:{name} -->\n(.*?)<!-- /example:{name} -->", TEXT, re.DOTALL)
    return found


def values(name: str) -> dict[str, str]:
    """Label to value of an example that lists values."""
    return dict(re.split(r" {2,}", line.strip(), maxsplit=1) for line in block(name).splitlines())  # type: ignore[misc] # two parts each


# --- the page's formulas, as it words them ----------------------------------------------------------------------------


def lp(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def th(name: str, *parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(map(lp, (f"expertpool/{name}/v1".encode(), *parts)))).digest()


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def tree(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + tree(leaves[:half]) + tree(leaves[half:])).digest()


def keyed(seed: bytes, text: bytes) -> bytes:
    return hmac.new(seed, text, hashlib.sha256).digest()


def lots(seed: bytes, names: list[str], tag: str) -> list[str]:
    return sorted(names, key=lambda name: (keyed(seed, f"expertpool/{tag}/v1{name}".encode()), name))


def below(seed: bytes, limit: int, tag: str) -> int:
    counter = 0
    while True:
        number = int.from_bytes(keyed(seed, f"expertpool/{tag}".encode() + counter.to_bytes(8, "big")), "big")
        if number < 2**256 // limit * limit:
            return number % limit
        counter += 1


def body_of(envelope: Json) -> bytes:
    return base64.b64decode(envelope["payload"])


def document(envelope: Json) -> bytes:
    return th("document", envelope["payloadType"].encode(), body_of(envelope))


# --- the example of one draw ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def envelope() -> Json:
    """The envelope on the page, its lines joined."""
    read: Json = json.loads(block("envelope").strip().strip("`").replace("\n", ""))
    return read


@pytest.fixture(scope="module")
def payload(envelope: Json) -> Json:
    """What it holds."""
    read: Json = json.loads(body_of(envelope))
    return read


def test_payload_laid_out_is_the_payload_of_the_envelope(payload: Json) -> None:
    assert json.loads(block("payload").strip().strip("`")) == payload


def test_envelope_and_payload_are_canonical(envelope: Json, payload: Json) -> None:
    assert canonical(envelope).decode() == block("envelope").strip().strip("`").replace("\n", "")
    assert canonical(payload) == body_of(envelope)


def test_values_that_follow_from_the_example_follow_from_it(envelope: Json, payload: Json) -> None:
    person, draw_id = payload["pool"][0], bytes.fromhex(payload["context"]["draw_id"])
    number, ticket, bound = person["expert_no"], payload["rounds"][0]["ticket"], payload["bounds"][0]
    id_part = th("id", draw_id, number.encode(), person["name"].encode(), bytes.fromhex(person["id_salt"]))
    attr_part = th("attr", draw_id, canonical(person["attrs"]), bytes.fromhex(person["attr_salt"]))
    record = {name: bound[name] for name in ("clause", "code", "high", "kind", "low", "rule")}
    label = th("label", bound["label"].encode(), bytes.fromhex(bound["salt"]))
    group = payload["table"]["groups"][0]
    group_record = {"index": 0, **{name: group[name] for name in ("codes", "count", "moves")}}
    row = th(
        "ticket-row",
        ticket["number"].to_bytes(4, "big"),
        canonical(ticket["row"]),
        bytes.fromhex(ticket["salt"]),
    )
    kind, body = envelope["payloadType"].encode(), body_of(envelope)
    signed = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(body), body)
    assert values("values") == {
        "ctx": th("context", canonical(payload["context"])).hex(),
        f"id_part of {number}": id_part.hex(),
        f"attr_part of {number}": attr_part.hex(),
        f"code of {number}": th("leaf", b"\1", id_part, attr_part).hex(),
        "leaf of bound B001": th("bound", canonical(record), label).hex(),
        "leaf of group 0": th("group", canonical(group_record), bytes.fromhex(group["salt"])).hex(),
        f"leaf of ticket {ticket['number']}": row.hex(),
        "ticket drawn": str(below(bytes.fromhex(payload["rounds"][0]["seed"]), 4, "ticket/v1")),
        "signed bytes begin": signed[:80].decode() + "…",
        "key id of the signer": th("key-id", b"ed25519", bytes.fromhex(payload["signer"]["public"])).hex(),
    }


def test_panel_of_the_example_is_drawn_as_the_page_says(payload: Json) -> None:
    one = payload["rounds"][0]
    seed, groups = bytes.fromhex(one["seed"]), payload["table"]["groups"]
    drawn = [code for at, seats in one["ticket"]["row"] for code in lots(seed, groups[at]["codes"], "member")[:seats]]
    assert one["panel"] == lots(seed, drawn, "seat")


# --- small values -----------------------------------------------------------------------------------------------------


def bytes_example() -> dict[str, str]:
    """The values under "Bytes"."""
    seed = bytes(range(32))
    return {
        'TH("chain", 00…1f)': th("chain", seed).hex(),
        'lots(00…1f, [a, b, c, d], "seat")': " ".join(lots(seed, list("abcd"), "seat")),
        'below(00…1f, 1000, "ticket/v1")': str(below(seed, 1000, "ticket/v1")),
        "Tree of nothing": tree([]).hex(),
        "Tree of a, b, c": tree([b"a", b"b", b"c"]).hex(),
        "path of c in it": hashlib.sha256(
            b"\1" + hashlib.sha256(b"\0a").digest() + hashlib.sha256(b"\0b").digest()
        ).hexdigest(),
        "canonical": canonical({"b": [0, -1, None], "a": '摇\u007f/\u001f"'}).decode(),
    }


def ceremony_example() -> dict[str, str]:
    """The values under "Documents", of a story among the vectors."""
    read = json.loads((FOLDER / f"valid/{STORY}.json").read_text(encoding="utf-8"))
    content = json.loads(body_of(json.loads(read["given"]["certificate"])))
    ctx, seal = th("context", canonical(content["context"])), th("seal", canonical(content["seal"]))
    reveals = [[json.loads(body_of(one)) for one in each["reveals"]] for each in content["rounds"]]
    links = [[bytes.fromhex(one["z"]) for one in each] for each in reveals]
    removals = document(content["rounds"][1]["removals"])
    party = reveals[0][0]["party"]
    version = json.loads(content["trust"])["versions"][0]
    salt = bytes.fromhex(content["log"]["seal"]["salt"])
    head = content["log"]["seal"]["checkpoint"].split("\n")
    log_line = next(line for line in head if line.startswith(f"— {head[0]} "))
    return {
        "ctx": ctx.hex(),
        "fingerprint of the trust file": th("trust", body_of(version)).hex(),
        f"document of {party}'s commit": document(content["commits"][0]).hex(),
        f"commitment of {party}": th("commitment", ctx, party.encode(), links[0][0]).hex(),
        f"z of {party}, round 0": links[0][0].hex(),
        f"z of {party}, round 1": links[1][0].hex(),
        "seal_hash": seal.hex(),
        "seed of round 0": th("seed", ctx, seal, b"0", *links[0], b"", b"", b"").hex(),
        "removal list of round 1": removals.hex(),
        "seed of round 1": th("seed", ctx, seal, b"1", *links[1], b"", b"", removals).hex(),
        "body_hash of the seal's entry": th("body", salt, canonical(content["seal"])).hex(),
        "log's line begins (Base64)": log_line.split(" ")[2][:8],
    }


def listed(example: dict[str, str]) -> str:
    """An example as the page lays it out."""
    width = max(map(len, example)) + 2
    return "".join(f"    {name:{width}}{value}\n" for name, value in example.items())


def test_small_values_are_what_the_formulas_give() -> None:
    assert block("bytes") == listed(bytes_example())


def test_values_of_a_ceremony_are_those_of_its_vector() -> None:
    assert block("ceremony") == listed(ceremony_example())
    assert f"`valid/{STORY}.json`" in TEXT


def story() -> Json:
    read = json.loads((FOLDER / f"valid/{STORY}.json").read_text(encoding="utf-8"))
    content: Json = json.loads(body_of(json.loads(read["given"]["certificate"])))
    return content


def test_values_of_a_ceremony_stand_in_its_certificate() -> None:
    content, made = story(), ceremony_example()
    assert made["seed of round 0"] == content["rounds"][0]["seed"]
    assert made["seed of round 1"] == content["rounds"][1]["seed"]
    assert made["body_hash of the seal's entry"] == content["log"]["seal"]["entry"]["body_hash"]
    first = content["seal"]["commitments"][0]
    assert made[f"commitment of {first['party']}"] == first["commitment"]
    assert made[f"document of {first['party']}'s commit"] == first["document"]
    (later, earlier) = (made[f"z of {first['party']}, round {at}"] for at in (1, 0))
    assert th("chain", bytes.fromhex(later)).hex() == earlier
    assert json.loads(body_of(content["rounds"][1]["removals"]))["reveal_by"]


def test_first_four_bytes_of_a_note_line_are_those_of_name_kind_and_key() -> None:
    content = story()
    version = json.loads(body_of(json.loads(content["trust"])["versions"][-1]))
    (key,) = version["roles"]["log"]["keys"]
    mark = hashlib.sha256(key["holder"].encode() + b"\n\x01" + bytes.fromhex(key["public"])).digest()[:4]
    assert base64.b64decode(ceremony_example()["log's line begins (Base64)"])[:4] == mark


# --- the page names everything ----------------------------------------------------------------------------------------


def keys_of(value: object) -> set[str]:
    """Every key of every record in a value."""
    if isinstance(value, dict):
        return set(value) | set().union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def fields_of(certificate: bytes) -> set[str]:
    """Every field name that stands in a certificate, its documents and its trust file; names people chose left out."""
    content = json.loads(body_of(json.loads(certificate)))
    found = keys_of(json.loads(certificate)) | keys_of({**content, "log": list(content["log"].values())})
    envelopes = [*content["commits"], *(json.loads(content["trust"])["versions"] if content["trust"] else ())]
    for one in content["rounds"]:
        envelopes += [*one["reveals"], *(each for each in one.values() if isinstance(each, dict) and "payload" in each)]
    for envelope in envelopes:
        record = json.loads(body_of(envelope))
        roles = record.pop("roles", {})
        found |= keys_of(record) | keys_of(list(roles.values()))
    chosen = set(content["context"]["versions"]) | set(content["context"]["pool"]["out_by_rule"])
    chosen |= {code for one in content["bounds"] if (code := one.get("code"))}
    chosen |= {code for one in content["cliques"] or () for code in [one["code"]]}
    chosen |= {code for one in content["rounds"] for code in one["refutations"] or ()}
    return found - chosen


@pytest.mark.parametrize("file", sorted(FOLDER.glob("valid/*.json")), ids=lambda file: file.stem)
def test_every_field_of_a_sound_certificate_is_named_on_the_page(file: Path) -> None:
    read = json.loads(file.read_text(encoding="utf-8"))
    words = set(
        re.findall(r"[A-Za-z_0-9]+", re.sub(r"<!-- example:(envelope|payload).*?<!-- /", "", TEXT, flags=re.DOTALL))
    )
    assert sorted(fields_of(read["given"]["certificate"].encode()) - words) == []


def test_every_expected_finding_of_a_vector_is_named_on_the_page() -> None:
    (names,) = re.findall(r"Names: `([^`]+)`", TEXT)
    expected = [
        json.loads(file.read_text("utf-8", "surrogateescape"))["expect"]["check"] for file in FOLDER.glob("*/*.json")
    ]
    assert {one for one in expected if one} <= set(names.split())


def test_table_of_payload_fields_is_complete(payload: Json) -> None:
    (table,) = re.findall(r"\| field \| restricted \| public \|\n(.*?)\n\n", TEXT, re.DOTALL)
    named = [name for row in table.splitlines()[1:] for name in re.findall(r"`([a-z]+)`", row.split("|")[1])]
    assert sorted(named) == sorted(payload)
