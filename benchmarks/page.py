"""The results as one page of Markdown: a table of pools, then what the figures come to beside what was aimed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks import certificate, ledger, packets, reports
from benchmarks.growth import exponent
from benchmarks.roster import CHECK_SECONDS, MARKED_SECONDS
from benchmarks.suite import GROWTH, MORE_TICKETS_FACTOR, PEER_TIMES_LESS, QUEUE_SECONDS, SUITE, Instance

Entry = Mapping[str, Any]

HEADS = (
    "seats of experts",
    "rules",
    "groups",
    "CPU s",
    "aim",
    "MB",
    "bound %",
    "worst-off %",
    "10,000 tickets, CPU s",
    "queue, CPU s",
    "peer maximin, CPU s",
    "peer worst-off % (its 1,000 tickets)",
    "times less",
)


def page(results: Entry) -> str:
    """The whole page."""
    pools: Mapping[str, Entry] = results["pools"]
    measured = [(instance, pools[instance.name]) for instance in SUITE if "lottery" in pools.get(instance.name, {})]
    lines = [" | ".join(HEADS), " | ".join("---" if at < 2 else "--:" for at in range(len(HEADS)))]
    lines += [" | ".join(_cells(instance, entry)) for instance, entry in measured]
    table = "\n".join(f"| {line} |" for line in lines)
    remarks = "\n".join(f"- {line}" for line in _remarks(results, measured))
    return f"{table}\n\n{remarks}\n"


def _cells(instance: Instance, entry: Entry) -> list[str]:
    order, lottery = instance.order, entry.get("lottery", {})
    done = lottery.get("ended") == "done"
    return [
        f"{order.seats} of {order.experts:,}",
        _rules(instance),
        str(lottery["groups"]) if done else "",
        cost(lottery),
        "" if instance.seconds is None else f"{instance.seconds:g}",
        f"{lottery['peak_mb']:.0f}" if done else "",
        f"{lottery['bound']['percent']:.3f}" if done else "",
        f"{lottery['worst_off']['percent']:.3f}{'' if lottery['met'] else ' †'}" if done else "",
        cost(entry.get("lottery_10000", {})),
        cost(entry.get("queue", {})),
        *_peer(instance, entry),
    ]


def _rules(instance: Instance) -> str:
    order = instance.order
    extras = [f"≤ {order.cap} per employer"] if order.cap else []
    extras += [f"{order.pairs:,} pairs apart"] if order.pairs else []
    return ", ".join([f"{order.attributes} attributes", order.quotas, *extras])


def cost(job: Entry) -> str:
    """Processor seconds, or how the job ended instead."""
    if job.get("ended") == "done":
        return f"{job['cpu_s']:.2f}"
    return {"limit": f"> {job.get('cpu_limit_s')}", "failed": "failed"}.get(job.get("ended", ""), "")


def _peer(instance: Instance, entry: Entry) -> list[str]:
    found = entry.get("peer", {}).get("maximin")
    if found is None:
        return ["" if instance.peer or _sayable(instance) else "cannot say it", "", ""]
    if found["ended"] == "limit":
        reached = found.get("reached") or {}
        how_far = f" ({reached['step']:,} of {reached['of']:,} first panels)" if reached.get("of") else ""
        return [cost(found) + how_far, "", times(entry)]
    if found["ended"] == "failed":
        return ["failed", "", ""]
    worst = f"{found['worst_off_percent']:.3f} ({found['worst_off_of_tickets_percent']:.3f})"
    return [f"{found['cpu_s']:.1f}", worst, times(entry)]


def _sayable(instance: Instance) -> bool:
    """Whether the peer has words for the rules: no pairs, and no cap but one."""
    return not instance.order.pairs and instance.order.cap in (None, 1)


def _ratio(entry: Entry) -> float | None:
    """How many times the peer's maximin costs what the whole job costs here; at least, where it met its limit."""
    lottery, found = entry.get("lottery", {}), entry.get("peer", {}).get("maximin", {})
    cost = found.get("cpu_s") if found.get("ended") == "done" else found.get("cpu_limit_s")
    return cost / lottery["cpu_s"] if cost and lottery.get("ended") == "done" else None


def times(entry: Entry) -> str:
    """The ratio as text; ">" where the peer met its limit."""
    ratio = _ratio(entry)
    if ratio is None:
        return ""
    return f"{'> ' if entry['peer']['maximin']['ended'] == 'limit' else ''}{ratio:.0f}"


Measured = list[tuple[Instance, Entry]]


def _remarks(results: Entry, measured: Measured) -> Iterator[str]:
    yield _setting(results)
    yield from _aims(measured)
    yield from growth(results, measured)
    yield from _soundness(measured)
    yield from _against_peer(measured)
    yield from _roster(results.get("roster"))
    parts = (
        ("ledger", ledger.remark),
        ("certificate", certificate.remark),
        ("packets", packets.remark),
        ("reports", reports.remark),
    )
    yield from (remark(results[name]) for name, remark in parts if name in results)


def _setting(results: Entry) -> str:
    machine, versions = results["machine"], results["versions"]
    days = sorted({str(job["date"]) for entry in results["pools"].values() for job in entry.values()})
    start = results.get("start_up", {}).get("cpu_s", 0.0)
    return (
        f"Measured {' to '.join(dict.fromkeys([days[0], days[-1]]))} on {machine['cores']} cores of "
        f"{machine['processor']}, {machine['memory_gb']} GB, Python {versions['python']}, "
        f"OR-Tools {versions['ortools']}. CPU s are processor seconds (user and system, all threads) of the whole "
        f"process: imports ({start:.2f} s), reading, 1,000 tickets, chances, bound with its proof, one draw. Bound: "
        f"the most that any lottery can promise everybody; worst-off: what the tickets give (one ticket is 0.1 %)."
    )


def _aims(measured: Measured) -> Iterator[str]:
    missed = []
    for instance, entry in measured:
        lottery = entry.get("lottery", {})
        if instance.seconds is not None and lottery.get("cpu_s", float("inf")) > instance.seconds:
            missed.append(f"{instance.name}: {cost(lottery)} s for {instance.seconds:g}")
        if instance.megabytes is not None and lottery.get("peak_mb", float("inf")) > instance.megabytes:
            missed.append(f"{instance.name}: {lottery.get('peak_mb')} MB for {instance.megabytes}")
    aimed = sum(instance.seconds is not None for instance, _ in measured)
    yield f"Aims on cost: {aimed} pools have one; missed: {'; '.join(missed) or 'none'}."
    thousand = [entry.get("queue", {}) for instance, entry in measured if instance.order.experts == 1_000]
    queues = [job["cpu_s"] for job in thousand if "cpu_s" in job]
    if queues:
        yield f"Queue draw from 1,000 experts: {min(queues):.2f} to {max(queues):.2f} s (aim {QUEUE_SECONDS:g})."
    yield from _more_tickets(measured)


def _more_tickets(measured: Measured) -> Iterator[str]:
    both = [(i, e) for i, e in measured if "cpu_s" in e.get("lottery_10000", {}) and "cpu_s" in e["lottery"]]
    if both:
        times = sorted(entry["lottery_10000"]["cpu_s"] / entry["lottery"]["cpu_s"] for _, entry in both)
        aims = [(entry["lottery_10000"]["cpu_s"], instance.seconds) for instance, entry in both if instance.seconds]
        within = sum(cost <= MORE_TICKETS_FACTOR * aim for cost, aim in aims)
        yield (
            f"10,000 tickets: {within} of {len(aims)} pools with an aim stay within {MORE_TICKETS_FACTOR:g} times that "
            f"aim; they cost {times[0]:.1f} to {times[-1]:.1f} times what 1,000 cost, {times[len(times) // 2]:.1f} in "
            f"the middle."
        )


def growth(results: Entry, measured: Measured) -> Iterator[str]:
    """How cost grows over pools of one kind."""
    points = [(i.order.experts, e["lottery"]["cpu_s"]) for i, e in measured if i.growth and "cpu_s" in e["lottery"]]
    if len(points) > 1:
        start = results["start_up"]["cpu_s"]
        sizes = [size for size, _ in points]
        whole, net = exponent(sizes, [s for _, s in points]), exponent(sizes, [max(s - start, 0.01) for _, s in points])
        yield (
            f"Growth, 25 seats, loose, {min(sizes):,} to {max(sizes):,} experts: cost goes with the pool to the power "
            f"{whole:.2f}; without the imports, which are the same for every pool, {net:.2f} (aim {GROWTH:g})."
        )


def _soundness(measured: Measured) -> Iterator[str]:
    jobs = [
        e[job] for _, e in measured for job in ("lottery", "lottery_10000") if e.get(job, {}).get("ended") == "done"
    ]
    if not jobs:
        return
    queues = [e["queue"] for _, e in measured if e.get("queue", {}).get("ended") == "done"]
    broken = sum(job["panels_that_break_a_rule"] for job in [*jobs, *queues])
    off = [job["most_off_in_tickets"] for job in jobs]
    within = sum(value < 1 for value in off)
    nobody = sum(job["with_a_chance_but_no_ticket"] for job in jobs)
    proved = sum(job["exact"] for job in jobs)
    yield (
        f"Checked without a solver: {sum(job['tickets'] for job in jobs):,} tickets and {len(queues)} queue panels, "
        f"{broken} break a rule. In {within} of {len(jobs)} tables everybody is within one ticket of the exact share "
        f"(furthest off: {max(off):.2f}); {nobody} people with a chance have no ticket; the bound is proved in exact "
        f"arithmetic in {proved} of {len(jobs)}. † marks a worst-off more than one ticket below the bound."
    )


def _against_peer(measured: Measured) -> Iterator[str]:
    asked = [(i, e) for i, e in measured if "peer" in e]
    if not asked:
        return
    ratios = [ratio for i, e in asked if i.order.experts == 1_000 and (ratio := _ratio(e)) is not None]
    versions = {e["peer"]["maximin"].get("versions", {}).get("sortition-algorithms") for _, e in asked} - {None}
    yield (
        f"Peer: sortition-algorithms {', '.join(sorted(versions))} (GPL, in an environment of its own) with HiGHS. "
        f"Its leximin wants a commercial solver, so its maximin is compared, which stops at the worst-off; the tickets "
        f"here are leximin. Its worst-off is given for its exact mixture and, in brackets, for its own 1,000 tickets."
    )
    if ratios:
        least = min(ratios)
        yield f"At 1,000 experts the peer's maximin costs at least {least:.0f} times as much (aim {PEER_TIMES_LESS})."
    legacy = [(i, e["peer"]["legacy"]) for i, e in asked if e["peer"].get("legacy", {}).get("ended") == "done"]
    if legacy:
        told = ", ".join(
            f"{i.order.seats} of {i.order.experts:,} {i.order.quotas}: "
            f"{found['panels_drawn']} of {found['panels_drawn'] + found['draws_without_a_panel']}"
            for i, found in legacy
        )
        yield f"Its legacy draw (no statement on chances) found a panel in so many draws of up to 100 attempts: {told}."


def _roster(found: Entry | None) -> Iterator[str]:
    if found:
        faulty, named = found["faulty"], found["planted"] - len(found["missed"])
        yield (
            f"Roster check, {found['rows']:,} rows of .xlsx: problems known after {faulty['checked_cpu_s']:.1f} s "
            f"(aim {CHECK_SECONDS:g}), annotated workbook written after {faulty['marked_cpu_s']:.1f} s (aim "
            f"{MARKED_SECONDS:g}); the whole command {found['command']['cpu_s']:.1f} s. {named} of {found['planted']} "
            f"planted faults are named at their cells, and {len(found['reported_besides'])} other cells."
        )
