"""Text as TOML writes it."""

from __future__ import annotations

import json

from expertpool.rules.waiver import Waiver


def quoted(text: str) -> str:
    """A basic string; JSON's way is TOML's but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def waiver_text(waiver: Waiver) -> str:
    """A waiver as a committee file states one, an empty line before it."""
    named = {"rule": waiver.rule, "expert": waiver.expert, "reason": waiver.reason, "approver": waiver.approver}
    lines = [f"{key} = {quoted(value)}\n" for key, value in named.items() if value is not None]
    return "\n[[waiver]]\n" + "".join(lines) + f"at = {quoted(waiver.at.isoformat())}\n"
