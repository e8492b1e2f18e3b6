"""Made-up scores whose truth is known: quality, a severity and a gain of each reader, noise, rounded to points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blind.combining.scores import Score


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Sizes and spreads, in points. ``panels``: readers are split into so many groups that never share a packet."""

    packets: int = 600
    readers: int = 120
    each: int = 3
    severity: float = 5
    quality: float = 6
    noise: float = 4
    gain: float = 0.1
    panels: int = 1


@dataclass(frozen=True)
class World:
    """The scores and every packet's true quality in hundredths."""

    scores: tuple[Score, ...]
    truth: Mapping[str, float]


def make_world(scenario: Scenario, seed: int) -> World:
    """One world; equal seeds give equal worlds."""
    source = np.random.default_rng(seed)
    quality = source.normal(0, scenario.quality, scenario.packets)
    severity = source.normal(0, scenario.severity, scenario.readers)
    gain = source.normal(1, scenario.gain, scenario.readers)
    scores = []
    for packet, reader in readings(scenario, source):
        mark = 75 + gain[reader] * quality[packet] + severity[reader] + source.normal(0, scenario.noise)
        scores.append(Score(f"p{packet:04}", f"r{reader:03}", 100 * round(float(mark))))
    return World(tuple(scores), {f"p{number:04}": 7500 + 100 * float(one) for number, one in enumerate(quality)})


def readings(scenario: Scenario, source: np.random.Generator) -> list[tuple[int, int]]:
    """Who reads what: equal loads, each packet by different readers, in every panel for itself."""
    found: list[tuple[int, int]] = []
    for packets, readers in zip(
        np.array_split(np.arange(scenario.packets), scenario.panels),
        np.array_split(np.arange(scenario.readers), scenario.panels),
        strict=True,
    ):
        turns: NDArray[np.int64] = np.resize(readers, (len(packets) * scenario.each // len(readers) + 1, len(readers)))
        flat = np.concatenate([source.permutation(turn) for turn in turns])
        for packet in packets:
            mine: list[int] = []
            while len(mine) < scenario.each:
                place = next(number for number, reader in enumerate(flat) if reader not in mine)
                mine.append(int(flat[place]))
                flat = np.delete(flat, place)
            found += [(int(packet), reader) for reader in mine]
    return found


def wrong_share(values: Mapping[str, float], truth: Mapping[str, float]) -> float:
    """The share of the passed half that is not truly in the best half."""
    half = len(truth) // 2
    best = set(sorted(truth, key=lambda name: (-truth[name], name))[:half])
    passed = set(sorted(values, key=lambda name: (-values[name], name))[:half])
    return len(passed - best) / half
