"""Attacks V2 to V5, V7 to V10 and S1 to S10 on the cores of the vault and the scores: who tries what, who sees it.

The attacker is the server's administrator, with every stored byte and the office's own trustee key in hand, or a reader
with a genuine device. What neither has is a second trustee's key, or another reader's device.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace
from statistics import correlation
from typing import Any

import pytest

from blind import dsse
from blind.codename import deal
from blind.encoding import canonical, strict_parse
from blind.envelope import PairEnvelope, open_half, open_with, seal_to_pairs
from blind.errors import BlindError, Forged, Malformed, Untrusted, WrongSecret
from blind.keys.p256 import P256Signer
from blind.scoresheet.box import ScoreBox, close, closing, left_out, submit
from blind.scoresheet.opening import half_after_closing
from blind.scoresheet.sealed import PAYLOAD_TYPE, SealedSheet, half_of, opened, read_signed
from blind.scoresheet.sheet import ROOM, Place, padded
from blind.vault import Vault, seal_map
from tests.blind.review_room import (
    GROUP,
    MARKS,
    PACKETS,
    READERS,
    RUBRIC,
    SECRETS,
    SOURCE,
    TRUSTEES,
    closed_scores,
    make_box,
    make_sheet,
    opened_by,
    sealed_by,
)

STRANGER = P256Signer(b"\x55" * 32)


def refused(data: bytes, *, box: ScoreBox | None = None) -> str:
    """The code with which the box refuses a sheet."""
    with pytest.raises(BlindError) as error:
        submit(box or make_box(), data)
    return error.value.code


def read(data: bytes) -> SealedSheet:
    return SealedSheet.parse(dsse.Envelope.parse(data).payload)


def resigned(record: SealedSheet, signer: Any) -> bytes:
    """A record the attacker changed, signed by a key the attacker has."""
    return dsse.sign(record.to_bytes(), payload_type=PAYLOAD_TYPE, signers=[signer]).to_bytes()


# --- the vault --------------------------------------------------------------------------------------------------------

IDS = {"4821-3907": "A001", "0000-0001": "A002", "9999-0000": "A003"}
VAULT = Vault(bytes(16), seal_map(IDS, TRUSTEES, vault_id=bytes(16), fresh=random.Random(3).randbytes))


def test_v2_one_holder_alone_opens_no_identity() -> None:
    half = VAULT.open_half("4821-3907", SECRETS["office"], holder="office", partner="hrss")
    with pytest.raises(WrongSecret):
        VAULT.open_with("4821-3907", half, half)
    with pytest.raises(WrongSecret):
        VAULT.open_half("4821-3907", SECRETS["office"], holder="hrss", partner="office")


def test_v3_swapped_records_of_two_applicants_open_for_nobody() -> None:
    records = {**VAULT.records, "4821-3907": VAULT.records["0000-0001"], "0000-0001": VAULT.records["4821-3907"]}
    with pytest.raises(WrongSecret):
        Vault(bytes(16), records).open_half("4821-3907", SECRETS["office"], holder="office", partner="hrss")


def test_v4_a_record_deleted_or_put_in_changes_the_vaults_bytes_and_an_invented_one_is_out_of_place() -> None:
    fewer = Vault(bytes(16), {name: VAULT.records[name] for name in sorted(IDS)[:2]})
    assert fewer.to_bytes() != VAULT.to_bytes()
    stranger = seal_map({"1111-1111": "A009"}, TRUSTEES, vault_id=b"\x01" * 16, fresh=random.Random(4).randbytes)
    with pytest.raises(WrongSecret):
        Vault(bytes(16), stranger).open_half("1111-1111", SECRETS["office"], holder="office", partner="hrss")


def test_v7_a_half_given_for_one_record_opens_no_other() -> None:
    one = VAULT.open_half("4821-3907", SECRETS["office"], holder="office", partner="hrss")
    other = VAULT.open_half("0000-0001", SECRETS["hrss"], holder="hrss", partner="office")
    with pytest.raises(WrongSecret):
        VAULT.open_with("0000-0001", one, other)


def ranks(values: Sequence[Any]) -> list[float]:
    """The place of each value in order, equal ones sharing their middle place."""
    ordered = sorted(values)
    return [ordered.index(one) + (ordered.count(one) - 1) / 2 for one in values]


def rank_correlation(one: Sequence[Any], other: Sequence[Any]) -> float:
    """Spearman's; 0 where one of the two does not vary at all."""
    first, second = ranks(one), ranks(other)
    if len(set(first)) == 1 or len(set(second)) == 1:
        return 0.0
    return float(correlation(first, second))


def test_v8_sizes_and_order_of_the_vault_say_nothing_about_the_intake() -> None:
    assert list(VAULT.records) == sorted(IDS)
    assert len({len(one.to_bytes()) for one in VAULT.records.values()}) == 1


def test_v8_rank_correlation_of_intake_with_codename_place_size_and_bytes_is_that_of_chance() -> None:
    """Twelve seasons of forty applications, keys in the order of intake: over all of them nothing leans either way."""
    seen: dict[str, list[float]] = {"codename": [], "place": [], "size": [], "first bytes": []}
    for season in range(12):
        keys = [f"A{at:03}" for at in range(40)]
        given = dict(zip(keys, deal(len(keys), fresh=random.Random(season).randbytes), strict=True))
        sealed = seal_map(
            {codename: key for key, codename in given.items()},
            TRUSTEES,
            vault_id=bytes(16),
            fresh=random.Random(1_000 + season).randbytes,
        )
        stored = list(Vault(bytes(16), sealed).records)
        intake = [int(key[1:]) for key in keys]
        shown = {
            "codename": [given[key] for key in keys],
            "place": [stored.index(given[key]) for key in keys],
            "size": [len(sealed[given[key]].to_bytes()) for key in keys],
            "first bytes": [hashlib.sha256(sealed[given[key]].to_bytes()).digest() for key in keys],
        }
        for name, values in shown.items():
            seen[name].append(rank_correlation(intake, values))
    assert seen["size"] == [0.0] * 12
    for values in seen.values():
        assert abs(sum(values) / 12) < 3 * (1 / 39 / 12) ** 0.5
        assert max(map(abs, values)) < 4 * (1 / 39) ** 0.5


def test_v9_with_one_holder_lost_the_other_two_still_open() -> None:
    one = VAULT.open_half("4821-3907", SECRETS["inspector"], holder="inspector", partner="hrss")
    other = VAULT.open_half("4821-3907", SECRETS["hrss"], holder="hrss", partner="inspector")
    assert VAULT.open_with("4821-3907", one, other) == "A001"


@pytest.mark.parametrize("bit", [0, 7, 100, 255])
def test_v10_a_wrong_half_is_an_error_and_never_another_text(bit: int) -> None:
    one = VAULT.open_half("4821-3907", SECRETS["office"], holder="office", partner="hrss")
    other = VAULT.open_half("4821-3907", SECRETS["hrss"], holder="hrss", partner="office")
    value = int.from_bytes(other.value, "big") ^ 1 << bit
    with pytest.raises(WrongSecret, match="wrong-half"):
        VAULT.open_with("4821-3907", one, replace(other, value=value.to_bytes(32, "big")))


# --- before closing ---------------------------------------------------------------------------------------------------


def test_s1_the_administrator_with_one_trustees_key_reads_no_score() -> None:
    sheet = make_sheet(comment="同意推荐")
    data = sealed_by(sheet)
    sealed = read(data)
    stored = data + sealed.to_bytes() + canonical({"sheets": [one.hash.hex() for one in [sealed]]})
    assert [
        text for text in ("ability", '":8000', '":7550', "同意推荐", sheet.salt.hex()) if text.encode() in stored
    ] == []
    half = half_of(sealed, SECRETS["office"], holder="office", partner="hrss")
    with pytest.raises(WrongSecret):
        opened(sealed, half, half)


def test_s1_equal_marks_leave_no_equal_bytes() -> None:
    one, other = (read(sealed_by(make_sheet())) for _ in range(2))
    assert one.commitment != other.commitment
    assert one.sealed.ciphertext != other.sealed.ciphertext


def test_s1_no_trustee_gives_a_half_before_the_closing_is_witnessed() -> None:
    box = submit(make_box(), sealed_by(make_sheet())).box
    (sealed,) = box.newest()
    record = closing(close(box))
    placed, head = closed_scores(record, witnessed=False)
    with pytest.raises(Untrusted, match="not-witnessed"):
        half_after_closing(
            sealed, SECRETS["hrss"], holder="hrss", partner="office", record=record, placed=placed, head=head
        )


def test_v5_s1_a_closing_of_another_group_or_without_this_sheet_opens_nothing() -> None:
    box = submit(make_box(), sealed_by(make_sheet())).box
    (sealed,) = box.newest()
    for record, error in (
        (closing(close(make_box())), "sheet-not-listed"),
        (replace(closing(close(box)), group="2025/engineering/g2"), "entry-of-another-kind"),
    ):
        placed, head = closed_scores(record)
        with pytest.raises(BlindError, match=error):
            half_after_closing(
                sealed, SECRETS["hrss"], holder="hrss", partner="office", record=record, placed=placed, head=head
            )


def test_v5_a_closing_that_is_not_the_one_in_the_log_opens_nothing() -> None:
    box = submit(make_box(), sealed_by(make_sheet())).box
    (sealed,) = box.newest()
    record = closing(close(box))
    placed, head = closed_scores(closing(close(make_box())))
    with pytest.raises(Forged, match="body-changed"):
        half_after_closing(
            sealed, SECRETS["hrss"], holder="hrss", partner="office", record=record, placed=placed, head=head
        )


def sealed_so(envelope: PairEnvelope, place: Place, *, reader: str = "R1", commitment: bytes = bytes(32)) -> bytes:
    """What a genuine device with a program of its own sends."""
    return resigned(SealedSheet(place, commitment, envelope), READERS[reader])


@pytest.mark.parametrize(
    "trustees",
    [
        {**{name: TRUSTEES[name] for name in ("hrss", "inspector")}, "mine": SOURCE.randbytes(32)},
        {f"x{at}": key for at, key in enumerate(TRUSTEES.values())},
    ],
    ids=["a stranger among them", "under other names"],
)
def test_s9_a_sheet_sealed_to_others_than_the_trustees_does_not_come_in(trustees: dict[str, bytes]) -> None:
    sheet = make_sheet()
    envelope = seal_to_pairs(padded(sheet), trustees, context=(b"c",), fresh=SOURCE.randbytes)
    assert refused(sealed_so(envelope, sheet.place, commitment=sheet.commitment)) == "sheet-of-another-shape"


@pytest.mark.parametrize("text", [b"", b"x" * (ROOM + 3), b"x" * (ROOM + 5)])
def test_s10_a_sheet_of_another_length_does_not_come_in(text: bytes) -> None:
    envelope = seal_to_pairs(text, TRUSTEES, context=(b"c",), fresh=SOURCE.randbytes)
    assert refused(sealed_so(envelope, make_sheet().place)) == "sheet-of-another-shape"


# --- replay and exchange ----------------------------------------------------------------------------------------------


def test_s2_an_old_version_does_not_come_back() -> None:
    first, second = sealed_by(make_sheet()), sealed_by(make_sheet(version=2))
    box = submit(submit(make_box(), first).box, second).box
    replayed = submit(box, first)
    assert replayed.again
    assert [one.place.version for one in replayed.box.newest()] == [2]
    assert refused(sealed_by(make_sheet()), box=box) == "older-version"


def test_s2_a_second_sheet_under_a_taken_version_is_refused() -> None:
    box = submit(make_box(), sealed_by(make_sheet())).box
    assert refused(sealed_by(make_sheet(marks={**MARKS, "ability": 5000})), box=box) == "version-taken"
    assert refused(sealed_by(make_sheet(version=3)), box=box) == "version-skipped"


def test_s2_a_sheet_moved_to_another_packet_breaks_the_signature_and_the_seal() -> None:
    sealed = read(sealed_by(make_sheet()))
    moved = replace(sealed, place=replace(sealed.place, packet=PACKETS["9999-0000"]))
    assert refused(resigned(moved, STRANGER)) == "key-not-pinned"
    with pytest.raises(WrongSecret):
        opened_by(moved, "hrss", "office")


def test_s2_a_sheet_of_another_group_is_refused() -> None:
    assert refused(sealed_by(make_sheet(group="2025/engineering/g2"))) == "other-group"


def test_s3_a_sheet_for_another_file_under_the_same_codename_is_refused() -> None:
    sheet = make_sheet()
    swapped = replace(sheet, place=replace(sheet.place, packet=b"\x77" * 32))
    assert refused(sealed_by(swapped)) == "not-assigned"


def test_s4_a_dropped_sheet_is_found_by_its_receipt() -> None:
    taken = submit(make_box(), sealed_by(make_sheet()))
    honest, dropped = closing(close(taken.box)), closing(close(make_box()))
    assert left_out(honest, [taken.receipt]) == []
    assert left_out(dropped, [taken.receipt]) == [taken.receipt]


def test_s4_a_sheet_put_back_to_an_earlier_version_is_found_by_its_receipt() -> None:
    first = submit(make_box(), sealed_by(make_sheet()))
    second = submit(first.box, sealed_by(make_sheet(version=2)))
    assert left_out(closing(close(first.box)), [second.receipt]) == [second.receipt]


def test_s5_a_sheet_exchanged_under_the_seal_does_not_fit_its_commitment() -> None:
    """Two trustees and the administrator together can make another envelope; the reader's commitment stays."""
    sealed = read(sealed_by(make_sheet()))
    better = make_sheet(marks={**MARKS, "ability": 9000}, salt=bytes(32))
    place = (b"expertpool/score-seal/v1", canonical(sealed.place.as_dict()), sealed.commitment)
    forged = replace(sealed, sealed=seal_to_pairs(padded(better), TRUSTEES, context=place, fresh=SOURCE.randbytes))
    with pytest.raises(Forged, match="sheet-changed"):
        opened_by(forged, "hrss", "office")
    with pytest.raises(Untrusted, match="key-not-pinned"):
        read_signed(resigned(forged, STRANGER), [READERS["R1"].verifier])


def test_s6_no_new_sheet_and_no_new_version_comes_in_after_closing() -> None:
    box = close(submit(make_box(), sealed_by(make_sheet())).box)
    assert refused(sealed_by(make_sheet("R2")), box=box) == "scores-closed"
    assert refused(sealed_by(make_sheet(version=2)), box=box) == "scores-closed"


def test_s7_a_revoked_device_no_longer_scores_and_the_new_one_does() -> None:
    fresh = P256Signer(b"\x66" * 32)
    box = make_box()
    box = replace(box, tasks={task: (fresh.verifier,) if task[0] == "R1" else keys for task, keys in box.tasks.items()})
    assert refused(sealed_by(make_sheet()), box=box) == "key-not-pinned"
    assert submit(box, sealed_by(make_sheet(), signer=fresh)).box.due == 8


def test_s7_one_reader_cannot_score_in_the_name_of_another() -> None:
    assert refused(sealed_by(make_sheet("R1"), signer=READERS["R2"])) == "key-not-pinned"


def test_s8_a_form_changed_mid_way_is_refused() -> None:
    changed = replace(RUBRIC, version=2)
    assert refused(sealed_by(make_sheet(rubric=changed.hash), rubric=changed)) == "other-rubric"


@pytest.mark.parametrize("mark", [0.5, 10050, -1, float("nan"), float("inf"), 10**30, True, "8000", [8000]])
def test_s9_no_float_no_negative_and_no_huge_mark_is_sealed_or_read(mark: Any) -> None:
    with pytest.raises(Malformed):
        sealed_by(make_sheet(marks={**MARKS, "ability": mark}))


@pytest.mark.parametrize("mark", [b"100.5", b"1e3", b"NaN", b"-0", b"99999999999999999999"])
def test_s9_numbers_that_are_no_whole_ones_do_not_parse(mark: bytes) -> None:
    from blind.scoresheet.sheet import Sheet

    with pytest.raises(Malformed):
        Sheet.parse(make_sheet().to_bytes().replace(b"8000", mark))


def test_s10_every_sealed_sheet_is_equally_long_whatever_it_says() -> None:
    sheets = [
        make_sheet(),
        make_sheet(comment="评" * 1000, reasons={"ability": "理" * 300}),
        make_sheet(marks=dict.fromkeys(MARKS, 0), reasons=dict.fromkeys(MARKS, "x")),
    ]
    assert len({len(sealed_by(one)) for one in sheets}) == 1


def test_s10_the_closing_names_no_reader_no_packet_and_no_time() -> None:
    box = submit(submit(make_box(), sealed_by(make_sheet("R2"))).box, sealed_by(make_sheet("R1"))).box
    other = submit(submit(make_box(), sealed_by(make_sheet("R1"))).box, sealed_by(make_sheet("R2"))).box
    record = strict_parse(closing(close(box)).to_bytes())
    assert set(record) == {"format", "group", "missing", "rubric", "sheets"}
    assert record["sheets"] == sorted(record["sheets"])
    assert [one.place.reader for one in other.newest()] != [] and record["group"] == GROUP


def test_any_changed_byte_of_a_signed_sheet_is_refused() -> None:
    data = sealed_by(make_sheet())
    source = random.Random(5)
    for _ in range(60):
        place = source.randrange(len(data))
        changed = data[:place] + bytes([data[place] ^ 1 << source.randrange(8)]) + data[place + 1 :]
        with pytest.raises(BlindError):
            submit(make_box(), changed)


def test_a_half_for_one_readers_sheet_opens_no_other() -> None:
    one, other = read(sealed_by(make_sheet("R1"))), read(sealed_by(make_sheet("R2")))
    first = half_of(one, SECRETS["office"], holder="office", partner="hrss")
    second = half_of(other, SECRETS["hrss"], holder="hrss", partner="office")
    with pytest.raises(WrongSecret):
        opened(one, first, second)


def test_an_envelope_of_other_trustees_opens_for_none_of_ours() -> None:
    others = {name: SOURCE.randbytes(32) for name in TRUSTEES}
    foreign = seal_to_pairs(b"x", others, context=(b"c",), fresh=SOURCE.randbytes)
    read_back = PairEnvelope.parse(foreign.to_bytes())
    with pytest.raises(WrongSecret):
        open_half(read_back, SECRETS["hrss"], holder="hrss", partner="office", context=(b"c",))
    half = half_of(read(sealed_by(make_sheet())), SECRETS["hrss"], holder="hrss", partner="office")
    with pytest.raises(WrongSecret):
        open_with(read_back, half, half, context=(b"c",))


def test_two_hundred_kills_and_retries_lose_double_and_change_no_sheet() -> None:
    """The server dies before it kept the new box or before it answered; devices send until they are answered."""
    source, kept = random.Random(9), make_box()
    sheets = [sealed_by(make_sheet(reader, packet)) for reader in READERS for packet in PACKETS]
    waiting, receipts = list(sheets), []
    for _ in range(200):
        data = source.choice(sheets)
        taken = submit(kept, data)
        died = source.choice(["before keeping", "before answering", "not"])
        kept = kept if died == "before keeping" else taken.box
        if died == "not" and data in waiting:
            waiting.remove(data)
            receipts.append(taken.receipt)
    record = closing(close(kept))
    assert waiting == []
    assert (record.missing, left_out(record, receipts)) == (0, [])
    assert sorted(one.hash for one in map(read, sheets)) == list(record.sheets)
