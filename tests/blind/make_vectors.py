"""Writes the vectors below ``tests/blind/vectors``; run it after a format changed, and read the difference.

Every file is one story: ``{"story", "format", "given", "expect"}``. ``expect`` is what comes out, or the name and
code of the refusal. The keys are made of repeated bytes and protect nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from blind.dsse import Envelope, Signature, countersign, pae, sign, to_base64
from blind.encoding import canonical
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.p256 import P256Signer
from blind.keys.signer import Verifier
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.cosignature import cosign
from blind.log.note import COSIGNER, Note, NoteKey
from blind.log.tree import Tree, leaf_hash, node_hash
from blind.trust_version import TrustVersion
from tests.blind.trusted import CHANGE, FIRST, ONE, SECOND, SIGNERS, TWO, chain, key, signed, with_keys

FOLDER = Path(__file__).parent / "vectors"
SORTS = ("valid", "malformed", "tampered")

Vector = tuple[str, str, str, dict[str, Any], Any]
"""Format, sort, story, what is given, what is expected."""


def refusal(kind: str, code: str) -> dict[str, str]:
    return {"refusal": kind, "code": code}


# --- log: roots and proofs ---------------------------------------------------------------------------------------

PUBLISHED = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ENTRIES = [b"entry %d" % number for number in range(11)]
TREE = Tree(ENTRIES)


def inclusion(index: int, size: int, tree: Tree = TREE, /, **changed: Any) -> dict[str, Any]:
    entry = ENTRIES[index] if tree is TREE or tree.algorithm == "sm3" else bytes.fromhex(PUBLISHED[index])
    proof = {
        "what": "inclusion",
        "algorithm": tree.algorithm,
        "entry": entry.hex(),
        "index": index,
        "size": size,
        "path": [one.hex() for one in tree.inclusion(index, size)],
        "root": tree.root(size).hex(),
    }
    return {**proof, **changed}


def consistency(old: int, new: int, /, **changed: Any) -> dict[str, Any]:
    proof = {
        "what": "consistency",
        "algorithm": "sha256",
        "old_size": old,
        "old_root": TREE.root(old).hex(),
        "new_size": new,
        "new_root": TREE.root(new).hex(),
        "path": [one.hex() for one in TREE.consistency(old, new)],
    }
    return {**proof, **changed}


def roots(entries: list[bytes], algorithm: str = "sha256") -> tuple[dict[str, Any], list[str]]:
    tree = Tree(entries, algorithm=algorithm)
    given = {"what": "roots", "algorithm": algorithm, "entries": [entry.hex() for entry in entries]}
    return given, [tree.root(size).hex() for size in range(tree.size + 1)]


def log_vectors() -> Iterator[Vector]:
    published = Tree(map(bytes.fromhex, PUBLISHED))
    yield "log", "valid", "roots-of-the-certificate-transparency-entries", *roots([*map(bytes.fromhex, PUBLISHED)])
    yield "log", "valid", "roots-over-sm3", *roots(ENTRIES, "sm3")
    yield "log", "valid", "second-of-eight-published-entries", inclusion(1, 8, published), None
    yield "log", "valid", "only-entry-of-a-log-of-one", inclusion(0, 1), None
    yield "log", "valid", "last-entry-where-the-tree-is-ragged", inclusion(10, 11), None
    yield "log", "valid", "entry-under-sm3", inclusion(4, 9, Tree(ENTRIES, algorithm="sm3")), None
    yield "log", "valid", "log-grown-from-whole-subtree", consistency(4, 11), None
    yield "log", "valid", "log-grown-from-ragged-edge", consistency(7, 11), None
    yield "log", "valid", "log-grown-from-nothing", consistency(0, 11), None
    yield "log", "valid", "log-that-did-not-grow", consistency(7, 7), None

    short = inclusion(5, 11)["path"][:-1]
    long = [*inclusion(5, 11)["path"], "00" * 32]
    not_in = refusal("Forged", "entry-not-in-tree")
    yield "log", "tampered", "entry-changed", inclusion(5, 11, entry=b"entry 6".hex()), not_in
    yield "log", "tampered", "entry-at-anothers-place", inclusion(5, 11, index=4), not_in
    yield "log", "tampered", "path-cut", inclusion(5, 11, path=short), refusal("Forged", "proof-too-short")
    yield "log", "tampered", "path-lengthened", inclusion(5, 11, path=long), refusal("Forged", "proof-too-long")
    inner = leaf_hash(ENTRIES[0]) + leaf_hash(ENTRIES[1])
    confused = inclusion(0, 2, entry=inner.hex(), size=1, path=[])
    yield "log", "tampered", "inner-node-shown-as-an-entry", confused, not_in
    assert node_hash(inner[:32], inner[32:]) == TREE.root(2)
    differ = refusal("Forged", "trees-differ")
    yield "log", "tampered", "history-rewritten", consistency(7, 11, old_root=TREE.root(6).hex()), differ
    yield "log", "tampered", "growth-turned-round", consistency(7, 11, old_root=TREE.root(11).hex()), differ
    yield "log", "tampered", "nothing-with-a-root-of-something", consistency(0, 11, old_root="00" * 32), differ
    empty = refusal("Forged", "proof-too-short")
    yield "log", "tampered", "growth-without-proof", consistency(7, 11, path=[]), empty

    outside = refusal("Malformed", "index-outside-tree")
    yield "log", "malformed", "index-after-the-end", inclusion(5, 11, index=11), outside
    yield "log", "malformed", "entry-in-an-empty-log", inclusion(0, 1, size=0), outside
    hashes = refusal("Malformed", "not-a-hash")
    yield "log", "malformed", "path-of-short-hashes", inclusion(5, 11, path=["00" * 31]), hashes
    sizes = refusal("Malformed", "size-outside-tree")
    yield "log", "malformed", "log-that-shrank", consistency(7, 11, old_size=12), sizes
    unknown = refusal("Malformed", "unknown-hash")
    yield "log", "malformed", "hash-nobody-knows", inclusion(5, 11, algorithm="md5"), unknown


# --- notes: checkpoints and cosignatures ---------------------------------------------------------------------------

ORIGIN, WITNESS = "pool.example/log", "hrss.example/witness"
LOG, HRSS, STRANGER = SIGNERS["log"], SIGNERS["witness"], SIGNERS["stranger"]
LOG_KEY = NoteKey(ORIGIN, LOG.verifier.public)
HRSS_KEY = NoteKey(WITNESS, HRSS.verifier.public, COSIGNER)
BARE = sign_checkpoint(Checkpoint(ORIGIN, 11, TREE.root()), LOG)
SEEN = cosign(BARE, name=WITNESS, signer=HRSS, time=1_748_739_600)


def note(text: str | Note, /, **changed: Any) -> dict[str, Any]:
    data = text.to_bytes().decode() if isinstance(text, Note) else text
    return {"note": data, "log": [LOG_KEY.to_text()], "witnesses": [HRSS_KEY.to_text()], "threshold": 1, **changed}


def note_vectors() -> Iterator[Vector]:
    head = {"origin": ORIGIN, "size": 11, "root": TREE.root().hex(), "witnessed": {}}
    yield "notes", "valid", "checkpoint-alone", note(BARE, threshold=0), head
    yield "notes", "valid", "checkpoint-cosigned", note(SEEN), {**head, "witnessed": {WITNESS: 1_748_739_600}}
    nothing = sign_checkpoint(Checkpoint(ORIGIN, 0, Tree().root()), LOG)
    yield "notes", "valid", "empty-log", note(nothing, threshold=0), {**head, "size": 0, "root": Tree().root().hex()}

    text = SEEN.to_bytes().decode()
    wrong = refusal("Forged", "wrong-signature")
    unpinned = refusal("Untrusted", "key-not-pinned")
    yield "notes", "tampered", "size-changed", note(text.replace("\n11\n", "\n12\n")), wrong
    other_root = sign_checkpoint(Checkpoint(ORIGIN, 11, TREE.root(10)), LOG)
    moved = other_root.signed(SEEN.signatures[1])
    yield "notes", "tampered", "cosignature-moved-to-another-root", note(moved), wrong
    stamp = SEEN.signatures[1]
    later = replace(stamp, value=(1_748_739_601).to_bytes(8, "big") + stamp.value[8:])
    yield "notes", "tampered", "cosigned-time-changed", note(BARE.signed(later)), wrong
    by_stranger = sign_checkpoint(Checkpoint(ORIGIN, 11, TREE.root()), STRANGER)
    yield "notes", "tampered", "signed-by-another-key-under-the-logs-name", note(by_stranger), unpinned
    yield "notes", "tampered", "witness-missing", note(BARE), refusal("Untrusted", "too-few-witnesses")
    added = cosign(SEEN, name="x", signer=STRANGER, time=1)
    yield "notes", "tampered", "witness-nobody-knows", note(added), unpinned
    orphan = Note(SEEN.text, SEEN.signatures[1:])
    yield "notes", "tampered", "signed-by-the-witness-alone", note(orphan), refusal("Untrusted", "not-signed-by-log")

    note_form = refusal("Malformed", "not-a-note")
    yield "notes", "malformed", "line-ends-of-windows", note(text.replace("\n", "\r\n")), note_form
    yield "notes", "malformed", "cut-in-the-last-line", note(text[:-1]), note_form
    yield "notes", "malformed", "empty-line-missing", note(text.replace("\n\n", "\n")), note_form
    dash = text.replace("\u2014", "-")
    yield "notes", "malformed", "hyphen-for-the-dash", note(dash), refusal("Malformed", "not-a-signature-line")
    sized = refusal("Malformed", "not-a-checkpoint-size")
    yield "notes", "malformed", "size-with-leading-zero", note(text.replace("\n11\n", "\n011\n")), sized
    extended = text.replace("=\n\n", "=\nextension\n\n", 1)
    yield "notes", "malformed", "line-nobody-defined", note(extended), refusal("Malformed", "not-a-checkpoint")
    twice = text + text.splitlines()[-1] + "\n"
    yield "notes", "malformed", "signature-doubled", note(twice), refusal("Malformed", "signature-doubled")


# --- DSSE ------------------------------------------------------------------------------------------------------------

TYPE = "application/vnd.expertpool.test+json"
OFFICE, INSPECTOR = SIGNERS["office"], SIGNERS["hrss"]
DEVICE = P256Signer(b"\x31" * 32)
PAYLOAD = canonical({"seats": 25, "unit": "云岭稀土研究院"})
SIGNED = sign(PAYLOAD, payload_type=TYPE, signers=[OFFICE, INSPECTOR])


def listed(*keys: Verifier) -> list[dict[str, str]]:
    return [{"alg": one.alg, "public": one.public.hex()} for one in keys]


PINNED = listed(OFFICE.verifier, INSPECTOR.verifier, DEVICE.verifier)


def envelope(one: Envelope | str, /, **changed: Any) -> dict[str, Any]:
    data = one.to_bytes().decode() if isinstance(one, Envelope) else one
    return {"envelope": data, "payload_type": TYPE, "keys": PINNED, "threshold": 2, **changed}


def dsse_vectors() -> Iterator[Vector]:
    content = {"payload": PAYLOAD.hex()}
    yield "dsse", "valid", "two-of-three", envelope(SIGNED), content
    yield "dsse", "valid", "ed25519-and-p256", envelope(countersign(SIGNED, DEVICE), threshold=3), content
    single = sign(b"", payload_type=TYPE, signers=[OFFICE])
    yield "dsse", "valid", "empty-payload", envelope(single, threshold=1), {"payload": ""}

    text = SIGNED.to_bytes().decode()
    wrong = refusal("Forged", "wrong-signature")
    other = to_base64(canonical({"seats": 24, "unit": "云岭稀土研究院"}))
    yield "dsse", "tampered", "payload-exchanged", envelope(text.replace(to_base64(PAYLOAD), other)), wrong
    typed = sign(PAYLOAD, payload_type=TYPE + "2", signers=[OFFICE, INSPECTOR])
    other_type = refusal("Untrusted", "other-payload-type")
    yield "dsse", "tampered", "signed-as-another-type", envelope(typed), other_type
    yield "dsse", "tampered", "type-renamed", envelope(replace(typed, payload_type=TYPE)), wrong
    bare = Envelope(TYPE, PAYLOAD, tuple(Signature(one.key_id, one.sign(PAYLOAD)) for one in sorted_signers()))
    yield "dsse", "tampered", "payload-signed-without-its-type", envelope(bare), wrong
    one_only = sign(PAYLOAD, payload_type=TYPE, signers=[OFFICE])
    few = refusal("Untrusted", "too-few-signatures")
    yield "dsse", "tampered", "one-signature-for-two", envelope(one_only), few
    unpinned = refusal("Untrusted", "key-not-pinned")
    yield "dsse", "tampered", "stranger-beside-two-good-ones", envelope(countersign(SIGNED, STRANGER)), unpinned
    posing = Signature(OFFICE.key_id, STRANGER.sign(pae(TYPE, PAYLOAD)))
    posed = Envelope(TYPE, PAYLOAD, (posing,))
    yield "dsse", "tampered", "stranger-under-anothers-name", envelope(posed, threshold=1), wrong

    form = refusal("Malformed", "not-canonical")
    yield "dsse", "malformed", "with-spaces", envelope(json.dumps(json.loads(text))), form
    yield "dsse", "malformed", "key-twice", envelope('{"payload":"",' + text[1:]), refusal("Malformed", "duplicate-key")
    doubled = replace(SIGNED, signatures=SIGNED.signatures[:1] * 2)
    order = refusal("Malformed", "signatures-empty-doubled-or-unsorted")
    yield "dsse", "malformed", "signature-doubled", envelope(doubled), order
    turned = replace(SIGNED, signatures=SIGNED.signatures[::-1])
    yield "dsse", "malformed", "signatures-unsorted", envelope(turned), order
    yield "dsse", "malformed", "no-signature", envelope(replace(SIGNED, signatures=())), order
    base = refusal("Malformed", "not-base64")
    urlsafe = text.replace(to_base64(PAYLOAD), to_base64(PAYLOAD).rstrip("=") + "-")
    yield "dsse", "malformed", "base64-of-urls", envelope(urlsafe), base
    extra = '{"note":"",' + text[1:]
    yield "dsse", "malformed", "field-nobody-defined", envelope(extra), refusal("Malformed", "wrong-fields")
    yield "dsse", "malformed", "list-for-an-object", envelope("[]"), refusal("Malformed", "not-an-object")
    yield "dsse", "malformed", "cut", envelope(text[:-3]), refusal("Malformed", "not-json")


def sorted_signers() -> list[Ed25519Signer]:
    return sorted((OFFICE, INSPECTOR), key=lambda one: one.key_id)


# --- SM3 -------------------------------------------------------------------------------------------------------------

SM3 = {
    "first-example-of-the-standard": (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    "second-example-of-the-standard": (
        b"abcd" * 16,
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
    ),
    "nothing": (b"", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
}


def sm3_vectors() -> Iterator[Vector]:
    for story, (message, made) in SM3.items():
        yield "sm3", "valid", story, {"algorithm": "sm3", "message": message.hex()}, {"digest": made}
    message, made = SM3["first-example-of-the-standard"]
    changed = {"algorithm": "sm3", "message": b"abd".hex(), "not": made}
    yield "sm3", "tampered", "message-changed", changed, "another digest"
    padded = {"algorithm": "sm3", "message": (message + b"\x80").hex(), "not": made}
    yield "sm3", "tampered", "padding-made-part-of-the-message", padded, "another digest"
    sha = {"algorithm": "sha256", "message": message.hex(), "not": made}
    yield "sm3", "tampered", "another-hash-under-its-name", sha, "another digest"
    unknown = refusal("Malformed", "unknown-hash")
    for story, name in {"name-in-capitals": "SM3", "name-empty": "", "name-of-a-broken-hash": "sha1"}.items():
        yield "sm3", "malformed", story, {"algorithm": name, "message": message.hex()}, unknown


# --- trust -----------------------------------------------------------------------------------------------------------


def trust(data: bytes | str, /, **changed: Any) -> dict[str, Any]:
    text = data.decode() if isinstance(data, bytes) else data
    return {"trust": text, "fingerprint": FIRST.hash, "seen": None, "ask": None, **changed}


def ask(name: str, role: str, index: int) -> dict[str, Any]:
    return {"key_id": SIGNERS[name].key_id, "role": role, "index": index}


def second(version: TrustVersion, *names: str) -> bytes:
    return chain(ONE, signed(version, *(names or ("root-office", "root-inspector"))))


def trust_vectors() -> Iterator[Vector]:
    mark = {"version": 2, "hash": SECOND.hash, "pinned": True}
    yield "trust", "valid", "first-version-alone", trust(chain(ONE)), {**mark, "version": 1, "hash": FIRST.hash}
    yield "trust", "valid", "second-version-signed-by-two-of-three", trust(chain()), mark
    yield "trust", "valid", "nothing-pinned", trust(chain(), fingerprint=None), {**mark, "pinned": False}
    yield "trust", "valid", "known-version-seen-before", trust(chain(), seen=[1, FIRST.hash]), mark
    yield "trust", "valid", "key-of-its-time", trust(chain(), ask=ask("log", "log", CHANGE - 1)), mark

    def refused(story: str, given: dict[str, Any], code: str, kind: str = "Untrusted") -> Vector:
        return "trust", "tampered", story, given, refusal(kind, code)

    few = "too-few-signatures"
    yield refused("one-signature-only", trust(second(SECOND, "root-office")), few)
    yield refused("self-signed-jump", trust(second(SECOND, "root-hrss-new", "root-office")), "key-not-pinned")
    yield refused("rollback", trust(chain(ONE), seen=[2, SECOND.hash]), "trust-rollback")
    fork = with_keys(SECOND, "witness", [*SECOND.roles["witness"].keys, key("stranger", "x", CHANGE)])
    yield refused("fork", trust(second(fork), seen=[2, SECOND.hash]), "trust-fork")
    third = replace(SECOND, version=3, previous=SECOND.hash, since=60)
    yield refused("gap", trust(chain(ONE, signed(third, "root-office", "root-inspector"))), "trust-gap")
    yield refused("beginning-missing", trust(chain(TWO)), "other-fingerprint")
    yield refused("beginning-missing-and-nothing-pinned", trust(chain(TWO), fingerprint=None), "trust-gap")
    yield refused("other-fingerprint", trust(chain(), fingerprint="00" * 32), "other-fingerprint")
    loose = replace(SECOND, previous="00" * 32)
    yield refused("hash-of-another-version-before", trust(second(loose)), "trust-chain-broken", "Forged")
    forgotten = with_keys(SECOND, "log", [key("log-new", "pool.example/log", CHANGE)])
    yield refused("key-forgotten", trust(second(forgotten)), "key-rewritten")
    early = with_keys(SECOND, "witness", [*SECOND.roles["witness"].keys, key("stranger", "x", CHANGE - 1)])
    yield refused("new-key-for-the-past", trust(second(early)), "key-back-dated")
    yield refused("stale-key", trust(chain(), ask=ask("log", "log", CHANGE)), "key-stale")
    yield refused("key-not-yet-valid", trust(chain(), ask=ask("log-new", "log", CHANGE - 1)), "key-not-yet-valid")
    yield refused("key-of-another-role", trust(chain(), ask=ask("office", "witness", 0)), "key-of-another-role")
    yield refused("key-of-nobody", trust(chain(), ask=ask("stranger", "log", 0)), "key-not-pinned")
    text = chain().decode()
    payload = to_base64(SECOND.payload)
    swapped = to_base64(SECOND.payload.replace(b'"threshold":2', b'"threshold":1', 1))
    weaker = text.replace(payload, swapped)
    assert weaker != text
    yield refused("threshold-lowered-after-signing", trust(weaker), "wrong-signature", "Forged")

    def unread(story: str, data: bytes | str, code: str) -> Vector:
        return "trust", "malformed", story, trust(data), refusal("Malformed", code)

    yield unread("no-versions", canonical({"format": "expertpool-trust-chain/1", "versions": []}), "no-versions")
    yield unread("with-spaces", json.dumps(json.loads(text)), "not-canonical")
    yield unread("format-of-the-future", text.replace("chain/1", "chain/2"), "unknown-version")
    one_key = json.loads(FIRST.payload)
    one_key["roles"]["root"]["threshold"] = 1
    lone = sign(canonical(one_key), payload_type=ONE.payload_type, signers=[SIGNERS["root-office"]])
    yield unread("one-holder-enough", chain(lone), "root-threshold-unsafe")


# --- files -----------------------------------------------------------------------------------------------------------


def vectors() -> dict[str, bytes]:
    """Every file's path below the folder, with its bytes."""
    made = {}
    for source in (log_vectors, note_vectors, dsse_vectors, sm3_vectors, trust_vectors):
        for form, sort, story, given, expect in source():
            record = {"story": story.replace("-", " "), "format": form, "given": given, "expect": expect}
            text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
            path = f"{form}/{sort}/{story}.json"
            assert path not in made
            made[path] = text.encode()
    return made


def main() -> None:
    """Write all files and remove those no story makes any more."""
    made = vectors()
    for old in FOLDER.glob("*/*/*.json"):
        if old.relative_to(FOLDER).as_posix() not in made and old.parts[-3] in {path.split("/")[0] for path in made}:
            old.unlink()
    for path, data in made.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_bytes(data)


if __name__ == "__main__":
    main()
