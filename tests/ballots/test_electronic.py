"""The electronic ballot from the token key to the results, on the command lines of everybody who takes part."""

from __future__ import annotations

from tests.ballots.chamber import CANDIDATES, MEMBERS, Chamber


def test_ballot_goes_from_tokens_to_results_by_command_alone(opened: Chamber) -> None:
    fingerprint = opened.ballot.ballot().fingerprint
    for member in MEMBERS[:6]:
        told = opened.done(member, "ballot", "ask", opened.ballot.path, "--fingerprint", fingerprint.lower())
        assert (told["member"], told["first"]) == (member, True)
    assert opened.done("inspector", "party", "issue-tokens", opened.ballot.path)["now"] == list(MEMBERS[:6])
    for member in MEMBERS[:5]:
        due = opened.ballot.ballot().votes_on(member)
        out = opened.machine(member) / "votes.json"
        words = [word for name in due for word in ("--choice", f"{name}=同意")]
        voted = opened.done(member, "ballot", "vote", opened.ballot.path, *words, "--yes", "--out", out)
        cast = opened.done("office", "ballot", "cast", opened.ballot.path, out)
        assert cast["receipts"] == voted["receipts"]
        assert not out.exists()
    closed = opened.close()
    assert [(one["cast"], one["issued"], one["voters"], one["unused"]) for one in closed["candidates"]] == [
        (4, 5, 5, 1),
        (5, 6, 6, 1),
        (5, 6, 6, 1),
    ]
    opened.witness()
    opened.open_box("hrss", "inspector")
    for member in MEMBERS[:5]:
        assert opened.done(member, "ballot", "receipts", opened.ballot.path, "--forget")["missing"] == []
    told = opened.tally()
    assert [(one["candidate"], one["yes"], one["base"], one["needed"], one["passed"]) for one in told["outcomes"]] == [
        (CANDIDATES[0], 4, 5, 4, True),
        (CANDIDATES[1], 5, 6, 4, True),
        (CANDIDATES[2], 5, 6, 4, True),
    ]
    assert {verdict["rule"]: verdict["state"] for verdict in told["outcomes"][0]["verdicts"]}["pass-line"] == "holds"
    assert opened.done("office", "ledger", "verify")["ok"]
