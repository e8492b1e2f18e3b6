"""Numbers that the law leaves open: named in a pack, stated by each committee, never filled in by the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.sentence import FileEntry, Sentence
from expertpool.rules.share import Share
from expertpool.words import has


@dataclass(frozen=True)
class OpenNumber:
    """``{ setting = "name" }`` in a pack. Not stated by the committee, the rule's verdict is unknown;
    with ``optional`` the rule then asks for nothing."""

    setting: str
    optional: bool = False

    @property
    def words(self) -> Sentence:
        """The number for people, as long as it is open."""
        return Sentence("rules.number.open", setting=self.setting)


def stated(number: Share | OpenNumber | None) -> Share | None:
    """The number, or None while it is open."""
    return None if isinstance(number, OpenNumber) else number


def number_words(number: Share | OpenNumber | None) -> Share | Sentence | None:
    """The number as a sentence's place takes it."""
    return number.words if isinstance(number, OpenNumber) else number


OWN_ENTRIES = ("private_enterprise_at_least", "max_per_employer")
"""Open numbers that a committee file states at its top and not under ``[settings]``."""


def setting_words(name: str) -> Sentence | str:
    """An open number in words; one of a pack from elsewhere, which the catalogues do not know, by its name."""
    key = f"rules.setting.{name}"
    return FileEntry(key, entry=name if name in OWN_ENTRIES else f"settings.{name}") if has(key) else name


def settings_of(committee: CommitteeFacts | None) -> Mapping[str, Share]:
    """Every open number this committee has stated, by setting name."""
    if committee is None:
        return {}
    own = {name: getattr(committee, name) for name in OWN_ENTRIES}
    return {**committee.settings, **{name: value for name, value in own.items() if value is not None}}
