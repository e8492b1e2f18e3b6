"""Text as TOML writes it."""

from __future__ import annotations

import json


def quoted(text: str) -> str:
    """A basic string; JSON's way is TOML's but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
