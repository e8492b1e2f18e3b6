"""A reader's keys: one secret under a passphrase, from which come the keys that sign, open packets and lock drafts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from blind import dsse
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import BlindError, Malformed
from blind.fields import exact
from blind.keys.ed25519 import Ed25519Signer, Ed25519Verifier
from blind.keys.keyfile import Cost, Header, lock, unlock
from blind.keys.x25519 import public_key, public_of
from expertpool.errors import Refusal, Where
from expertpool.whole_file import make_folders, write_new

KEY_FILE, PUBLIC_FILE = "reader.key", "reader-public.json"
KIND = "reader"
FORMAT = "expertpool-reader-public/1"
PAYLOAD_TYPE = "application/vnd.expertpool.reader-public+json"
SECRET = 32
LEAST_PASSPHRASE = 8

Fresh = Callable[[int], bytes]


@dataclass(frozen=True)
class ReaderKeys:
    """The opened keys of one reader."""

    secret: bytes

    @cached_property
    def signer(self) -> Ed25519Signer:
        """Signs sheets and recognitions."""
        return Ed25519Signer(self._derived("sign"))

    @property
    def seal_secret(self) -> bytes:
        """The X25519 private key that opens the reader's packets."""
        return self._derived("seal")

    @cached_property
    def draft_key(self) -> bytes:
        """The AES key of drafts on this machine."""
        return self._derived("draft")

    @cached_property
    def folder(self) -> str:
        """The name of a folder of the reader's on a server, which tells nobody whose it is."""
        return tagged_hash("expertpool/desk-folder/v1", self.signer.verifier.public).hex()[:32]

    def public(self) -> bytes:
        """What goes to the office, signed with the key itself: whoever hands it in holds it."""
        record = {"format": FORMAT, "seal": public_of(self.seal_secret).hex()}
        payload = canonical({**record, "sign": self.signer.verifier.public.hex()})
        return dsse.sign(payload, payload_type=PAYLOAD_TYPE, signers=[self.signer]).to_bytes()

    def _derived(self, purpose: str) -> bytes:
        return tagged_hash("expertpool/reader-key/v1", self.secret, purpose.encode())


@dataclass(frozen=True)
class ReaderPublic:
    """A reader's public keys: what the office pins."""

    sign: Ed25519Verifier
    seal: bytes

    @property
    def print(self) -> str:
        """Twelve characters to read out, so that nobody pins another key."""
        text = tagged_hash("expertpool/reader-print/v1", self.sign.public, self.seal).hex()[:12]
        return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def read_public(data: bytes) -> ReaderPublic:
    """The keys in a public file. Raises ``Malformed``, ``Untrusted`` and ``Forged`` where it does not sign itself."""
    said = exact(
        strict_parse(dsse.Envelope.parse(data).payload),
        dict.fromkeys(("format", "seal", "sign"), str),
        what="reader-public",
    )
    if said["format"] != FORMAT:
        raise Malformed("unknown-version", what="reader-public", format=said["format"][:40])
    sign, seal = Ed25519Verifier(from_hex(said["sign"], 32)), from_hex(said["seal"], 32)
    dsse.verify(data, payload_type=PAYLOAD_TYPE, keys=[sign])
    public_key(seal)
    return ReaderPublic(sign, seal)


def new_keys(folder: Path, passphrase: str, *, fresh: Fresh, cost: Cost | None = None) -> ReaderKeys:
    """Make a reader's keys and write key file and public file; refuses to replace a key file."""
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Refusal("party.passphrase_short", least=LEAST_PASSPHRASE)
    keys = ReaderKeys(fresh(SECRET))
    header = Header(kind=KIND, label=KIND, public=keys.signer.verifier.public)
    data = lock(keys.secret, passphrase, header=header, salt=fresh(16), cost=cost)
    make_folders(folder)
    if not write_new(folder / KEY_FILE, data, private=True):
        raise Refusal("reader.keys_there", where=Where(file=str(folder / KEY_FILE)))
    write_new(folder / PUBLIC_FILE, keys.public())
    return keys


def open_keys(folder: Path, passphrase: Callable[[], str]) -> ReaderKeys:
    """The keys in ``folder``; ``passphrase`` is asked only when the file is there. Raises Refusal."""
    path = folder / KEY_FILE
    if not path.is_file():
        raise Refusal("reader.no_keys", where=Where(file=str(path)))
    try:
        header, secret = unlock(path.read_bytes(), passphrase())
    except BlindError as error:
        wrong = error.code in ("wrong-passphrase", "empty-passphrase")
        code = "reader.passphrase_wrong" if wrong else "reader.key_damaged"
        raise Refusal(code, where=Where(file=str(path))) from None
    if header.kind != KIND:
        raise Refusal("reader.key_damaged", where=Where(file=str(path)))
    return ReaderKeys(secret)
