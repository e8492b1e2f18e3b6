"""The program ``expertpool``: finds the command, runs it, and turns every ending into a sentence and an exit code."""

from __future__ import annotations

import logging
import secrets
import sys
import traceback

import click

from expertpool.commands.console import Console, WordedGroup, from_arguments
from expertpool.errors import ExitCode, Refusal, Where

COMMANDS = {
    "demo": "web.demonstration:demo",
    "serve": "web.serve:serve",
    "account": "expertpool.commands.account:account",
    "rules": "expertpool.commands.rules:rules",
    "roster": "expertpool.commands.roster:roster",
    "pool": "expertpool.commands.pool:pool",
    "draw": "expertpool.commands.draw:draw",
    "verify": "expertpool.commands.verify:verify",
    "blind": "expertpool.commands.blind:blind",
    "conflicts": "expertpool.commands.conflicts:conflicts",
    "assign": "expertpool.commands.assign:assign",
    "decide": "expertpool.commands.decide:decide",
    "scores": "expertpool.commands.scores:scores",
    "meeting": "expertpool.commands.meeting:meeting",
    "ballot": "expertpool.commands.ballot:ballot",
    "reader": "expertpool.commands.reader:reader",
    "results": "expertpool.commands.results:results",
    "vault": "expertpool.commands.vault:vault",
    "receipt": "expertpool.commands.receipt:receipt",
    "ledger": "expertpool.commands.ledger:ledger",
    "party": "expertpool.commands.party:party",
    "report": "expertpool.commands.report:report",
    "export": "expertpool.commands.exchange_export:export_season",
    "import": "expertpool.commands.exchange_import:import_exported",
    "oversight": "expertpool.commands.oversight:oversight",
    "season": "expertpool.commands.season:season",
    "applicants": "expertpool.commands.applicants:applicants",
    "filing": "expertpool.commands.filing:filing",
    "documents": "expertpool.commands.documents:documents",
    "trust": "expertpool.commands.trust:trust",
}

cli = WordedGroup("expertpool", lazy=COMMANDS, help="cli.expertpool", no_args_is_help=True)


def main(arguments: list[str] | None = None) -> int:  # noqa: PLR0911  # one return for each kind of ending
    """Run one command line; return its exit code. Only this function turns exceptions into exit codes."""
    arguments = sys.argv[1:] if arguments is None else arguments
    console = from_arguments(arguments)
    try:
        result = cli.main(args=arguments, prog_name="expertpool", standalone_mode=False, obj=console)
        return result if isinstance(result, int) else int(ExitCode.DONE)
    except Refusal as refusal:
        return console.refuse(refusal)
    except click.exceptions.NoArgsIsHelpError as usage:
        console.line(usage.format_message())
        return int(ExitCode.BAD_INPUT)
    except click.UsageError as usage:
        return console.refuse(_usage(usage))
    except (click.exceptions.Abort, KeyboardInterrupt):
        return console.refuse(Refusal("cli.stopped"))
    except OSError as failure:
        return console.refuse(
            Refusal("common.disk_full", path=failure.filename or "", reason=failure.strerror or str(failure))
        )
    except Exception:
        return _bug(console)


def _usage(usage: click.UsageError) -> Refusal:
    command = usage.ctx.command_path if usage.ctx else "expertpool"
    if isinstance(usage, click.MissingParameter):
        name = (usage.param.opts[0] if usage.param else usage.param_hint) or ""
        return Refusal("cli.missing", name=name, command=command)
    if isinstance(usage, click.NoSuchOption):
        return Refusal("cli.no_option", name=usage.option_name, command=command)
    if isinstance(usage, click.BadParameter):
        name = (usage.param.opts[0] if usage.param else usage.param_hint) or ""
        return Refusal("cli.bad_value", name=name, detail=usage.message, command=command)
    return Refusal("cli.usage_error", detail=usage.format_message(), command=command)


def _bug(console: Console) -> int:
    number = secrets.token_hex(4)
    trace = traceback.format_exc()
    try:
        folder = console.settings.home
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "errors.log").open("a", encoding="utf-8") as log:
            log.write(f"--- {number}\n{trace}\n")
        where = Where(file=str(folder / "errors.log"))
    except OSError:
        logging.getLogger("expertpool").exception("internal error %s", number)
        where = None
    return console.refuse(Refusal("common.bug", number=number, where=where, exit_code=ExitCode.BUG))


if __name__ == "__main__":
    sys.exit(main())
