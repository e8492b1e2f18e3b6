"""What a member's device does in a ballot: asks once, unblinds, votes once for each token, and keeps its receipts."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind.ballot.box import left_out
from blind.ballot.definition import Ballot
from blind.ballot.token import Pending, ask, receive
from blind.ballot.vote import Vote, vote
from blind.encoding import canonical, strict_parse, tagged_hash
from blind.errors import Malformed
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.ballot_folder import DEFINITION, REQUESTS, TOKENS, BallotFolder, read_votes, votes_bytes
from expertpool.party.ballot_words import tried
from expertpool.party.issuing import read_answers
from expertpool.reviewing.device_key import DeviceKey
from expertpool.whole_file import make_folders, write_new

ASKED, VOTED, RECEIPTS = "asked.sealed", "voted.sealed", "receipts.json"
Fresh = Callable[[int], bytes]


@dataclass(frozen=True)
class MemberDevice:
    """One member's device and what it remembers of one ballot, under the device's own secret."""

    home: Path
    key: DeviceKey
    folder: BallotFolder
    ballot: Ballot
    member: str
    fresh: Fresh = secrets.token_bytes

    @classmethod
    def at(
        cls, home: Path, key: DeviceKey, folder: BallotFolder, *, fresh: Fresh = secrets.token_bytes
    ) -> MemberDevice:
        """The device in this ballot. Raises Refusal where its key stands for nobody on the roll."""
        ballot, key_id = folder.ballot(), key.signer.key_id
        member = next((name for name, held in ballot.devices.items() if held.key_id == key_id), None)
        if member is None:
            raise Refusal("ballot.device_of_nobody", where=Where(file=str(folder.file(DEFINITION))))
        return cls(home / "own-ballots" / ballot.hash.hex()[:32], key, folder, ballot, member, fresh)

    def ask(self, *, seen: str) -> bool:
        """Lay this member's request down; whether for the first time. The same request however often it is called.

        ``seen``: the fingerprint read off the wall. Refuses another one (exit code 5): somebody shows this member
        a ballot of his own.
        """
        if normal(seen) != normal(self.ballot.fingerprint):
            own = self.ballot.fingerprint
            raise Refusal("ballot.other_fingerprint", exit_code=ExitCode.FORGED, seen=seen.strip()[:20], own=own)
        kept = self._recall(ASKED)
        first = kept is None
        if kept is None:
            pending, request = ask(self.ballot, self.member, device=self.key.signer, fresh=self.fresh)
            kept = self._remember(ASKED, {"pending": list(map(as_dict, pending)), "request": request.decode()})
        self.folder.put(kept["request"].encode(), REQUESTS, f"{self.member}.json")
        return first

    def vote(self, choices: Mapping[str, str]) -> tuple[Vote, ...]:
        """The votes for all candidates this member votes on; once made, the same ones whatever is chosen later.

        Raises Refusal before the request was answered, for candidates left out or not his, and for a choice that
        differs from the one made before.
        """
        due = self.ballot.votes_on(self.member)
        self._check_choices(choices, due)
        kept, mark = self._recall(VOTED), self._mark(choices)
        if kept is not None and kept["choices"] != mark:
            raise Refusal("ballot.voted_already", member=self.member)
        if kept is None:
            made = [vote(self.ballot, token, choices[token.candidate], self.fresh) for token in self._tokens()]
            kept = self._remember(VOTED, {"choices": mark, "votes": votes_bytes(made).decode()})
        votes = read_votes(kept["votes"].encode())
        self._keep_receipts(votes)
        return votes

    def receipts(self) -> dict[str, bytes]:
        """This member's receipts by candidate. Raises Refusal before the vote."""
        path = self.home / RECEIPTS
        if not path.is_file():
            raise Refusal("ballot.not_voted", member=self.member)
        found: list[dict[str, str]] = strict_parse(path.read_bytes())["receipts"]
        return {one["candidate"]: bytes.fromhex(one["receipt"]) for one in found}

    def missing(self) -> list[str]:
        """Candidates for whom this member's receipt is not in the closing; [] when every vote is counted in."""
        held = self.receipts()
        gone = set(left_out(self.folder.closing(), held.values()))
        return sorted(name for name, receipt in held.items() if receipt in gone)

    def forget(self) -> None:
        """Remove tokens and votes, of which only the receipts stay: nobody can be made to show more."""
        for name in (ASKED, VOTED):
            (self.home / name).unlink(missing_ok=True)

    def _tokens(self) -> Any:
        kept, name = self._recall(ASKED), f"{self.member}.json"
        path = self.folder.file(TOKENS, name)
        if kept is None or not path.is_file():
            raise Refusal("ballot.no_tokens", where=Where(file=str(path)), member=self.member)
        pending = tuple(map(from_dict, kept["pending"]))
        return tried(
            lambda: receive(self.ballot, pending, read_answers(path.read_bytes(), self.ballot, self.member)), path
        )

    def _check_choices(self, choices: Mapping[str, str], due: tuple[str, ...]) -> None:
        missing, more = sorted(set(due) - choices.keys()), sorted(choices.keys() - set(due))
        if missing:
            raise Refusal("ballot.choices_missing", candidates="、".join(missing))
        if more:
            raise Refusal("ballot.choices_not_yours", candidates="、".join(more))

    def _mark(self, choices: Mapping[str, str]) -> str:
        """A hash of the choices under the device's secret, so that a second, different vote is noticed and no more."""
        text = canonical(sorted(choices.items()))
        return tagged_hash("expertpool/own-choices/v1", self.key.secret, self.ballot.hash, text).hex()

    def _keep_receipts(self, made: tuple[Vote, ...]) -> None:
        listed = [{"candidate": one.candidate, "receipt": one.hash.hex()} for one in made]
        write_new(self.home / RECEIPTS, canonical({"ballot": self.ballot.hash.hex(), "receipts": listed}), private=True)

    def _lock(self, name: str) -> bytes:
        return tagged_hash("expertpool/own-ballot/v1", self.key.secret, self.ballot.hash, name.encode())

    def _recall(self, name: str) -> Any:
        path = self.home / name
        if not path.is_file():
            return None
        data = path.read_bytes()
        try:
            return strict_parse(AESGCM(self._lock(name)).decrypt(data[:12], data[12:], name.encode()))
        except (InvalidTag, Malformed):
            raise Refusal("party.memory_damaged", where=Where(file=str(path)), path=str(path)) from None

    def _remember(self, name: str, record: dict[str, Any]) -> Any:
        """Keep a record, on the disk before anything leaves; the first one kept counts."""
        make_folders(self.home)
        nonce = self.fresh(12)
        sealed = AESGCM(self._lock(name)).encrypt(nonce, canonical(record), name.encode())
        write_new(self.home / name, nonce + sealed, private=True)
        return self._recall(name)


def normal(fingerprint: str) -> str:
    """A fingerprint as people may type it: small letters, blanks and hyphens aside."""
    return "".join(sign for sign in fingerprint.upper() if sign.isalnum())


def as_dict(pending: Pending) -> dict[str, str]:
    """A pending token as plain values."""
    secret = {"prepared": pending.prepared.hex(), "secret": pending.secret.hex()}
    return {"candidate": pending.candidate, "inverse": f"{pending.inverse:x}", **secret}


def from_dict(value: Mapping[str, str]) -> Pending:
    """Reads ``as_dict``."""
    secret, prepared = bytes.fromhex(value["secret"]), bytes.fromhex(value["prepared"])
    return Pending(value["candidate"], secret, prepared, int(value["inverse"], 16))
