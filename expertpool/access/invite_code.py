"""An invite's code: ten Crockford characters, fifty bits, and one more that catches slips of the pen."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK = ALPHABET + "*~$=U"
LENGTH = 10
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code as it is printed: ``7K3QM-8ZT4W-R``."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{code[:5]}-{code[5:]}-{_check(code)}"


def read_code(typed: str) -> str | None:
    """The ten characters of what somebody typed, whatever the case, blanks and hyphens; None where it is no code."""
    text = "".join(typed.split()).replace("-", "").upper()
    code, check = text[:LENGTH].translate(_ALIKE), text[LENGTH:]
    if len(code) != LENGTH or len(check) != 1 or any(sign not in ALPHABET for sign in code):
        return None
    return code if check.translate(_ALIKE) == _check(code) else None


def _check(code: str) -> str:
    """The check sign of Crockford's base 32: the value modulo 37."""
    value = 0
    for sign in code:
        value = value * 32 + ALPHABET.index(sign)
    return _CHECK[value % 37]
