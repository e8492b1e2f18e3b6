"""What each character of a sentence is, by the small network in jieba's package (LAC small: two GRU layers, a CRF).

The weights are plain arrays; they are read and run here with NumPy alone. The network is one witness among several:
it knows context well and rare names badly.
"""

from __future__ import annotations

import struct
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from blind.redact.finders.lexicon import package_folder

Floats = NDArray[np.float32]

WIDTH = 128
BATCH = 32
PERSON = (("PER-B", "PER-I"), ("nr-B", "nr-I"))
SIGNS = str.maketrans({"\N{IDEOGRAPHIC FULL STOP}": ".", "\N{IDEOGRAPHIC COMMA}": ","})
IMPOSSIBLE = np.float32(-1e6)


@dataclass(frozen=True)
class Network:
    """Arrays of the network by their file names, and the numbers of characters and tags."""

    arrays: dict[str, Floats]
    characters: dict[str, int]
    tags: dict[str, int]


def array(name: str) -> Floats:
    """One stored tensor: a version, levels of nested lengths, a version, the description, the values."""
    data = package_folder("jieba").joinpath("lac_small", "model_baseline", name).read_bytes()
    levels = struct.unpack_from("<Q", data, 4)[0]
    at = 12
    for _ in range(levels):
        at += 8 + struct.unpack_from("<Q", data, at)[0]
    length = struct.unpack_from("<i", data, at + 4)[0]
    at += 8
    values = np.frombuffer(data, dtype="<f4", offset=at + length)
    return np.ascontiguousarray(values.reshape(dimensions(data[at : at + length])), dtype=np.float32)


def dimensions(description: bytes) -> list[int]:
    """The sizes named in a tensor's description (a protocol buffer; field 2 repeats)."""
    sizes, at = [], 0
    while at < len(description):
        tag, number, shift = description[at], 0, 0
        at += 1
        while True:
            part = description[at]
            at += 1
            number |= (part & 127) << shift
            shift += 7
            if part < 128:
                break
        if tag == 0x10:
            sizes.append(number)
    return sizes


@cache
def network() -> Network:
    """The network, read once."""
    folder = package_folder("jieba") / "lac_small"
    names = ["crfw", "word_emb", *(f"fc_{i}.{kind}_0" for i in range(5) for kind in "wb")]
    names += [f"gru_{i}.{kind}_0" for i in range(4) for kind in "wb"]
    characters = dict(numbered(folder.joinpath("word.dic").read_text(encoding="utf-8")))
    tags = dict(numbered(folder.joinpath("tag.dic").read_text(encoding="utf-8")))
    return Network({name: array(name) for name in names}, characters, tags)


def numbered(text: str) -> list[tuple[str, int]]:
    """Lines of a number, a tab and a word."""
    pairs = (line.split("\t") for line in text.split("\n") if "\t" in line)
    return [(pair[1], int(pair[0])) for pair in pairs if len(pair) == 2]


def gates(values: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(0.5 * (np.tanh(0.5 * values) + 1.0), dtype=np.float32)


def recurrent(inputs: Floats, number: int) -> Floats:
    """Two GRUs side by side over inputs of shape (steps, 2, sentences, 3 * WIDTH); the hidden states."""
    gate, candidate, bias = map(np.stack, zip(weights_of(number), weights_of(number + 1), strict=True))
    inputs = np.asarray(inputs + bias[:, None, :], dtype=np.float32)
    state = np.zeros((2, inputs.shape[2], WIDTH), np.float32)
    states = np.empty((*inputs.shape[:3], WIDTH), np.float32)
    for step in range(inputs.shape[0]):
        both = gates(inputs[step, :, :, : 2 * WIDTH] + state @ gate)
        update, reset = both[..., :WIDTH], both[..., WIDTH:]
        fresh = np.tanh(inputs[step, :, :, 2 * WIDTH :] + (reset * state) @ candidate)
        state = np.asarray(state + update * (fresh - state), dtype=np.float32)
        states[step] = state
    return states


def weights_of(number: int) -> tuple[Floats, Floats, Floats]:
    """Of one GRU the weights of both gates, of the candidate state, and the bias; stored one after the other."""
    arrays = network().arrays
    flat = arrays[f"gru_{number}.w_0"].ravel()
    gate = flat[: 2 * WIDTH * WIDTH].reshape(WIDTH, 2 * WIDTH)
    return gate, flat[2 * WIDTH * WIDTH :].reshape(WIDTH, WIDTH), arrays[f"gru_{number}.b_0"].ravel()


def layer(inputs: Floats, number: int, turned: NDArray[np.intp]) -> Floats:
    """One layer in both directions; ``turned`` holds for each step and sentence the step counted from its end."""
    arrays, columns = network().arrays, np.arange(inputs.shape[1])
    forward = inputs @ arrays[f"fc_{number}.w_0"] + arrays[f"fc_{number}.b_0"]
    backward = inputs @ arrays[f"fc_{number + 1}.w_0"] + arrays[f"fc_{number + 1}.b_0"]
    states = recurrent(np.stack([forward, backward[turned, columns]], axis=1), number)
    return np.concatenate([states[:, 0], states[:, 1][turned, columns]], axis=2)


def emissions(sentences: list[str]) -> list[Floats]:
    """For each sentence, how well each tag fits each character: arrays of shape (characters, tags)."""
    net = network()
    order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
    results: list[Floats] = [np.zeros((0, 0), np.float32)] * len(sentences)
    for begin in range(0, len(order), BATCH):
        chosen = order[begin : begin + BATCH]
        lengths = np.array([len(sentences[index]) for index in chosen])
        steps = np.arange(int(lengths.max()))[:, None]
        turned = np.where(steps < lengths, lengths - 1 - steps, steps)
        ids = np.full(turned.shape, net.characters["OOV"])
        for column, index in enumerate(chosen):
            for row, char in enumerate(sentences[index].translate(SIGNS)):
                ids[row, column] = net.characters.get(char, net.characters["OOV"])
        hidden = layer(layer(net.arrays["word_emb"][ids], 0, turned), 2, turned)
        scores = hidden @ net.arrays["fc_4.w_0"] + net.arrays["fc_4.b_0"]
        for column, index in enumerate(chosen):
            results[index] = scores[: lengths[column], column]
    return results


@dataclass(frozen=True)
class Tagged:
    """A sentence read by the network.

    ``heads[i, t]`` is the best score of the first ``i + 1`` characters when the last has tag ``t``; ``tails[i, t]``
    the best score of what follows character ``i`` when it has that tag; ``scores`` are the emissions.
    """

    scores: Floats
    heads: Floats
    tails: Floats

    @cached_property
    def total(self) -> float:
        """The score of the best reading."""
        return float((self.heads[-1] + self.tails[-1]).max())

    @cached_property
    def persons(self) -> tuple[tuple[int, int], ...]:
        """Stretches that the best reading calls a person."""
        tags = network().tags
        begins, inside = {tags[b] for b, _ in PERSON}, {tags[i] for _, i in PERSON}
        spans: list[tuple[int, int]] = []
        for index, tag in enumerate((self.heads + self.tails).argmax(axis=1).tolist()):
            if tag in begins or (tag in inside and not (spans and spans[-1][1] == index)):
                spans.append((index, index + 1))
            elif tag in inside:
                spans[-1] = (spans[-1][0], index + 1)
        return tuple(spans)

    def lack(self, start: int, end: int) -> float:
        """How much worse than the best the best reading is in which exactly this stretch is a person; 0 or more."""
        return min(self.lack_of(start, end, *kind) for kind in PERSON)

    def lack_of(self, start: int, end: int, begin: str, inside: str) -> float:
        """The same for one of the two tags for persons."""
        tags, weights = network().tags, network().arrays["crfw"]
        first, more, change = tags[begin], tags[inside], weights[2:]
        entry = weights[0, first] if start == 0 else (self.heads[start - 1] + change[:, first]).max()
        value = entry + self.scores[start, first]
        last = first
        for index in range(start + 1, end):
            value += change[last, more] + self.scores[index, more]
            last = more
        if end == len(self.scores):
            value += weights[1, last]
        else:
            onward = change[last] + self.scores[end] + self.tails[end]
            onward[more] = IMPOSSIBLE
            value += onward.max()
        return round(self.total - float(value), 2)


def read(scores: Floats) -> Tagged:
    """The best scores from both ends of a sentence."""
    weights = network().arrays["crfw"]
    change, size = weights[2:], len(scores)
    heads, tails = np.empty_like(scores), np.empty_like(scores)
    heads[0], tails[-1] = weights[0] + scores[0], weights[1]
    for index in range(1, size):
        heads[index] = (heads[index - 1][:, None] + change).max(axis=0) + scores[index]
    for index in range(size - 2, -1, -1):
        tails[index] = (change + (scores[index + 1] + tails[index + 1])).max(axis=1)
    return Tagged(scores, heads, tails)


MEMORY: OrderedDict[str, Tagged] = OrderedDict()
MOST_REMEMBERED = 4000


def tagged_all(sentences: Iterable[str]) -> dict[str, Tagged]:
    """These sentences (folded, without blanks, not empty) as the network reads them; the latest are remembered."""
    wanted = list(dict.fromkeys(sentences))
    fresh = [sentence for sentence in wanted if sentence not in MEMORY]
    results = {sentence: MEMORY[sentence] for sentence in wanted if sentence in MEMORY}
    results |= {sentence: read(scores) for sentence, scores in zip(fresh, emissions(fresh), strict=True)}
    MEMORY.update((sentence, results[sentence]) for sentence in fresh)
    while len(MEMORY) > MOST_REMEMBERED:
        MEMORY.popitem(last=False)
    return results


def tagged(sentence: str) -> Tagged:
    """One sentence as the network reads it."""
    return tagged_all([sentence])[sentence]
