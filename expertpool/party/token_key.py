"""The inspector's token key: made for one ballot, locked under the party's secret, known to others by signature."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind import dsse
from blind.ballot.definition import ID
from blind.blind_rsa import EXPONENT, TokenKey, TokenSecret
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import Malformed
from blind.fields import exact
from blind.trust import Trust
from expertpool.errors import Refusal, Where
from expertpool.party.attendance import PartyHome
from expertpool.party.ballot_folder import TOKEN_KEY, BallotFolder
from expertpool.party.ballot_words import tried
from expertpool.party.memory import DrawMemory

FORMAT = "expertpool-token-key-public/1"
PAYLOAD_TYPE = "application/vnd.expertpool.token-key+json"
BITS = 3072
INSPECTOR = "inspector"
NONCE = 12


@dataclass(frozen=True)
class TokenOffer:
    """The public key the inspector made for a ballot, with the ballot's id."""

    ballot_id: bytes
    key: TokenKey

    def to_bytes(self) -> bytes:
        """The offer as canonical JSON."""
        return canonical({"format": FORMAT, "id": self.ballot_id.hex(), "key": self.key.to_bytes().hex()})

    @classmethod
    def parse(cls, data: bytes) -> TokenOffer:
        """Reads ``to_bytes``; raises ``Malformed``."""
        record = exact(strict_parse(data), dict.fromkeys(("format", "id", "key"), str), what="token-key-public")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="token-key-public", format=record["format"][:40])
        key = TokenKey.parse(from_hex(record["key"], len(record["key"]) // 2))
        return cls(from_hex(record["id"], ID), key)


def of_ballot(home: PartyHome, ballot_id: bytes) -> DrawMemory:
    """What the party's machine remembers of one ballot."""
    return DrawMemory(home.folder / "ballots" / ballot_id.hex())


def make_token_key(home: PartyHome, folder: BallotFolder, *, bits: int = BITS) -> TokenOffer:
    """Make the key of a ballot on the inspector's machine and lay its signed public half into the folder.

    The secret is on the disk, locked, before the public half leaves. Raises Refusal for another role, and where the
    folder has a key already.
    """
    if home.keys.role != INSPECTOR:
        raise Refusal("ballot.not_inspector", role=home.keys.role)
    if folder.has(TOKEN_KEY):
        raise Refusal("ballot.token_key_there", where=Where(file=str(folder.file(TOKEN_KEY))))
    numbers = generate_private_key(EXPONENT, bits).private_numbers()
    secret, ballot_id = TokenSecret(numbers.p, numbers.q), home.fresh(ID)
    nonce = home.fresh(NONCE)
    sealed = AESGCM(_lock(home, ballot_id)).encrypt(nonce, secret.to_bytes(), ballot_id)
    of_ballot(home, ballot_id).remember("token-key", {"nonce": nonce.hex(), "sealed": sealed.hex()})
    offer = TokenOffer(ballot_id, secret.public)
    signed = dsse.sign(offer.to_bytes(), payload_type=PAYLOAD_TYPE, signers=[home.keys.signer])
    folder.put(signed.to_bytes(), TOKEN_KEY)
    return offer


def token_secret(home: PartyHome, ballot_id: bytes) -> TokenSecret:
    """The secret made on this machine for a ballot. Raises Refusal where there is none or it was changed."""
    kept = of_ballot(home, ballot_id).recall("token-key")
    if kept is None:
        raise Refusal("ballot.token_key_elsewhere", ballot=ballot_id.hex())
    try:
        nonce, sealed = (bytes.fromhex(kept[name]) for name in ("nonce", "sealed"))
        return TokenSecret.parse(AESGCM(_lock(home, ballot_id)).decrypt(nonce, sealed, ballot_id))
    except (InvalidTag, KeyError, ValueError):
        raise Refusal("party.memory_damaged", path=str(of_ballot(home, ballot_id).folder)) from None


def offered_key(folder: BallotFolder, trust: Trust) -> TokenOffer:
    """The inspector's offer in a folder, its signature checked. Raises Refusal (exit code 5) for any other signer."""
    path = folder.file(TOKEN_KEY)
    data = folder.content(TOKEN_KEY)
    return tried(lambda: TokenOffer.parse(signed_by(trust, data, role=INSPECTOR, payload_type=PAYLOAD_TYPE)), path)


def signed_by(trust: Trust, data: bytes, *, role: str, payload_type: str) -> bytes:
    """What a party signed, with a key that counts for its role in the newest trust version. Raises ``BlindError``."""
    return trust.verify(data, payload_type=payload_type, role=role, index=trust.newest.since)


def _lock(home: PartyHome, ballot_id: bytes) -> bytes:
    return tagged_hash("expertpool/token-key-lock/v1", home.keys.secret, ballot_id)


def folder_at(path: Path) -> BallotFolder:
    """The ballot folder at a path. Raises Refusal where there is none."""
    if not path.is_dir():
        raise Refusal("ballot.no_folder", where=Where(file=str(path)), path=str(path))
    return BallotFolder(path)
