"""A day on the command line: written 2025-08-15, and said so in help and refusals."""

from __future__ import annotations

import click


class TypedDay(click.DateTime):
    """Takes a day as ``2025-08-15`` alone; the command gets its midnight."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002  # as click asks
        """What help shows in place of the day."""
        return "YYYY-MM-DD"


DAY = TypedDay()
