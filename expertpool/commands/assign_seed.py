"""The seed that an assignment is asked to use: the system's, a text's, or a ceremony's."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from pathlib import Path

from expertpool.assigning.seed_source import SeedSource, from_ceremony
from expertpool.errors import ExitCode, Refusal, Where

SEED_TAG = b"expertpool/assignment-training-seed/v1"


def seed_source(text: str | None, *, ceremony: Path | None, certificate: Path | None, trust: Path | None) -> SeedSource:
    """The source. Raises Refusal where two are given, or the ceremony or certificate does not hold."""
    if sum(given is not None for given in (text, ceremony, certificate)) > 1:
        raise Refusal("assign.two_seeds")
    if certificate is not None:
        return certified(certificate, trust)
    if ceremony is not None:
        return _of_hall(ceremony, trust)
    if text is None:
        return SeedSource(secrets.token_bytes(32), "system")
    if not text.strip():
        raise Refusal("assign.seed_empty")
    return SeedSource(hashlib.sha256(SEED_TAG + unicodedata.normalize("NFC", text).encode()).digest(), "text")


def certified(path: Path, trust: Path | None, *, number: object = None) -> SeedSource:
    """The source that a ceremony's certificate vouches for: the seed of its last round, or of the round asked for.

    Raises Refusal where the certificate does not hold, was made by one computer alone, or has no such round.
    """
    from blind.dsse import from_base64  # noqa: PLC0415  # only a ceremony needs it
    from blind.verify_draw import examine  # noqa: PLC0415  # its import is slow

    code, draw, _ = examine(_content(path), None if trust is None else _content(trust))  # type: ignore[no-untyped-call]  # the verifier stands alone, without types
    if code != 0 or draw is None:
        raise Refusal("assign.certificate_bad", where=Where(file=str(path)), exit_code=ExitCode.FORGED)
    content = json.loads(from_base64(json.loads(path.read_text(encoding="utf-8"))["payload"]))
    if content["assurance"] == "M0":
        raise Refusal("assign.certificate_alone", where=Where(file=str(path)))
    seeds = {at: one["seed"] for at, one in enumerate(content["rounds"])}
    wanted = len(seeds) - 1 if number is None else number
    if not isinstance(wanted, int) or wanted not in seeds:
        raise Refusal("assign.certificate_round", where=Where(file=str(path)), number=str(wanted))
    return from_ceremony(
        bytes.fromhex(seeds[wanted]), assurance=content["assurance"], ctx=draw.ctx.hex(), number=wanted
    )


def _of_hall(folder: Path, trust: Path | None) -> SeedSource:
    from blind.ceremony.steps import read  # noqa: PLC0415  # only a ceremony needs it
    from expertpool.commands.trust_edge import trust_of  # noqa: PLC0415  # its import is slow
    from expertpool.party.board import Board  # noqa: PLC0415  # its import is slow

    if trust is None:
        raise Refusal("assign.trust_missing")
    state = read(Board(folder).documents(), trust_of(_content(trust), trust))
    last = state.rounds[-1] if state.rounds else None
    if state.wrong or state.void is not None or state.context is None or last is None or last.seed is None:
        raise Refusal("assign.ceremony_open", where=Where(file=str(folder)))
    return from_ceremony(
        last.seed, assurance=str(last.assurance.value), ctx=state.context.ctx.hex(), number=last.number
    )


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Refusal("common.file_missing", path=str(path))
    return path.read_bytes()
