"""What people are told of a ballot: the outcomes as a table, what the count gives away, what the secrecy is worth."""

from __future__ import annotations

from collections.abc import Mapping

from blind.tally import Outcome
from expertpool.commands.console import Console
from expertpool.reviewing.ballot_outcomes import share, tells_every_vote

HEADS = ("candidate", "yes", "no", "abstained", "spoilt_votes", "needed", "attending", "drawn", "verdict")


def tell_outcomes(console: Console, outcomes: Mapping[str, Outcome]) -> None:
    """The outcomes, both shares beside the verdict; then whatever a reader should not overlook."""
    rows = [
        [
            name,
            *(str(number) for number in (one.count.yes, one.count.no, one.count.abstained, one.count.spoilt)),
            f"{one.needed}/{one.base}",
            share(one.share_of_attending),
            share(one.share_of_drawn),
            console.say("ballot.passed" if one.passed else "ballot.not_passed"),
        ]
        for name, one in outcomes.items()
    ]
    heads = [console.say(f"ballot.{head}") for head in HEADS]
    console.table(title=console.say("ballot.outcomes"), heads=heads, rows=rows)
    for name, one in outcomes.items():
        if not one.quorum_met:
            console.note(console.say("ballot.no_quorum", candidate=name, needed=one.quorum_needed))
        if one.passed_by_a_minority_of_drawn:
            console.note(console.say("ballot.by_minority", candidate=name, yes=one.count.yes, drawn=one.drawn))


def tell_leaks(console: Console, outcomes: Mapping[str, Outcome]) -> None:
    """Where the count by itself tells how everybody voted."""
    told = [name for name, one in outcomes.items() if tells_every_vote(one)]
    if told:
        console.note(console.say("ballot.unanimous", candidates="、".join(told)))


def tell_secrecy(console: Console) -> None:
    """What the electronic ballot gives, and what it does not."""
    console.line(console.say("ballot.gives"))
    console.line(console.say("ballot.gives_not"))
