"""The program ``expertpool``: finds the command, runs it, and turns every ending into a sentence and an exit code."""

from __future__ import annotations

import logging
import secrets
import sys
import traceback

import click

from expertpool import __version__
from expertpool.commands.console import Console, WordedGroup, current, from_arguments
from expertpool.commands.streams import steady_streams
from expertpool.commands.usage import usage_refusal
from expertpool.errors import ExitCode, Refusal, Where

COMMANDS = {
    "demo": "web.demo:demo",
    "serve": "web.serve:serve",
    "worker": "web.worker:worker",
    "jobs": "expertpool.commands.jobs:jobs",
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
    "backup": "expertpool.commands.backup:backup",
    "retention": "expertpool.commands.retention:retention",
    "doctor": "expertpool.commands.doctor:doctor",
}

HELP = {
    "demo": "demo.help",
    "serve": "hall.serve.help",
    "worker": "jobs.worker.help",
    "jobs": "jobs.help",
    "account": "account.help",
    "rules": "rules.help",
    "roster": "roster.group",
    "pool": "pool.help",
    "draw": "draw.help",
    "verify": "certificate.help",
    "blind": "packets.help",
    "conflicts": "conflicts.help",
    "assign": "assign.help",
    "decide": "decide.help",
    "scores": "scores.help",
    "meeting": "meeting.help",
    "ballot": "ballot.help",
    "reader": "reader.help",
    "results": "results.help",
    "vault": "vault.help",
    "receipt": "receipt.help",
    "ledger": "ledger.help",
    "party": "party.help",
    "report": "report.help",
    "export": "exchange.help.export",
    "import": "exchange.help.import",
    "oversight": "oversight.help",
    "season": "season.help",
    "applicants": "applicants.help",
    "filing": "filing.help",
    "documents": "papers.help",
    "trust": "trust_file.help",
    "backup": "backup.help",
    "retention": "retention.help",
    "doctor": "doctor.help",
}
"""What each command says of itself in the list of all, so that listing them imports none of them."""

cli = WordedGroup("expertpool", lazy=COMMANDS, lines=HELP, help="cli.expertpool", no_args_is_help=True)


def _version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked:
        console = current()
        console.line(f"expertpool {__version__}")
        ctx.exit(console.finish({"ok": True, "version": __version__}))


cli.params.append(
    click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="cli.version")
)


def main(arguments: list[str] | None = None) -> int:  # noqa: PLR0911  # one return for each kind of ending
    """Run one command line; return its exit code. Only this function turns exceptions into exit codes."""
    if arguments is None:
        steady_streams()
        arguments = sys.argv[1:]
    console = from_arguments(arguments)
    try:
        result = cli.main(args=arguments, prog_name="expertpool", standalone_mode=False, obj=console)
        return result if isinstance(result, int) else int(ExitCode.DONE)
    except Refusal as refusal:
        return console.refuse(refusal)
    except click.exceptions.NoArgsIsHelpError as usage:
        if console.as_json:
            return console.refuse(Refusal("cli.command_missing", command=usage.ctx.command_path if usage.ctx else ""))
        console.line(usage.format_message())
        return int(ExitCode.BAD_INPUT)
    except click.UsageError as usage:
        return console.refuse(usage_refusal(usage))
    except (click.exceptions.Abort, KeyboardInterrupt) as stop:
        return console.refuse(_stopped(stop))
    except OSError as failure:
        return console.refuse(_unwritten(failure))
    except Exception:
        return _bug(console)


def _stopped(stop: BaseException) -> Refusal:
    """Stopped at the keyboard; or a question found nobody to answer it, because standard input had ended."""
    if isinstance(stop, click.exceptions.Abort) and not isinstance(stop.__cause__, KeyboardInterrupt):
        at_keyboard = sys.stdin is not None and sys.stdin.isatty()
        if not at_keyboard:
            return Refusal("cli.nobody_answers")
    return Refusal("cli.stopped", exit_code=ExitCode.STOPPED)


def _unwritten(failure: OSError) -> Refusal:
    reason = failure.strerror or str(failure)
    if failure.filename is None:
        return Refusal("cli.write_failed", reason=reason)
    return Refusal("common.disk_full", path=failure.filename, reason=reason)


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
