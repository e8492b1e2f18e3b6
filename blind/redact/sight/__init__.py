"""What a reader's eye finds on a page: the step from a raw page to one whose every line was seen."""

from __future__ import annotations

from blind.redact.sight.look import see
from blind.redact.sight.reader import Reader, open_reader
from blind.redact.sight.witness import Witness

__all__ = ["Reader", "Witness", "open_reader", "see"]
