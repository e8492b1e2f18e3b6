#!/usr/bin/env python3
"""Checks the certificate of a draw offline, with this one file and Python 3.8 or later.

    python verify_draw.py certificate.json [--trust trust.json] [--receipt receipt.json] [--log entries.jsonl] [--lang en]

Exit 0: all that this tier can prove is proven; 5: something is wrong; 6: not proven; 2: no such file or bad usage.
FORMATS.md describes every byte; its sections are named in brackets. Nothing read here is trusted: keys count only if
the trust file names them, numbers are whole or fractions, and the work done on any input is limited.
"""
# fmt: off  # laid out to be read from top to bottom on few pages
# ruff: noqa: B905, UP006, UP035, D101, D102, D103  # runs on Python 3.8: no zip(strict=); headings say what methods check
from __future__ import annotations

import argparse, base64, hashlib, hmac, json, re, sys, unicodedata  # noqa: E401  # one line for what stands in Python
from collections import Counter
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, Set, Tuple

LONGEST, WORK, SIGNATURE, NODES, DEEPEST, CELL = 64 << 20, 60_000_000, 30_000, 20_000, 150, 5
Make = Callable[[bytes], bytes]


class Wrong(Exception):
    """A check that failed: its code in TEXTS, and where."""


class Unproven(Exception):
    """A promised check that could not be finished: its code in TEXTS, and where."""


def need(holds: object, code: str, where: object = "") -> None:
    if not holds:
        raise Wrong(code, str(where)[:120])


# ---- [Bytes] hashes, trees, canonical JSON ---------------------------------------------------------------------------
def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()

def sm3(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()

def tagged(make: Make, tag: str, *parts: bytes) -> bytes:
    """TH: tag and parts, each behind its length."""
    return make(b"".join(len(part).to_bytes(4, "big") + part for part in (tag.encode(), *parts)))

def tree_root(make: Make, leaves: Iterable[bytes]) -> str:
    level = [make(b"\0" + leaf) for leaf in leaves]
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [make(b"\1" + a + b) for a, b in zip(level[::2], level[1::2])] + odd
    return (level[0] if level else make(b"")).hex()

def in_tree(make: Make, leaf: bytes, index: int, size: int, path: List[str], root: str) -> bool:
    node, last = make(b"\0" + leaf), size - 1
    for sibling in map(bytes.fromhex, path):
        if last <= 0:
            return False
        right = index & 1 or index == last
        node = make(b"\1" + sibling + node) if right else make(b"\1" + node + sibling)
        while right and index and not index & 1:
            index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    return last == 0 and index == 0 and node.hex() == root

def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def small(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= 1 << 53:
        raise ValueError("number too large")
    return int(text)

def parse(data: bytes, kind: str) -> Any:
    """The value of canonical JSON of this shape; whatever differs from that by a byte is refused."""
    try:
        text = data.decode()
        value = json.loads(text, parse_int=small, parse_float=small, parse_constant=small)
        need(canonical(value) == data and unicodedata.normalize("NFC", text) == text, "malformed", kind)
    except (ValueError, RecursionError):
        raise Wrong("malformed", kind) from None
    need(isinstance(value, dict), "malformed", kind)
    if kind in SHAPES:
        for field in SHAPES[kind].keys() | value.keys():
            need(field in SHAPES[kind] and field in value and fits(value[field], SHAPES[kind][field]),
                 "malformed", kind + "." + field)
    return value

def unbase64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Wrong("malformed", "base64") from None
    need(base64.b64encode(data).decode() == text, "malformed", "base64")
    return data

# ---- [Shapes] one line a record: field:kind; ? or null, * list of, @ map from key to value, | either, = exactly --------
SHAPES: Dict[str, Dict[str, str]] = {line.split()[0]: dict(pair.split(":", 1) for pair in line.split()[1:]) for line in """
envelope payload:t payloadType:t signatures:signature*
signature keyid:h sig:t
chain format:=expertpool-trust-chain/1 versions:envelope*
version format:=expertpool-trust/1 previous:h? roles:name@role since:n version:n
role keys:key* threshold:n
key alg:name from_index:n holder:t public:hex to_index:n?
public assurance:M bounds:shown|hidden* cliques:null commits:envelope* context:context fairness:null format:=expertpool-draw-certificate/1 log:name@logged pool:closed* previous:attempted* rounds:round* scope:sealed* seal:seal? signer:signer? table:shut? table_salt:null tier:=public trust:t?
restricted assurance:M bounds:bound* cliques:clique* commits:envelope* context:context fairness:fairness? format:=expertpool-draw-certificate/1 log:name@logged pool:person* previous:attempted* rounds:round* scope:sealed* seal:seal? signer:signer? table:table? table_salt:h tier:=restricted trust:t?
signer alg:=ed25519 public:h
context assurance_planned:M attempt:n beacon:lottery|drand? bounds_root:h deadlines:deadlines? decision:decision? dice:throws? draw_id:s format:=expertpool-draw-context/1 hash:=sha256|=sm3 library_sha256:h method:=lottery|=queue other_seals:h* parties:party* pool:pool previous:previous* reason_codes:code* replacement:=queue|=same-order reserves:n rounds:n rules_sha256:h scope:scope seats:n table:roots? tickets:n? trust_version:n versions:name@t
lottery digits:n game:t issue:t kind:=lottery known_after:time
drand chain:h kind:=drand known_after:time public_key:hex round:n
deadlines objection_until:time reveal_by:time
decision by:t evidence_sha256:h
throws count:n every_round:b faces:n
party id:name role:role_name seal_key:h sign_key_id:h
pool in_count:n out_by_rule:ascii@n root:h size:n
previous attempt:n seal_hash:h? void_record_hash:h
code code:ascii signers:role_name*
scope committee:t filing:t level:t purpose:t series:t year:n
roots groups_root:h symmetry_hash:h table_root:h table_seed:h
bound clause:t code:bound_code high:n? kind:=count|=pair label:t low:n rule:t
shown clause:t code:bound_code high:n? kind:=count|=pair label_part:h low:n rule:t
hidden leaf:h
person attr_salt:s attrs:attrs expert_no:t id_salt:h name:t
closed attr_part:h id_part:h in:b
attrs bounds:bound_code* reason:reason?
reason clause:t rule:t
table context:t groups:h** rows:n*** symmetry:exchange*
shut groups:group|hidden* symmetry:symmetry?
group codes:h* count:n moves:b salt:s
symmetry classes:exchange* salt:s
exchange blocks:n** turns:n**
fairness chances:chances gap:ratio levels:level* pair:pair proved:b whole:b
chances gini:ratio highest:ratio lowest:ratio
clique code:bound_code people:h*
level budget:number per_seat:number settled:n shared:number spent:ratio value:ratio weights:bound_code@number
pair chance:ratio independent:ratio
refutation per_seat:number weights:bound_code@number
logged checkpoint:t entry:entry inclusion:h* salt:h
sealed checkpoint:t entry:entry inclusion:h* salt:h seal:seal
entry actor:t body_hash:h scope:t seq:n t:time type:ascii v:n
attempted context:context void:envelope
round beacon:envelope? dice:envelope? openings:envelope* panel:h* recorded:recorded? refutations:h@refutation? removals:document|envelope? reserves:h* result:envelope? reveals:envelope* seed:h ticket:ticket?
recorded source:=system|=text text:t? value:h
document document:h
ticket number:n path:h* row:n** salt:s
seal at:time commitments:promise* ctx:h escrows:deposit* format:=expertpool-draw-seal/1
promise commitment:h document:h party:name
deposit document:h party:name
commit checked:t* commitment:h ctx:h escrow:h escrows_checked:deposit* format:=expertpool-draw-commit/1 party:name statement:=checked-against-filed-library/1
dice at:time ctx:h digits:ascii format:=expertpool-draw-dice/1 round:n seal_hash:h
beacon at:time ctx:h evidence_sha256:h format:=expertpool-draw-beacon/1 id:t kind:t seal_hash:h seen:h* value:ascii
reveal at:time ctx:h format:=expertpool-draw-reveal/1 party:name round:n seal_hash:h seen:seen source:=party z:h
escrowed at:time ctx:h format:=expertpool-draw-reveal/1 openings:h* party:name round:n seal_hash:h seen:seen source:=escrow z:h
seen dice:h? removals:h?
opening at:time ctx:h format:=expertpool-draw-opening/1 half:h holder:name party:name round:n seal_hash:h
removals at:time ctx:h format:=expertpool-draw-removals/1 removals:removal* result:h? reveal_by:time round:n seal_hash:h?
removal code:h evidence_sha256:h reason:ascii
void at:time attempt:n code:ascii ctx:h culprit:name? discarded:h? format:=expertpool-draw-void/1 seal_hash:h?
result at:time ctx:h format:=expertpool-draw-result/1 members:h* reserves:h* round:n seal_hash:h seed:h ticket:n?
receipt attr_salt:s attrs:attrs code:h context_hash:h draw_id:s expert_no:t format:=expertpool-draw-receipt/1 id_salt:h index:n name:t path:h*
""".strip().splitlines()}  # noqa: E501  # one record a line
PATTERNS = {kind: re.compile(form) for kind, form in {
    "M": "M[0-3]", "h": "[0-9a-f]{64}", "s": "[0-9a-f]{32}", "hex": "([0-9a-f]{2}){1,512}", "name": "[a-z][a-z0-9-]{0,39}",
    "ascii": "[ -~]{1,400}", "bound_code": "[BC][0-9]{3,7}", "role_name": "hrss|inspector|office",
    "number": "0|-?[1-9][0-9]{0,999}", "ratio": "(0|-?[1-9][0-9]{0,2999})/[1-9][0-9]{0,2999}",
    "time": "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}"}.items()}

def fits(value: Any, kind: str) -> bool:
    if kind.endswith("?"):
        return value is None or fits(value, kind[:-1])
    if "|" in kind:
        return any(fits(value, one) for one in kind.split("|"))
    if kind.endswith("*"):
        return isinstance(value, list) and all(fits(one, kind[:-1]) for one in value)
    if "@" in kind:
        name, kind = kind.split("@")
        return isinstance(value, dict) and all(fits(key, name) and fits(one, kind) for key, one in value.items())
    if kind in SHAPES:
        shape = SHAPES[kind]
        return isinstance(value, dict) and value.keys() == shape.keys() and all(fits(value[f], shape[f]) for f in shape)
    if kind in PATTERNS:
        return isinstance(value, str) and PATTERNS[kind].fullmatch(value) is not None
    return {"n": type(value) is int and value >= 0, "b": type(value) is bool, "t": type(value) is str,
            "null": value is None}.get(kind, kind == "=%s" % value)

# ---- [Signatures] Ed25519 (RFC 8032), strict: numbers in range, no points of small order; DSSE; the trust file ---------
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = Tuple[int, int, int, int]

def point(data: bytes) -> Any:
    """The curve point of 32 bytes, or None."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (v * x * x - u) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P

BASE: Point = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def small_order(p: Point) -> bool:
    for _ in range(3):
        p = add(p, p)
    return p[0] == 0 and p[1] == p[2]

def genuine(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether s B = R + k A."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or small_order(a) or small_order(r):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus = (P - a[0], a[1], 1, P - a[3])
    total, both = (0, 1, 1, 0), add(BASE, minus)
    for bit in range(252, -1, -1):
        total = add(total, total)
        if s >> bit & 1 or k >> bit & 1:
            total = add(total, both if s >> bit & 1 and k >> bit & 1 else BASE if s >> bit & 1 else minus)
    return (total[0] - r[0] * total[2]) % P == 0 and (total[1] - r[1] * total[2]) % P == 0

def key_id(key: Dict[str, Any]) -> str:
    return tagged(sha256, "expertpool/key-id/v1", key["alg"].encode(), bytes.fromhex(key["public"])).hex()

def active(key: Dict[str, Any], index: int) -> bool:
    return bool(key["from_index"] <= index and (key["to_index"] is None or index < key["to_index"]))

def signers(envelope: Dict[str, Any], kind: str, keys: Dict[str, Dict[str, Any]]) -> List[str]:
    """Ids of the keys that signed a DSSE envelope; every signature in it must be genuine and by one of ``keys``."""
    found, body = [one["keyid"] for one in envelope["signatures"]], unbase64(envelope["payload"])
    need(envelope["payloadType"] == kind and found == sorted(set(found)), "malformed", kind)
    for one in envelope["signatures"]:
        need(one["keyid"] in keys and keys[one["keyid"]]["alg"] == "ed25519", "key", kind)
        message = b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(body), body)
        need(genuine(bytes.fromhex(keys[one["keyid"]]["public"]), message, unbase64(one["sig"])), "signature", kind)
    return found

class Trust:
    """Keys by id, each with its role; ``fingerprint`` is what people compare on paper."""
    def __init__(self, text: str) -> None:
        before: Dict[str, Any] = {}
        self.versions = parse(text.encode(), "chain")["versions"]
        need(0 < len(self.versions) <= 50, "trust", "versions")
        for number, envelope in enumerate(self.versions, 1):
            body = unbase64(envelope["payload"])
            now, name = parse(body, "version"), tagged(sha256, "expertpool/trust/v1", body).hex()
            need(now["version"] == number and now["previous"] == before.get("name"), "trust", number)
            need("root" in now["roles"], "trust", number)
            root = (before or now)["roles"]["root"]
            holders = {key_id(key): key for key in root["keys"] if active(key, now["since"])}
            signed = signers(envelope, "application/vnd.expertpool.trust+json", holders)
            need(len({holders[one]["holder"] for one in signed}) >= max(2, root["threshold"]), "trust", number)
            listed = [(role, key_id(key), key) for role, one in now["roles"].items() for key in one["keys"]]
            self.keys = {name: {**key, "role": role} for role, name, key in listed}
            need(len(self.keys) == len(listed), "trust", number)
            before = {**now, "name": name}
            self.fingerprint = name if number == 1 else self.fingerprint
        self.witnesses = before["roles"].get("witness", {"threshold": 1})["threshold"]

    def head(self, text: str) -> Tuple[int, str, int]:
        """Size and root of a checkpoint that the log signed and enough witnesses cosigned, and their earliest second."""
        form = "([^\n +]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:— [^\n +]+ [A-Za-z0-9+/=]+\n){1,16})"
        note = re.fullmatch(form, text)
        if note is None:
            raise Wrong("log", "checkpoint")
        body, size, times = text[:text.index("\n\n") + 1], int(note[2]), {}
        for line in note[4].splitlines():
            name, raw = line.split(" ")[1], unbase64(line.split(" ")[2])
            role, mark = ("log", b"\1") if name == note[1] and len(raw) == 68 else ("witness", b"\4")
            keys = [bytes.fromhex(key["public"]) for key in self.keys.values()
                    if (key["role"], key["holder"], key["alg"]) == (role, name, "ed25519") and active(key, size)]
            keys = [key for key in keys if sha256(name.encode() + b"\n" + mark + key)[:4] == raw[:4]]
            need(keys and (role, name) not in times and len(raw) == (68 if role == "log" else 76), "log", "signer " + name)
            time = int.from_bytes(raw[4:12], "big") if role == "witness" else 0
            message = body if role == "log" else "cosignature/v1\ntime %d\n%s" % (time, body)
            need(any(genuine(key, message.encode(), raw[-64:]) for key in keys), "log", "signature " + name)
            times[role, name] = time
        seen = [time for (role, _), time in times.items() if role == "witness"]
        need(("log", note[1]) in times and len(seen) >= max(1, self.witnesses), "log", "witness")
        return size, unbase64(note[3]).hex(), min(seen)

# ---- [Draw] everything a certificate claims ----------------------------------------------------------------------------
def lots(seed: bytes, names: Iterable[str], what: str) -> List[str]:
    tag = b"expertpool/%b/v1" % what.encode()
    return sorted(names, key=lambda name: (hmac.new(seed, tag + name.encode(), "sha256").digest(), name))

def below(seed: bytes, limit: int, tag: str) -> int:
    """A number under ``limit``, none favoured: blocks of 256 bits, those above the last whole multiple thrown away."""
    for counter in range(1000):
        block = hmac.new(seed, tag.encode() + counter.to_bytes(8, "big"), "sha256").digest()
        if int.from_bytes(block, "big") < 2**256 // limit * limit:
            break
    return int.from_bytes(block, "big") % limit

def ratio(value: Fraction) -> str:
    return "%d/%d" % (value.numerator, value.denominator)

class Draw:
    """One certificate under examination; each method proves one part and leaves what later ones need."""
    def __init__(self, content: Dict[str, Any], trust: Any) -> None:
        self.c, self.x, self.trust, self.open = content, content["context"], trust, content["tier"] == "restricted"
        self.make: Make = sm3 if self.x["hash"] == "sm3" else sha256
        self.seats, self.parties, self.work, self.nodes = self.x["seats"], self.x["parties"], WORK, NODES
        self.ctx = self.th("context", canonical(self.x))
        self.sealed = self.th("seal", canonical(content["seal"])) if content["seal"] else b""
        self.committing = self.x["assurance_planned"] in ("M2", "M3")
        self.late, self.dice, self.last, self.unproven, self.notes = False, True, 0, [], []  # type: ignore[var-annotated]  # filled below
        self.heads: Dict[str, Tuple[int, str, int]] = {}

    def th(self, name: str, *parts: bytes) -> bytes:
        return tagged(self.make, "expertpool/%s/v1" % name, *parts)

    def salt(self, name: str, *parts: bytes) -> bytes:
        return self.th(name + "-salt", bytes.fromhex(self.c["table_salt"]), *parts)[:16]

    def spend(self, work: int) -> None:
        self.work -= work
        if self.work < 0:
            raise Unproven("work")

    def context(self) -> None:
        x, ids = self.x, [party["id"] for party in self.parties]
        need([one["attempt"] for one in x["previous"]] == list(range(1, x["attempt"])), "context", "previous")
        need((x["method"] == "lottery") == (x["table"] is not None) == bool(x["tickets"]), "context", "method")
        need((x["table"] is None) == (self.c["table"] is None), "context", "table")
        need(ids == sorted(set(ids)) and len({one["role"] for one in self.parties}) == len(ids), "context", "parties")
        need(0 < len(self.c["rounds"]) <= x["rounds"] + 1 and x["rounds"] <= 64 and self.seats, "context", "rounds")
        need(x["trust_version"] <= len(self.trust.versions) if self.trust else not self.sealed, "trust", "version")
        need(x["assurance_planned"] == self.c["assurance"], "assurance", self.c["assurance"])

    def pool(self) -> None:
        x, draw_id, codes, numbers, out = self.x["pool"], bytes.fromhex(self.x["draw_id"]), [], set(), Counter()
        self.inside: Dict[str, List[str]] = {}
        for one in self.c["pool"]:
            if self.open:
                held, reason, number = one["attrs"]["bounds"], one["attrs"]["reason"], one["expert_no"]
                need(held == sorted(set(held)) and number not in numbers and not (reason and held), "pool", number)
                out[reason["rule"] if reason else ""] += 1
                numbers.add(number)
                parts = (self.th("id", draw_id, number.encode(), one["name"].encode(), bytes.fromhex(one["id_salt"])),
                         self.th("attr", draw_id, canonical(one["attrs"]), bytes.fromhex(one["attr_salt"])))
            else:
                held, reason, parts = [], not one["in"], (bytes.fromhex(one["id_part"]), bytes.fromhex(one["attr_part"]))
            codes.append(self.th("leaf", b"\0" if reason else b"\1", *parts).hex())
            if not reason:
                self.inside[codes[-1]] = held
        need(codes == sorted(set(codes)) and tree_root(self.make, map(bytes.fromhex, codes)) == x["root"], "pool", "root")
        need((len(codes), len(self.inside)) == (x["size"], x["in_count"]), "pool", "size")
        self.codes, left, listed = codes, len(codes) - len(self.inside), x["out_by_rule"]
        need(all(count >= CELL for count in listed.values()), "cell", "out_by_rule")
        need(sum(listed.values()) == left if listed else left < CELL, "pool", "out_by_rule")
        need(not self.open or all(out[rule] == listed[rule] for rule in listed if rule != "other"), "pool", "out_by_rule")

    def bounds(self) -> None:
        leaves, codes = [], [one["code"] for one in self.c["bounds"] if "code" in one]
        for one in self.c["bounds"]:
            if "leaf" in one:
                leaves.append(bytes.fromhex(one["leaf"]))
                continue
            label = (self.th("label", one["label"].encode(), self.salt("bound", one["code"].encode()))
                     if self.open else bytes.fromhex(one["label_part"]))
            record = {field: one[field] for field in ("clause", "code", "high", "kind", "low", "rule")}
            leaves.append(self.th("bound", canonical(record), label))
        need(codes == sorted(set(codes)) and tree_root(self.make, leaves) == self.x["bounds_root"], "bounds", "root")
        if self.open:
            self.study()

    def study(self) -> None:
        """Rows and groups as the rules make them: ends that cannot bind dropped, people no row tells apart merged."""
        everyone, members = len(self.inside), {one["code"]: [] for one in self.c["bounds"]}  # type: ignore[var-annotated]  # of codes
        for code, held in self.inside.items():
            for name in held:
                need(name in members, "bounds", name)
                members[name].append(code)
        merged: Dict[Any, Tuple[int, int]] = {}
        for one in self.c["bounds"]:
            key, (low, high) = (one["kind"], tuple(members[one["code"]])), (one["low"], one["high"])
            need(key[0] == "count" or (len(key[1]), low, high) == (2, 0, 1), "bounds", one["code"])
            known = merged.get(key, (0, everyone))
            merged[key] = max(known[0], low), min(known[1], everyone if high is None else high)
        rows, paired, told = {}, set(), {code: [] for code in self.inside}  # type: ignore[var-annotated]  # keys to ends
        for key, (low, high) in merged.items():
            size = len(key[1])
            low = low if low > max(0, self.seats - everyone + size) else 0
            high = high if high < min(size, self.seats) else size
            if key[0] == "pair":
                paired.update(key[1])
            elif low or high < size:
                for code in key[1]:
                    told[code].append(len(rows))
            else:
                continue
            rows[key] = (0, 1) if key[0] == "pair" else (low, high)
        groups: Dict[Any, List[str]] = {}
        for code in self.inside:
            groups.setdefault((tuple(told[code]), code if code in paired else ""), []).append(code)
        self.groups = sorted(groups.values())
        self.group_of = {code: index for index, codes in enumerate(self.groups) for code in codes}
        self.rows = [(sorted({self.group_of[code] for code in key[1]}), *ends) for key, ends in rows.items()]
        self.rows_of: List[Set[int]] = [set() for _ in self.groups]
        for at, (inside, _, _) in enumerate(self.rows):
            for index in inside:
                self.rows_of[index].add(at)
        spans = dict(zip(rows, self.rows))
        keys = {one["code"]: (one["kind"], tuple(members[one["code"]])) for one in self.c["bounds"]}
        self.terms = {code: spans[key] for code, key in keys.items() if key in spans}
        apart = {key[1] for key in rows if key[0] == "pair"}
        for one in self.c["cliques"]:
            people = one["people"]
            self.spend(len(people)**2)
            need(one["code"] not in keys and people == sorted(set(people)) and len(people) > 1, "bounds", one["code"])
            need(all((a, b) in apart for at, a in enumerate(people) for b in people[at + 1:]), "bounds", one["code"])
            self.terms[one["code"]] = (sorted(self.group_of[code] for code in people), 0, 1)

    def keeps(self, counts: Iterable[Tuple[int, int]]) -> bool:
        """Whether so many from each group are a full panel that keeps every row."""
        have, total = Counter(), 0  # type: ignore[var-annotated]  # rows to seats
        for index, count in counts:
            if not (index < len(self.groups) and 0 < count <= len(self.groups[index])):
                return False
            total += count
            for row in self.rows_of[index]:
                have[row] += count
        high = all(count <= self.rows[row][2] for row, count in have.items())
        return high and total == self.seats and all(have[row] >= self.rows[row][1] for row in self.asking)
