"""How secrets are shown where they need not be read: enough to recognise, not enough to use."""

from __future__ import annotations


def masked_id_number(text: str) -> str:
    """``150203********1234``: the place of issue and the last four stay."""
    return f"{text[:6]}{'*' * (len(text) - 10)}{text[-4:]}" if len(text) > 14 else "*" * len(text)


def masked_phone(text: str) -> str:
    """``139****5678``."""
    return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}" if len(text) > 7 else "*" * len(text)


def masked_email(text: str) -> str:
    """``z***@example.cn``."""
    name, at, domain = text.partition("@")
    return f"{name[:1]}***@{domain}" if at else "***"
