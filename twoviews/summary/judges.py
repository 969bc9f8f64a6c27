"""Make the judge of a text's summaries: out of the tables, or of what is given."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from twoviews import data
from twoviews.summary.encoder import Encoder
from twoviews.summary.judge import Judge
from twoviews.summary.matching import Matched
from twoviews.summary.points import KeyPoint, key_points, of_article
from twoviews.summary.source import Source, source_of
from twoviews.summary.tuned import Tuned

HEADS = ("points", "kinds")
CALLED = ("title", "outlet", "label", "published_from", "published_to")  # columns of articles


def make(
    points: list[KeyPoint], source: Source, authors: Sequence[str] = (), article: str = ""
) -> Judge:
    """Make a judge: one that was tuned on the key points where there is one.

    Parameters
    ----------
    points : list of KeyPoint
        What a summary should state.
    source : Source
        What is known of the text.
    authors : sequence of str
        Who wrote it.
    article : str
        Its id, where it is one of the articles.
    """
    known, heads = parameters(), weights()[1]
    names = [point.point_id for point in points]
    if article in heads["kinds.names"] and set(names) <= set(heads["points.names"]):
        encoder, heads = tuned()
        reader = Tuned(encoder, heads, known["verdicts"], article, names)
        return Judge(points, source, authors, reader, known["limits"])
    matched = Matched(points, general(), source.vocabulary, known["matching"])
    return Judge(points, source, authors, matched, known["other_limits"])


@lru_cache(maxsize=8)
def article_judge(article: str, folder: str | Path | None = None) -> Judge:
    """Make the judge of an article's summaries out of the tables; later calls find it made."""
    points = article_points(article, folder)
    about = data.load("articles", folder=folder).set_index("article_id").loc[article]
    marks = data.load("fingerprints", folder=folder).query("article_id == @article")["hash"]
    told = data.load("passages", folder=folder).query("article_id == @article")["paraphrase"]
    actors = data.load("actors", folder=folder)
    ways = (text for point in points for label, text in point.phrasings if label != "reverses")
    called = [*actors["name"], *actors["aliases"].explode(), *actors["office"].dropna()]
    heading = [*map(str, about[list(CALLED)]), *about["authors"]]
    texts = [*told, *(point.statement for point in points)]
    source = source_of(texts, marks, [*ways, *called, *heading])
    return make(points, source, list(about["authors"]), article)


def article_points(article: str, folder: str | Path | None = None) -> list[KeyPoint]:
    """Take an article's key points out of the tables."""
    tables = (data.load(name, folder=folder) for name in ("key_points", "phrasings"))
    return of_article(article, *tables)


def other_judge(points: Iterable, source: str | Iterable[str] | None) -> Judge:
    """Make a judge of summaries of another text: it, or its fingerprints, may be known."""
    known = source_of([source]) if isinstance(source, str) else Source(frozenset(source or ()))
    return make(key_points(points), known)


@lru_cache(maxsize=1)
def weights() -> tuple[dict, dict, list[str]]:
    """Load the weights once."""
    return data.weights()


@lru_cache(maxsize=1)
def tuned() -> tuple[Encoder, dict[str, np.ndarray]]:
    """Make the encoder that was tuned on the phrasings, with its heads."""
    encoder, changed, vocabulary = weights()
    heads = {name for name in changed if name.split(".")[0] in HEADS}
    layers = {name: changed[name] for name in changed.keys() - heads}
    return Encoder(encoder | layers, vocabulary), {name: changed[name] for name in heads}


@lru_cache(maxsize=1)
def general() -> Encoder:
    """Make the encoder as it was before: it knows likeness of any sentences better."""
    encoder, _, vocabulary = weights()
    return Encoder(encoder, vocabulary)


@lru_cache(maxsize=1)
def parameters() -> dict:
    """Load the judge's own parameters."""
    return data.parameters()
