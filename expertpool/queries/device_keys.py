"""Keys of experts' devices: whose a key is, and those that count now."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from blind.keys.p256 import P256Verifier
from expertpool.models import Account, DeviceKey


def keys_standing(session: Session, account_id: int) -> tuple[DeviceKey, ...]:
    """The keys of an account that count now."""
    wanted = select(DeviceKey).where(DeviceKey.account_id == account_id, col(DeviceKey.ended_at).is_(None))
    return tuple(session.exec(wanted.order_by(col(DeviceKey.id))).all())


def every_key(session: Session, account_id: int) -> tuple[DeviceKey, ...]:
    """All keys an account ever had, the newest first."""
    wanted = select(DeviceKey).where(DeviceKey.account_id == account_id).order_by(col(DeviceKey.id).desc())
    return tuple(session.exec(wanted).all())


def owner_of(session: Session, key_id: str) -> tuple[DeviceKey, Account] | None:
    """A key and whose it is, whether it counts or not; None for one never pinned or of a closed account."""
    wanted = (
        select(DeviceKey, Account)
        .join(Account, col(Account.id) == col(DeviceKey.account_id))
        .where(DeviceKey.key_id == key_id, col(Account.closed_at).is_(None))
    )
    return session.exec(wanted).first()


def devices_of_experts(session: Session, numbers: Iterable[str]) -> dict[str, P256Verifier]:
    """The key that counts now of each of these experts who has one, by expert number."""
    wanted = (
        select(Account.name, DeviceKey.public)
        .join(DeviceKey, col(DeviceKey.account_id) == col(Account.id))
        .where(
            col(Account.name).in_(list(numbers)), col(Account.closed_at).is_(None), col(DeviceKey.ended_at).is_(None)
        )
    )
    return {name: P256Verifier(bytes.fromhex(public)) for name, public in session.exec(wanted)}
