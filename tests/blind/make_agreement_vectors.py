"""Writes ``vectors/agreement``: tables of scores, and what two published libraries say of their agreement.

Run by hand, ``python -m tests.blind.make_agreement_vectors``, with ``nltk`` (Apache-2.0: Krippendorff's alpha) and
``statsmodels`` (BSD-3: the analysis of variance behind the intraclass correlations) installed beside the project; the
tests read the files alone. Each file names the library's version.
"""

from __future__ import annotations

import json
import random
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vectors" / "agreement"
READERS = ("a", "b", "c", "d", "e")


def table_of(seed: int, *, gaps: float, packets: int = 18, readers: int = 5) -> list[list[int | None]]:
    """Scores out of a hundred, rows of packets; some are missing."""
    source = random.Random(seed)
    strict = [source.gauss(0, 4) for _ in range(readers)]
    worth = [source.gauss(75, 7) for _ in range(packets)]
    return [
        [None if source.random() < gaps else round(one + bias + source.gauss(0, 4)) for bias in strict] for one in worth
    ]


def alpha_cases() -> list[dict[str, Any]]:
    """Alpha by nltk: nominal, and interval."""
    from nltk.metrics.agreement import AnnotationTask  # only for making the files
    from nltk.metrics.distance import binary_distance, interval_distance  # for the same reason

    distances = {"nominal": binary_distance, "interval": interval_distance}
    found = []
    for seed, gaps in ((1, 0.0), (2, 0.2), (3, 0.4), (4, 0.55)):
        table = table_of(seed, gaps=gaps)
        told = [
            (reader, at, score)
            for at, row in enumerate(table)
            if sum(score is not None for score in row) > 1
            for reader, score in zip(READERS, row, strict=True)
            if score is not None
        ]
        for level, distance in distances.items():
            found.append({"level": level, "table": table, "alpha": AnnotationTask(told, distance=distance).alpha()})
    return found


def intraclass_cases() -> list[dict[str, Any]]:
    """Mean squares by statsmodels, and the three single-score correlations of Shrout and Fleiss (1979) from them."""
    import pandas  # only for making the files
    from statsmodels.formula.api import ols  # for the same reason
    from statsmodels.stats.anova import anova_lm  # for the same reason

    found = []
    for seed, packets, readers in ((11, 6, 4), (12, 18, 5), (13, 40, 3), (14, 9, 2)):
        table = table_of(seed, gaps=0.0, packets=packets, readers=readers)
        rows = [(at, to, float(score or 0)) for at, row in enumerate(table) for to, score in enumerate(row)]
        frame = pandas.DataFrame(rows, columns=["packet", "reader", "score"])
        squares = anova_lm(ols("score ~ C(packet) + C(reader)", frame).fit())["mean_sq"]
        single = anova_lm(ols("score ~ C(packet)", frame).fit())["mean_sq"]
        between, across, rest, within = (
            float(value)
            for value in (squares["C(packet)"], squares["C(reader)"], squares["Residual"], single["Residual"])
        )
        found.append(
            {
                "table": table,
                "icc1": (between - within) / (between + (readers - 1) * within),
                "icc2": (between - rest) / (between + (readers - 1) * rest + readers * (across - rest) / packets),
                "icc3": (between - rest) / (between + (readers - 1) * rest),
            }
        )
    return found


def main() -> None:
    """Both files anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, library, cases in (
        ("alpha", "nltk", alpha_cases()),
        ("intraclass", "statsmodels", intraclass_cases()),
    ):
        content = {"made_with": f"{library} {version(library)}", "cases": cases}
        (FOLDER / f"{name}.json").write_text(json.dumps(content) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
