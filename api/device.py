"""What a browser says it is, in two words that its owner recognises."""

from __future__ import annotations

SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"))
BROWSERS = (("MicroMessenger", "WeChat"), ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"))


def device_named(user_agent: str) -> str:
    """``Chrome · Windows``; the beginning of what it says where nothing is recognised."""
    named = (_first(user_agent, (*BROWSERS, ("Safari/", "Safari"))), _first(user_agent, (*SYSTEMS, ("Linux", "Linux"))))
    return " · ".join(name for name in named if name) or user_agent[:40]


def _first(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in signs if sign in text), "")
