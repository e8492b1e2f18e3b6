"""Decisions about packets and releases of packets put into the ledger, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from expertpool.commands.circumstances import now
from expertpool.settings import Settings

if TYPE_CHECKING:
    from expertpool.packets.blinding import Enter
    from expertpool.packets.decisions import Decided


def entering(settings: Settings, by: str) -> Enter:
    """A function that enters decisions (by application key), digests of packets (by codename) and a vault's manifest.

    All in ``by``'s name. Nothing is entered, and no database opened, where there is none of them.
    """

    def enter(decided: Mapping[str, Sequence[Decided]], packets: Mapping[str, str], manifest: bytes | None) -> None:
        from expertpool.actions.release_packets import release_packets  # noqa: PLC0415  # the database is slow to import
        from expertpool.db import open_session  # noqa: PLC0415  # slow to import, as above

        if not decided and not packets and manifest is None:
            return
        with open_session(settings) as session:
            release_packets(
                session,
                decisions={key: [one.as_dict() for one in several] for key, several in decided.items()},
                packets=packets,
                manifest=manifest,
                at=now(),
                actor=by,
            )
            session.commit()

    return enter
