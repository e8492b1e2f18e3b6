"""``expertpool rules``: the rules in force, each with its clause, strength, number, source and stages."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import click

from expertpool.beijing import day_here
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.errors import Refusal
from expertpool.rules.coverage.printed import COLUMNS, cells, coverage_as_dict, coverage_page, totals
from expertpool.rules.coverage.printed import heads as coverage_heads
from expertpool.rules.coverage.table import coverage_of, known_coverages
from expertpool.rules.open_number import setting_words
from expertpool.rules.pack import Pack
from expertpool.rules.printed import markdown, print_rules, rules_as_dict
from expertpool.rules.stack import PacksInForce, load_packs
from expertpool.rules.table import Unfit, day


@click.command(cls=WordedCommand, help="rules.help")
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@click.option("--on", metavar="DATE", help="rules.help_on")
@click.option("--markdown", "as_markdown", is_flag=True, help="rules.help_markdown")
@click.option("--coverage", "covering", is_flag=True, help="rules.help_coverage")
def rules(packs: tuple[str, ...], on: str | None, as_markdown: bool, covering: bool) -> int:
    """Print the table of the named packs, or of all built-in ones; or a notice clause by clause."""
    console = current()
    if covering:
        return _cover(console, packs[0] if packs else known_coverages()[-1], as_markdown)
    in_force = load_packs(packs or None, on=_day(on))
    if as_markdown:
        console.line(markdown(in_force, console.language))
    else:
        _print(console, in_force)
    return console.finish({"ok": True, **rules_as_dict(in_force, console.language)})


def _cover(console: Console, name: str, as_markdown: bool) -> int:
    coverage, language = coverage_of(name), console.language
    if as_markdown:
        console.line(coverage_page(coverage, language).removesuffix("\n"))
    else:
        console.table(
            title=console.say("rules.coverage.title", title=coverage.title[language]),
            heads=coverage_heads(language)[: len(COLUMNS) - 1],
            rows=[cells(demand, language)[: len(COLUMNS) - 1] for demand in coverage.demands],
        )
        console.line(totals(coverage, language))
        console.line(console.say("rules.coverage.about"))
    return console.finish({"ok": True, **coverage_as_dict(coverage, language)})


def _day(stated: str | None) -> date:
    if stated is None:
        return day_here()
    try:
        return day(stated)
    except Unfit:
        raise Refusal("rules.bad_day", found=stated) from None


def _print(console: Console, packs: PacksInForce) -> None:
    console.line(console.say("rules.in_force_on", on=packs.on))
    for pack in (*packs.packs, *packs.not_in_force):
        console.line(_pack_line(console, packs, pack))
    console.line()
    console.line(console.say("rules.table_title", count=len(packs.rules)))
    for line in print_rules(packs, console.language):
        console.line(console.say("rules.line", rule=line.rule, says=line.says))
        console.line(console.say("rules.line_about", **asdict(line)))
    console.line()
    for out in packs.superseded:
        params = {"rule": out.rule.id, "pack": out.rule.pack, "by": out.by.id, "by_pack": out.by.pack}
        console.line(console.say("rules.superseded", **params))
    for name, waiting in packs.open_numbers.items():
        listed = console.say("rules.between").join(rule.id for rule in waiting)
        words = setting_words(name)
        named = words if isinstance(words, str) else words.text(console.language, entries=True)
        console.line(console.say("rules.open_number", setting=named, rules=listed))


def _pack_line(console: Console, packs: PacksInForce, pack: Pack) -> str:
    state = "pack_in_force" if pack in packs.packs else "pack_not_in_force"
    return console.say(f"rules.{state}", name=pack.name, title=pack.title_in(console.language), count=len(pack.rules))
