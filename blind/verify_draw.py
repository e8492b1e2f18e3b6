#!/usr/bin/env python3
"""Checks the certificate of a draw offline, with this one file and Python 3.8 or later.

    python verify_draw.py certificate.json [--trust trust.json] [--receipt receipt.json] [--log log.jsonl] [--lang en]

Exit 0: all that this tier can prove is proven; 5: something is wrong; 6: not proven; 2: no such file or bad usage.
Read it downwards: bytes and shapes; signatures, trust file, ledger heads; then the draw in the order of ``check``.
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

LONGEST, WORK, SIGNATURE, SEARCH, DEEPEST, DIGITS, CELL = 64 << 20, 150_000_000, 80_000, 1_000_000, 150, 14_000, 5
MOST = (b"{", 300_000), (b"[", 4_000_000), (b'":', 1_000_000), (b",", 8_000_000)  # of 100,000 tickets with 33 seats
KINDS = "".join(unicodedata.category(chr(code))[0] for code in range(0x1e950))
MARKS = ["%c-%c" % (run.start(), run.end() - 1) for run in re.finditer("M+", KINDS)]  # combining marks, as ranges
NEAR = re.compile("[%s\U00010000-\U0001e94f]{31,}" % "".join(run for run in MARKS if run < "\U00010000"))  # quick
MARKS = re.compile("[%s]+" % "".join(MARKS))
class Finding(Exception):
    """A check that failed (5) or could not be finished (6): exit code, name of the check, and where."""
class Record(dict):
    """A record of JSON; its fields read as attributes."""
    __getattr__ = dict.__getitem__
class Work:
    """Steps left to this examination; every check costs one, and what takes longer says how many."""
    left = WORK

def need(holds, check, where="", code=5, steps=1):
    Work.left -= steps
    if not holds: raise Finding(code, check, str(where)[:100])
    if Work.left < 0: raise Finding(6, "work", "")
def spend(steps): need(True, "work", steps=steps)
# ---- [Bytes] -------------------------------------------------------------------------------------------------------
def sha256(data): return hashlib.sha256(data).digest()
def framed(name, *parts):
    return b"".join(len(part).to_bytes(4, "big") + part for part in (b"expertpool/%b/v1" % name.encode(), *parts))
def canonical(value): return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def ratio(value): return "%d/%d" % (value.numerator, value.denominator)
def media(kind): return "application/vnd.expertpool.%s+json" % kind
def ascends(names): return names == sorted(set(names))
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
    need(index < size and bool(path) == (size > 1), "tree", index)
    if size == 1: return make(b"\0" + leaf)
    half, beside = 1 << (size - 1).bit_length() - 1, unhex(path[-1])
    if index < half: return make(b"\1" + climb(make, leaf, index, half, path[:-1]) + beside)
    return make(b"\1" + beside + climb(make, leaf, index - half, size - half, path[:-1]))
def unhex(text, size=32):
    need(re.fullmatch("[0-9a-f]{%d}" % (2 * size), text), "format", "hex")
    return bytes.fromhex(text)
def contents(path):
    with Path(path).open("rb") as file: return file.read(LONGEST + 1)
def unbase64(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "format", "base64")
    return data
def moment(text):
    need(re.fullmatch("[0-9]{4}(-[0-9]{2}){2}T([0-9]{2}:){2}[0-9]{2}[+-][0-9]{2}:[0-9]{2}", text), "format", "time")
    return datetime.fromisoformat(text).timestamp()
def whole(text, digits=16):
    """The number that a short text holds; floats and their like are refused."""
    fits = re.fullmatch("0|-?[1-9][0-9]{0,%d}" % (digits - 1), text)
    need(fits and (digits > 16 or abs(int(text)) < 1 << 53), "format", "number " + text[:20])
    return int(text)
def depth(level):
    """How many levels of lists and records, these with ASCII keys, stand in one another, from those of a level on."""
    need(all(key.isascii() for one in level if type(one) is Record for key in one), "format", "key")
    inner = [x for one in level for x in (one.values() if type(one) is Record else one) if type(x) in (Record, list)]
    return 1 + depth(inner) if level else 0
def parse(data, shape, what=None):
    """The value of canonical JSON of this shape; bytes that differ from it are refused."""
    few = all(data.count(sign) <= (200 if shape == "envelope" else most) for sign, most in MOST)  # before costly work
    need(few and (what != "payload" or data.startswith(b'{"assurance":')), "format", what or shape)
    text, number = data.decode(), lambda digits: int(digits) if len(digits) < 16 else whole(digits)
    short = all(len(run) < 31 for near in NEAR.findall(text) for run in MARKS.findall(near))
    need(short and unicodedata.is_normalized("NFC", text), "format", what or shape)
    value = json.loads(text, object_pairs_hook=Record, parse_constant=whole, parse_float=whole, parse_int=number)
    need(canonical(value) == data and depth([[value]]) <= 33, "format", what or shape)
    return fit(value, shape)

def lots(seed, names, what):
    """The names in the order of their lots: HMAC under the seed, which favours no name and no place in a list."""
    tag = b"expertpool/%b/v1" % what.encode()
    return sorted(names, key=lambda name: (hmac.digest(seed, tag + name.encode(), "sha256"), name))
def below(seed, limit, what):
    """A number under ``limit``, none favoured: the first block of 256 bits under the last whole multiple of it."""
    for counter in range(1000):
        block = hmac.digest(seed, b"expertpool/%b" % what.encode() + counter.to_bytes(8, "big"), "sha256")
        if int.from_bytes(block, "big") < 2**256 // limit * limit: return int.from_bytes(block, "big") % limit

# Every record and its fields. After a colon: n a natural, ? null or, [] a list of, {} a record of, | one of these
# records, = one of these texts, / on the restricted and on the public tier. What has no colon is read with care later.
SHAPES = {name: dict((field + ":any").split(":")[:2] for field in fields.split()) for name, fields in (
    record.split(" = ") for record in re.split(r"\s*;\s*", """
envelope = payload:text payloadType signatures:[signature]; signature = keyid:text sig:text;
chain = format versions:[envelope]; trust = format previous roles:{role} since:n version:n;
role = keys:[key] threshold:n; key = alg:text from_index:n holder:text public:text to_index:?n;
certificate = assurance:=M0,M1,M2,M3 bounds:[bound]/[shown|leaf] cliques:[clique]/null commits:[envelope]
  context:context fairness:?proof|season/null format:=expertpool-draw-certificate/1 log:{logged} pool:[person]/[closed]
  previous:[attempt] rounds:[round] scope:[listed] seal signer:?signer table:?table/?shut tier:=restricted,public
  trust:?text; signer = alg:text public:text; column = context:context index:n path:[any];
context = assurance_planned attempt:n beacon:?lottery|drand bounds_root deadlines:?deadlines decision dice:?throws
  draw_id format:=expertpool-draw-context/1 hash:=sha256,sm3 library_sha256 method:=lottery,queue other_seals:[text]
  parties:[party] pool:size previous:[earlier] reason_codes:[any] replacement reserves:n rounds:n rules_sha256
  scope:scope seats:n table:?roots tickets:?n trust_version versions;
party = id:text role:text seal_key sign_key_id:text; lottery = digits:n game issue kind known_after;
drand = chain kind known_after public_key round:n; deadlines = objection_until reveal_by;
throws = count:n every_round faces:n; size = in_count:n out_by_rule:{n} root size:n;
earlier = attempt:n seal_hash void_record_hash; scope = committee:text filing level purpose series year:n;
roots = groups_root symmetry_hash table_root table_seed;
person = attr_salt attrs:attrs expert_no:text id_salt name:text; attrs = bounds:[text] reason:?reason;
reason = clause rule:text; closed = attr_part id_part in:flag; leaf = leaf;
bound = clause code:text high:n kind label:text low:n rule salt;
shown = clause code:text high:n kind label_part low:n rule; clique = code:text people:[text];
table = groups:[group] rows:[ticket] symmetry:symmetry; shut = groups:[group|leaf] symmetry:?symmetry;
group = codes:[text] count:n moves:flag salt; symmetry = classes:[class] salt; class = blocks:[[n]] turns:[[n]];
ticket = row:[[n]] salt; proof = chances levels:[level] pair proved:flag whole:flag;
level = per_seat:text value weights:{text}; season = bound:text chances committees:n least:text pair record:text;
points = per_seat:text weights:{text}; logged = checkpoint:text entry:entry inclusion:[any] salt;
entry = actor body_hash scope seq:n t type:text v:n; listed = checkpoint:text entry:entry inclusion:[any] salt seal;
attempt = context void; named = document;
round = beacon:?envelope dice:?envelope panel:[text] recorded:?recorded refutations:?{points} removals:?envelope/?named
  reserves:[text] result:?envelope reveals:[envelope] seed ticket:?drawn; recorded = source text value;
drawn = number:n path:[any] row:[[n]] salt; code = code signers; removal = code:text evidence_sha256 reason:text;
receipt = attr_salt attrs:attrs code context_hash draw_id expert_no:text format id_salt index:n name:text path:[any];
commit = checked commitment ctx escrow escrows_checked format party statement;
dice = at ctx digits format round seal_hash; reveal = at ctx format party round seal_hash seen source z;
opening = at ctx format openings party round seal_hash seen source:=escrow z;
beacon = at ctx evidence_sha256 format id kind seal_hash seen value;
removals = at ctx format removals:[removal] result reveal_by round seal_hash;
result = at ctx format members reserves round seal_hash seed ticket
""".strip()))}
SHAPES["joined"] = {**SHAPES["certificate"], "season": "column"}  # of a committee in a season's ceremony
TYPES = {"flag": bool, "null": type(None), "text": str, "n": int}

def fit(value, shape, closed=False):
    """The value, if it is of this shape, which may be another one where the certificate is ``closed`` (public)."""
    shape = shape if "=" in shape else shape.split("/")[-1 if closed else 0]
    kind, items = shape.lstrip("?"), []
    if kind == "any" or (kind != shape and value is None): return value
    if kind[0] == "=": sound = value in kind[1:].split(",")
    elif kind in TYPES: sound = type(value) is TYPES[kind] and (kind != "n" or value >= 0)
    elif kind[0] in "[{":
        sound = type(value) is (list if kind[0] == "[" else Record)
        items = [(one, kind[1:-1]) for one in (value if kind[0] == "[" else value.values())] if sound else []
    else:
        known = [SHAPES[name] for name in kind.split("|")] if type(value) is Record else []
        sound = [fields for fields in known if fields.keys() == value.keys()]
        items = [(value[name], field) for name, field in sound[0].items()] if sound else []
    need(sound, "format", shape)
    for one, inner in items: fit(one, inner, closed)
    return value

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

def raw(key): return unhex(key.public, len(key.public) // 2)
def key_id(key): return sha256(framed("key-id", key.alg.encode(), raw(key))).hex()
def active(key, index): return key.from_index <= index and (key.to_index is None or index < key.to_index)

def opened(envelope, kind, keys):
    """Payload and signing keys of a DSSE envelope; every signature in it must be genuine and by one of ``keys``."""
    body, kind, names = unbase64(envelope.payload), media(kind), [one.keyid for one in envelope.signatures]
    need(envelope.payloadType == kind and ascends(names) and len(names) <= 16, "format", kind)
    message = b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(body), body)
    for one in envelope.signatures:
        need(one.keyid in keys and keys[one.keyid].alg == "ed25519", "trust", kind)
        need(genuine(raw(keys[one.keyid]), message, unbase64(one.sig)), "signature", kind, steps=SIGNATURE)
    return body, names

class Trust:
    """Keys by id with their roles, from the last version; people compare ``fingerprint``, of the first, on paper."""
    def __init__(self, text):
        chain, before, names = parse(text.encode(), "chain", "trust"), None, [None]
        need(chain.format == "expertpool-trust-chain/1" and 0 < len(chain.versions) <= 50, "trust", "versions")
        for number, envelope in enumerate(chain.versions, 1):
            body = unbase64(envelope.payload)
            one = parse(body, "trust")
            need([one.format, one.version, one.previous] == ["expertpool-trust/1", number, names[-1]], "trust", number)
            root = (before or one).roles.root
            keys = {key_id(key): key for key in root["keys"] if active(key, one.since)}
            signed = {keys[name].holder for name in opened(envelope, "trust", keys)[1]}
            need(len(signed) >= max(2, root.threshold), "trust", number)
            before = one
            names.append(sha256(framed("trust", body)).hex())
        listed = [(key_id(key), Record(key, role=role)) for role, held in one.roles.items() for key in held["keys"]]
        self.keys, self.fingerprint, self.count = dict(listed), names[1], len(chain.versions)
        self.witnesses = max(1, one.roles.witness.threshold) if "witness" in one.roles else 1
        need(len(self.keys) == len(listed), "trust", "key twice")

    def head(self, text):
        """Size and root of a checkpoint that the log signed and enough witnesses cosigned, and their first second."""
        note, seen = re.fullmatch("((.*)\n(.*)\n(.*)\n)\n((?:\u2014 [^ \n]* [^ \n]*\n){1,9})", text), {}
        need(note, "log", "checkpoint")
        body, origin, size, root, lines = note.groups()
        for _, name, value in (line.split(" ") for line in lines[:-1].split("\n")):
            data, seconds = unbase64(value), int.from_bytes(unbase64(value)[4:-64], "big")
            role, mark = {68: ("log", b"\1"), 76: ("witness", b"\4")}.get(len(data), (None, b""))
            need((role, name) not in seen, "log", "checkpoint", steps=SIGNATURE + 20 * len(self.keys))
            message = (body if role == "log" else "cosignature/v1\ntime %d\n%s" % (seconds, body)).encode()
            keys = [raw(key) for key in self.keys.values() if active(key, whole(size))
                    and (key.role, key.holder, key.alg) == (role, name, "ed25519")]
            need(any(data[:4] == sha256(name.encode() + b"\n" + mark + key)[:4] and genuine(key, message, data[-64:])
                     for key in keys), "log", "signature of " + name)
            seen[role, name] = seconds
        times = [seconds for (role, _), seconds in seen.items() if role == "witness"]
        need(("log", origin) in seen and len(times) >= self.witnesses, "log", "not cosigned")
        return whole(size), unbase64(root).hex(), min(times)

# ---- The draw: each method proves one part and leaves what later ones need -----------------------------------------
class Draw:
    def __init__(self, content, trust):
        """The context ``x`` (and the ceremony's, ``y``: a season's or the same), and that nothing contradicts it."""
        self.open, self.trust, self.unproven, self.notes, self.heads = content.tier == "restricted", trust, [], [], {}
        self.last, self.waits, self.late, self.nodes = -1, 0, False, SEARCH
        self.c = c = fit(content, "certificate|joined", not self.open)
        self.x, self.seal, self.seats, x = c.context, c.seal, c.context.seats, c.context
        self.y, self.of_season = y, of_season = (c.season.context, True) if "season" in c else (x, False)
        self.make, self.draw_id = sm3 if x.hash == "sm3" else sha256, unhex(x.draw_id, 16)
        self.own, self.ctx = self.th("context", canonical(x)), self.th("context", canonical(y))
        self.sealed = self.th("seal", canonical(c.seal)) if c.seal is not None else b""
        self.parties, roles = [one.id for one in y.parties], sorted(one.role for one in y.parties)
        known, lottery = {"hrss", "inspector", "office"}, x.method == "lottery"
        need(ascends(self.parties) and ascends(roles) and known.issuperset(roles), "context", "parties")
        need(x.attempt and x.seats and x.replacement in ("queue", "same-order"), "context", "numbers")
        need(0 < len(c.rounds) <= x.rounds + 1 <= 65, "context", "rounds")
        need([one.attempt for one in y.previous] == list(range(1, y.attempt)), "context", "previous")
        need([x.table is not None, c.table is not None, bool(x.tickets)] == [lottery] * 3, "context", "table")
        self.joint = c.fairness is not None and "record" in c.fairness  # a season's: its tickets name everybody
        need(of_season is (self.joint and self.sealed > b"") if self.open else self.sealed or not of_season, "format")
        need((c.fairness is not None) == (self.open and lottery) and (c.trust is None) != (c.signer is None), "format")
        need(fit(y.trust_version, "n") <= trust.count if trust else c.seal is None, "trust", "missing or too old")

    def th(self, name, *parts): return self.make(framed(name, *parts))
    def document_hash(self, what, body): return self.th("document", media("draw-" + what).encode(), body).hex()
    def rooted(self, leaves, root, check): need(tree(self.make, leaves) == root, check, "root")

    def check(self, envelope):
        """The certificate's own signature (by the office's or its reports' key; in M0 by its own), then all it says."""
        keys = self.trust.keys if self.trust else {key_id(self.c.signer): Record(self.c.signer, role="office")}
        keys = {name: key for name, key in keys.items() if key.role in ("office", "report")}
        self.signed = [keys[name] for name in opened(envelope, "draw-certificate", keys)[1]]
        need(self.signed, "signature", "none")
        for part in (self.column, self.pool, self.bounds, self.table, self.ceremony, self.rounds): part()
        need(not self.sealed or all(active(key, self.last) for key in self.signed), "trust", "certificate")

    def column(self):
        """The committee is one that its season sealed: its own context is a leaf, its tickets are the season's."""
        if not self.of_season: return
        x, y, at, told = self.x, self.y, self.c.season, self.c.fairness
        need(climb(self.make, self.own, at.index, y.pool.size, at.path).hex() == y.pool.root, "column", at.index)
        same = all(x[name] == y[name] for name in ("hash", "library_sha256", "method", "reserves", "tickets"))
        need(same and x.table.table_seed == y.table.table_seed and y.scope.level == "season", "column", "tickets")
        record = told is None or [told.committees, told.record] == [y.seats, y.table.table_root]
        need(record and y.pool.size == y.seats and len(self.c.rounds) == 1, "column", "record")

    # ---- [Pool] [Bounds] [Groups]
    def person(self, one):
        """The leaf of a person, from what opens it or from its closed halves."""
        if "in" in one: return self.th("leaf", bytes([one["in"]]), unhex(one.id_part), unhex(one.attr_part))
        name = self.th("id", self.draw_id, one.expert_no.encode(), one.name.encode(), unhex(one.id_salt))
        attrs = self.th("attr", self.draw_id, canonical(one.attrs), unhex(one.attr_salt, 16))
        return self.th("leaf", b"\0" if one.attrs.reason else b"\1", name, attrs)

    def pool(self):
        """Everybody of the library is a leaf of the sealed tree: the drawable, and those left out, with reasons."""
        x, people, told, out = self.x.pool, self.c.pool, self.x.pool.out_by_rule, Counter()
        codes = [self.person(one).hex() for one in people]
        need(ascends(codes), "pool", "order")
        self.rooted(map(bytes.fromhex, codes), x.root, "pool")
        for one in people if self.open else []:
            held, reason = one.attrs.bounds, one.attrs.reason
            need(ascends(held) and not (reason and held), "pool", one.expert_no)
            out.update([reason.rule] if reason else [])
        need(not self.open or len({one.expert_no for one in people}) == len(people), "pool", "twice")
        self.inside = {code: one.attrs.bounds if self.open else [] for code, one in zip(codes, people)
                       if (not one.attrs.reason if self.open else one["in"])}
        need([len(codes), len(self.inside)] == [x.size, x.in_count], "pool", "size")
        need(all(count >= CELL for count in told.values()), "cell", "out_by_rule")
        need(x.size - x.in_count in ([sum(told.values())] if told else range(CELL)), "pool", "out_by_rule")
        need(not self.open or all(out[rule] == told[rule] for rule in told if rule != "other"), "pool", "out_by_rule")

    def bounds(self):
        """The bounds are those sealed; (restricted) the groups follow from whom they count."""
        def leaf(one):
            if "leaf" in one: return unhex(one.leaf)  # a bound over fewer than five people
            label = self.th("label", one.label.encode(), unhex(one.salt, 16)) if self.open else unhex(one.label_part)
            need(one.kind in ("count", "pair"), "bounds", one.code)
            record = {name: one[name] for name in ("clause", "code", "high", "kind", "low", "rule")}
            return self.th("bound", canonical(record), label)
        need(ascends([one.code for one in self.c.bounds if "code" in one]), "bounds", "order")
        self.rooted(map(leaf, self.c.bounds), self.x.bounds_root, "bounds")
        if self.open: self.group()

    def group(self):
        """Groups: people whom no bound tells apart (those in a pair stand alone). Rows: the bounds over groups."""
        people, groups = {one.code: [] for one in self.c.bounds}, {}
        pairs = {one.code for one in self.c.bounds if one.kind == "pair"}
        for code, held in self.inside.items():
            groups.setdefault(code if self.joint or pairs.intersection(held) else tuple(held), []).append(code)
            need(people.keys() >= set(held), "bounds", code)
            for name in held: people[name].append(code)
        self.groups = sorted(groups.values())
        self.group_of = {code: at for at, codes in enumerate(self.groups) for code in codes}
        self.sizes, self.rows_of, self.terms = [len(codes) for codes in self.groups], [set() for _ in self.groups], {}
        for at, one in enumerate(self.c.bounds):
            need(one.kind == "count" or (one.low, one.high, len(people[one.code])) == (0, 1, 2), "bounds", one.code)
            self.terms[one.code] = sorted({self.group_of[code] for code in people[one.code]}), one.low, one.high
            for index in self.terms[one.code][0]: self.rows_of[index].add(at)
        self.rows, apart = list(self.terms.values()), {tuple(people[name]) for name in pairs}
        self.asking = [at for at, (_, low, _) in enumerate(self.rows) if low]
        for one in self.c.cliques:
            need(one.code not in self.terms and ascends(one.people), "bounds", one.code, steps=len(one.people)**2)
            need(all(pair in apart for pair in combinations(one.people, 2)), "bounds", one.code)
            self.terms[one.code] = [self.group_of[code] for code in one.people], 0, 1

    def keeps(self, counts):
        """Whether [group, seats] pairs are a full panel that keeps every bound."""
        have, total, last = dict.fromkeys(self.asking, 0), 0, -1
        for at, count in counts:
            if not (last < at < len(self.groups) and 0 < count <= self.sizes[at]): return False
            total, last = total + count, at
            for row in self.rows_of[at]: have[row] = have.get(row, 0) + count
        return total == self.seats and all(self.rows[at][1] <= count <= self.rows[at][2] for at, count in have.items())

    # ---- [Table] [Exchanges] [Fairness]
    def ticket(self, number, one):
        """The leaf of a ticket."""
        return self.th("ticket-row", number.to_bytes(4, "big"), canonical(one.row), unhex(one.salt, 16))

    def table(self):
        """Groups and exchanges are those sealed; (restricted) so are the tickets, and every one keeps every bound."""
        if self.c.table is None: return
        table, leaves, self.shown, moving, symmetry = self.c.table, [], {}, [], self.c.table.symmetry
        for at, one in enumerate(table.groups):
            if "leaf" in one:  # a group of fewer than five people
                leaves.append(unhex(one.leaf))
                continue
            need(self.open or len(one.codes) >= CELL, "cell", "group %d" % at)
            record = {"codes": one.codes, "count": one.count, "index": at, "moves": one.moves}
            leaves.append(self.th("group", canonical(record), unhex(one.salt, 16)))
            moving += [at] if one.moves else []
            self.shown.update({at: one.codes} if symmetry or not one.moves else {})
        self.rooted(leaves, self.x.table.groups_root, "groups")
        codes = [code for codes in self.shown.values() for code in codes]
        self.known, self.classes = set(codes), symmetry.classes if symmetry else []
        need(len(self.known) == len(codes) and self.known <= set(self.inside), "groups", "codes")
        need(not self.open or list(self.shown.values()) == self.groups, "groups", "people")
        if symmetry: self.exchanges(symmetry, moving)
        if self.open: self.tickets()

    def tickets(self):
        """Every ticket is sealed and keeps every bound; then what all of them promise."""
        table, told, self.counts = self.c.table, self.c.fairness, Counter(dict.fromkeys(range(len(self.groups)), 0))
        for number, one in enumerate(table.rows):
            need(self.keeps(one.row), "rules", "ticket %d" % number)
            self.counts.update(dict(one.row))
        need(len(table.rows) == self.x.tickets, "table", "size")
        self.rooted((self.ticket(at, one) for at, one in enumerate(table.rows)), self.x.table.table_root, "table")
        need([one.count for one in table.groups] == list(self.counts.values()), "table", "count")
        chance = self.chances()
        self.season() if self.joint else self.fairness(min(chance))
        need(told.chances == {"highest": ratio(max(chance)), "lowest": ratio(min(chance))}, "chances", "stated")
        need(canonical(told.pair) == canonical(self.likeliest()), "chances", "pair")

    def exchanges(self, symmetry, moving):
        """Blocks and turns are those sealed; (restricted) each carries rows onto rows alike, and its lot is even."""
        made = self.th("symmetry", canonical(symmetry.classes), unhex(symmetry.salt, 16)).hex()
        need(made == self.x.table.symmetry_hash, "exchange", "hash")
        need(moving == sorted(at for one in self.classes for block in one.blocks for at in block), "exchange", "moves")
        have = {(tuple(groups), *ends) for groups, *ends in self.rows} if self.open else ()
        for blocks, turns in ((one.blocks, one.turns) for one in self.classes):
            first, still = blocks[0], list(range(len(blocks[0])))
            need(first and all(len(block) == len(first) for block in blocks), "exchange", "blocks")
            need(turns[0] == still and all(sorted(turn) == still for turn in turns), "exchange", "turns")
            if not self.open: continue
            moves = [{first[at]: first[to] for at, to in enumerate(turn)} for turn in turns[1:]]
            moves += [{**dict(zip(first, block)), **dict(zip(block, first))} for block in blocks[1:]]
            for move in moves:
                touched = set().union(*(self.rows_of[old] ^ self.rows_of[new] for old, new in move.items()))
                spend(len(move) + sum(len(self.rows[at][0]) for at in touched))
                images = {(tuple(sorted(move.get(group, group) for group in groups)), *ends)
                          for groups, *ends in (self.rows[at] for at in touched)}
                sizes = all(self.sizes[old] == self.sizes[new] for old, new in move.items())
                need(sizes and images <= have, "exchange", sorted(move))
            reach = [Counter(turn[at] for turn in turns) for at in still]
            spend(sum(len(one)**2 for one in reach))
            even = (len(set(one.values())) == 1 and all(reach[to] == one for to in one) for one in reach)
            need(all(even), "exchange", "turns")

    def points(self, why):
        """Points of each group's members for one more seat, and the most points a panel can hold (weights on rows)."""
        each, extra = whole(why.per_seat, 1000), Counter()
        budget = each * self.seats
        for name, text in why.weights.items():
            need(name in self.terms, "bounds", name)
            weight, (groups, low, high) = whole(text, 1000), self.terms[name]
            budget += weight * (high if weight > 0 else low)
            extra.update(dict.fromkeys(groups, weight))
            spend(len(groups))
        return [each + extra[at] for at in range(len(self.groups))], budget

    def fairness(self, lowest):
        """The dual proof level by level (weak duality), and the table within one ticket of it."""
        proof, total, values = self.c.fairness, self.x.tickets, [Fraction(1)]
        level = [0] * len(self.sizes)  # level 0: they sit for certain
        def weighted(counts):
            """The sum of the levels' values by how often each counts, as far as its digits stay within reason."""
            found = Fraction(0)
            for at, count in counts.items():
                found += count * values[at]
                spend(20 + found.denominator.bit_length()**2 // 10_000)
            return found
        for number, step in enumerate(proof.levels, 1):
            points, budget = self.points(step)
            worth, spent = [each * size for each, size in zip(points, self.sizes)], Counter()
            settled = [at for at, most in enumerate(worth) if most > 0 == level[at]]
            for at, most in enumerate(worth): spent[level[at]] += most
            shared = sum(worth[at] for at in settled)
            need(shared, "leximin", "level %d" % number, steps=len(worth))
            value = (budget + shared - weighted(spent)) / shared
            values.append(value)
            need(max(abs(value.numerator), value.denominator).bit_length() < DIGITS, "leximin", "digits")
            need(step.value == ratio(value) == ratio(max(values[1:])), "leximin", "level %d" % number)
            for at in settled: level[at] = number
        closed = max(values) <= 1
        for groups, low, high in [*self.terms.values(), (range(len(self.sizes)), self.seats, self.seats)]:
            people = Counter()
            for at in groups: people[level[at]] += self.sizes[at]
            closed = closed and low <= weighted(people) <= high
        alike = set(zip(self.counts.values(), self.sizes, level))
        met = all(abs(count - total * size * values[step]) < 1 for count, size, step in alike)
        need(proof.proved is closed, "leximin", "proved")
        need(met or not proof.whole, "leximin", "counts")
        gap = [("whole", ratio((values[1:] or values)[0] - lowest))]
        self.unproven += [("leximin", "")] if not closed else gap if not met else []

    def season(self):
        """What the season promises is told, and proven by the record named, not here."""
        told = self.c.fairness
        for text in (told.least, told.bound):
            need(re.fullmatch("[0-9]{1,40}/[1-9][0-9]{0,39}", text), "format", "season")
            need(ratio(Fraction(text)) == text, "chances", "season")
        need(Fraction(told.least) <= Fraction(told.bound) and unhex(told.record), "chances", "season")
        need(told.committees and not self.classes, "exchange", "season")
        self.notes.append(("season", "%s ≤ %s, %s" % (told.least, told.bound, told.record)))

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
        for row in (one.row for one in self.c.table.rows):
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
        ticket, goes, panel, drawn, hidden = one.ticket, {}, one.panel, set(), 0
        need(ticket.number == below(seed, self.x.tickets, "ticket/v1"), "ticket", ticket.number)
        root = climb(self.make, self.ticket(ticket.number, ticket), ticket.number, self.x.tickets, ticket.path)
        need(root.hex() == self.x.table.table_root, "ticket", "row")
        for blocks, turns in ((each.blocks, each.turns) for each in self.classes):
            by_head = {self.shown[block[0]][0]: block for block in blocks}
            for head, goal in zip(sorted(by_head), lots(seed, by_head, "block")):
                turn = turns[below(seed, len(turns), "turn/v1" + head)]
                for at, group in enumerate(by_head[head]):
                    goes.update(zip(self.shown[group], self.shown[by_head[goal][turn[at]]]))
        for group, count in ticket.row:
            drawn |= {goes.get(code, code) for code in lots(seed, self.shown.get(group, []), "member")[:count]}
            hidden += 0 if group in self.shown else count
        rest = set(panel) - drawn
        need(len(set(panel)) == len(panel) == self.seats == sum(count for _, count in ticket.row), "panel", "seats")
        need(drawn <= set(panel) and len(rest) == hidden and not rest & self.known, "panel", "members")
        need(panel == lots(seed, panel, "seat") and one.refutations is None, "panel", "order")

    def queue(self, seed, one, seated, barred):
        """Confirmed members, then by queue number whoever leaves the panel completable; those passed are refuted."""
        spend(40 * len(self.inside))
        panel, new, free = one.panel, set(one.panel[len(seated):]), self.seats - len(seated)
        order = lots(seed, set(self.inside).difference(barred, seated), "queue")
        need(panel == seated + [code for code in order if code in new] and len(panel) == self.seats, "panel", "order")
        need(self.open == (one.refutations is not None) and one.ticket is None, "queue", "refutations")
        if not self.open: return
        left, closed, taken = dict(one.refutations), set(), Counter(self.group_of[code] for code in seated)
        most = Counter(self.group_of[code] for code in self.inside if code not in barred)
        for code, group in ((code, self.group_of[code]) for code in order):
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
        if why != {"per_seat": "0", "weights": {}}:
            points, budget = self.points(why)
            least = sum(each * (taken[at] if each > 0 else most[at]) for at, each in enumerate(points))
            return need(max(0, points[group]) + least > budget, "queue", code, steps=len(points))
        rows, taken = [*self.rows, (range(len(self.groups)), self.seats, self.seats)], taken + Counter([group])
        free = sorted((at for at in most if most[at] > taken[at]), key=lambda at: -len(self.rows_of[at]))
        def completable(free, have):
            """Whether these groups can fill what these seats leave, all rows kept."""
            room = {**have, **{at: most[at] for at in free}}
            self.nodes -= sum(len(row[0]) for row in rows)
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
    def entered(self, item, kind, record, listed=False):
        """Index of the ledger entry about a record, size of the cosigned head that holds it, when it was witnessed."""
        entry, text = item.entry, item.checkpoint
        self.heads[text] = size, root, seconds = self.heads.get(text) or self.trust.head(text)
        body_hash = sha256(framed("body", unhex(item.salt), canonical(record))).hex()
        need([entry.v, entry.type, entry.body_hash] == [1, kind, body_hash], "log", kind)
        need(entry.scope == self.scopes[0] or (listed and entry.scope in self.scopes), "log", "scope")
        need(climb(sha256, canonical(entry), entry.seq, size, item.inclusion).hex() == root, "log", kind)
        return entry.seq, size, seconds

    def logged(self, stem, kind, record):
        """When an entry was witnessed that follows all before it; seal and removals were so before the next entry."""
        index, size, seconds = self.entered(self.c.log[stem], kind, record)
        need(self.last < index and self.waits <= index, "log", "order of " + stem)
        self.last, self.waits = index, 0 if kind == "draw:result:recorded" else size
        return seconds

    def document(self, envelope, what, **told):
        """Record, hash and signers of a document of the parties that says what is told, and names this draw."""
        keys = {one.sign_key_id: self.trust.keys[one.sign_key_id] for one in self.y.parties}
        body, signed = opened(envelope, "draw-" + what, keys)
        record = parse(body, "reveal|opening" if what == "reveal" else what)
        told.update(ctx=self.ctx.hex(), format="expertpool-draw-%s/1" % what)
        told.update({} if what == "commit" else {"seal_hash": self.sealed.hex() or None})
        for name, value in told.items(): need(canonical(record[name]) == canonical(value), what, name)
        signers = {one.id: one.role for one in self.y.parties if one.sign_key_id in signed}
        return record, self.document_hash(what, body), signers

    def ceremony(self):
        """Who takes part, their commitments in the seal, the seal cosigned in the log before anything came of it."""
        x, c, log, seal = self.y, self.c, self.c.log, self.seal
        self.scopes = ["%s/%d" % (one.scope.committee, one.scope.year) for one in (x, self.x)]
        self.committing = seal is not None and seal.commitments != []
        if seal is None:
            empty = not (log or x.parties or c.commits or c.scope or c.previous)
            return need(empty and x.beacon is x.deadlines is x.dice is None, "seal", "missing")
        later = range(1, len(c.rounds) if self.open else 0)
        entries = {"seal", *("result-%d" % at for at in range(len(c.rounds))), *("removals-%d" % at for at in later)}
        need(set(log) == entries, "log", "entries")
        seconds = self.logged("seal", "draw:ceremony:sealed", seal)
        need(seconds >= moment(x.deadlines.objection_until), "seal", "objection_until")
        self.late = x.beacon is not None and seconds > moment(x.beacon.known_after)
        for one in x.parties:
            key = self.trust.keys.get(one.sign_key_id)
            need(key and key.role == one.role and active(key, self.last), "trust", one.id)
        need(not (self.committing or c.commits) or len(x.parties) == len(c.commits) == 3, "seal", "parties")
        commitments, escrows = [], []
        for party, envelope in zip(self.parties, c.commits):
            record, name, who = self.document(envelope, "commit", party=party, checked=["pool", "rules", "table_seed"],
                                              statement="checked-against-filed-library/1")
            need(list(who) == [party], "commit", party)
            commitments.append({"commitment": record.commitment, "document": name, "party": party})
            escrows.append({"document": record.escrow, "party": party})
        made = {"at": seal.at, "commitments": commitments, "ctx": self.ctx.hex(), "escrows": escrows}
        need(seal == {**made, "format": "expertpool-draw-seal/1"}, "seal", "commitments")
        self.earlier()

    def earlier(self):
        """Every other seal of this committee and year is listed; voided attempts had the same pool and rules."""
        x, found = self.y, [self.th("seal", canonical(one.seal)).hex() for one in self.c.scope
                            if self.entered(one, "draw:ceremony:sealed", one.seal, True)[0] < self.last]
        told = [one.seal_hash for one in x.previous if one.seal_hash] + x.other_seals
        need(set(found) <= set(told) if self.of_season else sorted(found) == sorted(told), "scope")
        need(len(found) == len(self.c.scope) and len(self.c.previous) == len(x.previous), "scope")
        for (before, void), told in zip(((one.context, one.void) for one in self.c.previous), x.previous):
            made = [self.document_hash("void", canonical(void)), void.seal_hash, void.ctx]
            known = [told.void_record_hash, told.seal_hash, self.th("context", canonical(before)).hex()]
            kept = "bounds_root draw_id library_sha256 method pool reserves rules_sha256 scope seats".split()
            kept = ["draw_id", "scope"] if void.code == "objection" else kept
            same = all(canonical(before[name]) == canonical(x[name]) for name in kept)
            need(made == known and same, "previous", told.attempt)

    # ---- [Rounds]
    def rounds(self):
        """Round by round what was removed, the seed, whom it draws, and the record of it; then what that is worth."""
        before, gone, name, self.every_round = [], set(), None, self.y.dice and self.y.dice.every_round is True
        for at, one in enumerate(self.c.rounds):
            removed, listed = self.removed(at, one, before, name)
            need(removed <= set(before) - gone and bool(removed) == (at > 0), "removals", "round %d" % at)
            gone |= removed
            seed = self.seed(at, one, listed)
            need(one.seed == seed.hex(), "seed", "round %d" % at)
            need(set(one.panel) <= set(self.inside), "panel", "not drawable")
            if at == 0: self.first = seed
            if at == 0 and self.c.table is not None: self.lottery(seed, one)
            else: self.queue(seed, one, [code for code in before if code not in removed], gone)
            self.reserves(seed, one) if at == 0 else need(one.reserves == [], "reserves", "round %d" % at)
            name, before = self.result(at, one), one.panel
        proven = "M3" if self.y.beacon is not None and not self.late else "M2"
        proven = proven if self.committing else "M1" if self.sealed and self.every_round else "M0"
        need(self.c.assurance == self.y.assurance_planned == proven, "assurance", proven)

    def removed(self, at, one, before, result):
        """Who was removed before a round, and the hash of the list; its reasons stay with the restricted tier."""
        need((one.removals is None) == (at == 0), "removals", at)
        if at == 0: return set(), None
        if not self.open: return set(before) - set(one.panel), one.removals.document
        record, name, who = self.document(one.removals, "removals", round=at, result=result)
        known = {reason.code: reason.signers for reason in fit(self.x.reason_codes, "[code]")}
        codes = [each.code for each in record.removals]
        need(ascends(codes), "removals", "twice")
        for each in record.removals:
            need(each.reason in known, "removals", "reason")
            need(not self.sealed or set(fit(known[each.reason], "[text]")) <= set(who.values()), "removals", "signers")
        if self.sealed: self.logged("removals-%d" % at, "draw:removals:listed", record)
        return set(codes), name

    def seed(self, at, one, listed):
        """From every party's link, the dice, the public number and the removal list; for M0 from what was recorded."""
        kept, alone = at > 0 and self.x.replacement == "same-order", at == 0 and not self.sealed
        need((one.recorded is not None) == alone, "seed", "recorded")
        need([one.dice, one.beacon, one.reveals] == [None, None, []] or (self.sealed and not kept), "seed", "alone")
        if kept: return self.first
        if alone:
            source, text, value = one.recorded.source, one.recorded.text, one.recorded.value
            need(type(text) is str if source == "text" else source in ("system", "ceremony") and text is None, "seed")
            made = value if text is None else sha256(b"expertpool/training-seed/v1" + text.encode()).hex()
            need(made == value, "seed", "recorded")
            return unhex(value)
        digits, dice = self.thrown(at, one)
        links, names = self.links(at, one, {"dice": dice, "removals": listed}) if self.sealed else ([self.first], [])
        parts = [*links, digits.encode(), self.beacon(at, one, names).encode(), unhex(listed) if listed else b""]
        return self.th("seed", self.ctx, self.sealed, str(at).encode(), *parts)

    def thrown(self, at, one):
        """Digits and document of the dice of a round, thrown after the seal and read by two parties."""
        spec = self.y.dice if self.sealed and (at == 0 or self.every_round) else None
        need((one.dice is not None) == (spec is not None), "dice", "round %d" % at)
        if spec is None: return "", None
        record, name, who = self.document(one.dice, "dice", round=at)
        form, least = {6: ("[1-6]", 26), 10: ("[0-9]", 20)}[spec.faces]
        fits = least <= spec.count <= 400 and re.fullmatch("%s{%d}" % (form, spec.count), record.digits)
        need(len(who) > 1 and fits, "dice", "round %d" % at)
        return record.digits, name

    def links(self, at, one, seen):
        """Every party's link of a round, opened after dice and removal list, and part of the chain it committed to."""
        found, beacon = [], self.y.beacon
        need(len(one.reveals) == (len(self.parties) if self.committing else 0), "reveal", "missing")
        for party, envelope, promise in zip(self.parties, one.reveals, self.seal.commitments):
            record, name, who = self.document(envelope, "reveal", party=party, round=at, seen=seen)
            own = record.source == "party" if party in who else "openings" in record
            need(len(who) == 1 and own, "reveal", party)
            link = z = unhex(record.z)
            for _ in range(at): link = self.th("chain", link)
            need(self.th("commitment", self.ctx, party.encode(), link).hex() == promise.commitment, "reveal", party)
            if record.source == "escrow": self.notes.append(("escrow", party))
            elif beacon is not None and at == 0: self.late |= moment(record.at) > moment(beacon.known_after)
            found.append((z, name))
        return [z for z, _ in found], [name for _, name in found]

    def beacon(self, at, one, names):
        """The public number named in the context, read by two parties after every link of round 0 was opened."""
        spec = self.y.beacon if at == 0 else None
        need((one.beacon is not None) == (spec is not None), "beacon", "round %d" % at)
        if spec is None: return ""
        drand = spec.kind == "drand"
        issue, source = (str(spec.round), spec.chain) if drand else (spec.issue, spec.game)
        record, _, who = self.document(one.beacon, "beacon", kind=spec.kind, id=issue, seen=sorted(names))
        need(len(who) > 1 and (drand or 1 <= spec.digits <= 400), "beacon", "signers")
        need(re.fullmatch("[0-9a-f]{96}" if drand else "[0-9]{%d}" % spec.digits, record.value), "beacon", issue)
        self.notes.append(("beacon", "%s %s: %s, %s" % (source, issue, record.value, spec.known_after)))
        return sha256(unhex(record.value, 48)).hex() if drand else record.value

    def result(self, at, one):
        """The record of a round, logged and cosigned before anybody was called; returns its document hash."""
        if not self.sealed: return need(one.result is None, "result")
        record, name, who = self.document(one.result, "result", round=at, seed=one.seed, reserves=one.reserves,
                                          ticket=one.ticket and one.ticket.number)
        panel = [self.th("panel", self.own, *map(unhex, sorted(one.panel))).hex()] if self.of_season else one.panel
        need(ascends(record.members) and len(record.members) == self.y.seats, "result", "members")
        need(set(panel) <= set(record.members), "result", "members")
        need("office" in who.values(), "result", "signer")
        self.logged("result-%d" % at, "draw:result:recorded", record)
        return name

    # ---- [Receipt] [Ledger]
    def receipt(self, data):
        """A person's own place: the leaf opens to this name and these attributes, and stands in the sealed pool."""
        one, x = parse(data, "receipt"), self.x.pool
        told = [one.format, one.context_hash, one.draw_id]
        need(told == ["expertpool-draw-receipt/1", self.own.hex(), self.x.draw_id], "receipt", "other draw")
        leaf, reason, drawn = self.person(one), one.attrs.reason, [one.code in each.panel for each in self.c.rounds]
        need(leaf.hex() == one.code, "receipt", "leaf")
        need(climb(self.make, leaf, one.index, x.size, one.path).hex() == x.root, "receipt", "path")
        place = "out" if reason else "seated" if drawn[-1] else "removed" if any(drawn) else "drawable"
        self.notes.append((place, "%s (%s)" % (reason.clause, reason.rule) if reason else one.expert_no))

    def ledger(self, data):
        """The witness's copy of the log: it has the cosigned roots, and no seal of this scope that is not listed."""
        lines, own = (data[:-1] if data.endswith(b"\n") else data).split(b"\n"), self.c.log.seal.entry
        known = {item.entry.seq for item in [self.c.log.seal, *self.c.scope]}
        for size, root, _ in self.heads.values():
            need(size <= len(lines) and tree(sha256, lines[:size]) == root, "ledger", size, steps=10 * size)
        entries = [parse(line, "entry", "ledger") for line in lines]
        sealed = [at for at, one in enumerate(entries[:own.seq]) if one.type == own.type and one.scope in self.scopes]
        need(set(sealed) <= known, "ledger", "seal not listed")
        later = {one.type for one in entries[self.last + 1:] if one.scope in self.scopes and one.type[:5] == "draw:"}
        self.notes += [("later", ", ".join(sorted(later)))] if later else []

# ---- What is said --------------------------------------------------------------------------------------------------
TEXTS = {name: words for name, *words in (entry.split("|") for entry in re.split(r"\s*;\s*", """
trust|信任文件不成立，或密钥不在其中、角色不符、当时无效|the trust file fails, or a key is not in it, of another role, or was not valid;
whole|整张签达不到机会上限，差距如示|whole panels do not reach the bound on chances, the gap being; rules|违反规则界限|a bound is broken;
reveal|揭示不符合承诺或顺序|an opened secret does not fit its commitment or came too early; reserves|候补不对|the reserves are wrong;
M0|训练：一台计算机上抽取，无法证明随机|training: drawn on one computer, NOT VERIFIABLE as random; M1|封存后当众掷骰|public dice after the seal;
search|顺延须穷举，超出本程序的限度|passing over needs a search beyond this program's limit; commit|承诺书不对|a commitment is wrong;
scope|同一评委会同一年度另有封存未列|another seal of this committee and year is not listed; signature|签名不真|a signature is not genuine;
exchange|互换不保持规则，或机会不均|an exchange does not keep the bounds, or not evenly; removals|移出名单不对|the removal list is wrong;
leximin|机会均等的对偶证明不成立|the proof that no lottery is fairer does not hold; pool|专家库与封存的根不符|the pool is not the one sealed;
log|留痕登记、顺序或见证不对|a ledger entry, its order or its witness is wrong; bounds|规则界限与封存的不符|the bounds are not those sealed;
chances|所称机会与签表不符|the chances stated are not those of the table; table|签表与封存的不符|the ticket table is not the one sealed;
cell|公开内容涉及不足五人|something public covers fewer than five people; context|抽取要件前后矛盾|the draw's context contradicts itself;
assurance|保证级别不实|the assurance level is not what was proven; column|不是该年度封存的评委会|the season did not seal this committee;
groups|分组与专家属性不符|the groups do not follow from the people; ticket|签号或签行不对|the ticket is not the one the seed names;
panel|名单不是种子抽出的|the panel is not the one the seed draws; queue|顺延没有理由|somebody was passed over without a proof;
work|工作量超出本程序的限度|more work than this program does; M3|三方揭示加公共随机数|three parties, then a public number;
ledger|见证方的留痕与凭证不符|the witness's ledger differs; previous|前次抽取不符|an earlier attempt does not fit;
result|结果记录不对|the record of the result is wrong; M2|三方承诺并揭示|three parties committed and revealed;
tree|散列树路径不对|a path in a hash tree is wrong; sm3|本机 Python 没有 SM3|this Python has no SM3; seed|种子不对|the seed is wrong;
beacon|公共随机数不对|the public number is wrong; receipt|回执与凭证不符|the receipt does not fit; dice|骰子记录不对|the dice are wrong;
format|格式不对|not in the format; seal|封存记录不对|the seal is wrong;
-lottery|每张签合规、机会与对偶证明、不足五人的组内抽签|that all tickets keep the bounds, chances, their proof, lots in groups under five;
+out|回执：本人在专家库中，本次未列入抽取，原因|receipt: you are in the library but were left out of this draw, because of;
+season|全年联合抽取：其机会下限与上限由所列记录证明，本凭证不证|drawn in a season: the record named proves its bound, not this:;
+later|见证方留痕中，此后本评委会本年度还有登记，请索取最新凭证|the ledger has later entries of this committee and year:;
+drawable|回执：本人在专家库中，参加抽取，本次未抽中|receipt: you took part in the draw, the lot fell on others:;
+beacon|请与公布的结果比对，公布时间不得早于所列|compare with what was published, at the time given or later:;
-queue|规则界限与每次顺延的理由|that the panel keeps the bounds and why people were passed over; +escrow|由托管开启|opened from escrow:;
+seated|回执：本人在专家库中，参加抽取，已入选|receipt: you took part in the draw and have a seat:;
+unpinned|密钥未经核对，请与纸面公布的指纹比对|keys not pinned: compare the fingerprint on paper;
+removed|回执：本人曾抽中，后依名单移出|receipt: you were drawn, and removed by a list later:;
+pinned|信任文件由读者提供，指纹|keys pinned by the reader's trust file, fingerprint;
+self|自签，签名人未经核对，密钥|self-signed: who signed is not known, key; -removals|移出原因与签字|reasons and signatures of removals;
-names|姓名与未列入原因|names and reasons for leaving people out
""".strip()))}

def verdict(code, draw, findings, lang):
    """The lines to print: one verdict, then findings and notes; ``lang`` 0 is Chinese, 1 English."""
    head = [{0: ("通过", "VERIFIED"), 5: ("不符", "WRONG"), 6: ("未能证明", "NOT PROVEN")}[code][lang]]
    if draw:
        level, claimed = draw.c.assurance, "" if code == 0 else ("（凭证自称）", " (claimed)")[lang]
        head.append("%s %s%s: %s" % (("保证级别", "assurance")[lang], level, claimed, TEXTS[level][lang]))
        head.append((("公开版", "public tier"), ("内部版", "restricted tier"))[draw.open][lang])
        names = ["names", draw.x.method, *(["removals", "queue"] if len(draw.c.rounds) > 1 else [])]
        closed = ("此处不能核验、须凭内部版核验", "not checked here, only the restricted certificate can")[lang] + ": "
        hidden = (TEXTS["-" + name][lang] for name in dict.fromkeys(names))
        head += [] if draw.open else [closed + ("；", "; ")[lang].join(hidden)]
    lines = ["- [%s] %s%s" % (name, TEXTS[name][lang], ": " + where if where else "") for name, where in findings]
    notes = ["  %s %s" % (TEXTS["+" + name][lang], where) for name, where in draw.notes] if draw else []
    return [" | ".join(head), *lines, *notes]

def examine(data, trust=None, receipt=None, log=None):
    """Exit code, the draw as far as it could be read, and the findings."""
    draw, Work.left = None, WORK
    try:
        need(len(data) <= LONGEST, "format", "longer than %d bytes" % LONGEST)
        envelope = parse(data[:-1] if data.endswith(b"\n") else data, "envelope")
        content = parse(unbase64(envelope.payload), "any", "payload")
        text = trust.decode() if trust is not None else content.trust
        draw = Draw(content, Trust(text) if text is not None else None)
        draw.check(envelope)
        pinned = ("pinned" if trust is not None else "unpinned"), draw.trust and draw.trust.fingerprint
        draw.notes.append(pinned if draw.trust else ("self", draw.signed[0].public))
        draw.receipt(receipt) if receipt is not None else None
        draw.ledger(log) if log is not None else None
    except Finding as found:
        return found.args[0], draw, [found.args[1:]]
    except (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError) as bad:
        return 5, draw, [("format", type(bad).__name__)]
    return 6 if draw.unproven else 0, draw, draw.unproven

def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("certificate", "--trust", "--receipt", "--log"): parser.add_argument(name)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    given = parser.parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        files = [path and contents(path) for path in (given.certificate, given.trust, given.receipt, given.log)]
    except OSError as error:
        print("%s: %s" % (error.filename, error.strerror), file=sys.stderr)
        return 2
    code, draw, findings = examine(*files)
    print("\n".join(verdict(code, draw, findings, given.lang == "en")))
    return code

if __name__ == "__main__":
    sys.exit(main())
