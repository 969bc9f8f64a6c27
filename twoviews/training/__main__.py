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
from twoviews.training.gold import labelled, others

FOLDER = data.folder() / "model"
LAYERS = 6
EXTRA = {joined: 3, salads: 6}  # one example more for so many of the bank


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
    made = [make(known, len(known) // share, seed=share) for make, share in EXTRA.items()]
    kinds = [*points["article_id"].unique(), NEITHER, SALAD]
    return sum(made, known), dict(zip(points["point_id"], points["article_id"], strict=True)), kinds


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
    """Fit the judge's own parameters: the weights on train, the limits looked at on dev."""
    encoder, heads = tuned()
    train = labelled("train")
    articles = {each.article_id for each in train}
    readers = {
        article: Tuned(encoder, heads, {}, article, ids(article)) for article in sorted(articles)
    }
    return {
        "verdicts": calibrate.verdict_weights(train, readers),
        "matching": calibrate.matching_weights(train, others("dev"), general()),
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
