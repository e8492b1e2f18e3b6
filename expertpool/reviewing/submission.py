"""What a reader hands in: signed documents in one file, and nothing outside them."""

from __future__ import annotations

from collections.abc import Sequence

from blind.dsse import Envelope
from blind.encoding import canonical, strict_parse
from blind.errors import Malformed
from blind.fields import exact

FORMAT = "expertpool-submission/1"


def submission(documents: Sequence[bytes]) -> bytes:
    """The file: documents in the order of their bytes, so that their order says nothing."""
    listed = [strict_parse(one) for one in sorted(documents)]
    return canonical({"documents": listed, "format": FORMAT})


def read_submission(data: bytes) -> list[bytes]:
    """The documents of a file, or the one document that a file is. Raises ``Malformed``."""
    found = strict_parse(data)
    if isinstance(found, dict) and "payload" in found:
        return [Envelope.from_dict(found).to_bytes()]
    record = exact(found, {"documents": list, "format": str}, what="submission")
    if record["format"] != FORMAT:
        raise Malformed("unknown-version", what="submission", format=record["format"][:40])
    return [Envelope.from_dict(one).to_bytes() for one in record["documents"]]
