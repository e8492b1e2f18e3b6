"""What every command shares: language, JSON or text, progress on standard error, and one way to refuse."""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from expertpool.commands.streams import Screen, let_go, screen, speaks_unicode, write_whole_text
from expertpool.errors import ExitCode, Refusal
from expertpool.settings import Settings, started_as
from expertpool.words import Language, has, say
from expertpool.words.clauses import cited_in

COMMAND = re.compile(r"(?<![\w./-])expertpool (?=[a-z])")
"""Where a sentence tells people what to type."""


@dataclass
class Console:
    """One command's way to speak: text for people, or one JSON object for programs.

    ``listeners``: who waits elsewhere for this process's work, and is told its progress instead of a terminal.
    """

    listeners: ClassVar[list[Callable[[int, int], None]]] = []

    language: Language = Language.ZH
    as_json: bool = False
    home: Path | None = None
    settings_of_its_own: Settings | None = None
    _out: Screen = field(default_factory=lambda: screen(stderr=False))
    _err: Screen = field(default_factory=lambda: screen(stderr=True))

    def say(self, key: str, /, **params: Any) -> str:
        """The sentence under ``key`` in this command's language."""
        return say(key, self.language, **params)

    def clause(self, clause: str) -> str:
        """A cited clause in this command's language."""
        return cited_in(clause, self.language)

    @property
    def settings(self) -> Settings:
        """Where data lives, from ``--home`` and the environment unless the command has settings of its own."""
        return self.settings_of_its_own or Settings.read(home=self.home)

    def line(self, text: str = "") -> None:
        """One line for people; nothing under ``--json``."""
        if not self.as_json:
            self._out.print(_as_typed(text), markup=False)

    def table(self, *, title: str, heads: list[str], rows: list[list[str]]) -> None:
        """A table for people; nothing under ``--json``."""
        if self.as_json:
            return
        table = Table(title=title, title_justify="left")
        for head in heads:
            table.add_column(head, overflow="fold")
        for row in rows:
            table.add_row(*[cell.replace("[", "\\[") for cell in row])
        self._out.print(table)

    def note(self, text: str) -> None:
        """A remark on standard error, in both modes."""
        self._err.print(_as_typed(text), markup=False)

    def finish(self, data: dict[str, Any], exit_code: ExitCode = ExitCode.DONE) -> int:
        """End the command: print ``data`` as the one JSON object under ``--json``; return the exit code."""
        if self.as_json:
            plain = not speaks_unicode(sys.stdout)
            write_whole_text(json.dumps(data, ensure_ascii=plain, indent=2, default=str) + "\n")
        return int(exit_code)

    def refuse(self, refusal: Refusal) -> int:
        """Say a refusal: what is wrong, where, what would be right."""
        if self.as_json:
            try:
                return self.finish({"ok": False, "error": refusal.as_dict(self.language)}, refusal.exit_code)
            except OSError:
                let_go(sys.stdout)
        place = _place(refusal)
        self.note(self.say("common.error", message=place + refusal.message(self.language)))
        hint = refusal.hint(self.language)
        if hint:
            self.note(self.say("common.hint", hint=hint))
        return int(refusal.exit_code)

    @contextmanager
    def progress(self, label: str) -> Iterator[Callable[[int, int], None]]:
        """A bar on standard error, called with (done, total); silent where standard error is no terminal."""
        if self.listeners or not self._err.is_terminal:
            yield self._told
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._err, transient=True) as bar:
            task = bar.add_task(label, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def _told(self, done: int, total: int) -> None:
        for listener in self.listeners:
            listener(done, total)


def _place(refusal: Refusal) -> str:
    where = refusal.where
    if where is None:
        return ""
    parts = [
        part for part in (where.file, where.sheet, where.cell or (where.row and str(where.row)), where.field) if part
    ]
    return f"[{' · '.join(str(part) for part in parts)}] " if parts else ""


class Worded:
    """Help whose titles and texts come from the word catalogues (a ``help`` that is a key is looked up)."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse an empty path: a script's unset variable would otherwise mean the folder one stands in."""
        paths = {name for one in self.get_params(ctx) if isinstance(one.type, click.Path) for name in one.opts}  # type: ignore[attr-defined]  # provided by click.Command
        for word, after in itertools.pairwise([*args, "-"]):
            name, assigned, value = word.partition("=")
            if name in paths and (value if assigned else after) == "":
                raise Refusal("cli.empty_path", name=name)
        rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]  # for the same reason
        return rest

    def get_help(self, ctx: click.Context) -> str:
        """The text of ``--help``: under ``--json`` one object that holds it."""
        text: str = super().get_help(ctx)  # type: ignore[misc]  # provided by click.Command
        console = ctx.find_object(Console)
        if console is None or not console.as_json:
            return text
        return json.dumps({"ok": True, "help": text}, ensure_ascii=not speaks_unicode(sys.stdout), indent=2)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line, with its title in the reader's language."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]  # provided by click.Command
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_word(ctx, "cli.usage") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own sentence."""
        text = getattr(self, "help", None)
        if text:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_word(ctx, text))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, each with its sentence; then the commands of a group."""
        rows = []
        for param in self.get_params(ctx):  # type: ignore[attr-defined]  # provided by click.Command
            record = param.get_help_record(ctx)
            if record:
                key = getattr(param, "help", None)
                rows.append((record[0], _word(ctx, key) if key else ""))
        if rows:
            with formatter.section(_word(ctx, "cli.options")):
                formatter.write_dl(rows)
        if isinstance(self, click.Group):
            with formatter.section(_word(ctx, "cli.commands")):
                formatter.write_dl([(name, _word(ctx, _help_of(self, ctx, name))) for name in self.list_commands(ctx)])


class WordedCommand(Worded, click.Command):
    """A command with help from the catalogues."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += common_options()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, worded."""
        return _worded_help(super().get_help_option(ctx))


class WordedGroup(Worded, click.Group):
    """A group whose commands are imported when first asked for, so that OR-Tools stays out of the way."""

    command_class = WordedCommand

    def __init__(
        self, *args: Any, lazy: dict[str, str] | None = None, lines: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        """``lazy``: module and attribute of commands not imported yet; ``lines``: the ``help`` of some of them."""
        super().__init__(*args, **kwargs)
        self.lazy, self.lines = lazy or {}, lines or {}
        self.params += common_options()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table of contents."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now if it is a lazy one."""
        if cmd_name in self.lazy:
            module, _, attribute = self.lazy[cmd_name].partition(":")
            command = getattr(__import__(module, fromlist=[attribute]), attribute)
            return command if isinstance(command, click.Command) else None
        return super().get_command(ctx, cmd_name)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, worded."""
        return _worded_help(super().get_help_option(ctx))


def _help_of(group: click.Group, ctx: click.Context, name: str) -> str:
    """The ``help`` of a group's command; one that the group tells by itself is not imported for it."""
    told = group.lines.get(name) if isinstance(group, WordedGroup) else None
    if told is not None:
        return told
    command = group.get_command(ctx, name)
    return (command and command.help) or ""


def _worded_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "cli.help"
    return option


def _word(ctx: click.Context, key: str) -> str:
    console = ctx.find_object(Console) or Console()
    return console.say(key) if has(key) else key


def common_options() -> list[click.Parameter]:
    """``--json``, ``--lang`` and ``--home``: read before parsing, listed here so that help shows them."""
    return [
        click.Option(["--json", "as_json"], is_flag=True, expose_value=False, help="cli.json"),
        click.Option(
            ["--lang"],
            type=click.Choice([language.value for language in Language]),
            expose_value=False,
            help="cli.lang",
        ),
        click.Option(["--home"], type=click.Path(), expose_value=False, help="cli.home"),
    ]


def current() -> Console:
    """The running command's console."""
    console = click.get_current_context().find_object(Console)
    if console is None:
        raise RuntimeError("a command runs without a console")
    return console


def from_arguments(arguments: list[str]) -> Console:
    """The console that ``--json``, ``--lang X`` and ``--home DIR`` anywhere on the line ask for."""

    def value(name: str) -> str | None:
        for at, word in enumerate(arguments):
            if word.startswith(f"{name}="):
                return word.partition("=")[2]
            if word == name and at + 1 < len(arguments):
                return arguments[at + 1]
        return None

    asked, home = value("--lang"), value("--home")
    language = Language(asked) if asked in set(Language) else Language.ZH
    return Console(language=language, as_json="--json" in arguments, home=Path(home) if home else None)


def _as_typed(text: str) -> str:
    """The text with its commands as this person must type them."""
    return COMMAND.sub(lambda _: f"{started_as()} ", text)
