"""A closed round as files: what a trustee needs to see before giving halves, and the halves, signed by their giver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from blind import dsse
from blind.ceremony.book import read_note
from blind.ceremony.logged import Logged
from blind.cosigned import Placed, check_cosigned
from blind.dsse import Envelope
from blind.encoding import canonical, from_hex, strict_parse
from blind.envelope import Half
from blind.errors import BlindError, Malformed, Untrusted, WrongSecret
from blind.fields import exact, natural, texts
from blind.keys.signer import Signer
from blind.log.head import Head
from blind.scoresheet.box import Closing
from blind.scoresheet.opening import CLOSED, half_after_closing
from blind.scoresheet.sealed import SealedSheet
from blind.trust import Trust
from expertpool.errors import Refusal, Where
from expertpool.reviewing.review_folder import ReviewFolder

SHEETS_FORMAT, HALVES_FORMAT = "expertpool-closed-sheets/1", "expertpool-score-halves/1"
HALVES_TYPE = "application/vnd.expertpool.score-halves+json"


@dataclass(frozen=True)
class ClosedRound:
    """A closing that stands in a head the witness cosigned, and the sheets it lists with their signatures."""

    record: Closing
    placed: Placed
    head: Head
    documents: tuple[bytes, ...]

    def sealed(self) -> list[tuple[bytes, SealedSheet]]:
        """Signed document and sealed sheet, in the order of the record. Raises ``Untrusted`` where one is missing."""
        read = [(one, SealedSheet.parse(Envelope.parse(one).payload)) for one in self.documents]
        found = {sealed.hash: (document, sealed) for document, sealed in read}
        missing = [one for one in self.record.sheets if one not in found]
        if missing or len(found) != len(self.record.sheets):
            raise Untrusted("sheets-differ-from-closing", missing=len(missing), found=len(found))
        return [found[one] for one in self.record.sheets]


def closed_round(folder: ReviewFolder, number: int, trust: Trust) -> ClosedRound:
    """The round, once its closing is proven in a cosigned head; raises Refusal without one and ``BlindError``."""
    record, placed, head = closing_in(folder, number, trust)
    documents = read_sheets(folder.sheets(number).read_bytes())
    return ClosedRound(record, placed, head, tuple(documents))


def closing_in(folder: ReviewFolder, number: int, trust: Trust) -> tuple[Closing, Placed, Head]:
    """The closing of a round with its place in a cosigned head, both checked."""
    for path, code in ((folder.logged(number), "scores.not_closed"), (folder.cosigned(number), "scores.not_cosigned")):
        if not path.is_file():
            raise Refusal(code, where=Where(file=str(path)), round=number)
    record = Closing.parse(folder.closing(number).read_bytes())
    logged = Logged.parse(folder.logged(number).read_bytes())
    head = read_note(folder.cosigned(number).read_bytes(), trust, threshold=1)
    placed = Placed(logged.entry, logged.salt, logged.size, logged.inclusion)
    check_cosigned(record.to_bytes(), placed, head, kind=CLOSED, scope=record.group)
    return record, placed, head


def written_sheets(documents: Sequence[bytes]) -> bytes:
    """The file of the sheets that count, in the order of the closing."""
    return canonical({"documents": [strict_parse(one) for one in documents], "format": SHEETS_FORMAT})


def read_sheets(data: bytes) -> list[bytes]:
    """Reads ``written_sheets``; raises ``Malformed``."""
    record = exact(strict_parse(data), {"documents": list, "format": str}, what="closed-sheets")
    if record["format"] != SHEETS_FORMAT:
        raise Malformed("unknown-version", what="closed-sheets", format=record["format"][:40])
    return [Envelope.from_dict(one).to_bytes() for one in record["documents"]]


@dataclass(frozen=True)
class Halves:
    """One trustee's halves for the sheets of a round: by sheet, one for each partner for whom there is one.

    Where a reader's device sealed nonsense, there is none: that sheet alone opens for nobody.
    """

    group: str
    round: int
    holder: str
    halves: dict[bytes, tuple[Half, ...]]

    def to_bytes(self) -> bytes:
        """The file as canonical JSON."""
        listed = [
            {"document": key.hex(), "halves": [half.to_bytes().decode() for half in self.halves[key]]}
            for key in sorted(self.halves)
        ]
        return canonical(
            {
                "format": HALVES_FORMAT,
                "group": self.group,
                "holder": self.holder,
                "round": self.round,
                "sheets": listed,
            }
        )

    @classmethod
    def parse(cls, data: bytes) -> Halves:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"format": str, "group": str, "holder": str, "round": int, "sheets": list}
        record = exact(strict_parse(data), fields, what="score-halves")
        if record["format"] != HALVES_FORMAT:
            raise Malformed("unknown-version", what="score-halves", format=record["format"][:40])
        read = [exact(one, {"document": str, "halves": list}, what="score-halves") for one in record["sheets"]]
        halves = {
            from_hex(one["document"], 32): tuple(
                Half.parse(half.encode()) for half in texts(one["halves"], what="score-halves")
            )
            for one in read
        }
        return cls(record["group"], natural(record["round"], what="score-halves"), record["holder"], halves)

    def for_partner(self, document: bytes, partner: str) -> Half | None:
        """The half for a sheet and a partner; None where this trustee could take none out."""
        own = (half for half in self.halves.get(document, ()) if (half.holder, half.partner) == (self.holder, partner))
        return next(own, None)


def halves_of(closed: ClosedRound, number: int, *, holder: str, secret: bytes) -> Halves:
    """What a trustee hands over for a round; nothing for a sheet that was not sealed as it has to be.

    Raises ``BlindError`` for anything that is not as the closing says, and ``WrongSecret`` where no sheet at all opens
    with ``secret``.
    """
    sheets = [sealed for _, sealed in closed.sealed()]
    made = {sealed.hash: tuple(_own_halves(closed, sealed, holder=holder, secret=secret)) for sealed in sheets}
    if sheets and not any(made.values()):
        raise WrongSecret("cannot-open", holder=holder)
    return Halves(closed.record.group, number, holder, made)


def _own_halves(closed: ClosedRound, sealed: SealedSheet, *, holder: str, secret: bytes) -> Iterator[Half]:
    """The halves of one sheet that come out, partner by partner."""
    for partner in sealed.sealed.holders:
        if partner == holder:
            continue
        with suppress(WrongSecret):
            yield half_after_closing(
                sealed,
                secret,
                holder=holder,
                partner=partner,
                record=closed.record,
                placed=closed.placed,
                head=closed.head,
            )


def signed_halves(halves: Halves, signer: Signer) -> bytes:
    """The file a trustee lays down: its halves under its own signature."""
    return dsse.sign(halves.to_bytes(), payload_type=HALVES_TYPE, signers=[signer]).to_bytes()


@dataclass(frozen=True)
class LaidDown:
    """The halves of a round by trustee. ``unsigned``: whose come from a release that did not sign them yet, so that
    nobody answers for them; ``aside``: file name -> why it is not held to be of the trustee it names.
    """

    halves: tuple[Halves, ...]
    unsigned: tuple[str, ...]
    aside: dict[str, str]

    @property
    def signed(self) -> tuple[str, ...]:
        """The trustees who answer for their halves with their signature."""
        return tuple(one.holder for one in self.halves if one.holder not in self.unsigned)


def laid_down(folder: ReviewFolder, number: int, closed: ClosedRound, trust: Trust) -> LaidDown:
    """Every trustee's file, its signature held against the key the trust file has for that very trustee."""
    found: dict[str, Halves] = {}
    unsigned: list[str] = []
    aside: dict[str, str] = {}
    for path in folder.halves_there(number):
        data, holder = path.read_bytes(), path.stem
        try:
            signed = is_signed(data)
            one = Halves.parse(signed_payload(data, trust, holder=holder, size=closed.head.size) if signed else data)
            if (one.group, one.round, one.holder) != (closed.record.group, number, holder):
                raise Untrusted("halves-of-another", holder=holder)
        except BlindError as error:
            aside[path.name] = error.code
            continue
        found[holder] = one
        unsigned += [] if signed else [holder]
    order = sorted(found, key=lambda name: (name in unsigned, name))
    return LaidDown(tuple(found[name] for name in order), tuple(unsigned), aside)


def is_signed(data: bytes) -> bool:
    """Whether a file of halves is an envelope at all; raises ``Malformed`` for what is no JSON."""
    record = strict_parse(data)
    return not (isinstance(record, dict) and record.get("format") == HALVES_FORMAT)


def signed_payload(data: bytes, trust: Trust, *, holder: str, size: int) -> bytes:
    """What a trustee signed, by the key in force now, or the one in force when the closing was witnessed.

    Raises ``Untrusted`` and ``Forged`` for any other signer. ``size``: of the ledger's head that holds the closing.
    """
    try:
        return trust.verify(data, payload_type=HALVES_TYPE, role=holder, index=trust.newest.since)
    except Untrusted as error:
        if error.code != "key-stale":
            raise
    return trust.verify(data, payload_type=HALVES_TYPE, role=holder, index=size)
