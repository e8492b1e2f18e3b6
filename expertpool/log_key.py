"""The ledger's key: signs its checkpoints. Whoever holds it can sign a false ledger, which a kept head then refuses."""

from __future__ import annotations

from pathlib import Path

from blind.errors import BlindError, Malformed
from blind.keys import registry
from blind.keys.ed25519 import ALG
from blind.keys.signer import Signer
from blind.log.note import NoteKey
from expertpool.errors import Refusal
from expertpool.key_file import create_key, read_line
from expertpool.settings import Settings


def log_key_file(settings: Settings) -> Path:
    """Where this installation keeps the ledger's key."""
    return settings.home / "keys" / "log.key"


def read_log_key(settings: Settings) -> Signer | None:
    """The ledger's key; None where there is no file yet. Refuses a file that is no key, or that others could read.

    Its one line is a secret for Ed25519 in hex, or ``algorithm:hex`` for a plug-in, such as ``sm2:`` and whatever the
    plug-in takes as the name of a key in its device.
    """
    path = log_key_file(settings)
    text = read_line(path, malformed="ledger.key_malformed", readable="ledger.key_readable")
    if text is None:
        return None
    named, _, reference = text.rpartition(":")
    try:
        return registry.signer(named or ALG, bytes.fromhex(reference))
    except (BlindError, ValueError) as error:
        if isinstance(error, Malformed) and error.code in ("unknown-algorithm", "keys-stay-in-device"):
            raise Refusal("ledger.key_plug_in", path=str(path), alg=named) from None
        raise Refusal("ledger.key_malformed", path=str(path)) from None


def create_log_key(settings: Settings) -> Signer:
    """The ledger's key, new where there is none yet (mode 0600)."""
    create_key(log_key_file(settings))
    made = read_log_key(settings)
    if made is None:
        raise Refusal("ledger.key_malformed", path=str(log_key_file(settings)))
    return made


def origin_of(settings: Settings, signer: Signer) -> str:
    """The ledger's name, which no other ledger bears: the one in the settings, or one made from its first key."""
    return settings.ledger_origin or f"ledger.{signer.verifier.key_id[:16]}"


def note_key_of(settings: Settings, signer: Signer) -> NoteKey:
    """The ledger's public key as notes know it; readers of heads get it on paper, or from the trust file."""
    return NoteKey(origin_of(settings, signer), signer.verifier.public, alg=signer.alg)
