"""A key typed in from its paper, line by line."""

from __future__ import annotations

import click

from blind.keys.paper import LINES
from expertpool.commands.console import Console


def typed_paper(console: Console) -> str:
    """Every line of the paper as it is typed, one below the other; nothing is checked yet."""
    asked = [console.say("party.ask.paper", line=number) for number in range(1, LINES + 1)]
    return "\n".join(str(click.prompt(prompt, err=True)) for prompt in asked)
