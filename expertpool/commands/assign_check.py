"""``expertpool assign check``: an assignment drawn again from its file alone."""

from __future__ import annotations

from pathlib import Path

import click

from expertpool.commands.console import WordedCommand, current
from expertpool.commands.verify_assignment import verify_assignment


@click.command("check", cls=WordedCommand, help="assign.help.check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--before", type=click.Path(path_type=Path), help="assign.help.before")
@click.option("--certificate", type=click.Path(path_type=Path), help="assign.help.check_certificate")
@click.option("--trust", type=click.Path(path_type=Path), help="assign.help.trust")
def check(*, file: Path, before: Path | None, certificate: Path | None, trust: Path | None) -> int:
    """One verdict line, then what is wrong. Exit code 5 where the file is wrong, 6 where something is missing."""
    return verify_assignment(current(), file, before=before, certificate=certificate, trust=trust)
