"""The names packets go by: equally wide, from a secure source, and saying nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection

DIGITS = 8
MOST = 10**6
"""So many codenames at most are dealt, which keeps a guess at an unused one likelier than at a used one."""

Fresh = Callable[[int], bytes]


def deal(count: int, *, taken: Collection[str] = (), fresh: Fresh) -> tuple[str, ...]:
    """``count`` different codenames such as ``4821-3907``, none of ``taken``, in no order.

    ``fresh(n)`` gives n bytes of the system's secure source. Every codename is equally likely for every packet,
    whatever the order the packets stand in. Raises ValueError for more than a million in all.
    """
    if count < 0 or count + len(taken) > MOST:
        raise ValueError(f"{count} codenames beside {len(taken)}; at most {MOST} can be dealt")
    dealt: dict[str, None] = {}
    while len(dealt) < count:
        name = spelled(below(10**DIGITS, fresh))
        if name not in taken:
            dealt.setdefault(name)
    return tuple(dealt)


def below(bound: int, fresh: Fresh) -> int:
    """A whole number from 0 up to but not including ``bound``, each equally likely (rejection sampling)."""
    size = (bound.bit_length() + 7) // 8
    limit = 256**size - 256**size % bound
    while True:
        number = int.from_bytes(fresh(size), "big")
        if number < limit:
            return number % bound


def spelled(number: int) -> str:
    """Eight digits in two groups of four."""
    digits = f"{number:0{DIGITS}d}"
    return f"{digits[:4]}-{digits[4:]}"
