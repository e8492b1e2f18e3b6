"""A root key: signs versions of the trust file and nothing else; on one machine or stick, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from blind.encoding import canonical
from blind.errors import BlindError
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.keyfile import Cost, Header, lock, read_header, unlock
from blind.keys.paper import from_paper, to_paper
from expertpool.errors import Refusal, Where
from expertpool.party.keys import LEAST_PASSPHRASE, PASSPHRASE_FAULTS, SECRET, Fresh
from expertpool.whole_file import make_folders, write_new

KEY_FILE, PUBLIC_FILE = "root.key", "root-public.json"
KIND = "root"
PUBLIC_FORMAT = "expertpool-root-public/1"
ON_PAPER = "expertpool-root"


@dataclass(frozen=True)
class RootKey:
    """An opened root key and the name of who holds it."""

    holder: str
    secret: bytes

    @property
    def signer(self) -> Ed25519Signer:
        """Signs versions of the trust file."""
        return Ed25519Signer(self.secret)

    def public(self) -> dict[str, str]:
        """What goes to whoever writes the next version."""
        return {"format": PUBLIC_FORMAT, "holder": self.holder, "public": self.signer.verifier.public.hex()}


def new_root_key(holder: str, folder: Path, passphrase: str, *, fresh: Fresh, cost: Cost | None = None) -> RootKey:
    """Make a root key and write key file and public file into ``folder``; refuses to replace a key file."""
    return _keep(RootKey(holder, fresh(SECRET)), folder, passphrase, fresh=fresh, cost=cost)


def restored_root_key(
    holder: str, folder: Path, passphrase: str, *, paper: str, fresh: Fresh, cost: Cost | None = None
) -> RootKey:
    """The key typed from paper, written as ``new_root_key`` does; raises ``Malformed`` with the slips of the typing."""
    return _keep(RootKey(holder, from_paper(paper, kind=ON_PAPER)), folder, passphrase, fresh=fresh, cost=cost)


def paper_of_root(key: RootKey) -> str:
    """The lines to print and seal in an envelope."""
    return to_paper(key.secret, kind=ON_PAPER)


def open_root_key(folder: Path, passphrase: Callable[[], str]) -> RootKey:
    """The key in ``folder``; ``passphrase`` is asked only when the file is there and is a root key. Raises Refusal."""
    path = folder / KEY_FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Refusal("trust_file.no_key", where=Where(file=str(path)), path=str(path)) from None
    try:
        if read_header(data).kind != KIND:
            raise Refusal("trust_file.not_a_root_key", where=Where(file=str(path)), path=str(path))
        header, secret = unlock(data, passphrase())
    except BlindError as error:
        code = "party.passphrase_wrong" if error.code in PASSPHRASE_FAULTS else "party.key_file_damaged"
        raise Refusal(code, where=Where(file=str(path)), path=str(path), fault=error.code) from None
    return RootKey(header.label, secret)


def _keep(key: RootKey, folder: Path, passphrase: str, *, fresh: Fresh, cost: Cost | None) -> RootKey:
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Refusal("party.passphrase_short", least=LEAST_PASSPHRASE)
    header = Header(kind=KIND, label=key.holder, public=key.signer.verifier.public)
    data = lock(key.secret, passphrase, header=header, salt=fresh(16), cost=cost)
    make_folders(folder)
    if not write_new(folder / KEY_FILE, data, private=True):
        raise Refusal("party.keys_there", where=Where(file=str(folder / KEY_FILE)), path=str(folder / KEY_FILE))
    write_new(folder / PUBLIC_FILE, canonical(key.public()))
    return key
