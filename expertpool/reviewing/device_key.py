"""The key of a member's own device: under a passphrase in a file of its own, and public for the definition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import BlindError
from blind.fields import exact
from blind.keys.keyfile import Cost, Header, lock, unlock
from blind.keys.p256 import P256Signer
from blind.keys.registry import verifier
from blind.keys.signer import Signer, Verifier
from expertpool.errors import Refusal, Where
from expertpool.party.handed_in import content_of
from expertpool.whole_file import make_folders, write_new

KEY_FILE, PUBLIC_FILE = "device.key", "device-public.json"
KIND = "device"
PUBLIC_FORMAT = "expertpool-device-public/1"
SECRET = 32
LEAST_PASSPHRASE = 8
PASSPHRASE_FAULTS = ("wrong-passphrase", "empty-passphrase")


@dataclass(frozen=True)
class DeviceKey:
    """The opened key of a device."""

    secret: bytes = field(repr=False)

    @property
    def signer(self) -> Signer:
        """Signs what the member asks for."""
        return P256Signer(self.secret)


def new_device_key(
    folder: Path, passphrase: str, *, fresh: Callable[[int], bytes], cost: Cost | None = None
) -> DeviceKey:
    """Make a device's key, with key file and public file in ``folder``; refuses to replace a key file."""
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Refusal("party.passphrase_short", least=LEAST_PASSPHRASE)
    made = DeviceKey(fresh(SECRET))
    public = made.signer.verifier
    data = lock(
        made.secret, passphrase, header=Header(kind=KIND, label=KIND, public=public.public), salt=fresh(16), cost=cost
    )
    make_folders(folder)
    path = folder / KEY_FILE
    if not write_new(path, data, private=True):
        raise Refusal("party.keys_there", where=Where(file=str(path)), path=str(path))
    write_new(folder / PUBLIC_FILE, public_bytes(public))
    return made


def open_device_key(folder: Path, passphrase: Callable[[], str]) -> DeviceKey:
    """The key in ``folder``; ``passphrase`` is asked only when the file is there. Raises Refusal."""
    path = folder / KEY_FILE
    if not path.is_file():
        raise Refusal("ballot.no_device_key", where=Where(file=str(path)), path=str(path))
    try:
        return DeviceKey(unlock(path.read_bytes(), passphrase())[1])
    except BlindError as error:
        code = "party.passphrase_wrong" if error.code in PASSPHRASE_FAULTS else "party.key_file_damaged"
        raise Refusal(code, where=Where(file=str(path)), path=str(path), fault=error.code) from None


def public_bytes(public: Verifier) -> bytes:
    """A device's public key as a file, to be handed in at the door."""
    return canonical({"alg": public.alg, "format": PUBLIC_FORMAT, "public": public.public.hex()})


def read_device_public(path: Path) -> Verifier:
    """The public key in such a file. Raises Refusal."""
    data = content_of(path)
    try:
        record = exact(strict_parse(data), dict.fromkeys(("alg", "format", "public"), str), what="device-public")
        if record["format"] != PUBLIC_FORMAT:
            raise Refusal("ballot.not_a_device", where=Where(file=str(path)))
        return verifier(record["alg"], from_hex(record["public"], len(record["public"]) // 2))
    except BlindError:
        raise Refusal("ballot.not_a_device", where=Where(file=str(path))) from None
