"""Signed notes (C2SP signed-note): a text, an empty line, and one line for each signature."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from blind.dsse import from_base64, to_base64
from blind.errors import Malformed, Untrusted
from blind.keys import registry
from blind.keys.ed25519 import ALG
from blind.keys.hashes import sha256
from blind.keys.signer import Verifier

PLAIN = 0x01
"""Kind of a key that signs the text itself (Ed25519)."""

COSIGNER = 0x04
"""Kind of a key that signs time and text (Ed25519, cosignature/v1)."""

PLUGGED = 0xFF
"""First byte of the type of a key of any other algorithm; a line that names algorithm and kind follows it."""

LONGEST_KEY = 4096
"""Bytes of the longest public key of a plug-in."""

LONGEST = 16 << 10
"""Bytes of the longest note that is read."""

SIGNATURE_LINE = re.compile(r"\u2014 (?P<name>[^\s+]+) (?P<value>[A-Za-z0-9+/]+={0,2})")
PLUGGED_TYPE = re.compile(rb"\xffexpertpool/(?P<alg>[a-z][a-z0-9-]{0,31})/(?P<kind>[14])\n", re.DOTALL)
KEY_TEXT = re.compile(r"(?P<name>[^\s+]+)\+(?P<hash>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True)
class NoteKey:
    """A public key as notes know it: under a name without spaces or plus signs, of one kind.

    ``alg`` is Ed25519 unless a plug-in's algorithm was registered, such as ``sm2``.
    """

    name: str
    public: bytes
    kind: int = PLAIN
    alg: str = ALG

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[^\s+]+", self.name) or has_control(self.name):
            raise Malformed("not-a-note-name", name=self.name[:80])
        fits = len(self.public) == 32 if self.alg == ALG else 0 < len(self.public) <= LONGEST_KEY
        if self.kind not in (PLAIN, COSIGNER) or not fits:
            raise Malformed("not-a-note-key", name=self.name, kind=self.kind, bytes=len(self.public))
        if self.alg != ALG and not PLUGGED_TYPE.fullmatch(self.type):
            raise Malformed("unknown-algorithm", alg=self.alg[:40])

    @property
    def type(self) -> bytes:
        """What stands before the public key: one byte for Ed25519, else ``0xff`` and the line that names the rest."""
        if self.alg == ALG:
            return bytes([self.kind])
        return bytes([PLUGGED]) + f"expertpool/{self.alg}/{self.kind}\n".encode()

    @property
    def key_hash(self) -> bytes:
        """The 4 bytes that stand before each signature; they tell keys apart and prove nothing."""
        return sha256(self.name.encode() + b"\n" + self.type + self.public)[:4]

    @property
    def verifier(self) -> Verifier:
        """The key that verifies. Raises ``Malformed`` for an algorithm whose plug-in is absent."""
        return registry.verifier(self.alg, self.public)

    def to_text(self) -> str:
        """The key in the spelling witness programs take: ``name+hash+key``."""
        return f"{self.name}+{self.key_hash.hex()}+{to_base64(self.type + self.public)}"

    @classmethod
    def parse(cls, text: str) -> NoteKey:
        """Reads what ``to_text`` wrote; raises ``Malformed``, also for a hash that is not the key's."""
        match = KEY_TEXT.fullmatch(text)
        if not match:
            raise Malformed("not-a-note-key", found=text[:80])
        raw = from_base64(match["key"])
        plugged = PLUGGED_TYPE.match(raw)
        if plugged:
            alg = plugged["alg"].decode()
            key = cls(match["name"], raw[plugged.end() :], int(plugged["kind"]), alg)
        else:
            key = cls(match["name"], raw[1:], raw[0])
        if key.to_text() != text:
            raise Malformed("not-a-note-key", found=text[:80])
        return key


@dataclass(frozen=True)
class NoteSignature:
    """One signature line: who is said to have signed, with which key, and the signature's bytes."""

    name: str
    key_hash: bytes
    value: bytes

    def to_line(self) -> str:
        """The line without its end."""
        return f"\u2014 {self.name} {to_base64(self.key_hash + self.value)}"

    def is_by(self, key: NoteKey) -> bool:
        """Whether it claims to be by this key."""
        return (self.name, self.key_hash) == (key.name, key.key_hash)


@dataclass(frozen=True)
class Note:
    """A text that ends with a line end, and its signatures; untrusted until each was verified."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def to_bytes(self) -> bytes:
        """The note as it travels."""
        return "".join([self.text, "\n", *(one.to_line() + "\n" for one in self.signatures)]).encode()

    @classmethod
    def parse(cls, data: bytes) -> Note:
        """Reads what ``to_bytes`` wrote, and nothing that differs from it by a byte; raises ``Malformed``."""
        text, signatures = split_note(data)
        note = cls(text, tuple(map(read_line, signatures)))
        if len(set(note.signatures)) < len(note.signatures):
            raise Malformed("signature-doubled")
        return note

    def signed(self, signature: NoteSignature) -> Note:
        """The note with one more signature line."""
        return replace(self, signatures=(*self.signatures, signature))

    def key_of(self, signature: NoteSignature, keys: Iterable[NoteKey]) -> NoteKey:
        """The one of ``keys`` this signature claims to be by. Raises ``Untrusted`` if none is."""
        for key in keys:
            if signature.is_by(key):
                return key
        raise Untrusted("key-not-pinned", name=signature.name, key_hash=signature.key_hash.hex())


def split_note(data: bytes) -> tuple[str, list[str]]:
    """The text of a note with its last line end, and its signature lines, at least one."""
    if len(data) > LONGEST:
        raise Malformed("too-long", bytes=len(data), longest=LONGEST)
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise Malformed("not-utf8", at=error.start) from None
    text, gap, below = whole.rpartition("\n\n")
    if not gap or not text or not below.endswith("\n") or has_control(whole.replace("\n", "")):
        raise Malformed("not-a-note")
    return text + "\n", below[:-1].split("\n")


def read_line(line: str) -> NoteSignature:
    """One signature line."""
    match = SIGNATURE_LINE.fullmatch(line)
    if not match:
        raise Malformed("not-a-signature-line", found=line[:80])
    raw = from_base64(match["value"])
    if len(raw) < 5:
        raise Malformed("not-a-signature-line", found=line[:80])
    return NoteSignature(match["name"], raw[:4], raw[4:])


def has_control(text: str) -> bool:
    """Whether a control character stands in it."""
    return any(character < " " or character == "\x7f" for character in text)
