#!/usr/bin/env python3
"""Checks the certificate of a draw offline, with this one file and Python 3.8 or later.

    python verify_draw.py certificate.json [--trust trust.json] [--receipt receipt.json] [--log entries.jsonl] [--lang en]

Exit 0: all that this tier can prove is proven; 5: something is wrong; 6: not proven; 2: no such file or bad usage.
FORMATS.md describes every byte; its sections are named in brackets. Nothing read here is trusted: keys count only if
the trust file names them, numbers are whole or fractions, and the work done on any input is limited.
"""
# fmt: off  # laid out to be read from top to bottom on few pages
# ruff: noqa: B905, D102, D103, E401, I001, UP006, UP035  # Python 3.8 has no zip(strict=) nor list[int]; names say it all
from __future__ import annotations

import argparse, base64, hashlib, hmac, json, re, sys, unicodedata
from collections import Counter
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, Set, Tuple

LONGEST, WORK, SIGNATURE, NODES, DEEPEST, CELL = 64 << 20, 60_000_000, 30_000, 20_000, 150, 5
KEPT = "bounds_root draw_id library_sha256 method pool reserves rules_sha256 scope seats".split()
Make = Callable[[bytes], bytes]
Json = Dict[str, Any]


class Wrong(Exception):
    """A check that failed: which, and where."""


class Unproven(Exception):
    """A promised check that could not be finished."""


def need(holds: object, check: str, where: object = "") -> None:
    if not holds:
        raise Wrong(check, str(where)[:100])

# ---- [Bytes] -----------------------------------------------------------------------------------------------------------
def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()

def sm3(data: bytes) -> bytes:
    if "sm3" not in hashlib.algorithms_available:
        raise Unproven("sm3", sys.version.split()[0])
    return hashlib.new("sm3", data).digest()

def tagged(make: Make, tag: str, *parts: bytes) -> bytes:
    """TH: tag and parts, each behind its length."""
    return make(b"".join(len(part).to_bytes(4, "big") + part for part in (tag.encode(), *parts)))

def tree(make: Make, leaves: Iterable[bytes]) -> str:
    """The root of RFC 6962."""
    level = [make(b"\0" + leaf) for leaf in leaves]
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [make(b"\1" + a + b) for a, b in zip(level[::2], level[1::2])] + odd
    return (level[0] if level else make(b"")).hex()

def climb(make: Make, node: bytes, index: int, size: int, path: List[str]) -> bytes:
    """The root over ``size`` leaves that a leaf's hash and the hashes beside its path lead to."""
    need(0 <= index < size and bool(path) == (size > 1), "tree", index)
    if size == 1:
        return node
    half, beside = 1 << (size - 1).bit_length() - 1, bytes.fromhex(path[-1])
    if index < half:
        return make(b"\1" + climb(make, node, index, half, path[:-1]) + beside)
    return make(b"\1" + beside + climb(make, node, index - half, size - half, path[:-1]))

def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def whole(text: str, digits: int = 17) -> int:
    """The number that a short text holds; floats and their like are refused."""
    if len(text) > digits or not re.fullmatch("0|-?[1-9][0-9]*", text) or (digits == 17 and abs(int(text)) >= 1 << 53):
        raise Wrong("format", "number " + text[:20])
    return int(text)

def parse(data: bytes, what: str) -> Any:
    """The value of canonical JSON; bytes that differ from it are refused."""
    value = json.loads(data.decode(), parse_int=whole, parse_float=whole, parse_constant=whole)
    need(canonical(value) == data and unicodedata.normalize("NFC", data.decode()).encode() == data, "format", what)
    return value

def take(record: Any, names: str) -> List[Any]:
    """The values of exactly these fields."""
    need(type(record) is dict and sorted(record) == sorted(names.split()), "format", names)
    return [record[name] for name in names.split()]

def natural(*values: Any) -> bool:
    return all(type(value) is int and value >= 0 for value in values)

def unbase64(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "format", "base64")
    return data

def lots(seed: bytes, names: Iterable[str], what: str) -> List[str]:
    tag = b"expertpool/%b/v1" % what.encode()
    return sorted(names, key=lambda name: (hmac.new(seed, tag + name.encode(), "sha256").digest(), name))

def below(seed: bytes, limit: int, tag: str) -> int:
    """A number under ``limit``, none favoured: the first block of 256 bits under the last whole multiple of it."""
    for counter in range(1000):
        number = int.from_bytes(hmac.new(seed, tag.encode() + counter.to_bytes(8, "big"), "sha256").digest(), "big")
        if number < 2**256 // limit * limit:
            break
    return number % limit

def ratio(value: Fraction) -> str:
    return "%d/%d" % (value.numerator, value.denominator)

# ---- [Signatures] Ed25519 (RFC 8032), strict: numbers in range, no points of small order; DSSE; the trust file ---------
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = Tuple[int, int, int, int]

def point(data: bytes) -> Any:
    """The curve point of 32 bytes, or None."""
    sign, y = data[31] >> 7, int.from_bytes(data, "little") & (1 << 255) - 1
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

def usable(p: Any) -> bool:
    """Whether this is a point, and not one of the eight of small order."""
    for _ in range(3):
        p = p and add(p, p)
    return p is not None and not (p[0] == 0 and p[1] == p[2])

def genuine(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether s B = R + k A."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if s >= L or not usable(a) or not usable(r):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus = (P - a[0], a[1], 1, P - a[3])
    total, both = (0, 1, 1, 0), add(BASE, minus)
    for bit in range(252, -1, -1):
        total = add(total, total)
        if s >> bit & 1 or k >> bit & 1:
            total = add(total, both if s >> bit & k >> bit & 1 else BASE if s >> bit & 1 else minus)
    return (total[0] - r[0] * total[2]) % P == 0 and (total[1] - r[1] * total[2]) % P == 0

def key_id(key: Json) -> str:
    return tagged(sha256, "expertpool/key-id/v1", key["alg"].encode(), bytes.fromhex(key["public"])).hex()

def active(key: Json, index: int) -> bool:
    return bool(key["from_index"] <= index and (key["to_index"] is None or index < key["to_index"]))

def opened(envelope: Json, kind: str, keys: Dict[str, Json]) -> Tuple[bytes, List[str]]:
    """Payload and signing keys of a DSSE envelope; every signature in it must be genuine and by one of ``keys``."""
    payload, payload_type, signatures = take(envelope, "payload payloadType signatures")
    body, kind = unbase64(payload), "application/vnd.expertpool.%s+json" % kind
    named = [take(one, "keyid sig") for one in signatures]
    need(payload_type == kind and [name for name, _ in named] == sorted({name for name, _ in named}), "format", kind)
    for name, sig in named:
        need(name in keys and keys[name]["alg"] == "ed25519", "trust", "%s %s" % (kind, name))
        message = b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(body), body)
        need(genuine(bytes.fromhex(keys[name]["public"]), message, unbase64(sig)), "signature", kind)
    return body, [name for name, _ in named]

class Trust:
    """Keys by id, each with its role; ``fingerprint`` is what people compare on paper."""

    def __init__(self, text: str) -> None:
        form, self.versions = take(parse(text.encode(), "trust"), "format versions")
        before: Json = {}
        need(form == "expertpool-trust-chain/1" and 0 < len(self.versions) <= 50, "trust", "versions")
        for number, envelope in enumerate(self.versions, 1):
            body = unbase64(envelope["payload"])
            now, name = parse(body, "trust"), tagged(sha256, "expertpool/trust/v1", body).hex()
            form, previous, roles, since, version = take(now, "format previous roles since version")
            need((form, version, previous) == ("expertpool-trust/1", number, before.get("name")), "trust", number)
            root = before.get("roles", roles)["root"]
            holders = {key_id(key): key for key in root["keys"] if active(key, since)}
            signed = {holders[one]["holder"] for one in opened(envelope, "trust", holders)[1]}
            need(len(signed) >= max(2, root["threshold"]), "trust", number)
            before = {"name": name, "roles": roles}
            self.fingerprint = name if number == 1 else self.fingerprint
        listed = [(key_id(key), {**key, "role": role}) for role, one in roles.items() for key in one["keys"]]
        self.keys = dict(listed)
        self.witnesses = roles["witness"]["threshold"] if "witness" in roles else 1
        need(len(self.keys) == len(listed), "trust", "key twice")

    def head(self, text: str) -> Tuple[int, str, int]:
        """Size and root of a checkpoint that the log signed and enough witnesses cosigned, and their earliest second."""
        form = "([^\n +]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:\u2014 [^\n +]+ [A-Za-z0-9+/=]+\n){1,9})"
        note = re.fullmatch(form, text)
        if note is None:
            raise Wrong("log", "checkpoint")
        body, size, times = text[:text.index("\n\n") + 1], int(note[2]), {}
        for line in note[4].splitlines():
            name, raw = line.split(" ")[1], unbase64(line.split(" ")[2])
            role, mark = ("log", b"\1") if len(raw) == 68 else ("witness", b"\4")
            keys = [bytes.fromhex(key["public"]) for key in self.keys.values()
                    if (key["role"], key["holder"], key["alg"]) == (role, name, "ed25519") and active(key, size)]
            keys = [key for key in keys if sha256(name.encode() + b"\n" + mark + key)[:4] == raw[:4]]
            need(keys and (role, name) not in times and len(raw) in (68, 76), "log", "key of " + name)
            time = int.from_bytes(raw[4:12], "big")
            message = body if role == "log" else "cosignature/v1\ntime %d\n%s" % (time, body)
            need(any(genuine(key, message.encode(), raw[-64:]) for key in keys), "log", "signature of " + name)
            times[role, name] = time
        seen = [time for (role, _), time in times.items() if role == "witness"]
        need(("log", note[1]) in times and len(seen) >= max(1, self.witnesses), "log", "not cosigned")
        return size, unbase64(note[3]).hex(), min(seen)

class Draw:
    """One certificate under examination; each method proves one part and leaves what later ones need."""

    def __init__(self, content: Json, trust: Any) -> None:
        self.c, self.trust, self.work, self.nodes, self.unproven, self.notes = content, trust, WORK, NODES, [], []  # type: ignore[var-annotated]  # of pairs
        names = "assurance bounds cliques commits context fairness format log pool previous rounds scope seal signer table"
        take(content, names + " tier trust")
        self.x, self.open, self.seal = content["context"], content["tier"] == "restricted", content["seal"]
        self.told = "label salt" if self.open else "label_part"
        need(content["format"] == "expertpool-draw-certificate/1" and content["tier"] in ("public", "restricted"), "format")
        take(self.x, "assurance_planned attempt beacon bounds_root deadlines decision dice draw_id format hash library_sha256 "
             "method other_seals parties pool previous reason_codes replacement reserves rounds rules_sha256 scope seats "
             "table tickets trust_version versions")
        x, self.seats, self.parties = self.x, self.x["seats"], {one["id"]: one for one in self.x["parties"]}
        need(x["format"] == "expertpool-draw-context/1" and x["hash"] in ("sha256", "sm3"), "format", "context")
        self.make: Make = sm3 if x["hash"] == "sm3" else sha256
        self.ctx = self.th("context", canonical(x))
        self.sealed = self.th("seal", canonical(self.seal)) if self.seal else b""
        self.roles = [one["role"] for one in x["parties"]]
        need(list(self.parties) == sorted(self.parties) and len(set(self.roles)) == len(self.roles), "context", "parties")
        need(natural(self.seats, x["reserves"], x["rounds"], x["attempt"]) and self.seats, "context", "numbers")
        need(0 < len(content["rounds"]) <= x["rounds"] + 1 <= 65, "context", "rounds")
        need([one["attempt"] for one in x["previous"]] == list(range(1, x["attempt"])), "context", "previous")
        need((x["method"] == "lottery") == (x["table"] is not None) == bool(x["tickets"]), "context", "table")
        need((x["table"] is None) == (content["table"] is None) and x["method"] in ("lottery", "queue"), "context", "table")
        need(not trust or x["trust_version"] <= len(trust.versions), "trust", "older than the draw")
        need(x["assurance_planned"] == content["assurance"], "assurance", content["assurance"])

    def th(self, name: str, *parts: bytes) -> bytes:
        return tagged(self.make, "expertpool/%s/v1" % name, *parts)

    def spend(self, work: int) -> None:
        self.work -= work
        if self.work < 0:
            raise Unproven("work")

    # ---- [Pool] [Bounds] [Groups]
    def pool(self) -> None:
        x, draw_id, codes, numbers, out = self.x["pool"], bytes.fromhex(self.x["draw_id"]), [], set(), Counter()
        self.inside: Dict[str, List[str]] = {}
        for one in self.c["pool"]:
            if self.open:
                attr_salt, attrs, number, id_salt, name = take(one, "attr_salt attrs expert_no id_salt name")
                held, reason = take(attrs, "bounds reason")
                need(held == sorted(set(held)) and number not in numbers and not (reason and held), "pool", number)
                out[take(reason, "clause rule")[1] if reason else ""] += 1
                numbers.add(number)
                parts = [self.th("id", draw_id, number.encode(), name.encode(), bytes.fromhex(id_salt)),
                         self.th("attr", draw_id, canonical(attrs), bytes.fromhex(attr_salt))]
            else:
                *hexes, inside = take(one, "id_part attr_part in")
                held, reason, parts = [], not inside, [bytes.fromhex(part) for part in hexes]
            codes.append(self.th("leaf", b"\0" if reason else b"\1", *parts).hex())
            if not reason:
                self.inside[codes[-1]] = held
        need(codes == sorted(set(codes)) and tree(self.make, map(bytes.fromhex, codes)) == x["root"], "pool", "root")
        need([len(codes), len(self.inside)] == [x["size"], x["in_count"]], "pool", "size")
        self.codes, left, listed = codes, len(codes) - len(self.inside), x["out_by_rule"]
        need(all(natural(count) and count >= CELL for count in listed.values()), "cell", "out_by_rule")
        need(sum(listed.values()) == left if listed else left < CELL, "pool", "out_by_rule")
        need(not self.open or all(out[rule] == listed[rule] for rule in listed if rule != "other"), "pool", "out_by_rule")

    def bounds(self) -> None:
        leaves, codes = [], []
        for one in self.c["bounds"]:
            if not self.open and len(one) == 1:
                leaves.append(bytes.fromhex(take(one, "leaf")[0]))
                continue
            clause, code, high, kind, low, rule, *label = take(one, "clause code high kind low rule " + self.told)
            need(natural(low, high or 0), "bounds", code)
            part = self.th("label", label[0].encode(), bytes.fromhex(label[1])) if self.open else bytes.fromhex(label[0])
            record = {"clause": clause, "code": code, "high": high, "kind": kind, "low": low, "rule": rule}
            leaves.append(self.th("bound", canonical(record), part))
            codes.append(code)
        need(codes == sorted(set(codes)) and tree(self.make, leaves) == self.x["bounds_root"], "bounds", "root")
        if self.open:
            self.study()

    def study(self) -> None:
        """Rows and groups as the rules make them: ends that cannot bind dropped, people no row tells apart merged."""
        n, members, ends = len(self.inside), {one["code"]: [] for one in self.c["bounds"]}, {}  # type: ignore[var-annotated]  # of codes
        for code, held in self.inside.items():
            for name in held:
                need(name in members, "bounds", name)
                members[name].append(code)
        key_of = {one["code"]: (one["kind"], tuple(members[one["code"]])) for one in self.c["bounds"]}
        for one in self.c["bounds"]:
            key, low, high = key_of[one["code"]], one["low"], n if one["high"] is None else one["high"]
            need(key[0] == "count" or (key[0], len(key[1]), low, high) == ("pair", 2, 0, 1), "bounds", one["code"])
            ends[key] = max(low, ends.get(key, (0, n))[0]), min(high, ends.get(key, (0, n))[1])
        for key, (low, high) in list(ends.items()):
            size = len(key[1])
            low, high = low if low > max(0, self.seats - n + size) else 0, high if high < min(size, self.seats) else size
            ends[key] = (0, 1) if key[0] == "pair" else (low, high)
            if key[0] == "count" and (low, high) == (0, size):
                del ends[key]
        told: Dict[str, List[Any]] = {code: [] for code in self.inside}
        for at, (kind, people) in enumerate(ends):
            for code in people:
                told[code].append(at if kind == "count" else code)
        groups: Dict[Any, List[str]] = {}
        for code in self.inside:
            groups.setdefault(frozenset(told[code]) if code not in told[code] else code, []).append(code)
        self.groups = sorted(groups.values())
        self.group_of = {code: index for index, codes in enumerate(self.groups) for code in codes}
        row_of = {key: (sorted({self.group_of[code] for code in key[1]}), *span) for key, span in ends.items()}
        self.rows, self.rows_of = list(row_of.values()), [set() for _ in self.groups]  # type: ignore[var-annotated]  # of row numbers
        for at, (counted, _, _) in enumerate(self.rows):
            for index in counted:
                self.rows_of[index].add(at)
        self.asking = [at for at, row in enumerate(self.rows) if row[1]]
        self.terms = {name: row_of[key] for name, key in key_of.items() if key in row_of}
        for name, people in (take(one, "code people") for one in self.c["cliques"]):
            self.spend(len(people)**2)
            need(name not in key_of and people == sorted(set(people)), "bounds", name)
            need(all(("pair", (a, b)) in ends for at, a in enumerate(people) for b in people[at + 1:]), "bounds", name)
            self.terms[name] = ([self.group_of[code] for code in people], 0, 1)

    def keeps(self, counts: Iterable[Any]) -> bool:
        """Whether [group, seats] pairs are a full panel that keeps every row."""
        have, total, last = dict.fromkeys(self.asking, 0), 0, -1
        for index, count in counts:
            if not (natural(index, count) and last < index < len(self.groups) and 0 < count <= len(self.groups[index])):
                return False
            total, last = total + count, index
            for row in self.rows_of[index]:
                have[row] = have.get(row, 0) + count
        return total == self.seats and all(self.rows[row][1] <= count <= self.rows[row][2] for row, count in have.items())

    # ---- [Table] [Exchanges] [Chances]
    def table(self) -> None:
        groups, symmetry, *more = take(self.c["table"], "groups symmetry context rows" if self.open else "groups symmetry")
        x, leaves, self.shown, counts, moving = self.x["table"], [], {}, [], []
        self.classes, salt = take(symmetry, "classes salt") if symmetry else (None, "")
        for at, one in enumerate(groups):
            if not self.open and len(one) == 1:
                leaves.append(bytes.fromhex(take(one, "leaf")[0]))
                continue
            codes, count, moves, group_salt = take(one, "codes count moves salt")
            record = {"codes": codes, "count": count, "index": at, "moves": moves}
            leaves.append(self.th("group", canonical(record), bytes.fromhex(group_salt)))
            need(self.open or len(codes) >= CELL, "cell", "group %d" % at)
            counts.append(count)
            moving += [at] if moves else []
            self.shown.update({at: codes} if symmetry or not moves else {})
        known = [code for codes in self.shown.values() for code in codes]
        need(tree(self.make, leaves) == x["groups_root"], "groups", "root")
        need(len(set(known)) == len(known) and all(code in self.inside for code in known), "groups", "codes")
        if symmetry:
            need(self.th("symmetry", canonical(self.classes), bytes.fromhex(salt)).hex() == x["symmetry_hash"], "exchange")
            need(moving == sorted(g for one in self.classes for block in one["blocks"] for g in block), "exchange", "moves")
        if self.open:
            need(symmetry and list(self.shown.values()) == self.groups, "groups")
            self.rows_sealed(more[1], counts)
            self.table_seed(more[0])

    def rows_sealed(self, rows: Any, counts: List[int]) -> None:
        self.tickets, salts = zip(*(take(one, "row salt") for one in rows))
        leaves, seats = [], Counter()  # type: ignore[var-annotated]  # group to seats
        for number, (row, salt) in enumerate(zip(self.tickets, salts)):
            need(self.keeps(row), "rules", "ticket %d" % number)
            seats.update(dict(row))
            leaves.append(self.th("ticket-row", number.to_bytes(4, "big"), canonical(row), bytes.fromhex(salt)))
        need(len(leaves) == self.x["tickets"] and tree(self.make, leaves) == self.x["table"]["table_root"], "table", "root")
        need(counts == [seats[at] for at in range(len(self.groups))], "table", "count")
        self.counts = counts

    def table_seed(self, text: str) -> None:
        """What everything random in the table came from: the opened pool and bounds, and the table's context."""
        number = {code: one["expert_no"] for code, one in zip(self.codes, self.c["pool"])}
        members: Dict[str, List[str]] = {one["code"]: [] for one in self.c["bounds"]}
        for code, held in self.inside.items():
            for name in held:
                members[name].append(number[code])
        told = [(one["label"], sorted(members[one["code"]]), one["low"], one["high"], one["kind"]) for one in self.c["bounds"]]
        problem = {"bounds": sorted(list(one[:4]) for one in told if one[4] == "count"), "seats": self.seats, "seated": [],
                   "candidates": sorted(number[code] for code in self.inside),
                   "never_together": sorted(one[1] for one in told if one[4] == "pair")}
        parts = (text.encode(), sha256(canonical(problem)), self.x["tickets"].to_bytes(8, "big"))
        seed = sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).hex()
        need(seed == self.x["table"]["table_seed"], "table", "table_seed")

    def exchanges(self) -> None:
        """Every exchange of blocks and every turn carries the rows onto rows with the same ends, and each lot is even."""
        have, used, sizes = {(tuple(row[0]), row[1:]): 1 for row in self.rows}, set(), [len(one) for one in self.groups]

        def automorphism(move: Dict[int, int]) -> None:
            rows = set().union(*(self.rows_of[old] ^ self.rows_of[new] for old, new in move.items()))
            need(all(sizes[old] == sizes[new] for old, new in move.items()), "exchange", sorted(move))
            for row in (self.rows[at] for at in rows):
                self.spend(len(row[0]))
                need((tuple(sorted(move.get(g, g) for g in row[0])), row[1:]) in have, "exchange", sorted(move))

        for blocks, turns in (take(one, "blocks turns") for one in self.classes or []):
            first, still, flat = blocks[0], list(range(len(blocks[0]))), [g for block in blocks for g in block]
            need(len(set(flat)) == len(flat) == len(first) * len(blocks) and not used & set(flat), "exchange", "blocks")
            need(natural(*flat) and max(flat) < len(sizes) and turns[0] == still, "exchange", "blocks")
            need(all(len(block) == len(first) for block in blocks), "exchange", "blocks")
            need(all(sorted(turn) == still and natural(*turn) for turn in turns), "exchange", "turns")
            used |= set(flat)
            for turn in turns[1:]:
                automorphism({first[at]: first[to] for at, to in enumerate(turn)})
            for block in blocks[1:]:
                automorphism({**dict(zip(first, block)), **dict(zip(block, first))})
            reach = [Counter(turn[at] for turn in turns) for at in still]
            need(all(len(set(one.values())) == 1 and all(reach[to] == one for to in one) for one in reach), "exchange", "turns")

    def fairness(self) -> None:
        """The dual proof level by level (weak duality), the table within one ticket of it, and the chances stated."""
        sizes, total = [len(codes) for codes in self.groups], self.x["tickets"]
        chances, levels, gap, pair, proved, carried = take(self.c["fairness"], "chances gap levels pair proved whole")
        owed, values = [-1] * len(sizes), []  # type: ignore[var-annotated]  # level of each group, value of each level
        for value, step in ((take(one, "per_seat value weights")[1], one) for one in levels):
            each, extra, budget = self.points(step)
            shared, settled, earlier = 0, [], Counter()  # type: ignore[var-annotated]  # level to points
            for at, size in enumerate(sizes):
                worth = each + extra[at]
                if owed[at] >= 0 or worth < 0:
                    earlier[owed[at]] += worth * size
                elif worth:
                    shared += worth * size
                    settled.append(at)
            need(shared, "leximin", "level %d" % len(values))
            spent = sum((points * (values[at] if at >= 0 else 1) for at, points in earlier.items()), Fraction(0))
            values.append((budget - spent) / shared)
            need(value == ratio(values[-1]) and values[-1] >= max(values), "leximin", "level %d" % (len(values) - 1))
            for at in settled:
                owed[at] = len(values) - 1
            self.spend(2 * len(sizes))
        values.append(Fraction(1))  # owed[at] == -1: people who sit for certain

        def sits(groups: Iterable[int]) -> Fraction:
            people = Counter()  # type: ignore[var-annotated]  # level to people
            for at in groups:
                people[owed[at]] += sizes[at]
            return sum((values[level] * count for level, count in people.items()), Fraction(0))

        spans = [*self.rows, *(self.terms[one["code"]] for one in self.c["cliques"]), (range(len(sizes)), self.seats, self.seats)]
        closed = max(values) <= 1 and all(low <= sits(groups) <= high for groups, low, high in spans)
        met = all(abs(self.counts[at] - total * values[owed[at]] * size) < 1 for at, size in enumerate(sizes))
        need(proved is closed and (met or carried is False), "leximin", "proved" if proved is not closed else "counts")
        chance = self.orbits(sizes)
        need(gap == ratio(max(Fraction(0), values[0] - min(chance))), "chances", "gap")
        need(chances == {"highest": ratio(max(chance)), "lowest": ratio(min(chance))}, "chances", "stated")
        self.unproven += [("leximin", "")] if not closed else [("whole", gap)] if not met else []
        self.likeliest(pair, sizes, total)

    def orbits(self, sizes: List[int]) -> List[Fraction]:
        """The chance of a member of each group: seats of all groups it can be exchanged for over tickets and people."""
        orbit = list(range(len(sizes)))
        for blocks, turns in (take(one, "blocks turns") for one in self.classes):
            for at, group in enumerate(blocks[0]):
                least = min(blocks[0][turn[at]] for turn in turns)
                for block in blocks:
                    orbit[block[at]] = least
        seats, people = Counter(), Counter()  # type: ignore[var-annotated]  # orbit to both
        for at, one in enumerate(orbit):
            seats[one] += self.counts[at]
            people[one] += sizes[at]
        return [Fraction(seats[one], people[one] * self.x["tickets"]) for one in orbit]

    def likeliest(self, pair: Json, sizes: List[int], total: int) -> None:
        """The pair of people who sit together most often, and how often they would if drawn independently."""
        best, alone, rows = Fraction(0), {Fraction(0)}, [[] for _ in sizes]  # type: ignore[var-annotated]  # rows of each group
        for row in self.tickets:
            self.spend(len(row) ** 2)
            for group, _ in row:
                rows[group].append(dict(row))
        for one, found in enumerate(rows):
            together = Counter()  # type: ignore[var-annotated]  # other group to pairs of seats
            for row in found:
                together.update({at: row[one] * (count if at > one else row[one] - 1) for at, count in row.items() if at >= one})
            for at, times in together.items():
                often = Fraction(times, total * sizes[one] * (sizes[at] if at > one else sizes[one] - 1 or 1))
                if often >= best:
                    alone, best = alone if often == best else set(), often
                    alone.add(Fraction(self.counts[one] * self.counts[at], sizes[one] * sizes[at] * total**2))
        need(pair["chance"] == ratio(best) and pair["independent"] in map(ratio, alone), "chances", "pair")

    def points(self, why: Json) -> Tuple[int, Any, int]:
        """Points of each person, points of a group's member besides, and the most points a panel can hold."""
        each, extra = whole(why["per_seat"], 1000), Counter()  # type: ignore[var-annotated]  # group to points
        budget = each * self.seats
        for name, text in why["weights"].items():
            need(name in self.terms, "bounds", name)
            weight, (groups, low, high) = whole(text, 1000), self.terms[name]
            budget += weight * (high if weight > 0 else low)
            self.spend(len(groups))
            for at in groups:
                extra[at] += weight
        return each, extra, budget

    # ---- [Lottery] [Queue]
    def lottery(self, seed: bytes, one: Json) -> None:
        """The ticket that the seed names, its members by lot, exchanged by lot, seated by lot."""
        number, path, row, salt = take(one["ticket"], "number path row salt")
        need(number == below(seed, self.x["tickets"], "expertpool/ticket/v1"), "ticket", number)
        leaf = self.th("ticket-row", number.to_bytes(4, "big"), canonical(row), bytes.fromhex(salt))
        root = climb(self.make, self.make(b"\0" + leaf), number, self.x["tickets"], path).hex()
        need(root == self.x["table"]["table_root"], "ticket", "row")
        goes: Dict[str, str] = {}
        for blocks, turns in (take(one, "blocks turns") for one in self.classes or []):
            by_head = {self.shown[block[0]][0]: block for block in blocks}
            for head, goal in zip(sorted(by_head), lots(seed, by_head, "block")):
                turn = turns[below(seed, len(turns), "expertpool/turn/v1" + head)]
                for at, group in enumerate(by_head[head]):
                    goes.update(zip(self.shown[group], self.shown[by_head[goal][turn[at]]]))
        panel, drawn, hidden = one["panel"], set(), 0  # type: ignore[var-annotated]  # of codes
        for group, count in row:
            for code in lots(seed, self.shown.get(group, []), "member")[:count]:
                drawn.add(goes.get(code, code))
            hidden += 0 if group in self.shown else count
        known = {code for codes in self.shown.values() for code in codes}
        rest = set(panel) - drawn
        need(len(set(panel)) == len(panel) == self.seats == sum(count for _, count in row), "panel", "seats")
        need(drawn <= set(panel) and len(rest) == hidden and rest <= set(self.inside) - known, "panel", "members")
        need(panel == lots(seed, panel, "seat"), "panel", "order")

    def queue(self, seed: bytes, one: Json, seated: List[str], barred: Set[str]) -> None:
        """Confirmed members, then by queue number whoever leaves the panel completable; each person passed is refuted."""
        panel, most, left = one["panel"], Counter(), dict(one["refutations"] or {})  # type: ignore[var-annotated]  # group to people
        new = set(panel[len(seated):])
        order = [code for code in lots(seed, self.inside, "queue") if code not in barred and code not in seated]
        need(panel == seated + [code for code in order if code in new] and len(panel) == self.seats, "panel", "order")
        need(self.open == (one["refutations"] is not None) and one["ticket"] is None, "queue", "refutations")
        if not self.open:
            return
        most.update(self.group_of[code] for code in self.inside if code not in barred)
        taken, closed = Counter(self.group_of[code] for code in seated), set()  # type: ignore[var-annotated]  # of groups
        for code in order:
            group = self.group_of[code]
            if sum(taken.values()) == self.seats:
                break
            need(code not in new or group not in closed, "queue", code)
            if code in new:
                taken[group] += 1
            elif group not in closed:
                need(code in left, "queue", code)
                self.passed(group, taken, most, left.pop(code))
                closed.add(group)
                most[group] = taken[group]
        need(not left, "queue", "refutations")
        need(self.keeps(sorted(Counter(self.group_of[code] for code in panel).items())), "rules", "panel")

    def passed(self, group: int, taken: Any, most: Any, why: Json) -> None:
        """Nobody can complete the panel with one more from this group: points show it, or else a search."""
        if take(why, "per_seat weights") == ["0", {}]:
            answer = self.completable(taken + Counter([group]), most)
            need(answer is not True, "queue", "completable")
            self.unproven += [("search", "")] if answer is None else []
            return
        each, extra, budget = self.points(why)
        least = max(0, each + extra[group])
        for at in range(len(self.groups)):
            worth = each + extra[at]
            least += worth * (taken[at] if worth > 0 else most[at])
        self.spend(len(self.groups))
        need(least > budget, "queue", "refutation")

    def completable(self, taken: Any, most: Any) -> Any:
        """Whether some panel holds at least ``taken`` and at most ``most`` of each group; None where that stays open."""
        open_to = [at for at in range(len(self.groups)) if most[at] > taken[at] and self.rows_of[at]]
        spare = sum(most[at] - taken[at] for at in range(len(self.groups)) if not self.rows_of[at])
        if len(open_to) > DEEPEST:
            return None
        ahead = [[sum(most[g] - taken[g] for g in open_to[at:] if g in row[0]) for row in self.rows] for at in range(len(open_to) + 1)]

        def go(at: int, seats: int, have: List[int]) -> bool:
            self.nodes -= 1
            fits = all(count <= row[2] and count + more >= row[1] for count, more, row in zip(have, ahead[at], self.rows))
            if self.nodes < 0 or not fits or seats < 0 or at == len(open_to):
                return self.nodes >= 0 and fits and 0 <= seats <= spare
            group = open_to[at]
            return any(go(at + 1, seats - more, [count + more * (row in self.rows_of[group]) for row, count in enumerate(have)])
                       for more in range(most[group] - taken[group], -1, -1))
        answer = go(0, self.seats - sum(taken.values()), [sum(taken[g] for g in row[0]) for row in self.rows])
        return None if self.nodes < 0 else answer

    def reserves(self, seed: bytes, one: Json) -> None:
        """Those not seated, by queue number, who could take some member's seat; the first as many as are asked for."""
        panel, wanted = one["panel"], self.x["reserves"]
        order = [code for code in lots(seed, self.inside, "queue") if code not in panel]
        if self.open:
            seats = Counter(self.group_of[code] for code in panel)
            order, asked = [], order
            for code in asked:
                if len(order) == wanted:
                    break
                self.spend(20 * self.seats)
                swaps = (seats + Counter([self.group_of[code]]) - Counter([group]) for group in seats)
                order += [code] if any(self.keeps(sorted(swap.items())) for swap in swaps) else []
        named = set(one["reserves"])
        need(len(one["reserves"]) <= wanted and one["reserves"] == [code for code in order if code in named], "reserves")
        need(not self.open or order == one["reserves"], "reserves")

    # ---- [Ceremony] [Log]
    def entered(self, item: Json, kind: str, body: bytes, where: str) -> Tuple[int, int, int]:
        """Index of a ledger entry about this body in a cosigned head, the head's size, and when the witness saw it."""
        checkpoint, entry, path, salt = (item[name] for name in ("checkpoint", "entry", "inclusion", "salt"))
        self.spend(2 * SIGNATURE)
        size, root, time = self.trust.head(checkpoint)
        body_hash = tagged(sha256, "expertpool/body/v1", bytes.fromhex(salt), body).hex()
        scope = "%s/%d" % (self.x["scope"]["committee"], self.x["scope"]["year"])
        need([entry["v"], entry["type"], entry["scope"], entry["body_hash"]] == [1, kind, scope, body_hash], "log", where)
        leaf = sha256(b"\0" + canonical(entry))
        need(climb(sha256, leaf, entry["seq"], size, path).hex() == root, "log", where)
        return entry["seq"], size, time

    def document(self, envelope: Json, kind: str, free: str, **fixed: Any) -> Tuple[Json, str, Set[str]]:
        """Record, hash and signing parties of a document: the fields ``fixed``, those ``free``, and those all have."""
        self.spend(SIGNATURE * len(envelope["signatures"]))
        keys = {one["sign_key_id"]: self.trust.keys[one["sign_key_id"]] for one in self.parties.values()}
        body, signed = opened(envelope, "draw-" + kind, keys)
        record = parse(body, kind)
        if kind != "commit":
            fixed["seal_hash"] = self.sealed.hex() or None
        expected = {**fixed, "ctx": self.ctx.hex(), "format": "expertpool-draw-%s/1" % kind}
        take(record, " ".join(expected) + " " + free)
        need(all(record[name] == value for name, value in expected.items()), kind, "not of this draw")
        name = self.th("document", b"application/vnd.expertpool.draw-%b+json" % kind.encode(), body).hex()
        return record, name, {one["id"] for one in self.parties.values() if one["sign_key_id"] in signed}
