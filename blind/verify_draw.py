#!/usr/bin/env python3
"""Checks the certificate of a draw offline, with this one file and Python 3.8 or later.

    python verify_draw.py certificate.json [--trust trust.json] [--receipt receipt.json] [--log entries.jsonl] [--lang en]

Exit 0: all that this tier can prove is proven; 5: something is wrong; 6: not proven; 2: no such file or bad usage.
FORMATS.md describes every byte; its sections are named in brackets. Nothing read here is trusted: keys count only if
the trust file names them, numbers are whole or fractions, and the work done on any input is limited.
"""
# fmt: off  # laid out to be read from top to bottom on few pages
# ruff: noqa: B905, D101, D102, D103, E401, I001  # no zip(strict=) in Python 3.8; names and headings say what is checked
import argparse, base64, hashlib, hmac, json, re, sys, unicodedata
from collections import Counter
from datetime import datetime
from fractions import Fraction
from itertools import combinations
from pathlib import Path

LONGEST, WORK, SIGNATURE, SEARCH, DEEPEST, CELL = 64 << 20, 150_000_000, 80_000, 2_000_000, 150, 5
KEPT = "bounds_root draw_id library_sha256 method pool reserves rules_sha256 scope seats".split()


class Wrong(Exception):
    """A check that failed: which, and where."""


class Unproven(Exception):
    """A promised check that could not be finished."""


def need(holds, check, where=""):
    if not holds:
        raise Wrong(check, str(where)[:100])

# ---- [Bytes] -----------------------------------------------------------------------------------------------------------
def sha256(data):
    return hashlib.sha256(data).digest()

def sm3(data):
    if "sm3" not in hashlib.algorithms_available:
        raise Unproven("sm3", sys.version.split()[0])
    return hashlib.new("sm3", data).digest()

def framed(*parts):
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)

def tree(make, leaves):
    """The root of RFC 6962."""
    level = [make(b"\0" + leaf) for leaf in leaves]
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [make(b"\1" + a + b) for a, b in zip(level[::2], level[1::2])] + odd
    return (level[0] if level else make(b"")).hex()

def climb(make, node, index, size, path):
    """The root over ``size`` leaves that a leaf's hash and the hashes beside its way up lead to."""
    need(natural(index) and index < size and bool(path) == (size > 1), "tree", index)
    if size == 1:
        return node
    half, beside = 1 << (size - 1).bit_length() - 1, unhex(path[-1], 32)
    if index < half:
        return make(b"\1" + climb(make, node, index, half, path[:-1]) + beside)
    return make(b"\1" + beside + climb(make, node, index - half, size - half, path[:-1]))

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def whole(text, digits=16):
    """The number that a short text holds; floats and their like are refused."""
    need(re.fullmatch("0|-?[1-9][0-9]{0,%d}" % (digits - 1), text), "format", "number " + text[:20])
    need(digits > 16 or abs(int(text)) < 1 << 53, "format", "number " + text)
    return int(text)

def ascii_keys(pairs):
    need(all(key.isascii() for key, _ in pairs), "format", "key")
    return dict(pairs)

def parse(data, what):
    """The value of canonical JSON; bytes that differ from it are refused."""
    refuse = {"parse_int": whole, "parse_float": whole, "parse_constant": whole, "object_pairs_hook": ascii_keys}
    value = json.loads(data.decode(), **refuse)
    need(canonical(value) == data and unicodedata.normalize("NFC", data.decode()).encode() == data, "format", what)
    return value

def take(record, names):
    """The values of exactly these fields."""
    need(type(record) is dict and sorted(record) == sorted(names.split()), "format", names)
    return [record[name] for name in names.split()]

def natural(*values):
    return all(type(value) is int and value >= 0 for value in values)

def unhex(text, size=None):
    need(re.fullmatch("([0-9a-f]{2})*", text) and size in (None, len(text) // 2), "format", "hex")
    return bytes.fromhex(text)

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "format", "base64")
    return data

def lots(seed, names, what):
    tag = b"expertpool/%b/v1" % what.encode()
    return sorted(names, key=lambda name: (hmac.digest(seed, tag + name.encode(), "sha256"), name))

def below(seed, limit, what):
    """A number under ``limit``, none favoured: the first block of 256 bits under the last whole multiple of it."""
    for counter in range(1000):
        block = hmac.digest(seed, b"expertpool/%b" % what.encode() + counter.to_bytes(8, "big"), "sha256")
        if int.from_bytes(block, "big") < 2**256 // limit * limit:
            break
    return int.from_bytes(block, "big") % limit

def ratio(value):
    return "%d/%d" % (value.numerator, value.denominator)

def moment(text):
    need(re.fullmatch("[0-9]{4}(-[0-9]{2}){2}T([0-9]{2}:){2}[0-9]{2}[+-][0-9]{2}:[0-9]{2}", text), "format", "time")
    return datetime.fromisoformat(text).timestamp()

# ---- [Signatures] Ed25519 (RFC 8032), strict: numbers in range, no points of small order; DSSE; the trust file ---------
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def point(data):
    """The curve point of 32 bytes, or None where there is none or its order is small."""
    sign, y = data[31] >> 7, int.from_bytes(data, "little") & (1 << 255) - 1
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    x = x if (v * x * x - u) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (v * x * x - u) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    p = q = x, y, 1, x * y % P
    for _ in range(3):
        q = add(q, q)
    return None if q[0] == 0 else p

def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def genuine(public, message, signature):
    """Whether s B = R + k A."""
    a = r = len(public) == 32 and len(signature) == 64 and point(public)
    r, s = a and point(signature[:32]), int.from_bytes(signature[32:], "little")
    if not a or not r or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus, total = (P - a[0], a[1], 1, P - a[3]), (0, 1, 1, 0)
    pick = [None, BASE, minus, add(BASE, minus)]
    for bit in range(252, -1, -1):
        total, step = add(total, total), pick[(s >> bit & 1) + 2 * (k >> bit & 1)]
        total = add(total, step) if step else total
    return (total[0] - r[0] * total[2]) % P == 0 and (total[1] - r[1] * total[2]) % P == 0

def key_id(key):
    return sha256(framed(b"expertpool/key-id/v1", key["alg"].encode(), unhex(key["public"]))).hex()

def active(key, index):
    return key["from_index"] <= index and (key["to_index"] is None or index < key["to_index"])

def opened(envelope, kind, keys):
    """Payload and signing keys of a DSSE envelope; every signature in it must be genuine and by one of ``keys``."""
    payload, payload_type, signatures = take(envelope, "payload payloadType signatures")
    body, kind = unbase64(payload), "application/vnd.expertpool.%s+json" % kind
    names = [take(one, "keyid sig")[0] for one in signatures]
    need(payload_type == kind and names == sorted(set(names)) and len(names) <= 16, "format", kind)
    for one in signatures:
        need(one["keyid"] in keys and keys[one["keyid"]]["alg"] == "ed25519", "trust", kind)
        message = b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(body), body)
        need(genuine(unhex(keys[one["keyid"]]["public"]), message, unbase64(one["sig"])), "signature", kind)
    return body, names

class Trust:
    """Keys by id, each with its role; ``fingerprint`` is what people compare on paper."""
    def __init__(self, text):
        form, self.versions = take(parse(text.encode(), "trust"), "format versions")
        before, previous = {}, None
        need(form == "expertpool-trust-chain/1" and 0 < len(self.versions) <= 50, "trust", "versions")
        for number, envelope in enumerate(self.versions, 1):
            body = unbase64(envelope["payload"])
            form, named, roles, since, version = take(parse(body, "trust"), "format previous roles since version")
            need((form, version, named) == ("expertpool-trust/1", number, previous), "trust", number)
            root = (before or roles)["root"]
            holders = {key_id(key): key for key in root["keys"] if active(key, since)}
            signed = {holders[one]["holder"] for one in opened(envelope, "trust", holders)[1]}
            need(len(signed) >= max(2, root["threshold"]), "trust", number)
            before, previous = roles, sha256(framed(b"expertpool/trust/v1", body)).hex()
            self.fingerprint = previous if number == 1 else self.fingerprint
        listed = [(key_id(key), {**key, "role": role}) for role, one in roles.items() for key in one["keys"]]
        self.keys, self.witnesses = dict(listed), max(1, roles.get("witness", {"threshold": 1})["threshold"])
        need(len(self.keys) == len(listed), "trust", "key twice")

    def head(self, text):
        """Size and root of a checkpoint that the log signed and enough witnesses cosigned, and their earliest second."""
        body, _, lines = text.rpartition("\n\n")
        (origin, size, root), body, seen = body.split("\n"), body + "\n", {}
        need(lines.endswith("\n") and lines.count("\n") < 10, "log", "checkpoint")
        for dash, name, value in (line.split(" ") for line in lines[:-1].split("\n")):
            raw = unbase64(value)
            time, role, mark = int.from_bytes(raw[4:-64], "big"), *(("log", b"\1") if len(raw) == 68 else ("witness", b"\4"))
            keys = [unhex(key["public"]) for key in self.keys.values() if active(key, whole(size))
                    and (key["role"], key["holder"], key["alg"]) == (role, name, "ed25519")]
            message = (body if role == "log" else "cosignature/v1\ntime %d\n%s" % (time, body)).encode()
            need(any(raw[:4] == sha256(name.encode() + b"\n" + mark + key)[:4] and genuine(key, message, raw[-64:])
                     for key in keys), "log", "signature of " + name)
            need(dash == "\u2014" and len(raw) in (68, 76) and (role, name) not in seen, "log", "checkpoint")
            seen[role, name] = time
        times = [time for (role, _), time in seen.items() if role == "witness"]
        need(("log", origin) in seen and len(times) >= self.witnesses, "log", "not cosigned")
        return whole(size), unbase64(root).hex(), min(times)

# ---- the certificate: each method proves one part and leaves what later ones need ----------------------------------------
class Draw:
    def __init__(self, content, trust):
        self.c, self.trust, self.work, self.nodes, self.unproven, self.notes = content, trust, WORK, SEARCH, [], []
        self.last, self.heads = 0, {}
        take(content, "assurance bounds cliques commits context fairness format log pool previous rounds scope seal signer "
             "table tier trust")
        self.x = x = content["context"]
        take(x, "assurance_planned attempt beacon bounds_root deadlines decision dice draw_id format hash library_sha256 "
             "method other_seals parties pool previous reason_codes replacement reserves rounds rules_sha256 scope seats "
             "table tickets trust_version versions")
        self.open, self.seal, self.seats = content["tier"] == "restricted", content["seal"], x["seats"]
        forms = [content["format"], x["format"], content["tier"], x["hash"], x["method"]]
        need(forms[:2] == ["expertpool-draw-certificate/1", "expertpool-draw-context/1"], "format", forms)
        need(forms[2:] in [[a, b, c] for a in ("public", "restricted") for b in ("sha256", "sm3") for c in ("lottery", "queue")],
             "format", forms)
        self.make = sm3 if x["hash"] == "sm3" else sha256
        self.ctx = self.th("context", canonical(x))
        self.sealed = self.th("seal", canonical(self.seal)) if self.seal is not None else b""
        self.parties = {one["id"]: one for one in x["parties"]}
        roles = {one["role"] for one in x["parties"]}
        need(list(self.parties) == sorted(self.parties) and len(self.parties) == len(x["parties"]), "context", "parties")
        need(len(roles) == len(self.parties) and roles <= {"hrss", "inspector", "office"}, "context", "parties")
        lists = [content[name] for name in ("bounds", "commits", "pool", "previous", "rounds", "scope")]
        lists += [x[name] for name in ("other_seals", "parties", "previous", "reason_codes")]
        lists += [content["cliques"]] if self.open else []
        need(all(type(one) is list for one in lists) and type(content["log"]) is dict, "format", "lists")
        take(x["scope"], "committee filing level purpose series year")
        take(x["pool"], "in_count out_by_rule root size")
        need(type(x["scope"]["committee"]) is str and natural(x["scope"]["year"], x["attempt"]) and x["attempt"], "context", "scope")
        need(natural(self.seats, x["reserves"], x["rounds"], 0 if x["tickets"] is None else x["tickets"]), "context", "numbers")
        need(self.seats and x["replacement"] in ("queue", "same-order"), "context", "numbers")
        need(0 < len(content["rounds"]) <= x["rounds"] + 1 <= 65, "context", "rounds")
        need([one["attempt"] for one in x["previous"]] == list(range(1, x["attempt"])), "context", "previous")
        tables = [x["table"] is not None, content["table"] is not None, bool(x["tickets"])]
        need(tables == [x["method"] == "lottery"] * 3, "context", "table")
        need((content["fairness"] is not None) == (self.open and tables[0]), "format", "fairness")
        need((content["cliques"] is not None) == self.open, "format", "cliques")
        need((content["trust"] is None) != (content["signer"] is None), "format", "signer")
        need(trust or self.seal is None, "trust", "missing")
        need(not trust or x["trust_version"] <= len(trust.versions), "trust", "older than the draw")

    def th(self, name, *parts):
        return self.make(framed(b"expertpool/%b/v1" % name.encode(), *parts))

    def spend(self, work):
        self.work -= work
        if self.work < 0:
            raise Unproven("work")

    # ---- [Pool] [Bounds] [Groups]
    def pool(self):
        x, draw_id, codes, numbers, out = self.x["pool"], unhex(self.x["draw_id"], 16), [], set(), Counter()
        self.inside = {}
        for one in self.c["pool"]:
            if self.open:
                attr_salt, attrs, number, id_salt, name = take(one, "attr_salt attrs expert_no id_salt name")
                held, reason = take(attrs, "bounds reason")
                left_out = reason is not None
                need(held == sorted(set(held)) and number not in numbers and not (left_out and held), "pool", number)
                out[take(reason, "clause rule")[1] if left_out else ""] += 1
                numbers.add(number)
                parts = [self.th("id", draw_id, number.encode(), name.encode(), unhex(id_salt, 32)),
                         self.th("attr", draw_id, canonical(attrs), unhex(attr_salt, 16))]
            else:
                *parts, inside = take(one, "id_part attr_part in")
                need(type(inside) is bool, "format", "in")
                held, left_out, parts = [], not inside, [unhex(part, 32) for part in parts]
            codes.append(self.th("leaf", b"\0" if left_out else b"\1", *parts).hex())
            if not left_out:
                self.inside[codes[-1]] = held
        need(codes == sorted(set(codes)) and tree(self.make, map(bytes.fromhex, codes)) == x["root"], "pool", "root")
        need([len(codes), len(self.inside)] == [x["size"], x["in_count"]] and natural(x["size"], x["in_count"]), "pool", "size")
        self.codes, left, listed = codes, len(codes) - len(self.inside), x["out_by_rule"]
        need(all(natural(count) and count >= CELL for count in listed.values()), "cell", "out_by_rule")
        need(sum(listed.values()) == left if listed else left < CELL, "pool", "out_by_rule")
        need(not self.open or all(out[rule] == listed[rule] for rule in listed if rule != "other"), "pool", "out_by_rule")

    def bounds(self):
        leaves, codes = [], []
        for one in self.c["bounds"]:
            if not self.open and len(one) == 1:
                leaves.append(unhex(take(one, "leaf")[0]))
                continue
            names = "clause code high kind low rule "
            *record, label, salt = take(one, names + "label salt") if self.open else [*take(one, names + "label_part"), ""]
            part = self.th("label", label.encode(), unhex(salt, 16)) if self.open else unhex(label)
            leaves.append(self.th("bound", canonical(dict(zip(names.split(), record))), part))
            codes.append(one["code"])
            need(natural(one["low"], one["high"]) and one["kind"] in ("count", "pair"), "bounds", one["code"])
        need(codes == sorted(set(codes)) and tree(self.make, leaves) == self.x["bounds_root"], "bounds", "root")
        if self.open:
            self.group()

    def group(self):
        """Groups: people whom no bound tells apart (those in a pair stand alone). Rows: the bounds over groups."""
        people, groups, self.rows = {one["code"]: [] for one in self.c["bounds"]}, {}, []
        pairs = {one["code"] for one in self.c["bounds"] if one["kind"] == "pair"}
        for code, held in self.inside.items():
            groups.setdefault(code if pairs & set(held) else tuple(held), []).append(code)
            for name in held:
                need(name in people, "bounds", name)
                people[name].append(code)
        self.groups = sorted(groups.values())
        self.group_of = {code: index for index, codes in enumerate(self.groups) for code in codes}
        self.rows_of, self.sizes = [set() for _ in self.groups], [len(codes) for codes in self.groups]
        for at, one in enumerate(self.c["bounds"]):
            low, high, counted = one["low"], one["high"], people[one["code"]]
            need(one["kind"] == "count" or (low, high, len(counted)) == (0, 1, 2), "bounds", one["code"])
            self.rows.append((sorted({self.group_of[code] for code in counted}), low, high))
            for index in self.rows[-1][0]:
                self.rows_of[index].add(at)
        self.asking = [at for at, row in enumerate(self.rows) if row[1]]
        self.terms, apart = dict(zip(people, self.rows)), {tuple(people[name]) for name in pairs}
        for name, among in (take(one, "code people") for one in self.c["cliques"]):
            self.spend(len(among)**2)
            need(name not in self.terms and among == sorted(set(among)), "bounds", name)
            need(all(pair in apart for pair in combinations(among, 2)), "bounds", name)
            self.terms[name] = ([self.group_of[code] for code in among], 0, 1)

    def keeps(self, counts):
        """Whether [group, seats] pairs are a full panel that keeps every row."""
        have, total, last = dict.fromkeys(self.asking, 0), 0, -1
        for index, count in counts:
            if not (natural(index, count) and last < index < len(self.groups) and 0 < count <= self.sizes[index]):
                return False
            total, last = total + count, index
            for row in self.rows_of[index]:
                have[row] = have.get(row, 0) + count
        return total == self.seats and all(self.rows[row][1] <= count <= self.rows[row][2] for row, count in have.items())

    # ---- [Table] [Exchanges] [Fairness]
    def table(self):
        groups, symmetry, *rows = take(self.c["table"], "groups symmetry rows" if self.open else "groups symmetry")
        x, leaves, self.shown, counts, moving = self.x["table"], [], {}, [], []
        self.classes, salt = take(symmetry, "classes salt") if symmetry is not None else (None, "")
        for at, one in enumerate(groups):
            if not self.open and len(one) == 1:
                leaves.append(unhex(take(one, "leaf")[0]))
                continue
            codes, count, moves, group_salt = take(one, "codes count moves salt")
            record = {"codes": codes, "count": count, "index": at, "moves": moves}
            leaves.append(self.th("group", canonical(record), unhex(group_salt, 16)))
            need(self.open or len(codes) >= CELL, "cell", "group %d" % at)
            counts.append(count)
            moving += [at] if moves else []
            need(type(moves) is bool, "format", "moves")
            self.shown.update({at: codes} if symmetry is not None or not moves else {})
        known = [code for codes in self.shown.values() for code in codes]
        need(tree(self.make, leaves) == x["groups_root"], "groups", "root")
        need(len(set(known)) == len(known) and all(code in self.inside for code in known), "groups", "codes")
        if symmetry is not None:
            need(self.th("symmetry", canonical(self.classes), unhex(salt, 16)).hex() == x["symmetry_hash"], "exchange")
            need(moving == sorted(g for one in self.classes for block in one["blocks"] for g in block), "exchange", "moves")
        if not self.open:
            return
        need(symmetry is not None and list(self.shown.values()) == self.groups, "groups", "people")
        self.tickets, self.counts, leaves = [], Counter(dict.fromkeys(range(len(groups)), 0)), []
        for number, (row, salt) in enumerate(take(one, "row salt") for one in rows[0]):
            need(self.keeps(row), "rules", "ticket %d" % number)
            self.counts.update(dict(row))
            self.tickets.append(row)
            leaves.append(self.th("ticket-row", number.to_bytes(4, "big"), canonical(row), unhex(salt, 16)))
        need(len(leaves) == self.x["tickets"] and tree(self.make, leaves) == x["table_root"], "table", "root")
        need(counts == list(self.counts.values()), "table", "count")
        self.exchanges()
        self.fairness()

    def exchanges(self):
        """Every exchange of blocks and every turn carries the rows onto rows with the same ends, and each lot is even."""
        have, used = {(tuple(row[0]), row[1:]) for row in self.rows}, set()
        for blocks, turns in (take(one, "blocks turns") for one in self.classes):
            first, still, flat = blocks[0], list(range(len(blocks[0]))), [g for block in blocks for g in block]
            need(len(set(flat)) == len(flat) == len(first) * len(blocks) and not used & set(flat), "exchange", "blocks")
            need(natural(*flat) and max(flat) < len(self.groups) and turns[0] == still, "exchange", "blocks")
            need(all(len(one) == len(first) for one in blocks), "exchange", "blocks")
            need(all(sorted(one) == still and natural(*one) for one in turns), "exchange", "turns")
            used |= set(flat)
            moves = [{first[at]: first[to] for at, to in enumerate(turn)} for turn in turns[1:]]
            moves += [{**dict(zip(first, block)), **dict(zip(block, first))} for block in blocks[1:]]
            for move in moves:
                touched = set().union(*(self.rows_of[old] ^ self.rows_of[new] for old, new in move.items()))
                self.spend(len(move) + sum(len(self.rows[at][0]) for at in touched))
                images = {(tuple(sorted(move.get(g, g) for g in self.rows[at][0])), self.rows[at][1:]) for at in touched}
                sizes = all(self.sizes[old] == self.sizes[new] for old, new in move.items())
                need(sizes and images <= have, "exchange", sorted(move))
            reach = [Counter(turn[at] for turn in turns) for at in still]
            need(all(len(set(one.values())) == 1 and all(reach[to] == one for to in one) for one in reach), "exchange", "turns")

    def points(self, why):
        """Points of each person, points of a group's member besides, and the most points a panel can hold."""
        each, extra = whole(why["per_seat"], 1000), Counter()
        budget = each * self.seats
        for name, text in why["weights"].items():
            need(name in self.terms, "bounds", name)
            weight, (groups, low, high) = whole(text, 1000), self.terms[name]
            budget += weight * (high if weight > 0 else low)
            self.spend(len(groups))
            for at in groups:
                extra[at] += weight
        return each, extra, budget

    def fairness(self):
        """The dual proof level by level (weak duality), the table within one ticket of it, and the chances stated."""
        chances, levels, pair, proved, carried = take(self.c["fairness"], "chances levels pair proved whole")
        need(type(levels) is list and type(carried) is bool, "format", "fairness")
        owed, values, total = [-1] * len(self.groups), [], self.x["tickets"]  # owed: each group's level
        for number, step in enumerate(levels):
            each, extra, budget = self.points(step)
            settled, shared, spent = [], 0, Counter()
            for at, size in enumerate(self.sizes):
                worth = (each + extra[at]) * size
                if owed[at] >= 0 or worth < 0:
                    spent[owed[at]] += worth
                elif worth:
                    shared += worth
                    settled.append(at)
            need(shared, "leximin", "level %d" % number)
            left = budget - sum(points * (values[at] if at >= 0 else 1) for at, points in spent.items())
            values.append(Fraction(left) / shared)
            need(values[-1].denominator.bit_length() < 20_000, "leximin", "digits")
            need(take(step, "per_seat value weights")[1] == ratio(values[-1]) == ratio(max(values)), "leximin", "level %d" % number)
            for at in settled:
                owed[at] = number
            self.spend(len(self.sizes))
        values.append(Fraction(1))  # of those on no level: they sit for certain
        everyone = (range(len(self.sizes)), self.seats, self.seats)
        closed = max(values) <= 1
        for groups, low, high in [*self.rows, *(self.terms[one["code"]] for one in self.c["cliques"]), everyone]:
            people = Counter()
            for at in groups:
                people[owed[at]] += self.sizes[at]
            self.spend(20 * len(people))
            closed = closed and low <= sum(values[level] * count for level, count in people.items()) <= high
        met = all(abs(self.counts[at] - total * values[owed[at]] * size) < 1 for at, size in enumerate(self.sizes))
        need(proved is closed and (met or carried is False), "leximin", "counts" if proved is closed else "proved")
        chance = self.chances()
        need(chances == {"highest": ratio(max(chance)), "lowest": ratio(min(chance))}, "chances", "stated")
        need(pair == self.likeliest(), "chances", "pair")
        self.unproven += [("leximin", "")] if not closed else [("whole", ratio(values[0] - min(chance)))] if not met else []

    def chances(self):
        """The chance of a member of each group: seats of all groups it can be exchanged for over tickets and people."""
        orbit, seats, people = list(range(len(self.sizes))), Counter(), Counter()
        for one in self.classes:
            for at in range(len(one["blocks"][0])):
                for block in one["blocks"]:
                    orbit[block[at]] = one["blocks"][0][min(turn[at] for turn in one["turns"])]
        for at, one in enumerate(orbit):
            seats[one] += self.counts[at]
            people[one] += self.sizes[at]
        return [Fraction(seats[one], people[one] * self.x["tickets"]) for one in orbit]

    def likeliest(self):
        """How often, in 10^9 draws, the likeliest pair of people sits together, and would if drawn independently."""
        best, total, rows = (0, 0), self.x["tickets"], [[] for _ in self.sizes]
        for row in self.tickets:
            self.spend(len(row) ** 2 // 2)
            for group, mine in row:
                rows[group].append((mine, row))
        for one, found in enumerate(rows):
            together = Counter()
            for mine, row in found:
                together.update({at: mine * (count - (at == one)) for at, count in row if at >= one})
            for at, times in together.items():
                ways = self.sizes[one] * max(1, self.sizes[at] - (at == one))
                alone = self.counts[one] * self.counts[at] * 10**9 // (self.sizes[one] * self.sizes[at] * total**2)
                best = max(best, (times * 10**9 // (ways * total), -alone))
        return {"chance": best[0], "independent": -best[1]}

    # ---- [Lottery] [Queue]
    def lottery(self, seed, one):
        """The ticket that the seed names, its members by lot, exchanged by lot, seated by lot."""
        number, path, row, salt = take(one["ticket"], "number path row salt")
        need(number == below(seed, self.x["tickets"], "ticket/v1") and natural(number), "ticket", number)
        leaf = self.th("ticket-row", number.to_bytes(4, "big"), canonical(row), unhex(salt, 16))
        root = climb(self.make, self.make(b"\0" + leaf), number, self.x["tickets"], path).hex()
        need(root == self.x["table"]["table_root"], "ticket", "row")
        goes, panel, drawn, hidden = {}, one["panel"], set(), 0
        for each in self.classes or []:
            by_head = {self.shown[block[0]][0]: block for block in each["blocks"]}
            for head, goal in zip(sorted(by_head), lots(seed, by_head, "block")):
                turn = each["turns"][below(seed, len(each["turns"]), "turn/v1" + head)]
                for at, group in enumerate(by_head[head]):
                    goes.update(zip(self.shown[group], self.shown[by_head[goal][turn[at]]]))
        for group, count in row:
            drawn |= {goes.get(code, code) for code in lots(seed, self.shown.get(group, []), "member")[:count]}
            hidden += 0 if group in self.shown else count
        known, rest = {code for codes in self.shown.values() for code in codes}, set(panel) - drawn
        need(len(set(panel)) == len(panel) == self.seats == sum(count for _, count in row), "panel", "seats")
        need(drawn <= set(panel) and len(rest) == hidden and not rest & known, "panel", "members")
        need(panel == lots(seed, panel, "seat"), "panel", "order")
        need(one["refutations"] is None, "queue", "refutations")

    def queue(self, seed, one, seated, barred):
        """Confirmed members, then by queue number whoever leaves the panel completable; each person passed is refuted."""
        self.spend(40 * len(self.inside))
        panel, new = one["panel"], set(one["panel"][len(seated):])
        order = [code for code in lots(seed, self.inside, "queue") if code not in barred and code not in seated]
        need(panel == seated + [code for code in order if code in new] and len(panel) == self.seats, "panel", "order")
        need(self.open == (one["refutations"] is not None) and one["ticket"] is None, "queue", "refutations")
        if not self.open:
            return
        left = dict(one["refutations"].items())
        most = Counter(self.group_of[code] for code in self.inside if code not in barred)
        taken, closed = Counter(self.group_of[code] for code in seated), set()
        for code in order:
            group = self.group_of[code]
            if sum(taken.values()) == self.seats:
                break
            need(code not in new or group not in closed, "queue", code)
            if code in new:
                taken[group] += 1
            elif group not in closed:
                need(code in left, "queue", code)
                self.passed(group, taken, most, left.pop(code), code)
                closed.add(group)
                most[group] = taken[group]
        need(not left, "queue", "refutations")
        need(self.keeps(sorted(Counter(self.group_of[code] for code in panel).items())), "rules", "panel")

    def passed(self, group, taken, most, why, code):
        """Nobody can complete the panel with one more from this group: points show it, or else a search."""
        if take(why, "per_seat weights") == ["0", {}]:
            answer = self.completable(taken + Counter([group]), most)
            need(answer is not True, "queue", code)
            self.unproven += [("search", code)] if answer is None else []
            return
        each, extra, budget = self.points(why)
        least = max(0, each + extra[group])
        for at in range(len(self.groups)):
            worth = each + extra[at]
            least += worth * (taken[at] if worth > 0 else most[at])
        self.spend(len(self.groups))
        need(least > budget, "queue", code)

    def completable(self, taken, most):
        """Whether some panel holds at least ``taken`` and at most ``most`` of each group; None where that stays open."""
        free = [at for at in range(len(self.groups)) if most[at] > taken[at] and self.rows_of[at]]
        spare = sum(most[at] - taken[at] for at in range(len(self.groups)) if not self.rows_of[at])
        self.nodes -= len(free) * len(free) * len(self.rows) // 10
        ahead = [[sum(most[g] - taken[g] for g in free[at:] if row in self.rows_of[g]) for row in range(len(self.rows))]
                 for at in range(len(free) + 1)] if len(free) <= DEEPEST and self.nodes > 0 else []

        def go(at, seats, have):
            self.nodes -= 1 + len(self.rows)
            fits = all(count <= row[2] and count + more >= row[1] for count, more, row in zip(have, ahead[at], self.rows))
            if self.nodes < 0 or not fits or seats < 0 or at == len(free):
                return self.nodes >= 0 and fits and 0 <= seats <= spare
            return any(go(at + 1, seats - more, [n + more * (row in self.rows_of[free[at]]) for row, n in enumerate(have)])
                       for more in range(most[free[at]] - taken[free[at]], -1, -1))

        answer = ahead and go(0, self.seats - sum(taken.values()), [sum(taken[g] for g in row[0]) for row in self.rows])
        return None if self.nodes < 0 or not ahead else answer

    def reserves(self, seed, one):
        """Those not seated, by queue number, who could take some member's seat; the first as many as are asked for."""
        order = [code for code in lots(seed, self.inside, "queue") if code not in one["panel"]]
        seats, asked, order = Counter(self.group_of[code] for code in one["panel"]) if self.open else (), order, []
        for code in asked:
            if len(order) == self.x["reserves"]:
                break
            self.spend(100 * self.seats)
            swaps = (seats + Counter([self.group_of[code]]) - Counter([group]) for group in seats)
            fits = any(self.keeps(sorted(swap.items())) for swap in swaps) if self.open else code in one["reserves"]
            order += [code] if fits else []
        need(order == one["reserves"], "reserves")

    # ---- [Log] [Documents] [Ceremony]
    def entered(self, item, kind, record):
        """Index of the ledger entry about this record, size of the cosigned head that holds it, when the witness saw it."""
        checkpoint, entry, path, salt, *_ = take(item, "checkpoint entry inclusion salt" + " seal" * ("seal" in item))
        self.heads[checkpoint] = self.heads.get(checkpoint) or self.spend(2 * SIGNATURE) or self.trust.head(checkpoint)
        size, root, time = self.heads[checkpoint]
        body_hash = sha256(framed(b"expertpool/body/v1", unhex(salt, 32), canonical(record))).hex()
        scope = "%s/%d" % (self.x["scope"]["committee"], self.x["scope"]["year"])
        need([entry["v"], entry["type"], entry["scope"], entry["body_hash"]] == [1, kind, scope, body_hash], "log", kind)
        need(climb(sha256, sha256(b"\0" + canonical(entry)), entry["seq"], size, path).hex() == root, "log", kind)
        return entry["seq"], size, time

    def document(self, envelope, what, free, **fixed):
        """Record, hash and signing parties of a document: fields with these values, ``free`` ones, and those all have."""
        self.spend(SIGNATURE * len(envelope["signatures"]))
        keys = {one["sign_key_id"]: self.trust.keys[one["sign_key_id"]] for one in self.parties.values()}
        body, signed = opened(envelope, "draw-" + what, keys)
        fixed = {**fixed, "ctx": self.ctx.hex(), "format": "expertpool-draw-%s/1" % what}
        fixed.update({} if what == "commit" else {"seal_hash": self.sealed.hex() or None})
        record = parse(body, what)
        take(record, " ".join(fixed) + " " + free)
        for name, value in fixed.items():
            need(canonical(record[name]) == canonical(value), what, name)
        name = self.th("document", b"application/vnd.expertpool.draw-%b+json" % what.encode(), body).hex()
        return record, name, {one["id"] for one in self.parties.values() if one["sign_key_id"] in signed}

    def ceremony(self):
        """Who takes part, their commitments in the seal, the seal in the log and cosigned before anything came of it."""
        x, log, rounds = self.x, self.c["log"], range(len(self.c["rounds"]))
        self.committing = self.seal is not None and self.seal["commitments"] != []
        if self.seal is None:
            need(not (log or self.parties or self.c["commits"] or self.c["scope"] or self.c["previous"]), "seal", "missing")
            need(x["beacon"] is x["deadlines"] is x["dice"] is None, "seal", "missing")
            return
        entries = ["seal", *("result-%d" % at for at in rounds), *("removals-%d" % at for at in rounds if at and self.open)]
        need(sorted(log) == sorted(entries), "log", "entries")
        self.last, size, time = self.entered(log["seal"], "draw:ceremony:sealed", self.seal)
        need(size <= log["result-0"]["entry"]["seq"], "log", "sealed after the result")
        need(time >= moment(x["deadlines"]["objection_until"]), "seal", "objection_until")
        for one in x["parties"]:
            key = self.trust.keys.get(one["sign_key_id"])
            need(key and key["role"] == one["role"] and active(key, self.last), "trust", one["id"])
        need(len(self.parties) == len(self.c["commits"]) == 3 or not (self.committing or self.c["commits"]), "seal", "parties")
        commitments, escrows = [], []
        for party, envelope in zip(self.parties, self.c["commits"]):
            record, name, who = self.document(
                envelope, "commit", "commitment escrow escrows_checked", party=party,
                checked=["pool", "rules", "table_seed"], statement="checked-against-filed-library/1")
            need(who == {party}, "commit", party)
            commitments.append({"commitment": record["commitment"], "document": name, "party": party})
            escrows.append({"document": record["escrow"], "party": party})
        need(self.seal == {"at": self.seal["at"], "commitments": commitments, "ctx": self.ctx.hex(), "escrows": escrows,
                           "format": "expertpool-draw-seal/1"}, "seal", "commitments")
        found = [self.th("seal", canonical(one["seal"])).hex() for one in self.c["scope"]
                 if self.entered(one, "draw:ceremony:sealed", one["seal"])[0] < self.last]
        earlier = [one["seal_hash"] for one in x["previous"] if one["seal_hash"]]
        need(sorted(found) == sorted(earlier + x["other_seals"]) and len(found) == len(self.c["scope"]), "scope")
        for one, told in zip(self.c["previous"], x["previous"]):
            before, void = take(one, "context void")
            name = self.th("document", b"application/vnd.expertpool.draw-void+json", canonical(void)).hex()
            need([name, void["seal_hash"]] == [told["void_record_hash"], told["seal_hash"]], "previous", told["attempt"])
            need(void["ctx"] == self.th("context", canonical(before)).hex(), "previous", told["attempt"])
            kept = ["draw_id", "scope"] if void["code"] == "objection" else KEPT
            need(all(before[field] == x[field] for field in kept), "previous", told["attempt"])
        need(len(self.c["previous"]) == len(x["previous"]), "previous")

    # ---- [Rounds]
    def rounds(self):
        before, gone, self.late, name, self.first = [], set(), False, None, None
        self.every_round = self.x["dice"] is not None and self.x["dice"]["every_round"] is True
        for at, one in enumerate(self.c["rounds"]):
            take(one, "beacon dice panel recorded refutations removals reserves result reveals seed ticket")
            removed, listed = self.removed(at, one, before, name)
            need(type(one["panel"]) is type(one["reserves"]) is type(one["reveals"]) is list, "format", "round %d" % at)
            need(removed <= set(before) - gone and bool(removed) == (at > 0), "removals", "round %d" % at)
            gone |= removed
            seed = self.seed(at, one, listed)
            need(one["seed"] == seed.hex(), "seed", "round %d" % at)
            need(set(one["panel"]) <= set(self.inside), "panel", "not drawable")
            if at == 0 and self.c["table"]:
                self.lottery(seed, one)
            else:
                self.queue(seed, one, [code for code in before if code not in removed], gone)
            self.reserves(seed, one) if at == 0 else need(one["reserves"] == [], "reserves", "round %d" % at)
            name, before, self.first = self.result(at, one), one["panel"], self.first or seed
        proven = "M0" if not self.sealed else "M1" if not self.committing else "M3" if self.x["beacon"] is not None and not self.late else "M2"
        proven = "M0" if proven == "M1" and not self.every_round else proven
        need([self.c["assurance"], self.x["assurance_planned"]] == [proven, proven], "assurance", proven)

    def removed(self, at, one, before, result):
        """Who was removed before a round, and the hash of the list; its reasons stay with the restricted tier."""
        if at == 0:
            need(one["removals"] is None, "removals", at)
            return set(), None
        if not self.open:
            return set(before) - set(one["panel"]), take(one["removals"], "document")[0]
        record, name, who = self.document(one["removals"], "removals", "at removals reveal_by", round=at, result=result)
        known = {reason["code"]: set(reason["signers"]) for reason in self.x["reason_codes"]}
        rows = [take(each, "code evidence_sha256 reason") for each in record["removals"]]
        roles, codes = {self.parties[party]["role"] for party in who}, [row[0] for row in rows]
        need(codes == sorted(set(codes)), "removals", "twice")
        need(all(row[2] in known for row in rows), "removals", "reason")
        need(not self.sealed or all(known[row[2]] <= roles for row in rows), "removals", "signers")
        if self.sealed:
            index, size, _ = self.entered(self.c["log"]["removals-%d" % at], "draw:removals:listed", record)
            need(self.last < index and size <= self.c["log"]["result-%d" % at]["entry"]["seq"], "log", "order")
            self.last = index
        return set(codes), name

    def seed(self, at, one, listed):
        """From every party's link, the dice, the public number and the removal list; for M0 from what was recorded."""
        need((one["recorded"] is not None) == (not self.sealed and at == 0), "seed", "recorded")
        kept = at > 0 and self.x["replacement"] == "same-order"
        if kept or not self.sealed:
            need([one["dice"], one["beacon"], one["reveals"]] == [None, None, []], "seed", "no ceremony")
        if one["recorded"] is not None:
            source, text, value = take(one["recorded"], "source text value")
            need([source, type(text)] in (["text", str], ["system", type(None)]), "seed", "recorded")
            made = sha256(b"expertpool/training-seed/v1" + text.encode()).hex() if text is not None else value
            need(value == made, "seed", "recorded")
        if kept or one["recorded"] is not None:
            return self.first if kept else unhex(value, 32)
        digits, dice = self.thrown(at, one)
        links, names = self.links(at, one, {"dice": dice, "removals": listed}) if self.sealed else ([self.first], [])
        parts = [*links, digits.encode(), self.beacon(at, one, names).encode(), unhex(listed or "")]
        return self.th("seed", self.ctx, self.sealed, str(at).encode(), *parts)

    def thrown(self, at, one):
        """Digits and document of the dice of a round, thrown after the seal and read by two parties."""
        spec = self.x["dice"] if self.sealed and (at == 0 or self.every_round) else None
        need((one["dice"] is not None) == (spec is not None), "dice", "round %d" % at)
        if spec is None:
            return "", None
        record, name, who = self.document(one["dice"], "dice", "at digits", round=at)
        form = "%s{%d}" % ({6: "[1-6]", 10: "[0-9]"}[spec["faces"]], spec["count"])
        need({6: 26, 10: 20}[spec["faces"]] <= spec["count"] <= 400, "dice", "too few")
        need(len(who) > 1 and re.fullmatch(form, record["digits"]), "dice", "round %d" % at)
        return record["digits"], name

    def links(self, at, one, seen):
        """Every party's link of a round, opened after dice and removal list, and part of the chain it committed to."""
        links, names = [], []
        need(len(one["reveals"]) == (len(self.parties) if self.committing else 0), "reveal", "missing")
        for party, envelope, promise in zip(self.parties, one["reveals"], self.seal["commitments"]):
            source = parse(unbase64(envelope["payload"]), "reveal")["source"]
            free = "at z openings" if source == "escrow" else "at z"
            record, name, who = self.document(envelope, "reveal", free, party=party, round=at, seen=seen, source=source)
            need(len(who) == 1 and (who == {party}) == (source == "party"), "reveal", party)
            link = z = unhex(record["z"], 32)
            for _ in range(at):
                link = self.th("chain", link)
            made = self.th("commitment", self.ctx, party.encode(), link).hex()
            need(made == promise["commitment"], "reveal", party)
            if self.x["beacon"] is not None and at == 0 and source == "party":
                self.late = self.late or moment(record["at"]) > moment(self.x["beacon"]["known_after"])
            self.notes += [("escrow", party)] if source == "escrow" else []
            links.append(z)
            names.append(name)
        return links, names

    def beacon(self, at, one, names):
        """The public number named in the context, read by two parties after every link of round 0 was opened."""
        spec = self.x["beacon"] if at == 0 else None
        need((one["beacon"] is not None) == (spec is not None), "beacon", "round %d" % at)
        if spec is None:
            return ""
        drand = spec["kind"] == "drand"
        issue = str(spec["round"]) if drand else spec["issue"]
        free = "at evidence_sha256 value"
        record, _, who = self.document(one["beacon"], "beacon", free, kind=spec["kind"], id=issue, seen=sorted(names))
        need(len(who) > 1 and (drand or 1 <= spec["digits"] <= 400), "beacon", "signers")
        need(re.fullmatch("[0-9a-f]{96}" if drand else "[0-9]{%d}" % spec["digits"], record["value"]), "beacon", issue)
        self.notes.append(("beacon", "%s %s: %s" % (spec["chain" if drand else "game"], issue, record["value"])))
        return sha256(unhex(record["value"])).hex() if drand else record["value"]

    def result(self, at, one):
        """The record of a round, logged and cosigned before anybody was called; returns its document hash."""
        if not self.sealed:
            need(one["result"] is None, "result")
            return None
        ticket = one["ticket"]["number"] if one["ticket"] is not None else None
        record, name, who = self.document(one["result"], "result", "at", round=at, seed=one["seed"], ticket=ticket,
                                          members=sorted(one["panel"]), reserves=one["reserves"])
        need("office" in {self.parties[party]["role"] for party in who}, "result", "signer")
        index, _, _ = self.entered(self.c["log"]["result-%d" % at], "draw:result:recorded", record)
        need(self.last < index, "log", "order")
        self.last = index
        return name

    # ---- [Receipt] [Ledger]
    def receipt(self, data):
        """A person's own place: the leaf opens to this name and these attributes, and stands in the sealed pool."""
        names = "attr_salt attrs code context_hash draw_id expert_no format id_salt index name path"
        attr_salt, attrs, code, ctx, draw_id, number, form, id_salt, index, name, path = take(parse(data, "receipt"), names)
        need([form, ctx, draw_id] == ["expertpool-draw-receipt/1", self.ctx.hex(), self.x["draw_id"]], "receipt", "other draw")
        draw = unhex(draw_id)
        parts = [self.th("id", draw, number.encode(), name.encode(), unhex(id_salt)),
                 self.th("attr", draw, canonical(attrs), unhex(attr_salt))]
        leaf = self.th("leaf", b"\1" if attrs["reason"] is None else b"\0", *parts)
        need(leaf.hex() == code, "receipt", "leaf")
        root = climb(self.make, self.make(b"\0" + leaf), index, self.x["pool"]["size"], path).hex()
        need(root == self.x["pool"]["root"], "receipt", "path")
        reason = attrs["reason"]
        seated = code in self.c["rounds"][-1]["panel"]
        self.notes.append(("out", reason["rule"] + " " + reason["clause"]) if reason else ("seated" if seated else "drawable", ""))

    def ledger(self, data):
        """The witness's copy of the log: it has the cosigned roots, and no seal of this scope that is not listed."""
        lines, known = data.splitlines(), {item["entry"]["seq"] for item in [self.c["log"]["seal"], *self.c["scope"]]}
        for item in self.c["log"].values():
            size, root, _ = self.trust.head(item["checkpoint"])
            need(size <= len(lines) and tree(sha256, lines[:size]) == root, "ledger", size)
        scope = self.c["log"]["seal"]["entry"]["scope"]
        for entry in (parse(line, "ledger") for line in lines[:self.c["log"]["seal"]["entry"]["seq"]]):
            sealed = [entry["type"], entry["scope"]] == ["draw:ceremony:sealed", scope]
            need(not sealed or entry["seq"] in known, "ledger", "seal %d not listed" % entry["seq"])

    def signature(self, envelope):
        """The certificate's own signature: by a key of the office or its reports in the trust file, else (M0) its own."""
        own, trusted = self.c["signer"], self.trust and {
            name: key for name, key in self.trust.keys.items() if key["role"] in ("office", "report")}
        need(trusted is not None or own, "signature", "no key")
        keys = trusted if trusted is not None else {key_id(own): dict(zip(("alg", "public"), take(own, "alg public")))}
        self.signed = [keys[name] for name in opened(envelope, "draw-certificate", keys)[1]]
        need(self.signed, "signature", "none")

    def check(self, envelope):
        self.signature(envelope)
        self.pool()
        self.bounds()
        self.table() if self.c["table"] else None
        self.ceremony()
        self.rounds()
        need(not self.sealed or all(active(key, self.last) for key in self.signed), "trust", "certificate")

# ---- what is said ------------------------------------------------------------------------------------------------------
TEXTS = {line.split("|")[0]: line.split("|")[1:] for line in """
format|格式不对|not in the format
signature|签名不真|a signature is not genuine
trust|信任文件不成立，或密钥不在其中、不属该角色、当时无效|the trust file does not hold, or a key is not in it, of another role, or not valid then
tree|散列树的路径不对|a path in a hash tree is wrong
context|抽取要件前后矛盾|the draw's context contradicts itself
pool|专家库与封存的根不符|the pool is not the one sealed
bounds|规则界限与封存的不符|the bounds are not those sealed
groups|分组与专家属性不符|the groups do not follow from the people
table|签表与封存的不符|the ticket table is not the one sealed
rules|违反规则界限|a bound is broken
exchange|互换不保持规则，或机会不均|an exchange does not keep the bounds, or not evenly
leximin|机会均等的对偶证明不成立|the proof that no lottery is fairer does not hold
whole|整张签达不到机会上限，差距如示|whole panels do not reach the bound on chances; the gap is shown
chances|所称机会与签表不符|the chances stated are not those of the table
cell|公开内容涉及不足五人|something public covers fewer than five people
ticket|签号或签行不对|the ticket is not the one the seed names
panel|名单不是种子抽出的|the panel is not the one the seed draws
queue|顺延没有理由|somebody was passed over without a proof
search|顺延须穷举，超出本程序的限度|passing over needs a search beyond this program's limit
work|工作量超出本程序的限度|more work than this program does
sm3|本机 Python 没有 SM3|this Python has no SM3
reserves|候补不对|the reserves are wrong
log|台账登记、顺序或见证不对|a ledger entry, its order or its witness is wrong
ledger|见证方的台账与凭证不符|the witness's ledger differs
seal|封存记录不对|the seal is wrong
commit|承诺书不对|a commitment is wrong
scope|同一评委会同一年度另有封存未列|another seal of this committee and year is not listed
previous|前次抽取不符|an earlier attempt does not fit
removals|移出名单不对|the removal list is wrong
seed|种子不对|the seed is wrong
dice|骰子记录不对|the dice are wrong
reveal|揭示不符合承诺或顺序|an opened secret does not fit its commitment or came too early
beacon|公共随机数不对|the public number is wrong
result|结果记录不对|the record of the result is wrong
assurance|保证级别不实|the assurance level is not what was proven
receipt|回执与凭证不符|the receipt does not fit
""".strip().splitlines()}
LEVELS = {"M0": ("训练：一台计算机上抽取，无法证明随机", "training: drawn on one computer, NOT VERIFIABLE as random"),
          "M1": ("封存后当众掷骰", "public dice after the seal"), "M2": ("三方承诺并揭示", "three parties committed and revealed"),
          "M3": ("三方揭示加公共随机数", "three parties, then a public number")}
NOTES = {"pinned": ("信任文件由读者提供，指纹", "keys pinned by the reader's trust file, fingerprint"),
         "unpinned": ("密钥未经核对，请与纸面公布的指纹比对", "keys not pinned: compare the fingerprint on paper"),
         "self": ("自签，签名人未经核对，密钥", "self-signed: who signed is not known, key"),
         "beacon": ("请与公布的结果比对", "compare with what was published:"), "escrow": ("由托管开启", "opened from escrow:"),
         "seated": ("回执：本人入选", "receipt: seated"), "drawable": ("回执：可抽取，未入选", "receipt: drawable, not seated"),
         "out": ("回执：未列入抽取，原因", "receipt: left out, because of")}
HIDDEN = {"": ("姓名与未列入原因", "names and reasons for leaving people out"),
          "lottery": ("每张签合规、机会与对偶证明、不足五人的组内抽签",
                      "that every ticket keeps the bounds, the chances and their proof, lots within groups under five"),
          "queue": ("规则界限与每次顺延的理由", "that the panel keeps the bounds and why people were passed over"),
          "removals": ("移出原因与签字", "reasons and signatures of removals")}

def verdict(code, draw, findings, lang):
    """The lines to print: one verdict, then findings and notes."""
    say = ("通过", "VERIFIED"), ("不符", "WRONG"), ("未能证明", "NOT PROVEN")
    head = [say[{0: 0, 5: 1, 6: 2}[code]][lang]]
    if draw:
        level, tier = draw.c["assurance"], ("内部版", "restricted tier") if draw.open else ("公开版", "public tier")
        claimed = "" if code == 0 else ("（凭证自称）", " (claimed)")[lang]
        head += ["%s %s%s: %s" % (("保证级别", "assurance")[lang], level, claimed, LEVELS[level][lang]), tier[lang]]
        if not draw.open:
            names = ["", draw.x["method"]] + (["removals", "queue"] if len(draw.c["rounds"]) > 1 else [])
            hidden = ("；", "; ")[lang].join(HIDDEN[name][lang] for name in dict.fromkeys(names))
            head.append(("此处不能核验、须凭内部版核验", "not checked here, only the restricted certificate can")[lang] + ": " + hidden)
    lines = [" | ".join(head)]
    lines += ["- [%s] %s%s" % (name, TEXTS[name][lang], ": " + where if where else "") for name, where in findings]
    return lines + ["  %s %s" % (NOTES[name][lang], where) for name, where in (draw.notes if draw else [])]

def examine(data, trust=None, receipt=None, log=None):
    """Exit code, the draw as far as it could be read, and the findings."""
    draw, limits = None, (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError, re.error)
    try:
        need(len(data) <= LONGEST, "format", "longer than %d bytes" % LONGEST)
        envelope = parse(data[:-1] if data.endswith(b"\n") else data, "envelope")
        content = parse(unbase64(envelope["payload"]), "payload")
        text = trust.decode() if trust is not None else content["trust"]
        made = Draw(content, Trust(text) if text is not None else None)
        need(content["assurance"] in LEVELS, "format", "assurance")
        draw = made
        draw.check(envelope)
        draw.notes.append(("pinned" if trust is not None else "unpinned", draw.trust.fingerprint) if draw.trust
                          else ("self", draw.signed[0]["public"]))
        draw.receipt(receipt) if receipt is not None else None
        draw.ledger(log) if log is not None else None
    except Wrong as wrong:
        return 5, draw, [wrong.args]
    except Unproven as open_question:
        return 6, draw, [(*open_question.args, "")[:2]]
    except limits as fault:
        return 5, draw, [("format", type(fault).__name__)]
    return (6 if draw.unproven else 0), draw, draw.unproven

def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("certificate")
    for name in ("trust", "receipt", "log"):
        parser.add_argument("--" + name)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    given = parser.parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        files = [path and Path(path).read_bytes() for path in (given.certificate, given.trust, given.receipt, given.log)]
    except OSError as error:
        print("%s: %s" % (error.filename, error.strerror), file=sys.stderr)
        return 2
    code, draw, findings = examine(*files)
    print("\n".join(verdict(code, draw, findings, given.lang == "en")))
    return code

if __name__ == "__main__":
    sys.exit(main())
