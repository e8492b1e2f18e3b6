"""A party's keys: one secret under a passphrase, from which the keys that sign, open escrows and cosign heads come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blind.encoding import canonical, tagged_hash
from blind.errors import BlindError
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.keyfile import Cost, Header, lock, read_header, unlock
from blind.keys.paper import from_paper, to_paper
from blind.keys.signer import key_id_of
from blind.keys.x25519 import public_of
from expertpool.errors import Refusal, Where
from expertpool.whole_file import make_folders, write_new

KEY_FILE, PUBLIC_FILE = "party.key", "party-public.json"
KIND = "party"
PUBLIC_FORMAT = "expertpool-party-public/1"
SECRET = 32
LEAST_PASSPHRASE = 8
PASSPHRASE_FAULTS = ("wrong-passphrase", "empty-passphrase")

Fresh = Callable[[int], bytes]


@dataclass(frozen=True)
class PartyKeys:
    """The opened keys of one party. ``role``: office, inspector or hrss; the office is never a witness."""

    role: str
    secret: bytes

    @property
    def signer(self) -> Ed25519Signer:
        """Signs the party's documents."""
        return Ed25519Signer(self._derived("sign"))

    @property
    def seal_secret(self) -> bytes:
        """The X25519 private key to which others deposit halves of their secrets."""
        return self._derived("seal")

    @property
    def witness(self) -> Ed25519Signer:
        """Cosigns the ledger's heads."""
        return Ed25519Signer(self._derived("witness"))

    @property
    def pdf_secret(self) -> bytes:
        """What the key that signs PDFs is made of."""
        return self._derived("pdf")

    def public(self) -> dict[str, Any]:
        """What goes to the makers of the trust file."""
        keys = {"sign": self.signer.verifier.public, "seal": public_of(self.seal_secret)}
        if self.role != "office":
            keys["witness"] = self.witness.verifier.public
        return {"format": PUBLIC_FORMAT, "role": self.role, **{name: key.hex() for name, key in keys.items()}}

    def _derived(self, purpose: str) -> bytes:
        return tagged_hash("expertpool/party-key/v1", self.secret, purpose.encode())


def new_keys(role: str, folder: Path, passphrase: str, *, fresh: Fresh, cost: Cost | None = None) -> PartyKeys:
    """Make a party's keys and write key file and public file into ``folder``; refuses to replace a key file."""
    return _keep(PartyKeys(role, fresh(SECRET)), folder, passphrase, fresh=fresh, cost=cost)


def restored_keys(
    role: str, folder: Path, passphrase: str, *, paper: str, fresh: Fresh, cost: Cost | None = None
) -> PartyKeys:
    """The keys typed from paper, written as ``new_keys`` does; raises ``Malformed`` with the slips of the typing."""
    return _keep(PartyKeys(role, from_paper(paper, kind=_on_paper(role))), folder, passphrase, fresh=fresh, cost=cost)


def paper_of(keys: PartyKeys) -> str:
    """The lines to print and seal in an envelope."""
    return to_paper(keys.secret, kind=_on_paper(keys.role))


def open_keys(folder: Path, passphrase: Callable[[], str]) -> PartyKeys:
    """The keys in ``folder``; ``passphrase`` is asked only when the file is there. Raises Refusal."""
    data = _key_file(folder)
    try:
        header, secret = unlock(data, passphrase())
    except BlindError as error:
        raise _refused(error, folder) from None
    return PartyKeys(header.label, secret)


def key_id_in(folder: Path) -> tuple[str, str]:
    """Role and signing key id as the key file states them, without a passphrase and therefore without proof."""
    try:
        header = read_header(_key_file(folder))
    except BlindError as error:
        raise _refused(error, folder) from None
    return header.label, key_id_of("ed25519", header.public)


def _keep(keys: PartyKeys, folder: Path, passphrase: str, *, fresh: Fresh, cost: Cost | None) -> PartyKeys:
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Refusal("party.passphrase_short", least=LEAST_PASSPHRASE)
    header = Header(kind=KIND, label=keys.role, public=keys.signer.verifier.public)
    data = lock(keys.secret, passphrase, header=header, salt=fresh(16), cost=cost)
    make_folders(folder)
    if not write_new(folder / KEY_FILE, data, private=True):
        raise Refusal("party.keys_there", where=Where(file=str(folder / KEY_FILE)), path=str(folder / KEY_FILE))
    write_new(folder / PUBLIC_FILE, canonical(keys.public()))
    return keys


def _on_paper(role: str) -> str:
    return f"expertpool-party-{role}"


def _key_file(folder: Path) -> bytes:
    path = folder / KEY_FILE
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refusal("party.no_keys", where=Where(file=str(path)), path=str(path)) from None


def _refused(error: BlindError, folder: Path) -> Refusal:
    code = "party.passphrase_wrong" if error.code in PASSPHRASE_FAULTS else "party.key_file_damaged"
    return Refusal(code, where=Where(file=str(folder / KEY_FILE)), path=str(folder / KEY_FILE), fault=error.code)
