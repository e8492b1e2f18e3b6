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


def test_second_ballot_of_a_meeting_is_proven_to_have_grown_from_the_first(closed: Chamber) -> None:
    """The witness signs the second closing because the office proves the growth from the head signed before."""
    from blind.ballot.definition import Ballot
    from expertpool.party.ballot_folder import BallotFolder

    closed.witness()
    closed.open_box("hrss", "inspector")
    closed.tally()
    second = BallotFolder(closed.folder / "second")
    closed.done("inspector", "party", "token-key", second.path)
    flags = ["--meeting", "1", "--devices", closed.folder / "devices"]
    assert closed.done("office", "ballot", "open", second.path, *flags)["number"] == 2
    assert Ballot.parse(second.content("ballot.json")).hash != closed.ballot.ballot().hash
    closed.done("inspector", "party", "issue-tokens", second.path, "--close")
    told = closed.done("office", "ballot", "close", second.path)
    assert {one["cast"] for one in told["candidates"]} == {0}
    assert second.has("closed", "closing-consistency.json")
    closed.done("hrss", "party", "witness", second.file("closed", "closing-logged.json"))


def test_ballot_waits_for_the_one_before_and_a_void_one_destroys_its_votes(voted: Chamber) -> None:
    second = voted.folder / "second"
    voted.done("inspector", "party", "token-key", second)
    flags = ["--meeting", "1", "--devices", voted.folder / "devices"]
    assert voted.refused("office", "ballot", "open", second, *flags) == (2, "ballot.another_open")
    voted.done("office", "ballot", "void", voted.ballot.path, "--cause", "令牌密钥遗失")
    assert {path.name for path in voted.box.folder.iterdir()} == {"ballot.json", "shut", ".lock"}
    assert voted.done("office", "ballot", "open", second, *flags)["number"] == 2
    voted.done("inspector", "party", "issue-tokens", voted.ballot.path, "--close")
    assert voted.refused("office", "ballot", "close", voted.ballot.path)[0] == 2
    assert voted.done("office", "ledger", "verify")["ok"]


def test_choices_come_from_a_table_and_every_candidate_needs_one(voted: Chamber) -> None:
    table = voted.folder / "choices.csv"
    table.write_text("盲审编号,选择\n1111-2222,同意\n3333-4444,反对\n", encoding="utf-8")
    words = ("ballot", "vote", voted.ballot.path, "--choices", table, "--yes", "--out", voted.folder / "v.json")
    assert voted.refused("M06", *words) == (2, "ballot.choices_missing")
    told = voted.done("M06", *words, "--choice", "5555-6666=弃权")
    assert len(told["receipts"]) == 3
    assert voted.refused("M06", *words, "--choice", "5555-6666=同意") == (2, "ballot.voted_already")
    assert voted.refused("M01", *words, "--choice", "5555-6666=yes") == (2, "ballot.choices_not_yours")
    table.write_text("盲审编号,选择\n1111-2222,也许\n", encoding="utf-8")
    ran = voted.run("M06", *words)
    where = ran.json["error"]["where"]
    assert (ran.code, ran.json["error"]["code"], where["row"]) == (2, "ballot.not_a_choice", 2)


def test_readings_of_the_tally_are_written_beside_its_results(closed: Chamber) -> None:
    closed.witness()
    closed.open_box("office", "inspector")
    strict = closed.tally("--majority-of", "drawn")
    assert [(one["base"], one["needed"], one["passed"]) for one in strict["outcomes"]] == [
        (6, 4, False),
        (7, 5, False),
        (7, 5, False),
    ]
    usual = closed.tally()
    assert [one["passed"] for one in usual["outcomes"]] == [False, False, True]
    assert (strict["count"], usual["count"]) == (1, 2)
    assert usual["outcomes"][2]["share_of_drawn"] == "4/7"
    votes = closed.refused(
        "office", "ballot", "tally", closed.ballot.path, "--recused-members", "votes", "--out", closed.folder / "x"
    )
    assert votes == (2, "ballot.wrong.recused-have-no-tokens")


def test_people_are_told_what_the_ballot_gives_and_what_it_does_not(closed: Chamber) -> None:
    from expertpool.__main__ import main
    from expertpool.words import say

    closed.witness()
    closed.open_box("hrss", "inspector")
    assert closed.capsys is not None
    closed.capsys.readouterr()
    assert main(["ballot", "recount", str(closed.ballot.path), "--home", str(closed.machine("hrss"))]) == 0
    out = closed.capsys.readouterr()
    assert [key for key in ("ballot.gives", "ballot.gives_not") if say(key) not in out.out] == []
    assert "1111-2222" in out.out
