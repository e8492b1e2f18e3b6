"""An assignment against its question, without OR-Tools: every limit it breaks, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from solver.assigning.reading import Reading
from solver.recheck import Breach


def recheck_assignment(reading: Reading, assigned: Mapping[str, Iterable[str]]) -> tuple[Breach, ...]:
    """What is wrong with an assignment, in the question's order; empty when it keeps everything.

    Labels: ``strangers`` and ``repeated`` (ids that were not asked about, an expert twice at one packet), ``readers:``
    with a packet, ``load:`` with an expert, ``recused:`` with a pair that a recusal or a group forbids.
    """
    pairs = [(dossier, expert) for dossier, experts in assigned.items() for expert in experts]
    rows, columns = reading.row_of, reading.column_of
    known = [(dossier, expert) for dossier, expert in pairs if dossier in rows and expert in columns]
    strangers = len(pairs) - len(known) + sum(dossier not in rows for dossier in assigned)
    once = sorted(set(known))
    readers, loads = Counter(dossier for dossier, _ in once), Counter(expert for _, expert in once)
    found = [
        Breach("strangers", strangers, 0, 0) if strangers else None,
        Breach("repeated", len(known) - len(once), 0, 0) if len(known) > len(once) else None,
    ]
    for dossier, needed in zip(reading.dossiers, reading.needed.tolist(), strict=True):
        if readers[dossier] != needed:
            found.append(Breach(f"readers:{dossier}", readers[dossier], needed, needed))
    for expert, low, high in zip(reading.experts, reading.least.tolist(), reading.most.tolist(), strict=True):
        if not low <= loads[expert] <= high:
            found.append(Breach(f"load:{expert}", loads[expert], low, high))
    for dossier, expert in once:
        if not reading.allowed[rows[dossier], columns[expert]]:
            found.append(Breach(f"recused:{dossier} × {expert}", 1, 0, 0))
    return tuple(breach for breach in found if breach is not None)
