"""A second, independent look at a finished packet: other extractors, another scale, its own spellings."""

from __future__ import annotations

from blind.redact.leak.finding import Kept, Leak
from blind.redact.leak.packet import kept_in, search_packet
from blind.redact.leak.second_look import second_look

__all__ = ["Kept", "Leak", "kept_in", "search_packet", "second_look"]
