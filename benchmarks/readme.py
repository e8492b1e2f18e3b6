"""The short table of the README, written between its two marks from what is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.page import cost, growth, times
from benchmarks.process import ROOT
from benchmarks.suite import MORE_TICKETS_FACTOR, QUEUE_SECONDS, SUITE, Instance

Entry = Mapping[str, Any]
START, END = "<!-- benchmarks -->\n", "<!-- /benchmarks -->\n"
SHOWN = {
    "13of300-6attr-loose": "13 of 300",
    "25of1000-6attr-loose": "25 of 1,000",
    "25of1000-6attr-tight": "25 of 1,000, tight windows",
    "25of1000-6attr-loose-cap2": "25 of 1,000, at most 2 an employer",
    "25of1000-6attr-loose-pairs1000": "25 of 1,000, 1,000 pairs apart",
    "13of1000-6attr-loose": "13 of 1,000",
    "25of5000-5attr-loose-cap2": "25 of 5,000, five attributes, at most 2 an employer",
    "25of20000-6attr-loose": "25 of 20,000",
    "200of2000-2attr-loose": "200 of 2,000, two attributes",
}
"""The pools shown, by their names for people."""

HEADS = (
    "panel of pool",
    "lottery, s",
    "limit, s",
    "MB",
    "worst-off",
    "no lottery above",
    "10,000 tickets, s",
    "limit, s",
    "queue, s",
    "peer's maximin, s",
    "ratio",
)


def block(results: Entry) -> str:
    """The table and the sentences under it."""
    pools = results["pools"]
    shown = [(one, pools[one.name]) for one in SUITE if one.name in SHOWN and "lottery" in pools.get(one.name, {})]
    ruler = ["---" if head in ("panel of pool", "worst-off", "no lottery above") else "---:" for head in HEADS]
    order = list(SHOWN)
    lines = [_cells(one, entry) for one, entry in sorted(shown, key=lambda pair: order.index(pair[0].name))]
    table = "\n".join(f"| {' | '.join(line)} |" for line in (list(HEADS), ruler, *lines))
    measured = [(one, pools[one.name]) for one in SUITE if "lottery" in pools.get(one.name, {})]
    return f"{table}\n\n{' '.join(_sentences(results, measured))}\n"


def _cells(instance: Instance, entry: Entry) -> list[str]:
    lottery, more = entry["lottery"], entry.get("lottery_10000", {})
    done = lottery.get("ended") == "done"
    found = entry.get("peer", {}).get("maximin", {})
    return [
        SHOWN[instance.name],
        cost(lottery),
        "" if instance.seconds is None else f"{instance.seconds:g}",
        f"{lottery['peak_mb']:.0f}" if done else "",
        lottery["worst_off"]["exact"] if done else "",
        lottery["bound"]["exact"] if done else "",
        cost(more),
        "" if instance.seconds is None else f"{MORE_TICKETS_FACTOR * instance.seconds:g}",
        cost(entry.get("queue", {})),
        cost(found),
        times(entry),
    ]


def _sentences(results: Entry, measured: list[tuple[Instance, Entry]]) -> Iterator[str]:
    machine = results["machine"]
    days = sorted({str(job["date"]) for _, entry in measured for job in entry.values()})
    when = " to ".join(dict.fromkeys([days[0], days[-1]]))
    yield (
        f"Measured {when} on {machine['processor']}, {machine['cores']} cores shared with other work, start-up of "
        f'{results["start_up"]["cpu_s"]:.1f} s included; the peer was stopped where the table says ">", and its '
        f"leximin needs a commercial solver. The queue's limit at 1,000 experts is {QUEUE_SECONDS:g} s."
    )
    yield from growth(results, measured)
    jobs = [
        e[job] for _, e in measured for job in ("lottery", "lottery_10000") if "most_off_in_tickets" in e.get(job, {})
    ]
    off = [job["most_off_in_tickets"] for job in jobs]
    broken = sum(job["panels_that_break_a_rule"] for job in jobs)
    near, nobody = sum(value < 1 for value in off), sum(job["with_a_chance_but_no_ticket"] for job in jobs)
    yield (
        f"In {near} of {len(jobs)} tables everybody is within one ticket of the exact share (furthest off: "
        f"{max(off):.2f}); {broken} tickets break a rule; {nobody} "
        f"people with a chance have no ticket."
    )


def write(results: Entry) -> None:
    """Put the table between the marks of the README and leave everything else as it is."""
    path = ROOT / "README.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(START)
    _, mark, after = rest.partition(END)
    if not mark:
        raise RuntimeError(f"{path.name} lacks {START.strip()} and {END.strip()}")
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.write_text(before + START + block(results) + END + after, encoding="utf-8")
    draft.replace(path)
