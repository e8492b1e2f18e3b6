"""Trust files in plain words: roles, what a version changes, and why one is refused."""

from __future__ import annotations

from blind.errors import BlindError, Malformed
from blind.trust_change import Difference
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.words import Language, has, say

SEAL = "seal-"


def role_words(role: str, language: Language) -> str:
    """A role's name; one that a file brought itself is named as the file does."""
    if role.startswith(SEAL):
        return say("trust_file.seal_of", language, role=role_words(role.removeprefix(SEAL), language))
    key = f"trust_file.role.{role}"
    return say(key, language) if has(key) else role


def difference_words(one: Difference, language: Language) -> str:
    """One change as a sentence; a key is named by its holder and the beginning of its id."""
    facts = {name: str(value) for name, value in one.facts.items()}
    facts["key_id"] = facts.get("key_id", "")[:16]
    return say(f"trust_file.difference.{one.kind}", language, role=role_words(one.role, language), **facts)


class TrustRefused(Refusal):
    """A trust file, a version or a signature that cannot stand, with the reason as a sentence."""

    def __init__(self, error: BlindError, *, file: str) -> None:
        exit_code = ExitCode.BAD_INPUT if isinstance(error, Malformed) else ExitCode.FORGED
        super().__init__("trust_file.refused", where=Where(file=file), exit_code=exit_code, reason=error.code)
        self.fault = error.code

    def message(self, language: Language) -> str:
        """What is wrong, with the core's code put into words."""
        key = f"trust_file.fault.{self.fault}"
        reason = say(key, language) if has(key) else self.fault
        return say("trust_file.refused", language, reason=reason)
