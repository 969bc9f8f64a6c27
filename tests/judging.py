"""How often the judge is right: its verdicts and flags beside those of readers."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from twoviews.summary import assess
from twoviews.training.gold import Labelled

FLAGS = ("copied", "stuffed", "off_topic", "unsupported", "misattributed")
HONEST = {"honest", "far_paraphrase", "correct_negations", "double_negatives", "second_language"}
HONEST |= {"bullets", "dialogue"}
DRAWS, SEED = 1000, 1


def judgements(known: Sequence[Labelled], judge: Callable = assess) -> pd.DataFrame:
    """One row per summary and key point: text_id, kind, point_id, gold, verdict, confidence."""
    rows = []
    for each in known:
        found = judge(each.text, each.article_id).points.set_index("point_id")
        rows += [
            (
                each.text_id,
                each.kind,
                point,
                gold,
                found.at[point, "verdict"],
                found.at[point, "confidence"],
            )
            for point, gold in each.readers[0].items()
        ]
    return pd.DataFrame(
        rows, columns=["text_id", "kind", "point_id", "gold", "verdict", "confidence"]
    )


def there(verdicts: pd.Series) -> pd.Series:
    """Tell what is stated or partly stated from the rest."""
    return verdicts.isin(["stated", "partly"])


def quality(rows: pd.DataFrame, sure: float = 0.8) -> dict[str, float]:
    """Accuracy and F1 of stated or partly against the rest, and what goes wrong."""
    gold, told = there(rows["gold"]), there(rows["verdict"])
    right = gold == told
    decided = rows["confidence"] >= sure
    turned, correct = rows["gold"] == "reversed", gold
    return {
        "accuracy": right.mean(),
        "F1": 2 * (gold & told).sum() / max(gold.sum() + told.sum(), 1),
        "four verdicts": (rows["gold"] == rows["verdict"]).mean(),
        "reversed called stated": (rows["verdict"] == "stated")[turned].mean(),
        "reversed called stated or partly": told[turned].mean(),
        "correct called reversed": (rows["verdict"] == "reversed")[correct].mean(),
        "decided": decided.mean(),
        "accuracy of the decided": right[decided].mean(),
    }


def intervals(rows: pd.DataFrame, sure: float = 0.8) -> pd.DataFrame:
    """The figures of `quality` with 95 % bootstrap intervals over texts."""
    chance = np.random.default_rng(SEED)
    parts = [part for _, part in rows.groupby("text_id")]
    drawn = [
        quality(pd.concat([parts[i] for i in chance.integers(len(parts), size=len(parts))]), sure)
        for _ in range(DRAWS)
    ]
    low, high = pd.DataFrame(drawn).quantile([0.025, 0.975]).to_numpy()
    return pd.DataFrame({"figure": pd.Series(quality(rows, sure)), "low": low, "high": high})


def flagged(known: Sequence[Labelled]) -> pd.DataFrame:
    """One row per summary: kind, and for each flag whether a reader and the judge raise it."""
    rows = []
    for each in known:
        found = assess(each.text, each.article_id).flags
        told = {f"{flag} told": found[flag] is not None for flag in FLAGS}
        gold = {f"{flag} gold": flag in each.flags[0] for flag in FLAGS}
        rows.append({"text_id": each.text_id, "kind": each.kind} | gold | told)
    return pd.DataFrame(rows)


def flag_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of each flag."""
    made = {}
    for flag in FLAGS:
        gold, told = rows[f"{flag} gold"], rows[f"{flag} told"]
        hits = (gold & told).sum()
        made[flag] = {
            "raised": told.sum(),
            "precision": hits / max(told.sum(), 1),
            "recall": hits / max(gold.sum(), 1),
            "F1": 2 * hits / max(gold.sum() + told.sum(), 1),
        }
    return pd.DataFrame(made).T
