"""How right the judge of summaries is on the test split, beside plain engines; `make bench`."""

import subprocess
import sys
import time
from functools import cache

import numpy as np
import pandas as pd
import pytest
from judging import HONEST, flag_table, flagged, intervals, judgements, quality, there
from sklearn.metrics import roc_auc_score

from twoviews.summary import KeyPoint, assess
from twoviews.summary.assessment import COLUMNS, Assessment
from twoviews.summary.judges import article_points, general, parameters
from twoviews.summary.matching import Matched
from twoviews.summary.surface import recall, stems
from twoviews.text import sentences
from twoviews.training.gold import Labelled, labelled, others

pytestmark = pytest.mark.bench
TEST = labelled("test")


@cache
def tested() -> pd.DataFrame:
    """The judge's verdicts on the test split."""
    return judgements(TEST)


@cache
def best_recall() -> float:
    """The share of a key point's words from which on it is taken for stated, fitted on train."""
    train = labelled("train")
    cuts = np.linspace(0.1, 0.9, 17)
    return max(cuts, key=lambda cut: quality(judgements(train, by_words(cut)))["accuracy"])


def by_words(cut: float):
    """A judge that takes a key point for stated where a sentence has enough of its words."""

    def judge(text: str, article: str) -> Assessment:
        shares = [
            (point, max(recall(stems(point.statement), stems(each)) for each in sentences(text)))
            for point in article_points(article)
        ]
        rows = [
            (point.point_id, "stated" if share >= cut else "absent", abs(share - cut), "", "")
            for point, share in shares
        ]
        return Assessment(pd.DataFrame(rows, columns=COLUMNS), {}, 0.0, False)

    return judge


def by_likeness(text: str, article: str) -> Assessment:
    """A judge that knows the one-line key points only."""
    points = article_points(article)
    plain = [KeyPoint(point.statement, point.point_id) for point in points]
    reader = Matched(plain, general(), frozenset(), parameters()["matching"])
    found = reader.read(text, sentences(text)).verdicts
    rows = [
        (point.point_id, each.verdict, each.confidence, "", "")
        for point, each in zip(points, found, strict=True)
    ]
    return Assessment(pd.DataFrame(rows, columns=COLUMNS), {}, 0.0, False)


def told(name: str, row: pd.Series) -> str:
    """One line of the table."""
    return f"{name}: {row['figure']:.3f} ({row['low']:.3f} to {row['high']:.3f})"


def test_verdicts_on_the_test_split(figure):
    table = intervals(tested())
    for name, row in table.iterrows():
        figure(f"summaries, test split, {told(name, row)}")
    assert table.at["accuracy", "figure"] > 0.8


def test_the_same_for_plain_engines(figure):
    engines = {"word recall": by_words(best_recall()), "one-line key points": by_likeness}
    for name, engine in engines.items():
        for what, row in intervals(judgements(TEST, engine)).iterrows():
            figure(f"summaries, {name}, {told(what, row)}")


def test_verdicts_by_kind_of_text(figure):
    rows = tested().assign(right=there(tested()["gold"]) == there(tested()["verdict"]))
    for kind, row in rows.groupby("kind")["right"].agg(["mean", "size"]).iterrows():
        figure(f"summaries, accuracy on {kind}: {row['mean']:.2f} of {row['size']:.0f}")


def test_readers_agree_more_than_the_judge(figure):
    first, second = (
        [verdict for each in TEST for verdict in each.readers[reader].values()] for reader in (0, 1)
    )
    both = quality(pd.DataFrame({"gold": first, "verdict": second, "confidence": 1.0}))
    figure(f"summaries, second reader beside the first: accuracy {both['accuracy']:.3f}")
    figure(f"summaries, second reader beside the first: verdicts {both['four verdicts']:.3f}")


def test_flags_on_the_test_split(figure):
    rows = flagged(TEST)
    for flag, row in flag_table(rows).iterrows():
        rates = ", ".join(f"{name} {row[name]:.2f}" for name in ("precision", "recall", "F1"))
        figure(f"flag {flag}: {rates}")
    honest = rows[rows["kind"].isin(HONEST)]
    share = honest[["copied told", "stuffed told", "off_topic told"]].any(axis=1).mean()
    figure(f"honest texts flagged copied, stuffed or off topic: {share:.3f} of {len(honest)}")


def read_coverage(each: Labelled) -> float:
    """The weight of the key points that a reader finds stated, and half where partly."""
    worth = {"stated": 1.0, "partly": 0.5}
    weights = {point.point_id: point.weight for point in article_points(each.article_id)}
    told = sum(weights[point] * worth.get(found, 0) for point, found in each.readers[0].items())
    return told / sum(weights.values())


def test_coverage_goes_with_the_readers(figure):
    found = [assess(each.text, each.article_id) for each in TEST]
    pairs = [read_coverage(each) for each in TEST], [each.coverage for each in found]
    figure(f"coverage beside a reader's: correlation {np.corrcoef(*pairs)[0, 1]:.3f}")
    figure(f"texts sent to a person: {np.mean([each.needs_reader for each in found]):.2f}")


def test_plain_key_points_of_other_texts(figure):
    gold, scores = [], []
    for each in others("test"):
        found = assess(each.text, key_points=each.key_points, source=each.source).points
        there = found["verdict"].isin(["stated", "partly"])
        scores += list(found["confidence"].where(there, 1 - found["confidence"]))
        gold += [verdict in ("stated", "partly") for verdict in each.verdicts]
    figure(f"other texts, plain key points: AUC {roc_auc_score(gold, scores):.3f} of {len(gold)}")


def test_time_of_a_summary_and_of_loading(figure):
    new = [each for each in labelled("dev") if 140 <= len(each.text.split()) <= 160]
    for article in {each.article_id for each in new}:
        assess("Kim.", article)
    taken = []
    for each in new:  # no sentence of which is remembered
        start = time.perf_counter()
        assess(each.text, each.article_id)
        taken.append(time.perf_counter() - start)
    figure(f"a summary of about 150 words: median {np.median(taken) * 1000:.0f} ms")
    code = (
        "import time; import twoviews.data; start = time.perf_counter();"
        "from twoviews.summary import article_judge; article_judge('trump2018').assess('Kim.');"
        "print(time.perf_counter() - start)"
    )
    loads = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3)]
    figure(f"loading the judge: median {np.median(loads) * 1000:.0f} ms")
