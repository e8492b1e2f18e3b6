"""Confirmations of pages: they hold for the page as it was seen, come back with it, and for no other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from blind.redact import Act, Blinded, Decision
from blind.redact.box import Box
from blind.redact.deciding import Decisions
from blind.redact.rebuild import EncodedPage, encode_page
from blind.redact.wire import pack
from expertpool.packets.confirming import page_digest, unconfirmed
from expertpool.packets.decisions import Decided
from expertpool.packets.dossiers import DossierFile
from expertpool.packets.file_results import FileResult

AT = datetime(2025, 6, 1, tzinfo=UTC)


def page(ink: int) -> EncodedPage:
    image = np.full((40, 40), 255, np.uint8)
    image[:ink] = 0
    return encode_page(image, bits=1, lines=())


def result(folder: Path, *pages: EncodedPage) -> FileResult:
    kept = folder / "a.blinded"
    kept.write_bytes(pack(Blinded(name="a.txt", digest="d", pages=pages)))
    return FileResult(DossierFile(Path("a.txt"), "a.txt"), "d", kept)


def confirmation(number: int, seen: EncodedPage, *, file: str = "d") -> Decided:
    decision = Decision(f"page:{number}", Act.KEEP, "", "王", number)
    return Decided(decision, AT, file, (page_digest(seen),))


def test_page_is_confirmed_while_it_looks_as_it_did(tmp_path: Path) -> None:
    said = [confirmation(1, page(3)), confirmation(2, page(4))]
    assert unconfirmed([result(tmp_path, page(3), page(4))], said) == []
    assert unconfirmed([result(tmp_path, page(5), page(4))], said) == [("a.txt", 1)]


def test_page_that_comes_back_to_what_was_confirmed_is_confirmed(tmp_path: Path) -> None:
    said = [confirmation(1, page(3)), confirmation(1, page(5))]
    assert unconfirmed([result(tmp_path, page(3))], said) == []


def test_confirmation_of_another_file_or_page_counts_for_nothing(tmp_path: Path) -> None:
    said = [confirmation(1, page(3), file="e"), confirmation(2, page(3))]
    assert unconfirmed([result(tmp_path, page(3))], said) == [("a.txt", 1)]


def test_confirmation_that_names_no_page_content_counts_for_nothing(tmp_path: Path) -> None:
    said = [Decided(Decision("page:1", Act.KEEP, "", "王", 1), AT, "d")]
    assert unconfirmed([result(tmp_path, page(3))], said) == [("a.txt", 1)]


def test_box_taken_away_where_it_was_added_is_burnt_no_more() -> None:
    box = Box(1, 2, 3, 4)
    added, gone = (Decision("", act, "", "王", 1, box) for act in (Act.HIDE, Act.KEEP))
    assert [given for given, _ in Decisions.of([added]).boxes_added(1)] == [box]
    assert Decisions.of([gone]).boxes_added(1) == []
