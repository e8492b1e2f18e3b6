"""Key files: one secret of 32 bytes under a passphrase, Argon2id and AES-256-GCM, as versioned JSON."""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Forged, Malformed, WrongSecret
from blind.fields import exact

FORMAT = "expertpool-keyfile/1"
SALT = 16
SECRET = 32
FIELDS = {
    "check": str,
    "cost": dict,
    "format": str,
    "kind": str,
    "label": str,
    "public": str,
    "salt": str,
    "sealed": str,
}


@dataclass(frozen=True)
class Cost:
    """What one guess of the passphrase costs: the default takes 64 MiB and about half a second."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        if not (8192 <= self.memory_kib <= 1 << 20 and 1 <= self.passes <= 16 and 1 <= self.lanes <= 16):
            raise Malformed("keyfile-cost-out-of-range", **asdict(self))


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a key file says before it is opened: ``kind`` such as ``ed25519``, the owner's label, the public part."""

    kind: str
    label: str
    public: bytes


def lock(secret: bytes, passphrase: str, *, header: Header, salt: bytes, cost: Cost | None = None) -> bytes:
    """The key file's bytes. ``salt``: 16 bytes, fresh from the system's secure source for every file.

    Key, nonce and the passphrase's check value all come from passphrase and salt, so a salt is never used twice.
    """
    if len(secret) != SECRET or len(salt) != SALT:
        raise Malformed("wrong-length", secret=len(secret), salt=len(salt))
    cost = cost or Cost()
    key, nonce, check = stretched(passphrase, salt=salt, cost=cost)
    record = {
        "check": check.hex(),
        "cost": asdict(cost),
        "format": FORMAT,
        "kind": header.kind,
        "label": header.label,
        "public": header.public.hex(),
        "salt": salt.hex(),
    }
    sealed = AESGCM(key).encrypt(nonce, secret, canonical(record))
    return canonical({**record, "sealed": sealed.hex()})


def unlock(data: bytes, passphrase: str) -> tuple[Header, bytes]:
    """The header and the secret of a key file.

    Raises ``Malformed`` for no key file, ``WrongSecret`` ("wrong-passphrase"), or ``Forged`` ("keyfile-changed") when
    the passphrase is right and the file is not as it was written. Nothing is ever decrypted in part.
    """
    record = read_record(data)
    salt = from_hex(record["salt"], SALT)
    key, nonce, check = stretched(passphrase, salt=salt, cost=Cost(**record["cost"]))
    if not hmac.compare_digest(check, from_hex(record["check"], 16)):
        raise WrongSecret("wrong-passphrase", label=record["label"], kind=record["kind"])
    sealed = from_hex(record.pop("sealed"), SECRET + 16)
    try:
        secret = AESGCM(key).decrypt(nonce, sealed, canonical(record))
    except InvalidTag:
        raise Forged("keyfile-changed", label=record["label"], kind=record["kind"]) from None
    return header_of(record), secret


def read_header(data: bytes) -> Header:
    """What the file says of itself, without a passphrase and therefore without proof."""
    return header_of(read_record(data))


def read_record(data: bytes) -> dict[str, Any]:
    """The fields of a key file, each of its type and size."""
    record = exact(strict_parse(data, longest=1 << 16), FIELDS, what="keyfile")
    if record["format"] != FORMAT:
        raise Malformed("unknown-version", what="keyfile", format=record["format"][:40])
    Cost(**exact(record["cost"], dict.fromkeys(asdict(Cost()), int), what="keyfile.cost"))
    header_of(record)
    return record


def header_of(record: dict[str, Any]) -> Header:
    """The header among a file's fields."""
    public = record["public"]
    return Header(kind=record["kind"], label=record["label"], public=from_hex(public, len(public) // 2))


def stretched(passphrase: str, *, salt: bytes, cost: Cost) -> tuple[bytes, bytes, bytes]:
    """Key (32 bytes), nonce (12) and check value (16) from a passphrase; its spelling is brought to NFC first."""
    typed = unicodedata.normalize("NFC", passphrase).encode()
    if not typed:
        raise Malformed("empty-passphrase")
    made = Argon2id(salt=salt, length=60, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib).derive(
        typed
    )
    return made[:32], made[32:44], made[44:]
