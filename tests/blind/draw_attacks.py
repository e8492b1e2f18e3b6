"""Attacks on a draw as far as a certificate shows them: each with the attacker's real means, and its finding.

An attack is a function that gives what a reader would be handed. ``by`` says who attacks and with what; ``seen`` who
finds out. Whoever holds the office's key signs his certificate anew: a broken signature is never what betrays him.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Any

from blind import dsse
from blind.ceremony.chain import link
from blind.ceremony.context import Context
from blind.ceremony.document import payload
from blind.ceremony.public_source import DiceSpec
from blind.ceremony.reveal import Reveal
from blind.ceremony.rounds import Removal, Removals
from blind.certificate import PUBLIC, RESTRICTED, Round
from blind.encoding import canonical, strict_parse, tagged_hash
from blind.ticket_table import Exchange, TicketTable
from blind.trust import PAYLOAD_TYPE as TRUST_TYPE
from blind.trust_version import Role, TrustedKey
from solver.bounds import Bound as Asked
from solver.randomness import by_lot
from tests.blind.make_certificates import (
    CROWD,
    KINDS,
    PLANS,
    ROOT,
    SIGN,
    START,
    TWELVE,
    WITNESS,
    Draw,
    Ledger,
    Plan,
    contents,
    draw,
    envelope,
    rings,
    signed_anew,
    trust_file,
)
from tests.blind.second_verifier import Case

Json = dict[str, Any]


@dataclass(frozen=True)
class Attack:
    """One attack: the case it makes, and what both verifiers have to say."""

    name: str
    make: Callable[[], Case]
    exit: int
    check: str
    by: str
    seen: str


ATTACKS: dict[str, Attack] = {}


def attack(
    name: str, check: str, *, by: str = "office, with its keys", seen: str = "everybody", exit: int = 5
) -> Callable[[Callable[[], Case | bytes]], Callable[[], Case | bytes]]:
    """Puts an attack on the list."""

    def listed(make: Callable[[], Case | bytes]) -> Callable[[], Case | bytes]:
        @cache
        def case() -> Case:
            made = make()
            return made if isinstance(made, Case) else Case(made)

        ATTACKS[name] = Attack(name, case, exit, check, by, seen)
        return make

    return listed


THREE = "three-parties"
M0 = "twelve-people-drawn-on-one-computer"
M0_QUEUE = "queue-drawn-on-one-computer"
ROUNDS = "two-rounds-of-replacements"
M3 = "dice-and-a-lottery-issue"
FACTORIES = "factories-and-relatives-exchanged"


def with_old_ceremony(changed: Draw, honest: Draw, tier: str = RESTRICTED) -> bytes:
    """A draw made anew by the office alone, dressed in the commitments, seal, reveals and log of the honest one."""
    content = contents(changed.certificate(tier))
    old = contents(honest.certificate(tier))
    for name in ("commits", "seal", "log", "scope"):
        content[name] = old[name]
    for new, known in zip(content["rounds"], old["rounds"], strict=True):
        for name in ("reveals", "dice", "beacon", "removals", "result"):
            new[name] = known[name]
    return signed_anew(content, SIGN["report"])


# --- D4-D6: pool, attributes and bounds after the commitments -------------------------------------------------------


@attack("D4 ghost added after the commitments", "pool")
def ghost_added() -> bytes:
    ghost = {"attr_salt": "00" * 16, "attrs": {"bounds": [], "reason": None}, "expert_no": "E9999"}

    def change(content: Json) -> None:
        content["pool"].append({**ghost, "id_salt": "00" * 32, "name": "无此人"})

    return draw(THREE).changed(change)


@attack("D4 person dropped after the commitments", "pool")
def person_dropped() -> bytes:
    return draw(THREE).changed(lambda content: content["pool"].pop(3))


@attack("D4 person doubled after the commitments", "pool")
def person_doubled() -> bytes:
    return draw(THREE).changed(lambda content: content["pool"].insert(4, content["pool"][4]))


@attack("D4 person dropped in public", "pool")
def dropped_in_public() -> bytes:
    return draw(THREE).changed(lambda content: content["pool"].pop(3), PUBLIC)


@attack("D4 everything made anew without one person, old ceremony kept", "commit", seen="whoever has the certificate")
def pool_made_anew() -> bytes:
    smaller = replace(CROWD, people=CROWD.people[:-1], bounds=(CROWD.bounds[0],))
    return with_old_ceremony(Draw(replace(PLANS[THREE], cast=smaller)), draw(THREE))


@attack("D5 attribute changed after the commitments", "pool")
def attribute_changed() -> bytes:
    def change(content: Json) -> None:
        held = next(one["attrs"] for one in content["pool"] if one["attrs"]["bounds"])
        held["bounds"] = []

    return draw(THREE).changed(change)


@attack("D5 salt changed after the commitments", "pool")
def salt_changed() -> bytes:
    return draw(THREE).changed(lambda content: content["pool"][0].update(attr_salt="11" * 16))


@attack("D5 drawable person declared left out", "pool")
def status_changed() -> bytes:
    def change(content: Json) -> None:
        person = next(one for one in content["pool"] if one["attrs"]["reason"] is None)
        person["attrs"] = {"bounds": [], "reason": {"clause": "六(二)3", "rule": "three-years"}}

    return draw(THREE).changed(change)


@attack("D6 bound loosened after the seal", "bounds")
def bound_loosened() -> bytes:
    return draw(THREE).changed(lambda content: next(one for one in content["bounds"] if one["low"]).update(low=0))


@attack("D6 citation changed after the seal", "bounds")
def citation_changed() -> bytes:
    return draw(THREE).changed(lambda content: content["bounds"][0].update(clause="六(九)9"))


@attack("D6 label changed after the seal", "bounds")
def label_changed() -> bytes:
    return draw(THREE).changed(lambda content: content["bounds"][0].update(label="无此单位"))


@attack("D6 bounds changed and everything made anew, old ceremony kept", "commit")
def bounds_made_anew() -> bytes:
    looser = replace(CROWD, bounds=(Asked("民营企业专家不少于一人", CROWD.people[:9], at_least=1), CROWD.bounds[1]))
    return with_old_ceremony(Draw(replace(PLANS[THREE], cast=looser)), draw(THREE))


@attack("D6 signers of a reason changed after the seal", "commit")
def reason_codes_changed() -> bytes:
    def change(content: Json) -> None:
        content["context"]["reason_codes"][0]["signers"] = ["office"]

    return draw(THREE).changed(change)


# --- D7: the queue --------------------------------------------------------------------------------------------------


@attack("D7 two people of the queue swapped", "panel")
def queue_swapped() -> bytes:
    def change(content: Json) -> None:
        panel = content["rounds"][0]["panel"]
        panel[0], panel[1] = panel[1], panel[0]

    return draw(M0_QUEUE).changed(change)


@attack("D7 two people of the queue swapped in public", "panel")
def queue_swapped_in_public() -> bytes:
    def change(content: Json) -> None:
        panel = content["rounds"][0]["panel"]
        panel[0], panel[1] = panel[1], panel[0]

    return draw(M0_QUEUE).changed(change, PUBLIC)


def later_person(content: Json) -> tuple[str, str]:
    """A member, and somebody of his group whom the queue reaches later; the panel is changed to seat the latter."""
    held = {code: one["attrs"]["bounds"] for code, one in zip(codes_of(content), content["pool"], strict=True)}
    only = content["rounds"][0]
    order = by_lot(bytes.fromhex(only["seed"]), drawable(content), tag=b"expertpool/queue/v1")
    for member in only["panel"]:
        for other in order[order.index(member) + 1 :]:
            if other not in only["panel"] and held[other] == held[member]:
                chosen = {*only["panel"], other} - {member}
                only["panel"] = [code for code in order if code in chosen]
                return member, other
    raise AssertionError("the story has nobody to take instead")


def codes_of(content: Json) -> list[str]:
    """The codes of a pool, in its order: the pool of a story is the one that was hashed."""
    return [
        leaf.code
        for leaf in next(d for d in map(draw, PLANS) if d.drawn.context == content["context"]).hashed.pool.leaves
    ]


def drawable(content: Json) -> list[str]:
    """The codes of the people who can be drawn."""
    return [
        code for code, one in zip(codes_of(content), content["pool"], strict=True) if one["attrs"]["reason"] is None
    ]


@attack("D7 later person taken, the earlier one skipped without a proof", "queue")
def skipped_without_proof() -> bytes:
    return draw(M0_QUEUE).changed(later_person)


@attack("D7 later person taken, with a proof of the wrong sign", "queue")
def proof_of_wrong_sign() -> bytes:
    def change(content: Json) -> None:
        skipped, _ = later_person(content)
        code = content["bounds"][0]["code"]
        content["rounds"][0]["refutations"][skipped] = {"per_seat": "0", "weights": {code: "-5"}}

    return draw(M0_QUEUE).changed(change)


@attack("D7 proof that names a bound there is not", "bounds")
def proof_of_wrong_rule() -> bytes:
    def change(content: Json) -> None:
        skipped, _ = later_person(content)
        content["rounds"][0]["refutations"][skipped] = {"per_seat": "0", "weights": {"B999": "1"}}

    return draw(M0_QUEUE).changed(change)


@attack("D7 proof with huge whole numbers", "format")
def proof_with_huge_numbers() -> bytes:
    def change(content: Json) -> None:
        skipped, _ = later_person(content)
        code = content["bounds"][0]["code"]
        content["rounds"][0]["refutations"][skipped] = {"per_seat": "9" * 5000, "weights": {code: "1" + "0" * 5000}}

    return draw(M0_QUEUE).changed(change)


@attack("D7 skipped although a search finds a panel", "queue")
def skipped_although_completable() -> bytes:
    def change(content: Json) -> None:
        skipped, _ = later_person(content)
        content["rounds"][0]["refutations"][skipped] = {"per_seat": "0", "weights": {}}

    return draw(M0_QUEUE).changed(change)


# --- D8: another panel ----------------------------------------------------------------------------------------------


def another_panel(content: Json) -> None:
    """A panel that keeps every bound, but is not the one drawn: a member replaced by somebody of his group."""
    held = {code: one["attrs"] for code, one in zip(codes_of(content), content["pool"], strict=True)}
    only = content["rounds"][0]
    member = only["panel"][0]
    other = next(code for code in held if held[code] == held[member] and code not in only["panel"])
    only["panel"] = by_lot(bytes.fromhex(only["seed"]), [other, *only["panel"][1:]], tag=b"expertpool/seat/v1")


@attack("D8 panel replaced by another that keeps the rules", "panel")
def panel_replaced() -> bytes:
    return draw(THREE).changed(another_panel)


@attack("D8 panel replaced in public", "panel")
def panel_replaced_in_public() -> bytes:
    honest = contents(draw(THREE).certificate())
    another_panel(honest)
    panel = honest["rounds"][0]["panel"]
    return draw(THREE).changed(lambda content: content["rounds"][0].update(panel=panel), PUBLIC)


@attack("D8 panel replaced, and the result signed and logged anew", "panel", by="office, with its keys and the log's")
def panel_and_result_replaced() -> bytes:
    class Chosen(Draw):
        def _recorded(self, number: int, made: Round) -> Round:
            content = {"pool": [leaf.opened() for leaf in self.hashed.pool.leaves]}
            held = {leaf.code: one["attrs"] for leaf, one in zip(self.hashed.pool.leaves, content["pool"], strict=True)}
            other = next(code for code in held if held[code] == held[made.panel[0]] and code not in made.panel)
            panel = by_lot(made.seed, [other, *made.panel[1:]], tag=b"expertpool/seat/v1")
            return super()._recorded(number, replace(made, panel=tuple(panel)))

    return Chosen(PLANS[THREE]).certificate()


# --- D1-D3, D10-D12: second runs, the public number, secrets opened by others ----------------------------------------


@attack("D1 second run with the same commitments that claims another seed", "seed")
def second_run() -> bytes:
    return draw(THREE).changed(lambda content: content["rounds"][0].update(seed="07" * 32))


@attack("D1 second run with other dice under the same reveals", "reveal", by="office and inspector together")
def second_run_with_other_dice() -> bytes:
    class Again(Draw):
        def _reveals(self, number: int, dice: Any, removed: Removals | None) -> list[Reveal]:
            return super()._reveals(number, replace(dice, digits=dice.digits[::-1]), removed)

    return Again(PLANS[M3]).certificate()


@attack("D2 second run with a new secret of the office alone", "reveal")
def new_office_secret() -> bytes:
    class Fresh(Draw):
        def _reveals(self, number: int, dice: Any, removed: Removals | None) -> list[Reveal]:
            found = super()._reveals(number, dice, removed)
            return [replace(one, z=b"\x07" * 32) if one.party == "office" else one for one in found]

    return Fresh(PLANS[THREE]).certificate()


@attack("D2 second run with a new commitment of the office alone", "seal")
def new_office_commitment() -> bytes:
    class Fresh(Draw):
        def _commitment(self, ctx: bytes, party: str, first: bytes) -> bytes:
            return super()._commitment(ctx, party, b"\x07" * 32 if party == "office" else first)

    fresh = contents(Fresh(PLANS[THREE]).certificate())
    return draw(THREE).changed(lambda content: content.update(commits=fresh["commits"]))


class Rerun(Draw):
    """All parties hold the ceremony again and say that it is the first; the ledger still holds the first seal."""

    def _earlier(self) -> Any:
        first = Draw(replace(self.plan, second_attempt=False))
        assert first.seal
        self.ledger.append(KINDS["seal"], payload(first.seal), at=START)
        return [], []


@attack(
    "D3 rerun by all parties that hides the first seal", "ledger", by="all three parties", seen="HRSS, by its ledger"
)
def hidden_first_seal() -> Case:
    made = Rerun(PLANS[THREE])
    return Case(made.certificate(), log=made.ledger.jsonl())


@attack(
    "D3 witness's ledger is of another history", "ledger", by="office, with the log's key", seen="HRSS, by its ledger"
)
def other_history() -> Case:
    return Case(draw(THREE).certificate(), log=draw(ROUNDS).ledger.jsonl())


def beacon_of(**changed: Any) -> bytes:
    """A draw whose public number was read out otherwise, by two parties who agree on it."""

    class Other(Draw):
        def _beacon(self, number: int, reveals: list[Reveal]) -> Any:
            made = super()._beacon(number, reveals)
            return made and replace(made, **changed)

    return Other(PLANS[M3]).certificate()


@attack("D10 public number of another issue", "beacon", by="office and hrss together")
def other_issue() -> bytes:
    return beacon_of(id="2025065")


@attack("D10 public number one digit short", "beacon", by="office and hrss together")
def short_number() -> bytes:
    return beacon_of(value="410172329")


@attack("D10 public number read out before the secrets were opened", "beacon", by="office and hrss together")
def number_before_reveals() -> bytes:
    return beacon_of(seen=())


@attack("D10 public number read out by one party alone", "beacon")
def number_of_one_reader() -> bytes:
    def change(content: Json) -> None:
        only = content["rounds"][0]
        only["beacon"] = signed_document("beacon", strict_parse(dsse.from_base64(only["beacon"]["payload"])), "office")

    return draw(M3).changed(change)


@attack("D10 public number left out", "beacon")
def number_left_out() -> bytes:
    return draw(M3).changed(lambda content: content["rounds"][0].update(beacon=None))


@attack("D11 withheld secret left out of the seed", "reveal")
def secret_left_out() -> bytes:
    return draw(THREE).changed(lambda content: content["rounds"][0]["reveals"].pop())


@attack("D11 junk from the escrow passed off as the secret", "reveal", by="office and hrss, who hold the halves")
def junk_from_escrow() -> bytes:
    class Junk(Draw):
        def _reveals(self, number: int, dice: Any, removed: Removals | None) -> list[Reveal]:
            found = super()._reveals(number, dice, removed)
            return [replace(one, z=bytes(32)) if one.openings else one for one in found]

    return Junk(PLANS["secret-opened-from-escrow"]).certificate()


@attack("D11 own secret passed off as opened from the escrow", "reveal", by="inspector, who revealed late")
def own_secret_as_escrow() -> bytes:
    class Own(Draw):
        def _revealed(self, reveal: Reveal) -> Json:
            return envelope(reveal, reveal.party)

    return Own(PLANS["secret-opened-from-escrow"]).certificate()


@attack("D12 escrow opened before the seal, commitments made anew", "commit", by="office and hrss, who know the secret")
def new_seal_after_foreknowledge() -> bytes:
    other = replace(PLANS[THREE], cast=replace(CROWD, bounds=CROWD.bounds[:1]))
    return with_old_ceremony(Draw(other), draw(THREE))


# --- D9, D13, D15, D17: dice, commitments, chains, encodings --------------------------------------------------------


@attack("D9 dice thrown again after the reveals", "reveal", by="office and inspector together, with both keys")
def dice_after_reveals() -> bytes:
    def change(content: Json) -> None:
        only = content["rounds"][0]
        record = strict_parse(dsse.from_base64(only["dice"]["payload"]))
        record["digits"] = record["digits"][::-1]
        only["dice"] = signed_document("dice", record, "inspector", "office")

    return draw(M3).changed(change)


@attack("D9 dice of one reader only", "dice")
def dice_of_one_reader() -> bytes:
    def change(content: Json) -> None:
        only = content["rounds"][0]
        record = strict_parse(dsse.from_base64(only["dice"]["payload"]))
        only["dice"] = signed_document("dice", record, "office")

    return draw(M3).changed(change)


@attack("D9 dice left out", "dice")
def dice_left_out() -> bytes:
    return draw(M3).changed(lambda content: content["rounds"][0].update(dice=None))


def signed_document(kind: str, record: Json, *signers: str) -> Json:
    """A document of this content, signed by these parties."""
    payload_type = f"application/vnd.expertpool.draw-{kind}+json"
    return dsse.sign(canonical(record), payload_type=payload_type, signers=[SIGN[name] for name in signers]).as_dict()


@attack(
    "D13 commitment copied from another party", "reveal", by="inspector, who signs the office's commitment as his own"
)
def commitment_copied() -> bytes:
    class Copied(Draw):
        def _commitment(self, ctx: bytes, party: str, first: bytes) -> bytes:
            if party != "inspector":
                return super()._commitment(ctx, party, first)
            self.first["inspector"] = self.first["office"]
            stolen = link(self.first["office"], rounds=8, at=0, algorithm=self.plan.hash)
            return super()._commitment(ctx, "office", stolen)

    return Copied(PLANS[THREE]).certificate()


@attack("D13 commitment of another draw", "commit", by="inspector, who hands in an old commitment")
def commitment_of_another_draw() -> bytes:
    old = contents(draw(ROUNDS).certificate())["commits"][1]
    return draw(THREE).changed(lambda content: content["commits"].__setitem__(1, old))


@attack("D13 one party signs for two", "commit", by="office, who signs the inspector's commitment too")
def office_signs_for_inspector() -> bytes:
    def change(content: Json) -> None:
        record = strict_parse(dsse.from_base64(content["commits"][1]["payload"]))
        content["commits"][1] = signed_document("commit", record, "office")

    return draw(THREE).changed(change)


@attack("D13 three parties of one key holder", "context", by="office, who lists its own keys as parties")
def parties_of_the_office() -> bytes:
    def change(content: Json) -> None:
        for party, name in zip(content["context"]["parties"], ("log", "report", "office"), strict=True):
            party.update(role=name, sign_key_id=SIGN[name].key_id)

    return draw(THREE).changed(change)


@attack("D13 office's key under the inspector's name", "trust")
def office_key_for_inspector() -> bytes:
    def change(content: Json) -> None:
        content["context"]["parties"][1]["sign_key_id"] = SIGN["report"].key_id

    return draw(THREE).changed(change)


class Relinked(Draw):
    """Replacement rounds in which every party opens another link of its chain than the round's."""

    link_of: Callable[[int], int] = staticmethod(lambda number: number)

    def _reveals(self, number: int, dice: Any, removed: Removals | None) -> list[Reveal]:
        found = super()._reveals(self.link_of(number), dice, removed)
        return [replace(one, round=number) for one in found]


@attack("D15 replacement seed from a skipped link", "reveal", by="all three parties, one round too far")
def link_skipped() -> bytes:
    class Skipped(Relinked):
        link_of = staticmethod(lambda number: number + 1 if number else 0)

    return Skipped(PLANS[ROUNDS]).certificate()


@attack("D15 replacement seed from a link used before", "reveal", by="all three parties, the old link again")
def link_reused() -> bytes:
    class Reused(Relinked):
        link_of = staticmethod(lambda _number: 0)

    return Reused(PLANS[ROUNDS]).certificate()


@attack("D15 removal list changed after a link was opened", "reveal", by="office and inspector together, log key too")
def list_changed_after_reveal() -> bytes:
    class Later(Draw):
        def _reveals(self, number: int, dice: Any, removed: Removals | None) -> list[Reveal]:
            shorter = removed and replace(removed, removals=removed.removals[:1])
            return super()._reveals(number, dice, shorter)

    return Later(PLANS[ROUNDS]).certificate()


@attack("D16 replacement that breaks a bound", "panel", by="office, log key too")
def replacement_breaks_a_bound() -> bytes:
    class Broken(Draw):
        def _panel(self, number: int, seed: bytes, removed: Removals | None) -> Round:
            made = super()._panel(number, seed, removed)
            if not number:
                return made
            capped = {code for bound in self.hashed.bounds.bounds if bound.low == 0 for code in bound.members}
            confirmed = [code for code in made.panel if code in self.rounds[-1].panel]
            wanted = [code for code in sorted(capped) if code not in confirmed][: len(made.panel) - len(confirmed)]
            return replace(made, panel=(*confirmed, *wanted))

    return Broken(removal_plan(((0, "declined"), (1, "declined")))).certificate()


@attack("D16 replacement queue that stops keeping a bound", "queue", by="office, log key too")
def replacement_keeps_too_much() -> bytes:
    class Broken(Draw):
        def _panel(self, number: int, seed: bytes, removed: Removals | None) -> Round:
            made = super()._panel(number, seed, removed)
            if not number:
                return made
            before = [code for code in self.rounds[-1].panel if code in made.panel]
            gone = {code for one in self.rounds for code in one.panel} - set(before)
            inside = [code for code in self.hashed.pool.drawable if code not in gone and code not in before]
            order = by_lot(seed, inside, tag=b"expertpool/queue/v1")
            taken = [code for code in order if code not in made.refutations][: len(made.panel) - len(before)]
            wrong = order[: len(made.panel) - len(before)]
            return replace(
                made, panel=(*before, *(wrong if wrong != taken else order[1 : 1 + len(taken)])), refutations={}
            )

    return Broken(
        replace(PLANS[ROUNDS], method="queue", cast=TWELVE, reserves=0, removals=(((0, "declined"),),))
    ).certificate()


@attack("D17 seed as a number where a text was given", "seed")
def seed_as_number() -> bytes:
    return draw("twelve-people-drawn-from-a-text-seed").changed(
        lambda content: content["rounds"][0]["recorded"].update(text=42)
    )


@attack("D17 seed of another text", "seed")
def seed_of_another_text() -> bytes:
    return draw("twelve-people-drawn-from-a-text-seed").changed(
        lambda content: content["rounds"][0]["recorded"].update(text="演练 42")
    )


@attack("D17 seed in capital hex", "seed")
def seed_in_capitals() -> bytes:
    return draw(THREE).changed(lambda content: content["rounds"][0].update(seed=content["rounds"][0]["seed"].upper()))


@attack("D17 salt in capital hex", "format")
def salt_in_capitals() -> bytes:
    def change(content: Json) -> None:
        one = next(one for one in content["pool"] if any(letter in "abcdef" for letter in one["id_salt"]))
        one["id_salt"] = one["id_salt"].upper()

    return draw(THREE).changed(change)


@attack("D17 dice without their leading zero", "dice", by="office and inspector together")
def dice_without_zero() -> bytes:
    class Narrow(Draw):
        def _dice(self, number: int) -> Any:
            made = super()._dice(number)
            return made and replace(made, digits=made.digits[1:])

    return Narrow(PLANS["dice-alone"]).certificate()


@attack("D17 dice in other digits", "dice", by="office and inspector together")
def dice_in_other_digits() -> bytes:
    class Arabic(Draw):
        def _dice(self, number: int) -> Any:
            made = super()._dice(number)
            return made and replace(made, digits="٣" * len(made.digits))

        def _seeded(self, number: int, dice: Any, *rest: Any) -> Any:
            return super()._seeded(number, dice and replace(dice, digits="3" * len(dice.digits)), *rest)

    return Arabic(PLANS["dice-alone"]).certificate()


@attack("D17 too few dice", "dice", by="all parties, who fix six throws in the context")
def too_few_dice() -> bytes:
    few = DiceSpec(10, 20, every_round=True)
    object.__setattr__(few, "count", 6)
    return Draw(replace(PLANS["dice-alone"], dice=few)).certificate()


# --- D14: removals --------------------------------------------------------------------------------------------------


def removal_plan(*removals: tuple[tuple[int, str], ...], **given: Any) -> Plan:
    return replace(PLANS[ROUNDS], removals=removals, reserves=0, **given)


@attack("D14 removal for a reason that is not on the list", "removals", by="office and inspector together")
def unlisted_reason() -> bytes:
    return Draw(removal_plan(((0, "inconvenient"),))).certificate()


@attack("D14 removal without the inspector's signature", "removals")
def removal_without_inspector() -> bytes:
    return Draw(removal_plan(((0, "unreachable"),), signers=("office",))).certificate()


@attack("D14 somebody removed twice", "removals", by="office and inspector together")
def removed_twice() -> bytes:
    class Twice(Draw):
        def _listed(self, removals: list[Removal]) -> list[Removal]:
            return [removals[0], removals[0]]

    return Twice(removal_plan(((0, "declined"), (1, "declined")))).certificate()


@attack("D14 somebody removed again in a later round", "removals", by="office and inspector together")
def removed_again() -> bytes:
    class Again(Draw):
        def _listed(self, removals: list[Removal]) -> list[Removal]:
            first = self.rounds[0].panel[0]
            return [replace(removals[0], code=bytes.fromhex(first))]

        def _panel(self, number: int, seed: bytes, removed: Removals | None) -> Round:
            made = super()._panel(min(number, 1), seed, removed)
            return made if number < 2 else replace(made, panel=self.rounds[-1].panel, refutations={})

    return Again(removal_plan(((0, "declined"),), ((0, "declined"),))).certificate()


@attack("D14 removal of somebody who was not drawn", "removals", by="office and inspector together")
def removal_of_a_stranger() -> bytes:
    class Stranger(Draw):
        def _listed(self, removals: list[Removal]) -> list[Removal]:
            absent = next(code for code in self.hashed.pool.drawable if code not in self.rounds[-1].panel)
            return [replace(removals[0], code=bytes.fromhex(absent))]

        def _panel(self, number: int, seed: bytes, removed: Removals | None) -> Round:
            made = super()._panel(0, seed, removed)
            return replace(made, panel=self.rounds[-1].panel, refutations={}, ticket=None) if number else made

    return Stranger(removal_plan(((0, "declined"),))).certificate()


@attack("D14 removed person in a serial window: a second list for the same round", "reveal", by="office and inspector")
def serial_window() -> bytes:
    def change(content: Json) -> None:
        one = content["rounds"][1]
        record = strict_parse(dsse.from_base64(one["removals"]["payload"]))
        before = content["rounds"][0]["panel"]
        fresh = next(code for code in sorted(before) if code not in {each["code"] for each in record["removals"]})
        more = {"code": fresh, "evidence_sha256": "00" * 32, "reason": "declined"}
        record["removals"] = sorted([*record["removals"], more], key=lambda each: each["code"])
        one["removals"] = signed_document("removals", record, "inspector", "office")
        again = Ledger()
        again.entries = draw(ROUNDS).ledger.entries[:4]
        content["log"]["removals-1"] = again.append(KINDS["removals"], canonical(record), at=START)
        result = draw(ROUNDS).rounds[1].result
        assert result
        content["log"]["result-1"] = again.append(KINDS["result"], dsse.from_base64(result["payload"]), at=START)
        content["rounds"] = content["rounds"][:2]
        for stem in ("removals-2", "result-2"):
            del content["log"][stem]

    return draw(ROUNDS).changed(change)


@attack("D14 removal list logged after the result", "log", by="office, with the log's key; the witness dozed")
def removal_logged_late() -> bytes:
    class Late(Draw):
        def _recorded(self, number: int, made: Round) -> Round:
            done = super()._recorded(number, made)
            if number and made.removals:
                content = dsse.from_base64(made.removals["payload"])
                self.log[f"removals-{number}"] = self.ledger.append(KINDS["removals"], content, at=START)
            return done

    return Late(removal_plan(((0, "declined"),))).certificate()


# --- D19: odd cycles ------------------------------------------------------------------------------------------------


@attack("D19 odd ring whose bound whole panels cannot reach", "whole", exit=6)
def odd_ring() -> bytes:
    return draw("ring-that-whole-panels-cannot-carry").certificate()


@attack("D19 odd ring claimed to be carried by whole panels", "leximin")
def odd_ring_claimed() -> bytes:
    name = "ring-that-whole-panels-cannot-carry"
    return draw(name).changed(lambda content: content["fairness"].update(whole=True))


@attack("D19 ring too large for the verifier's search", "search", exit=6)
def large_ring() -> bytes:
    return Draw(replace(PLANS["rings-settled-by-a-search"], cast=rings(7), text_seed="环50")).certificate()


# --- D21, D22: small cells, assurance -------------------------------------------------------------------------------


@attack("D21 small group shown in public", "cell")
def small_group_shown() -> bytes:
    made = draw("twelve-people-drawn-on-one-computer")
    opened = contents(made.certificate())["table"]["groups"]

    def change(content: Json) -> None:
        at = next(index for index, group in enumerate(content["table"]["groups"]) if "leaf" in group)
        content["table"]["groups"][at] = opened[at]

    return made.changed(change, PUBLIC)


@attack("D21 small number of people left out shown by rule", "cell", by="office, before the commitments")
def small_count_shown() -> bytes:
    class Talkative(Draw):
        def _context(self) -> Context:
            made = super()._context()
            shown = {"discipline": 1, "recused": 1, "three-years": 6}
            return replace(made, pool=replace(made.pool, out_by_rule=shown))

    return Talkative(PLANS[M0]).certificate(PUBLIC)


@attack("D22 training draw passed off as M2", "assurance")
def training_passed_off() -> bytes:
    return draw(M0).changed(lambda content: content.update(assurance="M2"))


@attack("D22 training draw passed off as M2 in its context too", "assurance")
def training_passed_off_in_context() -> bytes:
    def change(content: Json) -> None:
        content["assurance"] = content["context"]["assurance_planned"] = "M2"

    return draw(M0_QUEUE).changed(change)


@attack("D22 dice passed off as M2", "assurance", by="office and inspector together, before the seal")
def dice_passed_off() -> bytes:
    class Boaster(Draw):
        committing = False

    return Boaster(replace(PLANS["dice-alone"], assurance="M2")).certificate()


@attack("D22 M3 although a party revealed after the public number was known", "assurance", by="inspector, waiting")
def revealed_late() -> bytes:
    class Waiting(Draw):
        def _reveals(self, number: int, dice: Any, removed: Removals | None) -> list[Reveal]:
            found = super()._reveals(number, dice, removed)
            return [replace(one, at=START.replace(day=9)) if one.party == "inspector" else one for one in found]

    return Waiting(PLANS[M3]).certificate()


@attack(
    "D22 M3 although the seal was witnessed after the public number was known",
    "assurance",
    by="all three parties, who try secrets until the number pleases and open them from escrow",
)
def sealed_after_the_number() -> bytes:
    class Late(Draw):
        def _seal(self) -> Any:
            made = super()._seal()
            self.ledger.entries.pop()
            self.log["seal"] = self.ledger.append(KINDS["seal"], payload(made), at=START.replace(day=8))
            return made

        def _reveals(self, number: int, dice: Any, removed: Removals | None) -> list[Reveal]:
            openings = tuple(sorted((b"\1" * 32, b"\2" * 32)))
            return [replace(one, openings=openings) for one in super()._reveals(number, dice, removed)]

    return Late(PLANS[M3]).certificate()


@attack("D22 level raised in the certificate alone", "assurance")
def level_raised() -> bytes:
    return draw(THREE).changed(lambda content: content.update(assurance="M3"))


# --- D23: the table -------------------------------------------------------------------------------------------------


class Tabled(Draw):
    """A draw whose table the office changed before it was sealed."""

    spoil: Callable[[list[list[int]], TicketTable], None]
    """Changes the rows in place."""

    def _table(self) -> TicketTable | None:
        made = super()._table()
        assert made
        rows = [list(row) for row in made.rows]
        type(self).spoil(rows, made)
        return replace(made, rows=tuple(tuple(row) for row in rows))


@attack("D23 ticket that breaks a bound", "rules", by="office, before the commitments; no party checked")
def illegal_ticket() -> bytes:
    class Illegal(Tabled):
        @staticmethod
        def spoil(rows: list[list[int]], table: TicketTable) -> None:
            trio = next(at for at, codes in enumerate(table.groups) if len(codes) == 3)
            rows[0] = sorted([trio, trio, *(group for group in rows[0] if group != trio)][: len(rows[0])])

    return Illegal(PLANS[M0]).certificate()


@attack("D23 tickets that favour a group", "leximin", by="office, before the commitments; no party checked")
def unfair_tickets() -> bytes:
    class Unfair(Tabled):
        @staticmethod
        def spoil(rows: list[list[int]], _table: TicketTable) -> None:
            rows[:] = [rows[0]] * len(rows)

    return Unfair(PLANS[M0]).certificate()


@attack("D23 seats of a group counted falsely", "groups")
def false_count() -> bytes:
    return draw(M0).changed(lambda content: content["table"]["groups"][0].update(count=1))


@attack("D23 chances stated falsely", "chances")
def false_chances() -> bytes:
    return draw(M0).changed(lambda content: content["fairness"]["chances"].update(lowest="2/5"))


@attack("D23 likeliest pair stated falsely", "chances")
def false_pair() -> bytes:
    return draw(M0).changed(lambda content: content["fairness"]["pair"].update(chance=1))


@attack("D23 proof of another bound on chances", "leximin")
def false_level() -> bytes:
    return draw(M0).changed(lambda content: content["fairness"]["levels"][0].update(value="1/5"))


@attack("D23 ticket number by modulo of the seed", "ticket")
def number_by_modulo() -> bytes:
    made = draw(M0)
    assert made.table
    seed = made.rounds[0].seed
    number = int.from_bytes(seed, "big") % made.table.tickets
    other = made.table.opened(number if number != made.rounds[0].ticket else (number + 1) % made.table.tickets)
    return made.changed(lambda content: content["rounds"][0].update(ticket=other))


@attack("D23 another row under the number drawn", "ticket")
def another_row() -> bytes:
    made = draw(M0)
    assert made.table
    drawn = made.rounds[0].ticket or 0
    other = next(at for at in range(made.table.tickets) if made.table.rows[at] != made.table.rows[drawn])
    ticket = {**made.table.opened(other), "number": drawn}
    return made.changed(lambda content: content["rounds"][0].update(ticket=ticket), PUBLIC)


class Exchanging(Draw):
    """A draw whose exchanges the office changed before they were sealed."""

    exchanges: Callable[[TicketTable], tuple[Exchange, ...]]

    def _table(self) -> TicketTable | None:
        made = super()._table()
        assert made
        return replace(made, exchanges=type(self).exchanges(made))


@attack("D23 exchange that does not keep the bounds", "exchange", by="office, before the commitments; no party checked")
def false_exchange() -> bytes:
    class False_(Exchanging):
        @staticmethod
        def exchanges(table: TicketTable) -> tuple[Exchange, ...]:
            sizes = [len(codes) for codes in table.groups]
            one, other = next((a, b) for a, b in combinations(range(len(sizes)), 2) if sizes[a] == sizes[b])
            return (Exchange(((one,), (other,)), ((0,),)),)

    return False_(replace(PLANS[FACTORIES], assurance="M0")).certificate()


@attack("D23 exchange whose lots are uneven", "exchange", by="office, before the commitments; no party checked")
def uneven_exchange() -> bytes:
    class Uneven(Exchanging):
        @staticmethod
        def exchanges(table: TicketTable) -> tuple[Exchange, ...]:
            return tuple(replace(one, turns=(*one.turns, one.turns[0])) for one in table.exchanges)

    return Uneven(replace(PLANS[FACTORIES], assurance="M0")).certificate()


@attack("D23 group split so that two of a kind have other chances", "groups", by="office, before the commitments")
def split_group() -> bytes:
    class Split(Draw):
        def _table(self) -> TicketTable | None:
            made = super()._table()
            assert made
            first, *others = made.groups
            return replace(
                made,
                groups=(first[:1], first[1:], *others),
                rows=tuple(tuple(g + 1 if g else 1 for g in row) for row in made.rows),
            )

    return Split(PLANS[M0]).certificate()


# --- D24, D25 -------------------------------------------------------------------------------------------------------


@attack("D24 second seal for another purpose left off the list", "ledger", by="office, with the log's key", seen="HRSS")
def seal_left_off() -> Case:
    made = draw("another-purpose-listed")

    class Hidden(Draw):
        def _earlier(self) -> Any:
            previous, scope = super()._earlier()
            return previous, [] if scope else scope

    hidden = Hidden(made.plan)
    return Case(hidden.certificate(), log=hidden.ledger.jsonl())


@attack("D24 listed seal dropped from the certificate", "scope")
def seal_dropped() -> bytes:
    return draw("another-purpose-listed").changed(lambda content: content["scope"].clear())


@attack("D24 voided attempt of another pool", "previous", by="office, who shows another first attempt")
def other_first_attempt() -> bytes:
    def change(content: Json) -> None:
        content["previous"][0]["context"]["seats"] += 1

    return draw("second-attempt").changed(change)


@attack("D25 excluded expert told a false reason", "receipt", seen="the expert")
def false_reason() -> Case:
    made = draw(THREE)
    receipt = made.receipt("E0108")
    receipt["attrs"] = {"bounds": [], "reason": {"clause": "六(三)1", "rule": "recused"}}
    return Case(made.certificate(PUBLIC), receipt=canonical(receipt))


@attack("D25 excluded expert told to be in the draw", "receipt", seen="the expert")
def false_status() -> Case:
    made = draw(THREE)
    receipt = made.receipt("E0108")
    receipt["attrs"] = {"bounds": [], "reason": None}
    return Case(made.certificate(PUBLIC), receipt=canonical(receipt))


@attack("D25 receipt of another pool", "receipt", seen="the expert")
def foreign_receipt() -> Case:
    return Case(draw(THREE).certificate(PUBLIC), receipt=canonical(draw(ROUNDS).receipt("E0108")))


# --- R5-R7, K1: never logged, stale, roles and versions of trust ----------------------------------------------------


@attack("R6 result that was never logged", "log", by="office, which keeps its result back")
def result_not_logged() -> bytes:
    return draw(THREE).changed(lambda content: content["log"].pop("result-0"))


@attack("R6 result logged under another year", "log", by="office, with the log's key")
def result_of_another_scope() -> bytes:
    class Elsewhere(Draw):
        def _recorded(self, number: int, made: Round) -> Round:
            done = super()._recorded(number, made)
            content = dsse.from_base64((done.result or {})["payload"])
            self.log["result-0"] = self.ledger.append(KINDS["result"], content, at=START, scope="other/2025")
            return done

    return Elsewhere(PLANS[THREE]).certificate()


@attack("R6 checkpoint without the witness's line", "log", by="office, with the log's key")
def not_cosigned() -> bytes:
    def change(content: Json) -> None:
        place = content["log"]["result-0"]
        text, _, lines = place["checkpoint"].rpartition("\n\n")
        kept = [line for line in lines.splitlines(keepends=True) if WITNESS not in line]
        place["checkpoint"] = text + "\n\n" + "".join(kept)

    return draw(THREE).changed(change)


@attack("R6 seal cosigned before the objection window closed", "seal", by="office, in a hurry; the witness dozed")
def sealed_early() -> bytes:
    class Hasty(Draw):
        def _seal(self) -> Any:
            made = super()._seal()
            self.log["seal"] = self.ledger.append(KINDS["seal"], payload(made), at=START)
            return made

    return Hasty(PLANS[THREE]).certificate()


def report_key(**interval: int) -> bytes:
    """A trust file in which the key of reports is active in this interval alone."""
    key = TrustedKey(alg="ed25519", public=SIGN["report"].verifier.public, holder="office", **interval)
    return trust_file(report=Role((key,), 1)).encode()


@attack("R7 certificate signed by a stale key", "trust", by="whoever stole last year's key of reports")
def stale_key() -> Case:
    return Case(draw(THREE).certificate(), trust=report_key(from_index=0, to_index=2))


@attack("R7 certificate signed by a key that was not valid yet", "trust", by="office, before its key is in force")
def key_not_yet_valid() -> Case:
    return Case(draw(THREE).certificate(), trust=report_key(from_index=50))


@attack("R7 party's key that was closed before the seal", "trust", by="whoever stole the inspector's machine")
def closed_party_key() -> Case:
    key = TrustedKey(
        alg="ed25519", public=SIGN["inspector"].verifier.public, holder="inspector", from_index=0, to_index=1
    )
    return Case(draw(THREE).certificate(), trust=trust_file(inspector=Role((key,), 1)).encode())


def second_version(signers: tuple[str, ...], *, number: int = 2, own: bool = False) -> bytes:
    """A trust file of two versions, the second signed by these holders, or by a root key it brings itself."""
    first = json.loads(trust_file())["versions"][0]
    fields = strict_parse(dsse.from_base64(first["payload"]))
    name = tagged_hash("expertpool/trust/v1", dsse.from_base64(first["payload"])).hex()
    fields.update(version=number, previous=name)
    keys = [ROOT[party] for party in signers]
    if own:
        keys = [SIGN["stranger"], SIGN["self"]]
        for key, listed in zip(keys, fields["roles"]["root"]["keys"], strict=False):
            listed.update(public=key.verifier.public.hex(), holder=f"stranger {listed['holder']}")
    second = dsse.sign(canonical(fields), payload_type=TRUST_TYPE, signers=keys).as_dict()
    return canonical({"format": "expertpool-trust-chain/1", "versions": [first, second]})


@attack("K1 trust file with a gap in its versions", "trust", by="administrator, with a version left out")
def version_gap() -> Case:
    return Case(draw(THREE).certificate(), trust=second_version(("office", "hrss"), number=3))


@attack("K1 trust version signed by one holder alone", "trust", by="office, with its root key")
def one_holder() -> Case:
    return Case(draw(THREE).certificate(), trust=second_version(("office",)))


@attack("K1 trust version signed by the keys it brings itself", "trust", by="administrator, with keys of his own")
def self_signed_jump() -> Case:
    return Case(draw(THREE).certificate(), trust=second_version((), own=True))


@attack("K1 trust version of another history", "trust", by="administrator, with an older first version")
def rolled_back() -> bytes:
    return draw(THREE).changed(lambda content: content["context"].update(trust_version=2))


# --- keys and signatures --------------------------------------------------------------------------------------------


@attack("R1 certificate forged with an embedded foreign key", "trust", by="outsider")
def foreign_key() -> bytes:
    content = contents(draw(THREE).certificate())
    content["signer"] = {"alg": "ed25519", "public": SIGN["stranger"].verifier.public.hex()}
    content["trust"] = None
    return signed_anew(content, SIGN["stranger"])


@attack("R1 certificate signed by a stranger", "trust", by="outsider")
def stranger_signs() -> bytes:
    return signed_anew(contents(draw(THREE).certificate()), SIGN["stranger"])


@attack("R2 right signature under another payload type", "format")
def other_payload_type() -> bytes:
    content = canonical(contents(draw(THREE).certificate()))
    return dsse.sign(content, payload_type="application/json", signers=[SIGN["report"]]).to_bytes()


@attack("R7 certificate signed by a key of another role", "trust", by="administrator, with the log's key")
def key_of_another_role() -> bytes:
    return signed_anew(contents(draw(THREE).certificate()), SIGN["log"])


@attack("R1 reader's trust file does not know the signer", "trust", by="administrator, with a trust file of his own")
def unknown_trust() -> Case:
    other = SIGN["stranger"].verifier.public
    report = Role((TrustedKey(alg="ed25519", public=other, holder="office", from_index=0),), 1)
    return Case(draw(THREE).certificate(), trust=trust_file(report=report).encode())
