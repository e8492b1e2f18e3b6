"""The office's report key: signs its reports. Those who receive them know it from the trust file or from paper."""

from __future__ import annotations

from blind.keys.ed25519 import Ed25519Signer
from expertpool.errors import Refusal
from expertpool.key_file import create_key, read_key
from expertpool.settings import Settings

NAME = "report.key"


def read_report_key(settings: Settings) -> Ed25519Signer | None:
    """The key of this installation; None where there is none yet. Refuses a damaged file and one others could read."""
    path = settings.home / "keys" / NAME
    secret = read_key(path, malformed="report.key_malformed", readable="report.key_readable")
    return None if secret is None else Ed25519Signer(secret)


def create_report_key(settings: Settings) -> Ed25519Signer:
    """The key of this installation, new (mode 0600) where there is none yet."""
    path = settings.home / "keys" / NAME
    create_key(path)
    made = read_report_key(settings)
    if made is None:
        raise Refusal("report.key_malformed", path=str(path))
    return made
