"""Escrow: two others open a party's links together, one alone learns nothing, and wrong halves show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blind.ceremony.chain import link
from blind.ceremony.document import payload, read_payload
from blind.ceremony.escrow import Escrow, Share, check_escrow, check_half, check_shares, make_escrow, open_half
from blind.errors import BlindError, Forged, Malformed, WrongSecret
from blind.halves import joined
from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE, Fresh, Hall, secret

HALL = Hall()
ESCROW = make_escrow(HALL.context, OFFICE, HALL.lasts[OFFICE], Fresh("escrow"))


def half(at: int, holder: str, escrow: Escrow = ESCROW) -> bytes:
    return open_half(escrow, HALL.context, at=at, holder=holder, secret=HALL.seal_secret(holder))


@pytest.mark.parametrize("at", range(4))
def test_two_halves_give_the_link_of_each_round(at: int) -> None:
    wanted = link(HALL.lasts[OFFICE], rounds=3, at=at, algorithm="sha256")
    assert joined(half(at, HRSS), half(at, INSPECTOR)) == wanted


def test_halves_of_one_round_say_nothing_of_another() -> None:
    halves = {half(at, holder) for at in range(4) for holder in (HRSS, INSPECTOR)}
    assert len(halves) == 8


def test_escrow_is_read_back_as_it_was_written() -> None:
    assert read_payload(Escrow, payload(ESCROW)) == ESCROW


def test_nobody_but_the_holder_opens_a_half() -> None:
    for stranger in (OFFICE, INSPECTOR):
        with pytest.raises(WrongSecret):
            open_half(ESCROW, HALL.context, at=0, holder=HRSS, secret=HALL.seal_secret(stranger))


def test_a_share_moved_to_another_round_holder_party_or_draw_does_not_open() -> None:
    first, second = dict(ESCROW.links[0]), dict(ESCROW.links[1])
    swapped = replace(ESCROW, links=(second, first, *ESCROW.links[2:]))
    others = Hall(draw_id=bytes(16)).context
    with pytest.raises(WrongSecret):
        half(0, HRSS, swapped)
    with pytest.raises(WrongSecret):
        half(0, HRSS, replace(ESCROW, party=INSPECTOR))
    with pytest.raises(WrongSecret):
        open_half(ESCROW, others, at=0, holder=HRSS, secret=HALL.seal_secret(HRSS))


def test_a_half_that_is_not_the_published_one_is_refused() -> None:
    for wrong in (secret("a lie"), None, half(1, HRSS), half(0, INSPECTOR)):
        with pytest.raises(Forged, match="half-not-published"):
            check_half(ESCROW, HALL.context, at=0, holder=HRSS, half=wrong)


def test_holder_notices_a_deposit_that_is_not_what_was_published() -> None:
    share = ESCROW.links[2][HRSS]
    junk = {**ESCROW.links[2], HRSS: Share(HRSS, secret("other hash"), share.sealed)}
    with pytest.raises(Forged, match="half-not-published"):
        check_shares(
            replace(ESCROW, links=(*ESCROW.links[:2], junk, ESCROW.links[3])),
            HALL.context,
            holder=HRSS,
            secret=HALL.seal_secret(HRSS),
        )
    check_shares(ESCROW, HALL.context, holder=HRSS, secret=HALL.seal_secret(HRSS))


@pytest.mark.every
@pytest.mark.parametrize(
    "escrow",
    [
        replace(ESCROW, links=ESCROW.links[:-1]),
        replace(ESCROW, links=(*ESCROW.links, ESCROW.links[0])),
        replace(ESCROW, links=({HRSS: ESCROW.links[0][HRSS]}, *ESCROW.links[1:])),
        replace(ESCROW, party=HRSS),
    ],
)
def test_escrow_that_lacks_a_link_or_a_holder_is_refused(escrow: Escrow) -> None:
    with pytest.raises(Forged, match="escrow-incomplete"):
        check_escrow(escrow, HALL.context, OFFICE)


def test_links_out_of_order_and_shares_out_of_order_are_malformed() -> None:
    fields = ESCROW.as_dict()
    with pytest.raises(Malformed, match="links-out-of-order"):
        Escrow.from_dict({**fields, "links": fields["links"][::-1]})
    shares = [{**entry, "shares": entry["shares"][::-1]} for entry in fields["links"]]
    with pytest.raises(Malformed, match="not-sorted-or-twice"):
        Escrow.from_dict({**fields, "links": shares})


def test_every_changed_byte_of_a_sealed_half_is_noticed() -> None:
    share = ESCROW.links[0][HRSS]
    for place in range(len(share.sealed)):
        changed = bytearray(share.sealed)
        changed[place] ^= 1
        links = ({**ESCROW.links[0], HRSS: replace(share, sealed=bytes(changed))}, *ESCROW.links[1:])
        with pytest.raises(BlindError):
            half(0, HRSS, replace(ESCROW, links=links))
