"""`make model`: build what is in data/model/ out of data/phrasings.csv and tests/gold/."""

import argparse
import json
import re
from typing import Any

import numpy as np

from twoviews import data
from twoviews.summary.judges import article_points, general, tuned
from twoviews.summary.tuned import Tuned
from twoviews.training import calibrate
from twoviews.training.bank import NEITHER, SALAD, Example, examples, joined, salads
from twoviews.training.exchange import exchanged
from twoviews.training.gold import labelled, others

FOLDER = data.folder() / "model"
LAYERS = 6
EXTRA = {joined: 4, salads: 6}  # one example more for so many of the bank


def main() -> None:
    """Build the judge's parameters, and first, where asked for, the encoder."""
    parser = argparse.ArgumentParser(prog="python -m twoviews.training", description=__doc__)
    parser.add_argument(
        "--encoder",
        action="store_true",
        help="tune the encoder first; needs requirements-model.txt",
    )
    if parser.parse_args().encoder:
        build_encoder()
    write(parameters())


def bank() -> tuple[list[Example], dict[str, str], list[str]]:
    """Give the examples, the article of each key point, and the kinds of sentences."""
    points = data.load("key_points")
    known = examples(data.load("phrasings"), points)
    known += exchanged(known, data.load("exchanges"), called(), seed=1)
    made = [make(known, len(known) // share, seed=share) for make, share in EXTRA.items()]
    kinds = [*points["article_id"].unique(), NEITHER, SALAD]
    return sum(made, known), dict(zip(points["point_id"], points["article_id"], strict=True)), kinds


def called() -> dict[str, str]:
    """Give the actor of each name; an adjective of the exchanges stands for itself."""
    actors, exchanges = data.load("actors"), data.load("exchanges")
    sides = set(exchanges[["one", "other"]].stack().explode())
    known = dict(zip(actors["name"], actors["actor_id"], strict=True))
    known |= actors.explode("aliases").set_index("aliases")["actor_id"].to_dict()
    return known | {side: side for side in sorted(sides - set(actors["actor_id"]))}


def build_encoder() -> None:
    """Tune the encoder and its heads on the bank, and write them."""
    from twoviews.training import tune  # PyTorch is needed here alone

    known, points, kinds = bank()
    vocabulary = tune.pieces_kept()
    weights = tune.tune(known, vocabulary, points, kinds, LAYERS)
    base = tune.untuned(vocabulary, LAYERS)
    FOLDER.mkdir(exist_ok=True)
    names = {"points.names": np.array(list(points)), "kinds.names": np.array(kinds)}
    changed = {
        name: array for name, array in weights.items() if not np.array_equal(array, base.get(name))
    }
    np.savez_compressed(FOLDER / "encoder.npz", **base)
    np.savez_compressed(FOLDER / "tuned.npz", **changed, **names)
    (FOLDER / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")


def parameters() -> dict[str, Any]:
    """Fit the judge's own parameters: on dev, where the encoder has learned from train."""
    encoder, heads = tuned()
    train, dev = labelled("train"), labelled("dev")
    articles = {each.article_id for each in dev}
    readers = {
        article: Tuned(encoder, heads, {}, article, ids(article)) for article in sorted(articles)
    }
    return {
        "verdicts": calibrate.verdict_weights(dev, readers),
        "matching": calibrate.matching_weights(train, dev, others("dev"), general()),
        **calibrate.LIMITS,
    }


def ids(article: str) -> list[str]:
    """Give the ids of an article's key points."""
    return [point.point_id for point in article_points(article)]


def write(made: dict[str, Any]) -> None:
    """Write the judge's parameters, one line per list of numbers."""
    text = json.dumps(made, indent=1)
    (FOLDER / "judge.json").write_text(f"{compact(text)}\n", encoding="utf-8")


def compact(text: str) -> str:
    """Put a list of numbers on one line."""
    return re.sub(r"\[\s+([-\d][^\[\]]*?)\s+\]", lambda hit: f"[{' '.join(hit[1].split())}]", text)


if __name__ == "__main__":
    main()
