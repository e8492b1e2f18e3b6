"""The pool key: seals identity numbers, telephones and e-mails at rest, and matches the former without opening them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from expertpool.errors import Refusal
from expertpool.key_file import KEY_BYTES, create_key, read_key
from expertpool.settings import Settings

_NONCE_BYTES = 12
_FORMAT = b"\x01"


@dataclass(frozen=True)
class PoolKeys:
    """Two keys derived from one pool key (HKDF-SHA256): one seals, the other matches. ``mark`` names the pool key."""

    mark: str
    _sealing: AESGCM = field(repr=False)
    _matching: bytes = field(repr=False)

    @classmethod
    def derive(cls, pool_key: bytes) -> PoolKeys:
        """From the 32 bytes of a pool key."""

        def derived(purpose: bytes) -> bytes:
            return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"expertpool pool key: " + purpose).derive(pool_key)

        return cls(mark=derived(b"mark").hex(), _sealing=AESGCM(derived(b"sealing")), _matching=derived(b"matching"))

    def seal(self, text: str, *, field_name: str, expert_no: str) -> str:
        """Encrypt (AES-256-GCM, random nonce). Opens only under the same field and expert number."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._sealing.encrypt(nonce, text.encode(), _bound_to(field_name, expert_no))
        return urlsafe_b64encode(_FORMAT + nonce + sealed).decode()

    def open(self, sealed: str, *, field_name: str, expert_no: str) -> str:
        """What was sealed. Refuses a text sealed with another key, for another field or expert, or altered since."""
        try:
            raw = urlsafe_b64decode(sealed)
            nonce, body = raw[1 : 1 + _NONCE_BYTES], raw[1 + _NONCE_BYTES :]
            if raw[:1] != _FORMAT:
                raise ValueError("unknown format")
            return self._sealing.decrypt(nonce, body, _bound_to(field_name, expert_no)).decode()
        except (InvalidTag, ValueError):
            raise Refusal("store.sealed_altered", field=field_name, expert_no=expert_no) from None

    def match_code(self, id_number: str) -> str:
        """The keyed hash (HMAC-SHA256, hex) by which an identity number is found again, whatever the case of its X."""
        return hmac.new(self._matching, id_number.strip().upper().encode(), hashlib.sha256).hexdigest()


def _bound_to(field_name: str, expert_no: str) -> bytes:
    return f"{field_name}\x00{expert_no}".encode()


def key_file(settings: Settings) -> Path:
    """Where this installation keeps its pool key."""
    return settings.pool_key_file or settings.home / "keys" / "pool.key"


def read_pool_key(settings: Settings) -> PoolKeys | None:
    """The keys of this installation; None where there is no key file yet.

    Refuses a file that is not a key, and a key in the home folder that other accounts could read.
    """
    readable = "store.key_readable" if settings.pool_key_file is None else None
    key = read_key(key_file(settings), malformed="store.key_malformed", readable=readable)
    return None if key is None else PoolKeys.derive(key)


def create_pool_key(settings: Settings) -> PoolKeys:
    """Write a new key (mode 0600), whole or not at all; where another process was faster, its key is taken."""
    path = key_file(settings)
    create_key(path)
    keys = read_pool_key(settings)
    if keys is None:
        raise Refusal("store.key_lost", path=str(path))
    return keys
