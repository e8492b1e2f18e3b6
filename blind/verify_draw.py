#!/usr/bin/env python3
"""Checks the certificate of a draw offline, with this one file and Python 3.8 or later.

    python verify_draw.py certificate.json [--trust trust.json] [--receipt receipt.json] [--log log.jsonl] [--lang en]

Exit 0: all that this tier can prove is proven; 5: something is wrong; 6: not proven; 2: no such file or bad usage.
Read it downwards: bytes; signatures, trust file, ledger heads; then the draw in the order of ``check``: signature,
pool, bounds and groups, table (tickets, exchanges, proof of chances), ceremony (seal, commitments, earlier attempts),
rounds (removals, seed, panel, reserves, result), assurance; a person's receipt, the witness's ledger; the verdict.
FORMATS.md describes every byte; its sections are named in brackets. Nothing read here is trusted: keys count only if
the trust file names them, numbers are whole or fractions, and the work on any input is limited.
"""
# fmt: off  # laid out to be read from top to bottom on few pages
# ruff: noqa: B905, D101, D102, D103, E401, E701, I001  # no zip(strict=) in 3.8; names and headings say what is checked
import argparse, base64, hashlib, hmac, json, re, sys, unicodedata
from collections import Counter
from datetime import datetime
from fractions import Fraction
from itertools import combinations
from pathlib import Path

LONGEST, WORK, SIGNATURE, SEARCH, DEEPEST, CELL = 64 << 20, 150_000_000, 80_000, 1_000_000, 150, 5

class Finding(Exception):
    """A check that failed (5) or could not be finished (6): exit code, name of the check, and where."""

class Record(dict):
    """A record of the certificate; its fields read as attributes."""
    __getattr__ = dict.__getitem__

class Work:
    """Steps left to this examination; every check costs one, and what takes longer says how many."""
    left = WORK

def need(holds, check, where="", code=5, steps=1):
    Work.left -= steps
    if not holds or Work.left < 0:
        raise Finding(*((code, check, str(where)[:100]) if not holds else (6, "work", "")))

def spend(steps): need(True, "work", steps=steps)

# ---- [Bytes] -------------------------------------------------------------------------------------------------------
def sha256(data): return hashlib.sha256(data).digest()
def framed(*parts): return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
def canonical(value): return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def natural(*values): return all(type(value) is int and value >= 0 for value in values)
def ratio(value): return "%d/%d" % (value.numerator, value.denominator)

def sm3(data):
    need("sm3" in hashlib.algorithms_available, "sm3", sys.version.split()[0], 6)
    return hashlib.new("sm3", data).digest()

def tree(make, leaves):
    """The root of RFC 6962."""
    level = [make(b"\0" + leaf) for leaf in leaves] or [make(b"")]
    while len(level) > 1:
        level = [make(b"\1" + a + b) for a, b in zip(level[::2], level[1::2])] + level[len(level) & ~1:]
    return level[0].hex()

def climb(make, leaf, index, size, path):
    """The root over ``size`` leaves that a leaf and the hashes beside its way up lead to."""
    need(natural(index) and index < size and bool(path) == (size > 1), "tree", index)
    if size == 1: return make(b"\0" + leaf)
    half, beside = 1 << (size - 1).bit_length() - 1, unhex(path[-1], 32)
    if index < half: return make(b"\1" + climb(make, leaf, index, half, path[:-1]) + beside)
    return make(b"\1" + beside + climb(make, leaf, index - half, size - half, path[:-1]))

def whole(text, digits=16):
    """The number that a short text holds; floats and their like are refused."""
    fits = re.fullmatch("0|-?[1-9][0-9]{0,%d}" % (digits - 1), text)
    need(fits and (digits > 16 or abs(int(text)) < 1 << 53), "format", "number " + text[:20])
    return int(text)

def record(pairs):
    need(all(key.isascii() for key, _ in pairs), "format", "key")
    return Record(pairs)

def parse(data, what):
    """The value of canonical JSON; bytes that differ from it are refused."""
    numbers = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), whole)
    value = json.loads(data.decode(), object_pairs_hook=record, **numbers)
    need(canonical(value) == data and unicodedata.normalize("NFC", data.decode()).encode() == data, "format", what)
    return value

def take(one, names):
    """The values of exactly these fields."""
    need(type(one) is Record and sorted(one) == sorted(names.split()), "format", names)
    return [one[name] for name in names.split()]

def unhex(text, size=None):
    need(re.fullmatch("([0-9a-f]{2})*", text) and size in (None, len(text) // 2), "format", "hex")
    return bytes.fromhex(text)

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "format", "base64")
    return data

def moment(text):
    need(re.fullmatch("[0-9]{4}(-[0-9]{2}){2}T([0-9]{2}:){2}[0-9]{2}[+-][0-9]{2}:[0-9]{2}", text), "format", "time")
    return datetime.fromisoformat(text).timestamp()

def lots(seed, names, what):
    """The names in the order of their lots: HMAC under the seed, which favours no name and no place in a list."""
    tag = b"expertpool/%b/v1" % what.encode()
    return sorted(names, key=lambda name: (hmac.digest(seed, tag + name.encode(), "sha256"), name))

def below(seed, limit, what):
    """A number under ``limit``, none favoured: the first block of 256 bits under the last whole multiple of it."""
    for counter in range(1000):
        block = hmac.digest(seed, b"expertpool/%b" % what.encode() + counter.to_bytes(8, "big"), "sha256")
        if int.from_bytes(block, "big") < 2**256 // limit * limit: return int.from_bytes(block, "big") % limit

def weighted(counts, values):
    """The sum of values by how often each counts, as far as its digits stay within reason."""
    total = Fraction(0)
    for at, count in counts.items():
        total += count * values[at]
        need(total.denominator.bit_length() < 1_000_000, "work", "digits", 6, 20)
    return total

# ---- [Signatures] Ed25519 (RFC 8032), strict: numbers in range, no points of small order; DSSE; the trust file -----
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P

def point(data):
    """The curve point of 32 bytes, or None where there is none or its order is small."""
    sign, y = data[31] >> 7, int.from_bytes(data, "little") & (1 << 255) - 1
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    x = x if (v * x * x - u) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    x = P - x if x & 1 != sign else x
    p = eight = x, y, 1, x * y % P
    for _ in range(3): eight = add(eight, eight)
    return p if y < P and (v * x * x - u) % P == 0 and 0 < x < P and eight[0] else None

BASE, ZERO = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")), (0, 1, 1, 0)

def genuine(public, message, signature):
    """Whether s B = R + k A."""
    a, r = (point(public), point(signature[:32])) if (len(public), len(signature)) == (32, 64) else (None, None)
    s = int.from_bytes(signature[32:], "little")
    if not a or not r or s >= L: return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus, total = (P - a[0], a[1], 1, P - a[3]), ZERO
    pick = [ZERO, BASE, minus, add(BASE, minus)]
    for bit in range(252, -1, -1): total = add(add(total, total), pick[(s >> bit & 1) + 2 * (k >> bit & 1)])
    return (total[0] - r[0] * total[2]) % P == 0 and (total[1] - r[1] * total[2]) % P == 0

def key_id(key): return sha256(framed(b"expertpool/key-id/v1", key.alg.encode(), unhex(key.public))).hex()
def active(key, index): return key.from_index <= index and (key.to_index is None or index < key.to_index)

def opened(envelope, kind, keys):
    """Payload and signing keys of a DSSE envelope; every signature in it must be genuine and by one of ``keys``."""
    payload, payload_type, signatures = take(envelope, "payload payloadType signatures")
    body, kind = unbase64(payload), "application/vnd.expertpool.%s+json" % kind
    names = [take(one, "keyid sig")[0] for one in signatures]
    need(payload_type == kind and names == sorted(set(names)) and len(names) <= 16, "format", kind)
    message = b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(body), body)
    for one in signatures:
        need(one.keyid in keys and keys[one.keyid].alg == "ed25519", "trust", kind)
        need(genuine(unhex(keys[one.keyid].public), message, unbase64(one.sig)), "signature", kind, steps=SIGNATURE)
    return body, names

class Trust:
    """Keys by id with their roles, from the last version; people compare ``fingerprint``, of the first, on paper."""
    def __init__(self, text):
        form, self.versions = take(parse(text.encode(), "trust"), "format versions")
        need(form == "expertpool-trust-chain/1" and 0 < len(self.versions) <= 50, "trust", "versions")
        before, names = None, [None]
        for number, envelope in enumerate(self.versions, 1):
            body = unbase64(envelope.payload)
            form, named, roles, since, version = take(parse(body, "trust"), "format previous roles since version")
            need((form, version, named) == ("expertpool-trust/1", number, names[-1]), "trust", number)
            root = (before or roles).root
            holders = {key_id(key): key for key in root["keys"] if active(key, since)}
            signed = {holders[one].holder for one in opened(envelope, "trust", holders)[1]}
            need(len(signed) >= max(2, root.threshold), "trust", number)
            before = roles
            names.append(sha256(framed(b"expertpool/trust/v1", body)).hex())
        listed = [(key_id(key), Record(key, role=role)) for role, one in roles.items() for key in one["keys"]]
        self.keys, self.fingerprint = dict(listed), names[1]
        self.witnesses = max(1, roles.witness.threshold) if "witness" in roles else 1
        need(len(self.keys) == len(listed), "trust", "key twice")

    def head(self, text):
        """Size and root of a checkpoint that the log signed and enough witnesses cosigned, and their first second."""
        body, _, lines = text.rpartition("\n\n")
        (origin, size, root), body, seen = body.split("\n"), body + "\n", {}
        need(lines.endswith("\n") and lines.count("\n") < 10, "log", "checkpoint")
        for dash, name, value in (line.split(" ") for line in lines[:-1].split("\n")):
            raw = unbase64(value)
            role, mark = ("log", b"\1") if len(raw) == 68 else ("witness", b"\4")
            seconds = int.from_bytes(raw[4:-64], "big")
            message = (body if role == "log" else "cosignature/v1\ntime %d\n%s" % (seconds, body)).encode()
            keys = [unhex(key.public) for key in self.keys.values() if active(key, whole(size))
                    and (key.role, key.holder, key.alg) == (role, name, "ed25519")]
            need(any(raw[:4] == sha256(name.encode() + b"\n" + mark + key)[:4] and genuine(key, message, raw[-64:])
                     for key in keys), "log", "signature of " + name)
            fresh = len(raw) in (68, 76) and (role, name) not in seen
            need(dash == "\u2014" and fresh, "log", "checkpoint", steps=SIGNATURE)
            seen[role, name] = seconds
        times = [seconds for (role, _), seconds in seen.items() if role == "witness"]
        need(("log", origin) in seen and len(times) >= self.witnesses, "log", "not cosigned")
        return whole(size), unbase64(root).hex(), min(times)

# ---- The draw: each method proves one part and leaves what later ones need -----------------------------------------
class Draw:
    def __init__(self, certificate, trust):
        """The context, and that nothing in it contradicts the rest."""
        self.c, self.trust, self.unproven, self.notes, self.heads = certificate, trust, [], [], {}
        self.last, self.late, self.first, self.nodes = 0, False, None, SEARCH
        take(certificate, "assurance bounds cliques commits context fairness format log pool previous rounds scope "
                          "seal signer table tier trust")
        self.x = x = certificate.context
        take(x, "assurance_planned attempt beacon bounds_root deadlines decision dice draw_id format hash "
                "library_sha256 method other_seals parties pool previous reason_codes replacement reserves rounds "
                "rules_sha256 scope seats table tickets trust_version versions")
        for value, known in ((self.c.format, "expertpool-draw-certificate/1"), (x.format, "expertpool-draw-context/1"),
                             (self.c.tier, "public restricted"), (x.hash, "sha256 sm3"), (x.method, "lottery queue")):
            need(value in known.split(), "format", value)
        self.open, self.seal, self.seats = self.c.tier == "restricted", self.c.seal, x.seats
        self.make = sm3 if x.hash == "sm3" else sha256
        self.ctx, self.draw_id = self.th("context", canonical(x)), unhex(x.draw_id, 16)
        self.sealed = self.th("seal", canonical(self.seal)) if self.seal is not None else b""
        self.parties, roles = {one.id: one for one in x.parties}, {one.role for one in x.parties}
        need(list(self.parties) == sorted(self.parties) and len(self.parties) == len(roles) == len(x.parties)
             and roles <= {"hrss", "inspector", "office"}, "context", "parties")
        lists = [self.c[name] for name in ("bounds", "commits", "pool", "previous", "rounds", "scope")]
        lists += [x[name] for name in ("other_seals", "parties", "previous", "reason_codes")] + [self.c.cliques or []]
        need(all(type(one) is list for one in lists) and type(self.c.log) is Record, "format", "lists")
        take(x.scope, "committee filing level purpose series year")
        take(x.pool, "in_count out_by_rule root size")
        need(type(x.scope.committee) is str and natural(x.scope.year, x.attempt, self.seats, x.reserves, x.rounds)
             and natural(0 if x.tickets is None else x.tickets) and x.attempt and self.seats, "context", "numbers")
        need(x.replacement in ("queue", "same-order"), "context", "replacement")
        need(0 < len(self.c.rounds) <= x.rounds + 1 <= 65, "context", "rounds")
        need([one.attempt for one in x.previous] == list(range(1, x.attempt)), "context", "previous")
        lottery = x.method == "lottery"
        need([x.table is not None, self.c.table is not None, bool(x.tickets)] == [lottery] * 3, "context", "table")
        opened_only = [self.c.fairness is not None, self.c.cliques is not None]
        need(opened_only == [self.open and lottery, self.open], "format", "tier")
        need((self.c.trust is None) != (self.c.signer is None), "format", "signer")
        need(x.trust_version <= len(trust.versions) if trust else self.seal is None, "trust", "missing or too old")

    def th(self, name, *parts): return self.make(framed(b"expertpool/%b/v1" % name.encode(), *parts))

    def check(self, envelope):
        """The certificate's own signature (by the office's or its reports' key; in M0 by its own), then all it says."""
        own, listed = self.c.signer, self.trust.keys.items() if self.trust else ()
        need(self.trust or (own and take(own, "alg public")), "signature", "no key")
        keys = {} if self.trust else {key_id(own): own}
        keys.update((name, key) for name, key in listed if key.role in ("office", "report"))
        self.signed = [keys[name] for name in opened(envelope, "draw-certificate", keys)[1]]
        need(self.signed, "signature", "none")
        self.pool()
        self.bounds()
        if self.c.table is not None: self.table()
        self.ceremony()
        self.rounds()
        need(not self.sealed or all(active(key, self.last) for key in self.signed), "trust", "certificate")

    # ---- [Pool] [Bounds] [Groups]
    def person(self, attr_salt, attrs, number, id_salt, name):
        """The leaf of a person from what opens it."""
        return self.th("leaf", b"\1" if attrs.reason is None else b"\0",
                       self.th("id", self.draw_id, number.encode(), name.encode(), unhex(id_salt, 32)),
                       self.th("attr", self.draw_id, canonical(attrs), unhex(attr_salt, 16)))

    def pool(self):
        """Everybody of the library is a leaf of the sealed tree: the drawable, and those left out, with reasons."""
        x, codes, numbers, out, self.inside = self.x.pool, [], set(), Counter(), {}
        for one in self.c.pool:
            if self.open:
                leaf = self.person(*take(one, "attr_salt attrs expert_no id_salt name"))
                held, reason = take(one.attrs, "bounds reason")
                inside = reason is None
                number, sound = one.expert_no, held == sorted(set(held)) and (inside or not held)
                need(sound and number not in numbers, "pool", number)
                numbers.add(number)
                out.update([] if inside else [take(reason, "clause rule")[1]])
            else:
                id_part, attr_part, inside = take(one, "id_part attr_part in")
                need(type(inside) is bool, "format", "in")
                held, leaf = [], self.th("leaf", bytes([inside]), unhex(id_part, 32), unhex(attr_part, 32))
            codes.append(leaf.hex())
            self.inside.update({leaf.hex(): held} if inside else {})
        need(codes == sorted(set(codes)) and tree(self.make, map(bytes.fromhex, codes)) == x.root, "pool", "root")
        need([len(codes), len(self.inside)] == [x.size, x.in_count] and natural(x.size, x.in_count), "pool", "size")
        left, told = len(codes) - len(self.inside), x.out_by_rule
        need(all(natural(count) and count >= CELL for count in told.values()), "cell", "out_by_rule")
        need(sum(told.values()) == left if told else left < CELL, "pool", "out_by_rule")
        need(not self.open or all(out[rule] == told[rule] for rule in told if rule != "other"), "pool", "out_by_rule")

    def bounds(self):
        """The bounds are those sealed; (restricted) the groups follow from whom they count."""
        leaves, codes, names = [], [], "clause code high kind low rule "
        for one in self.c.bounds:
            if not self.open and len(one) == 1:  # a bound over fewer than five people
                leaves.append(unhex(take(one, "leaf")[0]))
                continue
            fields = take(one, names + ("label salt" if self.open else "label_part"))
            label = self.th("label", one.label.encode(), unhex(one.salt, 16)) if self.open else unhex(one.label_part)
            leaves.append(self.th("bound", canonical(dict(zip(names.split(), fields))), label))
            codes.append(one.code)
            need(natural(one.low, one.high) and one.kind in ("count", "pair"), "bounds", one.code)
        need(codes == sorted(set(codes)) and tree(self.make, leaves) == self.x.bounds_root, "bounds", "root")
        if self.open: self.group()

    def group(self):
        """Groups: people whom no bound tells apart (those in a pair stand alone). Rows: the bounds over groups."""
        people, groups = {one.code: [] for one in self.c.bounds}, {}
        pairs = {one.code for one in self.c.bounds if one.kind == "pair"}
        for code, held in self.inside.items():
            groups.setdefault(code if pairs & set(held) else tuple(held), []).append(code)
            for name in held:
                need(name in people, "bounds", name)
                people[name].append(code)
        self.groups = sorted(groups.values())
        self.group_of = {code: at for at, codes in enumerate(self.groups) for code in codes}
        self.sizes, self.rows_of, self.terms = [len(codes) for codes in self.groups], [set() for _ in self.groups], {}
        for at, one in enumerate(self.c.bounds):
            need(one.kind == "count" or (one.low, one.high, len(people[one.code])) == (0, 1, 2), "bounds", one.code)
            self.terms[one.code] = sorted({self.group_of[code] for code in people[one.code]}), one.low, one.high
            for index in self.terms[one.code][0]: self.rows_of[index].add(at)
        self.rows, apart = list(self.terms.values()), {tuple(people[name]) for name in pairs}
        self.asking = [at for at, row in enumerate(self.rows) if row[1]]
        for name, among in (take(one, "code people") for one in self.c.cliques):
            need(name not in self.terms and among == sorted(set(among)), "bounds", name, steps=len(among)**2)
            need(all(pair in apart for pair in combinations(among, 2)), "bounds", name)
            self.terms[name] = [self.group_of[code] for code in among], 0, 1

    def keeps(self, counts):
        """Whether [group, seats] pairs are a full panel that keeps every bound."""
        have, total, last = dict.fromkeys(self.asking, 0), 0, -1
        for at, count in counts:
            if not (natural(at, count) and last < at < len(self.groups) and 0 < count <= self.sizes[at]):
                return False
            total, last = total + count, at
            for row in self.rows_of[at]: have[row] = have.get(row, 0) + count
        rows = ((count, *self.rows[row][1:]) for row, count in have.items())
        return total == self.seats and all(low <= count <= high for count, low, high in rows)

    # ---- [Table] [Exchanges] [Fairness]
    def table(self):
        """Groups and exchanges are those sealed; (restricted) so are the tickets, and every one keeps every bound."""
        groups, symmetry, *rows = take(self.c.table, "groups symmetry rows" if self.open else "groups symmetry")
        leaves, self.shown, counts, moving = [], {}, [], []
        for at, one in enumerate(groups):
            if not self.open and len(one) == 1:  # a group of fewer than five people
                leaves.append(unhex(take(one, "leaf")[0]))
                continue
            codes, count, moves, salt = take(one, "codes count moves salt")
            need(self.open or len(codes) >= CELL, "cell", "group %d" % at)
            need(type(moves) is bool, "format", "moves")
            leaf = {"codes": codes, "count": count, "index": at, "moves": moves}
            leaves.append(self.th("group", canonical(leaf), unhex(salt, 16)))
            counts.append(count)
            moving += [at] if moves else []
            self.shown.update({at: codes} if symmetry is not None or not moves else {})
        need(tree(self.make, leaves) == self.x.table.groups_root, "groups", "root")
        self.known = {code for codes in self.shown.values() for code in codes}
        twice = len(self.known) < sum(map(len, self.shown.values()))
        need(not twice and self.known <= set(self.inside), "groups", "codes")
        self.classes, salt = take(symmetry, "classes salt") if symmetry is not None else ([], None)
        if symmetry is not None:
            made = self.th("symmetry", canonical(self.classes), unhex(salt, 16)).hex()
            need(made == self.x.table.symmetry_hash, "exchange")
            moved = [at for one in self.classes for block in one.blocks for at in block]
            need(moving == sorted(moved), "exchange", "moves")
        if not self.open: return
        need(symmetry is not None and list(self.shown.values()) == self.groups, "groups", "people")
        self.tickets, self.counts, leaves = [], Counter(dict.fromkeys(range(len(groups)), 0)), []
        for number, (row, salt) in enumerate(take(one, "row salt") for one in rows[0]):
            need(self.keeps(row), "rules", "ticket %d" % number)
            self.counts.update(dict(row))
            self.tickets.append(row)
            leaves.append(self.th("ticket-row", number.to_bytes(4, "big"), canonical(row), unhex(salt, 16)))
        need(len(leaves) == self.x.tickets and tree(self.make, leaves) == self.x.table.table_root, "table", "root")
        need(counts == list(self.counts.values()), "table", "count")
        self.exchanges()
        self.fairness()

    def exchanges(self):
        """Every exchange of blocks and every turn carries rows onto rows with the same ends, and each lot is even."""
        have, used = {(tuple(row[0]), row[1:]) for row in self.rows}, set()
        for blocks, turns in (take(one, "blocks turns") for one in self.classes):
            first, still, flat = blocks[0], list(range(len(blocks[0]))), [g for block in blocks for g in block]
            need(len(set(flat)) == len(flat) and all(len(one) == len(first) for one in blocks) and not used & set(flat)
                 and natural(*flat) and max(flat) < len(self.groups), "exchange", "blocks")
            permuted = all(sorted(one) == still and natural(*one) for one in turns)
            need(permuted and turns[0] == still, "exchange", "turns")
            used |= set(flat)
            moves = [{first[at]: first[to] for at, to in enumerate(turn)} for turn in turns[1:]]
            moves += [{**dict(zip(first, block)), **dict(zip(block, first))} for block in blocks[1:]]
            for move in moves:
                touched = set().union(*(self.rows_of[old] ^ self.rows_of[new] for old, new in move.items()))
                images = {(tuple(sorted(move.get(one, one) for one in groups)), ends)
                          for groups, ends in ((self.rows[at][0], self.rows[at][1:]) for at in touched)}
                sizes = all(self.sizes[old] == self.sizes[new] for old, new in move.items())
                spend(sum(len(groups) for groups, _ in images))
                need(sizes and images <= have, "exchange", sorted(move))
            reach = [Counter(turn[at] for turn in turns) for at in still]
            even = all(len(set(one.values())) == 1 and all(reach[to] == one for to in one) for one in reach)
            need(even, "exchange", "turns")

    def points(self, why):
        """Points of each group's members for one more seat, and the most points a panel can hold (weights on rows)."""
        each, extra = whole(why.per_seat, 1000), Counter()
        budget = each * self.seats
        for name, text in why.weights.items():
            need(name in self.terms, "bounds", name)
            weight, (groups, low, high) = whole(text, 1000), self.terms[name]
            budget += weight * (high if weight > 0 else low)
            spend(len(groups))
            extra.update(dict.fromkeys(groups, weight))
        return [each + extra[at] for at in range(len(self.groups))], budget

    def fairness(self):
        """The dual proof level by level (weak duality), the table within one ticket of it, and the chances stated."""
        chances, levels, pair, proved, carried = take(self.c.fairness, "chances levels pair proved whole")
        need(type(levels) is list and type(carried) is bool, "format", "fairness")
        level, values, total = [0] * len(self.sizes), [Fraction(1)], self.x.tickets  # level 0: they sit for certain
        for number, step in enumerate(levels, 1):
            points, budget = self.points(step)
            worth, spent = [each * size for each, size in zip(points, self.sizes)], Counter()
            settled = [at for at, most in enumerate(worth) if most > 0 == level[at]]
            for at, most in enumerate(worth): spent[level[at]] += most
            shared = sum(worth[at] for at in settled)
            need(shared, "leximin", "level %d" % number, steps=len(worth))
            values.append((budget + shared - weighted(spent, values)) / shared)
            need(values[-1].denominator.bit_length() < 20_000, "leximin", "digits")
            told = take(step, "per_seat value weights")[1]
            need(told == ratio(values[-1]) == ratio(max(values[1:])), "leximin", "level %d" % number)
            for at in settled: level[at] = number
        closed = max(values) <= 1
        for groups, low, high in [*self.terms.values(), (range(len(self.sizes)), self.seats, self.seats)]:
            people = Counter()
            for at in groups: people[level[at]] += self.sizes[at]
            closed = closed and low <= weighted(people, values) <= high
        met = all(abs(self.counts[at] - total * values[level[at]] * size) < 1 for at, size in enumerate(self.sizes))
        need(proved is closed and (met or carried is False), "leximin", "counts" if proved is closed else "proved")
        chance = self.chances()
        need(chances == {"highest": ratio(max(chance)), "lowest": ratio(min(chance))}, "chances", "stated")
        need(pair == self.likeliest(), "chances", "pair")
        gap = [("whole", ratio((values[1:] or values)[0] - min(chance)))]
        self.unproven += [("leximin", "")] if not closed else gap if not met else []

    def chances(self):
        """The chance of a member of each group: seats of all groups it can be exchanged for over tickets and people."""
        orbit, seats, people = list(range(len(self.sizes))), Counter(), Counter()
        for blocks, turns in ((one.blocks, one.turns) for one in self.classes):
            for at, to in enumerate(map(min, zip(*turns))):  # the first position that turns bring this one to
                for block in blocks: orbit[block[at]] = blocks[0][to]
        for at, one in enumerate(orbit):
            seats[one] += self.counts[at]
            people[one] += self.sizes[at]
        return [Fraction(seats[one], people[one] * self.x.tickets) for one in orbit]

    def likeliest(self):
        """How often, in 10^9 draws, the likeliest pair of people sits together, and would if drawn independently."""
        best, total, rows = (0, 0), self.x.tickets, [[] for _ in self.sizes]
        for row in self.tickets:
            for group, mine in row: rows[group].append((mine, row))
        for one, found in enumerate(rows):
            together = Counter()
            for mine, row in found:
                together.update({at: mine * (count - (at == one)) for at, count in row if at >= one})
                spend(len(row))
            for at, times in together.items():
                ways = self.sizes[one] * max(1, self.sizes[at] - (at == one))
                alone = self.counts[one] * self.counts[at] * 10**9 // (self.sizes[one] * self.sizes[at] * total**2)
                best = max(best, (times * 10**9 // (ways * total), -alone))
        return {"chance": best[0], "independent": -best[1]}

    # ---- [Lottery] [Queue] [Reserves]
    def lottery(self, seed, one):
        """The ticket that the seed names, its members by lot, exchanged by lot, seated by lot."""
        number, path, row, salt = take(one.ticket, "number path row salt")
        need(number == below(seed, self.x.tickets, "ticket/v1") and natural(number), "ticket", number)
        leaf = self.th("ticket-row", number.to_bytes(4, "big"), canonical(row), unhex(salt, 16))
        need(climb(self.make, leaf, number, self.x.tickets, path).hex() == self.x.table.table_root, "ticket", "row")
        goes, panel, drawn, hidden = {}, one.panel, set(), 0
        for blocks, turns in ((each.blocks, each.turns) for each in self.classes):
            by_head = {self.shown[block[0]][0]: block for block in blocks}
            for head, goal in zip(sorted(by_head), lots(seed, by_head, "block")):
                turn = turns[below(seed, len(turns), "turn/v1" + head)]
                for at, group in enumerate(by_head[head]):
                    goes.update(zip(self.shown[group], self.shown[by_head[goal][turn[at]]]))
        for group, count in row:
            drawn |= {goes.get(code, code) for code in lots(seed, self.shown.get(group, []), "member")[:count]}
            hidden += 0 if group in self.shown else count
        rest = set(panel) - drawn
        need(len(set(panel)) == len(panel) == self.seats == sum(count for _, count in row), "panel", "seats")
        need(drawn <= set(panel) and len(rest) == hidden and not rest & self.known, "panel", "members")
        need(panel == lots(seed, panel, "seat"), "panel", "order")
        need(one.refutations is None, "queue", "refutations")

    def queue(self, seed, one, seated, barred):
        """Confirmed members, then by queue number whoever leaves the panel completable; those passed are refuted."""
        spend(40 * len(self.inside))
        panel, new, free = one.panel, set(one.panel[len(seated):]), self.seats - len(seated)
        order = lots(seed, set(self.inside).difference(barred, seated), "queue")
        need(panel == seated + [code for code in order if code in new] and len(panel) == self.seats, "panel", "order")
        need(self.open == (one.refutations is not None) and one.ticket is None, "queue", "refutations")
        if not self.open: return
        left, closed, taken = dict(one.refutations.items()), set(), Counter(self.group_of[code] for code in seated)
        most = Counter(self.group_of[code] for code in self.inside if code not in barred)
        for code in order:
            group = self.group_of[code]
            if free and code in new:
                need(group not in closed, "queue", code)
                taken[group], free = taken[group] + 1, free - 1
            elif free and group not in closed:
                need(code in left, "queue", code)
                self.passed(group, taken, most, left.pop(code), code)
                closed.add(group)
                most[group] = taken[group]
        need(not left, "queue", "refutations")
        need(self.keeps(sorted(Counter(self.group_of[code] for code in panel).items())), "rules", "panel")

    def passed(self, group, taken, most, why, code):
        """Nobody can complete the panel with one more from this group: points show it, or else a search."""
        if take(why, "per_seat weights") != ["0", {}]:
            points, budget = self.points(why)
            least = sum(each * (taken[at] if each > 0 else most[at]) for at, each in enumerate(points))
            need(max(0, points[group]) + least > budget, "queue", code, steps=len(points))
            return
        rows, taken = [*self.rows, (range(len(self.groups)), self.seats, self.seats)], taken + Counter([group])
        free = sorted((at for at in most if most[at] > taken[at]), key=lambda at: -len(self.rows_of[at]))

        def completable(free, have):
            """Whether these groups can fill what these seats leave, all rows kept."""
            room, self.nodes = {**have, **{at: most[at] for at in free}}, self.nodes - sum(len(row[0]) for row in rows)
            if self.nodes < 0 or not all(sum(have.get(at, 0) for at in groups) <= high and
                                         sum(room.get(at, 0) for at in groups) >= low for groups, low, high in rows):
                return False
            return not free or any(completable(free[1:], {**have, free[0]: count})
                                   for count in range(most[free[0]], have.get(free[0], 0) - 1, -1))

        need(len(free) > DEEPEST or not completable(free, taken), "queue", code)
        self.unproven += [("search", code)] if len(free) > DEEPEST or self.nodes < 0 else []

    def reserves(self, seed, one):
        """Those not seated, by queue number, who could take some member's seat; the first as many as are asked for."""
        seats, found = Counter(self.group_of[code] for code in one.panel) if self.open else (), []
        for code in lots(seed, set(self.inside).difference(one.panel), "queue") if self.x.reserves else []:
            swaps = (seats + Counter([self.group_of[code]]) - Counter([group]) for group in seats)
            fits = any(self.keeps(sorted(swap.items())) for swap in swaps) if self.open else code in one.reserves
            found += [code] if fits else []
            spend(100 * self.seats + len(one.reserves))
            if len(found) == self.x.reserves: break
        need(found == one.reserves, "reserves")

    # ---- [Log] [Documents] [Ceremony]
    def entered(self, item, kind, record):
        """Index of the ledger entry about a record, size of the cosigned head that holds it, when it was witnessed."""
        checkpoint, entry, path, salt, *_ = take(item, "checkpoint entry inclusion salt" + " seal" * ("seal" in item))
        self.heads[checkpoint] = self.heads.get(checkpoint) or self.trust.head(checkpoint)
        size, root, seconds = self.heads[checkpoint]
        body_hash = sha256(framed(b"expertpool/body/v1", unhex(salt, 32), canonical(record))).hex()
        scope = "%s/%d" % (self.x.scope.committee, self.x.scope.year)
        need([entry.v, entry.type, entry.scope, entry.body_hash] == [1, kind, scope, body_hash], "log", kind)
        need(climb(sha256, canonical(entry), entry.seq, size, path).hex() == root, "log", kind)
        return entry.seq, size, seconds

    def document(self, envelope, what, free, **fixed):
        """Record, hash and signers of a document with these values, ``free`` fields, and what all documents name."""
        keys = {one.sign_key_id: self.trust.keys[one.sign_key_id] for one in self.parties.values()}
        body, signed = opened(envelope, "draw-" + what, keys)
        fixed.update({"ctx": self.ctx.hex(), "format": "expertpool-draw-%s/1" % what},
                     **{} if what == "commit" else {"seal_hash": self.sealed.hex() or None})
        record = parse(body, what)
        take(record, " ".join(fixed) + " " + free)
        for name, value in fixed.items(): need(canonical(record[name]) == canonical(value), what, name)
        name = self.th("document", b"application/vnd.expertpool.draw-%b+json" % what.encode(), body).hex()
        return record, name, {one.id: one.role for one in self.parties.values() if one.sign_key_id in signed}

    def ceremony(self):
        """Who takes part, their commitments in the seal, the seal cosigned in the log before anything came of it."""
        x, log, numbers = self.x, self.c.log, range(len(self.c.rounds))
        self.committing = self.seal is not None and self.seal.commitments != []
        if self.seal is None:
            need(not (log or self.parties or self.c.commits or self.c.scope or self.c.previous)
                 and x.beacon is x.deadlines is x.dice is None, "seal", "missing")
            return
        entries = {"seal", *("result-%d" % at for at in numbers)}
        entries |= {"removals-%d" % at for at in numbers if at and self.open}
        need(set(log) == entries, "log", "entries")
        self.last, size, seconds = self.entered(log.seal, "draw:ceremony:sealed", self.seal)
        need(size <= log["result-0"].entry.seq, "log", "sealed after the result")
        need(seconds >= moment(x.deadlines.objection_until), "seal", "objection_until")
        for one in x.parties:
            key = self.trust.keys.get(one.sign_key_id)
            need(key and key.role == one.role and active(key, self.last), "trust", one.id)
        none = not (self.committing or self.c.commits)
        need(none or len(self.parties) == len(self.c.commits) == 3, "seal", "parties")
        commitments, escrows = [], []
        for party, envelope in zip(self.parties, self.c.commits):
            record, name, who = self.document(
                envelope, "commit", "commitment escrow escrows_checked", party=party,
                checked=["pool", "rules", "table_seed"], statement="checked-against-filed-library/1")
            need(list(who) == [party], "commit", party)
            commitments.append({"commitment": record.commitment, "document": name, "party": party})
            escrows.append({"document": record.escrow, "party": party})
        need(self.seal == {"at": self.seal.at, "commitments": commitments, "ctx": self.ctx.hex(), "escrows": escrows,
                           "format": "expertpool-draw-seal/1"}, "seal", "commitments")
        self.earlier()

    def earlier(self):
        """Every other seal of this committee and year is listed; voided attempts had the same pool and rules."""
        found = [self.th("seal", canonical(one.seal)).hex() for one in self.c.scope
                 if self.entered(one, "draw:ceremony:sealed", one.seal)[0] < self.last]
        told = [one.seal_hash for one in self.x.previous if one.seal_hash] + self.x.other_seals
        need(sorted(found) == sorted(told) and len(found) == len(self.c.scope), "scope")
        need(len(self.c.previous) == len(self.x.previous), "previous")
        for (before, void), told in zip((take(one, "context void") for one in self.c.previous), self.x.previous):
            name = self.th("document", b"application/vnd.expertpool.draw-void+json", canonical(void)).hex()
            need([name, void.seal_hash] == [told.void_record_hash, told.seal_hash], "previous", told.attempt)
            need(void.ctx == self.th("context", canonical(before)).hex(), "previous", told.attempt)
            kept = "bounds_root draw_id library_sha256 method pool reserves rules_sha256 scope seats"
            kept = "draw_id scope" if void.code == "objection" else kept
            need(all(before[field] == self.x[field] for field in kept.split()), "previous", told.attempt)

    # ---- [Rounds]
    def rounds(self):
        """Round by round what was removed, the seed, whom it draws, and the record of it; then what that is worth."""
        before, gone, name = [], set(), None
        self.every_round = self.x.dice is not None and self.x.dice.every_round is True
        for at, one in enumerate(self.c.rounds):
            take(one, "beacon dice panel recorded refutations removals reserves result reveals seed ticket")
            removed, listed = self.removed(at, one, before, name)
            need(type(one.panel) is type(one.reserves) is type(one.reveals) is list, "format", "round %d" % at)
            need(removed <= set(before) - gone and bool(removed) == (at > 0), "removals", "round %d" % at)
            gone |= removed
            seed = self.seed(at, one, listed)
            need(one.seed == seed.hex(), "seed", "round %d" % at)
            need(set(one.panel) <= set(self.inside), "panel", "not drawable")
            if at == 0 and self.c.table is not None:
                self.lottery(seed, one)
            else:
                self.queue(seed, one, [code for code in before if code not in removed], gone)
            self.reserves(seed, one) if at == 0 else need(one.reserves == [], "reserves", "round %d" % at)
            name, before, self.first = self.result(at, one), one.panel, self.first or seed
        proven = "M3" if self.x.beacon is not None and not self.late else "M2"
        proven = proven if self.committing else "M1" if self.sealed and self.every_round else "M0"
        need(self.c.assurance == self.x.assurance_planned == proven, "assurance", proven)

    def removed(self, at, one, before, result):
        """Who was removed before a round, and the hash of the list; its reasons stay with the restricted tier."""
        need(at > 0 or one.removals is None, "removals", at)
        if at == 0 or not self.open:
            return (set(before) - set(one.panel), take(one.removals, "document")[0]) if at else (set(), None)
        record, name, who = self.document(one.removals, "removals", "at removals reveal_by", round=at, result=result)
        known = {reason.code: set(reason.signers) for reason in self.x.reason_codes}
        codes, _, reasons = zip(*(take(each, "code evidence_sha256 reason") for each in record.removals))
        need(list(codes) == sorted(set(codes)), "removals", "twice")
        need(set(reasons) <= set(known), "removals", "reason")
        need(not self.sealed or all(known[reason] <= set(who.values()) for reason in reasons), "removals", "signers")
        if self.sealed:
            index, size, _ = self.entered(self.c.log["removals-%d" % at], "draw:removals:listed", record)
            need(self.last < index and size <= self.c.log["result-%d" % at].entry.seq, "log", "order")
            self.last = index
        return set(codes), name

    def seed(self, at, one, listed):
        """From every party's link, the dice, the public number and the removal list; for M0 from what was recorded."""
        kept, alone = at > 0 and self.x.replacement == "same-order", at == 0 and not self.sealed
        need((one.recorded is not None) == alone, "seed", "recorded")
        none = [one.dice, one.beacon, one.reveals] == [None, None, []]
        need(none or (self.sealed and not kept), "seed", "no ceremony")
        if alone:
            source, text, value = take(one.recorded, "source text value")
            need([source, type(text)] in (["text", str], ["system", type(None)]), "seed", "recorded")
            made = text is None or sha256(b"expertpool/training-seed/v1" + text.encode()).hex()
            need(made in (True, value), "seed", "recorded")
            return unhex(value, 32)
        if kept: return self.first
        digits, dice = self.thrown(at, one)
        links, names = self.links(at, one, {"dice": dice, "removals": listed}) if self.sealed else ([self.first], [])
        parts = [*links, digits.encode(), self.beacon(at, one, names).encode(), unhex(listed or "")]
        return self.th("seed", self.ctx, self.sealed, str(at).encode(), *parts)

    def thrown(self, at, one):
        """Digits and document of the dice of a round, thrown after the seal and read by two parties."""
        spec = self.x.dice if self.sealed and (at == 0 or self.every_round) else None
        need((one.dice is not None) == (spec is not None), "dice", "round %d" % at)
        if spec is None: return "", None
        record, name, who = self.document(one.dice, "dice", "at digits", round=at)
        form, least = {6: ("[1-6]", 26), 10: ("[0-9]", 20)}[spec.faces]
        need(least <= spec.count <= 400, "dice", "too few")
        need(len(who) > 1 and re.fullmatch("%s{%d}" % (form, spec.count), record.digits), "dice", "round %d" % at)
        return record.digits, name

    def links(self, at, one, seen):
        """Every party's link of a round, opened after dice and removal list, and part of the chain it committed to."""
        links, names = [], []
        need(len(one.reveals) == (len(self.parties) if self.committing else 0), "reveal", "missing")
        for party, envelope, promise in zip(self.parties, one.reveals, self.seal.commitments):
            source = parse(unbase64(envelope.payload), "reveal").source
            free = "at z openings" if source == "escrow" else "at z"
            record, name, who = self.document(envelope, "reveal", free, party=party, round=at, seen=seen, source=source)
            need(len(who) == 1 and (party in who) == (source == "party"), "reveal", party)
            link = z = unhex(record.z, 32)
            for _ in range(at): link = self.th("chain", link)
            need(self.th("commitment", self.ctx, party.encode(), link).hex() == promise.commitment, "reveal", party)
            if self.x.beacon is not None and at == 0 and source == "party":
                self.late = self.late or moment(record.at) > moment(self.x.beacon.known_after)
            self.notes += [("escrow", party)] if source == "escrow" else []
            links.append(z)
            names.append(name)
        return links, names

    def beacon(self, at, one, names):
        """The public number named in the context, read by two parties after every link of round 0 was opened."""
        spec = self.x.beacon if at == 0 else None
        need((one.beacon is not None) == (spec is not None), "beacon", "round %d" % at)
        if spec is None: return ""
        drand = spec.kind == "drand"
        issue, source = (str(spec.round), spec.chain) if drand else (spec.issue, spec.game)
        free, names = "at evidence_sha256 value", sorted(names)
        record, _, who = self.document(one.beacon, "beacon", free, kind=spec.kind, id=issue, seen=names)
        need(len(who) > 1 and (drand or 1 <= spec.digits <= 400), "beacon", "signers")
        need(re.fullmatch("[0-9a-f]{96}" if drand else "[0-9]{%d}" % spec.digits, record.value), "beacon", issue)
        self.notes.append(("beacon", "%s %s: %s" % (source, issue, record.value)))
        return sha256(unhex(record.value)).hex() if drand else record.value

    def result(self, at, one):
        """The record of a round, logged and cosigned before anybody was called; returns its document hash."""
        if not self.sealed: return need(one.result is None, "result")
        record, name, who = self.document(
            one.result, "result", "at", round=at, seed=one.seed, ticket=one.ticket and one.ticket.number,
            members=sorted(one.panel), reserves=one.reserves)
        need("office" in who.values(), "result", "signer")
        index, _, _ = self.entered(self.c.log["result-%d" % at], "draw:result:recorded", record)
        need(self.last < index, "log", "order")
        self.last = index
        return name

    # ---- [Receipt] [Ledger]
    def receipt(self, data):
        """A person's own place: the leaf opens to this name and these attributes, and stands in the sealed pool."""
        names = "attr_salt attrs expert_no id_salt name code context_hash draw_id format index path"
        *opening, code, ctx, draw_id, form, index, path = take(parse(data, "receipt"), names)
        need(form == "expertpool-draw-receipt/1", "receipt", "format")
        need([ctx, draw_id] == [self.ctx.hex(), self.x.draw_id], "receipt", "other draw")
        leaf, reason = self.person(*opening), opening[1].reason
        need(leaf.hex() == code, "receipt", "leaf")
        need(climb(self.make, leaf, index, self.x.pool.size, path).hex() == self.x.pool.root, "receipt", "path")
        drawn = [code in one.panel for one in self.c.rounds]
        place = "out" if reason is not None else "seated" if drawn[-1] else "removed" if any(drawn) else "drawable"
        self.notes.append((place, "%s (%s)" % (reason.clause, reason.rule) if place == "out" else opening[2]))

    def ledger(self, data):
        """The witness's copy of the log: it has the cosigned roots, and no seal of this scope that is not listed."""
        lines, own = data.splitlines(), self.c.log.seal.entry
        known = {item.entry.seq for item in [self.c.log.seal, *self.c.scope]}
        for size, root, _ in self.heads.values():
            need(size <= len(lines) and tree(sha256, lines[:size]) == root, "ledger", size)
        for entry in (parse(line, "ledger") for line in lines[:own.seq]):
            sealed = [entry.type, entry.scope] == [own.type, own.scope]
            need(not sealed or entry.seq in known, "ledger", "seal %d not listed" % entry.seq)
        later = [entry.type for entry in (parse(line, "ledger") for line in lines[self.last + 1:])
                 if entry.scope == own.scope and entry.type.startswith("draw:")]
        self.notes += [("later", ", ".join(sorted(set(later))))] if later else []

# ---- What is said --------------------------------------------------------------------------------------------------
TEXTS = {name: words for name, *words in (entry.split("|") for entry in re.split(r"\s*;\s*", """
format|格式不对|not in the format; signature|签名不真|a signature is not genuine; tree|散列树路径不对|a path in a hash tree is wrong;
trust|信任文件不成立，或密钥不在其中、角色不符、当时无效|the trust file fails, or a key is not in it, of another role, or was not valid;
context|抽取要件前后矛盾|the draw's context contradicts itself; pool|专家库与封存的根不符|the pool is not the one sealed;
bounds|规则界限与封存的不符|the bounds are not those sealed; groups|分组与专家属性不符|the groups do not follow from the people;
table|签表与封存的不符|the ticket table is not the one sealed; rules|违反规则界限|a bound is broken;
exchange|互换不保持规则，或机会不均|an exchange does not keep the bounds, or not evenly;
leximin|机会均等的对偶证明不成立|the proof that no lottery is fairer does not hold;
whole|整张签达不到机会上限，差距如示|whole panels do not reach the bound on chances, the gap being;
chances|所称机会与签表不符|the chances stated are not those of the table;
cell|公开内容涉及不足五人|something public covers fewer than five people;
ticket|签号或签行不对|the ticket is not the one the seed names; panel|名单不是种子抽出的|the panel is not the one the seed draws;
queue|顺延没有理由|somebody was passed over without a proof;
search|顺延须穷举，超出本程序的限度|passing over needs a search beyond this program's limit;
work|工作量超出本程序的限度|more work than this program does; sm3|本机 Python 没有 SM3|this Python has no SM3;
reserves|候补不对|the reserves are wrong; log|台账登记、顺序或见证不对|a ledger entry, its order or its witness is wrong;
ledger|见证方的台账与凭证不符|the witness's ledger differs; seal|封存记录不对|the seal is wrong;
commit|承诺书不对|a commitment is wrong; previous|前次抽取不符|an earlier attempt does not fit;
scope|同一评委会同一年度另有封存未列|another seal of this committee and year is not listed;
removals|移出名单不对|the removal list is wrong; seed|种子不对|the seed is wrong; dice|骰子记录不对|the dice are wrong;
reveal|揭示不符合承诺或顺序|an opened secret does not fit its commitment or came too early;
beacon|公共随机数不对|the public number is wrong; result|结果记录不对|the record of the result is wrong;
assurance|保证级别不实|the assurance level is not what was proven; receipt|回执与凭证不符|the receipt does not fit;
M0|训练：一台计算机上抽取，无法证明随机|training: drawn on one computer, NOT VERIFIABLE as random;
M1|封存后当众掷骰|public dice after the seal; M2|三方承诺并揭示|three parties committed and revealed;
M3|三方揭示加公共随机数|three parties, then a public number; +beacon|请与公布的结果比对|compare with what was published:;
+pinned|信任文件由读者提供，指纹|keys pinned by the reader's trust file, fingerprint;
+unpinned|密钥未经核对，请与纸面公布的指纹比对|keys not pinned: compare the fingerprint on paper;
+self|自签，签名人未经核对，密钥|self-signed: who signed is not known, key; +escrow|由托管开启|opened from escrow:;
+seated|回执：本人在专家库中，参加抽取，已入选|receipt: you took part in the draw and have a seat:;
+drawable|回执：本人在专家库中，参加抽取，本次未抽中|receipt: you took part in the draw, the lot fell on others:;
+later|见证方台账中，此后本评委会本年度还有登记，请索取最新凭证|the ledger has later entries of this committee and year:;
+removed|回执：本人曾抽中，后依名单移出|receipt: you were drawn, and removed by a list later:;
+out|回执：本人在专家库中，本次未列入抽取，原因|receipt: you are in the library but were left out of this draw, because of;
-names|姓名与未列入原因|names and reasons for leaving people out; -removals|移出原因与签字|reasons and signatures of removals;
-lottery|每张签合规、机会与对偶证明、不足五人的组内抽签|that all tickets keep the bounds, chances, their proof, lots in groups under five;
-queue|规则界限与每次顺延的理由|that the panel keeps the bounds and why people were passed over
""".strip()))}

def verdict(code, draw, findings, lang):
    """The lines to print: one verdict, then findings and notes; ``lang`` 0 is Chinese, 1 English."""
    head = [{0: ("通过", "VERIFIED"), 5: ("不符", "WRONG"), 6: ("未能证明", "NOT PROVEN")}[code][lang]]
    if draw:
        level, claimed = draw.c.assurance, "" if code == 0 else ("（凭证自称）", " (claimed)")[lang]
        head.append("%s %s%s: %s" % (("保证级别", "assurance")[lang], level, claimed, TEXTS[level][lang]))
        head.append((("公开版", "public tier"), ("内部版", "restricted tier"))[draw.open][lang])
        names = ["names", draw.x.method] + (["removals", "queue"] if len(draw.c.rounds) > 1 else [])
        hidden = ("；", "; ")[lang].join(TEXTS["-" + name][lang] for name in dict.fromkeys(names))
        closed = ("此处不能核验、须凭内部版核验", "not checked here, only the restricted certificate can")[lang] + ": " + hidden
        head += [] if draw.open else [closed]
    lines = ["- [%s] %s%s" % (name, TEXTS[name][lang], ": " + where if where else "") for name, where in findings]
    notes = ["  %s %s" % (TEXTS["+" + name][lang], where) for name, where in draw.notes] if draw else []
    return [" | ".join(head), *lines, *notes]

def examine(data, trust=None, receipt=None, log=None):
    """Exit code, the draw as far as it could be read, and the findings."""
    draw, faults = None, (ArithmeticError, LookupError, TypeError, ValueError, re.error)
    faults += AttributeError, MemoryError, RecursionError
    Work.left = WORK
    try:
        need(len(data) <= LONGEST, "format", "longer than %d bytes" % LONGEST)
        envelope = parse(data[:-1] if data.endswith(b"\n") else data, "envelope")
        content = parse(unbase64(envelope.payload), "payload")
        text = trust.decode() if trust is not None else content.trust
        made = Draw(content, Trust(text) if text is not None else None)
        need(content.assurance in ("M0", "M1", "M2", "M3"), "format", "assurance")
        draw = made
        draw.check(envelope)
        draw.notes.append(("pinned" if trust is not None else "unpinned", draw.trust.fingerprint) if draw.trust
                          else ("self", draw.signed[0].public))
        draw.receipt(receipt) if receipt is not None else None
        draw.ledger(log) if log is not None else None
    except Finding as found:
        return found.args[0], draw, [found.args[1:]]
    except faults as fault:
        return 5, draw, [("format", type(fault).__name__)]
    return 6 if draw.unproven else 0, draw, draw.unproven

def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("certificate")
    for name in ("trust", "receipt", "log"): parser.add_argument("--" + name)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    given = parser.parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        paths = given.certificate, given.trust, given.receipt, given.log
        files = [path and Path(path).read_bytes() for path in paths]
    except OSError as error:
        print("%s: %s" % (error.filename, error.strerror), file=sys.stderr)
        return 2
    code, draw, findings = examine(*files)
    print("\n".join(verdict(code, draw, findings, given.lang == "en")))
    return code

if __name__ == "__main__":
    sys.exit(main())
