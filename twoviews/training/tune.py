"""Tune a pre-trained sentence encoder on the phrasings; needs requirements-model.txt."""

import random
from typing import NamedTuple

import numpy as np
import torch
from transformers import BertModel

from twoviews.summary.pieces import Pieces
from twoviews.training.bank import Example
from twoviews.training.net import Net, base, lost, targets
from twoviews.training.weights import compact

BATCH, SEED, DECAY = 32, 2020, 0.01
State = dict[str, np.ndarray]


class Stage(NamedTuple):
    """How long the network learns, how fast, and how sure of the labels it may become."""

    epochs: int
    rate: float  # of the layers
    head_rate: float  # of the heads, which start from nothing
    smoothing: float  # of the labels


STAGES = (Stage(5, 1e-4, 2e-3, 0.0), Stage(1, 4e-5, 2e-4, 0.05))


def tune(
    examples: list[Example],
    vocabulary: list[str],
    points: dict[str, str],
    kinds: list[str],
    layers: int,
) -> State:
    """Tune the encoder and its heads, and give their weights as the encoder reads them.

    A first stage learns fast; a second one, slow and with smoothed labels, makes it less sure.
    What is kept is the mean of the weights after each (Izmailov and others, 2018,
    https://arxiv.org/abs/1803.05407).

    Parameters
    ----------
    examples : list of Example
        What to learn from.
    vocabulary : list of str
        The pieces that are kept; `pieces_kept` gives them.
    points : dict of str to str
        The article of each key point, in the order of the scores.
    kinds : list of str
        The kinds of sentences, in the order of their scores.
    layers : int
        How many of the base's layers are kept, from below.

    Returns
    -------
    dict of str to ndarray
        The weights as `twoviews.summary.encoder.Encoder` reads them, and those of the heads.
    """
    rows, pieces = rows_of(vocabulary), Pieces(vocabulary)
    numbers = [[rows[number] for number in pieces.numbers(each.text)] for each in examples]
    wanted = [targets(each, points, kinds) for each in examples]
    torch.manual_seed(SEED)
    net, chance = Net(layers, len(points), len(kinds)), random.Random(SEED)
    states = []
    for stage in STAGES:
        run(net, numbers, wanted, stage, chance)
        states.append({name: tensor.numpy().copy() for name, tensor in net.state_dict().items()})
    mean = {name: np.mean([state[name] for state in states], axis=0) for name in states[0]}
    return written(mean, rows, layers)


def run(net: Net, numbers: list, wanted: list, stage: Stage, chance: random.Random) -> None:
    """Take a network through a stage."""
    optimizer = torch.optim.AdamW(groups(net, stage), weight_decay=DECAY)
    steps = stage.epochs * len(batches(numbers, random.Random(0)))
    rates = [group["lr"] for group in optimizer.param_groups]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, steps, pct_start=0.1)
    net.train()
    for epoch in range(stage.epochs):
        total = 0.0
        for batch in batches(numbers, chance):
            loss = lost(
                net, [numbers[i] for i in batch], [wanted[i] for i in batch], stage.smoothing
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        mean = total * BATCH / len(numbers)
        print(f"epoch {epoch + 1} of {stage.epochs}: loss {mean:.3f}", flush=True)


def groups(net: Net, stage: Stage) -> list[dict]:
    """Give the layers and the heads each their rate."""
    layers = [parameter for parameter in net.bert.parameters() if parameter.requires_grad]
    heads = [*net.points.parameters(), *net.kinds.parameters()]
    return [{"params": layers, "lr": stage.rate}, {"params": heads, "lr": stage.head_rate}]


def batches(numbers: list[list[int]], chance: random.Random) -> list[list[int]]:
    """Put sentences of about the same length side by side, in an order of chance."""
    order = sorted(range(len(numbers)), key=lambda i: len(numbers[i]) + 12 * chance.random())
    found = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(found)
    return found


def written(state: State, rows: list[int], layers: int) -> State:
    """Write a network's weights as the encoder and the heads read them."""
    bert = {name.removeprefix("bert."): array for name, array in state.items()}
    heads = {
        f"{head}{end}": np.ascontiguousarray(state[f"{head}.{part}"].T)
        for head in ("points", "kinds")
        for end, part in (("", "weight"), (".shift", "bias"))
    }
    return compact(bert, rows, layers) | heads


def untuned(vocabulary: list[str], layers: int) -> dict[str, np.ndarray]:
    """Give the weights of the encoder before it is tuned."""
    state = BertModel.from_pretrained(base(), add_pooling_layer=False).state_dict()
    arrays = {name: tensor.numpy() for name, tensor in state.items()}
    return compact(arrays, rows_of(vocabulary), layers)


def pieces_kept() -> list[str]:
    """List the base's pieces that can occur: a text is read in plain letters only."""
    known = (base() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return [piece for piece in known if piece.isascii() and not piece.startswith("[unused")]


def rows_of(vocabulary: list[str]) -> list[int]:
    """Give the base's row of each piece."""
    known = (base() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    places = {piece: row for row, piece in enumerate(known)}
    return [places[piece] for piece in vocabulary]
